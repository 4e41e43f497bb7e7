//! Views, measures and indicators: that they fit together.

use super::names::is_sql_name;
use super::{Report, known};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Located;
use crate::indicators::{Aggregate, IndicatorKind, UnitOfMeasure};
use crate::official::Official;
use crate::pack::Pack;
use crate::sql::check_condition;
use std::collections::BTreeSet;

pub(super) fn check_views(pack: &Pack, report: Report<'_>) {
    let ordered: BTreeSet<&str> = pack
        .views_in_order()
        .iter()
        .map(|v| v.id.value.as_str())
        .collect();
    for view in pack
        .views
        .values()
        .filter(|v| !ordered.contains(v.id.value.as_str()))
    {
        report(Diagnostic::error(
            codes::VIEW_CYCLE,
            view.id.place.clone(),
            format!(
                "view `{}` reads itself, through others or directly",
                view.id.value
            ),
        ));
    }
}

pub(super) fn check_measures(pack: &Pack, report: Report<'_>) {
    for measure in pack.measures.values() {
        known(
            report,
            "view",
            &measure.view,
            pack.views.keys().map(String::as_str),
        );
        for table in &measure.needs {
            known(
                report,
                "table",
                table,
                pack.tables.keys().map(String::as_str),
            );
        }
        if let Some(condition) = &measure.condition {
            check_condition(&condition.place, &condition.value)
                .into_iter()
                .for_each(report);
        }
        if measure.aggregate == Aggregate::MinDaily && measure.at.is_some() {
            report(Diagnostic::error(
                codes::CONTRADICTION,
                measure.id.place.clone(),
                "`min_daily` looks at every day, `at` at one",
            ));
        }
        let of = (&measure.id, measure.unit);
        check_official(pack, of, measure.official.as_ref(), report);
        if let Some(column) = measure.aggregate.column()
            && !is_sql_name(column)
        {
            report(Diagnostic::error(
                codes::BAD_ID,
                measure.id.place.clone(),
                format!("`{column}` is not the name of a column"),
            ));
        }
    }
}

pub(super) fn check_indicators(pack: &Pack, report: Report<'_>) {
    let measures = || pack.measures.keys().map(String::as_str);
    for indicator in &pack.indicators {
        for measure in indicator.kind.measures() {
            known(report, "measure", measure, measures());
        }
        if let Some(by) = indicator.kind.by()
            && !is_sql_name(by)
            && !by.is_empty()
        {
            let message = format!("`{by}` is not the name of a column");
            report(Diagnostic::error(
                codes::BAD_ID,
                indicator.id.place.clone(),
                message,
            ));
        }
        for other in &indicator.alternatives {
            known(
                report,
                "indicator",
                other,
                pack.indicators.iter().map(|i| i.id.value.as_str()),
            );
        }
        let of = (&indicator.id, indicator.unit);
        check_official(pack, of, indicator.official.as_ref(), report);
        let unit_of = |id: &Located<String>| pack.measures.get(&id.value).map(|m| m.unit);
        let wrong = |message: String, hint: &str| {
            report(
                Diagnostic::error(codes::WRONG_UNIT, indicator.id.place.clone(), message)
                    .hint(hint),
            )
        };
        match &indicator.kind {
            IndicatorKind::Value { numerator } => {
                if let Some(unit) = unit_of(numerator)
                    && unit != indicator.unit
                {
                    wrong(
                        format!(
                            "`{}` is in `{}`, its measure in `{}`",
                            indicator.id.value,
                            indicator.unit.as_str(),
                            unit.as_str()
                        ),
                        "a value has its measure's unit",
                    );
                }
            }
            IndicatorKind::Ratio {
                numerator,
                denominator,
            } => {
                if indicator.unit == UnitOfMeasure::PerCent
                    && let (Some(a), Some(b)) = (unit_of(numerator), unit_of(denominator))
                    && a != b
                {
                    wrong(
                        format!("per cent of `{}` over `{}`", a.as_str(), b.as_str()),
                        "a share has the same unit above and below",
                    );
                }
            }
            IndicatorKind::SmallestShare { parts, .. }
            | IndicatorKind::ImprovedOrBalanced { parts, .. } => {
                if let (Some(a), Some(b)) = (unit_of(&parts[0]), unit_of(&parts[1]))
                    && a != b
                {
                    wrong(
                        format!("parts in `{}` and `{}`", a.as_str(), b.as_str()),
                        "both parts have the same unit",
                    );
                }
            }
            IndicatorKind::Growth { .. }
            | IndicatorKind::Index { .. }
            | IndicatorKind::RelativeGrowth { .. } => {
                if !matches!(
                    indicator.unit,
                    UnitOfMeasure::PerCent | UnitOfMeasure::Ratio
                ) {
                    wrong(
                        format!("growth in `{}`", indicator.unit.as_str()),
                        "`per-cent` or `ratio`",
                    );
                }
            }
        }
    }
}

/// The official number is an indicator in the same unit of measure, or the difference would mean nothing.
fn check_official(
    pack: &Pack,
    (id, unit): (&Located<String>, UnitOfMeasure),
    official: Option<&Official>,
    report: Report<'_>,
) {
    let Some(official) = official else { return };
    let name = &official.indicator;
    let indicators = pack.indicators.iter().map(|i| i.id.value.as_str());
    if !known(report, "indicator", name, indicators) {
        return;
    }
    let other = pack.indicator(&name.value);
    if other.is_some_and(|o| o.id.place == id.place) {
        let message = format!("`{}` can't stand beside itself", name.value);
        let refused = Diagnostic::error(codes::CONTRADICTION, id.place.clone(), message);
        report(refused);
    } else if let Some(other) = other.filter(|o| o.unit != unit) {
        let (own, others) = (unit.as_str(), other.unit.as_str());
        let message = format!(
            "`{}` is in `{own}`, the official `{}` in `{others}`",
            id.value, name.value
        );
        let refused = Diagnostic::error(codes::WRONG_UNIT, id.place.clone(), message);
        report(refused.hint("both are in the same unit of measure"));
    }
}
