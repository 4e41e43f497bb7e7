//! What has been proven of hidden counts: other counts that agree with all that is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// By how much counts differ from the true ones, so that all that is shown and every relation holds.
pub(super) type Moves = BTreeMap<usize, i64>;

/// Solutions that were found, and for each count those that move it farthest.
#[derive(Clone)]
pub(super) struct Proven {
    solutions: Vec<Rc<Moves>>,
    ends: Vec<Ends>,
    /// Counts in a group that is hidden but for its zeros: they can be of any size.
    groups: BTreeSet<usize>,
}

/// How far a count moves down and up, and in which solution; 0 in the true one.
#[derive(Clone, Copy, Default)]
struct Ends {
    down: (i64, usize),
    up: (i64, usize),
}

impl Proven {
    /// Only the true counts are known, of so many.
    pub fn new(counts: usize) -> Proven {
        Proven {
            solutions: Vec::new(),
            ends: vec![Ends::default(); counts],
            groups: BTreeSet::new(),
        }
    }

    /// Adds a solution: it serves every count that it moves.
    pub fn add(&mut self, moves: Moves) {
        let solution = self.solutions.len();
        self.note(solution, &moves);
        self.solutions.push(Rc::new(moves));
    }

    fn note(&mut self, solution: usize, moves: &Moves) {
        for (&count, &by) in moves {
            let ends = &mut self.ends[count];
            if by > ends.up.0 {
                ends.up = (by, solution);
            }
            if -by > ends.down.0 {
                ends.down = (-by, solution);
            }
        }
    }

    /// How far apart two solutions have the count.
    pub fn width(&self, count: usize) -> i64 {
        match self.is_by_group(count) {
            true => i64::MAX,
            false => self.ends[count].down.0 + self.ends[count].up.0,
        }
    }

    /// How far below the true count a solution has it.
    pub fn low(&self, count: usize) -> i64 {
        self.ends[count].down.0
    }

    /// The solution that moves the count farthest up (1) or down (−1), and how far.
    pub fn farthest(&self, count: usize, direction: i64) -> (Moves, i64) {
        let ends = self.ends[count];
        let (far, solution) = if direction > 0 { ends.up } else { ends.down };
        match self.solutions.get(solution) {
            Some(moves) if far > 0 => (moves.as_ref().clone(), far),
            _ => (Moves::new(), 0),
        }
    }

    /// The count is in a group of which only zeros are shown.
    pub fn by_group(&mut self, count: usize) {
        self.groups.insert(count);
    }

    /// Whether the count is in such a group.
    pub fn is_by_group(&self, count: usize) -> bool {
        self.groups.contains(&count)
    }

    /// Forgets the solutions that move the count, as it is shown now, and gives the counts that they moved.
    pub fn without(&mut self, count: usize) -> BTreeSet<usize> {
        let solutions = std::mem::take(&mut self.solutions);
        let (gone, kept): (Vec<_>, Vec<_>) = solutions
            .into_iter()
            .partition(|moves| moves.get(&count).is_some_and(|&by| by != 0));
        self.ends.fill(Ends::default());
        for (solution, moves) in kept.iter().enumerate() {
            self.note(solution, moves);
        }
        self.solutions = kept;
        gone.iter()
            .flat_map(|moves| moves.keys().copied())
            .collect()
    }
}
