//! The room to act (OL-01) and the interplay (OL-02).

use super::super::{Area, Register, worst};
use super::{Judgement, assessments, by_end, number_or_no_data, per_cent, step, whole, yearly};
use crate::Answer;
use crate::date::{Date, date, iso_or_empty};
use crate::people::pid;
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

/// How the room to act was judged. Nobody did it in 2020.
#[rustfmt::skip]
const ROOM: [Judgement; 4] = [
    ("", date(2018, 12, 11), 2, "Gjennomgang av delegeringen", Some(date(2019, 12, 10))),
    ("", date(2021, 12, 14), 2, "Notat til instituttstyret 2021", Some(date(2022, 12, 13))),
    ("", date(2022, 12, 13), 3, "Ansettelser er delegert; notat 2022", None),
    ("", date(2025, 12, 9), 3, "Notat til instituttstyret 2025", Some(date(2026, 12, 8))),
];

/// How the interplay was judged.
#[rustfmt::skip]
const INTERPLAY: [Judgement; 4] = [
    ("", date(2018, 12, 11), 2, "Samtaler i faggruppene høsten 2018", None),
    ("", date(2020, 12, 8), 2, "Samarbeidet tok slutt da alle satt hjemme", None),
    ("", date(2022, 12, 13), 3, "Partnerundersøkelse 2022", None),
    ("", date(2025, 12, 9), 3, "Notat til ledergruppa 2025", None),
];

/// The kinds of matters, with from when and to when the department may decide them itself.
#[rustfmt::skip]
const KINDS: [(&str, &str, Date, Option<Date>); 5] = [
    ("temporary_appointment", "Midlertidig ansettelse", date(2018, 1, 1), None),
    ("purchase", "Innkjøp", date(2018, 1, 1), None),
    ("teaching_plan", "Undervisningsplan", date(2018, 1, 1), None),
    ("permanent_appointment", "Fast ansettelse", date(2021, 7, 1), None),
    ("external_contract", "Kontrakt med ekstern part", date(2018, 1, 1), Some(date(2022, 12, 31))),
];

/// Of each kind, how many were decided here and how many above. In 2020 the university decided how to teach.
#[rustfmt::skip]
const DECIDED: [(i16, [(usize, usize); 5]); 8] = [
    (2018, [(8, 3), (6, 1), (5, 2), (0, 2), (3, 3)]),
    (2019, [(9, 3), (6, 1), (6, 2), (0, 3), (3, 2)]),
    (2020, [(6, 4), (5, 1), (2, 6), (0, 1), (2, 3)]),
    (2021, [(9, 2), (7, 1), (6, 1), (1, 3), (3, 2)]),
    (2022, [(10, 1), (7, 1), (6, 1), (2, 1), (3, 2)]),
    (2023, [(10, 1), (8, 0), (7, 1), (2, 1), (0, 4)]),
    (2024, [(11, 2), (8, 1), (6, 1), (2, 1), (0, 5)]),
    (2025, [(11, 2), (9, 1), (7, 1), (2, 1), (1, 4)]),
];

/// A decision: kind (its place), the day, whether it was taken here.
struct Decision {
    kind: usize,
    day: Date,
    here: bool,
}

/// A year's decisions, those of a kind spread over the year; the ones from above come first.
fn decisions(year: i16) -> Vec<Decision> {
    let mut decisions = Vec::new();
    let of_year = DECIDED.iter().find(|d| d.0 == year);
    for (kind, (here, above)) in of_year.iter().flat_map(|d| d.1.iter().enumerate()) {
        let all = here + above;
        for number in 0..all {
            let days = 12 + number * 340 / all + kind * 2;
            decisions.push(Decision {
                kind,
                day: date(year, 1, 1).plus_days(i32::try_from(days).unwrap_or(0)),
                here: number >= *above,
            });
        }
    }
    decisions.sort_by_key(|d| (d.day.number(), d.kind));
    decisions
}

fn log() -> Register {
    let mut register = Register::new(
        "decision",
        &[
            "no",
            "unit",
            "kind",
            "requested",
            "decided",
            "level",
            "what",
        ],
    );
    for year in PLAN {
        for (number, decision) in (1..).zip(decisions(year)) {
            let (kind, what, ..) = KINDS[decision.kind];
            let level = match (decision.here, kind) {
                (true, _) => "department",
                (false, "teaching_plan") if year == 2020 => "university",
                (false, _) => "faculty",
            };
            // Matters decided above take longer; of some nobody noted when they were raised.
            let waited = if decision.here { 6 } else { 21 } + number % 9;
            let requested = (number % 11 != 0).then(|| decision.day.plus_days(-waited));
            register.add(
                decision.day,
                [
                    &format!("A-{year}-{number:03}"),
                    DEPARTMENT,
                    kind,
                    &iso_or_empty(requested),
                    &decision.day.iso(),
                    level,
                    what,
                ],
            );
        }
    }
    register
}

fn delegations() -> Register {
    let mut register = Register::new(
        "delegation",
        &["kind", "unit", "from_date", "to_date", "source"],
    );
    for (place, (kind, _, from, to)) in (1..).zip(KINDS) {
        let source = format!("Delegasjonsreglementet, punkt {place}");
        let to = iso_or_empty(to);
        register.add(from, [kind, DEPARTMENT, &from.iso(), &to, &source]);
    }
    register
}

/// The share of the delegated decisions of a year that were taken here.
fn taken_here(year: i16) -> Option<Rational> {
    let mut delegated = decisions(year);
    delegated.retain(|d| {
        let (_, _, from, to) = KINDS[d.kind];
        from <= d.day && to.is_none_or(|to| d.day <= to)
    });
    let here = delegated.iter().filter(|d| d.here).count();
    per_cent(whole(here), whole(delegated.len()))
}

/// The academic group of a person in a year: the one joined last of those that the person was in.
fn group(world: &World, person: &str, year: i16) -> Option<&'static str> {
    let groups = world.staff.memberships.iter();
    groups
        .filter(|m| m.group != "admin" && pid(m.person) == person)
        .filter(|m| m.from.year <= year && m.to.is_none_or(|to| year <= to.year))
        .max_by_key(|m| m.from.number())
        .map(|m| m.group)
}

/// The share of a year's publications with authors from more than one academic group.
fn across(world: &World, year: i16) -> Option<Rational> {
    let publishing = &world.publishing;
    let mut authors: Vec<(usize, &str)> = publishing
        .shares
        .iter()
        .filter(|s| s.unit == DEPARTMENT)
        .filter(|s| {
            let publication = &publishing.publications[s.publication];
            publication.year == year && publication.status == 'J'
        })
        .map(|s| (s.publication, s.person.as_str()))
        .collect();
    authors.sort_unstable();
    let publications: Vec<_> = authors.chunk_by(|a, b| a.0 == b.0).collect();
    let across = publications.iter().filter(|authors| {
        let mut groups = authors.iter().filter_map(|a| group(world, a.1, year));
        groups
            .next()
            .is_some_and(|first| groups.any(|other| other != first))
    });
    per_cent(whole(across.count()), whole(publications.len()))
}

fn room(year: i16) -> Answer {
    let value = |year| step(&ROOM, "", year).map(Rational::whole);
    let state = worst(&[by_end("3", year, value), by_end("80", year, taken_here)]);
    number_or_no_data("OL-01", "autonomy-step", year, value(year), state)
}

fn interplay(world: &World, year: i16) -> Answer {
    let value = |year| step(&INTERPLAY, "", year).map(Rational::whole);
    let state = worst(&[
        by_end("3", year, value),
        by_end("20", year, |year| across(world, year)),
    ]);
    number_or_no_data("OL-02", "interplay-step", year, value(year), state)
}

pub(super) fn area(world: &World) -> Area {
    Area {
        registers: vec![
            assessments("OL-01", &ROOM),
            assessments("OL-02", &INTERPLAY),
            log(),
            delegations(),
        ],
        answers: [yearly(room), yearly(|year| interplay(world, year))].concat(),
    }
}
