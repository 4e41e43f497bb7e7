//! Names: written as they should be, and each of one thing only.

use super::{Report, unique};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Located;
use crate::pack::Pack;
use std::collections::BTreeMap;

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Words that SQL keeps for itself; as names they would need quotes everywhere, or mean a function.
const RESERVED: &str = "\
    all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case \
    cast check collate collation column columns concurrently constraint create cross current_catalog \
    current_date current_role current_schema current_time current_timestamp current_user default \
    deferrable desc describe distinct do else end except false fetch for foreign freeze from full \
    generated glob group having ilike in initially inner intersect into is isnull join lambda lateral \
    leading left like limit localtime localtimestamp map natural not notnull null offset on only or \
    order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify references \
    returning right select semi session_user show similar some struct summarize symmetric table \
    tablesample then to trailing true try_cast tuple union unique unpack unpivot user using variadic \
    verbose when where window with \
";

pub(super) fn is_sql_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !RESERVED.split_whitespace().any(|word| word == text)
}

/// Columns and relations that Varde itself adds.
const HIDDEN: &[&str] = &[
    "row_id",
    "slice",
    "line",
    "batch",
    "known",
    "live",
    "staging",
    "unit_code",
    "unit_alias",
];

pub(super) fn check_names(pack: &Pack, report: Report<'_>) {
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
    for source in pack.sources.values() {
        let names = || source.columns.iter().map(|c| &c.id);
        unique(report, "column", names());
        names().for_each(|id| sql_name("column", id));
    }
    for rule in pack.rules.values() {
        let names = || rule.columns.iter().map(|(id, _)| id);
        unique(report, "column", names());
        names().for_each(|id| match id.value.as_str() {
            "valid_from" | "valid_to" => report(
                Diagnostic::error(
                    codes::BAD_ID,
                    id.place.clone(),
                    format!("`{}` is a column of every rule", id.value),
                )
                .hint("leave it out; each row gives its own"),
            ),
            _ => sql_name("column", id),
        });
    }
    check_ids(pack, report);
    check_relations(pack, report);
}

/// Everything that is named by an id, kind by kind.
fn check_ids(pack: &Pack, report: Report<'_>) {
    let kind = |what: &str, ids: Vec<&Located<String>>| {
        for id in &ids {
            // A missing id has been reported where it should stand.
            if !is_id(&id.value) && !id.value.is_empty() {
                let message = format!("`{}` is not an id", id.value);
                let refused = Diagnostic::error(codes::BAD_ID, id.place.clone(), message);
                report(refused.hint("letters a–z, digits, - and _"));
            }
        }
        unique(
            report,
            what,
            ids.into_iter().filter(|id| !id.value.is_empty()),
        );
    };
    kind("goal", pack.goals.iter().map(|g| &g.id).collect());
    kind("bullet", pack.bullets.iter().map(|b| &b.id).collect());
    kind("indicator", pack.indicators.iter().map(|i| &i.id).collect());
    kind("unit", pack.units.iter().map(|u| &u.id).collect());
    kind(
        "unit of the cases",
        pack.case_units.iter().map(|u| &u.id).collect(),
    );
    kind(
        "rule of quality",
        pack.quality.iter().map(|r| &r.id).collect(),
    );
    kind("case", pack.cases.iter().map(|c| &c.id).collect());
    kind("measure", pack.measures.values().map(|m| &m.id).collect());
    kind("source", pack.sources.values().map(|s| &s.id).collect());
    if let Some(strategy) = &pack.strategy {
        kind("role", strategy.roles.iter().map(|r| &r.id).collect());
        kind("area", strategy.areas.iter().map(|a| &a.id).collect());
        kind("part", strategy.parts.iter().map(|p| &p.id).collect());
        kind("pillar", strategy.pillars.iter().map(|p| &p.id).collect());
        kind("value", strategy.values.iter().map(|v| &v.id).collect());
        kind("link", strategy.links.iter().map(|l| &l.id).collect());
    }
    // People ask for goals and indicators by id alone, and write goals in either case.
    let mut asked: BTreeMap<String, &str> = BTreeMap::new();
    let indicators = pack.indicators.iter().map(|i| &i.id);
    for id in indicators.chain(pack.goals.iter().map(|g| &g.id)) {
        if let Some(other) = asked.insert(id.value.to_ascii_lowercase(), &id.value)
            && !id.value.is_empty()
            && !twice(pack, id)
        {
            let message = format!("`{}` could also mean `{other}`", id.value);
            report(
                Diagnostic::error(codes::AMBIGUOUS_NAME, id.place.clone(), message)
                    .hint("goals and indicators are asked for by id, in either case"),
            );
        }
    }
}

/// Whether another of the same kind has the id; that has been reported as such.
fn twice(pack: &Pack, id: &Located<String>) -> bool {
    let goals = pack.goals.iter().filter(|g| g.id.value == id.value);
    let indicators = pack.indicators.iter().filter(|i| i.id.value == id.value);
    goals.count() > 1 || indicators.count() > 1
}

/// Relations that SQL names: tables, rules and views share one set of names.
fn check_relations(pack: &Pack, report: Report<'_>) {
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
        if pack.tables.contains_key(&source.id.value) && source.into.value != source.id.value {
            let message = format!(
                "`{}` is a table too, and this source fills another one",
                source.id.value
            );
            report(
                Diagnostic::error(codes::AMBIGUOUS_NAME, source.id.place.clone(), message)
                    .hint("rename the source"),
            );
        }
    }
}
