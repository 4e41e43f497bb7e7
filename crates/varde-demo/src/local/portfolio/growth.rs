//! Planned students by programme, and whether the programmes grow as planned.

use super::super::{Area, Register, share, worst};
use super::{Judgement, PROGRAMMES, Part, assessments, by_end, step, whole};
use crate::Answer;
use crate::date::date;
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::world::World;

/// Planned students each autumn from 2018. Nobody planned for MHMS in 2021, and until 2024 nobody planned for its closing.
#[rustfmt::skip]
const PLANNED: [(&str, [Option<i64>; 8]); 7] = [
    ("MTIØT", [Some(620), Some(635), Some(650), Some(665), Some(675), Some(680), Some(685), Some(690)]),
    ("MIENTRE", [Some(65), Some(65), Some(66), Some(70), Some(72), Some(72), Some(70), Some(70)]),
    ("MENTRE", [Some(54), Some(54), Some(55), Some(56), Some(60), Some(60), Some(60), Some(60)]),
    ("MSPROMAN", [Some(84), Some(84), Some(84), Some(84), Some(84), Some(84), Some(86), Some(88)]),
    ("MIHMS", [Some(50), Some(50), Some(50), Some(50), Some(50), Some(50), Some(62), Some(65)]),
    ("MHMS", [Some(24), Some(24), Some(24), None, Some(24), Some(24), Some(4), Some(3)]),
    ("INGLOG", [Some(130), Some(132), Some(134), Some(131), Some(132), Some(132), Some(132), Some(132)]),
];

const JUDGED: [Judgement; 6] = [
    (
        "",
        date(2018, 11, 20),
        1,
        "Ingen plan for studenttall utover opptaket",
        Some((2019, 11, 19)),
    ),
    (
        "",
        date(2019, 11, 19),
        2,
        "Plantall vedtatt, avvik følges ikke opp",
        Some((2021, 11, 16)),
    ),
    (
        "",
        date(2021, 11, 16),
        2,
        "Avvik i to program uten tiltak",
        Some((2022, 11, 22)),
    ),
    (
        "",
        date(2022, 11, 22),
        2,
        "Overgangen fra MHMS til MIHMS er ikke planlagt",
        Some((2023, 11, 21)),
    ),
    (
        "",
        date(2023, 11, 21),
        3,
        "Ny plan for 2024 og 2025, med halvårlig oppfølging",
        Some((2025, 11, 18)),
    ),
    (
        "",
        date(2025, 11, 18),
        3,
        "Alle program følger planen",
        Some((2026, 11, 17)),
    ),
];

fn planned(programme: &str, year: i16) -> Option<i64> {
    let place = usize::try_from(year - BASELINE).ok()?;
    let (_, plan) = PLANNED.iter().find(|(code, _)| *code == programme)?;
    plan.get(place).copied().flatten()
}

/// Registered students of a programme in autumn.
fn students(world: &World, programme: &str, year: i16) -> i64 {
    world
        .students
        .programmes
        .iter()
        .filter(|c| c.own && c.programme == programme && c.year == year && c.semester == 3)
        .map(|c| c.women + c.men)
        .sum()
}

/// The units of 60 credits that the plan gives a programme: as many per student as in 2018.
fn units(world: &World, programme: &str, students_planned: i64) -> i64 {
    let taken: i64 = world
        .teaching
        .production
        .iter()
        .filter(|p| p.year == BASELINE && p.programme == programme)
        .map(|p| p.units_e4)
        .sum();
    taken * students_planned / students(world, programme, BASELINE).max(1) / 10_000
}

fn plan(world: &World) -> Register {
    let mut register = Register::new(
        "plan_value",
        &["programme", "unit", "year", "students", "credits"],
    );
    for year in PLAN {
        for programme in PROGRAMMES {
            if let Some(students) = planned(programme, year) {
                register.add(
                    date(year, 1, 15),
                    [
                        programme,
                        DEPARTMENT,
                        &year.to_string(),
                        &students.to_string(),
                        &units(world, programme, students).to_string(),
                    ],
                );
            }
        }
    }
    register
}

/// The programmes within five percentage points of the growth that was planned since 2018.
fn as_planned(world: &World, year: i16) -> Part {
    let some = PROGRAMMES.iter().filter(|programme| {
        let first = students(world, programme, BASELINE);
        planned(programme, year)
            .is_some_and(|plan| (students(world, programme, year) - plan).abs() * 100 <= first * 5)
    });
    Part {
        some: some.count(),
        all: PROGRAMMES.len(),
    }
}

/// Permanent academics for each student, as an index of 2018.
fn staffing(world: &World, year: i16) -> Option<Rational> {
    let ratio = |year| {
        let academics = world.staff.permanent_academics(date(year, 10, 1)).len();
        let all: i64 = PROGRAMMES.iter().map(|p| students(world, p, year)).sum();
        whole(academics).over(Rational::whole(all))
    };
    ratio(year)?.over(ratio(BASELINE)?)
}

fn control(year: i16) -> Option<Rational> {
    step(&JUDGED, "", year).map(Rational::whole)
}

fn judged(world: &World, year: i16) -> Answer {
    let part = as_planned(world, year);
    let held = |limit, value: &dyn Fn(i16) -> Option<Rational>| {
        value(year).map_or("unknown", |now| by_end(limit, now, year, value(BASELINE)))
    };
    let states = [
        held("100", &|y| as_planned(world, y).per_cent()),
        held("1", &|y| staffing(world, y)),
        held("3", &control),
    ];
    share(
        "GU-08q",
        "programmes-as-planned",
        year,
        whole(part.some),
        whole(part.all),
        worst(&states),
    )
}

pub(super) fn add(world: &World, area: &mut Area) {
    area.registers
        .extend([plan(world), assessments("GU-08q", &JUDGED)]);
    area.answers.extend(PLAN.map(|year| judged(world, year)));
}
