//! Handlers: ask the engine, build the page struct, render.

pub mod account;
pub mod bullet;
pub mod data;
pub mod findings;
pub mod goals;
pub mod home;
pub mod indicators;
pub mod official;
pub mod opened;
pub mod tables;
pub mod wrong;

use crate::app::Shared;
use crate::request::Ask;
use serde::Serialize;
use std::sync::Arc;
use varde_engine::{Answer, Audience, ClosedPeriod, Closings, Query};
use varde_facts::Known;
use varde_pack::Pack;
use varde_view::access::{Role, sees_exactly};
use varde_view::links::Links;
use varde_view::pages::Writer;
use varde_view::pages::error::Wrong;
use varde_view::pages::frame::{Here, frame};
use varde_view::words::Words;

/// What a handler gives.
pub(crate) enum Reply {
    /// A page.
    Page(String),
    /// The form again, with what was wrong with it.
    Again(String),
    /// Another address.
    To(String),
    /// A file.
    File {
        name: String,
        content_type: &'static str,
        bytes: Vec<u8>,
    },
}

/// Whose number is opened.
#[derive(Debug, Clone)]
pub(crate) enum Subject {
    Goal(String),
    Indicator(String),
}

/// What a handler works with.
pub(crate) struct Context<'a> {
    pub shared: &'a Arc<Shared>,
    pub ask: &'a Ask,
    pub words: &'static Words,
    pub links: Links,
    pub pack: &'a Pack,
    pub as_of: Known,
    /// For whom numbers are shown.
    pub audience: Audience,
}

impl<'a> Context<'a> {
    pub fn new(shared: &'a Arc<Shared>, ask: &'a Ask) -> Result<Self, Wrong> {
        let engine = &shared.app.engine;
        Ok(Self {
            shared,
            ask,
            words: Words::of(ask.language()),
            links: ask.links(),
            pack: &engine.pack,
            as_of: ask.as_of(engine)?,
            audience: match ask.exact {
                true => Audience::readers_of(sees_exactly(Role::Local)),
                false => Audience::everyone(),
            },
        })
    }

    pub fn writer(&self) -> Writer<'_> {
        Writer {
            words: self.words,
            links: &self.links,
            pack: self.pack,
        }
    }

    /// The moment looked from, RFC 3339; empty before anything is known.
    pub fn as_of_text(&self) -> String {
        if self.as_of == Known::START {
            String::new()
        } else {
            self.as_of.to_string()
        }
    }

    /// Answers for what is asked, as of the moment looked from.
    pub fn evaluate(&self, query: Query) -> Result<Vec<Answer>, Wrong> {
        self.shared
            .app
            .engine
            .evaluate(&Query {
                as_of: Some(self.as_of),
                audience: self.audience.clone(),
                ..query
            })
            .map_err(ours)
    }

    /// What was reported, as known at the moment looked from: what was closed after it is left out.
    pub fn closings(&self) -> Result<Closings, Wrong> {
        let all = (self.shared.app.closings)();
        let then = |p: &&ClosedPeriod| self.links.per.is_none() || p.closed <= self.as_of;
        let then = Closings(all.0.iter().filter(then).cloned().collect());
        let engine = &self.shared.app.engine;
        engine.reported_to(&then, &self.audience).map_err(ours)
    }

    /// Renders a page in its frame.
    pub fn render(
        &self,
        template: &str,
        title: &str,
        page: &impl Serialize,
    ) -> Result<String, Wrong> {
        let here = Here {
            path: self.ask.path.clone(),
            questions: self.ask.others(),
            as_of: self.as_of_text(),
            demo: self.shared.app.demo,
            exact: !self.audience.is_everyone(),
            may_see_exact: sees_exactly(Role::Local).count() > 1,
        };
        let frame = frame(self.writer(), &here, title);
        self.shared
            .templates
            .render(self.words.language(), template, &frame, page)
            .map_err(ours)
    }

    pub fn page(&self, template: &str, title: &str, page: &impl Serialize) -> Result<Reply, Wrong> {
        self.render(template, title, page).map(Reply::Page)
    }
}

/// A fault of ours or of the world: logged with a number, which the page shows.
pub(crate) fn ours(error: impl std::error::Error) -> Wrong {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let id = format!(
        "{:x}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let causes: Vec<String> = std::iter::successors(error.source(), |e| e.source())
        .map(ToString::to_string)
        .collect();
    tracing::error!(id, %error, ?causes, "a page could not be made");
    Wrong::Ours(id)
}
