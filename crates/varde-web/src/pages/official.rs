//! Official numbers beside a goal's or an indicator's own.

use crate::data::known;
use crate::pages::{Context, ours};
use std::collections::BTreeMap;
use varde_calc::Exact;
use varde_engine::{Beside, Query};
use varde_pack::{Goal, Indicator};
use varde_view::known::Known;
use varde_view::pages::beside::{BesideSection, Besides, beside_section};
use varde_view::pages::error::Wrong;

/// The local number of a year, whether it is provisional, and the official one.
type Year = (Option<Exact>, bool, Known);

/// A section for each official series that the pack names beside the indicator or its parts.
pub(crate) fn sections(
    context: &Context<'_>,
    indicator: Option<&Indicator>,
    goal: Option<&Goal>,
) -> Result<Vec<BesideSection>, Wrong> {
    let Some(indicator) = indicator else {
        return Ok(Vec::new());
    };
    let engine = &context.shared.app.engine;
    let answers = context.evaluate(Query {
        goal: goal.map(|g| g.id.value.clone()),
        indicator: goal.is_none().then(|| indicator.id.value.clone()),
        ..Query::default()
    })?;
    let snapshot = engine.snapshot(context.as_of).map_err(ours)?;
    let mut by_official: BTreeMap<(Option<String>, String), (Beside, Vec<Year>)> = BTreeMap::new();
    for answer in &answers {
        for beside in engine.beside(&snapshot, answer).map_err(ours)? {
            let key = (beside.measure.clone(), beside.why.indicator.value.clone());
            let year = (
                beside.local.clone(),
                beside.provisional,
                known(&beside.official),
            );
            let (_, years) = by_official
                .entry(key)
                .or_insert_with(|| (beside, Vec::new()));
            years.push(year);
        }
    }
    let writer = context.writer();
    let mut out = Vec::new();
    for (place, ((measure, official), (beside, mut years))) in (1..).zip(by_official) {
        let Some(official) = context.pack.indicator(&official) else {
            continue;
        };
        years.sort_by_key(|(.., known)| known.period);
        let of_measure = measure.and_then(|m| context.pack.measures.get(&m));
        let local = of_measure.map_or(&indicator.title, |m| &m.title);
        out.push(beside_section(
            writer,
            &Besides {
                place,
                local: writer.text(local),
                official,
                why: &beside.why,
                years,
            },
        ));
    }
    Ok(out)
}
