//! The picture of a value over the years.

use super::Opening;
use crate::chart::{Dot, Layout, SeriesChart, TargetLine, series as draw};
use crate::format::{unit_heading, with_unit};
use crate::known::Known;
use crate::pages::Writer;
use crate::sentence::{baseline_value, baseline_year, rule, target_words};
use varde_calc::{Exact, required};
use varde_pack::{JudgedWhen, UnitOfMeasure};

/// The path that a goal judged by the end asks for, from baseline to horizon.
pub(super) fn path_of(
    writer: Writer<'_>,
    opening: &Opening<'_>,
) -> Option<((i16, Exact), (i16, Exact))> {
    let goal = opening.goal.filter(|g| g.judged == JudgedWhen::ByEnd)?;
    let rule = rule(writer.pack, goal)?;
    let strategy = writer.pack.strategy.as_ref()?;
    let start = baseline_value(writer.pack, opening.indicator, opening.series)?;
    let end = required(&rule, Some(&start), strategy.period.1)?;
    Some((
        (baseline_year(writer.pack, opening.indicator)?, start),
        (strategy.period.1, end),
    ))
}

/// The years of the picture. A goal's ends with the strategy: a year begun after it would bend the scale, and is in the table.
pub(super) fn dots(writer: Writer<'_>, opening: &Opening<'_>) -> Vec<Dot> {
    let last = if opening.goal.is_some() {
        writer.horizon().max(opening.year)
    } else {
        i16::MAX
    };
    opening
        .series
        .iter()
        .filter(|k| k.period <= last)
        .map(Known::dot)
        .collect()
}

pub(super) fn pictures(writer: Writer<'_>, opening: &Opening<'_>) -> (String, String) {
    let (words, indicator) = (writer.words, opening.indicator);
    let dots = dots(writer, opening);
    let target = opening.goal.and_then(|g| g.target.as_ref()).and_then(|t| {
        Some(TargetLine {
            limit: Exact::parse(&t.limit).ok()?,
            upper: t.upper.as_ref().and_then(|u| Exact::parse(u).ok()),
            words: words.say(
                "chart-target",
                &[("target", target_words(words, t, indicator.unit).into())],
            ),
        })
    });
    let path = path_of(writer, opening);
    let title = opening.goal.map_or_else(
        || writer.plain(&indicator.title),
        |g| format!("{}: {}", g.id.value, writer.plain(&indicator.title)),
    );
    let described: Vec<String> = opening
        .series
        .iter()
        .map(|k| {
            let value = k.shown().map_or_else(
                || {
                    words.t(if k.is_suppressed() {
                        "state-suppressed"
                    } else {
                        "state-unknown"
                    })
                },
                |v| with_unit(words, v, indicator.unit, indicator.decimals),
            );
            format!("{}: {value}", k.period)
        })
        .collect();
    let baseline = baseline_year(writer.pack, indicator)
        .filter(|_| path.is_some() || indicator.kind.has_baseline());
    let baseline_words = words.t("baseline");
    let unit = unit_heading(words, indicator.unit);
    let breaks: Vec<i16> = indicator.breaks.iter().map(|b| b.year).collect();
    let chart = SeriesChart {
        id: &format!(
            "chart-{}",
            opening
                .goal
                .map_or(indicator.id.value.as_str(), |g| g.id.value.as_str())
        ),
        title: &title,
        description: &described.join("; "),
        language: words.language(),
        unit: &unit,
        decimals: indicator.decimals,
        counts: !matches!(
            indicator.unit,
            UnitOfMeasure::Ratio
                | UnitOfMeasure::PerCent
                | UnitOfMeasure::PointsPerPerson
                | UnitOfMeasure::ApplicantsPerPlace
        ),
        dots: &dots,
        target: target.as_ref(),
        required: path,
        baseline: baseline.map(|year| (year, baseline_words.as_str())),
        breaks: &breaks,
        selected: Some(opening.year),
    };
    (draw(&chart, Layout::Wide), draw(&chart, Layout::Narrow))
}
