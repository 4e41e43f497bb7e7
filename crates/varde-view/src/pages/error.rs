//! What went wrong, why, and where to go next.

use crate::pages::{Link, Writer};
use serde::Serialize;

/// The page of an error.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorPage {
    /// What happened.
    pub title: String,
    /// Why, and what to do.
    pub text: String,
    /// Our number of it, where it is our fault.
    pub id: String,
    /// Where to go next.
    pub ways: Vec<Link>,
}

/// What can go wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such page.
    NoPage,
    /// There is no goal of that id.
    NoGoal(String),
    /// There is no indicator of that id.
    NoIndicator(String),
    /// There is no bullet of that id.
    NoBullet(String),
    /// There is no delivery, table or source of that name.
    NoData(String),
    /// An answer in the address can't be read.
    BadQuestion(String),
    /// The form came from another site.
    Foreign,
    /// The reader may not.
    NotAllowed,
    /// What was asked for can't be done, for a reason the user can act on.
    Refused(String),
    /// Our fault, under that number in the log.
    Ours(String),
}

/// The page.
pub fn error_page(writer: Writer<'_>, wrong: &Wrong) -> ErrorPage {
    let Writer { words, links, pack } = writer;
    let say = |key: &str, what: &str| {
        (
            words.t(&format!("wrong-{key}")),
            words.say(
                &format!("wrong-{key}-why"),
                &[("what", what.to_owned().into())],
            ),
        )
    };
    let way = |key: &str, path: &str| Link {
        text: words.t(key),
        href: links.to(path, &[]),
    };
    let (title, text) = match wrong {
        Wrong::NoPage => say("no-page", ""),
        Wrong::NoGoal(id) => say("no-goal", id),
        Wrong::NoIndicator(id) => say("no-indicator", id),
        Wrong::NoBullet(id) => say("no-bullet", id),
        Wrong::NoData(id) => say("no-data", id),
        Wrong::BadQuestion(what) => say("bad-question", what),
        Wrong::Foreign => say("foreign", ""),
        Wrong::NotAllowed => say("not-allowed", ""),
        Wrong::Refused(why) => say("refused", why),
        Wrong::Ours(id) => say("ours", id),
    };
    let mut ways: Vec<Link> = Vec::new();
    if let Wrong::NoGoal(id) = wrong {
        let near = pack.goals.iter().filter(|g| {
            g.id.value
                .get(..2)
                .is_some_and(|start| id.to_uppercase().starts_with(start))
        });
        ways.extend(near.take(4).map(|g| Link {
            text: format!("{} {}", g.id.value, writer.short(g)),
            href: links.goal(&g.id.value, None),
        }));
    }
    ways.extend(match wrong {
        Wrong::NoGoal(_) => vec![way("way-goals", "/mal")],
        Wrong::NoIndicator(_) => vec![way("way-indicators", "/indikatorer")],
        Wrong::NoData(_) | Wrong::Refused(_) | Wrong::Foreign => vec![way("way-data", "/data")],
        _ => Vec::new(),
    });
    ways.push(way("way-strategy", "/"));
    let id = if let Wrong::Ours(id) = wrong {
        id.clone()
    } else {
        String::new()
    };
    ErrorPage {
        title,
        text,
        id,
        ways,
    }
}
