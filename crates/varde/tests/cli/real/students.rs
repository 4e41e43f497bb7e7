//! Registered students: the autumn series, and what would make it wrong.

use super::Real;
use super::raw::{Row, answer, rows, year};
use std::collections::BTreeMap;

const FILE: &str = "dbh/dbh_123.csv";
const ANSWER: &str = "dbh/api_123_1150_excerpt.json";

fn autumn(row: &Row) -> bool {
    row["Semester"] == "3" && row["Studentkategori"].eq_ignore_ascii_case("S")
}

fn is_iot(row: &Row) -> bool {
    row["Institusjonskode"] == "1150"
        && row["Avdelingskode"] == if year(row) < 2017 { "210610" } else { "230240" }
}

/// Totals by year of the rows that are asked for.
fn totals<'a>(rows: impl Iterator<Item = &'a Row>) -> BTreeMap<i64, i64> {
    let mut totals = BTreeMap::new();
    for row in rows {
        *totals.entry(year(row)).or_default() += row["Antall totalt"].parse::<i64>().unwrap();
    }
    totals
}

fn texts(totals: BTreeMap<i64, i64>) -> BTreeMap<i64, String> {
    totals
        .into_iter()
        .map(|(year, total)| (year, total.to_string()))
        .collect()
}

/// The department's autumn students 1997–2021 are the file's own, every year.
#[test]
fn real_students_in_autumn_are_the_official_ones() {
    let Some(real) = Real::new("students") else {
        return;
    };
    let delivery = real.import("dbh-123", FILE);
    let raw = rows(&real.file(FILE), b';');
    assert_eq!(
        (delivery["rows"].as_u64(), delivery["rejected"].as_u64()),
        (Some(raw.len() as u64), Some(0))
    );
    let values = real.values("students-autumn", None);
    assert_eq!(
        values,
        texts(totals(raw.iter().filter(|r| autumn(r) && is_iot(r))))
    );
    assert_eq!(
        values.keys().copied().collect::<Vec<_>>(),
        (1997..=2021).collect::<Vec<_>>()
    );
    assert_eq!(
        [&values[&1997], &values[&2016], &values[&2021]],
        ["407", "923", "1645"]
    );
}

/// The API's answer goes on where the file ends; its counts are texts, and where both speak they agree.
#[test]
fn real_students_from_the_api_continue_the_series() {
    let Some(real) = Real::new("students-api") else {
        return;
    };
    real.import("dbh-123", FILE);
    let before = real.values("students-autumn", None);
    real.import("dbh-123", ANSWER);
    let after = real.values("students-autumn", None);
    let said = texts(totals(
        answer(&real.file(ANSWER))
            .iter()
            .filter(|r| r["Avdelingskode"] == "230240"),
    ));
    assert_eq!(
        said.keys().copied().collect::<Vec<_>>(),
        [2019, 2020, 2021, 2022, 2023]
    );
    for (year, total) in &said {
        assert_eq!(Some(total), after.get(year), "{year}");
    }
    for (year, total) in &before {
        assert_eq!(Some(total), after.get(year), "{year}");
    }
}

/// Trap: spring and autumn are nearly the same people. The file of totals by department has added them; we never do.
#[test]
fn real_spring_and_autumn_are_never_added() {
    let Some(real) = Real::new("semesters") else {
        return;
    };
    real.import("dbh-123", FILE);
    let values = real.values("students-autumn", None);
    let raw = rows(&real.file(FILE), b';');
    let of = |semesters: &[&str]| {
        let wanted = |r: &&Row| {
            is_iot(r) && r["Studentkategori"] == "S" && semesters.contains(&r["Semester"].as_str())
        };
        totals(raw.iter().filter(wanted))
    };
    let (spring, both) = (of(&["1"]), of(&["1", "3"]));
    let added = rows(&real.file("dbh/level3_students.csv"), b',');
    let added = totals(added.iter().filter(|r| is_iot(r)));
    // The file of totals is of another day: in a few years it has one person more than the rows, and never more than that.
    let mut exact = 0;
    for (year, sum) in added.iter().filter(|(year, _)| values.contains_key(year)) {
        assert!(
            [0, 1].contains(&(sum - both[year])),
            "{year}: {sum} and {}",
            both[year]
        );
        exact += usize::from(*sum == both[year]);
        let ours: i64 = values[year].parse().unwrap();
        assert_eq!(ours + spring.get(year).unwrap_or(&0), both[year], "{year}");
    }
    assert_eq!((added.len(), exact, spring[&2021]), (26, 20, 1581));
}

/// Trap: the department's code changed in 2017. One unit has both codes, each in its years, and one unbroken series.
#[test]
fn real_recoded_department_is_one_series() {
    let Some(real) = Real::new("recoded") else {
        return;
    };
    real.import("dbh-123", FILE);
    let raw = rows(&real.file(FILE), b';');
    let of_code =
        |code: &str| {
            totals(raw.iter().filter(|r| {
                autumn(r) && r["Institusjonskode"] == "1150" && r["Avdelingskode"] == code
            }))
        };
    let (old, new) = (of_code("210610"), of_code("230240"));
    assert!(old.keys().all(|year| *year <= 2016) && new.keys().all(|year| *year >= 2017));
    let mut joined = old;
    joined.extend(new);
    assert_eq!(
        real.values("students-autumn", Some("230240")),
        texts(joined.clone())
    );
    assert_eq!(
        real.values("students-autumn", Some("210610")),
        texts(joined)
    );
}

/// Trap: other institutions have departments with the same codes. They count where they belong, and only there.
#[test]
fn real_department_codes_elsewhere_are_not_ours() {
    let units = [
        ("iot", "1150", "230240", "from = 2017"),
        ("art", "0238", "230240", ""),
        ("information", "1120", "210610", ""),
    ];
    let unit = |(id, institution, code, years): (&str, &str, &str, &str)| {
        format!(
            "[[unit]]\nid = \"{id}\"\ntitle.nb = \"{id}\"\ntitle.en = \"{id}\"\nshort = \"{id}\"\nkind = \"department\"\n\
             [[unit.code]]\nsystem = \"dbh\"\ninstitution = \"{institution}\"\ncode = \"{code}\"\n{years}\n"
        )
    };
    let units: String = units.map(unit).concat();
    let Some(real) = Real::of_pack(
        "elsewhere",
        "three",
        &[("pack.toml", &pack_toml("three")), ("units.toml", &units)],
    ) else {
        return;
    };
    real.import("dbh-123", FILE);
    let raw = rows(&real.file(FILE), b';');
    for (unit, institution, code) in [
        ("iot", "1150", "230240"),
        ("art", "0238", "230240"),
        ("information", "1120", "210610"),
    ] {
        let own = totals(raw.iter().filter(|r| {
            autumn(r) && r["Institusjonskode"] == institution && r["Avdelingskode"] == code
        }));
        assert!(!own.is_empty(), "{institution} {code}");
        assert_eq!(
            real.values("students-autumn", Some(unit)),
            texts(own),
            "{institution} {code}"
        );
    }
}

/// Trap: 0 women and 0 men beside a total are a hidden small group: unknown, never 0.
#[test]
fn real_masked_cells_are_unknown() {
    let Some(real) = Real::new("masked") else {
        return;
    };
    real.import("dbh-123", FILE);
    let raw = rows(&real.file(FILE), b';');
    let masked = |r: &&Row| {
        r["Antall totalt"] != "0" && r["Antall kvinner"] == "0" && r["Antall menn"] == "0"
    };
    let count = raw.iter().filter(masked).count();
    assert!(count > 1000, "only {count} masked rows");
    let unknown = real.table("select count(*), sum(total) from students where women is null and men is null and total > 0");
    let hidden: i64 = raw
        .iter()
        .filter(masked)
        .map(|r| r["Antall totalt"].parse::<i64>().unwrap())
        .sum();
    assert_eq!(
        unknown,
        [[Some(count.to_string()), Some(hidden.to_string())]]
    );
    let zero =
        real.table("select count(*) from students where women = 0 and men = 0 and total > 0");
    assert_eq!(zero, [[Some("0".to_owned())]]);
    // What is not hidden is kept as it is, a real 0 beside the other gender too.
    let men_only = raw
        .iter()
        .filter(|r| r["Antall kvinner"] == "0" && r["Antall menn"] != "0")
        .count();
    assert_eq!(
        real.table("select count(*) from students where women = 0 and men > 0"),
        [[Some(men_only.to_string())]]
    );
}

/// Masked cells in the API's answer are the same trap in another format.
#[test]
fn real_masked_cells_of_the_api_are_unknown() {
    let Some(real) = Real::new("masked-api") else {
        return;
    };
    real.import("dbh-123", ANSWER);
    let raw = answer(&real.file(ANSWER));
    let mut masked: Vec<[Option<String>; 3]> = raw
        .iter()
        .filter(|r| {
            r["Antall totalt"] != "0" && r["Antall kvinner"] == "0" && r["Antall menn"] == "0"
        })
        .map(|r| {
            [
                Some(r["Avdelingskode"].clone()),
                Some(r["Årstall"].clone()),
                Some(r["Antall totalt"].clone()),
            ]
        })
        .collect();
    masked.sort();
    assert_eq!(masked.len(), 2);
    let found = real.table("select department, year, total from students where women is null and men is null order by department, year");
    assert_eq!(found, masked);
}

/// Trap: code 000000 (here students without a department) is never added to a department or to the faculty.
#[test]
fn real_students_of_no_department_are_not_added_to_one() {
    let Some(real) = Real::new("unspecified") else {
        return;
    };
    real.import("dbh-123", FILE);
    let raw = rows(&real.file(FILE), b';');
    let unspecified = totals(raw.iter().filter(|r| {
        autumn(r) && r["Institusjonskode"] == "1150" && r["Avdelingskode"] == "000000"
    }));
    assert!(unspecified.contains_key(&2018));
    let faculty = ["230000", "230210", "230220", "230230", "230240"];
    let own = totals(raw.iter().filter(|r| {
        autumn(r)
            && r["Institusjonskode"] == "1150"
            && faculty.contains(&r["Avdelingskode"].as_str())
    }));
    let values = real.values("students-autumn", Some("230000"));
    for year in 2017..=2021 {
        assert_eq!(values[&year], own[&year].to_string(), "{year}");
    }
}

/// A small pack over the national one.
pub fn pack_toml(id: &str) -> String {
    format!(
        "id = \"{id}\"\nversion = \"1.0.0\"\ntitle.nb = \"Prøve\"\ntitle.en = \"Trial\"\nextends = [\"norway\"]\nlanguages = [\"nb\", \"en\"]\n"
    )
}
