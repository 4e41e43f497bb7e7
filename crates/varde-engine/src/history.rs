//! How values looked each time something that they stand on became known: the moments replayed in order, each view run
//! only where its rows changed, all years at once.

use crate::answer::Answer;
use crate::engine::{Engine, lock};
use crate::error::EngineError;
use crate::snapshot::Snapshot;
use std::collections::BTreeMap;
use std::sync::Arc;
use varde_pack::{Goal, Indicator};

/// The different answers of each year, oldest first.
type ByYear = Arc<BTreeMap<i16, Vec<Answer>>>;

/// Histories already told, for one state of the store.
#[derive(Default)]
pub(crate) struct Histories {
    generation: u64,
    told: BTreeMap<(String, String), ByYear>,
}

impl Engine {
    /// How a year's value looked each time something that it stands on became known, oldest first; moments that changed nothing are left out.
    ///
    /// # Errors
    /// When the name is unknown or the store can't be read.
    pub fn history(
        &self,
        id: &str,
        unit: Option<&str>,
        year: i16,
    ) -> Result<Vec<Answer>, EngineError> {
        let goal = self.pack.goal(id);
        let indicator = match goal {
            Some(goal) => goal
                .indicator
                .as_ref()
                .and_then(|i| self.pack.indicator(&i.value)),
            None => Some(self.indicator(id)?),
        };
        let Some(indicator) = indicator else {
            return Ok(Vec::new());
        };
        let unit = self.unit(unit)?.id.value.clone();
        let key = (id.to_owned(), unit.clone());
        // Held while it is told, so that many who ask at once wait for one telling.
        let mut histories = lock(&self.histories);
        let generation = self.facts.generation();
        if histories.generation != generation {
            *histories = Histories {
                generation,
                told: BTreeMap::new(),
            };
        }
        let told = match histories.told.get(&key) {
            Some(told) => told.clone(),
            None => {
                let told = Arc::new(self.replay(goal, indicator, &unit)?);
                histories.told.insert(key, told.clone());
                told
            }
        };
        Ok(told.get(&year).cloned().unwrap_or_default())
    }

    fn replay(
        &self,
        goal: Option<&Goal>,
        indicator: &Indicator,
        unit: &str,
    ) -> Result<BTreeMap<i16, Vec<Answer>>, EngineError> {
        let measures = self.measures(indicator);
        let tables: Vec<String> = measures
            .iter()
            .flat_map(|m| self.pack.base_relations(&m.view.value))
            .collect();
        let mut histories: BTreeMap<i16, Vec<Answer>> = BTreeMap::new();
        let mut earlier: Option<Snapshot> = None;
        for moment in self.facts.moments(&tables)? {
            let snapshot =
                self.snapshot_of(moment, moment.date(), &[indicator], earlier.as_ref())?;
            for year in self.years(&snapshot, goal.is_some(), Some(indicator), unit) {
                // Nothing about a year is known before it has begun.
                if moment.date().year() < year {
                    continue;
                }
                let answer = self.answer(&snapshot, goal, Some(indicator), unit, year);
                let history = histories.entry(year).or_default();
                let nothing_yet = history.is_empty() && answer.figure.value.is_none();
                let same = history
                    .last()
                    .is_some_and(|last| last.figure == answer.figure && last.state == answer.state);
                if !nothing_yet && !same {
                    history.push(answer);
                }
            }
            earlier = Some(snapshot);
        }
        Ok(histories)
    }
}
