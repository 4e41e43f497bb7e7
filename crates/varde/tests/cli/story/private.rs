//! Personal data from the first day: what is cut leaves no trace, and the directory is its owner's.

use super::{Department, files_under};
use crate::support::run;
use std::os::unix::fs::PermissionsExt;

const POSITIONS: &str = "Personkode;Navn;Enhet;Stillingskode;Stillingsprosent;Ansettelse;Fra dato;Til dato;Notat\n\
    p-kept-1;Kari Skjult;230240;1013;100;fast;2018-01-01;;xyzzy-1\n\
    p-kept-2;Ola Skjult;230240;1011;120;fast;2018-01-01;;xyzzy-2\n\
    p-kept-3;Per Skjult;230240;1011;50;fast;31.31.2018;;xyzzy-3\n\
    p-kept-4;Siv Skjult;230240;1011;50;fast\n";

/// Files of the data directory that hold a text, in any letter width that a database may use.
fn holding(home: &Department, secret: &str) -> Vec<String> {
    let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let found = files_under(&home.dir).into_iter().filter(|file| {
        let bytes = std::fs::read(file).unwrap();
        [secret.as_bytes(), &wide]
            .iter()
            .any(|s| bytes.windows(s.len()).any(|w| w == *s))
    });
    found
        .map(|f| f.strip_prefix(&home.dir).unwrap().display().to_string())
        .collect()
}

#[test]
fn columns_that_are_cut_leave_no_trace() {
    let home = Department::new("cut");
    let file = home.folder.file("hr.csv", POSITIONS);
    let ran = home
        .command(&["import", "hr-positions", &file])
        .env("VARDE_LOG", "trace")
        .output()
        .unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(
        said.contains("cut before the file was kept: Navn, Notat")
            && said.contains("3 rows were rejected"),
        "{said}"
    );
    // Were the store compressed, looking for words in it would show nothing: what may be kept is found.
    assert!(!holding(&home, "p-kept-1").is_empty());
    assert!(
        holding(&home, "31.31.2018").contains(&"facts.duckdb".to_owned()),
        "{:?}",
        holding(&home, "31.31.2018")
    );
    for secret in ["Skjult", "xyzzy"] {
        assert_eq!(holding(&home, secret), Vec::<String>::new(), "{secret}");
        assert!(!said.contains(secret), "{said}");
    }
    let kept = home.json(&["batches"])[0]["kept_as"]
        .as_str()
        .unwrap()
        .to_owned();
    let kept = std::fs::read_to_string(home.dir.join("raw").join(kept)).unwrap();
    assert_eq!(
        kept.lines().next(),
        Some("Personkode;Enhet;Stillingskode;Stillingsprosent;Ansettelse;Fra dato;Til dato")
    );
}

#[test]
fn identity_numbers_stop_the_import() {
    let home = Department::new("identity");
    let head = "Enhet;Stillingskode;Stillingsprosent;Ansettelse;Fra dato;Til dato";
    let row = "230240;1013;100;fast;2018-01-01;";
    for (name, heading, before) in [
        ("key.csv", "Personkode", String::new()),
        ("other.csv", "Nummer", "p-1;".to_owned()),
    ] {
        let first = if before.is_empty() {
            String::new()
        } else {
            "Personkode;".to_owned()
        };
        let ran = home.import(
            "hr-positions",
            name,
            format!("{first}{heading};{head}\n{before}01019000164;{row}\n"),
            &[],
        );
        assert!(
            ran.code == 2
                && ran.talk.contains(&format!(
                    "the column `{heading}` looks like national identity numbers"
                )),
            "{}",
            ran.talk
        );
    }
    assert_eq!(holding(&home, "01019000164"), Vec::<String>::new());
    assert_eq!(home.json(&["batches"]).as_array().unwrap().len(), 0);
    // Under a heading that is never stored they are cut instead.
    home.takes(
        "hr-positions",
        "named.csv",
        format!("Personkode;Fødselsnummer;{head}\np-1;01019000164;{row}\n"),
        &[],
    );
    assert_eq!(holding(&home, "01019000164"), Vec::<String>::new());
}

#[test]
fn the_data_directory_is_for_its_owner_only() {
    let home = Department::new("mode");
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.dir), 0o700);
    let open = home.folder.join("open");
    std::fs::create_dir(&open).unwrap();
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(run(&open, &["init", "--pack", super::PACK]).code, 0);
    assert_eq!(
        mode(&open),
        0o700,
        "a directory that was there is closed too"
    );
}

#[test]
fn pages_are_served_to_this_machine_only() {
    let home = Department::new("listen");
    for address in ["0.0.0.0:8080", "[::]:8080", "192.0.2.1:80"] {
        let ran = home.run(&["serve", "--listen", address]);
        assert!(
            ran.code == 2 && ran.talk.contains("can be reached from other machines"),
            "{address}: {}",
            ran.talk
        );
    }
    assert!(!home.dir.join("varde.sock").exists());
}
