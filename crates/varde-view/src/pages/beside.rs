//! Official numbers beside local ones: two series that are never mixed, with the reason that they differ.

use crate::chart::series::{Dot, Layout, SeriesChart, series};
use crate::format::{cell, signed, unit_heading};
use crate::known::Known;
use crate::pages::{Link, Writer};
use serde::Serialize;
use varde_calc::Exact;
use varde_pack::{Indicator, Official, UnitOfMeasure};

/// An official series with the local one, as the engine knows them.
pub struct Besides<'a> {
    /// Its place among those of the page, from 1; drawings are told apart by it.
    pub place: usize,
    /// Name of the local number.
    pub local: String,
    /// The official indicator.
    pub official: &'a Indicator,
    /// Why they differ.
    pub why: &'a Official,
    /// Years in order: the local number, whether it is provisional, and the official one.
    pub years: Vec<(Option<Exact>, bool, Known)>,
}

/// The section of a page.
#[derive(Debug, Clone, Serialize)]
pub struct BesideSection {
    /// Its id on the page.
    pub id: String,
    /// Name of the local number.
    pub local: String,
    /// The official indicator.
    pub official: Link,
    /// Why they differ: the kind of reason.
    pub because: String,
    /// Why they differ, in words.
    pub text: String,
    /// The official series, drawn by itself, for wide pages and phones.
    pub pictures: Vec<String>,
    /// The unit.
    pub unit: String,
    /// Years whose official number is final.
    pub settled: Vec<BesideYear>,
    /// Years whose official number is provisional.
    pub provisional: Vec<BesideYear>,
    /// Says that there is no official number; empty when there is one.
    pub none: String,
}

/// A year in both.
#[derive(Debug, Clone, Serialize)]
pub struct BesideYear {
    /// The year.
    pub year: String,
    /// The local number.
    pub local: String,
    /// Whether the local one is provisional.
    pub local_provisional: bool,
    /// The official number.
    pub official: String,
    /// Local less official.
    pub difference: String,
}

/// The section, newest year first.
pub fn beside_section(writer: Writer<'_>, besides: &Besides<'_>) -> BesideSection {
    let words = writer.words;
    let language = words.language();
    let indicator = besides.official;
    let decimals = indicator.decimals.max(1);
    let decimals = match indicator.unit {
        UnitOfMeasure::Kr | UnitOfMeasure::Students | UnitOfMeasure::Persons => indicator.decimals,
        _ => decimals,
    };
    let line = |(local, local_provisional, official): &(Option<Exact>, bool, Known)| {
        let shown = official.shown();
        BesideYear {
            year: official.period.to_string(),
            local: cell(language, local.as_ref(), decimals),
            local_provisional: *local_provisional && local.is_some(),
            official: cell(language, shown, decimals),
            difference: match local.as_ref().zip(shown) {
                Some((local, official)) => signed(language, &(local - official), decimals),
                None => String::new(),
            },
        }
    };
    let with = |provisional: bool| -> Vec<BesideYear> {
        let years = besides.years.iter().rev();
        let of = |y: &&(Option<Exact>, bool, Known)| {
            y.2.shown().is_some() && y.2.provisional == provisional
        };
        years.filter(of).map(line).collect()
    };
    let (settled, provisional) = (with(false), with(true));
    let none = settled.is_empty() && provisional.is_empty();
    BesideSection {
        id: format!("offisielt-{}", besides.place),
        local: besides.local.clone(),
        official: Link {
            text: writer.text(&indicator.title),
            href: writer.links.indicator(&indicator.id.value, None),
        },
        because: words.t(&format!("gap-{}", besides.why.because.as_str())),
        text: writer.text(&besides.why.text),
        pictures: if none {
            Vec::new()
        } else {
            pictures(writer, besides)
        },
        unit: unit_heading(words, indicator.unit),
        settled,
        provisional,
        none: if none {
            words.t("official-none")
        } else {
            String::new()
        },
    }
}

fn pictures(writer: Writer<'_>, besides: &Besides<'_>) -> Vec<String> {
    let indicator = besides.official;
    let first = besides.years.iter().position(|(.., k)| k.shown().is_some());
    let years = besides.years.iter().skip(first.unwrap_or(0));
    let dots: Vec<Dot> = years
        .map(|(.., known)| Dot {
            year: known.period,
            value: known.shown().cloned(),
            provisional: known.provisional,
            suppressed: known.is_suppressed(),
        })
        .collect();
    let title = writer.plain(&indicator.title);
    let description = writer.words.say(
        "official-picture",
        &[
            ("title", title.as_str().into()),
            (
                "from",
                dots.first()
                    .map(|d| d.year.to_string())
                    .unwrap_or_default()
                    .into(),
            ),
            (
                "to",
                dots.last()
                    .map(|d| d.year.to_string())
                    .unwrap_or_default()
                    .into(),
            ),
        ],
    );
    let id = format!("offisielt{}", besides.place);
    let unit = unit_heading(writer.words, indicator.unit);
    let breaks: Vec<i16> = indicator.breaks.iter().map(|b| b.year).collect();
    let chart = SeriesChart {
        id: &id,
        title: &title,
        description: &description,
        language: writer.words.language(),
        unit: &unit,
        decimals: indicator.decimals,
        counts: false,
        dots: &dots,
        target: None,
        required: None,
        baseline: None,
        breaks: &breaks,
        selected: None,
    };
    [Layout::Wide, Layout::Narrow]
        .map(|l| series(&chart, l))
        .to_vec()
}
