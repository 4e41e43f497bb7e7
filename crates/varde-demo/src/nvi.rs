//! Publication points with the national indicator's staged rounding, in whole numbers.
//!
//! Division and square root keep ten significant digits, the share ten decimals,
//! the points four; every step rounds half up. Written anew here so that the
//! answer sheet and the engine can't make the same mistake.

const TEN_PLACES: u128 = 10_000_000_000;

/// Rounds `above ÷ below` half up.
fn half_up(above: u128, below: u128) -> u128 {
    (2 * above + below) / (2 * below)
}

/// Keeps ten significant digits of a number with `extra` digits beyond ten decimals
/// and gives it with ten decimals. Below one, ten significant digits are at least
/// ten decimals, so only the decimals' rounding is left to do afterwards.
fn fraction_e10(count: u32, shares: u32) -> u128 {
    let (count, shares) = (u128::from(count), u128::from(shares.max(1)));
    if count >= shares {
        return half_up(count * TEN_PLACES, shares);
    }
    // The first significant digit's place decides how many decimals ten digits are.
    let mut places = 10_u32;
    while count * 10_u128.pow(places - 9) < shares {
        places += 1;
    }
    let kept = half_up(count * 10_u128.pow(places), shares);
    half_up(kept, 10_u128.pow(places - 10))
}

/// The whole square root, rounded down.
fn root_down(value: u128) -> u128 {
    if value < 2 {
        return value;
    }
    let mut guess = 1_u128 << (value.ilog2() / 2 + 1);
    loop {
        let next = (guess + value / guess) / 2;
        if next >= guess {
            return guess;
        }
        guess = next;
    }
}

/// The square root of a number with ten decimals, ten significant digits, then ten decimals.
fn root_e10(fraction_e10: u128) -> u128 {
    if fraction_e10 == 0 {
        return 0;
    }
    // √(f·10^-10) with p decimals is √(f·10^(2p-10)); p is 10 for 0.1 ≤ root < 1 and
    // grows by one for each leading zero, so that ten significant digits are kept.
    let mut places = if fraction_e10 >= TEN_PLACES {
        9_u32
    } else {
        10
    };
    let kept = loop {
        let square = fraction_e10 * 10_u128.pow(2 * places - 10);
        let down = root_down(square);
        let rounded = if square > down * down + down {
            down + 1
        } else {
            down
        };
        if rounded >= 1_000_000_000 || places >= 14 {
            break rounded;
        }
        places += 1;
    };
    if places >= 10 {
        half_up(kept, 10_u128.pow(places - 10))
    } else {
        kept * 10
    }
}

/// An institution's points in ten thousandths: base points in hundredths, the count of
/// its verified creators, all creator shares, and whether a creator is abroad.
pub(crate) fn institution_points_e4(base_e2: u32, abroad: bool, count: u32, shares: u32) -> i64 {
    let root = root_e10(fraction_e10(count, shares));
    let factor_e1 = if abroad { 13 } else { 10 };
    // base (2 decimals) × factor (1) × root (10) has 13 decimals; nine of them go.
    let exact = u128::from(base_e2) * factor_e1 * root;
    i64::try_from(half_up(exact, 1_000_000_000)).unwrap_or(0)
}

/// `points ÷ parts` for a creator of several, or a unit of several.
pub(crate) fn part_e4(points_e4: i64, parts: u32) -> i64 {
    let points = u128::try_from(points_e4).unwrap_or(0);
    // Ten significant digits of a number with at most four digits before the point
    // reach beyond the sixth decimal, so they never change the fourth.
    i64::try_from(half_up(points, u128::from(parts.max(1)))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{institution_points_e4 as points, part_e4};

    #[test]
    fn published_examples_hold() {
        assert_eq!(points(100, false, 1, 1), 10_000);
        assert_eq!(points(100, false, 10, 11), 9_535);
        assert_eq!(points(100, false, 1, 11), 3_015);
        assert_eq!(points(100, true, 2, 4), 9_192);
        assert_eq!(points(300, true, 2, 3), 31_843);
        assert_eq!(points(300, true, 1, 4), 19_500);
        assert_eq!(points(500, true, 1, 2), 45_962);
        assert_eq!(points(70, false, 1, 3), 4_041);
        assert_eq!(points(800, true, 2, 4), 73_539);
        assert_eq!(points(500, false, 2, 3), 40_825);
        assert_eq!(points(300, false, 2, 7), 16_036);
        assert_eq!(points(100, true, 1, 5), 5_814);
        assert_eq!(points(300, true, 2, 8), 19_500);
        assert_eq!(points(300, true, 1, 8), 13_789);
        assert_eq!(points(100, false, 1, 150), 816);
        assert_eq!(points(300, true, 1, 7), 14_741);
    }

    #[test]
    fn creators_and_units_share() {
        assert_eq!(part_e4(31_843, 2), 15_922);
        assert_eq!(part_e4(15_922, 2), 7_961);
        assert_eq!(part_e4(8_660, 3), 2_887);
    }
}
