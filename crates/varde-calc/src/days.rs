//! The lowest number on any day of a period, for targets that hold at any time.

use jiff::civil::Date;

/// The lowest day count of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DailyMinimum {
    /// The fewest intervals that cover one day.
    pub min: u32,
    /// How many days have fewer than the threshold; 0 without one.
    pub days_below: u32,
    /// The first day of the first unbroken stretch at the minimum.
    pub worst_from: Date,
    /// The last day of that stretch.
    pub worst_to: Date,
}

/// Counts on each day from `from` to `to` how many intervals cover it, and gives the lowest count. Both ends of an
/// interval and of the period belong to it; [`Date::MAX`] is an open end. An interval that ends before it starts covers
/// nothing. A period that ends before it starts has no days: its minimum is 0 and no day is below.
///
/// Sweeps over the changes, so a long period costs no more than a short one.
pub fn daily_minimum(
    intervals: &[(Date, Date)],
    from: Date,
    to: Date,
    threshold: Option<u32>,
) -> DailyMinimum {
    let mut worst = DailyMinimum {
        min: 0,
        days_below: 0,
        worst_from: from,
        worst_to: to,
    };
    if from > to {
        return worst;
    }
    let mut changes = changes_within(intervals, from, to);
    // A change of nothing at the end closes the last stretch.
    changes.push((Date::MAX, 0));
    let threshold = i64::from(threshold.unwrap_or(0));
    let mut lowest: Option<i64> = None;
    let mut covered = 0i64;
    let mut since = from;
    for (index, &(day, change)) in changes.iter().enumerate() {
        let last = index + 1 == changes.len();
        if last || day > since {
            let until = if last {
                to
            } else {
                day.yesterday().unwrap_or(to)
            };
            if covered < threshold {
                worst.days_below += days(since, until);
            }
            if lowest.is_none_or(|lowest| covered < lowest) {
                lowest = Some(covered);
                (worst.worst_from, worst.worst_to) = (since, until);
            }
            since = day;
        }
        covered += change;
    }
    worst.min = u32::try_from(lowest.unwrap_or(0)).unwrap_or(u32::MAX);
    worst
}

/// The days on which the count changes and by how much, sorted, each day once, changes of nothing left out.
fn changes_within(intervals: &[(Date, Date)], from: Date, to: Date) -> Vec<(Date, i64)> {
    let mut changes = Vec::with_capacity(intervals.len() * 2);
    for &(start, end) in intervals {
        if start > end || start > to || end < from {
            continue;
        }
        changes.push((start.max(from), 1));
        if end < to
            && let Ok(after) = end.tomorrow()
        {
            changes.push((after, -1));
        }
    }
    changes.sort_unstable();
    let mut merged: Vec<(Date, i64)> = Vec::with_capacity(changes.len());
    for (day, change) in changes {
        match merged.last_mut() {
            Some((same, sum)) if *same == day => *sum += change,
            _ => merged.push((day, change)),
        }
    }
    merged.retain(|&(_, change)| change != 0);
    merged
}

/// The number of days from `from` to `to`, both counted.
fn days(from: Date, to: Date) -> u32 {
    u32::try_from((to - from).get_days() + 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn five_projects_at_any_time() {
        let year = (date(2024, 1, 1), date(2024, 12, 31));
        let mut intervals = vec![year; 4];
        intervals.push((date(2024, 1, 1), date(2024, 6, 30)));
        intervals.push((date(2024, 7, 15), date(2025, 12, 31)));
        assert_eq!(
            daily_minimum(&intervals, year.0, year.1, Some(5)),
            DailyMinimum {
                min: 4,
                days_below: 14,
                worst_from: date(2024, 7, 1),
                worst_to: date(2024, 7, 14)
            }
        );
    }

    #[test]
    fn one_ends_as_the_next_starts() {
        let (from, to) = (date(2024, 1, 1), date(2024, 1, 31));
        let intervals = [
            (Date::MIN, date(2024, 1, 10)),
            (date(2024, 1, 11), Date::MAX),
            (date(2024, 1, 9), date(2024, 1, 8)),
        ];
        let whole = DailyMinimum {
            min: 1,
            days_below: 0,
            worst_from: from,
            worst_to: to,
        };
        assert_eq!(daily_minimum(&intervals, from, to, Some(1)), whole);
        assert_eq!(
            daily_minimum(&[], from, to, Some(1)),
            DailyMinimum {
                min: 0,
                days_below: 31,
                ..whole
            }
        );
        assert_eq!(
            daily_minimum(&[], from, to, None),
            DailyMinimum { min: 0, ..whole }
        );
    }

    #[test]
    fn calendar_ends() {
        let all = daily_minimum(&[(Date::MIN, Date::MAX)], Date::MIN, Date::MAX, Some(2));
        assert_eq!(
            (all.min, all.worst_from, all.worst_to),
            (1, Date::MIN, Date::MAX)
        );
        let last = daily_minimum(
            &[(Date::MAX, Date::MAX)],
            date(9999, 12, 30),
            Date::MAX,
            Some(1),
        );
        assert_eq!(
            (last.min, last.days_below, last.worst_to),
            (0, 1, date(9999, 12, 30))
        );
        let none = daily_minimum(
            &[(Date::MIN, Date::MAX)],
            date(2024, 1, 2),
            date(2024, 1, 1),
            Some(1),
        );
        assert_eq!((none.min, none.days_below), (0, 0));
    }

    fn day(offset: i32) -> Date {
        date(2024, 2, 1) + offset.days()
    }

    proptest! {
        #[test]
        fn agrees_with_a_day_loop(
            offsets in prop::collection::vec((-10i32..50, -10i32..50), 0..12),
            from in 0i32..40,
            length in 0i32..40,
            threshold in prop::option::of(0u32..6),
        ) {
            let intervals: Vec<_> = offsets.iter().map(|&(start, end)| (day(start), day(end))).collect();
            let counts: Vec<u32> = (from..=from + length)
                .map(|offset| {
                    intervals.iter().filter(|(start, end)| *start <= day(offset) && day(offset) <= *end).count() as u32
                })
                .collect();
            let min = *counts.iter().min().unwrap();
            let first = counts.iter().position(|count| *count == min).unwrap();
            let stretch = counts[first..].iter().take_while(|count| **count == min).count();
            let expected = DailyMinimum {
                min,
                days_below: counts.iter().filter(|count| **count < threshold.unwrap_or(0)).count() as u32,
                worst_from: day(from + first as i32),
                worst_to: day(from + first as i32 + stretch as i32 - 1),
            };
            prop_assert_eq!(daily_minimum(&intervals, day(from), day(from + length), threshold), expected);
        }
    }
}
