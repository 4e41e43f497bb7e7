//! SQL in packs: one SELECT over declared relations with functions from a list of those allowed.
//! Packs may come from a browser, so everything that is not on a list is refused.

mod letters;
mod walk;

use crate::diagnostic::{Diagnostic, Place, Span, codes};
use letters::Comments;
use sqlparser::ast::{Query, Visit as _};
use sqlparser::dialect::DuckDbDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Token};
use std::collections::BTreeSet;
use walk::{Over, Walk};

/// Functions that pack SQL may call. None of them reads files, settings, the clock or randomness; none returns a float from exact input.
pub const ALLOWED_FUNCTIONS: &[&str] = &[
    "abs",
    "any_value",
    "arg_max",
    "arg_min",
    "array_agg",
    "bool_and",
    "bool_or",
    "cast",
    "coalesce",
    "concat",
    "concat_ws",
    "contains",
    "count",
    "count_if",
    "date_add",
    "date_diff",
    "date_part",
    "date_trunc",
    "day",
    "dense_rank",
    "ends_with",
    "first_value",
    "flatten",
    "generate_series",
    "greatest",
    "if",
    "ifnull",
    "lag",
    "last_day",
    "last_value",
    "lead",
    "least",
    "left",
    "len",
    "length",
    "list",
    "list_concat",
    "list_contains",
    "list_distinct",
    "list_filter",
    "list_sort",
    "list_transform",
    "list_value",
    "lower",
    "lpad",
    "ltrim",
    "make_date",
    "max",
    "min",
    "month",
    "nullif",
    "prefix",
    "range",
    "rank",
    "regexp_extract",
    "regexp_matches",
    "regexp_replace",
    "replace",
    "right",
    "row_number",
    "rpad",
    "rtrim",
    "split_part",
    "starts_with",
    "string_agg",
    "string_split",
    "strip_accents",
    "struct_pack",
    "substr",
    "substring",
    "suffix",
    "sum",
    "trim",
    "try_cast",
    "unnest",
    "upper",
    "year",
];

/// Aggregates and window functions, which a `where` can't hold.
const AGGREGATES: &[&str] = &[
    "any_value",
    "arg_max",
    "arg_min",
    "array_agg",
    "bool_and",
    "bool_or",
    "count",
    "count_if",
    "dense_rank",
    "first_value",
    "generate_series",
    "lag",
    "last_value",
    "lead",
    "list",
    "max",
    "min",
    "range",
    "rank",
    "row_number",
    "string_agg",
    "sum",
    "unnest",
];

/// What a SELECT reads, with everything that is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Selected {
    /// Relations that it names, without those that its own WITH defines.
    pub reads: BTreeSet<String>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Check one SELECT. `relations` are the names that it may read.
pub fn check_select<'a>(file: &str, text: &str, relations: impl Fn() -> Vec<&'a str>) -> Selected {
    let mut out = Selected::default();
    let at = |span: Span| Place {
        file: file.to_owned(),
        span,
    };
    if let Some((span, message)) = letters::refused(text, Comments::Allowed) {
        let refused = Diagnostic::error(codes::SQL_SYNTAX, at(span), message);
        out.diagnostics.push(refused);
        return out;
    }
    let query = match one_query(text) {
        Ok(query) => query,
        Err(NotOne::Syntax(error)) => {
            out.diagnostics.push(syntax_error(file, text, &error));
            return out;
        }
        Err(NotOne::Other(found)) => {
            let message = format!("expected one SELECT, found {found}");
            let refused = Diagnostic::error(codes::NOT_ONE_SELECT, at(trimmed(text)), message);
            out.diagnostics.push(refused);
            return out;
        }
    };
    let mut walk = Walk::new(file, text, Over::Select);
    let _ = query.visit(&mut walk);
    out.diagnostics = walk.diagnostics;
    let known = relations();
    for (name, span) in walk.reads {
        if !known.contains(&name.as_str()) {
            let message = format!("no table, view or rule is named `{name}`");
            let unknown = Diagnostic::error(codes::UNKNOWN_RELATION, at(span), message);
            out.diagnostics
                .push(unknown.nearest(&name, known.iter().copied()));
        }
        out.reads.insert(name);
    }
    out
}

/// Check a condition: one boolean expression over columns, no subquery, no aggregate, no comment. `place` is where its text stands in the file.
pub fn check_condition(place: &Place, text: &str) -> Vec<Diagnostic> {
    let not_one = |message: String| {
        let message = format!("not a condition: {message}");
        vec![Diagnostic::error(
            codes::NOT_A_CONDITION,
            place.clone(),
            message,
        )]
    };
    if let Some((_, message)) = letters::refused(text, Comments::Refused) {
        return not_one(message);
    }
    let parsed = parser(text).and_then(|mut p| {
        let expr = p.parse_expr()?;
        match p.next_token().token {
            Token::EOF => Ok(expr),
            other => Err(ParserError::ParserError(format!(
                "unexpected `{other}` after the condition"
            ))),
        }
    });
    let expr = match parsed {
        Ok(expr) => expr,
        Err(error) => return not_one(plain(&error)),
    };
    let mut walk = Walk::new(&place.file, text, Over::Condition);
    let _ = expr.visit(&mut walk);
    // A TOML string may hold escapes, so only the place of the whole text is certain.
    for diagnostic in &mut walk.diagnostics {
        diagnostic.place = place.clone();
    }
    walk.diagnostics.dedup();
    walk.diagnostics
}

enum NotOne {
    Syntax(ParserError),
    Other(String),
}

/// The query that a text is. Only the query parser runs: what else the grammar knows as a statement is never parsed.
fn one_query(text: &str) -> Result<Box<Query>, NotOne> {
    let mut parser = parser(text).map_err(NotOne::Syntax)?;
    match parser.peek_token().token {
        Token::LParen => {}
        Token::Word(word) if BEGINNINGS.contains(&word.value.to_ascii_lowercase().as_str()) => {}
        Token::EOF => return Err(NotOne::Other("nothing".to_owned())),
        other => return Err(NotOne::Other(format!("`{other}`"))),
    }
    let query = parser.parse_query().map_err(NotOne::Syntax)?;
    if parser.consume_token(&Token::SemiColon) {
        return match parser.next_token().token {
            Token::EOF => Ok(query),
            other => Err(NotOne::Other(format!("`{other}` after it"))),
        };
    }
    match parser.next_token() {
        token if token.token == Token::EOF => Ok(query),
        token => Err(NotOne::Syntax(ParserError::ParserError(format!(
            "unexpected `{}` after the query{}",
            token.token, token.span.start
        )))),
    }
}

/// Words that a query may begin with.
const BEGINNINGS: &[&str] = &["from", "select", "values", "with"];

fn parser(text: &str) -> Result<Parser<'static>, ParserError> {
    // A query nested deeper than this is an attack, not a definition.
    Parser::new(&DuckDbDialect {})
        .with_recursion_limit(60)
        .try_with_sql(text)
}

fn plain(error: &ParserError) -> String {
    match error {
        ParserError::TokenizerError(m) | ParserError::ParserError(m) => {
            m.split(" at Line:").next().unwrap_or(m).trim().to_owned()
        }
        ParserError::RecursionLimitExceeded => "nested too deeply".to_owned(),
    }
}

fn syntax_error(file: &str, text: &str, error: &ParserError) -> Diagnostic {
    let message = error.to_string();
    let number = |key: &str| {
        message.rsplit(key).next().and_then(|rest| {
            rest.trim()
                .split(|c: char| !c.is_ascii_digit())
                .next()?
                .parse::<u64>()
                .ok()
        })
    };
    let span = match (number("Line:"), number("Column:")) {
        (Some(line), Some(column)) => {
            let start = byte_of(text, Location { line, column });
            let end = text[start..]
                .chars()
                .next()
                .map_or(start, |c| start + c.len_utf8());
            Span { start, end }
        }
        _ => trimmed(text),
    };
    Diagnostic::error(
        codes::SQL_SYNTAX,
        Place {
            file: file.to_owned(),
            span,
        },
        plain(error),
    )
}

fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span {
        start,
        end: text.trim_end().len().max(start),
    }
}

fn byte_of(text: &str, location: Location) -> usize {
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number as u64 + 1 == location.line {
            let column = usize::try_from(location.column.saturating_sub(1)).unwrap_or(0);
            return offset
                + line
                    .char_indices()
                    .nth(column)
                    .map_or(line.trim_end().len(), |(i, _)| i);
        }
        offset += line.len();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn codes_of(sql: &str) -> Vec<&'static str> {
        let mut found: Vec<_> = check_select("v.sql", sql, || vec!["students", "unit_code"])
            .diagnostics
            .iter()
            .map(|d| d.code)
            .collect();
        found.dedup();
        found
    }

    #[test]
    fn plain_selects_pass() {
        for sql in [
            "select [s.row_id] as rows, u.unit, s.year from students s join unit_code u on u.code = s.department",
            "with a as (select * from students) select list(row_id) as rows, year from a group by all",
            "-- one row a year\nselect unnest([1, 2]) as y, case when year > 2000 then 1 else 0 end as n from students union all select 1, 2",
            "select count(*) filter (where year = 2020) as n from students where department in (select code from unit_code)",
            "select row_number() over (partition by year order by total desc) as n from students",
        ] {
            assert_eq!(codes_of(sql), Vec::<&str>::new(), "{sql}");
        }
    }

    #[test]
    fn attacks_are_refused() {
        for (sql, code) in [
            ("select * from read_csv('/etc/passwd')", "S004"),
            ("select * from 'secret.parquet'", "S003"),
            ("select * from history.students", "S005"),
            ("select * from students; drop table students", "S002"),
            ("copy students to 'x.csv'", "S002"),
            ("attach 'x.db'", "S002"),
            ("select getenv('HOME') from students", "S004"),
            ("select current_setting('x') from students", "S004"),
            ("select getvariable('as_of') from students", "S004"),
            ("select main.lower(a) from students", "S004"),
            (
                "with recursive t as (select 1 as n union all select n + 1 from t) select * from t",
                "S002",
            ),
            ("select * from duckdb_settings()", "S004"),
            ("select * from duckdb_tables", "S003"),
            ("select now() from students", "S004"),
            ("select random() from students", "S004"),
            ("select avg(total) from students", "S004"),
            ("delete from students", "S002"),
            ("select * from studnets", "S003"),
            ("select from where", "S001"),
            ("", "S002"),
        ] {
            let found = codes_of(sql);
            assert!(
                found.contains(&code),
                "{sql}: expected {code}, found {found:?}"
            );
        }
    }

    #[test]
    fn conditions_are_plain() {
        let place = Place {
            file: "i.toml".to_owned(),
            span: Span { start: 10, end: 20 },
        };
        let check = |text: &str| {
            check_condition(&place, text)
                .iter()
                .map(|d| d.code)
                .collect::<Vec<_>>()
        };
        assert!(check("permanent and main_position and research_share > 0").is_empty());
        assert!(check("lower(kind) in ('a', 'b') or code is null").is_empty());
        assert_eq!(check("1 = 1; drop table students"), ["S009"]);
        assert_eq!(check("x in (select 1)")[0], "S009");
        assert_eq!(check("exists (select 1)")[0], "S009");
        assert_eq!(check("sum(x) > 1"), ["S009"]);
        assert_eq!(check("x > 1) or (1 = 1"), ["S009"]);
        assert_eq!(check("getenv('A') = 'x'"), ["S004"]);
        assert_eq!(check("permanent and"), ["S009"]);
    }
}
