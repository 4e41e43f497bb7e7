//! Texts in several languages.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language that packs and pages may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Norwegian bokmål.
    Nb,
    /// Norwegian nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// The language tag, as in HTML's `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// The language of a tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.tag() == tag)
    }
}

/// One text in the languages it is written in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Texts(pub BTreeMap<Language, String>);

impl Texts {
    /// The text in a language; where that is missing, the nearest one: bokmål and nynorsk stand in for each other before English does.
    pub fn get(&self, language: Language) -> &str {
        let order = match language {
            Language::Nb => [Language::Nb, Language::Nn, Language::En],
            Language::Nn => [Language::Nn, Language::Nb, Language::En],
            Language::En => [Language::En, Language::Nb, Language::Nn],
        };
        order
            .iter()
            .find_map(|l| self.0.get(l))
            .map_or("", String::as_str)
    }

    /// Whether nothing is written in any language.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}
