//! What only the database can tell of a pack: whether its SQL binds, and which columns and types it gives.

use crate::error::EngineError;
use crate::measures::{Spread, spread_of};
use crate::quality::check_quality;
use std::collections::BTreeMap;
use varde_facts::{Binding, bind};
use varde_pack::{Aggregate, Diagnostic, Located, Measure, Pack, Place, Source, codes};

/// Check a pack's SQL against empty tables.
///
/// # Errors
/// When DuckDB can't be started.
pub fn check_sql(pack: &Pack) -> Result<Vec<Diagnostic>, EngineError> {
    let binding = bind(pack)?;
    let mut out = Vec::new();
    for view in pack.views.values() {
        match binding.views.get(&view.id.value) {
            Some(Ok(columns)) => check_view(&view.id, &columns.iter().cloned().collect(), &mut out),
            Some(Err(message)) => out.push(refused(
                &view.id.place,
                &format!("view `{}`", view.id.value),
                message,
            )),
            None => {}
        }
    }
    for measure in pack.measures.values() {
        if let Some(Ok(columns)) = binding.views.get(&measure.view.value) {
            check_measure(
                pack,
                measure,
                &columns.iter().cloned().collect(),
                &binding,
                &mut out,
            );
        }
    }
    for source in pack.sources.values() {
        check_source(pack, source, &binding, &mut out);
    }
    for table in pack.tables.values() {
        for check in &table.checks {
            if let Some(Err(message)) = binding
                .checks
                .get(&(table.id.value.clone(), check.id.value.clone()))
            {
                out.push(refused(
                    &check.condition.place,
                    &format!("check `{}`", check.id.value),
                    message,
                ));
            }
        }
    }
    if out.is_empty() {
        check_quality(pack, &mut out)?;
    }
    out.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    out.dedup();
    Ok(out)
}

type Columns = BTreeMap<String, String>;

pub(crate) fn refused(place: &Place, what: &str, message: &str) -> Diagnostic {
    let message = message
        .trim_start_matches("Binder Error: ")
        .trim_start_matches("Catalog Error: ");
    let code = if message.contains("not found") || message.contains("does not have a column") {
        codes::UNKNOWN_COLUMN
    } else {
        codes::REFUSED_BY_DATABASE
    };
    Diagnostic::error(code, place.clone(), format!("{what}: {message}"))
}

fn check_view(id: &Located<String>, columns: &Columns, out: &mut Vec<Diagnostic>) {
    let mut wrong = |message: String, hint: &str| {
        out.push(Diagnostic::error(codes::VIEW_COLUMNS, id.place.clone(), message).hint(hint))
    };
    let name = &id.value;
    match columns.get("rows").map(String::as_str) {
        Some("BIGINT[]") => {}
        Some(other) => wrong(
            format!("`rows` of view `{name}` is {other}, not a list of row ids"),
            "[s.row_id] as rows",
        ),
        None => wrong(
            format!("view `{name}` does not give `rows`"),
            "[s.row_id] as rows",
        ),
    }
    if columns.get("unit").map(String::as_str) != Some("VARCHAR") {
        wrong(
            format!("view `{name}` does not give `unit` as a text"),
            "join unit_code or unit_alias and select its unit",
        );
    }
    let dated = ["from_date", "to_date"]
        .iter()
        .all(|c| columns.get(*c).map(String::as_str) == Some("DATE"));
    let yearly = columns
        .get("year")
        .is_some_and(|t| matches!(t.as_str(), "INTEGER" | "BIGINT" | "SMALLINT"));
    if !dated && !yearly {
        wrong(
            format!(
                "view `{name}` gives neither `year` as an integer nor `from_date` and `to_date` as dates"
            ),
            "cast(year(p.day) as integer) as year",
        );
    }
    if columns.get("matures_on").is_some_and(|t| t != "DATE") {
        wrong(
            format!("`matures_on` of view `{name}` is not a date"),
            "a date, or leave it out",
        );
    }
}

fn check_measure(
    pack: &Pack,
    measure: &Measure,
    columns: &Columns,
    binding: &Binding,
    out: &mut Vec<Diagnostic>,
) {
    let (id, view) = (&measure.id.value, &measure.view.value);
    let names = || columns.keys().map(String::as_str);
    let needs = |column: &str, out: &mut Vec<Diagnostic>, why: &str| {
        if !columns.contains_key(column) {
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_COLUMN,
                measure.id.place.clone(),
                format!("view `{view}` does not give `{column}`, which {why}"),
            );
            out.push(diagnostic.nearest(column, names()));
        }
    };
    if let Some(column) = measure.aggregate.column() {
        needs(column, out, &format!("measure `{id}` uses"));
        let kind = columns.get(column).map_or("", String::as_str);
        if matches!(kind, "DOUBLE" | "FLOAT") {
            let message = format!(
                "measure `{id}` uses `{column}`, which view `{view}` gives as a floating-point number"
            );
            out.push(
                Diagnostic::error(codes::FLOAT, measure.id.place.clone(), message)
                    .hint("keep DECIMAL; divide nothing in SQL"),
            );
        }
        let numeric = kind.starts_with("DECIMAL")
            || matches!(
                kind,
                "BIGINT" | "INTEGER" | "HUGEINT" | "SMALLINT" | "DOUBLE" | "FLOAT"
            );
        if matches!(
            measure.aggregate,
            Aggregate::Sum(_) | Aggregate::Max(_) | Aggregate::HIndex(_)
        ) && !numeric
            && !kind.is_empty()
        {
            out.push(Diagnostic::error(
                codes::WRONG_TYPE,
                measure.id.place.clone(),
                format!("measure `{id}` needs a number in `{column}`, which is {kind}"),
            ));
        }
    }
    match spread_of(measure) {
        Spread::Years => needs(
            "year",
            out,
            &format!("measure `{id}` needs, having no `at`"),
        ),
        Spread::Days | Spread::Intervals => ["from_date", "to_date"]
            .into_iter()
            .for_each(|c| needs(c, out, &format!("measure `{id}` needs"))),
    }
    if let (Some(condition), Some(Err(message))) = (&measure.condition, binding.conditions.get(id))
    {
        out.push(refused(
            &condition.place,
            &format!("the condition of measure `{id}`"),
            message,
        ));
    }
    for indicator in pack
        .indicators
        .iter()
        .filter(|i| i.kind.measures().iter().any(|m| m.value == *id))
    {
        if let Some(by) = indicator.kind.by()
            && !columns.contains_key(by)
        {
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_COLUMN,
                indicator.id.place.clone(),
                format!(
                    "view `{view}` does not give `{by}`, which indicator `{}` slices by",
                    indicator.id.value
                ),
            );
            out.push(diagnostic.nearest(by, names()));
        }
    }
}

fn check_source(pack: &Pack, source: &Source, binding: &Binding, out: &mut Vec<Diagnostic>) {
    let (Some(sql), Some(table)) = (&source.sql, pack.tables.get(&source.into.value)) else {
        return;
    };
    let columns = match binding.sources.get(&source.id.value) {
        Some(Ok(columns)) => columns,
        Some(Err(message)) => {
            return out.push(refused(
                &sql.place,
                &format!("source `{}`", source.id.value),
                message,
            ));
        }
        None => return,
    };
    for (name, kind) in columns {
        if name != "line" && table.column(name).is_none() {
            let diagnostic = Diagnostic::error(
                codes::UNKNOWN_COLUMN,
                sql.place.clone(),
                format!(
                    "source `{}` gives `{name}`, which table `{}` does not have",
                    source.id.value, table.id.value
                ),
            );
            out.push(diagnostic.nearest(name, table.columns.iter().map(|c| c.id.value.as_str())));
        }
        if matches!(kind.as_str(), "DOUBLE" | "FLOAT") {
            out.push(Diagnostic::error(
                codes::FLOAT,
                sql.place.clone(),
                format!(
                    "source `{}` gives `{name}` as a floating-point number",
                    source.id.value
                ),
            ));
        }
    }
    if !columns.iter().any(|(name, _)| name == "line") {
        out.push(
            Diagnostic::error(
                codes::UNKNOWN_COLUMN,
                sql.place.clone(),
                format!("source `{}` does not give `line`", source.id.value),
            )
            .hint("select …, line from staging"),
        );
    }
}
