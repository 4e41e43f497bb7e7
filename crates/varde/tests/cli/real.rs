//! Real official data through the binary, against numbers worked out here from the raw files.
//!
//! The files lie beside the checkout and none of their rows is kept in the project. Where they are missing the tests
//! do nothing, but under CI they fail.

mod again;
mod channels;
mod economy;
mod grades;
mod points;
mod publishing;
mod raw;
mod registers;
mod staff;
mod steering;
mod students;
mod units;

use crate::support::{Folder, json, real_data, root, run};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use varde_facts::{Facts, Known};
use varde_pack::{Pack, PackFiles};

/// The strategy's pack.
const STRATEGY: &str = "ntnu-iot-2018-2025";

/// A data directory of a test's own, with the folder of real files beside it.
pub(crate) struct Real {
    folder: Folder,
    data: PathBuf,
}

impl Real {
    /// A directory that follows the strategy's pack; nothing when the real data is not there.
    fn new(name: &str) -> Option<Self> {
        Self::of_pack(name, STRATEGY, &[])
    }

    /// A directory that follows a pack; one that the test writes when it gives files.
    pub(crate) fn of_pack(name: &str, pack: &str, files: &[(&str, &str)]) -> Option<Self> {
        let data = real_data()?;
        let folder = Folder::new(&format!("real-{name}"));
        let mut given = pack.to_owned();
        if !files.is_empty() {
            let own = folder.join(pack);
            std::fs::create_dir_all(&own).unwrap();
            for (file, text) in files {
                std::fs::write(own.join(file), text).unwrap();
            }
            given = own.to_string_lossy().into_owned();
        }
        let real = Self { folder, data };
        let ran = run(&real.dir(), &["init", "--pack", &given]);
        assert_eq!(ran.code, 0, "{}", ran.talk);
        Some(real)
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.folder.join("facts")
    }

    /// A real file's path.
    pub(crate) fn file(&self, file: &str) -> PathBuf {
        self.data.join(file)
    }

    /// Import a real file, or one that the test wrote, and give its delivery.
    fn import(&self, source: &str, file: &str) -> Value {
        let path = self.file(file);
        let answer = json(&self.dir(), &["import", source, path.to_str().unwrap()]);
        answer["deliveries"][0].clone()
    }

    /// Import a file that is in force already, which changes nothing.
    fn import_again(&self, source: &str, file: &str, before: &Value) {
        let again = self.import(source, file);
        assert_eq!(
            (&again["outcome"], &again["batch"]),
            (&Value::from("already-in-force"), &before["batch"]),
            "{file}"
        );
    }

    /// All answers by indicator and year.
    fn answers(&self, unit: Option<&str>) -> BTreeMap<String, BTreeMap<i64, Value>> {
        self.evaluate(&[], unit)
    }

    /// An indicator's values by year, exactly as the binary gives them; years without a value are left out.
    fn values(&self, indicator: &str, unit: Option<&str>) -> BTreeMap<i64, String> {
        let years = self
            .evaluate(&["--indicator", indicator], unit)
            .remove(indicator)
            .unwrap_or_default();
        let text = |answer: Value| answer["value"].as_str().map(str::to_owned);
        years
            .into_iter()
            .filter_map(|(year, answer)| Some((year, text(answer)?)))
            .collect()
    }

    fn evaluate(
        &self,
        filter: &[&str],
        unit: Option<&str>,
    ) -> BTreeMap<String, BTreeMap<i64, Value>> {
        let mut args = vec!["evaluate", "--exact"];
        args.extend(filter);
        args.extend(unit.iter().flat_map(|unit| ["--unit", unit]));
        let mut answers: BTreeMap<String, BTreeMap<i64, Value>> = BTreeMap::new();
        for answer in json(&self.dir(), &args).as_array().unwrap() {
            if let (Some(indicator), Some(year), true) = (
                answer["indicator"].as_str(),
                answer["period"].as_i64(),
                answer["goal"].is_null(),
            ) {
                answers
                    .entry(indicator.to_owned())
                    .or_default()
                    .insert(year, answer.clone());
            }
        }
        answers
    }

    /// What a SELECT over the pack's tables gives in the directory that the binary has left.
    pub(crate) fn table(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let (facts, pack) = self.facts();
        let pack = Arc::new(pack);
        facts
            .read::<_, varde_facts::FactsError>(&pack, Known::END, |reader| {
                let relations = pack.tables.keys().chain(pack.views.keys());
                reader.query("look", relations.map(String::as_str), sql)
            })
            .unwrap()
            .rows
    }

    /// The store that the binary has left.
    fn facts(&self) -> (Facts, Pack) {
        let pack = strategy();
        (Facts::open(&self.dir(), &pack).unwrap(), pack)
    }
}

/// The strategy's pack, read from the checkout.
fn strategy() -> Pack {
    let mut files = PackFiles::new();
    for name in ["norway", STRATEGY] {
        let folder = root().join("packs").join(name);
        read_folder(&folder, &folder, files.entry(name.to_owned()).or_default());
    }
    varde_pack::read(STRATEGY, &files).pack
}

fn read_folder(top: &Path, folder: &Path, into: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(top, &path, into);
        } else {
            into.insert(
                path.strip_prefix(top)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned(),
                std::fs::read_to_string(&path).unwrap(),
            );
        }
    }
}
