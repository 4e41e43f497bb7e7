//! Data (`/data`): what has been delivered, what is late, and each delivery opened.

use crate::access::{Action, Role, may};
use crate::format::{count, day_of, time_of};
use crate::pages::{Fact, Link, Writer};
use jiff::civil::{Date, date};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use varde_pack::{PersonalData, Source};

/// A delivery as the facts know it.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// Its number.
    pub batch: i64,
    /// Id of the source.
    pub source: String,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file kept.
    pub sha256: String,
    /// When it is taken to have been known, RFC 3339.
    pub known: String,
    /// When it was loaded, RFC 3339.
    pub imported: String,
    /// Who loaded it.
    pub by: String,
    /// Rows loaded.
    pub rows: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Rows that were not there before.
    pub new: u64,
    /// Rows that replaced others.
    pub changed: u64,
    /// Rows that it took away.
    pub gone: u64,
    /// When it was taken out, and why.
    pub withdrawn: Option<(String, String)>,
    /// Whether its rows count now.
    pub in_force: bool,
    /// Headings that were cut before the file was kept.
    pub cut: Vec<String>,
    /// What it covers: years.
    pub periods: Vec<String>,
}

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

/// The page of all data.
#[derive(Debug, Clone, Serialize)]
pub struct DataPage {
    /// The answer.
    pub sentence: String,
    /// What is late; empty when nothing is.
    pub late: Vec<String>,
    /// Years of the grid.
    pub years: Vec<String>,
    /// Sources.
    pub sources: Vec<SourceLine>,
    /// Sources that nothing has come from and nothing is expected from.
    pub silent: Vec<String>,
    /// Deliveries, newest first.
    pub deliveries: Vec<DeliveryLine>,
    /// Tables to look into.
    pub tables: Vec<Link>,
}

/// A source in the grid.
#[derive(Debug, Clone, Serialize)]
pub struct SourceLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Years, as the grid's.
    pub cells: Vec<Cell>,
    /// The deliveries are not about years: each holds until the next.
    pub register: bool,
    /// When the latest delivery became known.
    pub latest: String,
}

/// A source in a year.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// `whole`, `part`, `late` or `none`.
    pub class: &'static str,
    /// In words.
    pub word: String,
    /// The delivery in force; empty without one.
    pub href: String,
}

/// A delivery in the list.
#[derive(Debug, Clone, Serialize)]
pub struct DeliveryLine {
    /// Its page.
    pub link: Link,
    /// Name of the source.
    pub source: String,
    /// When it became known.
    pub known: String,
    /// When it was loaded, where that is another day.
    pub imported: String,
    /// Who loaded it.
    pub by: String,
    /// Rows.
    pub rows: String,
    /// New, changed and gone rows.
    pub new: String,
    /// Changed rows.
    pub changed: String,
    /// Gone rows.
    pub gone: String,
    /// Rejected rows.
    pub rejected: String,
    /// The rejected rows; empty when there are none.
    pub rejected_href: String,
    /// In force, replaced or taken out.
    pub status: String,
    /// Class of the status: `in-force`, `replaced`, `withdrawn`.
    pub class: &'static str,
}

/// Which years a source is expected to cover by a day: the last one whose delivery is due.
///
/// A year's delivery is due on the source's day of the year after, so that nothing is called late before it surely is.
pub fn last_due_year(source: &Source, today: Date) -> Option<i16> {
    let expected = source.expected.as_ref()?;
    let (month, day) = expected.due.unwrap_or((12, 31));
    // A day that a month lacks is its last one.
    let due = (0..4)
        .find_map(|back| Date::new(today.year(), month, day - back).ok())
        .unwrap_or_else(|| date(today.year(), 12, 31));
    Some(if today >= due {
        today.year() - 1
    } else {
        today.year() - 2
    })
}

/// The page. `today` decides what is late.
pub fn data_page(writer: Writer<'_>, deliveries: &[Delivery], today: Date) -> DataPage {
    let Writer { words, links, pack } = writer;
    let mut by_source: BTreeMap<&str, Vec<&Delivery>> = BTreeMap::new();
    for delivery in deliveries {
        by_source
            .entry(&delivery.source)
            .or_default()
            .push(delivery);
    }
    let named: BTreeSet<&str> = pack
        .sources
        .keys()
        .map(String::as_str)
        .chain(by_source.keys().copied())
        .collect();
    let sources: Vec<Source> = named.iter().filter_map(|id| pack.source(id)).collect();
    let years: Vec<i16> = years_of(writer, deliveries, today);
    let (mut lines, mut silent, mut late, mut expected) =
        (Vec::new(), Vec::new(), Vec::new(), 0_usize);
    for source in &sources {
        let own = by_source
            .get(source.id.value.as_str())
            .map(Vec::as_slice)
            .unwrap_or_default();
        if own.is_empty() {
            silent.push(writer.text(&source.title));
            continue;
        }
        let due = last_due_year(source, today);
        expected += 1;
        let first = own
            .iter()
            .flat_map(|d| &d.periods)
            .filter_map(|p| p.parse::<i16>().ok())
            .min();
        let cells: Vec<Cell> = years
            .iter()
            .map(|year| cell(writer, own, *year, first, due))
            .collect();
        if let Some((year, _)) = years
            .iter()
            .zip(&cells)
            .rev()
            .find(|(_, c)| c.class == "late")
        {
            late.push(words.say(
                "data-late",
                &[
                    ("source", writer.plain(&source.title).into()),
                    ("year", year.to_string().into()),
                ],
            ));
        }
        lines.push(SourceLine {
            id: source.id.value.clone(),
            title: writer.text(&source.title),
            publisher: source.publisher.clone().unwrap_or_default(),
            register: own.iter().all(|d| d.periods.is_empty()),
            cells,
            latest: own
                .iter()
                .map(|d| d.known.as_str())
                .max()
                .map(|k| day_of(words, k))
                .unwrap_or_default(),
        });
    }
    let mut newest: Vec<&Delivery> = deliveries.iter().collect();
    newest.sort_by_key(|d| std::cmp::Reverse(d.batch));
    DataPage {
        sentence: words.say(
            "data-sentence",
            &[
                ("fine", (expected - late.len()).into()),
                ("all", expected.into()),
            ],
        ),
        late,
        years: years.iter().map(ToString::to_string).collect(),
        sources: lines,
        silent,
        deliveries: newest
            .into_iter()
            .map(|d| delivery_line(writer, d))
            .collect(),
        tables: pack
            .tables
            .values()
            .filter(|t| may(Role::Local, Action::SeeRows, t.personal_data))
            .map(|t| Link {
                text: writer.text(&t.title),
                href: links.table(&t.id.value),
            })
            .collect(),
    }
}

fn years_of(writer: Writer<'_>, deliveries: &[Delivery], today: Date) -> Vec<i16> {
    let periods: Vec<i16> = deliveries
        .iter()
        .flat_map(|d| &d.periods)
        .filter_map(|p| p.parse().ok())
        .filter(|y| *y <= today.year())
        .collect();
    let start = writer
        .pack
        .strategy
        .as_ref()
        .map_or(today.year() - 9, |s| s.period.0 - 2);
    let (first, last) = (
        periods.iter().min().copied().unwrap_or(start).max(start),
        periods.iter().max().copied().unwrap_or(start),
    );
    (first..=last.max(first)).collect()
}

fn cell(
    writer: Writer<'_>,
    deliveries: &[&Delivery],
    year: i16,
    first: Option<i16>,
    due: Option<i16>,
) -> Cell {
    let text = year.to_string();
    let found = deliveries
        .iter()
        .rev()
        .find(|d| d.in_force && d.withdrawn.is_none() && d.periods.contains(&text));
    // A register without years holds for all of them.
    let whole_time = || {
        deliveries
            .iter()
            .rev()
            .find(|d| d.in_force && d.withdrawn.is_none() && d.periods.is_empty())
    };
    let (class, key) = match found {
        Some(d) if d.rejected > 0 => ("part", "cell-part"),
        Some(_) => ("whole", "cell-whole"),
        None if whole_time().is_some() => ("none", "cell-none"),
        None if first.is_some_and(|f| year > f) && due.is_some_and(|d| year <= d) => {
            ("late", "cell-late")
        }
        None => ("none", "cell-none"),
    };
    Cell {
        class,
        word: writer.words.t(key),
        href: found
            .map(|d| writer.links.delivery(d.batch))
            .unwrap_or_default(),
    }
}

fn delivery_line(writer: Writer<'_>, delivery: &Delivery) -> DeliveryLine {
    let words = writer.words;
    let number = |n: u64| count(words.language(), usize::try_from(n).unwrap_or(usize::MAX));
    let (known, imported) = (
        day_of(words, &delivery.known),
        day_of(words, &delivery.imported),
    );
    let (class, key) = status(delivery);
    DeliveryLine {
        link: Link {
            text: delivery.file.clone(),
            href: writer.links.delivery(delivery.batch),
        },
        source: source_title(writer, &delivery.source),
        imported: if imported == known {
            String::new()
        } else {
            imported
        },
        known,
        by: delivery.by.clone(),
        rows: number(delivery.rows),
        new: number(delivery.new),
        changed: number(delivery.changed),
        gone: number(delivery.gone),
        rejected: number(delivery.rejected),
        rejected_href: if delivery.rejected > 0 {
            writer
                .links
                .to(&format!("/data/leveranse/{}/avvist", delivery.batch), &[])
        } else {
            String::new()
        },
        status: words.t(key),
        class,
    }
}

fn status(delivery: &Delivery) -> (&'static str, &'static str) {
    match (&delivery.withdrawn, delivery.in_force) {
        (Some(_), _) => ("withdrawn", "status-withdrawn"),
        (None, true) => ("in-force", "status-in-force"),
        (None, false) => ("replaced", "status-replaced"),
    }
}

fn source_title(writer: Writer<'_>, id: &str) -> String {
    writer
        .pack
        .source(id)
        .map_or_else(|| id.to_owned(), |s| writer.text(&s.title))
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
    let class = table.map_or(PersonalData::Personal, |t| t.personal_data);
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
        reasons: reasons(writer, rejected),
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

fn reasons(writer: Writer<'_>, rejected: &[Rejected]) -> Vec<Reason> {
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
            message: rows.first().map(|r| fault(writer, r)).unwrap_or_default(),
            column: column.to_owned(),
            count: count(writer.words.language(), rows.len()),
            lines: lines.join(", "),
        }
    };
    groups.into_iter().map(reason).collect()
}

/// What is wrong with a row, in the reader's language where the pages know the kind of fault, else as the import wrote it.
fn fault(writer: Writer<'_>, row: &Rejected) -> String {
    let key = format!("reject-{}", row.reason);
    if writer.words.has(&key) {
        writer.words.t(&key)
    } else {
        row.message.clone()
    }
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
    pub rows: Vec<Rejected>,
    /// Says that there are more; empty when there are not.
    pub more: String,
    /// All of them as files.
    pub files: Vec<Link>,
}

/// Most rows that a page shows.
pub const ROWS_SHOWN: usize = 200;

/// The page of rejected rows.
pub fn rejected_page(
    writer: Writer<'_>,
    delivery: &Delivery,
    rejected: Vec<Rejected>,
) -> RejectedPage {
    let Writer { words, links, .. } = writer;
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
            .map(|row| Rejected {
                message: fault(writer, &row),
                ..row
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::links::Links;
    use crate::words::Words;
    use varde_pack::{Language, Pack, PackFiles, read};

    fn pack() -> Pack {
        let table = "id = \"students\"\ntitle.nb = \"Studenter\"\npersonal_data = \"none\"\n[[column]]\nid = \"year\"\ntype = \"year\"";
        let source = "id = \"dbh-123\"\ntitle.nb = \"Studenter fra DBH\"\ninto = \"students\"\nexpected = { every = \"year\", due = \"02-15\" }\n[reader]\nformats = [\"delimited\"]\n[[column]]\nid = \"year\"\ntype = \"year\"";
        let files = [
            (
                "pack.toml",
                "id = \"p\"\nversion = \"1\"\ntitle.nb = \"P\"\nlanguages = [\"nb\"]",
            ),
            ("tables/students.toml", table),
            ("sources/dbh-123.toml", source),
        ];
        let folder = files
            .into_iter()
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        read("p", &PackFiles::from([("p".to_owned(), folder)])).pack
    }

    fn delivery(batch: i64, periods: &[&str], rejected: u64) -> Delivery {
        Delivery {
            batch,
            source: "dbh-123".to_owned(),
            file: format!("studenter-{batch}.csv"),
            known: "2024-02-10T00:00:00Z".to_owned(),
            rows: 10,
            rejected,
            in_force: true,
            periods: periods.iter().map(|p| (*p).to_owned()).collect(),
            ..Delivery::default()
        }
    }

    fn classes(deliveries: &[Delivery], today: Date) -> (String, String) {
        let (pack, links) = (pack(), Links::default());
        let writer = Writer {
            words: Words::of(Language::Nb),
            links: &links,
            pack: &pack,
        };
        let page = data_page(writer, deliveries, today);
        (
            page.sources[0]
                .cells
                .iter()
                .map(|c| c.class)
                .collect::<Vec<_>>()
                .join(" "),
            page.sentence,
        )
    }

    #[test]
    fn the_grid_says_what_is_whole_partly_there_and_late() {
        let deliveries = [
            delivery(1, &["2020"], 0),
            delivery(2, &["2021"], 3),
            delivery(3, &["2023"], 0),
        ];
        let (grid, sentence) = classes(&deliveries, date(2024, 3, 1));
        assert_eq!(grid, "whole part late whole");
        assert_eq!(sentence, "0 av 1 kilde er à jour.");
        assert_eq!(classes(&deliveries[..2], date(2022, 2, 14)).0, "whole part");
    }

    #[test]
    fn due_the_year_after() {
        let source = pack().source("dbh-123").unwrap();
        assert_eq!(last_due_year(&source, date(2024, 2, 14)), Some(2022));
        assert_eq!(last_due_year(&source, date(2024, 2, 15)), Some(2023));
    }

    #[test]
    fn faults_are_grouped_by_kind_and_column() {
        let (pack, links) = (pack(), Links::default());
        let writer = Writer {
            words: Words::of(Language::Nb),
            links: &links,
            pack: &pack,
        };
        let row = |line: &str, column: &str| Rejected {
            line: line.to_owned(),
            column: column.to_owned(),
            reason: "not-a-number".to_owned(),
            message: "`x` er ikke et tall".to_owned(),
            ..Rejected::default()
        };
        let page = delivery_page(
            writer,
            &delivery(2, &["2021"], 3),
            &[row("3", "poeng"), row("9", "år"), row("12", "poeng")],
            Vec::new(),
        );
        assert_eq!(
            page.reasons
                .iter()
                .map(|r| (r.column.as_str(), r.lines.as_str()))
                .collect::<Vec<_>>(),
            [("poeng", "3, 12"), ("år", "9")]
        );
        assert!(page.withdraw.is_some());
    }
}
