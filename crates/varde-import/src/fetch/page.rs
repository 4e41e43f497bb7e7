//! One answer: its rows as text, and what comes after it.

use super::request::{Answer, Request};
use crate::decode::{decode, refuse_html};
use crate::readers::{check_status, elements_of, not_json, raw_items};
use crate::refusal::{Refusal, codes};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use varde_pack::{Fetch, FetchKind};

/// The rows of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Each row as JSON on one line.
    pub rows: Vec<String>,
    /// What to ask next.
    pub next: Option<Request>,
    /// How many rows all pages have together, where the service says it.
    pub total: Option<u64>,
}

/// Read an answer. A web page, an answer that is not whole, and one whose shape is another are refused.
pub fn page(fetch: &Fetch, request: &Request, answer: &Answer) -> Result<Page, Refusal> {
    let is_html = answer
        .header("content-type")
        .is_some_and(|t| t.to_ascii_lowercase().contains("html"));
    let text = decode(&answer.body)?.text;
    refuse_html(&text)?;
    if is_html {
        let message = "the answer is a web page, not data; the service may be down, or the address may be wrong";
        return Err(Refusal::new(codes::HTML_PAGE, message));
    }
    let text = text.trim();
    match fetch.kind {
        FetchKind::Dbh => dbh(fetch, answer, text),
        FetchKind::OpenAlex => open_alex(request, text),
        FetchKind::Nva => nva(request, text),
        FetchKind::Brreg => brreg(request, text),
        FetchKind::File => Ok(Page {
            rows: Vec::new(),
            next: None,
            total: None,
        }),
    }
}

/// A list with a status element. No rows are said by 204 or by nothing at all.
fn dbh(fetch: &Fetch, answer: &Answer, text: &str) -> Result<Page, Refusal> {
    if answer.status == 204 || text.is_empty() {
        return Ok(of_rows(Vec::new()));
    }
    if !text.starts_with('[') {
        return Err(other_shape("a list of rows", text));
    }
    let (elements, _) = elements_of(text, &[])?;
    let mut rows = Vec::new();
    let mut status = None;
    for element in elements {
        let value: Value = serde_json::from_str(element).map_err(|e| not_json(&e))?;
        match value.get("status").filter(|s| s.is_object()) {
            Some(found) => status = Some(found.clone()),
            None => rows.push(on_one_line(element)),
        }
    }
    if let Some(status) = status {
        check_status(&status, rows.len())?;
    }
    if rows.len() as u64 >= u64::from(fetch.page_size) {
        let message = format!(
            "the answer holds {} rows, as many as were asked for, so some may be missing; ask for fewer at a time (a filter more), or raise `page_size`",
            rows.len()
        );
        return Err(Refusal::new(codes::TRUNCATED, message).with("rows", rows.len()));
    }
    Ok(of_rows(rows))
}

fn open_alex(request: &Request, text: &str) -> Result<Page, Refusal> {
    let value: Value = parsed(text)?;
    // One thing asked for by its id stands by itself.
    if value.get("results").is_none() && value.get("id").is_some() {
        return Ok(of_rows(vec![on_one_line(text)]));
    }
    let rows = items(text, &["results"])?;
    let cursor = value["meta"]["next_cursor"].as_str();
    let next = cursor
        .filter(|_| !rows.is_empty())
        .map(|cursor| request.with_parameter("cursor", cursor));
    let total = value["meta"]["count"].as_u64();
    Ok(Page { rows, next, total })
}

fn nva(request: &Request, text: &str) -> Result<Page, Refusal> {
    let value: Value = parsed(text)?;
    let rows = items(text, &["hits"])?;
    let link = ["nextSearchAfterResults", "nextResults"]
        .iter()
        .find_map(|key| value[*key].as_str());
    let next = link
        .filter(|_| !rows.is_empty())
        .and_then(|l| follow(request, l));
    let total = value["totalHits"].as_u64();
    Ok(Page { rows, next, total })
}

fn brreg(request: &Request, text: &str) -> Result<Page, Refusal> {
    let value: Value = parsed(text)?;
    if value.get("organisasjonsnummer").is_some() {
        return Ok(of_rows(vec![on_one_line(text)]));
    }
    let total = value["page"]["totalElements"].as_u64();
    if total == Some(0) {
        return Ok(of_rows(Vec::new()));
    }
    let rows = items(text, &["_embedded", "enheter"])?;
    let next = value["_links"]["next"]["href"]
        .as_str()
        .and_then(|link| follow(request, link));
    Ok(Page { rows, next, total })
}

fn of_rows(rows: Vec<String>) -> Page {
    Page {
        rows,
        next: None,
        total: None,
    }
}

/// The parameters of a link, on the address that was asked: through a proxy the link names the service itself.
fn follow(request: &Request, link: &str) -> Option<Request> {
    let (_, query) = link.split_once('?')?;
    Some(Request {
        url: format!("{}?{query}", request.shown()),
        ..request.clone()
    })
}

fn parsed(text: &str) -> Result<Value, Refusal> {
    serde_json::from_str(text).map_err(|e| not_json(&e))
}

fn items(text: &str, path: &[&str]) -> Result<Vec<String>, Refusal> {
    let keys: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
    let found = raw_items(text, &keys);
    let found = found.ok_or_else(|| other_shape(&format!("a list `{}`", path.join(".")), text))?;
    Ok(found.into_iter().map(on_one_line).collect())
}

fn other_shape(expected: &str, text: &str) -> Refusal {
    let begin: String = text.chars().take(60).collect();
    let message = format!(
        "the answer should hold {expected}, and begins `{begin}`; the service has changed, and nothing is taken in"
    );
    Refusal::new(codes::CHANGED_COLUMNS, message).with("expected", expected)
}

/// JSON has no line ends within its texts, so a row fits on one line.
fn on_one_line(element: &str) -> String {
    element.trim().replace(['\n', '\r'], "")
}
