//! The elements of a JSON document, as parts of its text: so each knows its line.

use crate::headings::normal;
use crate::refusal::{Refusal, codes};
use serde_json::value::RawValue;

/// Whether a text begins as JSON does. Headings in square brackets do not count.
pub(crate) fn looks_like_it(text: &str) -> bool {
    let text = text.trim_start();
    let Some(rest) = text.strip_prefix(['{', '[']) else {
        return false;
    };
    rest.trim_start()
        .starts_with(|c: char| matches!(c, '{' | '}' | '[' | ']' | '"') || c.is_ascii_digit())
}

/// Whether the first line is a value of its own and more follows.
pub(crate) fn is_lines(text: &str) -> bool {
    let Some((first, rest)) = text.trim_start().split_once('\n') else {
        return false;
    };
    !rest.trim().is_empty() && serde_json::from_str::<&RawValue>(first).is_ok()
}

pub(crate) fn lines_of(text: &str) -> Vec<&str> {
    text.split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

/// The key that a document's list stands under, and the document's other keys.
pub(crate) type Wrapper = (String, Vec<String>);

/// The elements of the document's list, and what is around it.
pub(crate) fn elements_of<'t>(
    text: &'t str,
    each: &[String],
) -> Result<(Vec<&'t str>, Option<Wrapper>), Refusal> {
    let text = text.trim();
    if text.starts_with('[') {
        let list: Vec<&RawValue> = serde_json::from_str(text).map_err(|e| not_json(&e))?;
        return Ok((list.into_iter().map(RawValue::get).collect(), None));
    }
    let members: Members<'t> = serde_json::from_str(text).map_err(|e| not_json(&e))?;
    if !each.is_empty() && raw_items(text, each).is_some() {
        return Ok((vec![text], None));
    }
    let keys: Vec<String> = members.0.iter().map(|(key, _)| key.clone()).collect();
    let mut lists = members
        .0
        .into_iter()
        .filter(|(_, value)| value.starts_with('['));
    match (lists.next(), lists.next()) {
        (None, _) => Ok((vec![text], None)),
        (Some((key, list)), None) => {
            let list: Vec<&RawValue> = serde_json::from_str(list).map_err(|e| not_json(&e))?;
            let others = keys.into_iter().filter(|k| *k != key).collect();
            Ok((
                list.into_iter().map(RawValue::get).collect(),
                Some((key, others)),
            ))
        }
        (Some((first, _)), Some((second, _))) => {
            let message = format!(
                "the document holds several lists (`{first}`, `{second}`); the source must say which one with `each`"
            );
            Err(Refusal::new(codes::NOT_THIS_FORMAT, message))
        }
    }
}

/// The members of an object, as text.
struct Members<'t>(Vec<(String, &'t str)>);

impl<'de> serde::Deserialize<'de> for Members<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &'de RawValue>()? {
                    members.push((key, value.get()));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// The items of the list at a path, as text.
pub(crate) fn raw_items<'t>(element: &'t str, path: &[String]) -> Option<Vec<&'t str>> {
    let Some((first, rest)) = path.split_first() else {
        let list: Vec<&RawValue> = serde_json::from_str(element).ok()?;
        return Some(list.into_iter().map(RawValue::get).collect());
    };
    let members: Members<'t> = serde_json::from_str(element).ok()?;
    let (_, value) = members
        .0
        .into_iter()
        .find(|(key, _)| normal(key) == *first)?;
    raw_items(value, rest)
}

pub(crate) fn not_json(error: &serde_json::Error) -> Refusal {
    let line = error.line();
    if error.is_eof() {
        let message = format!("the end of the file is missing after line {line}; fetch it again");
        return Refusal::new(codes::TRUNCATED, message).with("line", line);
    }
    Refusal::new(
        codes::NOT_THIS_FORMAT,
        format!("the file is not JSON: {error}"),
    )
    .with("line", line)
}
