//! When leaders met their staff, a part of OL-13.

use super::super::{Register, met, worst};
use super::GROUPS;
use crate::date::{Date, date};
use crate::story::DEPARTMENT;

/// Meetings held by year: staff meetings, extended leader meetings, and those of each group. The register begins in 2019.
const HELD: [(i16, [usize; 2], [usize; 4]); 7] = [
    (2019, [4, 6], [8, 5, 6, 9]),
    (2020, [3, 6], [8, 8, 8, 10]),
    (2021, [4, 7], [8, 9, 8, 10]),
    (2022, [5, 6], [8, 8, 9, 10]),
    (2023, [4, 6], [9, 8, 8, 10]),
    (2024, [4, 5], [8, 8, 8, 9]),
    (2025, [4, 7], [8, 8, 10, 9]),
];

/// Months with meetings; nobody meets in July.
const MONTHS: [u8; 11] = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12];

/// Days of so many meetings, spread over a year.
fn days(year: i16, count: usize, day: u8) -> impl Iterator<Item = Date> {
    (0..count).map(move |number| date(year, MONTHS[number * MONTHS.len() / count.max(1)], day))
}

pub(super) fn register() -> Register {
    let mut register = Register::new(
        "meeting",
        &["unit", "kind", "group_id", "on_date", "held", "minutes_url"],
    );
    let mut number = 0;
    let mut add = |kind: &str, group: &str, on: Date, held: &str| {
        number += 1;
        let minutes = match held {
            "ja" => format!("https://example.org/referat/{number}"),
            _ => String::new(),
        };
        let cells = [DEPARTMENT, kind, group, &on.iso(), held, &minutes];
        register.add(on, cells);
    };
    for (year, [staff, leaders], groups) in HELD {
        days(year, staff, 8).for_each(|on| add("staff", "", on, "ja"));
        days(year, leaders, 14).for_each(|on| add("extended_leaders", "", on, "ja"));
        for ((group, count), day) in GROUPS.into_iter().zip(groups).zip(20..) {
            days(year, count, day).for_each(|on| add("group", group, on, "ja"));
        }
        // What was called off stands in the register too.
        if year % 2 == 0 {
            add("staff", "", date(year, 4, 29), "nei");
            add("group", "vil", date(year, 11, 28), "nei");
        }
        if year == 2024 {
            add("extended_leaders", "", date(year, 12, 18), "nei");
        }
    }
    register
}

/// How the numbers of meetings stand in a year.
pub(super) fn standing(year: i16) -> &'static str {
    match HELD.iter().find(|held| held.0 == year) {
        None => "unknown",
        Some((_, [staff, leaders], groups)) => worst(&[
            met(*staff >= 4),
            met(*leaders >= 6),
            met(groups.iter().all(|count| *count >= 8)),
        ]),
    }
}
