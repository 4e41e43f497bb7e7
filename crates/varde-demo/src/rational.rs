//! Fractions for the answer sheet: its own arithmetic, shared with nobody.

use std::cmp::Ordering;

/// An exact fraction in lowest terms; the denominator is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rational {
    above: i128,
    below: i128,
}

fn divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs().max(1)
}

impl Rational {
    /// `above ÷ below`, or nothing when `below` is zero.
    pub(crate) fn new(above: i128, below: i128) -> Option<Self> {
        if below == 0 {
            return None;
        }
        let common = divisor(above, below) * below.signum();
        Some(Self {
            above: above / common,
            below: below / common,
        })
    }

    /// A whole number.
    pub(crate) fn whole(value: i64) -> Self {
        Self {
            above: i128::from(value),
            below: 1,
        }
    }

    /// `value` in units of 10^-decimals: points in ten thousandths, kroner in øre.
    pub(crate) fn scaled(value: i64, decimals: u32) -> Self {
        Self::new(i128::from(value), 10_i128.pow(decimals)).unwrap_or(Self { above: 0, below: 1 })
    }

    /// Reads a decimal such as `22.5`.
    pub(crate) fn decimal(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits: i128 = format!("{whole}{part}").parse().ok()?;
        Self::new(digits, 10_i128.pow(u32::try_from(part.len()).ok()?))
    }

    /// The sum.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        Self::new(
            self.above * other.below + other.above * self.below,
            self.below * other.below,
        )
    }

    /// The difference.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            above: -other.above,
            below: other.below,
        })
    }

    /// The product.
    pub(crate) fn times(self, other: Self) -> Option<Self> {
        Self::new(self.above * other.above, self.below * other.below)
    }

    /// The quotient, or nothing when `other` is zero.
    pub(crate) fn over(self, other: Self) -> Option<Self> {
        Self::new(self.above * other.below, self.below * other.above)
    }

    /// The shortest plain decimal, or `p/q` when the decimals never end.
    pub(crate) fn text(self) -> String {
        let mut rest = self.below;
        let (mut twos, mut fives) = (0_u32, 0_u32);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        if rest != 1 {
            return format!("{}/{}", self.above, self.below);
        }
        let places = twos.max(fives);
        let scaled = self.above * 10_i128.pow(places) / self.below;
        let sign = if scaled < 0 { "-" } else { "" };
        let digits = format!("{:0width$}", scaled.abs(), width = places as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - places as usize);
        if part.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part}")
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Rational;

    #[test]
    fn texts_are_shortest() {
        let text = |a, b| Rational::new(a, b).unwrap().text();
        assert_eq!(text(60, 8), "7.5");
        assert_eq!(text(-1, 8), "-0.125");
        assert_eq!(text(10, -4), "-2.5");
        assert_eq!(text(250, 12), "125/6");
        assert_eq!(text(400, 4), "100");
        assert_eq!(text(0, 9), "0");
        assert_eq!(Rational::decimal("22.50").unwrap().text(), "22.5");
    }

    #[test]
    fn arithmetic_is_exact() {
        let third = Rational::new(1, 3).unwrap();
        let sixth = Rational::new(1, 6).unwrap();
        assert_eq!(third.plus(sixth).unwrap().text(), "0.5");
        assert_eq!(third.minus(sixth).unwrap(), sixth);
        assert_eq!(third.over(sixth).unwrap().text(), "2");
        assert!(third > sixth);
        assert_eq!(Rational::new(1, 0), None);
    }
}
