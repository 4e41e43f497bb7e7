//! Excellent research groups (FM-01) and the thematic areas (FM-02).

use super::super::{Area, Register, share};
use super::{Judgement, assessments, by_end, number_or_no_data, per_cent, step, whole, yearly};
use crate::Answer;
use crate::date::{Date, date, iso_or_empty};
use crate::people::pid;
use crate::rational::Rational;
use crate::story::PLAN;
use crate::world::World;

const GROUPS: [&str; 3] = ["bedok", "stratforr", "vil"];

/// h-indexes in Google Scholar from 2018 on, as long as the person is here.
#[rustfmt::skip]
const H_INDEXES: [(u32, [i64; 8]); 14] = [
    (2, [38, 39, 40, 41, 41, 42, 42, 43]),
    (3, [21, 22, 24, 26, 27, 29, 31, 33]),
    (4, [33, 34, 35, 35, 36, 36, 36, 37]),
    (5, [17, 18, 19, 20, 22, 23, 24, 25]),
    (8, [28, 28, 29, 29, 29, 29, 29, 29]),
    (12, [28, 29, 31, 33, 34, 35, 36, 37]),
    (13, [30, 31, 32, 32, 32, 32, 32, 32]),
    (15, [22, 23, 24, 26, 27, 29, 30, 31]),
    (18, [19, 20, 20, 21, 22, 22, 23, 24]),
    (19, [24, 25, 25, 26, 26, 27, 27, 28]),
    (24, [44, 45, 45, 46, 46, 47, 47, 47]),
    (25, [26, 27, 28, 29, 29, 30, 30, 31]),
    (27, [31, 31, 32, 32, 32, 32, 32, 32]),
    (28, [13, 14, 16, 17, 19, 21, 23, 26]),
];

/// How the groups were judged.
#[rustfmt::skip]
const JUDGED: [Judgement; 10] = [
    ("bedok", date(2018, 11, 13), 2, "Forskningsgjennomgang 2018, side 3", Some(date(2019, 11, 12))),
    ("stratforr", date(2018, 11, 13), 2, "Forskningsgjennomgang 2018, side 7", None),
    ("vil", date(2018, 11, 13), 1, "Forskningsgjennomgang 2018, side 10", None),
    ("bedok", date(2019, 11, 12), 3, "To nye eksempler på virkning", None),
    ("stratforr", date(2021, 5, 18), 3, "Poeng og inntekter over snittet tre år på rad", None),
    ("vil", date(2021, 5, 18), 2, "Flere prosjekter, men få eksempler på virkning", None),
    ("bedok", date(2021, 11, 16), 3, "Notat til ledergruppa 2021", None),
    ("bedok", date(2023, 11, 14), 4, "Internasjonalt panel 2023", None),
    ("stratforr", date(2024, 5, 14), 3, "Notat til ledergruppa 2024", None),
    ("vil", date(2024, 5, 14), 2, "Notat til ledergruppa 2024", None),
];

/// In 2022 it was forgotten until long after the first of October.
fn looked_up(year: i16) -> Date {
    if year == 2022 {
        date(2022, 11, 20)
    } else {
        date(year, 9, 15)
    }
}

/// Every entry: person, day, value.
fn entries(world: &World) -> Vec<(u32, Date, i64)> {
    PLAN.zip(0..)
        .flat_map(|(year, place): (i16, usize)| {
            let day = looked_up(year);
            let here = world.staff.permanent_academics(day);
            let held = H_INDEXES.iter().filter(move |(p, _)| here.contains(p));
            held.map(move |(person, values)| (*person, day, values[place]))
        })
        .collect()
}

fn h_indexes(world: &World) -> Register {
    let mut register = Register::new("h_index", &["pid", "on_date", "source", "value", "seen_by"]);
    for (person, day, value) in entries(world) {
        // OpenAlex finds fewer citations.
        for (source, value) in [("google_scholar", value), ("openalex", value * 5 / 6)] {
            register.add(
                day,
                [
                    &pid(person),
                    &day.iso(),
                    source,
                    &value.to_string(),
                    "nestleder for forskning",
                ],
            );
        }
    }
    register
}

/// A person's group on a day.
fn group(world: &World, person: u32, day: Date) -> Option<&'static str> {
    let mut groups = world.staff.memberships.iter();
    groups
        .find(|m| m.person == person && m.from <= day && m.to.is_none_or(|to| day <= to))
        .map(|m| m.group)
}

/// Whether each group is excellent, as far as it is known; nothing where nobody looked up the h-indexes.
fn verdicts(world: &World, year: i16) -> Option<[Option<bool>; 3]> {
    let day = date(year, 10, 1);
    let entries = entries(world);
    let held = |on: Date| on <= day && day < on.plus_years(1);
    if !entries.iter().any(|(_, on, _)| held(*on)) {
        return None;
    }
    let value = |person: u32| {
        let own = entries.iter().filter(|e| e.0 == person && held(e.1));
        own.max_by_key(|e| e.1.number()).map(|e| e.2)
    };
    let staff = world.staff.permanent_academics(day);
    Some(GROUPS.map(|name| {
        let members = staff
            .iter()
            .filter(|p| group(world, **p, day) == Some(name));
        let leading = members.filter(|p| value(**p) >= Some(30)).count();
        match step(&JUDGED, name, year) {
            _ if leading < 2 => Some(false),
            step => step.map(|step| step >= 3),
        }
    }))
}

/// The groups that are known to be excellent in a year.
pub(crate) fn excellent_groups(world: &World, year: i16) -> Vec<&'static str> {
    let verdicts = verdicts(world, year).unwrap_or_default();
    let groups = GROUPS.into_iter().zip(verdicts);
    groups
        .filter(|(_, verdict)| *verdict == Some(true))
        .map(|(group, _)| group)
        .collect()
}

fn excellent(world: &World, year: i16) -> Option<Rational> {
    let verdicts = verdicts(world, year)?;
    let count = verdicts.iter().filter(|v| **v == Some(true)).count();
    (count > 0 || !verdicts.contains(&None)).then(|| whole(count))
}

/// A thematic area of the university: code, first day, last day.
const AREAS: [(&str, i16, i16); 8] = [
    ("health", 2014, 2023),
    ("energy", 2014, 9999),
    ("sustainability", 2014, 2023),
    ("oceans", 2014, 2023),
    ("ocean_and_coast", 2024, 9999),
    ("health_and_life_science", 2024, 9999),
    ("societal_security", 2024, 9999),
    ("community", 2024, 9999),
];

/// A role in a thematic area: person, area, role, first day, last day.
type Role = (u32, &'static str, &'static str, Date, Option<Date>);

/// The new areas of 2024 begin with few from here, and one old role was never ended.
#[rustfmt::skip]
const ROLES: [Role; 20] = [
    (2, "energy", "board", date(2018, 1, 1), None),
    (25, "oceans", "audience", date(2018, 2, 1), None),
    (15, "energy", "researcher", date(2018, 3, 1), None),
    (12, "sustainability", "leader", date(2018, 6, 1), Some(date(2023, 12, 31))),
    (14, "oceans", "researcher", date(2019, 1, 1), Some(date(2023, 12, 31))),
    (26, "sustainability", "researcher", date(2019, 3, 1), Some(date(2023, 12, 31))),
    (27, "oceans", "board", date(2020, 2, 1), Some(date(2020, 11, 30))),
    (6, "health", "researcher", date(2020, 9, 1), Some(date(2023, 8, 31))),
    (30, "health", "coordinator", date(2021, 2, 1), None),
    (9, "oceans", "contact", date(2022, 5, 1), Some(date(2023, 12, 31))),
    (14, "ocean_and_coast", "researcher", date(2024, 1, 1), None),
    (6, "health_and_life_science", "researcher", date(2024, 1, 1), None),
    (9, "ocean_and_coast", "contact", date(2024, 2, 1), None),
    (12, "community", "board", date(2024, 3, 1), None),
    (26, "societal_security", "coordinator", date(2024, 6, 1), None),
    (31, "community", "audience", date(2024, 9, 1), None),
    (17, "community", "researcher", date(2025, 1, 1), None),
    (20, "societal_security", "researcher", date(2025, 1, 1), None),
    (33, "health_and_life_science", "researcher", date(2025, 3, 1), None),
    (41, "community", "contact", date(2025, 4, 1), None),
];

fn roles() -> Register {
    let mut register = Register::new(
        "thematic_member",
        &["pid", "area", "role", "from_date", "to_date"],
    );
    for (person, area, role, from, to) in ROLES {
        let to = iso_or_empty(to);
        register.add(from, [&pid(person), area, role, &from.iso(), &to]);
    }
    register
}

/// The areas at a year's end with two groups or more, and all of them.
fn covered(world: &World, year: i16) -> (Rational, Rational) {
    let day = date(year, 12, 31);
    let areas = || AREAS.iter().filter(|a| (a.1..=a.2).contains(&year));
    let covered = areas().filter(|area| {
        let mut groups: Vec<&str> = ROLES
            .iter()
            .filter(|r| r.1 == area.0 && r.2 != "audience")
            .filter(|r| r.3 <= day && r.4.is_none_or(|to| day <= to))
            .filter_map(|r| group(world, r.0, day))
            .filter(|group| GROUPS.contains(group))
            .collect();
        groups.sort_unstable();
        groups.dedup();
        groups.len() >= 2
    });
    (whole(covered.count()), whole(areas().count()))
}

fn areas(world: &World, year: i16) -> Answer {
    let state = by_end("100", year, |year| {
        let (some, all) = covered(world, year);
        per_cent(some, all)
    });
    let (some, all) = covered(world, year);
    share(
        "FM-02",
        "thematic-areas-with-two-groups",
        year,
        some,
        all,
        state,
    )
}

pub(super) fn area(world: &World) -> Area {
    Area {
        registers: vec![h_indexes(world), assessments("FM-01", &JUDGED), roles()],
        answers: [
            yearly(|year| {
                let state = by_end("2", year, |year| excellent(world, year));
                let value = excellent(world, year);
                number_or_no_data("FM-01", "excellent-groups", year, value, state)
            }),
            yearly(|year| areas(world, year)),
        ]
        .concat(),
    }
}
