//! The names that a source knows in JSON, as a tree: what is asked for, what was seen, what is cut.

use crate::headings::{self, normal};
use crate::privacy::{self, IdentityScan};
use crate::refusal::Refusal;
use serde_json::Value;
use std::collections::BTreeMap;
use varde_pack::Source;

/// A key and the keys below it. Lists do not count: what is in a list has its list's name.
#[derive(Debug, Default)]
pub(crate) struct Name {
    normal: String,
    children: Vec<Name>,
    /// A column asks for the value here.
    is_wanted: bool,
    /// As written in the file, once seen.
    seen: Option<String>,
    scan: IdentityScan,
    /// Keys that no column asks for.
    others: BTreeMap<String, Other>,
}

#[derive(Debug)]
struct Other {
    is_never_stored: bool,
    scan: IdentityScan,
}

/// A place in the tree: keys in normal form.
pub(crate) type Path = Vec<String>;

impl Name {
    /// The paths by which each column may be found, best first, and the tree of them all.
    pub fn tree(source: &Source) -> (Self, Vec<Vec<Path>>) {
        let mut root = Self::default();
        let mut all = Vec::new();
        for column in &source.columns {
            let paths: Vec<Path> = match &column.path {
                Some(path) => vec![path.split('.').map(normal).collect()],
                None => headings::names(column)
                    .into_iter()
                    .map(|name| vec![name])
                    .collect(),
            };
            for path in &paths {
                root.insert(path);
            }
            all.push(paths);
        }
        (root, all)
    }

    /// Make a path known as one that is kept whole.
    pub fn insert(&mut self, path: &[String]) {
        let Some((first, rest)) = path.split_first() else {
            self.is_wanted = true;
            return;
        };
        let place = match self.children.iter().position(|c| c.normal == *first) {
            Some(place) => place,
            None => {
                self.children.push(Self {
                    normal: first.clone(),
                    ..Self::default()
                });
                self.children.len() - 1
            }
        };
        self.children[place].insert(rest);
    }

    /// The tree under one more key, beside which the file has others that nobody asks for.
    pub fn under(self, key: &str, others: Vec<String>) -> Self {
        let child = Self {
            normal: normal(key),
            seen: Some(key.to_owned()),
            ..self
        };
        let others = others.into_iter().map(|key| {
            (
                key,
                Other {
                    is_never_stored: false,
                    scan: IdentityScan::default(),
                },
            )
        });
        Self {
            children: vec![child],
            others: others.collect(),
            ..Self::default()
        }
    }

    pub fn child(&self, key: &str) -> Option<&Self> {
        self.position(key).map(|place| &self.children[place])
    }

    fn position(&self, key: &str) -> Option<usize> {
        // Most keys are written as they are asked for, so the normal form is made only for others.
        let exact = self.children.iter().position(|c| c.normal == key);
        exact.or_else(|| {
            let normal = normal(key);
            self.children.iter().position(|c| c.normal == normal)
        })
    }

    /// Whether a key here was seen and is not kept.
    pub fn is_cut(&self, key: &str) -> bool {
        self.others.contains_key(key)
    }

    /// The keys of a path as the file writes them; `None`: the path was not seen.
    pub fn written(&self, path: &[String]) -> Option<Vec<String>> {
        let Some((first, rest)) = path.split_first() else {
            return Some(Vec::new());
        };
        let child = self.children.iter().find(|c| c.normal == *first)?;
        let mut keys = vec![child.seen.clone()?];
        keys.extend(child.written(rest)?);
        Some(keys)
    }

    /// Whether a value here is kept with all that is in it.
    pub fn is_kept_whole(&self) -> bool {
        self.is_wanted
    }

    /// Take note of the keys of a value; refused when one holds identity numbers.
    pub fn see(&mut self, value: &Value, never: &dyn Fn(&str) -> bool) -> Result<(), Refusal> {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    self.see_member(key, value, never)?;
                }
                Ok(())
            }
            Value::Array(items) => items.iter().try_for_each(|item| self.see(item, never)),
            _ => scan(
                &mut self.scan,
                value,
                self.seen.as_deref().unwrap_or_default(),
            ),
        }
    }

    fn see_member(
        &mut self,
        key: &str,
        value: &Value,
        never: &dyn Fn(&str) -> bool,
    ) -> Result<(), Refusal> {
        if let Some(other) = self.others.get_mut(key) {
            return if other.is_never_stored {
                Ok(())
            } else {
                scan(&mut other.scan, value, key)
            };
        }
        match self.position(key) {
            Some(place) if !never(key) => {
                let child = &mut self.children[place];
                if child.seen.is_none() {
                    child.seen = Some(key.to_owned());
                }
                if child.is_wanted && child.children.is_empty() {
                    scan(&mut child.scan, value, key)
                } else {
                    child.see(value, never)
                }
            }
            _ => {
                let mut other = Other {
                    is_never_stored: never(key),
                    scan: IdentityScan::default(),
                };
                let found = if other.is_never_stored {
                    Ok(())
                } else {
                    scan(&mut other.scan, value, key)
                };
                self.others.insert(key.to_owned(), other);
                found
            }
        }
    }

    /// Paths seen that are not kept.
    pub fn cut(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.walk("", &mut |path, is_cut| {
            if is_cut {
                out.push(path.to_owned());
            }
        });
        out
    }

    /// All paths seen.
    pub fn all(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.walk("", &mut |path, _| out.push(path.to_owned()));
        out
    }

    fn walk(&self, above: &str, visit: &mut dyn FnMut(&str, bool)) {
        let join = |key: &str| {
            if above.is_empty() {
                key.to_owned()
            } else {
                format!("{above}.{key}")
            }
        };
        for child in &self.children {
            let Some(key) = &child.seen else { continue };
            let path = join(key);
            if child.is_wanted {
                visit(&path, false);
            }
            child.walk(&path, visit);
        }
        for key in self.others.keys() {
            visit(&join(key), true);
        }
    }

    /// Refuse when a key with one or two values holds nothing but identity numbers.
    pub fn refuse_few(&self) -> Result<(), Refusal> {
        if self.scan.all_of_few() {
            return Err(privacy::refusal(self.seen.as_deref().unwrap_or_default()));
        }
        if let Some((key, _)) = self.others.iter().find(|(_, o)| o.scan.all_of_few()) {
            return Err(privacy::refusal(key));
        }
        self.children.iter().try_for_each(Self::refuse_few)
    }
}

fn scan(scan_of: &mut IdentityScan, value: &Value, key: &str) -> Result<(), Refusal> {
    let is_found = match value {
        Value::String(text) => scan_of.add(text),
        Value::Number(number) => scan_of.add(number.as_str()),
        Value::Array(items) => return items.iter().try_for_each(|item| scan(scan_of, item, key)),
        Value::Object(members) => {
            return members
                .values()
                .try_for_each(|item| scan(scan_of, item, key));
        }
        Value::Null | Value::Bool(_) => false,
    };
    if is_found {
        Err(privacy::refusal(key))
    } else {
        Ok(())
    }
}
