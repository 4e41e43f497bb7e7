//! One walk over a parsed query: everything that is not on a list is refused, and every relation is noted.

use super::{AGGREGATES, ALLOWED_FUNCTIONS, byte_of, trimmed};
use crate::diagnostic::{Code, Diagnostic, Place, Span, codes};
use sqlparser::ast::{
    BinaryOperator, DataType, Expr, FunctionArguments, GroupByExpr, Ident, ObjectName, Query,
    Select, SetExpr, Spanned as _, Statement, TableFactor, UnaryOperator, Value, ValueWithSpan,
    Visitor,
};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// What the walk is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Select,
    Condition,
}

/// Looks at every part of a query and notes what is not allowed.
pub(super) struct Walk<'a> {
    file: &'a str,
    text: &'a str,
    over: Over,
    scopes: Vec<Scope>,
    /// Relations that are read, with the first place where each is named.
    pub(super) reads: BTreeMap<String, Span>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Those of the diagnostics that still lack a place. The parser's own span of a query or an expression is
    /// found by recursion without a limit, so it is never asked for.
    unplaced: Vec<usize>,
}

/// The names that a query's WITH has defined so far. A name holds only inside its query and after its own
/// definition, as in the database: elsewhere the same word means a relation and must be one that is declared.
struct Scope {
    defined: Vec<String>,
    /// Definitions still to be walked: the address of each one's query, and its name.
    waiting: Vec<(*const Query, String)>,
}

type Spot = sqlparser::tokenizer::Span;

impl<'a> Walk<'a> {
    pub(super) fn new(file: &'a str, text: &'a str, over: Over) -> Self {
        Self {
            file,
            text,
            over,
            scopes: Vec::new(),
            reads: BTreeMap::new(),
            diagnostics: Vec::new(),
            unplaced: Vec::new(),
        }
    }

    fn span(&self, spot: Spot) -> Span {
        if spot.start.line == 0 {
            return trimmed(self.text);
        }
        let (start, end) = (byte_of(self.text, spot.start), byte_of(self.text, spot.end));
        Span {
            start,
            end: end.max(start),
        }
    }

    fn refuse_at(&mut self, code: Code, spot: Spot, message: impl Into<String>) {
        let place = Place {
            file: self.file.to_owned(),
            span: self.span(spot),
        };
        self.diagnostics
            .push(Diagnostic::error(code, place, message));
    }

    /// Refuse what is being entered; its place is that of the first word inside it.
    fn refuse(&mut self, code: Code, message: impl Into<String>) {
        self.unplaced.push(self.diagnostics.len());
        self.refuse_at(code, Spot::empty(), message);
    }

    /// A word of the query: what waits for a place gets this one.
    fn place_here(&mut self, spot: Spot) {
        if self.unplaced.is_empty() {
            return;
        }
        let span = self.span(spot);
        for index in self.unplaced.drain(..) {
            self.diagnostics[index].place.span = span;
        }
    }

    fn hint_last(&mut self, hint: &str) {
        if let Some(last) = self.diagnostics.pop() {
            self.diagnostics.push(last.hint(hint));
        }
    }

    fn function(&mut self, name: &ObjectName) {
        let spot = name.span();
        let [part] = name.0.as_slice() else {
            let message = format!("`{name}` is qualified; functions are named plainly");
            return self.refuse_at(codes::FUNCTION_NOT_ALLOWED, spot, message);
        };
        let Some(ident) = part.as_ident() else {
            let message = "a function by a computed name";
            return self.refuse_at(codes::FUNCTION_NOT_ALLOWED, spot, message);
        };
        let lower = ident.value.to_ascii_lowercase();
        if !ALLOWED_FUNCTIONS.contains(&lower.as_str()) {
            self.function_not_allowed(&lower, spot);
        } else if self.over == Over::Condition && AGGREGATES.contains(&lower.as_str()) {
            let message = format!("`{lower}` runs over many rows; a condition looks at one");
            self.refuse_at(codes::NOT_A_CONDITION, spot, message);
        }
    }

    fn function_not_allowed(&mut self, name: &str, spot: Spot) {
        let message = format!("`{name}` is not a function that packs may call");
        self.refuse_at(codes::FUNCTION_NOT_ALLOWED, spot, message);
        if let Some(last) = self.diagnostics.pop() {
            let near = last.nearest(name, ALLOWED_FUNCTIONS.iter().copied());
            self.diagnostics.push(near);
        }
    }

    /// A relation in FROM: a name of the query's own, or one that must be declared.
    fn relation(&mut self, name: &ObjectName) {
        let [part] = name.0.as_slice() else {
            let message = format!("`{name}` is qualified; relations are named plainly");
            return self.refuse_at(codes::QUALIFIED_NAME, name.span(), message);
        };
        let Some(ident) = part.as_ident() else {
            let message = "a relation by a computed name";
            return self.refuse_at(codes::UNKNOWN_RELATION, name.span(), message);
        };
        if ident.quote_style == Some('\'') {
            let message = format!("`{}` is a file name; sources bring files in", ident.value);
            return self.refuse_at(codes::UNKNOWN_RELATION, name.span(), message);
        }
        // The database folds only ASCII, so `ſ` and `K` stay other letters than `s` and `k`.
        let lower = ident.value.to_ascii_lowercase();
        let own = self.scopes.iter().any(|s| s.defined.contains(&lower));
        if !own && !self.reads.contains_key(&lower) {
            let span = self.span(name.span());
            self.reads.insert(lower, span);
        }
    }

    /// Words that the database reads as a call of a function where no column has that name.
    fn word(&mut self, ident: &Ident) {
        let lower = ident.value.to_ascii_lowercase();
        if CALLS_WITHOUT_PARENTHESES.contains(&lower.as_str()) {
            self.function_not_allowed(&lower, ident.span);
        }
    }

    fn cast(&mut self, kind: &DataType) {
        let text = kind.to_string().to_ascii_lowercase();
        let base = text.trim_end_matches("[]");
        let base = base.split(['(', ' ']).next().unwrap_or(base);
        if FLOATS.contains(&base.trim_matches('"')) {
            let message = format!("`{text}` is a floating-point type; `decimal(18,4)` is exact");
            self.refuse(codes::FLOAT, message);
        } else if !EXACT_TYPES.contains(&base) {
            let message = format!("`{text}` is not a type that packs may cast to");
            self.refuse(codes::FUNCTION_NOT_ALLOWED, message);
        }
    }

    fn operator(&mut self, op: &BinaryOperator) {
        use BinaryOperator as Op;
        match op {
            // The parser's exclusive or is the database's power.
            Op::Divide | Op::PGExp | Op::BitwiseXor => {
                let message = format!("`{op}` gives a floating-point number");
                self.refuse(codes::FLOAT, message);
                self.hint_last(
                    "divide in an indicator, with numerator and denominator; `//` divides whole numbers",
                );
            }
            Op::Plus | Op::Minus | Op::Multiply | Op::Modulo | Op::DuckIntegerDivide => {}
            Op::Gt | Op::Lt | Op::GtEq | Op::LtEq | Op::Eq | Op::NotEq | Op::And | Op::Or => {}
            Op::StringConcat => {}
            _ => {
                let message = format!("`{op}` is not an operator that packs may use");
                self.refuse(codes::FUNCTION_NOT_ALLOWED, message);
            }
        }
    }
}

/// `current_user` and its like need no parentheses to be called.
const CALLS_WITHOUT_PARENTHESES: &[&str] = &[
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
    "session_user",
    "user",
];

const FLOATS: &[&str] = &["double", "float", "float4", "float8", "real"];

const EXACT_TYPES: &[&str] = &[
    "bigint", "bool", "boolean", "date", "decimal", "hugeint", "int", "integer", "numeric",
    "smallint", "text", "tinyint", "varchar",
];

impl Visitor for Walk<'_> {
    type Break = ();

    fn pre_visit_ident(&mut self, ident: &Ident) -> ControlFlow<()> {
        self.place_here(ident.span);
        ControlFlow::Continue(())
    }

    fn pre_visit_value(&mut self, value: &ValueWithSpan) -> ControlFlow<()> {
        self.place_here(value.span);
        ControlFlow::Continue(())
    }

    fn pre_visit_statement(&mut self, _: &Statement) -> ControlFlow<()> {
        let message = "a statement inside the query";
        self.refuse(codes::NOT_ONE_SELECT, message);
        ControlFlow::Continue(())
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        if self.over == Over::Condition {
            let message = "a condition can't hold a query";
            self.refuse(codes::NOT_A_CONDITION, message);
        }
        if query.with.as_ref().is_some_and(|w| w.recursive) {
            let message = "`with recursive` is not allowed";
            self.refuse(codes::NOT_ONE_SELECT, message);
        }
        let plain = query.locks.is_empty()
            && query.for_clause.is_none()
            && query.settings.is_none()
            && query.format_clause.is_none()
            && query.pipe_operators.is_empty();
        if !plain || !plain_body(&query.body) {
            let message = "only SELECT, VALUES and their unions are allowed";
            self.refuse(codes::NOT_ONE_SELECT, message);
        }
        let definitions = query.with.iter().flat_map(|w| &w.cte_tables);
        let waiting = definitions.map(|cte| {
            let address: *const Query = &*cte.query;
            (address, cte.alias.name.value.to_ascii_lowercase())
        });
        self.scopes.push(Scope {
            defined: Vec::new(),
            waiting: waiting.collect(),
        });
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        self.scopes.pop();
        if let Some(outer) = self.scopes.last_mut() {
            let found = outer.waiting.iter().find(|(a, _)| std::ptr::eq(*a, query));
            let names = found.map(|(_, name)| name.clone());
            outer.defined.extend(names);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        let modifiers = match &select.group_by {
            GroupByExpr::All(modifiers) | GroupByExpr::Expressions(_, modifiers) => modifiers,
        };
        let plain = select.into.is_none()
            && select.top.is_none()
            && select.exclude.is_none()
            && select.prewhere.is_none()
            && select.value_table_mode.is_none()
            && select.select_modifiers.is_none()
            && select.optimizer_hints.is_empty()
            && select.lateral_views.is_empty()
            && select.connect_by.is_empty()
            && select.cluster_by.is_empty()
            && select.distribute_by.is_empty()
            && select.sort_by.is_empty()
            && modifiers.is_empty();
        if !plain {
            let message = "only a plain SELECT is allowed, without `into` and the like";
            self.refuse(codes::NOT_ONE_SELECT, message);
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
                json_path: None,
                with_ordinality: false,
                with_hints,
                partitions,
                index_hints,
                ..
            } if with_hints.is_empty() && partitions.is_empty() && index_hints.is_empty() => {
                self.relation(name);
            }
            TableFactor::Table {
                name,
                args: Some(_),
                ..
            } => {
                let lower = name.to_string().to_ascii_lowercase();
                if !matches!(lower.as_str(), "unnest" | "range" | "generate_series") {
                    let message = format!("`{lower}` is not a function that packs may read from");
                    self.refuse(codes::FUNCTION_NOT_ALLOWED, message);
                }
            }
            TableFactor::Derived { sample: None, .. }
            | TableFactor::NestedJoin { .. }
            | TableFactor::UNNEST { .. } => {}
            _ => {
                let message = "only tables, views, subqueries and unnest may stand in FROM";
                self.refuse(codes::FUNCTION_NOT_ALLOWED, message);
            }
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        match expr {
            Expr::Identifier(ident) => self.word(ident),
            Expr::Function(function) => {
                self.function(&function.name);
                if !matches!(function.parameters, FunctionArguments::None) {
                    let message = "a function with two lists of arguments";
                    self.refuse(codes::FUNCTION_NOT_ALLOWED, message);
                }
                if self.over == Over::Condition && function.over.is_some() {
                    let message = "a condition can't hold a window";
                    self.refuse(codes::NOT_A_CONDITION, message);
                }
            }
            Expr::BinaryOp { op, .. } => self.operator(op),
            Expr::UnaryOp {
                op: UnaryOperator::Plus | UnaryOperator::Minus | UnaryOperator::Not,
                ..
            } => {}
            Expr::Cast { data_type, .. } => self.cast(data_type),
            Expr::TypedString(typed) => self.cast(&typed.data_type),
            Expr::Value(value) => match &value.value {
                Value::Number(text, _) if text.contains(['e', 'E']) => {
                    let message = format!("`{text}` is a floating-point number");
                    self.refuse_at(codes::FLOAT, value.span, message);
                }
                Value::Number(..)
                | Value::SingleQuotedString(_)
                | Value::Boolean(_)
                | Value::Null => {}
                other => {
                    let message = format!("`{other}` is not a value that packs may write");
                    self.refuse_at(codes::SQL_SYNTAX, value.span, message);
                }
            },
            Expr::CompoundIdentifier(_)
            | Expr::CompoundFieldAccess { .. }
            | Expr::IsFalse(_)
            | Expr::IsNotFalse(_)
            | Expr::IsTrue(_)
            | Expr::IsNotTrue(_)
            | Expr::IsNull(_)
            | Expr::IsNotNull(_)
            | Expr::IsUnknown(_)
            | Expr::IsNotUnknown(_)
            | Expr::IsDistinctFrom(..)
            | Expr::IsNotDistinctFrom(..)
            | Expr::InList { .. }
            | Expr::InSubquery { .. }
            | Expr::Between { .. }
            | Expr::Like { .. }
            | Expr::ILike { .. }
            | Expr::SimilarTo { .. }
            | Expr::Extract { .. }
            | Expr::Position { .. }
            | Expr::Substring { .. }
            | Expr::Trim { .. }
            | Expr::Nested(_)
            | Expr::Case { .. }
            | Expr::Exists { .. }
            | Expr::Subquery(_)
            | Expr::Tuple(_)
            | Expr::Struct { .. }
            | Expr::Named { .. }
            | Expr::Dictionary(_)
            | Expr::Map(_)
            | Expr::Array(_)
            | Expr::Interval(_)
            | Expr::Lambda(_) => {}
            // `count(*)` carries its star outside expressions, so a star here multiplies columns.
            other => {
                let message = format!("{} is not an expression that packs may use", kind_of(other));
                self.refuse(codes::FUNCTION_NOT_ALLOWED, message);
            }
        }
        ControlFlow::Continue(())
    }
}

/// What an expression is called, without printing all of it.
fn kind_of(expr: &Expr) -> &'static str {
    match expr {
        Expr::Ceil { .. } => "`ceil`",
        Expr::Floor { .. } => "`floor`",
        Expr::Collate { .. } => "`collate`",
        Expr::AtTimeZone { .. } => "`at time zone`",
        Expr::Overlay { .. } => "`overlay`",
        Expr::UnaryOp { .. } => "this operator",
        Expr::GroupingSets(_) | Expr::Cube(_) | Expr::Rollup(_) => "a set of groupings",
        _ => "this",
    }
}

fn plain_body(body: &SetExpr) -> bool {
    match body {
        SetExpr::Select(_) | SetExpr::Query(_) | SetExpr::Values(_) => true,
        SetExpr::SetOperation { left, right, .. } => plain_body(left) && plain_body(right),
        _ => false,
    }
}
