//! The cells of one audience's tables, and how they follow from each other.

use std::collections::BTreeMap;

use super::Minimum;

/// One count that would be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The true count.
    pub value: u32,
    /// The fewest that it may be of; nothing when it is not of persons or answers, so that it is never hidden for its own
    /// sake.
    pub minimum: Option<Minimum>,
    /// What it costs the reader not to see it, at least 1: the cells that are hidden for the sake of others are those that
    /// cost least together. A total should cost more than its parts, say 1, 10 and 100 up the tree.
    pub cost: u32,
}

impl Cell {
    /// A count of persons.
    pub fn persons(value: u32, cost: u32) -> Cell {
        Cell {
            value,
            minimum: Some(Minimum::persons()),
            cost,
        }
    }

    /// Whether it is hidden for its own sake.
    pub fn is_primary(&self) -> bool {
        self.minimum
            .is_some_and(|minimum| minimum.hides(self.value))
    }

    /// How far the least and the most that it can be must lie apart while it is hidden: the minimum less 1, so that 0 to 4
    /// is wide enough for persons. A cell without a minimum must only not be unique.
    pub fn width_needed(&self) -> u32 {
        self.minimum.map_or(1, |minimum| minimum.get() - 1)
    }
}

/// All cells that one audience can lay beside each other (units × years × slices × as-of dates), and all that it knows of
/// how they add up. A cell is named by its place in the order of adding.
///
/// What follows from the cells by subtraction, and would tell of someone, is a cell too, even if no table has it: the men
/// where all and women are shown, or those who came and those who left between two dates ([`Tables::rest`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    cells: Vec<Cell>,
    relations: Vec<Vec<(usize, i64)>>,
}

/// Why a relation cannot be among the cells.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TablesError {
    /// A cell that was not added.
    #[error("there is no cell `{cell}` among the `{cells}` cells")]
    NoSuchCell {
        /// The place asked for.
        cell: usize,
        /// How many there are.
        cells: usize,
    },
    /// The true counts break it.
    #[error("the cells do not add up: the relation gives `{0}`, not 0")]
    DoesNotAddUp(i128),
    /// Slices of something else than the total.
    #[error("the slices add up to `{0}`, which is not the total")]
    NotTheTotal(u64),
    /// The audience would be told what its true count breaks.
    #[error("what is told of cell `{0}` is not true of it")]
    NotTrue(usize),
}

impl Tables {
    /// No cells.
    pub fn new() -> Tables {
        Tables::default()
    }

    /// Adds a cell and gives its place.
    pub fn add(&mut self, cell: Cell) -> usize {
        self.cells.push(cell);
        self.cells.len() - 1
    }

    /// The total is the sum of its parts: units under their parent, slices of a whole, or (with the parts of both dates on
    /// either side, see [`Tables::relate`]) a change between two dates.
    ///
    /// # Errors
    /// A cell that was not added, or counts that do not add up.
    pub fn sum(&mut self, total: usize, parts: &[usize]) -> Result<(), TablesError> {
        let mut terms = vec![(total, -1)];
        terms.extend(parts.iter().map(|&part| (part, 1)));
        self.relate(&terms)
    }

    /// The same count in two tables, or on two dates between which nothing changed.
    ///
    /// # Errors
    /// A cell that was not added, or counts that differ.
    pub fn same(&mut self, one: usize, other: usize) -> Result<(), TablesError> {
        self.relate(&[(one, 1), (other, -1)])
    }

    /// Adds the cell for what the parts leave of the total, with the minimum of the total.
    ///
    /// # Errors
    /// A cell that was not added, or parts of more than the total.
    pub fn rest(&mut self, total: usize, parts: &[usize], cost: u32) -> Result<usize, TablesError> {
        let mut rest = i128::from(self.cell(total)?.value);
        for &part in parts {
            rest -= i128::from(self.cell(part)?.value);
        }
        let value = u32::try_from(rest).map_err(|_| TablesError::DoesNotAddUp(rest))?;
        let cell = self.add(Cell {
            value,
            minimum: self.cell(total)?.minimum,
            cost,
        });
        self.sum(total, &[parts, &[cell]].concat())?;
        Ok(cell)
    }

    /// The cells times their numbers add up to 0: `earlier + came − left − later`, or `4 · numerator − denominator` where
    /// the audience sees the ratio ¼.
    ///
    /// # Errors
    /// A cell that was not added, or counts that do not add up to 0.
    pub fn relate(&mut self, terms: &[(usize, i32)]) -> Result<(), TablesError> {
        let mut merged: BTreeMap<usize, i64> = BTreeMap::new();
        let mut sum = 0;
        for &(cell, times) in terms {
            sum += i128::from(self.cell(cell)?.value) * i128::from(times);
            *merged.entry(cell).or_default() += i64::from(times);
        }
        if sum != 0 {
            return Err(TablesError::DoesNotAddUp(sum));
        }
        let relation: Vec<_> = merged
            .into_iter()
            .filter(|&(_, times)| times != 0)
            .collect();
        if !relation.is_empty() {
            self.relations.push(relation);
        }
        Ok(())
    }

    /// The cells in the order of adding.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The relations in the order of adding: cells, rising, with the numbers that they are multiplied by before they add up
    /// to 0.
    pub fn relations(&self) -> &[Vec<(usize, i64)>] {
        &self.relations
    }

    fn cell(&self, cell: usize) -> Result<&Cell, TablesError> {
        self.cells.get(cell).ok_or(TablesError::NoSuchCell {
            cell,
            cells: self.cells.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_adds_up() {
        let mut tables = Tables::new();
        let all = tables.add(Cell::persons(10, 10));
        let women = tables.add(Cell::persons(8, 1));
        let men = tables.rest(all, &[women], 1).unwrap();
        assert_eq!(tables.cells()[men].value, 2);
        assert!(tables.cells()[men].is_primary());
        assert_eq!(tables.relations(), [vec![(all, -1), (women, 1), (men, 1)]]);
        let error = tables.sum(all, &[women]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the cells do not add up: the relation gives `-2`, not 0"
        );
        let error = tables.same(all, 7).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no cell `7` among the `3` cells"
        );
        assert_eq!(
            tables.rest(women, &[all], 1),
            Err(TablesError::DoesNotAddUp(-2))
        );
        // A cell less itself says nothing.
        tables.same(all, all).unwrap();
        assert_eq!(tables.relations().len(), 1);
    }
}
