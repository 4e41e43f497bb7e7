//! What is around every page: name, ways to go, language, the day looked from, and whether the numbers are invented.

use crate::format::day_of;
use crate::pages::{Link, Writer};
use crate::words::{OFFERED, Words};
use serde::Serialize;

/// The frame of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// HTML's `lang`.
    pub lang: &'static str,
    /// The browser's title.
    pub title: String,
    /// The unit whose strategy it is: `IØT`.
    pub unit: String,
    /// Its full name.
    pub unit_title: String,
    /// Ways to go; the present one is marked.
    pub ways: Vec<Way>,
    /// The same page in the other languages.
    pub languages: Vec<Tongue>,
    /// `Slik vi visste det 3. mars 2024`.
    pub as_of: String,
    /// The way back to now, when an earlier day is looked from.
    pub to_now: Option<Link>,
    /// The numbers are invented.
    pub demo: bool,
    /// Small numbers are shown, which are not for publishing.
    pub exact: bool,
    /// The same page with small numbers, or without; none for who may not see them.
    pub numbers: Option<Link>,
}

/// A way to go.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// Where.
    pub link: Link,
    /// Whether the page is this one or below it.
    pub here: bool,
}

/// A language to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Tongue {
    /// Its tag.
    pub tag: &'static str,
    /// Its own name.
    pub name: String,
    /// The same page in it.
    pub href: String,
    /// Whether the page is in it.
    pub here: bool,
}

/// Where the reader is: what the frame needs of the request.
#[derive(Debug, Clone, Default)]
pub struct Here {
    /// The path: `/mal/PU-01`.
    pub path: String,
    /// The questions of the address but language and day, with answers.
    pub questions: Vec<(String, String)>,
    /// The time that values are known as of, RFC 3339.
    pub as_of: String,
    /// The numbers are invented.
    pub demo: bool,
    /// Small numbers are shown.
    pub exact: bool,
    /// The reader may see them.
    pub may_see_exact: bool,
}

/// The frame of a page with that title.
pub fn frame(writer: Writer<'_>, here: &Here, title: &str) -> Frame {
    let Writer { words, links, pack } = writer;
    let unit = pack
        .strategy
        .as_ref()
        .and_then(|s| pack.unit(&s.unit.value));
    let way = |key: &str, path: &str, below: &[&str]| Way {
        link: Link {
            text: words.t(key),
            href: links.to(path, &[]),
        },
        here: here.path == path || below.iter().any(|b| here.path.starts_with(b)),
    };
    let questions = |extra: Option<(&'static str, &'static str)>| -> Vec<(String, String)> {
        here.questions
            .iter()
            .cloned()
            .chain(extra.map(|(a, b)| (a.to_owned(), b.to_owned())))
            .collect()
    };
    let address = |links: &crate::links::Links, questions: &[(String, String)]| {
        let asked: Vec<(&str, Option<&str>)> = questions
            .iter()
            .map(|(q, a)| (q.as_str(), Some(a.as_str())))
            .collect();
        links.to(&here.path, &asked)
    };
    Frame {
        lang: words.language().tag(),
        title: if here.path == "/" {
            title.to_owned()
        } else {
            format!("{title} – Varde")
        },
        unit: unit.map(|u| u.short.clone()).unwrap_or_default(),
        unit_title: unit.map(|u| writer.text(&u.title)).unwrap_or_default(),
        ways: vec![
            way("way-strategy", "/", &["/strategipunkt"]),
            way("way-goals", "/mal", &["/mal/", "/sluttregnskap"]),
            way("way-indicators", "/indikatorer", &["/indikator/"]),
            way("way-data", "/data", &["/data/"]),
        ],
        languages: OFFERED
            .iter()
            .map(|language| Tongue {
                tag: language.tag(),
                name: Words::of(*language).t("language-name"),
                href: address(links, &questions(Some(("sprak", language.tag())))),
                here: *language == words.language(),
            })
            .collect(),
        as_of: if here.as_of.is_empty() {
            words.t("no-data-at-all")
        } else {
            words.say("as-known-on", &[("day", day_of(words, &here.as_of).into())])
        },
        to_now: links.per.as_ref().map(|_| Link {
            text: words.t("to-now"),
            href: address(&crate::links::Links::default(), &questions(None)),
        }),
        demo: here.demo,
        exact: here.exact,
        numbers: here.may_see_exact.then(|| {
            let (key, word) = if here.exact {
                ("to-published", "publiserte")
            } else {
                ("to-exact", "noyaktige")
            };
            Link {
                text: words.t(key),
                href: address(links, &questions(Some(("tall", word)))),
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::links::Links;
    use varde_pack::Language;

    #[test]
    fn the_other_language_keeps_the_page_and_the_day() {
        let (pack, links) = (
            crate::samples::pack(),
            Links {
                per: Some("2024-05-01".to_owned()),
            },
        );
        let writer = Writer {
            words: Words::of(Language::Nb),
            links: &links,
            pack: &pack,
        };
        let here = Here {
            path: "/mal/PU-01".to_owned(),
            questions: vec![("ar".to_owned(), "2023".to_owned())],
            as_of: "2024-05-01T00:00:00Z".to_owned(),
            demo: true,
            exact: true,
            may_see_exact: true,
        };
        let frame = frame(writer, &here, "Poeng");
        assert_eq!(
            frame.languages[1].href,
            "/mal/PU-01?ar=2023&sprak=en&per=2024-05-01"
        );
        assert_eq!(frame.to_now.unwrap().href, "/mal/PU-01?ar=2023");
        assert_eq!(
            frame.numbers.unwrap().href,
            "/mal/PU-01?ar=2023&tall=publiserte&per=2024-05-01"
        );
        assert_eq!(frame.as_of, "Slik vi visste det 1. mai 2024");
        assert_eq!(frame.ways.iter().filter(|w| w.here).count(), 1);
    }
}
