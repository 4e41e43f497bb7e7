//! `varde completeness`: what each source has delivered for each year, what is late, and what is not due yet.

use super::{moment, table};
use crate::args::{Completeness, Format};
use crate::home::{Home, now};
use crate::output::{Exit, Output};
use jiff::civil::Date;
use serde_json::{Value, json};
use varde_engine::SourceYear;

pub fn run(
    home: &Home,
    args: &Completeness,
    format: Format,
    out: &mut Output,
) -> anyhow::Result<Exit> {
    let as_of = args.as_of.as_deref().map(moment).transpose()?;
    let as_of = as_of.unwrap_or_else(now);
    let today = as_of.date();
    let mut list = home.engine.completeness(as_of, today)?;
    list.retain(|s| args.year.is_none() || s.year.is_none() || s.year == args.year);
    if format == Format::Json {
        let list: Vec<Value> = list.iter().map(|s| of(s, today)).collect();
        out.line(serde_json::to_string_pretty(&list)?)?;
        return Ok(Exit::Fine);
    }
    let heads = [
        "source",
        "year",
        "delivered",
        "rows",
        "stands",
        "due",
        "provisional until",
    ];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend(list.iter().map(|s| line(s, today)));
    table(&rows, &[3], out)?;
    let late = list
        .iter()
        .filter(|s| s.standing.late_since(today).is_some());
    out.line(format!("{} late as of {today}", late.count()))?;
    Ok(Exit::Fine)
}

/// `partly (1 of 2)`, `late since 2024-02-15`.
fn stands(of: &SourceYear, today: Date) -> String {
    let word = of.standing.as_str();
    let parts = match of.parts {
        (there, all) if all > 1 && there < all => format!(" ({there} of {all})"),
        _ => String::new(),
    };
    let late = match of.standing.late_since(today) {
        Some(since) if word == "late" => format!(" since {since}"),
        Some(since) => format!(", late since {since}"),
        None => String::new(),
    };
    match (of.year, of.delivered) {
        (None, None) => "never delivered".to_owned(),
        (None, Some(_)) if word == "delivered" => "holds until the next".to_owned(),
        _ => format!("{word}{parts}{late}"),
    }
}

fn line(of: &SourceYear, today: Date) -> Vec<String> {
    let day = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
    vec![
        of.source.clone(),
        of.year.map(|y| y.to_string()).unwrap_or_default(),
        day(of.delivered.map(|(_, known)| known.date())),
        of.rows.to_string(),
        stands(of, today),
        day(of.due),
        day(of.provisional_until.filter(|until| today < *until)),
    ]
}

fn of(of: &SourceYear, today: Date) -> Value {
    let day = |date: Option<Date>| date.map(|d| d.to_string());
    json!({
        "source": of.source,
        "year": of.year,
        "batch": of.delivered.map(|(batch, _)| batch),
        "known": of.delivered.map(|(_, known)| known.to_string()),
        "rows": of.rows,
        "parts": of.parts.0,
        "parts_of": of.parts.1,
        "standing": of.standing.as_str(),
        "due": day(of.due),
        "late_since": day(of.standing.late_since(today)),
        "provisional_until": day(of.provisional_until),
        "provisional": of.provisional_until.is_some_and(|until| today < until),
    })
}
