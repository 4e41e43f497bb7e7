//! Whether an answer is taken, asked for again, or given up. Time and chance come from outside.

use super::error::FetchError;
use super::request::{Answer, Broken, Request, is_safe, origin};
use jiff::Timestamp;
use std::time::Duration;

/// How often one question is asked.
pub const TRIES: u32 = 5;
/// A service that asks for more patience than this is left alone.
pub const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// What to do with an answer.
#[derive(Debug)]
pub enum Step {
    /// Take it.
    Take(Answer),
    /// Wait and ask again.
    Wait(Duration),
}

/// What to do after a try, the first being 1. `chance` is anything from 0 to 999.
pub fn after(
    request: &Request,
    tried: u32,
    outcome: Result<Answer, Broken>,
    now: Timestamp,
    chance: u32,
    pace: Duration,
) -> Result<Step, FetchError> {
    let url = request.shown().to_owned();
    let (what, asked) = match outcome {
        Ok(answer) if matches!(answer.status, 200..=399) => return Ok(Step::Take(answer)),
        Ok(answer) if matches!(answer.status, 408 | 429 | 500..=599) => {
            let asked = answer
                .header("retry-after")
                .and_then(|t| retry_after(t, now));
            (format!("answers {}", answer.status), asked)
        }
        Ok(answer) => {
            return Err(FetchError::Status {
                url,
                status: answer.status,
            });
        }
        Err(what @ Broken::TooLong(_)) => return Err(FetchError::Broken { url, what }),
        Err(broken) => (broken.to_string(), None),
    };
    if let Some(wait) = asked.filter(|wait| *wait > LONGEST_WAIT) {
        return Err(FetchError::ComeBack { url, wait });
    }
    if tried >= TRIES {
        return Err(FetchError::GaveUp {
            url,
            what,
            tries: tried,
        });
    }
    let back_off = pace * 2_u32.pow(tried - 1);
    // Up to half as long again, so that many who were turned away together do not come back together.
    let jitter = back_off / 2 * chance.min(999) / 1000;
    Ok(Step::Wait(asked.unwrap_or_default().max(back_off + jitter)))
}

/// `Retry-After`: seconds, or a date.
pub fn retry_after(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let then = jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(text)
        .ok()?;
    let seconds = then.as_second().saturating_sub(now.as_second()).max(0);
    Some(Duration::from_secs(seconds.unsigned_abs()))
}

/// Where an answer leads; `None`: nowhere. Only the same host is followed, and nothing is posted twice unasked.
pub fn redirect(request: &Request, answer: &Answer) -> Result<Option<Request>, FetchError> {
    if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let own = origin(&request.url);
    let location = answer.header("location").unwrap_or_default().trim();
    let target = if location.starts_with('/') && !location.starts_with("//") {
        format!("{own}{location}")
    } else {
        location.to_owned()
    };
    let again = matches!(answer.status, 307 | 308);
    if !is_safe(&target) || origin(&target) != own || (request.body.is_some() && !again) {
        return Err(FetchError::LeadsAway {
            url: request.shown().to_owned(),
            to: target.split('?').next().unwrap_or_default().to_owned(),
        });
    }
    Ok(Some(Request {
        url: target,
        ..request.clone()
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    const PACE: Duration = Duration::from_secs(1);

    fn answer(status: u16, headers: &[(&str, &str)]) -> Answer {
        Answer {
            status,
            headers: headers
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
            body: Vec::new(),
        }
    }

    fn wait(tried: u32, chance: u32, outcome: Result<Answer, Broken>) -> Option<u128> {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        match after(
            &Request::get("https://a.no"),
            tried,
            outcome,
            now,
            chance,
            PACE,
        ) {
            Ok(Step::Wait(wait)) => Some(wait.as_millis()),
            _ => None,
        }
    }

    #[test]
    fn waits_grow_and_never_fall_short_of_what_is_asked() {
        let busy = || Ok(answer(503, &[]));
        assert_eq!(wait(1, 0, busy()), Some(1000));
        assert_eq!(wait(2, 0, busy()), Some(2000));
        assert_eq!(wait(4, 999, busy()), Some(11_996));
        assert_eq!(wait(TRIES, 0, busy()), None);
        assert_eq!(
            wait(1, 0, Ok(answer(429, &[("retry-after", "7")]))),
            Some(7000)
        );
        let date = [("retry-after", "Thu, 01 Jan 2026 00:00:30 GMT")];
        assert_eq!(wait(1, 0, Ok(answer(429, &date))), Some(30_000));
        let past = [("retry-after", "Thu, 01 Jan 2015 00:00:30 GMT")];
        assert_eq!(wait(1, 0, Ok(answer(429, &past))), Some(1000));
        assert_eq!(
            wait(1, 0, Ok(answer(429, &[("retry-after", "soon")]))),
            Some(1000)
        );
        assert_eq!(
            wait(1, 0, Ok(answer(429, &[("retry-after", "86400")]))),
            None
        );
        assert_eq!(wait(1, 0, Err(Broken::CutOff)), Some(1000));
        assert_eq!(wait(1, 0, Err(Broken::TooLong(9))), None);
    }

    #[test]
    fn what_another_try_would_not_change_is_not_tried_again() {
        let now = Timestamp::UNIX_EPOCH;
        for status in [400, 401, 403, 404, 410, 422] {
            let error = after(
                &Request::get("https://a.no/x?api=1"),
                1,
                Ok(answer(status, &[])),
                now,
                0,
                PACE,
            );
            let told = error.err().unwrap().to_string();
            assert!(
                told.starts_with(&format!("https://a.no/x answers {status}")),
                "{told}"
            );
        }
        assert!(matches!(
            after(
                &Request::get("https://a.no"),
                1,
                Ok(answer(304, &[])),
                now,
                0,
                PACE
            ),
            Ok(Step::Take(_))
        ));
    }

    #[test]
    fn only_the_same_host_is_followed() {
        let from = Request::get("https://a.no/old?x=1");
        let to = |status, target: &str| redirect(&from, &answer(status, &[("location", target)]));
        assert_eq!(to(301, "/new").unwrap().unwrap().url, "https://a.no/new");
        assert_eq!(
            to(302, "https://a.no/new").unwrap().unwrap().url,
            "https://a.no/new"
        );
        for bad in [
            "http://a.no/new",
            "https://b.no/",
            "//b.no/x",
            "https://a.no@b.no/",
            "",
            "new",
        ] {
            assert!(to(301, bad).is_err(), "{bad}");
        }
        assert!(to(200, "/new").unwrap().is_none());
        let post = Request {
            body: Some("{}".to_owned()),
            ..from.clone()
        };
        assert!(redirect(&post, &answer(302, &[("location", "/new")])).is_err());
        let again = redirect(&post, &answer(307, &[("location", "/new")]))
            .unwrap()
            .unwrap();
        assert_eq!(
            (again.url.as_str(), again.body.as_deref()),
            ("https://a.no/new", Some("{}"))
        );
    }
}
