//! The strategy at a glance (`/`): the answer, the map of stones on the two pillars, and the same as a list.

use crate::chart::stones;
use crate::known::Known;
use crate::pages::goals::{Filters, Wish, filters};
use crate::pages::list::{Line, goal_line, state_of};
use crate::pages::{Link, Writer};
use crate::state::{Mark, ORDER, class, mark, word};
use serde::Serialize;
use std::collections::BTreeMap;
use varde_calc::State;
use varde_pack::Goal;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Name of the strategy.
    pub title: String,
    /// The answer.
    pub sentence: String,
    /// Goals that need attention, with their links; empty when none does.
    pub attention: Vec<Link>,
    /// The words before them.
    pub attention_lead: String,
    /// How many goals are not computed yet.
    pub remainder: String,
    /// Vision.
    pub vision: String,
    /// Mission.
    pub mission: String,
    /// The pillars that everything stands on.
    pub pillars: Vec<Pillar>,
    /// The areas as cairns.
    pub cairns: Vec<Cairn>,
    /// States with their numbers.
    pub legend: Vec<Count>,
    /// What may be left out of the list.
    pub filters: Filters,
    /// The list.
    pub areas: Vec<Area>,
    /// Says that something is left out, or that nothing fits; empty when the list is whole.
    pub filtered: String,
}

/// A pillar.
#[derive(Debug, Clone, Serialize)]
pub struct Pillar {
    /// Its name.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// An area as a pile of stones.
#[derive(Debug, Clone, Serialize)]
pub struct Cairn {
    /// The area's place in the list.
    pub href: String,
    /// Its short name.
    pub title: String,
    /// `5 av 9 nådd`.
    pub summary: String,
    /// Stones from the top.
    pub rows: Vec<Vec<Stone>>,
}

/// A goal as a stone.
#[derive(Debug, Clone, Serialize)]
pub struct Stone {
    /// The goal's page.
    pub href: String,
    /// Id and short name.
    pub name: String,
    /// State and value.
    pub says: String,
    /// Class of the state.
    pub class: &'static str,
    /// The outline, as the `d` of a path.
    pub outline: &'static str,
    /// Whether the value may still change.
    pub provisional: bool,
    /// Whether the filters leave it out of the list.
    pub dim: bool,
}

/// A state and how many goals are in it.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// The state.
    pub mark: Mark,
    /// How many.
    pub count: usize,
    /// The list of those.
    pub href: String,
}

/// An area of the list.
#[derive(Debug, Clone, Serialize)]
pub struct Area {
    /// Id, the anchor.
    pub id: String,
    /// Name.
    pub title: String,
    /// How it stands.
    pub summary: String,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Its strategy bullets.
    pub bullets: Vec<Link>,
}

/// A part of an area.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Name; empty where the area is not divided.
    pub title: String,
    /// Goals.
    pub lines: Vec<Line>,
}

/// The page. `series`: values by goal.
pub fn home_page(
    writer: Writer<'_>,
    series: &BTreeMap<String, Vec<Known>>,
    wish: &Wish,
) -> HomePage {
    let Writer { words, links, pack } = writer;
    let known = |goal: &Goal| {
        series
            .get(&goal.id.value)
            .map(Vec::as_slice)
            .unwrap_or_default()
    };
    let states: BTreeMap<&str, State> = pack
        .goals
        .iter()
        .map(|g| (g.id.value.as_str(), state_of(writer, g, known(g))))
        .collect();
    let state = |goal: &Goal| {
        states
            .get(goal.id.value.as_str())
            .copied()
            .unwrap_or(State::Unknown)
    };
    let of_state = |wanted: State| {
        pack.goals
            .iter()
            .filter(move |g| g.indicator.is_some() && state(g) == wanted)
    };
    let computed = pack.goals.iter().filter(|g| g.indicator.is_some()).count();
    let off: Vec<Link> = of_state(State::OffTrack)
        .map(|g| Link {
            text: writer.short(g),
            href: links.goal(&g.id.value, None),
        })
        .collect();
    let (attention, missed) = if off.is_empty() {
        (
            of_state(State::NotMet)
                .map(|g| Link {
                    text: writer.short(g),
                    href: links.goal(&g.id.value, None),
                })
                .collect::<Vec<_>>(),
            true,
        )
    } else {
        (off, false)
    };
    let lead = if missed {
        "attention-not-met"
    } else {
        "attention-off-track"
    };
    let strategy = pack.strategy.as_ref();
    let areas: Vec<Area> = strategy
        .iter()
        .flat_map(|s| &s.areas)
        .map(|area| self::area(writer, area, &known, &state, wish))
        .filter(|a| !a.parts.is_empty())
        .collect();
    let shown: usize = areas
        .iter()
        .flat_map(|a| &a.parts)
        .map(|p| p.lines.len())
        .sum();
    HomePage {
        title: strategy.map(|s| writer.text(&s.title)).unwrap_or_default(),
        sentence: words.say(
            "home-sentence",
            &[
                ("met", of_state(State::Met).count().into()),
                ("computed", computed.into()),
            ],
        ),
        attention_lead: if attention.is_empty() {
            String::new()
        } else {
            words.say(lead, &[("n", attention.len().into())])
        },
        attention,
        remainder: words.say(
            "home-remainder",
            &[
                ("n", (pack.goals.len() - computed).into()),
                ("all", pack.goals.len().into()),
            ],
        ),
        vision: strategy.map(|s| writer.text(&s.vision)).unwrap_or_default(),
        mission: strategy
            .map(|s| writer.text(&s.mission))
            .unwrap_or_default(),
        pillars: strategy
            .iter()
            .flat_map(|s| &s.pillars)
            .map(|p| Pillar {
                title: writer.text(&p.title),
                text: writer.text(&p.text),
            })
            .collect(),
        cairns: strategy
            .iter()
            .flat_map(|s| &s.areas)
            .map(|area| cairn(writer, area, &known, &state, wish))
            .collect(),
        legend: ORDER
            .iter()
            .map(|s| Count {
                mark: mark(words, *s, false),
                count: pack.goals.iter().filter(|g| state(g) == *s).count(),
                href: format!(
                    "{}#{}",
                    links.to("/", &[("tilstand", Some(s.as_str()))]),
                    "liste"
                ),
            })
            .filter(|c| c.count > 0)
            .collect(),
        filters: filters(writer, "/", wish),
        filtered: if wish.leaves_out() {
            words.say(
                "filtered",
                &[("n", shown.into()), ("all", pack.goals.len().into())],
            )
        } else {
            String::new()
        },
        areas,
    }
}

fn summary(writer: Writer<'_>, goals: &[&Goal], state: &impl Fn(&Goal) -> State) -> String {
    let computed = goals.iter().filter(|g| g.indicator.is_some()).count();
    let met = goals
        .iter()
        .filter(|g| g.indicator.is_some() && state(g) == State::Met)
        .count();
    writer.words.say(
        "area-summary",
        &[
            ("met", met.into()),
            ("computed", computed.into()),
            ("all", goals.len().into()),
        ],
    )
}

fn cairn<'a>(
    writer: Writer<'_>,
    area: &varde_pack::strategy::Area,
    known: &impl Fn(&Goal) -> &'a [Known],
    state: &impl Fn(&Goal) -> State,
    wish: &Wish,
) -> Cairn {
    let Writer { words, links, pack } = writer;
    let mut goals: Vec<&Goal> = pack
        .goals
        .iter()
        .filter(|g| g.area.value == area.id.value)
        .collect();
    let summary = summary(writer, &goals, state);
    // What is settled lies at the foot, what is not known on top: the pile reads as progress.
    goals.sort_by_key(|g| ORDER.iter().position(|s| *s == state(g)));
    let stones: Vec<Stone> = goals
        .iter()
        .map(|goal| {
            let line = goal_line(writer, goal, known(goal));
            let now = state(goal);
            let value = if line.exact.is_empty() {
                String::new()
            } else {
                format!(", {} {} ({})", line.value, line.unit, line.year)
            };
            Stone {
                href: links.goal(&goal.id.value, None),
                name: format!("{} {}", goal.id.value, writer.short(goal)),
                says: format!("{}{value}", word(words, now)),
                class: class(now),
                outline: stones::shape(&goal.id.value),
                provisional: line.mark.is_some_and(|m| m.provisional),
                dim: !wish.wants(goal, now.as_str()),
            }
        })
        .collect();
    Cairn {
        href: format!("#{}", area.id.value),
        title: writer.text(&area.short),
        summary,
        rows: stones::rows(stones),
    }
}

fn area<'a>(
    writer: Writer<'_>,
    area: &varde_pack::strategy::Area,
    known: &impl Fn(&Goal) -> &'a [Known],
    state: &impl Fn(&Goal) -> State,
    wish: &Wish,
) -> Area {
    let pack = writer.pack;
    let all: Vec<&Goal> = pack
        .goals
        .iter()
        .filter(|g| g.area.value == area.id.value)
        .collect();
    let wanted = || all.iter().filter(|g| wish.wants(g, state(g).as_str()));
    let named = pack
        .strategy
        .iter()
        .flat_map(|s| &s.parts)
        .filter(|p| p.area.value == area.id.value)
        .map(|p| (Some(p.id.value.as_str()), writer.text(&p.title)));
    let mut parts: Vec<Part> = Vec::new();
    for (id, title) in named.chain([(None, String::new())]) {
        let lines: Vec<Line> = wanted()
            .filter(|g| g.part.as_ref().map(|p| p.value.as_str()) == id)
            .map(|g| goal_line(writer, g, known(g)))
            .collect();
        if !lines.is_empty() {
            parts.push(Part { title, lines });
        }
    }
    let bullets = pack
        .bullets
        .iter()
        .filter(|b| b.area.value == area.id.value && !wish.leaves_out());
    Area {
        id: area.id.value.clone(),
        title: writer.text(&area.title),
        summary: summary(writer, &all, state),
        parts,
        bullets: bullets
            .map(|b| Link {
                text: format!("{} {}", b.id.value, writer.text(&b.title)),
                href: writer.links.bullet(&b.id.value),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::known::samples::series;
    use crate::links::Links;
    use crate::words::Words;
    use varde_pack::Language;

    #[test]
    fn the_page_says_how_the_strategy_stands() {
        let (pack, links) = (crate::samples::pack(), Links::default());
        let writer = Writer {
            words: Words::of(Language::Nb),
            links: &links,
            pack: &pack,
        };
        let known = [
            ("PU-01", "2023 met 4.1\n2024 met 4.2"),
            ("RE-05", "2024 not_met 91"),
            ("EF-01", "2024 off_track 12"),
        ];
        let known: BTreeMap<String, Vec<Known>> = known
            .map(|(id, lines)| (id.to_owned(), series(lines)))
            .into_iter()
            .collect();
        let page = home_page(writer, &known, &Wish::default());
        assert_eq!(page.sentence, "1 av 4 beregnede mål er nådd.");
        assert_eq!(
            (
                page.attention_lead.as_str(),
                page.attention[0].text.as_str()
            ),
            ("Ett er ute av kurs:", "Vekst i BOA")
        );
        assert_eq!(page.cairns[0].rows.concat().len(), 3);
        assert_eq!(page.cairns[0].rows.last().unwrap()[0].class, "met");
        assert_eq!(
            page.areas[0]
                .parts
                .iter()
                .map(|p| p.lines.len())
                .collect::<Vec<_>>(),
            [1, 2]
        );
        let only = home_page(
            writer,
            &known,
            &Wish {
                state: Some("not_met".to_owned()),
                ..Wish::default()
            },
        );
        assert_eq!(only.areas.len(), 1);
        assert!(only.cairns[0].rows.concat().iter().all(|s| s.dim));
    }
}
