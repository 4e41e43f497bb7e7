//! The cheapest way to change one count so that every relation still holds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::graph::Graph;

/// How many partial changes one search looks at. A search that gives up finds nothing, and then more is hidden.
const LOOKS: usize = 600;
/// How many ways one partial change is continued.
const BRANCHES: usize = 24;
/// No count is changed by more at once: far above any count of persons, far below what the arithmetic holds.
const FARTHEST: i128 = 1 << 40;

/// Which counts a change may touch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Only those that are hidden already.
    Hidden,
    /// Any; those that it touches are to be hidden.
    Any,
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

/// Searches, cheapest first, for a change that moves `start` by `step` from `point`, leaves every count at 0 or more and
/// every row adding up. Each count's part in it is settled once, so some changes are never found; that one is found is a
/// proof that it is possible.
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
            costs.min().unwrap_or(0)
        })
    };
    let nothing = Partial {
        change: Vec::new(),
        off: Vec::new(),
        cost: 0,
    };
    let mut partials = vec![extended(graph, &nothing, start, step, cost_of(start))];
    let mut queue = BinaryHeap::from([Reverse((0, 0, 0))]);
    let mut seen = BTreeSet::new();
    for _ in 0..LOOKS {
        let Reverse((_, _, place)) = queue.pop()?;
        let partial = &partials[place];
        // The row with the fewest terms leaves the fewest ways to go on.
        let Some(&(row, off)) = partial
            .off
            .iter()
            .min_by_key(|&&(row, _)| (graph.rows[row].len(), row))
        else {
            return Some(partial.change.clone());
        };
        let mut ways = Vec::new();
        for &(count, times) in &graph.rows[row] {
            if reach == Reach::Hidden && !hidden[count] {
                continue;
            }
            let Some(by) = balances(off, times) else {
                continue;
            };
            let moved = partial.change.iter().any(|&(moved, _)| moved == count);
            if !moved && point[count] + by >= 0 {
                let (rest, rows_off) = outlook(graph, partial, count, by, &mut floor);
                let cost = partial.cost + cost_of(count) + rest;
                ways.push((cost, rows_off, count, by));
            }
        }
        ways.sort_unstable();
        ways.truncate(BRANCHES);
        let next: Vec<_> = ways
            .into_iter()
            .map(|(cost, rows_off, count, by)| {
                let next = extended(graph, partial, count, by, cost_of(count));
                (cost, rows_off + next.change.len(), next)
            })
            .collect();
        for (cost, size, next) in next {
            if seen.insert(next.change.clone()) {
                queue.push(Reverse((cost, size, partials.len())));
                partials.push(next);
            }
        }
    }
    None
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
