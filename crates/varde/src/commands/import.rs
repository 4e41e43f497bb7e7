//! `varde import`: files into the store, and what moved because of them.

use super::evaluate::was;
use super::findings::NewFindings;
use super::table;
use crate::args::{Format, Import};
use crate::commands::{Files, Given};
use crate::home::{Home, now, who};
use crate::json;
use crate::output::{Exit, Output};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use varde_engine::{Answer, Audience, Closings, Frozen, Query};
use varde_facts::{Known, Mode, Outcome, Reject};
use varde_import::{Delivery, deliver};

/// Files longer than this show how far they are.
const LONG: usize = 2_000_000;

pub fn run(
    home: &Home,
    args: &Import,
    format: Format,
    given: &Given,
    out: &mut Output,
) -> anyhow::Result<Exit> {
    if !args.fetch {
        return take_in(home, args, format, &given.files, out);
    }
    // Asking may take long, so it is done before it is our turn.
    let Some(fetched) = super::fetch::run(home, args, &given.environment, out)? else {
        match format {
            Format::Json => out.line(serde_json::to_string_pretty(
                &serde_json::json!({ "deliveries": [], "moved": [] }),
            )?)?,
            Format::Text => out.line(format!(
                "{}: nothing new since what is in force; nothing was changed",
                args.source
            ))?,
        }
        return Ok(Exit::Fine);
    };
    let file = vec![(PathBuf::from(&fetched.file_name), fetched.bytes.clone())];
    let exit = take_in(home, args, format, &file, out)?;
    match exit {
        Exit::Failed => fetched.is_refused()?,
        _ if args.dry_run => {}
        _ => fetched.is_delivered()?,
    }
    Ok(exit)
}

fn take_in(
    home: &Home,
    args: &Import,
    format: Format,
    files: &Files,
    out: &mut Output,
) -> anyhow::Result<Exit> {
    let _turn = home.turn();
    let imported = now();
    let known = match &args.known_at {
        Some(text) => known_at(text)?,
        None => imported,
    };
    let before = Moved::before(home)?;
    let found_before = NewFindings::before(home)?;
    let mut exit = Exit::Fine;
    let mut outcomes = Vec::new();
    for (path, bytes) in files {
        let file_name = path
            .file_name()
            .and_then(|n| n.to_str())
            .context("a file needs a name")?;
        let bar = progress(bytes.len(), out.watched);
        let delivery = Delivery {
            source: &args.source,
            file_name,
            bytes,
            known,
            imported,
            entered_by: &who(),
            control_total: args.control_total.as_deref(),
            mode: if args.dry_run {
                Mode::DryRun
            } else {
                Mode::Import
            },
        };
        let result = deliver(&home.facts, &home.engine.pack, &delivery, &mut |done| {
            bar.set_position(done)
        });
        bar.finish_and_clear();
        match result {
            Ok(outcome) => outcomes.push(outcome),
            Err(error) => {
                // What came before is in and stays in; this file changed nothing.
                out.say(format!("error: {error}"));
                exit = Exit::Failed;
                break;
            }
        }
    }
    home.catch_up()?;
    let moved = before.after(home)?;
    let found = found_before.after(home)?;
    if format == Format::Json {
        let list: Vec<Value> = outcomes.iter().map(json::outcome).collect();
        out.line(serde_json::to_string_pretty(
            &serde_json::json!({ "deliveries": list, "moved": moved.json(), "findings": found.json() }),
        )?)?;
    } else {
        for outcome in &outcomes {
            show(home, outcome, out)?;
        }
        // After a dry run or a refusal nothing can have moved, and saying so would say nothing.
        if outcomes.iter().any(|o| !matches!(o, Outcome::DryRun(..))) {
            moved.show(out)?;
            found.show(out)?;
        }
    }
    let rejected = outcomes
        .iter()
        .any(|o| matches!(o, Outcome::Imported(b) | Outcome::DryRun(b, _) if b.rejected > 0));
    Ok(if exit == Exit::Fine && rejected {
        Exit::Findings
    } else {
        exit
    })
}

/// When something became known: a bare date means its first moment, so that today is not in the future.
fn known_at(text: &str) -> anyhow::Result<Known> {
    let text = if text.len() == 10 {
        format!("{text}T00:00:00Z")
    } else {
        text.to_owned()
    };
    super::moment(&text)
}

fn progress(bytes: usize, watched: bool) -> ProgressBar {
    if !watched || bytes < LONG {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(bytes as u64).with_style(style)
}

fn show(home: &Home, outcome: &Outcome, out: &mut Output) -> anyhow::Result<()> {
    match outcome {
        Outcome::AlreadyInForce(b) => {
            out.line(format!(
                "{}: in force already as delivery {}; nothing was changed",
                b.file, b.batch
            ))?;
            return Ok(());
        }
        Outcome::Imported(b) => out.line(format!(
            "{}: delivery {} of {} into {}, {} rows",
            b.file, b.batch, b.source, b.table, b.rows
        ))?,
        Outcome::DryRun(b, _) => out.line(format!(
            "{}: would be a delivery of {} into {}, {} rows; nothing was changed",
            b.file, b.source, b.table, b.rows
        ))?,
    }
    let (Outcome::Imported(batch) | Outcome::DryRun(batch, _) | Outcome::AlreadyInForce(batch)) =
        outcome;
    out.line(format!(
        "  {} new, {} changed, {} gone",
        batch.new, batch.changed, batch.gone
    ))?;
    if !batch.cut.is_empty() {
        out.line(format!(
            "  cut before the file was kept: {}",
            batch.cut.join(", ")
        ))?;
    }
    if batch.rejected > 0 {
        match outcome {
            Outcome::DryRun(_, rejects) => {
                out.line(format!("  {} rows would be rejected:", batch.rejected))?;
                rejected(rejects, out)?;
            }
            _ => {
                out.line(format!("  {} rows were rejected:", batch.rejected))?;
                rejected(&home.facts.rejected(batch.batch)?, out)?;
            }
        }
    }
    Ok(())
}

fn rejected(rejects: &[Reject], out: &mut Output) -> anyhow::Result<()> {
    for r in rejects.iter().take(10) {
        let value = r
            .value
            .as_deref()
            .filter(|v| !v.is_empty())
            .map(|v| format!(" `{v}`"))
            .unwrap_or_default();
        out.line(format!(
            "    line {}, {}{value}: {}",
            r.line, r.column, r.message
        ))?;
    }
    if rejects.len() > 10 {
        out.line(format!(
            "    and {} more; all of them are on the delivery's page",
            rejects.len() - 10
        ))?;
    }
    Ok(())
}

/// Goals and indicators before and after something changed.
pub struct Moved {
    before: BTreeMap<(String, i16), Answer>,
    changes: Vec<(Option<Answer>, Answer)>,
    closings: Closings,
}

impl Moved {
    /// Remember how everything is now.
    pub fn before(home: &Home) -> anyhow::Result<Self> {
        Ok(Self {
            before: all(home)?,
            changes: Vec::new(),
            closings: home
                .engine
                .reported_to(&home.closings(), &Audience::everyone())?,
        })
    }

    /// See what is different.
    pub fn after(mut self, home: &Home) -> anyhow::Result<Self> {
        let mut now = all(home)?;
        // What was answered before and is not any more has gone: it counts as an answer without a value.
        for (key, old) in &self.before {
            now.entry(key.clone()).or_insert_with(|| {
                let mut gone = old.clone();
                gone.figure = varde_engine::Figure::default();
                gone.state = old.state.map(|_| varde_calc::State::Unknown);
                gone
            });
        }
        for (key, answer) in now {
            let old = self.before.get(&key);
            let same = old.is_some_and(|o| o.figure == answer.figure && o.state == answer.state);
            let nothing =
                old.is_none_or(|o| o.figure.value.is_none()) && answer.figure.value.is_none();
            if !same && !nothing {
                self.changes.push((old.cloned(), answer));
            }
        }
        Ok(self)
    }

    /// What was reported of a number whose period is closed, where it is another now.
    fn reported(&self, answer: &Answer) -> Option<&Frozen> {
        let goal = answer.goal.as_ref()?;
        let (_, frozen) = self.closings.of(goal, answer.period)?;
        Some(frozen).filter(|f| f.is_restated_by(answer))
    }

    /// As JSON.
    pub fn json(&self) -> Value {
        let side = |a: &Answer| serde_json::json!({ "value": a.figure.value.as_ref().map(|v| v.to_short(10)), "state": a.state.map(varde_calc::State::as_str) });
        let list = self.changes.iter().map(|(old, new)| serde_json::json!({ "goal": new.goal, "indicator": new.indicator, "period": new.period, "old": old.as_ref().map(side), "new": side(new), "restates": self.reported(new).map(was) }));
        list.collect()
    }

    /// For people.
    pub fn show(&self, out: &mut Output) -> anyhow::Result<()> {
        if self.changes.is_empty() {
            return Ok(out.line("no goal or indicator of the strategy's unit moved")?);
        }
        out.line(format!("moved, old → new ({}):", self.changes.len()))?;
        let word = |a: Option<&Answer>| {
            let value = a
                .and_then(|a| a.figure.value.as_ref())
                .map_or_else(|| "–".to_owned(), |v| v.to_short(4));
            match a.filter(|a| a.goal.is_some()).and_then(|a| a.state) {
                Some(state) => format!("{value} {}", state.as_str()),
                None => value,
            }
        };
        let rows: Vec<Vec<String>> = self
            .changes
            .iter()
            .take(40)
            .map(|(old, new)| {
                vec![
                    format!(
                        "  {}",
                        new.goal
                            .as_ref()
                            .or(new.indicator.as_ref())
                            .cloned()
                            .unwrap_or_default()
                    ),
                    new.period.to_string(),
                    word(old.as_ref()),
                    "→".to_owned(),
                    word(Some(new)),
                    self.reported(new)
                        .map(|f| format!("restates what was reported: {}", was(f)))
                        .unwrap_or_default(),
                ]
            })
            .collect();
        table(&rows, &[], out)?;
        if self.changes.len() > 40 {
            out.line(format!("  and {} more", self.changes.len() - 40))?;
        }
        Ok(())
    }
}

fn all(home: &Home) -> anyhow::Result<BTreeMap<(String, i16), Answer>> {
    let answers = home.engine.evaluate(&Query::default())?;
    Ok(answers
        .into_iter()
        .map(|a| {
            (
                (
                    a.goal
                        .clone()
                        .or_else(|| a.indicator.clone())
                        .unwrap_or_default(),
                    a.period,
                ),
                a,
            )
        })
        .collect())
}
