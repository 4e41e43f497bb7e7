//! GU-05: the programmes that are known abroad, and the research groups that they are tied to.
//!
//! The accreditation of MTIØT lapsed in 2025; by then MIENTRE had come up beside it. In 2022 nobody had looked up how the groups are
//! cited, so none was known to be excellent.

use super::super::research::excellent_groups;
use super::super::{Area, Register, number};
use super::{by_end, evidence, whole};
use crate::Answer;
use crate::date::{Date, date, iso_or_empty};
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::university::own_programmes;
use crate::world::World;

/// A piece of evidence: programme, kind, what, from, the last day (none: it holds for twelve months).
type Evidence = (&'static str, &'static str, &'static str, Date, Option<Date>);

#[rustfmt::skip]
const EVIDENCE: [Evidence; 13] = [
    ("MTIØT", "exchange_agreement", "Utveksling med tre universiteter i Europa", date(2016, 9, 1), Some(date(2026, 8, 31))),
    ("MSPROMAN", "exchange_agreement", "Utveksling om prosjektledelse", date(2017, 8, 1), Some(date(2027, 7, 31))),
    ("MTM", "accreditation", "Akkreditering av erfaringsbaserte program", date(2018, 2, 1), Some(date(2028, 1, 31))),
    ("MTIØT", "accreditation", "Internasjonal akkreditering av sivilingeniørstudiet", date(2020, 3, 1), Some(date(2025, 2, 28))),
    ("MSPROMAN", "joint_degree", "Fellesgrad med et nordisk universitet", date(2020, 8, 1), Some(date(2026, 7, 31))),
    ("MIENTRE", "ranking", "Blant de hundre første i en liste over entreprenørskap", date(2019, 4, 10), None),
    ("MTM", "ranking", "Liste over erfaringsbaserte mastere", date(2020, 10, 1), Some(date(2025, 12, 31))),
    ("MIENTRE", "ranking", "Blant de hundre første i en liste over entreprenørskap", date(2021, 4, 12), None),
    ("MIHMS", "joint_degree", "Fellesgrad om sikkerhet", date(2022, 8, 1), Some(date(2027, 7, 31))),
    ("MIENTRE", "ranking", "Blant de hundre første i en liste over entreprenørskap", date(2023, 4, 11), None),
    ("MIENTRE", "ranking", "Blant de femti første i en liste over entreprenørskap", date(2024, 4, 9), None),
    ("MIENTRE", "ranking", "Blant de femti første i en liste over entreprenørskap", date(2025, 4, 8), None),
    ("INGLOG", "exchange_agreement", "Utveksling for ett semester", date(2021, 1, 1), Some(date(2024, 12, 31))),
];

/// International students of a hundred, by year from 2018.
const INTERNATIONAL: [(&str, [i64; 8]); 8] = [
    ("MTIØT", [4, 4, 4, 3, 4, 5, 5, 5]),
    ("MIENTRE", [9, 11, 13, 17, 12, 13, 16, 18]),
    ("MENTRE", [6, 7, 7, 5, 7, 8, 8, 9]),
    ("MSPROMAN", [11, 12, 13, 11, 13, 10, 9, 9]),
    ("MIHMS", [21, 23, 22, 19, 24, 26, 25, 28]),
    ("MHMS", [0, 0, 0, 0, 0, 0, 0, 0]),
    ("INGLOG", [2, 2, 1, 1, 2, 2, 3, 3]),
    ("MTM", [18, 19, 18, 17, 19, 20, 21, 22]),
];

/// Which group a programme is tied to: from, and the last day.
const TIES: [(&str, &str, Date, Option<Date>); 6] = [
    ("MTIØT", "bedok", date(2018, 1, 1), None),
    ("MIENTRE", "stratforr", date(2019, 8, 1), None),
    ("MSPROMAN", "vil", date(2018, 8, 1), Some(date(2023, 7, 31))),
    ("MIHMS", "vil", date(2018, 8, 1), None),
    ("INGLOG", "bedok", date(2021, 8, 1), None),
    ("MTM", "stratforr", date(2019, 1, 1), None),
];

fn students(world: &World, programme: &str, year: i16) -> i64 {
    let mut counts = world.students.programmes.iter();
    counts
        .find(|c| c.programme == programme && c.year == year && c.semester == 3)
        .map_or(0, |c| c.women + c.men)
}

/// Students and international students of a programme in a year.
fn abroad(world: &World, programme: &str, year: i16) -> (i64, i64) {
    let all = students(world, programme, year);
    let place = usize::try_from(year - BASELINE).unwrap_or(0);
    let shares = INTERNATIONAL.iter().find(|(of, _)| *of == programme);
    (
        all,
        shares.map_or(0, |(_, shares)| all * shares[place] / 100),
    )
}

fn held(on: Date, to: Option<Date>, day: Date) -> bool {
    let last = to.unwrap_or(on.plus_years(1).plus_days(-1));
    on <= day && day <= last
}

/// Whether a programme has two kinds of evidence at a year's end. Agreements are one kind, whatever they are about.
fn visible(world: &World, programme: &str, year: i16) -> bool {
    let day = date(year, 12, 31);
    let mut kinds: Vec<&str> = EVIDENCE
        .iter()
        .filter(|(of, _, _, on, to)| *of == programme && held(*on, *to, day))
        .map(|(_, kind, ..)| match *kind {
            "joint_degree" | "exchange_agreement" => "agreement",
            kind => kind,
        })
        .collect();
    let (all, international) = abroad(world, programme, year);
    if all > 0 && international * 100 >= all * 15 {
        kinds.push("students");
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len() >= 2
}

/// The visible programmes of basic education that are tied to an excellent group.
fn known_abroad(world: &World, year: i16) -> Rational {
    let day = date(year, 12, 31);
    let excellent = excellent_groups(world, year);
    let tied = |programme: &str| {
        TIES.iter().any(|(of, group, from, to)| {
            *of == programme
                && excellent.contains(group)
                && *from <= day
                && to.is_none_or(|to| day <= to)
        })
    };
    let programmes = own_programmes().into_iter().filter(|p| !p.evu);
    whole(
        programmes
            .filter(|p| visible(world, &p.code, year) && tied(&p.code))
            .count(),
    )
}

fn registers(world: &World) -> Vec<Register> {
    let mut held = evidence();
    for (number, (programme, kind, what, on, to)) in (1..).zip(EVIDENCE) {
        held.add(
            on,
            [
                &format!("KI-{number:02}"),
                DEPARTMENT,
                "GU-05",
                kind,
                what,
                "",
                &on.iso(),
                &iso_or_empty(to),
                programme,
                "",
            ],
        );
    }
    let headings = &["programme", "year", "unit", "students", "international"];
    let mut counts = Register::new("programme_international", headings);
    for year in PLAN {
        for (programme, _) in INTERNATIONAL {
            let (all, international) = abroad(world, programme, year);
            counts.add(
                date(year, 12, 1),
                [
                    programme,
                    &year.to_string(),
                    DEPARTMENT,
                    &all.to_string(),
                    &international.to_string(),
                ],
            );
        }
    }
    let headings = &["programme", "unit", "group_id", "from_date", "to_date"];
    let mut ties = Register::new("programme_group", headings);
    for (programme, group, from, to) in TIES {
        ties.add(
            from,
            [programme, DEPARTMENT, group, &from.iso(), &iso_or_empty(to)],
        );
    }
    vec![held, counts, ties]
}

pub(super) fn area(world: &World) -> Area {
    let baseline = known_abroad(world, BASELINE);
    let answer = |year: i16| -> Answer {
        let value = known_abroad(world, year);
        let state = by_end("1", value, year, Some(baseline));
        number("GU-05", "international-programmes", year, value, state)
    };
    Area {
        registers: registers(world),
        answers: PLAN.map(answer).collect(),
    }
}
