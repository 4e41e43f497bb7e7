//! A department on invented data, and its answer sheet.
//!
//! Why: somebody who tries Varde should see a whole department at work, and a test
//! should be able to compare every number that the engine gives with one that was
//! worked out elsewhere. This crate therefore invents ten years of a department
//! (staff, students, publications, projects, money), writes them as source files in
//! the formats in which real ones come, with their quirks, errors and corrections, and
//! works out the computed goals from the same invented department. It depends on
//! nothing but the standard library and shares no function with the engine.
//!
//! ```
//! let demo = varde_demo::department(2018);
//! let first = &demo.deliveries[0];
//! assert_eq!(first.order, 1);
//! assert!(first.file_name.starts_with("oppdiktet_"));
//! let points = demo.answers.iter().find(|a| a.goal == "PU-01" && a.year == 2024);
//! assert_eq!(points.map(|a| a.state.as_str()), Some("met"));
//! ```
//!
//! The map, from numbers to files: `random`, `rational`, `date`, `nvi` are the tools;
//! `story` holds the curves that decide which goals are met when; `university`,
//! `roster`, `people`, `students`, `teaching`, `channels`, `publishing`, `projects`, `phd`,
//! `economy` make the department from them; `files` writes it down; `local` holds the
//! small registers with their answers; `calendar` says when each file arrives; `judge` and `answers` make the answer sheet.
//!
//! Not here: reading or writing of files, the clock, and anything that imports or
//! computes for real. Every person, title, project and amount is invented; the codes
//! of the institution and its departments are real, so that the packs fit.

mod answers;
mod calendar;
mod channels;
mod date;
mod economy;
mod files;
mod judge;
mod local;
mod nvi;
mod people;
mod phd;
mod projects;
mod publishing;
mod random;
mod rational;
mod roster;
mod story;
mod students;
mod teaching;
mod university;
mod world;

/// An invented department: its files, what they should give, and what must be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    /// The source files in the order in which they arrived.
    pub deliveries: Vec<Delivery>,
    /// The expected result of every computed goal in every year of the plan, by goal
    /// and year, as everything is known after the last delivery.
    pub answers: Vec<Answer>,
    /// The rows that an import must put in quarantine, by delivery and line.
    pub bad_rows: Vec<BadRow>,
}

/// A source file and when it became known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// 1, 2, 3 …: the order of import.
    pub order: u32,
    /// The source that reads the file, for example `dbh-123`.
    pub source: String,
    /// A name of its own, beginning with `oppdiktet_`.
    pub file_name: String,
    /// The file as it would lie on disk.
    pub bytes: Vec<u8>,
    /// How many rows the file holds, bad ones included, the API's status row not.
    pub rows: usize,
    /// When the file became known, as `2019-02-15T08:00:00Z`; never falls with the order.
    pub known_at: String,
    /// What the file is, in a sentence.
    pub note: String,
    /// Whether the file takes the place of an earlier one that was wrong.
    pub corrects: bool,
}

/// What a goal's indicator should be in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The goal, for example `PU-01`.
    pub goal: String,
    /// The indicator that decides the goal.
    pub indicator: String,
    /// The unit: always the department, `230240`.
    pub unit: String,
    /// The year, 2018 to 2025.
    pub year: i16,
    /// The exact numerator: kroner, points, persons …; for growth the change since 2018,
    /// for an index the value itself, for `VI-01` the index of the academics.
    pub numerator: Option<String>,
    /// The exact denominator: for growth and index the value in 2018; for `VI-01` the
    /// larger of the two indices; none for a plain count.
    pub denominator: Option<String>,
    /// The exact value in the indicator's unit (per cent: 30 means 30 %): a decimal, or
    /// `p/q` when the decimals never end.
    pub value: Option<String>,
    /// `met`, `on_track`, `off_track`, `not_met`, `too_early` or `unknown`.
    pub state: String,
    /// Why there is no value.
    pub reason: Option<String>,
}

/// A row that can't be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The source.
    pub source: String,
    /// The delivery's file.
    pub file_name: String,
    /// The line in the file; the headings are line 1.
    pub line: u64,
    /// The file's heading of the column at fault (the key's first column for a repeated key).
    pub column: String,
    /// `not-a-number`, `not-a-date`, `missing-value`, `not-one-of`, `out-of-range`,
    /// `duplicate-key` or `check` (a rule of the table).
    pub reason_kind: String,
}

/// The ending that a source's files have.
fn ending(source: &str) -> &'static str {
    match source {
        "dbh-308" => "ndjson",
        "dbh-225" | "dbh-373" | "dbh-902" => "json",
        _ => "csv",
    }
}

/// Makes the department of a seed: the same seed gives the same bytes.
pub fn department(seed: u64) -> Demo {
    let world = world::World::new(seed);
    let mut deliveries = Vec::new();
    let mut bad_rows = Vec::new();
    for (order, parcel) in (1..).zip(calendar::parcels(&world)) {
        let stem = parcel.source.replace('-', "_");
        let file_name = format!("oppdiktet_{stem}_{}.{}", parcel.mark, ending(parcel.source));
        bad_rows.extend(parcel.file.faults.into_iter().map(|fault| BadRow {
            source: parcel.source.to_owned(),
            file_name: file_name.clone(),
            line: fault.line,
            column: fault.column,
            reason_kind: fault.reason.to_owned(),
        }));
        deliveries.push(Delivery {
            order,
            source: parcel.source.to_owned(),
            file_name,
            bytes: parcel.file.bytes,
            rows: parcel.file.rows,
            known_at: format!("{}T08:00:00Z", parcel.day.iso()),
            note: format!("Oppdiktede data. {}", parcel.note),
            corrects: parcel.corrects,
        });
    }
    Demo {
        deliveries,
        answers: answers::answers(&world)
            .into_iter()
            .chain(local::areas(&world).into_iter().flat_map(|a| a.answers))
            .collect(),
        bad_rows,
    }
}

#[cfg(test)]
mod tests;
