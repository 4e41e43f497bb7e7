//! A delivery opened (`/data/leveranse/12`): what it changed, what was rejected and why, and taking it out.

use crate::access::{Action, Role, may};
use crate::format::{count, day_of, time_of};
use crate::pages::data::{Delivery, source_title, status};
use crate::pages::rows::heading;
use crate::pages::{Fact, Link, Writer};
use serde::Serialize;
use std::collections::BTreeMap;
use varde_pack::{PersonalData, Table};

/// A row that was rejected.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rejected {
    /// Line of the file, as text.
    pub line: String,
    /// Heading of the column; empty when it is the whole row.
    pub column: String,
    /// The value as it stood.
    pub value: String,
    /// The kind of fault.
    pub reason: String,
    /// The fault in words.
    pub message: String,
    /// The row as it stood.
    pub row: String,
}

/// A delivery opened (`/data/leveranse/12`).
#[derive(Debug, Clone, Serialize)]
pub struct DeliveryPage {
    /// Its number.
    pub batch: i64,
    /// Name of the source.
    pub title: String,
    /// The answer.
    pub sentence: String,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Headings that were cut before the file was kept.
    pub cut: String,
    /// Faults, grouped.
    pub reasons: Vec<Reason>,
    /// The page of rejected rows; none when there are none.
    pub rejected: Option<Link>,
    /// The table that it filled.
    pub table: Option<Link>,
    /// The values that it moved.
    pub moved: Vec<Moved>,
    /// The way to take it out; none when it is out already or the reader may not.
    pub withdraw: Option<Link>,
}

/// A kind of fault and how many rows have it.
#[derive(Debug, Clone, Serialize)]
pub struct Reason {
    /// The fault in words, as of the first row that has it.
    pub message: String,
    /// The column.
    pub column: String,
    /// How many.
    pub count: String,
    /// Lines of the first few.
    pub lines: String,
}

/// A value that moved.
#[derive(Debug, Clone, Serialize)]
pub struct Moved {
    /// The goal or indicator.
    pub link: Link,
    /// The year.
    pub year: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

/// How many lines a group of faults names.
const LINES_NAMED: usize = 8;

/// The page of a delivery.
pub fn delivery_page(
    writer: Writer<'_>,
    delivery: &Delivery,
    rejected: &[Rejected],
    moved: Vec<Moved>,
) -> DeliveryPage {
    let Writer { words, links, pack } = writer;
    let number = |n: u64| count(words.language(), usize::try_from(n).unwrap_or(usize::MAX));
    let source = pack.source(&delivery.source);
    let table = source.as_ref().and_then(|s| pack.tables.get(&s.into.value));
    let class = table.map_or(PersonalData::Sensitive, |t| pack.class_of(&t.id.value));
    let mut facts = vec![
        ("fact-file", delivery.file.clone()),
        ("fact-known", day_of(words, &delivery.known)),
        ("fact-imported", time_of(words, &delivery.imported)),
        ("fact-by", delivery.by.clone()),
        ("fact-periods", delivery.periods.join(", ")),
        ("fact-new", number(delivery.new)),
        ("fact-changed", number(delivery.changed)),
        ("fact-gone", number(delivery.gone)),
        ("fact-rejected", number(delivery.rejected)),
        ("fact-hash", delivery.sha256.clone()),
    ];
    if let Some((when, why)) = &delivery.withdrawn {
        facts.insert(
            0,
            ("fact-withdrawn", format!("{}: {why}", day_of(words, when))),
        );
    }
    let (_, key) = status(delivery);
    let path = links.to(&format!("/data/leveranse/{}/avvist", delivery.batch), &[]);
    DeliveryPage {
        batch: delivery.batch,
        title: source_title(writer, &delivery.source),
        sentence: words.say(
            "delivery-sentence",
            &[
                ("rows", number(delivery.rows).into()),
                (
                    "n",
                    usize::try_from(delivery.rows).unwrap_or(usize::MAX).into(),
                ),
                (
                    "rejected",
                    usize::try_from(delivery.rejected)
                        .unwrap_or(usize::MAX)
                        .into(),
                ),
                ("status", words.t(&format!("{key}-sentence")).into()),
            ],
        ),
        facts: facts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| Fact {
                term: words.t(key),
                text,
            })
            .collect(),
        cut: if delivery.cut.is_empty() {
            String::new()
        } else {
            words.say(
                "delivery-cut",
                &[("columns", words.list(&delivery.cut).into())],
            )
        },
        reasons: reasons(writer, table, rejected),
        rejected: (delivery.rejected > 0 && may(Role::Local, Action::SeeRejected, class)).then(
            || Link {
                text: words.t("see-rejected"),
                href: path,
            },
        ),
        table: table.map(|t| Link {
            text: writer.text(&t.title),
            href: links.table(&t.id.value),
        }),
        moved,
        withdraw: (delivery.withdrawn.is_none() && may(Role::Local, Action::Withdraw, class)).then(
            || Link {
                text: words.t("withdraw"),
                href: links.to(&format!("/data/leveranse/{}/trekk", delivery.batch), &[]),
            },
        ),
    }
}

fn reasons(writer: Writer<'_>, table: Option<&Table>, rejected: &[Rejected]) -> Vec<Reason> {
    let mut groups: BTreeMap<(&str, &str), Vec<&Rejected>> = BTreeMap::new();
    for row in rejected {
        groups
            .entry((&row.reason, &row.column))
            .or_default()
            .push(row);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(key, rows)| (std::cmp::Reverse(rows.len()), *key));
    let reason = |((_, column), rows): ((&str, &str), Vec<&Rejected>)| {
        let mut lines: Vec<String> = rows
            .iter()
            .take(LINES_NAMED)
            .map(|r| r.line.clone())
            .collect();
        if rows.len() > LINES_NAMED {
            lines.push("…".to_owned());
        }
        Reason {
            message: rows
                .first()
                .map(|r| fault(writer, table, r))
                .unwrap_or_default(),
            column: named(writer, table, column),
            count: count(writer.words.language(), rows.len()),
            lines: lines.join(", "),
        }
    };
    groups.into_iter().map(reason).collect()
}

/// What is wrong with a row, in the reader's language where the pages know the kind of fault, else as the import wrote it.
/// What the table allows is said too.
fn fault(writer: Writer<'_>, table: Option<&Table>, row: &Rejected) -> String {
    let words = writer.words;
    let column = table.and_then(|t| t.column(&row.column));
    let allowed = column.and_then(|c| match row.reason.as_str() {
        "not-allowed" => Some(words.list(&c.one_of)),
        "too-small" => c.min.as_ref().map(ToString::to_string),
        "too-large" => c.max.as_ref().map(ToString::to_string),
        _ => None,
    });
    if let Some(allowed) = allowed.filter(|a| !a.is_empty()) {
        let key = format!("reject-{}-of", row.reason);
        return words.say(&key, &[("allowed", allowed.into())]);
    }
    let check = row
        .reason
        .strip_prefix("check:")
        .and_then(|id| table?.checks.iter().find(|c| c.id.value == id));
    if let Some(check) = check {
        return writer.text(&check.reason);
    }
    let key = format!("reject-{}", row.reason);
    if words.has(&key) {
        words.t(&key)
    } else {
        row.message.clone()
    }
}

/// A column as people know it. A file's own headings stand as they are; a check of several columns has none.
fn named(writer: Writer<'_>, table: Option<&Table>, column: &str) -> String {
    let is_check = |t: &Table| t.checks.iter().any(|c| c.id.value == column);
    if table.is_some_and(is_check) {
        return String::new();
    }
    let names = column.split(", ");
    let names: Vec<String> = names.map(|c| heading(writer, table, c)).collect();
    names.join(", ")
}

/// The rejected rows of a delivery (`/data/leveranse/12/avvist`).
#[derive(Debug, Clone, Serialize)]
pub struct RejectedPage {
    /// Name of the source.
    pub title: String,
    /// The answer.
    pub sentence: String,
    /// The delivery.
    pub back: Link,
    /// Rows, as many as a page holds.
    pub rows: Vec<RejectedRow>,
    /// Says that there are more; empty when there are not.
    pub more: String,
    /// All of them as files.
    pub files: Vec<Link>,
}

/// A rejected row on the page.
#[derive(Debug, Clone, Serialize)]
pub struct RejectedRow {
    /// The line in the file.
    pub line: Link,
    /// Heading of the column; empty when it is the whole row.
    pub column: String,
    /// The value as it stood.
    pub value: String,
    /// The fault in words.
    pub message: String,
}

/// Most rows that a page shows.
pub const ROWS_SHOWN: usize = 200;

/// The page of rejected rows.
pub fn rejected_page(
    writer: Writer<'_>,
    delivery: &Delivery,
    rejected: Vec<Rejected>,
) -> RejectedPage {
    let Writer { words, links, pack } = writer;
    let table = pack
        .source(&delivery.source)
        .and_then(|s| pack.tables.get(&s.into.value));
    let all = rejected.len();
    let path = format!("/data/leveranse/{}/avvist", delivery.batch);
    RejectedPage {
        title: source_title(writer, &delivery.source),
        sentence: words.say(
            "rejected-sentence",
            &[("n", all.into()), ("file", delivery.file.clone().into())],
        ),
        back: Link {
            text: delivery.file.clone(),
            href: links.delivery(delivery.batch),
        },
        more: if all > ROWS_SHOWN {
            words.say(
                "more-in-file",
                &[
                    ("shown", ROWS_SHOWN.into()),
                    ("all", count(words.language(), all).into()),
                ],
            )
        } else {
            String::new()
        },
        rows: rejected
            .into_iter()
            .take(ROWS_SHOWN)
            .map(|row| RejectedRow {
                message: fault(writer, table, &row),
                line: Link {
                    href: links.line(delivery.batch, row.line.parse().unwrap_or(0)),
                    text: row.line,
                },
                column: named(writer, table, &row.column),
                value: row.value,
            })
            .collect(),
        files: ["csv", "xlsx"]
            .map(|kind| Link {
                text: words.t(&format!("file-{kind}")),
                href: links.to(&format!("{path}.{kind}"), &[]),
            })
            .to_vec(),
    }
}

/// The question before a delivery is taken out (`/data/leveranse/12/trekk`).
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawPage {
    /// Name of the source.
    pub title: String,
    /// What will happen.
    pub sentence: String,
    /// The delivery.
    pub back: Link,
    /// Where the form is sent.
    pub action: String,
    /// What was wrong with the form; empty at first.
    pub wrong: String,
}

/// The page before a delivery is taken out. `wrong`: the key of what was wrong with the form sent, if it was.
pub fn withdraw_page(writer: Writer<'_>, delivery: &Delivery, wrong: Option<&str>) -> WithdrawPage {
    let Writer { words, links, .. } = writer;
    WithdrawPage {
        title: source_title(writer, &delivery.source),
        sentence: words.say(
            "withdraw-sentence",
            &[
                ("file", delivery.file.clone().into()),
                ("day", day_of(words, &delivery.known).into()),
            ],
        ),
        back: Link {
            text: delivery.file.clone(),
            href: links.delivery(delivery.batch),
        },
        action: format!("/data/leveranse/{}/trekk", delivery.batch),
        wrong: wrong.map(|key| words.t(key)).unwrap_or_default(),
    }
}
