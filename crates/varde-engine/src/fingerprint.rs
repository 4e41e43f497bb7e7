//! Fingerprints: hashes of everything that a value stands on, so that what has not changed is known without running it.

use crate::engine::Engine;
use crate::indicators::baseline_year;
use crate::measures::{Spread, measures_of, spread_of};
use crate::snapshot::Snapshot;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use varde_facts::LiveSlice;
use varde_pack::{Goal, Indicator, Measure, Pack};

/// What decides a measured view's values besides the rows.
pub(crate) struct Definition {
    pub hash: String,
    /// Tables and rules under it.
    pub base: BTreeSet<String>,
}

impl Definition {
    pub fn of(pack: &Pack, view: &str) -> Self {
        Self {
            hash: view_definition(pack, view),
            base: pack.base_relations(view),
        }
    }
}

impl Engine {
    pub(crate) fn definition_hash(&self, indicator: &Indicator) -> String {
        let mut hash = Sha256::new();
        hash.update(format!(
            "{:?} {} {:?}",
            kind_words(indicator),
            indicator.window,
            baseline_year(&self.pack, indicator)
        ));
        for measure in self.measures(indicator) {
            hash.update(
                self.definitions
                    .get(&measure.view.value)
                    .map_or("", |d| d.hash.as_str()),
            );
            hash.update(measure_words(measure));
        }
        short(&hash.finalize())
    }

    pub(crate) fn answer_fingerprint(
        &self,
        snapshot: &Snapshot,
        goal: Option<&Goal>,
        indicator: Option<&Indicator>,
        definition: &str,
        unit: &str,
        year: i16,
    ) -> String {
        let mut hash = Sha256::new();
        hash.update(format!("{definition} {unit} {year} "));
        let measures: Vec<&Measure> = self
            .asked_of(goal, indicator)
            .into_iter()
            .flat_map(|i| self.measures(i))
            .collect();
        let views: BTreeSet<&str> = measures.iter().map(|m| m.view.value.as_str()).collect();
        for view in views {
            hash.update(snapshot.fingerprints.get(view).map_or("", String::as_str));
        }
        // A day matters only where a date is held against it.
        if measures
            .iter()
            .any(|m| m.at.is_some() || spread_of(m) == Spread::Intervals)
            || year >= snapshot.today.year()
        {
            hash.update(snapshot.today.to_string());
        }
        hash.finalize()
            .iter()
            .take(16)
            .map(|b| format!("{b:02x}"))
            .collect()
    }
}

fn short(hash: &[u8]) -> String {
    hash.iter().take(4).map(|b| format!("{b:02x}")).collect()
}

fn kind_words(indicator: &Indicator) -> String {
    let measures: Vec<&str> = indicator
        .kind
        .measures()
        .iter()
        .map(|m| m.value.as_str())
        .collect();
    format!(
        "{:?} {measures:?} {:?}",
        std::mem::discriminant(&indicator.kind),
        indicator.kind.by()
    )
}

fn measure_words(measure: &Measure) -> String {
    let condition = measure.condition.as_ref().map(|c| c.value.as_str());
    let needs: Vec<&str> = measure.needs.iter().map(|t| t.value.as_str()).collect();
    format!(
        "{} {:?} {condition:?} {:?} {:?} {needs:?}",
        measure.id.value, measure.aggregate, measure.at, measure.absence
    )
}

/// Everything of the pack that decides a view's values: its SQL and that of the views under it, rules, units, measures.
fn view_definition(pack: &Pack, view: &str) -> String {
    let mut hash = Sha256::new();
    let (mut open, mut seen) = (vec![view.to_owned()], BTreeSet::new());
    while let Some(name) = open.pop() {
        if let (true, Some(found)) = (seen.insert(name.clone()), pack.views.get(&name)) {
            open.extend(found.reads.iter().cloned());
        }
    }
    for name in &seen {
        if let Some(view) = pack.views.get(name) {
            hash.update(&view.sql);
        } else if let Some(rule) = pack.rules.get(name) {
            let rows: Vec<_> = rule
                .rows
                .iter()
                .map(|r| (&r.values, r.valid_from, r.valid_to))
                .collect();
            hash.update(format!("{name} {rows:?}"));
        } else if let Some(table) = pack.tables.get(name) {
            let columns: Vec<_> = table
                .columns
                .iter()
                .map(|c| (&c.id.value, c.kind))
                .collect();
            hash.update(format!("{name} {columns:?}"));
        }
    }
    for unit in &pack.units {
        let codes: Vec<_> = unit
            .codes
            .iter()
            .map(|c| (&c.system, &c.institution, &c.code, c.from, c.to))
            .collect();
        hash.update(format!(
            "{} {:?} {codes:?}",
            unit.id.value,
            unit.parent.as_ref().map(|p| &p.value)
        ));
    }
    for (measure, by) in measures_of(pack, view) {
        hash.update(format!("{} {by:?}", measure_words(measure)));
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

pub(crate) fn fingerprint(definition: &str, base: &BTreeSet<String>, live: &[LiveSlice]) -> String {
    let mut hash = Sha256::new();
    hash.update(definition);
    for slice in live.iter().filter(|s| base.contains(&s.table)) {
        hash.update(slice.slice.to_le_bytes());
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
