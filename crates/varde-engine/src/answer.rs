//! Answers: a value is never without its numerator, its denominator, its reason and the fingerprint of what it stands on.

use crate::audience::Audience;
use serde::{Deserialize, Serialize};
use varde_calc::{Exact, State};
use varde_facts::Known;
use varde_pack::Texts;

/// Why there is no value, or why the state is what it is. The words are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// No row says anything about this unit and period.
    NoData,
    /// The denominator is zero, or nothing is known of it.
    NoDenominator,
    /// The baseline that it is compared with is not known.
    NoBaseline,
    /// The pack has no definition yet.
    NotComputedYet,
    /// Fewer than five persons stand behind it.
    FewerThanFive,
    /// Fewer answers stand behind it than its measure asks for.
    TooFewAnswers,
    /// Few persons stand behind it, or behind a number that it would give away.
    Protected,
    /// The cohort has not had its time.
    CohortNotMature,
    /// The period is before the baseline.
    BeforeBaseline,
}

impl Reason {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoData => "no-data",
            Self::NoDenominator => "no-denominator",
            Self::NoBaseline => "no-baseline",
            Self::NotComputedYet => "not-computed-yet",
            Self::FewerThanFive => "fewer-than-five",
            Self::TooFewAnswers => "too-few-answers",
            Self::Protected => "protected",
            Self::CohortNotMature => "cohort-not-mature",
            Self::BeforeBaseline => "before-baseline",
        }
    }
}

/// What an indicator gives for a unit and a year, before any target is held against it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// Exact numerator, `None` when nothing is known or it is hidden.
    #[serde(with = "exact_text")]
    pub numerator: Option<Exact>,
    /// Exact denominator, `None` for plain values.
    #[serde(with = "exact_text")]
    pub denominator: Option<Exact>,
    /// Exact value in the indicator's unit.
    #[serde(with = "exact_text")]
    pub value: Option<Exact>,
    /// Why there is no value.
    pub reason: Option<Reason>,
    /// Values of the slices that it looks at one by one.
    pub slices: Vec<Slice>,
    /// Where an entered baseline is from, when it stands on one.
    pub entered_baseline: Option<String>,
}

/// One value of the column that an indicator slices by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// The value of the column: a programme, a group.
    pub name: String,
    /// Exact smaller part; `None` when hidden or unknown.
    #[serde(with = "exact_text")]
    pub numerator: Option<Exact>,
    /// Exact whole; `None` when hidden or unknown.
    #[serde(with = "exact_text")]
    pub denominator: Option<Exact>,
    /// Exact share in per cent.
    #[serde(with = "exact_text")]
    pub value: Option<Exact>,
    /// Whether it passes, where the indicator decides slice by slice.
    pub passes: Option<bool>,
    /// Whether it is hidden because few persons stand behind it.
    pub hidden: bool,
}

/// A condition of a goal and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The indicator that is looked at.
    pub indicator: String,
    /// What is asked, as `>= 80`.
    pub target: String,
    /// Its figures.
    pub figure: Figure,
    /// How it stands.
    pub state: State,
}

/// A computed answer for one goal or indicator, unit and year. It can't be made outside this crate, so none lacks its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// Goal; `None` for an indicator asked for by itself.
    pub goal: Option<String>,
    /// Indicator; `None` for a goal that is not computed yet.
    pub indicator: Option<String>,
    /// Title of the goal or indicator.
    pub title: Texts,
    /// Unit.
    pub unit: String,
    /// Year.
    pub period: i16,
    /// State of the goal; for an indicator only `unknown`, `too_early` or `suppressed`, where there is no value.
    pub state: Option<State>,
    /// State of the target by itself, where conditions stand beside it.
    pub of_target: Option<State>,
    /// Whether the figures may still change by the source's own calendar.
    pub provisional: bool,
    /// Whether others than its readers see it so. What is not for publishing stays with those who may read the rows.
    pub for_publishing: bool,
    /// Whether something is hidden, from those who may not read the rows, of what its numbers hang together with.
    pub clouded: bool,
    /// The figures.
    pub figure: Figure,
    /// What must hold beside the target; in a history they are left out.
    pub conditions: Vec<Held>,
    /// The target in a short form, as `>= 4`.
    pub target: Option<String>,
    /// What the path from the baseline to the target asks of this year.
    pub required: Option<Exact>,
    /// Indicator with the hash of its definition.
    pub definition: String,
    /// Pack and version.
    pub pack: String,
    /// The moment that it is known as of.
    pub as_of: Known,
    /// Hash of everything that it was computed from.
    pub fingerprint: String,
}

impl Answer {
    /// Takes out every number that few persons may stand behind, and what it says.
    pub(crate) fn hide(&mut self) {
        let protected = || Figure {
            reason: Some(Reason::Protected),
            ..Figure::default()
        };
        self.figure = protected();
        self.state = Some(State::Suppressed);
        self.of_target = None;
        self.required = None;
        for condition in &mut self.conditions {
            condition.figure = protected();
            condition.state = State::Suppressed;
        }
    }

    /// Whether its figures are hidden from who was answered.
    pub fn is_hidden(&self) -> bool {
        self.state == Some(State::Suppressed) || self.figure.reason == Some(Reason::Protected)
    }
}

/// What is asked for; what is `None` is not narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Only this goal.
    pub goal: Option<String>,
    /// Only this indicator.
    pub indicator: Option<String>,
    /// Only this year.
    pub year: Option<i16>,
    /// This unit, by id or code; default the strategy's.
    pub unit: Option<String>,
    /// As known at this moment; default the latest delivery.
    pub as_of: Option<Known>,
    /// Who is answered; default everyone, so that small numbers are hidden.
    pub audience: Audience,
}

/// Exact numbers as text, for what the store keeps.
pub(crate) mod exact_text {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use varde_calc::Exact;

    pub fn serialize<S: Serializer>(value: &Option<Exact>, out: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Exact::to_exact_string).serialize(out)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Exact>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|t| Exact::parse(&t).map_err(D::Error::custom))
            .transpose()
    }
}
