//! `docs/proof.md` names a test for each thing that is asked. Here each name is looked up, so that the page can't promise
//! a test that is gone.

use crate::support::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a row says that has no test.
const NONE: &str = "— ";

#[test]
fn every_named_test_exists() {
    let page = fs::read_to_string(root().join("docs/proof.md")).unwrap();
    let places = Places::find();
    let mut wrong = Vec::new();
    let mut named = 0;
    for (number, line) in page
        .lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with("| ") && !line.starts_with("| what is asked"))
    {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [_, _, tests] = cells.as_slice() else {
            wrong.push(format!("line {}: a row has three cells", number + 1));
            continue;
        };
        if tests.starts_with(NONE) {
            continue;
        }
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        if names.is_empty() {
            wrong.push(format!("line {}: no test is named", number + 1));
        }
        named += names.len();
        wrong.extend(
            names
                .iter()
                .filter(|name| !places.have(name))
                .map(|name| format!("line {}: there is no `{name}`", number + 1)),
        );
    }
    assert!(wrong.is_empty(), "docs/proof.md:\n{}", wrong.join("\n"));
    assert!(named > 100, "only {named} tests are named");
}

#[test]
fn the_architecture_names_tests_that_exist() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let invariants = page.split("## Bird's eye").next().unwrap();
    let places = Places::find();
    let names: Vec<&str> = invariants
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.contains(".mjs: ") || name.starts_with("varde") && name.contains(' '))
        .collect();
    let wrong: Vec<&&str> = names.iter().filter(|name| !places.have(name)).collect();
    assert!(
        wrong.is_empty(),
        "ARCHITECTURE.md names no such tests: {wrong:?}"
    );
    assert!(names.len() > 20);
}

#[test]
fn tests_are_found_as_the_runner_prints_them() {
    let places = Places::find();
    for name in [
        "varde-calc exact::tests::reads_and_writes",
        "varde-state::stories postgres::an_import_is_recorded_once",
        "varde-facts::facts a_b_a_ends_in_a",
        "varde::cli proof::tests_are_found_as_the_runner_prints_them",
        "tests/browser/pages.test.mjs: ${entry.name}, ${language}, by keyboard",
        "make fmt",
    ] {
        assert!(places.have(name), "{name}");
    }
    for name in [
        "varde::cli proof::nothing",
        "varde-calc exact::reads_and_writes",
        "tests/browser/pages.test.mjs: nothing",
        "make nothing",
        "nothing",
    ] {
        assert!(!places.have(name), "{name}");
    }
}

#[test]
fn the_readme_begins_with_a_picture_and_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let screen: Vec<&str> = readme
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .collect();
    let commands: Vec<&str> = screen
        .iter()
        .filter_map(|line| line.strip_prefix("    "))
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .collect();
    assert_eq!(commands, ["make demo", "make test"]);
    assert!(
        screen.iter().any(|line| line.starts_with("![")),
        "no picture on the first screen"
    );
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    let mut pages: Vec<PathBuf> = [
        "",
        "docs",
        "docs/adr",
        "docs/guide",
        "docs/reference",
        "packs/norway",
        "packs/ntnu-iot-2018-2025",
        "bench",
        "tests/browser",
    ]
    .iter()
    .flat_map(|folder| {
        fs::read_dir(root().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
    })
    .filter(|path| path.extension().is_some_and(|e| e == "md"))
    .collect();
    pages.sort();
    let mut wrong = Vec::new();
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty()
                && !file.contains("://")
                && !page.with_file_name(file).exists()
                && !file.contains(['|', '`', ' '])
            {
                wrong.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(pages.len() > 15);
    assert!(
        wrong.is_empty(),
        "links that lead nowhere:\n{}",
        wrong.join("\n")
    );
}

/// Every test of the repository, under the name that its runner prints.
struct Places {
    rust: BTreeSet<String>,
    targets: BTreeSet<String>,
}

impl Places {
    fn find() -> Self {
        let mut rust = BTreeSet::new();
        for entry in fs::read_dir(root().join("crates")).unwrap() {
            let krate = entry.unwrap().path();
            let name = krate.file_name().unwrap().to_string_lossy().into_owned();
            collect(&krate.join("src"), &name, &[], &mut rust);
            for entry in fs::read_dir(krate.join("tests")).into_iter().flatten() {
                let path = entry.unwrap().path();
                let binary = format!("{name}::{}", path.file_stem().unwrap().to_string_lossy());
                if path.join("main.rs").exists() {
                    collect(&path, &binary, &[], &mut rust);
                } else if path.extension().is_some_and(|e| e == "rs") {
                    tests_of(&path, &binary, &[], &mut rust);
                    collect(&path.with_extension(""), &binary, &[], &mut rust);
                }
            }
        }
        let makefile = fs::read_to_string(root().join("Makefile")).unwrap();
        let targets = makefile
            .lines()
            .filter_map(|line| line.strip_prefix(".PHONY: "))
            .map(str::to_owned)
            .collect();
        Self { rust, targets }
    }

    fn have(&self, name: &str) -> bool {
        if let Some((file, title)) = name.split_once(": ") {
            let quoted = ["\"", "`"].map(|quote| format!("test({quote}{title}{quote}"));
            return fs::read_to_string(root().join(file))
                .is_ok_and(|text| quoted.iter().any(|call| text.contains(call)));
        }
        match name.strip_prefix("make ") {
            Some(target) => self.targets.contains(target),
            None => self.rust.contains(name),
        }
    }
}

/// The tests under a folder of modules.
fn collect(folder: &Path, binary: &str, modules: &[String], found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut inside = modules.to_vec();
        if !matches!(stem.as_str(), "lib" | "main" | "mod") {
            inside.push(stem);
        }
        if path.is_dir() {
            collect(&path, binary, &inside, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            tests_of(&path, binary, &inside, found);
        }
    }
}

/// The tests of a file: functions under a `test` attribute, within the modules that the indentation shows, and the stories
/// that a macro makes a test of on each database.
fn tests_of(file: &Path, binary: &str, modules: &[String], found: &mut BTreeSet<String>) {
    let text = fs::read_to_string(file).unwrap();
    let mut open: Vec<(usize, String)> = Vec::new();
    let (mut is_test, mut in_stories) = (false, false);
    let mut add = |open: &[(usize, String)], last: &str| {
        let path: Vec<&str> = modules
            .iter()
            .map(String::as_str)
            .chain(open.iter().map(|(_, name)| name.as_str()))
            .chain([last])
            .collect();
        found.insert(format!("{binary} {}", path.join("::")));
    };
    for line in text.lines() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        if code == "}" {
            open.retain(|(at, _)| *at < indent);
            in_stories = in_stories && indent > 0;
        } else if code.starts_with("#[") {
            is_test |= code.starts_with("#[test]") || code.starts_with("#[tokio::test");
        } else if let Some(name) = module(code) {
            open.push((indent, name.to_owned()));
        } else if let Some(name) = function(code).filter(|_| is_test) {
            add(&open, name);
            is_test = false;
        } else if code == "stories! {" {
            in_stories = true;
        } else if let Some((_, story)) = code
            .trim_end_matches(',')
            .split_once("::")
            .filter(|_| in_stories)
        {
            add(&open, &format!("sqlite::{story}"));
            add(&open, &format!("postgres::{story}"));
        }
    }
}

/// The name in `mod name {`.
fn module(code: &str) -> Option<&str> {
    code.trim_start_matches("pub ")
        .strip_prefix("mod ")?
        .strip_suffix(" {")
}

/// The name in `fn name(…`.
fn function(code: &str) -> Option<&str> {
    let rest = code
        .trim_start_matches("pub ")
        .trim_start_matches("async ")
        .strip_prefix("fn ")?;
    rest.split(['(', '<']).next()
}
