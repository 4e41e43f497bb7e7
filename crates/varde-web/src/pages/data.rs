//! Data: deliveries, what was rejected, and taking a wrong delivery out.

use crate::data::{
    by_goal, by_indicator, complete as complete_of, delivery as delivery_of,
    rejected as rejected_of,
};
use crate::files::{Kind, Sheet, file};
use crate::pages::{Context, Reply, ours};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use varde_engine::Query;
use varde_facts::{Batch, FactsError, Known};
use varde_import::{Excerpt, excerpt};
use varde_pack::{ColumnType, Indicator, PersonalData};
use varde_state::AuditEntry;
use varde_view::access::{Action, Role, may};
use varde_view::format::{UNKNOWN, number};
use varde_view::known::Known as Value;
use varde_view::pages::Link;
use varde_view::pages::complete::complete_table;
use varde_view::pages::data::data_page;
use varde_view::pages::delivery::{Moved, Rejected, delivery_page, rejected_page, withdraw_page};
use varde_view::pages::error::Wrong;
use varde_view::pages::line::line_page;

/// Most moved values that a delivery's page lists.
const MOVED_SHOWN: usize = 60;

pub(crate) fn page(context: &Context<'_>) -> Result<Reply, Wrong> {
    let batches = context.shared.app.engine.facts.batches().map_err(ours)?;
    let deliveries: Vec<_> = batches
        .into_iter()
        .filter(|b| b.known <= context.as_of)
        .map(delivery_of)
        .collect();
    let today = Known::from_micros((context.shared.app.clock)().as_microsecond()).date();
    let mut page = data_page(context.writer(), &deliveries, today);
    let day = match context.links.per {
        Some(_) => context.as_of.date(),
        None => today,
    };
    let complete = context.shared.app.engine.completeness(context.as_of, day);
    let complete: Vec<_> = complete
        .map_err(ours)?
        .into_iter()
        .map(complete_of)
        .collect();
    page.complete = complete_table(context.writer(), &complete, context.ask.year()?, day);
    if !context.pack.quality.is_empty() {
        let open: usize = super::findings::open(context)?.iter().sum();
        page.findings = Some(Link {
            text: context
                .words
                .say("findings-open-link", &[("n", open.into())]),
            href: context.links.to("/data/funn", &[]),
        });
    }
    context.page("data.html", &context.words.t("data-title"), &page)
}

fn find(context: &Context<'_>, number: &str) -> Result<Batch, Wrong> {
    let none = || Wrong::NoData(number.to_owned());
    let id: i64 = number.parse().map_err(|_| none())?;
    match context.shared.app.engine.facts.batch(id) {
        Ok(batch) => Ok(batch),
        Err(FactsError::NoSuchBatch(_)) => Err(none()),
        Err(error) => Err(ours(error)),
    }
}

fn class_of(context: &Context<'_>, batch: &Batch) -> PersonalData {
    context.pack.class_of(&batch.table)
}

fn rejects(context: &Context<'_>, batch: &Batch) -> Result<Vec<Rejected>, Wrong> {
    if !may(Role::Local, Action::SeeRejected, class_of(context, batch)) {
        return Err(Wrong::NotAllowed);
    }
    let rows = context
        .shared
        .app
        .engine
        .facts
        .rejected(batch.batch)
        .map_err(ours)?;
    Ok(rows.into_iter().map(rejected_of).collect())
}

pub(crate) fn delivery(context: &Context<'_>, number: &str) -> Result<Reply, Wrong> {
    let batch = find(context, number)?;
    let rejected = rejects(context, &batch)?;
    let moved = moved(context, &batch)?;
    let page = delivery_page(context.writer(), &delivery_of(batch), &rejected, moved);
    let title = context.words.say(
        "delivery-title",
        &[("batch", page.batch.to_string().into())],
    );
    context.page("delivery.html", &title, &page)
}

/// Lines shown on each side of the one asked for.
const AROUND: u64 = 3;

/// A line of the file that was delivered, as it was kept.
pub(crate) fn line(context: &Context<'_>, number: &str, line: &str) -> Result<Reply, Wrong> {
    let batch = find(context, number)?;
    // Beside the line may stand one that was rejected.
    if !may(Role::Local, Action::SeeRejected, class_of(context, &batch)) {
        return Err(Wrong::NotAllowed);
    }
    let asked: u64 = line.parse().map_err(|_| Wrong::NoData(line.to_owned()))?;
    let facts = &context.shared.app.engine.facts;
    let found = match facts.kept_file(&batch).map_err(ours)? {
        Some(bytes) => excerpt(&bytes, asked, AROUND).map_err(ours)?,
        None => Excerpt::default(),
    };
    let of = |line: varde_import::excerpt::Line| (line.number, line.text);
    let kept_as = batch.archived.clone();
    let delivery = delivery_of(batch);
    let title = context.words.say(
        "line-title",
        &[
            ("line", asked.to_string().into()),
            ("file", delivery.file.clone().into()),
        ],
    );
    let page = line_page(
        context.writer(),
        &delivery,
        &kept_as,
        asked,
        found.heading.map(of),
        found.lines.into_iter().map(of).collect(),
    );
    context.page("line.html", &title, &page)
}

/// Values that changed at the moment that the delivery became known, of goals and indicators that stand on its table.
fn moved(context: &Context<'_>, batch: &Batch) -> Result<Vec<Moved>, Wrong> {
    let engine = &context.shared.app.engine;
    let at = |moment: Known| {
        engine
            .evaluate(&Query {
                as_of: Some(moment),
                audience: context.audience.clone(),
                ..Query::default()
            })
            .map_err(ours)
    };
    let (before, after) = (
        at(Known::from_micros(batch.known.micros() - 1))?,
        at(batch.known)?,
    );
    let stands_on = |indicator: &Indicator| {
        let measures = indicator.kind.measures();
        measures
            .iter()
            .filter_map(|m| context.pack.measures.get(&m.value))
            .any(|m| {
                context
                    .pack
                    .base_relations(&m.view.value)
                    .contains(&batch.table)
            })
    };
    let writer = context.writer();
    let mut moved = Vec::new();
    let (goals_before, goals_after) = (by_goal(&before), by_goal(&after));
    for goal in &context.pack.goals {
        let Some(indicator) = goal
            .indicator
            .as_ref()
            .and_then(|i| context.pack.indicator(&i.value))
            .filter(|i| stands_on(i))
        else {
            continue;
        };
        let name = format!("{} {}", goal.id.value, writer.short(goal));
        differences(
            context,
            indicator,
            &goals_before,
            &goals_after,
            &goal.id.value,
            &name,
            |year| context.links.goal(&goal.id.value, Some(year)),
            &mut moved,
        );
    }
    let (ours_before, ours_after) = (by_indicator(&before), by_indicator(&after));
    let of_goals: BTreeSet<&str> = context
        .pack
        .goals
        .iter()
        .filter_map(|g| g.indicator.as_ref())
        .map(|i| i.value.as_str())
        .collect();
    for indicator in context
        .pack
        .indicators
        .iter()
        .filter(|i| !of_goals.contains(i.id.value.as_str()) && stands_on(i))
    {
        let id = &indicator.id.value;
        differences(
            context,
            indicator,
            &ours_before,
            &ours_after,
            id,
            &writer.text(&indicator.title),
            |year| context.links.indicator(id, Some(year)),
            &mut moved,
        );
    }
    moved.truncate(MOVED_SHOWN);
    Ok(moved)
}

#[allow(clippy::too_many_arguments)]
fn differences(
    context: &Context<'_>,
    indicator: &Indicator,
    before: &BTreeMap<String, Vec<Value>>,
    after: &BTreeMap<String, Vec<Value>>,
    id: &str,
    name: &str,
    href: impl Fn(i16) -> String,
    moved: &mut Vec<Moved>,
) {
    let shown = |series: &BTreeMap<String, Vec<Value>>, year: i16| {
        series
            .get(id)
            .and_then(|s| s.iter().find(|k| k.period == year))
            .and_then(Value::shown)
            .cloned()
    };
    for known in after.get(id).into_iter().flatten() {
        let (then, now) = (shown(before, known.period), known.shown().cloned());
        if then == now {
            continue;
        }
        let text = |value: Option<varde_calc::Exact>| {
            value.map_or_else(
                || UNKNOWN.to_owned(),
                |v| number(context.words.language(), &v, indicator.decimals),
            )
        };
        moved.push(Moved {
            link: Link {
                text: name.to_owned(),
                href: href(known.period),
            },
            year: known.period.to_string(),
            before: text(then),
            after: text(now),
        });
    }
}

pub(crate) fn rejected(
    context: &Context<'_>,
    number: &str,
    kind: Option<Kind>,
) -> Result<Reply, Wrong> {
    let batch = find(context, number)?;
    let rows = rejects(context, &batch)?;
    let Some(kind) = kind else {
        let page = rejected_page(context.writer(), &delivery_of(batch), rows);
        return context.page("rejected.html", &context.words.t("rejected-title"), &page);
    };
    let cell = |text: String| Some(text).filter(|t| !t.is_empty());
    let keys = [
        "column-line",
        "column-column",
        "column-value",
        "column-wrong",
        "column-row",
    ];
    let sheet = Sheet {
        name: format!("avvist-{}", batch.batch),
        headings: keys.map(|key| context.words.t(key)).to_vec(),
        kinds: vec![
            ColumnType::Integer,
            ColumnType::Text,
            ColumnType::Text,
            ColumnType::Text,
            ColumnType::Text,
        ],
        rows: rows
            .into_iter()
            .map(|r| {
                [r.line, r.column, r.value, r.message, r.row]
                    .map(cell)
                    .to_vec()
            })
            .collect(),
        facts: vec![
            (context.words.t("delivery"), batch.batch.to_string()),
            (context.words.t("source"), batch.source),
            (context.words.t("fact-file"), batch.file),
            (context.words.t("fact-hash"), batch.sha256),
        ],
    };
    file(context, sheet, kind)
}

/// The question before a delivery is taken out; with what was wrong with the form, if it was sent.
pub(crate) fn withdraw_question(
    context: &Context<'_>,
    number: &str,
    wrong: Option<&str>,
) -> Result<Reply, Wrong> {
    let batch = find(context, number)?;
    if let Some((when, why)) = &batch.withdrawn {
        return Err(Wrong::Refused(context.words.say(
            "withdrawn-already",
            &[
                (
                    "day",
                    varde_view::format::day_of(context.words, &when.to_string()).into(),
                ),
                ("why", why.as_str().into()),
            ],
        )));
    }
    let page = withdraw_page(context.writer(), &delivery_of(batch), wrong);
    let html = context.render("withdraw.html", &context.words.t("withdraw-title"), &page)?;
    Ok(if wrong.is_some() {
        Reply::Again(html)
    } else {
        Reply::Page(html)
    })
}

/// Takes a delivery out. Gives its number when that was done.
pub(crate) fn withdraw(
    context: &Context<'_>,
    number: &str,
    reason: &str,
) -> Result<(Reply, Option<i64>), Wrong> {
    let batch = find(context, number)?;
    if !may(Role::Local, Action::Withdraw, class_of(context, &batch)) {
        return Err(Wrong::NotAllowed);
    }
    if reason.trim().is_empty() || batch.withdrawn.is_some() {
        return Ok((
            withdraw_question(context, number, Some("withdraw-no-reason"))?,
            None,
        ));
    }
    let app = &context.shared.app;
    let now = Known::from_micros((app.clock)().as_microsecond());
    match app
        .engine
        .facts
        .withdraw(batch.batch, reason, &app.user, now)
    {
        Ok(_) => Ok((
            Reply::To(context.links.delivery(batch.batch)),
            Some(batch.batch),
        )),
        Err(FactsError::Refused(why)) => Err(Wrong::Refused(why)),
        Err(error) => Err(ours(error)),
    }
}

/// The record of a withdrawal.
pub(crate) fn audit(batch: i64, who: &str, at: Timestamp) -> AuditEntry {
    AuditEntry {
        id: format!("withdraw-{batch}"),
        at_us: at.as_microsecond(),
        who: who.to_owned(),
        action: "withdraw".to_owned(),
        subject: format!("batch:{batch}"),
        detail_json: "{}".to_owned(),
    }
}
