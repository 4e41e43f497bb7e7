//! The engine: a pack over the facts, as of a moment. Views run once; what has not changed is not run again.

use crate::answer::{Answer, Figure, Query, Reason};
use crate::error::{EngineError, unknown};
use crate::indicators::{baseline_year, figure};
use crate::measures::{Shape, ViewValues, measure_view, measures_of, shape_of, years};
use crate::snapshot::Snapshot;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use varde_calc::target::{Comparison as Way, Judged, Rule};
use varde_calc::{Exact, State, judge, required};
use varde_facts::{Facts, Known, LiveSlice, SliceRecord, live_at};
use varde_pack::{Comparison, Goal, Indicator, JudgedWhen, Measure, Pack, Target, Unit};

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
    definitions: BTreeMap<String, Definition>,
    shapes: Mutex<BTreeMap<String, Shape>>,
    records: Mutex<Option<Arc<Records>>>,
    histories: Mutex<BTreeMap<HistoryKey, Arc<Vec<Answer>>>>,
    kept: Mutex<BTreeMap<String, Arc<ViewValues>>>,
    snapshots: Mutex<Vec<(u64, Known, Date, Arc<Snapshot>)>>,
    run: AtomicU64,
    reused: AtomicU64,
}

/// What decides a measured view's values besides the rows.
struct Definition {
    hash: String,
    /// Tables and rules under it.
    base: BTreeSet<String>,
}

/// What was ever delivered, as of a generation of the store.
struct Records {
    generation: u64,
    slices: Vec<SliceRecord>,
    latest: Option<Known>,
}

/// Generation of the store, goal or indicator, unit, year.
pub(crate) type HistoryKey = (u64, String, String, i16);

/// Snapshots that are held ready, besides what the store keeps.
const SNAPSHOTS: usize = 8;

impl Engine {
    /// An engine for a pack and a store that has adopted it.
    pub fn new(pack: Arc<Pack>, facts: Arc<Facts>) -> Self {
        let measured = pack.views.keys().filter(|view| !measures_of(&pack, view).is_empty());
        let definitions = measured.map(|view| (view.clone(), Definition { hash: view_definition(&pack, view), base: pack.base_relations(view) })).collect();
        Self { pack, facts, definitions, shapes: Mutex::default(), records: Mutex::default(), histories: Mutex::default(), kept: Mutex::default(), snapshots: Mutex::default(), run: AtomicU64::new(0), reused: AtomicU64::new(0) }
    }

    /// What has been run and reused so far.
    pub fn work(&self) -> Work {
        Work { run: self.run.load(Ordering::SeqCst), reused: self.reused.load(Ordering::SeqCst) }
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
        let held = |snapshots: &Vec<(u64, Known, Date, Arc<Snapshot>)>| snapshots.iter().find(|(g, k, d, _)| (*g, *k, *d) == (generation, as_of, today)).map(|(.., s)| s.clone());
        if let Some(found) = held(&lock(&self.snapshots)) {
            return Ok(found);
        }
        let made = Arc::new(self.measure(as_of, today, |_| true)?);
        let mut snapshots = lock(&self.snapshots);
        snapshots.retain(|(g, ..)| *g == generation);
        if snapshots.len() >= SNAPSHOTS {
            snapshots.remove(0);
        }
        snapshots.push((generation, as_of, today, made.clone()));
        Ok(made)
    }

    /// What some indicators need, as of a moment, looked at from another day; nothing of it is kept.
    pub(crate) fn snapshot_of(&self, as_of: Known, today: Date, indicators: &[&Indicator]) -> Result<Snapshot, EngineError> {
        let views: BTreeSet<&str> = indicators.iter().flat_map(|i| self.measures(i)).map(|m| m.view.value.as_str()).collect();
        self.measure(as_of, today, |view| views.contains(view))
    }

    fn measure(&self, as_of: Known, today: Date, wanted: impl Fn(&str) -> bool) -> Result<Snapshot, EngineError> {
        let live = live_at(&self.records()?.slices, as_of);
        let mut snapshot = Snapshot { as_of, today, views: BTreeMap::new(), fingerprints: BTreeMap::new(), base: BTreeMap::new(), baselines: BTreeMap::new(), live };
        let mut missing = Vec::new();
        for (view, definition) in self.definitions.iter().filter(|(v, _)| wanted(v)) {
            let fingerprint = fingerprint(&definition.hash, &definition.base, &snapshot.live);
            match self.kept_values(&fingerprint)? {
                Some(values) => {
                    snapshot.views.insert(view.clone(), values);
                }
                None => missing.push((fingerprint.clone(), view.clone())),
            }
            snapshot.fingerprints.insert(view.clone(), fingerprint);
            // Derived rows outlive those that they stand on, so what a table holds is asked of the others.
            let derived = |table: &String| self.pack.tables.get(table).is_some_and(|t| t.derived.is_some());
            snapshot.base.insert(view.clone(), definition.base.iter().filter(|t| !derived(t)).cloned().collect());
        }
        let entered = snapshot.live.iter().any(|s| s.table == "baseline");
        if missing.is_empty() && !entered {
            return Ok(snapshot);
        }
        let (fresh, baselines) = self.facts.read(&self.pack, as_of, |reader| {
            let mut fresh = Vec::new();
            for (fingerprint, view) in missing {
                self.run.fetch_add(1, Ordering::SeqCst);
                let known = lock(&self.shapes).get(&view).copied();
                let shape = match known {
                    Some(shape) => shape,
                    None => shape_of(&view, reader)?,
                };
                lock(&self.shapes).insert(view.clone(), shape);
                let values = Arc::new(measure_view(&self.pack, &view, shape, reader)?);
                fresh.push((fingerprint, view, values));
            }
            let baselines = if entered { baselines(reader)? } else { BTreeMap::new() };
            Ok::<_, EngineError>((fresh, baselines))
        })?;
        snapshot.baselines = baselines;
        snapshot.views.extend(fresh.iter().map(|(_, view, values)| (view.clone(), values.clone())));
        self.keep(fresh)?;
        Ok(snapshot)
    }

    /// What was ever delivered, read again only after a write.
    fn records(&self) -> Result<Arc<Records>, EngineError> {
        let generation = self.facts.generation();
        if let Some(records) = lock(&self.records).as_ref().filter(|r| r.generation == generation) {
            return Ok(records.clone());
        }
        let records = Arc::new(Records { generation, slices: self.facts.slice_records()?, latest: self.facts.latest_known()? });
        *lock(&self.records) = Some(records.clone());
        Ok(records)
    }

    /// A history already told for this state of the store, or told now and remembered.
    pub(crate) fn remembered(&self, key: HistoryKey, tell: impl FnOnce() -> Result<Vec<Answer>, EngineError>) -> Result<Arc<Vec<Answer>>, EngineError> {
        if let Some(told) = lock(&self.histories).get(&key) {
            return Ok(told.clone());
        }
        let told = Arc::new(tell()?);
        let mut histories = lock(&self.histories);
        histories.retain(|(generation, ..), _| *generation == key.0);
        histories.insert(key, told.clone());
        Ok(told)
    }

    fn kept_values(&self, fingerprint: &str) -> Result<Option<Arc<ViewValues>>, EngineError> {
        if let Some(values) = lock(&self.kept).get(fingerprint) {
            self.reused.fetch_add(1, Ordering::SeqCst);
            return Ok(Some(values.clone()));
        }
        let Some(payload) = self.facts.computed(fingerprint)? else { return Ok(None) };
        let Ok(values) = serde_json::from_str::<ViewValues>(&payload) else { return Ok(None) };
        let values = Arc::new(values);
        self.reused.fetch_add(1, Ordering::SeqCst);
        lock(&self.kept).insert(fingerprint.to_owned(), values.clone());
        Ok(Some(values))
    }

    fn keep(&self, fresh: Vec<(String, String, Arc<ViewValues>)>) -> Result<(), EngineError> {
        let mut rows = Vec::new();
        for (fingerprint, view, values) in fresh {
            if let Ok(payload) = serde_json::to_string(values.as_ref()) {
                rows.push((fingerprint.clone(), view, payload));
            }
            lock(&self.kept).insert(fingerprint, values);
        }
        Ok(self.facts.keep_computed(&rows)?)
    }

    /// Answers for what is asked: goals in the order of the pack, then indicators, each by year.
    ///
    /// # Errors
    /// When a name is unknown or the store can't be read.
    pub fn evaluate(&self, query: &Query) -> Result<Vec<Answer>, EngineError> {
        let as_of = match query.as_of {
            Some(moment) => moment,
            None => self.now()?,
        };
        let snapshot = self.snapshot(as_of)?;
        self.evaluate_on(&snapshot, query)
    }

    /// Answers from a snapshot at hand.
    ///
    /// # Errors
    /// When a name is unknown.
    pub fn evaluate_on(&self, snapshot: &Snapshot, query: &Query) -> Result<Vec<Answer>, EngineError> {
        let unit = self.unit(query.unit.as_deref())?;
        let mut answers = Vec::new();
        if let Some(id) = &query.indicator {
            let indicator = self.indicator(id)?;
            self.each_year(snapshot, query, None, Some(indicator), &unit.id.value, &mut answers);
            return Ok(answers);
        }
        let goals: Vec<&Goal> = match &query.goal {
            Some(id) => vec![self.pack.goal(id).ok_or_else(|| unknown("goal", id, self.pack.goals.iter().map(|g| g.id.value.as_str())))?],
            None => self.pack.goals.iter().collect(),
        };
        for goal in goals {
            let indicator = goal.indicator.as_ref().and_then(|i| self.pack.indicator(&i.value));
            self.each_year(snapshot, query, Some(goal), indicator, &unit.id.value, &mut answers);
        }
        if query.goal.is_none() {
            for indicator in &self.pack.indicators {
                if self.has_data(snapshot, indicator, &unit.id.value) {
                    self.each_year(snapshot, query, None, Some(indicator), &unit.id.value, &mut answers);
                }
            }
        }
        Ok(answers)
    }

    fn each_year(&self, snapshot: &Snapshot, query: &Query, goal: Option<&Goal>, indicator: Option<&Indicator>, unit: &str, answers: &mut Vec<Answer>) {
        let years: Vec<i16> = match query.year {
            Some(year) => vec![year],
            None => self.years(snapshot, goal.is_some(), indicator, unit),
        };
        answers.extend(years.into_iter().map(|year| self.answer(snapshot, goal, indicator, unit, year)));
    }

    /// The years that are worth an answer: those with rows, and for a goal those of the strategy so far.
    pub fn years(&self, snapshot: &Snapshot, is_goal: bool, indicator: Option<&Indicator>, unit: &str) -> Vec<i16> {
        let this_year = snapshot.today.year().min(years().1);
        let period = self.pack.strategy.as_ref().map(|s| s.period);
        let Some(indicator) = indicator else {
            return vec![period.map_or(this_year, |(from, to)| this_year.clamp(from, to))];
        };
        let mut found = snapshot.years_with_rows(&self.measures(indicator), unit);
        // A year of which only the denominator is known, as staff hired long ago, says nothing.
        found.retain(|year| figure(&self.pack, snapshot, indicator, unit, *year).reason != Some(Reason::NoData));
        if let (true, Some((from, to))) = (is_goal, period) {
            found.extend(from..=to.min(this_year));
            if found.is_empty() {
                found.insert(from);
            }
        }
        found.into_iter().collect()
    }

    fn has_data(&self, snapshot: &Snapshot, indicator: &Indicator, unit: &str) -> bool {
        !self.years(snapshot, false, Some(indicator), unit).is_empty()
    }

    pub(crate) fn measures(&self, indicator: &Indicator) -> Vec<&Measure> {
        indicator.kind.measures().iter().filter_map(|id| self.pack.measures.get(&id.value)).collect()
    }

    /// One answer.
    pub fn answer(&self, snapshot: &Snapshot, goal: Option<&Goal>, indicator: Option<&Indicator>, unit: &str, year: i16) -> Answer {
        let figure = match indicator {
            Some(indicator) => figure(&self.pack, snapshot, indicator, unit, year),
            None => Figure { reason: Some(Reason::NotComputedYet), ..Figure::default() },
        };
        let rule = goal.and_then(|g| self.rule(g));
        let baseline = rule.as_ref().and_then(|r| self.baseline_value(snapshot, r, indicator?, unit));
        let state = self.state(goal, indicator, &figure, rule.as_ref(), baseline.as_ref(), year);
        let before = rule.as_ref().is_some_and(|r| matches!(r.judged, Judged::ByEnd { baseline_year, .. } if year < baseline_year));
        let figure = if before && figure.reason.is_none() { Figure { reason: Some(Reason::BeforeBaseline), ..figure } } else { figure };
        let definition = indicator.map(|i| format!("{}@{}", i.id.value, self.definition_hash(i))).unwrap_or_default();
        let fingerprint = self.answer_fingerprint(snapshot, indicator, &definition, unit, year);
        let provisional = figure.value.is_some() && indicator.is_some_and(|i| self.measures(i).iter().any(|m| snapshot.is_provisional(&self.pack, m, year)));
        Answer {
            goal: goal.map(|g| g.id.value.clone()),
            indicator: indicator.map(|i| i.id.value.clone()),
            title: goal.map(|g| g.title.clone()).or_else(|| indicator.map(|i| i.title.clone())).unwrap_or_default(),
            unit: unit.to_owned(),
            period: year,
            state,
            provisional,
            target: goal.and_then(|g| g.target.as_ref()).map(target_text),
            required: rule.as_ref().and_then(|r| required(r, baseline.as_ref(), year)),
            figure,
            definition,
            pack: format!("{}@{}", self.pack.id, self.pack.version),
            as_of: snapshot.as_of,
            fingerprint,
        }
    }

    fn state(&self, goal: Option<&Goal>, indicator: Option<&Indicator>, figure: &Figure, rule: Option<&Rule>, baseline: Option<&Exact>, year: i16) -> Option<State> {
        let without_value = match figure.reason {
            Some(Reason::CohortNotMature) => Some(State::TooEarly),
            Some(Reason::FewerThanFive) => Some(State::Suppressed),
            _ => Some(State::Unknown),
        };
        let Some(value) = &figure.value else { return without_value };
        goal?;
        let rule = rule?;
        if let Judged::ByEnd { baseline_year, .. } = rule.judged
            && year < baseline_year
        {
            return Some(State::Unknown);
        }
        let _ = indicator;
        Some(judge(rule, value, year, baseline))
    }

    /// What a goal's target asks, as the arithmetic wants it.
    fn rule(&self, goal: &Goal) -> Option<Rule> {
        let target = goal.target.as_ref()?;
        let number = |text: &String| Exact::parse(text).ok();
        let indicator = goal.indicator.as_ref().and_then(|i| self.pack.indicator(&i.value));
        let strategy = self.pack.strategy.as_ref();
        let judged = match (goal.judged, strategy) {
            (JudgedWhen::ByEnd, Some(s)) => Judged::ByEnd { baseline_year: indicator.and_then(|i| baseline_year(&self.pack, i)).unwrap_or(s.baseline), horizon: s.period.1 },
            _ => Judged::EveryYear,
        };
        Some(Rule {
            comparison: match target.comparison {
                Comparison::AtLeast => Way::AtLeast,
                Comparison::AtMost => Way::AtMost,
                Comparison::MoreThan => Way::MoreThan,
                Comparison::LessThan => Way::LessThan,
                Comparison::Between => Way::Between,
            },
            limit: number(&target.limit)?,
            upper: target.upper.as_ref().and_then(number),
            near: target.near.as_ref().and_then(number),
            judged,
        })
    }

    fn baseline_value(&self, snapshot: &Snapshot, rule: &Rule, indicator: &Indicator, unit: &str) -> Option<Exact> {
        match rule.judged {
            Judged::ByEnd { baseline_year, .. } => figure(&self.pack, snapshot, indicator, unit, baseline_year).value,
            Judged::EveryYear => None,
        }
    }

    /// The unit asked for, or the strategy's.
    ///
    /// # Errors
    /// When no unit has the id or code.
    pub fn unit(&self, asked: Option<&str>) -> Result<&Unit, EngineError> {
        let own = self.pack.strategy.as_ref().map(|s| s.unit.value.as_str());
        let name = asked.or(own).or_else(|| self.pack.units.first().map(|u| u.id.value.as_str())).unwrap_or_default();
        self.pack.unit(name).ok_or_else(|| unknown("unit", name, self.pack.units.iter().map(|u| u.id.value.as_str())))
    }

    /// The indicator of an id.
    ///
    /// # Errors
    /// When there is none.
    pub fn indicator(&self, id: &str) -> Result<&Indicator, EngineError> {
        self.pack.indicator(id).ok_or_else(|| unknown("indicator", id, self.pack.indicators.iter().map(|i| i.id.value.as_str())))
    }

    fn definition_hash(&self, indicator: &Indicator) -> String {
        let mut hash = Sha256::new();
        hash.update(format!("{:?} {} {:?}", kind_words(indicator), indicator.window, baseline_year(&self.pack, indicator)));
        for measure in self.measures(indicator) {
            hash.update(self.definitions.get(&measure.view.value).map_or("", |d| d.hash.as_str()));
            hash.update(measure_words(measure));
        }
        short(&hash.finalize())
    }

    fn answer_fingerprint(&self, snapshot: &Snapshot, indicator: Option<&Indicator>, definition: &str, unit: &str, year: i16) -> String {
        let mut hash = Sha256::new();
        hash.update(format!("{definition} {unit} {year} "));
        let measures = indicator.map(|i| self.measures(i)).unwrap_or_default();
        let views: BTreeSet<&str> = measures.iter().map(|m| m.view.value.as_str()).collect();
        for view in views {
            hash.update(snapshot.fingerprints.get(view).map_or("", String::as_str));
        }
        // A day matters only where a date is held against it.
        if measures.iter().any(|m| m.at.is_some() || crate::measures::spread_of(m) == crate::measures::Spread::Intervals) || year >= snapshot.today.year() {
            hash.update(snapshot.today.to_string());
        }
        hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What these hold is replaced whole, so a panic elsewhere leaves nothing half done.
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn short(hash: &[u8]) -> String {
    hash.iter().take(4).map(|b| format!("{b:02x}")).collect()
}

fn kind_words(indicator: &Indicator) -> String {
    let measures: Vec<&str> = indicator.kind.measures().iter().map(|m| m.value.as_str()).collect();
    format!("{:?} {measures:?} {:?}", std::mem::discriminant(&indicator.kind), indicator.kind.by())
}

fn measure_words(measure: &Measure) -> String {
    let condition = measure.condition.as_ref().map(|c| c.value.as_str());
    format!("{} {:?} {condition:?} {:?} {:?}", measure.id.value, measure.aggregate, measure.at, measure.absence)
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
            let rows: Vec<_> = rule.rows.iter().map(|r| (&r.values, r.valid_from, r.valid_to)).collect();
            hash.update(format!("{name} {rows:?}"));
        } else if let Some(table) = pack.tables.get(name) {
            let columns: Vec<_> = table.columns.iter().map(|c| (&c.id.value, c.kind)).collect();
            hash.update(format!("{name} {columns:?}"));
        }
    }
    for unit in &pack.units {
        let codes: Vec<_> = unit.codes.iter().map(|c| (&c.system, &c.institution, &c.code, c.from, c.to)).collect();
        hash.update(format!("{} {:?} {codes:?}", unit.id.value, unit.parent.as_ref().map(|p| &p.value)));
    }
    for (measure, by) in measures_of(pack, view) {
        hash.update(format!("{} {by:?}", measure_words(measure)));
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

fn fingerprint(definition: &str, base: &BTreeSet<String>, live: &[LiveSlice]) -> String {
    let mut hash = Sha256::new();
    hash.update(definition);
    for slice in live.iter().filter(|s| base.contains(&s.table)) {
        hash.update(slice.slice.to_le_bytes());
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

fn baselines(reader: &varde_facts::Reader) -> Result<BTreeMap<(String, String, i16), (Exact, String)>, EngineError> {
    let sql = "select b.indicator, a.unit, b.year, cast(b.value as varchar), b.source from baseline b join unit_alias a on a.code = b.unit and b.year between a.from_year and a.to_year";
    let mut out = BTreeMap::new();
    for row in reader.query("read the entered baselines", sql)?.rows {
        if let [Some(indicator), Some(unit), Some(year), Some(value), source] = <[Option<String>; 5]>::try_from(row).unwrap_or_default()
            && let (Ok(year), Ok(value)) = (year.parse(), Exact::parse(&value))
        {
            out.insert((indicator, unit, year), (value, source.unwrap_or_default()));
        }
    }
    Ok(out)
}

/// A target in a short, language-free form.
pub fn target_text(target: &Target) -> String {
    match (target.comparison, &target.upper) {
        (Comparison::AtLeast, _) => format!(">= {}", target.limit),
        (Comparison::AtMost, _) => format!("<= {}", target.limit),
        (Comparison::MoreThan, _) => format!("> {}", target.limit),
        (Comparison::LessThan, _) => format!("< {}", target.limit),
        (Comparison::Between, upper) => format!("{}..{}", target.limit, upper.as_deref().unwrap_or_default()),
    }
}
