//! The Norwegian list of channels: a level for each channel and year.

use super::Real;
use super::raw::{Row, rows};
use std::collections::{BTreeMap, BTreeSet};

const LIST: &str = "channels/norwegian_list_2004_2026.csv";
const PUBLISHERS: &str = "channels/norway_publishers.csv";
const CACHE: &str = "channels/nva_channels_cache.csv";

/// Levels by (kind, channel, year).
type Levels = BTreeMap<[String; 3], String>;

fn raw_levels(list: &[Row]) -> Levels {
    let mut levels = Levels::new();
    for row in list {
        let (kind, id) = match (row["journal_id"].as_str(), row["series"].as_str()) {
            ("", _) => ("publisher", &row["publisher_id"]),
            (_, "1") => ("series", &row["journal_id"]),
            _ => ("journal", &row["journal_id"]),
        };
        for year in 2004..=2026 {
            let level = &row[&format!("level_{year}")];
            if !level.is_empty() {
                levels.insert(
                    [kind.to_owned(), id.clone(), year.to_string()],
                    level.clone(),
                );
            }
        }
    }
    levels
}

fn found_levels(real: &Real) -> Levels {
    let rows = real.table("select kind, channel_id, year, level from channel_level");
    let rows = rows
        .into_iter()
        .map(|row| <[Option<String>; 4]>::try_from(row).unwrap());
    rows.map(|row| row.map(Option::unwrap))
        .map(|[kind, id, year, level]| ([kind, id, year], level))
        .collect()
}

/// The level of every journal, series and publisher in every year is the list's.
#[test]
fn real_levels_are_the_lists() {
    let Some(real) = Real::new("levels") else {
        return;
    };
    let delivery = real.import("channel-list", LIST);
    assert_eq!(delivery["rejected"], 0);
    let list = rows(&real.file(LIST), b',');
    let (raw, found) = (raw_levels(&list), found_levels(&real));
    assert!(
        raw == found,
        "{:?}",
        raw.iter()
            .find(|(key, level)| found.get(*key) != Some(level))
    );
    let journals: BTreeSet<&str> = raw
        .keys()
        .filter(|[kind, ..]| kind == "journal")
        .map(|[_, id, _]| id.as_str())
        .collect();
    assert!(journals.len() > 20_000);
    for level in ["0", "1", "2"] {
        assert!(
            raw.values().filter(|l| *l == level).count() > 200,
            "level {level}"
        );
    }

    // Trap: the last column is half filled. A channel without a level that year has no row, not the year before's.
    let last = raw.keys().filter(|[_, _, year]| year == "2026").count();
    assert!(last * 5 < list.len());
    assert_eq!(
        real.table("select count(*) from channel_level where year = 2026"),
        [[Some(last.to_string())]]
    );
    assert_eq!(
        found.get(&["journal", "480486", "2026"].map(str::to_owned)),
        None
    );

    // Trap: rows without ISSN are channels all the same, each with its own id.
    let without = |r: &&Row| r["issn_print"].is_empty() && r["issn_online"].is_empty();
    let expected: BTreeSet<[String; 2]> =
        raw_levels(&list.iter().filter(without).cloned().collect::<Vec<_>>())
            .into_keys()
            .map(|[kind, id, _]| [kind, id])
            .collect();
    let nameless = real.table("select distinct kind, channel_id from channel_level where issn_print is null and issn_online is null");
    let nameless: BTreeSet<[String; 2]> = nameless
        .into_iter()
        .map(|r| {
            <[Option<String>; 2]>::try_from(r)
                .unwrap()
                .map(Option::unwrap)
        })
        .collect();
    assert!(nameless.len() > 2000);
    assert_eq!(nameless, expected);
    real.import_again("channel-list", LIST, &delivery);
}

/// The list of publishers has its own layout: semicolons and a column a year in Norwegian.
#[test]
fn real_levels_of_publishers_are_the_lists() {
    let Some(real) = Real::new("publishers") else {
        return;
    };
    real.import("channel-list", PUBLISHERS);
    let mut raw = Levels::new();
    for row in rows(&real.file(PUBLISHERS), b';') {
        for year in 2004..=2023 {
            let level = &row[&format!("Nivå {year}")];
            if !level.is_empty() {
                raw.insert(
                    [
                        "publisher".to_owned(),
                        row["forlag_id"].clone(),
                        year.to_string(),
                    ],
                    level.clone(),
                );
            }
        }
    }
    assert!(raw.len() > 20_000);
    assert!(raw == found_levels(&real));
}

/// Trap: JSON in a field whose quotes are not doubled. The levels are read all the same, and old ids do not count twice.
#[test]
fn real_undoubled_quotes_are_read() {
    let Some(real) = Real::new("quotes") else {
        return;
    };
    let delivery = real.import("channel-nva-cache", CACHE);
    assert_eq!(delivery["rejected"], 0);
    let text = std::fs::read_to_string(real.file(CACHE)).unwrap();
    let mut raw = Levels::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.trim_matches('"').split("\";\"").collect();
        let [old, id, kind, history] = [fields[0], fields[1], fields[3], fields[13]];
        let kind = match kind {
            "Forlag" => "publisher",
            "Serie" => "series",
            _ => "journal",
        };
        for part in history.split('{').skip(1).filter(|_| old == id) {
            let digits: String = part
                .split("\"year\":")
                .nth(1)
                .unwrap()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            let level = part
                .split("\"level\":\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            raw.insert([kind.to_owned(), id.to_owned(), digits], level.to_owned());
        }
    }
    assert_eq!(raw.len(), 32);
    assert_eq!(found_levels(&real), raw);
}
