#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::{Answer, BadRow, Delivery, Demo, department};

const SEED: u64 = 2018;

fn demo() -> &'static Demo {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    DEMO.get_or_init(|| department(SEED))
}

fn answer(goal: &str, year: i16) -> &'static Answer {
    demo()
        .answers
        .iter()
        .find(|a| a.goal == goal && a.year == year)
        .unwrap()
}

fn delivery(file_name: &str) -> &'static Delivery {
    demo()
        .deliveries
        .iter()
        .find(|d| d.file_name == file_name)
        .unwrap()
}

/// A file's text, whatever it is written in.
fn text(delivery: &Delivery) -> String {
    match std::str::from_utf8(&delivery.bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => delivery.bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

fn cells(line: &str) -> Vec<String> {
    let mark = if line.contains(';') { ';' } else { ',' };
    line.trim_end_matches('\r')
        .split(mark)
        .map(|cell| cell.trim_matches('"').to_owned())
        .collect()
}

/// The states of a goal from 2018 to 2025, one letter each.
fn states(goal: &str) -> String {
    (2018..=2025)
        .map(|year| match answer(goal, year).state.as_str() {
            "met" => 'M',
            "on_track" => '+',
            "off_track" => '-',
            "not_met" => 'x',
            "too_early" => 'e',
            _ => '?',
        })
        .collect()
}

#[test]
fn one_seed_gives_one_department() {
    assert_eq!(&department(SEED), demo());
    assert_ne!(&department(SEED + 1), demo());
}

#[test]
fn there_are_about_two_hundred_thousand_rows() {
    let rows: usize = demo().deliveries.iter().map(|d| d.rows).sum();
    assert!((180_000..=240_000).contains(&rows), "{rows}");
}

#[test]
fn files_arrive_in_order_under_names_of_their_own() {
    let mut names = BTreeSet::new();
    let mut last = "";
    for (order, delivery) in (1..).zip(&demo().deliveries) {
        assert_eq!(delivery.order, order);
        assert!(delivery.known_at.as_str() >= last, "{}", delivery.file_name);
        assert!(delivery.file_name.starts_with("oppdiktet_"));
        assert!(names.insert(&delivery.file_name), "{}", delivery.file_name);
        last = &delivery.known_at;
    }
    assert_eq!(last, "2026-05-02T08:00:00Z");
    assert_eq!(demo().deliveries.iter().filter(|d| d.corrects).count(), 6);
}

#[test]
fn a_correction_differs_from_what_it_corrects() {
    for (first, second) in [
        (
            "oppdiktet_dbh_123_2020.csv",
            "oppdiktet_dbh_123_2020_rettet.csv",
        ),
        (
            "oppdiktet_dbh_123_program_2020.csv",
            "oppdiktet_dbh_123_program_2020_rettet.csv",
        ),
        (
            "oppdiktet_dbh_900_2021.csv",
            "oppdiktet_dbh_900_2021_rettet.csv",
        ),
        (
            "oppdiktet_ledger_maconomy_2022.csv",
            "oppdiktet_ledger_maconomy_2022_rettet.csv",
        ),
        (
            "oppdiktet_nva_author_shares_2023.csv",
            "oppdiktet_nva_author_shares_2023_rettet.csv",
        ),
        (
            "oppdiktet_budget_2024.csv",
            "oppdiktet_budget_2024_rettet.csv",
        ),
    ] {
        let (first, second) = (delivery(first), delivery(second));
        assert!(second.corrects && !first.corrects);
        assert!(first.order < second.order);
        assert_ne!(first.bytes, second.bytes);
    }
}

#[test]
fn every_goal_has_an_answer_for_every_year() {
    let goals: BTreeSet<&str> = demo().answers.iter().map(|a| a.goal.as_str()).collect();
    assert_eq!(goals.len(), 96);
    for goal in goals {
        for year in 2018..=2025 {
            let found = demo()
                .answers
                .iter()
                .filter(|a| a.goal == goal && a.year == year)
                .count();
            assert_eq!(found, 1, "{goal} {year}");
        }
    }
}

#[test]
fn the_story_is_told() {
    let told: BTreeMap<&str, String> = demo()
        .answers
        .iter()
        .map(|a| (a.goal.as_str(), states(&a.goal)))
        .collect();
    let expected: BTreeMap<&str, String> = [
        ("GU-03a", "MMMMMMMM"),
        ("GU-03b", "MMMMMMxM"),
        ("GU-03c", "M?MMMxMM"),
        ("GU-06", "MMMxMMMM"),
        ("GU-08a", "++++ +MMM"),
        ("GU-08b", "+---+-+x"),
        ("LM-02a", "xxxxxxxx"),
        ("PU-01", "xxxxMMMM"),
        ("PU-02", "MMMMMMxx"),
        ("FU-02", "MMMMMMMM"),
        ("FU-03a", "M+MMMMMM"),
        ("FU-03b", "MMeeeeee"),
        ("FU-03c", "xMMMeeee"),
        ("EF-01", "+++++++M"),
        ("EF-02", "++--+++M"),
        ("EF-03", "xxxxxxxx"),
        ("EF-04a", "MMMxMMxM"),
        ("OL-11a", "xxxxxxxx"),
        ("RE-02b", "+++++++M"),
        ("RE-02c", "+------x"),
        ("RE-03", "++--+-+M"),
        ("RE-04a", "+++++--x"),
        ("RE-05", "MMMMMMxx"),
        ("RE-08", "xxxxxMMM"),
        ("VI-01", "xMMMMxxx"),
        ("RE-01", "?xxxxMxM"),
        ("RE-02a", "+------M"),
        ("RE-02d", "xxxxMMxM"),
        ("RE-02e", "+------x"),
        ("RE-04b", "MM-----x"),
        ("RE-06", "xxxxMMxx"),
        ("RE-07", "xMxxMMxM"),
        ("RE-10", "MxxxxMxM"),
        ("LM-01a", "xx?xxMxM"),
        ("LM-01b", "x??xxMMM"),
        ("LM-01c", "xx?xMMMx"),
        ("LM-02b", "?x?xxxMM"),
        ("LM-02c", "xx?xxMMM"),
        ("LM-03", "?xMMMMMx"),
        ("OL-06", "+--++--x"),
        ("OL-07a", "MMMMMMMM"),
        ("OL-07b", "+MM-MM-M"),
        ("OL-08", "?xxxxMMM"),
        ("OL-09", "MxxxxMxM"),
        ("OL-11b", "xxxMxMxM"),
        ("GU-01", "++++--Mx"),
        ("GU-02", "++-++MMx"),
        ("GU-08q", "+++---MM"),
        ("GU-10", "?-----MM"),
        ("GU-03d", "MxxxxxMx"),
        ("GU-03e", "MMMxxMMx"),
        ("GU-03f", "MMMMM???"),
        ("GU-03g", "MMMMMMMM"),
        ("GU-03q", "M??----x"),
        ("GU-04", "+----+-x"),
        ("GU-05", "+-MM-MMM"),
        ("GU-06q", "???x?M?M"),
        ("GU-07", "+?++++Mx"),
        ("GU-09", "++-+++MM"),
        ("GU-11", "xxxxMMMx"),
        ("RE-09", "xxxxxMxM"),
        ("VI-02", "+---MMMM"),
        ("VI-03", "+--MMMMM"),
        ("FO-01", "xxxMMMMx"),
        ("FO-02a", "?MMxMxMx"),
        ("FO-02b", "xxxMMMxM"),
        ("FO-02c", "xxxxxMMx"),
        ("FO-02d", "++??+-+M"),
        ("FO-03", "xxxMMMxM"),
        ("FO-04", "???MMMMM"),
        ("OL-10a", "++--++MM"),
        ("OL-10b", "+-+++++x"),
        ("OL-12", "xx?xxMMM"),
        ("OL-13", "xxxxMMxM"),
        ("EV-01", "+-M-M+?M"),
        ("EV-02", "+-++++Mx"),
        ("EV-03", "xxxxMMxM"),
        ("EV-04", "MMMMMMMM"),
        ("IN-01a", "+--MM-MM"),
        ("IN-01b", "+---?--M"),
        ("IN-02", "xMxMMMMx"),
        ("IN-03", "xMxMMMxM"),
        ("FU-01", "?----MMe"),
        ("EF-04b", "xxxxxxxx"),
        ("EF-05a", "xxxxxxxx"),
        ("EF-05b", "xxxxxxxx"),
        ("EF-05c", "xxxxxxxx"),
        ("EF-06", "xxx?xMxM"),
        ("FM-01", "+++M?-MM"),
        ("FM-02", "++++M--x"),
        ("FM-03", "+++M-MMM"),
        ("OL-01", "+-?-MMMM"),
        ("OL-02", "+---MMMM"),
        ("OL-03", "+++--?MM"),
        ("OL-04", "+M--MM-M"),
        ("OL-05", "+-MM-MMM"),
    ]
    .into_iter()
    .map(|(goal, letters)| (goal, letters.replace(' ', "")))
    .collect();
    assert_eq!(told, expected);
}

#[test]
fn some_answers_worked_out_by_hand() {
    let value = |goal, year| answer(goal, year).value.clone().unwrap();
    assert_eq!(value("GU-03b", 2023), "2");
    assert_eq!(value("LM-02a", 2023), "38.28125");
    assert_eq!(value("EF-01", 2025), "53.75");
    assert_eq!(value("EF-02", 2025), "99/31");
    assert_eq!(value("OL-11a", 2025), "75");
    assert_eq!(value("RE-04a", 2025), "16");
    assert_eq!(value("RE-05", 2024), "90.8");
    let unknown = answer("GU-03c", 2019);
    assert_eq!(unknown.numerator.as_deref(), Some("79"));
    assert_eq!(
        (unknown.denominator.as_ref(), unknown.value.as_ref()),
        (None, None)
    );
    assert_eq!(unknown.reason.as_deref(), Some("no-denominator"));
}

fn really_bad(bad: &BadRow) -> bool {
    let text = text(delivery(&bad.file_name));
    let lines: Vec<&str> = text.split('\n').collect();
    let line = lines[usize::try_from(bad.line).unwrap() - 1];
    let headings = cells(lines[0]);
    let row = cells(line);
    let place = headings
        .iter()
        .position(|h| *h == bad.column)
        .expect("the heading is in the file");
    let cell = &row[place];
    match bad.reason_kind.as_str() {
        "not-a-number" => cell.chars().any(char::is_alphabetic),
        "missing-value" => cell.is_empty(),
        "not-a-date" => ["31.02.2018", "2019-02-31", "2023-02-30"].contains(&cell.as_str()),
        "not-one-of" => {
            ["vikariat", "EU", "observer", "Ukjent", "reserve"].contains(&cell.as_str())
        }
        "out-of-range" => cell == "120",
        "duplicate-key" => lines[1..].iter().filter(|other| **other == line).count() == 2,
        "check" => ["31.07.2023", "2023-02-01", "202414"].contains(&cell.as_str()),
        _ => false,
    }
}

#[test]
fn bad_rows_are_bad_and_few() {
    let bad_rows = &demo().bad_rows;
    assert!((15..=30).contains(&bad_rows.len()), "{}", bad_rows.len());
    for bad in bad_rows {
        assert!(really_bad(bad), "{bad:?}");
    }
    let kinds: BTreeSet<&str> = bad_rows.iter().map(|b| b.reason_kind.as_str()).collect();
    assert_eq!(kinds.len(), 7);
}

/// Sums a ledger file's last column in øre, the bad rows left out.
fn control_total(file_name: &str, keep: impl Fn(&[String]) -> bool) -> i64 {
    let bad: BTreeSet<u64> = demo()
        .bad_rows
        .iter()
        .filter(|b| b.file_name == file_name)
        .map(|b| b.line)
        .collect();
    let text = text(delivery(file_name));
    (1_u64..)
        .zip(text.lines())
        .skip(1)
        .filter(|(line, _)| !bad.contains(line))
        .map(|(_, line)| cells(line))
        .filter(|row| keep(row))
        .map(|row| {
            let amount = row.last().unwrap();
            let digits: i64 = amount
                .chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
                .parse()
                .unwrap();
            if amount.contains('-') {
                -digits
            } else {
                digits
            }
        })
        .sum()
}

#[test]
fn the_ledgers_files_add_up() {
    let old = |row: &[String]| {
        row[6] != "Bevilgning" && ["31", "33"].contains(&&row[0][..2]) && row[0] != "3390"
    };
    // In 2018 gifts still counted; from 2020 they don't, whatever their number.
    assert_eq!(
        control_total("oppdiktet_ledger_maconomy_2018.csv", old),
        -2_400_000_000
    );
    let without_gifts = |row: &[String]| old(row) && row[0] != "3350";
    assert_eq!(
        control_total("oppdiktet_ledger_maconomy_2022.csv", without_gifts),
        -3_040_000_000
    );
    assert_eq!(
        control_total("oppdiktet_ledger_maconomy_2022_rettet.csv", without_gifts),
        -3_120_000_000
    );
    let new = |row: &[String]| {
        row[6] != "Bevilgning" && ["32", "34"].contains(&&row[1][..2]) && row[1] != "3495"
    };
    assert_eq!(
        control_total("oppdiktet_ledger_unit4_2025.csv", new),
        -3_690_000_000
    );
}

#[test]
fn keys_are_used_once() {
    let unique = |file_name: &str, places: &[usize]| {
        let delivery = delivery(file_name);
        let bad: BTreeSet<u64> = demo()
            .bad_rows
            .iter()
            .filter(|b| b.file_name == file_name)
            .map(|b| b.line)
            .collect();
        let mut seen = BTreeSet::new();
        for (line, row) in (1_u64..).zip(text(delivery).lines()) {
            let row = cells(row);
            let key: Vec<String> = places.iter().map(|place| row[*place].clone()).collect();
            assert!(
                bad.contains(&line) || seen.insert(key),
                "{file_name} line {line}"
            );
        }
    };
    unique("oppdiktet_hr_positions_2025.csv", &[0, 3, 4, 6, 8]);
    unique("oppdiktet_hr_groups_2025.csv", &[0, 1, 2]);
    unique("oppdiktet_project_members_2025.csv", &[0, 1, 2, 3]);
    unique("oppdiktet_phd_register_2025.csv", &[0, 5]);
    unique("oppdiktet_dbh_123_2025.csv", &[0, 2, 4, 5, 7]);
    unique("oppdiktet_dbh_104_2025.csv", &[0, 1, 2, 3, 4]);
    unique("oppdiktet_dbh_900_2025.csv", &[0, 1, 2, 3, 4, 5]);
    unique(
        "oppdiktet_nva_author_shares_2025.csv",
        &[1, 10, 13, 14, 15, 16],
    );
    unique("oppdiktet_jif_2024.csv", &[0, 1]);
}

#[test]
fn the_quirks_of_real_files_are_there() {
    let bytes = |file_name: &str| &delivery(file_name).bytes;
    assert!(bytes("oppdiktet_ledger_unit4_2023.csv").starts_with(b"\xef\xbb\xbfPeriode;Konto"));
    let old = bytes("oppdiktet_ledger_maconomy_2018.csv");
    assert!(std::str::from_utf8(old).is_err());
    assert!(
        old.windows(2).any(|pair| pair == b"-\r"),
        "a trailing minus"
    );
    assert!(old.contains(&0xa0), "a hard space");
    let text_of = |file_name: &str| text(delivery(file_name));
    assert!(
        text_of("oppdiktet_dbh_123_2016.csv")
            .contains("\"1150\";\"Oppdiktet universitet\";\"210610\"")
    );
    assert!(
        text_of("oppdiktet_dbh_123_2019.csv")
            .contains("\"1160\";\"Et annet oppdiktet universitet\";\"230240\"")
    );
    assert!(text_of("oppdiktet_dbh_373_2019.json").contains("\"000000\""));
    assert!(text_of("oppdiktet_dbh_902_2019.json").contains("\"status\""));
    assert!(text_of("oppdiktet_dbh_225_2019.json").contains("99999999"));
    assert!(text_of("oppdiktet_dbh_308_2020.ndjson").contains("\"g\":\"G\""));
    assert!(text_of("oppdiktet_courses_2020.csv").contains(",\n"));
    assert!(text_of("oppdiktet_channel_list_2026.csv").contains("level_2026"));
}
