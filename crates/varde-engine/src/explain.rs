//! Opens a number: formula, parts, the rows that each part counted, and the file and line that each row came from.

use crate::answer::{Answer, Query};
use crate::engine::Engine;
use crate::error::{EngineError, unknown};
use crate::indicators::baseline_year;
use crate::measures::{Spread, condition_sql, spread_of};
use crate::snapshot::Snapshot;
use std::collections::BTreeMap;
use varde_calc::Exact;
use varde_facts::{Known, RowSource};
use varde_pack::{Aggregate, Indicator, IndicatorKind, Language, Measure, UnitOfMeasure};

/// An opened number.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Explanation {
    /// The answer that is opened.
    pub answer: Answer,
    /// The formula with the numbers in it.
    pub formula: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// One measure in one year, as part of a number.
#[derive(Debug, Clone)]
pub struct Part {
    /// `numerator`, `denominator`, `baseline`, or the name of a part of a share.
    pub part: String,
    /// Measure.
    pub measure: String,
    /// Year.
    pub period: i16,
    /// Exact value; `None` when it is hidden or unknown.
    pub value: Option<Exact>,
    /// The rows; empty unless asked for.
    pub rows: Vec<ExplainedRow>,
}

/// A stored row that a part stands on.
#[derive(Debug, Clone)]
pub struct ExplainedRow {
    /// What it adds to the part, exact; `None` for a row that only helps another to count.
    pub weight: Option<String>,
    /// Where it comes from.
    pub source: RowSource,
}

/// Whether to open the rows too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Formula and parts.
    Parts,
    /// And every row.
    Rows,
}

impl Engine {
    /// Open a goal's or an indicator's number for a year.
    ///
    /// # Errors
    /// When the name is unknown or the store can't be read.
    pub fn explain(
        &self,
        id: &str,
        unit: Option<&str>,
        year: i16,
        as_of: Option<Known>,
        depth: Depth,
    ) -> Result<Explanation, EngineError> {
        let as_of = match as_of {
            Some(moment) => moment,
            None => self.now()?,
        };
        let snapshot = self.snapshot(as_of)?;
        let query = Query {
            unit: unit.map(str::to_owned),
            year: Some(year),
            as_of: Some(as_of),
            ..Query::default()
        };
        let query = if self.pack.goal(id).is_some() {
            Query {
                goal: Some(id.to_owned()),
                ..query
            }
        } else if self.pack.indicator(id).is_some() {
            Query {
                indicator: Some(id.to_owned()),
                ..query
            }
        } else {
            let names = self
                .pack
                .goals
                .iter()
                .map(|g| g.id.value.as_str())
                .chain(self.pack.indicators.iter().map(|i| i.id.value.as_str()));
            return Err(unknown("goal or indicator", id, names));
        };
        let answer = self
            .evaluate_on(&snapshot, &query)?
            .pop()
            .ok_or_else(|| unknown("goal or indicator", id, []))?;
        let Some(indicator) = answer
            .indicator
            .as_deref()
            .and_then(|i| self.pack.indicator(i))
        else {
            return Ok(Explanation {
                answer,
                formula: String::new(),
                parts: Vec::new(),
            });
        };
        // What is hidden in the answer is not opened either.
        let hidden = answer.state == Some(varde_calc::State::Suppressed);
        let formula = if hidden {
            String::new()
        } else {
            formula(indicator, &answer)
        };
        let parts = if hidden {
            Vec::new()
        } else {
            self.parts(&snapshot, indicator, &answer, depth)?
        };
        Ok(Explanation {
            answer,
            formula,
            parts,
        })
    }

    fn parts(
        &self,
        snapshot: &Snapshot,
        indicator: &Indicator,
        answer: &Answer,
        depth: Depth,
    ) -> Result<Vec<Part>, EngineError> {
        let base = baseline_year(&self.pack, indicator);
        let window = |year: i16| (0..i16::from(indicator.window)).map(move |back| year - back);
        let mut wanted: Vec<(String, &Measure, i16)> = Vec::new();
        let mut add = |part: &str, id: &str, year: i16| {
            if let Some(measure) = self.pack.measures.get(id) {
                wanted.extend(window(year).map(|y| (part.to_owned(), measure, y)));
            }
        };
        match &indicator.kind {
            IndicatorKind::Value { numerator } => add("numerator", &numerator.value, answer.period),
            IndicatorKind::Ratio {
                numerator,
                denominator,
            } => {
                add("numerator", &numerator.value, answer.period);
                add("denominator", &denominator.value, answer.period);
            }
            IndicatorKind::Growth { numerator } | IndicatorKind::Index { numerator } => {
                add("numerator", &numerator.value, answer.period);
                if let Some(base) = base {
                    add("baseline", &numerator.value, base);
                }
            }
            IndicatorKind::SmallestShare { parts, .. }
            | IndicatorKind::ImprovedOrBalanced { parts, .. } => {
                parts
                    .iter()
                    .for_each(|p| add(&p.value, &p.value, answer.period));
            }
            IndicatorKind::RelativeGrowth {
                numerator,
                denominators,
            } => {
                for id in std::iter::once(numerator).chain(denominators) {
                    add(
                        if id == numerator {
                            "numerator"
                        } else {
                            "denominator"
                        },
                        &id.value,
                        answer.period,
                    );
                    if let Some(base) = base {
                        add("baseline", &id.value, base);
                    }
                }
            }
        }
        let mut parts = Vec::new();
        for (part, measure, period) in wanted {
            let value = snapshot
                .measure(measure, &answer.unit, period)
                .value()
                .cloned();
            let rows = if depth == Depth::Rows {
                self.rows(measure, &answer.unit, period, snapshot.as_of)?
            } else {
                Vec::new()
            };
            if value.is_some() || !rows.is_empty() {
                parts.push(Part {
                    part,
                    measure: measure.id.value.clone(),
                    period,
                    value,
                    rows,
                });
            }
        }
        Ok(parts)
    }

    /// The stored rows that a measure counts for a unit and year.
    fn rows(
        &self,
        measure: &Measure,
        unit: &str,
        year: i16,
        as_of: Known,
    ) -> Result<Vec<ExplainedRow>, EngineError> {
        let spread = spread_of(measure);
        let weight = match &measure.aggregate {
            Aggregate::Count | Aggregate::MinDaily => "'1'".to_owned(),
            other => format!(
                "cast(\"{}\" as varchar)",
                other.column().unwrap_or_default()
            ),
        };
        let time = match (spread, measure.at) {
            (Spread::Years, _) => format!("year = {year}"),
            (Spread::Days, Some((m, d))) => {
                format!("make_date({year}, {m}, {d}) between from_date and to_date")
            }
            _ => format!(
                "from_date <= make_date({year}, 12, 31) and to_date >= make_date({year}, 1, 1)"
            ),
        };
        let own = measure.condition.as_ref().map_or_else(
            || "true".to_owned(),
            |_| {
                condition_sql(
                    &Measure {
                        at: None,
                        ..measure.clone()
                    },
                    Spread::Years,
                )
            },
        );
        let sql = format!(
            "select {weight}, array_to_string(rows, ',') from \"{}\" join unit_closure on member_ = unit where ancestor_ = '{}' and {time} and {own} order by rows",
            measure.view.value,
            unit.replace('\'', "''")
        );
        let found = self.facts.read(&self.pack, as_of, |reader| {
            Ok::<_, EngineError>(reader.query("open the rows", &sql)?.rows)
        })?;
        let mut order: Vec<(i64, Option<String>)> = Vec::new();
        for row in found {
            let [weight, ids] = <[Option<String>; 2]>::try_from(row).unwrap_or_default();
            let counts_once = matches!(measure.aggregate, Aggregate::CountDistinct(_));
            for (index, id) in ids
                .unwrap_or_default()
                .split(',')
                .filter_map(|i| i.parse().ok())
                .enumerate()
            {
                let weight = if counts_once {
                    Some("1".to_owned())
                } else {
                    weight.clone()
                };
                order.push((id, weight.filter(|_| index == 0)));
            }
        }
        let ids: Vec<i64> = order.iter().map(|(id, _)| *id).collect();
        let sources: BTreeMap<i64, RowSource> = self
            .facts
            .sources_of(&self.pack.tables, &ids)?
            .into_iter()
            .map(|s| (s.row_id, s))
            .collect();
        Ok(order
            .into_iter()
            .filter_map(|(id, weight)| {
                Some(ExplainedRow {
                    weight,
                    source: sources.get(&id)?.clone(),
                })
            })
            .collect())
    }
}

/// The formula with its numbers, in English; pages build their own from the parts.
fn formula(indicator: &Indicator, answer: &Answer) -> String {
    let figure = &answer.figure;
    let show = |x: &Option<Exact>| {
        x.as_ref()
            .map_or_else(|| "unknown".to_owned(), Exact::to_exact_string)
    };
    let value = figure
        .value
        .as_ref()
        .map_or_else(|| "unknown".to_owned(), |v| v.to_short(4));
    let unit = if indicator.unit == UnitOfMeasure::PerCent {
        " %"
    } else {
        ""
    };
    let of = |id: &varde_pack::Located<String>| id.value.clone();
    let title = indicator.title.get(Language::En).to_owned();
    match &indicator.kind {
        IndicatorKind::Value { numerator } => format!("{} = {value}", of(numerator)),
        IndicatorKind::Ratio {
            numerator,
            denominator,
        } => {
            format!(
                "{} / {} = {} / {} = {value}{unit}",
                of(numerator),
                of(denominator),
                show(&figure.numerator),
                show(&figure.denominator)
            )
        }
        IndicatorKind::Growth { numerator } => format!(
            "change in {0} / {0} in the baseline year = {1} / {2} = {value}{unit}",
            of(numerator),
            show(&figure.numerator),
            show(&figure.denominator)
        ),
        IndicatorKind::Index { numerator } => format!(
            "{0} / {0} in the baseline year = {1} / {2} = {value}",
            of(numerator),
            show(&figure.numerator),
            show(&figure.denominator)
        ),
        IndicatorKind::SmallestShare { by, .. } => format!(
            "smallest of min(a, b) / (a + b) over {by} = {} / {} = {value}{unit}",
            show(&figure.numerator),
            show(&figure.denominator)
        ),
        IndicatorKind::ImprovedOrBalanced { by, .. } => format!(
            "{by}s that improved or are balanced / all = {} / {} = {value}{unit}",
            show(&figure.numerator),
            show(&figure.denominator)
        ),
        IndicatorKind::RelativeGrowth { .. } => format!(
            "{title}: {} / {} = {value}",
            show(&figure.numerator),
            show(&figure.denominator)
        ),
    }
}
