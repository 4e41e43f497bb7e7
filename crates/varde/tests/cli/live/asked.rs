//! What services are asked, what is sent along, and what becomes of the answers.

use super::{Asked, Reply, Service, fetch, fetch_points, fetch_with, of_year, points, year_of};
use crate::story::{Department, files_under};
use crate::support::{json as run_json, real_data};
use crate::together::Server;
use serde_json::{Value, json};

/// The elements of a real answer that are rows.
fn rows(file: &str) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(real_data()?.join(file)).unwrap();
    let all: Vec<Value> = serde_json::from_str(&text).unwrap();
    Some(
        all.into_iter()
            .filter(|r| r.get("status").is_none())
            .collect(),
    )
}

/// Real answers, taken apart by year and fetched year by year, give the numbers of the file that they came from.
#[test]
fn real_answers_fetched_by_year_give_the_numbers_of_the_whole_file() {
    for (source, file, years) in [
        ("dbh-902", "dbh/api_902_1150.json", 2019..=2025),
        ("dbh-225", "dbh/api_225_1150_excerpt.json", 2019..=2023),
        ("dbh-373", "dbh/api_373_1150_excerpt.json", 2019..=2023),
        ("dbh-123", "dbh/api_123_1150_excerpt.json", 2019..=2023),
    ] {
        let Some(all) = rows(file) else { return };
        let path = real_data().unwrap().join(file);
        let by_file = Department::new(&format!("live-file-{source}"));
        let imported = run_json(&by_file.dir, &["import", source, path.to_str().unwrap()]);

        let by_year = Department::new(&format!("live-years-{source}"));
        let count = all.len();
        let service = Service::start(move |asked| of_year(&all, &year_of(asked)));
        let years: Vec<String> = years.map(|y| y.to_string()).collect();
        let mut more: Vec<&str> = years.iter().flat_map(|y| ["--year", y.as_str()]).collect();
        more.extend(["--format", "json"]);
        let ran = fetch(&by_year, &service, source, &more);
        assert_eq!(ran.code, 0, "{source}: {}", ran.talk);
        let fetched: Value = serde_json::from_str(&ran.data).unwrap();
        let delivery = &fetched["deliveries"][0];
        assert_eq!(
            fetched["deliveries"].as_array().unwrap().len(),
            1,
            "all pages are one delivery"
        );
        assert_eq!(delivery["rows"], count, "{source}");
        assert_eq!(delivery["rows"], imported["deliveries"][0]["rows"]);
        assert_eq!(service.asked().len(), years.len());
        let values = |home: &Department| -> Vec<(Value, Value, Value)> {
            let answers = home.json(&["evaluate"]);
            let all = answers.as_array().unwrap().iter();
            all.map(|a| {
                (
                    a["indicator"].clone(),
                    a["period"].clone(),
                    a["value"].clone(),
                )
            })
            .collect()
        };
        assert!(values(&by_file) == values(&by_year), "{source}");
    }
}

#[test]
fn a_question_to_dbh_is_what_its_api_takes() {
    let home = Department::new("live-question");
    let service = Service::start(|asked| of_year(&points(), &year_of(asked)));
    let ran = fetch_points(&home, &service);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let asked = service.asked();
    assert_eq!(
        asked.iter().map(year_of).collect::<Vec<_>>(),
        ["2022", "2023", "2024"]
    );
    let Asked {
        method,
        headers,
        body,
        ..
    } = &asked[0];
    assert_eq!(method, "POST");
    assert_eq!(
        headers["user-agent"],
        format!("Varde/{}", env!("CARGO_PKG_VERSION"))
    );
    assert!(headers["content-type"].starts_with("application/json"));
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        body,
        json!({
            "tabell_id": 373, "api_versjon": 1, "statuslinje": "J", "begrensning": "100000", "kodetekst": "N",
            "desimal_separator": ".", "decimal_separator": ".",
            "groupBy": ["Årstall", "Avdelingskode"], "sortBy": ["Årstall", "Avdelingskode"],
            "filter": [
                { "variabel": "Institusjonskode", "selection": { "filter": "item", "values": ["1150"], "exclude": [""] } },
                { "variabel": "Årstall", "selection": { "filter": "item", "values": ["2022"], "exclude": [""] } },
            ],
        })
    );
}

#[test]
fn the_same_answer_again_is_in_force_already_and_another_replaces_it() {
    let home = Department::new("live-again");
    let service = Service::start(|asked| {
        let mut rows = points();
        if asked.before >= 6 {
            rows[1]["Publiseringspoeng"] = json!("82");
        }
        of_year(&rows, &year_of(asked))
    });
    assert_eq!(fetch_points(&home, &service).code, 0);
    let again = fetch_points(&home, &service);
    assert!(
        again.code == 0 && again.data.contains("in force already as delivery 1"),
        "{}",
        again.data
    );
    let changed = fetch_points(&home, &service);
    assert!(
        changed.data.contains("0 new, 1 changed, 0 gone"),
        "{}",
        changed.data
    );
    assert_eq!(home.points("2023", &[]).as_deref(), Some("82"));
}

#[test]
fn a_dry_run_asks_and_changes_nothing() {
    let home = Department::new("live-dry");
    let before = home.everything();
    let service = Service::start(|asked| of_year(&points(), &year_of(asked)));
    let ran = fetch(&home, &service, "dbh-373", &["--year", "2022", "--dry-run"]);
    assert!(
        ran.code == 0 && ran.data.contains("would be a delivery of dbh-373"),
        "{}",
        ran.data
    );
    home.is_still(&before);
    // What has come is used by the run that follows.
    let ran = fetch(&home, &service, "dbh-373", &["--year", "2022"]);
    assert!(ran.code == 0 && ran.data.contains("1 new"), "{}", ran.data);
    assert_eq!(service.asked().len(), 1);
}

#[test]
fn fetching_while_the_pages_are_served_goes_through_the_server() {
    let home = Department::new("live-served");
    let _server = Server::start(&home.dir);
    let service = Service::start(|asked| of_year(&points(), &year_of(asked)));
    let token = [("VARDE_DBH_TOKEN", "hush-hush")];
    let ran = fetch_with(&home, &service, "dbh-373", &["--year", "2023"], &token);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(
        ran.data
            .contains("delivery 1 of dbh-373 into publishing, 1 rows"),
        "{}",
        ran.data
    );
    assert!(ran.talk.contains("dbh-373 2023: 1 rows"), "{}", ran.talk);
    assert_eq!(
        service.asked()[0].headers["authorization"],
        "Bearer hush-hush",
        "the environment of who types counts"
    );
    assert_eq!(home.points("2023", &[]).as_deref(), Some("81.25"));
    let bad = Service::start(|_| Reply::new(404, ""));
    assert_eq!(fetch_points(&home, &bad).code, 2);
}

#[test]
fn a_token_is_sent_to_its_own_service_only_and_shown_nowhere() {
    let home = Department::new("live-token");
    // `id:secret` is exchanged first, at the address that stands in for the service.
    let service = Service::start(|asked| match asked.target.as_str() {
        "/oauth/token" => {
            Reply::json(&json!({ "access_token": "short-lived", "token_type": "Bearer" }))
        }
        _ => of_year(&points(), &year_of(asked)),
    });
    let secret = [("VARDE_DBH_TOKEN", "me:hush-hush"), ("VARDE_LOG", "trace")];
    let ran = fetch_with(&home, &service, "dbh-373", &["--year", "2023"], &secret);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let asked = service.asked();
    assert_eq!(asked[0].headers["authorization"], "Basic bWU6aHVzaC1odXNo");
    assert_eq!(asked[0].body, "grant_type=client_credentials");
    assert_eq!(asked[1].headers["authorization"], "Bearer short-lived");
    let everywhere = |text: &str| {
        for hidden in ["hush-hush", "bWU6aHVzaC1odXNo", "short-lived"] {
            assert!(!text.contains(hidden), "{hidden} is shown");
        }
    };
    everywhere(&ran.talk);
    everywhere(&ran.data);
    for file in files_under(&home.dir) {
        everywhere(&String::from_utf8_lossy(&std::fs::read(file).unwrap()));
    }
    // Another host gets nothing.
    let other = Service::start(|_| Reply::new(200, "[]"));
    let away = format!("{}/elsewhere?api_key=x", other.address);
    let service = Service::start(move |_| Reply::new(307, "").with("Location", &away));
    let ran = fetch_with(
        &home,
        &service,
        "dbh-373",
        &["--year", "2024"],
        &[("VARDE_DBH_TOKEN", "hush-hush")],
    );
    assert!(
        ran.code == 2 && ran.talk.contains("only its own host is followed"),
        "{}",
        ran.talk
    );
    assert!(other.asked().is_empty());
    // The same host is followed.
    let service = Service::start(|asked| match asked.target.as_str() {
        "/" | "" => Reply::new(307, "").with("Location", "/moved"),
        _ => of_year(&points(), &year_of(asked)),
    });
    let ran = fetch(&home, &service, "dbh-373", &["--year", "2024"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
}

#[test]
fn what_can_not_be_fetched_is_said() {
    let home = Department::new("live-typed");
    let service = Service::start(|_| Reply::new(200, "[]"));
    let told = |args: &[&str], told: &str| {
        let ran = home.run(args);
        assert!(
            ran.code == 2 && ran.talk.contains(told),
            "{args:?}: {}",
            ran.talk
        );
    };
    told(
        &["import", "ledger-unit4", "--fetch"],
        "`ledger-unit4` can't be fetched: its declaration has no [fetch]",
    );
    told(
        &["import", "dbh-37", "--fetch"],
        "there is no source `dbh-37`",
    );
    told(
        &[
            "import",
            "dbh-373",
            "--fetch",
            "--fetch-from",
            "http://dbh.example.org",
        ],
        "is not an address to fetch from",
    );
    told(
        &["import", "dbh-220", "--fetch", "--year", "2023"],
        "is not fetched by year",
    );
    told(
        &["import", "dbh-373", "--year", "2023", "x.csv"],
        "cannot be used with",
    );
    told(
        &["import", "dbh-373", "--fetch", "x.csv"],
        "cannot be used with",
    );
    assert!(service.asked().is_empty());
}
