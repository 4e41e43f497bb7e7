//! The answer in one sentence, and the words for targets and reasons.

use crate::format::{change_with_unit, short_number, short_with_unit, with_unit};
use crate::known::{Known, of_year, years_in_a_row};
use crate::words::{Arg, Words};
use varde_calc::{Exact, Judged, Rule, State, required};
use varde_pack::{
    Comparison, Goal, Indicator, IndicatorKind, JudgedWhen, Pack, Target, UnitOfMeasure,
};

/// Most decimals that a limit is written with.
const LIMIT_DECIMALS: u32 = 2;

/// What a goal asks for, as arithmetic; nothing when it has no target.
pub fn rule(pack: &Pack, goal: &Goal) -> Option<Rule> {
    let target = goal.target.as_ref()?;
    let exact = |text: &String| Exact::parse(text).ok();
    let horizon = pack.strategy.as_ref().map_or(0, |s| s.period.1);
    let indicator = goal
        .indicator
        .as_ref()
        .and_then(|i| pack.indicator(&i.value));
    let baseline_year = indicator
        .and_then(|i| baseline_year(pack, i))
        .unwrap_or_default();
    Some(Rule {
        comparison: match target.comparison {
            Comparison::AtLeast => varde_calc::Comparison::AtLeast,
            Comparison::AtMost => varde_calc::Comparison::AtMost,
            Comparison::MoreThan => varde_calc::Comparison::MoreThan,
            Comparison::LessThan => varde_calc::Comparison::LessThan,
            Comparison::Between => varde_calc::Comparison::Between,
        },
        limit: exact(&target.limit)?,
        upper: target.upper.as_ref().and_then(exact),
        near: target.near.as_ref().and_then(exact),
        judged: match goal.judged {
            JudgedWhen::ByEnd => Judged::ByEnd {
                baseline_year,
                horizon,
            },
            JudgedWhen::EveryYear | JudgedWhen::EachSurvey | JudgedWhen::AtAnyTime => {
                Judged::EveryYear
            }
        },
    })
}

/// The year that growth is measured from and paths begin in.
pub fn baseline_year(pack: &Pack, indicator: &Indicator) -> Option<i16> {
    indicator
        .baseline
        .or_else(|| pack.strategy.as_ref().map(|s| s.baseline))
}

/// The value of that year: what growth is measured from is known without data.
pub fn baseline_value(pack: &Pack, indicator: &Indicator, series: &[Known]) -> Option<Exact> {
    let year = baseline_year(pack, indicator)?;
    let known =
        of_year(series, year).and_then(|k| k.required.as_ref().or_else(|| k.shown()).cloned());
    known.or_else(|| match indicator.kind {
        IndicatorKind::Growth { .. } => Some(Exact::zero()),
        IndicatorKind::Index { .. } => Some(Exact::one()),
        _ => None,
    })
}

/// `minst 4`, `om lag 25 %`: the limit with a per cent sign, but without a longer unit.
pub fn target_words(words: &Words, target: &Target, unit: UnitOfMeasure) -> String {
    target_with(words, target, |limit| match unit {
        UnitOfMeasure::PerCent => short_with_unit(words, limit, unit, LIMIT_DECIMALS),
        _ => short_number(words.language(), limit, LIMIT_DECIMALS),
    })
}

/// `minst 4 poeng per person`: the limit with its unit.
pub fn target_words_with_unit(words: &Words, target: &Target, unit: UnitOfMeasure) -> String {
    target_with(words, target, |limit| {
        short_with_unit(words, limit, unit, LIMIT_DECIMALS)
    })
}

fn target_with(words: &Words, target: &Target, write: impl Fn(&Exact) -> String) -> String {
    let limit =
        |text: &str| Exact::parse(text).map_or_else(|_| text.to_owned(), |limit| write(&limit));
    if let Some(about) = &target.about {
        return words.say("target-about", &[("limit", limit(about).into())]);
    }
    let args = [
        ("limit", limit(&target.limit).into()),
        (
            "upper",
            limit(target.upper.as_deref().unwrap_or_default()).into(),
        ),
    ];
    match target.comparison {
        Comparison::AtLeast => words.say("target-at-least", &args),
        Comparison::AtMost => words.say("target-at-most", &args),
        Comparison::MoreThan => words.say("target-more-than", &args),
        Comparison::LessThan => words.say("target-less-than", &args),
        Comparison::Between => words.say("target-between", &args),
    }
}

/// Why there is no value, in words.
pub fn reason(words: &Words, reason: &str, year: i16) -> String {
    let key = format!("reason-{reason}");
    let key = if words.has(&key) {
        key.as_str()
    } else {
        "reason-other"
    };
    words.say(key, &[("year", year.to_string().into())])
}

/// The answer of a goal's page in one or two sentences.
pub fn goal_sentence(
    words: &Words,
    pack: &Pack,
    goal: &Goal,
    series: &[Known],
    year: i16,
) -> String {
    let indicator = goal
        .indicator
        .as_ref()
        .and_then(|id| pack.indicator(&id.value));
    let (Some(indicator), Some(target), Some(rule)) = (indicator, &goal.target, rule(pack, goal))
    else {
        return reason(words, "not-computed-yet", year);
    };
    let known = of_year(series, year);
    let Some((known, value)) = known.and_then(|k| k.shown().map(|v| (k, v))) else {
        return reason(
            words,
            known.and_then(|k| k.reason.as_deref()).unwrap_or("no-data"),
            year,
        );
    };
    let (unit, decimals) = (indicator.unit, indicator.decimals);
    let end = pack.strategy.as_ref().map_or(year, |s| s.period.1);
    let text = |text: String| Arg::from(text);
    let mut args = vec![
        ("value", text(with_unit(words, value, unit, decimals))),
        ("year", text(year.to_string())),
        ("target", text(target_words(words, target, unit))),
        ("end", text(end.to_string())),
    ];
    let mut sentence = match known.by_itself() {
        Some(State::Met) => {
            args.push(("years", years_in_a_row(series, year).into()));
            words.say("say-met", &args)
        }
        Some(State::OnTrack) if goal.judged == JudgedWhen::ByEnd => {
            words.say("say-on-track", &args)
        }
        Some(State::OnTrack) => words.say("say-near", &args),
        Some(State::OffTrack) => {
            let required = required(
                &rule,
                baseline_value(pack, indicator, series).as_ref(),
                year,
            );
            let required = required.map_or_else(
                || "none".to_owned(),
                |r| with_unit(words, &r, unit, decimals),
            );
            args.push(("required", text(required)));
            words.say("say-off-track", &args)
        }
        Some(State::NotMet) => {
            let above = rule
                .upper
                .as_ref()
                .filter(|upper| value > *upper)
                .unwrap_or(&rule.limit);
            let gap = (value - above).abs();
            let gap_words = change_with_unit(words, &gap, unit, decimals.max(1))
                .trim_start_matches('+')
                .to_owned();
            args.push(("gap", text(gap_words)));
            args.push((
                "side",
                text(if value > above {
                    "over".to_owned()
                } else {
                    "under".to_owned()
                }),
            ));
            words.say("say-not-met", &args)
        }
        Some(State::TooEarly) => words.say("say-too-early", &args),
        _ => words.say("say-value", &args),
    };
    if known.provisional {
        sentence.push(' ');
        sentence.push_str(&words.t("say-provisional"));
    }
    sentence
}

/// The answer of an indicator's page: the value, and how it has moved since the year before and the first year known.
pub fn indicator_sentence(
    words: &Words,
    indicator: &Indicator,
    series: &[Known],
    year: i16,
) -> String {
    let known = of_year(series, year);
    let Some((known, value)) = known.and_then(|k| k.shown().map(|v| (k, v))) else {
        return reason(
            words,
            known.and_then(|k| k.reason.as_deref()).unwrap_or("no-data"),
            year,
        );
    };
    let (unit, decimals) = (indicator.unit, indicator.decimals);
    let args = [
        ("value", with_unit(words, value, unit, decimals).into()),
        ("year", year.to_string().into()),
    ];
    let mut sentences = vec![words.say("say-value", &args)];
    if let Some(change) = crate::known::change(series, year) {
        let way = match change.round_half_up(decimals) {
            none if none.is_zero() => "same",
            up if up > Exact::zero() => "up",
            _ => "down",
        };
        let size = change_with_unit(words, &change.abs(), unit, decimals)
            .trim_start_matches('+')
            .to_owned();
        sentences.push(words.say(
            "say-change",
            &[
                ("way", way.into()),
                ("change", size.into()),
                ("before", (year - 1).to_string().into()),
            ],
        ));
    }
    if known.provisional {
        sentences.push(words.t("say-provisional"));
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::known::samples::series;
    use crate::samples::pack;
    use varde_pack::Language;

    fn said(goal: &str, lines: &str, year: i16) -> String {
        let pack = pack();
        let known = series(lines);
        let say = |language| {
            goal_sentence(
                Words::of(language),
                &pack,
                pack.goal(goal).unwrap(),
                &known,
                year,
            )
        };
        format!("{}\n{}", say(Language::Nb), say(Language::En))
    }

    #[test]
    fn sentences() {
        insta::assert_snapshot!(
            [
                said("PU-01", "2022 met 4.1\n2023 met 4.2\n2024 met 4.02", 2024),
                said("PU-01", "2024 met 4.02*", 2024),
                said("PU-01", "2024 not_met 3.66", 2024),
                said("PU-01", "2024 suppressed 3.66 fewer-than-five", 2024),
                said("PU-01", "2024 unknown - no-denominator", 2024),
                said("PU-01", "2024 unknown - something-new", 2024),
                said("PU-01", "", 2024),
                said("EF-01", "2018 off_track 0\n2022 off_track 12.5", 2022),
                said("EF-01", "2018 off_track 0\n2022 on_track 33", 2022),
                said("EF-01", "2018 off_track 0\n2025 not_met 33", 2025),
                said("FU-03a", "2024 on_track 21.4", 2024),
                said("RE-05", "2024 not_met 91.3", 2024),
                said("GU-01", "", 2024),
            ]
            .join("\n\n")
        );
    }

    #[test]
    fn a_target_that_holds_is_said_to_hold_whatever_else_is_missing() {
        let pack = pack();
        let mut known = series("2023 not_met 4.1\n2024 not_met 4.02");
        for year in &mut known {
            year.of_target = Some(State::Met);
        }
        let goal = pack.goal("PU-01").unwrap();
        let say =
            |known: &[Known]| goal_sentence(Words::of(Language::En), &pack, goal, known, 2024);
        assert_eq!(say(&known), say(&series("2023 met 4.1\n2024 met 4.02")));
    }

    #[test]
    fn every_reason_of_the_engine_has_words() {
        for language in [Language::Nb, Language::En] {
            for of in [
                "no-data",
                "no-denominator",
                "no-baseline",
                "not-computed-yet",
                "fewer-than-five",
                "too-few-answers",
                "protected",
                "cohort-not-mature",
                "before-baseline",
            ] {
                assert!(Words::of(language).has(&format!("reason-{of}")), "{of}");
            }
        }
    }
}
