//! RE-07: when the overhead rates were reviewed, and when staff were asked what motivates them.
//!
//! Nobody was asked before 2019, the review of 2020 was put off, and the next two surveys came a year late each.

use crate::date::{Date, date};
use crate::local::{Area, Register, met, number, worst};
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};

const RATES: &str = "rates";
const MOTIVATION: &str = "motivation";

/// What was done, when, and what came of it.
const REVIEWS: [(&str, Date, &str); 12] = [
    (RATES, date(2017, 11, 28), "Satsene for 2018 som foreslått"),
    (RATES, date(2018, 11, 20), "Satsene for 2019 som foreslått"),
    (
        MOTIVATION,
        date(2019, 3, 14),
        "Spørreundersøkelse om hva som gjør prosjekter attraktive",
    ),
    (
        RATES,
        date(2019, 11, 26),
        "Gruppene beholder mer av overheaden fra 2020",
    ),
    (
        RATES,
        date(2021, 6, 15),
        "Gjennomgangen som ble utsatt i 2020",
    ),
    (
        MOTIVATION,
        date(2022, 10, 10),
        "Samtaler i alle faggruppene om tid, penger og støtte",
    ),
    (RATES, date(2022, 11, 15), "Egen sats for oppdrag"),
    (RATES, date(2023, 12, 5), "Ingen endring"),
    (
        RATES,
        date(2024, 3, 5),
        "Ny fordeling etter at frikjøpet økte",
    ),
    (
        RATES,
        date(2024, 11, 12),
        "Lavere lokal andel for EU-prosjekter fra 2025",
    ),
    (
        MOTIVATION,
        date(2025, 5, 20),
        "Spørreundersøkelse om hva som gjør prosjekter attraktive",
    ),
    (
        RATES,
        date(2025, 11, 18),
        "Støtte til søknader tas av overheaden fra 2026",
    ),
];

/// How many reviews of a kind are no more than so many years old when the year ends.
fn fresh(kind: &str, years: i16, year: i16) -> i64 {
    let end = date(year, 12, 31);
    let fresh = REVIEWS
        .iter()
        .filter(|(of, on, _)| *of == kind && *on <= end && end <= on.plus_years(years));
    i64::try_from(fresh.count()).unwrap_or(0)
}

pub(super) fn add(area: &mut Area) {
    let headings = &["no", "unit", "kind", "on_date", "what", "url"];
    let mut register = Register::new("overhead_review", headings);
    for (place, (kind, on, what)) in (1..).zip(REVIEWS) {
        let no = format!("O-{}-{place}", on.year);
        let url = format!("https://example.org/overhead/{place}");
        register.add(on, [&no, DEPARTMENT, kind, &on.iso(), what, &url]);
    }
    area.registers.push(register);
    for year in PLAN {
        let reviews = fresh(RATES, 1, year);
        let state = worst(&[met(reviews >= 1), met(fresh(MOTIVATION, 2, year) >= 1)]);
        let value = Rational::whole(reviews);
        let answer = number("RE-07", "overhead-reviews", year, value, state);
        area.answers.push(answer);
    }
}
