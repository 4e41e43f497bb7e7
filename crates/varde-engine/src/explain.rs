//! Opens a number: formula, parts, the rows that each part counted, and the file and line that each row came from.

use crate::answer::{Answer, Query};
use crate::audience::Audience;
use crate::engine::{Engine, lock};
use crate::error::{EngineError, unknown};
use crate::indicators::baseline_year;
use crate::measures::{condition_sql, spread_of, spread_sql, year_of};
use crate::protect::{Eyes, Place};
use crate::snapshot::Snapshot;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
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
    /// Few persons stand behind it, or behind a number that it would give away.
    pub hidden: bool,
    /// The rows; empty unless asked for.
    pub rows: Vec<ExplainedRow>,
    /// How many rows of each table there are in all; empty unless rows were asked for.
    pub counts: BTreeMap<String, usize>,
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
    /// And the first rows of each table.
    First(usize),
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
        audience: &Audience,
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
            audience: audience.clone(),
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
        let hidden = answer.is_hidden();
        let formula = if hidden {
            String::new()
        } else {
            formula(indicator, &answer)
        };
        let parts = if hidden {
            Vec::new()
        } else {
            let eyes = self.eyes_of(&snapshot, audience)?;
            self.parts((&snapshot, &eyes), indicator, &answer, depth)?
        };
        Ok(Explanation {
            answer,
            formula,
            parts,
        })
    }

    fn parts(
        &self,
        (snapshot, eyes): (&Snapshot, &Eyes),
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
            // A year of a window may be hidden where the window is not.
            if self.hides_part(eyes, measure, (&answer.unit, period), value.as_ref()) {
                parts.push(Part {
                    part,
                    measure: measure.id.value.clone(),
                    period,
                    value: None,
                    hidden: true,
                    rows: Vec::new(),
                    counts: BTreeMap::new(),
                });
                continue;
            }
            let most = match depth {
                Depth::Parts => None,
                Depth::First(n) => Some(n),
                Depth::Rows => Some(usize::MAX),
            };
            let (rows, counts) = match most {
                Some(most) => self.rows(measure, &answer.unit, period, snapshot, most)?,
                None => Default::default(),
            };
            if value.is_some() || !rows.is_empty() {
                parts.push(Part {
                    part,
                    measure: measure.id.value.clone(),
                    period,
                    value,
                    hidden: false,
                    rows,
                    counts,
                });
            }
        }
        Ok(parts)
    }

    fn hides_part(
        &self,
        eyes: &Eyes,
        measure: &Measure,
        (unit, year): (&str, i16),
        value: Option<&Exact>,
    ) -> bool {
        let guard = self.guards.get(&measure.id.value);
        let (Eyes::Of(sight), Some(guard), Some(value)) = (eyes, guard, value) else {
            return false;
        };
        let place = Place {
            measure: measure.id.value.clone(),
            window: 1,
            slice: None,
            unit: unit.to_owned(),
            year,
        };
        sight.hides(guard, &place, value)
    }

    /// The stored rows that a measure counts for a unit and year: the first of each table, and how many there are.
    /// A row that adds to the part stands there as often as it does; one that only helps others to count stands there once.
    fn rows(
        &self,
        measure: &Measure,
        unit: &str,
        year: i16,
        snapshot: &Snapshot,
        most: usize,
    ) -> Result<(Vec<ExplainedRow>, BTreeMap<String, usize>), EngineError> {
        let found = self.counted(snapshot, measure, unit, year)?;
        let deliveries = self.facts.deliveries()?;
        let counts_once = matches!(measure.aggregate, Aggregate::CountDistinct(_));
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let (mut helpers, mut order) = (BTreeSet::new(), Vec::new());
        for row in found.get(&year).into_iter().flatten() {
            for (index, id) in row.rows.iter().copied().enumerate() {
                let weight = match (counts_once, index) {
                    (true, _) => Some("1".to_owned()),
                    (false, 0) => row.weight.as_deref().map(str::to_owned),
                    (false, _) => None,
                };
                let Some(table) = deliveries.table_of(id) else {
                    continue;
                };
                if weight.is_none() && !helpers.insert(id) {
                    continue;
                }
                let count = match counts.get_mut(table) {
                    Some(count) => count,
                    None => counts.entry(table.to_owned()).or_default(),
                };
                *count += 1;
                if *count <= most {
                    order.push((id, weight));
                }
            }
        }
        let ids: Vec<i64> = order.iter().map(|(id, _)| *id).collect();
        let sources: BTreeMap<i64, RowSource> = self
            .facts
            .sources_of(&self.pack.tables, &ids)?
            .into_iter()
            .map(|s| (s.row_id, s))
            .collect();
        let rows = order
            .into_iter()
            .filter_map(|(id, weight)| {
                Some(ExplainedRow {
                    weight,
                    source: sources.get(&id)?.clone(),
                })
            })
            .collect();
        Ok((rows, counts))
    }
}

/// A row of a view that counts: what it adds, and the stored rows that it stands on.
pub(crate) struct Counted {
    weight: Option<Box<str>>,
    rows: Box<[i64]>,
}

/// The counted rows of a measure by year.
type CountedByYear = Arc<BTreeMap<i16, Vec<Counted>>>;

/// Lists of counted rows that were asked for, by measure, unit and fingerprint of the view.
#[derive(Default)]
pub(crate) struct CountedLists {
    lists: BTreeMap<(String, String, String), CountedByYear>,
    rows: usize,
}

/// A list of at most so many rows is made for all years at once, since finding a year's takes nearly as long.
const ALL_YEARS: u64 = 100_000;

/// Lists of so many rows are held; a full store is emptied.
const HELD: usize = 250_000;

impl Engine {
    /// The rows of the view that a measure counts for a unit, at least those of the year.
    fn counted(
        &self,
        snapshot: &Snapshot,
        measure: &Measure,
        unit: &str,
        year: i16,
    ) -> Result<CountedByYear, EngineError> {
        let whole = snapshot.rows_of(measure, unit) <= ALL_YEARS;
        let fingerprint = snapshot.fingerprints.get(&measure.view.value);
        let key = (
            measure.id.value.clone(),
            unit.to_owned(),
            fingerprint.cloned().unwrap_or_default(),
        );
        if let Some(found) = lock(&self.counted).lists.get(&key).filter(|_| whole) {
            return Ok(found.clone());
        }
        let sql = counted_sql(measure, unit, (!whole).then_some(year));
        let view = measure.view.value.as_str();
        let found = self.facts.read(&self.pack, snapshot.as_of, |reader| {
            Ok::<_, EngineError>(reader.query("open the rows", [view], &sql)?.rows)
        })?;
        let all = found.len();
        let mut by_year: BTreeMap<i16, Vec<Counted>> = BTreeMap::new();
        for row in found {
            let [year, weight, ids] = <[Option<String>; 3]>::try_from(row).unwrap_or_default();
            if let Some(year) = year.and_then(|y| y.parse().ok()) {
                let ids = ids.unwrap_or_default();
                by_year.entry(year).or_default().push(Counted {
                    weight: weight.map(String::into_boxed_str),
                    rows: ids.split(',').filter_map(|id| id.parse().ok()).collect(),
                });
            }
        }
        let by_year = Arc::new(by_year);
        if whole {
            let mut held = lock(&self.counted);
            if held.rows + all > HELD {
                *held = CountedLists::default();
            }
            held.rows += all;
            held.lists.insert(key, by_year.clone());
        }
        Ok(by_year)
    }
}

/// The rows that a measure counts for a unit: year, weight, ids of the stored rows.
fn counted_sql(measure: &Measure, unit: &str, year: Option<i16>) -> String {
    let spread = spread_of(measure);
    let weight = match &measure.aggregate {
        Aggregate::Count | Aggregate::MinDaily => "'1'".to_owned(),
        other => format!(
            "cast(\"{}\" as varchar)",
            other.column().unwrap_or_default()
        ),
    };
    let column = year_of(spread);
    let only = year.map_or_else(String::new, |y| format!(" and {column} = {y}"));
    format!(
        "select {column}, {weight}, array_to_string(rows, ',') from {} where ancestor_ = '{}'{only} and {} order by {column}, rows",
        spread_sql(&measure.view.value, spread, std::iter::once(measure)),
        unit.replace('\'', "''"),
        condition_sql(measure, spread),
    )
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
