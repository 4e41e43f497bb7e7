//! The strategy's map: each area is a cairn, each goal a stone.

/// Stones in rows from the top of the cairn to its foot. Each row has at most as many stones as the one below it.
///
/// Two rows of each length, so that a cairn stands steep and narrow; the rest of the stones lie on top.
pub fn rows<T>(stones: Vec<T>) -> Vec<Vec<T>> {
    let count = stones.len();
    let foot = (1..).find(|foot| foot * (foot + 1) >= count).unwrap_or(1);
    let mut left = stones.into_iter();
    let mut rows: Vec<Vec<T>> = Vec::new();
    let mut length = foot.max(1);
    loop {
        for _ in 0..2 {
            let row: Vec<T> = left.by_ref().take(length).collect();
            if row.is_empty() {
                rows.reverse();
                return rows;
            }
            rows.push(row);
        }
        length = length.saturating_sub(1).max(1);
    }
}

/// Stones have a few shapes; which one a goal has depends on its id alone.
const SHAPES: [&str; 5] = [
    "M3 15C2 8 9 3 20 3s18 5 17 12-7 10-17 10S4 22 3 15z",
    "M2 14C3 6 11 4 19 3s19 3 19 11-6 12-18 11S1 22 2 14z",
    "M3 13C4 5 13 3 22 3s16 6 15 13-9 9-18 9S2 21 3 13z",
    "M2 16C2 9 8 5 17 3s20 4 21 12-8 10-19 10S2 23 2 16z",
    "M3 14C2 7 12 2 21 4s17 4 16 12-10 9-18 9S4 21 3 14z",
];

/// The outline of a stone, as the `d` of a path in a box of 40 × 28.
pub fn shape(id: &str) -> &'static str {
    let sum: usize = id
        .bytes()
        .enumerate()
        .map(|(i, b)| usize::from(b) * (i + 3))
        .sum();
    SHAPES[sum % SHAPES.len()]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_cairn_narrows_upwards_and_keeps_every_stone() {
        for count in 0..60 {
            let rows = rows((0..count).collect());
            assert_eq!(rows.concat().len(), count);
            assert!(
                rows.windows(2).all(|pair| pair[0].len() <= pair[1].len()),
                "{count}: {rows:?}"
            );
        }
        let lengths = |n: usize| {
            rows((0..n).collect())
                .iter()
                .map(Vec::len)
                .collect::<Vec<_>>()
        };
        assert_eq!(lengths(7), [1, 3, 3]);
        assert_eq!(lengths(32), [2, 4, 4, 5, 5, 6, 6]);
    }

    #[test]
    fn a_goal_keeps_its_stone() {
        assert_eq!(shape("PU-01"), shape("PU-01"));
        assert_ne!(shape("PU-01"), shape("PU-02"));
    }
}
