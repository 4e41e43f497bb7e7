//! What of one published figure is hidden, and whether its state may still be told.

use super::{Cell, Interval, Minimum, Tables, TablesError, protect};
use crate::{Exact, hides};

/// A figure: a numerator over a denominator, and the parts that the denominator is split into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratio {
    /// The upper part.
    pub numerator: Exact,
    /// Whether the upper part counts persons or answers; if not (publications, money), it is never hidden for its own sake.
    pub numerator_counts: bool,
    /// The lower part: what the figure is of. Person-years may be fractions.
    pub denominator: Exact,
    /// Counts that add up to the denominator, such as women and men; may be none.
    pub slices: Vec<u32>,
}

/// Which parts of a figure are hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenParts {
    /// The upper part.
    pub numerator: bool,
    /// The lower part.
    pub denominator: bool,
    /// The value. Shown with the denominator it would give the numerator, so it is hidden with either.
    pub value: bool,
    /// Each slice.
    pub slices: Vec<bool>,
}

/// Which parts of one figure, seen alone, are hidden. Figures that hang together are for [`protect`]; there, hide the value
/// where the cell of its numerator or denominator is hidden.
///
/// # Errors
/// Slices that do not add up to the denominator.
pub fn hides_ratio(ratio: &Ratio, minimum: Minimum) -> Result<HiddenParts, TablesError> {
    let too_few = |count: &Exact| hides(count, minimum.get());
    let mut denominator = too_few(&ratio.denominator);
    let mut slices = Vec::new();
    if !ratio.slices.is_empty() {
        let mut tables = Tables::new();
        let mut cell = |value, cost| {
            tables.add(Cell {
                value,
                minimum: Some(minimum),
                cost,
            })
        };
        let parts: Vec<usize> = ratio.slices.iter().map(|&count| cell(count, 1)).collect();
        let sum: u64 = ratio.slices.iter().map(|&count| u64::from(count)).sum();
        let total = u32::try_from(sum)
            .ok()
            .filter(|&total| Exact::from_int(i64::from(total)) == ratio.denominator)
            .ok_or(TablesError::NotTheTotal(sum))?;
        let total = cell(total, u32::MAX / 2);
        tables.sum(total, &parts)?;
        let protected = protect(&tables);
        denominator |= !protected.shown[total];
        slices = parts.iter().map(|&part| !protected.shown[part]).collect();
    }
    let numerator = ratio.numerator_counts && too_few(&ratio.numerator);
    Ok(HiddenParts {
        // A numerator over a hidden denominator is at most that.
        numerator: numerator || denominator,
        denominator,
        value: numerator || denominator,
        slices,
    })
}

/// Whether telling the state of a hidden count, such as met, would leave too little room for it. `state_of` is the state
/// that each count would have. The state may be told only when the counts of `interval` that have the same state as the
/// true one still lie as far apart as a hidden cell needs: both when every count has it, so that it tells nothing, and when
/// enough do.
///
/// The count alone is held against its interval. Where the state depends on a hidden denominator too, give the interval for
/// an audience that knows the denominator, and take `state_of` with the true one. Where states of several cells that add up
/// are told, also ask [`super::audit_told`].
pub fn state_reveals<S: PartialEq>(
    state_of: impl Fn(i64) -> S,
    interval: &Interval,
    value: u32,
    minimum: Minimum,
) -> bool {
    let value = i64::from(value);
    let width = i64::from(minimum.get()) - 1;
    let state = state_of(value);
    // Counts further away than the width are not needed to see that there is room.
    let least = interval.at_least.max(value - width);
    let most = interval
        .at_most
        .map_or(value + width, |most| most.min(value + width));
    let mut same = (least..=most).filter(|&count| state_of(count) == state);
    let first = same.next();
    let last = same.next_back().or(first);
    match (first, last) {
        (Some(first), Some(last)) => last - first < width,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (numerator, denominator, value, slices) hidden.
    fn check(
        numerator: &str,
        denominator: i64,
        slices: &[u32],
        hidden: (bool, bool, bool, &[bool]),
    ) {
        let ratio = Ratio {
            numerator: Exact::parse(numerator).unwrap(),
            numerator_counts: !numerator.contains('.'),
            denominator: Exact::from_int(denominator),
            slices: slices.to_vec(),
        };
        let parts = hides_ratio(&ratio, Minimum::persons()).unwrap();
        let (numerator, denominator, value, slices) = hidden;
        let expected = HiddenParts {
            numerator,
            denominator,
            value,
            slices: slices.to_vec(),
        };
        assert_eq!(parts, expected, "{ratio:?}");
    }

    #[test]
    fn parts_of_a_figure() {
        check("6", 20, &[], (false, false, false, &[]));
        check("0", 20, &[], (false, false, false, &[]));
        check("4", 20, &[], (true, false, true, &[]));
        check("3.5", 20, &[], (false, false, false, &[]));
        check("0", 4, &[], (true, true, true, &[]));
        check("0", 0, &[], (false, false, false, &[]));
        // 17 women and 3 men: men hidden, and women, or they would follow.
        check("6", 20, &[17, 3], (false, false, false, &[true, true]));
        check("6", 20, &[12, 8], (false, false, false, &[false, false]));
        // The second smallest is hidden, not the largest.
        check(
            "9",
            30,
            &[3, 20, 7],
            (false, false, false, &[true, false, true]),
        );
        // 2 and 3 of 5 could each be 0 to 5.
        check("5", 5, &[2, 3], (false, false, false, &[true, true]));
        // 1 could be 0 to 21.
        check("9", 21, &[20, 1], (false, false, false, &[true, true]));
    }

    #[test]
    fn slices_must_add_up() {
        let ratio = Ratio {
            numerator: Exact::one(),
            numerator_counts: true,
            denominator: Exact::from_int(9),
            slices: vec![4, 4],
        };
        let error = hides_ratio(&ratio, Minimum::persons()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the slices add up to `8`, which is not the total"
        );
    }

    /// A count of 3 that is hidden, with what the audience can work out.
    fn reveals(met_from: i64, at_least: i64, at_most: Option<i64>) -> bool {
        let interval = Interval {
            at_least,
            at_most,
            exact: true,
        };
        state_reveals(|count| count >= met_from, &interval, 3, Minimum::persons())
    }

    #[test]
    fn states() {
        // Not met, target 100: 0 to 4 are as likely as before.
        assert!(!reveals(100, 0, Some(20)));
        // Not met, target 5 leaves 0 to 4; target 4 only 0 to 3.
        assert!(!reveals(5, 0, Some(20)));
        assert!(reveals(4, 0, Some(20)));
        // Met, target 2: 2 or more.
        assert!(!reveals(2, 0, None));
        assert!(!reveals(2, 0, Some(6)));
        assert!(reveals(2, 0, Some(5)));
        // Met by every count that is possible.
        assert!(!reveals(0, 0, Some(4)));
    }
}
