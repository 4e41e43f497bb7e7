//! A file into the store: read, mapped, checked, laid into history, all or nothing.

use crate::readers::{FileRead, Reject, Rounded, Sink, SinkStopped, read};
use crate::refusal::Refusal;
use sha2::{Digest, Sha256};
use varde_calc::Exact;
use varde_facts::{Cell, Facts, FactsError, FileFacts, Head, Known, Loading, Mode, Outcome};
use varde_pack::{Format, Pack, Source};

/// A file that somebody delivers.
#[derive(Debug, Clone)]
pub struct Delivery<'a> {
    /// Source, or table for a file with the table's own headings.
    pub source: &'a str,
    /// Name of the file as it came, without its folder.
    pub file_name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// When it became known.
    pub known: Known,
    /// When it is imported, by the clock.
    pub imported: Known,
    /// Who imports it.
    pub entered_by: &'a str,
    /// The sum that the source's control column must have.
    pub control_total: Option<&'a str>,
    /// Whether to leave it in the store.
    pub mode: Mode,
}

/// Why a file was not taken in. The store is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The pack has no source or table of this name.
    #[error("there is no source `{name}`{}", if .near.is_empty() { String::new() } else { format!("; did you mean {}?", .near.join(" or ")) })]
    UnknownSource {
        /// The name given.
        name: String,
        /// The nearest names.
        near: Vec<String>,
    },
    /// The file is not what the source expects.
    #[error("{file}: {refusal}")]
    Refused {
        /// The file.
        file: String,
        /// Why.
        #[source]
        refusal: Refusal,
    },
    /// The control total is no number.
    #[error("the control total `{0}` is not a number")]
    ControlTotal(String),
    /// The store.
    #[error("{file}: {error}")]
    Facts {
        /// The file.
        file: String,
        /// Why.
        #[source]
        error: FactsError,
    },
}

/// Take a file in. `progress` hears of the bytes done.
///
/// # Errors
/// When the source is unknown, the file is not what it expects, or the store refuses; nothing has changed then.
pub fn deliver(
    facts: &Facts,
    pack: &Pack,
    delivery: &Delivery<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Outcome, ImportError> {
    let source = source_of(pack, delivery.source)?;
    let in_file = |error| ImportError::Facts {
        file: delivery.file_name.to_owned(),
        error,
    };
    let refused = |refusal| ImportError::Refused {
        file: delivery.file_name.to_owned(),
        refusal,
    };
    let Some(table) = pack.tables.get(&source.into.value) else {
        return Err(ImportError::UnknownSource {
            name: source.into.value.clone(),
            near: Vec::new(),
        });
    };
    let control_total = match delivery.control_total.map(|t| {
        (
            t,
            varde_calc::parse_number(t, varde_calc::DecimalMark::Either),
        )
    }) {
        Some((_, Ok(number))) => Some(Exact::from(number).to_exact_string()),
        Some((text, Err(_))) => return Err(ImportError::ControlTotal(text.to_owned())),
        None => None,
    };
    let loading = facts
        .begin(Head {
            source: source.id.value.clone(),
            table: table.clone(),
            replaces: source.replaces.iter().map(|c| c.value.clone()).collect(),
            staging: source
                .columns
                .iter()
                .map(|c| (c.id.value.clone(), c.kind))
                .collect(),
            sql: source.sql.as_ref().map(|s| s.value.clone()),
            file: delivery.file_name.to_owned(),
            sha256: hex(&Sha256::digest(delivery.bytes)),
            known: delivery.known,
            imported: delivery.imported,
            entered_by: delivery.entered_by.to_owned(),
            pack: pack.hash.clone(),
            mapping: mapping_hash(&source, pack),
            control_column: source.control_total.as_ref().map(|c| c.value.clone()),
        })
        .map_err(in_file)?;
    let mut store = Store {
        loading,
        failed: None,
        progress,
    };
    let read = read(
        &source,
        &pack.settings,
        delivery.file_name,
        delivery.bytes,
        &mut store,
    );
    let Store {
        loading, failed, ..
    } = store;
    if let Some(error) = failed {
        return Err(in_file(error));
    }
    let file = file_facts(read.map_err(refused)?, delivery, control_total);
    loading.finish(&file, delivery.mode).map_err(in_file)
}

/// The source of a name; a table is a source by itself.
///
/// # Errors
/// When there is none, with the nearest names.
pub fn source_of(pack: &Pack, name: &str) -> Result<Source, ImportError> {
    pack.source(name).ok_or_else(|| {
        let names = pack
            .sources
            .keys()
            .chain(pack.tables.keys())
            .map(String::as_str);
        ImportError::UnknownSource {
            name: name.to_owned(),
            near: varde_pack::names::nearest(name, names),
        }
    })
}

fn file_facts(
    read: FileRead<'_>,
    delivery: &Delivery<'_>,
    control_total: Option<String>,
) -> FileFacts {
    let format = match read.format {
        Format::Delimited => "delimited",
        Format::Ndjson => "ndjson",
        Format::Json => "json",
        Format::Xlsx => "xlsx",
        Format::Dbh => "dbh",
    };
    FileFacts {
        bytes: delivery.bytes.len() as u64,
        format: format.to_owned(),
        encoding: read.encoding.to_owned(),
        cut: read.cut,
        control_total,
        archive: read.archive.into_owned(),
        extension: read.archive_extension.to_owned(),
    }
}

/// Gives rows to the store as they are read.
struct Store<'a, 'p> {
    loading: Loading<'a>,
    failed: Option<FactsError>,
    progress: &'p mut dyn FnMut(u64),
}

impl Sink for Store<'_, '_> {
    fn row(&mut self, line: u64, cells: &[Cell<'_>]) -> Result<(), SinkStopped> {
        self.loading.row(line, cells).map_err(|error| {
            self.failed = Some(error);
            SinkStopped
        })
    }

    fn reject(&mut self, reject: Reject) {
        let Reject {
            line,
            column,
            value,
            reason,
            message,
            row,
        } = reject;
        self.loading.reject(varde_facts::Reject {
            line,
            column,
            value: Some(value),
            reason,
            message,
            row,
        });
    }

    fn rounded(&mut self, rounded: Rounded) {
        let Rounded {
            line,
            column,
            raw,
            kept,
        } = rounded;
        self.loading.rounded(varde_facts::Rounded {
            line,
            column,
            raw,
            kept,
        });
    }

    fn progress(&mut self, bytes_done: u64) {
        (self.progress)(bytes_done);
    }
}

/// How a file of this source is read; when that changes, the same file is worth another delivery.
fn mapping_hash(source: &Source, pack: &Pack) -> String {
    let columns: Vec<String> = source
        .columns
        .iter()
        .map(|c| {
            let setting = c
                .default_setting
                .as_ref()
                .and_then(|s| pack.settings.get(&s.value));
            format!(
                "{} {} {:?} {:?} {:?} {:?} {:?} {:?}",
                c.id.value,
                c.heading,
                c.aliases,
                c.path,
                c.kind,
                c.scale,
                c.missing,
                (setting, &c.default_value)
            )
        })
        .collect();
    let replaces: Vec<&str> = source.replaces.iter().map(|r| r.value.as_str()).collect();
    let text = format!(
        "{columns:?} {replaces:?} {:?} {:?}",
        source.sql.as_ref().map(|s| &s.value),
        (source.reader.decimal as u8, &source.reader.each)
    );
    hex(&Sha256::digest(text))[..16].to_owned()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
