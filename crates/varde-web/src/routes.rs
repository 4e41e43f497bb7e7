//! Addresses and the pages that they lead to.

use crate::app::{App, Shared};
use crate::files::Kind::{Csv, Xlsx};
use crate::pages::{
    Context, Reply, Subject, account, bullet, data, findings, goals, home, indicators, opened,
    tables, wrong,
};
use crate::request::{Ask, remember, remember_numbers};
use crate::{assets, guard};
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, map_response};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use std::collections::BTreeMap;
use std::sync::Arc;
use varde_view::pages::error::Wrong;

type App_ = State<Arc<Shared>>;

/// All pages.
pub fn router(app: App) -> Router {
    let rows = |subject: fn(String) -> Subject, kind| {
        get(
            move |State(s): App_, Path(id): Path<String>, parts: Parts| {
                answer(s, parts, move |c| opened::rows(c, &subject(id), kind))
            },
        )
    };
    let bridge = |subject: fn(String) -> Subject| {
        get(
            move |State(s): App_, Path(id): Path<String>, parts: Parts| {
                answer(s, parts, move |c| opened::bridge(c, &subject(id)))
            },
        )
    };
    let account = |kind| {
        get(move |State(s): App_, parts: Parts| answer(s, parts, move |c| account::page(c, kind)))
    };
    Router::new()
        .route("/sluttregnskap", account(None))
        .route("/sluttregnskap.csv", account(Some(Csv)))
        .route("/sluttregnskap.xlsx", account(Some(Xlsx)))
        .route(
            "/",
            get(|State(s): App_, parts: Parts| answer(s, parts, home::page)),
        )
        .route(
            "/mal",
            get(|State(s): App_, parts: Parts| answer(s, parts, goals::page)),
        )
        .route(
            "/mal.csv",
            get(|State(s): App_, parts: Parts| answer(s, parts, |c| goals::file(c, Csv))),
        )
        .route(
            "/mal.xlsx",
            get(|State(s): App_, parts: Parts| answer(s, parts, |c| goals::file(c, Xlsx))),
        )
        .route(
            "/mal/{id}",
            get(|State(s): App_, Path(id): Path<String>, parts: Parts| {
                answer(s, parts, move |c| opened::page(c, &Subject::Goal(id)))
            }),
        )
        .route("/mal/{id}/endring", bridge(Subject::Goal))
        .route("/mal/{id}/rader", rows(Subject::Goal, None))
        .route("/mal/{id}/rader.csv", rows(Subject::Goal, Some(Csv)))
        .route("/mal/{id}/rader.xlsx", rows(Subject::Goal, Some(Xlsx)))
        .route(
            "/indikatorer",
            get(|State(s): App_, parts: Parts| answer(s, parts, indicators::page)),
        )
        .route(
            "/indikatorer.csv",
            get(|State(s): App_, parts: Parts| answer(s, parts, |c| indicators::file(c, Csv))),
        )
        .route(
            "/indikatorer.xlsx",
            get(|State(s): App_, parts: Parts| answer(s, parts, |c| indicators::file(c, Xlsx))),
        )
        .route(
            "/indikator/{id}",
            get(|State(s): App_, Path(id): Path<String>, parts: Parts| {
                answer(s, parts, move |c| opened::page(c, &Subject::Indicator(id)))
            }),
        )
        .route("/indikator/{id}/endring", bridge(Subject::Indicator))
        .route("/indikator/{id}/rader", rows(Subject::Indicator, None))
        .route(
            "/indikator/{id}/rader.csv",
            rows(Subject::Indicator, Some(Csv)),
        )
        .route(
            "/indikator/{id}/rader.xlsx",
            rows(Subject::Indicator, Some(Xlsx)),
        )
        .route(
            "/strategipunkt/{id}",
            get(|State(s): App_, Path(id): Path<String>, parts: Parts| {
                answer(s, parts, move |c| bullet::page(c, &id))
            }),
        )
        .route(
            "/data",
            get(|State(s): App_, parts: Parts| answer(s, parts, data::page)),
        )
        .route(
            "/data/leveranse/{batch}",
            get(|State(s): App_, Path(batch): Path<String>, parts: Parts| {
                answer(s, parts, move |c| data::delivery(c, &batch))
            }),
        )
        .route(
            "/data/leveranse/{batch}/avvist",
            get(|State(s): App_, Path(batch): Path<String>, parts: Parts| {
                answer(s, parts, move |c| data::rejected(c, &batch, None))
            }),
        )
        .route(
            "/data/leveranse/{batch}/avvist.csv",
            get(|State(s): App_, Path(b): Path<String>, parts: Parts| {
                answer(s, parts, move |c| data::rejected(c, &b, Some(Csv)))
            }),
        )
        .route(
            "/data/leveranse/{batch}/avvist.xlsx",
            get(|State(s): App_, Path(b): Path<String>, parts: Parts| {
                answer(s, parts, move |c| data::rejected(c, &b, Some(Xlsx)))
            }),
        )
        .route(
            "/data/leveranse/{batch}/linje/{line}",
            get(
                |State(s): App_, Path((batch, line)): Path<(String, String)>, parts: Parts| {
                    answer(s, parts, move |c| data::line(c, &batch, &line))
                },
            ),
        )
        .route(
            "/data/leveranse/{batch}/trekk",
            get(|State(s): App_, Path(b): Path<String>, parts: Parts| {
                answer(s, parts, move |c| data::withdraw_question(c, &b, None))
            })
            .post(withdraw),
        )
        .route(
            "/data/funn",
            get(|State(s): App_, parts: Parts| answer(s, parts, findings::list)),
        )
        .route(
            "/data/findings",
            get(|| async { Redirect::permanent("/data/funn?sprak=en") }),
        )
        .route(
            "/data/funn/{id}",
            get(|State(s): App_, Path(id): Path<String>, parts: Parts| {
                answer(s, parts, move |c| findings::one(c, &id, None))
            })
            .post(decide),
        )
        .route("/data/tabell/{table}", get(table))
        .route(
            "/assets/{name}",
            get(|Path(name): Path<String>| async move { assets::asset(&name) }),
        )
        .fallback(|State(s): App_, parts: Parts| answer(s, parts, |_| Err(Wrong::NoPage)))
        .with_state(Shared::new(app))
        .layer(from_fn(guard::only_this_machine))
        .layer(map_response(guard::headers))
}

/// A table as a page, or as a file when its address ends like one.
async fn table(State(shared): App_, Path(name): Path<String>, parts: Parts) -> Response {
    let (id, kind) = match name.rsplit_once('.') {
        Some((id, "csv")) => (id.to_owned(), Some(Csv)),
        Some((id, "xlsx")) => (id.to_owned(), Some(Xlsx)),
        _ => (name, None),
    };
    answer(shared, parts, move |c| tables::page(c, &id, kind)).await
}

async fn withdraw(
    State(shared): App_,
    Path(batch): Path<String>,
    parts: Parts,
    form: Result<Form<BTreeMap<String, String>>, FormRejection>,
) -> Response {
    if !guard::is_own_form(&parts.headers) {
        let ask = Ask::read(&parts.uri, &parts.headers);
        return wrong::page(&shared, &ask, &Wrong::Foreign);
    }
    let reason = form
        .ok()
        .and_then(|Form(mut fields)| fields.remove("grunn"))
        .unwrap_or_default();
    let ask = Ask::read(&parts.uri, &parts.headers);
    let (state, at, for_state) = (
        shared.app.state.clone(),
        (shared.app.clock)(),
        shared.app.user.clone(),
    );
    let work = shared.clone();
    let done = tokio::task::spawn_blocking(move || {
        on_threads(&work, &ask, |c| data::withdraw(c, &batch, &reason))
    })
    .await;
    let (response, withdrawn) = match done {
        Ok((response, done)) => (response, done),
        Err(error) => return plain_failure(&error.to_string()),
    };
    // Facts hold the truth already; the record of it is made after.
    if let (Some(state), Some(batch)) = (state, withdrawn)
        && let Err(error) = state.record(data::audit(batch, &for_state, at)).await
    {
        tracing::error!(%error, batch, "the withdrawal was not recorded");
    }
    response
}

async fn decide(
    State(shared): App_,
    Path(id): Path<String>,
    parts: Parts,
    form: Result<Form<BTreeMap<String, String>>, FormRejection>,
) -> Response {
    let ask = Ask::read(&parts.uri, &parts.headers);
    if !guard::is_own_form(&parts.headers) {
        return wrong::page(&shared, &ask, &Wrong::Foreign);
    }
    let Ok(Form(fields)) = form else {
        return wrong::page(&shared, &ask, &Wrong::NoPage);
    };
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let (accepted, because) = (field("godta") == "ja", field("grunn"));
    let done = tokio::task::spawn_blocking(move || {
        let work = |c: &Context<'_>| {
            let reply = findings::decide(c, &id, accepted, &because)?;
            Ok((reply, None))
        };
        on_threads(&shared, &ask, work).0
    });
    done.await
        .unwrap_or_else(|error| plain_failure(&error.to_string()))
}

/// Runs a page's work on a thread of its own, since reading facts blocks, and turns what it gives into an answer.
async fn answer(
    shared: Arc<Shared>,
    parts: Parts,
    work: impl FnOnce(&Context<'_>) -> Result<Reply, Wrong> + Send + 'static,
) -> Response {
    let ask = Ask::read(&parts.uri, &parts.headers);
    let of = moment(&shared);
    let key = ask.key();
    if let Some(page) = shared.kept.get(of, &key) {
        return with_choices(&ask, Html(page.to_string()).into_response());
    }
    // More pages at once than there are cores make none of them faster, and each takes memory while it is made.
    let turn = shared.turns.clone().acquire_owned().await;
    if let Some(page) = shared.kept.get(of, &key) {
        return with_choices(&ask, Html(page.to_string()).into_response());
    }
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let context = match Context::new(&shared, &ask) {
            Ok(context) => context,
            Err(error) => return with_choices(&ask, wrong::page(&shared, &ask, &error)),
        };
        let reply = work(&context);
        if let Ok(Reply::Page(page)) = &reply {
            shared.kept.put(of, key, page.as_str().into());
        }
        with_choices(
            &ask,
            reply.map_or_else(|error| wrong::page(&shared, &ask, &error), respond),
        )
    });
    done.await
        .unwrap_or_else(|error| plain_failure(&error.to_string()))
}

/// The work of a form: its answer, and the number of the delivery that it took out, if it did.
fn on_threads(
    shared: &Arc<Shared>,
    ask: &Ask,
    work: impl FnOnce(&Context<'_>) -> Result<(Reply, Option<i64>), Wrong>,
) -> (Response, Option<i64>) {
    match Context::new(shared, ask).and_then(|context| work(&context)) {
        Ok((reply, done)) => (respond(reply), done),
        Err(error) => (wrong::page(shared, ask, &error), None),
    }
}

/// What pages are kept for: the facts as they are, what is closed, on this day.
fn moment(shared: &Shared) -> (u64, usize, i64) {
    const SECONDS_A_DAY: i64 = 86_400;
    (
        shared.app.engine.facts.generation(),
        (shared.app.closings)().0.len() + (shared.app.decisions)().count(),
        (shared.app.clock)().as_second() / SECONDS_A_DAY,
    )
}

fn respond(reply: Reply) -> Response {
    match reply {
        Reply::Page(page) => Html(page).into_response(),
        Reply::Again(page) => (StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response(),
        Reply::To(address) => Redirect::to(&address).into_response(),
        Reply::File {
            name,
            content_type,
            bytes,
        } => {
            let mut response = Response::new(Body::from(bytes));
            response
                .headers_mut()
                .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
                response
                    .headers_mut()
                    .insert(header::CONTENT_DISPOSITION, value);
            }
            response
        }
    }
}

fn with_choices(ask: &Ask, mut response: Response) -> Response {
    if ask.chosen_numbers
        && let Ok(value) = HeaderValue::from_str(&remember_numbers(ask.exact))
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    if ask.chosen
        && let Ok(value) = HeaderValue::from_str(&remember(ask.language()))
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response.headers_mut().insert(
        header::VARY,
        HeaderValue::from_static("cookie, accept-language"),
    );
    response
}

/// What is left when even the page of an error can't be made.
pub(crate) fn plain_failure(error: &str) -> Response {
    tracing::error!(error, "a page failed");
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "something went wrong; the log says what\n",
    )
        .into_response()
}
