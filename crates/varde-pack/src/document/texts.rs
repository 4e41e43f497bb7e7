//! Reading texts by language.

use super::{Fields, Value};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::{Language, Texts};

impl Fields<'_> {
    /// A text by language, `title.nb = "…"`; languages that are missing are reported by the check of translations.
    pub fn texts(&self, key: &'static str) -> Texts {
        let mut texts = Texts::default();
        let Some(node) = self.get(key) else {
            return texts;
        };
        let Value::Table(entries) = &node.value else {
            self.wrong(key, node, "a text by language");
            return texts;
        };
        for (tag, span, value) in entries {
            match (Language::from_tag(tag), &value.value) {
                (Some(language), Value::Text(text)) => {
                    texts.0.insert(language, text.trim().to_owned());
                }
                (Some(_), _) => self.wrong(key, value, "a text"),
                (None, _) => self.report(
                    Diagnostic::error(
                        codes::UNKNOWN_KEY,
                        self.at(*span),
                        format!("`{tag}` is not a language"),
                    )
                    .hint("one of `nb`, `nn`, `en`"),
                ),
            }
        }
        texts
    }

    /// Texts that must be there, each language of the pack checked later through `languages`.
    pub fn required_texts(&self, key: &'static str, languages: &[Language]) -> Texts {
        if self.get(key).is_none() {
            self.missing(key);
            return Texts::default();
        }
        self.checked_texts(key, languages)
    }

    /// Texts that may be missing as a whole, but not in one language only.
    pub fn checked_texts(&self, key: &'static str, languages: &[Language]) -> Texts {
        let texts = self.texts(key);
        if !texts.0.is_empty() {
            for language in languages {
                if texts.0.get(language).is_none_or(String::is_empty) {
                    let message = format!("`{key}` has no text in `{}`", language.tag());
                    self.report(
                        Diagnostic::warning(
                            codes::MISSING_TRANSLATION,
                            self.place_of(key),
                            message,
                        )
                        .hint(format!("add {key}.{} = \"…\"", language.tag())),
                    );
                }
            }
        }
        texts
    }

    /// Texts that have little room: longer ones are reported, and used all the same.
    pub fn short_texts(&self, key: &'static str, languages: &[Language], most: usize) -> Texts {
        let texts = self.checked_texts(key, languages);
        for (language, text) in &texts.0 {
            let length = text.chars().count();
            if length > most {
                let key = format!("{key}.{}", language.tag());
                let message = format!("`{key}` has {length} characters; there is room for {most}");
                let place = self.place_of_text(&key);
                self.report(Diagnostic::warning(codes::BAD_TEXT, place, message));
            }
        }
        texts
    }

    /// The place of one language's text, `title.nb`.
    fn place_of_text(&self, key: &str) -> Place {
        let (key, tag) = key.split_once('.').unwrap_or((key, ""));
        let texts = self.entries.iter().find(|(k, ..)| k == key);
        let Some((.., Value::Table(entries))) = texts.map(|(k, s, n)| (k, s, &n.value)) else {
            return self.place_of(key);
        };
        let text = entries.iter().find(|(k, ..)| k == tag);
        text.map_or_else(|| self.place_of(key), |(.., node)| self.at(node.span))
    }
}
