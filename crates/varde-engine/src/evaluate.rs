//! From figures to answers: goals with their targets and states, indicators by themselves, year by year.

use crate::answer::{Answer, Figure, Held, Query, Reason};
use crate::audience::Audience;
use crate::engine::Engine;
use crate::error::{EngineError, unknown};
use crate::indicators::{Ground, baseline_year, figure};
use crate::measures::years;
use crate::protect::{Extent, Eyes, Protection, Sight};
use crate::snapshot::Snapshot;
use std::sync::Arc;
use varde_calc::target::{Comparison as Way, Judged, Rule};
use varde_calc::{Exact, State, judge, required};
use varde_facts::Known;
use varde_pack::{Comparison, Goal, Indicator, JudgedWhen, Measure, Target, Unit};

/// What an answer holds besides its figures and what the pack says of it.
pub(crate) struct Rest {
    pub state: Option<State>,
    pub of_target: Option<State>,
    pub provisional: bool,
    pub required: Option<Exact>,
    pub fingerprint: String,
    pub as_of: Known,
    pub conditions: Vec<Held>,
    pub clouded: bool,
}

/// Which of several states is that of the whole: the first of them.
fn severity(state: State) -> usize {
    const ORDER: [State; 7] = [
        State::NotMet,
        State::Unknown,
        State::TooEarly,
        State::Suppressed,
        State::OffTrack,
        State::OnTrack,
        State::Met,
    ];
    ORDER.iter().position(|s| *s == state).unwrap_or(0)
}

impl Engine {
    /// Answers for what is asked: goals in the order of the pack, then indicators, each by year.
    ///
    /// # Errors
    /// When a name is unknown or the store can't be read.
    pub fn evaluate(&self, query: &Query) -> Result<Vec<Answer>, EngineError> {
        let as_of = match query.as_of {
            Some(moment) => moment,
            None => self.now()?,
        };
        let snapshot = self.snapshot(as_of)?;
        self.evaluate_on(&snapshot, query)
    }

    /// Answers from a snapshot at hand.
    ///
    /// # Errors
    /// When a name is unknown.
    pub fn evaluate_on(
        &self,
        snapshot: &Snapshot,
        query: &Query,
    ) -> Result<Vec<Answer>, EngineError> {
        let eyes = self.eyes_of(snapshot, &query.audience)?;
        self.evaluate_with(snapshot, query, &eyes)
    }

    pub(crate) fn evaluate_with(
        &self,
        snapshot: &Snapshot,
        query: &Query,
        eyes: &Eyes,
    ) -> Result<Vec<Answer>, EngineError> {
        let unit = self.unit(query.unit.as_deref())?;
        let mut answers = Vec::new();
        if let Some(id) = &query.indicator {
            let indicator = self.indicator(id)?;
            self.each_year(
                (snapshot, eyes),
                query,
                None,
                Some(indicator),
                &unit.id.value,
                &mut answers,
            );
            return Ok(answers);
        }
        let goals: Vec<&Goal> = match &query.goal {
            Some(id) => vec![self.pack.goal(id).ok_or_else(|| {
                unknown(
                    "goal",
                    id,
                    self.pack.goals.iter().map(|g| g.id.value.as_str()),
                )
            })?],
            None => self.pack.goals.iter().collect(),
        };
        for goal in goals {
            let indicator = goal
                .indicator
                .as_ref()
                .and_then(|i| self.pack.indicator(&i.value));
            self.each_year(
                (snapshot, eyes),
                query,
                Some(goal),
                indicator,
                &unit.id.value,
                &mut answers,
            );
        }
        if query.goal.is_none() {
            for indicator in &self.pack.indicators {
                let years = self.years(snapshot, false, Some(indicator), &unit.id.value);
                let asked = match query.year {
                    Some(year) if !years.is_empty() => vec![year],
                    _ => years,
                };
                answers.extend(asked.into_iter().map(|year| {
                    self.answer(
                        (snapshot, eyes),
                        None,
                        Some(indicator),
                        &unit.id.value,
                        year,
                    )
                }));
            }
        }
        Ok(answers)
    }

    fn each_year(
        &self,
        (snapshot, eyes): (&Snapshot, &Eyes),
        query: &Query,
        goal: Option<&Goal>,
        indicator: Option<&Indicator>,
        unit: &str,
        answers: &mut Vec<Answer>,
    ) {
        let years: Vec<i16> = match query.year {
            Some(year) => vec![year],
            None => self.years(snapshot, goal.is_some(), indicator, unit),
        };
        answers.extend(
            years
                .into_iter()
                .map(|year| self.answer((snapshot, eyes), goal, indicator, unit, year)),
        );
    }

    /// The years that are worth an answer: those with rows, and for a goal those of the strategy so far.
    pub fn years(
        &self,
        snapshot: &Snapshot,
        is_goal: bool,
        indicator: Option<&Indicator>,
        unit: &str,
    ) -> Vec<i16> {
        let this_year = snapshot.today.year().min(years().1);
        let period = self.pack.strategy.as_ref().map(|s| s.period);
        let Some(indicator) = indicator else {
            return vec![period.map_or(this_year, |(from, to)| this_year.clamp(from, to))];
        };
        let mut found = snapshot.years_with_rows(&self.measures(indicator), unit);
        // A year of which only the denominator is known, as staff hired long ago, says nothing.
        found.retain(|year| {
            figure(self.ground(snapshot, &Eyes::All), indicator, unit, *year).reason
                != Some(Reason::NoData)
        });
        if let (true, Some((from, to))) = (is_goal, period) {
            found.extend(from..=to.min(this_year));
            if found.is_empty() {
                found.insert(from);
            }
        }
        found.into_iter().collect()
    }

    /// An indicator with those of the goal's conditions.
    pub(crate) fn asked_of<'a>(
        &'a self,
        goal: Option<&'a Goal>,
        indicator: Option<&'a Indicator>,
    ) -> Vec<&'a Indicator> {
        let conditions = goal
            .into_iter()
            .flat_map(|g| &g.also)
            .filter_map(|c| self.pack.indicator(&c.indicator.value));
        indicator.into_iter().chain(conditions).collect()
    }

    pub(crate) fn measures(&self, indicator: &Indicator) -> Vec<&Measure> {
        indicator
            .kind
            .measures()
            .iter()
            .filter_map(|id| self.pack.measures.get(&id.value))
            .collect()
    }

    fn ground<'a>(&'a self, snapshot: &'a Snapshot, eyes: &'a Eyes) -> Ground<'a> {
        Ground {
            pack: &self.pack,
            guards: &self.guards,
            snapshot,
            eyes,
        }
    }

    /// How an audience sees a moment: today's numbers cell by cell, those of an earlier one where nothing near them was or
    /// is hidden.
    pub(crate) fn eyes_of(
        &self,
        snapshot: &Snapshot,
        audience: &Audience,
    ) -> Result<Eyes, EngineError> {
        let now = self.now()?;
        let (then, now) = if snapshot.as_of >= now {
            (self.protection(snapshot, Extent::Cells), None)
        } else {
            let today = self.snapshot(now)?;
            let today = self.protection(&today, Extent::Cells);
            (self.protection(snapshot, Extent::Clouds), Some(today))
        };
        Ok(Eyes::Of(Sight {
            audience: audience.clone(),
            then,
            now,
        }))
    }

    /// What is hidden of a snapshot, worked out once.
    pub(crate) fn protection(&self, snapshot: &Snapshot, extent: Extent) -> Arc<Protection> {
        let kept = match extent {
            Extent::Cells => &snapshot.hidden,
            Extent::Clouds => &snapshot.clouds,
        };
        let of = || Arc::new(Protection::of(&self.pack, &self.guards, snapshot, extent));
        kept.get_or_init(of).clone()
    }

    /// Whether something is hidden of what the numbers of a year hang together with.
    pub(crate) fn is_clouded(
        &self,
        protection: &Protection,
        goal: Option<&Goal>,
        indicator: Option<&Indicator>,
        year: i16,
    ) -> bool {
        let by_end = goal.is_some_and(|g| g.judged == JudgedWhen::ByEnd);
        self.asked_of(goal, indicator).into_iter().any(|indicator| {
            let base = baseline_year(&self.pack, indicator)
                .filter(|_| by_end || indicator.kind.has_baseline());
            let window = i16::from(indicator.window);
            let years = std::iter::once(year).chain(base);
            let years: Vec<i16> = years
                .flat_map(|last| (0..window).map(move |back| last - back))
                .collect();
            let measures = indicator.kind.measures();
            measures
                .iter()
                .any(|m| years.iter().any(|y| protection.is_clouded(&m.value, *y)))
        })
    }

    /// Whether an audience may read all rows that an answer stands on.
    pub(crate) fn reads_all_of(
        &self,
        audience: &Audience,
        goal: Option<&Goal>,
        indicator: Option<&Indicator>,
    ) -> bool {
        let measures = self
            .asked_of(goal, indicator)
            .into_iter()
            .flat_map(|i| i.kind.measures());
        measures
            .filter_map(|m| self.guards.get(&m.value))
            .all(|guard| audience.reads(guard.class))
    }

    /// One answer, and how it stands to what others see.
    pub(crate) fn answer(
        &self,
        (snapshot, eyes): (&Snapshot, &Eyes),
        goal: Option<&Goal>,
        indicator: Option<&Indicator>,
        unit: &str,
        year: i16,
    ) -> Answer {
        let mut answer = self.answer_to((snapshot, eyes), goal, indicator, unit, year);
        let Eyes::Of(sight) = eyes else {
            return answer;
        };
        answer.clouded = self.is_clouded(&sight.then, goal, indicator, year)
            || sight
                .now
                .as_ref()
                .is_some_and(|now| self.is_clouded(now, goal, indicator, year));
        if !sight.audience.is_everyone() && answer.clouded {
            let everyone = Eyes::Of(Sight {
                audience: Audience::everyone(),
                ..sight.clone()
            });
            let published = self.answer_to((snapshot, &everyone), goal, indicator, unit, year);
            answer.for_publishing = published.figure == answer.figure
                && published.state == answer.state
                && published.required == answer.required
                && published.conditions == answer.conditions;
        }
        answer
    }

    fn answer_to(
        &self,
        (snapshot, eyes): (&Snapshot, &Eyes),
        goal: Option<&Goal>,
        indicator: Option<&Indicator>,
        unit: &str,
        year: i16,
    ) -> Answer {
        let ground = self.ground(snapshot, eyes);
        let figure = match indicator {
            Some(indicator) => figure(ground, indicator, unit, year),
            None => Figure {
                reason: Some(Reason::NotComputedYet),
                ..Figure::default()
            },
        };
        let rule = goal.and_then(|g| self.rule(g));
        let baseline = rule
            .as_ref()
            .and_then(|r| self.baseline(ground, r, indicator?, unit));
        let of_target = state_of(goal, &figure, rule.as_ref(), baseline.as_ref(), year);
        // With the value, the path would be known too.
        let hidden = of_target == Some(State::Suppressed) && figure.value.is_some();
        let figure = if hidden {
            Figure {
                reason: Some(Reason::Protected),
                ..Figure::default()
            }
        } else {
            figure
        };
        let conditions = self.conditions(ground, goal, unit, year);
        let state = conditions
            .iter()
            .map(|c| c.state)
            .chain(of_target)
            .min_by_key(|s| severity(*s));
        let before = rule.as_ref().is_some_and(
            |r| matches!(r.judged, Judged::ByEnd { baseline_year, .. } if year < baseline_year),
        );
        let figure = if before && figure.reason.is_none() {
            Figure {
                reason: Some(Reason::BeforeBaseline),
                ..figure
            }
        } else {
            figure
        };
        let definition = indicator.map(|i| self.definition(i)).unwrap_or_default();
        let fingerprint =
            self.answer_fingerprint(snapshot, goal, indicator, &definition, unit, year);
        let provisional = figure.value.is_some()
            && indicator.is_some_and(|i| {
                self.measures(i)
                    .iter()
                    .any(|m| snapshot.is_provisional(&self.pack, m, year))
            });
        let required = rule
            .as_ref()
            .and_then(|r| required(r, baseline.as_ref().and_then(|b| b.value.as_ref()), year));
        let rest = Rest {
            state,
            of_target: of_target.filter(|_| !conditions.is_empty()),
            provisional,
            required,
            fingerprint,
            as_of: snapshot.as_of,
            conditions,
            clouded: false,
        };
        self.with_names(goal, indicator, unit, year, figure, rest)
    }

    /// An answer with what the pack says of it.
    pub(crate) fn with_names(
        &self,
        goal: Option<&Goal>,
        indicator: Option<&Indicator>,
        unit: &str,
        year: i16,
        figure: Figure,
        rest: Rest,
    ) -> Answer {
        Answer {
            goal: goal.map(|g| g.id.value.clone()),
            indicator: indicator.map(|i| i.id.value.clone()),
            title: goal
                .map(|g| g.title.clone())
                .or_else(|| indicator.map(|i| i.title.clone()))
                .unwrap_or_default(),
            unit: unit.to_owned(),
            period: year,
            state: rest.state,
            of_target: rest.of_target,
            provisional: rest.provisional,
            target: goal.and_then(|g| g.target.as_ref()).map(target_text),
            required: rest.required,
            for_publishing: true,
            clouded: rest.clouded,
            figure,
            conditions: rest.conditions,
            definition: indicator.map(|i| self.definition(i)).unwrap_or_default(),
            pack: format!("{}@{}", self.pack.id, self.pack.version),
            as_of: rest.as_of,
            fingerprint: rest.fingerprint,
        }
    }

    /// An indicator with the hash of its definition.
    fn definition(&self, indicator: &Indicator) -> String {
        let found = self.indicator_definitions.get(&indicator.id.value);
        found.cloned().unwrap_or_default()
    }

    /// How a goal's conditions stand.
    fn conditions(
        &self,
        ground: Ground<'_>,
        goal: Option<&Goal>,
        unit: &str,
        year: i16,
    ) -> Vec<Held> {
        let Some(goal) = goal else {
            return Vec::new();
        };
        let held = goal.also.iter().filter_map(|condition| {
            let indicator = self.pack.indicator(&condition.indicator.value)?;
            let figure = figure(ground, indicator, unit, year);
            let rule = self.rule_of(goal.judged, &condition.target, Some(indicator));
            let baseline = rule
                .as_ref()
                .and_then(|r| self.baseline(ground, r, indicator, unit));
            let state = state_of(Some(goal), &figure, rule.as_ref(), baseline.as_ref(), year);
            Some(Held {
                indicator: indicator.id.value.clone(),
                target: target_text(&condition.target),
                state: state.unwrap_or(State::Unknown),
                figure,
            })
        });
        held.collect()
    }

    /// What a goal's target asks, as the arithmetic wants it.
    fn rule(&self, goal: &Goal) -> Option<Rule> {
        let indicator = goal
            .indicator
            .as_ref()
            .and_then(|i| self.pack.indicator(&i.value));
        self.rule_of(goal.judged, goal.target.as_ref()?, indicator)
    }

    fn rule_of(
        &self,
        judged: JudgedWhen,
        target: &Target,
        indicator: Option<&Indicator>,
    ) -> Option<Rule> {
        let number = |text: &String| Exact::parse(text).ok();
        let strategy = self.pack.strategy.as_ref();
        let judged = match (judged, strategy) {
            (JudgedWhen::ByEnd, Some(s)) => Judged::ByEnd {
                baseline_year: indicator
                    .and_then(|i| baseline_year(&self.pack, i))
                    .unwrap_or(s.baseline),
                horizon: s.period.1,
            },
            _ => Judged::EveryYear,
        };
        Some(Rule {
            comparison: match target.comparison {
                Comparison::AtLeast => Way::AtLeast,
                Comparison::AtMost => Way::AtMost,
                Comparison::MoreThan => Way::MoreThan,
                Comparison::LessThan => Way::LessThan,
                Comparison::Between => Way::Between,
            },
            limit: number(&target.limit)?,
            upper: target.upper.as_ref().and_then(number),
            near: target.near.as_ref().and_then(number),
            judged,
        })
    }

    /// The figure of the year that the path to the target begins in.
    fn baseline(
        &self,
        ground: Ground<'_>,
        rule: &Rule,
        indicator: &Indicator,
        unit: &str,
    ) -> Option<Figure> {
        match rule.judged {
            Judged::ByEnd { baseline_year, .. } => {
                Some(figure(ground, indicator, unit, baseline_year))
            }
            Judged::EveryYear => None,
        }
    }

    /// The unit asked for, or the strategy's.
    ///
    /// # Errors
    /// When no unit has the id or code.
    pub fn unit(&self, asked: Option<&str>) -> Result<&Unit, EngineError> {
        let own = self.pack.strategy.as_ref().map(|s| s.unit.value.as_str());
        let name = asked
            .or(own)
            .or_else(|| self.pack.units.first().map(|u| u.id.value.as_str()))
            .unwrap_or_default();
        self.pack.unit(name).ok_or_else(|| {
            unknown(
                "unit",
                name,
                self.pack.units.iter().map(|u| u.id.value.as_str()),
            )
        })
    }

    /// The indicator of an id.
    ///
    /// # Errors
    /// When there is none.
    pub fn indicator(&self, id: &str) -> Result<&Indicator, EngineError> {
        self.pack.indicator(id).ok_or_else(|| {
            unknown(
                "indicator",
                id,
                self.pack.indicators.iter().map(|i| i.id.value.as_str()),
            )
        })
    }
}

/// How a figure stands: against a goal's rule, or why it can't be judged.
fn state_of(
    goal: Option<&Goal>,
    figure: &Figure,
    rule: Option<&Rule>,
    baseline: Option<&Figure>,
    year: i16,
) -> Option<State> {
    let Some(value) = &figure.value else {
        return Some(match figure.reason {
            Some(Reason::CohortNotMature) => State::TooEarly,
            Some(Reason::FewerThanFive | Reason::TooFewAnswers | Reason::Protected) => {
                State::Suppressed
            }
            _ => State::Unknown,
        });
    };
    goal?;
    let rule = rule?;
    if let Judged::ByEnd { baseline_year, .. } = rule.judged
        && year < baseline_year
    {
        return Some(State::Unknown);
    }
    // How it stands on the path would tell where the path begins.
    if baseline.is_some_and(|b| b.reason == Some(Reason::Protected)) {
        return Some(State::Suppressed);
    }
    Some(judge(
        rule,
        value,
        year,
        baseline.and_then(|b| b.value.as_ref()),
    ))
}

/// A target in a short, language-free form.
pub fn target_text(target: &Target) -> String {
    match (target.comparison, &target.upper) {
        (Comparison::AtLeast, _) => format!(">= {}", target.limit),
        (Comparison::AtMost, _) => format!("<= {}", target.limit),
        (Comparison::MoreThan, _) => format!("> {}", target.limit),
        (Comparison::LessThan, _) => format!("< {}", target.limit),
        (Comparison::Between, upper) => {
            format!("{}..{}", target.limit, upper.as_deref().unwrap_or_default())
        }
    }
}
