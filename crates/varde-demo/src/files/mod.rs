//! The source files, in the formats in which real ones come.

pub(crate) mod dbh;
pub(crate) mod dbh_json;
pub(crate) mod hr;
pub(crate) mod ledger;
pub(crate) mod nva;
pub(crate) mod registers;
pub(crate) mod sheet;

/// A row that an importer must refuse: where it stands and why.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) line: u64,
    pub(crate) column: String,
    pub(crate) reason: &'static str,
}

/// A file's content, how many rows it holds, and which of them are bad.
pub(crate) struct File {
    pub(crate) bytes: Vec<u8>,
    pub(crate) rows: usize,
    pub(crate) faults: Vec<Fault>,
}

/// A whole number of the smallest unit as a decimal: `decimal(-1205, 2, '.')` is `-12.05`.
pub(crate) fn decimal(value: i64, places: usize, mark: char) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", value.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{mark}{part}")
    }
}

/// A decimal without zeros at its end.
pub(crate) fn short(value: i64, places: usize, mark: char) -> String {
    let text = decimal(value, places, mark);
    text.trim_end_matches('0').trim_end_matches(mark).to_owned()
}

/// The text that a binary floating-point number a hair below the value would print:
/// 187.735 becomes 187.73499999999999.
pub(crate) fn noisy(value: i64, places: u32) -> String {
    let scale = 14 - places;
    let units = i128::from(value) * 10_i128.pow(scale) - 1;
    let digits = format!("{units:015}");
    let (whole, part) = digits.split_at(digits.len() - 14);
    format!("{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::{decimal, noisy, short};

    #[test]
    fn decimals_are_written_exactly() {
        assert_eq!(decimal(-1205, 2, ','), "-12,05");
        assert_eq!(decimal(7, 4, '.'), "0.0007");
        assert_eq!(short(126_250, 4, '.'), "12.625");
        assert_eq!(short(120_000, 4, '.'), "12");
        assert_eq!(noisy(187_735, 3), "187.73499999999999");
        assert_eq!(noisy(6250, 4), "0.62499999999999");
    }
}
