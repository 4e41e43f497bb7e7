//! Everything measured as of one moment, ready to be asked. Pure once it is made.

use crate::measures::{Measured, ViewValues, day_of};
use crate::protect::Protection;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};
use varde_calc::{Exact, bibliometrics::h_index, days::daily_minimum};
use varde_facts::{Known, LiveSlice};
use varde_pack::{Absence, Aggregate, Measure, Pack};

/// A measure's answer for a unit and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Got {
    /// Nothing is known.
    Unknown,
    /// Some row behind it is not certain yet.
    TooEarly,
    /// Exact.
    Value(Exact),
}

impl Got {
    pub(crate) fn value(&self) -> Option<&Exact> {
        if let Self::Value(value) = self {
            Some(value)
        } else {
            None
        }
    }
}

/// Baselines entered by hand: (indicator or measure, unit, year) → (value, where it is from).
pub(crate) type Baselines = BTreeMap<(String, String, i16), (Exact, String)>;

/// Values of all views as of a moment, and the day that cohorts and dates are held against.
pub struct Snapshot {
    /// The moment.
    pub as_of: Known,
    /// The day.
    pub today: Date,
    pub(crate) views: BTreeMap<String, Arc<ViewValues>>,
    pub(crate) fingerprints: BTreeMap<String, String>,
    pub(crate) live: Vec<LiveSlice>,
    /// Tables that hold rows of a delivery in force.
    tables: HashSet<String>,
    /// When the latest delivery of a source that says something of a year became known.
    latest: HashMap<(String, i16), Known>,
    /// Tables under each view that are filled from outside.
    pub(crate) base: BTreeMap<String, BTreeSet<String>>,
    /// Baselines entered by hand: (indicator, unit, year) → (value, source).
    pub(crate) baselines: Baselines,
    /// What is hidden of it, cell by cell, once somebody asked.
    pub(crate) hidden: OnceLock<Arc<Protection>>,
    /// What hangs together with something hidden, once somebody asked.
    pub(crate) clouds: OnceLock<Arc<Protection>>,
}

impl Snapshot {
    /// With the deliveries in force, and nothing measured yet.
    pub(crate) fn of(as_of: Known, today: Date, live: Vec<LiveSlice>) -> Self {
        let mut latest: HashMap<(String, i16), Known> = HashMap::new();
        for slice in &live {
            let year = slice.key.split(", ").find_map(|p| p.strip_prefix("year="));
            if let Some(year) = year.and_then(|y| y.parse().ok()) {
                let known = latest
                    .entry((slice.source.clone(), year))
                    .or_insert(slice.known);
                *known = (*known).max(slice.known);
            }
        }
        Self {
            as_of,
            today,
            views: BTreeMap::new(),
            fingerprints: BTreeMap::new(),
            base: BTreeMap::new(),
            baselines: BTreeMap::new(),
            hidden: OnceLock::new(),
            clouds: OnceLock::new(),
            tables: live.iter().map(|s| s.table.clone()).collect(),
            latest,
            live,
        }
    }

    /// A measure for a unit and year.
    pub fn measure(&self, measure: &Measure, unit: &str, year: i16) -> Got {
        let found = self
            .views
            .get(&measure.view.value)
            .and_then(|v| v.totals.get(&measure.id.value)?.get(unit)?.get(&year));
        self.got(measure, year, found)
    }

    /// A measure for each value of a column, for a unit and year.
    pub fn sliced(
        &self,
        measure: &Measure,
        by: &str,
        unit: &str,
        year: i16,
    ) -> BTreeMap<String, Got> {
        let found = self.views.get(&measure.view.value).and_then(|v| {
            v.slices
                .get(&measure.id.value)?
                .get(by)?
                .get(unit)?
                .get(&year)
        });
        found
            .map(|slices| {
                slices
                    .iter()
                    .map(|(name, m)| (name.clone(), self.got(measure, year, Some(m))))
                    .collect()
            })
            .unwrap_or_default()
    }

    fn got(&self, measure: &Measure, year: i16, found: Option<&Measured>) -> Got {
        // What happens after the day that is looked from is not known, whatever the rows promise.
        if day_of(measure, year).is_some_and(|day| day > self.today) || year > self.today.year() {
            return Got::Unknown;
        }
        if !measure.needs.iter().all(|table| self.holds(&table.value)) {
            return Got::Unknown;
        }
        let Some(found) = found else {
            return self.absent(measure);
        };
        if found
            .matures_on
            .as_deref()
            .and_then(|d| d.parse::<Date>().ok())
            .is_some_and(|day| day > self.today)
        {
            return Got::TooEarly;
        }
        // Nothing counted only because what decides it is not known: that is no zero.
        if found.undecided {
            return Got::Unknown;
        }
        match (&measure.aggregate, &found.value) {
            (Aggregate::MinDaily, intervals) => {
                self.minimum(intervals.as_deref().unwrap_or_default(), year)
            }
            (Aggregate::HIndex(_), citations) => {
                let citations: Vec<u64> = citations
                    .iter()
                    .flat_map(|c| c.split(','))
                    .filter_map(|c| c.parse().ok())
                    .collect();
                Got::Value(Exact::from_i128(i128::from(h_index(&citations))))
            }
            (_, Some(text)) => Exact::parse(text).map_or(Got::Unknown, Got::Value),
            // The view has rows here, none of them counts: a sum or count of none is zero, a largest of none is nothing.
            (Aggregate::Sum(_), None) => Got::Value(Exact::zero()),
            (_, None) => Got::Unknown,
        }
    }

    /// Whether a table holds rows of any delivery in force.
    fn holds(&self, table: &str) -> bool {
        self.tables.contains(table)
    }

    fn absent(&self, measure: &Measure) -> Got {
        let tables = self.base.get(&measure.view.value);
        let holds_rows = tables.is_some_and(|tables| tables.iter().any(|t| self.holds(t)));
        match measure.absence {
            Absence::Zero if holds_rows => Got::Value(Exact::zero()),
            _ => Got::Unknown,
        }
    }

    fn minimum(&self, intervals: &str, year: i16) -> Got {
        let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else {
            return Got::Unknown;
        };
        let parsed: Vec<(Date, Date)> = intervals
            .split(',')
            .filter_map(|i| i.split_once('/'))
            .filter_map(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)))
            .collect();
        let last = last.min(self.today);
        Got::Value(Exact::from_i128(i128::from(
            daily_minimum(&parsed, first, last, None).min,
        )))
    }

    /// Whether a measure's rows for a year may still change by their sources' own calendars.
    pub(crate) fn is_provisional(&self, pack: &Pack, measure: &Measure, year: i16) -> bool {
        let Some(tables) = self.base.get(&measure.view.value) else {
            return false;
        };
        pack.sources
            .values()
            .filter(|s| tables.contains(&s.into.value))
            .any(|source| {
                let open_year = source.expected.as_ref().is_some_and(|e| e.every == "month")
                    && year >= self.today.year()
                    && self.today < Date::new(year, 12, 31).unwrap_or(Date::MAX);
                let Some((month, day)) = source.provisional_until else {
                    return open_year;
                };
                let final_on = Date::new(year.saturating_add(1), month, day).unwrap_or(Date::MAX);
                let known = self.latest.get(&(source.id.value.clone(), year));
                open_year || known.is_some_and(|known| known.date() < final_on)
            })
    }

    /// Rows of the view that stand for a unit, counted by this measure or not, in all years.
    pub(crate) fn rows_of(&self, measure: &Measure, unit: &str) -> u64 {
        self.views
            .get(&measure.view.value)
            .and_then(|v| v.totals.get(&measure.id.value)?.get(unit))
            .map_or(0, |years| years.values().map(|m| m.rows).sum())
    }

    /// Years in which any of these measures has a value for a unit.
    pub(crate) fn years_with_rows(&self, measures: &[&Measure], unit: &str) -> BTreeSet<i16> {
        let mut years = BTreeSet::new();
        for measure in measures {
            if let Some(found) = self
                .views
                .get(&measure.view.value)
                .and_then(|v| v.totals.get(&measure.id.value)?.get(unit))
            {
                years.extend(found.keys().copied().filter(|y| {
                    *y <= self.today.year() && day_of(measure, *y).is_none_or(|d| d <= self.today)
                }));
            }
        }
        years
    }
}
