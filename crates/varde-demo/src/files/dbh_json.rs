//! The national statistics as the API answers them, and as other people pass them on.

use super::sheet::{Layout, Sheet};
use super::{File, decimal, noisy, short};
use crate::people::Staff;
use crate::publishing::Publishing;
use crate::random::Random;
use crate::story::{DEPARTMENT, department_code};
use crate::teaching::Teaching;
use crate::university::{POSITION_CODES, other_departments};

/// One JSON object of a list, printed with a line for each key as the API does.
fn object(pairs: &[(&str, String)]) -> String {
    let lines: Vec<String> = pairs
        .iter()
        .map(|(key, value)| format!("\"{key}\": {value}"))
        .collect();
    format!("{{\n{}\n}}", lines.join(",\n"))
}

fn list(objects: &[String], rows: usize) -> File {
    File {
        bytes: format!("[\n{}\n]\n", objects.join(",\n")).into_bytes(),
        rows,
        faults: Vec::new(),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn status(table: u16, count: usize) -> String {
    object(&[(
        "status",
        format!(
            "{{\"tabell_id\": {table}, \"api_versjon\": 1, \"antall\": {count}, \"returkode\": 0, \"melding\": \"Oppdiktede data levert.\"}}"
        ),
    )])
}

fn fte(department: &str, year: i16, code: &str, women_e2: i64, men_e2: i64, noise: bool) -> String {
    let total = women_e2 + men_e2;
    object(&[
        ("Årstall", quoted(&year.to_string())),
        ("Avdelingskode", quoted(department)),
        ("Stillingskode", quoted(code)),
        (
            "Antall årsverk",
            if noise {
                noisy(total, 2)
            } else {
                short(total, 2, '.')
            },
        ),
        ("Antall kvinner", short(women_e2, 2, '.')),
        ("Antall menn", short(men_e2, 2, '.')),
    ])
}

/// Table 225: full-time equivalents by department and position code; numbers, with noise.
pub(crate) fn staff(seed: u64, staff: &Staff, year: i16) -> File {
    let day = crate::date::date(year, 10, 1);
    let mut objects = Vec::new();
    for (code, _, _) in POSITION_CODES {
        let (mut women, mut men) = (0, 0);
        for position in staff
            .positions
            .iter()
            .filter(|p| p.unit == DEPARTMENT && p.code == code && p.runs(day))
        {
            *(if position.woman { &mut women } else { &mut men }) += position.percent;
        }
        if women + men > 0 {
            objects.push(fte(department_code(year), year, code, women, men, false));
        }
    }
    let mut random = Random::new(seed ^ u64::from(year.unsigned_abs()), "staff-of-others");
    for department in other_departments() {
        for (code, _, _) in POSITION_CODES {
            if random.chance(64) {
                let women = random.between(0, 80) * 25;
                let men = random.between(1, 80) * 25;
                let noise = random.chance(5);
                objects.push(fte(&department.code, year, code, women, men, noise));
            }
        }
    }
    let rows = objects.len();
    list(&objects, rows)
}

fn points(
    department: &str,
    year: i16,
    kind: &str,
    publications: i64,
    women_e8: i64,
    men_e8: i64,
) -> String {
    let total = women_e8 + men_e8;
    object(&[
        ("Årstall", quoted(&year.to_string())),
        ("Avdelingskode", quoted(department)),
        ("Kode for type publiseringskanal", quoted(kind)),
        ("Antall publikasjoner", publications.to_string()),
        ("Antall internasjonale publikasjoner", "null".to_owned()),
        ("Forfatterandeler", short(publications * 8_750, 4, '.')),
        (
            "Publiseringspoeng",
            if total % 7 == 3 {
                noisy(total, 8)
            } else {
                short(total, 8, '.')
            },
        ),
        ("Publiseringspoeng kvinner", short(women_e8, 8, '.')),
        ("Publiseringspoeng menn", short(men_e8, 8, '.')),
    ])
}

/// Table 373: publication points by department and type of channel, with institution totals.
pub(crate) fn publishing(seed: u64, publishing: &Publishing, year: i16) -> File {
    let mut objects = Vec::new();
    let mut random = Random::new(
        seed ^ u64::from(year.unsigned_abs()),
        "publishing-of-others",
    );
    let mut totals = (0, 0, 0);
    for (kind, channel_type) in [("1", "Journal"), ("2", "Publisher")] {
        let (mut women, mut men) = (0, 0);
        let mut seen = std::collections::BTreeSet::new();
        for share in publishing.shares.iter().filter(|s| s.unit == DEPARTMENT) {
            let publication = &publishing.publications[share.publication];
            if publication.year == year
                && publication.status == 'J'
                && publication.channel_type == channel_type
            {
                *(if share.woman { &mut women } else { &mut men }) += share.points_e4 * 10_000;
                seen.insert(share.publication);
            }
        }
        let count = i64::try_from(seen.len()).unwrap_or(0);
        objects.push(points(department_code(year), year, kind, count, women, men));
        totals = (totals.0 + count, totals.1 + women, totals.2 + men);
        for department in other_departments() {
            let count = random.between(3, 60);
            let women = count * random.between(20_000_000, 90_000_000);
            let men = count * random.between(20_000_000, 90_000_000);
            objects.push(points(&department.code, year, kind, count, women, men));
            totals = (totals.0 + count, totals.1 + women, totals.2 + men);
        }
    }
    objects.push(points("000000", year, "9", totals.0, totals.1, totals.2));
    let rows = objects.len();
    list(&objects, rows)
}

/// Table 902: the institution's economy up to a year, behind a status row, numbers as texts.
pub(crate) fn economy(until: i16) -> File {
    let count = usize::try_from(until - 2015).unwrap_or(1);
    let mut objects = vec![status(902, count)];
    for year in 2016..=until {
        let growth = 100 + i64::from(year - 2016) * 4;
        let thousand = |base: i64| quoted(&decimal(base * growth * 10, 3, '.'));
        objects.push(object(&[
            ("Institusjonskode", quoted("1150")),
            ("Årstall", quoted(&year.to_string())),
            ("Driftsinntekter", thousand(61_234_567)),
            ("Driftskostnader", thousand(60_111_222)),
            ("Statstilskudd", thousand(44_000_100)),
            ("NFR", thousand(7_020_304)),
            ("RFF", thousand(45_600)),
            ("EU", thousand(1_300_250)),
            ("Bidragsinntekter", thousand(5_100_400)),
            ("Oppdragsinntekter", thousand(801_002)),
            ("Lønnskostnad", thousand(39_870_123)),
            ("Avsetning", thousand(2_345_678)),
            ("Totalkapital", thousand(80_900_123)),
            ("Eksamensavgift private høyskoler", "null".to_owned()),
        ]));
    }
    list(&objects, count)
}

/// Grades as ndjson, a line for each course, with the year's grades.
pub(crate) fn grades(teaching: &Teaching, year: i16) -> File {
    let mut text = String::new();
    let mut rows = 0;
    for grades in teaching.grades.iter().filter(|g| g.year == year) {
        let course = &teaching.courses[grades.course];
        let given: Vec<String> = grades
            .given
            .iter()
            .map(|(grade, n)| format!("{{\"y\":{year},\"g\":\"{grade}\",\"c\":{n}}}"))
            .collect();
        rows += given.len();
        text.push_str(&format!(
            "{{\"i\":\"1150\",\"c\":\"{}\",\"n\":\"{}\",\"y\":[{year}],\"d\":[{}],\"f\":\"{}-02-20T08:00:00.000Z\"}}\n",
            course.code,
            course.name,
            given.join(","),
            year + 1
        ));
    }
    File {
        bytes: text.into_bytes(),
        rows,
        faults: Vec::new(),
    }
}

/// The position codes, comma-separated.
pub(crate) fn position_codes() -> File {
    let mut sheet = Sheet::new(
        Layout::Comma,
        &[
            "Stillingskode",
            "Stillingsbenevnelse",
            "Stillingskategorikode",
        ],
    );
    for (code, title, category) in POSITION_CODES {
        sheet.push(vec![code.to_owned(), title.to_owned(), category.to_owned()]);
    }
    sheet.repeat_first("Stillingskode");
    sheet.file()
}

/// The ministry's steering parameters: a few invented ones, with value, numerator, denominator.
pub(crate) fn steering(until: i16) -> File {
    let mut sheet = Sheet::new(
        Layout::Comma,
        &[
            "Institusjonskode",
            "Styringsparam",
            "Styringparam tekst",
            "Årstall",
            "Verdi",
            "Teller",
            "Nevner",
        ],
    );
    for (number, name, above, below) in [
        (
            1_i64,
            "Oppdiktet andel som gjennomfører bachelor på normert tid",
            2_500_i64,
            5_200_i64,
        ),
        (
            2,
            "Oppdiktet andel som gjennomfører master på normert tid",
            1_200,
            2_150,
        ),
        (3, "Oppdiktet andel ph.d. innen seks år", 190, 282),
        (12, "Oppdiktet antall utviklingsavtaler", 14, 0),
    ] {
        for year in 2019..=until {
            let above = above + i64::from(year - 2019) * (above / 40 + 1);
            let value = if below == 0 {
                above * 100
            } else {
                // Per cent with two decimals, half up.
                (above * 20_000 + below) / (2 * below)
            };
            sheet.push(vec![
                "1150".to_owned(),
                number.to_string(),
                name.to_owned(),
                year.to_string(),
                short(value, 2, '.'),
                above.to_string(),
                if below == 0 {
                    String::new()
                } else {
                    below.to_string()
                },
            ]);
        }
    }
    sheet.file()
}
