//! `varde close`, `varde closings`, `varde account`: what was reported, and what has changed since.

use super::evaluate::was;
use super::{moment, table};
use crate::args::{Close, Format, Seen};
use crate::home::{Home, now, who};
use crate::json;
use crate::output::{Exit, Output};
use anyhow::{Context, bail, ensure};
use serde_json::json;
use std::collections::BTreeMap;
use varde_engine::{Answer, Audience, ClosedPeriod, Engine, Frozen, Query, freeze};
use varde_facts::Known;
use varde_state::{Closed, Closing, WHOLE};

/// Answers by goal and year.
type Answers = BTreeMap<(String, i16), Answer>;

pub fn close(home: &Home, args: &Close, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let _turn = home.turn();
    let as_of = match &args.as_of {
        Some(text) => moment(text)?,
        None => home.engine.now()?,
    };
    let engine = home.engine_at(as_of)?;
    let year = year_of(&engine, &args.period)?;
    let last = match (year, &engine.pack.strategy) {
        (Some(year), _) => year,
        (None, Some(strategy)) => strategy.period.1,
        (None, None) => bail!("pack `{}` has no strategy to conclude", engine.pack.id),
    };
    ensure!(
        as_of.date().year() > last,
        "{last} is not over as known {as_of}; close it when its data are in"
    );
    let answers: Vec<Answer> = goals(&engine, as_of, year, Audience::readers_of_all())?
        .into_values()
        .collect();
    let closing = Closing {
        id: format!("close-{}-{}", args.period, now().micros()),
        pack: engine.pack.id.clone(),
        period: year.map_or_else(|| WHOLE.to_owned(), |y| y.to_string()),
        pack_hash: engine.pack.hash.clone(),
        as_of_us: as_of.micros(),
        answers_json: freeze(&answers)?,
        note: args.note.clone(),
        closed_at_us: now().micros(),
        closed_by: who(),
    };
    if let Closed::Before(before) = home.close(closing, args.again)? {
        bail!(
            "{} was closed {} by {}; to close it anew, add --again and say why with --note",
            args.period,
            Known::from_micros(before.closed_at_us),
            before.closed_by
        );
    }
    let open = answers.iter().filter(|a| a.provisional).count();
    if format == Format::Json {
        let value = json!({
            "period": args.period, "as_of": as_of.to_string(), "answers": answers.len(), "provisional": open, "note": args.note,
        });
        out.line(serde_json::to_string_pretty(&value)?)?;
        return Ok(Exit::Fine);
    }
    out.line(format!(
        "{} is closed: {} answers as known {as_of}",
        args.period,
        answers.len()
    ))?;
    if open > 0 {
        out.line(format!("  {open} of them are provisional"))?;
    }
    Ok(Exit::Fine)
}

/// What was closed, oldest first, and how many of its answers are others now.
pub fn list(home: &Home, seen: Seen, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let audience = seen.audience();
    let closings = home.engine.reported_to(&home.closings(), &audience)?;
    let today = goals(&home.engine, home.engine.now()?, None, audience)?;
    let changed = |period: &ClosedPeriod| -> Vec<Frozen> {
        let other = |f: &&Frozen| now_of(&today, f).is_some_and(|a| f.is_restated_by(a));
        period.answers.iter().filter(other).cloned().collect()
    };
    let name = |period: &ClosedPeriod| {
        period
            .year
            .map_or_else(|| WHOLE.to_owned(), |y| y.to_string())
    };
    if format == Format::Json {
        let list = closings.0.iter().map(|period| {
            json!({
                "period": name(period), "closed": period.closed.to_string(), "by": period.by, "as_of": period.as_of.to_string(),
                "note": period.note, "answers": period.answers.len(),
                "restated": changed(period).iter().map(|f| json!({ "goal": f.goal, "period": f.period })).collect::<Vec<_>>(),
            })
        });
        out.line(serde_json::to_string_pretty(&list.collect::<Vec<_>>())?)?;
        return Ok(Exit::Fine);
    }
    if closings.0.is_empty() {
        out.say("nothing is closed yet; close a year with: varde close YEAR");
        return Ok(Exit::Fine);
    }
    let heads = [
        "period", "closed", "by", "as known", "answers", "restated", "note",
    ];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend(closings.0.iter().map(|period| {
        vec![
            name(period),
            period.closed.date().to_string(),
            period.by.clone(),
            period.as_of.date().to_string(),
            period.answers.len().to_string(),
            changed(period).len().to_string(),
            period.note.clone(),
        ]
    }));
    table(&rows, &[4, 5], out)?;
    Ok(Exit::Fine)
}

/// Every goal as the strategy ended, and as it is known now.
pub fn account(home: &Home, seen: Seen, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let audience = seen.audience();
    let closings = home.engine.reported_to(&home.closings(), &audience)?;
    let Some(period) = closings.account() else {
        bail!(
            "the strategy is not concluded; when its last year's data are in: varde close strategy"
        );
    };
    let strategy = home.engine.pack.strategy.as_ref();
    let last = strategy.context("the pack has no strategy")?.period.1;
    let today = goals(&home.engine, home.engine.now()?, None, audience)?;
    let ended: Vec<(&Frozen, Option<&Answer>)> = period
        .answers
        .iter()
        .filter(|f| f.period == last)
        .map(|f| (f, now_of(&today, f)))
        .collect();
    if format == Format::Json {
        let list = ended.iter().map(|(frozen, now)| {
            let mut value = json::frozen(period, frozen, *now);
            if let Some(object) = value.as_object_mut() {
                object.insert("goal".to_owned(), json!(frozen.goal));
                object.insert("period".to_owned(), json!(frozen.period));
                object.insert("now".to_owned(), json!(now.map(json::answer)));
            }
            value
        });
        out.line(serde_json::to_string_pretty(&list.collect::<Vec<_>>())?)?;
        return Ok(Exit::Fine);
    }
    out.line(format!(
        "final account of {}, closed {} by {}, as known {}",
        home.engine.pack.id,
        period.closed.date(),
        period.by,
        period.as_of.date()
    ))?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (frozen, _) in &ended {
        *counts
            .entry(frozen.state.as_deref().unwrap_or("unknown"))
            .or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(s, n)| format!("{n} {s}")).collect();
    out.line(format!("{} goals: {}", ended.len(), counts.join(", ")))?;
    let mut rows = vec![
        ["", "ended", "value", "target", "now"]
            .map(str::to_owned)
            .to_vec(),
    ];
    rows.extend(ended.iter().map(|(frozen, now)| {
        let restated = now.filter(|now| frozen.is_restated_by(now));
        vec![
            frozen.goal.clone(),
            frozen.state.clone().unwrap_or_default(),
            frozen
                .value
                .as_ref()
                .map_or_else(|| "–".to_owned(), |v| v.to_short(4)),
            frozen.target.clone().unwrap_or_default(),
            restated
                .and_then(Frozen::of)
                .map(|now| was(&now))
                .unwrap_or_default(),
        ]
    }));
    table(&rows, &[2], out)?;
    Ok(Exit::Fine)
}

fn year_of(engine: &Engine, period: &str) -> anyhow::Result<Option<i16>> {
    if period == WHOLE {
        return Ok(None);
    }
    let year: i16 = period
        .parse()
        .with_context(|| format!("`{period}` is no period; write a year, or `{WHOLE}`"))?;
    if let Some((from, to)) = engine.pack.strategy.as_ref().map(|s| s.period) {
        ensure!(
            (from..=to).contains(&year),
            "{year} lies outside the strategy's {from}–{to}"
        );
    }
    Ok(Some(year))
}

/// Answers of all goals, of one year or of all of the strategy's.
fn goals(
    engine: &Engine,
    as_of: Known,
    year: Option<i16>,
    audience: Audience,
) -> anyhow::Result<Answers> {
    let query = Query {
        year,
        as_of: Some(as_of),
        audience,
        ..Query::default()
    };
    let period = engine.pack.strategy.as_ref().map(|s| s.period);
    let within = |year: i16| period.is_none_or(|(from, to)| (from..=to).contains(&year));
    let answers = engine.evaluate(&query)?.into_iter();
    Ok(answers
        .filter(|a| within(a.period))
        .filter_map(|a| Some(((a.goal.clone()?, a.period), a)))
        .collect())
}

fn now_of<'a>(today: &'a Answers, frozen: &Frozen) -> Option<&'a Answer> {
    today.get(&(frozen.goal.clone(), frozen.period))
}
