//! What holds between the parts of a pack: every name leads somewhere, units fit, nothing goes in circles.

mod cases;
mod data;
mod goals;
mod indicators;
mod names;
mod quality;
mod units;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Findings, Located};
use crate::pack::Pack;
use crate::tables::Table;
use std::collections::BTreeSet;

pub(crate) fn check(pack: &Pack, findings: &Findings) {
    let report = |d: Diagnostic| findings.borrow_mut().push(d);
    names::check_names(pack, &report);
    data::check_tables(pack, &report);
    data::check_sources(pack, &report);
    units::check_units(pack, &report);
    indicators::check_views(pack, &report);
    indicators::check_measures(pack, &report);
    indicators::check_indicators(pack, &report);
    goals::check_goals(pack, &report);
    quality::check_quality(pack, &report);
    cases::check_cases(pack, &report);
}

type Report<'a> = &'a dyn Fn(Diagnostic);

fn known<'a>(
    report: Report<'_>,
    what: &str,
    name: &Located<String>,
    valid: impl Iterator<Item = &'a str> + Clone,
) -> bool {
    let found = valid.clone().any(|v| v == name.value);
    if !found && !name.value.is_empty() {
        report(
            Diagnostic::error(
                codes::UNKNOWN_NAME,
                name.place.clone(),
                format!("there is no {what} `{}`", name.value),
            )
            .nearest(&name.value, valid),
        );
    }
    found
}

fn unique<'a>(report: Report<'_>, what: &str, ids: impl Iterator<Item = &'a Located<String>>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id.value.as_str()) {
            report(Diagnostic::error(
                codes::DUPLICATE,
                id.place.clone(),
                format!("a second {what} `{}`", id.value),
            ));
        }
    }
}

fn columns_of(table: &Table) -> impl Iterator<Item = &str> + Clone {
    table.columns.iter().map(|c| c.id.value.as_str())
}
