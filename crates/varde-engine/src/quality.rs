//! What the rules of quality find: each finding with its rows, its values, and a fingerprint that stays as long as the values do.

mod accepted;
mod check;
mod select;
mod touch;

pub use accepted::{Decision, Decisions, counted};
pub(crate) use check::check_quality;

use crate::engine::{Engine, lock};
use crate::error::{EngineError, unknown};
use crate::fingerprint::{Definition, fingerprint};
use jiff::civil::Date;
use select::select;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use varde_calc::Exact;
use varde_facts::{Breadth, Known, LiveSlice, Look, Reader, RowSource, live_at};
use varde_pack::quality::fill;
use varde_pack::{QualityKind, QualityRule, Weight};

/// Something that breaks a rule of quality.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// How serious it is.
    pub weight: Weight,
    /// The role that mends it.
    pub owner: Option<String>,
    /// The unit that it is about.
    pub unit: Option<String>,
    /// The year that it is about.
    pub year: Option<i16>,
    /// The values that it stands on, by column: exact numbers, ISO dates; `None` is null.
    pub values: Vec<(String, Option<String>)>,
    /// The first rows that it stands on.
    pub rows: Vec<i64>,
    /// How many there are.
    pub row_count: usize,
    /// Tables of those rows.
    pub tables: BTreeSet<String>,
    /// Sources that they came from; of a late delivery the source that is waited for.
    pub sources: BTreeSet<String>,
    /// Sixteen hexadecimal digits over the rule, its version and the values. The same values delivered again give the same.
    pub fingerprint: String,
}

impl Finding {
    /// The finding in a sentence of its rule, with values as they are read: no zeros at the end, nothing for null.
    pub fn says(&self, sentence: &str) -> String {
        fill(sentence, |name| {
            let value = self.value(name).unwrap_or_default();
            match Exact::parse(&value) {
                Ok(number) if value.contains('.') => number.to_short(DECIMALS),
                _ => value,
            }
        })
    }

    /// A value by its column; unit and year too.
    pub fn value(&self, name: &str) -> Option<String> {
        let found = self.values.iter().find(|(column, _)| column == name);
        match (found, name) {
            (Some((_, value)), _) => value.clone(),
            (None, "unit") => self.unit.clone(),
            (None, "year") => self.year.map(|y| y.to_string()),
            (None, _) => None,
        }
    }
}

/// Decimals that a finding is said with.
const DECIMALS: u32 = 4;

/// Most rows that a finding holds; a sum may stand on very many.
const ROWS_HELD: usize = 200;

/// What a SELECT gave, as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Found {
    unit: Option<String>,
    year: Option<i16>,
    values: Vec<(String, Option<String>)>,
    rows: Vec<i64>,
    row_count: usize,
}

/// The findings of a moment, as of a generation of the store, on a day.
type OfMoment = (u64, Known, Date, Arc<Vec<Finding>>);

/// Findings held ready.
#[derive(Default)]
pub(crate) struct Held {
    /// What rules found, by fingerprint of all that they stand on.
    by_rule: BTreeMap<String, Arc<Vec<Found>>>,
    moments: Vec<OfMoment>,
}

/// Rules' results and moments that are held in memory.
const KEPT: (usize, usize) = (200, 4);

impl Engine {
    /// What the rules of quality find as of a moment, looked at on a day: the most serious first, then by rule in the pack's order.
    ///
    /// # Errors
    /// When the store can't be read or a rule's SQL fails.
    pub fn findings(&self, as_of: Known, today: Date) -> Result<Arc<Vec<Finding>>, EngineError> {
        let generation = self.facts.generation();
        let same = |(g, k, d, _): &&OfMoment| (*g, *k, *d) == (generation, as_of, today);
        if let Some((.., found)) = lock(&self.quality).moments.iter().find(same) {
            return Ok(found.clone());
        }
        let live = live_at(&self.records()?.slices, as_of);
        let mut found = self.of_database(Look::At(as_of), &live, today)?;
        for rule in self
            .pack
            .quality
            .iter()
            .filter(|r| matches!(r.kind, QualityKind::Late))
        {
            found.extend(self.late(rule, as_of, today)?);
        }
        found.retain(|f| self.concerns(f));
        let place = |f: &Finding| self.pack.quality.iter().position(|r| r.id.value == f.rule);
        found.sort_by_cached_key(|f| {
            let year = f.year.map(std::cmp::Reverse);
            (
                f.weight,
                place(f),
                year,
                f.values.clone(),
                f.fingerprint.clone(),
            )
        });
        let found = Arc::new(found);
        let mut held = lock(&self.quality);
        held.moments.retain(|(g, ..)| *g == generation);
        if held.moments.len() >= KEPT.1 {
            held.moments.remove(0);
        }
        held.moments.push((generation, as_of, today, found.clone()));
        Ok(found)
    }

    /// The finding whose fingerprint begins so.
    ///
    /// # Errors
    /// When none or several do, or the store can't be read.
    pub fn finding(&self, prefix: &str, as_of: Known, today: Date) -> Result<Finding, EngineError> {
        let all = self.findings(as_of, today)?;
        let prefix = prefix.to_ascii_lowercase();
        let mut fitting = all
            .iter()
            .filter(|f| !prefix.is_empty() && f.fingerprint.starts_with(&prefix));
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => Ok(one.clone()),
            (Some(one), Some(other)) => Err(EngineError::Unknown {
                what: "single finding",
                name: prefix,
                near: vec![
                    format!("`{}`", one.fingerprint),
                    format!("`{}`", other.fingerprint),
                ],
            }),
            (None, _) => Err(unknown(
                "finding",
                &prefix,
                all.iter().map(|f| f.fingerprint.as_str()),
            )),
        }
    }

    /// The first rows that a finding stands on, each with its file and line.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn finding_rows(&self, finding: &Finding) -> Result<Vec<RowSource>, EngineError> {
        Ok(self.facts.sources_of(&self.pack.tables, &finding.rows)?)
    }

    /// What one rule finds on some slices, for its conformance cases; nothing of it is kept.
    pub(crate) fn findings_on(
        &self,
        rule: &QualityRule,
        slices: &[i64],
        today: Date,
    ) -> Result<Vec<Finding>, EngineError> {
        let found = self
            .facts
            .look(&self.pack, Look::On(slices), Breadth::Few, |reader| {
                self.run_rule(rule, today, reader)
            })?;
        let deliveries = self.facts.deliveries()?;
        let mut findings = assemble(self, rule, &found, &deliveries);
        findings.sort_by(|a, b| a.values.cmp(&b.values));
        Ok(findings)
    }

    /// What the rules find that the database answers. A rule whose rows have not changed is not run again.
    fn of_database(
        &self,
        look: Look<'_>,
        live: &[LiveSlice],
        today: Date,
    ) -> Result<Vec<Finding>, EngineError> {
        let asked: Vec<(&QualityRule, String)> = self
            .pack
            .quality
            .iter()
            .filter(|r| !matches!(r.kind, QualityKind::Late))
            .map(|rule| (rule, self.rule_fingerprint(rule, live, today)))
            .collect();
        let mut found: BTreeMap<String, Arc<Vec<Found>>> = {
            let held = lock(&self.quality);
            let of =
                |(_, f): &(&QualityRule, String)| Some((f.clone(), held.by_rule.get(f)?.clone()));
            asked.iter().filter_map(of).collect()
        };
        let lacking = |found: &BTreeMap<String, Arc<Vec<Found>>>| -> Vec<(&QualityRule, String)> {
            let open = asked.iter().filter(|(_, f)| !found.contains_key(f));
            open.cloned().collect()
        };
        let wanted = lacking(&found);
        let fingerprints: Vec<&str> = wanted.iter().map(|(_, f)| f.as_str()).collect();
        for (fingerprint, payload) in self.facts.computed(&fingerprints)? {
            // What an older version wrote in another form is looked for again.
            if let Ok(kept) = serde_json::from_str(&payload) {
                found.insert(fingerprint, Arc::new(kept));
            }
        }
        let missing = lacking(&found);
        if !missing.is_empty() {
            let fresh = self.facts.look(&self.pack, look, Breadth::Few, |reader| {
                let mut fresh = Vec::new();
                for (rule, fingerprint) in &missing {
                    fresh.push((
                        fingerprint.clone(),
                        *rule,
                        self.run_rule(rule, today, reader)?,
                    ));
                }
                Ok::<_, EngineError>(fresh)
            })?;
            let mut payloads = Vec::new();
            for (fingerprint, rule, of_rule) in fresh {
                if let Ok(payload) = serde_json::to_string(&of_rule) {
                    payloads.push((
                        fingerprint.clone(),
                        format!("quality {}", rule.id.value),
                        payload,
                    ));
                }
                found.insert(fingerprint, Arc::new(of_rule));
            }
            self.facts.keep_computed(&payloads)?;
        }
        let mut held = lock(&self.quality);
        if held.by_rule.len() + found.len() > KEPT.0 {
            held.by_rule.clear();
        }
        held.by_rule.extend(found.clone());
        drop(held);
        let deliveries = self.facts.deliveries()?;
        let of_rule = |(rule, fingerprint): &(&QualityRule, String)| {
            let found = found
                .get(fingerprint)
                .map(|f| f.as_slice())
                .unwrap_or_default();
            assemble(self, rule, found, &deliveries)
        };
        Ok(asked.iter().flat_map(of_rule).collect())
    }

    fn run_rule(
        &self,
        rule: &QualityRule,
        today: Date,
        reader: &Reader,
    ) -> Result<Vec<Found>, EngineError> {
        let what = format!("rule of quality `{}`", rule.id.value);
        let columns = |view: &str| {
            let described = reader.describe_view(&what, view).ok()?;
            Some(described.into_iter().map(|(name, _)| name).collect())
        };
        let Some(sql) = select(&self.pack, rule, today.year(), &columns) else {
            return Ok(Vec::new());
        };
        let relations = rule.reads.iter().map(String::as_str);
        let sql = format!(
            "with finding_ as ({sql}) select array_to_string(rows[1:{ROWS_HELD}], ',') as rows_, len(rows) as count_, * exclude (rows) from finding_"
        );
        let rows = reader.query(&what, relations, &sql)?;
        let mut out = Vec::new();
        for row in rows.rows {
            let mut found = Found {
                unit: None,
                year: None,
                values: Vec::new(),
                rows: Vec::new(),
                row_count: 0,
            };
            for (name, value) in rows.columns.iter().zip(row) {
                match name.as_str() {
                    "rows_" => {
                        let ids = value.unwrap_or_default();
                        found.rows = ids.split(',').filter_map(|id| id.parse().ok()).collect();
                    }
                    "count_" => {
                        found.row_count = value.and_then(|n| n.parse().ok()).unwrap_or(0);
                    }
                    "unit" => found.unit = value,
                    "year" => found.year = value.and_then(|y| y.parse().ok()),
                    _ => found.values.push((name.clone(), value)),
                }
            }
            if !self.is_over(rule, &found) {
                out.push(found);
            }
        }
        Ok(out)
    }

    /// A unit that ended has not stopped delivering.
    fn is_over(&self, rule: &QualityRule, found: &Found) -> bool {
        let unit = found.unit.as_deref().and_then(|u| self.pack.unit(u));
        let last = unit.and_then(|u| u.valid.1);
        matches!(rule.kind, QualityKind::Stopped { .. })
            && matches!((last, found.year), (Some(last), Some(year)) if last <= year)
    }

    /// Everything that decides what a rule finds.
    fn rule_fingerprint(&self, rule: &QualityRule, live: &[LiveSlice], today: Date) -> String {
        let mut base = BTreeSet::new();
        let mut hash = Sha256::new();
        let unknown = |_: &str| None;
        let sql = select(&self.pack, rule, today.year(), &unknown);
        hash.update(format!("{} {sql:?} {:?}", rule.id.value, rule.says));
        for relation in &rule.reads {
            let definition = Definition::of(&self.pack, relation);
            hash.update(definition.hash);
            base.extend(definition.base);
        }
        let definition: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
        fingerprint(&definition, &base, live)
    }

    /// Deliveries that were expected and have not come.
    fn late(
        &self,
        rule: &QualityRule,
        as_of: Known,
        today: Date,
    ) -> Result<Vec<Finding>, EngineError> {
        let unit = self.pack.strategy.as_ref().map(|s| s.unit.value.clone());
        let mut out = Vec::new();
        for of in self.completeness(as_of, today)? {
            let Some(since) = of.standing.late_since(today) else {
                continue;
            };
            let values = vec![
                ("source".to_owned(), Some(of.source.clone())),
                ("due".to_owned(), Some(since.to_string())),
            ];
            let found = Found {
                unit: unit.clone(),
                year: Some(of.year.unwrap_or_else(|| since.year())),
                values,
                rows: Vec::new(),
                row_count: 0,
            };
            let table = self.pack.source(&of.source).map(|s| s.into.value);
            out.push(Finding {
                sources: [of.source].into(),
                tables: table.into_iter().collect(),
                ..finding(rule, &found)
            });
        }
        Ok(out)
    }
}

/// Findings with what their rows tell. Findings of the same values are one.
fn assemble(
    engine: &Engine,
    rule: &QualityRule,
    found: &[Found],
    deliveries: &varde_facts::Deliveries,
) -> Vec<Finding> {
    let mut out: BTreeMap<String, Finding> = BTreeMap::new();
    for one in found {
        let mut made = finding(rule, one);
        for row in &one.rows {
            made.tables
                .extend(deliveries.table_of(*row).map(str::to_owned));
            let source = deliveries
                .source_of(*row)
                .filter(|s| engine.pack.source(s).is_some());
            made.sources.extend(source.map(str::to_owned));
        }
        match out.get_mut(&made.fingerprint) {
            Some(first) => {
                first.rows.extend(made.rows);
                first.rows.truncate(ROWS_HELD);
                first.row_count += made.row_count;
                first.tables.extend(made.tables);
                first.sources.extend(made.sources);
            }
            None => {
                out.insert(made.fingerprint.clone(), made);
            }
        }
    }
    out.into_values().collect()
}

fn finding(rule: &QualityRule, found: &Found) -> Finding {
    let mut hash = Sha256::new();
    hash.update(format!(
        "{} {} {:?} {:?} {:?}",
        rule.id.value, rule.version, found.unit, found.year, found.values
    ));
    let digest = hash.finalize();
    let fingerprint = digest.iter().take(8).map(|b| format!("{b:02x}"));
    Finding {
        rule: rule.id.value.clone(),
        weight: rule.weight,
        owner: rule.owner.as_ref().map(|o| o.value.clone()),
        unit: found.unit.clone(),
        year: found.year,
        values: found.values.clone(),
        rows: found.rows.clone(),
        row_count: found.row_count,
        tables: BTreeSet::new(),
        sources: BTreeSet::new(),
        fingerprint: fingerprint.collect(),
    }
}
