//! The texts of the pages, in each language, by key.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;
use varde_pack::Language;

/// A value that a text has a place for: a text, or a number that decides between singular and plural.
pub use fluent_bundle::FluentValue as Arg;

/// The texts in one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// The languages that a reader may choose between.
pub const OFFERED: [Language; 2] = [Language::Nb, Language::En];

/// The file of a language's texts. Nynorsk reads bokmål until it has a file of its own.
pub fn source(language: Language) -> &'static str {
    match language {
        Language::Nb | Language::Nn => include_str!("../texts/nb.ftl"),
        Language::En => include_str!("../texts/en.ftl"),
    }
}

impl Words {
    /// The texts of a language, read once.
    pub fn of(language: Language) -> &'static Self {
        static ALL: [OnceLock<Words>; 3] = [const { OnceLock::new() }; 3];
        let place = match language {
            Language::Nb => 0,
            Language::Nn => 1,
            Language::En => 2,
        };
        ALL[place].get_or_init(|| Self::read(language))
    }

    fn read(language: Language) -> Self {
        let id: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks would stand in titles, file names and copied text; both languages are written left to right.
        bundle.set_use_isolating(false);
        let resource = match FluentResource::try_new(source(language).to_owned()) {
            Ok(resource) => resource,
            Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a text of that key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .is_some_and(|m| m.value().is_some())
    }

    /// The text of a key that has no places to fill.
    pub fn t(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The text of a key with its places filled. A missing text or place shows as `⟦key⟧`, which a test looks for.
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let missing = || format!("⟦{key}⟧");
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return missing();
        };
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() {
            text.into_owned()
        } else {
            missing()
        }
    }

    /// `a, b og c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.t("and")),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::collections::BTreeSet;

    /// Keys of a file; a key starts its line.
    fn keys(language: Language) -> BTreeSet<String> {
        let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        source(language)
            .lines()
            .filter(is_key)
            .filter_map(|l| l.split_once(" ="))
            .map(|(k, _)| k.to_owned())
            .collect()
    }

    /// Places (`{ $name }`) of a message.
    fn places(language: Language, key: &str) -> BTreeSet<String> {
        let text = source(language);
        let start = text.find(&format!("\n{key} =")).unwrap() + 1;
        let rest = &text[start..];
        let end = rest
            .match_indices('\n')
            .find(|(i, _)| rest[i + 1..].starts_with(|c: char| c != ' ' && c != '\n'))
            .map_or(rest.len(), |(i, _)| i);
        rest[..end]
            .split('$')
            .skip(1)
            .map(|p| {
                p.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                    .collect()
            })
            .collect()
    }

    #[test]
    fn languages_have_the_same_keys_and_places() {
        assert_eq!(keys(Language::Nb), keys(Language::En));
        for key in keys(Language::Nb) {
            assert_eq!(
                places(Language::Nb, &key),
                places(Language::En, &key),
                "{key}"
            );
            for language in Language::ALL {
                assert!(
                    Words::of(language).has(&key),
                    "{key} does not parse in {}",
                    language.tag()
                );
            }
        }
    }

    #[test]
    fn every_key_that_the_code_names_exists() {
        let mut folders = vec![
            std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("src"),
        ];
        let mut seen = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                for call in [".t(\"", ".say(\""] {
                    for part in text.split(call).skip(1) {
                        let key = part.split('"').next().unwrap();
                        seen += 1;
                        assert!(
                            Words::of(Language::Nb).has(key),
                            "{key} in {}",
                            path.display()
                        );
                    }
                }
            }
        }
        assert!(seen > 50, "only {seen} calls found");
    }

    #[test]
    fn lists_and_plurals() {
        let nb = Words::of(Language::Nb);
        let items = |n: usize| {
            (0..n)
                .map(|i| ["a", "b", "c"][i].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            [0, 1, 2, 3].map(|n| nb.list(&items(n))),
            ["", "a", "a og b", "a, b og c"]
        );
        assert_eq!(
            nb.say("rows", &[("n", 1.into()), ("shown", "1".into())]),
            "1 rad"
        );
        assert_eq!(
            nb.say("rows", &[("n", 12_000.into()), ("shown", "12 000".into())]),
            "12 000 rader"
        );
        let missing = "no-such-key";
        assert_eq!(nb.t(missing), "⟦no-such-key⟧");
    }
}
