//! Civil dates, only as much as the department needs.

/// A day in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    pub(crate) year: i16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// A day, for tables written by hand.
pub(crate) const fn date(year: i16, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

fn leap(year: i16) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn month_days(year: i16, month: u8) -> u8 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    /// Days since 1 January 1900.
    pub(crate) fn number(self) -> i32 {
        let years: i32 = (1900..self.year)
            .map(|y| if leap(y) { 366 } else { 365 })
            .sum();
        let months: i32 = (1..self.month)
            .map(|m| i32::from(month_days(self.year, m)))
            .sum();
        years + months + i32::from(self.day) - 1
    }

    /// The day with that number.
    pub(crate) fn from_number(number: i32) -> Self {
        let mut rest = number;
        let mut year = 1900_i16;
        loop {
            let length = if leap(year) { 366 } else { 365 };
            if rest < length {
                break;
            }
            rest -= length;
            year += 1;
        }
        let mut month = 1_u8;
        while rest >= i32::from(month_days(year, month)) {
            rest -= i32::from(month_days(year, month));
            month += 1;
        }
        Self {
            year,
            month,
            day: u8::try_from(rest + 1).unwrap_or(1),
        }
    }

    /// So many days later.
    pub(crate) fn plus_days(self, days: i32) -> Self {
        Self::from_number(self.number() + days)
    }

    /// The same day so many years later; 29 February becomes the 28th.
    pub(crate) fn plus_years(self, years: i16) -> Self {
        let year = self.year + years;
        Self {
            year,
            month: self.month,
            day: self.day.min(month_days(year, self.month)),
        }
    }

    /// `2024-10-01`.
    pub(crate) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `01.10.2024`.
    pub(crate) fn norwegian(self) -> String {
        format!("{:02}.{:02}.{:04}", self.day, self.month, self.year)
    }
}

/// The ISO text of a day, empty when there is none.
pub(crate) fn iso_or_empty(day: Option<Date>) -> String {
    day.map(Date::iso).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Date, date};

    #[test]
    fn numbers_and_days_agree() {
        for number in [0, 58, 59, 60, 36_524, 43_830, 45_566, 46_142] {
            assert_eq!(Date::from_number(number).number(), number);
        }
        assert_eq!(date(2024, 2, 28).plus_days(2), date(2024, 3, 1));
        assert_eq!(date(2019, 8, 15).plus_days(1386), date(2023, 6, 1));
        assert_eq!(date(2016, 2, 29).plus_years(6), date(2022, 2, 28));
    }
}
