//! The department's web pages and when somebody went through them (FO-02a).
//!
//! The new site came in January 2019. The round of January 2021 was put off, in 2023 four pages were forgotten until the
//! autumn, and in 2025 two new pages stood unread.

use super::super::{Area, Register, met, share};
use super::{no_data, per_cent, whole};
use crate::Answer;
use crate::date::{Date, date, iso_or_empty};
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};

const SITE: Date = date(2019, 1, 15);

/// A page: address, title, who keeps it, first day, last day, whether it was read on its first day.
type Page = (
    &'static str,
    &'static str,
    &'static str,
    Date,
    Option<Date>,
    bool,
);

#[rustfmt::skip]
const PAGES: [Page; 38] = [
    ("", "Forsiden", "kommunikasjonsansvarlig", SITE, None, true),
    ("om", "Om instituttet", "kommunikasjonsansvarlig", SITE, None, true),
    ("kontakt", "Kontakt oss", "kommunikasjonsansvarlig", SITE, None, true),
    ("finn-fram", "Finn fram", "kommunikasjonsansvarlig", SITE, None, true),
    ("ansatte", "Ansatte", "kommunikasjonsansvarlig", SITE, None, true),
    ("ledige-stillinger", "Ledige stillinger", "administrasjonssjef", SITE, None, true),
    ("aktuelt", "Aktuelt", "kommunikasjonsansvarlig", SITE, None, true),
    ("kalender", "Kalender", "kommunikasjonsansvarlig", SITE, None, true),
    ("strategi", "Strategi", "instituttleder", SITE, None, true),
    ("forskning", "Forskning", "forskningsleder", SITE, None, true),
    ("forskning/bedok", "Bedriftsøkonomi og optimering", "gruppeleder", SITE, None, true),
    ("forskning/stratforr", "Strategi og forretningsutvikling", "gruppeleder", SITE, None, true),
    ("forskning/vil", "Virksomhetsledelse", "gruppeleder", SITE, None, true),
    ("forskning/prosjekter", "Prosjekter", "forskningsleder", SITE, None, true),
    ("forskning/publikasjoner", "Publikasjoner", "forskningsleder", SITE, None, true),
    ("forskning/avhandlinger", "Avhandlinger", "forskningsleder", SITE, None, true),
    ("phd", "Doktorgrad", "forskningsleder", SITE, None, true),
    ("phd/opptak", "Opptak til doktorgrad", "forskningsleder", SITE, None, true),
    ("studier", "Studier", "utdanningsleder", SITE, None, true),
    ("studier/mtiot", "Industriell økonomi", "utdanningsleder", SITE, None, true),
    ("studier/mientre", "Entreprenørskap", "utdanningsleder", SITE, None, true),
    ("studier/mentre", "Entreprenørskapsskolen", "utdanningsleder", SITE, None, true),
    ("studier/utveksling", "Utveksling", "utdanningsleder", SITE, None, true),
    ("studier/masteroppgave", "Masteroppgaven", "utdanningsleder", SITE, None, true),
    ("studier/gammel-plan", "Studieplanen før 2019", "utdanningsleder", SITE, Some(date(2022, 6, 30)), true),
    ("evu", "Etter- og videreutdanning", "utdanningsleder", SITE, None, true),
    ("evu/kurs", "Kurs", "utdanningsleder", SITE, None, true),
    ("samarbeid", "Samarbeid med oss", "instituttleder", SITE, None, true),
    ("samarbeid/oppgaver", "Foreslå en oppgave", "utdanningsleder", SITE, None, true),
    ("innovasjon", "Innovasjon", "forskningsleder", SITE, None, true),
    ("hms", "Helse, miljø og sikkerhet", "administrasjonssjef", SITE, None, true),
    ("korona", "Koronatiltak", "administrasjonssjef", date(2020, 3, 16), Some(date(2022, 3, 31)), true),
    ("eksempler", "Eksempler på verdiskaping", "kommunikasjonsansvarlig", date(2020, 6, 8), None, true),
    ("likestilling", "Likestilling", "instituttleder", date(2022, 4, 20), None, false),
    ("podkast", "Podkasten vår", "kommunikasjonsansvarlig", date(2022, 9, 12), None, true),
    ("alumni", "Alumni", "kommunikasjonsansvarlig", date(2024, 3, 4), None, true),
    ("laboratorier", "Laboratorier", "forskningsleder", date(2025, 3, 10), None, false),
    ("beredskap", "Beredskap", "forskningsleder", date(2025, 5, 5), None, false),
];

/// A day's work on the pages: all, or those whose number leaves the rest when divided.
const ROUNDS: [(Date, usize, &[usize]); 8] = [
    (date(2020, 1, 6), 1, &[0]),
    // Half of them in the autumn, the others when there was time again.
    (date(2020, 9, 14), 2, &[0]),
    (date(2021, 3, 1), 1, &[0]),
    (date(2022, 2, 14), 1, &[0]),
    (date(2023, 2, 6), 9, &[0, 1, 2, 3, 4, 5, 6, 7]),
    (date(2023, 10, 10), 9, &[8]),
    (date(2024, 1, 29), 1, &[0]),
    (date(2025, 1, 20), 1, &[0]),
];

fn out(page: &Page, day: Date) -> bool {
    page.3 <= day && page.4.is_none_or(|to| day <= to)
}

/// The days on which a page was gone through. A round takes some days.
fn reviews(number: usize, page: &Page) -> Vec<Date> {
    let first = page.5.then_some(page.3);
    let later = ROUNDS
        .iter()
        .filter(|(_, by, rests)| rests.contains(&(number % by)))
        .map(|(day, ..)| day.plus_days(i32::try_from(number / 8).unwrap_or(0)))
        .filter(|day| *day > page.3 && out(page, *day));
    first.into_iter().chain(later).collect()
}

fn inventory() -> Register {
    let mut register = Register::new(
        "page_inventory",
        &[
            "url",
            "unit",
            "title",
            "owner",
            "from_date",
            "to_date",
            "reviewed",
        ],
    );
    for (number, page) in PAGES.iter().enumerate() {
        let (path, title, owner, from, to, _) = page;
        let mut days: Vec<Option<Date>> = reviews(number, page).into_iter().map(Some).collect();
        if days.is_empty() {
            days.push(None);
        }
        let last = days.len() - 1;
        for (index, day) in days.into_iter().enumerate() {
            // The last row is written again when the page is taken down.
            let to = to.filter(|_| index == last);
            let known = to.or(day).unwrap_or(*from);
            register.add(
                known,
                [
                    &format!("https://example.org/institutt/{path}"),
                    DEPARTMENT,
                    title,
                    owner,
                    &from.iso(),
                    &iso_or_empty(to),
                    &iso_or_empty(day),
                ],
            );
        }
    }
    register
}

/// The pages on the first of the days on which the smallest share was fresh.
fn fresh(year: i16) -> Answer {
    let (goal, indicator) = ("FO-02a", "web-pages-reviewed");
    let read: Vec<Vec<Date>> = PAGES
        .iter()
        .enumerate()
        .map(|(number, page)| reviews(number, page))
        .collect();
    let days = date(year, 1, 1).number()..=date(year, 12, 31).number();
    let worst = days
        .map(Date::from_number)
        .filter_map(|day| {
            let there = || PAGES.iter().zip(&read).filter(|(page, _)| out(page, day));
            let fresh = there()
                .filter(|(_, read)| read.iter().any(|on| *on <= day && day <= on.plus_years(1)));
            let (fresh, all) = (whole(fresh.count()), whole(there().count()));
            Some((per_cent(fresh, all)?, day, fresh, all))
        })
        .min_by_key(|(value, day, ..)| (*value, *day));
    match worst {
        None => no_data(goal, indicator, year),
        Some((value, _, fresh, all)) => {
            let enough = met(value >= Rational::whole(95));
            share(goal, indicator, year, fresh, all, enough)
        }
    }
}

pub(super) fn area() -> Area {
    Area {
        registers: vec![inventory()],
        answers: PLAN.map(fresh).collect(),
    }
}
