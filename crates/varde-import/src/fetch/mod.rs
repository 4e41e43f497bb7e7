//! Fetching: what a source declares under `[fetch]` becomes questions, their answers become one delivery.
//!
//! Services are asked politely (one request at a time and not too fast, waiting when they say so) and believed strictly:
//! an answer that is cut off, a web page, or whose columns, numbers or units are others than declared is refused whole.
//! Pages that have come are kept, so that a fetch that was interrupted goes on where it was.
//!
//! | module | holds |
//! |---|---|
//! | [`ask`] | a declaration to questions |
//! | [`request`] | questions, answers, addresses, secrets |
//! | [`retry`] | take, wait or give up; redirects |
//! | [`page`] | an answer to rows and to what comes next |
//! | [`drift`] | whether it is still what was declared |
//! | [`kept`] | pages on disk |
//! | [`http`] | the socket |
//!
//! All but [`kept`] and [`http`] is without I/O; clock, chance and waiting come in by [`World`].

pub mod ask;
pub mod drift;
mod error;
pub mod http;
pub mod kept;
pub mod page;
pub mod request;
pub mod retry;
#[cfg(test)]
mod tests;

pub use ask::Options;
pub use error::FetchError;
pub use http::Client;

use crate::deliver::hex;
use crate::readers::{Collected, elements_of, read};
use crate::refusal::{Refusal, codes};
use jiff::Timestamp;
use kept::{Kept, KeptPage, Last};
use request::{Answer, Broken, Request, Secret};
use retry::Step;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;
use varde_pack::{Fetch, FetchKind, Source};

/// More pages to one question than this are a service that goes round in circles.
const MOST_PAGES: usize = 20_000;

/// The world outside: all that is neither the declaration nor the answer.
pub struct World<'w> {
    /// Sends a request.
    pub send: &'w mut dyn FnMut(&Request) -> Result<Answer, Broken>,
    /// Lets time pass.
    pub wait: &'w mut dyn FnMut(Duration),
    /// The moment that it is.
    pub now: &'w dyn Fn() -> Timestamp,
    /// Anything from 0 to 999.
    pub chance: &'w mut dyn FnMut() -> u32,
    /// Hears how far it is.
    pub say: &'w mut dyn FnMut(&str),
}

/// What is to be fetched.
pub struct Order<'o> {
    /// The source.
    pub source: &'o Source,
    /// The pack's settings.
    pub settings: &'o BTreeMap<String, String>,
    /// The pack's hash: a changed pack begins anew.
    pub pack: &'o str,
    /// What the one who fetches says.
    pub options: &'o Options,
    /// The data directory.
    pub data: &'o Path,
    /// Time between two requests, and the first wait after a failure.
    pub pace: Duration,
    /// Whether what was delivered under this hash is in force.
    pub is_in_force: &'o dyn Fn(&str) -> bool,
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// The service says that nothing has changed since what is in force.
    NothingNew,
    /// A delivery.
    Fetched(Box<Fetched>),
}

/// A whole answer, ready to be delivered.
#[derive(Debug)]
pub struct Fetched {
    /// A name for the file.
    pub file_name: String,
    /// Its bytes; of JSON already without what is not stored.
    pub bytes: Vec<u8>,
    /// What was cut before anything was kept.
    pub cut: Vec<String>,
    kept: Kept,
    last: Option<Last>,
}

impl Fetched {
    /// It is in the store: the pages are not needed any more.
    pub fn is_delivered(self) -> Result<(), FetchError> {
        if let Some(last) = &self.last {
            self.kept.remember(last)?;
        }
        self.kept.forget_pages()
    }

    /// It was refused: the next time all is asked for anew.
    pub fn is_refused(self) -> Result<(), FetchError> {
        self.kept.forget_pages()
    }
}

/// Fetch a source: all its pages as one delivery.
///
/// # Errors
/// When it can't be asked, does not answer well, or answers something else than is declared. Pages that have come are
/// kept when another try may help.
pub fn fetch(order: &Order<'_>, world: &mut World<'_>) -> Result<Outcome, FetchError> {
    let source = order.source;
    let id = &source.id.value;
    let Some(fetch) = &source.fetch else {
        return Err(FetchError::NoAddress(id.clone()));
    };
    if let Some(token) = fetch.token.as_ref().filter(|t| t.required)
        && order.options.secret.is_none()
    {
        return Err(FetchError::NoToken {
            source_id: id.clone(),
            env: token.env.value.clone(),
        });
    }
    let asks = ask::asks(source, fetch, order.settings, order.options)?;
    if fetch.kind == FetchKind::File && asks.len() != 1 {
        return Err(FetchError::OneYear(id.clone()));
    }
    let fingerprint = fingerprint(order, &asks);
    let now = (world.now)().as_second();
    let (kept, pages) = Kept::open(order.data, id, &fingerprint, now)?;
    let last = kept
        .last()
        .filter(|l| l.fingerprint == fingerprint && (order.is_in_force)(&l.sha256));
    let mut run = Run {
        order,
        fetch,
        world,
        secret: ask::secret(fetch, order.options),
        asked: false,
    };
    if let Some(Secret::Basic(_)) = &run.secret {
        run.exchange()?;
    }
    let outcome = if fetch.kind == FetchKind::File {
        run.file(&asks[0].request, kept, fingerprint, last)
    } else {
        run.pages(&asks, kept, pages, fingerprint, last)
    };
    if matches!(outcome, Err(FetchError::Refused(_))) {
        // What was refused is not of use to the next try.
        let (kept, _) = Kept::open(order.data, id, "", now)?;
        kept.forget_pages()?;
    }
    outcome
}

fn fingerprint(order: &Order<'_>, asks: &[ask::Ask]) -> String {
    let asked: Vec<_> = asks
        .iter()
        .map(|a| (&a.request.url, &a.request.body))
        .collect();
    let has_secret = order.options.secret.is_some();
    let text = format!("{} {asked:?} {has_secret}", order.pack);
    hex(&Sha256::digest(text))[..16].to_owned()
}

struct Run<'r, 'w> {
    order: &'r Order<'r>,
    fetch: &'r Fetch,
    world: &'r mut World<'w>,
    secret: Option<Secret>,
    asked: bool,
}

impl Run<'_, '_> {
    /// Ask until there is an answer, or no hope of one.
    fn answer(&mut self, request: &Request) -> Result<Answer, FetchError> {
        let mut request = request.clone();
        for _ in 0..5 {
            let answer = self.tries(&request)?;
            match retry::redirect(&request, &answer)? {
                Some(next) => request = next,
                None => return Ok(answer),
            }
        }
        Err(FetchError::LeadsAway {
            url: request.shown().to_owned(),
            to: "one address after another".to_owned(),
        })
    }

    fn tries(&mut self, request: &Request) -> Result<Answer, FetchError> {
        if std::mem::replace(&mut self.asked, true) {
            (self.world.wait)(self.order.pace);
        }
        let mut tried = 0;
        loop {
            tried += 1;
            let outcome = (self.world.send)(request);
            let (now, chance) = ((self.world.now)(), (self.world.chance)());
            match retry::after(request, tried, outcome, now, chance, self.order.pace)? {
                Step::Take(answer) => return Ok(answer),
                Step::Wait(wait) => {
                    let seconds = wait.as_millis().div_ceil(1000);
                    (self.world.say)(&format!(
                        "{} does not answer well; asking again in {seconds} s",
                        request.shown()
                    ));
                    (self.world.wait)(wait);
                }
            }
        }
    }

    /// `id:secret` for a token.
    fn exchange(&mut self) -> Result<(), FetchError> {
        let Some(request) = self
            .secret
            .take()
            .and_then(|s| ask::token_request(self.fetch, self.order.options, s))
        else {
            return Ok(());
        };
        let answer = self.answer(&request)?;
        let value: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let Some(token) = value["access_token"].as_str() else {
            return Err(FetchError::Status {
                url: request.shown().to_owned(),
                status: 401,
            });
        };
        self.secret = Some(Secret::Bearer(token.to_owned()));
        Ok(())
    }

    fn ready(&self, request: &Request, last: Option<&Last>) -> Request {
        let mut request = request.clone();
        request.headers = ask::headers(self.fetch.kind, request.body.is_some());
        request.secret.clone_from(&self.secret);
        if let Some(last) = last.filter(|_| request.body.is_none()) {
            let known = [
                ("if-none-match", &last.etag),
                ("if-modified-since", &last.modified),
            ];
            let known = known.into_iter().filter_map(|(n, v)| Some((n, v.clone()?)));
            request.headers.extend(known);
        }
        request
    }

    /// One file as it lies there.
    fn file(
        &mut self,
        request: &Request,
        kept: Kept,
        fingerprint: String,
        last: Option<Last>,
    ) -> Result<Outcome, FetchError> {
        let answer = self.answer(&self.ready(request, last.as_ref()))?;
        if answer.status == 304 {
            return Ok(Outcome::NothingNew);
        }
        let source = self.order.source;
        let name = name_of_file(source, request);
        let mut rows = Collected::default();
        let file = read(source, self.order.settings, &name, &answer.body, &mut rows)?;
        drift::headings(source, self.fetch, &file.headings)?;
        drift::numbers(source, &rows.rejects)?;
        drift::units(source, self.fetch, &rows)?;
        (self.world.say)(&format!(
            "{}: {} rows",
            request.shown(),
            file.rows + file.rejected
        ));
        let last = said(&answer, fingerprint, &answer.body);
        Ok(Outcome::Fetched(Box::new(Fetched {
            file_name: name,
            bytes: answer.body,
            cut: Vec::new(),
            kept,
            last,
        })))
    }

    /// Page after page of question after question.
    fn pages(
        &mut self,
        asks: &[ask::Ask],
        kept: Kept,
        mut pages: Vec<KeptPage>,
        fingerprint: String,
        last: Option<Last>,
    ) -> Result<Outcome, FetchError> {
        let source = self.order.source;
        let id = &source.id.value;
        if !pages.is_empty() {
            let rows: usize = pages.iter().map(|p| p.page.rows.len()).sum();
            (self.world.say)(&format!(
                "{id}: going on after {rows} rows that are here already"
            ));
        }
        let mut cut = BTreeSet::new();
        let mut only: Option<Answer> = None;
        for (number, ask) in asks.iter().enumerate() {
            let mut next = match pages.last() {
                Some(page) if page.ask > number => None,
                Some(page) if page.ask == number => page.page.next.clone(),
                _ => Some(ask.request.clone()),
            };
            let mut count = 0;
            while let Some(request) = next.take() {
                count += 1;
                let is_first = asks.len() == 1 && pages.is_empty();
                let ready = self.ready(&request, last.as_ref().filter(|_| is_first));
                let answer = self.answer(&ready)?;
                if answer.status == 304 {
                    return Ok(Outcome::NothingNew);
                }
                let mut page = page::page(self.fetch, &request, &answer)?;
                if count > MOST_PAGES || page.next.as_ref() == Some(&request) {
                    let message = "the service leads from page to page without end";
                    return Err(Refusal::new(codes::BAD_STATUS, message).into());
                }
                cut.extend(self.store_less(&mut page)?);
                let label = if ask.label.is_empty() { "" } else { " " };
                (self.world.say)(&format!(
                    "{id}{label}{}: {} rows",
                    ask.label,
                    page.rows.len()
                ));
                next.clone_from(&page.next);
                let page = KeptPage { ask: number, page };
                kept.add(pages.len(), &page)?;
                pages.push(page);
                only = is_first.then_some(answer);
            }
            is_whole(&pages, number)?;
        }
        let rows: Vec<&str> = pages
            .iter()
            .flat_map(|p| p.page.rows.iter().map(String::as_str))
            .collect();
        if rows.is_empty() {
            let message = format!(
                "the service has no rows of `{id}` for what was asked; nothing was changed"
            );
            return Err(Refusal::new(codes::EMPTY_ANSWER, message).into());
        }
        let bytes = document(&rows);
        let mut typed = Collected::default();
        let name = format!("{id}.json");
        read(source, self.order.settings, &name, &bytes, &mut typed)?;
        drift::units(source, self.fetch, &typed)?;
        let last = only
            .filter(|_| pages.len() == 1)
            .and_then(|answer| said(&answer, fingerprint, &bytes));
        Ok(Outcome::Fetched(Box::new(Fetched {
            file_name: name,
            bytes,
            cut: cut.into_iter().collect(),
            kept,
            last,
        })))
    }

    /// Hold a page against the declaration, and cut what is not stored before it is kept.
    fn store_less(&self, page: &mut page::Page) -> Result<Vec<String>, FetchError> {
        if page.rows.is_empty() {
            return Ok(Vec::new());
        }
        let source = self.order.source;
        drift::columns(source, self.fetch, &page.rows)?;
        let rows: Vec<&str> = page.rows.iter().map(String::as_str).collect();
        let bytes = document(&rows);
        let mut typed = Collected::default();
        let file = read(
            source,
            self.order.settings,
            &source.id.value,
            &bytes,
            &mut typed,
        )?;
        drift::numbers(source, &typed.rejects)?;
        let text = String::from_utf8_lossy(&file.archive);
        let (elements, _) = elements_of(&text, &[])?;
        let less = elements.iter().map(|e| e.replace('\n', "")).collect();
        page.rows = less;
        Ok(file.cut)
    }
}

/// All pages of a question hold together as many rows as the service says.
fn is_whole(pages: &[KeptPage], ask: usize) -> Result<(), Refusal> {
    let of_ask = || pages.iter().filter(|p| p.ask == ask);
    let count: usize = of_ask().map(|p| p.page.rows.len()).sum();
    match of_ask().next_back().and_then(|p| p.page.total) {
        Some(total) if total != count as u64 => {
            let message = format!(
                "the service says {total} rows and gave {count}: it changed while it was read, or a page is missing; fetch it again"
            );
            Err(Refusal::new(codes::BAD_STATUS, message)
                .with("antall", total)
                .with("rows", count))
        }
        _ => Ok(()),
    }
}

/// Rows as one JSON list, a row a line.
fn document(rows: &[&str]) -> Vec<u8> {
    format!("[\n{}\n]\n", rows.join(",\n")).into_bytes()
}

fn said(answer: &Answer, fingerprint: String, bytes: &[u8]) -> Option<Last> {
    let of = |name| answer.header(name).map(str::to_owned);
    let (etag, modified) = (of("etag"), of("last-modified"));
    (etag.is_some() || modified.is_some()).then(|| Last {
        fingerprint,
        etag,
        modified,
        sha256: hex(&Sha256::digest(bytes)),
    })
}

/// The last part of the address, so that its ending tells what it is.
fn name_of_file(source: &Source, request: &Request) -> String {
    let last = request.shown().rsplit('/').next().unwrap_or_default();
    let ending = last.rsplit_once('.').map(|(_, ending)| ending);
    match ending.filter(|e| matches!(*e, "csv" | "txt" | "xlsx" | "json" | "ndjson")) {
        Some(ending) => format!("{}.{ending}", source.id.value),
        None => source.id.value.clone(),
    }
}
