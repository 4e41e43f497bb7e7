//! What a source should have delivered for a year by a day: what is whole, what is late, what is not due yet.

use jiff::civil::{Date, date};

/// How a source stands for a year on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// All of it is there.
    Whole,
    /// Something of it is there; the rest was due on the day, which is past or still to come.
    Partly {
        /// When all of it is due.
        due: Date,
    },
    /// Nothing has come, and it was due.
    Late {
        /// When it was due.
        since: Date,
    },
    /// Nothing has come yet, and it is not due yet.
    Expected {
        /// When it is due.
        by: Date,
    },
    /// Nothing is expected.
    NotExpected,
}

impl Standing {
    /// The word that answers are written with.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "delivered",
            Self::Partly { .. } => "partly",
            Self::Late { .. } => "late",
            Self::Expected { .. } => "expected",
            Self::NotExpected => "not-expected",
        }
    }

    /// Since when something of it has been missing, on a day.
    pub fn late_since(self, today: Date) -> Option<Date> {
        match self {
            Self::Late { since } => Some(since),
            Self::Partly { due } if today >= due => Some(due),
            _ => None,
        }
    }
}

/// A day of the year after a year, on which its delivery is due or its numbers are final. A day that the month lacks is its last one.
pub fn day_of_next(year: i16, (month, day): (i8, i8)) -> Date {
    let year = year.saturating_add(1).clamp(1, 9998);
    (0..4)
        .find_map(|back| Date::new(year, month, day - back).ok())
        .unwrap_or_else(|| date(year, 12, 31))
}

/// How many parts of a year there are: months, semesters or the year itself.
pub fn parts_of_year(every: &str) -> usize {
    match every {
        "month" => 12,
        "semester" => 2,
        _ => 1,
    }
}

/// What is known of a source's year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// The first year that the source ever covered; before it nothing is expected.
    pub first: Option<i16>,
    /// Whether anything is there.
    pub delivered: bool,
    /// Parts that are there, of how many; where parts can't be told apart, both are 1.
    pub parts: (usize, usize),
}

/// How a source stands for a year. `due` is its day of the year after; `None`: nothing is expected of it.
pub fn standing(of: &Year, due: Option<(i8, i8)>, today: Date) -> Standing {
    let due = due.map(|due| day_of_next(of.year, due));
    match (of.delivered, due) {
        (true, Some(due)) if of.parts.0 < of.parts.1 => Standing::Partly { due },
        (true, _) => Standing::Whole,
        (false, Some(due)) if of.first.is_some_and(|first| of.year > first) => {
            if today >= due {
                Standing::Late { since: due }
            } else if of.year <= today.year() {
                Standing::Expected { by: due }
            } else {
                Standing::NotExpected
            }
        }
        (false, _) => Standing::NotExpected,
    }
}

/// How a register stands that is delivered whole and holds until the next delivery: late when none has come in the year before the
/// last day that one was due.
pub fn register_standing(latest: Date, due: Option<(i8, i8)>, today: Date) -> Standing {
    let Some(due) = due else {
        return Standing::Whole;
    };
    let this_year = day_of_next(today.year() - 1, due);
    let last = if today >= this_year {
        this_year
    } else {
        day_of_next(today.year() - 2, due)
    };
    if latest <= day_of_next(last.year() - 2, due) {
        Standing::Late { since: last }
    } else {
        Standing::Whole
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn of(year: i16, delivered: bool, parts: (usize, usize)) -> Year {
        Year {
            year,
            first: Some(2020),
            delivered,
            parts,
        }
    }

    #[test]
    fn a_year_is_due_the_year_after() {
        let check = |year: Year, today: Date, expected: &str| {
            let found = standing(&year, Some((2, 15)), today);
            assert_eq!(found.as_str(), expected, "{year:?} on {today}");
        };
        check(of(2023, true, (1, 1)), date(2024, 1, 1), "delivered");
        check(of(2023, false, (0, 1)), date(2024, 2, 14), "expected");
        check(of(2023, false, (0, 1)), date(2024, 2, 15), "late");
        check(of(2023, true, (1, 2)), date(2024, 2, 14), "partly");
        check(of(2025, false, (0, 1)), date(2024, 2, 15), "not-expected");
        check(of(2020, false, (0, 1)), date(2024, 2, 15), "not-expected");
        let unasked = standing(&of(2023, false, (0, 1)), None, date(2030, 1, 1));
        assert_eq!(unasked, Standing::NotExpected);
    }

    #[test]
    fn a_part_is_late_from_the_day_that_the_whole_is_due() {
        let half = standing(&of(2023, true, (1, 2)), Some((11, 15)), date(2024, 3, 1));
        assert_eq!(half.late_since(date(2024, 11, 14)), None);
        let due = date(2024, 11, 15);
        assert_eq!(half.late_since(due), Some(due));
    }

    #[test]
    fn a_register_grows_old() {
        let check = |latest: Date, today: Date, late: Option<Date>| {
            let found = register_standing(latest, Some((10, 15)), today);
            assert_eq!(found.late_since(today), late, "{latest} on {today}");
        };
        check(date(2024, 10, 1), date(2025, 10, 14), None);
        check(
            date(2024, 10, 1),
            date(2025, 10, 15),
            Some(date(2025, 10, 15)),
        );
        check(date(2024, 10, 16), date(2025, 10, 15), None);
        check(date(2022, 1, 1), date(2025, 3, 1), Some(date(2024, 10, 15)));
        assert_eq!(
            register_standing(date(1999, 1, 1), None, date(2025, 1, 1)),
            Standing::Whole
        );
    }

    #[test]
    fn a_day_that_a_month_lacks_is_its_last() {
        assert_eq!(day_of_next(2023, (2, 29)), date(2024, 2, 29));
        assert_eq!(day_of_next(2022, (2, 31)), date(2023, 2, 28));
    }
}
