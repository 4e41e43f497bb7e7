//! EV-02: the offers of further education, and what ties them to the rest.
//!
//! The links are worked through one by one until every offer has one in 2024. The new course of 2025 is approved a
//! fortnight too late.

use super::{by_end, per_cent, whole};
use crate::date::{Date, date, iso_or_empty};
use crate::local::{Area, Register, share};
use crate::random::Random;
use crate::story::{BASELINE, DEPARTMENT, PLAN};
use crate::world::World;

/// An offer and the years in which it is given.
pub(super) struct Offer {
    pub(super) code: &'static str,
    title: &'static str,
    pub(super) kind: &'static str,
    pub(super) credits: &'static str,
    from: i16,
    to: i16,
}

const fn offer(
    code: &'static str,
    title: &'static str,
    kind: &'static str,
    credits: &'static str,
    from: i16,
    to: i16,
) -> Offer {
    Offer {
        code,
        title,
        kind,
        credits,
        from,
        to,
    }
}

#[rustfmt::skip]
const OFFERS: [Offer; 12] = [
    offer("EVU-01", "Teknologiledelse, erfaringsbasert master", "degree", "90", 2018, 2025),
    offer("EVU-02", "Strategi og endring", "module", "7,5", 2018, 2025),
    offer("EVU-03", "Økonomistyring for ledere", "module", "7,5", 2018, 2025),
    offer("EVU-04", "Prosjektledelse i praksis", "module", "7,5", 2018, 2025),
    offer("EVU-05", "Kvalitet og forbedring", "course", "7,5", 2018, 2023),
    offer("EVU-06", "Innovasjon i etablert virksomhet", "module", "7,5", 2019, 2025),
    offer("EVU-07", "Sikkerhetsledelse", "course", "5", 2018, 2025),
    offer("EVU-08", "Ledelse av utviklingsprosjekter", "in_house", "", 2018, 2021),
    offer("EVU-09", "Data og beslutninger", "course", "7,5", 2021, 2025),
    offer("EVU-10", "Verdikjeder som varer", "module", "7,5", 2022, 2025),
    offer("EVU-11", "Porteføljestyring", "in_house", "", 2023, 2025),
    offer("EVU-12", "Kunstig intelligens for ledere", "course", "2,5", 2025, 2025),
];

/// The offers that are given in a year.
pub(super) fn given(year: i16) -> impl Iterator<Item = &'static Offer> {
    OFFERS
        .iter()
        .filter(move |o| (o.from..=o.to).contains(&year))
}

/// A link to education or research, or a note of use to business.
struct Tie {
    item: &'static str,
    serves: &'static str,
    kind: &'static str,
    what: &'static str,
    other_end: &'static str,
    rating: &'static str,
    on: Date,
    approved: Option<Date>,
    to: Option<Date>,
}

const fn link(
    item: &'static str,
    serves: &'static str,
    kind: &'static str,
    what: &'static str,
    other_end: &'static str,
    on: Date,
    approved: Option<Date>,
) -> Tie {
    Tie {
        item,
        serves,
        kind,
        what,
        other_end,
        rating: "positive",
        on,
        approved,
        to: None,
    }
}

const fn note(item: &'static str, what: &'static str, on: Date) -> Tie {
    Tie {
        rating: "",
        ..link(item, "business", "note", what, "", on, None)
    }
}

const fn rated(rating: &'static str, tie: Tie) -> Tie {
    Tie { rating, ..tie }
}

const fn until(to: Date, tie: Tie) -> Tie {
    Tie {
        to: Some(to),
        ..tie
    }
}

#[rustfmt::skip]
const TIES: [Tie; 27] = [
    link("EVU-01", "education", "thesis", "Masteroppgaver med case fra deltakernes bedrifter", "Masteroppgaven på MTIØT", date(2018, 2, 1), Some(date(2018, 3, 1))),
    note("EVU-01", "Deltakerne leder omstillinger i egen bedrift", date(2018, 5, 15)),
    link("EVU-02", "education", "course", "Samme emne går på masterprogrammet", "TIØ7002", date(2018, 4, 10), Some(date(2018, 5, 8))),
    note("EVU-02", "Tre bedrifter la om strategiarbeidet", date(2018, 6, 20)),
    until(date(2021, 6, 30), link("EVU-03", "education", "teacher", "Lærerne bytter forelesninger", "TIØ7006", date(2018, 9, 3), Some(date(2019, 2, 12)))),
    note("EVU-03", "Kalkylemodell tatt i bruk i to kommuner", date(2019, 3, 5)),
    link("EVU-03", "research", "case", "Case fra kurset inngår i en studie", "Studie av budsjettering", date(2022, 2, 4), Some(date(2022, 4, 21))),
    note("EVU-04", "Ny prosjektmodell hos en byggherre", date(2019, 10, 14)),
    link("EVU-04", "research", "project", "Kurset er del av et forskningsprosjekt", "Prosjekt om usikkerhet", date(2019, 11, 20), Some(date(2020, 1, 22))),
    rated("neutral", link("EVU-05", "education", "case", "Felles case uten merkbar virkning", "TIØ7009", date(2018, 3, 19), Some(date(2018, 6, 4)))),
    note("EVU-05", "Færre feil i en produksjonslinje", date(2020, 4, 28)),
    link("EVU-05", "research", "case", "Målinger fra deltakerne brukes i en artikkel", "Studie av forbedringsarbeid", date(2021, 6, 11), Some(date(2021, 9, 16))),
    link("EVU-06", "education", "case", "Studenter arbeider med deltakernes utfordringer", "TIØ7003", date(2019, 11, 6), Some(date(2020, 11, 12))),
    note("EVU-06", "To nye tjenester satt i drift", date(2021, 5, 27)),
    note("EVU-07", "Nye rutiner i et rederi", date(2018, 2, 22)),
    link("EVU-07", "education", "case", "Ulykkesøvelsen brukes på masterprogrammet", "TIØ7008", date(2020, 9, 30), Some(date(2022, 10, 18))),
    note("EVU-08", "Bedriften beholdt prosjektlederne sine", date(2018, 8, 24)),
    rated("negative", link("EVU-08", "education", "teacher", "Tok lærere fra masterprogrammet", "TIØ7005", date(2018, 10, 2), Some(date(2018, 12, 3)))),
    note("EVU-09", "Beslutningsstøtte i et sykehus", date(2021, 12, 9)),
    link("EVU-09", "research", "project", "Data fra kurset inngår i et prosjekt", "Prosjekt om beslutninger", date(2021, 12, 15), Some(date(2022, 2, 8))),
    link("EVU-10", "education", "course", "Modulen er valgbar på masterprogrammet", "TIØ7004", date(2022, 9, 13), Some(date(2022, 11, 22))),
    note("EVU-10", "Leverandørkrav skrevet om i tre bedrifter", date(2023, 3, 7)),
    note("EVU-11", "Færre parallelle prosjekter i bedriften", date(2023, 10, 19)),
    link("EVU-11", "research", "case", "Bedriften er case i en doktoravhandling", "Avhandling om porteføljer", date(2023, 11, 2), Some(date(2024, 2, 27))),
    note("EVU-12", "Ledere prøver språkmodeller i saksbehandling", date(2025, 9, 25)),
    link("EVU-12", "research", "case", "Kurset er case i en studie", "Studie av ny teknologi", date(2025, 11, 21), Some(date(2026, 1, 15))),
    link("EVU-02", "research", "case", "Foreslått kobling som ingen har godkjent", "Studie av endring", date(2024, 10, 8), None),
];

impl Offer {
    /// It has an approved, positive link and a note of use in the year.
    fn plays_together(&self, year: i16) -> bool {
        let live = || {
            TIES.iter().filter(|tie| {
                tie.item == self.code
                    && tie.on.year <= year
                    && tie.to.is_none_or(|to| year <= to.year)
            })
        };
        let linked = live().any(|tie| {
            tie.serves != "business"
                && tie.rating == "positive"
                && tie.approved.is_some_and(|day| day.year <= year)
        });
        linked && live().any(|tie| tie.serves == "business")
    }
}

fn items(world: &World) -> Register {
    let mut random = Random::new(world.seed, "evu-items");
    let mut register = Register::new(
        "evu_item",
        &[
            "year",
            "unit",
            "code",
            "title",
            "kind",
            "programme",
            "credits",
            "participants",
        ],
    );
    for year in PLAN {
        for offer in given(year) {
            let on_mtm = matches!(offer.kind, "degree" | "module");
            register.add(
                date(year, 12, 15),
                [
                    &year.to_string(),
                    DEPARTMENT,
                    offer.code,
                    offer.title,
                    offer.kind,
                    if on_mtm { "MTM" } else { "" },
                    offer.credits,
                    &random.between(12, 34).to_string(),
                ],
            );
        }
    }
    register
}

fn ties() -> Register {
    let mut register = Register::new(
        "evu_synergy",
        &[
            "no",
            "item",
            "serves",
            "kind",
            "what",
            "evu_end",
            "other_end",
            "rating",
            "on_date",
            "approved",
            "approved_by",
            "valid_to",
        ],
    );
    for (number, tie) in (1..).zip(&TIES) {
        register.add(
            tie.approved.unwrap_or(tie.on),
            [
                &format!("K-{number:03}"),
                tie.item,
                tie.serves,
                tie.kind,
                tie.what,
                if tie.other_end.is_empty() {
                    ""
                } else {
                    "Samling 2"
                },
                tie.other_end,
                tie.rating,
                &tie.on.iso(),
                &iso_or_empty(tie.approved),
                if tie.approved.is_some() {
                    "studieprogramleder"
                } else {
                    ""
                },
                &iso_or_empty(tie.to),
            ],
        );
    }
    register
}

pub(super) fn add(world: &World, area: &mut Area) {
    area.registers.push(items(world));
    area.registers.push(ties());
    let parts = |year| {
        let playing = given(year).filter(|offer| offer.plays_together(year));
        (whole(playing.count()), whole(given(year).count()))
    };
    let (above, below) = parts(BASELINE);
    let first = per_cent(above, below);
    for year in PLAN {
        let (above, below) = parts(year);
        let state = per_cent(above, below).map_or("unknown", |v| by_end("100", v, year, first));
        let answer = share("EV-02", "evu-interplay", year, above, below, state);
        area.answers.push(answer);
    }
}
