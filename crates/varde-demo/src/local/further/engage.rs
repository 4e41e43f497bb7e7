//! IN-01a: SFU Engage as it is assessed, and what shows that others use it and work with it.
//!
//! The pandemic stops the joint activities of 2020. Several agreements run out in 2023 and are renewed the year after.

use std::collections::BTreeSet;

use super::{Judgement, assessments, by_end, newest, whole};
use crate::date::{Date, date, iso_or_empty};
use crate::local::{Area, Register, number, worst};
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, PLAN};

const USER: &str = "user_institution";
const EIT: &str = "joint_activity_eit";
const INTERNATIONAL: &str = "joint_activity_international";
const SFU: &str = "sfu_status";

struct Evidence {
    kind: &'static str,
    what: &'static str,
    about: &'static str,
    on: Date,
    to: Option<Date>,
}

const fn evidence(
    kind: &'static str,
    what: &'static str,
    about: &'static str,
    on: Date,
    to: Option<Date>,
) -> Evidence {
    Evidence {
        kind,
        what,
        about,
        on,
        to,
    }
}

#[rustfmt::skip]
const EVIDENCE: [Evidence; 32] = [
    evidence(SFU, "Vedtak om status som senter", "", date(2017, 1, 1), Some(date(2024, 12, 31))),
    evidence(USER, "Bruker kurspakken for lærere", "hogskole-nord", date(2018, 3, 1), Some(date(2020, 6, 30))),
    evidence(USER, "Bruker verktøykassa i to emner", "universitet-vest", date(2020, 2, 10), Some(date(2023, 6, 30))),
    evidence(USER, "Ny avtale om kurspakken", "hogskole-nord", date(2020, 8, 20), Some(date(2023, 8, 19))),
    evidence(USER, "Studentdrevet verksted etter vår modell", "hogskole-sor", date(2021, 4, 15), Some(date(2025, 12, 31))),
    evidence(USER, "Ett år med gjestelærere", "universitet-ost", date(2022, 2, 1), None),
    evidence(USER, "Bruker veilederheftet", "universitet-vest", date(2022, 9, 5), Some(date(2024, 9, 4))),
    evidence(USER, "Kurspakken er fast del av studiet", "hogskole-nord", date(2024, 2, 12), Some(date(2027, 2, 11))),
    evidence(USER, "Fornyet avtale om verktøykassa", "universitet-vest", date(2024, 9, 16), Some(date(2026, 9, 15))),
    evidence(USER, "Pilot med åtte lærere", "universitet-ost", date(2025, 3, 3), None),
    evidence(EIT, "Felles landsby om nye foretak", "", date(2018, 3, 12), None),
    evidence(EIT, "Felles landsby våren 2019", "", date(2019, 3, 11), None),
    evidence(EIT, "Kurs for landsbyledere", "", date(2019, 10, 2), None),
    evidence(EIT, "Felles landsby på nett", "", date(2021, 3, 15), None),
    evidence(EIT, "Felles landsby våren 2022", "", date(2022, 3, 14), None),
    evidence(EIT, "Idékonkurranse på tvers av landsbyer", "", date(2022, 4, 4), None),
    evidence(EIT, "Felles landsby våren 2023", "", date(2023, 3, 13), None),
    evidence(EIT, "Felles landsby våren 2024", "", date(2024, 3, 11), None),
    evidence(EIT, "Felles landsby våren 2025", "", date(2025, 3, 10), None),
    evidence(EIT, "Kurs for landsbyledere", "", date(2025, 9, 30), None),
    evidence(INTERNATIONAL, "Sommerskole med partner i Sverige", "", date(2018, 6, 18), None),
    evidence(INTERNATIONAL, "Sommerskole med partner i Sverige", "", date(2019, 6, 17), None),
    evidence(INTERNATIONAL, "Nettkurs med partner i Canada", "", date(2020, 11, 9), None),
    evidence(INTERNATIONAL, "Nettkurs med partner i Canada", "", date(2021, 11, 8), None),
    evidence(INTERNATIONAL, "Sommerskole med tre partnere", "", date(2022, 6, 20), None),
    evidence(INTERNATIONAL, "Lærerutveksling med partner i Irland", "", date(2022, 10, 10), None),
    evidence(INTERNATIONAL, "Sommerskole med tre partnere", "", date(2023, 6, 19), None),
    evidence(INTERNATIONAL, "Sommerskole med tre partnere", "", date(2024, 6, 17), None),
    evidence(INTERNATIONAL, "Konferanse om læring i gründerstudier", "", date(2024, 9, 12), None),
    evidence(INTERNATIONAL, "Sommerskole med fire partnere", "", date(2025, 6, 16), None),
    evidence(INTERNATIONAL, "Felles søknad og samling i Irland", "", date(2025, 10, 21), None),
    evidence(INTERNATIONAL, "Nettkurs med partner i Canada", "", date(2025, 11, 10), None),
];

const JUDGEMENTS: [Judgement; 4] = [
    Judgement {
        about: "",
        on: date(2018, 12, 5),
        step: 2,
        evidence: "Årsrapporten for senteret 2018",
        next: date(2020, 12, 5),
    },
    Judgement {
        about: "",
        on: date(2020, 12, 9),
        step: 3,
        evidence: "Midtveisvurderingen og brukerlisten",
        next: date(2023, 6, 1),
    },
    Judgement {
        about: "",
        on: date(2023, 11, 22),
        step: 3,
        evidence: "Årsrapporten 2023 og samtaler med partnere",
        next: date(2025, 6, 1),
    },
    Judgement {
        about: "",
        on: date(2025, 11, 20),
        step: 4,
        evidence: "Sluttvurderingen av senteret og planen for å føre det videre",
        next: date(2027, 11, 20),
    },
];

/// Institutions with evidence of use that holds on the year's last day.
fn users(year: i16) -> Rational {
    let day = date(year, 12, 31);
    let held = EVIDENCE.iter().filter(|e| {
        let to = e.to.unwrap_or(e.on.plus_years(1).plus_days(-1));
        e.kind == USER && e.on <= day && day <= to
    });
    whole(held.map(|e| e.about).collect::<BTreeSet<_>>().len())
}

fn activities(kind: &str, year: i16) -> Rational {
    let took_place = EVIDENCE
        .iter()
        .filter(|e| e.kind == kind && e.on.year == year);
    whole(took_place.count())
}

fn register() -> Register {
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
    for (number, e) in (1..).zip(&EVIDENCE) {
        register.add(
            e.on,
            [
                &format!("FURTHER-D-{number:03}"),
                DEPARTMENT,
                "IN-01a",
                e.kind,
                e.what,
                "",
                &e.on.iso(),
                &iso_or_empty(e.to),
                "",
                e.about,
            ],
        );
    }
    register
}

pub(super) fn add(area: &mut Area) {
    area.registers.push(register());
    let judged = assessments("IN-01a", "ledergruppa", &JUDGEMENTS);
    area.registers.push(judged);
    let step = |year| newest(JUDGEMENTS.iter(), year).map(|j| Rational::whole(j.step));
    for year in PLAN {
        let Some(value) = step(year) else { continue };
        let joint = |kind| {
            let first = Some(activities(kind, BASELINE));
            by_end("1", activities(kind, year), year, first)
        };
        let state = worst(&[
            by_end("3", value, year, step(BASELINE)),
            by_end("3", users(year), year, Some(users(BASELINE))),
            joint(EIT),
            joint(INTERNATIONAL),
        ]);
        area.answers
            .push(number("IN-01a", "engage-step", year, value, state));
    }
}
