//! Statistical disclosure control: small numbers stay hidden, also from those who can subtract.
//!
//! A count of few persons is hidden (primary suppression), and then what else would give it away by totals, siblings, years
//! or an earlier date (complementary suppression). What is left to know of a hidden cell is its feasibility interval: the
//! least and the most that agree with all that is shown. [`audit`] works it out as an attacker would.
//!
//! ```
//! use varde_calc::suppress::{Cell, Tables, audit, protect};
//!
//! // | programme | students |
//! // |-----------|---------:|
//! // | A         |        4 |
//! // | B         |       30 |
//! // | C         |       12 |
//! // | faculty   |       46 |
//! let mut tables = Tables::new();
//! let programmes = [4, 30, 12].map(|students| tables.add(Cell::persons(students, 1)));
//! let faculty = tables.add(Cell::persons(46, 10));
//! tables.sum(faculty, &programmes)?;
//!
//! // With A alone hidden, 46 − 30 − 12 would give it; the second smallest is hidden too.
//! let view = protect(&tables);
//! assert_eq!(view.shown, [false, true, false, true]);
//! assert!(audit(&tables, &view.shown).is_empty());
//! # Ok::<(), varde_calc::suppress::TablesError>(())
//! ```
//!
//! Not here: who is which audience, and which tables each of them sees. All that one audience, or one person with several
//! roles, can lay beside each other must be in one [`Tables`]. Nor an attacker who reasons from which cells were hidden, so
//! readers must not be told primary cells from complementary ones.

mod audit;
mod circuit;
mod dominance;
mod enumerate;
#[cfg(test)]
mod examples;
mod figure;
mod graph;
mod minimum;
mod protect;
mod proven;
mod simplex;
mod system;
mod tables;
#[cfg(test)]
mod tests;

pub use audit::{Finding, Interval, Leak, Told, audit, audit_told, intervals, union};
pub use dominance::{Dominance, dominates};
pub use figure::{HiddenParts, Ratio, hides_ratio, state_reveals};
pub use minimum::{Minimum, MinimumError};
pub use protect::{Protected, protect};
pub use tables::{Cell, Tables, TablesError};
