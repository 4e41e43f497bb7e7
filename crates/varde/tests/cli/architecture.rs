//! The arrows between our crates, and what the pure ones must not touch, as ARCHITECTURE.md draws them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which of our crates a crate may name. A crate that is not here may name none.
const ARROWS: &[(&str, &[&str])] = &[
    (
        "varde",
        &[
            "calc", "demo", "engine", "facts", "import", "pack", "report", "solve", "state",
            "view", "web",
        ],
    ),
    (
        "web",
        &[
            "calc", "engine", "facts", "import", "pack", "report", "solve", "state", "view",
        ],
    ),
    ("report", &["view"]),
    ("import", &["calc", "facts", "pack"]),
    ("solve", &["calc"]),
    ("engine", &["calc", "facts", "pack", "state"]),
    ("view", &["calc", "pack"]),
    ("facts", &["calc", "pack"]),
    ("calc", &["pack"]),
];

/// Crates that do no I/O and have no clock: same arguments, same answer.
const PURE: &[&str] = &["pack", "calc", "view", "demo"];

/// Dependencies that bring I/O with them.
const IMPURE_DEPENDENCIES: &[&str] = &[
    "axum",
    "calamine",
    "duckdb",
    "reqwest",
    "rust_xlsxwriter",
    "sqlx",
    "tokio",
    "tower-http",
];

/// Paths into files, network, processes, the environment and the clock.
const IMPURE_PATHS: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
];

/// Foreign crates whose types stay behind one border.
const OWNERS: &[(&str, &str)] = &[
    ("duckdb", "facts"),
    ("sqlx", "state"),
    ("axum", "web"),
    ("clap", "varde"),
];

/// One crate's manifest: its short name (`varde-facts` is `facts`) and the names it depends on.
struct Crate {
    name: String,
    folder: PathBuf,
    dependencies: BTreeSet<String>,
    /// Dependencies of tests as well.
    all_dependencies: BTreeSet<String>,
}

fn crates() -> Vec<Crate> {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("..");
    let mut folders: Vec<PathBuf> = fs::read_dir(&root)
        .expect("the crates folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("Cargo.toml").exists())
        .collect();
    folders.sort();
    folders.iter().map(|folder| read(folder)).collect()
}

fn read(folder: &Path) -> Crate {
    let text = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    let manifest: toml::Table = text.parse().expect("a manifest in TOML");
    let names = |section: &str| -> BTreeSet<String> {
        manifest
            .get(section)
            .and_then(toml::Value::as_table)
            .map(|table| table.keys().cloned().collect())
            .unwrap_or_default()
    };
    let package = manifest["package"]["name"].as_str().expect("a name");
    let dependencies: BTreeSet<String> = names("dependencies")
        .union(&names("build-dependencies"))
        .cloned()
        .collect();
    Crate {
        name: short(package).unwrap_or(package).to_owned(),
        folder: folder.to_owned(),
        all_dependencies: dependencies
            .union(&names("dev-dependencies"))
            .cloned()
            .collect(),
        dependencies,
    }
}

fn short(package: &str) -> Option<&str> {
    package.strip_prefix("varde-")
}

/// The Rust files under a crate's `src`, but not its tests: what stands before the first `#[cfg(test)]`, comments left out.
fn code(krate: &Crate) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![krate.folder.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a source folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                let code: Vec<&str> = text
                    .lines()
                    .take_while(|line| line.trim() != "#[cfg(test)]")
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                found.insert(path, code.join("\n"));
            }
        }
    }
    found
}

/// `use std::{fs, io};` names `std::fs` as well.
fn names_path(code: &str, path: &str) -> bool {
    if code.contains(path) {
        return true;
    }
    let Some(module) = path.strip_prefix("std::") else {
        return false;
    };
    code.split("use std::{").skip(1).any(|rest| {
        let group = rest.split(';').next().unwrap_or_default();
        group
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| word == module)
    })
}

fn report(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn arrows_between_our_crates_are_the_drawn_ones() {
    let mut problems = Vec::new();
    for krate in crates() {
        let allowed = ARROWS
            .iter()
            .find(|(from, _)| *from == krate.name)
            .map_or(&[][..], |(_, to)| to);
        for to in krate.all_dependencies.iter().filter_map(|name| short(name)) {
            if !allowed.contains(&to) {
                problems.push(format!(
                    "`{}` may not depend on `{to}`: move what it needs to a crate that both may name, or draw the arrow in \
                     ARCHITECTURE.md and here, with an ADR that says why",
                    krate.name
                ));
            }
        }
    }
    report(&problems);
}

#[test]
fn pure_crates_do_no_io_and_read_no_clock() {
    let mut problems = Vec::new();
    let pure: Vec<Crate> = crates()
        .into_iter()
        .filter(|krate| PURE.contains(&krate.name.as_str()))
        .collect();
    assert_eq!(
        pure.len(),
        PURE.len(),
        "a crate in `PURE` has gone: change the list"
    );
    for krate in pure {
        for dependency in &krate.dependencies {
            if IMPURE_DEPENDENCIES.contains(&dependency.as_str()) {
                problems.push(format!(
                    "`{}` is pure and may not depend on `{dependency}`: let its caller do the I/O and pass in what it read",
                    krate.name
                ));
            }
        }
        for (file, code) in code(&krate) {
            for path in IMPURE_PATHS.iter().filter(|path| names_path(&code, path)) {
                problems.push(format!(
                    "{}: `{path}` in a pure crate: take the text, the bytes or the time as an argument",
                    file.display()
                ));
            }
        }
    }
    report(&problems);
}

#[test]
fn foreign_types_have_one_owner() {
    let mut problems = Vec::new();
    for krate in crates() {
        for (dependency, owner) in OWNERS {
            if krate.dependencies.contains(*dependency) && krate.name != *owner {
                problems.push(format!(
                    "`{}` may not depend on `{dependency}`: only `{owner}` does; ask it through its own types",
                    krate.name
                ));
            }
        }
    }
    report(&problems);
}

#[test]
fn impure_paths_are_seen_in_groups_too() {
    assert!(names_path(
        "use std::{collections::BTreeMap, fs};",
        "std::fs"
    ));
    assert!(names_path("let t = std::fs::read(p);", "std::fs"));
    assert!(!names_path(
        "use std::{collections::BTreeMap, fmt};\nlet fs = 1;",
        "std::fs"
    ));
}
