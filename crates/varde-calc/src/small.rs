//! When a number is of so few persons that showing it would tell about one of them.

use crate::Exact;

/// The fewest persons that a shown number may be of, unless a pack asks for more.
pub const MIN_CELL_PERSONS: u32 = 5;

/// Whether a number of this many persons is hidden: some, but fewer than `minimum`. Nobody is not hidden, as an empty
/// group has no one to protect. Counts may be fractions, such as person-years.
pub fn hides(count_of_persons: &Exact, minimum: u32) -> bool {
    *count_of_persons > Exact::zero() && *count_of_persons < Exact::from_int(i64::from(minimum))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn hides_one_to_four() {
        for (count, hidden) in [
            ("0", false),
            ("0.2", true),
            ("1", true),
            ("4", true),
            ("4.99", true),
            ("5", false),
        ] {
            assert_eq!(
                hides(&Exact::parse(count).unwrap(), MIN_CELL_PERSONS),
                hidden,
                "{count}"
            );
        }
        assert!(!hides(&Exact::one(), 0));
    }
}
