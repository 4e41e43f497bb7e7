//! What went wrong, as a page.

use crate::app::Shared;
use crate::request::Ask;
use crate::routes::plain_failure;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;
use varde_view::links::Links;
use varde_view::pages::Writer;
use varde_view::pages::error::{Wrong, error_page};
use varde_view::pages::frame::{Here, frame};
use varde_view::words::Words;

/// The page of an error, with its status. It stands without the facts, which may be what failed.
pub(crate) fn page(shared: &Arc<Shared>, ask: &Ask, wrong: &Wrong) -> Response {
    let links = Links::default();
    let writer = Writer {
        words: Words::of(ask.language()),
        links: &links,
        pack: &shared.app.engine.pack,
    };
    let page = error_page(writer, wrong);
    let here = Here {
        path: ask.path.clone(),
        questions: Vec::new(),
        as_of: String::new(),
        demo: shared.app.demo,
        exact: false,
        may_see_exact: false,
    };
    let frame = frame(writer, &here, &page.title);
    match shared
        .templates
        .render(ask.language(), "error.html", &frame, &page)
    {
        Ok(html) => (status(wrong), Html(html)).into_response(),
        Err(error) => plain_failure(&error.to_string()),
    }
}

fn status(wrong: &Wrong) -> StatusCode {
    match wrong {
        Wrong::NoPage
        | Wrong::NoGoal(_)
        | Wrong::NoIndicator(_)
        | Wrong::NoBullet(_)
        | Wrong::NoData(_) => StatusCode::NOT_FOUND,
        Wrong::BadQuestion(_) => StatusCode::BAD_REQUEST,
        Wrong::Foreign | Wrong::NotAllowed => StatusCode::FORBIDDEN,
        Wrong::Refused(_) => StatusCode::CONFLICT,
        Wrong::Ours(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
