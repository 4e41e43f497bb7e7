//! A series of yearly values with its target: line and dots, gaps left as gaps.

use crate::chart::axis::{Axis, axis};
use crate::chart::{at, between, escape, path};
use crate::format;
use std::fmt::Write as _;
use varde_calc::Exact;
use varde_pack::Language;

/// A year of the series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dot {
    /// The year.
    pub year: i16,
    /// Its value; `None` is a gap.
    pub value: Option<Exact>,
    /// The value may still change.
    pub provisional: bool,
    /// The value is hidden from the reader: the year is hatched.
    pub suppressed: bool,
}

/// The line that the values are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetLine {
    /// Where it is.
    pub limit: Exact,
    /// The upper line of a target between two.
    pub upper: Option<Exact>,
    /// What it asks for, at the line's end: `minst 4`.
    pub words: String,
}

/// How large the drawing is: for a wide page, or for a phone, where text keeps its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// 760 units wide.
    Wide,
    /// 340 units wide.
    Narrow,
}

/// Everything that a series chart shows.
#[derive(Debug, Clone)]
pub struct SeriesChart<'a> {
    /// Prefix of the ids inside, unlike that of any other drawing on the page.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// What to see in it, for those who can't.
    pub description: &'a str,
    /// Language of the numbers.
    pub language: Language,
    /// The unit, at the top of the axis.
    pub unit: &'a str,
    /// Decimals of the values written beside dots.
    pub decimals: u32,
    /// Values count whole things, so the axis begins at 0.
    pub counts: bool,
    /// Years in order; the axis runs from the first to the last.
    pub dots: &'a [Dot],
    /// The target.
    pub target: Option<&'a TargetLine>,
    /// The straight path that the target asks for, from year and value to year and value.
    pub required: Option<((i16, Exact), (i16, Exact))>,
    /// The year compared with, and its name.
    pub baseline: Option<(i16, &'a str)>,
    /// Years from which on the series is not comparable with what was before.
    pub breaks: &'a [i16],
    /// The year that the page is about.
    pub selected: Option<i16>,
}

struct Frame {
    width: i64,
    height: i64,
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
    years: (i16, i16),
    axis: Axis,
}

impl Frame {
    fn x(&self, year: i16) -> Exact {
        let years = Exact::from_int(i64::from(self.years.1 - self.years.0).max(1));
        let part = Exact::from_int(i64::from(year - self.years.0));
        // Half a step of air at both ends, so that dots stand clear of the axis.
        between(self.left + 18, self.right - 18, &part, &years)
    }

    fn y(&self, value: &Exact) -> Exact {
        between(
            self.bottom,
            self.top,
            &(value - &self.axis.low),
            &(&self.axis.high - &self.axis.low),
        )
    }

    fn point(&self, year: i16, value: &Exact) -> (String, String) {
        (at(&self.x(year)), at(&self.y(value)))
    }
}

/// The chart, or nothing when there is no year to draw.
pub fn series(chart: &SeriesChart<'_>, layout: Layout) -> String {
    let (Some(first), Some(last)) = (chart.dots.first(), chart.dots.last()) else {
        return String::new();
    };
    let mut years = (first.year, last.year);
    if let Some(((from, _), (to, _))) = &chart.required {
        years = (years.0.min(*from), years.1.max(*to));
    }
    let frame = frame(chart, layout, years);
    let (suffix, id) = (
        if layout == Layout::Wide {
            "wide"
        } else {
            "narrow"
        },
        chart.id,
    );
    let id = format!("{id}-{suffix}");
    let mut svg = format!(
        "<svg class=\"chart {suffix}\" id=\"{id}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
        frame.width,
        frame.height,
        escape(chart.title),
        escape(chart.description)
    );
    grid(&mut svg, chart, &frame, layout);
    hidden_years(&mut svg, chart, &frame, &id);
    target(&mut svg, chart, &frame);
    line(&mut svg, chart, &frame);
    dots(&mut svg, chart, &frame);
    target_words(&mut svg, chart, &frame, layout);
    svg.push_str("</svg>");
    svg
}

fn frame(chart: &SeriesChart<'_>, layout: Layout, years: (i16, i16)) -> Frame {
    let mut values: Vec<&Exact> = chart.dots.iter().filter_map(|d| d.value.as_ref()).collect();
    if let Some(target) = chart.target {
        values.push(&target.limit);
        values.extend(&target.upper);
    }
    if let Some(((_, from), _)) = &chart.required {
        values.push(from);
    }
    let axis = axis(&values, chart.counts);
    let (width, height, left, right) = match layout {
        Layout::Wide => (760, 320, 56, if chart.target.is_some() { 640 } else { 740 }),
        Layout::Narrow => (340, 260, 44, 336),
    };
    Frame {
        width,
        height,
        left,
        right,
        top: 30,
        bottom: height - 34,
        years,
        axis,
    }
}

fn grid(svg: &mut String, chart: &SeriesChart<'_>, frame: &Frame, layout: Layout) {
    let (left, right) = (frame.left, frame.right);
    svg.push_str("<g class=\"grid\">");
    for tick in &frame.axis.ticks {
        let y = at(&frame.y(tick));
        let label = format::number(chart.language, tick, frame.axis.decimals);
        let zero = if *tick == frame.axis.low {
            " class=\"ground\""
        } else {
            ""
        };
        let _ = write!(
            svg,
            "<path{zero} d=\"M{left} {y}H{right}\"/><text x=\"{}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{label}</text>",
            left - 8
        );
    }
    if !chart.unit.is_empty() {
        let _ = write!(
            svg,
            "<text class=\"unit\" x=\"0\" y=\"12\">{}</text>",
            escape(chart.unit)
        );
    }
    if frame.axis.broken {
        let y = frame.bottom;
        let _ = write!(
            svg,
            "<path class=\"axis-break\" d=\"M{left} {}l-5 3l10 4l-5 3\"/>",
            y - 12
        );
    }
    // On a phone every other year has its number once there are more than seven.
    let years = frame.years.1 - frame.years.0 + 1;
    let every = if layout == Layout::Narrow && years > 7 {
        2
    } else {
        1 + years / 20
    };
    for year in frame.years.0..=frame.years.1 {
        if (frame.years.1 - year) % every == 0 {
            let class = if chart.selected == Some(year) {
                " class=\"selected\""
            } else {
                ""
            };
            let _ = write!(
                svg,
                "<text{class} x=\"{}\" y=\"{}\" text-anchor=\"middle\">{year}</text>",
                at(&frame.x(year)),
                frame.bottom + 20
            );
        }
    }
    svg.push_str("</g>");
}

/// Suppressed years are hatched, and years without a value carry a dash on the ground line.
fn hidden_years(svg: &mut String, chart: &SeriesChart<'_>, frame: &Frame, id: &str) {
    let half = between(
        0,
        (frame.right - frame.left - 36) / 2,
        &Exact::one(),
        &Exact::from_int(i64::from(frame.years.1 - frame.years.0).max(1)),
    );
    let half = if half > Exact::from_int(18) {
        Exact::from_int(18)
    } else {
        half
    };
    if chart.dots.iter().any(|d| d.suppressed) {
        let _ = write!(
            svg,
            "<defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M0 0V6\"/></pattern></defs>"
        );
    }
    for dot in chart.dots {
        let x = frame.x(dot.year);
        if dot.suppressed {
            let (left, width) = (at(&(&x - &half)), at(&(&half + &half)));
            let _ = write!(
                svg,
                "<rect class=\"hidden\" x=\"{left}\" y=\"{}\" width=\"{width}\" height=\"{}\" fill=\"url(#{id}-hatch)\"/>",
                frame.top,
                frame.bottom - frame.top
            );
        } else if dot.value.is_none() {
            let _ = write!(
                svg,
                "<text class=\"gap\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                at(&x),
                frame.bottom - 6,
                format::UNKNOWN
            );
        }
    }
    for year in chart
        .breaks
        .iter()
        .filter(|y| **y > frame.years.0 && **y <= frame.years.1)
    {
        let middle =
            (frame.x(*year) + frame.x(year - 1)) * Exact::ratio(1, 2).unwrap_or_else(Exact::zero);
        let x = at(&middle);
        let _ = write!(
            svg,
            "<path class=\"series-break\" d=\"M{x} {}V{}m-4 -6l8 12m-8 -6l8 12\"/>",
            frame.top,
            frame.bottom - 6
        );
    }
}

fn target(svg: &mut String, chart: &SeriesChart<'_>, frame: &Frame) {
    if let Some(((from, low), (to, high))) = &chart.required {
        let points = [frame.point(*from, low), frame.point(*to, high)];
        let _ = write!(svg, "<path class=\"required\" d=\"{}\"/>", path(&points));
    }
    let Some(target) = chart.target else { return };
    for limit in std::iter::once(&target.limit).chain(&target.upper) {
        let _ = write!(
            svg,
            "<path class=\"target\" d=\"M{} {}H{}\"/>",
            frame.left,
            at(&frame.y(limit)),
            frame.right
        );
    }
}

/// What the target asks for: beside the line's end, or on a phone above the end where the series is farther away.
fn target_words(svg: &mut String, chart: &SeriesChart<'_>, frame: &Frame, layout: Layout) {
    let Some(target) = chart.target else { return };
    let y = frame.y(&target.limit);
    let words = escape(&target.words);
    let _ = match (layout, is_clearer_at_the_left(chart, frame, &y)) {
        (Layout::Wide, _) => write!(
            svg,
            "<text class=\"target-words\" x=\"{}\" y=\"{}\" dy=\"4\">{words}</text>",
            frame.right + 8,
            at(&y)
        ),
        (Layout::Narrow, true) => write!(
            svg,
            "<text class=\"target-words\" x=\"{}\" y=\"{}\">{words}</text>",
            frame.left + 4,
            at(&(y - Exact::from_int(6)))
        ),
        (Layout::Narrow, false) => {
            write!(
                svg,
                "<text class=\"target-words\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{words}</text>",
                frame.right,
                at(&(y - Exact::from_int(6)))
            )
        }
    };
}

/// Whether the first three years keep farther from a height than the last three do.
fn is_clearer_at_the_left(chart: &SeriesChart<'_>, frame: &Frame, y: &Exact) -> bool {
    let distance = |dot: &Dot| dot.value.as_ref().map(|v| (frame.y(v) - y).abs());
    let left = chart.dots.iter().take(3).filter_map(distance).min();
    let right = chart.dots.iter().rev().take(3).filter_map(distance).min();
    match (left, right) {
        (Some(left), Some(right)) => left > right,
        (left, _) => left.is_none(),
    }
}

/// The line through neighbouring years; dashed where it ends in a provisional value.
fn line(svg: &mut String, chart: &SeriesChart<'_>, frame: &Frame) {
    let mut runs: Vec<Vec<(String, String)>> = Vec::new();
    let mut dashed: Vec<[(String, String); 2]> = Vec::new();
    for pair in chart.dots.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(from), Some(to)) = (&before.value, &after.value) else {
            continue;
        };
        if after.year - before.year != 1 || chart.breaks.contains(&after.year) {
            continue;
        }
        let ends = [frame.point(before.year, from), frame.point(after.year, to)];
        if after.provisional {
            dashed.push(ends);
            continue;
        }
        let [start, end] = ends;
        match runs.last_mut().filter(|run| run.last() == Some(&start)) {
            Some(run) => run.push(end),
            None => runs.push(vec![start, end]),
        }
    }
    for run in runs {
        let _ = write!(svg, "<path class=\"line\" d=\"{}\"/>", path(&run));
    }
    for ends in dashed {
        let _ = write!(
            svg,
            "<path class=\"line provisional\" d=\"{}\"/>",
            path(&ends)
        );
    }
}

fn dots(svg: &mut String, chart: &SeriesChart<'_>, frame: &Frame) {
    let last = chart
        .dots
        .iter()
        .rev()
        .find(|d| d.value.is_some())
        .map(|d| d.year);
    for dot in chart.dots {
        let Some(value) = &dot.value else { continue };
        let (x, y) = frame.point(dot.year, value);
        let label = format::number(chart.language, value, chart.decimals);
        let is_baseline = chart.baseline.is_some_and(|(year, _)| year == dot.year);
        let mut class = String::from("dot");
        for (is, name) in [
            (dot.provisional, " provisional"),
            (is_baseline, " baseline"),
            (chart.selected == Some(dot.year), " selected"),
        ] {
            if is {
                class.push_str(name);
            }
        }
        let _ = write!(
            svg,
            "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"4\"><title>{}: {label}</title></circle>",
            dot.year
        );
        let named =
            chart.selected.or(last) == Some(dot.year) || last == Some(dot.year) || is_baseline;
        if named {
            let _ = write!(
                svg,
                "<text class=\"value\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{label}</text>",
                at(&label_height(chart, frame, dot, value))
            );
        }
    }
}

/// Above the dot where the line turns up or lies flat, below where a neighbour or the target would cross the number.
fn label_height(chart: &SeriesChart<'_>, frame: &Frame, dot: &Dot, value: &Exact) -> Exact {
    let y = frame.y(value);
    let neighbour = |offset: i16| {
        chart
            .dots
            .iter()
            .find(|d| d.year == dot.year + offset)
            .and_then(|d| d.value.as_ref())
    };
    let higher = [-1, 1]
        .into_iter()
        .filter_map(neighbour)
        .filter(|v| *v > value)
        .count();
    let target_above = chart.target.is_some_and(|t| {
        let gap = &y - frame.y(&t.limit);
        gap > Exact::zero() && gap < Exact::from_int(24)
    });
    let room_below = &y + Exact::from_int(24) < Exact::from_int(frame.bottom);
    if (higher > 0 || target_above) && room_below {
        y + Exact::from_int(20)
    } else {
        y - Exact::from_int(11)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn dot(year: i16, value: &str) -> Dot {
        let (value, provisional) = value
            .strip_suffix('*')
            .map_or((value, false), |v| (v, true));
        Dot {
            year,
            value: Exact::parse(value).ok(),
            provisional,
            suppressed: value == "hidden",
        }
    }

    fn drawn(values: &[(i16, &str)], layout: Layout) -> String {
        let dots: Vec<Dot> = values.iter().map(|(y, v)| dot(*y, v)).collect();
        let target = TargetLine {
            limit: Exact::from_int(4),
            upper: None,
            words: "minst 4".to_owned(),
        };
        let chart = SeriesChart {
            id: "goal-PU-01",
            title: "Publiseringspoeng per FVA",
            description: "Fra 3,1 i 2018 til 4,0 i 2024",
            language: Language::Nb,
            unit: "poeng per person",
            decimals: 1,
            counts: false,
            dots: &dots,
            target: Some(&target),
            required: Some((
                (2018, Exact::parse("3.1").unwrap()),
                (2025, Exact::from_int(4)),
            )),
            baseline: Some((2018, "utgangspunkt")),
            breaks: &[2022],
            selected: Some(2024),
        };
        series(&chart, layout)
    }

    #[test]
    fn draws_the_same_bytes() {
        let values = [
            (2018, "3.1"),
            (2019, "3.4"),
            (2020, "gap"),
            (2021, "3.6"),
            (2022, "3.9"),
            (2023, "hidden"),
            (2024, "4.02"),
            (2025, "4.1*"),
        ];
        insta::assert_snapshot!(
            "series_wide",
            drawn(&values, Layout::Wide).replace("><", ">\n<")
        );
        insta::assert_snapshot!(
            "series_narrow",
            drawn(&values, Layout::Narrow).replace("><", ">\n<")
        );
        assert_eq!(drawn(&values, Layout::Wide), drawn(&values, Layout::Wide));
    }

    #[test]
    fn a_gap_is_no_line_and_no_zero() {
        let svg = drawn(&[(2018, "3"), (2019, "gap"), (2020, "4")], Layout::Wide);
        assert!(!svg.contains("class=\"line\""), "{svg}");
        assert_eq!(svg.matches("<circle").count(), 2);
        assert_eq!(svg.matches("class=\"gap\"").count(), 1);
    }

    #[test]
    fn nothing_without_years() {
        assert_eq!(drawn(&[], Layout::Wide), "");
    }
}
