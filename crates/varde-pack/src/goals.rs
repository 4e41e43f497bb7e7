//! Result targets and strategy bullets.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Fields, Located};
use crate::text::{Language, Texts};

/// A result target (`[[goal]]`).
#[derive(Debug, Clone)]
pub struct Goal {
    /// As in the strategy: `PU-01`.
    pub id: Located<String>,
    /// Area.
    pub area: Located<String>,
    /// Part of the area.
    pub part: Option<Located<String>>,
    /// The target as a sentence.
    pub title: Texts,
    /// A name for lists.
    pub short: Texts,
    /// The role that owns it.
    pub owner: Option<Located<String>>,
    /// How it is settled.
    pub kind: GoalKind,
    /// Whom it is about: `department`, `programme` or `group`.
    pub scope: String,
    /// When it is judged.
    pub judged: JudgedWhen,
    /// The indicator that settles it; `None`: not computed yet.
    pub indicator: Option<Located<String>>,
    /// What the indicator is compared with.
    pub target: Option<Target>,
    /// What must hold beside the target for the goal to be met.
    pub also: Vec<Condition>,
    /// What each step of the scale means, from 1 to 4; empty for a goal without one.
    pub rubric: Vec<Texts>,
    /// The threshold in words.
    pub requirement: Texts,
    /// Whether the threshold is ours, because the strategy gives none.
    pub set_by_us: bool,
    /// How an ambiguity was read.
    pub reading: Texts,
    /// Indicators that compute another reading.
    pub alternatives: Vec<Located<String>>,
    /// Pillars that it serves.
    pub serves: Vec<Located<String>>,
    /// Goals that it can't easily be met together with.
    pub conflicts: Vec<Located<String>>,
    /// The goal of an earlier strategy that it carries on, where that has another id.
    pub continues: Option<Located<String>>,
    /// Where the target comes from.
    pub source: Option<String>,
}

/// A condition beside a goal's target.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The indicator that is looked at.
    pub indicator: Located<String>,
    /// What it is compared with.
    pub target: Target,
}

/// How a goal is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoalKind {
    /// By a number.
    Quantified,
    /// By coverage in registers.
    Coverage,
    /// By a rubric with evidence.
    Judged,
}

/// When a goal is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JudgedWhen {
    /// Each year by itself.
    EveryYear,
    /// At the end of the period; before that against the path.
    ByEnd,
    /// Each survey round by itself.
    EachSurvey,
    /// On every day.
    AtAnyTime,
}

/// The comparison with its limits, exact, in the indicator's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Which way.
    pub comparison: Comparison,
    /// The limit (the lower one for `between`).
    pub limit: String,
    /// The upper limit of `between`.
    pub upper: Option<String>,
    /// From here on a year counts as on track.
    pub near: Option<String>,
    /// The number to show when the limit is the edge of a tolerance band.
    pub about: Option<String>,
}

/// Which way a value is compared with its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Comparison {
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Between,
}

/// A strategy bullet (`[[bullet]]`).
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Bullet {
    pub id: Located<String>,
    pub area: Located<String>,
    pub title: Texts,
    /// What Varde gives for it.
    pub capability: Texts,
    /// Goals that it serves.
    pub goals: Vec<Located<String>>,
    pub owner: Option<Located<String>>,
}

pub(crate) fn read_goal(fields: Fields<'_>, languages: &[Language]) -> Goal {
    let owner = fields.located("owner");
    let goal = Goal {
        id: fields.required_located("id"),
        area: fields.required_located("area"),
        part: fields.located("part"),
        title: fields.required_texts("title", languages),
        short: fields.short_texts("short", languages, 40),
        kind: fields
            .word(
                "kind",
                &[
                    ("quantified", GoalKind::Quantified),
                    ("coverage", GoalKind::Coverage),
                    ("judged", GoalKind::Judged),
                ],
            )
            .unwrap_or(GoalKind::Quantified),
        scope: fields
            .word(
                "scope",
                &[
                    ("department", "department"),
                    ("programme", "programme"),
                    ("group", "group"),
                ],
            )
            .unwrap_or("department")
            .to_owned(),
        judged: fields
            .word(
                "judged",
                &[
                    ("every-year", JudgedWhen::EveryYear),
                    ("by-end", JudgedWhen::ByEnd),
                    ("each-survey", JudgedWhen::EachSurvey),
                    ("at-any-time", JudgedWhen::AtAnyTime),
                ],
            )
            .unwrap_or(JudgedWhen::EveryYear),
        indicator: fields.located("indicator"),
        target: fields.table("target").and_then(read_target),
        also: fields
            .tables("also")
            .into_iter()
            .filter_map(read_condition)
            .collect(),
        rubric: read_rubric(&fields, languages),
        requirement: fields.required_texts("requirement", languages),
        set_by_us: fields.flag("set_by_us"),
        reading: fields.checked_texts("reading", languages),
        alternatives: fields.located_list("alternatives"),
        serves: fields.located_list("serves"),
        conflicts: fields.located_list("conflicts"),
        continues: fields.located("continues"),
        source: fields.text("source"),
        owner,
    };
    if goal.owner.is_none() {
        let message = format!("goal `{}` has no owner", goal.id.value);
        fields.report(
            Diagnostic::error(codes::NO_OWNER, fields.place(), message)
                .hint("name a role of strategy.toml: owner = \"…\""),
        );
    }
    if fields.has("indicator") != fields.has("target") {
        let missing = if goal.indicator.is_some() {
            "target"
        } else {
            "indicator"
        };
        fields.report(Diagnostic::error(
            codes::MISSING_KEY,
            fields.place(),
            format!("`{missing}` is missing: a computed goal has both an indicator and a target"),
        ));
    }
    fields.finish();
    goal
}

fn read_condition(fields: Fields<'_>) -> Option<Condition> {
    let indicator = fields.required_located("indicator");
    let target = fields.table("target").and_then(read_target);
    if target.is_none() {
        let message =
            "`target` is missing: a condition is an indicator and what it is compared with";
        fields.report(Diagnostic::error(
            codes::MISSING_KEY,
            fields.place(),
            message,
        ));
    }
    fields.finish();
    Some(Condition {
        indicator,
        target: target?,
    })
}

/// The steps of the scale, four or none.
fn read_rubric(fields: &Fields<'_>, languages: &[Language]) -> Vec<Texts> {
    let steps: Vec<Texts> = fields
        .tables("rubric")
        .into_iter()
        .map(|step| {
            let text = step.required_texts("text", languages);
            step.finish();
            text
        })
        .collect();
    if !matches!(steps.len(), 0 | 4) {
        let message = format!("a rubric has four steps, found {}", steps.len());
        let place = fields.place_of("rubric");
        fields.report(Diagnostic::error(codes::CONTRADICTION, place, message));
    }
    steps
}

fn read_target(fields: Fields<'_>) -> Option<Target> {
    let limits = [
        (Comparison::AtLeast, fields.number("at_least")),
        (Comparison::AtMost, fields.number("at_most")),
        (Comparison::MoreThan, fields.number("more_than")),
        (Comparison::LessThan, fields.number("less_than")),
    ];
    let mut given: Vec<(Comparison, String, Option<String>)> = limits
        .into_iter()
        .filter_map(|(c, limit)| limit.map(|l| (c, l, None)))
        .collect();
    let between: Vec<String> = fields
        .nodes("between")
        .iter()
        .filter_map(|n| fields.exact("between", n))
        .collect();
    if let [low, high] = between.as_slice() {
        given.push((Comparison::Between, low.clone(), Some(high.clone())));
        if is_less(high, low) {
            let message = format!("between `{low}` and `{high}` there is nothing");
            let place = fields.place_of("between");
            fields.report(
                Diagnostic::error(codes::BACKWARDS, place, message).hint("the smaller one first"),
            );
        }
    }
    let (near, about) = (fields.number("near"), fields.number("about"));
    if given.len() != 1 {
        let message = format!("a target has exactly one comparison, found {}", given.len());
        fields.report(
            Diagnostic::error(codes::CONTRADICTION, fields.place(), message)
                .hint("one of `at_least`, `at_most`, `more_than`, `less_than`, `between`"),
        );
    }
    fields.finish();
    let (comparison, limit, upper) = given.into_iter().next()?;
    Some(Target {
        comparison,
        limit,
        upper,
        near,
        about,
    })
}

/// Whether one exact number is less than another, compared digit by digit.
fn is_less(a: &str, b: &str) -> bool {
    let parts = |text: &str| {
        let digits = text.trim_start_matches('-');
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = whole.trim_start_matches('0').to_owned();
        (
            whole.len(),
            whole,
            fraction.trim_end_matches('0').to_owned(),
        )
    };
    match (a.starts_with('-'), b.starts_with('-')) {
        (false, false) => parts(a) < parts(b),
        (true, true) => parts(b) < parts(a),
        (below, _) => below,
    }
}

pub(crate) fn read_bullet(fields: Fields<'_>, languages: &[Language]) -> Bullet {
    let bullet = Bullet {
        id: fields.required_located("id"),
        area: fields.required_located("area"),
        title: fields.required_texts("title", languages),
        capability: fields.checked_texts("capability", languages),
        goals: fields.located_list("goals"),
        owner: fields.located("owner"),
    };
    fields.finish();
    bullet
}

#[cfg(test)]
mod tests {
    use super::is_less;

    #[test]
    fn numbers_compare_by_value() {
        for (a, b) in [
            ("2", "10"),
            ("-1", "0"),
            ("1.5", "1.50001"),
            ("-10", "-2"),
            ("0.9", "1"),
            ("09", "10"),
        ] {
            assert!(is_less(a, b) && !is_less(b, a), "{a} {b}");
        }
        assert!(!is_less("1.0", "1") && !is_less("1", "1.0"));
    }
}
