//! Derived rows: what an official rule makes of each row of a register, kept as rows of its own with the rule's version.
//!
//! A derived row stands on one row of its origin and is read through it, so it is in force exactly when its origin is:
//! superseding or withdrawing the register needs nothing here. A new version of a rule derives every delivery again;
//! its rows take the place of the old ones from then on, and the old ones stay for as-of.

use crate::engine::Engine;
use crate::error::EngineError;
use jiff::civil::Date;
use std::borrow::Cow;
use varde_calc::phd;
use varde_facts::{Cell, FileFacts, Head, Known, Mode};
use varde_pack::{DERIVATIONS, Table};

impl Engine {
    /// Derive the rows of every delivery that has not been derived by the present version of its rule. Gives how many deliveries were.
    ///
    /// # Errors
    /// When the store can't be read or written.
    pub fn derive(&self, now: Known) -> Result<usize, EngineError> {
        let mut done = 0;
        for table in self.pack.tables.values() {
            let Some(derived) = &table.derived else {
                continue;
            };
            let (Some(origin), Some((rule, version))) = (
                self.pack.tables.get(&derived.from.value),
                DERIVATIONS
                    .iter()
                    .find(|(name, _)| *name == derived.rule.value),
            ) else {
                continue;
            };
            let have: Vec<String> = self
                .facts
                .deliveries_of(&table.id.value)?
                .into_iter()
                .map(|(_, mapping)| mapping)
                .collect();
            for (batch, _) in self.facts.deliveries_of(&origin.id.value)? {
                if !have.contains(&mapping(rule, *version, batch)) {
                    self.derive_one(table, origin, (rule, *version), batch, now)?;
                    done += 1;
                }
            }
        }
        Ok(done)
    }

    fn derive_one(
        &self,
        table: &Table,
        origin: &Table,
        (rule, version): (&str, u32),
        batch: i64,
        now: Known,
    ) -> Result<(), EngineError> {
        let of = self.facts.batch(batch)?;
        let rows = self.facts.batch_rows(origin, batch)?;
        let at = |name: &str| rows.columns.iter().position(|c| c == name);
        let index = [
            "pid",
            "admitted",
            "fin_start",
            "submitted",
            "duty_days",
            "leave_days",
        ]
        .map(at);
        // Known when its origin was, unless the rule is newer than that.
        let earlier = self
            .facts
            .batches()?
            .into_iter()
            .filter(|b| b.source == *rule)
            .map(|b| b.known)
            .max();
        let known = earlier.map_or(of.known, |e| e.max(of.known));
        let mut text =
            String::from("of_row;pid;gross_days;net_days;six_year_limit;within_six_years\n");
        let mut loading = self.facts.begin(Head {
            source: rule.to_owned(),
            table: table.clone(),
            replaces: vec!["of_batch".to_owned()],
            staging: table
                .columns
                .iter()
                .map(|c| (c.id.value.clone(), c.kind))
                .collect(),
            sql: None,
            file: format!("{rule}-{version}-{batch}.csv"),
            sha256: format!("{} {}", mapping(rule, version, batch), of.sha256),
            known,
            imported: now.max(known),
            entered_by: "varde".to_owned(),
            pack: self.pack.hash.clone(),
            mapping: mapping(rule, version, batch),
            control_column: None,
        })?;
        for (line, row) in rows.rows.iter().enumerate() {
            let cell = |i: usize| index[i].and_then(|c| row.get(c).cloned().flatten());
            let Some(row_id) = row
                .first()
                .cloned()
                .flatten()
                .and_then(|id| id.parse::<i64>().ok())
            else {
                continue;
            };
            let times = phd_times([1, 2, 3].map(cell).map(date), [4, 5].map(cell).map(days));
            text.push_str(&times.line(row_id, cell(0).as_deref()));
            let cells: Vec<Cell<'_>> = table
                .columns
                .iter()
                .map(|c| times.cell(&c.id.value, row_id, batch, version, cell(0)))
                .collect();
            loading.row(line as u64 + 2, &cells)?;
        }
        let file = FileFacts {
            format: "derived".to_owned(),
            encoding: "utf-8".to_owned(),
            bytes: text.len() as u64,
            archive: text.into_bytes(),
            extension: "csv".to_owned(),
            ..FileFacts::default()
        };
        loading.finish(&file, Mode::Import)?;
        Ok(())
    }
}

fn mapping(rule: &str, version: u32, batch: i64) -> String {
    format!("{rule}@{version} of {batch}")
}

fn date(text: Option<String>) -> Option<Date> {
    text.and_then(|t| t.parse().ok())
}

fn days(text: Option<String>) -> i64 {
    text.and_then(|t| t.parse().ok()).unwrap_or(0)
}

/// Rule `phd-times`, version 1.
struct PhdTimes {
    gross: Option<i64>,
    net: Option<i64>,
    limit: Option<Date>,
    within: Option<bool>,
}

fn phd_times(
    [admitted, financed, submitted]: [Option<Date>; 3],
    [duty, leave]: [i64; 2],
) -> PhdTimes {
    let gross = financed
        .zip(submitted)
        .and_then(|(from, to)| phd::gross_days(from, to).ok());
    PhdTimes {
        gross,
        net: gross.and_then(|gross| phd::net_days(gross, duty, leave).ok()),
        limit: admitted.map(phd::six_year_limit),
        within: admitted
            .map(|start| submitted.is_some_and(|day| phd::submitted_within_six_years(start, day))),
    }
}

impl PhdTimes {
    fn cell(
        &self,
        column: &str,
        row: i64,
        batch: i64,
        version: u32,
        pid: Option<String>,
    ) -> Cell<'static> {
        let number = |n: Option<i64>| n.map_or(Cell::Null, Cell::Integer);
        match column {
            "of_row" => Cell::Integer(row),
            "of_batch" => Cell::Integer(batch),
            "rule_version" => Cell::Integer(i64::from(version)),
            "pid" => pid.map_or(Cell::Null, |p| Cell::Text(Cow::Owned(p))),
            "gross_days" => number(self.gross),
            "net_days" => number(self.net),
            "six_year_limit" => self.limit.map_or(Cell::Null, Cell::Date),
            "within_six_years" => self.within.map_or(Cell::Null, Cell::Boolean),
            _ => Cell::Null,
        }
    }

    fn line(&self, row: i64, pid: Option<&str>) -> String {
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let limit = self.limit.map(|d| d.to_string()).unwrap_or_default();
        let within = self.within.map(|w| w.to_string()).unwrap_or_default();
        format!(
            "{row};{};{};{};{limit};{within}\n",
            pid.unwrap_or_default(),
            number(self.gross),
            number(self.net)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::phd_times;
    use jiff::civil::date;

    #[test]
    fn the_worked_example_of_the_definitions() {
        let times = phd_times(
            [
                Some(date(2019, 8, 15)),
                Some(date(2019, 8, 15)),
                Some(date(2023, 6, 1)),
            ],
            [365, 100],
        );
        assert_eq!(
            (times.gross, times.net, times.limit, times.within),
            (Some(1386), Some(921), Some(date(2025, 8, 15)), Some(true))
        );
    }

    #[test]
    fn what_is_not_known_stays_unknown() {
        let times = phd_times([Some(date(2019, 8, 15)), None, None], [0, 0]);
        assert_eq!(
            (times.gross, times.net, times.within),
            (None, None, Some(false))
        );
    }
}
