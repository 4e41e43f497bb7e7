//! Examples of value created (FO-01), and the initiatives and centres with their pages on the web (FO-02c).

use super::super::{Area, Register, met, number, share, yes};
use super::{no_data, per_cent, whole};
use crate::Answer;
use crate::date::{Date, date, iso_or_empty};
use crate::people::pid;
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};

/// An example: title, last part of its address, published, open to all, shows the contribution, days until the link was tried.
type Case = (&'static str, &'static str, Date, bool, bool, Option<i32>);

#[rustfmt::skip]
const CASES: [Case; 43] = [
    ("Færre tomme lastebiler", "lastebiler", date(2018, 5, 14), true, true, Some(12)),
    ("Lagerstyring i sykehus", "sykehuslager", date(2018, 10, 3), true, true, Some(30)),
    ("Årsrapport for studentbedrifter", "studentbedrifter", date(2018, 11, 20), true, false, Some(4)),
    ("Ruter for hjemmetjenesten", "hjemmetjenesten", date(2019, 2, 12), true, true, Some(9)),
    ("Fra masteroppgave til målestasjon", "malestasjon", date(2019, 6, 4), true, true, Some(21)),
    ("Oppstartsselskapet som renser ballastvann", "ballastvann", date(2019, 11, 8), true, true, Some(3)),
    ("Vedlikehold av vindturbiner", "vindturbiner", date(2019, 12, 2), false, true, Some(8)),
    ("Smittevern og timeplaner", "timeplaner", date(2020, 4, 22), true, true, Some(5)),
    ("Delte kjøleskap for matsentraler", "matsentraler", date(2020, 6, 17), true, true, Some(14)),
    ("Brønnbåter på rett sted", "bronnbater", date(2020, 9, 9), true, true, Some(40)),
    ("Anbud som belønner gjenbruk", "gjenbruk", date(2020, 12, 31), true, true, Some(11)),
    ("Beredskap i forsyningskjeder", "beredskap", date(2020, 10, 15), true, true, None),
    ("Kommunen som kjøper sammen", "samkjop", date(2021, 1, 28), true, true, Some(7)),
    ("Sesongarbeid i fiskeindustrien", "fiskeindustri", date(2021, 3, 18), true, true, Some(16)),
    ("Ladeplaner for bussdepoter", "bussdepoter", date(2021, 5, 26), true, true, Some(2)),
    ("Gründerskolen i distriktet", "grunderskolen", date(2021, 9, 14), true, true, Some(25)),
    ("Operasjonsstuer uten kø", "operasjonsstuer", date(2021, 11, 30), true, true, Some(6)),
    ("Brukte batterier i bygg", "batterier", date(2022, 2, 9), true, true, Some(18)),
    ("Stålverket som selger varme", "stalverk", date(2022, 4, 6), true, true, Some(4)),
    ("Kornlagring med værdata", "kornlagring", date(2022, 6, 15), true, true, Some(33)),
    ("Bedre anslag for vannverk", "vannverk", date(2022, 8, 31), true, true, Some(10)),
    ("Nye eiere i familiebedrifter", "familiebedrifter", date(2022, 10, 19), true, true, Some(12)),
    ("Ventetid i legevakten", "legevakt", date(2022, 12, 7), true, true, Some(27)),
    ("Styring av havbruksflåter", "havbruksflater", date(2022, 11, 2), false, true, Some(5)),
    ("Skiftplaner for ambulanser", "ambulanser", date(2023, 2, 21), true, true, Some(9)),
    ("Ombruk av møbler i staten", "mobler", date(2023, 4, 25), true, true, Some(13)),
    ("Treindustri uten svinn", "treindustri", date(2023, 6, 13), true, true, Some(20)),
    ("Forretningsmodeller for biogass", "biogass", date(2023, 9, 27), true, true, Some(3)),
    ("Verksteder som deler verktøy", "verktoy", date(2023, 11, 15), true, true, Some(38)),
    ("Lastebiler, fem år etter", "lastebiler", date(2023, 12, 5), true, true, Some(1)),
    ("Strømavtaler for småbedrifter", "stromavtaler", date(2024, 1, 24), true, true, Some(8)),
    ("Ferger som seiler etter behov", "ferger", date(2024, 3, 13), true, true, Some(15)),
    ("Innkjøp av sykehjemsmat", "sykehjemsmat", date(2024, 4, 30), true, true, Some(22)),
    ("Fra doktorgrad til sensorfirma", "sensorfirma", date(2024, 6, 11), true, true, Some(5)),
    ("Robotlager i en kjeller", "robotlager", date(2024, 8, 28), true, true, Some(31)),
    ("Brannvesenets reservedeler", "reservedeler", date(2024, 10, 23), true, true, Some(4)),
    ("Kunstig intelligens i smelteverk", "smelteverk", date(2024, 12, 11), true, true, Some(12)),
    ("Mindre matsvinn i kantiner", "matsvinn", date(2025, 2, 5), true, true, Some(6)),
    ("Kaiplass til rett tid", "kaiplass", date(2025, 4, 9), true, true, Some(19)),
    ("Legemidler på landeveien", "legemidler", date(2025, 9, 17), true, true, Some(11)),
    ("Forsikring for solceller", "solceller", date(2025, 12, 18), true, true, Some(22)),
    ("Kurs i prosjektstyring", "prosjektkurs", date(2025, 6, 3), true, false, Some(2)),
    ("Reparasjon som tjeneste", "reparasjon", date(2025, 11, 26), true, true, None),
];

/// A strategic initiative or a centre.
struct Initiative {
    no: &'static str,
    title: &'static str,
    centre: bool,
    lead: u32,
    /// The last part of its page's address, empty when it has none.
    page: &'static str,
    groups: &'static str,
    from: Date,
    to: Option<Date>,
}

#[rustfmt::skip]
const INITIATIVES: [Initiative; 8] = [
    Initiative { no: "S-01", title: "Grønn verdiskaping", centre: false, lead: 12, page: "gronn-verdiskaping", groups: "2", from: date(2018, 1, 1), to: Some(date(2021, 12, 31)) },
    // It never got a page of its own, and kept the share down for as long as it ran.
    Initiative { no: "S-02", title: "Digital industri", centre: false, lead: 30, page: "", groups: "2", from: date(2018, 1, 1), to: Some(date(2022, 7, 31)) },
    Initiative { no: "S-03", title: "Sirkulær økonomi i havbruk", centre: false, lead: 14, page: "sirkulaer-havbruk", groups: "3", from: date(2020, 1, 1), to: Some(date(2024, 12, 31)) },
    Initiative { no: "S-04", title: "Kunstig intelligens i drift", centre: false, lead: 6, page: "ki-i-drift", groups: "2", from: date(2022, 8, 1), to: None },
    Initiative { no: "S-05", title: "Transport uten utslipp", centre: false, lead: 3, page: "transport", groups: "2", from: date(2023, 1, 1), to: Some(date(2026, 12, 31)) },
    // These two share a page, so neither has one of its own.
    Initiative { no: "S-06", title: "Industri i krise og beredskap", centre: false, lead: 26, page: "beredskap", groups: "3", from: date(2025, 1, 1), to: None },
    Initiative { no: "C-01", title: "Senter for entreprenørskap", centre: true, lead: 28, page: "entreprenorskap", groups: "2", from: date(2017, 8, 1), to: None },
    Initiative { no: "C-02", title: "Senter for trygge forsyningskjeder", centre: true, lead: 33, page: "beredskap", groups: "2", from: date(2025, 8, 1), to: None },
];

impl Initiative {
    fn runs(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    fn meets(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }

    fn own_page(&self) -> bool {
        let shared = INITIATIVES
            .iter()
            .any(|other| other.no != self.no && other.page == self.page && self.meets(other));
        !self.page.is_empty() && !shared
    }
}

fn case_register() -> Register {
    let mut register = Register::new(
        "impact_case",
        &[
            "no",
            "unit",
            "title",
            "url",
            "published",
            "public",
            "contribution",
            "link_confirmed",
        ],
    );
    for (number, (title, page, published, public, contribution, tried)) in (1..).zip(CASES) {
        register.add(
            published,
            [
                &format!("E-{}-{number:02}", published.year),
                DEPARTMENT,
                title,
                &format!("https://example.org/eksempler/{page}"),
                &published.iso(),
                yes(public),
                yes(contribution),
                &iso_or_empty(tried.map(|days| published.plus_days(days))),
            ],
        );
    }
    register
}

/// The examples of a year: new, open, with our contribution, and with a link that works.
fn examples(year: i16) -> Answer {
    let first = |page: &str| {
        let same = CASES.iter().filter(|case| case.1 == page);
        same.map(|case| case.2.year).min()
    };
    let counting = CASES.iter().filter(|case| {
        case.2.year == year && first(case.1) == Some(year) && case.3 && case.4 && case.5.is_some()
    });
    let found = counting.count();
    number("FO-01", "impact-cases", year, whole(found), met(found >= 5))
}

fn initiative_register() -> Register {
    let mut register = Register::new(
        "initiative",
        &[
            "no",
            "unit",
            "title",
            "kind",
            "lead_pid",
            "page_url",
            "groups",
            "from_date",
            "to_date",
        ],
    );
    for initiative in &INITIATIVES {
        let page = match initiative.page {
            "" => String::new(),
            page => format!("https://example.org/satsinger/{page}"),
        };
        let kind = if initiative.centre {
            "centre"
        } else {
            "initiative"
        };
        register.add(
            initiative.from,
            [
                initiative.no,
                DEPARTMENT,
                initiative.title,
                kind,
                &pid(initiative.lead),
                &page,
                initiative.groups,
                &initiative.from.iso(),
                &iso_or_empty(initiative.to),
            ],
        );
    }
    register
}

/// The initiatives and centres on the first of the days on which the smallest share had a page of its own.
fn own_pages(year: i16) -> Answer {
    let (goal, indicator) = ("FO-02c", "initiatives-with-own-page");
    let days = date(year, 1, 1).number()..=date(year, 12, 31).number();
    let worst = days
        .map(Date::from_number)
        .filter_map(|day| {
            let running: Vec<_> = INITIATIVES.iter().filter(|i| i.runs(day)).collect();
            let with = running.iter().filter(|i| i.own_page()).count();
            let (with, all) = (whole(with), whole(running.len()));
            Some((per_cent(with, all)?, day, with, all))
        })
        .min_by_key(|(value, day, ..)| (*value, *day));
    match worst {
        None => no_data(goal, indicator, year),
        Some((value, _, with, all)) => {
            let enough = met(value >= Rational::whole(100));
            share(goal, indicator, year, with, all, enough)
        }
    }
}

pub(super) fn area() -> Area {
    Area {
        registers: vec![case_register(), initiative_register()],
        answers: PLAN
            .flat_map(|year| [examples(year), own_pages(year)])
            .collect(),
    }
}
