//! What holds between the parts of a pack: every name leads somewhere, units fit, nothing goes in circles.

use crate::cases::Asks;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::document::{Findings, Located};
use crate::indicators::{Aggregate, IndicatorKind, UnitOfMeasure};
use crate::pack::Pack;
use crate::sql::check_condition;
use crate::tables::Table;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check(pack: &Pack, findings: &Findings) {
    let report = |d: Diagnostic| findings.borrow_mut().push(d);
    check_ids(pack, &report);
    check_tables(pack, &report);
    check_sources(pack, &report);
    check_units(pack, &report);
    check_views(pack, &report);
    check_measures(pack, &report);
    check_indicators(pack, &report);
    check_goals(pack, &report);
    check_cases(pack, &report);
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

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Words that SQL keeps for itself; as names they would need quotes everywhere.
const RESERVED: &[&str] = &[
    "all", "and", "as", "case", "check", "column", "desc", "distinct", "else", "end", "from",
    "group", "having", "in", "join", "limit", "not", "null", "on", "or", "order", "select",
    "table", "then", "to", "union", "unique", "using", "when", "where", "with",
];

fn is_sql_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !RESERVED.contains(&text)
}

/// Columns and relations that Varde itself adds.
const HIDDEN: &[&str] = &[
    "row_id",
    "slice",
    "line",
    "batch",
    "known",
    "staging",
    "unit_code",
    "unit_alias",
];

fn check_ids(pack: &Pack, report: Report<'_>) {
    let sql_name = |what: &str, id: &Located<String>| {
        if !is_sql_name(&id.value) || HIDDEN.contains(&id.value.as_str()) {
            let message = format!("`{}` can't be the name of a {what}", id.value);
            report(
                Diagnostic::error(codes::BAD_ID, id.place.clone(), message)
                    .hint("lower-case letters, digits and _, no word that SQL keeps for itself"),
            );
        }
    };
    for table in pack.tables.values() {
        sql_name("table", &table.id);
        unique(report, "column", table.columns.iter().map(|c| &c.id));
        table.columns.iter().for_each(|c| sql_name("column", &c.id));
    }
    pack.views.values().for_each(|v| sql_name("view", &v.id));
    pack.rules.values().for_each(|r| sql_name("rule", &r.id));
    let ids = pack
        .goals
        .iter()
        .map(|g| &g.id)
        .chain(pack.bullets.iter().map(|b| &b.id))
        .chain(pack.indicators.iter().map(|i| &i.id));
    for id in ids
        .chain(pack.measures.values().map(|m| &m.id))
        .chain(pack.units.iter().map(|u| &u.id))
        .chain(pack.sources.values().map(|s| &s.id))
    {
        if !is_id(&id.value) {
            report(
                Diagnostic::error(
                    codes::BAD_ID,
                    id.place.clone(),
                    format!("`{}` is not an id", id.value),
                )
                .hint("letters a–z, digits, - and _"),
            );
        }
    }
    unique(report, "goal", pack.goals.iter().map(|g| &g.id));
    unique(report, "bullet", pack.bullets.iter().map(|b| &b.id));
    unique(report, "indicator", pack.indicators.iter().map(|i| &i.id));
    unique(report, "unit", pack.units.iter().map(|u| &u.id));
    unique(report, "case", pack.cases.iter().map(|c| &c.id));
    let mut relations: BTreeMap<&str, &str> = BTreeMap::new();
    let all = pack
        .tables
        .values()
        .map(|t| ("table", &t.id))
        .chain(pack.rules.values().map(|r| ("rule", &r.id)))
        .chain(pack.views.values().map(|v| ("view", &v.id)));
    for (kind, id) in all {
        if let Some(other) = relations.insert(&id.value, kind)
            && other != kind
        {
            let message = format!("`{}` is both a {other} and a {kind}", id.value);
            report(
                Diagnostic::error(codes::AMBIGUOUS_NAME, id.place.clone(), message)
                    .hint("rename one of them"),
            );
        }
    }
    for source in pack.sources.values() {
        if pack.tables.contains_key(&source.id.value) {
            let message = format!(
                "`{}` is both a source and a table, and every table is a source by itself",
                source.id.value
            );
            report(
                Diagnostic::error(codes::AMBIGUOUS_NAME, source.id.place.clone(), message)
                    .hint("rename the source"),
            );
        }
    }
}

fn columns_of(table: &Table) -> impl Iterator<Item = &str> + Clone {
    table.columns.iter().map(|c| c.id.value.as_str())
}

fn check_tables(pack: &Pack, report: Report<'_>) {
    for table in pack.tables.values() {
        for name in table.key.iter().chain(&table.replaces) {
            known(report, "column", name, columns_of(table));
        }
        for check in &table.checks {
            check_condition(&check.condition.place, &check.condition.value)
                .into_iter()
                .for_each(report);
        }
        if table.columns.is_empty() {
            report(Diagnostic::error(
                codes::MISSING_KEY,
                table.id.place.clone(),
                format!("table `{}` has no columns", table.id.value),
            ));
        }
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

fn check_sources(pack: &Pack, report: Report<'_>) {
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
        unique(report, "column", source.columns.iter().map(|c| &c.id));
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
            {
                known(
                    report,
                    "setting",
                    setting,
                    pack.settings.keys().map(String::as_str),
                );
            }
        }
        if source.sql.is_none() {
            for column in &source.columns {
                known(report, "column", &column.id, columns_of(table));
            }
        }
    }
}

fn check_units(pack: &Pack, report: Report<'_>) {
    let ids = || pack.units.iter().map(|u| u.id.value.as_str());
    for unit in &pack.units {
        let mut seen = BTreeSet::from([unit.id.value.as_str()]);
        let mut current = unit;
        while let Some(parent) = &current.parent {
            if std::ptr::eq(current, unit) && !known(report, "unit", parent, ids()) {
                break;
            }
            if !seen.insert(&parent.value) {
                report(Diagnostic::error(
                    codes::EXTENDS_CYCLE,
                    parent.place.clone(),
                    format!("unit `{}` is part of itself", unit.id.value),
                ));
                break;
            }
            let Some(next) = pack.units.iter().find(|u| u.id.value == parent.value) else {
                break;
            };
            current = next;
        }
    }
    type CodeKey<'a> = (&'a str, &'a str, &'a str);
    let mut codes_seen: BTreeMap<CodeKey<'_>, Vec<(i16, i16, &str)>> = BTreeMap::new();
    for unit in &pack.units {
        for code in &unit.codes {
            let years = (code.from.unwrap_or(0), code.to.unwrap_or(9999));
            let entry = codes_seen
                .entry((&code.system, &code.institution, &code.code))
                .or_default();
            if let Some((.., other)) = entry
                .iter()
                .find(|(from, to, _)| *from <= years.1 && years.0 <= *to)
            {
                let message = format!(
                    "code `{}` means both `{other}` and `{}` in the same years",
                    code.code, unit.id.value
                );
                report(
                    Diagnostic::error(codes::OVERLAP, unit.id.place.clone(), message)
                        .hint("end the earlier one with `to`"),
                );
            }
            entry.push((years.0, years.1, &unit.id.value));
        }
    }
}

fn check_views(pack: &Pack, report: Report<'_>) {
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

fn check_measures(pack: &Pack, report: Report<'_>) {
    for measure in pack.measures.values() {
        known(
            report,
            "view",
            &measure.view,
            pack.views.keys().map(String::as_str),
        );
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

fn check_indicators(pack: &Pack, report: Report<'_>) {
    let measures = || pack.measures.keys().map(String::as_str);
    for indicator in &pack.indicators {
        for measure in indicator.kind.measures() {
            known(report, "measure", measure, measures());
        }
        for other in &indicator.alternatives {
            known(
                report,
                "indicator",
                other,
                pack.indicators.iter().map(|i| i.id.value.as_str()),
            );
        }
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

fn check_goals(pack: &Pack, report: Report<'_>) {
    let Some(strategy) = &pack.strategy else {
        for goal in &pack.goals {
            report(Diagnostic::error(
                codes::MISSING_KEY,
                goal.id.place.clone(),
                "a pack with goals needs strategy.toml",
            ));
        }
        return;
    };
    let roles = || strategy.roles.iter().map(|r| r.id.value.as_str());
    let areas = || strategy.areas.iter().map(|a| a.id.value.as_str());
    let goals = || pack.goals.iter().map(|g| g.id.value.as_str());
    known(
        report,
        "unit",
        &strategy.unit,
        pack.units.iter().map(|u| u.id.value.as_str()),
    );
    strategy.parts.iter().for_each(|p| {
        known(report, "area", &p.area, areas());
    });
    let group = |report: Report<'_>, what: &str, ids: Vec<&Located<String>>| {
        unique(report, what, ids.into_iter())
    };
    group(
        report,
        "role",
        strategy.roles.iter().map(|r| &r.id).collect(),
    );
    group(
        report,
        "area",
        strategy.areas.iter().map(|a| &a.id).collect(),
    );
    group(
        report,
        "pillar",
        strategy.pillars.iter().map(|p| &p.id).collect(),
    );
    for goal in &pack.goals {
        known(report, "area", &goal.area, areas());
        if let Some(part) = &goal.part {
            known(
                report,
                "part",
                part,
                strategy.parts.iter().map(|p| p.id.value.as_str()),
            );
        }
        if let Some(owner) = &goal.owner {
            known(report, "role", owner, roles());
        }
        for indicator in goal.indicator.iter().chain(&goal.alternatives) {
            known(
                report,
                "indicator",
                indicator,
                pack.indicators.iter().map(|i| i.id.value.as_str()),
            );
        }
        goal.serves.iter().for_each(|p| {
            known(
                report,
                "pillar",
                p,
                strategy.pillars.iter().map(|p| p.id.value.as_str()),
            );
        });
        goal.conflicts.iter().for_each(|c| {
            known(report, "goal", c, goals());
        });
    }
    for bullet in &pack.bullets {
        known(report, "area", &bullet.area, areas());
        bullet.goals.iter().for_each(|g| {
            known(report, "goal", g, goals());
        });
        if let Some(owner) = &bullet.owner {
            known(report, "role", owner, roles());
        }
    }
}

fn check_cases(pack: &Pack, report: Report<'_>) {
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
        }
        for table in &case.tables {
            unknown(
                codes::CASE_MALFORMED,
                &table.table,
                "table",
                &mut pack.tables.keys().map(String::as_str),
            );
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
