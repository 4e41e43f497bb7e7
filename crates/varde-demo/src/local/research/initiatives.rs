//! What strategic initiatives gave (FM-03) and got (OL-05).

use super::super::{Area, Register, number, worst};
use super::{by_end, few_by_end, whole};
use crate::Answer;
use crate::date::{Date, date};
use crate::projects::counts_for_participation;
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

/// What an initiative gave and got in a year: publications, projects, thousand kroner, and other help.
type Yield = (i16, usize, usize, i64, &'static str);

/// An initiative as the register of initiatives has it (all are of two groups or more and have a leader).
struct Initiative {
    no: &'static str,
    page: bool,
    from: Date,
    to: Option<Date>,
    years: &'static [Yield],
}

#[rustfmt::skip]
const INITIATIVES: [Initiative; 6] = [
    Initiative { no: "S-01", page: true, from: date(2018, 1, 1), to: Some(date(2021, 12, 31)), years: &[
        (2018, 1, 0, 200, ""), (2019, 2, 1, 250, "Stipendiatstilling fra 1. august"), (2020, 3, 1, 250, "Stipendiatstilling, andre år"),
        (2021, 2, 2, 150, "Rom til felles verksteder"),
    ] },
    Initiative { no: "S-02", page: false, from: date(2018, 1, 1), to: Some(date(2022, 7, 31)), years: &[
        (2019, 1, 1, 100, ""), (2020, 1, 1, 0, "Vitenskapelig assistent"), (2021, 2, 1, 100, "Vitenskapelig assistent"), (2022, 1, 0, 0, ""),
    ] },
    Initiative { no: "S-03", page: true, from: date(2020, 1, 1), to: Some(date(2024, 12, 31)), years: &[
        (2020, 1, 0, 150, "Frikjøp av lederen"), (2021, 2, 1, 300, "Postdoktor fra 1. mars"), (2022, 3, 2, 300, ""),
        (2023, 2, 2, 200, "Hjelp med søknader"), (2024, 2, 1, 100, "Hjelp med sluttrapporten"),
    ] },
    Initiative { no: "S-04", page: true, from: date(2022, 8, 1), to: None, years: &[
        (2022, 0, 1, 400, "Frikjøp av lederen"), (2023, 2, 1, 400, "Regnekraft og drift av den"), (2024, 3, 2, 400, "Postdoktor fra 1. januar"),
        (2025, 4, 2, 300, "Postdoktor, andre år"),
    ] },
    Initiative { no: "S-05", page: true, from: date(2023, 1, 1), to: Some(date(2026, 12, 31)), years: &[
        (2023, 1, 1, 250, "Hjelp med søknader"), (2024, 2, 1, 250, "Stipendiatstilling fra 1. august"), (2025, 2, 1, 250, "Stipendiatstilling, andre år"),
    ] },
    Initiative { no: "S-06", page: true, from: date(2025, 1, 1), to: None, years: &[(2025, 1, 0, 150, "")] },
];

/// The reports on what research groups would give.
const REPORTS: [(&str, Date, &str); 2] = [
    (
        "R-001",
        date(2020, 6, 10),
        "Hva forskergrupper ville gi: utredning for ledergruppa",
    ),
    (
        "R-002",
        date(2024, 11, 5),
        "Forskergrupper etter fire år: oppfølging",
    ),
];

impl Initiative {
    fn active(&self, year: i16) -> bool {
        let day = date(year, 12, 31);
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    fn in_year(&self, year: i16) -> Option<&Yield> {
        self.years.iter().find(|y| y.0 == year)
    }
}

/// The department's publications of a year that give points.
fn publications(world: &World, year: i16) -> Vec<&str> {
    let shares = world.publishing.shares.iter();
    let mut ids: Vec<&str> = shares
        .filter(|s| s.unit == DEPARTMENT)
        .map(|s| &world.publishing.publications[s.publication])
        .filter(|p| p.year == year && p.status == 'J')
        .map(|p| p.id.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The department's signed projects that run in a year.
fn projects(world: &World, year: i16) -> Vec<&str> {
    let list = world.projects.list.iter();
    list.filter(|p| counts_for_participation(p) && p.unit == DEPARTMENT)
        .filter(|p| p.start.year <= year && year <= p.end.year)
        .map(|p| p.number.as_str())
        .collect()
}

fn results(world: &World) -> Register {
    let mut register = Register::new("initiative_result", &["initiative", "year", "kind", "ref"]);
    for year in PLAN {
        let kinds = [
            ("publication", publications(world, year)),
            ("project", projects(world, year)),
        ];
        for (place, initiative) in INITIATIVES.iter().enumerate() {
            let Some((_, papers, running, ..)) = initiative.in_year(year) else {
                continue;
            };
            for ((kind, all), count) in kinds.iter().zip([papers, running]) {
                // Every initiative takes its own stretch of the list.
                for reference in all.iter().cycle().skip(place * 4).take(*count) {
                    register.add(
                        date(year, 12, 31),
                        [initiative.no, &year.to_string(), kind, reference],
                    );
                }
            }
        }
    }
    register
}

fn support() -> Register {
    let mut register = Register::new(
        "initiative_support",
        &["initiative", "year", "kind", "what", "amount"],
    );
    for initiative in &INITIATIVES {
        for (year, .., thousands, help) in initiative.years {
            let (known, text) = (date(*year, 12, 31), year.to_string());
            if *thousands > 0 {
                let amount = format!("{thousands}000");
                let what = "Såkornmidler";
                register.add(known, [initiative.no, &text, "financial", what, &amount]);
            }
            if !help.is_empty() {
                register.add(known, [initiative.no, &text, "other", help, ""]);
            }
        }
    }
    register
}

fn reports() -> Register {
    let mut register = Register::new(
        "evidence",
        &[
            "no",
            "unit",
            "goal",
            "kind",
            "what",
            "url",
            "on_date",
            "valid_to",
            "programme",
            "about",
        ],
    );
    for (no, day, what) in REPORTS {
        let url = format!("https://www.example.org/utredning/{no}");
        register.add(
            day,
            [
                no,
                DEPARTMENT,
                "OL-05",
                "report",
                what,
                &url,
                &day.iso(),
                "",
                "",
                "",
            ],
        );
    }
    register
}

fn count(year: i16, fits: impl Fn(&Initiative, &Yield) -> bool) -> Option<Rational> {
    let active = INITIATIVES.iter().filter(|i| i.active(year));
    let fitting = active.filter(|i| i.in_year(year).is_some_and(|y| fits(i, y)));
    Some(whole(fitting.count()))
}

fn fruitful(year: i16) -> Option<Rational> {
    count(year, |initiative, (_, papers, projects, ..)| {
        initiative.page && *papers >= 1 && *projects >= 1
    })
}

fn favoured(year: i16) -> Option<Rational> {
    count(year, |_, (.., thousands, help)| {
        *thousands > 0 && !help.is_empty()
    })
}

fn delivered(year: i16) -> Option<Rational> {
    let delivered = REPORTS.iter().filter(|r| r.1 <= date(year, 12, 31));
    Some(whole(delivered.count()))
}

fn answers(year: i16) -> [Answer; 2] {
    let zero = Rational::whole(0);
    let priority = worst(&[few_by_end(year, favoured), by_end("1", year, delivered)]);
    [
        number(
            "FM-03",
            "initiatives-with-results",
            year,
            fruitful(year).unwrap_or(zero),
            few_by_end(year, fruitful),
        ),
        number(
            "OL-05",
            "initiatives-given-priority",
            year,
            favoured(year).unwrap_or(zero),
            priority,
        ),
    ]
}

pub(super) fn area(world: &World) -> Area {
    let (first, second): (Vec<Answer>, Vec<Answer>) =
        PLAN.map(answers).map(<(Answer, Answer)>::from).unzip();
    Area {
        registers: vec![results(world), support(), reports()],
        answers: [first, second].concat(),
    }
}
