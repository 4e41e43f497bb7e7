//! `varde findings` and `varde accept`: what breaks the rules of quality, and what is accepted of it.

use super::moment;
use crate::args::{Accept, Findings, Format};
use crate::home::{Home, now, who};
use crate::json::title;
use crate::output::{Exit, Output};
use anyhow::{bail, ensure};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use varde_engine::quality::counted;
use varde_engine::{Decision, Decisions, Engine, Finding};
use varde_facts::{Known, RowSource};
use varde_pack::{PersonalData, QualityRule, Weight};
use varde_state::Decided;
use varde_view::access::{Action, Role, may};

/// Findings that an import lists, new and gone.
const TOLD: usize = 10;

pub fn list(
    home: &Home,
    args: &Findings,
    format: Format,
    out: &mut Output,
) -> anyhow::Result<Exit> {
    let (engine, as_of, today) = match &args.as_of {
        Some(text) => {
            let then = moment(text)?;
            (home.engine_at(then)?, then, then.date())
        }
        None => (home.engine.clone(), home.engine.now()?, now().date()),
    };
    let decisions = match args.as_of {
        Some(_) => Arc::new(home.decisions().at(as_of)),
        None => home.decisions(),
    };
    let all = engine.findings(as_of, today)?;
    let found: Vec<Finding> = match &args.finding {
        Some(prefix) => vec![engine.finding(prefix, as_of, today)?],
        None => {
            let asked = Asked::of(&engine, args)?;
            let fits = |f: &&Finding| {
                asked.fits(f) && (args.all || decisions.of(&f.fingerprint).is_none())
            };
            all.iter().filter(fits).cloned().collect()
        }
    };
    let open: Vec<&Finding> = decisions.open(&found);
    let exit = if open.iter().any(|f| f.weight == Weight::Error) {
        Exit::Findings
    } else {
        Exit::Fine
    };
    let deep = args.rows || args.finding.is_some();
    if format == Format::Json {
        let list = found.iter().map(|f| of(&engine, &decisions, f));
        let list: Vec<Value> = list.collect::<anyhow::Result<_>>()?;
        out.line(serde_json::to_string_pretty(&list)?)?;
        return Ok(exit);
    }
    let mut rule = "";
    for finding in &found {
        if finding.rule != rule {
            rule = &finding.rule;
            head(&engine, finding, &found, out)?;
        }
        show(&engine, &decisions, finding, deep, out)?;
    }
    let [errors, warnings, notes] = counted(open.iter().copied());
    let accepted = all
        .iter()
        .filter(|f| decisions.of(&f.fingerprint).is_some())
        .count();
    out.line(format!(
        "{errors} errors, {warnings} warnings, {notes} notes; {accepted} accepted"
    ))?;
    Ok(exit)
}

/// What is asked for; each name must be one.
struct Asked<'a> {
    args: &'a Findings,
    unit: Option<String>,
}

impl<'a> Asked<'a> {
    fn of(engine: &Engine, args: &'a Findings) -> anyhow::Result<Self> {
        if let Some(source) = &args.source {
            let names = engine.pack.sources.keys().chain(engine.pack.tables.keys());
            known("source", source, names.map(String::as_str))?;
        }
        if let Some(owner) = &args.owner {
            let owners = engine.pack.quality.iter().filter_map(|r| r.owner.as_ref());
            known("owner of findings", owner, owners.map(|o| o.value.as_str()))?;
        }
        let unit = args.unit.as_deref().map(|u| engine.unit(Some(u)));
        let unit = unit.transpose()?.map(|u| u.id.value.clone());
        Ok(Self { args, unit })
    }

    fn fits(&self, finding: &Finding) -> bool {
        let args = self.args;
        args.source
            .as_ref()
            .is_none_or(|s| finding.sources.contains(s))
            && args
                .owner
                .as_ref()
                .is_none_or(|o| finding.owner.as_ref() == Some(o))
            && args
                .severity
                .as_ref()
                .is_none_or(|s| finding.weight.as_str() == s)
            && self
                .unit
                .as_ref()
                .is_none_or(|u| finding.unit.as_ref() == Some(u))
    }
}

fn known<'n>(what: &str, name: &str, valid: impl Iterator<Item = &'n str>) -> anyhow::Result<()> {
    let valid: BTreeSet<&str> = valid.collect();
    let near = varde_pack::names::nearest(name, valid.iter().copied());
    let hint = if near.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", near.join(" or "))
    };
    ensure!(valid.contains(name), "there is no {what} `{name}`{hint}");
    Ok(())
}

fn rule_of<'e>(engine: &'e Engine, finding: &Finding) -> Option<&'e QualityRule> {
    engine.pack.quality_rule(&finding.rule)
}

fn class_of(engine: &Engine, finding: &Finding) -> PersonalData {
    rule_of(engine, finding).map_or(PersonalData::Sensitive, |r| engine.pack.class_of_rule(r))
}

/// The finding in a sentence, for who may see the rows that it names.
fn said(engine: &Engine, finding: &Finding) -> String {
    match rule_of(engine, finding) {
        Some(rule) if may(Role::Local, Action::SeeRows, class_of(engine, finding)) => {
            finding.says(title(&rule.says))
        }
        _ => String::new(),
    }
}

fn head(
    engine: &Engine,
    finding: &Finding,
    all: &[Finding],
    out: &mut Output,
) -> anyhow::Result<()> {
    let Some(rule) = rule_of(engine, finding) else {
        return Ok(());
    };
    let of_rule = all.iter().filter(|f| f.rule == finding.rule).count();
    let owner = finding.owner.as_ref().map(|o| format!(", {o}"));
    out.line(format!(
        "{} {}: {} ({of_rule}{})",
        finding.weight.as_str(),
        finding.rule,
        title(&rule.title),
        owner.unwrap_or_default()
    ))?;
    let advice = title(&rule.advice);
    if !advice.is_empty() {
        out.line(format!("  {advice}"))?;
    }
    Ok(())
}

fn show(
    engine: &Engine,
    decisions: &Decisions,
    finding: &Finding,
    deep: bool,
    out: &mut Output,
) -> anyhow::Result<()> {
    out.line(format!("  {}", line(engine, finding)))?;
    if let Some(accepted) = decisions.of(&finding.fingerprint) {
        out.line(format!(
            "    accepted {} by {} because {}",
            accepted.at.date(),
            accepted.by,
            accepted.because
        ))?;
    }
    if !deep {
        return Ok(());
    }
    for row in rows(engine, finding)? {
        let values = row.values.iter();
        let values: Vec<String> = values
            .filter_map(|(column, value)| value.as_ref().map(|v| format!("{column}={v}")))
            .collect();
        out.line(format!(
            "    {}:{}  {}  {}",
            row.file,
            row.line,
            row.table,
            values.join(" ")
        ))?;
    }
    if finding.row_count > finding.rows.len() {
        out.line(format!(
            "    and {} rows more",
            finding.row_count - finding.rows.len()
        ))?;
    }
    Ok(())
}

/// Fingerprint, year, unit, sentence.
fn line(engine: &Engine, finding: &Finding) -> String {
    format!(
        "{}  {:4}  {:8}  {}",
        finding.fingerprint,
        finding.year.map(|y| y.to_string()).unwrap_or_default(),
        finding.unit.as_deref().unwrap_or_default(),
        said(engine, finding)
    )
}

/// The rows of a finding that may be seen.
fn rows(engine: &Engine, finding: &Finding) -> anyhow::Result<Vec<RowSource>> {
    let seen = |row: &RowSource| {
        may(
            Role::Local,
            Action::SeeRows,
            engine.pack.class_of(&row.table),
        )
    };
    let mut rows = engine.finding_rows(finding)?;
    rows.retain(seen);
    Ok(rows)
}

fn of(engine: &Engine, decisions: &Decisions, finding: &Finding) -> anyhow::Result<Value> {
    let seen = may(Role::Local, Action::SeeRows, class_of(engine, finding));
    let values: serde_json::Map<String, Value> = finding
        .values
        .iter()
        .filter(|_| seen)
        .map(|(column, value)| (column.clone(), json!(value)))
        .collect();
    let rows = rows(engine, finding)?.into_iter().map(|row| {
        let values: serde_json::Map<String, Value> =
            row.values.iter().map(|(c, v)| (c.clone(), json!(v))).collect();
        json!({ "table": row.table, "values": values, "source": row.source, "batch": row.batch, "file": row.file, "sha256": row.sha256, "line": row.line, "known": row.known.to_string() })
    });
    let rule = rule_of(engine, finding);
    let text = |of: fn(&QualityRule) -> &varde_pack::Texts| rule.map(|r| title(of(r)).to_owned());
    Ok(json!({
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.weight.as_str(),
        "owner": finding.owner,
        "title": text(|r| &r.title),
        "says": said(engine, finding),
        "advice": text(|r| &r.advice),
        "unit": finding.unit,
        "year": finding.year,
        "values": values,
        "sources": finding.sources,
        "row_count": finding.row_count,
        "rows": rows.collect::<Vec<_>>(),
        "accepted": decisions.of(&finding.fingerprint).map(|d| json!({ "because": d.because, "at": d.at.to_string(), "by": d.by })),
    }))
}

pub fn accept(
    home: &Home,
    args: &Accept,
    format: Format,
    out: &mut Output,
) -> anyhow::Result<Exit> {
    let _turn = home.turn();
    let because = args.because.trim();
    ensure!(!because.is_empty(), "say why with --because \"…\"");
    let (engine, as_of, today) = (&home.engine, home.engine.now()?, now().date());
    let finding = engine.finding(&args.finding, as_of, today)?;
    let decision = Decision {
        finding: finding.fingerprint.clone(),
        rule: finding.rule.clone(),
        said: said(engine, &finding),
        accepted: !args.withdraw,
        because: because.to_owned(),
        at: now(),
        by: who(),
    };
    match home.decide(&decision, args.again)? {
        Decided::Decided => {}
        Decided::Before(before) => bail!(
            "`{}` was accepted {} by {} because {}; to accept it anew, add --again",
            finding.fingerprint,
            Known::from_micros(before.decided_at_us).date(),
            before.decided_by,
            before.because
        ),
        Decided::NotAccepted => bail!("`{}` is not accepted", finding.fingerprint),
    }
    match format {
        Format::Json => {
            let value = of(engine, &home.decisions(), &finding)?;
            out.line(serde_json::to_string_pretty(&value)?)?;
        }
        Format::Text => {
            let word = if args.withdraw {
                "open again"
            } else {
                "accepted until its values change"
            };
            out.line(format!(
                "{} is {word}: {}",
                finding.fingerprint, decision.said
            ))?;
        }
    }
    Ok(Exit::Fine)
}

/// Findings before and after something changed.
pub struct NewFindings {
    today: Date,
    before: Arc<Vec<Finding>>,
    new: Vec<Finding>,
    gone: Vec<Finding>,
    lines: (Vec<String>, Vec<String>),
}

impl NewFindings {
    /// Remember what is found now.
    pub fn before(home: &Home) -> anyhow::Result<Self> {
        let today = now().date();
        Ok(Self {
            today,
            before: home.engine.findings(home.engine.now()?, today)?,
            new: Vec::new(),
            gone: Vec::new(),
            lines: Default::default(),
        })
    }

    /// See what is different. What was accepted before and is found again is nothing new.
    pub fn after(mut self, home: &Home) -> anyhow::Result<Self> {
        let engine = &home.engine;
        let after = engine.findings(engine.now()?, self.today)?;
        let decisions = home.decisions();
        let only = |some: &[Finding], others: &[Finding]| -> Vec<Finding> {
            let others: BTreeSet<&str> = others.iter().map(|f| f.fingerprint.as_str()).collect();
            let new = |f: &&Finding| !others.contains(f.fingerprint.as_str());
            decisions
                .open(some)
                .into_iter()
                .filter(new)
                .cloned()
                .collect()
        };
        self.new = only(&after, &self.before);
        self.gone = only(&self.before, &after);
        let lines = |some: &[Finding]| {
            let line = |f: &Finding| format!("{:7}  {}", f.weight.as_str(), line(engine, f));
            some.iter().take(TOLD).map(line).collect()
        };
        self.lines = (lines(&self.new), lines(&self.gone));
        Ok(self)
    }

    /// As JSON: fingerprints with rule and severity.
    pub fn json(&self) -> Value {
        let list = |some: &[Finding]| -> Vec<Value> {
            let of = |f: &Finding| json!({ "fingerprint": f.fingerprint, "rule": f.rule, "severity": f.weight.as_str(), "unit": f.unit, "year": f.year });
            some.iter().map(of).collect()
        };
        json!({ "new": list(&self.new), "gone": list(&self.gone) })
    }

    /// For people; nothing is said when nothing is different.
    pub fn show(&self, out: &mut Output) -> anyhow::Result<()> {
        let told = [
            ("new findings", &self.new, &self.lines.0),
            ("findings gone", &self.gone, &self.lines.1),
        ];
        for (what, all, lines) in told {
            if all.is_empty() {
                continue;
            }
            out.line(format!("{what} ({}):", all.len()))?;
            for line in lines {
                out.line(format!("  {line}"))?;
            }
            if all.len() > lines.len() {
                out.line(format!(
                    "  and {} more; see: varde findings",
                    all.len() - lines.len()
                ))?;
            }
        }
        Ok(())
    }
}
