//! The tables as [`super::protect`] works on them: cells that are the same count are one.

use super::Tables;

/// The weight of one unit of cost. Below it there is room to prefer small cells to large ones, and both to empty ones.
pub(super) const UNIT: u64 = 1 << 20;

/// Different counts and the relations between them.
pub(super) struct Graph {
    /// The count that each cell is, by place.
    pub of_cell: Vec<usize>,
    pub value: Vec<i64>,
    /// How wide a hidden count's interval must be.
    pub width_needed: Vec<i64>,
    pub primary: Vec<bool>,
    /// What hiding the count costs, all cells that it is shown in together.
    pub weight: Vec<u64>,
    /// Counts and what they are multiplied by before they add up to 0.
    pub rows: Vec<Vec<(usize, i64)>>,
    /// The rows that each count is in, and what it is multiplied by there.
    pub rows_of: Vec<Vec<(usize, i64)>>,
    /// The most that a row multiplies by.
    pub most_times: i64,
}

impl Graph {
    /// Makes one count of the cells that relations say are equal, so that a number on ten dates is hidden and searched once.
    pub fn new(tables: &Tables) -> Graph {
        let of_cell = same_counts(tables);
        let counts = of_cell.iter().max().map_or(0, |last| last + 1);
        let mut graph = Graph {
            value: vec![0; counts],
            width_needed: vec![0; counts],
            primary: vec![false; counts],
            weight: vec![0; counts],
            rows: Vec::new(),
            rows_of: vec![Vec::new(); counts],
            most_times: 1,
            of_cell,
        };
        for (cell, &count) in tables.cells().iter().zip(&graph.of_cell) {
            graph.value[count] = i64::from(cell.value);
            graph.width_needed[count] =
                graph.width_needed[count].max(i64::from(cell.width_needed()));
            graph.primary[count] |= cell.is_primary();
            let finer = match cell.value {
                0 => UNIT / 2,
                value => u64::from(value).min(UNIT / 2 - 1),
            };
            graph.weight[count] += u64::from(cell.cost.max(1)) * UNIT + finer;
        }
        graph.rows = tables
            .relations()
            .iter()
            .map(|relation| merged(relation, &graph.of_cell))
            .filter(|row| !row.is_empty())
            .collect();
        // Where nothing changed between two dates, a sum is there twice.
        graph.rows.sort();
        graph.rows.dedup();
        for (row, terms) in graph.rows.iter().enumerate() {
            for &(count, times) in terms {
                graph.rows_of[count].push((row, times));
                graph.most_times = graph.most_times.max(times.abs());
            }
        }
        graph
    }

    /// The counts that share a row with one of these, and these; rising.
    pub fn neighbours(&self, counts: &[usize]) -> Vec<usize> {
        let mut around = counts.to_vec();
        for &count in counts {
            for &(row, _) in &self.rows_of[count] {
                around.extend(self.rows[row].iter().map(|&(count, _)| count));
            }
        }
        around.sort_unstable();
        around.dedup();
        around
    }
}

/// The count of each cell, numbered from 0 in the order of the first cell of each.
fn same_counts(tables: &Tables) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..tables.cells().len()).collect();
    for relation in tables.relations() {
        if let [(one, times), (other, opposite)] = relation[..]
            && times == -opposite
        {
            let (one, other) = (root(&mut parent, one), root(&mut parent, other));
            parent[one.max(other)] = one.min(other);
        }
    }
    let mut of_cell = Vec::with_capacity(parent.len());
    let mut counts = 0;
    for cell in 0..parent.len() {
        let root = root(&mut parent, cell);
        if root == cell {
            of_cell.push(counts);
            counts += 1;
        } else {
            of_cell.push(of_cell[root]);
        }
    }
    of_cell
}

fn root(parent: &mut [usize], mut cell: usize) -> usize {
    while parent[cell] != cell {
        parent[cell] = parent[parent[cell]];
        cell = parent[cell];
    }
    cell
}

/// The relation between counts, with a sign that makes equal relations alike.
fn merged(relation: &[(usize, i64)], of_cell: &[usize]) -> Vec<(usize, i64)> {
    let mut terms: Vec<(usize, i64)> = relation
        .iter()
        .map(|&(cell, times)| (of_cell[cell], times))
        .collect();
    terms.sort_unstable();
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    terms.retain(|&(_, times)| times != 0);
    if terms.first().is_some_and(|&(_, times)| times < 0) {
        for term in &mut terms {
            term.1 = -term.1;
        }
    }
    terms
}
