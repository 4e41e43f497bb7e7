//! `varde batches`: what has been delivered.

use super::table;
use crate::args::{Batches, Format};
use crate::home::Home;
use crate::json;
use crate::output::{Exit, Output};

pub fn run(home: &Home, args: &Batches, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let batches: Vec<_> = home
        .facts
        .batches()?
        .into_iter()
        .filter(|b| args.source.as_ref().is_none_or(|s| *s == b.source))
        .collect();
    if format == Format::Json {
        out.line(serde_json::to_string_pretty(
            &batches.iter().map(json::batch).collect::<Vec<_>>(),
        )?)?;
        return Ok(Exit::Fine);
    }
    if batches.is_empty() {
        out.say("nothing has been delivered yet");
        return Ok(Exit::Fine);
    }
    let mut rows = vec![
        [
            "batch", "source", "file", "known", "rows", "rejected", "new", "changed", "gone",
            "state",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    rows.extend(batches.iter().map(|b| {
        let state = match &b.withdrawn {
            Some((when, reason)) => format!("withdrawn {}: {reason}", when.date()),
            None if b.slices_in_force == 0 => "superseded".to_owned(),
            None if b.slices_in_force < b.slices.len() as i64 => {
                format!("in force for {} of {}", b.slices_in_force, b.slices.len())
            }
            None => "in force".to_owned(),
        };
        let numbers = [b.rows, b.rejected, b.new, b.changed, b.gone].map(|n| n.to_string());
        [
            b.batch.to_string(),
            b.source.clone(),
            b.file.clone(),
            b.known.date().to_string(),
        ]
        .into_iter()
        .chain(numbers)
        .chain([state])
        .collect()
    }));
    table(&rows, &[0, 4, 5, 6, 7, 8], out)?;
    let left = home.facts.files_without_delivery()?;
    if !left.is_empty() {
        out.say(format!(
            "{} of the files in raw/ belong to no delivery, because an import was stopped or the facts were put back from a copy: {}",
            left.len(),
            left.join(", ")
        ));
    }
    Ok(Exit::Fine)
}
