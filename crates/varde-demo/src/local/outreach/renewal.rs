//! Improvements in the groups (OL-10a) and the digital administration (OL-10b).

use super::super::{Area, Register, share, worst, yes};
use super::{GROUPS, by_end, per_cent, whole};
use crate::Answer;
use crate::date::{Date, date, iso_or_empty};
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};

/// An improvement: group (empty: the whole department), title, a leap, begun, finished, effect.
type Improvement = (
    &'static str,
    &'static str,
    bool,
    Date,
    Option<Date>,
    &'static str,
);

#[rustfmt::skip]
const IMPROVEMENTS: [Improvement; 31] = [
    ("admin", "Felles postkasse for studenter", false, date(2018, 3, 1), Some(date(2018, 6, 15)), "Svar samme dag"),
    ("vil", "Ny veilederordning", false, date(2018, 9, 1), None, ""),
    ("admin", "Maler for ansettelser", false, date(2018, 11, 5), Some(date(2019, 4, 1)), "To uker kortere løp"),
    ("bedok", "Felles mal for sensur", false, date(2019, 2, 1), Some(date(2019, 10, 15)), "Sensuren kom to dager tidligere"),
    ("", "Nytt møterom i første etasje", false, date(2019, 5, 1), Some(date(2019, 9, 1)), ""),
    ("vil", "Digital undervisning på to uker", true, date(2020, 3, 12), Some(date(2020, 3, 27)), "Ingen kurs ble avlyst"),
    ("stratforr", "Studentpanel i hvert emne", false, date(2020, 9, 1), Some(date(2021, 5, 20)), "Flere svar i evalueringen"),
    ("bedok", "Datalab for studenter", true, date(2020, 11, 1), None, ""),
    ("admin", "Digital mottakstjeneste", true, date(2020, 10, 1), Some(date(2021, 2, 1)), "Færre avbrudd"),
    ("", "Hybride allmøter", false, date(2021, 8, 15), Some(date(2021, 10, 1)), "Flere deltar"),
    ("admin", "Årshjul på ett sted", false, date(2021, 10, 1), Some(date(2022, 1, 20)), "Færre purringer"),
    ("bedok", "Kodegjennomgang i forskningen", false, date(2022, 1, 10), Some(date(2022, 6, 10)), "Feil finnes før innsending"),
    ("vil", "Felles casebank", false, date(2022, 2, 1), Some(date(2022, 11, 25)), "Ti case i bruk i flere emner"),
    ("stratforr", "Skriveuke to ganger i året", false, date(2022, 9, 1), Some(date(2023, 3, 31)), "Flere artikler sendt inn"),
    ("vil", "Mottak av nye stipendiater", false, date(2022, 12, 1), Some(date(2023, 8, 20)), "Alle har plan etter en måned"),
    ("admin", "Selvbetjent rombestilling", true, date(2023, 1, 15), Some(date(2023, 5, 2)), "80 timer spart i året"),
    ("bedok", "Fagbok på nett", true, date(2023, 3, 1), None, ""),
    ("bedok", "Kollegaveiledning", false, date(2023, 8, 20), Some(date(2024, 1, 31)), "Alle har hatt besøk i timen"),
    ("stratforr", "Partnerdag hver vår", false, date(2024, 1, 10), Some(date(2024, 4, 24)), "Fire nye avtaler"),
    ("vil", "Rullerende emneansvar", false, date(2023, 11, 1), Some(date(2024, 8, 15)), "Jevnere arbeidsmengde"),
    ("admin", "Robot for reiseregninger", true, date(2023, 10, 1), Some(date(2024, 6, 1)), "140 timer spart i året"),
    ("admin", "Felles svarmaler", false, date(2024, 2, 1), Some(date(2024, 3, 15)), "Likt svar til alle"),
    ("", "Ny strategiprosess", true, date(2024, 9, 1), None, ""),
    ("bedok", "Delte datasett", false, date(2024, 9, 10), Some(date(2025, 2, 28)), "Tre artikler på samme data"),
    ("stratforr", "Tilbakemelding innen ti dager", false, date(2024, 11, 1), Some(date(2025, 6, 5)), "Bedre evaluering"),
    ("vil", "Forskningsmøte med bedrifter", false, date(2025, 1, 15), Some(date(2025, 9, 18)), "To søknader sammen"),
    ("admin", "Oppfølging av eksamen på én flate", true, date(2024, 12, 1), Some(date(2025, 4, 10)), "60 timer spart i året"),
    ("admin", "Kortere saksliste", false, date(2025, 8, 20), Some(date(2025, 10, 1)), "Møtene slutter til tida"),
    ("stratforr", "Lesegruppe om metode", false, date(2025, 9, 1), None, ""),
    ("bedok", "Felles eksamensbank", false, date(2025, 10, 1), None, ""),
    ("", "Grønne innkjøp", false, date(2025, 2, 1), Some(date(2025, 11, 14)), "Mindre avfall"),
];

/// A task: title, first day, last day, assessed, suitable, digital since, hours saved a year.
type Task = (
    &'static str,
    Date,
    Option<Date>,
    Option<Date>,
    bool,
    Option<Date>,
    &'static str,
);

const START: Date = date(2018, 1, 1);

/// The last task came late and was never assessed.
#[rustfmt::skip]
const TASKS: [Task; 30] = [
    ("Romtildeling", START, None, Some(date(2018, 4, 20)), true, Some(date(2023, 5, 2)), "80"),
    ("Reiseregning for gjester", START, None, Some(date(2018, 4, 20)), true, Some(date(2024, 6, 1)), "140"),
    ("Eksamensoppmelding", START, None, Some(date(2018, 4, 20)), true, Some(date(2018, 9, 1)), "65,5"),
    ("Studieveiledning", START, None, Some(date(2018, 4, 20)), false, None, ""),
    ("Mottak av nyansatte", START, None, Some(date(2018, 4, 20)), false, None, ""),
    ("Innlevering av masteroppgaver", START, None, Some(date(2018, 11, 6)), true, Some(date(2019, 1, 15)), "90"),
    ("Sensur av masteroppgaver", START, None, Some(date(2018, 11, 6)), true, Some(date(2020, 5, 4)), "42"),
    ("Fakturaflyt", START, None, Some(date(2018, 11, 6)), true, Some(date(2019, 9, 1)), "120"),
    ("Timelister for studentassistenter", START, None, Some(date(2018, 11, 6)), true, Some(date(2021, 2, 1)), "75"),
    ("Nøkkelutlån", START, None, Some(date(2018, 11, 6)), true, Some(date(2022, 8, 15)), "30"),
    ("Arrangementer", START, None, Some(date(2019, 3, 12)), false, None, ""),
    ("Referater fra utvalg", START, None, Some(date(2019, 3, 12)), true, Some(date(2021, 9, 1)), "24"),
    ("Timeplanlegging", START, None, Some(date(2019, 3, 12)), true, Some(date(2020, 8, 17)), "55"),
    ("Opptak til doktorgrad", START, None, Some(date(2019, 3, 12)), true, None, ""),
    ("Arkivering av avtaler", START, None, Some(date(2019, 9, 3)), true, Some(date(2022, 1, 10)), "38"),
    ("Innkjøp av utstyr", START, None, Some(date(2019, 9, 3)), true, None, ""),
    ("Utsending av vitnemål", START, Some(date(2021, 6, 30)), Some(date(2019, 9, 3)), true, Some(date(2020, 3, 1)), "20"),
    ("Konflikthåndtering", START, None, Some(date(2020, 2, 18)), false, None, ""),
    ("Budsjettoppfølging", START, None, Some(date(2020, 2, 18)), true, Some(date(2023, 1, 9)), "60"),
    ("Ansettelsessaker", START, None, Some(date(2020, 10, 27)), true, None, ""),
    ("Kontrakter med sensorer", START, None, Some(date(2020, 10, 27)), true, Some(date(2022, 11, 1)), "47,5"),
    ("Nettsider", START, None, Some(date(2021, 4, 20)), false, None, ""),
    ("Emneevaluering", START, None, Some(date(2021, 4, 20)), true, Some(date(2021, 12, 1)), "33"),
    ("Prosjektregnskap", START, None, Some(date(2022, 3, 15)), true, Some(date(2025, 1, 6)), "110"),
    ("Adgangskort", START, None, Some(date(2022, 3, 15)), true, Some(date(2023, 9, 1)), "18"),
    ("Permisjonssøknader", START, None, Some(date(2023, 2, 7)), true, Some(date(2024, 2, 1)), "26"),
    ("Representasjon og gaver", START, None, Some(date(2023, 2, 7)), false, None, ""),
    ("Timeføring i prosjekter", date(2020, 1, 1), None, Some(date(2024, 5, 14)), true, Some(date(2025, 8, 1)), "95"),
    ("Søknader om forskningstermin", date(2021, 1, 1), None, Some(date(2024, 5, 14)), true, Some(date(2025, 4, 10)), "12,5"),
    ("Klimaregnskap", date(2025, 9, 1), None, None, false, None, ""),
];

fn improvements() -> Register {
    let mut register = Register::new(
        "improvement",
        &[
            "no", "unit", "group_id", "title", "kind", "started", "finished", "effect",
        ],
    );
    for (no, (group, title, leap, started, finished, effect)) in (1..).zip(IMPROVEMENTS) {
        register.add(
            finished.unwrap_or(started),
            [
                &format!("F-{no:03}"),
                DEPARTMENT,
                group,
                title,
                if leap { "leap" } else { "continuous" },
                &started.iso(),
                &iso_or_empty(finished),
                effect,
            ],
        );
    }
    register
}

/// Until a task is digital, the register holds the day that is planned; so a row is known from the assessment on.
fn tasks() -> Register {
    let mut register = Register::new(
        "admin_task",
        &[
            "no",
            "unit",
            "title",
            "from_date",
            "to_date",
            "assessed",
            "suitable",
            "done",
            "hours_saved",
        ],
    );
    for (no, (title, from, to, assessed, suitable, done, hours)) in (1..).zip(TASKS) {
        register.add(
            assessed.unwrap_or(from),
            [
                &format!("A-{no:03}"),
                DEPARTMENT,
                title,
                &from.iso(),
                &iso_or_empty(to),
                &iso_or_empty(assessed),
                assessed.map_or("", |_| yes(suitable)),
                &iso_or_empty(done),
                hours,
            ],
        );
    }
    register
}

/// The groups that carried an improvement through in a year, and all.
fn improving(year: i16) -> (Rational, Rational) {
    let improving = GROUPS.iter().filter(|group| {
        let own = IMPROVEMENTS.iter().filter(|i| i.0 == **group);
        own.filter_map(|i| i.4).any(|day| day.year == year)
    });
    (whole(improving.count()), whole(GROUPS.len()))
}

/// The tasks at a year's end: all, assessed, suitable and digital.
fn stages(year: i16) -> [Rational; 4] {
    let day = date(year, 12, 31);
    let by = |on: &Option<Date>| on.is_some_and(|on| on <= day);
    let all = || {
        let begun = TASKS.iter().filter(|task| task.1 <= day);
        begun.filter(|task| task.2.is_none_or(|to| day <= to))
    };
    let assessed = || all().filter(|task| by(&task.3));
    let suitable = || assessed().filter(|task| task.4);
    [
        all().count(),
        assessed().count(),
        suitable().count(),
        suitable().filter(|task| by(&task.5)).count(),
    ]
    .map(whole)
}

fn standing(
    limit: &'static str,
    year: i16,
    parts: fn(i16) -> (Rational, Rational),
) -> &'static str {
    let value = |year| {
        let (above, below) = parts(year);
        per_cent(above, below)
    };
    value(year).map_or("unknown", |now| by_end(limit, now, year, value(BASELINE)))
}

fn groups(year: i16) -> Answer {
    let (above, below) = improving(year);
    let state = standing("90", year, improving);
    share(
        "OL-10a",
        "groups-with-improvement",
        year,
        above,
        below,
        state,
    )
}

fn administration(year: i16) -> Answer {
    let [_, _, suitable, digital] = stages(year);
    let state = worst(&[
        standing("80", year, |year| {
            let [_, _, suitable, digital] = stages(year);
            (digital, suitable)
        }),
        standing("100", year, |year| {
            let [all, assessed, ..] = stages(year);
            (assessed, all)
        }),
    ]);
    share(
        "OL-10b",
        "admin-tasks-digital",
        year,
        digital,
        suitable,
        state,
    )
}

pub(super) fn area() -> Area {
    Area {
        registers: vec![improvements(), tasks()],
        answers: PLAN
            .flat_map(|year| [groups(year), administration(year)])
            .collect(),
    }
}
