//! The store of facts: what the data says, with its history, on DuckDB.
//!
//! Tables are made from a pack's declarations. A file arrives as a *delivery* ([`Facts::begin`]), its rows are mapped,
//! checked and laid into history in one transaction; what does not fit goes to quarantine. No row is updated or
//! deleted: a later delivery supersedes, a withdrawal takes out, and [`Facts::read`] shows everything as it was known
//! at any moment.
//!
//! ```
//! use varde_facts::{Cell, Facts, FileFacts, Head, Known, Mode};
//! # use varde_pack::{PackFiles, read};
//! # let mut files = PackFiles::new();
//! # let folder = files.entry("p".to_owned()).or_default();
//! # folder.insert("pack.toml".to_owned(), "id='p'\nversion='1'\nlanguages=['en']\ntitle.en='P'".to_owned());
//! # folder.insert("tables/jif.toml".to_owned(), "id='jif'\ntitle.en='Impact'\npersonal_data='none'\nkey=['issn']\n[[column]]\nid='issn'\ntype='code'".to_owned());
//! let pack = read("p", &files).pack;
//! let facts = Facts::in_memory(&pack)?;
//! let table = pack.tables["jif"].clone();
//! let staging = table.columns.iter().map(|c| (c.id.value.clone(), c.kind)).collect();
//! let now = Known::parse("2024-05-01").unwrap();
//! let mut delivery = facts.begin(Head {
//!     source: "jif".to_owned(), table: table.clone(), replaces: vec![], staging, sql: None, file: "jif.csv".to_owned(), sha256: "…".to_owned(),
//!     known: now, imported: now, entered_by: "me".to_owned(), pack: pack.hash.clone(), mapping: "…".to_owned(), control_column: None,
//! })?;
//! delivery.row(2, &[Cell::Text("1234-5679".into())])?;
//! delivery.finish(&FileFacts { extension: "csv".to_owned(), ..FileFacts::default() }, Mode::Import)?;
//! assert_eq!(facts.table_count(&table, now)?, 1);
//! assert_eq!(facts.table_count(&table, Known::START)?, 0);
//! # Ok::<(), varde_facts::FactsError>(())
//! ```
//!
//! Map: [`schema`](mod@crate::store) storage and migration · [`store`] the file, its writer and its readers · [`delivery`] the way in ·
//! [`batch`] what came in, lineage, withdrawal · [`coverage`] what each source covers · [`reader`] the pack's names as of a moment · [`time`] when something was known.
//!
//! Not here: reading files (`varde-import`), what numbers mean (`varde-engine`), what people decided (`varde-state`).

pub mod batch;
pub mod cell;
pub mod coverage;
pub mod delivery;
mod error;
mod laying;
mod patience;
pub mod reader;
mod row_rules;
mod schema;
pub mod store;
pub mod time;

pub use batch::{Batch, Deliveries, RowSource};
pub use cell::Cell;
pub use coverage::Coverage;
pub use delivery::{FileFacts, Head, Loading, Mode, Outcome, Reject, Rounded};
pub use error::FactsError;
pub use reader::{
    Binding, Bound, Breadth, LiveSlice, Look, Reader, Rows, SliceRecord, bind, live_at,
};
pub use store::Facts;
pub use time::Known;
