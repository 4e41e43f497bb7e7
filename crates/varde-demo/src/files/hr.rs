//! The personnel office's files: Windows-1252, dates as dd.mm.yyyy.
//!
//! Each delivery is the whole register as it was known on its day, so an end that
//! nobody knew of yet isn't in it.

use super::File;
use super::sheet::{Layout, Sheet};
use crate::date::Date;
use crate::people::{Kind, Staff, pid};

fn yes_no(value: bool) -> String {
    if value { "ja" } else { "nei" }.to_owned()
}

fn end(to: Option<Date>, day: Date, known_ahead: bool) -> String {
    to.filter(|to| known_ahead || *to <= day)
        .map(Date::norwegian)
        .unwrap_or_default()
}

/// Positions. The names and employee numbers are cut before anything is kept.
pub(crate) fn positions(staff: &Staff, day: Date) -> File {
    let mut sheet = Sheet::new(
        Layout::Windows,
        &[
            "Personkode",
            "Ansattnr",
            "Navn",
            "Enhet",
            "Stillingskode",
            "Stillingsprosent",
            "Ansettelse",
            "Kjønn",
            "Fra dato",
            "Til dato",
            "Finansiering",
            "Fast stilling under",
        ],
    );
    for position in staff.positions.iter().filter(|p| p.from <= day) {
        sheet.push(vec![
            pid(position.person),
            format!("9{:05}", position.person * 7),
            format!("Oppdiktet Person {}", position.person),
            position.unit.to_owned(),
            position.code.to_owned(),
            if position.percent == 100 {
                "100".to_owned()
            } else {
                format!("{},0", position.percent)
            },
            position.kind.word().to_owned(),
            if position.woman { "K" } else { "M" }.to_owned(),
            position.from.norwegian(),
            end(position.to, day, position.kind != Kind::Permanent),
            position.financing.to_owned(),
            yes_no(position.permanent_underneath),
        ]);
    }
    let name = "Oppdiktet Person";
    match day.year {
        2019 => sheet.push_bad(
            &[
                "p-9001",
                "999001",
                name,
                "230240",
                "1011",
                "100",
                "fast",
                "K",
                "31.02.2018",
                "",
                "BFV",
                "nei",
            ],
            "Fra dato",
            "not-a-date",
        ),
        2021 => sheet.push_bad(
            &[
                "p-9002",
                "999002",
                name,
                "230240",
                "1013",
                "100",
                "vikariat",
                "M",
                "01.08.2019",
                "",
                "BFV",
                "nei",
            ],
            "Ansettelse",
            "not-one-of",
        ),
        2022 => sheet.push_bad(
            &[
                "p-9003",
                "999003",
                name,
                "230240",
                "1013",
                "120",
                "fast",
                "M",
                "01.08.2019",
                "",
                "BFV",
                "nei",
            ],
            "Stillingsprosent",
            "out-of-range",
        ),
        2024 => sheet.push_bad(
            &[
                "p-9004",
                "999004",
                name,
                "230240",
                "1013",
                "100",
                "fast",
                "M",
                "01.08.2023",
                "31.07.2023",
                "BFV",
                "nei",
            ],
            "Til dato",
            "check",
        ),
        _ => {}
    }
    sheet.file()
}

/// The work shares of a year.
pub(crate) fn work_shares(staff: &Staff, year: i16) -> File {
    let mut sheet = Sheet::new(
        Layout::Windows,
        &[
            "Personkode",
            "Årstall",
            "Forskning",
            "Undervisning",
            "Administrasjon",
            "EVU",
        ],
    );
    for share in staff.work_shares.iter().filter(|s| s.year == year) {
        sheet.push(vec![
            pid(share.person),
            year.to_string(),
            share.research.to_string(),
            share.teaching.to_string(),
            share.admin.to_string(),
            share.evu.to_string(),
        ]);
    }
    if year == 2019 {
        sheet.push_bad(
            &["p-9005", "20l9", "45", "45", "10", "0"],
            "Årstall",
            "not-a-number",
        );
    }
    sheet.file()
}

/// Leave.
pub(crate) fn leaves(staff: &Staff, day: Date) -> File {
    let mut sheet = Sheet::new(
        Layout::Windows,
        &[
            "Personkode",
            "Fra dato",
            "Til dato",
            "Prosent",
            "Slag",
            "Lønnet",
        ],
    );
    for leave in staff.leaves.iter().filter(|l| l.from <= day) {
        sheet.push(vec![
            pid(leave.person),
            leave.from.norwegian(),
            leave.to.norwegian(),
            leave.percent.to_string(),
            leave.kind.to_owned(),
            yes_no(leave.paid),
        ]);
    }
    if day.year == 2023 {
        sheet.push_bad(
            &[
                "p-0012",
                "01.09.2022",
                "31.08.2023",
                "hundre",
                "permisjon uten lønn",
                "nei",
            ],
            "Prosent",
            "not-a-number",
        );
    }
    sheet.file()
}

/// Who belongs to which group.
pub(crate) fn groups(staff: &Staff, day: Date) -> File {
    let mut sheet = Sheet::new(
        Layout::Windows,
        &["Personkode", "Faggruppe", "Fra dato", "Til dato"],
    );
    for member in staff.memberships.iter().filter(|m| m.from <= day) {
        sheet.push(vec![
            pid(member.person),
            member.group.to_owned(),
            member.from.norwegian(),
            end(member.to, day, false),
        ]);
    }
    if day.year == 2020 {
        sheet.push_bad(
            &["", "stratforr", "01.08.2019", ""],
            "Personkode",
            "missing-value",
        );
    }
    sheet.file()
}
