//! Sending: the only place that knows the HTTP library.

use super::request::{Answer, Broken, Request, Secret, is_safe};
use std::time::Duration;
use ureq::Agent;
use ureq::config::Config;

/// Sends requests, one after the other, over kept connections.
pub struct Client {
    agent: Agent,
    most_bytes: u64,
}

impl Client {
    /// A client that calls itself `Varde/VERSION`, waits this long for an answer and takes at most so many bytes.
    pub fn new(timeout: Duration, most_bytes: u64) -> Self {
        let config = Config::builder()
            .user_agent(concat!("Varde/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(timeout))
            .build();
        Self {
            agent: config.new_agent(),
            most_bytes,
        }
    }

    /// Send a request and read its answer to the end.
    pub fn send(&self, request: &Request) -> Result<Answer, Broken> {
        if !is_safe(&request.url) {
            return Err(Broken::Unreachable(
                "not an address that may be asked".to_owned(),
            ));
        }
        let mut url = request.url.clone();
        let mut headers = request.headers.clone();
        match &request.secret {
            Some(Secret::Bearer(token)) => {
                headers.push(("authorization", format!("Bearer {token}")))
            }
            Some(Secret::Basic(pair)) => headers.push((
                "authorization",
                format!("Basic {}", base64(pair.as_bytes())),
            )),
            Some(Secret::Parameter(name, value)) => {
                url = Request::get(url).with_parameter(name, value).url;
            }
            None => {}
        }
        let is_local = url.starts_with("http://");
        let answered = match &request.body {
            Some(body) => {
                let mut call = self.agent.post(&url);
                for (name, value) in &headers {
                    call = call.header(*name, value);
                }
                let call = if is_local {
                    call.config().proxy(None).build()
                } else {
                    call
                };
                call.send(body)
            }
            None => {
                let mut call = self.agent.get(&url);
                for (name, value) in &headers {
                    call = call.header(*name, value);
                }
                let call = if is_local {
                    call.config().proxy(None).build()
                } else {
                    call
                };
                call.call()
            }
        };
        let mut response = answered.map_err(|e| self.broken(e))?;
        let headers = response
            .headers()
            .iter()
            .filter_map(|(name, value)| {
                Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
            })
            .collect();
        let status = response.status().as_u16();
        let reading = response.body_mut().with_config().limit(self.most_bytes);
        let body = reading.read_to_vec().map_err(|e| self.broken(e))?;
        Ok(Answer {
            status,
            headers,
            body,
        })
    }

    /// The library's errors may hold the address, and with it a secret, so only their kind is told.
    fn broken(&self, error: ureq::Error) -> Broken {
        match error {
            ureq::Error::Timeout(_) => Broken::Timeout,
            ureq::Error::BodyExceedsLimit(_) => Broken::TooLong(self.most_bytes),
            ureq::Error::HostNotFound => Broken::Unreachable("there is no such host".to_owned()),
            ureq::Error::Io(error) => match error.kind() {
                std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock => Broken::Timeout,
                std::io::ErrorKind::ConnectionRefused => {
                    Broken::Unreachable("nobody answers there".to_owned())
                }
                std::io::ErrorKind::UnexpectedEof
                | std::io::ErrorKind::ConnectionReset
                | std::io::ErrorKind::ConnectionAborted
                | std::io::ErrorKind::BrokenPipe => Broken::CutOff,
                kind => Broken::Unreachable(kind.to_string()),
            },
            ureq::Error::Protocol(_) | ureq::Error::Decompress(..) | ureq::Error::BodyStalled => {
                Broken::CutOff
            }
            ureq::Error::ConnectionFailed => Broken::Unreachable("nobody answers there".to_owned()),
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
                Broken::Unreachable("no safe connection could be made".to_owned())
            }
            _ => Broken::Unreachable("it can't be asked".to_owned()),
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let part = |n: usize| u32::from(chunk.get(n).copied().unwrap_or_default());
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() {
                char::from(sign)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_of_the_standard() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("id:secret", "aWQ6c2VjcmV0"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
