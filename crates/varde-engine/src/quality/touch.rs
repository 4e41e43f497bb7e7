//! Which findings touch what a goal or an indicator stands on.

use super::Finding;
use crate::engine::Engine;
use std::collections::BTreeSet;
use varde_pack::Indicator;

impl Engine {
    /// Whether a finding is about what an indicator of a unit stands on: rows of one of its tables, at the unit or one below it.
    pub fn touches(&self, finding: &Finding, tables: &BTreeSet<String>, unit: &str) -> bool {
        let near = finding
            .unit
            .as_deref()
            .is_none_or(|u| self.is_within(u, unit));
        near && !finding.tables.is_disjoint(tables)
    }

    /// Tables under an indicator, through its measures' views.
    pub fn tables_of_indicator(&self, indicator: &Indicator) -> BTreeSet<String> {
        self.tables_under(&[indicator])
    }

    /// Whether a finding concerns the strategy: national tables have rows of other departments too, which are others' to mend.
    /// A code that no unit has may be ours.
    pub(super) fn concerns(&self, finding: &Finding) -> bool {
        let own = self.pack.strategy.as_ref().map(|s| s.unit.value.as_str());
        match (own, finding.unit.as_deref()) {
            (Some(own), Some(unit)) => {
                self.pack.unit(unit).is_none()
                    || self.is_within(unit, own)
                    || self.is_within(own, unit)
            }
            _ => true,
        }
    }

    fn is_within(&self, unit: &str, above: &str) -> bool {
        let mut current = self.pack.unit(unit);
        // Units in a circle are refused when a pack is read; the limit only makes that certain here.
        for _ in 0..50 {
            match current {
                Some(found) if found.id.value == above => return true,
                Some(found) => {
                    let parent = found.parent.as_ref();
                    current = parent.and_then(|p| self.pack.unit(&p.value));
                }
                None => return false,
            }
        }
        false
    }
}
