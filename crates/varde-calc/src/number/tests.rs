#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::DecimalMark::*;
use super::NumberError::*;
use super::*;

#[test]
fn reads_what_departments_send() {
    for (text, mark, written) in [
        ("0", Point, "0"),
        ("1234.50", Point, "1234.50"),
        (" 1234,50 ", Comma, "1234.50"),
        ("1 234,50", Comma, "1234.50"),
        ("1\u{a0}234,50", Comma, "1234.50"),
        ("1\u{202f}234\u{202f}567", Comma, "1234567"),
        ("1\u{2009}234.5", Point, "1234.5"),
        ("1 234\u{a0}567,1", Comma, "1234567.1"),
        ("\u{a0}12\u{a0}", Comma, "12"),
        ("1.234,50", Comma, "1234.50"),
        ("1,234.50", Point, "1234.50"),
        ("1.234", Comma, "1234"),
        ("1.234", Point, "1.234"),
        ("1234,50-", Comma, "-1234.50"),
        ("1234,50 -", Comma, "-1234.50"),
        ("1234\u{2212}", Comma, "-1234"),
        ("\u{2212}1 234", Comma, "-1234"),
        ("-0,5", Comma, "-0.5"),
        ("- 5", Comma, "-5"),
        ("(1234,50)", Comma, "-1234.50"),
        ("( 1 234 )", Comma, "-1234"),
        ("+7", Point, "7"),
        ("-0.00", Point, "0.00"),
        ("007", Point, "7"),
        ("187.73499999999999", Point, "187.73499999999999"),
        ("1.5", Either, "1.5"),
        ("1,5", Either, "1.5"),
        ("1.2345", Either, "1.2345"),
        ("1 234,50", Either, "1234.50"),
        ("1.234,5", Either, "1234.5"),
        ("1,234.567", Either, "1234.567"),
        ("1.234.567", Either, "1234567"),
        ("1,234,567", Either, "1234567"),
        ("1234", Either, "1234"),
        ("1 234", Either, "1234"),
    ] {
        let read = parse_number(text, mark).map(|fixed| fixed.to_string());
        assert_eq!(read.as_deref(), Ok(written), "{text:?} {mark:?}");
    }
}

#[test]
fn refuses_what_is_not_certain() {
    for (text, mark, error) in [
        ("", Point, Empty),
        (" \u{a0} ", Point, Empty),
        ("1e3", Point, Exponent),
        ("1.5E-3", Either, Exponent),
        ("e3", Point, NotANumber),
        ("12abc", Point, NotANumber),
        ("NaN", Point, NotANumber),
        ("-", Point, NotANumber),
        ("()", Point, NotANumber),
        ("(5", Point, NotANumber),
        ("-5-", Point, NotANumber),
        ("--5", Point, NotANumber),
        ("(-5)", Point, NotANumber),
        ("5 kr", Comma, NotANumber),
        ("5 %", Comma, NotANumber),
        (".5", Point, NotANumber),
        ("5.", Point, NotANumber),
        ("1.2.3", Point, TwoDecimalMarks),
        ("1,5.0", Comma, TwoDecimalMarks),
        ("1,234.567.890", Either, TwoDecimalMarks),
        ("1 23,4", Comma, ThousandsGroups),
        ("1234 567", Comma, ThousandsGroups),
        ("1  234", Comma, ThousandsGroups),
        ("1,5", Point, ThousandsGroups),
        ("1.5", Comma, ThousandsGroups),
        ("0.123", Comma, ThousandsGroups),
        ("1 234.567,8", Comma, ThousandsGroups),
        ("1,5 0", Comma, ThousandsGroups),
        ("1,234,56", Either, ThousandsGroups),
        (",234", Point, ThousandsGroups),
        ("1.234", Either, Ambiguous),
        ("1,234", Either, Ambiguous),
        ("-1,234", Either, Ambiguous),
        ("(0.500)", Either, Ambiguous),
        ("170141183460469231731687303715884105728", Point, TooLarge),
        (
            "999999999999999999999999999999999999999999",
            Point,
            TooLarge,
        ),
    ] {
        assert_eq!(parse_number(text, mark), Err(error), "{text:?} {mark:?}");
    }
}

#[test]
fn rescales() {
    for (text, scale, written, rounded) in [
        ("1.239", 2, "1.24", true),
        ("1.235", 2, "1.24", true),
        ("-1.235", 2, "-1.24", true),
        ("1.234", 2, "1.23", true),
        ("1.230", 2, "1.23", false),
        ("1.2", 4, "1.2000", false),
        ("0.5", 0, "1", true),
        ("-0.4", 0, "0", true),
        ("187.73499999999999", 3, "187.735", true),
    ] {
        let result = parse_number(text, Point).unwrap().rescale(scale).unwrap();
        assert_eq!(
            (result.value.to_string().as_str(), result.rounded),
            (written, rounded),
            "{text}"
        );
    }
    let one = Fixed {
        mantissa: 1,
        scale: 0,
    };
    assert_eq!(one.rescale(39), Err(TooLarge));
    assert_eq!(
        Fixed { mantissa: 0, ..one }
            .rescale(255)
            .unwrap()
            .value
            .mantissa,
        0
    );
    let tiny = Fixed {
        mantissa: i128::MIN,
        scale: 255,
    };
    assert_eq!(
        tiny.rescale(0),
        Ok(Rescaled {
            value: Fixed {
                mantissa: 0,
                scale: 0
            },
            rounded: true
        })
    );
}

/// The number with its thousands parted.
fn grouped(fixed: Fixed, thousands: char, decimal: char) -> String {
    let plain = fixed.to_string();
    let (integer, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    for (index, digit) in integer.chars().enumerate() {
        if index > 0 && (integer.len() - index).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(decimal);
        text.push_str(decimals);
    }
    text
}

proptest! {
    #[test]
    fn parse_gives_back_what_was_written(mantissa: i128, scale: u8) {
        let fixed = Fixed { mantissa, scale };
        prop_assert_eq!(parse_number(&fixed.to_string(), Point), Ok(fixed));
        let exact = Exact::parse(&fixed.to_string()).unwrap();
        prop_assert_eq!(Exact::from(fixed), exact);
    }

    #[test]
    fn thousands_change_nothing(mantissa in 0i128..1_000_000_000_000, scale in 0u8..6) {
        let fixed = Fixed { mantissa, scale };
        for thousands in [' ', '\u{a0}', '\u{202f}', '.'] {
            prop_assert_eq!(parse_number(&grouped(fixed, thousands, ','), Comma), Ok(fixed));
        }
        let either = parse_number(&grouped(fixed, ',', '.'), Either);
        prop_assert!(either == Ok(fixed) || either == Err(Ambiguous));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[-+() .,0-9eE\u{a0}\u{2212}a]{0,12}") {
        for mark in [Point, Comma, Either] {
            if let Ok(fixed) = parse_number(&text, mark) {
                prop_assert_eq!(parse_number(&fixed.to_string(), Point), Ok(fixed));
            }
        }
    }

    #[test]
    fn rescale_rounds_as_exact_does(mantissa: i128, from in 0u8..50, to in 0u8..50) {
        let fixed = Fixed { mantissa, scale: from };
        if let Ok(result) = fixed.rescale(to) {
            let exact = Exact::from(fixed);
            prop_assert_eq!(Exact::from(result.value), exact.round_half_up(u32::from(to)));
            prop_assert_eq!(result.rounded, Exact::from(result.value) != exact);
            prop_assert_eq!(result.value.scale, to);
        } else {
            prop_assert!(to > from);
        }
    }
}
