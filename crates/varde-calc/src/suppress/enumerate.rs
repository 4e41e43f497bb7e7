//! Looks for a solution in whole numbers, number by number, where the corners of the simplex method are fractions.

use super::system::System;

/// How many numbers one search tries at most.
const TRIES: usize = 5_000;
/// How many terms it may go through for that, so that large systems are given fewer tries.
const WORK: usize = 2_000_000;
/// How far from the true numbers a search looks first.
const NEAR: i64 = 8;
/// How often all equations are gone through to narrow what is left; what is not narrowed is tried.
const ROUNDS: usize = 50;
/// An unknown that nothing bounds is tried below this only.
const OPEN: i64 = 1 << 33;

/// What came of a search.
pub(super) enum Search {
    /// A solution.
    Found(Vec<i64>),
    /// There is none.
    Nothing,
    /// Too many numbers to try.
    GaveUp,
}

/// Looks for a solution where the unknown is this number: first near the true numbers, then everywhere with the equations
/// solved as well. Those say more to a search that sees one equation at a time, but are longer.
pub(super) fn find(system: &System, solved: &System, unknown: usize, number: i64) -> Search {
    let near = (number - system.values[unknown]).abs() * 2 + NEAR;
    for (system, far) in [(system, near), (solved, near), (solved, OPEN)] {
        let search = find_within(system, unknown, number, far);
        if matches!(search, Search::Found(_)) || far == OPEN {
            return search;
        }
    }
    Search::GaveUp
}

/// Looks so far away from the true numbers.
fn find_within(system: &System, unknown: usize, number: i64, far: i64) -> Search {
    let around = |&value: &i64| ((value - far).max(0), (value + far).min(OPEN));
    let mut domains: Vec<(i64, i64)> = system.values.iter().map(around).collect();
    domains[unknown] = (number, number);
    if !narrow(system, &mut domains) {
        return Search::Nothing;
    }
    let bounded = domains.iter().all(|&(_, most)| most < OPEN);
    let terms: usize = system.equations.iter().map(|(terms, _)| terms.len()).sum();
    let mut left = TRIES.min(WORK / terms.max(1));
    match search(system, domains, &mut left) {
        Search::Nothing if !bounded => Search::GaveUp,
        result => result,
    }
}

fn search(system: &System, domains: Vec<(i64, i64)>, left: &mut usize) -> Search {
    let open = domains
        .iter()
        .enumerate()
        .filter(|(_, (least, most))| least < most)
        .min_by_key(|(unknown, (least, most))| (most - least, *unknown));
    let Some((unknown, &(least, most))) = open else {
        let point: Vec<i64> = domains.into_iter().map(|(least, _)| least).collect();
        return match solves(system, &point) {
            true => Search::Found(point),
            false => Search::Nothing,
        };
    };
    // From the true number outwards: solutions are near other solutions.
    let start = system.values[unknown].clamp(least, most);
    let outwards = (0..=most - least).flat_map(|distance| {
        let above = (distance > 0).then_some(start + distance);
        [Some(start - distance), above].into_iter().flatten()
    });
    for number in outwards.filter(|number| (least..=most).contains(number)) {
        if *left == 0 {
            return Search::GaveUp;
        }
        *left -= 1;
        let mut next = domains.clone();
        next[unknown] = (number, number);
        if narrow(system, &mut next) {
            match search(system, next, left) {
                Search::Nothing => {}
                result => return result,
            }
        }
    }
    Search::Nothing
}

/// Takes away what no equation can do with; false when nothing is left.
fn narrow(system: &System, domains: &mut [(i64, i64)]) -> bool {
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (terms, sum) in &system.equations {
            let ends = |domains: &[(i64, i64)], unknown: usize, times: i64| {
                let (least, most) = domains[unknown];
                let (one, other) = (
                    i128::from(least) * i128::from(times),
                    i128::from(most) * i128::from(times),
                );
                (one.min(other), one.max(other))
            };
            let (mut least_sum, mut most_sum) = (0, 0);
            for &(unknown, times) in terms {
                let (least, most) = ends(domains, unknown, times);
                least_sum += least;
                most_sum += most;
            }
            if !(least_sum..=most_sum).contains(sum) {
                return false;
            }
            for &(unknown, times) in terms {
                let (least, most) = ends(domains, unknown, times);
                // What the others leave for this term.
                let (from, to) = (sum - (most_sum - most), sum - (least_sum - least));
                let times = i128::from(times);
                let (from, to) = if times > 0 { (from, to) } else { (-to, -from) };
                let size = times.abs();
                let (from, to) = (-(-from).div_euclid(size), to.div_euclid(size));
                let (before_least, before_most) = domains[unknown];
                let clamp = |end: i128| end.clamp(-1, i128::from(OPEN) + 1) as i64;
                let after = (before_least.max(clamp(from)), before_most.min(clamp(to)));
                if after.0 > after.1 {
                    return false;
                }
                if after != (before_least, before_most) {
                    domains[unknown] = after;
                    // The sums are old now, but that only leaves the next terms more than they have.
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    true
}

/// Whether the numbers are a solution.
fn solves(system: &System, point: &[i64]) -> bool {
    system.equations.iter().all(|(terms, sum)| {
        let products = terms
            .iter()
            .map(|&(unknown, times)| i128::from(point[unknown]) * i128::from(times));
        products.sum::<i128>() == *sum
    })
}
