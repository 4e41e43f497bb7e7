//! `varde evaluate`: goals and indicators.

use super::{moment, table};
use crate::args::{Evaluate, Format};
use crate::home::Home;
use crate::json;
use crate::official;
use crate::output::{Exit, Output};
use crate::packs;
use anyhow::ensure;
use std::sync::Arc;
use std::time::Instant;
use varde_engine::{Answer, Closings, Engine, Frozen, Query};
use varde_pack::{ColumnType, Table};

pub fn run(home: &Home, args: &Evaluate, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let as_of = args.as_of.as_deref().map(moment).transpose()?;
    let engine = match as_of {
        _ if args.pack.is_some() => beside(home, args.pack.as_deref().unwrap_or_default())?,
        Some(then) if args.definitions == "then" => home.engine_at(then)?,
        _ => home.engine.clone(),
    };
    let query = Query {
        goal: args.goal.clone(),
        indicator: args.indicator.clone(),
        year: args.year,
        unit: args.unit.clone(),
        as_of,
        audience: args.seen.audience(),
    };
    let begun = Instant::now();
    let snapshot = engine.snapshot(match as_of {
        Some(moment) => moment,
        None => engine.now()?,
    })?;
    let measured = Instant::now();
    let answers = engine.evaluate_on(&snapshot, &query)?;
    // For the bench, which wants the work without the start of a process or the printing.
    if std::env::var_os("VARDE_TIMES").is_some() {
        let work = engine.work();
        out.say(format!(
            "times: measured {} us, answered {} us, views run {}, views reused {}",
            (measured - begun).as_micros(),
            measured.elapsed().as_micros(),
            work.run,
            work.reused
        ));
    }
    // What was reported is about the strategy's own unit.
    let own = engine.unit(None)?.id.value == engine.unit(args.unit.as_deref())?.id.value;
    let closings = if own && args.pack.is_none() {
        engine.reported_to(&home.closings(), &query.audience)?
    } else {
        Closings::default()
    };
    say_what_is_hidden(&answers, out);
    if format == Format::Json {
        out.line(serde_json::to_string_pretty(
            &answers
                .iter()
                .map(|a| official::with(&engine, &snapshot, a, with_closing(&closings, a)))
                .collect::<anyhow::Result<Vec<_>>>()?,
        )?)?;
        return Ok(Exit::Fine);
    }
    let mut rows = vec![
        [
            "",
            "year",
            "state",
            "value",
            "target",
            "numerator",
            "denominator",
            "",
            "title",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for a in &answers {
        let exact = |n: &Option<varde_calc::Exact>| {
            n.as_ref().map_or_else(|| "–".to_owned(), |n| n.to_short(4))
        };
        let note = a
            .figure
            .reason
            .map(|r| r.as_str().to_owned())
            .unwrap_or_else(|| {
                if a.provisional {
                    "provisional".to_owned()
                } else {
                    String::new()
                }
            });
        let note = match a.goal.as_ref().and_then(|g| closings.of(g, a.period)) {
            Some((_, frozen)) if frozen.is_restated_by(a) => {
                format!("{note} restated, was {}", was(frozen))
                    .trim_start()
                    .to_owned()
            }
            Some(_) => format!("{note} closed").trim_start().to_owned(),
            None => note,
        };
        rows.push(vec![
            a.goal
                .as_ref()
                .or(a.indicator.as_ref())
                .cloned()
                .unwrap_or_default(),
            a.period.to_string(),
            a.state.map_or("", varde_calc::State::as_str).to_owned(),
            exact(&a.figure.value),
            a.target.clone().unwrap_or_default(),
            exact(&a.figure.numerator),
            exact(&a.figure.denominator),
            note,
            json::title(&a.title).chars().take(60).collect(),
        ]);
    }
    table(&rows, &[3, 5, 6], out)?;
    if args.goal.is_some() || args.indicator.is_some() {
        official::show(&engine, &snapshot, &answers, out)?;
    }
    Ok(Exit::Fine)
}

/// Another strategy on the same data. It may ask for tables that the store does not have yet; then it says which.
fn beside(home: &Home, name: &str) -> anyhow::Result<Arc<Engine>> {
    let (folder, files) = packs::find(name)?;
    let checked = varde_pack::read(&folder, &files);
    ensure!(
        checked.is_usable(),
        "pack `{name}` has errors; see: varde check {name}"
    );
    let unlike: Vec<&str> = checked
        .pack
        .tables
        .iter()
        .filter(|(id, table)| {
            let own = home.engine.pack.tables.get(*id);
            own.is_none_or(|own| columns(own) != columns(table))
        })
        .map(|(id, _)| id.as_str())
        .collect();
    ensure!(
        unlike.is_empty(),
        "pack `{name}` has tables that the pack in force has not, or has otherwise: {}; adopt it with: varde init --pack {name}",
        unlike.join(", ")
    );
    Ok(Arc::new(Engine::new(
        Arc::new(checked.pack),
        home.facts.clone(),
    )))
}

fn columns(table: &Table) -> Vec<(&str, ColumnType)> {
    let columns = table.columns.iter();
    columns.map(|c| (c.id.value.as_str(), c.kind)).collect()
}

/// An answer with what was reported of it when its period was closed.
fn with_closing(closings: &Closings, answer: &Answer) -> serde_json::Value {
    let mut value = json::answer(answer);
    let reported = answer
        .goal
        .as_ref()
        .and_then(|g| closings.of(g, answer.period));
    if let (Some((period, frozen)), Some(object)) = (reported, value.as_object_mut()) {
        let reported = json::frozen(period, frozen, Some(answer));
        object.insert("reported".to_owned(), reported);
    }
    value
}

/// How many numbers are hidden from everyone, or must not go to everyone.
pub fn say_what_is_hidden<'a>(answers: impl IntoIterator<Item = &'a Answer>, out: &mut Output) {
    let (mut hidden, mut private) = (0, 0);
    for answer in answers {
        hidden += usize::from(answer.is_hidden());
        private += usize::from(!answer.for_publishing);
    }
    if private > 0 {
        out.say(format!(
            "not for publishing: {private} of the answers are hidden from those who may not read the rows"
        ));
    }
    if hidden > 0 {
        out.say(format!(
            "hidden, since few persons stand behind them or behind a number that they would give away: {hidden} answers; who may read the rows sees them with --exact"
        ));
    }
}

/// What was reported, in a few words.
pub fn was(frozen: &Frozen) -> String {
    let value = frozen.value.as_ref().map(|v| v.to_short(4));
    let state = frozen.state.as_deref().unwrap_or_default();
    format!("{} {state}", value.as_deref().unwrap_or("–"))
        .trim_end()
        .to_owned()
}
