//! What an attacker knows of some hidden cells that hang together: equations, and what follows from them.

use super::enumerate::{Search, find};
use super::simplex::{Bound, Tableau};

/// How many numbers are tried between what was found and the bounds for fractions.
const NUMBERS: usize = 64;

/// How many of them may be too hard.
const GIVEN_UP: usize = 4;

/// Equations between unknown whole numbers that are 0 or more.
#[derive(Debug, Default)]
pub(super) struct System {
    /// The true numbers. The attacker does not know them; they are where the exact search starts.
    pub values: Vec<i64>,
    /// Unknowns and what they are multiplied by, with the sum that the attacker knows.
    pub equations: Vec<(Vec<(usize, i64)>, i128)>,
}

/// What an unknown can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    /// The least and the most that a solution in whole numbers was found with; no most: there is none.
    pub found: (i64, Option<i64>),
    /// No solution lies outside what was found.
    pub exact: bool,
}

impl System {
    /// Adds an equation; the sum is that of the true numbers.
    pub fn equate(&mut self, terms: Vec<(usize, i64)>) {
        let products = terms
            .iter()
            .map(|&(unknown, times)| i128::from(self.values[unknown]) * i128::from(times));
        let sum = products.sum();
        self.equations.push((terms, sum));
    }

    /// The unknown is at least (`direction` 1) or at most (−1) the limit: it is away from it by a number that is 0 or more.
    pub fn bound(&mut self, unknown: usize, limit: i64, direction: i64) {
        self.values.push((self.values[unknown] - limit) * direction);
        self.equate(vec![(unknown, 1), (self.values.len() - 1, -direction)]);
    }

    /// The range of each unknown. A range that is as wide as the caller needs of it is not sought further, and then not
    /// called exact.
    pub fn ranges(&self, needed: &[Option<i64>]) -> Vec<Range> {
        let mut ranges: Vec<Range> = self
            .values
            .iter()
            .map(|&value| Range {
                found: (value, Some(value)),
                exact: false,
            })
            .collect();
        let Some(mut tableau) = Tableau::new(self) else {
            return ranges;
        };
        for unknown in 0..ranges.len() {
            let enough = |range: &Range| match (needed[unknown], range.found.1) {
                (Some(_), None) => true,
                (Some(needed), Some(most)) => most - range.found.0 >= needed,
                (None, _) => false,
            };
            if enough(&ranges[unknown]) {
                continue;
            }
            let most = tableau.most(unknown, &mut |point| widen(&mut ranges, point));
            if most == Some(Bound::None) {
                ranges[unknown].found.1 = None;
            }
            if enough(&ranges[unknown]) {
                continue;
            }
            let least = tableau.least(unknown, &mut |point| widen(&mut ranges, point));
            if let (Some(most), Some(least)) = (most, least) {
                let solved = || System {
                    values: self.values.clone(),
                    equations: [self.equations.clone(), tableau.equations()].concat(),
                };
                let closed = is_closed(&ranges[unknown], least, most)
                    || self.close(&solved(), unknown, least, most, &mut ranges);
                ranges[unknown].exact = closed;
            }
        }
        ranges
    }

    /// Whether nothing lies between what was found and the bounds that hold for fractions; where something does, it is
    /// tried number by number.
    fn close(
        &self,
        solved: &System,
        unknown: usize,
        least: i64,
        most: Bound,
        ranges: &mut [Range],
    ) -> bool {
        let mut exact = true;
        if let Bound::At(most) = most {
            let found = ranges[unknown].found.1.unwrap_or(most);
            exact &= self.try_each(solved, unknown, (found + 1..=most).rev(), ranges);
        }
        let found = ranges[unknown].found.0;
        exact & self.try_each(solved, unknown, least..found, ranges)
    }

    /// Tries the numbers until a solution is found; false when a search before it gives up.
    fn try_each(
        &self,
        solved: &System,
        unknown: usize,
        numbers: impl Iterator<Item = i64>,
        ranges: &mut [Range],
    ) -> bool {
        let mut given_up = 0;
        for (tried, number) in numbers.enumerate() {
            if tried == NUMBERS || given_up == GIVEN_UP {
                return false;
            }
            match find(self, solved, unknown, number) {
                Search::Found(point) => {
                    widen(ranges, &point);
                    break;
                }
                Search::Nothing => {}
                Search::GaveUp => given_up += 1,
            }
        }
        given_up == 0
    }
}

/// Whether what was found reaches the bounds.
fn is_closed(range: &Range, least: i64, most: Bound) -> bool {
    let reached = match most {
        Bound::At(most) => range.found.1 == Some(most),
        Bound::None => true,
    };
    reached && range.found.0 == least
}

/// A solution in whole numbers was found.
fn widen(ranges: &mut [Range], point: &[i64]) {
    for (range, &value) in ranges.iter_mut().zip(point) {
        range.found.0 = range.found.0.min(value);
        range.found.1 = range.found.1.map(|most| most.max(value));
    }
}
