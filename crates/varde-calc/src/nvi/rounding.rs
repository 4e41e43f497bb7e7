//! The staged rounding.

use num_bigint::BigInt;
use num_traits::{One, Zero};

use crate::Exact;
use crate::exact::power_of_ten;

/// Significant digits of a division or a square root.
const SIGNIFICANT_DIGITS: u32 = 10;
/// Decimals of the fraction and its root.
const SCALE: u32 = 10;
/// Decimals of all points.
const RESULT_SCALE: u32 = 4;

/// The steps from shares to an institution's points, each rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// The institution's part of the shares, 10 decimals.
    pub fraction: Exact,
    /// Its square root, 10 decimals.
    pub root: Exact,
    /// 1.3 with international collaboration, else 1.
    pub factor: Exact,
    /// The institution's points, 4 decimals.
    pub points: Exact,
}

/// The points of an institution with `count` verified creators in a publication of `shares` creator shares. A
/// publication without shares has no creators, so it gives 0.
pub fn institution_points(base: &Exact, international: bool, shares: u32, count: u32) -> Exact {
    institution_steps(base, international, shares, count).points
}

/// [`institution_points`] with the steps on the way.
pub fn institution_steps(base: &Exact, international: bool, shares: u32, count: u32) -> Steps {
    let fraction = divide(&Exact::from_int(i64::from(count)), shares).round_half_up(SCALE);
    let root = square_root(&fraction).round_half_up(SCALE);
    let factor = if international {
        Exact::from_scaled(13.into(), 1)
    } else {
        Exact::one()
    };
    let points = (base * &factor * &root).round_half_up(RESULT_SCALE);
    Steps {
        fraction,
        root,
        factor,
        points,
    }
}

/// The points of each of an institution's `creators`; 0 when there are none.
pub fn creator_points(institution_points: &Exact, creators: u32) -> Exact {
    divide(institution_points, creators).round_half_up(RESULT_SCALE)
}

/// The points of each of the `units` that a creator has at one institution; 0 when there are none.
pub fn unit_points(creator_points: &Exact, units: u32) -> Exact {
    divide(creator_points, units).round_half_up(RESULT_SCALE)
}

/// The quotient with 10 significant digits, half-up; 0 when there is nothing to divide by.
fn divide(upper: &Exact, lower: u32) -> Exact {
    match upper.checked_div(&Exact::from_int(i64::from(lower))) {
        Some(quotient) => round_significant(&quotient),
        None => Exact::zero(),
    }
}

/// Rounds to 10 significant digits; a half goes away from zero.
fn round_significant(value: &Exact) -> Exact {
    if value.is_zero() {
        return Exact::zero();
    }
    let digits = i64::from(SIGNIFICANT_DIGITS) - digits_before_point(&value.abs());
    match u32::try_from(digits) {
        Ok(decimals) => value.round_half_up(decimals),
        Err(_) => {
            let unit = Exact::pow10(u32::try_from(-digits).unwrap_or(0));
            let units = value.checked_div(&unit).unwrap_or_else(Exact::zero);
            units.round_half_up(0) * unit
        }
    }
}

/// The square root of a value of at least 0 with 10 significant digits, half-up, by whole numbers only.
///
/// With `m` = root × 10^d before rounding, the whole part of `2m` is the whole square root of `4 × value × 10^2d`
/// rounded down, and rounding half-up is that plus one, halved.
fn square_root(value: &Exact) -> Exact {
    let (upper, lower) = value.parts();
    if *upper <= BigInt::zero() {
        return Exact::zero();
    }
    // A root has half as many digits before the point as its square, and half as many zeros behind it.
    let digits_before = digits_before_point(value);
    let root_digits = digits_before.div_euclid(2) + digits_before.rem_euclid(2);
    let decimals = u32::try_from(i64::from(SIGNIFICANT_DIGITS) - root_digits).unwrap_or(0);
    let doubled = (upper * power_of_ten(2 * decimals) * 4u32 / lower).sqrt();
    let rounded: BigInt = (doubled + 1u32) / 2u32;
    Exact::from_scaled(rounded, decimals)
}

/// How many digits a positive value has before the point: 3 for 123, 0 for 0.5, -1 for 0.05.
fn digits_before_point(value: &Exact) -> i64 {
    let (upper, lower) = value.parts();
    let (mut upper, mut lower) = (upper.clone(), lower.clone());
    let ten = BigInt::from(10);
    let mut digits = 0;
    while upper >= lower {
        lower *= &ten;
        digits += 1;
    }
    while &upper * &ten < lower {
        upper *= &ten;
        digits -= 1;
    }
    debug_assert!(lower >= BigInt::one());
    digits
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    fn points(base: &str, international: bool, count: u32, shares: u32) -> String {
        institution_points(&exact(base), international, shares, count).to_fixed(4)
    }

    #[test]
    fn official_examples() {
        for (base, international, count, shares, expected) in [
            ("1", false, 1, 1, "1.0000"),
            ("1", false, 10, 11, "0.9535"),
            ("1", false, 1, 11, "0.3015"),
            ("1", true, 2, 4, "0.9192"),
            ("3", true, 2, 3, "3.1843"),
            ("3", true, 1, 4, "1.9500"),
            ("5", true, 1, 2, "4.5962"),
            ("0.7", false, 1, 3, "0.4041"),
            ("8", true, 2, 4, "7.3539"),
            ("8", true, 1, 4, "5.2000"),
            ("5", false, 2, 3, "4.0825"),
            ("5", false, 1, 3, "2.8868"),
            ("3", false, 2, 7, "1.6036"),
            ("3", false, 1, 7, "1.1339"),
            ("1", true, 2, 5, "0.8222"),
            ("1", true, 1, 5, "0.5814"),
            ("3", false, 2, 5, "1.8974"),
            ("3", false, 1, 5, "1.3416"),
            ("3", true, 2, 8, "1.9500"),
            ("3", true, 1, 8, "1.3789"),
            ("1", true, 2, 8, "0.6500"),
            ("1", false, 1, 150, "0.0816"),
            ("3", true, 1, 7, "1.4741"),
            ("1", false, 1, 2, "0.7071"),
        ] {
            assert_eq!(
                points(base, international, count, shares),
                expected,
                "{base} {count}/{shares}"
            );
        }
    }

    #[test]
    fn the_steps_are_rounded() {
        let steps = institution_steps(&Exact::one(), false, 11, 1);
        assert_eq!(steps.fraction, exact("0.0909090909"));
        assert_eq!(steps.root, exact("0.3015113446"));
        assert_eq!(steps.factor, Exact::one());
        assert_eq!(
            institution_steps(&Exact::one(), true, 11, 1).factor,
            exact("1.3")
        );
    }

    #[test]
    fn creators_and_units_share() {
        let institution = exact("3.1843");
        let creator = creator_points(&institution, 2);
        assert_eq!(creator, exact("1.5922"));
        assert_eq!(unit_points(&creator, 2), exact("0.7961"));
        // Three of four shares: the creators get 0.0001 more than their institution.
        let institution = institution_points(&Exact::one(), false, 4, 3);
        assert_eq!(institution, exact("0.8660"));
        assert_eq!(
            creator_points(&institution, 3) * Exact::from_int(3),
            exact("0.8661")
        );
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(points("3", true, 0, 5), "0.0000");
        assert_eq!(points("3", true, 0, 0), "0.0000");
        assert_eq!(creator_points(&Exact::one(), 0), Exact::zero());
    }

    #[test]
    fn significant_digits() {
        for (value, rounded) in [
            ("1/11", "0.09090909091"),
            ("2/3", "0.6666666667"),
            ("-2/3", "-0.6666666667"),
            ("12345678901.5", "12345678900"),
            ("0.99999999995", "1"),
            ("123456.78905", "123456.7891"),
        ] {
            assert_eq!(round_significant(&exact(value)), exact(rounded), "{value}");
        }
        for (value, root) in [
            ("2", "1.414213562"),
            ("0.01", "0.1"),
            ("0.0909090909", "0.3015113446"),
            ("144", "12"),
        ] {
            assert_eq!(square_root(&exact(value)), exact(root), "{value}");
        }
    }

    proptest! {
        #[test]
        fn a_root_is_within_half_a_unit_of_the_tenth_digit(upper in 1i64..1_000_000_000_000, scale in 0u32..16) {
            let value = Exact::from_int(upper).checked_div(&Exact::pow10(scale)).unwrap();
            let root = square_root(&value);
            prop_assert_eq!(round_significant(&root), root.clone());
            let decimals = u32::try_from(i64::from(SIGNIFICANT_DIGITS) - digits_before_point(&root)).unwrap();
            let half = Exact::ratio(1, 2).unwrap().checked_div(&Exact::pow10(decimals)).unwrap();
            let (low, high) = (&root - &half, &root + &half);
            prop_assert!(&low * &low <= value && value < &high * &high);
        }

        #[test]
        fn more_creators_never_give_less(shares in 1u32..200, count in 0u32..200, international: bool) {
            let count = count.min(shares);
            let at = |count| institution_points(&exact("3"), international, shares, count);
            prop_assert!(at(count) <= at((count + 1).min(shares)));
            prop_assert!(at(count) >= institution_points(&exact("3"), international, shares + 1, count));
            prop_assert!(at(count) <= at(shares));
        }
    }
}
