//! What each programme stands for, and the improvements that follow from it.

use super::super::{Area, Register, share};
use super::{PROGRAMMES, Part, by_end, whole};
use crate::Answer;
use crate::date::{Date, date};
use crate::story::{BASELINE, DEPARTMENT, PLAN};

/// The days on which each programme's profile was approved, or reviewed and approved again. MTIØT's of New Year's Eve 2020 is
/// twelve months old a year later, and the closing MHMS's is not renewed in 2025.
#[rustfmt::skip]
const PROFILES: [(&str, &[Date]); 7] = [
    ("MTIØT", &[
        date(2018, 11, 20), date(2019, 11, 19), date(2020, 12, 31), date(2022, 2, 10), date(2023, 3, 1), date(2024, 3, 5),
        date(2025, 3, 4),
    ]),
    ("MIENTRE", &[
        date(2018, 10, 2), date(2019, 10, 1), date(2020, 10, 6), date(2021, 10, 5), date(2022, 10, 4), date(2023, 10, 3),
        date(2024, 10, 1), date(2025, 9, 30),
    ]),
    ("MENTRE", &[
        date(2019, 6, 12), date(2020, 6, 10), date(2021, 6, 9), date(2022, 6, 8), date(2023, 6, 14), date(2024, 6, 12),
        date(2025, 6, 11),
    ]),
    ("MSPROMAN", &[
        date(2020, 6, 17), date(2021, 6, 16), date(2022, 6, 15), date(2023, 6, 21), date(2024, 6, 19), date(2025, 6, 18),
    ]),
    ("MIHMS", &[
        date(2019, 5, 7), date(2020, 5, 5), date(2021, 5, 4), date(2022, 5, 3), date(2023, 5, 2), date(2024, 5, 7),
        date(2025, 5, 6),
    ]),
    ("MHMS", &[
        date(2018, 5, 8), date(2019, 5, 7), date(2020, 5, 5), date(2021, 5, 4), date(2022, 5, 3), date(2023, 5, 2),
        date(2024, 5, 7),
    ]),
    ("INGLOG", &[
        date(2022, 4, 26), date(2023, 4, 25), date(2024, 4, 23), date(2025, 4, 29),
    ]),
];

/// Improvements by year from 2018: `+` finished and following from the profile, `~` finished for another reason, `>` begun
/// and finished in the spring after, `-` none.
#[rustfmt::skip]
const IMPROVED: [(&str, &str); 7] = [
    ("MTIØT",    "++++++++"),
    ("MIENTRE",  "++++++++"),
    ("MENTRE",   "~+~+++++"),
    ("MSPROMAN", "-->-++++"),
    ("MIHMS",    "-~++++++"),
    ("MHMS",     "-----++-"),
    ("INGLOG",   "~+-~++++"),
];

const TITLES: [&str; 6] = [
    "Nytt valgemne",
    "Prosjektoppgave med bedrift",
    "Ny progresjon i første år",
    "Felles innføringsuke",
    "Vurdering underveis i store emner",
    "Bærekraft som gjennomgående tema",
];

/// An improvement of a programme.
struct Improvement {
    programme: &'static str,
    decided: Date,
    finished: Date,
    follows: bool,
}

fn improvements() -> Vec<Improvement> {
    let mut improvements = Vec::new();
    for (programme, marks) in IMPROVED {
        for (year, mark) in PLAN.zip(marks.chars()) {
            let finished = match mark {
                '+' | '~' => date(year, 8, 20),
                '>' => date(year + 1, 3, 15),
                _ => continue,
            };
            improvements.push(Improvement {
                programme,
                decided: date(year, 2, 6),
                finished,
                follows: mark != '~',
            });
        }
    }
    improvements
}

fn profiles() -> Register {
    let mut register = super::relevance::statements_heading();
    for (programme, days) in PROFILES {
        for day in days {
            register.add(*day, [programme, DEPARTMENT, "brand", &day.iso(), ""]);
        }
    }
    register
}

fn changes() -> Register {
    let mut register = super::relevance::changes_heading();
    for (place, change) in improvements().iter().enumerate() {
        register.add(
            change.finished,
            [
                &format!("F-{:03}", place + 1),
                change.programme,
                DEPARTMENT,
                TITLES[place % TITLES.len()],
                &change.decided.iso(),
                &change.finished.iso(),
                super::super::yes(change.follows),
                "",
            ],
        );
    }
    register
}

/// Whether a programme's profile is at most twelve months old at the end of a year.
fn has_profile(programme: &str, year: i16) -> bool {
    let end = date(year, 12, 31);
    PROFILES
        .iter()
        .filter(|(code, _)| *code == programme)
        .flat_map(|(_, days)| days.iter())
        .any(|day| *day <= end && end <= day.plus_years(1))
}

fn branded(year: i16) -> Part {
    let improvements = improvements();
    let some = PROGRAMMES.iter().filter(|programme| {
        has_profile(programme, year)
            && improvements
                .iter()
                .any(|i| i.programme == **programme && i.follows && i.finished.year == year)
    });
    Part {
        some: some.count(),
        all: PROGRAMMES.len(),
    }
}

fn judged(year: i16) -> Answer {
    let part = branded(year);
    let state = part.per_cent().map_or("unknown", |value| {
        by_end("100", value, year, branded(BASELINE).per_cent())
    });
    share(
        "GU-02",
        "programmes-branded",
        year,
        whole(part.some),
        whole(part.all),
        state,
    )
}

pub(super) fn add(area: &mut Area) {
    area.registers.extend([profiles(), changes()]);
    area.answers.extend(PLAN.map(judged));
}
