//! A line of a delivered file (`/data/leveranse/12/linje/7`), as it stands in the file: where the way from a number ends.

use crate::format::day_of;
use crate::pages::data::{Delivery, source_title};
use crate::pages::{Fact, Link, Writer};
use serde::Serialize;

/// A line of a file.
#[derive(Debug, Clone, Serialize)]
pub struct LinePage {
    /// Name of the source.
    pub title: String,
    /// The answer.
    pub sentence: String,
    /// The delivery.
    pub back: Link,
    /// The line and its neighbours, the headings above them.
    pub lines: Vec<Line>,
    /// Where the file is kept, and what was cut from it.
    pub facts: Vec<Fact>,
}

/// A line as it stands in the file.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Its number.
    pub number: String,
    /// Its text.
    pub text: String,
    /// Whether it is the one that was asked for.
    pub asked: bool,
}

/// The page. `heading`: the line of headings where it is not among `lines`. No lines: the file has no such line, or is not kept.
pub fn line_page(
    writer: Writer<'_>,
    delivery: &Delivery,
    kept_as: &str,
    asked: u64,
    heading: Option<(u64, String)>,
    lines: Vec<(u64, String)>,
) -> LinePage {
    let Writer { words, links, .. } = writer;
    let key = if lines.is_empty() {
        "line-none"
    } else {
        "line-sentence"
    };
    let line = |(number, text): (u64, String)| Line {
        asked: number == asked,
        number: number.to_string(),
        text,
    };
    let facts = [
        ("fact-kept-as", format!("raw/{kept_as}")),
        ("fact-cut", delivery.cut.join(", ")),
    ];
    LinePage {
        title: source_title(writer, &delivery.source),
        sentence: words.say(
            key,
            &[
                ("line", asked.to_string().into()),
                ("file", delivery.file.clone().into()),
                ("day", day_of(words, &delivery.known).into()),
            ],
        ),
        back: Link {
            text: delivery.file.clone(),
            href: links.delivery(delivery.batch),
        },
        lines: heading.into_iter().chain(lines).map(line).collect(),
        facts: facts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| Fact {
                term: words.t(key),
                text,
            })
            .collect(),
    }
}
