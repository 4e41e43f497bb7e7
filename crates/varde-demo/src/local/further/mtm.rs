//! EV-01: whether leaders choose MTM first, and how many apply for its places.
//!
//! MTM comes from behind, stands exactly at two applicants per place in 2022, and gets a net-based sister in 2023, when
//! the places grow faster than the applicants. Nobody entered the places of 2024.

use super::{Judgement, assessments, by_end, newest};
use crate::date::date;
use crate::local::{Area, Register, number, worst};
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};

/// The answers about first choice: how many answered, chose this degree, chose the most chosen of the others.
type Choices = (i64, i64, i64);

struct Admission {
    year: i16,
    program: &'static str,
    places: Option<i64>,
    applicants: i64,
    admitted: i64,
    choices: Option<Choices>,
}

const fn admission(
    year: i16,
    program: &'static str,
    places: Option<i64>,
    applicants: i64,
    admitted: i64,
    choices: Option<Choices>,
) -> Admission {
    Admission {
        year,
        program,
        places,
        applicants,
        admitted,
        choices,
    }
}

const ADMISSIONS: [Admission; 11] = [
    admission(2018, "MTM", Some(40), 68, 36, Some((24, 8, 11))),
    // Two degrees share the first place: no first choice.
    admission(2019, "MTM", Some(40), 74, 37, Some((26, 10, 10))),
    admission(2020, "MTM", Some(40), 92, 40, Some((22, 12, 6))),
    // Too few answered for the survey to count.
    admission(2021, "MTM", Some(40), 88, 39, Some((8, 6, 1))),
    admission(2022, "MTM", Some(40), 80, 38, Some((25, 14, 7))),
    admission(2023, "MTM", Some(30), 48, 28, Some((19, 11, 5))),
    admission(2023, "MTMN", Some(15), 39, 15, None),
    admission(2024, "MTM", None, 55, 29, Some((21, 9, 8))),
    admission(2024, "MTMN", None, 44, 15, None),
    admission(2025, "MTM", Some(30), 54, 30, Some((23, 13, 6))),
    admission(2025, "MTMN", Some(15), 46, 15, Some((12, 5, 5))),
];

const JUDGEMENTS: [Judgement; 4] = [
    Judgement {
        about: "MTM",
        on: date(2018, 11, 20),
        step: 2,
        evidence: "Søkerundersøkelsen 2018: kjent, men sjelden først",
        next: date(2020, 11, 20),
    },
    Judgement {
        about: "MTM",
        on: date(2020, 11, 18),
        step: 2,
        evidence: "Samtaler med åtte arbeidsgivere, notat",
        next: date(2022, 3, 1),
    },
    Judgement {
        about: "MTM",
        on: date(2022, 3, 9),
        step: 3,
        evidence: "Ny profil og søkerundersøkelsen 2020 til 2022",
        next: date(2024, 11, 1),
    },
    Judgement {
        about: "MTM",
        on: date(2025, 11, 12),
        step: 3,
        evidence: "Arbeidsgiverpanelet høsten 2025",
        next: date(2027, 11, 12),
    },
];

/// The better of the assessment and a survey that MTM leads.
fn step(year: i16) -> Option<i64> {
    let leads = ADMISSIONS.iter().any(|a| {
        a.year == year
            && a.choices
                .is_some_and(|(answered, here, next)| answered >= 10 && here > next)
    });
    let assessed = newest(JUDGEMENTS.iter(), year).map(|judgement| judgement.step);
    assessed.max(leads.then_some(3))
}

/// Applicants per place where both are known.
fn pressure(year: i16) -> Option<Rational> {
    let (mut applicants, mut places) = (0, 0);
    for admission in ADMISSIONS.iter().filter(|a| a.year == year) {
        if let Some(known) = admission.places {
            applicants += admission.applicants;
            places += known;
        }
    }
    Rational::whole(applicants).over(Rational::whole(places))
}

fn register() -> Register {
    let mut register = Register::new(
        "evu_admission",
        &[
            "year",
            "unit",
            "program",
            "continues",
            "places",
            "applicants",
            "admitted",
            "answered",
            "first_choice",
            "next_choice",
        ],
    );
    let text = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    for a in &ADMISSIONS {
        register.add(
            date(a.year, 10, 15),
            [
                &a.year.to_string(),
                DEPARTMENT,
                a.program,
                if a.program == "MTM" { "" } else { "MTM" },
                &text(a.places),
                &a.applicants.to_string(),
                &a.admitted.to_string(),
                &text(a.choices.map(|c| c.0)),
                &text(a.choices.map(|c| c.1)),
                &text(a.choices.map(|c| c.2)),
            ],
        );
    }
    register
}

pub(super) fn add(area: &mut Area) {
    area.registers.push(register());
    let judged = assessments("EV-01", "programrådet for EVU", &JUDGEMENTS);
    area.registers.push(judged);
    for year in PLAN {
        let Some(value) = step(year).map(Rational::whole) else {
            continue;
        };
        let first = step(BASELINE).map(Rational::whole);
        let applied =
            pressure(year).map_or("unknown", |p| by_end("2", p, year, pressure(BASELINE)));
        let state = worst(&[by_end("3", value, year, first), applied]);
        let answer = number("EV-01", "mtm-first-choice-step", year, value, state);
        area.answers.push(answer);
    }
}
