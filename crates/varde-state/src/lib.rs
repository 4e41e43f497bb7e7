//! What people decided: adopted packs, settings, closed periods, decisions about findings, the audit log. On SQLite (a file) or PostgreSQL, with the same queries.
//!
//! Facts are what the data says and live elsewhere. State is small and transactional: a decision is kept with who made it and
//! when, nothing is overwritten, and the latest wins. Writers take turns on both databases, so "the one in force" is never
//! a race. The crate has no clock and makes no ids: times (UTC microseconds) and ids are arguments.
//!
//! ```
//! # async fn example(folder: &std::path::Path) -> Result<(), varde_state::StateError> {
//! use varde_state::{AdoptedPack, Adoption, State};
//!
//! let state = State::open(&format!("sqlite:{}/state.sqlite", folder.display())).await?;
//! let adoption = AdoptedPack {
//!     id: "a1".into(),
//!     pack: "norway".into(),
//!     version: "1.0".into(),
//!     hash: "9f2c".into(),
//!     files_json: "{}".into(),
//!     adopted_at_us: 1_700_000_000_000_000,
//!     adopted_by: "kari".into(),
//! };
//! assert_eq!(state.adopt_pack(adoption.clone()).await?, Adoption::Adopted);
//! assert_eq!(state.adopted_pack_at(None, None).await?, Some(adoption));
//! # Ok(())
//! # }
//! # let folder = std::env::temp_dir().join(format!("varde-state-example-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder).unwrap();
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
//! # runtime.block_on(example(&folder)).unwrap();
//! # std::fs::remove_dir_all(&folder).unwrap();
//! ```
//!
//! Map: `address` (where state lies and what may be shown of it), `store` (one query text for two databases),
//! `migrate` and `migrations/` (the tables), `packs`, `settings`, `closings`, `findings`, `audit` (what is kept), `error`.
//!
//! Not here: accounts, roles, sessions, comments, plans and board decisions (they come with their pages), facts and results,
//! a blocking API (callers have a Tokio runtime), TLS to PostgreSQL.

mod address;
mod audit;
mod closings;
mod error;
mod findings;
mod migrate;
mod packs;
mod settings;
mod store;

use address::Address;
pub use audit::{AuditEntry, ImportRecord};
pub use closings::{Closed, Closing, WHOLE};
pub use error::StateError;
pub use findings::{Decided, FindingDecision};
pub use packs::{AdoptedPack, Adoption};
pub use settings::Setting;
use store::Store;

/// An open state database. Clones share its connections.
#[derive(Clone)]
pub struct State {
    store: Store,
    place: String,
}

impl State {
    /// Opens state at `sqlite:PATH` (the file is made, its folder is not) or `postgres://…` (the database exists), and brings its tables
    /// up to date. A SQLite file is readable and writable by its owner alone.
    ///
    /// # Errors
    /// `Address` for a URL that can't be read, `Open`, `Migrate`, and `TooNew` for a database that a newer program has brought forward.
    /// None of them tells a password.
    pub async fn open(url: &str) -> Result<State, StateError> {
        let (address, place) = address::read(url)?;
        let store = match &address {
            Address::Sqlite(path) => Store::sqlite(path).await,
            Address::Postgres(url) => Store::postgres(url).await,
        }
        .map_err(|error| StateError::Open {
            place: place.clone(),
            cause: error::cause(&error),
        })?;
        match migrate::migrate(&store, &place).await {
            Ok(()) => Ok(State { store, place }),
            Err(error) => {
                store.close().await;
                Err(error)
            }
        }
    }

    /// Closes the connections; what was written is on disk. Clones are closed too.
    pub async fn close(self) {
        self.store.close().await;
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("place", &self.place).finish()
    }
}
