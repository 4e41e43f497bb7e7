//! RE-10: large rooms for meetings and seminars, beside the offices.
//!
//! One of two large rooms is closed while its wing is rebuilt, from June 2020 to February 2022; a third comes in 2023.

use super::{academics, heads};
use crate::date::{Date, date, iso_or_empty};
use crate::local::people::own_office;
use crate::local::{Area, Register, answer, met, worst};
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

struct Room {
    no: &'static str,
    building: &'static str,
    kind: &'static str,
    seats: u32,
    from: Date,
    to: Option<Date>,
}

const fn room(
    no: &'static str,
    building: &'static str,
    kind: &'static str,
    seats: u32,
    from: Date,
    to: Option<Date>,
) -> Room {
    Room {
        no,
        building,
        kind,
        seats,
        from,
        to,
    }
}

/// A room that is rebuilt is a new line under its old number.
#[rustfmt::skip]
const ROOMS: [Room; 9] = [
    room("R-1145", "Østbygget", "seminar", 24, date(2014, 8, 1), None),
    room("R-1210", "Østbygget", "meeting", 12, date(2014, 8, 1), None),
    room("R-1214", "Østbygget", "meeting", 8, date(2014, 8, 1), Some(date(2022, 6, 30))),
    room("R-1214", "Østbygget", "meeting", 10, date(2022, 8, 15), None),
    room("R-2030", "Vestbygget", "seminar", 36, date(2019, 2, 1), Some(date(2020, 6, 14))),
    room("R-2030", "Vestbygget", "seminar", 40, date(2022, 3, 1), None),
    room("R-2044", "Vestbygget", "meeting", 16, date(2018, 1, 1), None),
    room("R-2101", "Vestbygget", "other", 60, date(2019, 2, 1), None),
    room("R-3007", "Nordbygget", "meeting", 20, date(2023, 8, 1), None),
];

fn register() -> Register {
    let headings = &[
        "no",
        "unit",
        "building",
        "kind",
        "seats",
        "from_date",
        "to_date",
    ];
    let mut register = Register::new("room", headings);
    for room in &ROOMS {
        register.add(
            room.from,
            [
                room.no,
                DEPARTMENT,
                room.building,
                room.kind,
                &room.seats.to_string(),
                &room.from.iso(),
                &iso_or_empty(room.to),
            ],
        );
    }
    register
}

/// Rooms for meetings and seminars with twenty seats or more on 1 October.
fn large(year: i16) -> usize {
    let day = date(year, 10, 1);
    ROOMS
        .iter()
        .filter(|room| room.kind != "other" && room.seats >= 20)
        .filter(|room| room.from <= day && room.to.is_none_or(|to| day <= to))
        .count()
}

pub(super) fn add(world: &World, area: &mut Area) {
    area.registers.push(register());
    for year in PLAN {
        let (rooms, staff) = (large(year), academics(world, year).len());
        let (above, below) = (heads(rooms), heads(staff));
        let (own, all) = own_office(world, year);
        let state = worst(&[met(rooms * 25 >= staff), met(own >= all)]);
        let parts = [Some(above), Some(below), above.over(below)];
        let indicator = "large-rooms-per-fva";
        area.answers
            .push(answer("RE-10", indicator, year, parts, state, None));
    }
}
