//! Rendered pages, kept until the facts change.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes of pages kept; a full store is emptied, which costs one rendering of each page that is looked at again.
const MOST: usize = 32 * 1024 * 1024;

/// Generation of the facts, number of closed periods, day.
type Moment = (u64, usize, i64);

/// Pages by address and language, all of one moment.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    of: Moment,
    pages: HashMap<String, Arc<str>>,
    bytes: usize,
}

impl Kept {
    /// A page kept for this generation and day.
    pub fn get(&self, of: Moment, address: &str) -> Option<Arc<str>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.of == of {
            kept.pages.get(address).cloned()
        } else {
            None
        }
    }

    /// Keeps a page.
    pub fn put(&self, of: Moment, address: String, page: Arc<str>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.of != of || kept.bytes + page.len() > MOST {
            *kept = Pages {
                of,
                ..Pages::default()
            };
        }
        kept.bytes += page.len();
        kept.pages.insert(address, page);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn nothing_outlives_its_generation() {
        let kept = Kept::default();
        kept.put((1, 0, 0), "nb /".to_owned(), "a".into());
        assert_eq!(kept.get((1, 0, 0), "nb /").as_deref(), Some("a"));
        assert_eq!(kept.get((2, 0, 0), "nb /"), None);
        assert_eq!(kept.get((1, 0, 1), "nb /"), None);
        kept.put((2, 0, 0), "nb /mal".to_owned(), "b".into());
        assert_eq!(kept.get((2, 0, 0), "nb /"), None);
        let large: Arc<str> = "c".repeat(MOST / 8).into();
        for n in 0..20 {
            kept.put((2, 0, 0), n.to_string(), large.clone());
        }
        let pages = kept.0.lock().unwrap();
        assert!(pages.pages.values().map(|p| p.len()).sum::<usize>() <= MOST);
        assert!(!pages.pages.is_empty());
    }
}
