//! The second time axis: when something became known.

use duckdb::types::TimeUnit;
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A moment at which something was or became known, in microseconds of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Known(i64);

impl Known {
    /// The last moment there is: everything is known.
    pub const END: Self = Self(253_402_300_799_000_000);
    /// The first moment: nothing is known.
    pub const START: Self = Self(-62_135_596_800_000_000);

    /// From microseconds since 1970 in UTC.
    pub fn from_micros(micros: i64) -> Self {
        Self(micros.clamp(Self::START.0, Self::END.0))
    }

    /// Microseconds since 1970 in UTC.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// The civil date in UTC.
    pub fn date(self) -> Date {
        Timestamp::from_microsecond(self.0).map_or(Date::MAX, |t| {
            t.to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
        })
    }

    /// Read a moment: RFC 3339, or a date, which means its last moment (what was known *on* that day).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(date) = Date::from_str(text)
            && text.len() == 10
        {
            let end = date
                .at(23, 59, 59, 999_999_000)
                .to_zoned_datetime(jiff::tz::TimeZone::UTC)
                .ok()?;
            return Some(Self::from_micros(end.timestamp().as_microsecond()));
        }
        Timestamp::from_str(text)
            .ok()
            .map(|t| Self::from_micros(t.as_microsecond()))
    }

    pub(crate) fn sql(self) -> String {
        format!("make_timestamp({}::bigint)", self.0)
    }

    pub(crate) fn from_unit(unit: TimeUnit, n: i64) -> Self {
        Self::from_micros(match unit {
            TimeUnit::Second => n.saturating_mul(1_000_000),
            TimeUnit::Millisecond => n.saturating_mul(1000),
            TimeUnit::Nanosecond => n / 1000,
            _ => n,
        })
    }
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_microsecond(self.0) {
            Ok(t) => write!(f, "{t}"),
            Err(_) => write!(f, "9999-12-31T23:59:59Z"),
        }
    }
}

/// The date so many days after 1970-01-01.
pub(crate) fn date_of_days(days: i32) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    epoch
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(Date::MAX)
}

/// Days since 1970-01-01.
pub(crate) fn days_of_date(date: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
}
