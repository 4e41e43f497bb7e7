//! A goal (`/mal/PU-01`): the answer, the picture, the facts, and how it is made.

use crate::format::cell;
use crate::known::{Known, current, of_year};
use crate::pages::beside::BesideSection;
use crate::pages::opened::{Opened, Opening, opened, target_and_baseline};
use crate::pages::{Fact, Link, Writer};
use crate::sentence::{goal_sentence, target_words_with_unit};
use crate::state::{Mark, mark};
use serde::Serialize;
use varde_calc::{Exact, State};
use varde_pack::{Goal, GoalKind, JudgedWhen, UnitOfMeasure};

/// The page of a goal.
#[derive(Debug, Clone, Serialize)]
pub struct GoalPage {
    /// `PU-01`.
    pub id: String,
    /// The target as a sentence.
    pub title: String,
    /// A name for lists.
    pub short: String,
    /// The area, as a way back to its place in the list.
    pub area: Link,
    /// How it stands in the year.
    pub mark: Mark,
    /// The answer.
    pub sentence: String,
    /// Facts beside the picture.
    pub facts: Vec<Fact>,
    /// Everything about the number; none where none is computed yet.
    pub opened: Option<Opened>,
    /// What must hold beside the target.
    pub conditions: Vec<ConditionLine>,
    /// The steps of the scale that it is judged on; empty where there is none.
    pub rubric: Vec<Step>,
    /// Bullets that serve it.
    pub bullets: Vec<Link>,
    /// Goals that it can't easily be met together with.
    pub conflicts: Vec<Link>,
    /// Pillars that it serves.
    pub serves: Vec<String>,
    /// How an ambiguity was read, for goals without a number.
    pub reading: String,
    /// Open findings that touch what the number stands on; none when none do.
    pub findings: Option<Link>,
    /// Official numbers beside the local ones.
    pub official: Vec<BesideSection>,
    /// The goals before and after it in the strategy.
    pub neighbours: Vec<Link>,
}

/// Something that must hold beside the target.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionLine {
    /// The indicator.
    pub link: Link,
    /// What is asked of it.
    pub target: String,
    /// Its value in the year.
    pub value: String,
    /// How it stands.
    pub mark: Mark,
}

/// A step of the scale.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// What it means.
    pub text: String,
    /// Whether the goal stands on it in the year.
    pub here: bool,
}

/// The year that a goal's page is about: the one asked for where it exists, else the latest that says anything.
pub fn year_of(writer: Writer<'_>, series: &[Known], asked: Option<i16>) -> i16 {
    let asked = asked.filter(|y| of_year(series, *y).is_some());
    asked
        .or_else(|| current(series, writer.horizon()).map(|k| k.period))
        .unwrap_or_else(|| writer.horizon())
}

/// The page. `opening` is none where no indicator settles the goal.
pub fn goal_page(writer: Writer<'_>, goal: &Goal, opening: Option<&Opening<'_>>) -> GoalPage {
    let Writer { words, links, pack } = writer;
    let series = opening.map(|o| o.series).unwrap_or_default();
    let year = opening.map_or_else(|| writer.horizon(), |o| o.year);
    let known = of_year(series, year);
    let goal_link = |g: &Goal| Link {
        text: format!("{} {}", g.id.value, writer.short(g)),
        href: links.goal(&g.id.value, None),
    };
    let place = pack.goals.iter().position(|g| g.id.value == goal.id.value);
    let neighbours = place.map(|at| {
        [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter_map(|i| pack.goals.get(i))
            .map(goal_link)
            .collect()
    });
    GoalPage {
        id: goal.id.value.clone(),
        title: writer.text(&goal.title),
        short: writer.short(goal),
        area: Link {
            text: writer.area(&goal.area.value),
            href: format!("{}#{}", links.home(), goal.area.value),
        },
        mark: mark(
            words,
            known.and_then(|k| k.state).unwrap_or(State::Unknown),
            known.is_some_and(|k| k.provisional),
        ),
        sentence: with_conditions(
            writer,
            goal,
            known,
            goal_sentence(words, pack, goal, series, year),
        ),
        facts: facts(writer, goal, opening, known),
        opened: opening.map(|o| opened(writer, o)),
        conditions: conditions(writer, goal, known, year),
        rubric: rubric(writer, goal, opening, known),
        bullets: pack
            .bullets
            .iter()
            .filter(|b| b.goals.iter().any(|g| g.value == goal.id.value))
            .map(|b| Link {
                text: format!("{} {}", b.id.value, writer.text(&b.title)),
                href: links.bullet(&b.id.value),
            })
            .collect(),
        conflicts: goal
            .conflicts
            .iter()
            .filter_map(|id| pack.goal(&id.value))
            .map(goal_link)
            .collect(),
        serves: pack
            .strategy
            .iter()
            .flat_map(|s| &s.pillars)
            .filter(|p| goal.serves.iter().any(|s| s.value == p.id.value))
            .map(|p| writer.text(&p.title))
            .collect(),
        reading: writer.text(&goal.reading),
        findings: None,
        official: Vec::new(),
        neighbours: neighbours.unwrap_or_default(),
    }
}

/// The sentence, with what else is asked and does not hold.
fn with_conditions(
    writer: Writer<'_>,
    goal: &Goal,
    known: Option<&Known>,
    sentence: String,
) -> String {
    let missing: Vec<String> = known
        .iter()
        .flat_map(|k| &k.conditions)
        .filter(|c| c.state != State::Met)
        .filter_map(|c| writer.pack.indicator(&c.indicator))
        .map(|i| writer.plain(&i.title))
        .collect();
    if missing.is_empty() || goal.also.is_empty() {
        return sentence;
    }
    let words = writer.words;
    let more = words.say(
        "conditions-missing",
        &[
            ("n", missing.len().into()),
            ("conditions", words.list(&missing).into()),
        ],
    );
    format!("{sentence} {more}")
}

fn conditions(
    writer: Writer<'_>,
    goal: &Goal,
    known: Option<&Known>,
    year: i16,
) -> Vec<ConditionLine> {
    let words = writer.words;
    let line = |condition: &varde_pack::Condition| {
        let indicator = writer.pack.indicator(&condition.indicator.value)?;
        let stands = known.and_then(|k| {
            k.conditions
                .iter()
                .find(|c| c.indicator == indicator.id.value)
        });
        Some(ConditionLine {
            link: Link {
                text: writer.text(&indicator.title),
                href: writer.links.indicator(&indicator.id.value, Some(year)),
            },
            target: target_words_with_unit(words, &condition.target, indicator.unit),
            value: cell(
                words.language(),
                stands.and_then(|c| c.value.as_ref()),
                indicator.decimals,
            ),
            mark: mark(words, stands.map_or(State::Unknown, |c| c.state), false),
        })
    };
    goal.also.iter().filter_map(line).collect()
}

/// The steps, the one that the goal stands on marked where its own number is a step.
fn rubric(
    writer: Writer<'_>,
    goal: &Goal,
    opening: Option<&Opening<'_>>,
    known: Option<&Known>,
) -> Vec<Step> {
    let on_steps = opening.is_some_and(|o| o.indicator.unit == UnitOfMeasure::Steps);
    let value = known.and_then(Known::shown).filter(|_| on_steps);
    let step = |(place, text): (i64, &varde_pack::Texts)| Step {
        text: writer.text(text),
        here: value.is_some_and(|v| *v == Exact::from_int(place)),
    };
    (1..).zip(&goal.rubric).map(step).collect()
}

fn facts(
    writer: Writer<'_>,
    goal: &Goal,
    opening: Option<&Opening<'_>>,
    known: Option<&Known>,
) -> Vec<Fact> {
    let words = writer.words;
    let mut facts: Vec<Fact> = Vec::new();
    let mut add = |term: String, text: String| {
        if !text.is_empty() {
            facts.push(Fact { term, text });
        }
    };
    add(
        words.t("fact-owner"),
        writer.owner(goal.owner.as_ref().map(|o| o.value.as_str())),
    );
    let requirement = writer.text(&goal.requirement);
    if let Some(opening) = opening {
        let (target, baseline) =
            target_and_baseline(writer, goal, opening.indicator, opening.series);
        add(words.t("fact-target"), target);
        add(words.t("fact-requirement"), requirement);
        add(words.t("fact-baseline"), baseline);
    } else {
        add(words.t("fact-requirement"), requirement);
    }
    if goal.set_by_us {
        add(words.t("fact-limit"), words.t("set-by-us"));
    }
    let judged = match goal.judged {
        JudgedWhen::EveryYear => words.t("judged-every-year"),
        JudgedWhen::ByEnd => words.say(
            "judged-by-end",
            &[("end", writer.horizon().to_string().into())],
        ),
        JudgedWhen::EachSurvey => words.t("judged-each-survey"),
        JudgedWhen::AtAnyTime => words.t("judged-at-any-time"),
    };
    add(words.t("fact-judged"), judged);
    let kind = match goal.kind {
        GoalKind::Quantified => words.t("kind-quantified"),
        GoalKind::Coverage => words.t("kind-coverage"),
        GoalKind::Judged => words.t("kind-judged"),
    };
    add(words.t("fact-kind"), kind);
    if let Some(known) = known.filter(|k| k.shown().is_some()) {
        add(
            words.t("fact-status"),
            words.t(if known.provisional {
                "provisional-words"
            } else {
                "final-words"
            }),
        );
    }
    facts
}
