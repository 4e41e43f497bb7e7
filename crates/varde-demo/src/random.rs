//! A small seeded generator (splitmix64), so that one seed always gives the same department.

/// A stream of numbers that depends on nothing but its seed.
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// A stream of its own for one part of the department (`name`), so that a
    /// change in one part leaves the numbers of the others as they were.
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        let mut state = seed ^ 0x9e37_79b9_7f4a_7c15;
        for byte in name.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self { state }
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low).saturating_add(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// True in `percent` of a hundred cases.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of the items.
    pub(crate) fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        let index = usize::try_from(self.next() % (items.len().max(1) as u64)).unwrap_or(0);
        items[index].clone()
    }

    /// Divides `total` among `weights` so that the parts add up to it exactly.
    pub(crate) fn divide(total: i64, weights: &[i64]) -> Vec<i64> {
        let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum::<i128>().max(1);
        let mut passed = 0_i128;
        let mut given = 0_i64;
        weights
            .iter()
            .map(|weight| {
                passed += i128::from(*weight);
                let until = i64::try_from(i128::from(total) * passed / sum).unwrap_or(given);
                let part = until - given;
                given = until;
                part
            })
            .collect()
    }

    /// Divides `total` into `count` uneven parts that add up to it exactly.
    pub(crate) fn split(&mut self, total: i64, count: usize) -> Vec<i64> {
        let weights: Vec<i64> = (0..count).map(|_| self.between(20, 180)).collect();
        Self::divide(total, &weights)
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn one_seed_gives_one_stream() {
        let stream = |seed, name| {
            let mut random = Random::new(seed, name);
            [random.next(), random.next(), random.next()]
        };
        assert_eq!(stream(7, "ledger"), stream(7, "ledger"));
        assert_ne!(stream(7, "ledger"), stream(7, "staff"));
        assert_ne!(stream(7, "ledger"), stream(8, "ledger"));
    }

    #[test]
    fn parts_add_up() {
        let mut random = Random::new(1, "parts");
        for total in [0, 1, 17, 7_200_000_003, -40_000_001] {
            assert_eq!(random.split(total, 37).iter().sum::<i64>(), total);
        }
    }
}
