//! Which cells are hidden so that none of them follows from those that are shown.

use std::cmp::Reverse;
use std::collections::VecDeque;

use super::Tables;
use super::circuit::{Reach, cheapest};
use super::graph::Graph;
use super::proven::Proven;

/// How often another proof is searched for to show a cell again.
const SEARCHES: usize = 200;

/// What is shown of the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// For each cell, whether it is shown.
    pub shown: Vec<bool>,
    /// The cells that are hidden for their own sake, rising. Readers must not be told them from the complementary ones.
    pub primary: Vec<usize>,
    /// The cells that are hidden so that no other follows, rising.
    pub complementary: Vec<usize>,
}

/// Hides the cells below their minimum, then what else it takes, as little as it finds, so that for every hidden cell the
/// least and the most that it can be lie at least as far apart as it needs. The same tables give the same answer.
///
/// Protection is claimed only with a proof: two sets of whole numbers, none below 0, that agree with all that is shown and
/// with every relation, and give the cell its least and its most. Where the search for them gives up, the cells around are
/// hidden, at last all cells but the zeros that hang together with it. Then the counts times any whole number agree with
/// what is shown, so that the hidden cells can be of any size.
pub fn protect(tables: &Tables) -> Protected {
    let graph = Graph::new(tables);
    let mut cover = Cover {
        hidden: graph.primary.clone(),
        queue: (0..graph.value.len())
            .filter(|&count| graph.primary[count])
            .collect(),
        proven: Proven::new(graph.value.len()),
        graph,
    };
    while let Some(count) = cover.queue.pop_front() {
        let reaches = [Reach::Hidden, Reach::Any, Reach::AnyAtLength];
        if !reaches.iter().any(|&reach| cover.widen(count, reach)) {
            cover.widen_by_group(count);
        }
    }
    cover.show_what_no_other_needs();
    let places = 0..tables.cells().len();
    let shown: Vec<bool> = places
        .clone()
        .map(|cell| !cover.hidden[cover.graph.of_cell[cell]])
        .collect();
    let (primary, complementary) = places
        .filter(|&cell| !shown[cell])
        .partition(|&cell| tables.cells()[cell].is_primary());
    Protected {
        shown,
        primary,
        complementary,
    }
}

struct Cover {
    graph: Graph,
    hidden: Vec<bool>,
    /// The hidden counts whose width may not be proven yet.
    queue: VecDeque<usize>,
    proven: Proven,
}

impl Cover {
    fn hide(&mut self, count: usize) {
        if !self.hidden[count] {
            self.hidden[count] = true;
            self.queue.push_back(count);
        }
    }

    fn is_wide(&self, count: usize) -> bool {
        self.proven.width(count) >= self.graph.width_needed[count]
    }

    /// Moves the count up and down until its interval is as wide as it needs, for a small one from 0.
    fn widen(&mut self, count: usize, reach: Reach) -> bool {
        let value = self.graph.value[count];
        let needed = self.graph.width_needed[count];
        // Up first: it needs others that can give, and what is hidden for it mostly serves the way down too.
        self.walk(count, needed - value, 1, reach);
        self.walk(count, value.min(needed), -1, reach);
        self.walk(count, needed - self.proven.low(count), 1, reach);
        self.is_wide(count)
    }

    /// Moves the count on until it is wide, has moved by `far`, or no change is found.
    fn walk(&mut self, count: usize, far: i64, direction: i64, reach: Reach) {
        let (mut moves, mut moved) = self.proven.farthest(count, direction);
        if moved >= far || self.is_wide(count) {
            return;
        }
        let mut point = self.graph.value.clone();
        for (&changed, by) in &moves {
            point[changed] += by;
        }
        while moved < far && !self.is_wide(count) {
            let steps = self.steps(far - moved);
            let search = |reach| {
                steps.iter().find_map(|step| {
                    let step = step * direction;
                    cheapest(&self.graph, &self.hidden, &point, count, step, reach)
                })
            };
            let found = match reach {
                Reach::Hidden => search(Reach::Hidden),
                any => search(Reach::Hidden).or_else(|| search(any)),
            };
            let Some(change) = found else {
                return;
            };
            for (changed, by) in change {
                point[changed] += by;
                *moves.entry(changed).or_default() += by;
                self.hide(changed);
            }
            moved = (point[count] - self.graph.value[count]).abs();
            self.proven.add(moves.clone());
        }
    }

    /// The steps to try when so much is left: all at once, for then one change serves; else less and less. Where relations
    /// multiply, only steps of some multiple may be possible.
    fn steps(&self, left: i64) -> Vec<i64> {
        let most = self.graph.most_times;
        if most > 1 {
            let longer = (left + 1)..=most.min(left + 64);
            return (1..=left).rev().chain(longer).collect();
        }
        std::iter::successors(Some(left), |&step| Some(step / 2))
            .take_while(|&step| step > 0)
            .collect()
    }

    /// Hides all that is not 0 around the count, ring by ring, until its width is proven.
    fn widen_by_group(&mut self, count: usize) {
        let mut group = vec![count];
        loop {
            let around = self.graph.neighbours(&group);
            for &near in &around {
                if self.graph.value[near] > 0 {
                    self.hide(near);
                }
            }
            if self.widen(count, Reach::Hidden) {
                return;
            }
            if around.len() == group.len() {
                for near in around {
                    if self.hidden[near] {
                        self.proven.by_group(near);
                    }
                }
                return;
            }
            group = around;
        }
    }

    /// Shows complementary counts again, the dearest first, as long as all others can be proven without them: what was
    /// hidden for one count may not be needed after what was hidden for later ones.
    fn show_what_no_other_needs(&mut self) {
        let mut extra: Vec<usize> = (0..self.hidden.len())
            .filter(|&count| self.hidden[count] && !self.graph.primary[count])
            .filter(|&count| !self.proven.is_by_group(count))
            .collect();
        extra.sort_by_key(|&count| (Reverse(self.graph.weight[count]), count));
        let mut left = SEARCHES;
        for count in extra {
            self.hidden[count] = false;
            let before = self.proven.clone();
            let leaning = self.proven.without(count);
            for other in leaning {
                if other == count || self.is_wide(other) {
                    continue;
                }
                let may_search = left > 0;
                left = left.saturating_sub(1);
                if !may_search || !self.widen(other, Reach::Hidden) {
                    self.hidden[count] = true;
                    break;
                }
            }
            if self.hidden[count] {
                self.proven = before;
            }
        }
    }
}
