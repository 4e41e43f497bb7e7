//! Where state lies: `sqlite:PATH` or `postgres://…`, and what may be shown of it.

use std::path::PathBuf;

use crate::StateError;

/// A state database's address, told apart.
#[derive(Debug, PartialEq)]
pub(crate) enum Address {
    /// A file; the path is taken as it stands, without escapes or parameters.
    Sqlite(PathBuf),
    /// A connection URL. It may hold a password: never show it.
    Postgres(String),
}

/// Reads an address. Gives it with the text that errors may show.
pub(crate) fn read(url: &str) -> Result<(Address, String), StateError> {
    if let Some(path) = url
        .strip_prefix("sqlite://")
        .or_else(|| url.strip_prefix("sqlite:"))
    {
        if path.is_empty() || path == ":memory:" {
            return Err(bad(
                "state needs a file, as in `sqlite:varde-data/state.sqlite`",
            ));
        }
        return Ok((Address::Sqlite(path.into()), format!("sqlite:{path}")));
    }
    if let Some(rest) = url
        .strip_prefix("postgres://")
        .or_else(|| url.strip_prefix("postgresql://"))
    {
        return Ok((Address::Postgres(url.to_owned()), shown(rest)?));
    }
    Err(bad(
        "it is neither `sqlite:PATH` nor `postgres://USER@HOST/DATABASE`",
    ))
}

/// Host and database only. A `@` out of its place means that a password holds `@`, `/`, `?` or `#` as they are; then nobody can tell
/// where the password ends, so the address is refused rather than shown in part.
fn shown(rest: &str) -> Result<String, StateError> {
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if path.contains('@') || authority.matches('@').count() > 1 {
        return Err(bad(
            "in a user name, password or parameter write `@` as %40, `/` as %2F, `?` as %3F, `#` as %23",
        ));
    }
    let host = match authority.split_once('@') {
        Some((_, host)) => host,
        // What follows the colon is a port, or a password whose host was forgotten.
        None => authority.split(':').next().unwrap_or_default(),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Ok(format!("postgres://{host}{path}"))
}

fn bad(reason: &str) -> StateError {
    StateError::Address {
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_file_is_taken_as_it_stands() {
        let check = |url: &str, path: &str| {
            let (address, shown) = read(url).unwrap();
            assert_eq!(address, Address::Sqlite(path.into()), "{url}");
            assert_eq!(shown, format!("sqlite:{path}"));
        };
        check("sqlite:state.sqlite", "state.sqlite");
        check(
            "sqlite:///srv/varde/state.sqlite",
            "/srv/varde/state.sqlite",
        );
        check("sqlite:/srv/å b/100%?.sqlite", "/srv/å b/100%?.sqlite");
    }

    #[test]
    fn a_password_is_never_shown() {
        let check = |url: &str, expected: &str| {
            let text = match read(url) {
                Ok((_, shown)) => shown,
                Err(e) => e.to_string(),
            };
            assert!(!text.contains("hemmelig"), "{url} gave {text}");
            assert!(text.contains(expected), "{url} gave {text}");
        };
        check(
            "postgres://u:hemmelig@db.no:5433/varde",
            "postgres://db.no:5433/varde",
        );
        check(
            "postgresql://u:hemmelig@[::1]/varde",
            "postgres://[::1]/varde",
        );
        check(
            "postgres:///varde?host=/run&password=hemmelig",
            "postgres:///varde",
        );
        check(
            "postgres://u:p%40hemmelig@db/varde#hemmelig",
            "postgres://db/varde",
        );
        check("postgres://u:hemmelig", "postgres://u");
        check("postgres://u:p@hemmelig@db/varde", "%40");
        check("postgres://u:p@x/hemmelig@db/varde", "%40");
        check("postgres://u:12/hemmelig@db/varde", "%2F");
        check("postgres://u:12?hemmelig@db/varde", "%3F");
        check("postgres://u:12#hemmelig@db/varde", "%23");
        check("postgres:///varde?password=x@hemmelig", "%40");
        check("mysql://u:hemmelig@db/varde", "neither");
    }

    #[test]
    fn state_needs_a_file() {
        for url in ["sqlite:", "sqlite://", "sqlite::memory:"] {
            assert!(read(url).unwrap_err().to_string().contains("needs a file"));
        }
    }
}
