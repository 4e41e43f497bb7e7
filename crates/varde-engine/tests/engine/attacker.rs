//! An attacker: lays all that audiences are answered beside each other, units, years, slices and dates, and works out what
//! is hidden. Shares nothing with what hides it: it reads answers, and looks for itself how the true numbers add up.

use std::collections::{BTreeMap, BTreeSet};
use varde_calc::suppress::{Cell, Leak, Minimum, Tables, audit};
use varde_calc::{Exact, MIN_CELL_PERSONS};
use varde_engine::{Answer, Audience, Engine, Figure, Query};
use varde_facts::Known;
use varde_pack::{Aggregate, Indicator, IndicatorKind, Pack, UnitOfMeasure};

/// A count of persons that some answer gives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The measure, or two with `|`, whose smaller or whole is meant.
    pub what: String,
    /// Years added up.
    pub window: u8,
    /// The value of a column that it is of.
    pub slice: Option<String>,
    pub unit: String,
    pub year: i16,
    /// Which of the dates it is known as of.
    pub date: usize,
}

/// All true counts, and those that each audience was told.
pub struct Heard {
    pub truth: BTreeMap<Spot, (u32, Minimum)>,
    pub told: Vec<BTreeSet<Spot>>,
    views: BTreeMap<String, String>,
    parents: BTreeMap<String, String>,
}

/// Asks for everything on behalf of each audience.
pub fn listen(engine: &Engine, dates: &[Known], audiences: &[Audience]) -> Heard {
    let pack = &engine.pack;
    let parents = pack.units.iter().filter_map(|unit| {
        let parent = unit.parent.as_ref()?;
        Some((unit.id.value.clone(), parent.value.clone()))
    });
    let views = pack.measures.values();
    let mut heard = Heard {
        truth: BTreeMap::new(),
        told: Vec::new(),
        views: views
            .map(|m| (m.id.value.clone(), m.view.value.clone()))
            .collect(),
        parents: parents.collect(),
    };
    let everything = counts(engine, dates, &Audience::readers_of_all());
    for (spot, value) in everything {
        let whole: Option<u32> = value.to_exact_string().parse().ok();
        if let (Some(count), Some(minimum)) = (whole, minimum(pack, &spot)) {
            heard.truth.insert(spot, (count, minimum));
        }
    }
    for audience in audiences {
        let told = counts(engine, dates, audience).into_keys();
        heard
            .told
            .push(told.filter(|spot| heard.truth.contains_key(spot)).collect());
    }
    heard
}

/// What a count may be shown from; nothing where it is not of persons.
fn minimum(pack: &Pack, spot: &Spot) -> Option<Minimum> {
    let measure = spot.what.split('|').next()?;
    let fewest = pack.measures.get(measure)?.fewest;
    let of_share = || {
        let is_part = |i: &&Indicator| match &i.kind {
            IndicatorKind::Ratio {
                numerator,
                denominator,
            } => {
                let view = |id: &str| pack.measures.get(id).map(|m| m.view.value.clone());
                numerator.value == measure
                    && i.unit == UnitOfMeasure::PerCent
                    && view(&numerator.value) == view(&denominator.value)
                    && pack.measures[&denominator.value].fewest.is_some()
            }
            _ => false,
        };
        let counts = matches!(
            pack.measures[measure].aggregate,
            Aggregate::Sum(_) | Aggregate::Count | Aggregate::CountDistinct(_)
        );
        (counts && pack.indicators.iter().any(|i| is_part(&i))).then_some(MIN_CELL_PERSONS)
    };
    fewest
        .or_else(of_share)
        .and_then(|fewest| Minimum::new(fewest).ok())
}

fn counts(engine: &Engine, dates: &[Known], audience: &Audience) -> BTreeMap<Spot, Exact> {
    let mut out = BTreeMap::new();
    for (date, as_of) in dates.iter().enumerate() {
        for unit in &engine.pack.units {
            let query = Query {
                unit: Some(unit.id.value.clone()),
                as_of: Some(*as_of),
                audience: audience.clone(),
                ..Query::default()
            };
            for answer in engine.evaluate(&query).unwrap() {
                read(&engine.pack, &answer, date, &mut out);
            }
        }
    }
    out
}

/// The counts that an answer gives away.
fn read(pack: &Pack, answer: &Answer, date: usize, out: &mut BTreeMap<Spot, Exact>) {
    let held = answer
        .conditions
        .iter()
        .map(|c| (c.indicator.as_str(), &c.figure));
    let own = answer.indicator.as_deref().map(|i| (i, &answer.figure));
    for (id, figure) in own.into_iter().chain(held) {
        let Some(indicator) = pack.indicator(id) else {
            continue;
        };
        let spot = |what: &str, slice: Option<&str>, year: i16| Spot {
            what: what.to_owned(),
            window: indicator.window,
            slice: slice.map(str::to_owned),
            unit: answer.unit.clone(),
            year,
            date,
        };
        read_figure(pack, indicator, figure, answer.period, &spot, out);
    }
}

fn read_figure(
    pack: &Pack,
    indicator: &Indicator,
    figure: &Figure,
    year: i16,
    spot: &dyn Fn(&str, Option<&str>, i16) -> Spot,
    out: &mut BTreeMap<Spot, Exact>,
) {
    let (above, below) = (&figure.numerator, &figure.denominator);
    let mut put = |spot: Spot, value: &Option<Exact>| {
        if let Some(value) = value {
            out.insert(spot, value.clone());
        }
    };
    match &indicator.kind {
        IndicatorKind::Value { numerator } => put(spot(&numerator.value, None, year), above),
        IndicatorKind::Ratio {
            numerator,
            denominator,
        } => {
            put(spot(&numerator.value, None, year), above);
            put(spot(&denominator.value, None, year), below);
        }
        IndicatorKind::Growth { numerator } | IndicatorKind::Index { numerator } => {
            let base = varde_engine::indicators::baseline_year(pack, indicator).unwrap_or(year);
            let now = match (&indicator.kind, above, below) {
                (IndicatorKind::Growth { .. }, Some(more), Some(base)) => {
                    Some(more.clone() + base.clone())
                }
                _ => above.clone(),
            };
            put(spot(&numerator.value, None, base), below);
            put(spot(&numerator.value, None, year), &now);
        }
        // Products of two measures.
        IndicatorKind::RelativeGrowth { .. } => {}
        IndicatorKind::SmallestShare { parts, .. }
        | IndicatorKind::ImprovedOrBalanced { parts, .. } => {
            let pair = format!("{}|{}", parts[0].value, parts[1].value);
            for slice in &figure.slices {
                let name = Some(slice.name.as_str());
                put(
                    spot(&format!("{pair}|smaller"), name, year),
                    &slice.numerator,
                );
                put(
                    spot(&format!("{pair}|whole"), name, year),
                    &slice.denominator,
                );
            }
        }
    }
}

impl Heard {
    /// What can be worked out, and where, from what everyone is told and what the rows say that one may read by some roles.
    pub fn leaks(
        &self,
        everyone: &BTreeSet<Spot>,
        roles: &[&BTreeSet<Spot>],
    ) -> Vec<(Leak, Option<Spot>)> {
        let mut tables = Tables::new();
        let mut cells: BTreeMap<&Spot, usize> = BTreeMap::new();
        let mut shown = Vec::new();
        for (spot, (value, minimum)) in &self.truth {
            let may_read = roles.iter().any(|role| role.contains(spot));
            let cell = tables.add(Cell {
                value: *value,
                minimum: Some(*minimum).filter(|_| !may_read),
                cost: 1,
            });
            cells.insert(spot, cell);
            shown.push(may_read || everyone.contains(spot));
        }
        let value = |cell: usize, tables: &Tables| u64::from(tables.cells()[cell].value);
        for (total, parts) in self.sums(&cells) {
            let sum: u64 = parts.iter().map(|&part| value(part, &tables)).sum();
            let whole = value(total, &tables);
            if sum == whole {
                tables.sum(total, &parts).unwrap();
            } else if sum < whole {
                let rest = tables.rest(total, &parts, 1).unwrap();
                // What is left of a shown total after shown parts is known; it matters only when it is small.
                let known = shown[total] && parts.iter().all(|&part| shown[part]);
                let small = tables.cells()[rest].is_primary();
                shown.resize(rest + 1, false);
                shown[rest] = known && !small;
            }
        }
        // On two dates the same: who knows one knows the other, and what is told of one need not be kept of the other.
        for (spot, cell) in &cells {
            for date in 0..spot.date {
                let earlier = Spot {
                    date,
                    ..(*spot).clone()
                };
                if let Some(other) = cells.get(&earlier)
                    && value(*other, &tables) == value(*cell, &tables)
                {
                    tables.same(*other, *cell).unwrap();
                    let known = shown[*other] || shown[*cell];
                    (shown[*other], shown[*cell]) = (known, known);
                }
            }
        }
        shown.resize(tables.cells().len(), false);
        let by_cell: BTreeMap<usize, &Spot> = cells.iter().map(|(s, c)| (*c, *s)).collect();
        // A number that is large, or nobody, is kept back only for the sake of the small one in its answer: it may be known.
        audit(&tables, &shown)
            .into_iter()
            .filter(|leak| tables.cells()[leak.cell].is_primary())
            .map(|leak| {
                let spot = by_cell.get(&leak.cell).map(|s| (*s).clone());
                (leak, spot)
            })
            .collect()
    }

    /// Totals with their parts: units under their parent, years of a window, two measures of a view that make a third.
    fn sums(&self, cells: &BTreeMap<&Spot, usize>) -> Vec<(usize, Vec<usize>)> {
        let mut found = Vec::new();
        let mut children: BTreeMap<Spot, Vec<usize>> = BTreeMap::new();
        for (spot, cell) in cells {
            // The smaller of two in a faculty need not be the smaller in its departments.
            let adds_up = !spot.what.ends_with("|smaller");
            if let (true, Some(parent)) = (adds_up, self.parents.get(&spot.unit)) {
                let of_parent = Spot {
                    unit: parent.clone(),
                    ..(*spot).clone()
                };
                children.entry(of_parent).or_default().push(*cell);
            }
            if spot.window > 1 {
                let years = (0..i16::from(spot.window)).filter_map(|back| {
                    let of_year = Spot {
                        window: 1,
                        year: spot.year - back,
                        ..(*spot).clone()
                    };
                    cells.get(&of_year).copied()
                });
                let years: Vec<usize> = years.collect();
                let sum: u32 = years.iter().map(|&y| self.at(y)).sum();
                if sum == self.at(*cell) {
                    found.push((*cell, years));
                }
            }
        }
        for (parent, parts) in children {
            if let Some(total) = cells.get(&parent) {
                found.push((*total, parts));
            }
        }
        found.extend(self.thirds(cells));
        found
    }

    fn at(&self, cell: usize) -> u32 {
        self.truth.values().nth(cell).map_or(0, |(value, _)| *value)
    }

    fn thirds(&self, cells: &BTreeMap<&Spot, usize>) -> Vec<(usize, Vec<usize>)> {
        let mut measures: BTreeMap<&str, BTreeMap<Spot, usize>> = BTreeMap::new();
        for (spot, cell) in cells
            .iter()
            .filter(|(s, _)| s.slice.is_none() && s.window == 1)
        {
            let place = Spot {
                what: String::new(),
                ..(*spot).clone()
            };
            measures.entry(&spot.what).or_default().insert(place, *cell);
        }
        let mut found = Vec::new();
        let ids: Vec<&str> = measures.keys().copied().collect();
        for one in &ids {
            for other in ids.iter().filter(|other| *other > one) {
                for all in ids.iter().filter(|all| *all != one && *all != other) {
                    let views = [one, other, all].map(|id| self.views.get(*id));
                    if views[0] != views[1] || views[1] != views[2] {
                        continue;
                    }
                    let count = |id: &str, place: &Spot| {
                        measures[id].get(place).map_or(0, |cell| self.at(*cell))
                    };
                    let places: BTreeSet<&Spot> = [one, other, all]
                        .iter()
                        .flat_map(|id| measures[**id].keys())
                        .collect();
                    let agrees = places
                        .iter()
                        .all(|p| count(one, p) + count(other, p) == count(all, p));
                    let says = |id: &str| measures[id].values().any(|cell| self.at(*cell) > 0);
                    if !agrees || !says(one) || !says(other) {
                        continue;
                    }
                    for (place, total) in &measures[all] {
                        let of = |id: &str| measures[id].get(place).copied();
                        let parts = [of(one), of(other)].into_iter().flatten().collect();
                        found.push((*total, parts));
                    }
                }
            }
        }
        found
    }
}
