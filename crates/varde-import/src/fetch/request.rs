//! What is asked and what is answered, without any socket.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A question to a service. The secret goes on only when it is sent, so it is in no message and no file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The address with its parameters, without the secret.
    pub url: String,
    /// What is posted; `None`: it is a GET.
    pub body: Option<String>,
    /// Headers beside those that every request has.
    #[serde(skip)]
    pub headers: Vec<(&'static str, String)>,
    /// What opens the door.
    #[serde(skip)]
    pub secret: Option<Secret>,
}

/// Where a secret goes.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    /// `Authorization: Bearer …`
    Bearer(String),
    /// `Authorization: Basic …`, of `id:secret`.
    Basic(String),
    /// A parameter of the address.
    Parameter(String, String),
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.url)
    }
}

impl Request {
    /// A GET.
    pub fn get(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            body: None,
            headers: Vec::new(),
            secret: None,
        }
    }

    /// The address without parameters, for messages.
    pub fn shown(&self) -> &str {
        self.url.split('?').next().unwrap_or_default()
    }

    /// The same address with one parameter set anew.
    #[must_use]
    pub fn with_parameter(&self, name: &str, value: &str) -> Self {
        let (base, query) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let start = format!("{name}=");
        let mut all: Vec<String> = query
            .split('&')
            .filter(|p| !p.is_empty() && !p.starts_with(&start))
            .map(str::to_owned)
            .collect();
        all.push(format!("{start}{}", escaped(value)));
        Self {
            url: format!("{base}?{}", all.join("&")),
            ..self.clone()
        }
    }
}

/// An answer, read to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// HTTP's number.
    pub status: u16,
    /// Headers by their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// Why there is no whole answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Nothing came in time.
    #[error("no answer came in time")]
    Timeout,
    /// The answer ended before its end.
    #[error("the answer was cut off")]
    CutOff,
    /// The answer is longer than is taken.
    #[error("the answer is longer than {0} bytes")]
    TooLong(u64),
    /// The service can't be reached.
    #[error("{0}")]
    Unreachable(String),
}

/// A parameter's value as it stands in an address.
pub fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b'*'
            | b':'
            | b',' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}

/// Scheme, host and port: what two addresses must share for one to lead to the other.
pub fn origin(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..]
        .find(['/', '?', '#'])
        .map_or(url.len(), |at| start + at);
    &url[..end]
}

/// Whether an address may be asked: https, or this machine itself.
pub fn is_safe(url: &str) -> bool {
    let host = |rest: &str| -> String {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        authority.to_owned()
    };
    if let Some(rest) = url.strip_prefix("https://") {
        let host = host(rest);
        return !host.is_empty() && !host.contains('@');
    }
    url.strip_prefix("http://").is_some_and(|rest| {
        let host = host(rest);
        let name = host
            .rsplit_once(':')
            .map_or(host.as_str(), |(name, _)| name);
        matches!(name, "127.0.0.1" | "localhost" | "[::1]")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(origin("https://a.no:1/x?y"), "https://a.no:1");
        assert_eq!(origin("https://a.no"), "https://a.no");
        for good in [
            "https://a.no/x",
            "http://127.0.0.1:80/x",
            "http://localhost",
            "http://[::1]:9/",
        ] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "http://a.no",
            "https://u:p@a.no",
            "ftp://a.no",
            "http://127.0.0.1.a.no/",
            "http://127.0.0.1@a.no/",
            "https://",
            "",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
        let first = Request::get("https://a.no/works?cursor=*&per_page=2");
        let second = first.with_parameter("cursor", "a+b/=");
        assert_eq!(
            second.url,
            "https://a.no/works?per_page=2&cursor=a%2Bb%2F%3D"
        );
        assert_eq!(second.shown(), "https://a.no/works");
    }

    #[test]
    fn a_secret_is_never_shown() {
        let mut request = Request::get("https://a.no");
        request.secret = Some(Secret::Parameter("api_key".to_owned(), "hush".to_owned()));
        let stored = serde_json::to_string(&request).unwrap();
        assert!(!format!("{request:?} {:?} {stored}", request.secret).contains("hush"));
    }
}
