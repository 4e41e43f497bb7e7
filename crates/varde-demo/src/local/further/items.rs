//! IN-01b: the approved list of courses and programmes about innovation, and who has a contribution from here.
//!
//! The list of 2022 was never approved. By 2025 nothing on the list lacks a contribution.

use super::{by_end, per_cent, whole};
use crate::date::{Date, date, iso_or_empty};
use crate::local::{Area, Register, answer, share};
use crate::random::Random;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::world::World;

/// Others' courses and programmes: code, kind, title, campus, on the list from, contribution from.
type Theirs = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i16,
    i16,
);

#[rustfmt::skip]
const THEIRS: [Theirs; 12] = [
    ("MIENTRE", "programme", "Entreprenørskap, innovasjon og samfunn", "trondheim", 2018, 2018),
    ("MENTRE", "programme", "Entreprenørskap", "trondheim", 2018, 2018),
    ("BOPP90", "programme", "Oppdiktet bachelor i innovasjon", "gjovik", 2018, 2021),
    ("MOPP91", "programme", "Oppdiktet master i nyskaping", "alesund", 2019, 2023),
    ("OPP9001", "course", "Innovasjon i helse", "trondheim", 2018, 2019),
    ("OPP9002", "course", "Produktutvikling", "trondheim", 2018, 2018),
    ("OPP9003", "course", "Gründerskap i kunstfag", "trondheim", 2018, 2023),
    ("OPP9004", "course", "Forretningsutvikling", "alesund", 2018, 2020),
    ("OPP9005", "course", "Tjenesteinnovasjon", "gjovik", 2018, 2024),
    ("OPP9006", "course", "Sosialt entreprenørskap", "trondheim", 2020, 2021),
    ("OPP9007", "course", "Innovasjon i havbruk", "alesund", 2021, 2025),
    ("OPP9008", "course", "Fra forskning til foretak", "trondheim", 2023, 2024),
];

struct Item {
    year: i16,
    code: String,
    kind: &'static str,
    title: String,
    campus: &'static str,
    contribution: &'static str,
    what: &'static str,
}

/// The list's day of approval, if it ever was approved.
fn approved(year: i16) -> Option<Date> {
    match year {
        2022 => None,
        // Two lists were ready before the year began.
        2020 | 2024 => Some(date(year - 1, 12, 10)),
        _ => Some(date(year, 1, 28)),
    }
}

fn items(world: &World) -> Vec<Item> {
    let mut random = Random::new(world.seed, "innovation-items");
    let mut items = Vec::new();
    for year in PLAN {
        for course in world.teaching.courses.iter().filter(|c| c.innovation) {
            items.push(Item {
                year,
                code: course.code.clone(),
                kind: "course",
                title: course.name.clone(),
                campus: "trondheim",
                contribution: "course_leader",
                what: "Eget emne",
            });
        }
        for &(code, kind, title, campus, listed, contributed) in &THEIRS {
            if year < listed {
                continue;
            }
            let (contribution, what) = if year >= contributed {
                random.pick(&[
                    ("teaching", "To forelesninger"),
                    ("supervision", "Veiledning av grupper"),
                    ("material", "Case og verktøy"),
                    ("council", "Plass i programrådet"),
                ])
            } else {
                // Not looked into yet, or found to have none.
                random.pick(&[("none", ""), ("", "")])
            };
            items.push(Item {
                year,
                code: code.to_owned(),
                kind,
                title: title.to_owned(),
                campus,
                contribution,
                what,
            });
        }
    }
    items
}

fn register(items: &[Item]) -> Register {
    let mut register = Register::new(
        "innovation_item",
        &[
            "year",
            "unit",
            "code",
            "kind",
            "title",
            "campus",
            "approved",
            "contribution",
            "what",
        ],
    );
    for item in items {
        register.add(
            date(item.year, 12, 1),
            [
                &item.year.to_string(),
                DEPARTMENT,
                &item.code,
                item.kind,
                &item.title,
                item.campus,
                &iso_or_empty(approved(item.year)),
                item.contribution,
                item.what,
            ],
        );
    }
    register
}

pub(super) fn add(world: &World, area: &mut Area) {
    let items = items(world);
    area.registers.push(register(&items));
    let parts = |year: i16| {
        let listed = || items.iter().filter(|item| item.year == year);
        let contributed = listed().filter(|item| !matches!(item.contribution, "" | "none"));
        (whole(contributed.count()), whole(listed().count()))
    };
    let (above, below) = parts(BASELINE);
    let first = per_cent(above, below);
    for year in PLAN {
        let (goal, indicator) = ("IN-01b", "innovation-items-with-contribution");
        if approved(year).is_none() {
            let nothing = answer(goal, indicator, year, [None; 3], "unknown", Some("no-data"));
            area.answers.push(nothing);
            continue;
        }
        let (above, below) = parts(year);
        let state = per_cent(above, below).map_or("unknown", |v| by_end("100", v, year, first));
        area.answers
            .push(share(goal, indicator, year, above, below, state));
    }
}
