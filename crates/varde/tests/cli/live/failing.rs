//! Services that do not answer well.

use super::{Reply, Service, fetch, fetch_points, fetch_with, of_year, points, year_of};
use crate::story::{Department, POINTS, files_under};
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

/// A service that answers well from the second, third … question on; the first ones get what the test says.
fn after(first: Vec<Reply>) -> Service {
    Service::start(move |asked| match first.get(asked.before) {
        Some(reply) => reply.clone(),
        None => of_year(&points(), &year_of(asked)),
    })
}

/// All three years came in as one delivery.
fn is_in(home: &Department) {
    let batches = home.json(&["batches"]);
    assert_eq!(batches.as_array().unwrap().len(), 1);
    assert_eq!(batches[0]["rows"], 3);
    assert_eq!(home.points("2023", &[]).as_deref(), Some("81.25"));
}

#[test]
fn too_many_requests_are_asked_again_when_the_service_says() {
    let home = Department::new("live-429");
    let service = after(vec![Reply::new(429, "slow down").with("Retry-After", "2")]);
    let begun = Instant::now();
    let ran = fetch_points(&home, &service);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(begun.elapsed() >= Duration::from_secs(2));
    assert!(ran.talk.contains("asking again in 2 s"), "{}", ran.talk);
    is_in(&home);
    // One that asks for an hour is left alone, and nothing is lost.
    let service = Service::start(|asked| match asked.before {
        0 => of_year(&points(), &year_of(asked)),
        _ => Reply::new(429, "").with("Retry-After", "3600"),
    });
    let other = Department::new("live-429-long");
    let ran = fetch_points(&other, &service);
    assert_eq!(ran.code, 2);
    assert!(
        ran.talk.contains("asks to come back in 3600 seconds"),
        "{}",
        ran.talk
    );
    assert_eq!(service.asked().len(), 2);
}

#[test]
fn a_server_that_fails_twice_is_asked_a_third_time() {
    let home = Department::new("live-500");
    let service = after(vec![Reply::new(500, "oops"), Reply::new(503, "oops")]);
    let ran = fetch_points(&home, &service);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert_eq!(service.asked().len(), 5);
    is_in(&home);
}

#[test]
fn what_has_come_is_kept_and_the_rest_asked_for_the_next_time() {
    let home = Department::new("live-resumed");
    let before = home.everything();
    let service = Service::start(|asked| match (year_of(asked).as_str(), asked.before < 8) {
        ("2024", true) => Reply::new(502, "bad gateway"),
        (year, _) => of_year(&points(), year),
    });
    let ran = fetch_points(&home, &service);
    assert_eq!((ran.code, ran.data.as_str()), (2, ""));
    assert!(
        ran.talk
            .contains("answers 502 (5 tries); what has come is kept"),
        "{}",
        ran.talk
    );
    assert_eq!(service.asked().len(), 7);
    home.is_still(&before);
    let folder = home.dir.join("fetch/dbh-373");
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let pages = files_under(&folder);
    assert!(pages.iter().all(|p| mode(p) == 0o600));
    assert!(
        pages.iter().any(|p| p.ends_with("page-00001.json")),
        "{pages:?}"
    );

    let ran = fetch_points(&home, &service);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.talk.contains("going on after 2 rows"), "{}", ran.talk);
    let years: Vec<String> = service.asked().iter().skip(7).map(year_of).collect();
    assert!(years.iter().all(|y| y == "2024"), "{years:?}");
    is_in(&home);
    assert!(
        !files_under(&folder)
            .iter()
            .any(|p| p.to_string_lossy().contains("page-"))
    );
}

#[test]
fn a_slow_service_is_given_up_in_time() {
    let home = Department::new("live-slow");
    let before = home.everything();
    let service = Service::start(|_| Reply::new(200, "").late());
    let begun = Instant::now();
    let ran = fetch_with(
        &home,
        &service,
        "dbh-373",
        &["--year", "2023"],
        &[("VARDE_FETCH_TIMEOUT", "1")],
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.talk.contains("no answer came in time (5 tries)"),
        "{}",
        ran.talk
    );
    assert!(begun.elapsed() < Duration::from_secs(15));
    home.is_still(&before);
    let once = after(vec![Reply::new(200, "").late()]);
    let ran = fetch_with(
        &home,
        &once,
        "dbh-373",
        &["--year", "2023"],
        &[("VARDE_FETCH_TIMEOUT", "1")],
    );
    assert_eq!(ran.code, 0, "{}", ran.talk);
}

#[test]
fn an_answer_that_is_cut_off_is_asked_for_again_or_refused() {
    let home = Department::new("live-cut");
    let before = home.everything();
    let whole = of_year(&points(), "2022");
    // Where the length was told, the missing part is seen at once and asked for again.
    let service = after(vec![whole.clone().cut()]);
    let ran = fetch_points(&home, &service);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert_eq!(service.asked().len(), 4);
    is_in(&home);
    // Where it was not, the JSON has no end.
    let other = Department::new("live-cut-unseen");
    let service = after(vec![whole.cut_unseen()]);
    let ran = fetch_points(&other, &service);
    assert_eq!(ran.code, 2);
    assert!(
        ran.talk.contains("the end of the file is missing"),
        "{}",
        ran.talk
    );
    other.is_still(&before);
}

#[test]
fn a_web_page_is_no_answer() {
    let home = Department::new("live-html");
    let before = home.everything();
    for page in [
        Reply::new(200, "<!DOCTYPE html><html><body>Vedlikehold</body></html>"),
        Reply::new(200, "Vi er snart tilbake").with("Content-Type", "text/html; charset=utf-8"),
    ] {
        let service = Service::start(move |_| page.clone());
        let ran = fetch_points(&home, &service);
        assert_eq!(ran.code, 2);
        assert!(ran.talk.contains("is a web page, not data"), "{}", ran.talk);
        assert_eq!(
            service.asked().len(),
            1,
            "a web page is not asked for again"
        );
    }
    home.is_still(&before);
}

#[test]
fn what_the_service_refuses_is_told_and_not_asked_again() {
    let home = Department::new("live-refused");
    for (status, told) in [
        (400, "does not understand the question"),
        (401, "the token is missing"),
        (404, "nothing there"),
    ] {
        let service = Service::start(move |_| Reply::new(status, "no"));
        let ran = fetch_points(&home, &service);
        assert_eq!(ran.code, 2);
        assert!(ran.talk.contains(told), "{}", ran.talk);
        assert_eq!(service.asked().len(), 1);
    }
    let nobody = closed();
    let ran = fetch_points(&home, &nobody);
    assert!(
        ran.code == 2 && ran.talk.contains("nobody answers there"),
        "{}",
        ran.talk
    );
}

/// A service that has gone.
fn closed() -> Service {
    let mut service = Service::start(|_| Reply::new(200, ""));
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    service.address = format!("http://{}", port.local_addr().unwrap());
    service
}

#[test]
fn no_rows_are_unknown_and_not_none() {
    let home = Department::new("live-empty");
    home.takes(
        "dbh-373",
        "a.csv",
        crate::story::publishing(&[("2023", "70")]),
        &[],
    );
    let before = home.everything();
    let service = Service::start(|_| Reply::new(204, ""));
    let ran = fetch(&home, &service, "dbh-373", &["--year", "2023"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.talk.contains("has no rows of `dbh-373`"),
        "{}",
        ran.talk
    );
    home.is_still(&before);
    assert_eq!(home.points("2023", &[]).as_deref(), Some("70"), "{POINTS}");
}
