//! Data (`/data`): what has been delivered, and what is late.

use crate::access::{Action, Role, may};
use crate::format::{count, day_of};
use crate::pages::complete::CompleteTable;
use crate::pages::{Link, Writer};
use jiff::civil::{Date, date};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use varde_pack::Source;

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
    /// The findings; none where the pack has no rules of quality.
    pub findings: Option<Link>,
    /// What is delivered for a year; none before anything is.
    pub complete: Option<CompleteTable>,
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
        findings: None,
        complete: None,
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

pub(super) fn status(delivery: &Delivery) -> (&'static str, &'static str) {
    match (&delivery.withdrawn, delivery.in_force) {
        (Some(_), _) => ("withdrawn", "status-withdrawn"),
        (None, true) => ("in-force", "status-in-force"),
        (None, false) => ("replaced", "status-replaced"),
    }
}

pub(super) fn source_title(writer: Writer<'_>, id: &str) -> String {
    writer
        .pack
        .source(id)
        .map_or_else(|| id.to_owned(), |s| writer.text(&s.title))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::links::Links;
    use crate::pages::delivery::{Rejected, delivery_page, rejected_page};
    use crate::words::Words;
    use varde_pack::{Language, Pack, PackFiles, read};

    fn pack() -> Pack {
        let table = "id = \"students\"\ntitle.nb = \"Studenter\"\npersonal_data = \"none\"\n[[column]]\nid = \"year\"\ntitle.nb = \"Årstall\"\ntype = \"year\"\nmin = \"1990\"\n[[column]]\nid = \"level\"\ntype = \"text\"\none_of = [\"bachelor\", \"master\"]\n[[check]]\nid = \"round\"\nwhere = \"year % 2 = 0\"\nreason.nb = \"året er et oddetall\"";
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
        // What the table asks is said in the reader's words, with what it allows.
        let fault = |column: &str, reason: &str| {
            let row = Rejected {
                reason: reason.to_owned(),
                ..row("4", column)
            };
            let page = rejected_page(writer, &delivery(2, &["2021"], 1), vec![row]);
            let row = &page.rows[0];
            assert_eq!(row.line.href, "/data/leveranse/2/linje/4");
            format!("{}: {}", row.column, row.message)
        };
        for (column, reason, said) in [
            ("year", "too-small", "Årstall: Mindre enn 1990"),
            (
                "level",
                "not-allowed",
                "level: Ikke en av verdiene som er lov: bachelor og master",
            ),
            ("round", "check:round", ": året er et oddetall"),
            ("Poeng", "not-a-number", "Poeng: Ikke et tall"),
        ] {
            assert_eq!(fault(column, reason), said);
        }
    }
}
