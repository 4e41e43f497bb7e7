//! Why a number is another than it was: the old value, then one thing changed at a time, then the new value.
//!
//! | step | what changes |
//! |---|---|
//! | new data | deliveries about what nobody had delivered before, and the day that dates are held against |
//! | corrected data | deliveries that took the place of others, and those that were taken out |
//! | definition | views, measures, rules and the indicator itself, as the pack had them then and now |
//! | units | the organisation tree and its codes |
//!
//! Each step is a whole evaluation, so the changes add up exactly.

use crate::answer::Answer;
use crate::audience::Audience;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::protect::{Extent, Eyes};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use varde_calc::Exact;
use varde_facts::{Known, LiveSlice, live_at};
use varde_pack::{Goal, Indicator, Pack};

/// What a step changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Cause {
    NewData,
    CorrectedData,
    Definition,
    Units,
}

impl Cause {
    /// All of them, in the order in which they are changed.
    pub const ALL: [Self; 4] = [
        Self::NewData,
        Self::CorrectedData,
        Self::Definition,
        Self::Units,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NewData => "new-data",
            Self::CorrectedData => "corrected-data",
            Self::Definition => "definition",
            Self::Units => "units",
        }
    }
}

/// One step of a bridge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was changed.
    pub cause: Cause,
    /// The value after it; `None` where there is none.
    pub value: Option<Exact>,
    /// The change from the last value before it; `None` where one of the two is missing.
    pub change: Option<Exact>,
}

/// The way from a value to a later one.
#[derive(Debug, Clone)]
pub struct Bridge {
    /// The answer that was known first.
    pub before: Answer,
    /// The answer that was known last.
    pub after: Answer,
    /// What lies between.
    pub steps: Vec<Step>,
    /// Numbers of the deliveries that are in force after and were not before.
    pub came: Vec<i64>,
    /// Numbers of the deliveries that were in force, at least in part, and are no longer.
    pub went: Vec<i64>,
}

impl Engine {
    /// Bridges of all years whose answer differs between two moments. `old` is the engine of the pack adopted at the first.
    ///
    /// # Errors
    /// When the name is unknown now, or the store can't be read.
    pub fn restate(
        &self,
        old: &Engine,
        id: &str,
        unit: Option<&str>,
        (from, to): (Known, Known),
        audience: &Audience,
    ) -> Result<Vec<Bridge>, EngineError> {
        let unit = self.unit(unit)?.id.value.clone();
        let records = self.records()?;
        let (then, now) = (live_at(&records.slices, from), live_at(&records.slices, to));
        let old_keys: BTreeSet<_> = then.iter().map(key).collect();
        let mut with_new = then.clone();
        with_new.extend(now.iter().filter(|s| !old_keys.contains(&key(s))).cloned());
        with_new.sort_by_key(|s| s.slice);
        let between = Engine::new(
            Arc::new(with_units_of(&self.pack, &old.pack)),
            self.facts.clone(),
        );

        let first = old.answers_on(id, &unit, (from, from), then.clone())?;
        let stages = [
            old.answers_on(id, &unit, (to, to), with_new)?,
            old.answers_on(id, &unit, (to, to), now.clone())?,
            between.answers_on(id, &unit, (to, to), now.clone())?,
            self.answers_on(id, &unit, (to, to), now.clone())?,
        ];
        let [.., last] = &stages;
        let batches = |some: &[LiveSlice], others: &[LiveSlice]| {
            let others: BTreeSet<i64> = others.iter().map(|s| s.slice).collect();
            let numbers: BTreeSet<i64> = records
                .slices
                .iter()
                .filter(|r| some.iter().any(|s| s.slice == r.slice.slice))
                .filter(|r| !others.contains(&r.slice.slice))
                .map(|r| r.batch)
                .collect();
            numbers
        };
        let tables = self.tables_of(id);
        let about = |slices: &[LiveSlice]| -> Vec<LiveSlice> {
            let fits = |s: &&LiveSlice| tables.contains(&s.table);
            slices.iter().filter(fits).cloned().collect()
        };
        let (came, went) = (
            batches(&about(&now), &about(&then)),
            batches(&about(&then), &about(&now)),
        );
        let mut bridges = Vec::new();
        for (year, after) in last {
            let Some(before) = first.get(year) else {
                continue;
            };
            if before.figure == after.figure && before.state == after.state {
                continue;
            }
            let clouded = before.clouded
                || stages
                    .iter()
                    .any(|s| s.get(year).is_some_and(|a| a.clouded));
            let mut standing = before.figure.value.clone();
            let steps = Cause::ALL
                .into_iter()
                .zip(&stages)
                .map(|(cause, stage)| {
                    let value = stage.get(year).and_then(|a| a.figure.value.clone());
                    let change = match (&standing, &value) {
                        (Some(a), Some(b)) => Some(b - a),
                        _ => None,
                    };
                    // A stage without a value is passed over: the next change is counted from the last value.
                    standing = value.clone().or(standing.take());
                    Step {
                        cause,
                        value,
                        change,
                    }
                })
                .collect();
            let mut bridge = Bridge {
                before: before.clone(),
                after: after.clone(),
                steps,
                came: came.iter().copied().collect(),
                went: went.iter().copied().collect(),
            };
            self.hide_bridge(id, &mut bridge, clouded, audience)?;
            bridges.push(bridge);
        }
        Ok(bridges)
    }

    /// Hides a bridge from who may not read the rows, where something was hidden near any of its values or is now.
    fn hide_bridge(
        &self,
        id: &str,
        bridge: &mut Bridge,
        clouded: bool,
        audience: &Audience,
    ) -> Result<(), EngineError> {
        let (goal, indicator) = self.goal_or_indicator(id);
        let Some(indicator) = indicator else {
            return Ok(());
        };
        let mut ends = [bridge.before.clone(), bridge.after.clone()];
        ends.iter_mut().for_each(|end| end.clouded |= clouded);
        self.hide_clouded(goal, indicator, &mut ends, audience)?;
        let hidden = ends.iter().any(|end| !end.for_publishing)
            && !self.reads_all_of(audience, goal, Some(indicator));
        if hidden {
            ends.iter_mut().for_each(Answer::hide);
            for step in &mut bridge.steps {
                (step.value, step.change) = (None, None);
            }
        }
        [bridge.before, bridge.after] = ends;
        Ok(())
    }

    /// What an id names, with its indicator.
    fn goal_or_indicator(&self, id: &str) -> (Option<&Goal>, Option<&Indicator>) {
        let goal = self.pack.goal(id);
        let indicator = match goal {
            Some(goal) => goal.indicator.as_ref().map(|i| i.value.as_str()),
            None => Some(id),
        };
        (goal, indicator.and_then(|i| self.pack.indicator(i)))
    }

    /// Answers by year on some slices. A pack that has no such goal or indicator gives none.
    fn answers_on(
        &self,
        id: &str,
        unit: &str,
        (as_of, day): (Known, Known),
        live: Vec<LiveSlice>,
    ) -> Result<BTreeMap<i16, Answer>, EngineError> {
        let (goal, indicator) = self.goal_or_indicator(id);
        let Some(indicator) = indicator else {
            return Ok(BTreeMap::new());
        };
        let Some(unit) = self.pack.unit(unit).map(|u| u.id.value.as_str()) else {
            return Ok(BTreeMap::new());
        };
        let asked = self.asked_of(goal, Some(indicator));
        let snapshot = self.snapshot_on(as_of, day.date(), live, &asked, None)?;
        let years = self.years(&snapshot, goal.is_some(), Some(indicator), unit);
        let clouds = self.protection(&snapshot, Extent::Clouds);
        let answer = |year| {
            let exact = (&snapshot, &Eyes::All);
            let mut answer = self.answer(exact, goal, Some(indicator), unit, year);
            answer.clouded = self.is_clouded(&clouds, goal, Some(indicator), year);
            (year, answer)
        };
        Ok(years.into_iter().map(answer).collect())
    }

    fn tables_of(&self, id: &str) -> BTreeSet<String> {
        let (goal, indicator) = self.goal_or_indicator(id);
        self.tables_under(&self.asked_of(goal, indicator))
    }
}

fn key(slice: &LiveSlice) -> (&str, &str, &str) {
    (&slice.source, &slice.table, &slice.key)
}

/// The new definitions on the old organisation.
fn with_units_of(new: &Pack, old: &Pack) -> Pack {
    Pack {
        units: old.units.clone(),
        hash: format!("{} on the units of {}", new.hash, old.hash),
        ..new.clone()
    }
}
