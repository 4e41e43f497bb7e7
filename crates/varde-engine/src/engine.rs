//! The engine: a pack over the facts, as of a moment. Views run once; what has not changed is not run again.

use crate::error::EngineError;
use crate::explain::CountedLists;
use crate::fingerprint::{Definition, fingerprint};
use crate::history::Histories;
use crate::measures::{Shape, ViewValues, measure_view, measures_of, shape_of};
use crate::protect::{Guards, guards};
use crate::snapshot::{Baselines, Snapshot};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use varde_calc::Exact;
use varde_facts::{Breadth, Facts, Known, LiveSlice, Look, SliceRecord, live_at};
use varde_pack::{Indicator, Measure, Pack};

/// How many views were run and how many kept results were taken instead, since the engine was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Work {
    /// Views that were run.
    pub run: u64,
    /// Views whose kept result still held.
    pub reused: u64,
}

/// Runs one pack over one store.
pub struct Engine {
    /// The pack.
    pub pack: Arc<Pack>,
    /// The store.
    pub facts: Arc<Facts>,
    pub(crate) definitions: BTreeMap<String, Definition>,
    /// Indicator → its name with the hash of its definition.
    pub(crate) indicator_definitions: BTreeMap<String, String>,
    /// What each measure of persons or answers asks for.
    pub(crate) guards: Guards,
    shapes: Mutex<BTreeMap<String, Shape>>,
    records: Mutex<Option<Arc<Records>>>,
    pub(crate) histories: Mutex<Histories>,
    kept: Mutex<BTreeMap<String, Arc<ViewValues>>>,
    pub(crate) counted: Mutex<CountedLists>,
    pub(crate) quality: Mutex<crate::quality::Held>,
    snapshots: Mutex<Vec<Held>>,
    run: AtomicU64,
    reused: AtomicU64,
}

/// What was ever delivered, as of a generation of the store.
pub(crate) struct Records {
    generation: u64,
    pub slices: Vec<SliceRecord>,
    latest: Option<Known>,
}

/// A snapshot held ready, with the state of the store, the moment and the day that it was made for.
type Held = (u64, Known, Date, Arc<Snapshot>);

/// A view that was run: fingerprint, view, values.
type Fresh = (String, String, Arc<ViewValues>);

/// Snapshots that are held ready, besides what the store keeps.
const SNAPSHOTS: usize = 8;

/// Views' values that are held in memory, besides those that the store keeps.
const KEPT: usize = 200;

/// More views than this at one look, and those that several stand on are worked out once.
const MANY: usize = 30;

impl Engine {
    /// An engine for a pack and a store that has adopted it.
    pub fn new(pack: Arc<Pack>, facts: Arc<Facts>) -> Self {
        let measured = pack
            .views
            .keys()
            .filter(|view| !measures_of(&pack, view).is_empty());
        let definitions = measured
            .map(|view| (view.clone(), Definition::of(&pack, view)))
            .collect();
        let mut engine = Self {
            guards: guards(&pack),
            pack: pack.clone(),
            facts,
            definitions,
            indicator_definitions: BTreeMap::new(),
            shapes: Mutex::default(),
            records: Mutex::default(),
            histories: Mutex::default(),
            kept: Mutex::default(),
            counted: Mutex::default(),
            quality: Mutex::default(),
            snapshots: Mutex::default(),
            run: AtomicU64::new(0),
            reused: AtomicU64::new(0),
        };
        let name = |i: &Indicator| format!("{}@{}", i.id.value, engine.definition_hash(i));
        engine.indicator_definitions = pack
            .indicators
            .iter()
            .map(|i| (i.id.value.clone(), name(i)))
            .collect();
        engine
    }

    /// What has been run and reused so far.
    pub fn work(&self) -> Work {
        Work {
            run: self.run.load(Ordering::SeqCst),
            reused: self.reused.load(Ordering::SeqCst),
        }
    }

    /// The moment that "now" means: the latest delivery.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn now(&self) -> Result<Known, EngineError> {
        Ok(self.records()?.latest.unwrap_or(Known::START))
    }

    /// Everything measured as of a moment.
    ///
    /// # Errors
    /// When the store can't be read or a view fails.
    pub fn snapshot(&self, as_of: Known) -> Result<Arc<Snapshot>, EngineError> {
        let today = as_of.date();
        let generation = self.facts.generation();
        let held = |snapshots: &Vec<Held>| {
            snapshots
                .iter()
                .find(|(g, k, d, _)| (*g, *k, *d) == (generation, as_of, today))
                .map(|(.., s)| s.clone())
        };
        if let Some(found) = held(&lock(&self.snapshots)) {
            return Ok(found);
        }
        let bare = Snapshot::of(as_of, today, live_at(&self.records()?.slices, as_of));
        let made = self.fill(bare, Look::At(as_of), None, None)?;
        let made = Arc::new(made);
        let mut snapshots = lock(&self.snapshots);
        snapshots.retain(|(g, ..)| *g == generation);
        if snapshots.len() >= SNAPSHOTS {
            snapshots.remove(0);
        }
        snapshots.push((generation, as_of, today, made.clone()));
        Ok(made)
    }

    /// What some indicators need, as of a moment, looked at from another day; nothing of it is kept.
    pub(crate) fn snapshot_of(
        &self,
        as_of: Known,
        today: Date,
        indicators: &[&Indicator],
        earlier: Option<&Snapshot>,
    ) -> Result<Snapshot, EngineError> {
        let live = live_at(&self.records()?.slices, as_of);
        let bare = Snapshot::of(as_of, today, live);
        self.fill(bare, Look::At(as_of), Some(indicators), earlier)
    }

    /// What some indicators need, on slices that need never have been in force together; nothing of it is kept.
    pub(crate) fn snapshot_on(
        &self,
        as_of: Known,
        today: Date,
        live: Vec<LiveSlice>,
        indicators: &[&Indicator],
        earlier: Option<&Snapshot>,
    ) -> Result<Snapshot, EngineError> {
        let numbers: Vec<i64> = live.iter().map(|s| s.slice).collect();
        let bare = Snapshot::of(as_of, today, live);
        self.fill(bare, Look::On(&numbers), Some(indicators), earlier)
    }

    /// Measure what a snapshot lacks: everything, which is kept for the next time, or what some indicators ask for.
    fn fill(
        &self,
        mut snapshot: Snapshot,
        look: Look<'_>,
        asked: Option<&[&Indicator]>,
        earlier: Option<&Snapshot>,
    ) -> Result<Snapshot, EngineError> {
        let measures: Option<Vec<&Measure>> =
            asked.map(|some| some.iter().flat_map(|i| self.measures(i)).collect());
        let wanted = |view: &str| {
            let reads = |m: &&Measure| m.view.value == view;
            measures.as_ref().is_none_or(|all| all.iter().any(reads))
        };
        let mut wanted_of_store = Vec::new();
        for (view, definition) in self.definitions.iter().filter(|(v, _)| wanted(v)) {
            let fingerprint = fingerprint(&definition.hash, &definition.base, &snapshot.live);
            let unchanged = earlier
                .filter(|e| e.fingerprints.get(view) == Some(&fingerprint))
                .and_then(|e| e.views.get(view).cloned());
            match unchanged.or_else(|| self.held(&fingerprint)) {
                Some(values) => {
                    snapshot.views.insert(view.clone(), values);
                }
                None => wanted_of_store.push((fingerprint.clone(), view.as_str())),
            }
            snapshot.fingerprints.insert(view.clone(), fingerprint);
            // Derived rows outlive those that they stand on, so what a table holds is asked of the others.
            let derived = |table: &String| {
                self.pack
                    .tables
                    .get(table)
                    .is_some_and(|t| t.derived.is_some())
            };
            snapshot.base.insert(
                view.clone(),
                definition
                    .base
                    .iter()
                    .filter(|t| !derived(t))
                    .cloned()
                    .collect(),
            );
        }
        let mut missing = wanted_of_store;
        if asked.is_none() {
            let kept = self.kept_values(&missing)?;
            missing.retain(|(fingerprint, _)| !kept.contains_key(fingerprint));
            for (view, fingerprint) in &snapshot.fingerprints {
                if let Some(values) = kept.get(fingerprint) {
                    snapshot.views.insert(view.clone(), values.clone());
                }
            }
        }
        let only: Option<BTreeSet<&str>> = measures
            .as_ref()
            .map(|all| all.iter().map(|m| m.id.value.as_str()).collect());
        let fresh = self.run_views(look, &missing, only.as_ref())?;
        snapshot.views.extend(
            fresh
                .iter()
                .map(|(_, view, values)| (view.clone(), values.clone())),
        );
        if asked.is_none() {
            self.keep(fresh)?;
        }
        if snapshot.live.iter().any(|s| s.table == "baseline") {
            snapshot.baselines = self.facts.look(&self.pack, look, Breadth::Few, baselines)?;
        }
        Ok(snapshot)
    }

    /// Run views, as many side by side as there are cores.
    fn run_views(
        &self,
        look: Look<'_>,
        views: &[(String, &str)],
        only: Option<&BTreeSet<&str>>,
    ) -> Result<Vec<Fresh>, EngineError> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let next = AtomicUsize::new(0);
        let breadth = if views.len() > MANY {
            Breadth::Most
        } else {
            Breadth::Few
        };
        let work = || {
            self.facts.look(&self.pack, look, breadth, |reader| {
                let mut fresh = Vec::new();
                while let Some((fingerprint, view)) = views.get(next.fetch_add(1, Ordering::SeqCst))
                {
                    let values = Arc::new(self.run_view(view, only, reader)?);
                    fresh.push((fingerprint.clone(), (*view).to_owned(), values));
                }
                Ok::<_, EngineError>(fresh)
            })
        };
        match views.len() {
            0 => Ok(Vec::new()),
            1 => work(),
            several => std::thread::scope(|scope| {
                let others: Vec<_> = (1..cores.min(several)).map(|_| scope.spawn(work)).collect();
                let mut fresh = work()?;
                for other in others {
                    let of_other = other
                        .join()
                        .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                    fresh.extend(of_other?);
                }
                Ok(fresh)
            }),
        }
    }

    fn run_view(
        &self,
        view: &str,
        only: Option<&BTreeSet<&str>>,
        reader: &varde_facts::Reader,
    ) -> Result<ViewValues, EngineError> {
        self.run.fetch_add(1, Ordering::SeqCst);
        let known = lock(&self.shapes).get(view).copied();
        let shape = match known {
            Some(shape) => shape,
            None => shape_of(&self.pack, view, reader)?,
        };
        lock(&self.shapes).insert(view.to_owned(), shape);
        measure_view(&self.pack, view, only, shape, reader)
    }

    /// What was ever delivered, read again only after a write.
    pub(crate) fn records(&self) -> Result<Arc<Records>, EngineError> {
        let generation = self.facts.generation();
        if let Some(records) = lock(&self.records)
            .as_ref()
            .filter(|r| r.generation == generation)
        {
            return Ok(records.clone());
        }
        let records = Arc::new(Records {
            generation,
            slices: self.facts.slice_records()?,
            latest: self.facts.latest_known()?,
        });
        *lock(&self.records) = Some(records.clone());
        Ok(records)
    }

    /// Values that are held in memory.
    fn held(&self, fingerprint: &str) -> Option<Arc<ViewValues>> {
        let values = lock(&self.kept).get(fingerprint).cloned()?;
        self.reused.fetch_add(1, Ordering::SeqCst);
        Some(values)
    }

    /// Values that the store keeps, by fingerprint.
    fn kept_values(
        &self,
        wanted: &[(String, &str)],
    ) -> Result<BTreeMap<String, Arc<ViewValues>>, EngineError> {
        let fingerprints: Vec<&str> = wanted.iter().map(|(f, _)| f.as_str()).collect();
        let mut found = BTreeMap::new();
        for (fingerprint, payload) in self.facts.computed(&fingerprints)? {
            // What an older version wrote in another form is computed again.
            if let Ok(values) = serde_json::from_str::<ViewValues>(&payload) {
                found.insert(fingerprint, Arc::new(values));
            }
        }
        self.reused.fetch_add(found.len() as u64, Ordering::SeqCst);
        lock(&self.kept).extend(found.iter().map(|(f, v)| (f.clone(), v.clone())));
        Ok(found)
    }

    fn keep(&self, fresh: Vec<Fresh>) -> Result<(), EngineError> {
        let mut rows = Vec::new();
        for (fingerprint, view, values) in fresh {
            if let Ok(payload) = serde_json::to_string(values.as_ref()) {
                rows.push((fingerprint.clone(), view, payload));
            }
            let mut kept = lock(&self.kept);
            // Those of moments that were looked at once make room.
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(fingerprint, values);
        }
        Ok(self.facts.keep_computed(&rows)?)
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What these hold is replaced whole, so a panic elsewhere leaves nothing half done.
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn baselines(reader: &varde_facts::Reader) -> Result<Baselines, EngineError> {
    let sql = "select b.indicator, a.unit, b.year, cast(b.value as varchar), b.source from baseline b join unit_alias a on a.code = b.unit and b.year between a.from_year and a.to_year";
    let mut out = BTreeMap::new();
    for row in reader
        .query("read the entered baselines", ["baseline"], sql)?
        .rows
    {
        if let [Some(indicator), Some(unit), Some(year), Some(value), source] =
            <[Option<String>; 5]>::try_from(row).unwrap_or_default()
            && let (Ok(year), Ok(value)) = (year.parse(), Exact::parse(&value))
        {
            out.insert((indicator, unit, year), (value, source.unwrap_or_default()));
        }
    }
    Ok(out)
}
