//! The pages through the router: addresses, languages, files, who is served, and taking a delivery out.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::Timestamp;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;
use varde_engine::{Decision, Decisions, Engine};
use varde_facts::{Cell, Facts, FileFacts, Head, Known, Mode, Reject};
use varde_pack::{Pack, PackFiles, read};
use varde_web::{App, router};

const HOST: &str = "127.0.0.1:8080";

fn packs() -> Pack {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../packs");
    let mut files = PackFiles::new();
    for name in ["norway", "ntnu-iot-2018-2025"] {
        let mut folders: Vec<PathBuf> = vec![root.join(name)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inside = path
                        .strip_prefix(root.join(name))
                        .unwrap()
                        .to_string_lossy()
                        .into_owned();
                    files
                        .entry(name.to_owned())
                        .or_default()
                        .insert(inside, fs::read_to_string(&path).unwrap());
                }
            }
        }
    }
    read("ntnu-iot-2018-2025", &files).pack
}

/// A department with one delivery of members of academic groups, one row of it rejected.
fn department() -> Router {
    let pack = packs();
    let facts = Facts::in_memory(&pack).unwrap();
    department_on(pack, facts)
}

fn department_on(pack: Pack, facts: Facts) -> Router {
    let table = pack.tables["jif"].clone();
    let staging: Vec<_> = table
        .columns
        .iter()
        .map(|c| (c.id.value.clone(), c.kind))
        .collect();
    let now = Known::parse("2024-05-01").unwrap();
    let head = Head {
        source: "jif".to_owned(),
        table: table.clone(),
        replaces: Vec::new(),
        staging,
        sql: None,
        file: "impact <2023>.csv".to_owned(),
        sha256: "ab".repeat(32),
        known: now,
        imported: now,
        entered_by: "kari".to_owned(),
        pack: pack.hash.clone(),
        mapping: "m".to_owned(),
        control_column: None,
    };
    let mut delivery = facts.begin(head).unwrap();
    let cells: Vec<Cell> = table
        .columns
        .iter()
        .map(|c| match c.kind {
            varde_pack::ColumnType::Year => Cell::Integer(2023),
            varde_pack::ColumnType::Integer => Cell::Integer(1),
            varde_pack::ColumnType::Decimal { scale, .. } => Cell::Decimal(varde_calc::Fixed {
                mantissa: 4100,
                scale,
            }),
            _ => Cell::Text("=2+2".into()),
        })
        .collect();
    delivery.row(2, &cells).unwrap();
    delivery.reject(Reject {
        line: 3,
        column: "jif".to_owned(),
        value: Some("<b>tre</b>".to_owned()),
        reason: "not-a-number".to_owned(),
        message: "`tre` is not a number".to_owned(),
        row: "a;b".to_owned(),
    });
    delivery
        .finish(
            &FileFacts {
                extension: "csv".to_owned(),
                archive: b"issn;year;value\n1;2023;4.1\n<i>x</i>;2023;tre\n4;2023;1\n".to_vec(),
                ..FileFacts::default()
            },
            Mode::Import,
        )
        .unwrap();
    serve(pack, facts)
}

fn empty() -> Router {
    let pack = packs();
    let facts = Facts::in_memory(&pack).unwrap();
    serve(pack, facts)
}

fn serve(pack: Pack, facts: Facts) -> Router {
    let engine = Arc::new(Engine::new(Arc::new(pack), Arc::new(facts)));
    let clock = || Timestamp::from_second(1_770_000_000).unwrap();
    let kept: Arc<Mutex<Vec<Decision>>> = Arc::default();
    let told = kept.clone();
    router(App {
        engine: engine.clone(),
        engine_at: Arc::new(move |_| Ok(engine.clone())),
        closings: Arc::new(Arc::default),
        decisions: Arc::new(move || Arc::new(Decisions::new(told.lock().unwrap().clone()))),
        decide: Arc::new(move |decision, _| {
            kept.lock().unwrap().push(decision.clone());
            Ok(())
        }),
        state: None,
        demo: true,
        user: "kari".to_owned(),
        clock,
    })
}

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Got {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

async fn send(app: &Router, request: Request<Body>) -> Got {
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Got {
        status: parts.status,
        headers: parts.headers,
        bytes: axum::body::to_bytes(body, 50_000_000).await.unwrap(),
    }
}

async fn look(app: &Router, address: &str) -> Got {
    send(
        app,
        Request::get(address)
            .header(header::HOST, HOST)
            .body(Body::empty())
            .unwrap(),
    )
    .await
}

async fn post(app: &Router, address: &str, origin: &str, form: &str) -> Got {
    let request = Request::post(address)
        .header(header::HOST, HOST)
        .header(header::ORIGIN, origin)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .unwrap();
    send(app, request).await
}

#[tokio::test]
async fn every_address_answers_in_every_language() {
    for app in [department(), empty()] {
        for path in [
            "/",
            "/?tilstand=met",
            "/mal",
            "/mal?sorter=verdi",
            "/mal/PU-01",
            "/mal/pu-01?ar=2023",
            "/mal/GU-01",
            "/mal/PU-01/rader",
            "/sluttregnskap",
            "/indikatorer",
            "/indikator/publication-points-per-fva",
            "/strategipunkt/FS-03",
            "/data",
            "/data/tabell/jif",
            "/mal/PU-01/rader?ar=2023",
            "/?per=2020-01-01",
            "/mal/EF-04a?per=2024-05-01",
            "/mal/PU-01/endring?ar=2023&fra=2023-01-01",
            "/indikator/publication-points-per-fva/endring?ar=2023&fra=2023-01-01&til=2024-05-01",
        ] {
            for language in ["nb", "en"] {
                let mark = if path.contains('?') { '&' } else { '?' };
                let got = look(&app, &format!("{path}{mark}sprak={language}")).await;
                let html = got.text();
                assert_eq!(got.status, StatusCode::OK, "{path}: {html}");
                assert!(
                    html.contains(&format!("<html lang=\"{language}\"")),
                    "{path}"
                );
                assert!(
                    !html.contains('⟦') && html.matches("<h1").count() == 1,
                    "{path}"
                );
                assert!(
                    got.header("set-cookie")
                        .starts_with(&format!("sprak={language};")),
                    "{path}"
                );
            }
        }
    }
}

#[tokio::test]
async fn what_does_not_exist_is_said_with_a_way_on() {
    let app = department();
    for (address, status, says) in [
        ("/mal/PU-99", StatusCode::NOT_FOUND, "/mal/PU-01"),
        ("/indikator/nei", StatusCode::NOT_FOUND, "/indikatorer"),
        ("/strategipunkt/XX-1", StatusCode::NOT_FOUND, "XX-1"),
        ("/data/leveranse/99", StatusCode::NOT_FOUND, "/data"),
        ("/data/leveranse/ab", StatusCode::NOT_FOUND, "ab"),
        ("/data/tabell/nei", StatusCode::NOT_FOUND, "nei"),
        ("/ingenting", StatusCode::NOT_FOUND, "Siden finnes ikke"),
        ("/mal/PU-01?ar=i+fjor", StatusCode::BAD_REQUEST, "i fjor"),
        ("/?per=i-g%C3%A5r", StatusCode::BAD_REQUEST, "2024-05-01"),
    ] {
        let got = look(&app, address).await;
        assert_eq!(got.status, status, "{address}");
        let text = got.text().replace("&#x2f;", "/");
        assert!(text.contains(says), "{address}: {text}");
    }
}

#[tokio::test]
async fn pages_are_held_to_a_strict_policy() {
    let app = department();
    for address in ["/", "/mal/nei", "/assets/varde.css"] {
        let got = look(&app, address).await;
        let policy = got.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'")
                && !policy.contains("unsafe")
                && !policy.contains("script-src"),
            "{policy}"
        );
        assert_eq!(got.header("x-content-type-options"), "nosniff");
    }
    assert_eq!(look(&app, "/").await.header("cache-control"), "no-store");
    assert!(
        look(&app, "/assets/varde.css")
            .await
            .header("cache-control")
            .contains("immutable")
    );
    assert_eq!(
        look(&app, "/assets/source-sans-3.woff2")
            .await
            .header("content-type"),
        "font/woff2"
    );
}

#[tokio::test]
async fn only_this_machine_is_served() {
    let app = department();
    for host in ["varde.example.org", "10.0.0.7:8080"] {
        let request = Request::get("/")
            .header(header::HOST, host)
            .body(Body::empty())
            .unwrap();
        assert_eq!(
            send(&app, request).await.status,
            StatusCode::MISDIRECTED_REQUEST,
            "{host}"
        );
    }
}

#[tokio::test]
async fn an_open_address_is_refused() {
    let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
    let error = varde_web::serve(listener, empty()).await.unwrap_err();
    assert!(error.to_string().contains("127.0.0.1"), "{error}");
}

#[tokio::test]
async fn a_row_leads_to_its_line_in_the_file() {
    let folder = std::env::temp_dir().join(format!("varde-web-line-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let pack = packs();
    let facts = Facts::open(&folder, &pack).unwrap();
    let app = department_on(pack, facts);
    let read = async |path: &str| look(&app, path).await.text().replace("&#x2f;", "/");
    let rejected = read("/data/leveranse/1/avvist").await;
    assert!(
        rejected.contains("href=\"/data/leveranse/1/linje/3\""),
        "{rejected}"
    );
    let page = read("/data/leveranse/1/linje/3").await;
    for text in [
        "<mark>&lt;i&gt;x&lt;/i&gt;;2023;tre</mark>",
        "issn;year;value",
        "Slik står linje 3 i fila",
        "raw/",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let beyond = look(&app, "/data/leveranse/1/linje/99").await;
    assert_eq!(beyond.status, StatusCode::OK);
    assert!(beyond.text().contains("har ingen linje 99"));
    for nowhere in ["/data/leveranse/1/linje/x", "/data/leveranse/9/linje/1"] {
        let got = look(&app, nowhere).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    // A file that somebody has taken away is no error of ours.
    fs::remove_dir_all(folder.join("raw")).unwrap();
    let gone = look(&app, "/data/leveranse/1/linje/2?sprak=en").await;
    assert!(gone.text().contains("no longer in the data directory"));
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_delivery_opens_to_its_rejected_rows_and_files() {
    let app = department();
    let page = look(&app, "/data/leveranse/1").await.text();
    assert!(
        page.contains("impact &lt;2023&gt;.csv") && page.contains("Ikke et tall"),
        "{page}"
    );
    let rejected = look(&app, "/data/leveranse/1/avvist").await.text();
    assert!(rejected.contains("&lt;b&gt;tre"), "{rejected}");
    let csv = look(&app, "/data/leveranse/1/avvist.csv").await;
    assert!(
        csv.text().contains("<b>tre</b>") && csv.text().contains("oppdiktet"),
        "{}",
        csv.text()
    );
    assert!(
        csv.header("content-disposition")
            .contains("avvist-1-2024-05-01.csv"),
        "{:?}",
        csv.headers
    );
    let table = look(&app, "/data/tabell/jif.csv").await;
    assert!(
        table.text().contains("impact <2023>.csv") && table.text().contains("2024-05-01"),
        "{}",
        table.text()
    );
    assert!(
        table.text().contains("'=2+2"),
        "a formula stays a formula: {}",
        table.text()
    );
    for address in [
        "/data/tabell/jif.xlsx",
        "/data/leveranse/1/avvist.xlsx",
        "/mal.xlsx",
        "/indikatorer.xlsx",
        "/mal/PU-01/rader.xlsx",
    ] {
        let book = look(&app, address).await;
        assert_eq!(&book.bytes[..2], b"PK", "{address}");
    }
    assert!(look(&app, "/mal.csv").await.text().contains("PU-01"));
}

#[tokio::test]
async fn a_delivery_is_taken_out_by_our_own_form_with_a_reason() {
    let app = department();
    let (address, own) = ("/data/leveranse/1/trekk", format!("http://{HOST}"));
    assert!(look(&app, address).await.text().contains("method=\"post\""));
    assert_eq!(
        post(&app, address, "http://evil.example", "grunn=feil")
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    let again = post(&app, address, &own, "grunn=++").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("Skriv en grunn"));
    assert!(
        look(&app, "/data/tabell/jif").await.text().contains("=2+2"),
        "a form without effect took the delivery out"
    );
    let done = post(&app, address, &own, "grunn=Feil+fil+%26+%C3%A5r").await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, "/data/leveranse/1")
    );
    assert!(
        look(&app, "/data/leveranse/1")
            .await
            .text()
            .contains("Feil fil &amp; år")
    );
    assert!(!look(&app, "/data/tabell/jif").await.text().contains("=2+2"));
    assert_eq!(look(&app, address).await.status, StatusCode::CONFLICT);
    assert!(
        look(&app, "/data/tabell/jif?per=2024-05-01")
            .await
            .text()
            .contains("=2+2"),
        "what was known then is still known as of then"
    );
}

#[tokio::test]
async fn a_kept_page_is_the_same_page_until_the_facts_change() {
    let app = department();
    let first = look(&app, "/data").await.text();
    assert_eq!(look(&app, "/data").await.text(), first);
    post(
        &app,
        "/data/leveranse/1/trekk",
        &format!("http://{HOST}"),
        "grunn=feil",
    )
    .await;
    assert_ne!(look(&app, "/data").await.text(), first);
}

#[tokio::test]
async fn a_finding_is_accepted_by_our_own_form_with_a_reason() {
    let app = department();
    let own = format!("http://{HOST}");
    let list = look(&app, "/data/funn").await.text();
    assert!(list.contains("skulle vært her"), "{list}");
    let address = list.split("href=\"").find_map(|rest| {
        let address = rest.split('"').next()?.replace("&#x2f;", "/");
        address.starts_with("/data/funn/").then_some(address)
    });
    let address = address.unwrap();
    let opened = look(&app, &address).await.text();
    assert!(opened.contains("method=\"post\""), "{opened}");
    let form = "godta=ja&grunn=Biblioteket+har+sluttet";
    let foreign = post(&app, &address, "http://evil.example", form).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let again = post(&app, &address, &own, "godta=ja&grunn=++").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("Skriv hvorfor"));
    assert_eq!(look(&app, "/data/funn").await.text(), list);

    let done = post(&app, &address, &own, form).await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, address.as_str())
    );
    let shown = |text: &str| text.replace("&#x2f;", "/").contains(&address);
    assert!(!shown(&look(&app, "/data/funn").await.text()));
    let accepted = look(&app, "/data/funn?vis=accepted").await.text();
    assert!(shown(&accepted) && accepted.contains("Biblioteket har sluttet"));
    let done = post(&app, &address, &own, "godta=nei&grunn=Kommer+likevel").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(shown(&look(&app, "/data/funn").await.text()));
    let english = look(&app, "/data/findings").await;
    assert_eq!(english.header("location"), "/data/funn?sprak=en");
    let none = look(&app, "/data/funn/0000000000000000").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn findings_are_filtered_and_lead_from_what_they_touch() {
    let app = department();
    let page = async |path: &str| look(&app, path).await.text();
    assert!(page("/mal/PU-02").await.contains("gjelder=PU-02"));
    assert!(
        page("/data/funn?gjelder=PU-02")
            .await
            .contains("Funn som berører")
    );
    assert!(
        page("/data/funn?alvor=error")
            .await
            .contains("Ingen åpne funn")
    );
    assert!(
        page("/data/funn?eier=controller&kilde=jif")
            .await
            .contains("skulle vært her")
    );
    let none = look(&app, "/data/funn?gjelder=PU-99").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
