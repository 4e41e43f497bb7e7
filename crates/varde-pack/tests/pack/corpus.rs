//! Each folder of `tests/corpus` is a broken pack. What must be found is written in place, as comments:
//! `#~ P002 some text` in TOML and `--~ S004 some text` in SQL mean that the line (or, for a comment that stands alone,
//! the line above it) gets a finding of that code whose message or hints contain that text. Nothing else may be found.
//! `packs/NAME` inside a folder are further packs beside it; `tests/base` is beside all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use varde_pack::diagnostic::line_and_column;
use varde_pack::{Checked, Diagnostic, PackFiles, codes, read};

/// Codes that only running SQL against the database can give.
const OF_THE_ENGINE: [&str; 4] = ["S006", "S008", "S010", "C001"];

#[test]
fn every_folder_gives_what_is_written_in_it() {
    let mut wrong = Vec::new();
    for folder in folders(&here("corpus")) {
        wrong.extend(check(&folder));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_broken_pack() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut expectations = 0;
    for folder in folders(&here("corpus")) {
        let files = pack_files(&folder);
        for (file, text) in files.values().flatten() {
            let expected = expected(file, text);
            expectations += expected.len();
            seen.extend(expected.into_iter().map(|(_, code, _)| code));
        }
    }
    for code in codes::ALL {
        assert!(
            seen.contains(code.id) || OF_THE_ENGINE.contains(&code.id),
            "no broken pack shows {}: {}",
            code.id,
            code.meaning
        );
    }
    assert!(expectations > 300, "{expectations} expectations are left");
}

#[test]
fn the_base_is_sound() {
    let mut files = PackFiles::new();
    files.insert("base".to_owned(), texts(&here("base")));
    assert_eq!(read("base", &files).diagnostics, []);
}

#[test]
fn codes_are_in_order_and_never_used_twice() {
    let ids: Vec<&str> = codes::ALL.iter().map(|c| c.id).collect();
    for (kind, letter) in [("pack", 'P'), ("SQL", 'S'), ("case", 'C')] {
        let of_kind: Vec<&&str> = ids.iter().filter(|id| id.starts_with(letter)).collect();
        for (number, id) in of_kind.iter().enumerate() {
            assert_eq!(**id, &format!("{letter}{:03}", number + 1), "{kind}");
        }
    }
}

/// One finding of every code, the first in the order of the folders, for the reference page.
pub(crate) fn examples() -> crate::reference::Examples {
    let mut examples = crate::reference::Examples::new();
    for folder in folders(&here("corpus")) {
        let name = name_of(&folder);
        for found in read(&name, &pack_files(&folder)).diagnostics {
            let place = found.place.file.clone();
            examples.entry(found.code).or_insert((found, place));
        }
    }
    examples
}

/// What is found in one folder against what is written in it.
fn check(folder: &Path) -> Vec<String> {
    let files = pack_files(folder);
    let name = name_of(folder);
    let checked = read(&name, &files);
    let found = by_line(&checked);
    let mut wrong = Vec::new();
    let mut wanted = BTreeSet::new();
    for (pack, texts) in &files {
        for (path, text) in texts {
            let file = format!("{pack}/{path}");
            for (line, code, text) in expected(path, text) {
                let key = (file.clone(), line, code);
                match found.get(&key) {
                    None => wrong.push(format!("{file}:{line}: {} is not found", key.2)),
                    Some(all) if !all.iter().any(|d| says(d, &text)) => {
                        let said: Vec<String> = all.iter().map(|d| told(d)).collect();
                        wrong.push(format!(
                            "{file}:{line}: {} says {said:?}, not `{text}`",
                            key.2
                        ));
                    }
                    Some(_) => {}
                }
                wanted.insert(key);
            }
        }
    }
    for (key, all) in &found {
        if !wanted.contains(key) {
            wrong.push(format!(
                "{}:{}: {} is not expected: {}",
                key.0,
                key.1,
                key.2,
                told(all[0])
            ));
        }
    }
    wrong
}

type ByLine<'a> = BTreeMap<(String, usize, String), Vec<&'a Diagnostic>>;

fn by_line(checked: &Checked) -> ByLine<'_> {
    let mut found = ByLine::new();
    for diagnostic in &checked.diagnostics {
        let place = &diagnostic.place;
        let text = checked
            .pack
            .files
            .get(&place.file)
            .map_or("", String::as_str);
        let (line, _) = line_and_column(text, place.span.start);
        let key = (place.file.clone(), line, diagnostic.code.to_owned());
        found.entry(key).or_default().push(diagnostic);
    }
    found
}

fn told(diagnostic: &Diagnostic) -> String {
    let mut parts = vec![diagnostic.message.clone()];
    parts.extend(diagnostic.hints.iter().cloned());
    parts.join("; ")
}

fn says(diagnostic: &Diagnostic, text: &str) -> bool {
    diagnostic.message.contains(text) || diagnostic.hints.iter().any(|h| h.contains(text))
}

/// The expectations in a file: line, code and text of each.
fn expected(path: &str, text: &str) -> Vec<(usize, String, String)> {
    let mark = if path.ends_with(".sql") {
        "--~ "
    } else {
        "#~ "
    };
    let mut out = Vec::new();
    let mut line_meant = 1;
    for (index, line) in text.split('\n').enumerate() {
        let parts = line.split_once(mark);
        if parts.is_none_or(|(before, _)| !before.trim().is_empty()) {
            line_meant = index + 1;
        }
        if let Some((_, expectation)) = parts {
            let (code, text) = expectation
                .trim()
                .split_once(' ')
                .unwrap_or((expectation.trim(), ""));
            out.push((line_meant, code.to_owned(), text.trim().to_owned()));
        }
    }
    out
}

fn pack_files(folder: &Path) -> PackFiles {
    let mut files = PackFiles::new();
    files.insert("base".to_owned(), texts(&here("base")));
    let mut own = texts(folder);
    own.retain(|path, _| !path.starts_with("packs/"));
    files.insert(name_of(folder), own);
    for other in folders(&folder.join("packs")) {
        files.insert(name_of(&other), texts(&other));
    }
    files
}

/// The files of a folder by their path inside it.
pub(crate) fn texts(folder: &Path) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder of the corpus") {
            let path = entry.expect("an entry of the corpus").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let inside = path.strip_prefix(folder).expect("a path inside");
            let text = fs::read_to_string(&path).expect("a text of the corpus");
            out.insert(inside.to_string_lossy().replace('\\', "/"), text);
        }
    }
    out
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(of) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("an entry of the corpus").path());
    let mut out: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    out.sort();
    out
}

fn name_of(folder: &Path) -> String {
    folder
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

fn here(path: &str) -> PathBuf {
    Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap())
        .join("tests")
        .join(path)
}
