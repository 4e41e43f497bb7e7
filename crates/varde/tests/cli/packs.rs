//! The packs of the repository through `varde check`, and what only the database can find in a pack.

use crate::support::{Folder, json, root, run};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use varde_engine::cases::thinly_covered;
use varde_engine::check_sql;
use varde_pack::{Asks, Case, Language, Pack, PackFiles, PersonalData, QualityKind, read};

const STRATEGY: &str = "ntnu-iot-2018-2025";

#[test]
fn rows_and_rejected_rows_have_the_class_of_their_table() {
    let pack = the_strategy();
    let classes = [
        ("jif", PersonalData::None),
        ("position", PersonalData::Pseudonymous),
        ("no_longer_declared", PersonalData::Sensitive),
    ];
    for (table, class) in classes {
        assert_eq!(pack.class_of(table), class, "{table}");
    }
}

/// The goals that are computed; the others show why they are not.
const COMPUTED: [&str; 22] = [
    "GU-03a", "GU-06", "GU-08a", "GU-08b", "LM-02a", "PU-01", "PU-02", "FU-02", "FU-03a", "FU-03b",
    "FU-03c", "EF-01", "EF-02", "EF-03", "EF-04a", "OL-11a", "RE-02c", "RE-03", "RE-04a", "RE-05",
    "RE-08", "VI-01",
];

fn files() -> PackFiles {
    let mut files = PackFiles::new();
    for name in ["norway", STRATEGY] {
        let mut texts = BTreeMap::new();
        collect(&root().join("packs").join(name), "", &mut texts);
        files.insert(name.to_owned(), texts);
    }
    files
}

fn the_strategy() -> Pack {
    read(STRATEGY, &files()).pack
}

fn collect(folder: &Path, inside: &str, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{inside}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn the_packs_are_sound_and_every_case_holds() {
    // The strategy's cases are the national ones and its own.
    let folder = root().join("packs").join(STRATEGY);
    let checked = json(&root(), &["check", &folder.to_string_lossy()]);
    let strategy = &checked[0];
    assert_eq!(strategy["diagnostics"], serde_json::json!([]));
    assert_eq!(strategy["cases"], strategy["cases_held"]);
    assert!(strategy["cases"].as_u64().unwrap() >= 200);
    let norway = read("norway", &files());
    assert_eq!(norway.diagnostics, []);
    assert_eq!(check_sql(&norway.pack).unwrap(), []);
}

#[test]
fn the_strategy_is_whole_in_both_languages() {
    let pack = the_strategy();
    assert_eq!((pack.goals.len(), pack.bullets.len()), (96, 76));
    for goal in &pack.goals {
        for language in [Language::Nb, Language::En] {
            assert!(goal.title.0.contains_key(&language), "{}", goal.id.value);
        }
    }
    for bullet in &pack.bullets {
        for language in [Language::Nb, Language::En] {
            assert!(
                bullet.title.0.contains_key(&language),
                "{}",
                bullet.id.value
            );
        }
    }
}

#[test]
fn every_computed_goal_has_its_cases_one_without_data_among_them() {
    let pack = the_strategy();
    let computed: BTreeSet<&str> = pack
        .goals
        .iter()
        .filter(|g| g.indicator.is_some())
        .map(|g| g.id.value.as_str())
        .collect();
    for goal in COMPUTED {
        assert!(computed.contains(goal), "{goal} is not computed");
    }
    assert_eq!(thinly_covered(&pack, 3), BTreeSet::new());
    for goal in pack.goals.iter().filter(|g| g.indicator.is_some()) {
        let indicator = goal.indicator.as_ref().map(|i| i.value.as_str());
        let without_data = pack.cases.iter().any(|case| {
            let of_goal = match &case.asks {
                Asks::Goal(id) => id.value == goal.id.value,
                Asks::Indicator(id) => Some(id.value.as_str()) == indicator,
                Asks::Rule(_) => false,
            };
            of_goal && case.expect.state.as_deref() == Some("unknown")
        });
        assert!(without_data, "{} has no case without data", goal.id.value);
    }
}

#[test]
fn every_rule_of_quality_has_a_case_that_finds_and_one_that_does_not() {
    let pack = the_strategy();
    assert!(pack.quality.len() >= 20, "{} rules", pack.quality.len());
    for rule in &pack.quality {
        let id = &rule.id.value;
        assert!(rule.owner.is_some(), "{id} has no owner");
        assert!(!rule.advice.is_empty(), "{id} does not say what to do");
        // What is late depends on deliveries, which a case does not have.
        if matches!(rule.kind, QualityKind::Late) {
            continue;
        }
        let of_rule = |c: &&Case| matches!(&c.asks, Asks::Rule(asked) if asked.value == *id);
        let cases = pack.cases.iter().filter(of_rule);
        let expected: BTreeSet<bool> = cases.filter_map(|c| Some(c.expect.findings? > 0)).collect();
        assert_eq!(expected, [false, true].into(), "{id}");
    }
}

#[test]
fn national_indicators_need_no_goal() {
    let pack = the_strategy();
    let of_goals: BTreeSet<&str> = pack
        .goals
        .iter()
        .filter_map(|g| g.indicator.as_ref())
        .map(|i| i.value.as_str())
        .collect();
    let alone = pack
        .indicators
        .iter()
        .map(|i| i.id.value.as_str())
        .filter(|id| !of_goals.contains(id))
        .collect::<BTreeSet<_>>();
    for id in ["students-autumn", "publication-points-dbh"] {
        assert!(alone.contains(id), "{id} is not among {alone:?}");
    }
    let of_the_ministry = alone.iter().filter(|id| id.starts_with("steering")).count();
    assert!(of_the_ministry == 15, "{of_the_ministry} in {alone:?}");
}

/// A pack on the corpus's sound one, with one file more; the codes that `varde check` gives it.
fn codes(name: &str, file: &str, text: &str, more: &[&str]) -> Vec<String> {
    let folder = Folder::new(name);
    let base = root().join("crates/varde-pack/tests/base");
    let mut texts = BTreeMap::new();
    collect(&base, "base/", &mut texts);
    texts.insert(
        "mine/pack.toml".to_owned(),
        "id = 'mine'\nversion = '1'\nlanguages = ['en']\ntitle.en = 'Mine'\nextends = ['base']\n"
            .to_owned(),
    );
    texts.insert("mine/units.toml".to_owned(), "[[unit]]\nid = 'u'\ntitle.en = 'Unit'\nshort = 'U'\nkind = 'department'\n[[unit.code]]\nsystem = 'dbh'\ninstitution = '1150'\ncode = '1'\n".to_owned());
    texts.insert(file.to_owned(), text.to_owned());
    for (path, text) in texts {
        let path = folder.join(&path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let pack = folder.join("mine").to_string_lossy().into_owned();
    let cases = folder.join("cases").to_string_lossy().into_owned();
    let more = more.iter().map(|word| {
        if *word == "CASES" {
            cases.as_str()
        } else {
            word
        }
    });
    let args: Vec<&str> = ["--format", "json", "check", pack.as_str()]
        .into_iter()
        .chain(more)
        .collect();
    let ran = run(&folder.0, &args);
    let found: serde_json::Value =
        serde_json::from_str(&ran.data).unwrap_or_else(|error| panic!("{error}: {}", ran.talk));
    let codes: Vec<String> = found[0]["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ran.code, i32::from(!codes.is_empty()));
    codes
}

#[test]
fn the_database_finds_what_the_files_do_not_show() {
    let check = |name: &str, file: &str, text: &str, expected: &[&str]| {
        assert_eq!(codes(name, file, text, &[]), expected, "{name}: {text}");
    };
    check(
        "no-rows",
        "mine/views/v.sql",
        "select s.unit, s.year from students s",
        &["S006"],
    );
    check(
        "no-time",
        "mine/views/v.sql",
        "select [s.row_id] as rows, s.unit from students s",
        &["S006"],
    );
    check(
        "no-column",
        "mine/views/v.sql",
        "select [s.row_id] as rows, s.unit, s.year, s.totl from students s",
        &["S008"],
    );
    check(
        "no-group",
        "mine/views/v.sql",
        "select list(s.row_id) as rows, s.unit, s.year, sum(s.total) as n from students s group by s.unit",
        &["S010"],
    );
    let measure =
        "[[measure]]\nid = 'm'\ntitle.en = 'M'\nview = 'student_rows'\nunit = 'students'\n";
    check(
        "no-measured-column",
        "mine/indicators/m.toml",
        &format!("{measure}sum = 'totl'\n"),
        &["S008"],
    );
    check(
        "no-condition-column",
        "mine/indicators/m.toml",
        &format!("{measure}sum = 'total'\nwhere = 'activ'\n"),
        &["S008"],
    );
    check(
        "text-summed",
        "mine/indicators/m.toml",
        &format!("{measure}sum = 'programme'\n"),
        &["P004"],
    );
}

#[test]
fn cases_from_another_folder_run_and_fail_like_the_packs_own() {
    let case = |expected: &str| {
        format!(
            "[[case]]\nid = 'three'\nindicator = 'students'\nunit = '1'\nperiod = 2024\n[case.tables.students]\ncolumns = ['year', 'unit', 'total']\nrows = [[2024, '1', 3]]\n[case.expect]\nvalue = '{expected}'\n"
        )
    };
    assert_eq!(
        codes("cases-own", "mine/cases/a.toml", &case("3"), &[]),
        Vec::<String>::new()
    );
    assert_eq!(
        codes("cases-wrong", "mine/cases/a.toml", &case("4"), &[]),
        ["C001"]
    );
    assert_eq!(
        codes(
            "cases-elsewhere",
            "cases/a.toml",
            &case("4"),
            &["--cases", "CASES"]
        ),
        ["C001"]
    );
}

#[test]
fn every_source_that_a_department_has_is_declared() {
    let pack = the_strategy();
    for id in [
        "dbh-104",
        "dbh-123",
        "dbh-225",
        "dbh-308",
        "dbh-347",
        "dbh-373",
        "dbh-379",
        "dbh-750",
        "dbh-900",
        "dbh-902",
        "dbh-220",
        "nva-author-shares",
        "channel-list",
        "jif",
        "courses",
        "hr-positions",
        "hr-workshares",
        "hr-leave",
        "hr-groups",
        "phd-register",
        "project-register",
        "project-members",
        "so-applicants",
        "study-places",
        "ledger-unit4",
        "ledger-maconomy",
        "budget",
        "account-map",
    ] {
        assert!(pack.sources.contains_key(id), "{id} is not declared");
    }
}

#[test]
fn a_baseline_that_was_entered_is_used_and_marked() {
    let folder = Folder::new("baseline");
    let dir = folder.join("data");
    assert_eq!(run(&dir, &["init", "--pack", STRATEGY]).code, 0);
    let graduates = folder.file(
        "graduates.csv",
        "Institusjon;Avdeling;År;Antall i alt\n1150;230240;2024;115\n",
    );
    assert_eq!(run(&dir, &["import", "candidates", &graduates]).code, 0);
    let growth = || {
        json(
            &dir,
            &[
                "evaluate",
                "--indicator",
                "candidate-growth",
                "--year",
                "2024",
            ],
        )[0]
        .clone()
    };
    assert_eq!(growth()["reason"], "no-baseline");
    let entered = folder.file(
        "baseline.csv",
        "Indikator;Enhet;År;Verdi;Kilde\ncandidate-growth;230240;2018;100;årsmeldingen 2018\n",
    );
    assert_eq!(run(&dir, &["import", "baseline", &entered]).code, 0);
    assert_eq!(
        (&growth()["value"], &growth()["entered_baseline"]),
        (&"15".into(), &"årsmeldingen 2018".into())
    );
}
