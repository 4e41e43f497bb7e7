//! What breaks the rules of quality (`/data/funn`), and one finding opened (`/data/funn/3fa9…`).

use crate::access::{Action, Role, may};
use crate::format::{count, date, day_of, short_number};
use crate::pages::data::source_title;
use crate::pages::goals::Choice;
use crate::pages::rows::{SourceRow, heading};
use crate::pages::{Fact, Link, Writer};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use varde_calc::Exact;
use varde_pack::quality::fill;
use varde_pack::{PersonalData, QualityRule, Weight};

/// A finding as the engine knows it.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What names it in its address.
    pub fingerprint: String,
    /// The rule.
    pub rule: String,
    /// The unit; empty where it is about none.
    pub unit: String,
    /// The year.
    pub year: Option<i16>,
    /// Values by column: exact numbers, ISO dates; empty for null.
    pub values: Vec<(String, String)>,
    /// Sources of its rows.
    pub sources: Vec<String>,
    /// How many rows it stands on.
    pub row_count: usize,
    /// Why it was accepted, if it was.
    pub accepted: Option<Said>,
}

/// What somebody decided about a finding.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Accepted, or opened again.
    pub accepted: bool,
    /// Why.
    pub because: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub by: String,
}

/// What is wanted of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// `error`, `warning` or `note`.
    pub severity: Option<String>,
    /// A source.
    pub source: Option<String>,
    /// A role.
    pub owner: Option<String>,
    /// `open` when nothing is asked for, or `accepted`.
    pub standing: Option<String>,
    /// The goal or indicator whose numbers they touch: its name and its page.
    pub touching: Option<(String, Link)>,
}

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct FindingsPage {
    /// The answer.
    pub sentence: String,
    /// The goal or indicator that the list is about; none: all data.
    pub touching: Option<Link>,
    /// All findings, where something was asked for.
    pub all: Option<Link>,
    /// The filters: name, label and choices.
    pub filters: Vec<Filter>,
    /// The day looked from, which the filters keep; empty: now.
    pub per: String,
    /// What the filters keep besides: the goal or indicator.
    pub about: String,
    /// Findings by rule, the most serious first.
    pub groups: Vec<Group>,
    /// Says that there are more; empty when there are not.
    pub more: String,
}

/// A filter.
#[derive(Debug, Clone, Serialize)]
pub struct Filter {
    /// Name in the address.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What may be chosen.
    pub choices: Vec<Choice>,
}

/// The findings of one rule.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The rule's id.
    pub id: String,
    /// What is wrong.
    pub title: String,
    /// How serious it is, in words.
    pub severity: String,
    /// Its class.
    pub class: &'static str,
    /// Who mends it.
    pub owner: String,
    /// What to do.
    pub advice: String,
    /// How many.
    pub count: String,
    /// The findings.
    pub lines: Vec<Line>,
}

/// One finding in the list.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// What it says, leading to its page.
    pub link: Link,
    /// Unit.
    pub unit: String,
    /// Year.
    pub year: String,
    /// Why it was accepted; empty: it is open.
    pub accepted: String,
}

/// Most findings that a page shows.
pub const SHOWN: usize = 200;

/// The class of a severity; the style sheet has a colour for each.
pub fn class(weight: Weight) -> &'static str {
    match weight {
        Weight::Error => "finding-error",
        Weight::Warning => "finding-warning",
        Weight::Note => "finding-note",
    }
}

fn severity(writer: Writer<'_>, weight: Weight) -> String {
    writer.words.t(&format!("severity-{}", weight.as_str()))
}

/// A finding in a sentence; without the rows' values for who may not see them.
pub fn says(writer: Writer<'_>, rule: &QualityRule, found: &Found) -> String {
    if !may(
        Role::Local,
        Action::SeeRows,
        writer.pack.class_of_rule(rule),
    ) {
        return writer.text(&rule.title);
    }
    let sentence = writer.plain(&rule.says);
    fill(&sentence, |name| value(writer, found, name))
}

fn value(writer: Writer<'_>, found: &Found, name: &str) -> String {
    let own = found.values.iter().find(|(column, _)| column == name);
    let text = match (own, name) {
        (Some((_, text)), _) => text.clone(),
        (None, "unit") => return unit(writer, &found.unit),
        (None, "year") => found.year.map(|y| y.to_string()).unwrap_or_default(),
        (None, _) => String::new(),
    };
    let is_date = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
    if name == "source" {
        source_title(writer, &text)
    } else if let (true, Ok(day)) = (is_date, text.parse::<Date>()) {
        date(writer.words, day)
    } else if let (true, Ok(number)) = (text.contains('.'), Exact::parse(&text)) {
        short_number(writer.words.language(), &number, 4)
    } else {
        text
    }
}

/// The short name of a unit, or its title, or the code as it is.
fn unit(writer: Writer<'_>, id: &str) -> String {
    match writer.pack.unit(id) {
        Some(unit) if unit.short.is_empty() => writer.text(&unit.title),
        Some(unit) => unit.short.clone(),
        None => id.to_owned(),
    }
}

fn address(writer: Writer<'_>, fingerprint: &str) -> String {
    writer.links.to(&format!("/data/funn/{fingerprint}"), &[])
}

fn because(writer: Writer<'_>, said: &Said) -> String {
    writer.words.say(
        "finding-accepted",
        &[
            ("day", day_of(writer.words, &said.at).into()),
            ("by", said.by.as_str().into()),
            ("why", said.because.as_str().into()),
        ],
    )
}

/// The list of what is sought among all findings, which are the most serious first.
pub fn findings_page(writer: Writer<'_>, all: &[Found], sought: &Sought) -> FindingsPage {
    let Writer { words, links, pack } = writer;
    let accepted = sought.standing.as_deref() == Some("accepted");
    let asked = |asked: &Option<String>, is: &str| asked.as_deref().is_none_or(|a| a == is);
    let rule_of = |found: &Found| pack.quality_rule(&found.rule);
    let fits = |found: &&Found| {
        let Some(rule) = rule_of(found) else {
            return false;
        };
        let owner = rule.owner.as_ref().map_or("", |o| o.value.as_str());
        asked(&sought.severity, rule.weight.as_str())
            && asked(&sought.owner, owner)
            && sought
                .source
                .as_ref()
                .is_none_or(|s| found.sources.contains(s))
            && found.accepted.is_some() == accepted
    };
    let found: Vec<&Found> = all.iter().filter(fits).collect();
    let by_weight = |weight: Weight| {
        let of = |f: &&&Found| rule_of(f).is_some_and(|r| r.weight == weight);
        found.iter().filter(of).count()
    };
    let mut groups: Vec<Group> = Vec::new();
    for one in found.iter().take(SHOWN) {
        let Some(rule) = rule_of(one) else { continue };
        if groups.last().is_none_or(|g| g.id != rule.id.value) {
            let of_rule = found.iter().filter(|f| f.rule == one.rule).count();
            groups.push(Group {
                id: rule.id.value.clone(),
                title: writer.text(&rule.title),
                severity: severity(writer, rule.weight),
                class: class(rule.weight),
                owner: writer.owner(rule.owner.as_ref().map(|o| o.value.as_str())),
                advice: writer.text(&rule.advice),
                count: words.say("findings-count", &[("n", of_rule.into())]),
                lines: Vec::new(),
            });
        }
        let line = Line {
            link: Link {
                text: says(writer, rule, one),
                href: address(writer, &one.fingerprint),
            },
            unit: unit(writer, &one.unit),
            year: one.year.map(|y| y.to_string()).unwrap_or_default(),
            accepted: one.accepted.iter().map(|s| because(writer, s)).collect(),
        };
        if let Some(group) = groups.last_mut() {
            group.lines.push(line);
        }
    }
    let anything = *sought != Sought::default();
    FindingsPage {
        sentence: if accepted {
            words.say("findings-sentence-accepted", &[("n", found.len().into())])
        } else {
            words.say(
                "findings-sentence",
                &[
                    ("n", found.len().into()),
                    ("errors", by_weight(Weight::Error).into()),
                    ("warnings", by_weight(Weight::Warning).into()),
                    ("notes", by_weight(Weight::Note).into()),
                ],
            )
        },
        touching: sought.touching.as_ref().map(|(_, link)| link.clone()),
        all: anything.then(|| Link {
            text: words.t("findings-all"),
            href: links.to("/data/funn", &[]),
        }),
        filters: filters(writer, all, sought),
        per: links.per.clone().unwrap_or_default(),
        about: sought
            .touching
            .as_ref()
            .map(|(id, _)| id.clone())
            .unwrap_or_default(),
        more: if found.len() > SHOWN {
            words.say(
                "findings-more",
                &[
                    ("shown", SHOWN.into()),
                    ("all", count(words.language(), found.len()).into()),
                ],
            )
        } else {
            String::new()
        },
        groups,
    }
}

fn filters(writer: Writer<'_>, all: &[Found], sought: &Sought) -> Vec<Filter> {
    let words = writer.words;
    let choices = |some: BTreeMap<String, String>, chosen: &Option<String>| -> Vec<Choice> {
        let choice = |(value, text): (String, String)| Choice {
            chosen: chosen.as_ref() == Some(&value),
            value,
            text,
        };
        some.into_iter().map(choice).collect()
    };
    let severities = Weight::WORDS.map(|(word, weight)| Choice {
        value: word.to_owned(),
        text: severity(writer, weight),
        chosen: sought.severity.as_deref() == Some(word),
    });
    let sources = all.iter().flat_map(|f| &f.sources);
    let sources = sources
        .map(|s| (s.clone(), source_title(writer, s)))
        .collect();
    let owners = all
        .iter()
        .filter_map(|f| writer.pack.quality_rule(&f.rule)?.owner.as_ref());
    let owners = owners
        .map(|o| (o.value.clone(), writer.owner(Some(&o.value))))
        .collect();
    let accepted = Choice {
        value: "accepted".to_owned(),
        text: words.t("findings-accepted"),
        chosen: sought.standing.as_deref() == Some("accepted"),
    };
    let filter = |name, key: &str, choices| Filter {
        name,
        label: words.t(key),
        choices,
    };
    vec![
        filter("alvor", "filter-severity", severities.to_vec()),
        filter("kilde", "source", choices(sources, &sought.source)),
        filter("eier", "filter-owner", choices(owners, &sought.owner)),
        filter("vis", "filter-standing", vec![accepted]),
    ]
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct FindingPage {
    /// The list.
    pub back: Link,
    /// What is wrong.
    pub title: String,
    /// How serious it is, in words.
    pub severity: String,
    /// Its class.
    pub class: &'static str,
    /// The finding in a sentence.
    pub sentence: String,
    /// What to do.
    pub advice: String,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Its rows, table by table.
    pub tables: Vec<Rows>,
    /// Why no rows are shown, or that there are more; empty otherwise.
    pub note: String,
    /// What was decided about it, the first decision first.
    pub said: Vec<String>,
    /// Whether it is accepted.
    pub accepted: bool,
    /// Where the form is sent; empty for who may not decide.
    pub action: String,
    /// What was wrong with the form; empty at first.
    pub wrong: String,
}

/// Rows of one table.
#[derive(Debug, Clone, Serialize)]
pub struct Rows {
    /// Name of the table.
    pub title: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows: the way to the line of the file, and the cells.
    pub rows: Vec<(Link, Vec<String>)>,
}

/// The page of a finding. `wrong`: the key of what was wrong with the form sent, if it was.
pub fn finding_page(
    writer: Writer<'_>,
    rule: &QualityRule,
    found: &Found,
    rows: Vec<SourceRow>,
    said: &[Said],
    wrong: Option<&str>,
) -> FindingPage {
    let words = writer.words;
    let class_of_rule = writer.pack.class_of_rule(rule);
    let seen = may(Role::Local, Action::SeeRows, class_of_rule);
    let shown = rows.len();
    let note = if !seen {
        words.t("finding-rows-hidden")
    } else if found.row_count == 0 {
        words.t("finding-no-rows")
    } else if found.row_count > shown {
        let all = count(words.language(), found.row_count);
        words.say(
            "finding-more-rows",
            &[("shown", shown.into()), ("all", all.into())],
        )
    } else {
        String::new()
    };
    let sources: Vec<String> = found
        .sources
        .iter()
        .map(|s| source_title(writer, s))
        .collect();
    let facts = [
        (
            "fact-owner",
            writer.owner(rule.owner.as_ref().map(|o| o.value.as_str())),
        ),
        ("fact-unit", unit(writer, &found.unit)),
        (
            "column-year",
            found.year.map(|y| y.to_string()).unwrap_or_default(),
        ),
        ("source", words.list(&sources)),
        ("fact-rule", rule.id.value.clone()),
        ("fact-fingerprint", found.fingerprint.clone()),
    ];
    let decided = |s: &Said| {
        if s.accepted {
            return because(writer, s);
        }
        let places = [
            ("day", day_of(words, &s.at).into()),
            ("by", s.by.as_str().into()),
            ("why", s.because.as_str().into()),
        ];
        words.say("finding-reopened", &places)
    };
    FindingPage {
        back: Link {
            text: words.t("findings-title"),
            href: writer.links.to("/data/funn", &[]),
        },
        title: writer.text(&rule.title),
        severity: severity(writer, rule.weight),
        class: class(rule.weight),
        sentence: says(writer, rule, found),
        advice: writer.text(&rule.advice),
        facts: facts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| Fact {
                term: words.t(key),
                text,
            })
            .collect(),
        tables: if seen {
            tables(writer, rows)
        } else {
            Vec::new()
        },
        note,
        said: said.iter().map(decided).collect(),
        accepted: found.accepted.is_some(),
        action: if may(Role::Local, Action::Accept, class_of_rule) {
            format!("/data/funn/{}", found.fingerprint)
        } else {
            String::new()
        },
        wrong: wrong.map(|key| words.t(key)).unwrap_or_default(),
    }
}

fn tables(writer: Writer<'_>, rows: Vec<SourceRow>) -> Vec<Rows> {
    let mut by_table: BTreeMap<String, Vec<SourceRow>> = BTreeMap::new();
    let see = |row: &SourceRow| {
        let class: PersonalData = writer.pack.class_of(&row.table);
        may(Role::Local, Action::SeeRows, class)
    };
    for row in rows.into_iter().filter(see) {
        by_table.entry(row.table.clone()).or_default().push(row);
    }
    let of_table = |(id, rows): (String, Vec<SourceRow>)| {
        let table = writer.pack.tables.get(&id);
        let filled = |column: &str| {
            let has = |r: &SourceRow| r.values.iter().any(|(c, v)| c == column && !v.is_empty());
            rows.iter().any(has)
        };
        let names = rows
            .first()
            .map(|r| r.values.iter().map(|(c, _)| c.clone()));
        let names: Vec<String> = names.into_iter().flatten().filter(|c| filled(c)).collect();
        let cell = |row: &SourceRow, name: &String| {
            let found = row.values.iter().find(|(c, _)| c == name);
            found.map(|(_, v)| v.clone()).unwrap_or_default()
        };
        let line = |row: &SourceRow| {
            let place = Link {
                text: format!("{}:{}", row.file, row.line),
                href: writer.links.line(row.batch, row.line),
            };
            (place, names.iter().map(|n| cell(row, n)).collect())
        };
        Rows {
            title: table.map_or_else(|| id.clone(), |t| writer.text(&t.title)),
            columns: names.iter().map(|n| heading(writer, table, n)).collect(),
            rows: rows.iter().map(line).collect(),
        }
    };
    by_table.into_iter().map(of_table).collect()
}

/// The line on a goal's or an indicator's page: how many open findings touch what it stands on. None when none do.
pub fn touching(
    writer: Writer<'_>,
    id: &str,
    [errors, warnings, notes]: [usize; 3],
) -> Option<Link> {
    let all = errors + warnings + notes;
    (all > 0).then(|| Link {
        text: writer.words.say(
            "findings-touch",
            &[("n", all.into()), ("errors", errors.into())],
        ),
        href: writer.links.to("/data/funn", &[("gjelder", Some(id))]),
    })
}
