//! What has come of each source for each year, what is late and what is not due yet. The day is an argument.

use crate::engine::Engine;
use crate::error::EngineError;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use varde_calc::completeness::{
    Standing, Year, day_of_next, parts_of_year, register_standing, standing,
};
use varde_facts::{Coverage, Known};
use varde_pack::Source;

/// Deliveries whose day nobody has named are due when the next year is over.
const YEAR_END: (i8, i8) = (12, 31);

/// A source in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceYear {
    /// Source.
    pub source: String,
    /// The year; `None`: a register that holds until the next delivery.
    pub year: Option<i16>,
    /// The latest delivery in force, and when it became known; `None`: nothing has come.
    pub delivered: Option<(i64, Known)>,
    /// Rows in force.
    pub rows: u64,
    /// Months or semesters that are there, and how many there are; 1 of 1 where they can't be told apart.
    pub parts: (usize, usize),
    /// How it stands.
    pub standing: Standing,
    /// When it is due; `None`: nothing is expected.
    pub due: Option<Date>,
    /// Until when the year's numbers are provisional.
    pub provisional_until: Option<Date>,
}

impl Engine {
    /// What the sources cover as of a moment, as it stands on a day: by source, then by year from two years before the strategy's first.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn completeness(&self, as_of: Known, today: Date) -> Result<Vec<SourceYear>, EngineError> {
        let mut by_source: BTreeMap<String, Vec<Coverage>> = BTreeMap::new();
        for covered in self.facts.coverage(as_of)? {
            let of = by_source.entry(covered.source.clone()).or_default();
            of.push(covered);
        }
        let declared = self.pack.sources.values();
        let expected = declared.filter(|s| s.expected.is_some());
        let names: BTreeSet<String> = expected
            .map(|s| s.id.value.clone())
            .chain(by_source.keys().cloned())
            .collect();
        let start = self.pack.strategy.as_ref().map(|s| s.period.0 - 2);
        let mut out = Vec::new();
        for source in names.iter().filter_map(|id| self.pack.source(id)) {
            let own = by_source.remove(&source.id.value).unwrap_or_default();
            out.extend(of_source(&source, &own, start, today));
        }
        Ok(out)
    }
}

/// A year and, where the key names one, its month or semester: `year=2023, semester=3`, `unit=230240, period=202301`.
fn period_of(key: &str) -> (Option<i16>, Option<String>) {
    let (mut year, mut part) = (None, None);
    for (name, value) in key.split(", ").filter_map(|pair| pair.split_once('=')) {
        if name == "year" || name.ends_with("_year") {
            year = year.or_else(|| value.parse().ok());
        } else if name == "semester" {
            part = Some(value.to_owned());
        } else if name == "period"
            && value.len() == 6
            && let Ok(in_year) = value.get(..4).unwrap_or_default().parse()
        {
            year = Some(in_year);
            // The thirteenth period closes the year and is not a month of its own.
            part = value.get(4..).filter(|m| *m != "13").map(str::to_owned);
        }
    }
    (year, part)
}

fn of_source(
    source: &Source,
    covered: &[Coverage],
    start: Option<i16>,
    today: Date,
) -> Vec<SourceYear> {
    let every = source.expected.as_ref().map(|e| e.every.as_str());
    let due = source.expected.as_ref().map(|e| e.due.unwrap_or(YEAR_END));
    let mut years: BTreeMap<i16, Vec<(&Coverage, Option<String>)>> = BTreeMap::new();
    let mut whole = Vec::new();
    for one in covered {
        match period_of(&one.key) {
            (Some(year), part) => years.entry(year).or_default().push((one, part)),
            (None, _) => whole.push(one),
        }
    }
    let latest = |some: &[&Coverage]| {
        let last = some.iter().max_by_key(|c| (c.known, c.batch));
        last.map(|c| (c.batch, c.known))
    };
    let Some(first) = years.keys().next().copied() else {
        let delivered = latest(&whole);
        return vec![SourceYear {
            source: source.id.value.clone(),
            year: None,
            delivered,
            rows: whole.iter().map(|c| c.rows).sum(),
            parts: (1, 1),
            standing: delivered.map_or(Standing::NotExpected, |(_, known)| {
                register_standing(known.date(), due, today)
            }),
            due: None,
            provisional_until: None,
        }];
    };
    let last = years.keys().next_back().copied().unwrap_or(first);
    let from = start.map_or(first, |s| s.max(first));
    (from..=last.max(today.year()))
        .map(|year| {
            let own = years.get(&year).map(Vec::as_slice).unwrap_or_default();
            let slices: Vec<&Coverage> = own.iter().map(|(c, _)| *c).collect();
            let named: BTreeSet<&String> =
                own.iter().filter_map(|(_, part)| part.as_ref()).collect();
            let parts = match every.map(parts_of_year) {
                Some(of) if of > 1 && !named.is_empty() => (named.len().min(of), of),
                _ => (usize::from(!own.is_empty()), 1),
            };
            let of = Year {
                year,
                first: Some(first),
                delivered: !own.is_empty(),
                parts,
            };
            SourceYear {
                source: source.id.value.clone(),
                year: Some(year),
                delivered: latest(&slices),
                rows: slices.iter().map(|c| c.rows).sum(),
                parts,
                standing: standing(&of, due, today),
                due: due.map(|d| day_of_next(year, d)),
                provisional_until: source
                    .provisional_until
                    .map(|until| day_of_next(year, until)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn keys_tell_years_and_their_parts() {
        let check = |key: &str, year: Option<i16>, part: Option<&str>| {
            assert_eq!(period_of(key), (year, part.map(str::to_owned)), "{key}");
        };
        check("year=2023, semester=3", Some(2023), Some("3"));
        check(
            "institution=1150, department=230240, year=2021",
            Some(2021),
            None,
        );
        check("unit=230240, period=202311", Some(2023), Some("11"));
        check("unit=230240, period=202313", Some(2023), None);
        check("all", None, None);
    }
}
