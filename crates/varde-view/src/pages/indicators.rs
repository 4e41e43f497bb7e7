//! All indicators (`/indikatorer`): those that settle goals, and the national ones that have a life of their own.

use crate::known::Known;
use crate::pages::list::{Line, indicator_line};
use crate::pages::{Link, Writer};
use serde::Serialize;
use std::collections::BTreeMap;

/// The page of all indicators.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorsPage {
    /// The answer.
    pub sentence: String,
    /// Groups in order.
    pub groups: Vec<Group>,
    /// The list as files.
    pub files: Vec<Link>,
}

/// Indicators that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Its name.
    pub title: String,
    /// Lines.
    pub lines: Vec<Line>,
}

/// The page. `series`: values by indicator.
pub fn indicators_page(
    writer: Writer<'_>,
    series: &BTreeMap<String, Vec<Known>>,
) -> IndicatorsPage {
    let Writer { words, links, pack } = writer;
    let settles = |id: &str| {
        pack.goals
            .iter()
            .any(|g| g.indicator.as_ref().is_some_and(|i| i.value == id))
    };
    let (mut own, mut known_ones, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for indicator in &pack.indicators {
        let line = indicator_line(
            writer,
            indicator,
            series
                .get(&indicator.id.value)
                .map(Vec::as_slice)
                .unwrap_or_default(),
        );
        match (settles(&indicator.id.value), line.exact.is_empty()) {
            (true, _) => own.push(line),
            (false, false) => known_ones.push(line),
            (false, true) => rest.push(line),
        }
    }
    let with_value = own
        .iter()
        .chain(&known_ones)
        .filter(|l| !l.exact.is_empty())
        .count();
    IndicatorsPage {
        sentence: words.say(
            "indicators-sentence",
            &[
                ("all", pack.indicators.len().into()),
                ("known", with_value.into()),
            ],
        ),
        groups: [
            ("indicators-of-goals", own),
            ("indicators-alone", known_ones),
            ("indicators-without-data", rest),
        ]
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(key, lines)| Group {
            title: words.t(key),
            lines,
        })
        .collect(),
        files: ["csv", "xlsx"]
            .map(|kind| Link {
                text: words.t(&format!("file-{kind}")),
                href: links.to(&format!("/indikatorer.{kind}"), &[]),
            })
            .to_vec(),
    }
}
