//! What only the database can tell of a rule of quality: whether its SELECT binds, and what it gives.

use super::select::select;
use crate::error::EngineError;
use std::sync::Arc;
use varde_facts::{Facts, FactsError, Known};
use varde_pack::fetch::names_in;
use varde_pack::{Diagnostic, Pack, Place, QualityKind, QualityRule, codes};

/// A year that every SELECT may be tried with.
const SOME_YEAR: i16 = 2000;

/// Try each rule of quality against empty tables. The pack's views must bind.
pub(crate) fn check_quality(pack: &Pack, out: &mut Vec<Diagnostic>) -> Result<(), EngineError> {
    if pack.quality.is_empty() {
        return Ok(());
    }
    let facts = Facts::in_memory(pack)?;
    let pack = Arc::new(pack.clone());
    facts.read(&pack, Known::END, |reader| {
        for rule in &pack.quality {
            let what = format!("rule of quality `{}`", rule.id.value);
            let of_view = |view: &str| {
                let described = reader.describe_view(&what, view).ok()?;
                Some(described.into_iter().map(|(name, _)| name).collect())
            };
            let Some(sql) = select(&pack, rule, SOME_YEAR, &of_view) else {
                continue;
            };
            let relations = rule.reads.iter().map(String::as_str);
            match reader.describe(&what, relations, &sql) {
                Ok(columns) => check_columns(rule, &columns, out),
                Err(FactsError::Query { message, .. }) => {
                    out.push(crate::check::refused(&place(rule), &what, &message));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok::<_, EngineError>(())
    })
}

/// Where the SQL of a rule stands.
fn place(rule: &QualityRule) -> Place {
    match &rule.kind {
        QualityKind::Select(sql) => sql.place.clone(),
        QualityKind::Each { holds, .. } => holds.place.clone(),
        _ => rule.id.place.clone(),
    }
}

fn check_columns(rule: &QualityRule, columns: &[(String, String)], out: &mut Vec<Diagnostic>) {
    let id = &rule.id.value;
    let kind_of = |name: &str| {
        columns
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, kind)| kind.as_str())
    };
    let mut wrong = |message: String, hint: &str| {
        let found = Diagnostic::error(codes::VIEW_COLUMNS, place(rule), message);
        out.push(found.hint(hint));
    };
    let needed = [
        ("rows", &["BIGINT[]"][..], "[s.row_id] as rows"),
        (
            "unit",
            &["VARCHAR"],
            "select a unit, or cast(null as varchar) as unit",
        ),
        (
            "year",
            &["INTEGER", "BIGINT", "SMALLINT"],
            "cast(year(p.day) as integer) as year",
        ),
    ];
    for (name, kinds, hint) in needed {
        match kind_of(name) {
            Some(kind) if kinds.contains(&kind) => {}
            Some(kind) => wrong(
                format!("`{name}` of rule of quality `{id}` is {kind}"),
                hint,
            ),
            None => wrong(
                format!("rule of quality `{id}` does not give `{name}`"),
                hint,
            ),
        }
    }
    if matches!(rule.kind, QualityKind::Select(_)) && kind_of("what") != Some("VARCHAR") {
        wrong(
            format!("rule of quality `{id}` does not give `what` as a text"),
            "p.pid as what",
        );
    }
    for (name, kind) in columns
        .iter()
        .filter(|(_, k)| matches!(k.as_str(), "DOUBLE" | "FLOAT"))
    {
        let message =
            format!("rule of quality `{id}` gives `{name}` as {kind}, a floating-point number");
        let found = Diagnostic::error(codes::FLOAT, place(rule), message);
        out.push(found.hint("keep DECIMAL; divide nothing in SQL"));
    }
    for text in rule.says.0.values() {
        for name in names_in(text).filter(|n| kind_of(n).is_none()) {
            let message = format!(
                "the sentence of rule of quality `{id}` names `{name}`, which it does not give"
            );
            let found = Diagnostic::error(codes::UNKNOWN_COLUMN, rule.id.place.clone(), message);
            out.push(found.nearest(name, columns.iter().map(|(n, _)| n.as_str())));
        }
    }
}
