//! Official numbers beside local ones, on the command line.

use crate::output::Output;
use serde_json::{Value, json};
use varde_calc::Exact;
use varde_engine::{Answer, Beside, Engine, Snapshot};

/// An answer's JSON with the official numbers beside it, as `official`: a list, left out where the pack names none.
pub fn with(
    engine: &Engine,
    snapshot: &Snapshot,
    answer: &Answer,
    mut value: Value,
) -> anyhow::Result<Value> {
    let beside = engine.beside(snapshot, answer)?;
    if let (false, Some(object)) = (beside.is_empty(), value.as_object_mut()) {
        let list: Vec<Value> = beside.iter().map(of).collect();
        object.insert("official".to_owned(), Value::Array(list));
    }
    Ok(value)
}

fn of(beside: &Beside) -> Value {
    let short = |x: Option<&Exact>| x.map(|v| v.to_short(10));
    let text = beside.why.text.0.iter();
    let text: serde_json::Map<String, Value> = text
        .map(|(language, text)| (language.tag().to_owned(), text.clone().into()))
        .collect();
    json!({
        "measure": beside.measure,
        "indicator": beside.official.indicator,
        "local": short(beside.local.as_ref()),
        "value": short(beside.official.figure.value.as_ref()),
        "provisional": beside.official.provisional,
        "reason": beside.official.figure.reason.map(varde_engine::Reason::as_str),
        "difference": short(beside.difference.as_ref()),
        "because": beside.why.because.as_str(),
        "text": text,
    })
}

/// For people: a line for each official number.
pub fn show(
    engine: &Engine,
    snapshot: &Snapshot,
    answers: &[Answer],
    out: &mut Output,
) -> anyhow::Result<()> {
    for answer in answers {
        for beside in engine.beside(snapshot, answer)? {
            let Some(value) = &beside.official.figure.value else {
                continue;
            };
            let difference = match &beside.difference {
                Some(gap) => format!(
                    ", {} less {} is {}",
                    beside
                        .local
                        .as_ref()
                        .map(|l| l.to_short(4))
                        .unwrap_or_default(),
                    value.to_short(4),
                    gap.to_short(4)
                ),
                None => String::new(),
            };
            let provisional = if beside.official.provisional {
                " (provisional)"
            } else {
                ""
            };
            out.line(format!(
                "official {} {}: {}{provisional}{difference} ({}: {})",
                beside.official.indicator.as_deref().unwrap_or_default(),
                answer.period,
                value.to_short(4),
                beside.why.because.as_str(),
                crate::json::title(&beside.why.text)
            ))?;
        }
    }
    Ok(())
}
