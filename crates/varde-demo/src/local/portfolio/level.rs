//! How the portfolio compares: chosen programmes in Norway and abroad, places among them, and the leadership group's judgement.

use super::super::{Area, Register, answer, number, worst};
use super::{Judgement, PROGRAMMES, Part, assessments, by_end, step};
use crate::Answer;
use crate::date::date;
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};

/// How the portfolio was judged, in Norway and abroad.
#[rustfmt::skip]
const JUDGED: [Judgement; 12] = [
    ("national", date(2018, 11, 20), 2, "Første sammenlikning med navngitte program", Some((2019, 11, 19))),
    ("international", date(2018, 11, 20), 1, "Ingen program i utlandet er valgt ennå", Some((2019, 11, 19))),
    ("national", date(2019, 11, 19), 2, "Notat til ledergruppa 2019", Some((2020, 11, 17))),
    ("international", date(2019, 11, 19), 2, "Fem program i utlandet er gått gjennom", Some((2020, 11, 17))),
    ("national", date(2020, 11, 17), 3, "Periodisk evaluering 2020", None),
    ("international", date(2020, 11, 17), 2, "Periodisk evaluering 2020, del om utlandet", None),
    ("national", date(2022, 11, 22), 3, "Notat til ledergruppa 2022", Some((2023, 11, 21))),
    ("international", date(2022, 11, 22), 2, "Studietur og sammenlikning av studieplaner", Some((2023, 11, 21))),
    ("national", date(2024, 11, 19), 3, "Eksternt panel 2024, side 6", Some((2025, 11, 18))),
    ("international", date(2024, 11, 19), 3, "Eksternt panel 2024, side 11", Some((2025, 11, 18))),
    ("national", date(2025, 11, 18), 3, "Notat til ledergruppa 2025", Some((2026, 11, 17))),
    ("international", date(2025, 11, 18), 3, "Notat til ledergruppa 2025", Some((2026, 11, 17))),
];

const LISTS: [&str; 4] = [
    "applicants",
    "completion",
    "studiebarometer",
    "entry-points",
];

/// A programme with how many Norwegian programmes it is compared with, and its places by year from 2018 on each of the lists
/// (0: no figure).
struct Compared {
    programme: &'static str,
    peers: usize,
    places: [[usize; 4]; 8],
}

/// MHMS takes in nobody from 2023, so two of its comparisons end. MENTRE slips to number two of seven in 2025.
#[rustfmt::skip]
const COMPARED: [Compared; 7] = [
    Compared { programme: "MTIØT", peers: 7, places: [
        [1, 2, 3, 1], [1, 3, 2, 1], [1, 2, 3, 1], [1, 2, 2, 1], [1, 1, 3, 1], [2, 1, 3, 1], [2, 2, 1, 1], [2, 1, 1, 2],
    ] },
    Compared { programme: "MIENTRE", peers: 4, places: [
        [1, 3, 1, 2], [1, 2, 1, 2], [2, 1, 1, 0], [1, 2, 1, 1], [1, 1, 1, 2], [2, 1, 1, 1], [3, 1, 1, 2], [2, 1, 2, 1],
    ] },
    Compared { programme: "MENTRE", peers: 6, places: [
        [3, 2, 1, 4], [3, 2, 2, 3], [2, 1, 2, 3], [2, 1, 1, 3], [3, 1, 1, 2], [2, 1, 1, 3], [1, 2, 1, 2], [2, 2, 1, 2],
    ] },
    Compared { programme: "MSPROMAN", peers: 7, places: [
        [2, 5, 5, 3], [4, 4, 4, 2], [3, 4, 3, 2], [3, 2, 4, 3], [5, 2, 2, 3], [3, 2, 1, 2], [1, 2, 2, 3], [3, 1, 2, 2],
    ] },
    Compared { programme: "MIHMS", peers: 4, places: [
        [1, 3, 3, 2], [1, 2, 1, 2], [1, 2, 1, 1], [2, 1, 1, 2], [2, 1, 1, 3], [1, 1, 2, 2], [1, 2, 1, 1], [2, 1, 1, 0],
    ] },
    Compared { programme: "MHMS", peers: 4, places: [
        [2, 3, 2, 1], [2, 2, 1, 3], [1, 2, 1, 2], [1, 1, 2, 2], [1, 3, 0, 2], [0, 1, 1, 0], [0, 1, 1, 0], [0, 1, 0, 0],
    ] },
    Compared { programme: "INGLOG", peers: 7, places: [
        [5, 4, 6, 5], [5, 5, 3, 5], [4, 4, 3, 4], [4, 3, 3, 4], [3, 3, 2, 4], [3, 3, 2, 3], [3, 2, 1, 3], [2, 2, 3, 3],
    ] },
];

/// A comparison with all programmes of the country instead of the chosen ones: it doesn't count.
const WITH_ALL: (&str, i16, &str, usize, usize) = ("MTIØT", 2019, "studiebarometer", 3, 16);

const PLACES: [&str; 7] = [
    "Universitetet i Fjordvik",
    "Høgskolen i Elvedal",
    "Universitetet i Nordsund",
    "Handelshøyskolen Havgap",
    "Universitetet i Skogmark",
    "Høgskolen på Vidda",
    "Teknisk universitet Storvik",
];

const ABROAD: [&str; 2] = ["Tekniska högskolan i Ekdalen", "Lindholt Universitet"];

fn peers() -> Register {
    let mut register = Register::new(
        "peer_programme",
        &[
            "programme",
            "unit",
            "peer",
            "institution",
            "part",
            "from_year",
            "to_year",
        ],
    );
    let mut name = |programme: &str, place: &str, part: &str, from: i16, to: &str| {
        let peer = format!("Tilsvarende {programme}");
        register.add(
            date(from, 3, 1),
            [
                programme,
                DEPARTMENT,
                &peer,
                place,
                part,
                &from.to_string(),
                to,
            ],
        );
    };
    for compared in &COMPARED {
        for (number, place) in PLACES.iter().take(compared.peers).enumerate() {
            // One of MENTRE's was closed, and another was chosen in its place.
            let closed = compared.programme == "MENTRE" && number == 2;
            let to = if closed { "2021" } else { "" };
            name(compared.programme, place, "national", 2018, to);
            if closed {
                name(compared.programme, PLACES[6], "national", 2022, "");
            }
        }
        for place in ABROAD {
            name(compared.programme, place, "international", 2019, "");
        }
    }
    register
}

/// The place and how many were compared, where there is a figure.
fn place(compared: &Compared, year: i16, list: usize) -> Option<(usize, usize)> {
    let (programme, in_year, on, place, all) = WITH_ALL;
    if (programme, in_year, on) == (compared.programme, year, LISTS[list]) {
        return Some((place, all));
    }
    let years = usize::try_from(year - BASELINE).ok()?;
    let place = compared.places.get(years)?[list];
    (place > 0).then_some((place, compared.peers + 1))
}

fn rankings() -> Register {
    let mut register = Register::new(
        "ranking",
        &["list", "year", "programme", "unit", "rank", "compared"],
    );
    for year in PLAN {
        for (number, list) in LISTS.iter().enumerate() {
            for compared in &COMPARED {
                if let Some((place, all)) = place(compared, year, number) {
                    register.add(
                        date(year, 12, 1),
                        [
                            list,
                            &year.to_string(),
                            compared.programme,
                            DEPARTMENT,
                            &place.to_string(),
                            &all.to_string(),
                        ],
                    );
                }
            }
        }
    }
    register
}

/// Whether a programme is in the top quarter twice; unknown while missing comparisons might still decide it.
fn at_top(compared: &Compared, year: i16) -> Option<bool> {
    let places = (0..LISTS.len())
        .filter_map(|list| place(compared, year, list))
        .filter(|(_, all)| (4..=compared.peers + 1).contains(all));
    let top = places
        .clone()
        .filter(|(place, all)| place * 4 <= *all)
        .count();
    let missing = LISTS.len() - places.count();
    match top {
        2.. => Some(true),
        _ if top + missing < 2 => Some(false),
        _ => None,
    }
}

fn in_top_quarter(year: i16) -> Option<Rational> {
    let verdicts = PROGRAMMES.iter().filter_map(|programme| {
        let compared = COMPARED.iter().find(|c| c.programme == *programme)?;
        Some(at_top(compared, year))
    });
    Part::of(verdicts)?.per_cent()
}

fn portfolio(year: i16) -> Option<Rational> {
    let national = step(&JUDGED, "national", year)?;
    let abroad = step(&JUDGED, "international", year)?;
    Some(Rational::whole(national.min(abroad)))
}

fn judged(year: i16) -> Answer {
    let (goal, indicator) = ("GU-01", "portfolio-step");
    let Some(value) = portfolio(year) else {
        return answer(goal, indicator, year, [None; 3], "unknown", Some("no-data"));
    };
    let quarter = in_top_quarter(year).map_or("unknown", |share| {
        by_end("100", share, year, in_top_quarter(BASELINE))
    });
    let steps = by_end("3", value, year, portfolio(BASELINE));
    number(goal, indicator, year, value, worst(&[steps, quarter]))
}

pub(super) fn add(area: &mut Area) {
    area.registers
        .extend([assessments("GU-01", &JUDGED), peers(), rankings()]);
    area.answers.extend(PLAN.map(judged));
}
