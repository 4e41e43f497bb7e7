//! The JSON that others rely on: exact numbers are strings, keys keep their order.

use serde_json::{Value, json};
use varde_calc::Exact;
use varde_engine::{Answer, ClosedPeriod, Explanation, Frozen};
use varde_facts::{Batch, Outcome};
use varde_pack::{Language, Texts};

/// Digits after the point that a value which does not end is given with.
const DECIMALS: u32 = 10;

fn exact(number: Option<&Exact>) -> Value {
    number.map_or(Value::Null, |n| Value::String(n.to_exact_string()))
}

fn texts(texts: &Texts) -> Value {
    Value::Object(
        texts
            .0
            .iter()
            .map(|(language, text)| (language.tag().to_owned(), Value::String(text.clone())))
            .collect(),
    )
}

/// One answer.
pub fn answer(answer: &Answer) -> Value {
    let figure = &answer.figure;
    let mut value = json!({
        "goal": answer.goal,
        "indicator": answer.indicator,
        "title": texts(&answer.title),
        "unit": answer.unit,
        "period": answer.period,
        "state": answer.state.map(varde_calc::State::as_str),
        "provisional": answer.provisional,
        "numerator": exact(figure.numerator.as_ref()),
        "denominator": exact(figure.denominator.as_ref()),
        "value": figure.value.as_ref().map(|v| v.to_short(DECIMALS)),
        "target": answer.target,
        "reason": figure.reason.map(varde_engine::Reason::as_str),
        "definition": answer.definition,
        "pack": answer.pack,
        "as_of": answer.as_of.to_string(),
        "fingerprint": answer.fingerprint,
    });
    if let (false, Some(object)) = (answer.for_publishing, value.as_object_mut()) {
        object.insert("not_for_publishing".to_owned(), Value::Bool(true));
    }
    if let (Some(source), Some(object)) = (&figure.entered_baseline, value.as_object_mut()) {
        object.insert("entered_baseline".to_owned(), Value::String(source.clone()));
    }
    if let (false, Some(object)) = (answer.conditions.is_empty(), value.as_object_mut()) {
        let conditions = answer.conditions.iter().map(|c| {
            json!({
                "indicator": c.indicator, "target": c.target, "state": c.state.as_str(),
                "numerator": exact(c.figure.numerator.as_ref()), "denominator": exact(c.figure.denominator.as_ref()),
                "value": c.figure.value.as_ref().map(|v| v.to_short(DECIMALS)),
                "reason": c.figure.reason.map(varde_engine::Reason::as_str),
            })
        });
        object.insert("conditions".to_owned(), conditions.collect());
        let of_target = answer.of_target.map(varde_calc::State::as_str);
        object.insert("target_state".to_owned(), of_target.into());
    }
    if let (false, Some(object)) = (figure.slices.is_empty(), value.as_object_mut()) {
        let slices = figure.slices.iter().map(|s| {
            json!({ "slice": s.name, "numerator": exact(s.numerator.as_ref()), "denominator": exact(s.denominator.as_ref()), "value": s.value.as_ref().map(|v| v.to_short(DECIMALS)), "passes": s.passes, "suppressed": s.hidden })
        });
        object.insert("slices".to_owned(), slices.collect());
    }
    value
}

/// An opened number.
pub fn explanation(explanation: &Explanation) -> Value {
    let mut value = answer(&explanation.answer);
    let parts: Vec<Value> = explanation
        .parts
        .iter()
        .map(|p| json!({ "part": p.part, "measure": p.measure, "period": p.period, "value": exact(p.value.as_ref()), "suppressed": p.hidden, "rows": p.rows.len() }))
        .collect();
    let rows: Vec<Value> = explanation
        .parts
        .iter()
        .flat_map(|part| {
            part.rows.iter().map(move |row| {
                let values: serde_json::Map<String, Value> = row.source.values.iter().map(|(column, value)| (column.clone(), value.clone().map_or(Value::Null, Value::String))).collect();
                json!({ "part": part.part, "measure": part.measure, "period": part.period, "table": row.source.table, "values": values, "weight": row.weight, "source": row.source.source, "batch": row.source.batch,
                    "file": row.source.file, "sha256": row.source.sha256, "kept_as": row.source.archived, "line": row.source.line, "known": row.source.known.to_string() })
            })
        })
        .collect();
    if let Some(object) = value.as_object_mut() {
        object.insert(
            "formula".to_owned(),
            Value::String(explanation.formula.clone()),
        );
        object.insert("parts".to_owned(), Value::Array(parts));
        object.insert("rows".to_owned(), Value::Array(rows));
    }
    value
}

/// A delivery.
pub fn batch(batch: &Batch) -> Value {
    json!({
        "batch": batch.batch, "source": batch.source, "table": batch.table, "file": batch.file, "sha256": batch.sha256, "kept_as": batch.archived, "bytes": batch.bytes,
        "format": batch.format, "encoding": batch.encoding, "known": batch.known.to_string(), "imported": batch.imported.to_string(), "by": batch.entered_by,
        "rows": batch.rows, "rejected": batch.rejected, "new": batch.new, "changed": batch.changed, "gone": batch.gone, "cut": batch.cut, "control_total": batch.control_total,
        "replaces": batch.slices, "in_force": batch.slices_in_force > 0,
        "withdrawn": batch.withdrawn.as_ref().map(|(when, reason)| json!({ "at": when.to_string(), "reason": reason })),
    })
}

/// What a delivery did.
pub fn outcome(outcome: &Outcome) -> Value {
    let (word, of) = match outcome {
        Outcome::Imported(b) => ("imported", b),
        Outcome::AlreadyInForce(b) => ("already-in-force", b),
        Outcome::DryRun(b, _) => ("dry-run", b),
    };
    let mut value = batch(of);
    if let Some(object) = value.as_object_mut() {
        object.insert("outcome".to_owned(), Value::String(word.to_owned()));
    }
    value
}

/// The title for people who read the command line.
pub fn title(texts: &Texts) -> &str {
    texts.get(Language::En)
}

/// An answer as it was reported, with whether today's is another.
pub fn frozen(period: &ClosedPeriod, frozen: &Frozen, now: Option<&Answer>) -> Value {
    json!({
        "closed": period.closed.to_string(),
        "by": period.by,
        "as_of": period.as_of.to_string(),
        "state": frozen.state,
        "numerator": exact(frozen.numerator.as_ref()),
        "denominator": exact(frozen.denominator.as_ref()),
        "value": frozen.value.as_ref().map(|v| v.to_short(DECIMALS)),
        "reason": frozen.reason,
        "target": frozen.target,
        "definition": frozen.definition,
        "fingerprint": frozen.fingerprint,
        "restated": now.map(|now| frozen.is_restated_by(now)),
    })
}

/// A bridge from a value to a later one.
pub fn bridge(bridge: &varde_engine::Bridge) -> Value {
    let (before, after) = (&bridge.before, &bridge.after);
    let end = |answer: &Answer| {
        json!({
            "as_of": answer.as_of.to_string(),
            "state": answer.state.map(varde_calc::State::as_str),
            "value": exact(answer.figure.value.as_ref()),
            "reason": answer.figure.reason.map(varde_engine::Reason::as_str),
            "pack": answer.pack,
            "definition": answer.definition,
        })
    };
    let steps = bridge.steps.iter().map(|step| {
        json!({
            "cause": step.cause.as_str(),
            "change": exact(step.change.as_ref()),
            "value": exact(step.value.as_ref()),
        })
    });
    json!({
        "goal": after.goal,
        "indicator": after.indicator,
        "unit": after.unit,
        "period": after.period,
        "from": end(before),
        "to": end(after),
        "steps": steps.collect::<Vec<_>>(),
        "came": bridge.came,
        "went": bridge.went,
    })
}
