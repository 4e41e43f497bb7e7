//! Runs a pack over the facts: views → measures → indicators → goals, as known at any moment.
//!
//! [`Engine::evaluate`] answers; every [`Answer`] carries its exact numerator and denominator, its reason where there is
//! no value, the definition and the fingerprint of everything that it stands on. [`Engine::explain`] opens it down to
//! rows, files and lines. A view runs once for all its measures, and only when the rows under it have changed.
//!
//! Map: [`measures`] one pass over a view · [`snapshot`] everything measured as of a moment · [`indicators`] from
//! measures to a figure · [`engine`] what is run and what is kept · [`mod@evaluate`] goals and states · [`mod@explain`] opening a number · `history` how it looked before · [`mod@restate`] why it is another now · [`closing`] what was reported · `protect` what is hidden from whom · [`quality`] what breaks the pack's rules · [`completeness`] what is delivered and what is late · [`mod@official`] official numbers beside local ones · [`cases`]
//! conformance cases · [`check`] what the database says to a pack's SQL.
//!
//! Not here: arithmetic (`varde-calc`), storage (`varde-facts`), reading files (`varde-import`), showing (`varde-view`).

pub mod answer;
mod audience;
pub mod cases;
pub mod check;
pub mod closing;
pub mod completeness;
mod derive;
pub mod engine;
mod error;
pub mod evaluate;
pub mod explain;
mod fingerprint;
mod history;
pub mod indicators;
pub mod measures;
pub mod official;
mod protect;
pub mod quality;
pub mod restate;
pub mod snapshot;

pub use answer::{Answer, Figure, Held, Query, Reason, Slice};
pub use audience::Audience;
pub use cases::{CasesRun, run_cases};
pub use check::check_sql;
pub use closing::{ClosedPeriod, Closings, Frozen, freeze, thaw};
pub use completeness::SourceYear;
pub use engine::{Engine, Work};
pub use error::EngineError;
pub use evaluate::target_text;
pub use explain::{Depth, ExplainedRow, Explanation, Part};
pub use official::Beside;
pub use quality::{Decision, Decisions, Finding};
pub use restate::{Bridge, Cause, Step};
pub use snapshot::{Got, Snapshot};
