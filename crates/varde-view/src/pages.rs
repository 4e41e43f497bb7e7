//! What each page shows: one plain struct a page, everything in it already written out. The struct is the whole contract of the template.

pub mod account;
pub mod beside;
pub mod bridge;
pub mod bullet;
pub mod complete;
pub mod data;
pub mod delivery;
pub mod error;
pub mod findings;
pub mod frame;
pub mod goal;
pub mod goals;
pub mod home;
pub mod indicator;
pub mod indicators;
pub mod line;
pub mod list;
pub mod opened;
pub mod rows;
pub mod table;

use crate::links::Links;
use crate::soft::soften;
use crate::words::Words;
use serde::Serialize;
use varde_pack::{Pack, Texts};

/// A text that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

/// A term and what it is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The term.
    pub term: String,
    /// What it is.
    pub text: String,
}

/// What every page is written with: the language's words, the addresses, the strategy.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// Words of the reader's language.
    pub words: &'a Words,
    /// Addresses.
    pub links: &'a Links,
    /// The strategy with its definitions.
    pub pack: &'a Pack,
}

impl Writer<'_> {
    /// The last year of the strategy.
    pub fn horizon(&self) -> i16 {
        self.pack.strategy.as_ref().map_or(i16::MAX, |s| s.period.1)
    }

    /// First and last year that small trends cover.
    pub fn trend_years(&self) -> (i16, i16) {
        self.pack
            .strategy
            .as_ref()
            .map_or((2016, 2025), |s| s.period)
    }

    /// A text of the pack in the reader's language, with soft hyphens.
    pub fn text(&self, texts: &Texts) -> String {
        soften(self.words.language(), texts.get(self.words.language()))
    }

    /// A text of the pack as it is written, for titles and attributes.
    pub fn plain(&self, texts: &Texts) -> String {
        texts.get(self.words.language()).to_owned()
    }

    /// The name of an owner.
    pub fn owner(&self, role: Option<&str>) -> String {
        let found = role.and_then(|role| {
            self.pack
                .strategy
                .as_ref()?
                .roles
                .iter()
                .find(|r| r.id.value == role)
        });
        found.map_or_else(|| self.words.t("no-owner"), |r| self.text(&r.title))
    }

    /// The name of an area.
    pub fn area(&self, area: &str) -> String {
        let found = self
            .pack
            .strategy
            .as_ref()
            .and_then(|s| s.areas.iter().find(|a| a.id.value == area));
        found.map_or_else(|| area.to_owned(), |a| self.text(&a.title))
    }

    /// The short name of a goal, or its title where it has none.
    pub fn short(&self, goal: &varde_pack::Goal) -> String {
        let short = self.text(&goal.short);
        if short.is_empty() {
            self.text(&goal.title)
        } else {
            short
        }
    }
}
