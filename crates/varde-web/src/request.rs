//! What an address asks: year, day, language, filters.

use axum::http::{HeaderMap, Uri, header};
use std::collections::BTreeMap;
use varde_engine::Engine;
use varde_facts::Known;
use varde_pack::Language;
use varde_view::links::Links;
use varde_view::pages::error::Wrong;
use varde_view::pages::goals::Wish;
use varde_view::words::OFFERED;

/// The cookie and the question of the address that name the language.
const LANGUAGE: &str = "sprak";

/// The cookie and the question of the address that say whether small numbers are shown to those who may see them.
const NUMBERS: &str = "tall";

/// What is asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ask {
    pub path: String,
    /// Answers by question; empty ones are left out.
    questions: BTreeMap<String, String>,
    pub language: Option<Language>,
    /// The language was chosen in this address, and is to be remembered.
    pub chosen: bool,
    /// Small numbers are asked for.
    pub exact: bool,
    /// That was chosen in this address, and is to be remembered until the browser is closed.
    pub chosen_numbers: bool,
}

impl Ask {
    /// Reads an address with its headers.
    pub fn read(uri: &Uri, headers: &HeaderMap) -> Self {
        let mut questions: BTreeMap<String, String> = BTreeMap::new();
        for pair in uri.query().unwrap_or_default().split('&') {
            let (name, answer) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, answer) = (decode(name), decode(answer));
            if !answer.is_empty() {
                questions.insert(name, answer);
            }
        }
        let offered = |tag: &str| Language::from_tag(tag).filter(|l| OFFERED.contains(l));
        let asked = questions.remove(LANGUAGE).as_deref().and_then(offered);
        let numbers = |word: &str| match word {
            "noyaktige" => Some(true),
            "publiserte" => Some(false),
            _ => None,
        };
        let asked_numbers = questions.remove(NUMBERS).as_deref().and_then(numbers);
        let exact = asked_numbers.or_else(|| cookie(headers, NUMBERS).and_then(numbers));
        let language = asked
            .or_else(|| cookie(headers, LANGUAGE).and_then(offered))
            .or_else(|| accepted(headers));
        Self {
            path: uri.path().to_owned(),
            questions,
            chosen: asked.is_some(),
            language,
            exact: exact.unwrap_or(false),
            chosen_numbers: asked_numbers.is_some(),
        }
    }

    /// The language to write in.
    pub fn language(&self) -> Language {
        self.language.unwrap_or(Language::Nb)
    }

    /// An answer.
    pub fn get(&self, question: &str) -> Option<&str> {
        self.questions.get(question).map(String::as_str)
    }

    /// The year asked for.
    pub fn year(&self) -> Result<Option<i16>, Wrong> {
        self.number("ar", 1900, 2200)
    }

    /// The page of a long list, from 1.
    pub fn page(&self) -> Result<usize, Wrong> {
        Ok(self
            .number("side", 1, i16::MAX)?
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(1))
    }

    fn number(&self, question: &str, least: i16, most: i16) -> Result<Option<i16>, Wrong> {
        let Some(text) = self.get(question) else {
            return Ok(None);
        };
        let number = text
            .parse::<i16>()
            .ok()
            .filter(|n| (least..=most).contains(n));
        number
            .map(Some)
            .ok_or_else(|| Wrong::BadQuestion(text.to_owned()))
    }

    /// The moment to look from: the day asked for, or the latest delivery.
    pub fn as_of(&self, engine: &Engine) -> Result<Known, Wrong> {
        match self.moment("per")? {
            Some(moment) => Ok(moment),
            None => engine.now().map_err(crate::pages::ours),
        }
    }

    /// A moment named in the address.
    pub fn moment(&self, question: &str) -> Result<Option<Known>, Wrong> {
        let wrong = |text: &str| Wrong::BadQuestion(text.to_owned());
        let text = self.get(question);
        text.map(|t| Known::parse(t).ok_or_else(|| wrong(t)))
            .transpose()
    }

    /// Addresses that keep the day.
    pub fn links(&self) -> Links {
        Links {
            per: self.get("per").map(str::to_owned),
        }
    }

    /// What is wanted of a list.
    pub fn wish(&self) -> Wish {
        let text = |question: &str| self.get(question).map(str::to_owned);
        Wish {
            state: text("tilstand"),
            area: text("omrade"),
            owner: text("eier"),
            sort: text("sorter"),
        }
    }

    /// Questions but language and day, as the address had them.
    pub fn others(&self) -> Vec<(String, String)> {
        self.questions
            .iter()
            .filter(|(q, _)| *q != "per")
            .map(|(q, a)| (q.clone(), a.clone()))
            .collect()
    }

    /// The same for the same page: path, answers, language, for whom the numbers are.
    pub fn key(&self) -> String {
        format!(
            "{} {} {} {:?}",
            self.language().tag(),
            self.exact,
            self.path,
            self.questions
        )
    }
}

/// Undoes percent-encoding and the plus signs of forms; what is not UTF-8 shows as such.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match (byte, next_byte(&rest)) {
            (b'%', Some(value)) => {
                bytes.push(value);
                rest.next();
                rest.next();
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The two hexadecimal digits that come next, as a byte.
fn next_byte(rest: &std::str::Bytes<'_>) -> Option<u8> {
    let mut ahead = rest.clone();
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    Some(digit(ahead.next()?)? * 16 + digit(ahead.next()?)?)
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok());
    all.flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(n, _)| *n == name)
        .map(|(_, value)| value)
}

/// The first language of the browser that is offered; `no` and nynorsk mean bokmål until there is more.
fn accepted(headers: &HeaderMap) -> Option<Language> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    accepted
        .split(',')
        .find_map(|tag| match tag.trim().get(..2)? {
            "nb" | "no" | "nn" => Some(Language::Nb),
            "en" => Some(Language::En),
            _ => None,
        })
}

/// A remembered language, as the value of `Set-Cookie`.
pub(crate) fn remember(language: Language) -> String {
    format!(
        "{LANGUAGE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
        language.tag()
    )
}

/// Whether small numbers are asked for, as the value of `Set-Cookie`; forgotten when the browser is closed.
pub(crate) fn remember_numbers(exact: bool) -> String {
    let word = if exact { "noyaktige" } else { "publiserte" };
    format!("{NUMBERS}={word}; Path=/; SameSite=Strict; HttpOnly")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn ask(uri: &str, headers: &[(header::HeaderName, &str)]) -> Ask {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect();
        Ask::read(&uri.parse().unwrap(), &headers)
    }

    #[test]
    fn the_address_chooses_before_the_cookie_before_the_browser() {
        let cookie = (header::COOKIE, "a=b; sprak=en");
        assert_eq!(
            ask("/?sprak=nb", std::slice::from_ref(&cookie)).language(),
            Language::Nb
        );
        assert_eq!(
            ask("/", std::slice::from_ref(&cookie)).language(),
            Language::En
        );
        assert_eq!(
            ask("/", &[(header::ACCEPT_LANGUAGE, "de-DE,en;q=0.8")]).language(),
            Language::En
        );
        assert_eq!(
            ask("/", &[(header::ACCEPT_LANGUAGE, "nn-NO")]).language(),
            Language::Nb
        );
        assert_eq!(ask("/?sprak=xx", &[]).language(), Language::Nb);
        assert!(!ask("/", &[cookie]).chosen);
    }

    #[test]
    fn small_numbers_are_shown_only_when_asked_for() {
        let cookie = (header::COOKIE, "tall=noyaktige");
        assert!(!ask("/", &[]).exact);
        assert!(!ask("/?tall=alle", &[]).exact);
        assert!(ask("/?tall=noyaktige", &[]).exact);
        assert!(ask("/", std::slice::from_ref(&cookie)).exact);
        let back = ask("/?tall=publiserte", &[cookie]);
        assert!(!back.exact && back.chosen_numbers);
        assert_ne!(ask("/?tall=noyaktige", &[]).key(), back.key());
    }

    #[test]
    fn answers_are_read_and_refused() {
        let asked = ask(
            "/mal?ar=2024&eier=a%26b+%C3%A6&tilstand=&per=2024-05-01",
            &[],
        );
        assert_eq!(asked.year(), Ok(Some(2024)));
        assert_eq!(asked.get("eier"), Some("a&b æ"));
        assert_eq!(asked.wish().state, None);
        assert_eq!(
            asked
                .others()
                .iter()
                .map(|(q, _)| q.as_str())
                .collect::<Vec<_>>(),
            ["ar", "eier"]
        );
        assert_eq!(
            ask("/?ar=i+fjor", &[]).year(),
            Err(Wrong::BadQuestion("i fjor".to_owned()))
        );
        assert_eq!(decode("100%"), "100%");
    }
}
