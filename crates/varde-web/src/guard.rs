//! Who is served: a person at the machine itself, until there is sign-in. And the headers that hold a page to what it may do.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, header};
use axum::response::Response;
use tokio::net::TcpListener;

/// Why the server does not start or has stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is open to others.
    #[error(
        "`{0}` can be reached from other machines; until there is sign-in Varde serves only this one: use 127.0.0.1"
    )]
    NotLoopback(String),
    /// The system.
    #[error("could not serve")]
    Io(#[from] std::io::Error),
}

/// Serves until the future of the runtime ends. Only a loopback address is taken.
///
/// # Errors
/// `NotLoopback` for any other address; `Io` when the system refuses.
pub async fn serve(listener: TcpListener, router: Router) -> Result<(), ServeError> {
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback(address.to_string()));
    }
    axum::serve(listener, router).await?;
    Ok(())
}

/// Whether the request names this machine. A name that another site made to point here is turned away, so that no
/// foreign page can read what is shown.
pub(crate) fn names_this_machine(headers: &HeaderMap) -> bool {
    headers
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .is_some_and(is_this_machine)
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost")
        || name
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

/// Whether a form was sent from a page of ours: its origin is the host that it was sent to.
pub(crate) fn is_own_form(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    let (origin, host) = (text(header::ORIGIN), text(header::HOST));
    matches!((origin, host), (Some(origin), Some(host)) if origin.strip_prefix("http://").is_some_and(|o| o.eq_ignore_ascii_case(host)))
}

/// What a page may load and do: its own style sheet, font and icon, and forms to ourselves. `data:` is for the marks inside the style sheet.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Sets the headers of every answer.
pub(crate) async fn headers(mut response: Response) -> Response {
    let fixed: [(HeaderName, &'static str); 7] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ),
    ];
    for (name, value) in fixed {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    // Pages may show personal data, so that no copy stays behind.
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Turns away requests under a foreign name.
pub(crate) async fn only_this_machine(
    request: Request<Body>,
    next: axum::middleware::Next,
) -> Response {
    if names_this_machine(request.headers()) {
        return next.run(request).await;
    }
    let mut response = Response::new(Body::from(
        "this server answers on the machine itself: open it as http://127.0.0.1\n",
    ));
    *response.status_mut() = axum::http::StatusCode::MISDIRECTED_REQUEST;
    response
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn names_of_this_machine() {
        for host in [
            "127.0.0.1:8080",
            "localhost",
            "LOCALHOST:80",
            "[::1]:8080",
            "127.0.0.2",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "example.org",
            "127.0.0.1.example.org:80",
            "10.0.0.1:8080",
            "localhost.example.org",
            "[2001:db8::1]:80",
            "",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn forms_of_other_sites_are_foreign() {
        let own = |pairs: &[(HeaderName, &str)]| {
            is_own_form(
                &pairs
                    .iter()
                    .map(|(n, v)| (n.clone(), v.parse().unwrap()))
                    .collect(),
            )
        };
        let host = (header::HOST, "127.0.0.1:8080");
        assert!(own(&[
            host.clone(),
            (header::ORIGIN, "http://127.0.0.1:8080")
        ]));
        assert!(!own(&[
            host.clone(),
            (header::ORIGIN, "http://127.0.0.1:9090")
        ]));
        assert!(!own(&[
            host.clone(),
            (header::ORIGIN, "http://evil.example")
        ]));
        assert!(!own(&[host.clone(), (header::ORIGIN, "null")]));
        assert!(!own(&[host]));
    }
}
