//! From measures to an indicator's figure. Pure: everything is in the snapshot.

use crate::answer::{Figure, Reason, Slice};
use crate::protect::{Eyes, Guards, Place};
use crate::snapshot::{Got, Snapshot};
use std::collections::{BTreeMap, BTreeSet};
use varde_calc::{Exact, MIN_CELL_PERSONS, hides};
use varde_pack::{Aggregate, Indicator, IndicatorKind, Measure, Pack, UnitOfMeasure};

/// What figures are made from, and for whom.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub pack: &'a Pack,
    pub guards: &'a Guards,
    pub snapshot: &'a Snapshot,
    pub eyes: &'a Eyes,
}

/// An indicator's figure for a unit and year.
pub(crate) fn figure(ground: Ground<'_>, indicator: &Indicator, unit: &str, year: i16) -> Figure {
    let run = Run {
        pack: ground.pack,
        snapshot: ground.snapshot,
        ground,
        indicator,
        unit,
    };
    match &indicator.kind {
        IndicatorKind::Value { numerator } => run.value(run.measure(&numerator.value), year),
        IndicatorKind::Ratio {
            numerator,
            denominator,
        } => run.ratio(
            run.measure(&numerator.value),
            run.measure(&denominator.value),
            year,
        ),
        IndicatorKind::Growth { numerator } => {
            run.against_baseline(run.measure(&numerator.value), year, true)
        }
        IndicatorKind::Index { numerator } => {
            run.against_baseline(run.measure(&numerator.value), year, false)
        }
        IndicatorKind::SmallestShare { parts, by } => {
            run.smallest_share(parts.each_ref().map(|p| run.measure(&p.value)), by, year)
        }
        IndicatorKind::ImprovedOrBalanced { parts, by, band } => run.improved(
            parts.each_ref().map(|p| run.measure(&p.value)),
            by,
            band,
            year,
        ),
        IndicatorKind::RelativeGrowth {
            numerator,
            denominators,
        } => {
            let denominators = denominators.iter().map(|d| run.measure(&d.value)).collect();
            run.relative_growth(run.measure(&numerator.value), denominators, year)
        }
    }
}

/// The year that an indicator is compared with: its own, the strategy's, or the setting `baseline` of a pack without a strategy.
pub fn baseline_year(pack: &Pack, indicator: &Indicator) -> Option<i16> {
    let of_strategy = || pack.strategy.as_ref().map(|s| s.baseline);
    let of_settings = || {
        pack.settings
            .get("baseline")
            .and_then(|year| year.parse().ok())
    };
    indicator.baseline.or_else(of_strategy).or_else(of_settings)
}

struct Run<'a> {
    pack: &'a Pack,
    snapshot: &'a Snapshot,
    ground: Ground<'a>,
    indicator: &'a Indicator,
    unit: &'a str,
}

/// How many of a share's whole there must be for the share to say anything, whoever looks.
const SHARE_OF_SO_MANY: u32 = MIN_CELL_PERSONS;

/// A value of the column that an indicator slices by, and whether so few stand behind it that its share says nothing.
struct Sliced {
    slice: Slice,
    small: bool,
}

fn none(reason: Reason) -> Figure {
    Figure {
        reason: Some(reason),
        ..Figure::default()
    }
}

impl<'a> Run<'a> {
    fn measure(&self, id: &str) -> Option<&'a Measure> {
        self.pack.measures.get(id)
    }

    /// Whether a measure's number is hidden from who looks.
    fn few(&self, measure: Option<&Measure>, year: i16, n: &Exact) -> bool {
        match (self.ground.eyes, measure) {
            (_, None) | (Eyes::All, _) => false,
            (Eyes::Alone, Some(m)) => m.fewest.is_some_and(|fewest| hides(n, fewest)),
            (Eyes::Of(_), Some(m)) => self.is_hidden(m, None, year, n),
        }
    }

    /// The same for the upper part of a ratio: seen alone, only the lower part says of how many it is.
    fn few_above(&self, measure: Option<&Measure>, year: i16, n: &Exact) -> bool {
        matches!(self.ground.eyes, Eyes::Of(_)) && self.few(measure, year, n)
    }

    fn is_hidden(
        &self,
        measure: &Measure,
        slice: Option<(&str, &str)>,
        year: i16,
        n: &Exact,
    ) -> bool {
        let guard = self.ground.guards.get(&measure.id.value);
        let (Eyes::Of(sight), Some(guard)) = (self.ground.eyes, guard) else {
            return false;
        };
        let place = Place {
            measure: measure.id.value.clone(),
            window: self.indicator.window,
            slice: slice.map(|(column, name)| (column.to_owned(), name.to_owned())),
            unit: self.unit.to_owned(),
            year,
        };
        sight.hides(guard, &place, n)
    }

    /// Why such a number is hidden. An audience is not told which numbers are small and which would only give them away.
    fn too_few(&self, measure: Option<&Measure>) -> Reason {
        match (self.ground.eyes, measure.and_then(|m| m.fewest)) {
            (Eyes::Of(_), _) => Reason::Protected,
            (_, None | Some(MIN_CELL_PERSONS)) => Reason::FewerThanFive,
            (_, Some(_)) => Reason::TooFewAnswers,
        }
    }

    fn got(&self, measure: Option<&Measure>, year: i16) -> Got {
        measure.map_or(Got::Unknown, |m| self.snapshot.measure(m, self.unit, year))
    }

    /// In the indicator's unit: a share is shown per hundred.
    fn scaled(&self, value: Exact) -> Exact {
        if self.indicator.unit == UnitOfMeasure::PerCent {
            value * Exact::from_int(100)
        } else {
            value
        }
    }

    fn years(&self, year: i16) -> impl Iterator<Item = i16> {
        (0..i16::from(self.indicator.window)).map(move |back| year - back)
    }

    /// A measure over the window. The year itself must be known; earlier years count where they are.
    fn summed(&self, measure: Option<&Measure>, year: i16) -> Got {
        match self.got(measure, year) {
            Got::Value(mut sum) => {
                for earlier in self.years(year).skip(1) {
                    if let Got::Value(value) = self.got(measure, earlier) {
                        sum = sum + value;
                    }
                }
                Got::Value(sum)
            }
            other => other,
        }
    }

    fn value(&self, measure: Option<&Measure>, year: i16) -> Figure {
        match self.summed(measure, year) {
            Got::Unknown => none(Reason::NoData),
            Got::TooEarly => none(Reason::CohortNotMature),
            Got::Value(n) if self.few(measure, year, &n) => none(self.too_few(measure)),
            Got::Value(n) => Figure {
                value: Some(self.scaled(n.clone())),
                numerator: Some(n),
                ..Figure::default()
            },
        }
    }

    /// Sums over sums, never means of ratios: a year counts in both or in neither.
    fn ratio(&self, above: Option<&Measure>, below: Option<&Measure>, year: i16) -> Figure {
        let (n, d) = (self.got(above, year), self.got(below, year));
        if n == Got::TooEarly || d == Got::TooEarly {
            return none(Reason::CohortNotMature);
        }
        let Some(mut n) = n.value().cloned() else {
            let denominator = d.value().filter(|d| !self.few(below, year, d)).cloned();
            return Figure {
                denominator,
                ..none(Reason::NoData)
            };
        };
        // Nobody on a list is a count of zero; an amount that nobody has given is not known to be zero.
        let counts = below
            .is_some_and(|m| matches!(m.aggregate, Aggregate::Count | Aggregate::CountDistinct(_)));
        let Some(mut d) = d.value().cloned().or_else(|| counts.then(Exact::zero)) else {
            if self.few_above(above, year, &n) {
                return none(self.too_few(above));
            }
            return Figure {
                numerator: Some(n),
                ..none(Reason::NoDenominator)
            };
        };
        for earlier in self.years(year).skip(1) {
            if let (Got::Value(a), Got::Value(b)) =
                (self.got(above, earlier), self.got(below, earlier))
            {
                (n, d) = (n + a, d + b);
            }
        }
        if self.few(below, year, &d) {
            return none(self.too_few(below));
        }
        if self.few_above(above, year, &n) {
            return none(self.too_few(above));
        }
        match n.checked_div(&d) {
            Some(value) => Figure {
                numerator: Some(n),
                denominator: Some(d),
                value: Some(self.scaled(value)),
                ..Figure::default()
            },
            None => Figure {
                numerator: Some(n),
                denominator: Some(d),
                ..none(Reason::NoDenominator)
            },
        }
    }

    /// The baseline of a measure: computed, or entered by hand where it can't be.
    fn baseline(&self, measure: Option<&Measure>) -> Option<(i16, Exact, Option<String>)> {
        let year = baseline_year(self.pack, self.indicator)?;
        let entered = |id: &str| {
            self.snapshot
                .baselines
                .get(&(id.to_owned(), self.unit.to_owned(), year))
        };
        match self.summed(measure, year) {
            Got::Value(value) => Some((year, value, None)),
            _ => {
                let ids = [
                    Some(self.indicator.id.value.as_str()),
                    measure.map(|m| m.id.value.as_str()),
                ];
                let (value, source) = ids.into_iter().flatten().find_map(entered)?;
                Some((year, value.clone(), Some(source.clone())))
            }
        }
    }

    fn against_baseline(&self, measure: Option<&Measure>, year: i16, as_change: bool) -> Figure {
        let now = match self.summed(measure, year) {
            Got::Unknown => return none(Reason::NoData),
            Got::TooEarly => return none(Reason::CohortNotMature),
            Got::Value(now) => now,
        };
        let Some((base_year, base, entered_baseline)) = self.baseline(measure) else {
            let numerator = (!self.few(measure, year, &now)).then_some(now);
            return Figure {
                numerator,
                ..none(Reason::NoBaseline)
            };
        };
        if self.few(measure, year, &now) || self.few(measure, base_year, &base) {
            return none(self.too_few(measure));
        }
        let numerator = if as_change { now - base.clone() } else { now };
        match numerator.checked_div(&base) {
            Some(value) => Figure {
                value: Some(self.scaled(value)),
                numerator: Some(numerator),
                denominator: Some(base),
                entered_baseline,
                ..Figure::default()
            },
            None => Figure {
                numerator: Some(numerator),
                denominator: Some(base),
                entered_baseline,
                ..none(Reason::NoDenominator)
            },
        }
    }

    fn relative_growth(
        &self,
        above: Option<&'a Measure>,
        below: Vec<Option<&'a Measure>>,
        year: i16,
    ) -> Figure {
        let mut smallest: Option<Figure> = None;
        let top = match (self.summed(above, year), self.baseline(above)) {
            (Got::Value(now), Some((base_year, base, _))) => (now, base, base_year),
            (Got::TooEarly, _) => return none(Reason::CohortNotMature),
            (Got::Unknown, _) => return none(Reason::NoData),
            (_, None) => return none(Reason::NoBaseline),
        };
        if self.few(above, year, &top.0) || self.few(above, top.2, &top.1) {
            return none(self.too_few(above));
        }
        for measure in below {
            let (now, base, base_year) = match (self.summed(measure, year), self.baseline(measure))
            {
                (Got::Value(now), Some((base_year, base, _))) => (now, base, base_year),
                (Got::TooEarly, _) => return none(Reason::CohortNotMature),
                (Got::Unknown, _) => return none(Reason::NoData),
                (_, None) => return none(Reason::NoBaseline),
            };
            if self.few_above(measure, year, &now) || self.few_above(measure, base_year, &base) {
                return none(self.too_few(measure));
            }
            let (numerator, denominator) = (top.0.clone() * base, top.1.clone() * now);
            let Some(value) = numerator.checked_div(&denominator) else {
                return Figure {
                    numerator: Some(numerator),
                    denominator: Some(denominator),
                    ..none(Reason::NoDenominator)
                };
            };
            let value = self.scaled(value);
            if smallest
                .as_ref()
                .and_then(|f| f.value.as_ref())
                .is_none_or(|v| value < *v)
            {
                smallest = Some(Figure {
                    numerator: Some(numerator),
                    denominator: Some(denominator),
                    value: Some(value),
                    ..Figure::default()
                });
            }
        }
        smallest.unwrap_or_else(|| none(Reason::NoData))
    }

    /// Both parts of every slice, summed over the window.
    fn parts(
        &self,
        parts: [Option<&Measure>; 2],
        by: &str,
        year: i16,
    ) -> BTreeMap<String, [Exact; 2]> {
        let mut sums: BTreeMap<String, [Exact; 2]> = BTreeMap::new();
        let years: BTreeSet<i16> = self.years(year).collect();
        let now: BTreeSet<String> = parts
            .iter()
            .flatten()
            .flat_map(|m| self.snapshot.sliced(m, by, self.unit, year).into_keys())
            .collect();
        for (index, measure) in parts.into_iter().enumerate() {
            let Some(measure) = measure else { continue };
            for year in &years {
                for (slice, got) in self.snapshot.sliced(measure, by, self.unit, *year) {
                    if let Got::Value(value) = got
                        && now.contains(&slice)
                    {
                        let sum = sums
                            .entry(slice)
                            .or_insert_with(|| [Exact::zero(), Exact::zero()]);
                        sum[index] = sum[index].clone() + value;
                    }
                }
            }
        }
        sums
    }

    /// Persons behind each slice in the year itself, so that a window of three years doesn't make three persons nine.
    fn heads(&self, parts: [Option<&Measure>; 2], by: &str, year: i16) -> BTreeMap<String, Exact> {
        let mut heads: BTreeMap<String, Exact> = BTreeMap::new();
        for measure in parts.into_iter().flatten() {
            for (slice, got) in self.snapshot.sliced(measure, by, self.unit, year) {
                if let Got::Value(value) = got {
                    let sum = heads.entry(slice).or_insert_with(Exact::zero);
                    *sum = sum.clone() + value;
                }
            }
        }
        heads
    }

    fn slices(&self, parts: [Option<&Measure>; 2], by: &str, year: i16) -> Vec<Sliced> {
        let heads = self.heads(parts, by, year);
        let sums = self.parts(parts, by, year);
        let hundred = Exact::from_int(100);
        let shares = sums.into_iter().filter_map(|(name, [a, b])| {
            let (smaller, whole) = (a.clone().min(b.clone()), a.clone() + b.clone());
            let value = smaller.checked_div(&whole)? * hundred.clone();
            let small = heads.get(&name).is_some_and(|n| hides(n, SHARE_OF_SO_MANY));
            let is_hidden = |measure: Option<&Measure>, n: &Exact| {
                measure.is_some_and(|m| self.is_hidden(m, Some((by, &name)), year, n))
            };
            let hidden = match self.ground.eyes {
                Eyes::All => false,
                Eyes::Alone => small,
                Eyes::Of(_) => is_hidden(parts[0], &a) || is_hidden(parts[1], &b),
            };
            let shown = |x: Exact| (!hidden).then_some(x);
            let slice = Slice {
                numerator: shown(smaller),
                denominator: shown(whole),
                value: shown(value),
                passes: None,
                hidden,
                name,
            };
            Some(Sliced { slice, small })
        });
        shares.collect()
    }

    /// The smallest share of those that are large enough to have one. Those that are hidden decide nothing for who may not see them.
    fn smallest_share(&self, parts: [Option<&Measure>; 2], by: &str, year: i16) -> Figure {
        if year > self.snapshot.today.year() {
            return none(Reason::NoData);
        }
        let sliced = self.slices(parts, by, year);
        let smallest = sliced
            .iter()
            .filter(|s| !s.slice.hidden && !s.small)
            .map(|s| &s.slice)
            .min_by(|a, b| (&a.value, &a.name).cmp(&(&b.value, &b.name)))
            .cloned();
        let slices: Vec<Slice> = sliced.into_iter().map(|s| s.slice).collect();
        match smallest {
            Some(s) => Figure {
                numerator: s.numerator,
                denominator: s.denominator,
                value: s.value,
                slices,
                ..Figure::default()
            },
            None if slices.is_empty() => none(Reason::NoData),
            None => Figure {
                slices,
                ..none(self.too_few(None))
            },
        }
    }

    /// Who may see all slices sees what all of them decide, small ones too; others see what those decide that they see.
    fn improved(&self, parts: [Option<&Measure>; 2], by: &str, band: &str, year: i16) -> Figure {
        let sliced = self.slices(parts, by, year).into_iter();
        let mut slices: Vec<Slice> = sliced.map(|s| s.slice).collect();
        let before: BTreeMap<String, Slice> = baseline_year(self.pack, self.indicator)
            .map(|base| {
                self.slices(parts, by, base)
                    .into_iter()
                    .map(|s| (s.slice.name.clone(), s.slice))
                    .collect()
            })
            .unwrap_or_default();
        let band = Exact::parse(band).unwrap_or_else(|_| Exact::zero());
        for slice in slices.iter_mut().filter(|s| !s.hidden) {
            let Some(share) = &slice.value else { continue };
            let old = before.get(&slice.name);
            // Whether it passes would tell about what is hidden of the baseline.
            let told = !old.is_some_and(|b| b.hidden) || matches!(self.ground.eyes, Eyes::Alone);
            let improved = old
                .and_then(|b| b.value.as_ref())
                .is_some_and(|old| share > old);
            let in_band = *share >= band;
            slice.passes = (told || in_band).then_some(in_band || improved);
        }
        let judged: Vec<bool> = slices.iter().filter_map(|s| s.passes).collect();
        let count = |n: usize| Exact::from_i128(n as i128);
        let (passing, all) = (
            count(judged.iter().filter(|p| **p).count()),
            count(judged.len()),
        );
        match passing.checked_div(&all) {
            Some(value) => Figure {
                numerator: Some(passing),
                denominator: Some(all),
                value: Some(self.scaled(value)),
                slices,
                ..Figure::default()
            },
            None if slices.is_empty() => none(Reason::NoData),
            None => Figure {
                slices,
                ..none(self.too_few(None))
            },
        }
    }
}
