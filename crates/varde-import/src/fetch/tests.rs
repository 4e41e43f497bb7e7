//! Services without a socket: pages, cursors, links, and what is asked.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::page::page;
use super::request::{Answer, Request};
use crate::testing::source;
use varde_pack::Source;

fn declared(kind: &str, more: &str) -> Source {
    source(&format!(
        "[reader]\nformats = [\"json\"]\n[[column]]\nid = \"id\"\ntype = \"text\"\n[fetch]\nkind = \"{kind}\"\nbase = \"https://api.example.org/things\"\ncolumns = [\"id\"]\n{more}"
    ))
}

/// The rows of an answer, and what is asked next.
fn check(source: &Source, url: &str, body: &str, rows: &[&str], next: Option<&str>) {
    let answer = Answer {
        status: 200,
        body: body.as_bytes().to_vec(),
        ..Answer::default()
    };
    let fetch = source.fetch.as_ref().expect("a [fetch]");
    let found = page(fetch, &Request::get(url), &answer).unwrap();
    assert_eq!(found.rows, rows);
    assert_eq!(found.next.map(|n| n.url).as_deref(), next);
}

#[test]
fn cursors_and_links_lead_to_the_next_page() {
    let works = declared("openalex", "");
    let url = "https://api.example.org/things?per_page=1&cursor=*";
    let body = r#"{"meta":{"count":2,"next_cursor":"Ab="},"results":[{"id":"W1"}],"group_by":[]}"#;
    let next = "https://api.example.org/things?per_page=1&cursor=Ab%3D";
    check(&works, url, body, &[r#"{"id":"W1"}"#], Some(next));
    let body = r#"{"meta":{"count":2,"next_cursor":null},"results":[]}"#;
    check(&works, next, body, &[], None);

    let hits = declared("nva", "");
    let body = r#"{"totalHits":2,"hits":[{"id":"a",
 "x":1}],"nextResults":"https://api.real.org/search?from=1&size=1"}"#;
    let next = "https://api.example.org/things?from=1&size=1";
    check(
        &hits,
        "https://api.example.org/things?size=1",
        body,
        &[r#"{"id":"a", "x":1}"#],
        Some(next),
    );
    check(&hits, next, r#"{"totalHits":2,"hits":[]}"#, &[], None);

    let entities = declared("brreg", "");
    let one = r#"{"organisasjonsnummer":"974767880"}"#;
    check(
        &entities,
        "https://api.example.org/things/1",
        one,
        &[one],
        None,
    );
    let body = format!(
        r#"{{"_embedded":{{"enheter":[{one}]}},"_links":{{"next":{{"href":"https://api.real.org/e?page=1"}}}},"page":{{"totalElements":2}}}}"#
    );
    let next = Some("https://api.example.org/things?page=1");
    check(
        &entities,
        "https://api.example.org/things",
        &body,
        &[one],
        next,
    );
}

#[test]
fn another_shape_is_refused() {
    for (kind, body) in [
        ("openalex", "{\"data\":[]}"),
        ("nva", "[]"),
        ("brreg", "{\"_embedded\":{}}"),
        ("nva", "{\"hits\":["),
    ] {
        let source = declared(kind, "");
        let answer = Answer {
            status: 200,
            body: body.as_bytes().to_vec(),
            ..Answer::default()
        };
        let request = Request::get("https://api.example.org/things");
        let refused = page(source.fetch.as_ref().unwrap(), &request, &answer);
        assert!(refused.is_err(), "{kind} {body}");
    }
}
