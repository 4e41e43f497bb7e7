//! How people are treated: reports of harassment, and what the institution has decided on gender equality.

use super::super::{Area, Register, met, share, worst};
use super::students::knows_where_to_report;
use super::whole;
use crate::date::{Date, date, iso_or_empty};
use crate::story::{DEPARTMENT, PLAN};

/// Count dates of reports: closed in time, closed late, open past the deadline.
const COUNTS: [(Date, [i64; 3]); 15] = [
    (date(2018, 12, 31), [1, 0, 0]),
    (date(2019, 6, 30), [0, 0, 0]),
    (date(2019, 12, 31), [1, 1, 0]),
    (date(2020, 6, 30), [1, 0, 0]),
    (date(2020, 12, 31), [0, 0, 0]),
    (date(2021, 6, 30), [0, 0, 0]),
    (date(2021, 12, 31), [2, 0, 0]),
    (date(2022, 6, 30), [1, 0, 1]),
    (date(2022, 12, 31), [1, 1, 0]),
    (date(2023, 6, 30), [3, 0, 0]),
    (date(2023, 12, 31), [1, 0, 0]),
    (date(2024, 6, 30), [2, 0, 0]),
    (date(2024, 12, 31), [4, 0, 0]),
    (date(2025, 6, 30), [3, 0, 0]),
    (date(2025, 12, 31), [2, 0, 0]),
];

/// The points of the checklist, and for each year from 2018 whether they were followed: yes, no, or not gone through.
#[rustfmt::skip]
const POINTS: [(&str, &str); 8] = [
    ("Begge kjønn i alle bedømmelseskomiteer", "++++++++"),
    ("Begge kjønn i lederutvalg og råd", "-+++++++"),
    ("Letekomité ved utlysning av faste stillinger", "--++++++"),
    ("Lik lønn for likt arbeid gjennomgått", "++++++++"),
    ("Foreldrepermisjon teller ikke mot opprykk", "++++++++"),
    ("Årlig samtale om opprykk med kvinner i mellomstilling", "-- +++++"),
    ("Kjønn og mangfold på agendaen i allmøte", "++++++++"),
    ("Tiltak mot seksuell trakassering kjent for alle", "++++++-+"),
];

/// What shows that something is in place: goal, kind, what, from, valid to (none: twelve months).
type Paper = (&'static str, &'static str, &'static str, Date, Option<Date>);

const SCHEME: [Paper; 2] = [
    (
        "OL-07b",
        "profile_scheme",
        "Ordning for individuelle stillingsprofiler",
        date(2019, 6, 1),
        Some(date(2022, 12, 31)),
    ),
    (
        "OL-07b",
        "profile_scheme",
        "Ordning for individuelle stillingsprofiler, fornyet",
        date(2023, 3, 1),
        Some(date(2026, 12, 31)),
    ),
];

/// The days on which the report on equality was delivered. That of 2022 came in February 2023.
const REPORTS: [Date; 6] = [
    date(2019, 4, 1),
    date(2020, 3, 20),
    date(2021, 3, 22),
    date(2023, 2, 10),
    date(2024, 3, 14),
    date(2025, 3, 12),
];

/// Whether the scheme for work profiles was in force at the end of a year.
pub(super) fn scheme_in_force(year: i16) -> bool {
    let day = date(year, 12, 31);
    SCHEME
        .iter()
        .any(|(.., from, to)| *from <= day && to.is_none_or(|to| day <= to))
}

fn harassment() -> Register {
    let mut register = Register::new(
        "harassment_count",
        &[
            "unit",
            "counted_on",
            "closed_in_time",
            "closed_late",
            "open_past_deadline",
        ],
    );
    for (day, counts) in COUNTS {
        let [in_time, late, open] = counts.map(|n| n.to_string());
        register.add(day, [DEPARTMENT, &day.iso(), &in_time, &late, &open]);
    }
    register
}

fn handled(year: i16) -> crate::Answer {
    let dates = || COUNTS.iter().filter(|(day, _)| day.year == year);
    let all = dates().count();
    let in_order = dates().filter(|(_, c)| c[1] == 0 && c[2] == 0).count();
    let known = match knows_where_to_report(year) {
        None => "unknown",
        Some((yes, all)) => met(yes * 100 >= all * 95),
    };
    let state = worst(&[met(in_order == all), known]);
    let indicator = "harassment-handled-in-order";
    share(
        "LM-02c",
        indicator,
        year,
        whole(in_order),
        whole(all),
        state,
    )
}

/// The mark of a point in a year.
fn mark(marks: &str, year: i16) -> Option<char> {
    marks.chars().nth(usize::try_from(year - 2018).ok()?)
}

fn checklist() -> Register {
    let mut register = Register::new(
        "checklist",
        &["list", "year", "unit", "point", "what", "followed"],
    );
    for year in PLAN {
        for (number, (what, marks)) in (1..).zip(POINTS) {
            let followed = match mark(marks, year) {
                Some('+') => "ja",
                Some('-') => "nei",
                _ => "",
            };
            register.add(
                date(year, 12, 10),
                [
                    "gender-principles",
                    &year.to_string(),
                    DEPARTMENT,
                    &format!("{number}"),
                    what,
                    followed,
                ],
            );
        }
    }
    register
}

fn evidence() -> Register {
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
    let reports = REPORTS.map(|day| {
        let what = "Redegjørelse for likestilling";
        ("OL-11b", "equality_report", what, day, None)
    });
    for (number, (goal, kind, what, day, to)) in (1..).zip(SCHEME.into_iter().chain(reports)) {
        register.add(
            day,
            [
                &format!("PE-{number:02}"),
                DEPARTMENT,
                goal,
                kind,
                what,
                "",
                &day.iso(),
                &iso_or_empty(to),
                "",
                "",
            ],
        );
    }
    register
}

fn principles(year: i16) -> crate::Answer {
    let followed = POINTS
        .iter()
        .filter(|(_, marks)| mark(marks, year) == Some('+'))
        .count();
    let day = date(year, 12, 31);
    let report = REPORTS
        .iter()
        .any(|on| *on <= day && day < on.plus_years(1));
    let state = worst(&[met(followed == POINTS.len()), met(report)]);
    let indicator = "gender-principles-followed";
    share(
        "OL-11b",
        indicator,
        year,
        whole(followed),
        whole(POINTS.len()),
        state,
    )
}

pub(super) fn area() -> Area {
    Area {
        registers: vec![harassment(), checklist(), evidence()],
        answers: PLAN
            .flat_map(|year| [handled(year), principles(year)])
            .collect(),
    }
}
