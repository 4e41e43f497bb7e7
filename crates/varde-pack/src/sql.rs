//! SQL in packs: one SELECT over declared relations with functions from a list of those allowed.
//! Packs may come from a browser, so everything that is not on a list is refused.

use crate::diagnostic::{Code, Diagnostic, Place, Span, codes};
use sqlparser::ast::{
    Expr, GroupByExpr, ObjectName, Query, Select, SetExpr, Spanned as _, Statement, TableFactor,
    Visit, Visitor, visit_relations,
};
use sqlparser::dialect::DuckDbDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Token};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

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
    /// Relations that it names, without its own CTEs.
    pub reads: BTreeSet<String>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Check one SELECT. `relations` are the names that it may read.
pub fn check_select<'a>(file: &str, text: &str, relations: impl Fn() -> Vec<&'a str>) -> Selected {
    let mut out = Selected::default();
    let parsed = parser(text).and_then(|mut p| p.parse_statements());
    let statements = match parsed {
        Ok(statements) => statements,
        Err(error) => {
            out.diagnostics.push(syntax_error(file, text, 0, &error));
            return out;
        }
    };
    let whole = Place {
        file: file.to_owned(),
        span: trimmed(text),
    };
    let [Statement::Query(query)] = statements.as_slice() else {
        let found = match statements.as_slice() {
            [] => "nothing".to_owned(),
            [_] => "another statement".to_owned(),
            many => format!("{} statements", many.len()),
        };
        out.diagnostics.push(Diagnostic::error(
            codes::NOT_ONE_SELECT,
            whole,
            format!("expected one SELECT, found {found}"),
        ));
        return out;
    };
    let mut ctes = CteNames(BTreeSet::new());
    let _ = query.visit(&mut ctes);
    let mut walk = Walk {
        file,
        text,
        offset: 0,
        ctes: &ctes.0,
        diagnostics: Vec::new(),
        condition: false,
    };
    let _ = query.visit(&mut walk);
    out.diagnostics = walk.diagnostics;
    let _ = visit_relations(query, |name: &ObjectName| {
        if let [part] = name.0.as_slice()
            && let Some(ident) = part.as_ident()
            && !ctes.0.contains(&ident.value.to_lowercase())
        {
            out.reads.insert(ident.value.to_lowercase());
        }
        ControlFlow::<()>::Continue(())
    });
    let known = relations();
    for name in &out.reads {
        if !known.contains(&name.as_str()) {
            let span = find_word(text, name).unwrap_or(whole.span);
            let place = Place {
                file: file.to_owned(),
                span,
            };
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_RELATION,
                place,
                format!("no table, view or rule is named `{name}`"),
            );
            out.diagnostics
                .push(diagnostic.nearest(name, known.iter().copied()));
        }
    }
    out
}

/// Check a condition: one boolean expression over columns, no subquery, no aggregate. `place` is where its text stands in the file.
pub fn check_condition(place: &Place, text: &str) -> Vec<Diagnostic> {
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
        Err(error) => {
            let message = format!("not a condition: {}", plain(&error));
            return vec![Diagnostic::error(
                codes::NOT_A_CONDITION,
                place.clone(),
                message,
            )];
        }
    };
    let none = BTreeSet::new();
    let mut walk = Walk {
        file: &place.file,
        text,
        offset: place.span.start,
        ctes: &none,
        diagnostics: Vec::new(),
        condition: true,
    };
    let _ = expr.visit(&mut walk);
    for diagnostic in &mut walk.diagnostics {
        diagnostic.place = place.clone();
    }
    walk.diagnostics
}

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

fn syntax_error(file: &str, text: &str, offset: usize, error: &ParserError) -> Diagnostic {
    let message = error.to_string();
    let number = |key: &str| {
        message.split(key).nth(1).and_then(|rest| {
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
            Span {
                start: offset + start,
                end: offset + (start + 1).min(text.len()).max(start),
            }
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

fn find_word(text: &str, word: &str) -> Option<Span> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    lower.match_indices(word).find_map(|(start, _)| {
        let end = start + word.len();
        let before = lower[..start]
            .chars()
            .next_back()
            .is_none_or(|c| !is_word(c));
        let after = lower[end..].chars().next().is_none_or(|c| !is_word(c));
        (before && after).then_some(Span { start, end })
    })
}

struct CteNames(BTreeSet<String>);

impl Visitor for CteNames {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        for cte in query.with.iter().flat_map(|w| &w.cte_tables) {
            self.0.insert(cte.alias.name.value.to_lowercase());
        }
        ControlFlow::Continue(())
    }
}

/// Looks at every part of a query and notes what is not allowed.
struct Walk<'a> {
    file: &'a str,
    text: &'a str,
    offset: usize,
    ctes: &'a BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
    condition: bool,
}

impl Walk<'_> {
    fn refuse(&mut self, code: Code, span: sqlparser::tokenizer::Span, message: impl Into<String>) {
        let (start, end) = (byte_of(self.text, span.start), byte_of(self.text, span.end));
        let span = if span.start.line == 0 {
            trimmed(self.text)
        } else {
            Span {
                start: self.offset + start,
                end: self.offset + end.max(start),
            }
        };
        let place = Place {
            file: self.file.to_owned(),
            span,
        };
        self.diagnostics
            .push(Diagnostic::error(code, place, message));
    }

    fn function(&mut self, name: &ObjectName) {
        let span = name.span();
        match name.0.as_slice() {
            [part] => {
                let Some(ident) = part.as_ident() else {
                    return self.refuse(
                        codes::FUNCTION_NOT_ALLOWED,
                        span,
                        "a function by a computed name",
                    );
                };
                let lower = ident.value.to_lowercase();
                if !ALLOWED_FUNCTIONS.contains(&lower.as_str()) {
                    self.refuse(
                        codes::FUNCTION_NOT_ALLOWED,
                        span,
                        format!("`{lower}` is not a function that packs may call"),
                    );
                    if let Some(last) = self.diagnostics.pop() {
                        self.diagnostics
                            .push(last.nearest(&lower, ALLOWED_FUNCTIONS.iter().copied()));
                    }
                } else if self.condition && AGGREGATES.contains(&lower.as_str()) {
                    self.refuse(
                        codes::NOT_A_CONDITION,
                        span,
                        format!("`{lower}` runs over many rows; a condition looks at one"),
                    );
                }
            }
            _ => self.refuse(
                codes::FUNCTION_NOT_ALLOWED,
                span,
                format!("`{name}` is qualified; functions are named plainly"),
            ),
        }
    }
}

impl Visitor for Walk<'_> {
    type Break = ();

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<()> {
        self.refuse(
            codes::NOT_ONE_SELECT,
            statement.span(),
            "a statement inside the query",
        );
        ControlFlow::Continue(())
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        if self.condition {
            self.refuse(
                codes::NOT_A_CONDITION,
                query.span(),
                "a condition can't hold a query",
            );
        }
        if query.with.as_ref().is_some_and(|w| w.recursive) {
            self.refuse(
                codes::NOT_ONE_SELECT,
                query.span(),
                "`with recursive` is not allowed",
            );
        }
        if !query.locks.is_empty()
            || query.for_clause.is_some()
            || query.settings.is_some()
            || query.format_clause.is_some()
            || !query.pipe_operators.is_empty()
        {
            self.refuse(
                codes::NOT_ONE_SELECT,
                query.span(),
                "only a plain SELECT is allowed",
            );
        }
        if !plain_body(&query.body) {
            self.refuse(
                codes::NOT_ONE_SELECT,
                query.span(),
                "only SELECT, VALUES and their unions are allowed",
            );
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        if select.into.is_some() {
            self.refuse(
                codes::NOT_ONE_SELECT,
                select.span(),
                "`select … into` is not allowed",
            );
        }
        if let GroupByExpr::All(modifiers) = &select.group_by
            && !modifiers.is_empty()
        {
            self.refuse(
                codes::NOT_ONE_SELECT,
                select.span(),
                "only a plain `group by all` is allowed",
            );
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        match relation.0.as_slice() {
            [part] => match part.as_ident() {
                Some(ident) if ident.quote_style == Some('\'') => {
                    self.refuse(
                        codes::UNKNOWN_RELATION,
                        relation.span(),
                        format!("`{}` is a file name; sources bring files in", ident.value),
                    );
                }
                Some(ident)
                    if self.ctes.contains(&ident.value.to_lowercase())
                        || ident.quote_style.is_none() => {}
                Some(_) => {}
                None => self.refuse(
                    codes::UNKNOWN_RELATION,
                    relation.span(),
                    "a relation by a computed name",
                ),
            },
            _ => self.refuse(
                codes::QUALIFIED_NAME,
                relation.span(),
                format!("`{relation}` is qualified; relations are named plainly"),
            ),
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        match factor {
            TableFactor::Table {
                name,
                args: None,
                version: None,
                sample: None,
                ..
            } => {
                let _ = name;
            }
            TableFactor::Table {
                name,
                args: Some(_),
                ..
            } => {
                let lower = name.to_string().to_lowercase();
                if !matches!(lower.as_str(), "unnest" | "range" | "generate_series") {
                    self.refuse(
                        codes::FUNCTION_NOT_ALLOWED,
                        factor.span(),
                        format!("`{lower}` is not a function that packs may read from"),
                    );
                }
            }
            TableFactor::Derived { .. }
            | TableFactor::NestedJoin { .. }
            | TableFactor::UNNEST { .. } => {}
            _ => self.refuse(
                codes::FUNCTION_NOT_ALLOWED,
                factor.span(),
                "only tables, views, subqueries and unnest may stand in FROM",
            ),
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        match expr {
            Expr::Function(function) => {
                self.function(&function.name);
                if self.condition && function.over.is_some() {
                    self.refuse(
                        codes::NOT_A_CONDITION,
                        expr.span(),
                        "a condition can't hold a window",
                    );
                }
            }
            Expr::Subquery(_) | Expr::Exists { .. } | Expr::InSubquery { .. } if self.condition => {
                self.refuse(
                    codes::NOT_A_CONDITION,
                    expr.span(),
                    "a condition can't hold a query",
                );
            }
            Expr::Prefixed { .. }
            | Expr::OuterJoin(_)
            | Expr::Prior(_)
            | Expr::MatchAgainst { .. } => {
                self.refuse(
                    codes::SQL_SYNTAX,
                    expr.span(),
                    "an expression that is not allowed",
                );
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

fn plain_body(body: &SetExpr) -> bool {
    match body {
        SetExpr::Select(_) | SetExpr::Query(_) | SetExpr::Values(_) => true,
        SetExpr::SetOperation { left, right, .. } => plain_body(left) && plain_body(right),
        _ => false,
    }
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
