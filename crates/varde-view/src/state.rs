//! How a state is shown: a shape, a word and a class for its colour, never colour alone.

use crate::words::Words;
use serde::Serialize;
use varde_calc::State;

/// A state as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The word of design: `met`, `on_track`, …; also the value of filters.
    pub id: &'static str,
    /// CSS class: `met`, `on-track`, …
    pub class: &'static str,
    /// The word that people read.
    pub word: String,
    /// The shape as SVG, hidden from screen readers because the word stands beside it.
    pub svg: String,
    /// Whether the value may still change.
    pub provisional: bool,
}

/// The mark of a state.
pub fn mark(words: &Words, state: State, provisional: bool) -> Mark {
    let class = class(state);
    let dashed = if provisional { " provisional" } else { "" };
    let svg = format!(
        "<svg class=\"mark {class}{dashed}\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">{}</svg>",
        shape(state)
    );
    Mark {
        id: state.as_str(),
        class,
        word: word(words, state),
        svg,
        provisional,
    }
}

/// The word for a state.
pub fn word(words: &Words, state: State) -> String {
    words.t(&format!("state-{}", class(state)))
}

/// The CSS class of a state.
pub fn class(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::OnTrack => "on-track",
        State::OffTrack => "off-track",
        State::NotMet => "not-met",
        State::TooEarly => "too-early",
        State::Unknown => "unknown",
        State::Suppressed => "suppressed",
    }
}

/// States in the order that lists and legends take them: what is settled first, what is not known last.
pub const ORDER: [State; 7] = [
    State::Met,
    State::OnTrack,
    State::OffTrack,
    State::NotMet,
    State::TooEarly,
    State::Suppressed,
    State::Unknown,
];

/// The shape inside a square of 16: ● ◐ ◭ ○ ⧖ ◌ ▨, drawn rather than set, since few fonts have them all in one size.
fn shape(state: State) -> &'static str {
    match state {
        State::Met => "<circle class=\"solid\" cx=\"8\" cy=\"8\" r=\"6.5\"/>",
        State::OnTrack => {
            "<circle class=\"line\" cx=\"8\" cy=\"8\" r=\"5.75\"/><path class=\"solid\" d=\"M8 2.25a5.75 5.75 0 0 0 0 11.5z\"/>"
        }
        State::OffTrack => {
            "<path class=\"line\" d=\"M8 2 14.5 13.5H1.5z\"/><path class=\"solid\" d=\"M8 2V13.5H1.5z\"/>"
        }
        State::NotMet => "<circle class=\"line heavy\" cx=\"8\" cy=\"8\" r=\"5.25\"/>",
        State::TooEarly => "<path class=\"line\" d=\"M3.5 2h9L8 8l4.5 6h-9L8 8z\"/>",
        State::Unknown => "<circle class=\"line dotted\" cx=\"8\" cy=\"8\" r=\"5.75\"/>",
        State::Suppressed => {
            "<path class=\"line\" d=\"M2.5 2.5h11v11h-11z\"/><path class=\"line\" d=\"M2.5 6.5l4-4M2.5 10.5l8-8M3 14l11-11M6.5 13.5l7-7M10.5 13.5l3-3\"/>"
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::collections::BTreeSet;
    use varde_pack::Language;

    #[test]
    fn every_state_has_its_own_shape_word_and_class() {
        for language in [Language::Nb, Language::En] {
            let marks: Vec<Mark> = State::ALL
                .iter()
                .map(|s| mark(Words::of(language), *s, false))
                .collect();
            for of in [
                |m: &Mark| m.svg.clone(),
                |m: &Mark| m.word.clone(),
                |m: &Mark| m.class.to_owned(),
            ] {
                assert_eq!(
                    marks.iter().map(of).collect::<BTreeSet<_>>().len(),
                    State::ALL.len()
                );
            }
        }
        assert_eq!(
            ORDER.into_iter().collect::<BTreeSet<_>>().len(),
            State::ALL.len()
        );
    }

    #[test]
    fn provisional_is_dashed() {
        assert!(
            mark(Words::of(Language::Nb), State::Met, true)
                .svg
                .contains("mark met provisional")
        );
    }
}
