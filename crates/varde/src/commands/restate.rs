//! `varde restate`: why a number is another than it was.

use super::evaluate::say_what_is_hidden;
use super::{moment, table};
use crate::args::{Format, Restate};
use crate::home::Home;
use crate::json;
use crate::output::{Exit, Output};
use anyhow::ensure;
use varde_calc::Exact;
use varde_engine::{Bridge, Cause};

pub fn run(home: &Home, args: &Restate, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let from = moment(&args.from)?;
    let to = match &args.to {
        Some(text) => moment(text)?,
        None => home.engine.now()?,
    };
    ensure!(
        from <= to,
        "--from is {from} and --to is {to}: the first must be the earlier one"
    );
    let (old, new) = (home.engine_at(from)?, home.engine_at(to)?);
    let audience = args.seen.audience();
    let mut bridges = new.restate(&old, &args.id, args.unit.as_deref(), (from, to), &audience)?;
    bridges.retain(|b| args.year.is_none_or(|year| b.after.period == year));
    say_what_is_hidden(bridges.iter().map(|b| &b.after), out);
    if format == Format::Json {
        let list: Vec<_> = bridges.iter().map(json::bridge).collect();
        out.line(serde_json::to_string_pretty(&list)?)?;
        return Ok(Exit::Fine);
    }
    if bridges.is_empty() {
        out.say(format!(
            "nothing about `{}` changed between {from} and {to}",
            args.id
        ));
    }
    for bridge in &bridges {
        show(bridge, out)?;
    }
    Ok(Exit::Fine)
}

fn show(bridge: &Bridge, out: &mut Output) -> anyhow::Result<()> {
    let short = |value: Option<&Exact>| value.map_or_else(|| "–".to_owned(), |v| v.to_short(4));
    let signed = |change: &Exact| {
        let sign = if *change < Exact::zero() { "" } else { "+" };
        format!("{sign}{}", change.to_short(4))
    };
    let (before, after) = (&bridge.before, &bridge.after);
    out.line(format!(
        "{} {}, unit {}",
        after
            .goal
            .as_ref()
            .or(after.indicator.as_ref())
            .map_or("", String::as_str),
        after.period,
        after.unit
    ))?;
    let mut rows = vec![
        ["", "change", "value"].map(str::to_owned).to_vec(),
        vec![
            format!("as known {}", before.as_of),
            String::new(),
            short(before.figure.value.as_ref()),
        ],
    ];
    rows.extend(bridge.steps.iter().map(|step| {
        let cause = match step.cause {
            Cause::NewData => "new data",
            Cause::CorrectedData => "corrected data",
            Cause::Definition => "changed definition",
            Cause::Units => "changed units",
        };
        vec![
            cause.to_owned(),
            step.change.as_ref().map_or_else(|| "–".to_owned(), signed),
            short(step.value.as_ref()),
        ]
    }));
    rows.push(vec![
        format!("as known {}", after.as_of),
        String::new(),
        short(after.figure.value.as_ref()),
    ]);
    table(&rows, &[1, 2], out)?;
    let list = |numbers: &[i64]| {
        let texts: Vec<String> = numbers.iter().map(i64::to_string).collect();
        texts.join(", ")
    };
    for (what, numbers) in [("came", &bridge.came), ("went", &bridge.went)] {
        if !numbers.is_empty() {
            out.line(format!("  deliveries that {what}: {}", list(numbers)))?;
        }
    }
    Ok(())
}
