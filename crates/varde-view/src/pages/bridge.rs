//! Why a number is another than it was (`/mal/PU-01/endring?ar=2024&fra=2025-03-01`): the old value, what changed it one
//! thing at a time, the new value.

use crate::chart::{at, between};
use crate::format::{UNKNOWN, cell, day_of, signed, time_of, unit_heading, with_unit};
use crate::known::Known;
use crate::pages::data::{Delivery, source_title};
use crate::pages::{Link, Writer};
use crate::state::{Mark, mark};
use serde::Serialize;
use varde_calc::Exact;
use varde_pack::Indicator;

/// What the page is built from.
pub struct Bridging<'a> {
    /// The goal or indicator as its page names it.
    pub title: &'a str,
    /// The path of its page: `/mal/PU-01`.
    pub path: &'a str,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Whether states are shown: a goal has them.
    pub judged: bool,
    /// The year.
    pub year: i16,
    /// The two moments, RFC 3339.
    pub moments: (&'a str, &'a str),
    /// The value at the first moment and at the second.
    pub values: (&'a Known, &'a Known),
    /// What changed, in order; empty where the two values are the same.
    pub steps: &'a [Change],
    /// Deliveries that came between.
    pub came: &'a [Delivery],
    /// Deliveries that went out of force between.
    pub went: &'a [Delivery],
}

/// One thing that changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// The stable word of the cause: `new-data`.
    pub cause: &'static str,
    /// The value after it.
    pub value: Option<Exact>,
    /// The change that it made.
    pub change: Option<Exact>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct BridgePage {
    /// The goal or indicator, in the year.
    pub back: Link,
    /// The answer.
    pub sentence: String,
    /// Unit of the values, for the heading.
    pub unit: String,
    /// From the first value to the last; empty where nothing changed.
    pub rows: Vec<Row>,
    /// Whether states are shown.
    pub judged: bool,
    /// Deliveries that came.
    pub came: Vec<Link>,
    /// Deliveries that went.
    pub went: Vec<Link>,
}

/// A line of the bridge.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// A value as it was known, or what changed it.
    pub words: String,
    /// More about the cause; empty where it changed nothing.
    pub about: String,
    /// The change; empty at the two ends.
    pub change: String,
    /// The value after it.
    pub value: String,
    /// Whether it is one of the two ends.
    pub end: bool,
    /// The drawing beside it, as SVG; empty where a value is missing.
    pub bar: String,
    /// How the goal stood; only at the ends.
    pub mark: Option<Mark>,
}

/// The page of a number's change.
pub fn bridge_page(writer: Writer<'_>, data: &Bridging<'_>) -> BridgePage {
    let (words, indicator) = (writer.words, data.indicator);
    let (before, after) = data.values;
    let year = data.year.to_string();
    let same_day = data.moments.0.get(..10) == data.moments.1.get(..10);
    let moment = |known: &str| {
        if same_day {
            time_of(words, known)
        } else {
            day_of(words, known)
        }
    };
    let end = |known: &Known, when: &str| Row {
        words: words.say("bridge-known", &[("day", moment(when).into())]),
        about: String::new(),
        change: String::new(),
        value: cell(words.language(), known.shown(), indicator.decimals),
        end: true,
        bar: String::new(),
        mark: known
            .state
            .filter(|_| data.judged)
            .map(|s| mark(words, s, known.provisional)),
    };
    let mut rows = Vec::new();
    if !data.steps.is_empty() {
        rows.push(end(before, data.moments.0));
        rows.extend(data.steps.iter().map(|step| Row {
            words: words.t(&format!("cause-{}", step.cause)),
            about: match &step.change {
                Some(none) if none.is_zero() => String::new(),
                _ => words.t(&format!("cause-{}-about", step.cause)),
            },
            change: step.change.as_ref().map_or_else(
                || UNKNOWN.to_owned(),
                |c| signed(words.language(), c, indicator.decimals),
            ),
            value: cell(words.language(), step.value.as_ref(), indicator.decimals),
            end: false,
            bar: String::new(),
            mark: None,
        }));
        rows.push(end(after, data.moments.1));
        draw(&mut rows, data);
    }
    BridgePage {
        back: Link {
            text: data.title.to_owned(),
            href: writer.links.to(data.path, &[("ar", Some(&year))]),
        },
        sentence: sentence(writer, data, &moment),
        unit: unit_heading(words, indicator.unit),
        rows,
        judged: data.judged,
        came: deliveries(writer, data.came),
        went: deliveries(writer, data.went),
    }
}

fn sentence(writer: Writer<'_>, data: &Bridging<'_>, moment: &dyn Fn(&str) -> String) -> String {
    let (words, indicator) = (writer.words, data.indicator);
    let value = |known: &Known| {
        known.shown().map_or_else(
            || "none".to_owned(),
            |v| with_unit(words, v, indicator.unit, indicator.decimals),
        )
    };
    let causes: Vec<String> = data
        .steps
        .iter()
        .filter(|s| s.change.as_ref().is_some_and(|c| !c.is_zero()))
        .map(|s| words.t(&format!("cause-{}", s.cause)).to_lowercase())
        .collect();
    let key = match (data.steps.is_empty(), causes.is_empty()) {
        (true, _) => "bridge-same",
        (false, true) => "bridge-value-same",
        (false, false) => "bridge-changed",
    };
    words.say(
        key,
        &[
            ("year", data.year.to_string().into()),
            ("from", moment(data.moments.0).into()),
            ("to", moment(data.moments.1).into()),
            ("before", value(data.values.0).into()),
            ("after", value(data.values.1).into()),
            ("causes", words.list(&causes).into()),
        ],
    )
}

const WIDTH: i64 = 200;
const HEIGHT: i64 = 20;

/// Each value a tick, each change a bar from the value before it to the one after. The scale is that of the values at
/// hand: it shows what changed, and the numbers beside it how much that is of the whole.
fn draw(rows: &mut [Row], data: &Bridging<'_>) {
    let ends = [data.values.0.shown(), data.values.1.shown()];
    let steps = data.steps.iter().filter_map(|s| s.value.as_ref());
    let values: Vec<&Exact> = ends.into_iter().flatten().chain(steps).collect();
    let (Some(low), Some(high)) = (values.iter().min(), values.iter().max()) else {
        return;
    };
    let span = *high - *low;
    if span.is_zero() {
        return;
    }
    let x = |value: &Exact| between(4, WIDTH - 4, &(value - *low), &span);
    let drawing = |inside: String| {
        format!(
            "<svg class=\"bridge\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" aria-hidden=\"true\" focusable=\"false\">{inside}</svg>"
        )
    };
    let tick = |value: &Exact| {
        drawing(format!(
            "<path class=\"tick\" d=\"M{0} 2V18\"/>",
            at(&x(value))
        ))
    };
    let mut standing = ends[0];
    let last = rows.len() - 1;
    for (place, row) in rows.iter_mut().enumerate() {
        if place == 0 || place == last {
            row.bar = ends[usize::from(place == last)]
                .map(tick)
                .unwrap_or_default();
            continue;
        }
        let step = &data.steps[place - 1];
        row.bar = match (standing, &step.value) {
            (Some(from), Some(to)) if from != to => {
                let class = if to > from { "up" } else { "down" };
                let (left, right) = (x(from.min(to)), x(from.max(to)));
                drawing(format!(
                    "<rect class=\"{class}\" x=\"{}\" y=\"5\" width=\"{}\" height=\"10\"/>",
                    at(&left),
                    at(&(&right - &left))
                ))
            }
            (_, Some(to)) => drawing(format!(
                "<path class=\"stay\" d=\"M{0} 6V14\"/>",
                at(&x(to))
            )),
            (_, None) => String::new(),
        };
        standing = step.value.as_ref().or(standing);
    }
}

fn deliveries(writer: Writer<'_>, list: &[Delivery]) -> Vec<Link> {
    let line = |d: &Delivery| Link {
        text: writer.words.say(
            "bridge-delivery",
            &[
                ("file", d.file.as_str().into()),
                ("source", source_title(writer, &d.source).into()),
                ("day", day_of(writer.words, &d.known).into()),
            ],
        ),
        href: writer.links.delivery(d.batch),
    };
    list.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::known::samples::series;
    use crate::links::Links;
    use crate::samples::pack;
    use crate::words::{OFFERED, Words};

    fn page(steps: &[(&'static str, &str, &str)], lines: &str) -> Vec<BridgePage> {
        let pack = pack();
        let known = series(lines);
        let steps: Vec<Change> = steps
            .iter()
            .map(|(cause, value, change)| Change {
                cause,
                value: Exact::parse(value).ok(),
                change: Exact::parse(change).ok(),
            })
            .collect();
        let goal = pack.goal("PU-01").unwrap();
        let indicator = pack
            .indicator(&goal.indicator.as_ref().unwrap().value)
            .unwrap();
        let delivery = Delivery {
            batch: 12,
            source: "nva".to_owned(),
            file: "nva_2024.csv".to_owned(),
            known: "2025-04-02T00:00:00Z".to_owned(),
            ..Delivery::default()
        };
        let made = OFFERED.into_iter().map(|language| {
            let writer = Writer {
                words: Words::of(language),
                links: &Links::default(),
                pack: &pack,
            };
            let data = Bridging {
                title: "PU-01",
                path: "/mal/PU-01",
                indicator,
                judged: true,
                year: 2024,
                moments: ("2025-03-01T00:00:00Z", "2025-05-01T00:00:00Z"),
                values: (&known[0], &known[1]),
                steps: &steps,
                came: std::slice::from_ref(&delivery),
                went: &[],
            };
            bridge_page(writer, &data)
        });
        made.collect()
    }

    #[test]
    fn the_way_from_the_old_number_to_the_new() {
        let steps = [
            ("new-data", "4.1", "0.3"),
            ("corrected-data", "4", "-0.1"),
            ("definition", "4", "0"),
            ("units", "4", "0"),
        ];
        insta::assert_debug_snapshot!(page(&steps, "2024 not_met 3.8\n2024 met 4"));
    }

    #[test]
    fn nothing_changed_or_only_the_state() {
        let pages = page(&[], "2024 met 4\n2024 met 4");
        assert!(pages.iter().all(|p| p.rows.is_empty()));
        let still = [("new-data", "4", "0")];
        let only_the_state = page(&still, "2024 not_met 4\n2024 met 4");
        let said: Vec<&String> = pages
            .iter()
            .chain(&only_the_state)
            .map(|p| &p.sentence)
            .collect();
        insta::assert_debug_snapshot!(said);
    }

    #[test]
    fn a_missing_value_is_passed_over() {
        let steps = [("new-data", "-", "-"), ("corrected-data", "4", "1")];
        let pages = page(&steps, "2024 not_met 3\n2024 met 4");
        assert_eq!(pages[0].rows[1].value, UNKNOWN);
        assert!(pages[0].rows[1].bar.is_empty() && pages[0].rows[2].bar.contains("up"));
    }
}
