//! Reading the numbers that departments send: decimal comma or point, thousands apart by spaces or marks, minus before,
//! behind or as brackets. What could be read in two ways is refused, never guessed.

use std::fmt;

use crate::Exact;

/// A decimal number as it was written: `mantissa / 10^scale`. `1.50` and `1.5` are different as [`Fixed`] and equal as
/// [`Exact`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fixed {
    /// All digits as a whole number, with the sign.
    pub mantissa: i128,
    /// How many of the digits are decimals.
    pub scale: u8,
}

/// Which mark comes before the decimals; the other one may part thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// `1,234.50`.
    Point,
    /// `1.234,50`.
    Comma,
    /// Whichever the text shows; a text that shows neither for certain is refused.
    Either,
}

/// Why a text is not a number. The texts do not repeat the number: whoever asked has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NumberError {
    /// No text but spaces.
    #[error("empty where a number is expected")]
    Empty,
    /// Letters or signs that are no part of a number, or a mark without digits on both sides.
    #[error("not a number")]
    NotANumber,
    /// A power of ten, as spreadsheets write numbers that they have rounded.
    #[error("a number with an exponent may have lost digits")]
    Exponent,
    /// A second decimal mark.
    #[error("two decimal marks")]
    TwoDecimalMarks,
    /// Thousands marks that do not part the digits by threes.
    #[error("thousands marks do not part the digits by threes")]
    ThousandsGroups,
    /// `1.234` or `1,234` where either mark may come before decimals.
    #[error("ambiguous: the mark before three digits may part decimals or thousands")]
    Ambiguous,
    /// More digits than 128 bits or 255 decimals hold.
    #[error("number with too many digits")]
    TooLarge,
}

/// Reads a number.
///
/// Spaces around it do not matter. Thousands may be parted by spaces (ordinary, no-break, narrow, thin) or by the mark
/// that is not decimal, one kind in a number, and then always by threes. The sign is `-`, `−` or `+` before, `-` or `−`
/// behind, or a pair of brackets. Exponents are refused, and with [`DecimalMark::Either`] also every number with one
/// mark and three digits after it.
///
/// ```
/// use varde_calc::{DecimalMark, parse_number};
///
/// let amount = parse_number("(1\u{a0}234,50)", DecimalMark::Comma)?;
/// assert_eq!(amount.to_string(), "-1234.50");
/// assert!(parse_number("1.234", DecimalMark::Either).is_err());
/// # Ok::<(), varde_calc::NumberError>(())
/// ```
pub fn parse_number(text: &str, decimal: DecimalMark) -> Result<Fixed, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let (negative, body) = split_sign(text);
    let mark = match decimal {
        DecimalMark::Point => '.',
        DecimalMark::Comma => ',',
        DecimalMark::Either => decimal_mark_of(body)?,
    };
    let mut reading = Reading::new(mark);
    for character in body.chars() {
        reading.take(character)?;
    }
    reading.finish(negative)
}

/// Whether the number is negative, and its text without the sign.
fn split_sign(text: &str) -> (bool, &str) {
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return (true, inner.trim());
    }
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
        return (true, rest.trim_start());
    }
    if let Some(rest) = text.strip_suffix(['-', '\u{2212}']) {
        return (true, rest.trim_end());
    }
    (false, text.strip_prefix('+').unwrap_or(text))
}

/// The decimal mark that a text shows: of two marks the last, of one mark that one unless it may part thousands.
fn decimal_mark_of(body: &str) -> Result<char, NumberError> {
    let (mut points, mut commas, mut last, mut digits_after) = (0, 0, '.', 0);
    for byte in body.bytes() {
        match byte {
            b'.' => (points, last, digits_after) = (points + 1, '.', 0),
            b',' => (commas, last, digits_after) = (commas + 1, ',', 0),
            _ => digits_after += 1,
        }
    }
    match (points, commas) {
        (1, 0) | (0, 1) if digits_after == 3 => Err(NumberError::Ambiguous),
        (1, 0) | (0, 1) | (0, 0) => Ok(last),
        (_, 0) => Ok(','),
        (0, _) => Ok('.'),
        _ => Ok(last),
    }
}

/// A number, digit by digit.
struct Reading {
    decimal: char,
    magnitude: u128,
    digits: u32,
    /// The digits since the last thousands mark.
    group: u32,
    /// The thousands mark seen, all spaces as one.
    parted_by: Option<char>,
    starts_with_zero: bool,
    /// The decimals so far, once the decimal mark has come.
    decimals: Option<u8>,
}

impl Reading {
    fn new(decimal: char) -> Reading {
        Reading {
            decimal,
            magnitude: 0,
            digits: 0,
            group: 0,
            parted_by: None,
            starts_with_zero: false,
            decimals: None,
        }
    }

    fn take(&mut self, character: char) -> Result<(), NumberError> {
        match character {
            '0'..='9' => self.digit(character as u8 - b'0'),
            '.' | ',' if self.decimals.is_some() => Err(NumberError::TwoDecimalMarks),
            '.' | ',' if character == self.decimal => self.start_decimals(),
            '.' | ',' => self.start_group(character),
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => self.start_group(' '),
            'e' | 'E' if self.digits > 0 => Err(NumberError::Exponent),
            _ => Err(NumberError::NotANumber),
        }
    }

    fn digit(&mut self, digit: u8) -> Result<(), NumberError> {
        if self.digits == 0 {
            self.starts_with_zero = digit == 0;
        }
        // 38 digits always fit, so only longer numbers pay for the check.
        self.magnitude = if self.digits < 38 {
            self.magnitude * 10 + u128::from(digit)
        } else {
            let tenfold = self
                .magnitude
                .checked_mul(10)
                .ok_or(NumberError::TooLarge)?;
            tenfold
                .checked_add(u128::from(digit))
                .ok_or(NumberError::TooLarge)?
        };
        self.digits += 1;
        match &mut self.decimals {
            Some(decimals) => *decimals = decimals.checked_add(1).ok_or(NumberError::TooLarge)?,
            None => self.group += 1,
        }
        Ok(())
    }

    fn start_decimals(&mut self) -> Result<(), NumberError> {
        if self.digits == 0 {
            return Err(NumberError::NotANumber);
        }
        self.close_group()?;
        self.decimals = Some(0);
        Ok(())
    }

    fn start_group(&mut self, mark: char) -> Result<(), NumberError> {
        let well_placed = match self.parted_by {
            // `0.123` with decimal comma is a wrong decimal mark, not a hundred and twenty-three.
            None => (1..=3).contains(&self.group) && !self.starts_with_zero,
            Some(earlier) => earlier == mark && self.group == 3,
        };
        if !well_placed || self.decimals.is_some() {
            return Err(NumberError::ThousandsGroups);
        }
        self.parted_by = Some(mark);
        self.group = 0;
        Ok(())
    }

    fn close_group(&self) -> Result<(), NumberError> {
        if self.parted_by.is_some() && self.group != 3 {
            return Err(NumberError::ThousandsGroups);
        }
        Ok(())
    }

    fn finish(self, negative: bool) -> Result<Fixed, NumberError> {
        if self.digits == 0 || self.decimals == Some(0) {
            return Err(NumberError::NotANumber);
        }
        self.close_group()?;
        let mantissa = if negative {
            0i128.checked_sub_unsigned(self.magnitude)
        } else {
            0i128.checked_add_unsigned(self.magnitude)
        };
        let mantissa = mantissa.ok_or(NumberError::TooLarge)?;
        Ok(Fixed {
            mantissa,
            scale: self.decimals.unwrap_or(0),
        })
    }
}

/// A number brought to another scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rescaled {
    /// The number at the new scale.
    pub value: Fixed,
    /// Whether digits other than zero were lost.
    pub rounded: bool,
}

impl Fixed {
    /// The number with exactly `scale` decimals, rounded half away from zero. Refused when more decimals do not fit.
    pub fn rescale(self, scale: u8) -> Result<Rescaled, NumberError> {
        if scale >= self.scale {
            let mantissa = match 10i128.checked_pow(u32::from(scale - self.scale)) {
                Some(factor) => self.mantissa.checked_mul(factor),
                None => (self.mantissa == 0).then_some(0),
            };
            let mantissa = mantissa.ok_or(NumberError::TooLarge)?;
            return Ok(Rescaled {
                value: Fixed { mantissa, scale },
                rounded: false,
            });
        }
        // A divisor beyond 128 bits is more than twice any mantissa, so nothing is left.
        let (mantissa, rounded) = match 10i128.checked_pow(u32::from(self.scale - scale)) {
            Some(divisor) => {
                let rest = self.mantissa % divisor;
                let away = if rest.unsigned_abs() >= divisor.unsigned_abs() / 2 {
                    rest.signum()
                } else {
                    0
                };
                (self.mantissa / divisor + away, rest != 0)
            }
            None => (0, self.mantissa != 0),
        };
        Ok(Rescaled {
            value: Fixed { mantissa, scale },
            rounded,
        })
    }
}

impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let magnitude = self.mantissa.unsigned_abs();
        let places = usize::from(self.scale);
        if places == 0 {
            return write!(f, "{sign}{magnitude}");
        }
        match 10u128.checked_pow(u32::from(self.scale)) {
            Some(unit) => write!(
                f,
                "{sign}{}.{:0>places$}",
                magnitude / unit,
                magnitude % unit
            ),
            None => write!(f, "{sign}0.{magnitude:0>places$}"),
        }
    }
}

impl From<Fixed> for Exact {
    fn from(fixed: Fixed) -> Exact {
        Exact::from_scaled(fixed.mantissa.into(), u32::from(fixed.scale))
    }
}

#[cfg(test)]
mod tests;
