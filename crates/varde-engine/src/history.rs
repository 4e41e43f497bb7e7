//! How values looked each time something that they stand on became known: the moments replayed in order, each view run
//! only where its rows changed, all years at once.

use crate::answer::{Answer, Figure, exact_text};
use crate::audience::Audience;
use crate::engine::{Engine, lock};
use crate::error::EngineError;
use crate::evaluate::Rest;
use crate::protect::{Extent, Eyes};
use crate::snapshot::Snapshot;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use varde_calc::{Exact, State};
use varde_facts::Known;
use varde_pack::{Goal, Indicator};

/// To be raised when answers are computed otherwise from the same rows, so that histories kept before are told again.
const ARITHMETIC: u32 = 2;

/// The different answers of each year, oldest first.
type ByYear = Arc<BTreeMap<i16, Vec<Answer>>>;

/// One history, behind a lock of its own: many who ask for it at once wait for one telling.
type Telling = Arc<Mutex<Option<ByYear>>>;

/// Histories already told, for one state of the store.
#[derive(Default)]
pub(crate) struct Histories {
    generation: u64,
    told: BTreeMap<(String, String), Telling>,
}

/// An answer of a history as the store keeps it; the rest of it is in the pack.
#[derive(Serialize, Deserialize)]
struct Kept {
    period: i16,
    as_of: i64,
    state: Option<String>,
    provisional: bool,
    clouded: bool,
    figure: Figure,
    #[serde(with = "exact_text")]
    required: Option<Exact>,
    fingerprint: String,
}

impl Engine {
    /// How a year's value looked each time something that it stands on became known, oldest first; moments that changed nothing are left out.
    /// Who may not read the rows sees those where nothing near them was hidden then, or is now.
    ///
    /// # Errors
    /// When the name is unknown or the store can't be read.
    pub fn history(
        &self,
        id: &str,
        unit: Option<&str>,
        year: i16,
        audience: &Audience,
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
        let generation = self.facts.generation();
        let telling = {
            let mut histories = lock(&self.histories);
            if histories.generation != generation {
                *histories = Histories {
                    generation,
                    told: BTreeMap::new(),
                };
            }
            let key = (id.to_owned(), unit.clone());
            histories.told.entry(key).or_default().clone()
        };
        let mut told = lock(&telling);
        let by_year = match told.as_ref() {
            Some(by_year) => by_year.clone(),
            None => {
                let by_year = Arc::new(self.tell(id, goal, indicator, &unit)?);
                *told = Some(by_year.clone());
                by_year
            }
        };
        drop(told);
        let mut answers = by_year.get(&year).cloned().unwrap_or_default();
        self.hide_clouded(goal, indicator, &mut answers, audience)?;
        Ok(answers)
    }

    /// Hides, from an audience that may not read the rows, answers of several moments that something hidden hangs together with.
    pub(crate) fn hide_clouded(
        &self,
        goal: Option<&Goal>,
        indicator: &Indicator,
        answers: &mut [Answer],
        audience: &Audience,
    ) -> Result<(), EngineError> {
        let today = self.snapshot(self.now()?)?;
        let today = self.protection(&today, Extent::Cells);
        let reads = self.reads_all_of(audience, goal, Some(indicator));
        for answer in answers {
            let now = self.is_clouded(&today, goal, Some(indicator), answer.period);
            answer.clouded |= now;
            if !answer.clouded {
                continue;
            }
            answer.for_publishing = false;
            if !reads {
                answer.hide();
            }
        }
        Ok(())
    }

    /// The history that the store keeps for what was delivered by now, else one that is replayed and kept.
    fn tell(
        &self,
        id: &str,
        goal: Option<&Goal>,
        indicator: &Indicator,
        unit: &str,
    ) -> Result<BTreeMap<i16, Vec<Answer>>, EngineError> {
        let asked = self.asked_of(goal, Some(indicator));
        let fingerprint = self.history_fingerprint(id, &asked, unit)?;
        let kept = self.facts.computed(&[&fingerprint])?.pop();
        let kept = kept.and_then(|(_, text)| serde_json::from_str::<Vec<Kept>>(&text).ok());
        if let Some(kept) = kept {
            let mut histories: BTreeMap<i16, Vec<Answer>> = BTreeMap::new();
            for one in kept {
                let history = histories.entry(one.period).or_default();
                history.push(self.restored(goal, indicator, unit, one));
            }
            return Ok(histories);
        }
        let histories = self.replay(goal, indicator, unit)?;
        let kept: Vec<Kept> = histories
            .values()
            .flatten()
            .map(|answer| Kept {
                period: answer.period,
                as_of: answer.as_of.micros(),
                state: answer.state.map(|s| s.as_str().to_owned()),
                provisional: answer.provisional,
                clouded: answer.clouded,
                figure: answer.figure.clone(),
                required: answer.required.clone(),
                fingerprint: answer.fingerprint.clone(),
            })
            .collect();
        if let Ok(text) = serde_json::to_string(&kept) {
            let name = format!("history of {id}");
            self.facts.keep_computed(&[(fingerprint, name, text)])?;
        }
        Ok(histories)
    }

    /// Tables and rules that indicators stand on.
    pub(crate) fn tables_under(&self, indicators: &[&Indicator]) -> BTreeSet<String> {
        indicators
            .iter()
            .flat_map(|i| self.measures(i))
            .flat_map(|m| self.pack.base_relations(&m.view.value))
            .collect()
    }

    fn restored(
        &self,
        goal: Option<&Goal>,
        indicator: &Indicator,
        unit: &str,
        kept: Kept,
    ) -> Answer {
        let as_of = Known::from_micros(kept.as_of);
        let figure = kept.figure;
        let rest = Rest {
            state: kept.state.as_deref().and_then(State::parse),
            of_target: None,
            provisional: kept.provisional,
            required: kept.required,
            fingerprint: kept.fingerprint,
            as_of,
            conditions: Vec::new(),
            clouded: kept.clouded,
        };
        self.with_names(goal, Some(indicator), unit, kept.period, figure, rest)
    }

    /// Everything that a history stands on: the pack, and all deliveries that its tables ever had.
    fn history_fingerprint(
        &self,
        id: &str,
        asked: &[&Indicator],
        unit: &str,
    ) -> Result<String, EngineError> {
        let tables = self.tables_under(asked);
        let mut hash = Sha256::new();
        let program = env!("CARGO_PKG_VERSION");
        hash.update(format!(
            "history {program}-{ARITHMETIC} {} {id} {unit}",
            self.pack.hash
        ));
        for record in &self.records()?.slices {
            if tables.contains(&record.slice.table) || record.slice.table == "baseline" {
                let withdrawn = record.withdrawn.map(Known::micros);
                let (slice, known) = (record.slice.slice, record.slice.known.micros());
                hash.update(format!(" {slice} {known} {withdrawn:?}"));
            }
        }
        Ok(hash.finalize().iter().map(|b| format!("{b:02x}")).collect())
    }

    fn replay(
        &self,
        goal: Option<&Goal>,
        indicator: &Indicator,
        unit: &str,
    ) -> Result<BTreeMap<i16, Vec<Answer>>, EngineError> {
        let asked = self.asked_of(goal, Some(indicator));
        let tables: Vec<String> = self.tables_under(&asked).into_iter().collect();
        let mut histories: BTreeMap<i16, Vec<Answer>> = BTreeMap::new();
        let mut earlier: Option<Snapshot> = None;
        for moment in self.facts.moments(&tables)? {
            let snapshot = self.snapshot_of(moment, moment.date(), &asked, earlier.as_ref())?;
            let clouds = self.protection(&snapshot, Extent::Clouds);
            for year in self.years(&snapshot, goal.is_some(), Some(indicator), unit) {
                // Nothing about a year is known before it has begun.
                if moment.date().year() < year {
                    continue;
                }
                let exact = (&snapshot, &Eyes::All);
                let mut answer = self.answer(exact, goal, Some(indicator), unit, year);
                answer.clouded = self.is_clouded(&clouds, goal, Some(indicator), year);
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
