//! Charts as SVG: pure functions from values to text, the same bytes for the same values.
//!
//! Colours and fonts come from the page's style sheet through classes, so that one drawing serves page, print and PDF.

pub mod axis;
pub mod series;
pub mod stones;
pub mod trend;

pub use series::{Dot, Layout, SeriesChart, TargetLine, series};
pub use trend::trend;

use std::fmt::Write as _;
use varde_calc::Exact;

/// Text for an SVG element or attribute.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A coordinate with one decimal.
pub(crate) fn at(value: &Exact) -> String {
    value.to_short(1)
}

/// A place between two ends in proportion: `from + (to - from) * part / whole`.
pub(crate) fn between(from: i64, to: i64, part: &Exact, whole: &Exact) -> Exact {
    let share = part.checked_div(whole).unwrap_or_else(Exact::zero);
    Exact::from_int(from) + Exact::from_int(to - from) * share
}

/// A line through points, as the `d` of a path.
pub(crate) fn path(points: &[(String, String)]) -> String {
    let mut d = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        let _ = write!(d, "{}{x} {y}", if i == 0 { "M" } else { "L" });
    }
    d
}
