//! The number that every value is kept in: a fraction of whole numbers of any size.

use std::borrow::Borrow;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// An exact rational number, always in lowest terms.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

/// Why a text is not an exact number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExactError {
    /// Neither a plain decimal nor a fraction.
    #[error("`{0}` is not a number such as `-12.34` or `2/3`")]
    NotANumber(String),
    /// The fraction's lower part is zero.
    #[error("`{0}` divides by zero")]
    DividesByZero(String),
}

impl Exact {
    /// 0.
    pub fn zero() -> Exact {
        Exact(BigRational::zero())
    }

    /// 1.
    pub fn one() -> Exact {
        Exact(BigRational::one())
    }

    /// A whole number.
    pub fn from_int(value: i64) -> Exact {
        Exact(BigRational::from_integer(BigInt::from(value)))
    }

    /// A whole number of up to 128 bits.
    pub fn from_i128(value: i128) -> Exact {
        Exact(BigRational::from_integer(BigInt::from(value)))
    }

    /// `upper / lower`; nothing when `lower` is 0.
    pub fn ratio(upper: i64, lower: i64) -> Option<Exact> {
        Exact::from_int(upper).checked_div(&Exact::from_int(lower))
    }

    /// 10 to the power of `exponent`.
    pub fn pow10(exponent: u32) -> Exact {
        Exact(BigRational::from_integer(power_of_ten(exponent)))
    }

    /// Reads a plain decimal (`-12.340`) or a fraction (`2/3`), as [`Exact::to_exact_string`] writes them. No spaces, no
    /// plus sign, no exponent, and a digit on both sides of the point: looser texts are for [`crate::number`].
    pub fn parse(text: &str) -> Result<Exact, ExactError> {
        let not_a_number = || ExactError::NotANumber(text.to_owned());
        let (negative, body) = match text.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, text),
        };
        let magnitude = if let Some((upper, lower)) = body.split_once('/') {
            let upper = whole(upper).ok_or_else(not_a_number)?;
            let lower = whole(lower).ok_or_else(not_a_number)?;
            if lower.is_zero() {
                return Err(ExactError::DividesByZero(text.to_owned()));
            }
            BigRational::new(upper, lower)
        } else if let Some((integer, decimals)) = body.split_once('.') {
            whole(integer).ok_or_else(not_a_number)?;
            whole(decimals).ok_or_else(not_a_number)?;
            let digits = whole(&format!("{integer}{decimals}")).ok_or_else(not_a_number)?;
            let scale = u32::try_from(decimals.len()).map_err(|_| not_a_number())?;
            BigRational::new(digits, power_of_ten(scale))
        } else {
            BigRational::from_integer(whole(body).ok_or_else(not_a_number)?)
        };
        Ok(Exact(if negative { -magnitude } else { magnitude }))
    }

    /// The quotient; nothing when `divisor` is 0.
    pub fn checked_div(&self, divisor: &Exact) -> Option<Exact> {
        (!divisor.is_zero()).then(|| Exact(&self.0 / &divisor.0))
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// The value without its sign.
    pub fn abs(&self) -> Exact {
        Exact(self.0.abs())
    }

    /// The sum of all values; 0 of none.
    pub fn sum<I>(values: I) -> Exact
    where
        I: IntoIterator,
        I::Item: Borrow<Exact>,
    {
        let mut total = BigRational::zero();
        for value in values {
            total += &value.borrow().0;
        }
        Exact(total)
    }

    /// Rounds to `decimals` decimals; a half goes away from zero.
    pub fn round_half_up(&self, decimals: u32) -> Exact {
        Exact(BigRational::new(
            self.scaled_half_up(decimals),
            power_of_ten(decimals),
        ))
    }

    /// The shortest decimal when it ends (`-12.34`), else the fraction in lowest terms (`2/3`). Nothing is lost:
    /// [`Exact::parse`] gives the same value back.
    pub fn to_exact_string(&self) -> String {
        match decimals_needed(self.0.denom()) {
            Some(decimals) => self.to_fixed(decimals),
            None => format!("{}/{}", self.0.numer(), self.0.denom()),
        }
    }

    /// Rounded half away from zero, always with that many decimals: `49.94`, `-0.50`. A value that rounds to zero has
    /// no sign.
    pub fn to_fixed(&self, decimals: u32) -> String {
        let scaled = self.scaled_half_up(decimals);
        let sign = if scaled.is_negative() { "-" } else { "" };
        let places = decimals as usize;
        let digits = format!("{:0>width$}", scaled.abs().to_string(), width = places + 1);
        let (integer, fraction) = digits.split_at(digits.len() - places);
        match fraction {
            "" => format!("{sign}{integer}"),
            _ => format!("{sign}{integer}.{fraction}"),
        }
    }

    /// Rounded half away from zero to at most that many decimals, without zeros at the end: `49.9`, `50`.
    pub fn to_short(&self, max_decimals: u32) -> String {
        self.round_half_up(max_decimals).to_exact_string()
    }

    /// The fraction's parts in lowest terms; the lower part is positive.
    pub(crate) fn parts(&self) -> (&BigInt, &BigInt) {
        (self.0.numer(), self.0.denom())
    }

    /// `upper / 10^decimals`.
    pub(crate) fn from_scaled(upper: BigInt, decimals: u32) -> Exact {
        Exact(BigRational::new(upper, power_of_ten(decimals)))
    }

    /// The value times `10^decimals`, rounded half away from zero to a whole number.
    fn scaled_half_up(&self, decimals: u32) -> BigInt {
        let upper = self.0.numer().abs() * power_of_ten(decimals);
        let lower = self.0.denom();
        let magnitude: BigInt = (upper * 2u32 + lower) / (lower * 2u32);
        if self.0.is_negative() {
            -magnitude
        } else {
            magnitude
        }
    }
}

/// `10^exponent`.
pub(crate) fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

/// A text of digits only, as a whole number.
fn whole(digits: &str) -> Option<BigInt> {
    let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if only_digits {
        digits.parse().ok()
    } else {
        None
    }
}

/// How many decimals a fraction with this lower part takes; nothing when they never end.
fn decimals_needed(lower: &BigInt) -> Option<u32> {
    let twos = u32::try_from(lower.trailing_zeros().unwrap_or(0)).ok()?;
    let five = BigInt::from(5);
    let mut rest = lower >> twos;
    let mut fives = 0;
    while !rest.is_one() {
        if !(&rest % &five).is_zero() {
            return None;
        }
        rest /= &five;
        fives += 1;
    }
    Some(twos.max(fives))
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_exact_string())
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exact({})", self.to_exact_string())
    }
}

/// The four ways to write an operation: values and references on either side.
macro_rules! operation {
    ($name:ident, $method:ident) => {
        impl $name<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact($name::$method(&self.0, &other.0))
            }
        }
        impl $name<Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                Exact($name::$method(&self.0, other.0))
            }
        }
        impl $name<&Exact> for Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact($name::$method(self.0, &other.0))
            }
        }
        impl $name<Exact> for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                Exact($name::$method(self.0, other.0))
            }
        }
    };
}

operation!(Add, add);
operation!(Sub, sub);
operation!(Mul, mul);

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-&self.0)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(values: I) -> Exact {
        Exact::sum(values)
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(values: I) -> Exact {
        Exact::sum(values)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn reads_and_writes() {
        for (text, written) in [
            ("0", "0"),
            ("-0.00", "0"),
            ("-12.340", "-12.34"),
            ("007", "7"),
            ("2/3", "2/3"),
            ("-4/6", "-2/3"),
            ("1/8", "0.125"),
            ("6/3", "2"),
            ("1/1024", "0.0009765625"),
            (
                "123456789012345678901234567890.1",
                "123456789012345678901234567890.1",
            ),
        ] {
            assert_eq!(exact(text).to_exact_string(), written, "{text}");
            assert_eq!(exact(text).to_string(), written);
        }
    }

    #[test]
    fn refuses() {
        for text in [
            "", "-", "+1", "1e3", " 1", "1 ", "1,5", ".5", "5.", "1.2.3", "1/", "/2", "1/-2",
            "--1", "1.5/2", "٣",
        ] {
            assert_eq!(
                Exact::parse(text),
                Err(ExactError::NotANumber(text.to_owned()))
            );
        }
        let error = Exact::parse("1/0").unwrap_err();
        assert_eq!(error.to_string(), "`1/0` divides by zero");
    }

    #[test]
    fn rounds_half_away_from_zero() {
        for (text, decimals, fixed, short) in [
            ("2722/5450", 4, "0.4994", "0.4994"),
            ("1.235", 2, "1.24", "1.24"),
            ("-1.235", 2, "-1.24", "-1.24"),
            ("0.5", 0, "1", "1"),
            ("-0.5", 0, "-1", "-1"),
            ("-0.4", 0, "0", "0"),
            ("2.5", 0, "3", "3"),
            ("50", 2, "50.00", "50"),
            ("-1/3", 3, "-0.333", "-0.333"),
            ("0.996", 2, "1.00", "1"),
        ] {
            assert_eq!(exact(text).to_fixed(decimals), fixed, "{text}");
            assert_eq!(exact(text).to_short(decimals), short, "{text}");
        }
    }

    #[test]
    fn calculates() {
        let third = Exact::ratio(1, 3).unwrap();
        assert_eq!(&third + &third + &third, Exact::one());
        assert_eq!(
            third.clone() * Exact::from_int(3) - Exact::one(),
            Exact::zero()
        );
        assert_eq!(-&third, exact("-1/3"));
        assert_eq!((-third.clone()).abs(), third);
        assert_eq!(third.checked_div(&Exact::zero()), None);
        assert_eq!(Exact::ratio(1, 0), None);
        assert_eq!(Exact::ratio(1, -2), Some(exact("-0.5")));
        assert_eq!(Exact::pow10(3), Exact::from_int(1000));
        assert_eq!(Exact::sum([&third, &third]), exact("2/3"));
        assert_eq!([third.clone(), third].iter().sum::<Exact>(), exact("2/3"));
        assert_eq!(Exact::sum(Vec::<Exact>::new()), Exact::zero());
        assert!(Exact::from_i128(i128::MAX) > Exact::from_int(i64::MAX));
    }

    proptest! {
        #[test]
        fn parse_gives_back_what_was_written(upper: i64, lower in 1i64..1_000_000) {
            let value = Exact::ratio(upper, lower).unwrap();
            prop_assert_eq!(Exact::parse(&value.to_exact_string()).unwrap(), value);
        }

        #[test]
        fn a_decimal_keeps_its_digits(digits: i64, decimals in 0u32..12) {
            let value = Exact::from_int(digits).checked_div(&Exact::pow10(decimals)).unwrap();
            prop_assert!(!value.to_exact_string().contains('/'));
            prop_assert_eq!(exact(&value.to_fixed(decimals)), value);
        }

        #[test]
        fn rounding_moves_at_most_half_a_unit(upper: i64, lower in 1i64..1_000_000, decimals in 0u32..12) {
            let value = Exact::ratio(upper, lower).unwrap();
            let rounded = value.round_half_up(decimals);
            let error = (&rounded - &value).abs();
            let half = Exact::ratio(1, 2).unwrap().checked_div(&Exact::pow10(decimals)).unwrap();
            prop_assert!(error <= half);
            // A tie goes away from zero.
            prop_assert!(error < half || rounded.abs() > value.abs());
            prop_assert_eq!(rounded.round_half_up(decimals), rounded.clone());
            prop_assert_eq!(exact(&value.to_fixed(decimals)), rounded.clone());
            prop_assert_eq!(exact(&value.to_short(decimals)), rounded);
        }
    }
}
