//! Rules of quality: what they read, and that a finding's sentence names what there is.

use super::{Report, columns_of, known};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Located;
use crate::fetch::names_in;
use crate::pack::Pack;
use crate::quality::{Over, QualityKind, QualityRule};
use crate::sql::check_condition;

pub(super) fn check_quality(pack: &Pack, report: Report<'_>) {
    for rule in &pack.quality {
        check_owner(pack, rule, report);
        check_kind(pack, rule, report);
        check_says(pack, rule, report);
    }
}

/// A national rule names roles that a strategy may lack; a strategy's own rule names its own.
fn check_owner(pack: &Pack, rule: &QualityRule, report: Report<'_>) {
    let (Some(owner), Some(strategy)) = (&rule.owner, &pack.strategy) else {
        return;
    };
    let folder = |file: &str| file.split('/').next().unwrap_or_default().to_owned();
    if folder(&rule.id.place.file) == folder(&strategy.unit.place.file) {
        let roles = strategy.roles.iter().map(|r| r.id.value.as_str());
        known(report, "role", owner, roles);
    }
}

fn check_kind(pack: &Pack, rule: &QualityRule, report: Report<'_>) {
    let Some(over) = rule.kind.over() else { return };
    check_over(pack, over, &rule.kind, report);
    match &rule.kind {
        QualityKind::Each { holds, .. } => {
            let found = check_condition(&holds.place, &holds.value);
            found.into_iter().for_each(report);
        }
        QualityKind::Sum { against, .. } => {
            let views = pack.views.keys().map(String::as_str);
            known(report, "view", against, views);
        }
        _ => {}
    }
}

fn check_over(pack: &Pack, over: &Over, kind: &QualityKind, report: Report<'_>) {
    let views = pack.views.keys().map(String::as_str);
    if !matches!(kind, QualityKind::Each { .. }) {
        known(report, "view", &over.relation, views);
    } else {
        let tables = pack.tables.keys().map(String::as_str);
        known(report, "table or view", &over.relation, tables.chain(views));
    }
    if let Some(table) = pack.tables.get(&over.relation.value) {
        for column in over.unit.iter().chain(&over.year) {
            known(report, "column", column, columns_of(table));
        }
    }
    if let Some(condition) = &over.condition {
        let found = check_condition(&condition.place, &condition.value);
        found.into_iter().for_each(report);
    }
}

/// What a finding's sentence may name, where that is known without the database.
fn names(pack: &Pack, kind: &QualityKind) -> Option<Vec<String>> {
    let with = |fixed: &[&str], by: &[Located<String>]| {
        let fixed = fixed.iter().map(|n| (*n).to_owned());
        Some(fixed.chain(by.iter().map(|b| b.value.clone())).collect())
    };
    match kind {
        QualityKind::Each { over, .. } => {
            let table = pack.tables.get(&over.relation.value)?;
            Some(columns_of(table).map(str::to_owned).collect())
        }
        QualityKind::Sum { by, .. } => with(&["year", "sum", "total"], by),
        QualityKind::Jump { by, .. } => with(&["unit", "year", "before", "after"], by),
        QualityKind::Stopped { by, .. } => with(&["unit", "year"], by),
        QualityKind::Late => with(&["source", "year", "due"], &[]),
        QualityKind::Select(_) => None,
    }
}

fn check_says(pack: &Pack, rule: &QualityRule, report: Report<'_>) {
    let Some(names) = names(pack, &rule.kind) else {
        return;
    };
    for text in rule.says.0.values() {
        for name in names_in(text).filter(|n| !names.iter().any(|known| known == n)) {
            let message = format!(
                "the sentence of `{}` names `{name}`, which a finding does not have",
                rule.id.value
            );
            let unknown = Diagnostic::error(codes::UNKNOWN_NAME, rule.id.place.clone(), message);
            report(unknown.nearest(name, names.iter().map(String::as_str)));
        }
    }
}
