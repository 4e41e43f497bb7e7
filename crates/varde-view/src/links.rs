//! Addresses of pages. An address keeps the day that the reader looks from, so that a link means the same to whom it is sent.

/// Makes addresses that keep `per`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// The day looked from, as in the address; `None`: now.
    pub per: Option<String>,
}

impl Links {
    /// An address of a path with questions, those without an answer left out.
    pub fn to(&self, path: &str, questions: &[(&str, Option<&str>)]) -> String {
        let per = ("per", self.per.as_deref());
        let mut address = path.to_owned();
        let mut mark = '?';
        for (name, answer) in questions.iter().copied().chain([per]) {
            if let Some(answer) = answer {
                address.push(mark);
                address.push_str(name);
                address.push('=');
                address.push_str(&encode(answer));
                mark = '&';
            }
        }
        address
    }

    /// The strategy at a glance.
    pub fn home(&self) -> String {
        self.to("/", &[])
    }

    /// A goal, in its latest year or a year given.
    pub fn goal(&self, id: &str, year: Option<i16>) -> String {
        self.to(
            &format!("/mal/{}", encode(id)),
            &[("ar", year.map(|y| y.to_string()).as_deref())],
        )
    }

    /// An indicator, in its latest year or a year given.
    pub fn indicator(&self, id: &str, year: Option<i16>) -> String {
        self.to(
            &format!("/indikator/{}", encode(id)),
            &[("ar", year.map(|y| y.to_string()).as_deref())],
        )
    }

    /// A strategy bullet.
    pub fn bullet(&self, id: &str) -> String {
        self.to(&format!("/strategipunkt/{}", encode(id)), &[])
    }

    /// A delivery.
    pub fn delivery(&self, batch: i64) -> String {
        self.to(&format!("/data/leveranse/{batch}"), &[])
    }

    /// A line of a delivered file.
    pub fn line(&self, batch: i64, line: u64) -> String {
        self.to(&format!("/data/leveranse/{batch}/linje/{line}"), &[])
    }

    /// A table's rows.
    pub fn table(&self, id: &str) -> String {
        self.to(&format!("/data/tabell/{}", encode(id)), &[])
    }
}

/// Percent-encodes what may not stand in a path segment or an answer.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn addresses_are_readable_and_keep_the_day() {
        let now = Links::default();
        assert_eq!(now.goal("PU-01", Some(2024)), "/mal/PU-01?ar=2024");
        assert_eq!(now.bullet("FS-03"), "/strategipunkt/FS-03");
        let then = Links {
            per: Some("2024-05-01".to_owned()),
        };
        assert_eq!(
            then.goal("PU-01", Some(2024)),
            "/mal/PU-01?ar=2024&per=2024-05-01"
        );
        assert_eq!(then.home(), "/?per=2024-05-01");
        assert_eq!(
            now.to("/mal", &[("eier", Some("a&b æ")), ("side", None)]),
            "/mal?eier=a%26b%20%C3%A6"
        );
    }
}
