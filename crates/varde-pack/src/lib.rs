//! The pack language: a department's strategy and its definitions as TOML and SQL files.
//!
//! Reading never fails. [`read`] takes files already in memory and gives the pack, as much of it as could be
//! understood, with every problem in one run: code, place, message, hints. Nothing here does I/O; what needs the
//! database to know (whether SQL binds, which types a view gives) is checked by the engine.
//!
//! ```
//! use varde_pack::{PackFiles, read};
//!
//! let mut files = PackFiles::new();
//! let folder = files.entry("mine".to_owned()).or_default();
//! folder.insert("pack.toml".to_owned(), "id = \"mine\"\nversion = \"1\"\nlanguages = [\"en\"]\ntitle.en = \"Mine\"\nextend = []".to_owned());
//! let checked = read("mine", &files);
//! assert_eq!(checked.diagnostics[0].message, "`extend` is not a key here");
//! assert_eq!(checked.diagnostics[0].hints, ["did you mean `extends`?"]);
//! ```
//!
//! Map: [`diagnostic`] findings and their codes · [`document`] TOML with spans · one file per noun ([`strategy`],
//! [`goals`], [`units`], [`tables`], [`sources`], [`indicators`], [`rules`], [`quality`], [`cases`]) · [`sql`] what SQL may do ·
//! [`pack`] folders merged into one program · `check` what holds between the parts · [`mod@diff`] what one strategy made of another.
//!
//! Not here: running anything (`varde-engine`), storing anything (`varde-facts`), showing anything (`varde-view`).

pub mod cases;
mod check;
pub mod diagnostic;
pub mod diff;
#[allow(missing_docs)]
pub mod document;
pub mod fetch;
pub mod goals;
pub mod indicators;
pub mod names;
pub mod official;
pub mod pack;
pub mod quality;
pub mod rules;
pub mod sources;
pub mod sql;
pub mod strategy;
pub mod tables;
pub mod text;
pub mod units;

pub use cases::{Asks, Case};
pub use diagnostic::{Diagnostic, Place, Severity, Span, codes};
pub use diff::{Difference, Fate, GoalDiff, diff};
pub use document::Located;
pub use fetch::{Expectation, Fetch, FetchKind, Token};
pub use goals::{Bullet, Comparison, Condition, Goal, GoalKind, JudgedWhen, Target};
pub use indicators::{
    Absence, Aggregate, Better, Indicator, IndicatorKind, Measure, UnitOfMeasure,
};
pub use official::{Gap, Official};
pub use pack::{Checked, Pack, PackFiles, View, read};
pub use quality::{Over, QualityKind, QualityRule, Weight};
pub use rules::Rule;
pub use sources::{Decimal, Format, Reader, Source, StagingColumn};
pub use strategy::Strategy;
pub use tables::{Column, ColumnType, DERIVATIONS, DERIVED_COLUMNS, Derived, PersonalData, Table};
pub use text::{Language, Texts};
pub use units::{Unit, UnitKind};
