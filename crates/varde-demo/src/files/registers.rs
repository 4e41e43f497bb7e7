//! The department's own registers: doctoral candidates, projects, courses, places, admission.

use super::File;
use super::sheet::{Layout, Sheet};
use crate::date::{Date, iso_or_empty};
use crate::people::pid;
use crate::phd::Candidate;
use crate::projects::Projects;
use crate::students::intake;
use crate::teaching::Teaching;

fn yes_no(value: bool) -> String {
    if value { "ja" } else { "nei" }.to_owned()
}

/// The doctoral register as it was known on a day.
pub(crate) fn doctoral(register: &[Candidate], day: Date) -> File {
    let mut sheet = Sheet::new(
        Layout::Semicolon,
        &[
            "Personkode",
            "Enhet",
            "Studieprogramkode",
            "Opptaksgrad",
            "Kjønn",
            "Opptaksdato",
            "Finansieringsstart",
            "Finansieringskildekode",
            "Pliktdager",
            "Permisjonsdager",
            "Innleveringsdato",
            "Disputasdato",
            "Avbruddsdato",
            "Dr.philos.",
        ],
    );
    let known = |date: Option<Date>| iso_or_empty(date.filter(|d| *d <= day));
    for candidate in register.iter().filter(|c| c.admitted <= day) {
        sheet.push(vec![
            pid(candidate.person),
            candidate.unit.to_owned(),
            "PHIØT".to_owned(),
            if candidate.from_mtiot {
                "MTIØT"
            } else {
                candidate.degree
            }
            .to_owned(),
            if candidate.woman { "K" } else { "M" }.to_owned(),
            candidate.admitted.iso(),
            candidate.financed.iso(),
            candidate.source.to_owned(),
            candidate.duty_days.to_string(),
            candidate.leave_days.to_string(),
            known(candidate.submitted),
            known(candidate.defended),
            known(candidate.stopped),
            yes_no(candidate.doctor_philosophiae),
        ]);
    }
    match day.year {
        2020 => sheet.push_bad(
            &[
                "p-9011",
                "230240",
                "PHIØT",
                "MTIØT",
                "K",
                "2019-02-31",
                "2019-03-01",
                "EGEN",
                "365",
                "0",
                "",
                "",
                "",
                "nei",
            ],
            "Opptaksdato",
            "not-a-date",
        ),
        2022 => sheet.push_bad(
            &[
                "p-9012",
                "230240",
                "PHIØT",
                "MTIØT",
                "M",
                "2021-09-01",
                "2021-09-01",
                "EU",
                "365",
                "0",
                "",
                "",
                "",
                "nei",
            ],
            "Finansieringskildekode",
            "not-one-of",
        ),
        2025 => sheet.push_bad(
            &[
                "p-9013",
                "230240",
                "PHIØT",
                "MTIØT",
                "M",
                "2019-09-01",
                "2019-09-01",
                "NFR",
                "365",
                "0",
                "2023-08-01",
                "2023-02-01",
                "",
                "nei",
            ],
            "Disputasdato",
            "check",
        ),
        _ => {}
    }
    sheet.file()
}

/// The project register as it was known on a day.
pub(crate) fn projects(projects: &Projects, day: Date) -> File {
    let mut sheet = Sheet::new(
        Layout::Semicolon,
        &[
            "Prosjektnummer",
            "Prosjekttittel",
            "Gruppe",
            "Program",
            "Rolle",
            "Enhet",
            "Startdato",
            "Sluttdato",
            "Kontrakt signert",
            "Eksternt finansiert",
            "Forskning",
        ],
    );
    for project in &projects.list {
        if project.signed.unwrap_or(project.start) > day {
            continue;
        }
        sheet.push(vec![
            project.number.clone(),
            project.title.to_owned(),
            project.type_group.to_owned(),
            project.programme.to_owned(),
            project.role.to_owned(),
            project.unit.to_owned(),
            project.start.iso(),
            project.end.iso(),
            iso_or_empty(project.signed),
            yes_no(project.external),
            yes_no(project.research),
        ]);
    }
    if day.year == 2022 {
        sheet.push_bad(
            &[
                "OPP-9999",
                "A project that never was",
                "eu",
                "Horisont Europa",
                "partner",
                "230240",
                "2021-01-01",
                "2023-02-30",
                "2020-12-01",
                "ja",
                "ja",
            ],
            "Sluttdato",
            "not-a-date",
        );
    }
    sheet.file()
}

/// Who takes part in which project, as it was known on a day.
pub(crate) fn members(projects: &Projects, day: Date) -> File {
    let mut sheet = Sheet::new(
        Layout::Semicolon,
        &[
            "Prosjektnummer",
            "Personkode",
            "Rolle",
            "Fra dato",
            "Til dato",
        ],
    );
    for member in projects.members.iter().filter(|m| m.from <= day) {
        sheet.push(vec![
            projects.list[member.project].number.clone(),
            pid(member.person),
            member.role.to_owned(),
            member.from.iso(),
            member.to.iso(),
        ]);
    }
    if day.year == 2024 {
        sheet.push_bad(
            &["OPP-3010", "p-0012", "observer", "2023-01-01", "2023-12-31"],
            "Rolle",
            "not-one-of",
        );
    }
    sheet.file()
}

/// The course register.
pub(crate) fn courses(teaching: &Teaching, year: i16) -> File {
    let mut sheet = Sheet::new(
        Layout::Semicolon,
        &[
            "Emnekode",
            "Versjon",
            "Emnenavn",
            "Studiepoeng",
            "Eierenhet",
            "EVU",
            "Forankret i oppdraget",
            "Innovasjon",
            "Teknologimerke",
        ],
    );
    for (place, course) in teaching
        .courses
        .iter()
        .filter(|c| c.owner == "230240")
        .enumerate()
    {
        // Some titles run over two lines.
        let name = if place % 13 == 6 {
            course.name.replace(", ", ",\n")
        } else {
            course.name.clone()
        };
        sheet.push(vec![
            course.code.clone(),
            "1".to_owned(),
            name,
            super::decimal(course.points_e1, 1, ','),
            course.owner.to_owned(),
            yes_no(course.evu),
            course.mission.map(yes_no).unwrap_or_default(),
            yes_no(course.innovation),
            if place % 3 == 0 { "digital" } else { "" }.to_owned(),
        ]);
    }
    if year == 2020 {
        sheet.push_bad(
            &[
                "TIØ7999",
                "1",
                "Emnet som ikke er",
                "7,5 sp",
                "230240",
                "nei",
                "ja",
                "nei",
                "",
            ],
            "Studiepoeng",
            "not-a-number",
        );
    }
    sheet.file()
}

/// The places that the programmes announced for a year.
pub(crate) fn study_places(year: i16) -> File {
    let mut sheet = Sheet::new(
        Layout::Semicolon,
        &[
            "Studieprogramkode",
            "Årstall",
            "Studieplasser",
            "Utlyst av",
            "Merknad",
        ],
    );
    let mut push = |programme: &str, places: i64, by: &str| {
        sheet.push(vec![
            programme.to_owned(),
            year.to_string(),
            places.to_string(),
            by.to_owned(),
            "oppdiktet".to_owned(),
        ]);
    };
    push("INGLOG", 45, "Samordna opptak");
    push("MSPROMAN", 45, "programmet");
    push("MIHMS", 30, "programmet");
    // Its intake went into MIHMS in 2023.
    if year < 2023 {
        push("MHMS", 15, "programmet");
    }
    for programme in ["MTIØT", "MIENTRE", "MENTRE"] {
        let by = if programme == "MTIØT" {
            "Samordna opptak"
        } else {
            "programmet"
        };
        if let Some(places) = intake(programme, year).and_then(|intake| intake.places) {
            push(programme, places, by);
        }
    }
    if year == 2019 {
        sheet.push_bad(
            &["MENTRE", "2019", "", "programmet", "kommer"],
            "Studieplasser",
            "missing-value",
        );
    }
    sheet.file()
}

/// The national admission's counts: those of April, and later the final ones beside them.
pub(crate) fn admission(year: i16, with_final: bool) -> File {
    let mut sheet = Sheet::new(
        Layout::Semicolon,
        &[
            "Studieprogramkode",
            "Årstall",
            "Tidspunkt",
            "Førstevalgssøkere",
            "Kvalifiserte",
            "Tilbud",
            "Ja-svar",
            "Møtt",
        ],
    );
    let mtiot = intake("MTIØT", year).map_or(0, |intake| intake.applicants);
    let inglog = 95 + i64::from(year - 2018) * 4;
    for (programme, first) in [("MTIØT", mtiot), ("INGLOG", inglog)] {
        sheet.push(
            [
                programme,
                &year.to_string(),
                "april",
                &first.to_string(),
                "",
                "",
                "",
                "",
            ]
            .map(str::to_owned)
            .to_vec(),
        );
        if with_final {
            // Supplementary rounds add some; they don't count for the goal.
            let later = first + first / 25;
            sheet.push(vec![
                programme.to_owned(),
                year.to_string(),
                "endelig".to_owned(),
                later.to_string(),
                (later * 7 / 10).to_string(),
                (later / 5).to_string(),
                (later / 6).to_string(),
                (later / 7).to_string(),
            ]);
        }
    }
    sheet.file()
}
