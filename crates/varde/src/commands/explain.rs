//! `varde explain`: a number opened down to its rows.

use super::evaluate::say_what_is_hidden;
use super::moment;
use crate::args::{Explain, Format};
use crate::home::Home;
use crate::json;
use crate::output::{Exit, Output};
use varde_engine::Depth;

pub fn run(home: &Home, args: &Explain, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let as_of = args.as_of.as_deref().map(moment).transpose()?;
    let engine = match as_of {
        Some(then) => home.engine_at(then)?,
        None => home.engine.clone(),
    };
    let depth = if args.rows || format == Format::Json {
        Depth::Rows
    } else {
        Depth::Parts
    };
    let opened = engine.explain(
        &args.id,
        args.unit.as_deref(),
        args.year,
        as_of,
        depth,
        &args.seen.audience(),
    )?;
    say_what_is_hidden([&opened.answer], out);
    if format == Format::Json {
        out.line(serde_json::to_string_pretty(&json::explanation(&opened))?)?;
        return Ok(Exit::Fine);
    }
    let answer = &opened.answer;
    out.line(format!(
        "{} {}, unit {}: {}",
        args.id,
        answer.period,
        answer.unit,
        json::title(&answer.title)
    ))?;
    let value = answer
        .figure
        .value
        .as_ref()
        .map_or_else(|| "unknown".to_owned(), |v| v.to_short(4));
    let state = answer
        .state
        .map(|s| format!(", {}", s.as_str()))
        .unwrap_or_default();
    let reason = answer
        .figure
        .reason
        .map(|r| format!(" ({})", r.as_str()))
        .unwrap_or_default();
    let target = answer
        .target
        .as_ref()
        .map(|t| format!(", target {t}"))
        .unwrap_or_default();
    out.line(format!("  {value}{state}{reason}{target}"))?;
    if !opened.formula.is_empty() {
        out.line(format!("  {}", opened.formula))?;
    }
    out.line(format!(
        "  definition {}, pack {}, as known {}",
        answer.definition, answer.pack, answer.as_of
    ))?;
    for slice in &answer.figure.slices {
        let share = slice.value.as_ref().map_or_else(
            || {
                if slice.hidden {
                    "hidden, few persons".to_owned()
                } else {
                    "–".to_owned()
                }
            },
            |v| format!("{} %", v.to_short(2)),
        );
        out.line(format!("  {}: {share}", slice.name))?;
    }
    for part in &opened.parts {
        let value = part.value.as_ref().map_or_else(
            || {
                if part.hidden {
                    "hidden, few persons"
                } else {
                    "unknown"
                }
                .to_owned()
            },
            varde_calc::Exact::to_exact_string,
        );
        out.line(format!(
            "{} {} {} = {value}",
            part.part, part.measure, part.period
        ))?;
        for row in &part.rows {
            let values: Vec<String> = row
                .source
                .values
                .iter()
                .filter_map(|(column, value)| value.as_ref().map(|v| format!("{column}={v}")))
                .collect();
            let weight = row
                .weight
                .as_ref()
                .map_or_else(String::new, |w| format!("{w}  "));
            out.line(format!(
                "  {weight}{}:{}  {}  {}",
                row.source.file,
                row.source.line,
                row.source.table,
                values.join(" ")
            ))?;
        }
    }
    Ok(Exit::Fine)
}
