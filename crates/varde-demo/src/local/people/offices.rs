//! Who sits where. A wing is rebuilt from June 2020 to February 2022, and its people share while they wait.

use super::super::{Area, Register, met, share};
use super::whole;
use crate::date::{Date, date, iso_or_empty};
use crate::people::pid;
use crate::rational::Rational;
use crate::roster::{ADMIN, permanents};
use crate::story::PLAN;
use crate::world::World;

/// The first day that the register tells of.
const START: Date = date(2016, 1, 1);

/// A place in an office for some time.
struct Place {
    person: u32,
    kind: &'static str,
    room: String,
    opted_out: Option<Date>,
    from: Date,
    to: Option<Date>,
}

impl Place {
    fn holds(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Person, kind, room (empty: the person's own), day of opting out, from, to.
type Line = (
    u32,
    &'static str,
    &'static str,
    Option<Date>,
    Date,
    Option<Date>,
);

/// The places of those who have not sat in one office all the time.
#[rustfmt::skip]
fn moves() -> Vec<Line> {
    let (before, rebuilding) = (Some(date(2020, 6, 14)), date(2020, 6, 15));
    let (done, after) = (Some(date(2022, 2, 28)), date(2022, 3, 1));
    vec![
        // The wing.
        (16, "single", "", None, START, before),
        (16, "waiting", "1420", None, rebuilding, done),
        (16, "single", "2216", None, after, None),
        (17, "single", "", None, START, before),
        (17, "waiting", "1420", None, rebuilding, done),
        (17, "single", "2217", None, after, None),
        (18, "single", "", None, START, before),
        (18, "waiting", "1421", None, rebuilding, done),
        (18, "single", "2218", None, after, None),
        (19, "single", "", None, START, before),
        (19, "waiting", "1421", None, rebuilding, done),
        (19, "single", "2219", None, after, None),
        // New ones who first had to share.
        (20, "shared", "1422", None, date(2019, 8, 1), Some(date(2020, 1, 31))),
        (20, "single", "", None, date(2020, 2, 1), None),
        (33, "waiting", "1422", None, date(2020, 3, 1), done),
        (33, "single", "2233", None, after, None),
        (23, "waiting", "1423", None, date(2024, 2, 1), Some(date(2024, 11, 30))),
        (23, "single", "2223", None, date(2024, 12, 1), None),
        // Entered in the register ten weeks after the first day at work.
        (21, "single", "", None, date(2022, 10, 15), None),
        // Those who have chosen not to have an office; one confirmed it after 1 October only.
        (24, "single", "", None, START, Some(date(2018, 1, 14))),
        (24, "none", "-", Some(date(2018, 2, 1)), date(2018, 1, 15), None),
        (7, "single", "", None, START, Some(date(2021, 8, 19))),
        (7, "shared", "1118", Some(date(2021, 9, 10)), date(2021, 8, 20), None),
        (29, "single", "", None, START, Some(date(2022, 7, 31))),
        (29, "shared", "1118", Some(date(2022, 10, 20)), date(2022, 8, 1), None),
    ]
}

/// Everybody's places, in order. An office stands in the register until someone moves, even when a person has left.
fn places() -> Vec<Place> {
    let moves = moves();
    let mut places = Vec::new();
    for someone in permanents() {
        let own = format!("{}", 1300 + someone.person);
        let mut lines = moves.iter().filter(|l| l.0 == someone.person).peekable();
        if lines.peek().is_none() {
            let shares = someone.group == ADMIN && someone.person > 42;
            places.push(Place {
                person: someone.person,
                kind: if shares { "shared" } else { "single" },
                room: if shares {
                    format!("{}", 1100 + someone.person / 2)
                } else {
                    own.clone()
                },
                opted_out: None,
                from: someone.from.max(START),
                to: None,
            });
        }
        places.extend(
            lines.map(|&(person, kind, room, opted_out, from, to)| Place {
                person,
                kind,
                room: match room {
                    "" => own.clone(),
                    "-" => String::new(),
                    room => room.to_owned(),
                },
                opted_out,
                from,
                to,
            }),
        );
    }
    places
}

/// The permanent academics with an office of their own on 1 October, and all who have not chosen otherwise.
pub(crate) fn own_office(world: &World, year: i16) -> (Rational, Rational) {
    let day = date(year, 10, 1);
    let places = places();
    let (mut own, mut all) = (0, 0);
    for person in world.staff.permanent_academics(day) {
        let now = || places.iter().filter(|p| p.person == person && p.holds(day));
        if now().any(|p| p.opted_out.is_some_and(|confirmed| confirmed <= day)) {
            continue;
        }
        all += 1;
        own += usize::from(now().any(|p| p.kind == "single"));
    }
    (whole(own), whole(all))
}

pub(super) fn area(world: &World) -> Area {
    let mut register = Register::new(
        "office",
        &[
            "pid",
            "kind",
            "room",
            "opt_out_confirmed",
            "from_date",
            "to_date",
        ],
    );
    for place in places() {
        let known = place.opted_out.unwrap_or(place.from).max(place.from);
        register.add(
            known,
            [
                &pid(place.person),
                place.kind,
                &place.room,
                &iso_or_empty(place.opted_out),
                &place.from.iso(),
                &iso_or_empty(place.to),
            ],
        );
    }
    let answers = PLAN.map(|year| {
        let (own, all) = own_office(world, year);
        share(
            "OL-09",
            "fva-with-own-office",
            year,
            own,
            all,
            met(own >= all),
        )
    });
    Area {
        answers: answers.collect(),
        registers: vec![register],
    }
}
