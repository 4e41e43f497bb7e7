//! Which cells are hidden so that none of them follows from those that are shown.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Tables;
use super::circuit::{Reach, cheapest};
use super::graph::Graph;

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
        proofs: BTreeMap::new(),
        graph,
    };
    while let Some(count) = cover.queue.pop_front() {
        let proof = match cover.widen(count, Reach::Hidden) {
            Some(proof) => proof,
            None => match cover.widen(count, Reach::Any) {
                Some(proof) => proof,
                None => cover.widen_by_group(count),
            },
        };
        cover.proofs.insert(count, proof);
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

/// The counts that the proof of one count's width changes.
type Proof = BTreeSet<usize>;

struct Cover {
    graph: Graph,
    hidden: Vec<bool>,
    /// The hidden counts whose width is not proven yet.
    queue: VecDeque<usize>,
    proofs: BTreeMap<usize, Proof>,
}

/// Counts that agree with what is shown, as far from the true ones as one count has been moved.
struct Walk {
    point: Vec<i64>,
    moved: i64,
}

impl Cover {
    fn hide(&mut self, count: usize) {
        if !self.hidden[count] {
            self.hidden[count] = true;
            self.queue.push_back(count);
        }
    }

    /// Moves the count up and down until its interval is as wide as it needs, for a small one from 0.
    fn widen(&mut self, count: usize, reach: Reach) -> Option<Proof> {
        let value = self.graph.value[count];
        let needed = self.graph.width_needed[count];
        let mut proof = Proof::from([count]);
        let walk = || Walk {
            point: self.graph.value.clone(),
            moved: 0,
        };
        let (mut up, mut down) = (walk(), walk());
        // Up first: it needs others that can give, and what is hidden for it mostly serves the way down too.
        self.walk(&mut up, count, needed - value, 1, reach, &mut proof);
        self.walk(&mut down, count, value.min(needed), -1, reach, &mut proof);
        let rest = needed - down.moved;
        self.walk(&mut up, count, rest, 1, reach, &mut proof);
        (up.moved + down.moved >= needed).then_some(proof)
    }

    /// Moves the count on until it has moved by `far`, or no change is found.
    fn walk(
        &mut self,
        walk: &mut Walk,
        count: usize,
        far: i64,
        direction: i64,
        reach: Reach,
        proof: &mut Proof,
    ) {
        while walk.moved < far {
            let steps = self.steps(far - walk.moved);
            let search = |reach| {
                steps.iter().find_map(|step| {
                    let step = step * direction;
                    cheapest(&self.graph, &self.hidden, &walk.point, count, step, reach)
                })
            };
            let found = match reach {
                Reach::Hidden => search(Reach::Hidden),
                Reach::Any => search(Reach::Hidden).or_else(|| search(Reach::Any)),
            };
            let Some(change) = found else {
                return;
            };
            let before = walk.point[count];
            for (changed, by) in change {
                walk.point[changed] += by;
                proof.insert(changed);
                self.hide(changed);
            }
            walk.moved += (walk.point[count] - before).abs();
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
    fn widen_by_group(&mut self, count: usize) -> Proof {
        let mut group = vec![count];
        loop {
            let around = self.graph.neighbours(&group);
            for &near in &around {
                if self.graph.value[near] > 0 {
                    self.hide(near);
                }
            }
            if let Some(proof) = self.widen(count, Reach::Hidden) {
                return proof;
            }
            if around.len() == group.len() {
                return around
                    .into_iter()
                    .filter(|&near| self.hidden[near])
                    .collect();
            }
            group = around;
        }
    }

    /// Shows the complementary counts again, the dearest first, as long as all others can be proven without them: what was
    /// hidden for one count may not be needed after what was hidden for later ones.
    fn show_what_no_other_needs(&mut self) {
        let mut extra: Vec<usize> = (0..self.hidden.len())
            .filter(|&count| self.hidden[count] && !self.graph.primary[count])
            .collect();
        extra.sort_by_key(|&count| (std::cmp::Reverse(self.graph.weight[count]), count));
        for count in extra {
            self.hidden[count] = false;
            let leaning: Vec<usize> = self
                .proofs
                .iter()
                .filter(|(other, proof)| **other != count && proof.contains(&count))
                .map(|(&other, _)| other)
                .collect();
            let mut proofs = Vec::new();
            for other in leaning {
                let Some(proof) = self.widen(other, Reach::Hidden) else {
                    self.hidden[count] = true;
                    break;
                };
                proofs.push((other, proof));
            }
            if !self.hidden[count] {
                self.proofs.remove(&count);
                self.proofs.extend(proofs);
            }
        }
    }
}
