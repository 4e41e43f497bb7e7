//! Reading never fails, whatever the files hold.

use proptest::prelude::*;
use varde_pack::diagnostic::line_and_column;
use varde_pack::sql::{check_condition, check_select};
use varde_pack::{Diagnostic, PackFiles, Place, codes, read};

const HEAD: &str = "id = \"mine\"\nversion = \"1\"\ntitle.en = \"Mine\"\nlanguages = [\"en\"]\n";

/// One file of every kind.
const PATHS: [&str; 12] = [
    "pack.toml",
    "strategy.toml",
    "units.toml",
    "goals/a.toml",
    "bullets/a.toml",
    "tables/a.toml",
    "sources/a.toml",
    "sources/a.sql",
    "views/a.sql",
    "indicators/a.toml",
    "rules/a.toml",
    "cases/a.toml",
];

fn mine(path: &str, text: &str) -> PackFiles {
    let folder = [("pack.toml", HEAD), (path, text)];
    let texts = folder.map(|(path, text)| (path.to_owned(), text.to_owned()));
    PackFiles::from([("mine".to_owned(), texts.into())])
}

/// Pieces that a pack could be made of, so that arbitrary texts get further than the first letter.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "[[goal]]\n",
        "[[unit]]\n",
        "[[column]]\n",
        "[[measure]]\n",
        "[[case]]\n",
        "[case.expect]\n",
        "[reader]\n",
        "id = ",
        "title.en = ",
        "rows = ",
        "key = ",
        "type = ",
        "period = ",
        "where = ",
        "at = ",
        "target = ",
        "\"a\"",
        "\"1.5\"",
        "\"decimal(9,2)\"",
        "2024",
        "-1",
        "1.5",
        "true",
        "2024-02-30",
        "2024-02-28",
        "[",
        "]",
        "{",
        "}",
        ",",
        "=",
        "\n",
        "\"\"\"",
        "'",
        "\\",
        "#",
        "æ",
        "\u{1F642}",
        "\r",
        "\0",
        "\u{feff}",
        "select ",
        "from ",
        "with a as (",
        ")",
        "(",
        "a",
        "*",
        ";",
        "--",
        "/*",
        "'x'",
        "\"y\"",
        "::",
        "->",
        "union ",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_file_is_read(
        path in prop::sample::select(&PATHS[..]),
        text in prop_oneof![any::<String>(), pieces()],
    ) {
        let files = mine(path, &text);
        let checked = read("mine", &files);
        for diagnostic in &checked.diagnostics {
            let text = checked.pack.files.get(&diagnostic.place.file).map_or("", String::as_str);
            let span = diagnostic.place.span;
            prop_assert!(span.start <= span.end && span.end <= text.len(), "{:?}", diagnostic);
            prop_assert!(text.is_char_boundary(span.start), "{:?}", diagnostic);
        }
    }

    #[test]
    fn any_text_as_sql_is_checked(text in prop_oneof![any::<String>(), pieces()]) {
        let _ = check_select("v.sql", &text, || vec!["a"]);
        let _ = check_condition(&Place::default(), &text);
    }

    #[test]
    fn line_and_column_find_the_letter(text in "[aæ\u{1F642}\n\r]{0,30}", at in 0_usize..80) {
        let (line, column) = line_and_column(&text, at);
        let lines: Vec<&str> = text.split('\n').collect();
        // The bytes before the line, and the letters before the column, lead back to the letter that was asked for.
        let before: usize = lines[..line - 1].iter().map(|l| l.len() + 1).sum();
        let inside: usize = lines[line - 1].chars().take(column - 1).map(char::len_utf8).sum();
        let found = before + inside;
        let asked = at.min(text.len());
        let letter = text[found..].chars().next().map_or(0, char::len_utf8);
        prop_assert!(found <= asked && (asked == found || asked < found + letter), "{line}:{column}");
    }

    #[test]
    fn reading_twice_comes_to_the_same(text in pieces()) {
        let mut files = mine("units.toml", &text);
        let head = HEAD.replace("mine", "other") + "extends = [\"mine\"]\n";
        files.insert("other".to_owned(), [("pack.toml".to_owned(), head)].into());
        let (first, second) = (read("other", &files), read("other", &files));
        prop_assert_eq!(&first.pack.hash, &second.pack.hash);
        prop_assert_eq!(first.diagnostics, second.diagnostics);
        // Any change of any file is a change of the whole.
        files.get_mut("mine").unwrap().insert("README.md".to_owned(), "More.".to_owned());
        prop_assert_ne!(read("other", &files).pack.hash, first.pack.hash);
    }
}

#[test]
fn a_place_points_at_the_letter_meant() {
    let text = "-- Førsteårsstudenter 🙂\nselect 'æøå' as å from students\n";
    let found = check_select("v.sql", text, || vec!["students"]).diagnostics;
    assert_eq!(line_and_column(text, found[0].place.span.start), (2, 17));
    let text = "select 'æøå' as a,\n  '🙂' as b, getenv('x') as c from students\n";
    let found = check_select("v.sql", text, || vec!["students"]).diagnostics;
    assert_eq!(
        &text[found[0].place.span.start..found[0].place.span.end],
        "getenv"
    );
    let files = mine(
        "units.toml",
        "[[unit]]\nid = \"æøå 🙂\"\ntitle.en = \"Ål\"\nkynd = 1\n",
    );
    let found = read("mine", &files).diagnostics;
    let places: Vec<_> = found
        .iter()
        .map(|d| {
            (
                d.code,
                line_and_column(&files["mine"]["units.toml"], d.place.span.start),
            )
        })
        .collect();
    assert_eq!(places, [("P006", (2, 6)), ("P002", (4, 1))]);
}

#[test]
fn letters_that_two_parsers_read_differently_are_refused() {
    let check = |sql: &str| {
        let found = check_select("v.sql", sql, || vec!["students"]).diagnostics;
        assert_eq!(codes_of(&found), [codes::SQL_SYNTAX.id], "{sql:?}");
    };
    // The database ends a comment at a carriage return; our parser reads on to the next line.
    check("select year -- \r, getenv('HOME')\n from students");
    check("select 'a\rb' from students");
    check("select 1\r from students");
    check("select 'a\0b' from students");
    check("select\u{b}1 from students");
    check("select\u{2028}1 from students");
    let fine = "select year -- a comment\r\nfrom students\r\n";
    assert_eq!(
        check_select("v.sql", fine, || vec!["students"]).diagnostics,
        []
    );
}

#[test]
fn nothing_is_too_deep_or_too_long() {
    let deep = |open: &str, inner: &str, close: &str, times: usize| {
        format!(
            "select {}{inner}{} from students",
            open.repeat(times),
            close.repeat(times)
        )
    };
    for times in [15, 100, 3_000] {
        for sql in [
            deep("(", "1", ")", times),
            deep("[", "1", "]", times),
            deep("{'a': ", "1", "}", times),
            deep("(select ", "1", ")", times),
            deep("not ", "true", "", times),
            deep("- ", "1", "", times),
            deep("case when ", "true", " then 1 end", times),
            deep("", "1", "+1", times),
            deep("", "1", "/1", times),
            deep("", "true", " or true", times),
            deep("", "1", "::int", times),
            deep("", "1::int", "[]", times),
            deep("", "true", " in unnest([true])", times),
            deep("", "a", ".a()", times),
            deep("a -> ", "a", "", times),
            format!(
                "select 1 from {}students{}",
                "(students join ".repeat(times),
                " on true)".repeat(times)
            ),
            format!(
                "select 1 from students{}",
                " join students on true".repeat(times)
            ),
            format!("select 1 from students{}", " union select 1".repeat(times)),
            format!("{}select 1 from students", "explain ".repeat(times)),
            format!(
                "{}select 1{}",
                "with a as (".repeat(times),
                ") select 1".repeat(times)
            ),
        ] {
            let _ = check_select("v.sql", &sql, || vec!["students"]);
            let _ = check_condition(&Place::default(), sql.trim_start_matches("select "));
        }
        for toml in ["a = [", "a = {a = ", "a.a.a.a.a.", "[a.a.a.a.a."] {
            let _ = read("mine", &mine("units.toml", &toml.repeat(times)));
        }
    }
    let long = format!("select '{}' as a from students", "x".repeat(1_000_000));
    let found = check_select("v.sql", &long, || vec!["students"]).diagnostics;
    assert_eq!(codes_of(&found), [codes::SQL_SYNTAX.id]);
}

#[test]
fn what_with_defines_is_read_only_where_it_holds() {
    let check = |sql: &str, reads: &[&str]| {
        let selected = check_select("v.sql", sql, || vec!["students", "staff"]);
        assert_eq!(selected.diagnostics, [], "{sql}");
        assert_eq!(selected.reads.iter().collect::<Vec<_>>(), reads, "{sql}");
    };
    check(
        "with students as (select * from students) select * from students",
        &["students"],
    );
    check(
        "with students as (select 1 as a) select * from students",
        &[],
    );
    check(
        "with a as (select * from staff) select * from Students join A on true",
        &["staff", "students"],
    );
    check(
        "select * from (with staff as (select 1 as a) select * from staff) x, staff",
        &["staff"],
    );
    check(
        "with a as (with staff as (select 1 as b) select * from staff) select * from a, students",
        &["students"],
    );
}

fn codes_of(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|d| d.code).collect()
}
