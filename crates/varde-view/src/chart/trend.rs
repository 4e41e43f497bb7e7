//! A small trend for a line of a list: the last years as a line, the last value as a dot, the target as a tick.

use crate::chart::series::Dot;
use crate::chart::{at, between, escape, path};
use std::fmt::Write as _;
use varde_calc::Exact;

const WIDTH: i64 = 112;
const HEIGHT: i64 = 28;
const EDGE: i64 = 4;

/// A drawing of 112 × 28 over the years given; `words` says the same to those who can't see it. Nothing when fewer than two values are known.
pub fn trend(
    dots: &[Dot],
    years: (i16, i16),
    target: Option<&Exact>,
    class: &str,
    words: &str,
) -> String {
    let known: Vec<(i16, &Exact, bool)> = dots
        .iter()
        .filter(|d| (years.0..=years.1).contains(&d.year))
        .filter_map(|d| d.value.as_ref().map(|v| (d.year, v, d.provisional)))
        .collect();
    let (Some((last_year, last, provisional)), true) = (known.last(), known.len() > 1) else {
        return String::new();
    };
    let values = || known.iter().map(|(_, v, _)| *v).chain(target);
    let (Some(low), Some(high)) = (values().min(), values().max()) else {
        return String::new();
    };
    let span = high - low;
    let y = |value: &Exact| {
        if span.is_zero() {
            Exact::from_int(HEIGHT / 2)
        } else {
            between(HEIGHT - EDGE, EDGE, &(value - low), &span)
        }
    };
    let x = |year: i16| {
        between(
            EDGE,
            WIDTH - 3 * EDGE,
            &Exact::from_int(i64::from(year - years.0)),
            &Exact::from_int(i64::from(years.1 - years.0).max(1)),
        )
    };
    let mut svg = format!(
        "<svg class=\"trend {class}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        escape(words)
    );
    let mut run: Vec<(String, String)> = Vec::new();
    let mut before: Option<i16> = None;
    let draw = |svg: &mut String, run: &[(String, String)]| {
        if run.len() > 1 {
            let _ = write!(svg, "<path class=\"line\" d=\"{}\"/>", path(run));
        } else if let [(x, y)] = run {
            let _ = write!(
                svg,
                "<circle class=\"lone\" cx=\"{x}\" cy=\"{y}\" r=\"1.2\"/>"
            );
        }
    };
    for (year, value, _) in &known {
        if before.is_some_and(|b| year - b != 1) {
            draw(&mut svg, &run);
            run.clear();
        }
        run.push((at(&x(*year)), at(&y(value))));
        before = Some(*year);
    }
    draw(&mut svg, &run);
    if let Some(target) = target {
        let _ = write!(
            svg,
            "<path class=\"tick\" d=\"M{} {}H{WIDTH}\"/>",
            WIDTH - 2 * EDGE,
            at(&y(target))
        );
    }
    let class = if *provisional {
        "dot provisional"
    } else {
        "dot"
    };
    let _ = write!(
        svg,
        "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"3\"/></svg>",
        at(&x(*last_year)),
        at(&y(last))
    );
    svg
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn drawn(values: &[(i16, i64)]) -> String {
        let dots: Vec<Dot> = values
            .iter()
            .map(|(year, v)| Dot {
                year: *year,
                value: Some(Exact::from_int(*v)),
                provisional: false,
                suppressed: false,
            })
            .collect();
        trend(
            &dots,
            (2018, 2025),
            Some(&Exact::from_int(40)),
            "met",
            "fra 20 til 44",
        )
    }

    #[test]
    fn draws() {
        insta::assert_snapshot!(
            "trend",
            drawn(&[
                (2017, 90),
                (2018, 20),
                (2019, 25),
                (2021, 30),
                (2023, 40),
                (2024, 44)
            ])
            .replace("><", ">\n<")
        );
    }

    #[test]
    fn one_value_is_no_trend() {
        assert_eq!(drawn(&[(2024, 3)]), "");
        assert!(drawn(&[(2023, 40), (2024, 40)]).contains("cy=\"14\""));
    }
}
