//! Columns that look like national identity numbers stop an import.

use crate::refusal::{Refusal, codes};

/// Whether a text is a Norwegian national identity number or D-number: eleven digits, a day, and both control digits.
///
/// Ten digits count with a zero before them, because workbooks drop it. Test numbers (month plus 40 or 80) count too.
pub fn is_identity_number(text: &str) -> bool {
    let mut digits = [0_u8; 11];
    let mut count = 0;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if count < 11 => {
                digits[count] = byte - b'0';
                count += 1;
            }
            b' ' if count == 6 => {}
            _ => return false,
        }
    }
    if count == 10 {
        digits.rotate_right(1);
    } else if count != 11 {
        return false;
    }
    is_day(&digits)
        && is_control(&digits, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1])
        && is_control(&digits, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
}

fn is_day(digits: &[u8; 11]) -> bool {
    let day = digits[0] * 10 + digits[1];
    let month = digits[2] * 10 + digits[3];
    let day = if day > 40 { day - 40 } else { day };
    let month = match month {
        41..=52 => month - 40,
        81..=92 => month - 80,
        _ => month,
    };
    const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    (1..=12).contains(&month) && day >= 1 && day <= DAYS[usize::from(month) - 1]
}

fn is_control(digits: &[u8], weights: &[u16]) -> bool {
    let sum: u16 = digits
        .iter()
        .zip(weights)
        .map(|(d, w)| u16::from(*d) * w)
        .sum();
    sum.is_multiple_of(11)
}

/// What has been seen of one column.
#[derive(Debug, Clone, Default)]
pub(crate) struct IdentityScan {
    values: u64,
    numbers: u64,
    hits: u64,
}

impl IdentityScan {
    /// Take one value; true when the column now looks like identity numbers.
    ///
    /// Three are enough. Where the column is full of other numbers as long, a few would be valid by chance, so one in
    /// twenty of those must be.
    #[inline]
    pub fn add(&mut self, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() {
            return false;
        }
        self.values += 1;
        if !(10..=12).contains(&text.len())
            || !text.bytes().all(|b| b.is_ascii_digit() || b == b' ')
        {
            return false;
        }
        self.numbers += 1;
        self.hits += u64::from(is_identity_number(text));
        self.hits >= 3 && self.hits * 20 >= self.numbers
    }

    /// Whether the column holds nothing at all.
    pub fn is_empty(&self) -> bool {
        self.values == 0
    }

    /// Whether a column of one or two values holds nothing else.
    pub fn all_of_few(&self) -> bool {
        self.hits > 0 && self.hits == self.values
    }
}

/// The refusal of a file with such a column.
pub(crate) fn refusal(heading: &str) -> Refusal {
    let message = format!(
        "the column `{heading}` looks like national identity numbers; take it out of the file, or name it under `never_store`"
    );
    Refusal::new(codes::IDENTITY_NUMBERS, message).with("heading", heading)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    /// A number with right control digits for a day and a running number; `None` where there is none.
    fn made(first_nine: &str) -> Option<String> {
        (0..100)
            .map(|n| format!("{first_nine}{n:02}"))
            .find(|n| is_identity_number(n))
    }

    #[test]
    fn numbers() {
        // The control digits of 010190 001 are worked out by hand: sums 0·3+1·7+0·6+1·1+9·8+0·9+0·4+0·5+1·2 = 82, 82 mod 11 = 5, so 6;
        // 0·5+1·4+0·3+1·2+9·7+0·6+0·5+0·4+1·3+6·2 = 84, 84 mod 11 = 7, so 4.
        assert!(is_identity_number("01019000164"));
        assert!(is_identity_number("010190 00164"));
        assert!(
            is_identity_number("1019000164"),
            "a workbook drops the zero"
        );
        for wrong in [
            "01019000165",
            "01019000174",
            "32019000164",
            "01139000164",
            "0101900016",
            "010190001644",
            "01019000I64",
            "",
        ] {
            assert!(!is_identity_number(wrong), "{wrong}");
        }
        let d_number = made("410190002").or_else(|| made("410190003")).unwrap();
        assert!(is_identity_number(&d_number));
    }

    #[test]
    fn columns() {
        let valid: Vec<String> = (100..130)
            .filter_map(|n| made(&format!("020291{n}")))
            .collect();
        let mut scan = IdentityScan::default();
        assert_eq!(
            valid
                .iter()
                .take(3)
                .map(|v| scan.add(v))
                .collect::<Vec<_>>(),
            [false, false, true]
        );
        let mut few = IdentityScan::default();
        assert!(!few.add(&valid[0]) && few.all_of_few());
        assert!(!few.add("another value") && !few.all_of_few());
        let mut long_codes = IdentityScan::default();
        for n in 0..1000 {
            assert!(!long_codes.add(&format!("{:011}", 90_000_000_000_u64 + n)));
        }
        assert!(
            !valid.iter().take(5).any(|v| long_codes.add(v)),
            "five among a thousand are chance"
        );
    }
}
