//! Whole runs as a controller makes them, on small files that are made here.

mod asked;
mod closed;
mod findings;
mod opened;
mod private;
mod refused;
mod rejected;
mod stores;
mod successor;
mod times;
mod watched;

use crate::support::{Folder, Ran, json, run, varde};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The pack that the stories follow.
const PACK: &str = "ntnu-iot-2018-2025";
/// An indicator that reads one table only, so that a small file moves it.
pub(crate) const POINTS: &str = "publication-points-dbh";

/// A department that has a data directory and has delivered nothing yet.
pub(crate) struct Department {
    pub(crate) folder: Folder,
    pub(crate) dir: PathBuf,
}

impl Department {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        let dir = folder.join("data");
        let ran = run(&dir, &["init", "--pack", PACK]);
        assert_eq!(ran.code, 0, "{}", ran.talk);
        Self { folder, dir }
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        run(&self.dir, args)
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        json(&self.dir, args)
    }

    /// A command on this directory that is not started yet.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = varde();
        command.arg("--dir").arg(&self.dir).args(args);
        command
    }

    /// Write a file and import it.
    pub(crate) fn import(
        &self,
        source: &str,
        name: &str,
        content: impl AsRef<[u8]>,
        more: &[&str],
    ) -> Ran {
        let file = self.folder.file(name, content);
        self.run(&[&["import", source, file.as_str()], more].concat())
    }

    /// Import a file that must be taken in without findings.
    pub(crate) fn takes(&self, source: &str, name: &str, content: impl AsRef<[u8]>, more: &[&str]) {
        let ran = self.import(source, name, content, more);
        assert_eq!((ran.code, ran.talk.as_str()), (0, ""), "{}", ran.data);
    }

    /// Import a file that must be taken in, whatever is found in it.
    pub(crate) fn takes_any(&self, source: &str, name: &str, content: impl AsRef<[u8]>) {
        let ran = self.import(source, name, content, &[]);
        assert_eq!(ran.code, 0, "{} {}", ran.data, ran.talk);
    }

    /// The department's publication points of a year.
    pub(crate) fn points(&self, year: &str, more: &[&str]) -> Option<String> {
        let answers =
            self.json(&[&["evaluate", "--indicator", POINTS, "--year", year], more].concat());
        answers[0]["value"].as_str().map(str::to_owned)
    }

    /// What must be the same where nothing may have changed: answers, deliveries and the names of the kept files.
    pub(crate) fn everything(&self) -> Everything {
        Everything {
            answers: self.json(&["evaluate"]),
            batches: self.json(&["batches"]),
            kept: files_under(&self.dir.join("raw")),
        }
    }

    /// Nothing has changed since.
    pub(crate) fn is_still(&self, before: &Everything) {
        let now = self.everything();
        assert_eq!(now.batches, before.batches);
        assert_eq!(now.kept, before.kept);
        // Not by `assert_eq`, which would print hundreds of answers.
        assert!(
            now.answers == before.answers,
            "an answer is another one than before"
        );
    }
}

/// What a data directory says and holds.
pub(crate) struct Everything {
    answers: Value,
    batches: Value,
    kept: Vec<PathBuf>,
}

/// A file of DBH's table 373 for the department: years and points.
pub(crate) fn publishing(rows: &[(&str, &str)]) -> String {
    let head = "Institusjonskode;Avdelingskode;Årstall;Publiseringspoeng\n".to_owned();
    rows.iter().fold(head, |text, (year, points)| {
        text + &format!("1150;230240;{year};{points}\n")
    })
}

/// All files under a folder, sorted.
pub(crate) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_under(&path))
        } else {
            files.push(path)
        }
    }
    files.sort();
    files
}

/// A folder copied with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for file in files_under(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(&file, &target).unwrap();
    }
}
