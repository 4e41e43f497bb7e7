//! What one strategy made of another: goals carried on, changed, dropped and new.
//!
//! A goal carries on the one that it names with `continues`, else the one of the same id. It is changed when another number
//! could come out of it, or when it is asked of it otherwise: target, indicator, definition, conditions, scope, when it is judged.
//! Titles and owners may differ: they are told, but they make no other goal.

use crate::goals::{Comparison, Goal, JudgedWhen, Target};
use crate::indicators::Indicator;
use crate::pack::Pack;
use crate::text::Language;
use std::collections::BTreeSet;

/// What became of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// The same in both.
    CarriedOn,
    /// In both, but something else is asked or counted.
    Changed,
    /// Only in the first.
    Dropped,
    /// Only in the second.
    New,
}

impl Fate {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CarriedOn => "carried-on",
            Self::Changed => "changed",
            Self::Dropped => "dropped",
            Self::New => "new",
        }
    }
}

/// A goal of one strategy or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalDiff {
    /// What became of it.
    pub fate: Fate,
    /// Its id in the first.
    pub old: Option<String>,
    /// Its id in the second.
    pub new: Option<String>,
    /// What is different, also in words only.
    pub differences: Vec<Difference>,
}

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The key: `target`, `indicator`, `definition`, `title`.
    pub what: &'static str,
    /// As it was.
    pub old: String,
    /// As it is.
    pub new: String,
}

/// Compare two strategies, goal by goal: those of the second in their order, then what was dropped.
pub fn diff(old: &Pack, new: &Pack) -> Vec<GoalDiff> {
    let mut found = Vec::new();
    let mut carried = BTreeSet::new();
    for goal in &new.goals {
        let before = match &goal.continues {
            Some(id) => old.goal(&id.value),
            None => old.goal(&goal.id.value),
        };
        found.push(match before {
            Some(before) => {
                carried.insert(before.id.value.clone());
                let (mut differences, words) = compare(old, before, new, goal);
                let fate = if differences.is_empty() {
                    Fate::CarriedOn
                } else {
                    Fate::Changed
                };
                differences.extend(words);
                GoalDiff {
                    fate,
                    old: Some(before.id.value.clone()),
                    new: Some(goal.id.value.clone()),
                    differences,
                }
            }
            None => GoalDiff {
                fate: Fate::New,
                old: None,
                new: Some(goal.id.value.clone()),
                differences: Vec::new(),
            },
        });
    }
    let dropped = old
        .goals
        .iter()
        .filter(|g| !carried.contains(&g.id.value))
        .map(|g| GoalDiff {
            fate: Fate::Dropped,
            old: Some(g.id.value.clone()),
            new: None,
            differences: Vec::new(),
        });
    found.extend(dropped);
    found
}

/// What is different in substance, and what is different in words only.
fn compare(
    old: &Pack,
    before: &Goal,
    new: &Pack,
    after: &Goal,
) -> (Vec<Difference>, Vec<Difference>) {
    let different =
        |what, old: String, new: String| (old != new).then_some(Difference { what, old, new });
    let indicator = |g: &Goal| {
        g.indicator
            .as_ref()
            .map_or(String::new(), |i| i.value.clone())
    };
    let definition = |pack: &Pack, goal: &Goal| {
        let found = goal
            .indicator
            .as_ref()
            .and_then(|i| pack.indicator(&i.value));
        found.map_or(String::new(), |i| definition_of(pack, i))
    };
    let conditions = |g: &Goal| {
        let each = g
            .also
            .iter()
            .map(|c| format!("{} {}", c.indicator.value, target_of(&c.target)));
        each.collect::<Vec<_>>().join(", ")
    };
    let target = |g: &Goal| g.target.as_ref().map_or(String::new(), target_of);
    // A path or a growth from another year asks for something else.
    let baseline = |pack: &Pack, goal: &Goal| {
        let found = goal
            .indicator
            .as_ref()
            .and_then(|i| pack.indicator(&i.value));
        let matters =
            goal.judged == JudgedWhen::ByEnd || found.is_some_and(|i| i.kind.has_baseline());
        let year = found.and_then(|i| i.baseline);
        let year = year.or_else(|| pack.strategy.as_ref().map(|s| s.baseline));
        year.filter(|_| matters)
            .map_or(String::new(), |y| y.to_string())
    };
    let same_indicator = indicator(before) == indicator(after);
    let counted_otherwise = same_indicator && definition(old, before) != definition(new, after);
    let version = |pack: &Pack, goal: &Goal| {
        let found = goal
            .indicator
            .as_ref()
            .and_then(|i| pack.indicator(&i.value));
        found.map_or(String::new(), |i| {
            i.valid_from
                .map_or(String::new(), |day| format!("valid from {day}"))
        })
    };
    let substance = [
        different("indicator", indicator(before), indicator(after)),
        counted_otherwise.then(|| Difference {
            what: "definition",
            old: version(old, before),
            new: version(new, after),
        }),
        different("target", target(before), target(after)),
        different("baseline", baseline(old, before), baseline(new, after)),
        different("also", conditions(before), conditions(after)),
        different("scope", before.scope.clone(), after.scope.clone()),
        different(
            "judged",
            format!("{:?}", before.judged),
            format!("{:?}", after.judged),
        ),
    ];
    let title = |g: &Goal| g.title.get(Language::En).to_owned();
    let owner = |g: &Goal| g.owner.as_ref().map_or(String::new(), |o| o.value.clone());
    let words = [
        different("title", title(before), title(after)),
        different("owner", owner(before), owner(after)),
    ];
    (
        substance.into_iter().flatten().collect(),
        words.into_iter().flatten().collect(),
    )
}

/// Everything that a number comes from: the indicator, its measures, the views under them.
fn definition_of(pack: &Pack, indicator: &Indicator) -> String {
    let mut text = format!(
        "{:?} {} {:?}",
        indicator.kind.by(),
        indicator.window,
        indicator.unit
    );
    let (mut open, mut seen) = (Vec::new(), BTreeSet::new());
    for id in indicator.kind.measures() {
        if let Some(m) = pack.measures.get(&id.value) {
            let condition = m.condition.as_ref().map_or("", |c| c.value.as_str());
            text += &format!(
                "\n{} {:?} {:?} {condition}",
                m.view.value, m.aggregate, m.at
            );
            open.push(m.view.value.clone());
        }
    }
    while let Some(name) = open.pop() {
        if let (true, Some(view)) = (seen.insert(name.clone()), pack.views.get(&name)) {
            text += &format!("\n{name}: {}", view.sql);
            open.extend(view.reads.iter().cloned());
        }
    }
    text
}

fn target_of(target: &Target) -> String {
    let limit = &target.limit;
    match (target.comparison, &target.upper) {
        (Comparison::AtLeast, _) => format!(">= {limit}"),
        (Comparison::AtMost, _) => format!("<= {limit}"),
        (Comparison::MoreThan, _) => format!("> {limit}"),
        (Comparison::LessThan, _) => format!("< {limit}"),
        (Comparison::Between, upper) => format!("{limit}..{}", upper.as_deref().unwrap_or("")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::{PackFiles, read};

    fn pack(view: &str, goals: &str) -> Pack {
        let mut files = PackFiles::new();
        let folder = files.entry("p".to_owned()).or_default();
        for (path, text) in [
            (
                "pack.toml",
                "id='p'\nversion='1'\nlanguages=['en']\ntitle.en='P'",
            ),
            (
                "tables/t.toml",
                "id='t'\ntitle.en='T'\npersonal_data='none'\nkey=['year']\n[[column]]\nid='year'\ntype='year'\n[[column]]\nid='n'\ntype='integer'",
            ),
            (
                "units.toml",
                "[[unit]]\nid='u'\ntitle.en='U'\nshort='U'\nkind='department'",
            ),
            (
                "strategy.toml",
                "id='s'\ntitle.en='S'\nperiod=[2018,2025]\nbaseline=2018\nunit='u'\nvision.en='V'\nmission.en='M'\n[[area]]\nid='a'\ntitle.en='A'\norder=1\n[[role]]\nid='r'\ntitle.en='R'",
            ),
            ("views/v.sql", view),
            (
                "indicators/i.toml",
                "[[measure]]\nid='m'\ntitle.en='M'\nview='v'\nsum='n'\nunit='count'\n[[indicator]]\nid='i'\ntitle.en='I'\nkind='value'\nnumerator='m'\nbetter='higher'\nunit='count'\nvalid_from=2018-01-01\nsource='made up'",
            ),
            ("goals/g.toml", goals),
        ] {
            folder.insert(path.to_owned(), text.to_owned());
        }
        let checked = read("p", &files);
        assert!(checked.is_usable(), "{:#?}", checked.diagnostics);
        checked.pack
    }

    const VIEW: &str = "select [row_id] as rows, 'u' as unit, year, n from t";

    fn goal(id: &str, limit: &str, more: &str) -> String {
        format!(
            "[[goal]]\nid='{id}'\narea='a'\ntitle.en='{id} title'\nshort.en='{id}'\nowner='r'\nrequirement.en='R'\nindicator='i'\ntarget={{at_least='{limit}'}}\n{more}\n"
        )
    }

    fn told(old: &Pack, new: &Pack) -> Vec<String> {
        let line = |d: GoalDiff| {
            let whats: Vec<&str> = d.differences.iter().map(|d| d.what).collect();
            format!(
                "{} {} {} {}",
                d.old.unwrap_or_default(),
                d.new.unwrap_or_default(),
                d.fate.as_str(),
                whats.join(",")
            )
        };
        diff(old, new).into_iter().map(line).collect()
    }

    #[test]
    fn goals_are_carried_on_changed_dropped_and_new() {
        let old = pack(
            VIEW,
            &[goal("A", "1", ""), goal("B", "1", ""), goal("C", "1", "")].concat(),
        );
        let new = pack(
            VIEW,
            &[
                goal("A", "1", ""),
                goal("X", "2", "continues='B'"),
                goal("Y", "1", ""),
            ]
            .concat(),
        );
        assert_eq!(
            told(&old, &new),
            [
                "A A carried-on ",
                "B X changed target,title",
                " Y new ",
                "C  dropped "
            ]
        );
        assert!(told(&old, &old).iter().all(|l| l.contains("carried-on")));
    }

    #[test]
    fn another_definition_under_the_same_name_is_a_change() {
        let old = pack(VIEW, &goal("A", "1", ""));
        let new = pack(
            &format!("{VIEW} where n > 0"),
            &goal("A", "1", "judged='by-end'"),
        );
        assert_eq!(told(&old, &new), ["A A changed definition,baseline,judged"]);
    }
}
