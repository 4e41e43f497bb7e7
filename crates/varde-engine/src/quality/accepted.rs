//! What people decided about findings: accepted because of something, or opened again.

use super::Finding;
use std::collections::BTreeMap;
use varde_facts::Known;
use varde_pack::Weight;

/// A decision about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The finding's fingerprint.
    pub finding: String,
    /// The rule that found it.
    pub rule: String,
    /// What the finding said then.
    pub said: String,
    /// Accepted, or opened again.
    pub accepted: bool,
    /// Why.
    pub because: String,
    /// When.
    pub at: Known,
    /// Who.
    pub by: String,
}

/// Decisions about findings, the first one first.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    all: Vec<Decision>,
    latest: BTreeMap<String, usize>,
}

impl Decisions {
    /// Decisions in the order that they were made.
    pub fn new(all: Vec<Decision>) -> Self {
        let latest = (0..).zip(&all).map(|(n, d)| (d.finding.clone(), n));
        Self {
            latest: latest.collect(),
            all,
        }
    }

    /// How many were ever made.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// What had been decided at a moment.
    pub fn at(&self, moment: Known) -> Self {
        let then = self.all.iter().filter(|d| d.at <= moment);
        Self::new(then.cloned().collect())
    }

    /// The acceptance that holds for a finding.
    pub fn of(&self, finding: &str) -> Option<&Decision> {
        let latest = self.latest.get(finding).and_then(|n| self.all.get(*n));
        latest.filter(|d| d.accepted)
    }

    /// Every decision about a finding, the first one first.
    pub fn history(&self, finding: &str) -> Vec<&Decision> {
        self.all.iter().filter(|d| d.finding == finding).collect()
    }

    /// Findings that nobody has accepted.
    pub fn open<'a>(&self, findings: &'a [Finding]) -> Vec<&'a Finding> {
        let open = |f: &&Finding| self.of(&f.fingerprint).is_none();
        findings.iter().filter(open).collect()
    }
}

/// How many findings there are by severity: errors, warnings, notes.
pub fn counted<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> [usize; 3] {
    findings.into_iter().fold([0; 3], |mut counts, finding| {
        let place = match finding.weight {
            Weight::Error => 0,
            Weight::Warning => 1,
            Weight::Note => 2,
        };
        counts[place] += 1;
        counts
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_latest_decision_holds_and_each_is_told() {
        let decision = |accepted, day: &str| Decision {
            finding: "f1".to_owned(),
            rule: "r".to_owned(),
            said: String::new(),
            accepted,
            because: day.to_owned(),
            at: Known::parse(day).unwrap(),
            by: "kari".to_owned(),
        };
        let days = [
            (true, "2024-01-01"),
            (false, "2024-02-01"),
            (true, "2024-03-01"),
        ];
        let all = Decisions::new(days.map(|(a, d)| decision(a, d)).to_vec());
        let because = |d: &Decisions| d.of("f1").map(|d| d.because.clone());
        assert_eq!(because(&all).as_deref(), Some("2024-03-01"));
        assert_eq!(because(&all.at(Known::parse("2024-02-15").unwrap())), None);
        let first = all.at(Known::parse("2024-01-15").unwrap());
        assert_eq!(because(&first).as_deref(), Some("2024-01-01"));
        assert_eq!(all.history("f1").len(), 3);
        assert!(all.of("f2").is_none());
    }
}
