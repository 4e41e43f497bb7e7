//! What can go wrong with state. Texts name the place without its user name, password and parameters.

/// An error of state: the world's (file, network, database), or a refusal that the caller can explain.
///
/// A cause is kept as text, so that no type of the database library crosses the crate's border.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// The address says neither a SQLite file nor a PostgreSQL database, or can't be read with certainty.
    #[error("cannot read the address of the state database: {reason}")]
    Address {
        /// What is wrong, and what to write instead.
        reason: String,
    },
    /// The database can't be reached, or its file can't be made.
    #[error("cannot open state in `{place}`: {cause}")]
    Open {
        /// The database, without secrets.
        place: String,
        /// What the database or the operating system said.
        cause: String,
    },
    /// A migration failed; the database is as it was before.
    #[error("cannot bring state in `{place}` up to date: {cause}")]
    Migrate {
        /// The database, without secrets.
        place: String,
        /// What the database said.
        cause: String,
    },
    /// A newer Varde has been here.
    #[error(
        "state in `{place}` has version `{found}`, this program knows up to `{known}`; use the newer program"
    )]
    TooNew {
        /// The database, without secrets.
        place: String,
        /// The database's version.
        found: i64,
        /// The latest version that this program knows.
        known: i64,
    },
    /// The caller's id belongs to an earlier row.
    #[error("the id `{id}` is taken by an earlier {what}")]
    Taken {
        /// What kind of row: `adoption`, `audit entry`.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// A text that should be JSON is not.
    #[error("`{what}` is not JSON: {cause}")]
    NotJson {
        /// The field.
        what: &'static str,
        /// Where the text stops being JSON.
        cause: String,
    },
    /// A query failed; nothing of it was kept.
    #[error("cannot {doing}: {cause}")]
    Query {
        /// What was being done.
        doing: &'static str,
        /// What the database said.
        cause: String,
    },
}

impl StateError {
    pub(crate) fn query(doing: &'static str) -> impl FnOnce(sqlx::Error) -> StateError {
        move |error| StateError::Query {
            doing,
            cause: cause(&error),
        }
    }

    /// As `query`, but a broken uniqueness is the caller's id: positions are given out under the write lock.
    pub(crate) fn insert(
        doing: &'static str,
        what: &'static str,
        id: &str,
    ) -> impl FnOnce(sqlx::Error) -> StateError {
        move |error| match error.as_database_error() {
            Some(e) if e.is_unique_violation() => StateError::Taken {
                what,
                id: id.to_owned(),
            },
            _ => StateError::query(doing)(error),
        }
    }
}

/// The database's own message once; sqlx would say it twice (in its text and in its source).
pub(crate) fn cause(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(e) => e.message().to_owned(),
        sqlx::Error::Io(e) => e.to_string(),
        sqlx::Error::Configuration(e) | sqlx::Error::Encode(e) => e.to_string(),
        sqlx::Error::PoolTimedOut => "no connection became free in time".to_owned(),
        other => other.to_string(),
    }
}

/// Refuses a text that is not JSON before it is kept for years.
pub(crate) fn must_be_json(what: &'static str, text: &str) -> Result<(), StateError> {
    serde_json::from_str::<serde::de::IgnoredAny>(text)
        .map(|_| ())
        .map_err(|e| StateError::NotJson {
            what,
            cause: e.to_string(),
        })
}
