//! IN-02: new companies that staff and students helped to found.
//!
//! More than enough in the middle of the plan, exactly enough in 2024; several of 2025 are not looked up yet.

use crate::date::{Date, date, iso_or_empty};
use crate::local::{Area, Register, met, number};
use crate::random::Random;
use crate::rational::Rational;
use crate::story::DEPARTMENT;
use crate::world::World;

/// A year's companies: found in the national register, pending, and deleted before the year was over.
const FOUNDED: [(i16, i64, i64, i64); 8] = [
    (2018, 21, 0, 1),
    (2019, 26, 0, 0),
    (2020, 24, 1, 2),
    (2021, 29, 0, 0),
    (2022, 31, 0, 1),
    (2023, 28, 1, 0),
    (2024, 25, 2, 1),
    (2025, 22, 6, 0),
];

/// Organisation numbers with a valid check digit. They begin with 2, as no company's number does.
fn organisation_numbers() -> impl Iterator<Item = String> {
    (20_100_000_u32..).step_by(37).filter_map(|stem| {
        let digits = stem.to_string();
        let sum: u32 = digits
            .chars()
            .filter_map(|c| c.to_digit(10))
            .zip([3, 2, 7, 6, 5, 4, 3, 2])
            .map(|(digit, weight)| digit * weight)
            .sum();
        let check = (11 - sum % 11) % 11;
        (check < 10).then(|| format!("{digits}{check}"))
    })
}

struct Company {
    organisation: Option<String>,
    sole: bool,
    founded: Date,
    registered: Option<Date>,
    verified: Option<Date>,
    deleted: Option<Date>,
    ties: Vec<&'static str>,
}

impl Company {
    fn counts(&self, year: i16) -> bool {
        self.founded.year == year
            && self.organisation.is_some()
            && self.verified.is_some()
            && self.deleted.is_none_or(|day| day.year != year)
    }
}

fn companies(world: &World) -> Vec<Company> {
    let mut random = Random::new(world.seed, "companies");
    let mut numbers = organisation_numbers();
    let mut companies = Vec::new();
    for (year, found, pending, gone) in FOUNDED {
        for place in 0..found + pending + gone {
            let is_pending = (found..found + pending).contains(&place);
            let is_gone = place >= found + pending;
            let month = random.between(1, if is_gone { 8 } else { 11 });
            let day = random.between(1, 28);
            let founded = date(
                year,
                u8::try_from(month).unwrap_or(1),
                u8::try_from(day).unwrap_or(1),
            );
            let later = i32::try_from(random.between(4, 30)).unwrap_or(4);
            // Every other pending company is registered, but nobody has looked it up.
            let organisation = if is_pending && place % 2 == 0 {
                None
            } else {
                numbers.next()
            };
            let first = random.pick(&["programme", "programme", "programme", "research", "staff"]);
            let mut ties = vec![first];
            if random.chance(12) {
                ties.push(if first == "staff" {
                    "research"
                } else {
                    "staff"
                });
            }
            // Some of the older ones have closed since.
            let closed = (year < 2022 && random.chance(15)).then(|| founded.plus_years(3));
            companies.push(Company {
                registered: organisation.as_ref().map(|_| founded.plus_days(later)),
                verified: (!is_pending).then(|| date(year + 1, 1, 12)),
                deleted: if is_gone {
                    Some(date(year, 12, 18))
                } else {
                    closed.filter(|_| !is_pending)
                },
                sole: random.chance(20),
                organisation,
                founded,
                ties,
            });
        }
    }
    companies
}

fn register(companies: &[Company]) -> Register {
    let mut register = Register::new(
        "startup",
        &[
            "no",
            "unit",
            "org_no",
            "company",
            "legal_form",
            "founded",
            "registered",
            "verified",
            "deleted",
            "link",
            "evidence",
        ],
    );
    let mut row = 0;
    for (place, company) in (1..).zip(companies) {
        for tie in &company.ties {
            row += 1;
            let name = if company.sole {
                String::new()
            } else {
                format!("Oppdiktet foretak {place:03} AS")
            };
            let evidence = match *tie {
                "programme" => "Prosjektoppgave i entreprenørskap",
                "research" => "Melding om forskningsresultat",
                _ => "Registrert bierverv",
            };
            register.add(
                company.verified.unwrap_or(company.founded),
                [
                    &format!("F-{row:03}"),
                    DEPARTMENT,
                    company.organisation.as_deref().unwrap_or(""),
                    &name,
                    if company.sole { "ENK" } else { "AS" },
                    &company.founded.iso(),
                    &iso_or_empty(company.registered),
                    &iso_or_empty(company.verified),
                    &iso_or_empty(company.deleted),
                    tie,
                    evidence,
                ],
            );
        }
    }
    register
}

pub(super) fn add(world: &World, area: &mut Area) {
    let companies = companies(world);
    area.registers.push(register(&companies));
    for (year, ..) in FOUNDED {
        let count = super::whole(companies.iter().filter(|c| c.counts(year)).count());
        let state = met(count >= Rational::whole(25));
        area.answers
            .push(number("IN-02", "new-companies", year, count, state));
    }
}
