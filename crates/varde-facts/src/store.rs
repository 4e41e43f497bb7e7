//! The store: one file, one writer, a small pool of readers.

use crate::batch::Deliveries;
use crate::error::{FactsError, failed};
use crate::reader::{Breadth, Look, Reader, Rows, SLICE_RECORDS, SliceRecord, query, slice_record};
use crate::schema::{literal, migrate};
use crate::time::Known;
use duckdb::{Config, Connection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use varde_pack::Pack;

/// Memory that DuckDB may take before it spills to disk.
const MEMORY_LIMIT: &str = "256MB";

/// Disk that it may spill to, so that no definition fills the disk.
const SPILL_LIMIT: &str = "4GB";

/// How many results of a view are kept, for as many states of what it stands on.
const KEPT: usize = 8;

/// Facts of one data directory. Shared by reference; every write passes the one writer.
pub struct Facts {
    writer: Mutex<Connection>,
    pool: Mutex<Pool>,
    generation: AtomicU64,
    deliveries: Mutex<Option<(u64, Arc<Deliveries>)>>,
    raw: Option<PathBuf>,
}

#[derive(Default)]
struct Pool {
    pack: Option<Arc<Pack>>,
    idle: Vec<Reader>,
}

impl Facts {
    /// Open (or make) `facts.duckdb` in a data directory, with the raw files in `raw/` beside it, shaped for a pack.
    ///
    /// # Errors
    /// When the file can't be opened, is held by another process, or the pack would lose stored values.
    pub fn open(directory: &Path, pack: &Pack) -> Result<Self, FactsError> {
        let path = directory.join("facts.duckdb");
        let raw = directory.join("raw");
        let spill = directory.join("spill");
        for folder in [&raw, &spill] {
            std::fs::create_dir_all(folder).map_err(|source| FactsError::File {
                what: "make",
                path: folder.display().to_string(),
                source,
            })?;
        }
        let problem = |error: duckdb::Error| FactsError::Open {
            path: path.display().to_string(),
            message: first_line(&error),
        };
        let connection = connect(Some(&spill)).map_err(problem)?;
        let attach = format!("attach {} as facts", literal(&path.display().to_string()));
        connection.execute_batch(&attach).map_err(problem)?;
        let facts = Self::ready(connection, pack, Some(raw))?;
        facts.sweep()?;
        Ok(facts)
    }

    /// Remove what an interrupted import had only half written. Whole files stay, also those that no delivery names: a store
    /// that was put back from an older copy must not take away the files that it could be made up from.
    fn sweep(&self) -> Result<(), FactsError> {
        let Some(folder) = &self.raw else {
            return Ok(());
        };
        let problem = |source| FactsError::File {
            what: "tidy",
            path: folder.display().to_string(),
            source,
        };
        for entry in std::fs::read_dir(folder).map_err(problem)? {
            let entry = entry.map_err(problem)?;
            if entry.file_name().to_string_lossy().ends_with(".part") {
                std::fs::remove_file(entry.path()).map_err(problem)?;
            }
        }
        Ok(())
    }

    /// A store that lives in memory, for cases and tests.
    ///
    /// # Errors
    /// When DuckDB can't be started.
    pub fn in_memory(pack: &Pack) -> Result<Self, FactsError> {
        let connection = connect(None).map_err(failed("start DuckDB"))?;
        connection
            .execute_batch("attach ':memory:' as facts")
            .map_err(failed("start DuckDB"))?;
        Self::ready(connection, pack, None)
    }

    fn ready(
        connection: Connection,
        pack: &Pack,
        raw: Option<PathBuf>,
    ) -> Result<Self, FactsError> {
        migrate(&connection, &pack.tables)?;
        // From here on no statement, whoever wrote it, reaches another file or changes these settings.
        let locked = "set enable_external_access = false; set lock_configuration = true";
        connection
            .execute_batch(locked)
            .map_err(failed("close the store to the outside"))?;
        Ok(Self {
            writer: Mutex::new(connection),
            pool: Mutex::default(),
            generation: AtomicU64::new(0),
            deliveries: Mutex::default(),
            raw,
        })
    }

    /// Take over another version of the pack: new tables and columns are made, nothing is lost.
    ///
    /// # Errors
    /// When the pack would lose stored values; then nothing has changed.
    pub fn adopt(&self, pack: &Pack) -> Result<(), FactsError> {
        migrate(&self.writer(), &pack.tables)?;
        self.pool().idle.clear();
        self.wrote();
        Ok(())
    }

    /// The one connection that writes.
    pub(crate) fn writer(&self) -> MutexGuard<'_, Connection> {
        // A writer that panicked has rolled back with its transaction, so the connection is sound.
        self.writer
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The deliveries as of a generation of the store.
    pub(crate) fn held_deliveries(&self) -> MutexGuard<'_, Option<(u64, Arc<Deliveries>)>> {
        self.deliveries
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Note that what is in force has changed.
    pub(crate) fn wrote(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    /// A number that changes with every write.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    /// Where raw files are kept; `None` in memory.
    pub(crate) fn raw_folder(&self) -> Option<&Path> {
        self.raw.as_deref()
    }

    /// Read with a pack's names as of a moment.
    ///
    /// # Errors
    /// When a view of the pack does not bind, or reading fails.
    pub fn read<T, E: From<FactsError>>(
        &self,
        pack: &Arc<Pack>,
        as_of: Known,
        work: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E> {
        self.look(pack, Look::At(as_of), Breadth::Few, work)
    }

    /// Read with a pack's names, at a moment or on some slices.
    ///
    /// # Errors
    /// When a view of the pack does not bind, or reading fails.
    pub fn look<T, E: From<FactsError>>(
        &self,
        pack: &Arc<Pack>,
        look: Look<'_>,
        breadth: Breadth,
        work: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E> {
        let generation = self.generation();
        let pooled = {
            let mut pool = self.pool();
            if pool.pack.as_ref().is_none_or(|p| p.hash != pack.hash) {
                pool.pack = Some(pack.clone());
                pool.idle.clear();
            }
            // One that already looks at this moment is the cheapest.
            let at = match look {
                Look::At(as_of) => pool.idle.iter().position(|r| r.looks_at(as_of, generation)),
                Look::On(_) => None,
            };
            match breadth {
                Breadth::Most => None,
                Breadth::Few => at
                    .map(|i| pool.idle.swap_remove(i))
                    .or_else(|| pool.idle.pop()),
            }
        };
        let mut reader = match pooled {
            Some(reader) => reader,
            None => {
                let connection = self
                    .writer()
                    .try_clone()
                    .map_err(failed("open a connection"))?;
                Reader::new(connection, pack.clone(), breadth)?
            }
        };
        match look {
            Look::At(as_of) => reader.look_at(as_of, generation)?,
            Look::On(slices) => reader.look_on(slices)?,
        }
        let result = work(&reader);
        let mut pool = self.pool();
        let ours = pool.pack.as_ref().is_some_and(|p| p.hash == pack.hash);
        if ours && breadth == Breadth::Few && pool.idle.len() < 4 {
            pool.idle.push(reader);
        }
        result
    }

    /// Run a SELECT over the tables about deliveries.
    pub(crate) fn meta(&self, what: &str, sql: &str) -> Result<Rows, FactsError> {
        let connection = self
            .writer()
            .try_clone()
            .map_err(failed("open a connection"))?;
        query(&connection, what, sql)
    }

    /// Every slice that was ever delivered, by number, with what decides when it is in force.
    ///
    /// # Errors
    /// When reading fails.
    pub fn slice_records(&self) -> Result<Vec<SliceRecord>, FactsError> {
        let rows = self.meta("list the slices", SLICE_RECORDS)?.rows;
        Ok(rows.into_iter().map(slice_record).collect())
    }

    /// The moment of the latest delivery or withdrawal: what "as of now" means, so that the clock changes no number.
    ///
    /// # Errors
    /// When reading fails.
    pub fn latest_known(&self) -> Result<Option<Known>, FactsError> {
        let sql = "select epoch_us(max(known)) from (select known from facts.meta.batch union all select known from facts.meta.withdrawal)";
        let rows = self.meta("find the latest delivery", sql)?;
        let cell = rows
            .rows
            .into_iter()
            .next()
            .and_then(|mut row| row.pop().flatten());
        Ok(cell
            .and_then(|text| text.parse().ok())
            .map(Known::from_micros))
    }

    /// Kept results: views' values, each under the fingerprint of what it was computed from. Those that are not kept are left out.
    ///
    /// # Errors
    /// When reading fails.
    pub fn computed(&self, fingerprints: &[&str]) -> Result<Vec<(String, String)>, FactsError> {
        if fingerprints.is_empty() {
            return Ok(Vec::new());
        }
        let wanted: Vec<String> = fingerprints.iter().map(|f| literal(f)).collect();
        let sql = format!(
            "select fingerprint, payload from facts.meta.computed where fingerprint in ({})",
            wanted.join(", ")
        );
        let rows = self.meta("look for kept results", &sql)?.rows;
        Ok(rows
            .into_iter()
            .filter_map(|row| match <[Option<String>; 2]>::try_from(row) {
                Ok([Some(fingerprint), Some(payload)]) => Some((fingerprint, payload)),
                _ => None,
            })
            .collect())
    }

    /// Keep results: (fingerprint, view, payload). Those of the same views that were kept longest ago make room.
    ///
    /// # Errors
    /// When writing fails.
    pub fn keep_computed(&self, results: &[(String, String, String)]) -> Result<(), FactsError> {
        if results.is_empty() {
            return Ok(());
        }
        let writer = self.writer();
        let rows: Vec<String> = results
            .iter()
            .map(|(f, v, p)| format!("({}, {}, {})", literal(f), literal(v), literal(p)))
            .collect();
        let fingerprints: Vec<String> = results.iter().map(|(f, ..)| literal(f)).collect();
        let views: Vec<String> = results.iter().map(|(_, v, _)| literal(v)).collect();
        let sql = format!(
            "begin; delete from facts.meta.computed where fingerprint in ({}); insert into facts.meta.computed values {}; \
             delete from facts.meta.computed where view in ({}) and rowid in (select r from (select rowid as r, row_number() over (partition by view order by rowid desc) as n from facts.meta.computed) where n > {KEPT}); commit;",
            fingerprints.join(", "),
            rows.join(", "),
            views.join(", ")
        );
        writer.execute_batch(&sql).map_err(|error| {
            let _ = writer.execute_batch("rollback");
            failed("keep results")(error)
        })
    }
}

/// One thread a statement: at a department's size handing work about takes longer than the work, and pages run side by side.
fn connect(spill: Option<&Path>) -> duckdb::Result<Connection> {
    let mut config = Config::default()
        .max_memory(MEMORY_LIMIT)?
        .threads(1)?
        .with("autoinstall_known_extensions", "false")?
        .with("autoload_known_extensions", "false")?
        .with("preserve_insertion_order", "true")?;
    if let Some(spill) = spill {
        config = config
            .with("temp_directory", spill.display().to_string())?
            .with("max_temp_directory_size", SPILL_LIMIT)?;
    }
    Connection::open_in_memory_with_flags(config)
}

fn first_line(error: &duckdb::Error) -> String {
    error
        .to_string()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}
