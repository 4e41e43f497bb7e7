//! The attack on what is shown: what can be worked out of the hidden cells.
//!
//! It shares nothing with [`super::protect`] but the tables. Protection is claimed there by changes that leave all that is
//! shown as it is; here every hidden cell's least and most are worked out from the equations.

use std::collections::BTreeMap;

use super::system::{Range, System};
use super::{Cell, Tables, TablesError};

/// What an audience can work out of a hidden cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The least that the cell can be.
    pub at_least: i64,
    /// The most that it can be; nothing when it can be of any size.
    pub at_most: Option<i64>,
    /// Whether these are the ends. If not, the search was too large, and the ends may lie further out: the audience knows
    /// at most this much, as both ends are in some solution.
    pub exact: bool,
}

impl Interval {
    /// Whether the ends lie that far apart.
    pub fn is_wide(&self, width: u32) -> bool {
        self.at_most
            .is_none_or(|most| most - self.at_least >= i64::from(width))
    }
}

/// What the audience is told of a hidden cell other than its value: a state says that it is at least or at most something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The cell.
    pub cell: usize,
    /// It is no less.
    pub at_least: u32,
    /// It is no more; nothing when that is not told.
    pub at_most: Option<u32>,
}

/// A cell that is not protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leak {
    /// The cell.
    pub cell: usize,
    /// What is wrong.
    pub finding: Finding,
}

/// What is wrong with a cell that is not protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// It is below its minimum and shown.
    Shown,
    /// It is hidden, but can only be this.
    Unique(i64),
    /// It is hidden, but lies between these, nearer to each other than it needs.
    Narrow {
        /// The least that it can be.
        at_least: i64,
        /// The most that it can be.
        at_most: i64,
    },
    /// The search was too large to say that it is protected, so that it may not be relied on.
    NotProven,
}

/// All cells that are not protected in what is shown, rising; none when the view may go out. `shown` says for each cell
/// whether it is; one that it does not reach counts as shown. For a person who holds several views, give what any of them
/// shows ([`union`]).
///
/// The attacker knows every relation, and that no count is below 0, but not by which rules cells were chosen.
pub fn audit(tables: &Tables, shown: &[bool]) -> Vec<Leak> {
    leaks(tables, shown, &[])
}

/// As [`audit`], for an audience that is also told this, as by states.
///
/// # Errors
/// A cell that was not added, or something told that is not true of it.
pub fn audit_told(
    tables: &Tables,
    shown: &[bool],
    told: &[Told],
) -> Result<Vec<Leak>, TablesError> {
    for told in told {
        let cells = tables.cells().len();
        let cell = told.cell;
        let Some(Cell { value, .. }) = tables.cells().get(cell) else {
            return Err(TablesError::NoSuchCell { cell, cells });
        };
        if *value < told.at_least || told.at_most.is_some_and(|most| most < *value) {
            return Err(TablesError::NotTrue(cell));
        }
    }
    Ok(leaks(tables, shown, told))
}

/// The interval of every hidden cell, by cell.
pub fn intervals(tables: &Tables, shown: &[bool]) -> BTreeMap<usize, Interval> {
    ranges(tables, shown, &[], |_| None)
}

/// What a person sees who holds all these views of the same cells.
pub fn union(views: &[&[bool]]) -> Vec<bool> {
    let cells = views.iter().map(|view| view.len()).max().unwrap_or(0);
    (0..cells)
        .map(|cell| views.iter().any(|view| view.get(cell) == Some(&true)))
        .collect()
}

fn leaks(tables: &Tables, shown: &[bool], told: &[Told]) -> Vec<Leak> {
    let width = |cell: usize| tables.cells()[cell].width_needed();
    let hidden = ranges(tables, shown, told, |cell| Some(i64::from(width(cell))));
    let finding = |(cell, truth): (usize, &Cell)| {
        let finding = match hidden.get(&cell) {
            None => truth.is_primary().then_some(Finding::Shown)?,
            Some(interval) if interval.is_wide(width(cell)) => return None,
            Some(interval) if !interval.exact => Finding::NotProven,
            Some(&Interval {
                at_least, at_most, ..
            }) => match at_most? {
                at_most if at_most == at_least => Finding::Unique(at_least),
                at_most => Finding::Narrow { at_least, at_most },
            },
        };
        Some(Leak { cell, finding })
    };
    tables
        .cells()
        .iter()
        .enumerate()
        .filter_map(finding)
        .collect()
}

/// The intervals of all hidden cells, sought as far as `needed` says.
fn ranges(
    tables: &Tables,
    shown: &[bool],
    told: &[Told],
    needed: impl Fn(usize) -> Option<i64>,
) -> BTreeMap<usize, Interval> {
    let mut intervals = BTreeMap::new();
    for (cells, system) in systems(tables, shown, told) {
        // What only says how far a cell is from what was told needs no width.
        let mut widths: Vec<Option<i64>> = cells.iter().map(|&cell| needed(cell)).collect();
        widths.resize(system.values.len(), Some(0));
        for (&cell, range) in cells.iter().zip(system.ranges(&widths)) {
            let Range { found, exact } = range;
            let interval = Interval {
                at_least: found.0,
                at_most: found.1,
                exact,
            };
            intervals.insert(cell, interval);
        }
    }
    intervals
}

/// The hidden cells that hang together by relations, rising, and the equations between them. Unknowns after the cells say
/// how far a cell is from what was told of it.
fn systems(tables: &Tables, shown: &[bool], told: &[Told]) -> Vec<(Vec<usize>, System)> {
    let is_hidden = |cell: usize| shown.get(cell) == Some(&false);
    let mut equations: Vec<Vec<(usize, i64)>> = tables
        .relations()
        .iter()
        .map(|relation| {
            let terms = relation.iter().copied();
            terms.filter(|&(cell, _)| is_hidden(cell)).collect()
        })
        .filter(|terms: &Vec<_>| !terms.is_empty())
        .collect();
    // Two tables often say the same of what is hidden.
    equations.sort();
    equations.dedup();
    let mut equations_of = vec![Vec::new(); tables.cells().len()];
    for (equation, terms) in equations.iter().enumerate() {
        for &(cell, _) in terms {
            equations_of[cell].push(equation);
        }
    }
    let mut place_of: Vec<Option<usize>> = vec![None; tables.cells().len()];
    let mut systems = Vec::new();
    for first in (0..tables.cells().len()).filter(|&cell| is_hidden(cell)) {
        if place_of[first].is_some() {
            continue;
        }
        let (mut cells, mut used) = (vec![first], Vec::new());
        place_of[first] = Some(0);
        let mut next = 0;
        while let Some(&cell) = cells.get(next) {
            next += 1;
            for &equation in &equations_of[cell] {
                used.push(equation);
                for &(near, _) in &equations[equation] {
                    if place_of[near].is_none() {
                        place_of[near] = Some(cells.len());
                        cells.push(near);
                    }
                }
            }
        }
        used.sort_unstable();
        used.dedup();
        let values = cells
            .iter()
            .map(|&cell| i64::from(tables.cells()[cell].value));
        let mut system = System {
            values: values.collect(),
            equations: Vec::new(),
        };
        for equation in used {
            let terms = equations[equation]
                .iter()
                .filter_map(|&(cell, times)| Some((place_of[cell]?, times)));
            system.equate(terms.collect());
        }
        for told in told {
            let Some(place) = cells.iter().position(|&cell| cell == told.cell) else {
                continue;
            };
            system.bound(place, i64::from(told.at_least), 1);
            if let Some(most) = told.at_most {
                system.bound(place, i64::from(most), -1);
            }
        }
        systems.push((cells, system));
    }
    systems
}
