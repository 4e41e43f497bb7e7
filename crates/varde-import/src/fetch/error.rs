//! Why nothing was fetched.

use super::request::Broken;
use crate::refusal::Refusal;
use std::time::Duration;

/// Why a source could not be fetched. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The source says nothing of where it is fetched from.
    #[error("`{0}` can't be fetched: its declaration has no [fetch]; import a file instead")]
    NoAddress(String),
    /// The address given is not one that may be asked.
    #[error("`{0}` is not an address to fetch from; write https://… (http only for this machine)")]
    BadAddress(String),
    /// A setting that the question names is not there.
    #[error(
        "to fetch `{source_id}` the pack needs the setting `{name}`: add {name} = \"…\" to [settings] in pack.toml"
    )]
    NoSetting {
        /// The source.
        source_id: String,
        /// The setting.
        name: String,
    },
    /// Years for a source that does not know years.
    #[error("`{0}` is not fetched by year; leave out --year")]
    NoYears(String),
    /// Several files where one delivery is one file.
    #[error("`{0}` gives one file a year; name one --year")]
    OneYear(String),
    /// The secret that must be there is not.
    #[error(
        "`{source_id}` is not open to everybody: put the token into the environment variable {env}"
    )]
    NoToken {
        /// The source.
        source_id: String,
        /// The variable.
        env: String,
    },
    /// The service refuses.
    #[error("{url} answers {status}{}", hint(*.status))]
    Status {
        /// The address without parameters.
        url: String,
        /// HTTP's number.
        status: u16,
    },
    /// The service is not well, and did not get better.
    #[error("{url}: {what} ({tries} tries); what has come is kept, run it again later")]
    GaveUp {
        /// The address without parameters.
        url: String,
        /// The last failure.
        what: String,
        /// How often it was tried.
        tries: u32,
    },
    /// The service asks for more patience than a command has.
    #[error("{url} asks to come back in {} seconds; what has come is kept, run it again then", .wait.as_secs())]
    ComeBack {
        /// The address without parameters.
        url: String,
        /// For how long.
        wait: Duration,
    },
    /// No whole answer, and another try would not help.
    #[error("{url}: {what}")]
    Broken {
        /// The address without parameters.
        url: String,
        /// Why.
        what: Broken,
    },
    /// It leads elsewhere.
    #[error(
        "{url} leads to `{to}`, and only its own host is followed; if the service has moved, name the new address with --fetch-from"
    )]
    LeadsAway {
        /// The address without parameters.
        url: String,
        /// Where it leads, without parameters.
        to: String,
    },
    /// The answer is not what the source declares.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Another command fetches the same.
    #[error("`{0}` is being fetched already")]
    Busy(String),
    /// What has come can't be kept.
    #[error("could not keep what was fetched in `{place}`: {what}")]
    Disk {
        /// The file or folder.
        place: String,
        /// Why.
        #[source]
        what: std::io::Error,
    },
}

fn hint(status: u16) -> &'static str {
    match status {
        401 | 403 => ": the token is missing or no longer good",
        404 | 410 => ": it has nothing there; look at the address and the settings",
        400 | 422 => ": it does not understand the question any more",
        _ => "",
    }
}
