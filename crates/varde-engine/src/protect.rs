//! Which numbers are hidden from those who may not read the rows: the small ones, and what else would give them away.
//!
//! A measure that counts persons or answers has a *minimum cell*. All that one audience can lay beside each other of such
//! measures (units, years, slices, years added up) goes into one [`Tables`], with all that ties it together: units under
//! their parent, slices of a whole, years of a window, measures that add up to a third. [`protect`] says what is hidden.
//!
//! Of an earlier moment much less is shown: a measure's year that had, or has now, anything hidden in whatever it hangs
//! together with is *clouded*, and none of it is shown. So nobody can lay the gaps of two dates over each other.
//!
//! Not here: the arithmetic (`varde_calc::suppress`), who reads what (`varde_view::access`), which file or page asks.

use crate::audience::Audience;
use crate::snapshot::Snapshot;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use varde_calc::suppress::{Cell, Minimum, Tables, protect};
use varde_calc::{Exact, MIN_CELL_PERSONS, hides};
use varde_pack::{Aggregate, IndicatorKind, Measure, Pack, PersonalData, UnitOfMeasure};

/// What is asked of a measure that counts persons or answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guard {
    /// The fewest that a shown number may be of.
    pub minimum: u32,
    /// Who may read its rows sees it exactly.
    pub class: PersonalData,
    /// Over how many years indicators add it up.
    windows: BTreeSet<u8>,
    /// Columns that indicators slice it by.
    by: BTreeSet<String>,
    /// Whether the numbers of parts add up to that of the whole.
    adds_up: bool,
}

/// A number that may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place {
    pub measure: String,
    /// Years added up, this one the last.
    pub window: u8,
    /// Column and value.
    pub slice: Option<(String, String)>,
    pub unit: String,
    pub year: i16,
}

/// How much of the protection is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What is hidden, cell by cell.
    Cells,
    /// Only what is clouded.
    Clouds,
}

/// What is hidden as of one moment.
#[derive(Debug, Default)]
pub(crate) struct Protection {
    hidden: HashSet<Place>,
    clouded: HashMap<String, HashSet<i16>>,
}

/// Measures by id with what is asked of them.
pub(crate) type Guards = BTreeMap<String, Guard>;

/// How the numbers are looked at.
#[derive(Clone)]
pub(crate) enum Eyes {
    /// As they are.
    All,
    /// Each alone, as a conformance case has it: hidden when too few stand behind it.
    Alone,
    /// By an audience.
    Of(Sight),
}

/// An audience's view as of a moment.
#[derive(Clone)]
pub(crate) struct Sight {
    pub audience: Audience,
    /// As of the moment.
    pub then: Arc<Protection>,
    /// As of today, where the moment is an earlier one.
    pub now: Option<Arc<Protection>>,
}

impl Sight {
    /// Whether the number of a measure is hidden.
    pub fn hides(&self, guard: &Guard, place: &Place, value: &Exact) -> bool {
        if self.audience.reads(guard.class) {
            return false;
        }
        match &self.now {
            Some(now) => {
                let mut years = (0..i16::from(place.window)).map(|back| place.year - back);
                years.any(|year| {
                    self.then.is_clouded(&place.measure, year)
                        || now.is_clouded(&place.measure, year)
                })
            }
            None => hides(value, guard.minimum) || self.then.hidden.contains(place),
        }
    }
}

/// What each measure of persons or answers asks for. A part of a share counts persons when the whole does.
pub(crate) fn guards(pack: &Pack) -> Guards {
    let mut fewest: BTreeMap<&str, u32> = BTreeMap::new();
    for (id, measure) in &pack.measures {
        if let Some(least) = measure.fewest {
            fewest.insert(id, least);
        }
    }
    for indicator in &pack.indicators {
        let IndicatorKind::Ratio {
            numerator,
            denominator,
        } = &indicator.kind
        else {
            continue;
        };
        let part = pack.measures.get(&numerator.value);
        let whole = pack.measures.get(&denominator.value);
        if let (UnitOfMeasure::PerCent, Some(part), Some(whole)) = (indicator.unit, part, whole)
            && let Some(of_whole) = whole.fewest
            && part.view.value == whole.view.value
            && adds_up(part)
        {
            fewest
                .entry(part.id.value.as_str())
                .or_insert(of_whole.min(MIN_CELL_PERSONS));
        }
    }
    let guard = |(id, minimum): (&str, u32)| {
        let measure = pack.measures.get(id)?;
        let uses = || {
            let reads = |i: &&varde_pack::Indicator| {
                i.kind
                    .measures()
                    .iter()
                    .any(|m| m.value == measure.id.value)
            };
            pack.indicators.iter().filter(reads)
        };
        let tables = pack.base_relations(&measure.view.value);
        let class = tables
            .iter()
            .filter_map(|table| Some(pack.tables.get(table)?.personal_data))
            .max();
        let guard = Guard {
            minimum,
            class: class.map_or(PersonalData::Pseudonymous, |c| {
                c.max(PersonalData::Pseudonymous)
            }),
            windows: uses().map(|i| i.window).collect(),
            by: uses()
                .filter_map(|i| i.kind.by().map(str::to_owned))
                .collect(),
            adds_up: adds_up(measure),
        };
        Some((id.to_owned(), guard))
    };
    fewest.into_iter().filter_map(guard).collect()
}

fn adds_up(measure: &Measure) -> bool {
    matches!(
        measure.aggregate,
        Aggregate::Sum(_) | Aggregate::Count | Aggregate::CountDistinct(_)
    )
}

impl Protection {
    /// What is hidden of a snapshot.
    pub fn of(pack: &Pack, guards: &Guards, snapshot: &Snapshot, extent: Extent) -> Self {
        let mut build = Build::new(pack, guards);
        build.measured(snapshot);
        build.units();
        build.slices();
        build.windows();
        build.sums_of_measures();
        let mut protection = build.clouds();
        if extent == Extent::Cells {
            protection.hidden.extend(build.hidden());
        }
        protection
    }

    /// Whether anything is hidden in what a measure's year hangs together with.
    pub fn is_clouded(&self, measure: &str, year: i16) -> bool {
        let years = self.clouded.get(measure);
        years.is_some_and(|years| years.contains(&year))
    }
}

/// The tables while they are made.
struct Build<'a> {
    pack: &'a Pack,
    guards: &'a Guards,
    tables: Tables,
    cells: BTreeMap<Place, usize>,
    /// Small numbers that no table can hold, since they are no whole multiple of anything small.
    odd: Vec<Place>,
    /// What a measure's numbers are multiplied by to be whole.
    scales: BTreeMap<String, u32>,
    children: BTreeMap<&'a str, Vec<&'a str>>,
    /// How many levels of units lie under each.
    height: BTreeMap<&'a str, u32>,
}

/// A measure's numbers by place.
type Numbers = BTreeMap<Place, Exact>;

impl<'a> Build<'a> {
    fn new(pack: &'a Pack, guards: &'a Guards) -> Self {
        let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for unit in &pack.units {
            if let Some(parent) = &unit.parent {
                let of_parent = children.entry(parent.value.as_str()).or_default();
                of_parent.push(unit.id.value.as_str());
            }
        }
        let mut height: BTreeMap<&str, u32> = BTreeMap::new();
        for unit in &pack.units {
            let (mut at, mut levels) = (unit, 0);
            while let Some(parent) = at.parent.as_ref().and_then(|p| pack.unit(&p.value)) {
                levels += 1;
                let known = height.entry(parent.id.value.as_str()).or_default();
                *known = (*known).max(levels);
                if levels > 9 {
                    break;
                }
                at = parent;
            }
        }
        Self {
            pack,
            guards,
            tables: Tables::new(),
            cells: BTreeMap::new(),
            odd: Vec::new(),
            scales: BTreeMap::new(),
            children,
            height,
        }
    }

    /// A cell for every number of every guarded measure.
    fn measured(&mut self, snapshot: &Snapshot) {
        for (id, guard) in self.guards {
            let Some(measure) = self.pack.measures.get(id) else {
                continue;
            };
            let numbers = numbers(self.pack, guard, measure, snapshot);
            let scale = scale_of(numbers.values());
            self.scales.insert(id.clone(), scale);
            let times = Exact::from_int(i64::from(scale));
            for (place, value) in numbers {
                let whole = (value.clone() * times.clone()).to_exact_string();
                let minimum = Minimum::new(guard.minimum.saturating_mul(scale)).ok();
                match whole.parse::<u32>() {
                    Ok(value) => {
                        let cost = self.cost(&place);
                        let cell = self.tables.add(Cell {
                            value,
                            minimum,
                            cost,
                        });
                        self.cells.insert(place, cell);
                    }
                    Err(_) if hides(&value, guard.minimum) => self.odd.push(place),
                    Err(_) => {}
                }
            }
        }
    }

    /// The strategy's own unit is missed most, and a total more than its parts.
    fn cost(&self, place: &Place) -> u32 {
        let own = self.pack.strategy.as_ref().map(|s| s.unit.value.as_str());
        let level = if own == Some(place.unit.as_str()) {
            5
        } else {
            let level = self.height.get(place.unit.as_str()).copied();
            level.unwrap_or(0).min(4)
        };
        let of_unit = 10_u32.pow(level);
        let of_slice = if place.slice.is_some() { 1 } else { 10 };
        of_unit * of_slice * if place.window > 1 { 3 } else { 1 }
    }

    /// The total is its parts, and what they leave of it; parts that overlap tell nothing.
    fn total(&mut self, total: usize, parts: &[usize], adds_up: bool) {
        let value = |cell: &usize| u64::from(self.tables.cells()[*cell].value);
        let sum: u64 = parts.iter().map(value).sum();
        let whole = value(&total);
        // Neither can fail: the cells are there and what is said of them is true.
        if sum == whole {
            self.tables.sum(total, parts).ok();
        } else if sum < whole && adds_up {
            let cost = self.tables.cells()[total].cost;
            self.tables.rest(total, parts, cost).ok();
        }
    }

    /// Units under their parent.
    fn units(&mut self) {
        let mut found = Vec::new();
        for (place, cell) in &self.cells {
            let children = self.children.get(place.unit.as_str()).into_iter().flatten();
            let parts: Vec<usize> = children
                .filter_map(|child| {
                    let of_child = Place {
                        unit: (*child).to_owned(),
                        ..place.clone()
                    };
                    self.cells.get(&of_child).copied()
                })
                .collect();
            if !parts.is_empty() {
                found.push((*cell, parts, self.guards[&place.measure].adds_up));
            }
        }
        self.add(found);
    }

    /// Slices of a whole.
    fn slices(&mut self) {
        let mut parts: BTreeMap<(Place, &str), Vec<usize>> = BTreeMap::new();
        for (place, cell) in &self.cells {
            if let Some((column, _)) = &place.slice {
                let whole = Place {
                    slice: None,
                    ..place.clone()
                };
                let of_whole = parts.entry((whole, column)).or_default();
                of_whole.push(*cell);
            }
        }
        let found: Vec<_> = parts
            .into_iter()
            .filter_map(|((whole, _), parts)| {
                let adds_up = self.guards[&whole.measure].adds_up;
                Some((*self.cells.get(&whole)?, parts, adds_up))
            })
            .collect();
        self.add(found);
    }

    /// Years of a window.
    fn windows(&mut self) {
        let mut found = Vec::new();
        for (place, cell) in self.cells.iter().filter(|(p, _)| p.window > 1) {
            let parts: Vec<usize> = (0..i16::from(place.window))
                .filter_map(|back| {
                    let of_year = Place {
                        window: 1,
                        year: place.year - back,
                        ..place.clone()
                    };
                    self.cells.get(&of_year).copied()
                })
                .collect();
            found.push((*cell, parts, false));
        }
        self.add(found);
    }

    /// Measures that are the same number everywhere, or that two others of their view add up to everywhere: women, men, all.
    fn sums_of_measures(&mut self) {
        let mut anywhere: BTreeMap<Place, usize> = BTreeMap::new();
        let mut of_view: BTreeMap<(&str, Option<String>), BTreeMap<&str, Series>> = BTreeMap::new();
        for (place, cell) in self.cells.iter().filter(|(p, _)| p.window == 1) {
            let Some(measure) = self.pack.measures.get(&place.measure) else {
                continue;
            };
            if self.scales.get(&place.measure) != Some(&1) {
                continue;
            }
            let place_of = place;
            let place = Place {
                measure: String::new(),
                ..place.clone()
            };
            let next = anywhere.len();
            let place = *anywhere.entry(place).or_insert(next);
            let value = u64::from(self.tables.cells()[*cell].value);
            // Some measures are sliced and others not, so totals and slices are held against their like.
            let column = place_of.slice.as_ref().map(|(column, _)| column.clone());
            let view = (measure.view.value.as_str(), column);
            let measures = of_view.entry(view).or_default();
            let series = measures.entry(measure.id.value.as_str()).or_default();
            series.sum += value;
            series.cells.insert(place, (*cell, value));
        }
        let mut found = Vec::new();
        for measures in of_view.values() {
            // A part of nobody anywhere makes everything agree.
            let measures: Vec<&Series> = measures.values().filter(|s| s.sum > 0).collect();
            for (index, one) in measures.iter().enumerate() {
                for (at, other) in measures.iter().enumerate().skip(index + 1) {
                    tie(&[one], other, &mut found);
                    for (third, all) in measures.iter().enumerate() {
                        if third != index && third != at {
                            tie(&[one, other], all, &mut found);
                        }
                    }
                }
            }
        }
        self.add(found);
    }

    fn add(&mut self, found: Vec<(usize, Vec<usize>, bool)>) {
        for (total, parts, adds_up) in found {
            self.total(total, &parts, adds_up);
        }
    }

    /// The measures' years that hang together with a number that is hidden for its own sake.
    fn clouds(&self) -> Protection {
        let cells = self.tables.cells();
        let roots = roots(&self.tables);
        let dark: HashSet<usize> = (0..cells.len())
            .filter(|&cell| cells[cell].is_primary())
            .map(|cell| roots[cell])
            .collect();
        let mut clouded: HashMap<String, HashSet<i16>> = HashMap::new();
        let small = self
            .cells
            .iter()
            .filter(|(_, cell)| dark.contains(&roots[**cell]))
            .map(|(place, _)| place);
        for place in small.chain(&self.odd) {
            let years = (0..i16::from(place.window)).map(|back| place.year - back);
            let of_measure = clouded.entry(place.measure.clone()).or_default();
            of_measure.extend(years);
        }
        Protection {
            hidden: HashSet::new(),
            clouded,
        }
    }

    fn hidden(self) -> Vec<Place> {
        let shown = protect(&self.tables).shown;
        let hidden = self.cells.into_iter().filter(|(_, cell)| !shown[*cell]);
        hidden.map(|(place, _)| place).chain(self.odd).collect()
    }
}

/// A measure's numbers at numbered places.
#[derive(Default)]
struct Series {
    sum: u64,
    /// Place → cell and value.
    cells: BTreeMap<usize, (usize, u64)>,
}

/// Ties measures to a third when they add up to it at every place.
fn tie(parts: &[&Series], all: &Series, found: &mut Vec<(usize, Vec<usize>, bool)>) {
    if parts.iter().map(|part| part.sum).sum::<u64>() != all.sum {
        return;
    }
    let at = |series: &Series, place| series.cells.get(&place).map_or(0, |(_, value)| *value);
    let agrees =
        |place: usize| parts.iter().map(|part| at(part, place)).sum::<u64>() == at(all, place);
    // Sums that are the same and nowhere less are nowhere more.
    if !all.cells.keys().all(|&place| agrees(place)) {
        return;
    }
    for (place, (total, _)) in &all.cells {
        let of_place = parts.iter().filter_map(|part| part.cells.get(place));
        found.push((*total, of_place.map(|(cell, _)| *cell).collect(), false));
    }
}

/// All numbers of a measure: units, years, slices, windows.
fn numbers(pack: &Pack, guard: &Guard, measure: &Measure, snapshot: &Snapshot) -> Numbers {
    let mut numbers = Numbers::new();
    for unit in &pack.units {
        let unit = unit.id.value.as_str();
        for year in snapshot.years_with_rows(&[measure], unit) {
            let place = |slice| Place {
                measure: measure.id.value.clone(),
                window: 1,
                slice,
                unit: unit.to_owned(),
                year,
            };
            if let Some(value) = snapshot.measure(measure, unit, year).value() {
                numbers.insert(place(None), value.clone());
            }
            for column in &guard.by {
                for (name, got) in snapshot.sliced(measure, column, unit, year) {
                    if let Some(value) = got.value() {
                        let slice = Some((column.clone(), name));
                        numbers.insert(place(slice), value.clone());
                    }
                }
            }
        }
    }
    let mut windows = Numbers::new();
    for window in guard.windows.iter().copied().filter(|w| *w > 1) {
        for place in numbers.keys() {
            let years = (0..i16::from(window)).map(|back| place.year - back);
            let of_years = years.filter_map(|year| {
                numbers.get(&Place {
                    year,
                    ..place.clone()
                })
            });
            let sum = of_years.fold(Exact::zero(), |sum, value| sum + value.clone());
            let place = Place {
                window,
                ..place.clone()
            };
            windows.insert(place, sum);
        }
    }
    numbers.extend(windows);
    numbers
}

/// The smallest of 1, 10, 100, 1000 that makes all numbers whole, or 1 where none does.
fn scale_of<'n>(numbers: impl Iterator<Item = &'n Exact> + Clone) -> u32 {
    let is_whole = |times: u32| {
        let times = Exact::from_int(i64::from(times));
        numbers.clone().all(|n| {
            let n = n.clone() * times.clone();
            n.round_half_up(0) == n
        })
    };
    [1, 10, 100, 1000]
        .into_iter()
        .find(|&times| is_whole(times))
        .unwrap_or(1)
}

/// Which cells hang together: a root for each cell.
fn roots(tables: &Tables) -> Vec<usize> {
    fn find(parents: &mut [usize], cell: usize) -> usize {
        let mut root = cell;
        while parents[root] != root {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        root
    }
    let mut parents: Vec<usize> = (0..tables.cells().len()).collect();
    for relation in tables.relations() {
        for pair in relation.windows(2) {
            let (one, other) = (find(&mut parents, pair[0].0), find(&mut parents, pair[1].0));
            parents[one] = other;
        }
    }
    (0..parents.len())
        .map(|cell| find(&mut parents, cell))
        .collect()
}
