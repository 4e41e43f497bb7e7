//! Tables by hand, with what must be hidden in them, and leaks that must be found.

use super::*;

/// Adds persons by place, each row followed by its total, and last the totals.
///
/// | unit | women | men | all |
fn by_gender(rows: &[[u32; 2]]) -> Tables {
    let mut tables = Tables::new();
    let mut columns = [Vec::new(), Vec::new(), Vec::new()];
    for [women, men] in rows {
        let row = [(*women, 1), (*men, 1), (women + men, 10)];
        let row = row.map(|(count, cost)| tables.add(Cell::persons(count, cost)));
        tables.sum(row[2], &row[..2]).unwrap();
        for (column, cell) in columns.iter_mut().zip(row) {
            column.push(cell);
        }
    }
    let totals = columns.each_ref().map(|column| {
        let sum = column.iter().map(|&cell| tables.cells()[cell].value).sum();
        let total = tables.add(Cell::persons(sum, 100));
        tables.sum(total, column).unwrap();
        total
    });
    tables.sum(totals[2], &totals[..2]).unwrap();
    tables
}

/// The shown cells of such a table as text, hidden ones as dots.
fn view_of(rows: &[[u32; 2]]) -> Vec<String> {
    let tables = by_gender(rows);
    let view = protect(&tables);
    assert_eq!(audit(&tables, &view.shown), []);
    let text = |cell: usize| match view.shown[cell] {
        true => tables.cells()[cell].value.to_string(),
        false => "·".to_owned(),
    };
    let cells: Vec<String> = (0..tables.cells().len()).map(text).collect();
    cells.chunks(3).map(|row| row.join(" ")).collect()
}

#[test]
fn the_second_smallest_programme_is_hidden_too() {
    // | programme | women | men | all |        | women | men | all |
    // |-----------|------:|----:|----:|        |------:|----:|----:|
    // | A         |     3 |   1 |   4 |        |     · |   · |   · |
    // | B         |    12 |  18 |  30 |   →    |    12 |  18 |  30 |
    // | C         |     8 |   9 |  17 |        |     · |   · |   · |
    // | faculty   |    23 |  28 |  51 |        |    23 |  28 |  51 |
    let view = view_of(&[[3, 1], [12, 18], [8, 9]]);
    assert_eq!(view, ["· · ·", "12 18 30", "· · ·", "23 28 51"]);
}

#[test]
fn one_small_cell_takes_a_square() {
    let view = view_of(&[[2, 20], [30, 40], [10, 15]]);
    assert_eq!(view, ["· · 22", "30 40 70", "· · 25", "42 75 117"]);
}

#[test]
fn nothing_small_nothing_hidden() {
    assert_eq!(view_of(&[[0, 7], [5, 0]]), ["0 7 7", "5 0 5", "5 7 12"]);
}

#[test]
fn two_small_cells_that_protect_each_other() {
    // 2 and 2 of 10 are each 0 to 4, wide enough; 1 and 2 of 9 are 0 to 3, so the 6 is hidden as well.
    for (counts, shown) in [([2, 2, 6], [false, false, true]), ([1, 2, 6], [false; 3])] {
        let mut tables = Tables::new();
        let parts = counts.map(|count| tables.add(Cell::persons(count, 1)));
        let total = tables.add(Cell::persons(counts.iter().sum(), 10));
        tables.sum(total, &parts).unwrap();
        let view = protect(&tables);
        assert_eq!(view.shown[..3], shown, "{counts:?}");
        assert!(view.shown[total]);
        assert_eq!(audit(&tables, &view.shown), []);
    }
}

#[test]
fn where_nothing_else_is_left_the_group_is_hidden() {
    // Two of two: 2 and 0, with a total of 2. The zero stays, as it says nothing of anyone.
    let mut tables = Tables::new();
    let parts = [2, 0].map(|count| tables.add(Cell::persons(count, 1)));
    let total = tables.add(Cell::persons(2, 10));
    tables.sum(total, &parts).unwrap();
    let view = protect(&tables);
    assert_eq!(audit(&tables, &view.shown), []);
    assert!(!view.shown[parts[0]] && !view.shown[total]);
}

#[test]
fn answers_need_ten() {
    let answers = |value, cost| Cell {
        value,
        minimum: Some(Minimum::answers()),
        cost,
    };
    let mut tables = Tables::new();
    let parts = [9, 11, 30].map(|count| tables.add(answers(count, 1)));
    let total = tables.add(answers(50, 10));
    tables.sum(total, &parts).unwrap();
    let view = protect(&tables);
    assert_eq!(view.shown, [false, false, true, true]);
    assert_eq!((view.primary, view.complementary), (vec![0], vec![1]));
}

#[test]
fn a_shown_sibling_leaks_by_the_total() {
    // | programme | students |          | programme | students |
    // | A         |        4 |   hidden | A         |        · |
    // | B         |       30 |          | B         |       30 |
    // | faculty   |       34 |          | faculty   |       34 |
    let mut tables = Tables::new();
    let parts = [4, 30].map(|count| tables.add(Cell::persons(count, 1)));
    let total = tables.add(Cell::persons(34, 10));
    tables.sum(total, &parts).unwrap();
    let found = |shown: &[bool]| audit(&tables, shown);
    let finding = Finding::Unique(4);
    assert_eq!(found(&[false, true, true]), [Leak { cell: 0, finding }]);
    let finding = Finding::Shown;
    assert_eq!(found(&[true, true, true]), [Leak { cell: 0, finding }]);
    assert_eq!(found(&[false, false, true]), []);
    // Two audiences, each safe by itself, and a person who is in both.
    let views: [&[bool]; 2] = [&[false, false, true], &[false, true, false]];
    assert_eq!(found(views[1]), []);
    let finding = Finding::Unique(4);
    assert_eq!(found(&union(&views)), [Leak { cell: 0, finding }]);
}

#[test]
fn a_date_leaks_what_another_hides() {
    // | as of     | A | B  | all |
    // | June      | · | ·  | 34  |
    // | September | · | 30 | 36  |     where B did not change, so A was 4 in June and is 6
    let mut tables = Tables::new();
    let mut date = |counts: [u32; 3]| {
        let [a, b, all] = counts;
        let cells = [(a, 1), (b, 1), (all, 10)];
        let cells = cells.map(|(count, cost)| tables.add(Cell::persons(count, cost)));
        tables.sum(cells[2], &cells[..2]).unwrap();
        cells
    };
    let (june, september) = (date([4, 30, 34]), date([6, 30, 36]));
    tables.same(june[1], september[1]).unwrap();
    let shown = [false, false, true, false, true, true];
    let leak = |cell, value| Leak {
        cell,
        finding: Finding::Unique(value),
    };
    assert_eq!(
        audit(&tables, &shown),
        [leak(0, 4), leak(1, 30), leak(3, 6)]
    );
    let view = protect(&tables);
    assert_eq!(audit(&tables, &view.shown), []);
    assert!(!view.shown[june[1]] && !view.shown[september[1]]);
    // A shown change of 2 leads from one date to the other.
    let came = tables.rest(september[0], &[june[0]], 1).unwrap();
    let shown = [false, false, true, true, false, true, false];
    let leaks = audit(&tables, &shown);
    assert!(leaks.contains(&leak(june[1], 30)) && leaks.contains(&leak(came, 2)));
}

#[test]
fn a_shown_ratio_leaks_its_numerator() {
    // 25 % of 12 is 3.
    let mut tables = Tables::new();
    let numerator = tables.add(Cell::persons(3, 1));
    let denominator = tables.add(Cell::persons(12, 10));
    tables.relate(&[(numerator, 4), (denominator, -1)]).unwrap();
    let finding = Finding::Unique(3);
    let leak = Leak {
        cell: numerator,
        finding,
    };
    assert_eq!(audit(&tables, &[false, true]), [leak]);
    assert_eq!(audit(&tables, &[false, false]), []);
    assert_eq!(protect(&tables).shown, [false, false]);
}

#[test]
fn a_state_leaks_what_it_bounds() {
    // A and B are hidden, 23 together. That A has fewer than 4, or B at least 20, is the same to know.
    let mut tables = Tables::new();
    let parts = [3, 20].map(|count| tables.add(Cell::persons(count, 1)));
    let total = tables.add(Cell::persons(23, 10));
    tables.sum(total, &parts).unwrap();
    let shown = [false, false, true];
    let told = |cell, at_least, at_most| Told {
        cell,
        at_least,
        at_most,
    };
    let found = |told| audit_told(&tables, &shown, &[told]);
    assert_eq!(found(told(0, 0, Some(4))), Ok(vec![]));
    let leaks = [(0, 0, 3), (1, 20, 23)].map(|(cell, at_least, at_most)| Leak {
        cell,
        finding: Finding::Narrow { at_least, at_most },
    });
    assert_eq!(found(told(0, 0, Some(3))), Ok(leaks.to_vec()));
    assert_eq!(found(told(1, 20, None)), Ok(leaks.to_vec()));
    assert_eq!(found(told(1, 21, None)), Err(TablesError::NotTrue(1)));
    let (cell, cells) = (9, 3);
    let error = TablesError::NoSuchCell { cell, cells };
    assert_eq!(found(told(9, 0, None)), Err(error));
}
