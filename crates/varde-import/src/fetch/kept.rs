//! The pages that have come so far, in a folder of the data directory for its owner only, so that a fetch that was
//! interrupted goes on where it was; and what the service said of the last whole answer.

use super::error::FetchError;
use super::page::Page;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Pages older than this are asked for again: what is put together should be of one time.
const FRESH_SECONDS: i64 = 6 * 3600;

/// The folder of one source's fetch, held by one command at a time.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    _lock: File,
}

/// What stands at the head of a fetch.
#[derive(Debug, Serialize, Deserialize)]
struct Begun {
    fingerprint: String,
    at: i64,
}

/// A page with the question that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPage {
    /// The question's number, from 0.
    pub ask: usize,
    /// The page, its rows without what is not stored.
    pub page: Page,
}

/// What the service said of a whole answer, to ask whether it has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    /// Of the question and the declaration.
    pub fingerprint: String,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
    /// Hash of what was delivered.
    pub sha256: String,
}

impl Kept {
    /// Open a source's folder; what another fetch left there is thrown away.
    pub fn open(
        data: &Path,
        source: &str,
        fingerprint: &str,
        now: i64,
    ) -> Result<(Self, Vec<KeptPage>), FetchError> {
        let folder = data.join("fetch").join(source);
        let made = DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder);
        made.map_err(|e| disk(&folder, e))?;
        let lock = open(&folder.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FetchError::Busy(source.to_owned())),
            Err(TryLockError::Error(error)) => return Err(disk(&folder, error)),
        }
        let kept = Self {
            folder,
            _lock: lock,
        };
        let begun: Option<Begun> = kept.load("begun.json");
        let is_same = begun.is_some_and(|b| {
            b.fingerprint == fingerprint && (0..FRESH_SECONDS).contains(&(now - b.at))
        });
        if is_same {
            let pages = (0..).map_while(|n| kept.load(&page_name(n))).collect();
            return Ok((kept, pages));
        }
        kept.forget_pages()?;
        let fingerprint = fingerprint.to_owned();
        kept.save(
            "begun.json",
            &Begun {
                fingerprint,
                at: now,
            },
        )?;
        Ok((kept, Vec::new()))
    }

    /// Keep a page; it is there whole or not at all.
    pub fn add(&self, number: usize, page: &KeptPage) -> Result<(), FetchError> {
        self.save(&page_name(number), page)
    }

    /// What the service said last.
    pub fn last(&self) -> Option<Last> {
        self.load("last.json")
    }

    /// Keep what the service said.
    pub fn remember(&self, last: &Last) -> Result<(), FetchError> {
        self.save("last.json", last)
    }

    /// The pages have gone into a delivery, or are of no use.
    pub fn forget_pages(&self) -> Result<(), FetchError> {
        let entries = std::fs::read_dir(&self.folder).map_err(|e| disk(&self.folder, e))?;
        for entry in entries {
            let path = entry.map_err(|e| disk(&self.folder, e))?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.starts_with("page-") || name.starts_with("begun") {
                std::fs::remove_file(&path).map_err(|e| disk(&path, e))?;
            }
        }
        Ok(())
    }

    fn load<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let bytes = std::fs::read(self.folder.join(name)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    fn save<T: Serialize>(&self, name: &str, value: &T) -> Result<(), FetchError> {
        let place = self.folder.join(name);
        let partial = self.folder.join(format!("{name}.part"));
        let bytes = serde_json::to_vec(value).map_err(|e| disk(&place, e.into()))?;
        let mut file = open(&partial)?;
        file.set_len(0)
            .and_then(|()| file.write_all(&bytes))
            .and_then(|()| std::fs::rename(&partial, &place))
            .map_err(|e| disk(&place, e))
    }
}

fn page_name(number: usize) -> String {
    format!("page-{number:05}.json")
}

fn open(path: &Path) -> Result<File, FetchError> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(path)
        .map_err(|e| disk(path, e))
}

fn disk(place: &Path, what: std::io::Error) -> FetchError {
    FetchError::Disk {
        place: place.display().to_string(),
        what,
    }
}
