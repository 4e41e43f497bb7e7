//! GU-04: the graduates' credits in one direction of technology or science, and the comparisons with other programmes.
//!
//! Ever more graduates are deep enough, and some never are: they spread their credits over two directions, take too few at higher
//! level, or choose no direction.

use super::super::{Area, Register, share, worst};
use super::{by_end, evidence, per_cent, whole};
use crate::Answer;
use crate::date::{Date, date};
use crate::random::Random;
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::world::World;

const PROGRAMMES: [&str; 2] = ["MTIØT", "MIENTRE"];

const DIRECTIONS: [&str; 7] = [
    "datateknologi",
    "energi",
    "maskinteknikk",
    "materialer",
    "bygg",
    "marin",
    "kjemi",
];

/// How many of a thousand graduates of a year are deep enough.
const DEEP: [i64; 8] = [782, 803, 851, 774, 872, 931, 968, 985];

/// The comparisons on file: programme, from, to, against which plans.
const COMPARISONS: [(&str, Date, Date, &str); 4] = [
    (
        "MTIØT",
        date(2019, 5, 20),
        date(2022, 5, 19),
        "Sammenliknet med planene for data, energi og maskin",
    ),
    (
        "MIENTRE",
        date(2021, 10, 4),
        date(2024, 10, 3),
        "Sammenliknet med planene for materialer og kjemi",
    ),
    (
        "MTIØT",
        date(2023, 2, 13),
        date(2027, 2, 12),
        "Sammenliknet med alle planene ved IE og IV",
    ),
    (
        "MIENTRE",
        date(2025, 3, 3),
        date(2029, 3, 2),
        "Sammenliknet med planene ved IE, IV og NV",
    ),
];

/// Credits in a direction, and those of them at higher level, in tenths.
struct Credits {
    direction: &'static str,
    all_e1: i64,
    advanced_e1: i64,
}

struct Graduate {
    pid: String,
    programme: &'static str,
    completed: Date,
    credits: Vec<Credits>,
}

impl Graduate {
    /// 90 credits in one direction, 22.5 of them at higher level.
    fn deep(&self) -> bool {
        let enough = |c: &Credits| c.all_e1 >= 900 && c.advanced_e1 >= 225;
        self.credits.iter().any(enough)
    }
}

fn transcript(random: &mut Random, deep: bool) -> Vec<Credits> {
    let place = random.between(0, 6);
    let at = |place: i64| DIRECTIONS[usize::try_from(place % 7).unwrap_or(0)];
    let (first, second) = (at(place), at(place + 1 + random.between(0, 5)));
    let way = random.between(1, 10);
    let credits = |direction, courses: i64, advanced: i64| Credits {
        direction,
        all_e1: courses * 75,
        advanced_e1: advanced * 75,
    };
    let mut held = match (deep, way) {
        (true, _) => vec![credits(first, random.between(12, 16), random.between(3, 6))],
        (false, ..=4) => vec![credits(first, random.between(12, 14), random.between(0, 2))],
        (false, 5..=7) => vec![credits(first, random.between(8, 11), random.between(3, 5))],
        // Enough in two directions together, in neither of them alone.
        (false, 8..=9) => {
            return vec![
                credits(first, random.between(7, 9), random.between(1, 3)),
                credits(second, random.between(5, 8), random.between(1, 3)),
            ];
        }
        (false, _) => return vec![credits("", 0, 0)],
    };
    if random.chance(30) {
        held.push(credits(second, random.between(1, 3), random.between(0, 1)));
    }
    held
}

fn graduates(world: &World) -> Vec<Graduate> {
    let mut random = Random::new(world.seed, "depth of graduates");
    let mut all = Vec::new();
    for (year, share) in PLAN.zip(DEEP) {
        let mut number = 0;
        for programme in PROGRAMMES {
            let counts = world.students.graduates.iter();
            let heads: i64 = counts
                .filter(|g| g.programme == programme && g.year == year)
                .map(|g| g.women + g.men)
                .sum();
            for _ in 0..heads {
                number += 1;
                let completed = if random.chance(88) {
                    date(year, 6, u8::try_from(random.between(8, 26)).unwrap_or(15))
                } else {
                    date(year, 12, u8::try_from(random.between(10, 20)).unwrap_or(15))
                };
                let deep = random.between(1, 1000) <= share;
                all.push(Graduate {
                    pid: format!("s-{year}-{number:03}"),
                    programme,
                    completed,
                    credits: transcript(&mut random, deep),
                });
            }
        }
    }
    all
}

fn registers(graduates: &[Graduate]) -> Vec<Register> {
    let mut register = Register::new(
        "graduate",
        &[
            "pid",
            "unit",
            "programme",
            "completed",
            "direction",
            "credits",
            "advanced",
        ],
    );
    let tenths = |value: i64| format!("{},{}", value / 10, value % 10);
    for graduate in graduates {
        for credits in &graduate.credits {
            register.add(
                graduate.completed,
                [
                    &graduate.pid,
                    DEPARTMENT,
                    graduate.programme,
                    &graduate.completed.iso(),
                    credits.direction,
                    &tenths(credits.all_e1),
                    &tenths(credits.advanced_e1),
                ],
            );
        }
    }
    let mut comparisons = evidence();
    for (number, (programme, on, to, what)) in (1..).zip(COMPARISONS) {
        comparisons.add(
            on,
            [
                &format!("KD-{number:02}"),
                DEPARTMENT,
                "GU-04",
                "curriculum_comparison",
                what,
                "",
                &on.iso(),
                &to.iso(),
                programme,
                "",
            ],
        );
    }
    vec![register, comparisons]
}

/// The programmes with a comparison in force at a year's end.
fn compared(year: i16) -> Rational {
    let day = date(year, 12, 31);
    let holds = |programme: &&&str| {
        let mut on_file = COMPARISONS.iter();
        on_file.any(|(of, on, to, _)| of == *programme && *on <= day && day <= *to)
    };
    whole(PROGRAMMES.iter().filter(holds).count())
}

pub(super) fn area(world: &World) -> Area {
    let graduates = graduates(world);
    let counts = |year: i16| {
        let of_year = || graduates.iter().filter(|g| g.completed.year == year);
        let deep = of_year().filter(|g| g.deep()).count();
        (whole(deep), whole(of_year().count()))
    };
    let (some, all) = counts(BASELINE);
    let baseline = per_cent(some, all);
    let answer = |year: i16| -> Answer {
        let (some, all) = counts(year);
        let depth =
            per_cent(some, all).map_or("unknown", |value| by_end("100", value, year, baseline));
        let comparisons = by_end("2", compared(year), year, Some(compared(BASELINE)));
        let state = worst(&[depth, comparisons]);
        share("GU-04", "graduates-deep", year, some, all, state)
    };
    Area {
        registers: registers(&graduates),
        answers: PLAN.map(answer).collect(),
    }
}
