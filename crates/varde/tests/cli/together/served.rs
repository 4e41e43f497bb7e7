//! Commands while the pages are served: they go through the server's socket.

use super::Server;
use crate::story::{Department, POINTS, publishing};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};

#[test]
fn an_import_while_the_pages_are_served_goes_through_the_server() {
    let home = Department::new("served");
    home.takes("dbh-373", "a.csv", publishing(&[("2022", "60.25")]), &[]);
    let mut server = Server::start(&home.dir);
    let socket = home.dir.join("varde.sock");
    let about = std::fs::metadata(&socket).unwrap();
    assert!(about.file_type().is_socket());
    assert_eq!(about.permissions().mode() & 0o777, 0o600);
    assert!(
        server
            .page(&format!("/indikator/{POINTS}"))
            .contains("60,3")
    );

    home.takes(
        "dbh-373",
        "b.csv",
        publishing(&[("2022", "98.75"), ("2023", "77.5")]),
        &[],
    );
    assert_eq!(home.points("2022", &[]).as_deref(), Some("98.75"));
    assert!(
        server
            .page(&format!("/indikator/{POINTS}"))
            .contains("77,5"),
        "the page shows it at once"
    );
    assert!(server.page("/data").contains("b.csv"));

    let refused = home.import("dbh-373", "empty.csv", "", &[]);
    assert_eq!(
        (refused.code, refused.data.as_str(), refused.talk.as_str()),
        (2, "", "error: empty.csv: `empty.csv` is empty\n")
    );
    let unknown = home.run(&["evaluate", "--goal", "PU-1"]);
    assert!(
        unknown.code == 2 && unknown.talk.contains("did you mean `PU-01`?"),
        "{}",
        unknown.talk
    );
    let rejected = home.import(
        "dbh-373",
        "some.csv",
        publishing(&[("2024", "80"), ("2025", "mye")]),
        &[],
    );
    assert!(
        rejected.code == 1 && rejected.data.contains("line 3, Publiseringspoeng `mye`"),
        "{}",
        rejected.data
    );
    let file = home.folder.join("mal.csv").to_string_lossy().into_owned();
    assert_eq!(
        home.run(&["template", "publishing", "--output", &file])
            .code,
        0
    );
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .starts_with("\u{feff}Institusjon;")
    );
    assert_eq!(home.run(&["withdraw", "2", "--reason", "feil fil"]).code, 0);
    assert_eq!(home.points("2022", &[]).as_deref(), Some("60.25"));

    assert_eq!(server.stop().code(), Some(0));
    assert!(!socket.exists(), "the socket goes with the server");
    assert_eq!(
        home.points("2024", &[]).as_deref(),
        Some("80"),
        "and what was done through it stays"
    );
}

#[test]
fn imports_at_once_through_the_server_lose_nothing() {
    let home = Department::new("served-many");
    let server = Server::start(&home.dir);
    let imports: Vec<_> = (2017..2023)
        .map(|year| {
            let file = home.folder.file(
                &format!("{year}.csv"),
                publishing(&[(&year.to_string(), &format!("{year}.5"))]),
            );
            home.command(&["import", "dbh-373", &file]).spawn().unwrap()
        })
        .collect();
    for mut import in imports {
        assert_eq!(import.wait().unwrap().code(), Some(0));
    }
    assert_eq!(home.json(&["batches"]).as_array().unwrap().len(), 6);
    for year in 2017..2023 {
        assert_eq!(
            home.points(&year.to_string(), &[]),
            Some(format!("{year}.5"))
        );
    }
    drop(server);
}

#[test]
fn a_socket_that_nobody_listens_on_is_no_hindrance() {
    let home = Department::new("stale");
    let mut server = Server::start(&home.dir);
    server.kill();
    assert!(
        home.dir.join("varde.sock").exists(),
        "a killed server leaves its socket"
    );
    home.takes("dbh-373", "a.csv", publishing(&[("2022", "60.25")]), &[]);
    assert_eq!(home.points("2022", &[]).as_deref(), Some("60.25"));
    let again = Server::start(&home.dir);
    assert!(again.page("/data").contains("a.csv"));
    assert_eq!(home.points("2022", &[]).as_deref(), Some("60.25"));
}

#[test]
fn a_directory_is_served_once() {
    let home = Department::new("twice");
    let server = Server::start(&home.dir);
    let begun = std::time::Instant::now();
    let second = home.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!((second.code, second.data.as_str()), (2, ""));
    assert!(second.talk.contains("is served already"), "{}", second.talk);
    assert!(begun.elapsed().as_secs() < 15, "it is known at once");
    assert!(
        server.page("/").contains("<html"),
        "the first one is not disturbed"
    );
    assert_eq!(home.run(&["batches"]).code, 0, "and still answers commands");
}

#[test]
fn what_is_closed_while_the_pages_are_served_shows_on_them_at_once() {
    let home = Department::new("served-closed");
    let companies = |numbers: &[&str]| {
        let rows: Vec<String> = numbers
            .iter()
            .map(|n| format!("F-{n};230240;{n};AS;2025-03-01;2025-03-01;2025-03-01;programme"))
            .collect();
        let heads = "no;unit;org_no;legal_form;founded;registered;verified;link";
        format!("{heads}\n{}\n", rows.join("\n"))
    };
    let (both, one) = (["974767880", "889640782"], ["974767880"]);
    home.takes(
        "startup",
        "to.csv",
        companies(&both),
        &["--known-at", "2026-02-01"],
    );
    let server = Server::start(&home.dir);
    assert!(server.page("/sluttregnskap").contains("er ikke gjort opp"));
    assert_eq!(home.run(&["close", "strategy"]).code, 0);
    assert!(server.page("/sluttregnskap").contains("ble gjort opp"));
    assert!(server.page("/mal/IN-02?ar=2025").contains("Lukket "));

    let corrected = home.import("startup", "en.csv", companies(&one), &[]);
    assert!(
        corrected.data.contains("restates what was reported"),
        "{}",
        corrected.data
    );
    let page = server.page("/mal/IN-02?ar=2025");
    assert!(page.contains("Rapportert som 2 (ikke nådd)"), "{page}");
    let bridge = page
        .split("href=\"")
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .find(|href| href.contains("endring"))
        .unwrap()
        .replace("&#x2f;", "/")
        .replace("&amp;", "&");
    assert!(server.page(&bridge).contains("Rettede data"));
    assert!(
        server
            .page("/sluttregnskap")
            .contains("Ett mål er et annet nå")
    );
}
