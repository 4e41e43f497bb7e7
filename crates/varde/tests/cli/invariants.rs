//! What ARCHITECTURE.md promises and the compiler can't hold: read off the sources.

use crate::support::root;
use std::path::{Path, PathBuf};

/// Files of a folder and those under it, with their text, comments left out and in lower case.
fn texts(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.extension().is_some_and(|e| e == ending) {
                let text = std::fs::read_to_string(&path).unwrap().to_lowercase();
                let code: Vec<&str> = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                found.push((path, code.join("\n")));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty());
    found
}

/// What follows each time that some words stand in a text.
fn after<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(words)
        .map(move |(at, _)| &text[at + words.len()..])
}

#[test]
fn facts_are_never_changed_in_place() {
    for (file, text) in texts("crates/varde-facts/src", "rs") {
        for rest in after(&text, "delete from ") {
            // What was computed can be computed again; a row that is being checked is not in history yet.
            assert!(
                rest.starts_with("temp.") || rest.starts_with("facts.meta.computed"),
                "{}: delete from {:.40}",
                file.display(),
                rest
            );
        }
        for rest in after(&text, "drop table ") {
            assert!(
                rest.starts_with("temp."),
                "{}: drop table {:.40}",
                file.display(),
                rest
            );
        }
        for rest in after(&text, "update ") {
            assert!(
                !rest.starts_with("facts.") && !rest.contains(" set facts"),
                "{}: update {:.40}",
                file.display(),
                rest
            );
        }
        for words in [
            "truncate table",
            "merge into",
            "insert or replace",
            "drop column",
        ] {
            assert!(!text.contains(words), "{}: {words}", file.display());
        }
    }
}

#[test]
fn facts_use_nothing_that_an_open_lakehouse_lacks() {
    for (file, text) in texts("crates/varde-facts/src", "rs") {
        for words in [
            "primary key",
            "unique (",
            "unique,",
            "references facts",
            "create index",
            "create unique",
            "create sequence",
            "nextval(",
            "as enum",
            " returning ",
            "on conflict",
            "generated always",
        ] {
            assert!(!text.contains(words), "{}: {words}", file.display());
        }
    }
}

#[test]
fn no_template_decides_who_may_see_what() {
    for (file, text) in texts("crates/varde-web/templates", "html") {
        for word in ["may(", "if role", "if user", "is_admin", "if personal_data"] {
            assert!(!text.contains(word), "{}: {word}", file.display());
        }
    }
}
