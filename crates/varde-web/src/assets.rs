//! Style sheet, font and icon, embedded. Their addresses carry a mark of their contents, so that browsers may keep them for good.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

const FONT: &[u8] = include_bytes!("../assets/vendor/source-sans-3.woff2");
const ICON: &str = include_str!("../assets/icon.svg");

/// Designsystemet with its theme, then ours: one file, one request.
pub fn css() -> &'static str {
    static CSS: OnceLock<String> = OnceLock::new();
    CSS.get_or_init(|| {
        [
            include_str!("../assets/vendor/designsystemet.css"),
            include_str!("../assets/vendor/theme.css"),
            include_str!("../assets/varde.css"),
        ]
        .join("\n")
    })
}

/// The style sheet's address.
pub fn css_address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let mut hash = DefaultHasher::new();
        css().hash(&mut hash);
        format!("/assets/varde.css?v={:016x}", hash.finish())
    })
}

/// The icon's address.
pub const ICON_ADDRESS: &str = "/assets/icon.svg";

/// Answers for an asset.
pub fn asset(name: &str) -> Response {
    let (kind, body): (&'static str, &'static [u8]) = match name {
        "varde.css" => ("text/css; charset=utf-8", css().as_bytes()),
        "source-sans-3.woff2" => ("font/woff2", FONT),
        "icon.svg" => ("image/svg+xml", ICON.as_bytes()),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    (headers, body).into_response()
}
