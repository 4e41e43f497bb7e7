//! What can go wrong while computing.

use varde_facts::FactsError;

/// Troubles of the engine.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The store.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// Somebody asked for a name that the pack does not have.
    #[error("there is no {what} `{name}`{}", hint(.near))]
    Unknown {
        /// Goal, indicator, unit.
        what: &'static str,
        /// The name asked for.
        name: String,
        /// The nearest valid names.
        near: Vec<String>,
    },
    /// A value in the store or the pack that is no exact number: a bug of ours or a damaged file.
    #[error("`{0}` is not an exact number")]
    NotANumber(String),
    /// Kept answers that can't be read, or that can't be written to be kept.
    #[error("the answers that were kept can't be read: {0}")]
    Kept(String),
}

fn hint(near: &[String]) -> String {
    if near.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", near.join(" or "))
    }
}

pub(crate) fn unknown<'a>(
    what: &'static str,
    name: &str,
    valid: impl IntoIterator<Item = &'a str>,
) -> EngineError {
    EngineError::Unknown {
        what,
        name: name.to_owned(),
        near: varde_pack::names::nearest(name, valid),
    }
}
