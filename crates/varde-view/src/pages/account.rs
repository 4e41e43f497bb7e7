//! The final account (`/sluttregnskap`): every goal as the strategy ended, and what has changed since.

use crate::format::{cell, day_of, unit_heading};
use crate::pages::{Link, Writer};
use crate::sentence::target_words;
use crate::state::{Mark, ORDER, mark, word};
use serde::Serialize;
use std::collections::BTreeMap;
use varde_calc::{Exact, State};

/// How a goal ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ending {
    /// The value.
    pub value: Option<Exact>,
    /// The state.
    pub state: Option<State>,
    /// Whether the value could still change.
    pub provisional: bool,
    /// What it is now, where that is something else.
    pub now: Option<(Option<Exact>, Option<State>)>,
}

/// Who made the account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Made {
    /// When, RFC 3339.
    pub closed: String,
    /// The moment that its numbers were known as of, RFC 3339.
    pub as_of: String,
    /// By whom.
    pub by: String,
    /// What was said of it.
    pub note: String,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AccountPage {
    /// The answer.
    pub sentence: String,
    /// More about it: how it is made, as of when, what has changed since.
    pub notes: Vec<String>,
    /// Whether a column says how it is now.
    pub changed: bool,
    /// Goals by area.
    pub areas: Vec<Area>,
    /// The account as files.
    pub files: Vec<Link>,
}

/// An area.
#[derive(Debug, Clone, Serialize)]
pub struct Area {
    /// Its name.
    pub title: String,
    /// Its goals.
    pub lines: Vec<Ended>,
}

/// A goal as it ended.
#[derive(Debug, Clone, Serialize)]
pub struct Ended {
    /// `PU-01`.
    pub id: String,
    /// Its page.
    pub link: Link,
    /// The target.
    pub target: String,
    /// The value.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// How it ended.
    pub mark: Mark,
    /// The value now, where it or the state is another; empty where nothing changed.
    pub now: String,
    /// The state now, where it or the value is another.
    pub now_mark: Option<Mark>,
    /// The exact value, for files.
    #[serde(skip)]
    pub exact: String,
}

/// The page of how goals ended, by id. Without `made` the account is what it would be now.
pub fn account_page(
    writer: Writer<'_>,
    made: Option<&Made>,
    endings: &BTreeMap<String, Ending>,
) -> AccountPage {
    let Writer { words, pack, .. } = writer;
    let (from, to) = pack.strategy.as_ref().map_or((0, 0), |s| s.period);
    let changed = endings.values().filter(|e| e.now.is_some()).count();
    let count = |state: &State| {
        let stood = |e: &&Ending| e.state.unwrap_or(State::Unknown) == *state;
        let n = endings.values().filter(stood).count();
        let said = || {
            words.say(
                "account-count",
                &[("n", n.into()), ("state", word(words, *state).into())],
            )
        };
        (n > 0).then(said)
    };
    let counts: Vec<String> = ORDER.iter().filter_map(count).collect();
    let mut args = vec![
        ("from", from.to_string().into()),
        ("to", to.to_string().into()),
        ("counts", words.list(&counts).into()),
    ];
    let mut notes = Vec::new();
    let sentence = match made {
        Some(made) => {
            args.push(("day", day_of(words, &made.closed).into()));
            args.push(("by", made.by.as_str().into()));
            notes.push(words.say(
                "account-known",
                &[("day", day_of(words, &made.as_of).into())],
            ));
            if !made.note.is_empty() {
                notes.push(made.note.clone());
            }
            if changed > 0 {
                notes.push(words.say("account-changed", &[("n", changed.into())]));
            }
            words.say("account-sentence", &args)
        }
        None => {
            notes.push(words.t("account-how"));
            words.say("account-not-yet", &args)
        }
    };
    let areas = pack.strategy.iter().flat_map(|s| &s.areas).map(|area| {
        let own = pack.goals.iter().filter(|g| g.area.value == area.id.value);
        Area {
            title: writer.text(&area.title),
            lines: own.map(|goal| line(writer, goal, endings)).collect(),
        }
    });
    let file = |kind: &str| Link {
        text: words.t(&format!("file-{kind}")),
        href: writer.links.to(&format!("/sluttregnskap.{kind}"), &[]),
    };
    AccountPage {
        sentence,
        notes,
        changed: changed > 0,
        areas: areas.filter(|a| !a.lines.is_empty()).collect(),
        files: vec![file("csv"), file("xlsx")],
    }
}

fn line(writer: Writer<'_>, goal: &varde_pack::Goal, endings: &BTreeMap<String, Ending>) -> Ended {
    let words = writer.words;
    let ending = endings.get(&goal.id.value).cloned().unwrap_or_default();
    let indicator = goal
        .indicator
        .as_ref()
        .and_then(|id| writer.pack.indicator(&id.value));
    let decimals = indicator.map_or(0, |i| i.decimals);
    let target = goal.target.as_ref().zip(indicator);
    let shown = |value: &Option<Exact>, state: Option<State>| {
        let open = value.as_ref().filter(|_| state != Some(State::Suppressed));
        cell(words.language(), open, decimals)
    };
    let of = |state: Option<State>| state.unwrap_or(State::Unknown);
    Ended {
        id: goal.id.value.clone(),
        link: Link {
            text: writer.short(goal),
            href: writer.links.goal(&goal.id.value, Some(writer.horizon())),
        },
        target: target.map_or_else(String::new, |(t, i)| target_words(words, t, i.unit)),
        value: shown(&ending.value, ending.state),
        unit: match (&ending.value, indicator) {
            (Some(_), Some(i)) => unit_heading(words, i.unit),
            _ => String::new(),
        },
        mark: mark(words, of(ending.state), ending.provisional),
        now: match &ending.now {
            Some((value, state)) => shown(value, *state),
            None => String::new(),
        },
        now_mark: ending
            .now
            .as_ref()
            .map(|(_, state)| mark(words, of(*state), false)),
        exact: ending
            .value
            .as_ref()
            .map(Exact::to_exact_string)
            .unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::links::Links;
    use crate::samples::pack;
    use crate::words::Words;
    use varde_pack::Language;

    fn page(made: Option<&Made>, language: Language) -> AccountPage {
        let pack = pack();
        let writer = Writer {
            words: Words::of(language),
            links: &Links::default(),
            pack: &pack,
        };
        let value = |text: &str| Exact::parse(text).ok();
        let ended = |text: &str, state| Ending {
            value: value(text),
            state: Some(state),
            ..Ending::default()
        };
        let endings = BTreeMap::from([
            ("PU-01".to_owned(), ended("4.02", State::Met)),
            (
                "RE-05".to_owned(),
                Ending {
                    now: Some((value("88"), Some(State::Met))),
                    ..ended("91.3", State::NotMet)
                },
            ),
            ("FU-03a".to_owned(), ended("3", State::Suppressed)),
        ]);
        account_page(writer, made, &endings)
    }

    #[test]
    fn the_account_keeps_what_was_and_says_what_changed() {
        let made = Made {
            closed: "2026-04-15T10:00:00Z".to_owned(),
            as_of: "2026-03-31T00:00:00Z".to_owned(),
            by: "kari".to_owned(),
            note: "Årsrapport 2025".to_owned(),
        };
        let nb = page(Some(&made), Language::Nb);
        insta::assert_debug_snapshot!((&nb.sentence, &nb.notes, nb.changed));
        let en = page(Some(&made), Language::En);
        insta::assert_debug_snapshot!((&en.sentence, &en.notes));
        let lines: Vec<&Ended> = nb.areas.iter().flat_map(|a| &a.lines).collect();
        let of = |id: &str| *lines.iter().find(|l| l.id == id).unwrap();
        assert_eq!(
            (of("RE-05").value.as_str(), of("RE-05").now.as_str()),
            ("91,3", "88,0")
        );
        assert!(of("PU-01").now_mark.is_none());
        assert_eq!(
            of("FU-03a").value,
            crate::format::UNKNOWN,
            "a hidden value stays hidden"
        );
    }

    #[test]
    fn before_the_end_it_says_how_it_would_be() {
        let nb = page(None, Language::Nb);
        insta::assert_debug_snapshot!((&nb.sentence, &nb.notes));
    }
}
