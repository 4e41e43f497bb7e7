//! Publishing files: the report of author shares, the list of channels, impact factors.

use std::collections::BTreeSet;

use super::sheet::{Layout, Sheet};
use super::{File, decimal};
use crate::channels::{Channel, LIST_YEARS};
use crate::publishing::{Publication, Publishing};
use crate::story::INSTITUTION;

/// A department's place in the national archive's tree: 194.60.25.0 for the department.
fn place(unit: &str) -> (String, String) {
    match unit {
        "230240" => ("60".to_owned(), "25".to_owned()),
        "230210" => ("60".to_owned(), "10".to_owned()),
        "230220" => ("60".to_owned(), "15".to_owned()),
        "230230" => ("60".to_owned(), "20".to_owned()),
        // 201110 is invented: faculty 201, department 110.
        other => (other[1..3].to_owned(), other[3..5].to_owned()),
    }
}

fn status(publishing: &Publishing, index: usize, corrected: bool) -> char {
    let late = !corrected && publishing.settled_late.contains(&index);
    if late {
        'T'
    } else {
        publishing.publications[index].status
    }
}

fn issns(publication: &Publication) -> (String, String) {
    let print = publication.print_issn.clone().unwrap_or_default();
    let online = publication
        .online_issn
        .clone()
        .unwrap_or_else(|| print.clone());
    (print, online)
}

/// The author-shares report of a year, as it was before or after the correction.
pub(crate) fn author_shares(publishing: &Publishing, year: i16, corrected: bool) -> File {
    let mut sheet = Sheet::new(
        Layout::Semicolon,
        &[
            "ARSTALL",
            "NVAID",
            "ARSTALL_REG",
            "STATUS_KONTROLLERT",
            "PUBLIKASJONSFORM",
            "PUBLISERINGSKANAL",
            "PUBLISERINGSKANALTYPE",
            "PRINT_ISSN",
            "ISSN",
            "KVALITETSNIVAKODE",
            "PERSONLOPENR",
            "INSTITUSJON",
            "INSTITUSJON_ID",
            "INSTITUSJONSNR",
            "AVDNR",
            "UNDAVDNR",
            "GRUPPENR",
            "DBH_INSTITUSJONSKODE",
            "DBH_FAKULTETSKODE",
            "DBH_AVDELINGSKODE",
            "SEKTORKODE",
            "ETTERNAVN",
            "FORNAVN",
            "TITTEL",
            "SPRÅK",
            "RAPPORTSTATUS",
            "VEKTINGSTALL",
            "FAKTORTALL_SAMARBEID",
            "FORFATTERDEL",
            "FORFATTERVEKT",
            "TENTATIVE_PUBLISERINGSPOENG",
            "PUBLISERINGSPOENG",
        ],
    );
    for share in &publishing.shares {
        let publication = &publishing.publications[share.publication];
        if publication.year != year {
            continue;
        }
        let status = status(publishing, share.publication, corrected);
        let (faculty, department) = place(&share.unit);
        let (print, online) = issns(publication);
        let points = decimal(share.points_e4, 4, '.');
        sheet.push(vec![
            year.to_string(),
            publication.id.clone(),
            (year + 1).to_string(),
            if status == '?' { "?" } else { "J" }.to_owned(),
            publication.form.to_owned(),
            publication.channel.clone(),
            publication.channel_type.to_owned(),
            print,
            online,
            publication.level.to_string(),
            share.person.clone(),
            "OPPDIKTET".to_owned(),
            "194.0.0.0".to_owned(),
            "194".to_owned(),
            faculty,
            department,
            "0".to_owned(),
            INSTITUTION.to_owned(),
            share.unit[..3].to_owned(),
            share.unit[3..].to_owned(),
            "UHI".to_owned(),
            "Oppdiktet".to_owned(),
            share.person.replace("p-", "Person "),
            publication.title.clone(),
            "EN".to_owned(),
            status.to_string(),
            decimal(i64::from(publication.base_e2), 2, '.'),
            if publication.abroad { "1.3" } else { "1" }.to_owned(),
            publication.shares.to_string(),
            points.clone(),
            points.clone(),
            if status == 'J' {
                points
            } else {
                "0".to_owned()
            },
        ]);
    }
    if year == 2020 {
        sheet.push_bad(
            &[
                "2020",
                "OPP202099999",
                "2021",
                "J",
                "AcademicArticle",
                "Journal of Invented Operations",
                "Journal",
                "",
                "",
                "1",
                "p-0012",
                "OPPDIKTET",
                "194.0.0.0",
                "194",
                "60",
                "25",
                "0",
                "1150",
                "230",
                "240",
                "UHI",
                "Oppdiktet",
                "Person",
                "A field study of nothing",
                "EN",
                "J",
                "1.00",
                "1",
                "2",
                "0.7o71",
                "0.7071",
                "0.7071",
            ],
            "FORFATTERVEKT",
            "not-a-number",
        );
    }
    if year == 2022 {
        sheet.push_bad(
            &[
                "2022",
                "",
                "2023",
                "J",
                "AcademicArticle",
                "Journal of Invented Operations",
                "Journal",
                "",
                "",
                "1",
                "p-0012",
                "OPPDIKTET",
                "194.0.0.0",
                "194",
                "60",
                "25",
                "0",
                "1150",
                "230",
                "240",
                "UHI",
                "Oppdiktet",
                "Person",
                "A review of nothing",
                "EN",
                "J",
                "1.00",
                "1",
                "2",
                "0.7071",
                "0.7071",
                "0.7071",
            ],
            "NVAID",
            "missing-value",
        );
    }
    sheet.file()
}

/// The list of channels with a column for each year up to `until`.
pub(crate) fn channel_list(channels: &[Channel], until: i16) -> File {
    let mut headings: Vec<String> = [
        "journal_id",
        "title",
        "title_en",
        "issn_print",
        "issn_online",
        "oa",
        "publishing_agreement",
        "group_area",
        "group_field",
    ]
    .map(str::to_owned)
    .to_vec();
    let years: Vec<i16> = LIST_YEARS.rev().filter(|year| *year <= until).collect();
    headings.extend(years.iter().map(|year| format!("level_{year}")));
    headings.extend(
        [
            "publisher_id",
            "publisher_company",
            "publisher",
            "publisher_country",
            "language",
            "conference_report",
            "series",
            "established",
            "discontinued",
            "url",
            "last_updated",
            "set",
            "isbn_prefix",
            "country",
        ]
        .map(str::to_owned),
    );
    let borrowed: Vec<&str> = headings.iter().map(String::as_str).collect();
    let mut sheet = Sheet::new(Layout::Comma, &borrowed);
    for channel in channels {
        let mut cells = vec![
            channel.id.to_string(),
            channel.title.clone(),
            channel.title.clone(),
            channel.print_issn.clone().unwrap_or_default(),
            channel.online_issn.clone().unwrap_or_default(),
            String::new(),
            String::new(),
            "Oppdiktede fag".to_owned(),
            "Teknologi, økonomi og ledelse".to_owned(),
        ];
        cells.extend(years.iter().map(|year| {
            channel
                .level(*year)
                .map(|l| l.to_string())
                .unwrap_or_default()
        }));
        cells.extend(
            [
                "",
                "",
                "Oppdiktet forlag",
                "Ingenland",
                "Engelsk",
                "0",
                if channel.series { "1" } else { "0" },
                "2004",
                "",
                "https://example.org/",
                "",
                "journals",
                "",
                "",
            ]
            .map(str::to_owned),
        );
        sheet.push(cells);
    }
    sheet.file()
}

/// The impact factors of a year: a row for each of a journal's numbers.
pub(crate) fn impact_factors(channels: &[Channel], year: i16) -> File {
    let mut sheet = Sheet::new(Layout::Comma, &["issn", "year", "value", "source"]);
    for channel in channels.iter().filter(|c| !c.series) {
        let numbers: BTreeSet<&String> = channel
            .print_issn
            .iter()
            .chain(&channel.online_issn)
            .collect();
        for issn in numbers {
            let value = match channel.impact_of(year) {
                Some(value) => decimal(value, 3, '.'),
                // The library's export names some journals that have no factor.
                None if channel.id % 6 == 0 => "N/A".to_owned(),
                None => continue,
            };
            sheet.push(vec![
                issn.clone(),
                year.to_string(),
                value,
                "OPPDIKTET".to_owned(),
            ]);
        }
    }
    if year == 2021 {
        sheet.push_bad(
            &["9999-0001", "2021", "4.1x", "OPPDIKTET"],
            "value",
            "not-a-number",
        );
    }
    if year == 2023 {
        sheet.push_bad(&["", "2023", "5.100", "OPPDIKTET"], "issn", "missing-value");
    }
    sheet.file()
}
