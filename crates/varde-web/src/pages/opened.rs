//! A goal's or an indicator's number, opened; and the rows under it.

use crate::data::{by_indicator, delivery, known, known_with, parts};
use crate::files::{Kind, Sheet, file};
use crate::pages::{Context, Reply, Subject, official, ours};
use std::collections::BTreeMap;
use varde_engine::{Bridge, Depth, Query, Step};
use varde_pack::{ColumnType, Goal, Indicator};
use varde_view::access::{Action, Role, may};
use varde_view::known::{Known, of_year};
use varde_view::pages::Link;
use varde_view::pages::bridge::{Bridging, Change, bridge_page};
use varde_view::pages::data::Delivery;
use varde_view::pages::error::Wrong;
use varde_view::pages::findings::touching;
use varde_view::pages::goal::{goal_page, year_of};
use varde_view::pages::indicator::indicator_page;
use varde_view::pages::opened::{Earlier, Opening};
use varde_view::pages::rows::{PartRows, SHOWN, rows_page};

/// A goal or indicator found in the pack, with its values.
struct Found<'a> {
    goal: Option<&'a Goal>,
    indicator: Option<&'a Indicator>,
    id: &'a str,
    title: String,
    path: String,
    series: Vec<Known>,
    year: i16,
}

fn find<'a>(context: &'a Context<'_>, subject: &Subject) -> Result<Found<'a>, Wrong> {
    let writer = context.writer();
    let asked = context.ask.year()?;
    match subject {
        Subject::Goal(id) => {
            let goal = context
                .pack
                .goal(id)
                .ok_or_else(|| Wrong::NoGoal(id.clone()))?;
            let id = goal.id.value.as_str();
            let answers = context.evaluate(Query {
                goal: Some(id.to_owned()),
                ..Query::default()
            })?;
            let closings = context.closings()?;
            let series: Vec<Known> = answers.iter().map(|a| known_with(&closings, a)).collect();
            let year = year_of(writer, &series, asked);
            let title = format!("{id} {}", writer.plain(&goal.short));
            Ok(Found {
                goal: Some(goal),
                indicator: goal
                    .indicator
                    .as_ref()
                    .and_then(|i| context.pack.indicator(&i.value)),
                id,
                title,
                path: format!("/mal/{id}"),
                series,
                year,
            })
        }
        Subject::Indicator(id) => {
            let indicator = context
                .pack
                .indicator(id)
                .ok_or_else(|| Wrong::NoIndicator(id.clone()))?;
            let id = indicator.id.value.as_str();
            let answers = context.evaluate(Query {
                indicator: Some(id.to_owned()),
                ..Query::default()
            })?;
            let series = by_indicator(&answers).remove(id).unwrap_or_default();
            let year = asked
                .filter(|y| series.iter().any(|k| k.period == *y))
                .or_else(|| varde_view::known::latest_final(&series).map(|k| k.period));
            let year = year.unwrap_or_else(|| context.as_of.date().year());
            Ok(Found {
                goal: None,
                indicator: Some(indicator),
                id,
                title: writer.plain(&indicator.title),
                path: format!("/indikator/{id}"),
                series,
                year,
            })
        }
    }
}

/// The page of a goal or an indicator.
pub(crate) fn page(context: &Context<'_>, subject: &Subject) -> Result<Reply, Wrong> {
    let found = find(context, subject)?;
    let writer = context.writer();
    let others = other_readings(context, &found)?;
    let history = history(context, &found)?;
    let opening = found.indicator.map(|indicator| Opening {
        goal: found.goal,
        indicator,
        series: &found.series,
        year: found.year,
        others: &others,
        history: &history,
        path: &found.path,
    });
    let findings = findings(context, &found)?;
    let official = official::sections(context, found.indicator, found.goal)?;
    match (found.goal, opening) {
        (Some(goal), opening) => {
            let mut page = goal_page(writer, goal, opening.as_ref());
            (page.findings, page.official) = (findings, official);
            context.page("goal.html", &found.title, &page)
        }
        (None, Some(opening)) => {
            let mut page = indicator_page(writer, &opening);
            (page.findings, page.official) = (findings, official);
            context.page("indicator.html", &found.title, &page)
        }
        (None, None) => Err(Wrong::NoPage),
    }
}

/// The line about open findings that touch what the number stands on.
fn findings(context: &Context<'_>, found: &Found<'_>) -> Result<Option<Link>, Wrong> {
    let Some(indicator) = found.indicator else {
        return Ok(None);
    };
    let counts = super::findings::touching(context, indicator)?;
    Ok(touching(context.writer(), found.id, counts))
}

/// Values of the year by the other readings.
fn other_readings(
    context: &Context<'_>,
    found: &Found<'_>,
) -> Result<BTreeMap<String, Vec<Known>>, Wrong> {
    let of_goal = found
        .goal
        .map(|g| g.alternatives.as_slice())
        .unwrap_or_default();
    let of_indicator = found
        .indicator
        .map(|i| i.alternatives.as_slice())
        .unwrap_or_default();
    let mut others = BTreeMap::new();
    for id in of_goal.iter().chain(of_indicator).map(|l| &l.value) {
        if context.pack.indicator(id).is_some() {
            let answers = context.evaluate(Query {
                indicator: Some(id.clone()),
                year: Some(found.year),
                ..Query::default()
            })?;
            others.insert(id.clone(), answers.iter().map(known).collect());
        }
    }
    Ok(others)
}

/// What was known of the year's value, up to the moment looked from.
fn history(context: &Context<'_>, found: &Found<'_>) -> Result<Vec<Earlier>, Wrong> {
    if found.indicator.is_none() {
        return Ok(Vec::new());
    }
    let answers = context
        .shared
        .app
        .engine
        .history(found.id, None, found.year, &context.audience)
        .map_err(ours)?;
    Ok(answers
        .iter()
        .filter(|a| a.as_of <= context.as_of)
        .map(|a| Earlier {
            known: a.as_of.to_string(),
            value: known(a),
        })
        .collect())
}

/// Why the number is another at one moment than at an earlier one: `fra` and `til`, which is the moment looked from when
/// the address has none.
pub(crate) fn bridge(context: &Context<'_>, subject: &Subject) -> Result<Reply, Wrong> {
    let found = find(context, subject)?;
    let indicator = found.indicator.ok_or(Wrong::NoPage)?;
    let from = context.ask.moment("fra")?.ok_or(Wrong::NoPage)?;
    let to = context.ask.moment("til")?;
    let to = to.unwrap_or_else(|| context.as_of.max(from));
    if from > to {
        return Err(Wrong::BadQuestion(from.to_string()));
    }
    let app = &context.shared.app;
    let at = |moment| (app.engine_at)(moment).map_err(|e| ours(std::io::Error::other(e)));
    let (old, new) = (at(from)?, at(to)?);
    let bridges = new
        .restate(&old, found.id, None, (from, to), &context.audience)
        .map_err(ours)?;
    let bridge = bridges.into_iter().find(|b| b.after.period == found.year);
    let (values, steps, came, went) = match &bridge {
        Some(bridge) => (
            (known(&bridge.before), known(&bridge.after)),
            steps(bridge),
            deliveries(context, &bridge.came)?,
            deliveries(context, &bridge.went)?,
        ),
        None => {
            let now = of_year(&found.series, found.year);
            let now = now.cloned().unwrap_or_default();
            ((now.clone(), now), Vec::new(), Vec::new(), Vec::new())
        }
    };
    let page = bridge_page(
        context.writer(),
        &Bridging {
            title: &found.title,
            path: &found.path,
            indicator,
            judged: found.goal.is_some(),
            year: found.year,
            moments: (&from.to_string(), &to.to_string()),
            values: (&values.0, &values.1),
            steps: &steps,
            came: &came,
            went: &went,
        },
    );
    let title = format!("{}: {}", context.words.t("bridge-title"), found.title);
    context.page("bridge.html", &title, &page)
}

fn steps(bridge: &Bridge) -> Vec<Change> {
    let step = |s: &Step| Change {
        cause: s.cause.as_str(),
        value: s.value.clone(),
        change: s.change.clone(),
    };
    bridge.steps.iter().map(step).collect()
}

fn deliveries(context: &Context<'_>, numbers: &[i64]) -> Result<Vec<Delivery>, Wrong> {
    let batches = context.shared.app.engine.facts.batches().map_err(ours)?;
    let asked = batches
        .into_iter()
        .filter(|b| numbers.contains(&b.batch))
        .map(delivery);
    Ok(asked.collect())
}

/// The rows under a number, as a page or a file.
pub(crate) fn rows(
    context: &Context<'_>,
    subject: &Subject,
    kind: Option<Kind>,
) -> Result<Reply, Wrong> {
    let found = find(context, subject)?;
    // A page shows the first rows; a file holds them all.
    let depth = match kind {
        Some(_) => Depth::Rows,
        None => Depth::First(SHOWN),
    };
    let explanation = context
        .shared
        .app
        .engine
        .explain(
            found.id,
            None,
            found.year,
            Some(context.as_of),
            depth,
            &context.audience,
        )
        .map_err(ours)?;
    let parts = parts(explanation);
    if parts
        .iter()
        .flat_map(|p| p.counts.keys())
        .any(|table| !may(Role::Local, Action::SeeRows, context.pack.class_of(table)))
    {
        return Err(Wrong::NotAllowed);
    }
    match kind {
        Some(kind) => file(context, sheet(context, &found, parts), kind),
        None => {
            let page = rows_page(
                context.writer(),
                &found.title,
                &found.path,
                found.year,
                &parts,
            );
            context.page(
                "rows.html",
                &format!("{}: {}", context.words.t("rows-title"), found.title),
                &page,
            )
        }
    }
}

/// One row a line. Tables differ in their columns, so that a row's own values stand in one cell as `column=value`.
fn sheet(context: &Context<'_>, found: &Found<'_>, parts: Vec<PartRows>) -> Sheet {
    let mut rows = Vec::new();
    for part in parts {
        for row in part.rows {
            let values: Vec<String> = row
                .values
                .iter()
                .filter(|(_, v)| !v.is_empty())
                .map(|(c, v)| format!("{c}={v}"))
                .collect();
            let cells = [
                part.part.clone(),
                part.measure.clone(),
                part.period.to_string(),
                row.weight,
                row.table,
                values.join("; "),
                row.file,
                row.line.to_string(),
                row.batch.to_string(),
                row.sha256,
                row.known,
            ];
            rows.push(
                cells
                    .map(|cell| Some(cell).filter(|c| !c.is_empty()))
                    .to_vec(),
            );
        }
    }
    let text = ColumnType::Text;
    let headings = [
        "part", "measure", "year", "weight", "table", "values", "file", "line", "batch", "sha256",
        "known",
    ];
    Sheet {
        name: format!("{}-{}", found.id, found.year),
        headings: headings.map(str::to_owned).to_vec(),
        kinds: vec![
            text,
            text,
            ColumnType::Year,
            ColumnType::Decimal {
                precision: 38,
                scale: 10,
            },
            text,
            text,
            text,
            ColumnType::Integer,
            ColumnType::Integer,
            text,
            text,
        ],
        rows,
        facts: vec![
            (context.words.t("column-goal"), found.title.clone()),
            (context.words.t("column-year"), found.year.to_string()),
        ],
    }
}
