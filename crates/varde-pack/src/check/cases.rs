//! Conformance cases: that they ask for what is there.

use super::{Report, columns_of, unique};
use crate::cases::Asks;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::document::Located;
use crate::pack::Pack;

/// Why a value may be missing.
const REASONS: &[&str] = &[
    "before-baseline",
    "cohort-not-mature",
    "fewer-than-five",
    "too-few-answers",
    "no-baseline",
    "no-data",
    "no-denominator",
    "not-computed-yet",
];

pub(super) fn check_cases(pack: &Pack, report: Report<'_>) {
    let states = [
        "met",
        "on_track",
        "off_track",
        "not_met",
        "too_early",
        "unknown",
        "suppressed",
    ];
    let unknown =
        |code: Code, name: &Located<String>, what: &str, valid: &mut dyn Iterator<Item = &str>| {
            let valid: Vec<&str> = valid.collect();
            if !valid.contains(&name.value.as_str()) && !name.value.is_empty() {
                report(
                    Diagnostic::error(
                        code,
                        name.place.clone(),
                        format!("there is no {what} `{}`", name.value),
                    )
                    .nearest(&name.value, valid),
                );
            }
        };
    for case in &pack.cases {
        match &case.asks {
            Asks::Indicator(id) => unknown(
                codes::CASE_MALFORMED,
                id,
                "indicator",
                &mut pack.indicators.iter().map(|i| i.id.value.as_str()),
            ),
            Asks::Goal(id) => unknown(
                codes::CASE_MALFORMED,
                id,
                "goal",
                &mut pack.goals.iter().map(|g| g.id.value.as_str()),
            ),
            Asks::Rule(id) => {
                unknown(
                    codes::CASE_MALFORMED,
                    id,
                    "rule of quality",
                    &mut pack.quality.iter().map(|r| r.id.value.as_str()),
                );
                if case.expect.findings.is_none() {
                    let message = "a case of a rule of quality expects a number of findings";
                    let place = case.expect_place.clone();
                    let malformed = Diagnostic::error(codes::CASE_MALFORMED, place, message);
                    report(malformed.hint("[case.expect] findings = 1"));
                }
            }
        }
        let units = || pack.units.iter().chain(&pack.case_units);
        let codes_of_units = units().flat_map(|u| u.codes.iter().map(|c| c.code.as_str()));
        let mut names = codes_of_units.chain(units().map(|u| u.id.value.as_str()));
        if units().next().is_some() {
            unknown(codes::CASE_MALFORMED, &case.unit, "unit", &mut names);
        }
        for table in &case.tables {
            unknown(
                codes::CASE_MALFORMED,
                &table.table,
                "table",
                &mut pack.tables.keys().map(String::as_str),
            );
            unique(report, "column", table.columns.iter());
            if let Some(declared) = pack.tables.get(&table.table.value) {
                for column in &table.columns {
                    unknown(
                        codes::CASE_MALFORMED,
                        column,
                        "column",
                        &mut columns_of(declared),
                    );
                }
            }
        }
        if let Some(reason) = &case.expect.reason
            && !REASONS.contains(&reason.as_str())
        {
            let place = case.expect_place.clone();
            let message = format!("there is no reason `{reason}`");
            let malformed = Diagnostic::error(codes::CASE_MALFORMED, place, message);
            report(malformed.nearest(reason, REASONS.iter().copied()));
        }
        if let Some(state) = &case.expect.state
            && !states.contains(&state.as_str())
        {
            let diagnostic = Diagnostic::error(
                codes::CASE_MALFORMED,
                case.expect_place.clone(),
                format!("there is no state `{state}`"),
            );
            report(diagnostic.nearest(state, states));
        }
    }
}
