//! The other services: cursors, links, one entity by its number, a file that has not changed. Their answers are real ones.

use super::{Reply, Service, fetch_into};
use crate::real::Real;
use crate::support::run;
use serde_json::{Value, json};

/// A pack with the settings that these services are asked by.
const PACK: &str = r#"
id = "services"
version = "1"
title = { nb = "Tjenester", en = "Services" }
extends = ["ntnu-iot-2018-2025"]
languages = ["nb", "en"]
[settings]
organisations = "974767880"
ror = "https://ror.org/example"
nva_unit = "194.60.25.0"
"#;

fn home(name: &str) -> Option<Real> {
    Real::of_pack(name, "services", &[("pack.toml", PACK)])
}

fn real_json(home: &Real, file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(home.file(file)).unwrap()).unwrap()
}

fn texts(rows: Vec<Vec<Option<String>>>) -> Vec<Vec<String>> {
    let text =
        |cells: Vec<Option<String>>| cells.into_iter().map(Option::unwrap_or_default).collect();
    rows.into_iter().map(text).collect()
}

#[test]
fn real_entity_comes_from_the_register_by_its_number() {
    let Some(home) = home("live-brreg") else {
        return;
    };
    let entity = real_json(&home, "brreg/enhet_974767880.json");
    // As it lies there, over many lines.
    let text = std::fs::read_to_string(home.file("brreg/enhet_974767880.json")).unwrap();
    let service = Service::start(move |asked| match asked.target.as_str() {
        "/enheter/974767880" => {
            Reply::new(200, text.clone()).with("content-type", "application/json")
        }
        _ => Reply::new(404, ""),
    });
    let from = format!("{}/enheter", service.address);
    let ran = fetch_into(&home.dir(), &from, "brreg-entities", &[], &[]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let sql = "select number, name, form, country, registered, deleted, bankrupt, employees from organisation";
    let employees = entity["antallAnsatte"].to_string();
    let name = entity["navn"].as_str().unwrap();
    assert_eq!(
        texts(home.table(sql)),
        [[
            "974767880",
            name,
            "ORGL",
            "NO",
            "1995-09-13",
            "",
            "false",
            &employees
        ]]
    );
    assert_eq!(employees, "10585");
    // The telephone number and the rest are gone before anything is kept.
    assert!(
        ran.talk.contains("cut before anything was kept") && ran.talk.contains("telefon"),
        "{}",
        ran.talk
    );
    // A name that moved is seen.
    let mut moved = entity;
    let name = moved.as_object_mut().unwrap().remove("navn").unwrap();
    moved["virksomhetsnavn"] = name;
    let service = Service::start(move |_| Reply::json(&moved));
    let ran = fetch_into(&home.dir(), &service.address, "brreg-entities", &[], &[]);
    assert!(
        ran.code == 2 && ran.talk.contains("`navn` is gone"),
        "{}",
        ran.talk
    );
}

#[test]
fn real_work_comes_from_openalex_by_cursor_and_key() {
    let Some(home) = home("live-openalex") else {
        return;
    };
    let whole = real_json(&home, "openalex/work.json");
    let of_page = move |number: usize| {
        let names = [
            "id",
            "doi",
            "title",
            "publication_year",
            "type",
            "cited_by_count",
            "is_retracted",
        ];
        let mut work: Value = json!({});
        for name in names {
            work[name] = whole[name].clone();
        }
        if number > 0 {
            work["id"] = json!(format!("https://openalex.org/W{number}"));
        }
        work
    };
    let service = Service::start(move |asked| {
        let at = |cursor: &str| asked.target.contains(&format!("cursor={cursor}"));
        let (rows, next) = match (at("*"), at("second%3D")) {
            (true, _) => (vec![of_page(0), of_page(1)], json!("second=")),
            (_, true) => (vec![of_page(2)], json!(null)),
            _ => return Reply::new(400, "no cursor"),
        };
        Reply::json(
            &json!({ "meta": { "count": 3, "next_cursor": next }, "results": rows, "group_by": [] }),
        )
    });
    let from = format!("{}/works", service.address);
    let key = [("VARDE_OPENALEX_KEY", "hush-hush")];
    let ran = fetch_into(
        &home.dir(),
        &from,
        "openalex-works",
        &["--year", "2018"],
        &key,
    );
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(!ran.talk.contains("hush-hush"));
    let asked = service.asked();
    assert_eq!(asked.len(), 2);
    for asked in &asked {
        assert!(
            asked.target.contains("api_key=hush-hush") && asked.target.contains("per_page=100"),
            "{}",
            asked.target
        );
        assert!(
            asked.target.contains("publication_year:2018"),
            "{}",
            asked.target
        );
    }
    let sql = "select year, citations, retracted from openalex_work where id = 'https://openalex.org/W2741809807'";
    assert_eq!(texts(home.table(sql)), [["2018", "1149", "false"]]);
    assert_eq!(
        texts(home.table("select count(*) from openalex_work")),
        [["3"]]
    );
    // A count that does not hold is told.
    let service = Service::start(|_| {
        let work = json!({ "id": "W1", "doi": null, "title": "x", "publication_year": 2018, "type": "article", "cited_by_count": 1, "is_retracted": false });
        Reply::json(&json!({ "meta": { "count": 9, "next_cursor": null }, "results": [work] }))
    });
    let ran = fetch_into(
        &home.dir(),
        &service.address,
        "openalex-works",
        &["--year", "2018"],
        &key,
    );
    assert!(
        ran.code == 2 && ran.talk.contains("says 9 rows and gave 1"),
        "{}",
        ran.talk
    );
}

#[test]
fn real_publications_come_from_nva_page_after_page_without_authors() {
    let Some(home) = home("live-nva") else { return };
    let article = real_json(&home, "nva/samples/data_report/academicArticle.json");
    let book = real_json(&home, "nva/expandedPublications/validNviCandidate2.json")["body"].clone();
    let author = book["entityDescription"]["contributors"][0]["identity"]["name"]
        .as_str()
        .unwrap()
        .to_owned();
    let service = Service::start(move |asked| {
        let (hit, next) = if asked.target.contains("from=1") {
            (&book, json!(null))
        } else {
            (
                &article,
                json!("https://api.nva.unit.no/search/resources?unit=194.60.25.0&from=1&size=1"),
            )
        };
        Reply::json(
            &json!({ "totalHits": 2, "hits": [hit], "nextResults": next, "aggregations": {} }),
        )
    });
    let ran = fetch_into(
        &home.dir(),
        &service.address,
        "nva-publications",
        &["--year", "2025"],
        &[],
    );
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(service.asked()[0].target.contains("publicationYear=2025"));
    assert_eq!(
        service.asked().len(),
        2,
        "the link is followed at the address that was given"
    );
    let sql = "select year, type, status, title from nva_publication order by year";
    assert_eq!(
        texts(home.table(sql)),
        [
            [
                "2013",
                "AcademicArticle",
                "PUBLISHED",
                "Convective Instability in a Horizontal Porous Channel with Permeable and Conducting Side Boundaries"
            ],
            [
                "2025",
                "AcademicMonograph",
                "PUBLISHED",
                "Example NVI candidate #2"
            ],
        ]
    );
    for file in crate::story::files_under(&home.dir()) {
        let bytes = std::fs::read(file).unwrap();
        assert!(
            !String::from_utf8_lossy(&bytes).contains(&author),
            "an author is kept"
        );
    }
}

#[test]
fn real_file_that_has_not_changed_is_not_sent_again() {
    let Some(home) = home("live-file") else {
        return;
    };
    let bytes = std::fs::read(home.file("nfr/eu_grants.csv")).unwrap();
    let service = Service::start(move |asked| match asked.headers.get("if-none-match") {
        Some(known) if known == "\"v1\"" => Reply::new(304, ""),
        _ => Reply::new(200, bytes.clone())
            .with("ETag", "\"v1\"")
            .with("Content-Type", "text/csv"),
    });
    let from = format!("{}/dataset.csv", service.address);
    let fetch = || fetch_into(&home.dir(), &from, "nfr-eu-grants", &[], &[]);
    let ran = fetch();
    assert!(
        ran.code == 0 && ran.data.contains("2115 rows"),
        "{} {}",
        ran.data,
        ran.talk
    );
    let ran = fetch();
    assert!(
        ran.code == 0 && ran.data.contains("nothing new since what is in force"),
        "{} {}",
        ran.data,
        ran.talk
    );
    assert_eq!(service.asked()[1].headers["if-none-match"], "\"v1\"");
    let sql = "select count(*), sum(grant_eur) from eu_grant where organisation = '974767880'";
    assert_eq!(texts(home.table(sql)), [["160", "84746214.61"]]);
    // What was withdrawn is not in force, so it is fetched whole.
    assert_eq!(
        run(&home.dir(), &["withdraw", "1", "--reason", "feil"]).code,
        0
    );
    let ran = fetch();
    assert!(
        ran.code == 0 && ran.data.contains("2115 new"),
        "{} {}",
        ran.data,
        ran.talk
    );
    assert!(!service.asked()[2].headers.contains_key("if-none-match"));
    // A heading that moved is seen.
    let renamed = "Rammeprogram;Prosjektnr\nH2020;1\n";
    let service = Service::start(move |_| Reply::new(200, renamed));
    let ran = fetch_into(&home.dir(), &service.address, "nfr-eu-grants", &[], &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.talk.contains("lacks"), "{}", ran.talk);
}
