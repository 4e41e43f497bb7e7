//! `varde evaluate`: goals and indicators.

use super::{moment, table};
use crate::args::{Evaluate, Format};
use crate::home::Home;
use crate::json;
use crate::output::{Exit, Output};
use std::time::Instant;
use varde_engine::Query;

pub fn run(home: &Home, args: &Evaluate, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let as_of = args.as_of.as_deref().map(moment).transpose()?;
    let engine = match as_of {
        Some(then) if args.definitions == "then" => home.engine_at(then)?,
        _ => home.engine.clone(),
    };
    let query = Query {
        goal: args.goal.clone(),
        indicator: args.indicator.clone(),
        year: args.year,
        unit: args.unit.clone(),
        as_of,
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
    if format == Format::Json {
        out.line(serde_json::to_string_pretty(
            &answers.iter().map(json::answer).collect::<Vec<_>>(),
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
    Ok(Exit::Fine)
}
