//! An indicator (`/indikator/…`): as a goal, but nothing is asked of the value.

use crate::pages::beside::BesideSection;
use crate::pages::opened::{Opened, Opening, opened};
use crate::pages::{Fact, Link, Writer};
use crate::sentence::indicator_sentence;
use serde::Serialize;
use varde_pack::Better;

/// The page of an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorPage {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The answer.
    pub sentence: String,
    /// Facts beside the picture.
    pub facts: Vec<Fact>,
    /// Everything about the number.
    pub opened: Opened,
    /// Goals that it settles.
    pub goals: Vec<Link>,
    /// Open findings that touch what the number stands on; none when none do.
    pub findings: Option<Link>,
    /// Official numbers beside the local ones.
    pub official: Vec<BesideSection>,
}

/// The page.
pub fn indicator_page(writer: Writer<'_>, opening: &Opening<'_>) -> IndicatorPage {
    let Writer { words, links, pack } = writer;
    let indicator = opening.indicator;
    let better = match indicator.better {
        Better::Higher => words.t("better-higher"),
        Better::Lower => words.t("better-lower"),
        Better::Target => words.t("better-target"),
    };
    let mut facts = vec![Fact {
        term: words.t("fact-better"),
        text: better,
    }];
    if let Some(from) = indicator.valid_from {
        facts.push(Fact {
            term: words.t("fact-valid-from"),
            text: crate::format::date(words, from),
        });
    }
    facts.push(Fact {
        term: words.t("fact-id"),
        text: indicator.id.value.clone(),
    });
    IndicatorPage {
        id: indicator.id.value.clone(),
        title: writer.text(&indicator.title),
        sentence: indicator_sentence(words, indicator, opening.series, opening.year),
        facts,
        opened: opened(writer, opening),
        goals: pack
            .goals
            .iter()
            .filter(|g| {
                g.indicator
                    .as_ref()
                    .is_some_and(|i| i.value == indicator.id.value)
            })
            .map(|g| Link {
                text: format!("{} {}", g.id.value, writer.short(g)),
                href: links.goal(&g.id.value, Some(opening.year)),
            })
            .collect(),
        findings: None,
        official: Vec::new(),
    }
}
