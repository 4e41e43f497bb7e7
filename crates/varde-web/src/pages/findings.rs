//! What breaks the rules of quality: the list, one finding with its rows, and the form that accepts it.

use crate::data::source_row;
use crate::pages::{Context, Reply, ours};
use std::collections::BTreeSet;
use std::sync::Arc;
use varde_engine::quality::counted;
use varde_engine::{Decision, Decisions, EngineError, Finding};
use varde_facts::Known;
use varde_pack::{Indicator, QualityRule};
use varde_view::access::{Action, Role, may};
use varde_view::pages::Link;
use varde_view::pages::error::Wrong;
use varde_view::pages::findings::{Found, Said, Sought, finding_page, findings_page, says};

/// Findings as of the moment looked from. Now, the clock decides what is late; at an earlier moment, that moment does.
fn findings(context: &Context<'_>) -> Result<Arc<Vec<Finding>>, Wrong> {
    let app = &context.shared.app;
    let today = match context.links.per {
        Some(_) => context.as_of.date(),
        None => Known::from_micros((app.clock)().as_microsecond()).date(),
    };
    app.engine.findings(context.as_of, today).map_err(ours)
}

/// What was decided, as known at the moment looked from.
fn decisions(context: &Context<'_>) -> Arc<Decisions> {
    let all = (context.shared.app.decisions)();
    match context.links.per {
        Some(_) => Arc::new(all.at(context.as_of)),
        None => all,
    }
}

fn said(decision: &Decision) -> Said {
    Said {
        accepted: decision.accepted,
        because: decision.because.clone(),
        at: decision.at.to_string(),
        by: decision.by.clone(),
    }
}

fn found(finding: &Finding, decisions: &Decisions) -> Found {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Found {
        fingerprint: finding.fingerprint.clone(),
        rule: finding.rule.clone(),
        unit: text(&finding.unit),
        year: finding.year,
        values: finding
            .values
            .iter()
            .map(|(c, v)| (c.clone(), text(v)))
            .collect(),
        sources: finding.sources.iter().cloned().collect(),
        row_count: finding.row_count,
        accepted: decisions.of(&finding.fingerprint).map(said),
    }
}

/// Tables that a goal or an indicator stands on, and its own unit.
fn stands_on(
    context: &Context<'_>,
    indicator: &Indicator,
) -> Result<(BTreeSet<String>, String), Wrong> {
    let engine = &context.shared.app.engine;
    let unit = engine.unit(None).map_err(ours)?.id.value.clone();
    Ok((engine.tables_of_indicator(indicator), unit))
}

/// How many open findings touch what an indicator stands on: errors, warnings, notes.
pub(crate) fn touching(context: &Context<'_>, indicator: &Indicator) -> Result<[usize; 3], Wrong> {
    let (tables, unit) = stands_on(context, indicator)?;
    let all = findings(context)?;
    let open = decisions(context);
    let open = open.open(&all).into_iter();
    let engine = &context.shared.app.engine;
    Ok(counted(open.filter(|f| engine.touches(f, &tables, &unit))))
}

/// How many findings nobody has accepted: errors, warnings, notes.
pub(crate) fn open(context: &Context<'_>) -> Result<[usize; 3], Wrong> {
    let all = findings(context)?;
    Ok(counted(decisions(context).open(&all)))
}

pub(crate) fn list(context: &Context<'_>) -> Result<Reply, Wrong> {
    let text = |question: &str| context.ask.get(question).map(str::to_owned);
    let writer = context.writer();
    let mut touched = None;
    let mut about = None;
    if let Some(id) = context.ask.get("gjelder") {
        let goal = context.pack.goal(id);
        let of_goal = goal.and_then(|g| g.indicator.as_ref());
        let indicator = of_goal.map_or(id, |i| i.value.as_str());
        let indicator = context.pack.indicator(indicator);
        let indicator = indicator.ok_or_else(|| Wrong::NoIndicator(id.to_owned()))?;
        touched = Some(stands_on(context, indicator)?);
        let link = match goal {
            Some(goal) => Link {
                text: format!("{} {}", goal.id.value, writer.short(goal)),
                href: context.links.goal(&goal.id.value, None),
            },
            None => Link {
                text: writer.text(&indicator.title),
                href: context.links.indicator(id, None),
            },
        };
        about = Some((id.to_owned(), link));
    }
    let sought = Sought {
        severity: text("alvor"),
        source: text("kilde"),
        owner: text("eier"),
        standing: text("vis"),
        touching: about,
    };
    let (all, decisions) = (findings(context)?, decisions(context));
    let engine = &context.shared.app.engine;
    let wanted = |f: &&Finding| {
        touched
            .as_ref()
            .is_none_or(|(tables, unit)| engine.touches(f, tables, unit))
    };
    let all: Vec<Found> = all
        .iter()
        .filter(wanted)
        .map(|f| found(f, &decisions))
        .collect();
    context.page(
        "findings.html",
        &context.words.t("findings-title"),
        &findings_page(writer, &all, &sought),
    )
}

fn find<'a>(context: &'a Context<'_>, id: &str) -> Result<(Finding, &'a QualityRule), Wrong> {
    let none = || Wrong::NoData(id.to_owned());
    let all = findings(context)?;
    let finding = all
        .iter()
        .find(|f| f.fingerprint == id)
        .cloned()
        .ok_or_else(none)?;
    let rule = context.pack.quality_rule(&finding.rule).ok_or_else(none)?;
    Ok((finding, rule))
}

/// A finding opened; with what was wrong with the form, if it was sent.
pub(crate) fn one(context: &Context<'_>, id: &str, wrong: Option<&str>) -> Result<Reply, Wrong> {
    let (finding, rule) = find(context, id)?;
    let decisions = decisions(context);
    let engine = &context.shared.app.engine;
    let rows = engine
        .finding_rows(&finding)
        .map_err(|e: EngineError| ours(e))?;
    let history: Vec<Said> = decisions.history(id).into_iter().map(said).collect();
    let page = finding_page(
        context.writer(),
        rule,
        &found(&finding, &decisions),
        rows.into_iter().map(source_row).collect(),
        &history,
        wrong,
    );
    let title = context.writer().plain(&rule.title);
    let html = context.render("finding.html", &title, &page)?;
    Ok(if wrong.is_some() {
        Reply::Again(html)
    } else {
        Reply::Page(html)
    })
}

/// Accepts a finding, or opens it again.
pub(crate) fn decide(
    context: &Context<'_>,
    id: &str,
    accepted: bool,
    because: &str,
) -> Result<Reply, Wrong> {
    let (finding, rule) = find(context, id)?;
    if !may(
        Role::Local,
        Action::Accept,
        context.pack.class_of_rule(rule),
    ) {
        return Err(Wrong::NotAllowed);
    }
    if because.trim().is_empty() {
        return one(context, id, Some("finding-no-reason"));
    }
    let app = &context.shared.app;
    let empty = Decisions::default();
    let decision = Decision {
        finding: finding.fingerprint.clone(),
        rule: finding.rule.clone(),
        said: says(context.writer(), rule, &found(&finding, &empty)),
        accepted,
        because: because.trim().to_owned(),
        at: Known::from_micros((app.clock)().as_microsecond()),
        by: app.user.clone(),
    };
    (app.decide)(&decision, false).map_err(Wrong::Refused)?;
    Ok(Reply::To(
        context.links.to(&format!("/data/funn/{id}"), &[]),
    ))
}
