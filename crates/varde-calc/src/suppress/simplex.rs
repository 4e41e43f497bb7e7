//! The least and the most of an unknown under equations, for fractions 0 or more: the simplex method in whole numbers.
//!
//! All entries have one common denominator, which a pivot divides out exactly, so there is no rounding. The first corner
//! is reached from the true numbers. Bland's rule (of all that help, the first) keeps the method from going in circles.

use super::system::System;

/// A tableau has no more entries: 64 MB. Larger systems are not solved, and then nothing is claimed to be protected.
const LARGEST: usize = 1 << 22;

/// How large an unknown can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// At most this, when it is a whole number.
    At(i64),
    /// There is no bound.
    None,
}

/// Equations solved for some unknowns, the basic ones; all others are 0.
pub(super) struct Tableau {
    /// For each basic unknown, what the others are multiplied by, and last the right side, over the denominator.
    rows: Vec<Vec<i128>>,
    denominator: i128,
    /// The basic unknown of each row.
    basic: Vec<usize>,
    /// The row of each unknown.
    row_of: Vec<Option<usize>>,
}

impl Tableau {
    /// A corner of all that is possible; nothing when the system is too large, here or below: or its numbers are.
    pub fn new(system: &System) -> Option<Tableau> {
        let unknowns = system.values.len();
        if system.equations.len().checked_mul(unknowns + 1)? > LARGEST {
            return None;
        }
        // The right sides are what is left after the unknowns that are not basic have their true numbers, so nothing.
        let mut tableau = Tableau {
            rows: vec![vec![0; unknowns + 1]; system.equations.len()],
            denominator: 1,
            basic: Vec::new(),
            row_of: vec![None; unknowns],
        };
        for (row, (terms, _)) in tableau.rows.iter_mut().zip(&system.equations) {
            for &(unknown, times) in terms {
                row[unknown] += i128::from(times);
            }
        }
        let mut at: Vec<i128> = system.values.iter().map(|&value| value.into()).collect();
        while tableau.basic.len() < tableau.rows.len() {
            let row = tableau.basic.len();
            let entries = &tableau.rows[row];
            let one = tableau.denominator;
            let chosen = (0..unknowns)
                .filter(|&unknown| entries[unknown] != 0)
                .min_by_key(|&unknown| (entries[unknown].abs() != one, at[unknown] == 0));
            let Some(unknown) = chosen else {
                // The equation follows from those before.
                tableau.rows.swap_remove(row);
                continue;
            };
            tableau.take_out(unknown, &mut at)?;
            tableau.basic.push(unknown);
            tableau.pivot(row, unknown)?;
        }
        for unknown in 0..unknowns {
            if tableau.row_of[unknown].is_none() && at[unknown] > 0 {
                let first = tableau.first_to_reach_0(unknown, -1)?;
                let stops = match first {
                    Some(row) => {
                        let (right, entry) =
                            (*tableau.rows[row].last()?, tableau.rows[row][unknown]);
                        right < at[unknown].checked_mul(-entry)?
                    }
                    None => false,
                };
                tableau.take_out(unknown, &mut at)?;
                if let (Some(row), true) = (first, stops) {
                    tableau.pivot(row, unknown)?;
                }
            }
        }
        Some(tableau)
    }

    /// The most that the unknown can be. Every corner on the way that is in whole numbers is shown to `corner`.
    pub fn most(&mut self, unknown: usize, corner: &mut impl FnMut(&[i64])) -> Option<Bound> {
        self.report(corner)?;
        loop {
            let entering = match self.row_of[unknown] {
                // Its row says what it gains from the others.
                Some(row) => self.first_entry(row, |entry| entry < 0),
                None => Some(unknown),
            };
            let Some(entering) = entering else {
                let row = &self.rows[self.row_of[unknown]?];
                let most = row.last()?.div_euclid(self.denominator);
                return Some(Bound::At(i64::try_from(most).ok()?));
            };
            let Some(row) = self.first_to_reach_0(entering, 1)? else {
                return Some(Bound::None);
            };
            self.pivot(row, entering)?;
            self.report(corner)?;
        }
    }

    /// The least that the unknown can be.
    pub fn least(&mut self, unknown: usize, corner: &mut impl FnMut(&[i64])) -> Option<i64> {
        self.report(corner)?;
        loop {
            let Some(row) = self.row_of[unknown] else {
                return Some(0);
            };
            let Some(entering) = self.first_entry(row, |entry| entry > 0) else {
                let least = -(-self.rows[row].last()?).div_euclid(self.denominator);
                return i64::try_from(least).ok();
            };
            // The unknown's own row stops it at 0 at the latest.
            let row = self.first_to_reach_0(entering, 1)??;
            self.pivot(row, entering)?;
            self.report(corner)?;
        }
    }

    /// The equations as they are solved now, in lowest terms; those whose numbers are too large are left out.
    pub fn equations(&self) -> Vec<(Vec<(usize, i64)>, i128)> {
        let solved = |row: &Vec<i128>| {
            let (&right, entries) = row.split_last()?;
            let divisor = entries
                .iter()
                .fold(0, |divisor, &entry| gcd(divisor, entry));
            if divisor == 0 || right % divisor != 0 {
                return None;
            }
            let terms = entries.iter().enumerate().filter(|(_, entry)| **entry != 0);
            let terms =
                terms.map(|(unknown, entry)| Some((unknown, i64::try_from(entry / divisor).ok()?)));
            Some((terms.collect::<Option<Vec<_>>>()?, right / divisor))
        };
        self.rows.iter().filter_map(solved).collect()
    }

    /// The first unknown, not basic, whose entry in the row is such.
    fn first_entry(&self, row: usize, is_such: impl Fn(i128) -> bool) -> Option<usize> {
        let unknowns = 0..self.row_of.len();
        let entries = &self.rows[row];
        unknowns
            .into_iter()
            .find(|&unknown| is_such(entries[unknown]) && self.row_of[unknown].is_none())
    }

    /// The row whose basic unknown is first at 0 when the entering one grows (`direction` 1) or shrinks (−1).
    fn first_to_reach_0(&self, entering: usize, direction: i128) -> Option<Option<usize>> {
        let mut first: Option<(usize, i128, i128)> = None;
        for (row, entries) in self.rows.iter().enumerate() {
            let entry = entries[entering] * direction;
            if entry <= 0 {
                continue;
            }
            let right = *entries.last()?;
            let earlier = match first {
                None => true,
                Some((best, best_right, best_entry)) => {
                    let one = right.checked_mul(best_entry)?;
                    let other = best_right.checked_mul(entry)?;
                    one < other || (one == other && self.basic[row] < self.basic[best])
                }
            };
            if earlier {
                first = Some((row, right, entry));
            }
        }
        Some(first.map(|(row, _, _)| row))
    }

    /// The unknown goes to 0, and the right sides keep the sum.
    fn take_out(&mut self, unknown: usize, at: &mut [i128]) -> Option<()> {
        let value = std::mem::take(&mut at[unknown]);
        for row in &mut self.rows {
            let more = row[unknown].checked_mul(value)?;
            let right = row.last_mut()?;
            *right = right.checked_add(more)?;
        }
        Some(())
    }

    /// Solves the row for the unknown and puts that into the others.
    fn pivot(&mut self, row: usize, unknown: usize) -> Option<()> {
        let mut solved = std::mem::take(&mut self.rows[row]);
        if solved[unknown] < 0 {
            for entry in &mut solved {
                *entry = -*entry;
            }
        }
        let (pivot, denominator) = (solved[unknown], self.denominator);
        for other in self.rows.iter_mut().filter(|other| !other.is_empty()) {
            let times = other[unknown];
            if times == 0 && pivot == denominator {
                continue;
            }
            for (entry, &solved) in other.iter_mut().zip(&solved) {
                if *entry == 0 && (times == 0 || solved == 0) {
                    continue;
                }
                let product = entry.checked_mul(pivot)?;
                *entry = product.checked_sub(times.checked_mul(solved)?)? / denominator;
            }
        }
        self.rows[row] = solved;
        self.denominator = pivot;
        let leaving = std::mem::replace(&mut self.basic[row], unknown);
        self.row_of[leaving] = None;
        self.row_of[unknown] = Some(row);
        Some(())
    }

    /// Shows the corner when it is in whole numbers.
    fn report(&self, corner: &mut impl FnMut(&[i64])) -> Option<()> {
        let mut point = vec![0; self.row_of.len()];
        for (row, &unknown) in self.rows.iter().zip(&self.basic) {
            let right = row.last()?;
            if right % self.denominator != 0 {
                return Some(());
            }
            point[unknown] = i64::try_from(right / self.denominator).ok()?;
        }
        corner(&point);
        Some(())
    }
}

/// The greatest common divisor, 0 or more.
fn gcd(one: i128, other: i128) -> i128 {
    match other {
        0 => one.abs(),
        _ => gcd(other, one % other),
    }
}
