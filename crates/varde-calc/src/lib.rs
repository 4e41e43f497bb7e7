//! Exact arithmetic and official rules.
//!
//! A result target is judged on the exact value: 2/3 is two thirds, never 0.6667. This crate holds the numbers and the
//! rules that are arithmetic, so that each can be tested against the regulation's own examples without a database.
//!
//! ```
//! use varde_calc::{Comparison, Exact, Judged, Rule, State, judge};
//!
//! let rule = Rule {
//!     comparison: Comparison::AtLeast,
//!     limit: Exact::from_int(4),
//!     upper: None,
//!     near: None,
//!     judged: Judged::EveryYear,
//! };
//! let points = Exact::parse("96.35")?;
//! let staff = Exact::from_int(24);
//! let value = points.checked_div(&staff).ok_or("no staff")?;
//! assert_eq!(value.to_exact_string(), "1927/480");
//! assert_eq!(value.to_fixed(4), "4.0146");
//! assert_eq!(judge(&rule, &value, 2024, None), State::Met);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | module | holds |
//! |---|---|
//! | [`exact`] | the rational number that every value is kept in |
//! | [`number`] | reading the numbers that departments send, with decimal comma, spaces and brackets |
//! | [`target`] | target states, and when a value meets its target |
//! | [`nvi`] | publication points: weights, shares, the staged rounding |
//! | [`phd`] | gross and net time, the six-year rule, cohorts |
//! | [`days`] | the lowest number on any day, for targets that hold at any time |
//! | [`bibliometrics`] | the h-index |
//! | [`completeness`] | what a source should have delivered by a day |
//! | [`small`] | when a number is of so few persons that it is hidden |
//! | [`suppress`] | which cells of tables are hidden so that no small one follows, and the attack on that |
//!
//! Not here: reading files, the clock, SQL, texts for people, and number formats with comma and spaces.

pub mod bibliometrics;
pub mod completeness;
pub mod days;
pub mod exact;
pub mod number;
pub mod nvi;
pub mod phd;
pub mod small;
pub mod suppress;
pub mod target;

pub use bibliometrics::h_index;
pub use days::{DailyMinimum, daily_minimum};
pub use exact::{Exact, ExactError};
pub use number::{DecimalMark, Fixed, NumberError, Rescaled, parse_number};
pub use small::{MIN_CELL_PERSONS, hides};
pub use target::{Comparison, Judged, Rule, State, judge, required};
