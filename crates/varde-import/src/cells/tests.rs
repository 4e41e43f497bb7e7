#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::testing::{cell_text, source};

fn column(kind: &str) -> StagingColumn {
    let toml = format!(
        "[reader]\nformats = [\"delimited\"]\n[[column]]\nid = \"a\"\nmissing = [\"-\", \":\"]\ntype = {kind}"
    );
    source(&toml).columns.remove(0)
}

/// The cell, `→ kept` after it when rounded, or `reason!`.
fn shown(raw: Raw<'_>, kind: &str, mark: DecimalMark) -> String {
    match typed(raw, &column(kind), mark) {
        Ok((cell, None)) => cell_text(&cell),
        Ok((cell, Some((raw, kept)))) => format!("{} ({raw} → {kept})", cell_text(&cell)),
        Err(problem) => format!("{}!", problem.reason),
    }
}

#[test]
fn from_text() {
    let check = |kind: &str, mark: DecimalMark, cases: &[(&str, &str)]| {
        for (text, expected) in cases {
            assert_eq!(
                shown(Raw::Text(Cow::Borrowed(text)), kind, mark),
                *expected,
                "{text:?} as {kind}"
            );
        }
    };
    use DecimalMark::{Comma, Either, Point};
    check(
        "\"text\"",
        Point,
        &[
            (" a b\u{a0}", "a b"),
            ("  ", "∅"),
            ("-", "∅"),
            ("0012", "0012"),
        ],
    );
    check("\"code\"", Point, &[("0012 ", "0012"), (":", "∅")]);
    check(
        "\"integer\"",
        Point,
        &[
            ("12", "12"),
            ("-3", "-3"),
            ("3-", "-3"),
            ("1 234", "1234"),
            ("923.0", "923"),
            ("1.5", "not-a-whole-number!"),
            ("x", "not-a-number!"),
            ("1e3", "exponent!"),
            ("9223372036854775808", "too-large!"),
        ],
    );
    check(
        "\"integer\"",
        Either,
        &[("1.234", "ambiguous-number!"), ("1234", "1234")],
    );
    check(
        "\"year\"",
        Point,
        &[
            ("2024", "2024"),
            ("202", "not-a-year!"),
            ("20244", "not-a-year!"),
            ("2024.5", "not-a-year!"),
        ],
    );
    check(
        "\"decimal(6,2)\"",
        Comma,
        &[
            ("1.234,50", "1234.50"),
            ("(12,5)", "-12.50"),
            ("1\u{a0}234,5-", "-1234.50"),
            ("\u{2212}1,5", "-1.50"),
            ("1,2300", "1.23"),
            ("1,234", "too-many-decimals!"),
            ("99999,00", "too-large!"),
            ("1.5", "not-a-number!"),
        ],
    );
    check(
        "\"decimal(18,8)\"\nscale = 4",
        Point,
        &[
            (
                "187.73499999999999",
                "187.73500000 (187.73499999999999 → 187.7350)",
            ),
            ("1.00005", "1.00010000 (1.00005 → 1.0001)"),
            ("2.50000000", "2.50000000"),
        ],
    );
    check(
        "\"boolean\"",
        Point,
        &[
            ("Ja", "true"),
            ("N", "false"),
            ("x", "true"),
            ("TRUE", "true"),
            ("0", "false"),
            ("kanskje", "not-yes-or-no!"),
            ("", "∅"),
        ],
    );
}

#[test]
fn dates() {
    for (text, expected) in [
        ("2024-10-01", "2024-10-01"),
        ("01.10.2024", "2024-10-01"),
        ("1.9.2024", "2024-09-01"),
        ("31.12.2023 00:00", "2023-12-31"),
        ("2024-02-29T23:15:00Z", "2024-02-29"),
        ("2024-02-29 12:00:00.000+01:00", "2024-02-29"),
        ("31.02.2024", "not-a-date!"),
        ("29.02.2023", "not-a-date!"),
        ("01.10.24", "two-digit-year!"),
        ("24-10-01", "not-a-date!"),
        ("10/01/2024", "not-a-date!"),
        ("2024", "not-a-date!"),
        ("01.10.2024 25:00", "not-a-date!"),
        ("01.10-2024", "not-a-date!"),
        ("2024-10-01 noon", "not-a-date!"),
    ] {
        assert_eq!(
            shown(
                Raw::Text(Cow::Borrowed(text)),
                "\"date\"",
                DecimalMark::Point
            ),
            expected,
            "{text}"
        );
    }
}

#[test]
fn from_json_and_workbooks() {
    let number = |text: &'static str| Raw::Number(Cow::Borrowed(text));
    let binary = |text: &'static str| Raw::Binary(Cow::Borrowed(text));
    for (raw, kind, expected) in [
        (number("8.4583"), "\"decimal(18,4)\"", "8.4583"),
        (number("8.4583"), "\"integer\"", "not-a-whole-number!"),
        (number("1e3"), "\"decimal(18,4)\"", "exponent!"),
        (
            number("0.30000000000000004"),
            "\"decimal(18,4)\"",
            "too-many-decimals!",
        ),
        (
            binary("0.30000000000000004"),
            "\"decimal(18,4)\"",
            "0.3000 (0.30000000000000004 → 0.3000)",
        ),
        (binary("0.31251"), "\"decimal(18,4)\"", "too-many-decimals!"),
        (binary("1013"), "\"code\"", "1013"),
        (number("1"), "\"boolean\"", "true"),
        (number("45566"), "\"date\"", "not-a-date!"),
        (
            Raw::Day(jiff::civil::date(2024, 10, 1)),
            "\"date\"",
            "2024-10-01",
        ),
        (
            Raw::Day(jiff::civil::date(2024, 10, 1)),
            "\"text\"",
            "2024-10-01",
        ),
        (
            Raw::Day(jiff::civil::date(2024, 10, 1)),
            "\"year\"",
            "not-a-number!",
        ),
        (Raw::Truth(false), "\"boolean\"", "false"),
        (Raw::Truth(false), "\"integer\"", "not-a-number!"),
        (Raw::Nothing, "\"integer\"", "∅"),
        (
            Raw::Nothing,
            "\"integer\"\nrequired = true",
            "missing-value!",
        ),
        (
            Raw::Text(Cow::Borrowed(" - ")),
            "\"integer\"\nrequired = true",
            "missing-value!",
        ),
        (
            Raw::Unusable("error-cell", "#N/A".to_owned()),
            "\"text\"",
            "error-cell!",
        ),
    ] {
        assert_eq!(
            shown(raw.clone(), kind, DecimalMark::Comma),
            expected,
            "{raw:?} as {kind}"
        );
    }
}
