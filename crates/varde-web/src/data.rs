//! From what the engine and the facts give to what pages are built from. The contract with both is in this one place.

use std::collections::{BTreeMap, BTreeSet};
use varde_engine::{Answer, Closings, Explanation, SourceYear};
use varde_facts::{Batch, Reject, RowSource};
use varde_view::known::{Condition, Known, Reported, Slice};
use varde_view::pages::complete::Complete;
use varde_view::pages::data::Delivery;
use varde_view::pages::delivery::Rejected;
use varde_view::pages::rows::{PartRows, SourceRow};

/// An answer as pages take it.
pub fn known(answer: &Answer) -> Known {
    let figure = &answer.figure;
    Known {
        period: answer.period,
        state: answer.state,
        of_target: answer.of_target,
        provisional: answer.provisional,
        private: !answer.for_publishing,
        numerator: figure.numerator.clone(),
        denominator: figure.denominator.clone(),
        value: figure.value.clone(),
        reason: figure.reason.map(|r| r.as_str().to_owned()),
        required: answer.required.clone(),
        slices: figure
            .slices
            .iter()
            .map(|s| Slice {
                name: s.name.clone(),
                numerator: s.numerator.clone(),
                denominator: s.denominator.clone(),
                value: s.value.clone(),
                passes: s.passes,
                hidden: s.hidden,
            })
            .collect(),
        conditions: answer
            .conditions
            .iter()
            .map(|c| Condition {
                indicator: c.indicator.clone(),
                value: c.figure.value.clone(),
                state: c.state,
            })
            .collect(),
        reported: None,
        entered_baseline: figure.entered_baseline.clone(),
        definition: answer.definition.clone(),
        fingerprint: answer.fingerprint.clone(),
    }
}

/// An answer with what was reported of it.
pub fn known_with(closings: &Closings, answer: &Answer) -> Known {
    let reported = answer
        .goal
        .as_ref()
        .and_then(|g| closings.of(g, answer.period));
    Known {
        reported: reported.map(|(period, frozen)| Reported {
            closed: period.closed.to_string(),
            as_of: period.as_of.to_string(),
            value: frozen.value.clone(),
            state: frozen.stood(),
            restated: frozen.is_restated_by(answer),
        }),
        ..known(answer)
    }
}

/// Answers by goal, each by year.
pub fn by_goal(answers: &[Answer]) -> BTreeMap<String, Vec<Known>> {
    collect(answers.iter().filter_map(|a| Some((a.goal.clone()?, a))))
}

/// Answers by indicator, each by year; those of goals count where the indicator has none of its own.
pub fn by_indicator(answers: &[Answer]) -> BTreeMap<String, Vec<Known>> {
    collect(
        answers
            .iter()
            .filter(|a| a.goal.is_none())
            .filter_map(|a| Some((a.indicator.clone()?, a))),
    )
}

fn collect<'a>(
    answers: impl Iterator<Item = (String, &'a Answer)>,
) -> BTreeMap<String, Vec<Known>> {
    let mut out: BTreeMap<String, Vec<Known>> = BTreeMap::new();
    for (id, answer) in answers {
        out.entry(id).or_default().push(known(answer));
    }
    for series in out.values_mut() {
        series.sort_by_key(|k| k.period);
    }
    out
}

/// The parts of an opened number.
pub fn parts(explanation: Explanation) -> Vec<PartRows> {
    let row = |row: varde_engine::ExplainedRow| SourceRow {
        weight: row.weight.unwrap_or_default(),
        ..source_row(row.source)
    };
    let part = |part: varde_engine::Part| PartRows {
        part: part.part,
        measure: part.measure,
        period: part.period,
        value: part.value,
        rows: part.rows.into_iter().map(row).collect(),
        counts: part.counts,
    };
    explanation.parts.into_iter().map(part).collect()
}

/// A stored row as pages take it.
pub fn source_row(row: RowSource) -> SourceRow {
    let value = |(column, value): (String, Option<String>)| (column, value.unwrap_or_default());
    SourceRow {
        table: row.table,
        values: row.values.into_iter().map(value).collect(),
        weight: String::new(),
        file: row.file,
        sha256: row.sha256,
        line: row.line,
        batch: row.batch,
        known: row.known.to_string(),
    }
}

/// A source in a year as pages take it.
pub fn complete(of: SourceYear) -> Complete {
    Complete {
        source: of.source,
        year: of.year,
        delivered: of
            .delivered
            .map(|(batch, known)| (batch, known.to_string())),
        rows: of.rows,
        parts: of.parts,
        standing: of.standing,
        due: of.due,
        provisional_until: of.provisional_until,
    }
}

/// A delivery as pages take it.
pub fn delivery(batch: Batch) -> Delivery {
    let whole = |n: i64| u64::try_from(n).unwrap_or(0);
    Delivery {
        batch: batch.batch,
        source: batch.source,
        file: batch.file,
        sha256: batch.sha256,
        known: batch.known.to_string(),
        imported: batch.imported.to_string(),
        by: batch.entered_by,
        rows: whole(batch.rows),
        rejected: whole(batch.rejected),
        new: whole(batch.new),
        changed: whole(batch.changed),
        gone: whole(batch.gone),
        withdrawn: batch.withdrawn.map(|(when, why)| (when.to_string(), why)),
        in_force: batch.slices_in_force > 0,
        cut: batch.cut,
        periods: years(&batch.slices),
    }
}

/// The years that slices such as `year=2023, semester=3` are about.
fn years(slices: &[String]) -> Vec<String> {
    let year = |slice: &String| {
        let pairs = slice.split(", ").filter_map(|pair| pair.split_once('='));
        pairs
            .into_iter()
            .find(|(name, _)| *name == "year" || name.ends_with("_year"))
            .map(|(_, year)| year.to_owned())
    };
    slices
        .iter()
        .filter_map(year)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// A rejected row as pages take it.
pub fn rejected(reject: Reject) -> Rejected {
    Rejected {
        line: reject.line.to_string(),
        column: reject.column,
        value: reject.value.unwrap_or_default(),
        reason: reject.reason,
        message: reject.message,
        row: reject.row,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn slices_tell_the_years() {
        let slices = [
            "year=2023, semester=3",
            "year=2023, semester=1",
            "institution=1150, year=2021",
            "all",
        ]
        .map(str::to_owned);
        assert_eq!(years(&slices), ["2021", "2023"]);
    }
}
