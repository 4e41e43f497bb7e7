//! The cheapest way to change one count so that every relation still holds.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Graph, UNIT};

/// What a row that is off is held to cost at least, though hidden counts in it cost nothing: else changes that wander through
/// hidden counts would seem cheap for ever.
const WORTH: u64 = UNIT / 2;
/// The most counts in one change. A square takes 4, a cube 8, and a chain up a tree 2 for each level.
const LONGEST: usize = 32;
/// No count is changed by more at once: far above any count of persons, far below what the arithmetic holds.
const FARTHEST: i128 = 1 << 40;

/// Which counts a change may touch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Only those that are hidden already.
    Hidden,
    /// Any; those that it touches are to be hidden.
    Any,
    /// Any, searched ten times as long.
    AnyAtLength,
}

impl Reach {
    /// How many partial changes of each size are followed, and in how many ways each is continued. A search that gives up
    /// finds nothing, and then more is hidden.
    fn breadth(self) -> (usize, usize) {
        match self {
            Reach::Hidden => (16, 12),
            Reach::Any => (48, 24),
            Reach::AnyAtLength => (480, 48),
        }
    }
}

/// Counts, rising, and by how much they change.
pub(super) type Change = Vec<(usize, i64)>;

/// A partial change.
struct Partial {
    change: Change,
    /// The rows that do not add up after it, rising, and by how much they are off.
    off: Vec<(usize, i128)>,
    cost: u64,
}

/// Searches for a cheap change that moves `start` by `step` from `point`, leaves every count at 0 or more and every row
/// adding up. Of the partial changes of each size it follows only the most promising, and each count's part in a change is
/// settled once, so some are never found; that one is found is a proof that it is possible.
pub(super) fn cheapest(
    graph: &Graph,
    hidden: &[bool],
    point: &[i64],
    start: usize,
    step: i64,
    reach: Reach,
) -> Option<Change> {
    if point[start] + step < 0 {
        return None;
    }
    let cost_of = |count: usize| {
        if hidden[count] {
            0
        } else {
            graph.weight[count]
        }
    };
    let mut floors = BTreeMap::new();
    // The least that one more count of the row costs: each row that is off will take one at least.
    let mut floor = |row: usize| {
        *floors.entry(row).or_insert_with(|| {
            let costs = graph.rows[row].iter().map(|&(count, _)| cost_of(count));
            costs.min().unwrap_or(0).max(WORTH)
        })
    };
    let nothing = Partial {
        change: Vec::new(),
        off: Vec::new(),
        cost: 0,
    };
    let mut beam = vec![extended(graph, &nothing, start, step, cost_of(start))];
    let mut best: Option<Partial> = None;
    let (followed, branches) = reach.breadth();
    for _ in 0..LONGEST {
        let mut ways = Vec::new();
        for (place, partial) in beam.iter().enumerate() {
            // The row with the fewest terms leaves the fewest ways to go on.
            let rows = partial.off.iter();
            let Some(&(row, off)) = rows.min_by_key(|(row, _)| (graph.rows[*row].len(), *row))
            else {
                continue;
            };
            let first = ways.len();
            for &(count, times) in &graph.rows[row] {
                if reach == Reach::Hidden && !hidden[count] {
                    continue;
                }
                let Some(by) = balances(off, times) else {
                    continue;
                };
                let moved = partial
                    .change
                    .binary_search_by_key(&count, |&(moved, _)| moved);
                if moved.is_err() && point[count] + by >= 0 {
                    let (rest, rows_off) = outlook(graph, partial, count, by, &mut floor);
                    let cost = partial.cost + cost_of(count) + rest;
                    ways.push((cost, rows_off, place, count, by));
                }
            }
            ways[first..].sort_unstable();
            ways.truncate(first + branches);
        }
        ways.sort_unstable();
        let mut next = Vec::new();
        let mut seen = BTreeSet::new();
        for (_, _, place, count, by) in ways {
            let partial = extended(graph, &beam[place], count, by, cost_of(count));
            if best.as_ref().is_some_and(|best| best.cost <= partial.cost) {
                continue;
            }
            if partial.off.is_empty() {
                best = Some(partial);
            } else if seen.insert(partial.change.clone()) {
                next.push(partial);
                if next.len() == followed {
                    break;
                }
            }
        }
        if next.is_empty() || best.as_ref().is_some_and(|best| best.cost == 0) {
            break;
        }
        beam = next;
    }
    match beam.first() {
        // Where nothing is off after the first count, it is the whole change.
        Some(first) if best.is_none() && first.off.is_empty() => Some(first.change.clone()),
        _ => best.map(|best| best.change),
    }
}

/// How much a count that the row multiplies by `times` must change, so that the row is no longer off.
fn balances(off: i128, times: i64) -> Option<i64> {
    let times = i128::from(times);
    let by = -off / times;
    if off % times != 0 || by.abs() > FARTHEST {
        return None;
    }
    i64::try_from(by).ok()
}

/// What the rows that are off after one more count will cost at least, and how many they are.
fn outlook(
    graph: &Graph,
    partial: &Partial,
    count: usize,
    by: i64,
    floor: &mut impl FnMut(usize) -> u64,
) -> (u64, usize) {
    let mut rest = 0;
    let mut rows_off = 0;
    let touched = &graph.rows_of[count];
    for &(row, _) in &partial.off {
        if touched.binary_search_by_key(&row, |&(row, _)| row).is_err() {
            rest += floor(row);
            rows_off += 1;
        }
    }
    for &(row, times) in touched {
        let off = match partial.off.binary_search_by_key(&row, |&(row, _)| row) {
            Ok(place) => partial.off[place].1,
            Err(_) => 0,
        };
        if off + i128::from(times) * i128::from(by) != 0 {
            rest += floor(row);
            rows_off += 1;
        }
    }
    (rest, rows_off)
}

/// The partial change with one more count.
fn extended(graph: &Graph, partial: &Partial, count: usize, by: i64, cost: u64) -> Partial {
    let mut change = partial.change.clone();
    let place = change.partition_point(|&(moved, _)| moved < count);
    change.insert(place, (count, by));
    let mut off = partial.off.clone();
    for &(row, times) in &graph.rows_of[count] {
        let more = i128::from(times) * i128::from(by);
        match off.binary_search_by_key(&row, |&(row, _)| row) {
            Ok(place) => {
                off[place].1 += more;
                if off[place].1 == 0 {
                    off.remove(place);
                }
            }
            Err(place) => off.insert(place, (row, more)),
        }
    }
    Partial {
        change,
        off,
        cost: partial.cost + cost,
    }
}
