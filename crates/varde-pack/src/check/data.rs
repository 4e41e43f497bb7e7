//! Tables, sources and rules: their columns and what refers to those.

use super::{Report, columns_of, known, unique};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::document::Located;
use crate::fetch::names_in;
use crate::pack::Pack;
use crate::sources::Source;
use crate::sql::check_condition;
use crate::tables::{Column, ColumnType, DERIVATIONS, DERIVED_COLUMNS};
use std::collections::BTreeMap;

pub(super) fn check_tables(pack: &Pack, report: Report<'_>) {
    for table in pack.tables.values() {
        for name in table.key.iter().chain(&table.replaces) {
            known(report, "column", name, columns_of(table));
        }
        for check in &table.checks {
            check_condition(&check.condition.place, &check.condition.value)
                .into_iter()
                .for_each(report);
        }
        unique(report, "check", table.checks.iter().map(|c| &c.id));
        if let Some(derived) = &table.derived {
            let tables = pack.tables.keys().map(String::as_str);
            known(report, "table", &derived.from, tables);
            let rules = DERIVATIONS.iter().map(|(name, _)| *name);
            known(report, "derivation", &derived.rule, rules);
            for needed in DERIVED_COLUMNS {
                if table
                    .column(needed)
                    .is_none_or(|c| c.kind != ColumnType::Integer)
                {
                    let message = format!("a derived table needs an integer column `{needed}`");
                    report(Diagnostic::error(
                        codes::MISSING_KEY,
                        derived.rule.place.clone(),
                        message,
                    ));
                }
            }
        }
        for column in &table.columns {
            if (column.min.is_some() || column.max.is_some()) && !column.kind.is_number() {
                let message = format!("`{}` is no number, so it has no limits", column.id.value);
                let place = column.id.place.clone();
                report(Diagnostic::error(codes::CONTRADICTION, place, message));
            }
        }
        if table.columns.is_empty() {
            report(Diagnostic::error(
                codes::MISSING_KEY,
                table.id.place.clone(),
                format!("table `{}` has no columns", table.id.value),
            ));
        }
        let headings_of = |c: &Column| std::iter::once(c.id.value.clone()).chain(c.aliases.clone());
        stored(
            report,
            &table.never_store,
            table
                .columns
                .iter()
                .map(|c| (&c.id, headings_of(c).collect())),
        );
        headings(
            report,
            table.columns.iter().map(|c| {
                (
                    &c.id,
                    std::iter::once(&c.id.value)
                        .chain(&c.aliases)
                        .collect::<Vec<_>>(),
                )
            }),
        );
    }
}

/// A heading that is cut before the file is archived can't be a column too.
fn stored<'a>(
    report: Report<'_>,
    never: &[String],
    columns: impl Iterator<Item = (&'a Located<String>, Vec<String>)>,
) {
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    for (id, names) in columns {
        if let Some(cut) = never
            .iter()
            .find(|n| names.iter().any(|name| same(n, name)))
        {
            let message = format!("column `{}` reads `{cut}`, which is never stored", id.value);
            report(Diagnostic::error(
                codes::CONTRADICTION,
                id.place.clone(),
                message,
            ));
        }
    }
}

/// A heading that two columns claim could be read as either.
fn headings<'a>(
    report: Report<'_>,
    columns: impl Iterator<Item = (&'a Located<String>, Vec<&'a String>)>,
) {
    let mut claimed: BTreeMap<String, &str> = BTreeMap::new();
    for (id, names) in columns {
        for name in names {
            if let Some(other) = claimed.insert(name.trim().to_lowercase(), &id.value)
                && other != id.value
            {
                let message = format!(
                    "heading `{name}` is claimed by both `{other}` and `{}`",
                    id.value
                );
                report(Diagnostic::error(
                    codes::AMBIGUOUS_NAME,
                    id.place.clone(),
                    message,
                ));
            }
        }
    }
}

/// A setting that nothing gives.
fn no_setting(pack: &Pack, name: &str, place: Place, report: Report<'_>) {
    let message = format!("there is no setting `{name}`");
    let hint = format!("add {name} = \"…\" to [settings] in pack.toml");
    let unknown = Diagnostic::error(codes::UNKNOWN_NAME, place, message);
    let names = pack.settings.keys().map(String::as_str);
    report(unknown.nearest(name, names).hint(hint));
}

/// What is fetched names the source's own columns, and `{each}` has something to stand for. Its settings are asked for
/// when it is fetched: a strategy need not fetch all that the national pack can.
fn check_fetch(source: &Source, report: Report<'_>) {
    let Some(fetch) = &source.fetch else { return };
    for expected in &fetch.expect {
        let columns = source.columns.iter().map(|c| c.id.value.as_str());
        known(report, "column", &expected.column, columns);
    }
    let uses_each = fetch.templates().any(|t| names_in(t).any(|n| n == "each"));
    if uses_each != fetch.per.is_some() {
        let message = "`per` and `{each}` belong together";
        let place = fetch.base.place.clone();
        report(Diagnostic::error(codes::CONTRADICTION, place, message));
    }
}

pub(super) fn check_sources(pack: &Pack, report: Report<'_>) {
    for source in pack.sources.values() {
        if !known(
            report,
            "table",
            &source.into,
            pack.tables.keys().map(String::as_str),
        ) {
            continue;
        }
        let Some(table) = pack.tables.get(&source.into.value) else {
            continue;
        };
        for name in source.replaces.iter().chain(&source.control_total) {
            known(report, "column", name, columns_of(table));
        }
        stored(
            report,
            &source.never_store,
            source.columns.iter().map(|c| {
                let names = std::iter::once(c.heading.clone()).chain(c.aliases.clone());
                (&c.id, names.collect())
            }),
        );
        headings(
            report,
            source.columns.iter().filter(|c| c.path.is_none()).map(|c| {
                (
                    &c.id,
                    std::iter::once(&c.heading).chain(&c.aliases).collect(),
                )
            }),
        );
        for column in &source.columns {
            // A pack that others extend may leave a setting to them.
            if let Some(setting) = &column.default_setting
                && pack.strategy.is_some()
                && !pack.settings.contains_key(&setting.value)
            {
                no_setting(pack, &setting.value, setting.place.clone(), report);
            }
        }
        check_fetch(source, report);
        if let Some(total) = &source.control_total
            && table
                .column(&total.value)
                .is_some_and(|c| !c.kind.is_number())
        {
            let message = format!("`{}` is no number, so it has no total", total.value);
            report(Diagnostic::error(
                codes::WRONG_TYPE,
                total.place.clone(),
                message,
            ));
        }
        if source.sql.is_none() {
            for column in &source.columns {
                known(report, "column", &column.id, columns_of(table));
            }
            for column in table.columns.iter().filter(|c| c.required) {
                if !source.columns.iter().any(|c| c.id.value == column.id.value) {
                    let message = format!(
                        "table `{}` requires `{}`, which the source doesn't give",
                        table.id.value, column.id.value
                    );
                    let place = source.into.place.clone();
                    report(Diagnostic::error(codes::MISSING_KEY, place, message));
                }
            }
        }
    }
}
