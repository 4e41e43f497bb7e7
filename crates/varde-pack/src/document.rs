//! Reading TOML with spans: every value knows its place, every key that nobody asked for is reported.

mod texts;

use crate::diagnostic::{Diagnostic, Place, Span, codes};
use std::cell::RefCell;
use std::collections::BTreeSet;
use toml::de::{DeTable, DeValue};

/// The findings of one run, shared by all who read.
pub type Findings = RefCell<Vec<Diagnostic>>;

/// A value with its place in the file.
#[derive(Debug, Clone)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// TOML's values; floats and dates stay text, because nothing here may round.
#[derive(Debug, Clone)]
pub enum Value {
    Text(String),
    Integer(i64),
    Float(String),
    Boolean(bool),
    Date(String),
    Array(Vec<Node>),
    Table(Vec<(String, Span, Node)>),
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Integer(_) => "an integer",
            Self::Float(_) => "a number with a decimal point",
            Self::Boolean(_) => "true or false",
            Self::Date(_) => "a date",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Parse a file; what is wrong with its TOML is reported and the rest is read all the same.
pub fn parse(file: &str, text: &str, findings: &Findings) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0).into();
        let message = error.message().trim().replace('\n', ", ");
        findings.borrow_mut().push(Diagnostic::error(
            codes::NOT_TOML,
            Place {
                file: file.to_owned(),
                span,
            },
            message,
        ));
    }
    let span = Span::from(0..text.len());
    Node {
        span,
        value: table_value(table.into_inner()),
    }
}

fn table_value(table: DeTable<'_>) -> Value {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let span = Span::from(key.span());
            (
                key.into_inner().into_owned(),
                span,
                node(value.span().into(), value.into_inner()),
            )
        })
        .collect();
    entries.sort_by_key(|(_, span, _)| *span);
    Value::Table(entries)
}

fn node(span: Span, value: DeValue<'_>) -> Node {
    let value = match value {
        DeValue::String(s) => Value::Text(s.into_owned()),
        DeValue::Integer(i) => match i64::from_str_radix(&i.as_str().replace('_', ""), i.radix()) {
            Ok(n) => Value::Integer(n),
            Err(_) => Value::Float(i.as_str().to_owned()),
        },
        DeValue::Float(f) => Value::Float(f.as_str().to_owned()),
        DeValue::Boolean(b) => Value::Boolean(b),
        DeValue::Datetime(d) => Value::Date(d.to_string()),
        DeValue::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|v| node(v.span().into(), v.into_inner()))
                .collect(),
        ),
        DeValue::Table(table) => table_value(table),
    };
    Node { span, value }
}

/// A value read together with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// A TOML table being read: asks for keys by name and type, remembers which were asked for.
pub struct Fields<'a> {
    file: &'a str,
    span: Span,
    entries: &'a [(String, Span, Node)],
    asked: RefCell<BTreeSet<&'static str>>,
    findings: &'a Findings,
}

impl<'a> Fields<'a> {
    /// The table at a node; anything else is reported and read as empty.
    pub fn new(file: &'a str, node: &'a Node, findings: &'a Findings) -> Self {
        let entries: &[_] = match &node.value {
            Value::Table(entries) => entries,
            other => {
                let place = Place {
                    file: file.to_owned(),
                    span: node.span,
                };
                findings.borrow_mut().push(Diagnostic::error(
                    codes::WRONG_TYPE,
                    place,
                    format!("expected a table, found {}", other.kind()),
                ));
                &[]
            }
        };
        Self {
            file,
            span: node.span,
            entries,
            asked: RefCell::default(),
            findings,
        }
    }

    /// The place of the whole table (its header).
    pub fn place(&self) -> Place {
        self.at(self.span)
    }

    pub fn at(&self, span: Span) -> Place {
        Place {
            file: self.file.to_owned(),
            span,
        }
    }

    /// The place of a key's value, or of the table when the key is missing.
    pub fn place_of(&self, key: &str) -> Place {
        self.entries
            .iter()
            .find(|(k, ..)| k == key)
            .map_or_else(|| self.place(), |(.., node)| self.at(node.span))
    }

    pub fn report(&self, diagnostic: Diagnostic) {
        self.findings.borrow_mut().push(diagnostic);
    }

    fn get(&self, key: &'static str) -> Option<&'a Node> {
        self.asked.borrow_mut().insert(key);
        self.entries
            .iter()
            .find(|(k, ..)| k == key)
            .map(|(.., node)| node)
    }

    /// Whether a key is there with something in it, right or wrong.
    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some_and(|node| match &node.value {
            Value::Table(entries) => !entries.is_empty(),
            _ => true,
        })
    }

    fn wrong(&self, key: &str, node: &Node, expected: &str) {
        let message = format!("`{key}` should be {expected}, found {}", node.value.kind());
        self.report(Diagnostic::error(
            codes::WRONG_TYPE,
            self.at(node.span),
            message,
        ));
    }

    fn missing(&self, key: &str) {
        self.report(Diagnostic::error(
            codes::MISSING_KEY,
            self.place(),
            format!("`{key}` is missing"),
        ));
    }

    pub fn text(&self, key: &'static str) -> Option<String> {
        let node = self.get(key)?;
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            _ => {
                self.wrong(key, node, "a text");
                None
            }
        }
    }

    pub fn located(&self, key: &'static str) -> Option<Located<String>> {
        let place = self.place_of(key);
        self.text(key).map(|value| Located { value, place })
    }

    /// One character.
    pub fn letter(&self, key: &'static str) -> Option<char> {
        let text = self.text(key)?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(letter), None) => Some(letter),
            _ => {
                let message = format!("`{key}` should be one character, found `{text}`");
                let refused = Diagnostic::error(codes::NOT_ALLOWED, self.place_of(key), message);
                self.report(refused);
                None
            }
        }
    }

    /// A text that must be there; missing gives an empty one after the report.
    pub fn required(&self, key: &'static str) -> String {
        if self.get(key).is_none() {
            self.missing(key);
        }
        self.text(key).unwrap_or_default()
    }

    pub fn required_located(&self, key: &'static str) -> Located<String> {
        Located {
            value: self.required(key),
            place: self.place_of(key),
        }
    }

    pub fn integer(&self, key: &'static str) -> Option<i64> {
        let node = self.get(key)?;
        match node.value {
            Value::Integer(n) => Some(n),
            _ => {
                self.wrong(key, node, "an integer");
                None
            }
        }
    }

    /// A whole number within limits.
    pub fn within<T: TryFrom<i64>>(
        &self,
        key: &'static str,
        allowed: std::ops::RangeInclusive<i64>,
    ) -> Option<T> {
        let n = self.integer(key)?;
        match T::try_from(n) {
            Ok(number) if allowed.contains(&n) => Some(number),
            _ => {
                let (low, high) = allowed.into_inner();
                let message = format!("`{key}` can't be {n}");
                let refused = Diagnostic::error(codes::NOT_ALLOWED, self.place_of(key), message);
                self.report(refused.hint(format!("{low} to {high}")));
                None
            }
        }
    }

    /// A year, 1900 to 9999.
    pub fn year(&self, key: &'static str) -> Option<i16> {
        let n = self.integer(key)?;
        match i16::try_from(n) {
            Ok(year) if (1900..=9999).contains(&year) => Some(year),
            _ => {
                self.report(Diagnostic::error(
                    codes::NOT_ALLOWED,
                    self.place_of(key),
                    format!("`{n}` is not a year"),
                ));
                None
            }
        }
    }

    /// A year that must be there.
    pub fn required_year(&self, key: &'static str) -> Option<i16> {
        if self.get(key).is_none() {
            self.missing(key);
        }
        self.year(key)
    }

    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        let node = self.get(key)?;
        match node.value {
            Value::Boolean(b) => Some(b),
            _ => {
                self.wrong(key, node, "true or false");
                None
            }
        }
    }

    pub fn flag(&self, key: &'static str) -> bool {
        self.boolean(key).unwrap_or(false)
    }

    /// A civil date.
    pub fn date(&self, key: &'static str) -> Option<jiff::civil::Date> {
        let node = self.get(key)?;
        match &node.value {
            Value::Date(text) | Value::Text(text) => match text.parse() {
                Ok(date) => Some(date),
                Err(_) => {
                    self.report(
                        Diagnostic::error(
                            codes::WRONG_TYPE,
                            self.at(node.span),
                            format!("`{text}` is not a date"),
                        )
                        .hint("write 2025-12-31"),
                    );
                    None
                }
            },
            _ => {
                self.wrong(key, node, "a date");
                None
            }
        }
    }

    /// A month and day, `MM-DD`.
    pub fn month_day(&self, key: &'static str) -> Option<(i8, i8)> {
        let text = self.text(key)?;
        let parsed = text
            .split_once('-')
            .and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
        match parsed
            .filter(|(m, d)| text.len() == 5 && jiff::civil::Date::new(2023, *m, *d).is_ok())
        {
            Some(pair) => Some(pair),
            None => {
                self.report(
                    Diagnostic::error(
                        codes::NOT_ALLOWED,
                        self.place_of(key),
                        format!("`{text}` is not a month and day"),
                    )
                    .hint("write 10-01"),
                );
                None
            }
        }
    }

    /// An exact number, written as a text.
    pub fn number(&self, key: &'static str) -> Option<String> {
        let node = self.get(key)?;
        self.exact(key, node)
    }

    pub fn exact(&self, key: &str, node: &Node) -> Option<String> {
        match &node.value {
            Value::Text(text) if is_number(text) => Some(text.clone()),
            Value::Integer(n) => Some(n.to_string()),
            Value::Float(text) => {
                self.report(
                    Diagnostic::error(
                        codes::BAD_NUMBER,
                        self.at(node.span),
                        format!("`{key}` is a floating-point number"),
                    )
                    .hint(format!("exact numbers are texts: \"{text}\"")),
                );
                None
            }
            Value::Text(text) => {
                self.report(
                    Diagnostic::error(
                        codes::BAD_NUMBER,
                        self.at(node.span),
                        format!("`{text}` is not an exact number"),
                    )
                    .hint("digits with a decimal point, as \"22.5\""),
                );
                None
            }
            _ => {
                self.wrong(key, node, "an exact number written as a text");
                None
            }
        }
    }

    /// One of a closed list of words.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value);
        if found.is_none() {
            let all: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            let diagnostic = Diagnostic::error(
                codes::NOT_ALLOWED,
                self.place_of(key),
                format!("`{key}` can't be `{text}`"),
            );
            self.report(
                diagnostic
                    .nearest(&text, words.iter().map(|(word, _)| *word))
                    .hint(format!("one of {}", all.join(", "))),
            );
        }
        found
    }

    /// One of a closed list of words, which must be there.
    pub fn required_word<T: Copy>(
        &self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        if self.get(key).is_none() {
            self.missing(key);
        }
        self.word(key, words)
    }

    /// A list of texts.
    pub fn list(&self, key: &'static str) -> Vec<String> {
        self.located_list(key)
            .into_iter()
            .map(|l| l.value)
            .collect()
    }

    /// A list of texts with the place of each.
    pub fn located_list(&self, key: &'static str) -> Vec<Located<String>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let Value::Array(items) = &node.value else {
            self.wrong(key, node, "a list");
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            match &item.value {
                Value::Text(text) => out.push(Located {
                    value: text.clone(),
                    place: self.at(item.span),
                }),
                _ => self.wrong(key, item, "a list of texts"),
            }
        }
        out
    }

    /// The nodes of a list.
    pub fn nodes(&self, key: &'static str) -> &'a [Node] {
        match self.get(key) {
            Some(Node {
                value: Value::Array(items),
                ..
            }) => items,
            Some(node) => {
                self.wrong(key, node, "a list");
                &[]
            }
            None => &[],
        }
    }

    /// Each `[[key]]` table.
    pub fn tables(&self, key: &'static str) -> Vec<Fields<'a>> {
        self.nodes(key)
            .iter()
            .map(|node| Fields::new(self.file, node, self.findings))
            .collect()
    }

    /// A `[key]` table.
    pub fn table(&self, key: &'static str) -> Option<Fields<'a>> {
        self.get(key)
            .map(|node| Fields::new(self.file, node, self.findings))
    }

    /// All entries of this table with text values, for tables whose keys are free.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Node)> {
        self.entries
            .iter()
            .map(|(key, _, node)| (key.as_str(), node))
    }

    /// Report every key that nobody asked for, with the nearest that would have been understood.
    pub fn finish(self) {
        let asked = self.asked.borrow();
        for (key, span, _) in self.entries {
            if !asked.contains(key.as_str()) {
                let diagnostic = Diagnostic::error(
                    codes::UNKNOWN_KEY,
                    self.at(*span),
                    format!("`{key}` is not a key here"),
                );
                self.report(diagnostic.nearest(key, asked.iter().copied()));
            }
        }
    }
}

/// Whether a text is an exact number: sign, digits, at most one point with digits on both sides.
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut parts = digits.split('.');
    let whole = |part: Option<&str>| {
        part.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    };
    whole(parts.next()) && parts.next().is_none_or(|p| whole(Some(p))) && parts.next().is_none()
}

impl<'a> Fields<'a> {
    /// The table at a node of this one.
    pub fn sub(&self, node: &'a Node) -> Fields<'a> {
        Fields::new(self.file, node, self.findings)
    }
}
