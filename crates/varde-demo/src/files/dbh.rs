//! The national statistics as delimited text: semicolons, every cell quoted.

use super::sheet::{Layout, Sheet};
use super::{File, noisy, short};
use crate::random::Random;
use crate::story::{INSTITUTION, intake_for_local};
use crate::students::{FIRST_REPORT_2020, ProgrammeCount, Students};
use crate::teaching::{Production, Teaching, reported_owner};
use crate::university::{Programme, other_programmes, own_programmes};

fn text(value: i64) -> String {
    value.to_string()
}

fn semester_name(semester: u8) -> &'static str {
    if semester == 1 { "Vår" } else { "Høst" }
}

/// A count of programmes as it was first reported, before the correction.
fn first_report(count: &ProgrammeCount) -> ProgrammeCount {
    let (programme, women, all) = FIRST_REPORT_2020;
    let mut count = count.clone();
    if count.programme == programme && count.year == 2020 && count.semester == 3 {
        (count.women, count.men) = (women, all - women);
    }
    count
}

/// Table 123: registered students by department, spring and autumn in rows of their own.
pub(crate) fn students(students: &Students, year: i16, corrected: bool) -> File {
    let mut sheet = Sheet::new(
        Layout::Quoted,
        &[
            "Institusjonskode",
            "Institusjonsnavn",
            "Avdelingskode",
            "Avdelingsnavn",
            "Årstall",
            "Semester",
            "Semesternavn",
            "Studentkategori",
            "Kategoritekst",
            "Antall totalt",
            "Antall kvinner",
            "Antall menn",
        ],
    );
    // The department's women were wrong in the first report of 2020, like the programme's.
    let wrong: i64 = students
        .programmes
        .iter()
        .filter(|c| c.own && c.year == year && c.semester == 3 && !corrected)
        .map(|c| first_report(c).women - c.women)
        .sum();
    for count in students.departments.iter().filter(|c| c.year == year) {
        let own = count.name == "Oppdiktet IØT" && count.semester == 3 && count.category == 'S';
        let shift = if own { wrong } else { 0 };
        let total = count.women + count.men;
        // Small cells hide the gender.
        let hidden = total < 5;
        let (women, men) = if hidden {
            (0, 0)
        } else {
            (count.women + shift, count.men - shift)
        };
        let (category, category_name) = match (count.category, count.semester, count.institution) {
            // One institution writes the category in lower case in spring.
            ('S', 1, "1110") => ("s", "Studenter"),
            ('S', ..) => ("S", "Studenter"),
            _ => ("P", "Personer uten studierett"),
        };
        sheet.push(vec![
            count.institution.to_owned(),
            match count.institution {
                INSTITUTION => "Oppdiktet universitet",
                "1160" => "Et annet oppdiktet universitet",
                _ => "Et tredje oppdiktet universitet",
            }
            .to_owned(),
            count.department.clone(),
            count.name.clone(),
            year.to_string(),
            count.semester.to_string(),
            semester_name(count.semester).to_owned(),
            category.to_owned(),
            category_name.to_owned(),
            text(total),
            text(women),
            text(men),
        ]);
    }
    if year == 2022 {
        sheet.push_bad(
            &[
                "1150",
                "Oppdiktet universitet",
                "230240",
                "Oppdiktet IØT",
                "2022",
                "3",
                "Høst",
                "X",
                "Ukjent",
                "12x",
                "5",
                "7",
            ],
            "Antall totalt",
            "not-a-number",
        );
    }
    sheet.file()
}

/// Table 123 by study programme.
pub(crate) fn students_by_programme(students: &Students, year: i16, corrected: bool) -> File {
    let mut sheet = Sheet::new(
        Layout::Quoted,
        &[
            "Institusjonskode",
            "Årstall",
            "Semester",
            "Studieprogramkode",
            "Antall totalt",
            "Antall kvinner",
            "Antall menn",
        ],
    );
    for count in students.programmes.iter().filter(|c| c.year == year) {
        let shown = if corrected {
            count.clone()
        } else {
            first_report(count)
        };
        sheet.push(vec![
            INSTITUTION.to_owned(),
            year.to_string(),
            shown.semester.to_string(),
            shown.programme.clone(),
            text(shown.women + shown.men),
            text(shown.women),
            text(shown.men),
        ]);
    }
    sheet.file()
}

/// Table 104: candidates by programme and qualification.
pub(crate) fn graduates(students: &Students, year: i16) -> File {
    let mut sheet = Sheet::new(
        Layout::Quoted,
        &[
            "Institusjonskode",
            "Avdelingskode",
            "Årstall",
            "Studieprogramkode",
            "Kvalifikasjonskode",
            "Antall totalt",
            "Antall kvinner",
            "Antall menn",
        ],
    );
    for row in students.graduates.iter().filter(|g| g.year == year) {
        sheet.push(vec![
            INSTITUTION.to_owned(),
            row.department.clone(),
            year.to_string(),
            row.programme.clone(),
            row.qualification.to_owned(),
            text(row.women + row.men),
            text(row.women),
            text(row.men),
        ]);
    }
    if year == 2019 {
        sheet.push_bad(
            &["1150", "230240", "2019", "MTIØT", "ANNEN", "l2", "5", "7"],
            "Antall totalt",
            "not-a-number",
        );
    }
    sheet.file()
}

/// Table 347: the programmes with their owner, a row for each year up to `until`.
pub(crate) fn programmes(until: i16) -> File {
    let mut sheet = Sheet::new(
        Layout::Quoted,
        &[
            "Institusjonskode",
            "Avdelingskode",
            "Årstall",
            "Studieprogramkode",
            "Studieprogramnavn",
            "Nivåkode",
            "Studiepoeng",
            "Prosent egenfinansiering",
            "Gyldig til år",
        ],
    );
    let mut push = |programme: &Programme, owner: &str, year: i16| {
        let closed = programme.to.filter(|_| year >= 2023);
        sheet.push(vec![
            INSTITUTION.to_owned(),
            owner.to_owned(),
            year.to_string(),
            programme.code.clone(),
            programme.name.clone(),
            programme.level.to_owned(),
            (u16::from(programme.years) * if programme.evu { 30 } else { 60 }).to_string(),
            if programme.evu { "100" } else { "0" }.to_owned(),
            closed.map(|y| y.to_string()).unwrap_or_default(),
        ]);
    };
    for year in 2016..=until {
        for programme in own_programmes() {
            let owner = crate::story::department_code(year);
            push(&programme, owner, year);
        }
        for programme in other_programmes() {
            push(&programme, &programme.owner, year);
        }
    }
    sheet.file()
}

/// Table 379: applicants of local admissions by gender and priority.
pub(crate) fn applicants(year: i16) -> File {
    let mut sheet = Sheet::new(
        Layout::Quoted,
        &[
            "Institusjonskode",
            "Avdelingskode",
            "Årstall",
            "Semester",
            "Studieprogramkode",
            "Kjønn",
            "Kvalifisert",
            "Prioritet",
            "Søknadsalternativer",
            "Tilbud om opptak",
            "Akseptert tilbud",
            "Møtt til studiestart",
        ],
    );
    let mut random = Random::new(u64::from(year.unsigned_abs()), "applicants");
    let own = ["MIENTRE", "MENTRE", "MSPROMAN", "MIHMS", "MHMS"];
    let others = other_programmes();
    let names = own
        .iter()
        .map(|p| (*p, crate::story::department_code(year)));
    let rest = others
        .iter()
        .filter(|p| p.level == "M2")
        .map(|p| (p.code.as_str(), p.owner.as_str()));
    for (programme, department) in names.chain(rest) {
        if programme == "MHMS" && year >= 2023 {
            continue;
        }
        let first = intake_for_local(programme, year).unwrap_or_else(|| random.between(40, 160));
        let parts = Random::divide(first, &[38, 7, 46, 9]);
        for priority in 1..=3_i64 {
            for (part, (gender, qualified)) in
                parts
                    .iter()
                    .zip([("1", "1"), ("1", "0"), ("2", "1"), ("2", "0")])
            {
                // Later choices are alternatives of the same persons and must not be added.
                let alternatives = if priority == 1 {
                    *part
                } else {
                    part * (11 - 2 * priority) / 10
                };
                let offers = if qualified == "1" && priority == 1 {
                    alternatives * 3 / 5
                } else {
                    0
                };
                sheet.push(vec![
                    INSTITUTION.to_owned(),
                    department.to_owned(),
                    year.to_string(),
                    "3".to_owned(),
                    programme.to_owned(),
                    gender.to_owned(),
                    qualified.to_owned(),
                    text(priority),
                    text(alternatives),
                    text(offers),
                    text(offers * 4 / 5),
                    text(offers * 3 / 5),
                ]);
            }
        }
    }
    sheet.file()
}

/// Whether a row was forgotten in the first report of 2021.
fn forgotten(row: &Production) -> bool {
    row.year == 2021 && row.own_programme && row.course < 6
}

/// Table 900: study-point production by course and programme, in units of 60.
pub(crate) fn production(teaching: &Teaching, year: i16, corrected: bool) -> File {
    let mut sheet = Sheet::new(
        Layout::Quoted,
        &[
            "Institusjonskode",
            "Årstall",
            "Avdkode emne",
            "Emnekode",
            "Progkode student",
            "Studentkategori",
            "Ny produksjon totalt",
            "Ny produksjon egentfin",
        ],
    );
    let rows = teaching
        .production
        .iter()
        .filter(|p| p.year == year && (corrected || !forgotten(p)));
    for (place, row) in rows.enumerate() {
        let course = &teaching.courses[row.course];
        let units = if place % 37 == 5 {
            noisy(row.units_e4, 4)
        } else {
            short(row.units_e4, 4, '.')
        };
        sheet.push(vec![
            INSTITUTION.to_owned(),
            year.to_string(),
            reported_owner(course.owner, year).to_owned(),
            format!("{}-1", course.code),
            row.programme.clone(),
            row.category.to_string(),
            units,
            short(row.financed_e4, 4, '.'),
        ]);
    }
    // The same code stands for another department at another institution.
    for number in 0..6_i64 {
        sheet.push(vec![
            "1160".to_owned(),
            year.to_string(),
            "230240".to_owned(),
            format!("ANN{}-1", 1000 + number),
            "ANNPROG".to_owned(),
            "S".to_owned(),
            short(112_500 + number * 2_500, 4, '.'),
            "0".to_owned(),
        ]);
    }
    if year == 2019 {
        sheet.push_bad(
            &[
                "1150",
                "2019",
                "230240",
                "TIØ7001-1",
                "UKJENT",
                "S",
                "3.5O",
                "3.5",
            ],
            "Ny produksjon totalt",
            "not-a-number",
        );
    }
    if year == 2023 {
        sheet.push_bad(
            &[
                "1150",
                "2023",
                "",
                "TIØ7001-1",
                "UKJENT",
                "S",
                "4.25",
                "4.25",
            ],
            "Avdkode emne",
            "missing-value",
        );
    }
    sheet.file()
}
