//! Time-limited work profiles that the staff ask for, and whether they get an answer in time.

use super::super::{Area, Register, number, worst, yes};
use super::conduct::scheme_in_force;
use super::students::no_data;
use crate::date::{Date, date, iso_or_empty};
use crate::people::pid;
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};

/// Requests for a work profile: person, profile, asked, due, answered, and the profile's days when it was granted.
type Request = (
    u32,
    &'static str,
    Date,
    Date,
    Option<Date>,
    Option<(Date, Date)>,
);

#[rustfmt::skip]
const REQUESTS: [Request; 13] = [
    (26, "research", date(2018, 2, 10), date(2018, 4, 10), Some(date(2018, 5, 22)), Some((date(2018, 8, 1), date(2019, 7, 31)))),
    (12, "administration", date(2019, 8, 20), date(2019, 10, 20), Some(date(2019, 10, 1)), Some((date(2020, 1, 1), date(2021, 12, 31)))),
    (28, "research", date(2019, 9, 3), date(2019, 11, 3), Some(date(2019, 10, 25)), Some((date(2020, 1, 1), date(2020, 12, 31)))),
    (4, "evu", date(2021, 1, 18), date(2021, 3, 18), Some(date(2021, 3, 2)), Some((date(2021, 8, 1), date(2023, 7, 31)))),
    (6, "research", date(2021, 2, 1), date(2021, 4, 1), Some(date(2021, 4, 19)), Some((date(2021, 8, 1), date(2022, 7, 31)))),
    (30, "teaching", date(2021, 9, 6), date(2021, 11, 6), Some(date(2021, 10, 14)), None),
    (24, "evu", date(2021, 12, 8), date(2022, 2, 8), Some(date(2022, 2, 1)), Some((date(2022, 8, 1), date(2024, 7, 31)))),
    (14, "research", date(2023, 3, 21), date(2023, 5, 21), Some(date(2023, 5, 21)), Some((date(2023, 8, 1), date(2024, 7, 31)))),
    (32, "teaching", date(2023, 9, 11), date(2023, 11, 11), Some(date(2023, 10, 9)), Some((date(2024, 1, 1), date(2025, 12, 31)))),
    (10, "research", date(2024, 1, 15), date(2024, 3, 15), Some(date(2024, 2, 26)), Some((date(2024, 8, 1), date(2025, 7, 31)))),
    // Laid aside and never answered.
    (29, "teaching", date(2024, 4, 2), date(2024, 6, 2), None, None),
    (20, "evu", date(2024, 9, 10), date(2024, 11, 10), Some(date(2024, 10, 30)), Some((date(2025, 1, 1), date(2026, 12, 31)))),
    (3, "research", date(2025, 2, 17), date(2025, 4, 17), Some(date(2025, 3, 28)), Some((date(2025, 8, 1), date(2026, 7, 31)))),
];

fn requests() -> Register {
    let mut register = Register::new(
        "profile_request",
        &[
            "no",
            "pid",
            "unit",
            "profile",
            "asked_on",
            "due",
            "answered_on",
            "granted",
            "from_date",
            "to_date",
        ],
    );
    for (number, (person, profile, asked, due, answered, days)) in (1..).zip(REQUESTS) {
        register.add(
            answered.unwrap_or(due),
            [
                &format!("S-{number:03}"),
                &pid(person),
                DEPARTMENT,
                profile,
                &asked.iso(),
                &due.iso(),
                &iso_or_empty(answered),
                answered.map_or("", |_| yes(days.is_some())),
                &iso_or_empty(days.map(|d| d.0)),
                &iso_or_empty(days.map(|d| d.1)),
            ],
        );
    }
    register
}

/// Requests due in the year, and those answered late or never.
fn late(year: i16) -> (i64, i64) {
    REQUESTS
        .iter()
        .filter(|r| r.3.year == year)
        .fold((0, 0), |(all, late), r| {
            let in_time = r.4.is_some_and(|answered| answered <= r.3);
            (all + 1, late + i64::from(!in_time))
        })
}

/// The state of a whole number that is to go from its value in 2018 to a limit, upwards or downwards.
fn towards(now: i64, then: i64, limit: i64, year: i16) -> &'static str {
    let sign = if limit > 0 { 1 } else { -1 };
    let passed = i64::from(year - BASELINE);
    if (now - limit) * sign >= 0 {
        "met"
    } else if year >= 2025 {
        "not_met"
    } else if ((now - then) * 7 - (limit - then) * passed) * sign >= 0 {
        "on_track"
    } else {
        "off_track"
    }
}

fn profile(year: i16) -> crate::Answer {
    let (goal, indicator) = ("OL-07b", "profile-requests-late");
    let (all, late_now) = late(year);
    if all == 0 && !scheme_in_force(year) {
        return no_data(goal, indicator, year);
    }
    let in_force = |year| i64::from(scheme_in_force(year));
    let state = worst(&[
        towards(late_now, late(BASELINE).1, 0, year),
        towards(in_force(year), in_force(BASELINE), 1, year),
    ]);
    number(goal, indicator, year, Rational::whole(late_now), state)
}

pub(super) fn area() -> Area {
    Area {
        registers: vec![requests()],
        answers: PLAN.map(profile).collect(),
    }
}
