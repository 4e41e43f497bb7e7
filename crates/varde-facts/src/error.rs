//! What can go wrong with the store.

/// Troubles of the store of facts. DuckDB's own errors are carried as text, so that its types stay inside this crate.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// The file can't be opened.
    #[error("could not open the facts in `{path}`: {message}")]
    Open {
        /// The file.
        path: String,
        /// What DuckDB or the system says.
        message: String,
    },
    /// A statement failed.
    #[error("could not {what}: {message}")]
    Query {
        /// What was being done, in words.
        what: String,
        /// What DuckDB says.
        message: String,
    },
    /// The pack changes a table in a way that would lose something.
    #[error("the pack can't be used on these facts: {}", .0.join("; "))]
    Migration(Vec<String>),
    /// A delivery that the rules of the store refuse; nothing was changed.
    #[error("{0}")]
    Refused(String),
    /// No batch has this number.
    #[error("there is no delivery {0}")]
    NoSuchBatch(i64),
    /// The system refused reading or writing a file.
    #[error("could not {what} `{path}`: {source}")]
    File {
        /// What was being done.
        what: &'static str,
        /// The file.
        path: String,
        /// The system's error.
        #[source]
        source: std::io::Error,
    },
}

pub(crate) fn failed(what: impl Into<String>) -> impl FnOnce(duckdb::Error) -> FactsError {
    let what = what.into();
    move |error| {
        let text = error.to_string();
        // The first line says it; what follows are positions inside statements of ours.
        let message = text.lines().next().unwrap_or_default().to_owned();
        FactsError::Query { what, message }
    }
}
