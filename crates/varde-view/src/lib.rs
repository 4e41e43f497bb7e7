//! What people read: page structs, texts in bokmål and English, numbers and dates, states, charts.
//!
//! Everything that is shown is written here once, so that a page, a print and a file can't say it differently. Nothing
//! here does I/O: values come in, texts and SVG go out, the same for the same values.
//!
//! ```
//! use varde_calc::{Exact, State};
//! use varde_pack::{Language, UnitOfMeasure};
//! use varde_view::{format, state, words::Words};
//!
//! let nb = Words::of(Language::Nb);
//! let value = Exact::parse("1234.56")?;
//! assert_eq!(format::with_unit(nb, &value, UnitOfMeasure::PerCent, 1), "1\u{202F}234,6\u{A0}%");
//! assert_eq!(state::mark(nb, State::NotMet, false).word, "ikke nådd");
//! # Ok::<(), varde_calc::ExactError>(())
//! ```
//!
//! Map: [`words`] texts by key · [`mod@format`] numbers and dates · [`state`] marks · [`soft`] soft hyphens · [`links`] addresses ·
//! [`known`] values as they come in · [`sentence`] the answer in a sentence · [`chart`] SVG · [`pages`] one struct a page ·
//! [`access`] who may see what.
//!
//! Not here: templates and style sheets (`varde-web`), computing anything (`varde-calc`, `varde-engine`).

pub mod access;
pub mod chart;
pub mod format;
pub mod known;
pub mod links;
pub mod pages;
#[cfg(test)]
mod samples;
pub mod sentence;
pub mod soft;
pub mod state;
pub mod words;
