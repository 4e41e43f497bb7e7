//! The pack's units against the national lists of codes.

use super::raw::rows;
use super::strategy;
use crate::support::real_data;
use serde_json::Value;
use std::collections::BTreeMap;
use varde_pack::Language;

/// Every unit that has codes in both systems today is paired as in the list that the national archive uses.
#[test]
fn real_unit_codes_agree_with_the_national_lists() {
    let Some(data) = real_data() else { return };
    let pairs: BTreeMap<String, String> = rows(&data.join("nvi/dbh_institutions.csv"), b';')
        .into_iter()
        .filter(|r| r["Institusjonskode"] == "1150" && !r["Avdelingskode"].is_empty())
        .map(|r| (r["NVA_ID"].clone(), r["Avdelingskode"].clone()))
        .collect();
    let pack = strategy();
    let mut compared = 0;
    for unit in &pack.units {
        let now = |system: &str| {
            unit.codes
                .iter()
                .find(|c| c.system == system && c.to.is_none())
                .map(|c| c.code.as_str())
        };
        if let (Some(dbh), Some(nva)) = (now("dbh").filter(|c| *c != "000000"), now("nva")) {
            assert_eq!(
                pairs.get(nva).map(String::as_str),
                Some(dbh),
                "{}",
                unit.id.value
            );
            compared += 1;
        }
    }
    assert!(compared >= 5, "only {compared} units compared");
    assert_eq!(pairs["194.60.25.0"], "230240");
}

/// The department's unit stands under the faculty in the university's tree, and took over from the one it has as its older code.
#[test]
fn real_department_is_where_the_universitys_tree_has_it() {
    let Some(data) = real_data() else { return };
    let pack = strategy();
    let unit = pack.unit("230240").unwrap();
    let tree: Value =
        serde_json::from_slice(&std::fs::read(data.join("nvi/cristin_units_194.json")).unwrap())
            .unwrap();
    let faculty = part(&tree, "194.60.0.0").unwrap();
    let department = part(faculty, "194.60.25.0").unwrap();
    assert_eq!(
        department["labels"]["nb"].as_str(),
        Some(unit.title.get(Language::Nb))
    );
    assert_eq!(part(&tree, "194.67.50.0"), None);
    let moved = rows(&data.join("nvi/cristin_transfer_departments.csv"), b',');
    let number = |r: &super::raw::Row, end: &str| {
        ["INSTITUSJONSNR", "AVDNR", "UNDAVDNR", "GRUPPENR"]
            .map(|h| r[&format!("{h}_{end}")].clone())
            .join(".")
    };
    let older = unit
        .codes
        .iter()
        .find(|c| c.system == "nva" && c.to.is_some())
        .unwrap();
    assert!(
        moved
            .iter()
            .any(|r| number(r, "FRA") == older.code && number(r, "TIL") == "194.60.25.0")
    );
}

/// The part of the tree whose address ends with a number.
fn part<'a>(tree: &'a Value, number: &str) -> Option<&'a Value> {
    if tree["id"]
        .as_str()
        .is_some_and(|id| id.rsplit('/').next() == Some(number))
    {
        return Some(tree);
    }
    tree["hasPart"]
        .as_array()?
        .iter()
        .find_map(|child| part(child, number))
}
