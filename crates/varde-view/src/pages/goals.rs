//! All goals (`/mal`): one dense table, to sort and filter, and to take along as a file.

use crate::known::Known;
use crate::pages::list::{Line, goal_line};
use crate::pages::{Link, Writer};
use crate::state::{ORDER, word};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a reader wants to see of a list; empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// A state's word: `off_track`.
    pub state: Option<String>,
    /// An area's id.
    pub area: Option<String>,
    /// A role's id.
    pub owner: Option<String>,
    /// A column to sort by: `id`, `navn`, `omrade`, `eier`, `tilstand`, `verdi`.
    pub sort: Option<String>,
}

impl Wish {
    /// Whether it leaves anything out.
    pub fn leaves_out(&self) -> bool {
        self.state.is_some() || self.area.is_some() || self.owner.is_some()
    }

    /// Whether a goal with that state is wanted.
    pub fn wants(&self, goal: &varde_pack::Goal, state: &str) -> bool {
        self.state.as_deref().is_none_or(|s| s == state)
            && self.area.as_deref().is_none_or(|a| a == goal.area.value)
            && self
                .owner
                .as_deref()
                .is_none_or(|o| goal.owner.as_ref().is_some_and(|g| g.value == o))
    }
}

/// A form with three choices.
#[derive(Debug, Clone, Serialize)]
pub struct Filters {
    /// Where it is sent.
    pub action: String,
    /// The day looked from, which the form carries along.
    pub per: Option<String>,
    /// The column sorted by, which the form carries along.
    pub sort: Option<String>,
    /// States.
    pub states: Vec<Choice>,
    /// Areas.
    pub areas: Vec<Choice>,
    /// Owners.
    pub owners: Vec<Choice>,
    /// The way back to everything, when something is left out.
    pub all: Option<Link>,
}

/// A choice of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What it says.
    pub text: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A heading that sorts.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// The word.
    pub text: String,
    /// The page sorted by it.
    pub href: String,
    /// Whether the page is.
    pub here: bool,
    /// Whether numbers stand under it.
    pub number: bool,
}

/// The page of all goals.
#[derive(Debug, Clone, Serialize)]
pub struct GoalsPage {
    /// The answer.
    pub sentence: String,
    /// What may be left out.
    pub filters: Filters,
    /// Headings.
    pub headings: Vec<Heading>,
    /// Lines.
    pub lines: Vec<Line>,
    /// The list as files.
    pub files: Vec<Link>,
    /// The final account.
    pub account: Link,
}

/// Columns that sort: word in the address, key of the heading, and whether numbers stand under it.
const COLUMNS: [(&str, &str, bool); 6] = [
    ("id", "column-id", false),
    ("navn", "column-goal", false),
    ("omrade", "column-area", false),
    ("eier", "column-owner", false),
    ("tilstand", "column-state", false),
    ("verdi", "column-value", true),
];

/// The page.
pub fn goals_page(
    writer: Writer<'_>,
    series: &BTreeMap<String, Vec<Known>>,
    wish: &Wish,
) -> GoalsPage {
    let Writer { words, links, pack } = writer;
    let mut lines: Vec<Line> = Vec::new();
    for goal in &pack.goals {
        let known = series
            .get(&goal.id.value)
            .map(Vec::as_slice)
            .unwrap_or_default();
        if wish.wants(
            goal,
            crate::pages::list::state_of(writer, goal, known).as_str(),
        ) {
            lines.push(goal_line(writer, goal, known));
        }
    }
    let sort = wish.sort.as_deref().unwrap_or("id");
    match sort {
        "navn" => lines.sort_by_key(|l| alphabet(&l.short)),
        "omrade" => lines.sort_by_key(|l| alphabet(&l.area)),
        "eier" => lines.sort_by_key(|l| alphabet(&l.owner)),
        "tilstand" => lines.sort_by_key(|l| l.sort_state),
        "verdi" => lines.sort_by(|a, b| {
            (b.sort_value.is_some(), &b.sort_value).cmp(&(a.sort_value.is_some(), &a.sort_value))
        }),
        _ => {}
    }
    let asked = |sort: Option<&'static str>| -> Vec<(&str, Option<&str>)> {
        vec![
            ("tilstand", wish.state.as_deref()),
            ("omrade", wish.area.as_deref()),
            ("eier", wish.owner.as_deref()),
            ("sorter", sort.or(wish.sort.as_deref())),
        ]
    };
    let computed = lines.iter().filter(|l| l.computed).count();
    GoalsPage {
        sentence: words.say(
            "goals-sentence",
            &[
                ("n", lines.len().into()),
                ("all", pack.goals.len().into()),
                ("computed", computed.into()),
            ],
        ),
        filters: filters(writer, "/mal", wish),
        headings: COLUMNS
            .iter()
            .map(|(word, key, number)| Heading {
                text: words.t(key),
                href: links.to("/mal", &asked(Some(word))),
                here: *word == sort,
                number: *number,
            })
            .collect(),
        lines,
        files: ["csv", "xlsx"]
            .map(|kind| Link {
                text: words.t(&format!("file-{kind}")),
                href: links.to(&format!("/mal.{kind}"), &asked(None)),
            })
            .to_vec(),
        account: Link {
            text: words.t("account-link"),
            href: links.to("/sluttregnskap", &[]),
        },
    }
}

/// The form of a list of goals.
pub fn filters(writer: Writer<'_>, action: &str, wish: &Wish) -> Filters {
    let Writer { words, links, pack } = writer;
    let choice = |value: &str, text: String, chosen: &Option<String>| Choice {
        value: value.to_owned(),
        text,
        chosen: chosen.as_deref() == Some(value),
    };
    let strategy = pack.strategy.as_ref();
    Filters {
        action: action.to_owned(),
        per: links.per.clone(),
        sort: wish.sort.clone(),
        states: ORDER
            .iter()
            .map(|s| choice(s.as_str(), word(words, *s), &wish.state))
            .collect(),
        areas: strategy
            .iter()
            .flat_map(|s| &s.areas)
            .map(|a| choice(&a.id.value, writer.plain(&a.title), &wish.area))
            .collect(),
        owners: strategy
            .iter()
            .flat_map(|s| &s.roles)
            .filter(|r| {
                pack.goals
                    .iter()
                    .any(|g| g.owner.as_ref().is_some_and(|o| o.value == r.id.value))
            })
            .map(|r| choice(&r.id.value, writer.plain(&r.title), &wish.owner))
            .collect(),
        all: wish.leaves_out().then(|| Link {
            text: words.t("filter-all"),
            href: links.to(action, &[]),
        }),
    }
}

/// The Norwegian alphabet ends in æ, ø, å, which is not their order in Unicode.
pub fn alphabet(text: &str) -> String {
    let place = |c: char| match c {
        'æ' => '\u{E001}',
        'ø' => '\u{E002}',
        'å' => '\u{E003}',
        other => other,
    };
    text.to_lowercase().chars().map(place).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::known::samples::series;
    use crate::links::Links;
    use crate::words::Words;
    use varde_pack::Language;

    fn ids(wish: &Wish) -> Vec<String> {
        let (pack, links) = (crate::samples::pack(), Links::default());
        let writer = Writer {
            words: Words::of(Language::Nb),
            links: &links,
            pack: &pack,
        };
        let known = [
            ("PU-01", "2024 met 4.2"),
            ("RE-05", "2024 not_met 91"),
            ("FU-03a", "2024 unknown -"),
        ]
        .map(|(id, lines)| (id.to_owned(), series(lines)));
        goals_page(writer, &known.into_iter().collect(), wish)
            .lines
            .into_iter()
            .map(|l| l.id)
            .collect()
    }

    #[test]
    fn filters_and_sorts() {
        let wish = |state: &str, owner: &str, sort: &str| {
            let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
            Wish {
                state: some(state),
                area: None,
                owner: some(owner),
                sort: some(sort),
            }
        };
        let in_order: Vec<String> = crate::samples::pack()
            .goals
            .iter()
            .map(|g| g.id.value.clone())
            .collect();
        assert_eq!(ids(&wish("", "", "")), in_order);
        assert_eq!(ids(&wish("not_met", "", "")), ["RE-05"]);
        assert_eq!(ids(&wish("", "controller", "")), ["EF-01", "RE-05"]);
        assert_eq!(
            ids(&wish("", "", "verdi")),
            ["RE-05", "PU-01", "FU-03a", "EF-01", "GU-01"]
        );
        assert_eq!(ids(&wish("", "", "tilstand"))[..2], ["PU-01", "RE-05"]);
        assert_eq!(ids(&wish("met", "controller", "")), Vec::<String>::new());
    }

    #[test]
    fn norwegian_letters_come_last() {
        let mut words = ["Øk", "Åpen", "Ærlig", "Zink", "alt"];
        words.sort_by_key(|w| alphabet(w));
        assert_eq!(words, ["alt", "Zink", "Ærlig", "Øk", "Åpen"]);
    }
}
