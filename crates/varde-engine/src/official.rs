//! Official numbers beside local ones: two series that are never mixed, their difference, and why they differ.

use crate::answer::{Answer, Query};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::snapshot::Snapshot;
use varde_calc::Exact;
use varde_pack::{Indicator, IndicatorKind, Official};

/// An official number beside a local one, for one unit and year.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The measure whose number it stands beside; `None`: the indicator's own value.
    pub measure: Option<String>,
    /// The local number; `None` when it is unknown or hidden.
    pub local: Option<Exact>,
    /// Whether the local number is provisional.
    pub provisional: bool,
    /// The official answer.
    pub official: Answer,
    /// Local less official; `None` where one of them is missing.
    pub difference: Option<Exact>,
    /// Why they differ.
    pub why: Official,
}

impl Engine {
    /// The official numbers beside an answer: its indicator's own, and those of the measures that its numerator and denominator are.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn beside(&self, snapshot: &Snapshot, answer: &Answer) -> Result<Vec<Beside>, EngineError> {
        let indicator = answer.indicator.as_deref();
        let Some(indicator) = indicator.and_then(|i| self.pack.indicator(i)) else {
            return Ok(Vec::new());
        };
        let mut out = Vec::new();
        for (measure, why) in officials(self, indicator) {
            let query = Query {
                indicator: Some(why.indicator.value.clone()),
                unit: Some(answer.unit.clone()),
                year: Some(answer.period),
                ..Query::default()
            };
            let Some(official) = self.evaluate_on(snapshot, &query)?.pop() else {
                continue;
            };
            let local = local(indicator, measure.as_deref(), answer);
            let open = official
                .figure
                .value
                .as_ref()
                .filter(|_| !official.is_hidden());
            let difference = local.as_ref().zip(open).map(|(a, b)| a - b);
            out.push(Beside {
                measure,
                local,
                provisional: answer.provisional,
                difference,
                official,
                why: why.clone(),
            });
        }
        Ok(out)
    }
}

/// What the pack says about official numbers beside an indicator: its own, then its parts'.
fn officials<'a>(
    engine: &'a Engine,
    indicator: &'a Indicator,
) -> Vec<(Option<String>, &'a Official)> {
    let own = indicator.official.iter().map(|o| (None, o));
    // Over several years a part is no number of the year, and growth has a change above the line.
    let parts = match &indicator.kind {
        IndicatorKind::Value { numerator } if indicator.window == 1 => vec![numerator],
        IndicatorKind::Ratio {
            numerator,
            denominator,
        } if indicator.window == 1 => vec![numerator, denominator],
        _ => Vec::new(),
    };
    let of_parts = parts.into_iter().filter_map(|m| {
        let measure = engine.pack.measures.get(&m.value)?;
        Some((Some(m.value.clone()), measure.official.as_ref()?))
    });
    own.chain(of_parts).collect()
}

/// What is hidden in the answer is hidden here too.
fn local(indicator: &Indicator, measure: Option<&str>, answer: &Answer) -> Option<Exact> {
    if answer.is_hidden() {
        return None;
    }
    let figure = &answer.figure;
    match (&indicator.kind, measure) {
        (IndicatorKind::Ratio { denominator, .. }, Some(m)) if denominator.value == m => {
            figure.denominator.clone()
        }
        (IndicatorKind::Ratio { .. }, Some(_)) => figure.numerator.clone(),
        _ => figure.value.clone(),
    }
}
