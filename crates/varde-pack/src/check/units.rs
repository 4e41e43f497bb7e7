//! The organisation tree and its codes.

use super::{Report, known};
use crate::diagnostic::{Diagnostic, codes};
use crate::pack::Pack;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check_units(pack: &Pack, report: Report<'_>) {
    let ids = || pack.units.iter().map(|u| u.id.value.as_str());
    for unit in &pack.units {
        let mut seen = BTreeSet::from([unit.id.value.as_str()]);
        let mut current = unit;
        while let Some(parent) = &current.parent {
            if std::ptr::eq(current, unit) && !known(report, "unit", parent, ids()) {
                break;
            }
            if !seen.insert(&parent.value) {
                // A unit below a circle is not in it.
                if parent.value == unit.id.value {
                    let message = format!("unit `{}` is part of itself", unit.id.value);
                    let place = unit.parent.as_ref().unwrap_or(parent).place.clone();
                    report(Diagnostic::error(codes::UNIT_CYCLE, place, message));
                }
                break;
            }
            let Some(next) = pack.units.iter().find(|u| u.id.value == parent.value) else {
                break;
            };
            current = next;
        }
    }
    type CodeKey<'a> = (&'a str, &'a str, &'a str);
    let mut codes_seen: BTreeMap<CodeKey<'_>, Vec<(i16, i16, &str)>> = BTreeMap::new();
    for unit in &pack.units {
        for code in &unit.codes {
            let years = (code.from.unwrap_or(0), code.to.unwrap_or(9999));
            let entry = codes_seen
                .entry((&code.system, &code.institution, &code.code))
                .or_default();
            if let Some((.., other)) = entry
                .iter()
                .find(|(from, to, _)| *from <= years.1 && years.0 <= *to)
            {
                let message = format!(
                    "code `{}` means both `{other}` and `{}` in the same years",
                    code.code, unit.id.value
                );
                report(
                    Diagnostic::error(codes::OVERLAP, unit.id.place.clone(), message)
                        .hint("end the earlier one with `to`"),
                );
            }
            entry.push((years.0, years.1, &unit.id.value));
        }
    }
}
