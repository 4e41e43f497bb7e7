//! Soft hyphens: where a long Norwegian word may be broken.

use varde_pack::Language;

/// The mark that shows only where a line ends at it.
const SOFT_HYPHEN: char = '\u{AD}';
/// Words shorter than this stay whole.
const LONG: usize = 13;
/// Letters that must stand on each side.
const EDGE: usize = 4;

/// Endings that take a binding s when another word follows: `publiserings|poeng`, `produksjons|mål`.
const BEFORE: [&str; 8] = [
    "ings", "sjons", "skaps", "tets", "doms", "hets", "ments", "arbeids",
];
/// Words that other words are put in front of.
const AFTER: [&str; 33] = [
    "ansatt",
    "avtale",
    "bygging",
    "deltak",
    "emne",
    "finansi",
    "forsk",
    "grunn",
    "gruppe",
    "indikator",
    "kandidat",
    "koordin",
    "ledelse",
    "leder",
    "læring",
    "miljø",
    "mottak",
    "myndig",
    "økonomi",
    "organisa",
    "poeng",
    "produk",
    "program",
    "prosjekt",
    "skaping",
    "stilling",
    "studi",
    "teknologi",
    "tidsskrift",
    "undersøk",
    "undervis",
    "utdanning",
    "utvikling",
];

/// The text with soft hyphens in its long words. English is left alone: its long words are short.
pub fn soften(language: Language, text: &str) -> String {
    if language == Language::En || !text.split_whitespace().any(|w| w.chars().count() >= LONG) {
        return text.to_owned();
    }
    text.split_inclusive(char::is_whitespace)
        .map(soften_word)
        .collect()
}

fn soften_word(word: &str) -> String {
    if word.chars().count() < LONG || word.contains(SOFT_HYPHEN) {
        return word.to_owned();
    }
    let lower = word.to_lowercase();
    // Lower case may change a word's length in bytes; such words are left whole.
    if lower.len() != word.len() {
        return word.to_owned();
    }
    let mut breaks: Vec<usize> = Vec::new();
    for ending in BEFORE {
        breaks.extend(lower.match_indices(ending).map(|(at, _)| at + ending.len()));
    }
    for start in AFTER {
        breaks.extend(lower.match_indices(start).map(|(at, _)| at));
    }
    breaks.sort_unstable();
    breaks.dedup();
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let mut out = String::with_capacity(word.len() + 8);
    let mut from = 0;
    for at in breaks {
        if letters(&word[from..at]) >= EDGE && letters(&word[at..]) >= EDGE {
            out.push_str(&word[from..at]);
            out.push(SOFT_HYPHEN);
            from = at;
        }
    }
    out.push_str(&word[from..]);
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn shown(text: &str) -> String {
        soften(Language::Nb, text).replace(SOFT_HYPHEN, "|")
    }

    #[test]
    fn breaks_between_the_parts_of_a_word() {
        assert_eq!(
            shown("Publiseringspoeng per FVA"),
            "Publiserings|poeng per FVA"
        );
        assert_eq!(shown("bevilgningsøkonomien"), "bevilgnings|økonomien");
        assert_eq!(
            shown("medarbeiderundersøkelsen"),
            "medarbeider|undersøkelsen"
        );
        assert_eq!(shown("Tidsskriftartikler"), "Tidsskriftartikler");
        assert_eq!(shown("kort ord"), "kort ord");
        assert_eq!(
            soften(Language::En, "internationalisation"),
            "internationalisation"
        );
    }
}
