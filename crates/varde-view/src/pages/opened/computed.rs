//! How a value is made: the formula with its numbers, the definition, and how ambiguities were read.

use super::{Opening, part_decimals, part_words};
use crate::format::{number, short_number, with_unit};
use crate::known::{Known, of_year};
use crate::pages::{Link, Writer};
use serde::Serialize;
use varde_calc::Exact;
use varde_pack::{IndicatorKind, UnitOfMeasure};

/// How a value is made.
#[derive(Debug, Clone, Serialize)]
pub struct Computed {
    /// The way of computing in words.
    pub how: String,
    /// Words and numbers above the line; empty without a fraction.
    pub upper: Side,
    /// Words and numbers below the line; empty without a fraction.
    pub lower: Side,
    /// Whether there is a lower part.
    pub fraction: bool,
    /// `× 100 %` for shares.
    pub factor: String,
    /// The value before it is rounded to show; empty without one.
    pub exact: String,
    /// The value as shown.
    pub shown: String,
    /// The definition in plain words; empty where the pack has none.
    pub about: String,
    /// Where the definition is from; empty where the pack doesn't say.
    pub source: String,
    /// How ambiguities were read.
    pub readings: Vec<String>,
    /// Values of the other readings.
    pub others: Vec<Other>,
}

/// One side of a fraction.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Side {
    /// What it is.
    pub words: String,
    /// Its number.
    pub number: String,
}

/// Another reading.
#[derive(Debug, Clone, Serialize)]
pub struct Other {
    /// Its indicator.
    pub link: Link,
    /// Its value in the year.
    pub value: String,
}

pub(super) fn computed(writer: Writer<'_>, opening: &Opening<'_>) -> Computed {
    let (words, language, indicator) = (writer.words, writer.words.language(), opening.indicator);
    let known = of_year(opening.series, opening.year).filter(|k| k.shown().is_some());
    let (upper, lower) = part_words(writer, indicator);
    let text = |value: Option<&Exact>| {
        value.map_or_else(
            || crate::format::UNKNOWN.to_owned(),
            |v| number(language, v, part_decimals(v)),
        )
    };
    let (numerator, denominator) = (
        known.and_then(|k| k.numerator.as_ref()),
        known.and_then(|k| k.denominator.as_ref()),
    );
    let fraction = matches!(
        indicator.kind,
        IndicatorKind::Ratio { .. } | IndicatorKind::Growth { .. } | IndicatorKind::Index { .. }
    );
    let upper = Side {
        words: upper,
        number: text(numerator),
    };
    let value = known.and_then(Known::shown);
    let how = match &indicator.kind {
        IndicatorKind::Value { .. } => "how-value",
        IndicatorKind::Ratio { .. } if indicator.window > 1 => "how-ratio-window",
        IndicatorKind::Ratio { .. } => "how-ratio",
        IndicatorKind::Growth { .. } => "how-growth",
        IndicatorKind::Index { .. } => "how-index",
        IndicatorKind::SmallestShare { .. } => "how-smallest-share",
        IndicatorKind::ImprovedOrBalanced { .. } => "how-improved-or-balanced",
        IndicatorKind::RelativeGrowth { .. } => "how-relative-growth",
    };
    let mut readings: Vec<String> = Vec::new();
    for reading in opening
        .goal
        .map(|g| &g.reading)
        .into_iter()
        .chain([&indicator.reading])
    {
        let reading = writer.text(reading);
        if !reading.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    let mut ids: Vec<&str> = opening
        .goal
        .map(|g| g.alternatives.as_slice())
        .unwrap_or_default()
        .iter()
        .chain(&indicator.alternatives)
        .map(|l| l.value.as_str())
        .collect();
    ids.dedup();
    let others = ids
        .into_iter()
        .filter_map(|id| writer.pack.indicator(id))
        .map(|other| {
            let value = opening
                .others
                .get(&other.id.value)
                .and_then(|s| of_year(s, opening.year))
                .and_then(Known::shown);
            Other {
                link: Link {
                    text: writer.text(&other.title),
                    href: writer.links.indicator(&other.id.value, Some(opening.year)),
                },
                value: value.map_or_else(
                    || crate::format::UNKNOWN.to_owned(),
                    |v| with_unit(words, v, other.unit, other.decimals),
                ),
            }
        });
    Computed {
        how: words.say(how, &[("window", i64::from(indicator.window).into())]),
        upper,
        lower: Side {
            words: lower,
            number: text(denominator),
        },
        fraction,
        factor: if indicator.unit == UnitOfMeasure::PerCent {
            "× 100 %".to_owned()
        } else {
            String::new()
        },
        exact: value
            .map(|v| short_number(language, v, indicator.decimals + 3))
            .unwrap_or_default(),
        shown: value
            .map(|v| with_unit(words, v, indicator.unit, indicator.decimals))
            .unwrap_or_default(),
        about: writer.text(&indicator.about),
        source: indicator.source.clone().unwrap_or_default(),
        readings,
        others: others.collect(),
    }
}
