//! The attack on random tables, on planted leaks, and held against trying all numbers.

use proptest::prelude::*;

use super::*;

/// A table of units × slices, seen on two dates: units under two groups under a top, and all slices together.
#[derive(Debug, Clone)]
struct Sheet {
    units: usize,
    slices: usize,
    /// The counts on the first date, unit by unit, and what came between the dates.
    counts: Vec<u32>,
    came: Vec<u32>,
    minimum: u32,
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let count = prop_oneof![Just(0), 1u32..5, 1u32..5, 5u32..40];
    let came = prop_oneof![8 => Just(0), 1 => 1u32..3, 1 => 5u32..9];
    (3usize..7, 2usize..4, 3u32..7).prop_flat_map(move |(units, slices, minimum)| {
        let size = units * slices;
        let counts = prop::collection::vec(count.clone(), size);
        let came = prop::collection::vec(came.clone(), size);
        (counts, came).prop_map(move |(counts, came)| Sheet {
            units,
            slices,
            counts,
            came,
            minimum,
        })
    })
}

impl Sheet {
    fn tables(&self) -> Tables {
        let mut tables = Tables::new();
        let first = self.on_a_date(&mut tables, &self.counts);
        let later: Vec<u32> = self
            .counts
            .iter()
            .zip(&self.came)
            .map(|(a, b)| a + b)
            .collect();
        let second = self.on_a_date(&mut tables, &later);
        for (&one, &other) in first.iter().zip(&second) {
            let change = tables.cells()[other].value - tables.cells()[one].value;
            if change == 0 {
                tables.same(one, other).unwrap();
            } else if one % 2 == 0 {
                // Some changes are shown as cells of their own.
                let came = tables.rest(other, &[one], 1).unwrap();
                assert_eq!(tables.cells()[came].value, change);
            }
        }
        tables
    }

    /// Adds the cells of one date: for each unit, group and the top, each slice and the total of them.
    fn on_a_date(&self, tables: &mut Tables, counts: &[u32]) -> Vec<usize> {
        let minimum = Some(Minimum::new(self.minimum).unwrap());
        let cell = |value, cost| Cell {
            value,
            minimum,
            cost,
        };
        let middle = self.units / 2;
        let groups = [0..middle, middle..self.units, 0..self.units];
        let mut rows = Vec::new();
        for unit in 0..self.units {
            let counts = &counts[unit * self.slices..][..self.slices];
            rows.push(
                counts
                    .iter()
                    .map(|&value| tables.add(cell(value, 1)))
                    .collect(),
            );
        }
        for (level, group) in groups.into_iter().enumerate() {
            let cost = if level < 2 { 10 } else { 100 };
            let parts = if level < 2 {
                group
            } else {
                self.units..self.units + 2
            };
            let mut row = Vec::new();
            for slice in 0..self.slices {
                let parts: Vec<usize> = rows[parts.clone()]
                    .iter()
                    .map(|row: &Vec<_>| row[slice])
                    .collect();
                let total = parts.iter().map(|&part| tables.cells()[part].value).sum();
                row.push(tables.add(cell(total, cost)));
                tables.sum(row[slice], &parts).unwrap();
            }
            rows.push(row);
        }
        for row in &mut rows {
            let total = row.iter().map(|&part| tables.cells()[part].value).sum();
            let total = tables.add(cell(total, 5));
            tables.sum(total, row).unwrap();
            row.push(total);
        }
        // The totals over slices add up over units by themselves; readers know that too, but it follows.
        rows.concat()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_leaks_from_what_is_protected(sheet in sheet()) {
        let tables = sheet.tables();
        let view = protect(&tables);
        prop_assert_eq!(audit(&tables, &view.shown), []);
        prop_assert_eq!(&view, &protect(&tables));
        // What is hidden is needed: with nothing primary, nothing is hidden.
        prop_assert!(!view.primary.is_empty() || view.complementary.is_empty());
        let hidden = intervals(&tables, &view.shown);
        prop_assert_eq!(hidden.len(), view.primary.len() + view.complementary.len());
        for (cell, interval) in hidden {
            let value = i64::from(tables.cells()[cell].value);
            prop_assert!(interval.at_least <= value);
            prop_assert!(interval.at_most.is_none_or(|most| value <= most));
            prop_assert!(interval.is_wide(sheet.minimum - 1));
        }
    }

    #[test]
    fn hiding_only_the_small_leaks_wherever_one_is_alone(sheet in sheet()) {
        let tables = sheet.tables();
        let shown: Vec<bool> = tables.cells().iter().map(|cell| !cell.is_primary()).collect();
        let leaks = audit(&tables, &shown);
        for relation in tables.relations() {
            let hidden: Vec<usize> = relation.iter().map(|&(cell, _)| cell).filter(|&cell| !shown[cell]).collect();
            if let [cell] = hidden[..] {
                let value = i64::from(tables.cells()[cell].value);
                let finding = Finding::Unique(value);
                let leak = Leak { cell, finding };
                prop_assert!(leaks.contains(&leak));
            }
        }
    }
}

/// Cells with these counts, and for each row of multipliers a shown cell that makes it add up.
fn small_system(values: &[u32], rows: &[Vec<i32>]) -> (Tables, Vec<bool>) {
    let mut tables = Tables::new();
    let mut terms = Vec::new();
    for &value in values {
        terms.push(tables.add(Cell::persons(value, 1)));
    }
    for row in rows {
        let sum: i32 = row
            .iter()
            .zip(values)
            .map(|(&times, &value)| times * value as i32)
            .sum();
        let known = tables.add(Cell {
            value: sum.unsigned_abs(),
            minimum: None,
            cost: 1,
        });
        let mut relation: Vec<(usize, i32)> =
            terms.iter().copied().zip(row.iter().copied()).collect();
        relation.push((known, -sum.signum()));
        tables.relate(&relation).unwrap();
    }
    let shown = (0..tables.cells().len())
        .map(|cell| cell >= values.len())
        .collect();
    (tables, shown)
}

/// One to three rows of multipliers for four cells.
fn rows_of(times: std::ops::Range<i32>) -> impl Strategy<Value = Vec<Vec<i32>>> {
    prop::collection::vec(prop::collection::vec(times, 4), 1..4)
}

/// The least and the most of each cell among all counts up to `most` that solve the rows.
fn try_all(values: &[u32], rows: &[Vec<i32>], most: i32) -> Vec<(i64, i64)> {
    let sums = |point: &[i32]| -> Vec<i32> {
        let sum = |row: &Vec<i32>| row.iter().zip(point).map(|(&a, &b)| a * b).sum();
        rows.iter().map(sum).collect()
    };
    let truth: Vec<i32> = values.iter().map(|&value| value as i32).collect();
    let wanted = sums(&truth);
    let mut ends: Vec<(i64, i64)> = truth
        .iter()
        .map(|&value| (value.into(), value.into()))
        .collect();
    let mut point = vec![0; values.len()];
    loop {
        if sums(&point) == wanted {
            for (end, &value) in ends.iter_mut().zip(&point) {
                *end = (end.0.min(value.into()), end.1.max(value.into()));
            }
        }
        let Some(place) = point.iter().position(|&value| value < most) else {
            return ends;
        };
        point[..place].fill(0);
        point[place] += 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn intervals_are_those_of_trying_all_numbers(
        values in prop::collection::vec(0u32..7, 4),
        rows in prop_oneof![rows_of(0..2), rows_of(-2..4)],
    ) {
        let most = 9;
        let (tables, shown) = small_system(&values, &rows);
        let intervals = intervals(&tables, &shown);
        let ends = intervals.values().map(|interval| interval.at_most);
        let bounded = ends.clone().all(|end| end.is_some_and(|end| end <= i64::from(most)));
        for (cell, (low, high)) in try_all(&values, &rows, most).into_iter().enumerate() {
            let interval = intervals[&cell];
            let sums_only = rows.iter().flatten().all(|times| (0..2).contains(times));
            if bounded && (interval.exact || sums_only) {
                let exact = Interval { at_least: low, at_most: Some(high), exact: true };
                prop_assert_eq!(interval, exact);
            } else if !interval.exact {
                // What was found is part of what is possible.
                prop_assert!(!bounded || low <= interval.at_least);
                prop_assert!(!bounded || interval.at_most.is_some_and(|at_most| at_most <= high));
            } else {
                // What was tried is part of what is possible.
                prop_assert!(interval.at_least <= low);
                prop_assert!(interval.at_most.is_none_or(|at_most| at_most >= high));
            }
        }
    }

    #[test]
    fn odd_relations_are_protected_too(
        values in prop::collection::vec(0u32..12, 5),
        rows in prop::collection::vec(prop::collection::vec(-2i32..4, 5), 1..4),
    ) {
        let (tables, _) = small_system(&values, &rows);
        let view = protect(&tables);
        // With multipliers, the attack may be too large; it must not succeed.
        for leak in audit(&tables, &view.shown) {
            prop_assert_eq!(leak.finding, Finding::NotProven);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_cube_with_all_its_totals(counts in prop::collection::vec(prop_oneof![0u32..5, 5u32..30], 27)) {
        let tables = cube(&counts);
        let view = protect(&tables);
        prop_assert_eq!(audit(&tables, &view.shown), []);
    }
}

/// Units × genders × ages, three of each, with every total: the corners of what is possible may be fractions here.
fn cube(counts: &[u32]) -> Tables {
    let place = |x: usize, y: usize, z: usize| (x * 4 + y) * 4 + z;
    let places = || (0..64).map(|at| [at / 16, at / 4 % 4, at % 4]);
    let mut tables = Tables::new();
    for total in places() {
        let is_in =
            |leaf: &[usize; 3]| (0..3).all(|i| leaf[i] < 3 && [leaf[i], 3].contains(&total[i]));
        let leaves = places().filter(is_in);
        let value = leaves.map(|[x, y, z]| counts[(x * 3 + y) * 3 + z]).sum();
        let totals = total.iter().filter(|&&index| index == 3).count();
        tables.add(Cell::persons(value, [1, 5, 25, 125][totals]));
    }
    for total in places() {
        for direction in (0..3).filter(|&direction| total[direction] == 3) {
            let parts = [0, 1, 2].map(|index| {
                let mut part = total;
                part[direction] = index;
                place(part[0], part[1], part[2])
            });
            tables
                .sum(place(total[0], total[1], total[2]), &parts)
                .unwrap();
        }
    }
    tables
}
