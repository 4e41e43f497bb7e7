//! How numbers, dates and changes are written. Nothing else in the system writes a number for people.

use crate::words::Words;
use jiff::civil::Date;
use varde_calc::Exact;
use varde_pack::{Language, UnitOfMeasure};

/// What stands where there is no value. Never 0.
pub const UNKNOWN: &str = "–";
/// The minus sign.
const MINUS: &str = "\u{2212}";
/// Thin space that does not break a line.
const THIN: &str = "\u{202F}";
/// Space that does not break a line.
const NBSP: &str = "\u{A0}";

/// A number with so many decimals, rounded half away from zero: `12 345,60` in Norwegian, `12,345.60` in English.
pub fn number(language: Language, value: &Exact, decimals: u32) -> String {
    written(language, &value.to_fixed(decimals))
}

/// A number with as many decimals as it needs, at most so many: `4`, `22,5`.
pub fn short_number(language: Language, value: &Exact, max_decimals: u32) -> String {
    written(
        language,
        &value
            .round_half_up(max_decimals)
            .to_fixed(decimals_of(value, max_decimals)),
    )
}

/// A whole number.
pub fn count(language: Language, value: usize) -> String {
    written(language, &value.to_string())
}

/// A number with its sign, for changes: `+0,3`, `−1,2`, `0,0`.
pub fn signed(language: Language, value: &Exact, decimals: u32) -> String {
    let text = number(language, value, decimals);
    let positive = value.round_half_up(decimals) > Exact::zero();
    if positive { format!("+{text}") } else { text }
}

/// A value for a cell under a heading that names the unit, or [`UNKNOWN`].
pub fn cell(language: Language, value: Option<&Exact>, decimals: u32) -> String {
    value.map_or_else(|| UNKNOWN.to_owned(), |v| number(language, v, decimals))
}

/// A value with its unit: `43,6 %`, `4,0 poeng per person`.
pub fn with_unit(words: &Words, value: &Exact, unit: UnitOfMeasure, decimals: u32) -> String {
    attach_unit(
        words,
        &number(words.language(), value, decimals),
        unit,
        &value.round_half_up(decimals),
    )
}

/// A value with as many decimals as it needs, and its unit.
pub fn short_with_unit(
    words: &Words,
    value: &Exact,
    unit: UnitOfMeasure,
    max_decimals: u32,
) -> String {
    attach_unit(
        words,
        &short_number(words.language(), value, max_decimals),
        unit,
        value,
    )
}

/// A change with its unit; a change of a percentage is in percentage points.
pub fn change_with_unit(
    words: &Words,
    value: &Exact,
    unit: UnitOfMeasure,
    decimals: u32,
) -> String {
    let text = signed(words.language(), value, decimals);
    match unit {
        UnitOfMeasure::PerCent => format!("{text}{NBSP}{}", words.t("percentage-points")),
        _ => attach_unit(words, &text, unit, value),
    }
}

/// The unit as it stands in a heading; nothing for plain numbers.
pub fn unit_heading(words: &Words, unit: UnitOfMeasure) -> String {
    match unit {
        UnitOfMeasure::Count | UnitOfMeasure::Ratio => String::new(),
        UnitOfMeasure::PerCent => "%".to_owned(),
        _ => unit_name(words, unit, false),
    }
}

/// `3. mars 2024`, `3 March 2024`.
pub fn date(words: &Words, date: Date) -> String {
    let month = words.t(&format!("month-{}", date.month()));
    match words.language() {
        Language::En => format!("{} {month} {}", date.day(), date.year()),
        _ => format!("{}. {month} {}", date.day(), date.year()),
    }
}

/// The date of an RFC 3339 time, or the text itself when it is none.
pub fn day_of(words: &Words, time: &str) -> String {
    time.get(..10)
        .and_then(|day| day.parse::<Date>().ok())
        .map_or_else(|| time.to_owned(), |d| date(words, d))
}

/// Date and hour of an RFC 3339 time: `3. mars 2024 kl. 14.05`.
pub fn time_of(words: &Words, time: &str) -> String {
    let clock = time
        .get(11..16)
        .filter(|c| c.as_bytes().get(2) == Some(&b':'));
    match (words.language(), clock) {
        (_, None) => day_of(words, time),
        (Language::En, Some(clock)) => format!("{}, {clock}", day_of(words, time)),
        (_, Some(clock)) => format!("{} kl. {}", day_of(words, time), clock.replace(':', ".")),
    }
}

/// A decimal as Rust writes it (`-12345.60`), in the language's own signs.
fn written(language: Language, decimal: &str) -> String {
    let (point, group) = match language {
        Language::En => (".", ","),
        _ => (",", THIN),
    };
    let (sign, digits) = decimal
        .strip_prefix('-')
        .map_or(("", decimal), |rest| (MINUS, rest));
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let first = integer.len() % 3;
    let mut groups: Vec<&str> = Vec::new();
    if first > 0 {
        groups.push(&integer[..first]);
    }
    groups.extend(
        (first..integer.len())
            .step_by(3)
            .filter_map(|i| integer.get(i..i + 3)),
    );
    let mut text = format!("{sign}{}", groups.join(group));
    if !fraction.is_empty() {
        text.push_str(point);
        text.push_str(fraction);
    }
    text
}

fn decimals_of(value: &Exact, max: u32) -> u32 {
    let text = value.to_short(max);
    text.split_once('.').map_or(0, |(_, fraction)| {
        u32::try_from(fraction.len()).unwrap_or(max)
    })
}

fn attach_unit(words: &Words, text: &str, unit: UnitOfMeasure, value: &Exact) -> String {
    match (unit, words.language()) {
        (UnitOfMeasure::Count | UnitOfMeasure::Ratio, _) => text.to_owned(),
        (UnitOfMeasure::PerCent, Language::En) => format!("{text}%"),
        (UnitOfMeasure::PerCent, _) => format!("{text}{NBSP}%"),
        (UnitOfMeasure::Kr, Language::En) => format!("NOK{NBSP}{text}"),
        _ => format!(
            "{text}{NBSP}{}",
            unit_name(words, unit, *value == Exact::one())
        ),
    }
}

fn unit_name(words: &Words, unit: UnitOfMeasure, one: bool) -> String {
    let plural = if one { "one" } else { "other" };
    words.say(
        &format!("unit-{}", unit.as_str()),
        &[("plural", plural.into())],
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn numbers() {
        for (value, decimals, nb, en) in [
            ("0", 1, "0,0", "0.0"),
            ("2/3", 2, "0,67", "0.67"),
            ("-1234.5", 0, "−1\u{202F}235", "−1,235"),
            ("999.95", 1, "1\u{202F}000,0", "1,000.0"),
            ("1234567", 2, "1\u{202F}234\u{202F}567,00", "1,234,567.00"),
            ("123", 0, "123", "123"),
        ] {
            assert_eq!(number(Language::Nb, &exact(value), decimals), nb);
            assert_eq!(number(Language::En, &exact(value), decimals), en);
        }
        assert_eq!(short_number(Language::Nb, &exact("22.50"), 2), "22,5");
        assert_eq!(short_number(Language::Nb, &exact("4"), 2), "4");
        assert_eq!(cell(Language::Nb, None, 2), "–");
    }

    #[test]
    fn changes_carry_their_sign() {
        for (value, shown) in [
            ("0.31", "+0,3"),
            ("-0.31", "−0,3"),
            ("0.04", "0,0"),
            ("-0.04", "0,0"),
        ] {
            assert_eq!(signed(Language::Nb, &exact(value), 1), shown);
        }
        let nb = Words::of(Language::Nb);
        assert_eq!(
            change_with_unit(nb, &exact("1.5"), UnitOfMeasure::PerCent, 1),
            "+1,5\u{A0}prosentpoeng"
        );
    }

    #[test]
    fn units() {
        let (nb, en) = (Words::of(Language::Nb), Words::of(Language::En));
        assert_eq!(
            with_unit(nb, &exact("43.6"), UnitOfMeasure::PerCent, 1),
            "43,6\u{A0}%"
        );
        assert_eq!(
            with_unit(en, &exact("43.6"), UnitOfMeasure::PerCent, 1),
            "43.6%"
        );
        assert_eq!(
            with_unit(nb, &exact("1"), UnitOfMeasure::Persons, 0),
            "1\u{A0}person"
        );
        assert_eq!(
            with_unit(nb, &exact("24"), UnitOfMeasure::Persons, 0),
            "24\u{A0}personer"
        );
        for (word, unit) in UnitOfMeasure::WORDS {
            for words in [nb, en] {
                assert!(
                    !with_unit(words, &exact("2"), *unit, 0).contains('⟦'),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn dates() {
        let (nb, en) = (Words::of(Language::Nb), Words::of(Language::En));
        assert_eq!(day_of(nb, "2024-03-03T14:05:00Z"), "3. mars 2024");
        assert_eq!(day_of(en, "2024-03-03T14:05:00Z"), "3 March 2024");
        assert_eq!(
            time_of(nb, "2024-03-03T14:05:00Z"),
            "3. mars 2024 kl. 14.05"
        );
        assert_eq!(time_of(en, "2024-03-03T14:05:00Z"), "3 March 2024, 14:05");
        assert_eq!(day_of(nb, "before"), "before");
    }
}
