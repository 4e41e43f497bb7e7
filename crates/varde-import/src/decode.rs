//! Bytes to text, and a first look at what kind of file it is.

use crate::refusal::{Refusal, codes};
use std::borrow::Cow;

/// The text of a file and how its bytes stood for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text without byte-order mark and without the end mark (0x1A) of old systems.
    pub text: Cow<'b, str>,
    /// `utf-8`, `windows-1252`, `utf-16le` or `utf-16be`.
    pub encoding: &'static str,
}

/// Kinds of files that the first bytes tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A zip archive, as workbooks are.
    Zip,
    /// The container of old workbooks and of workbooks with a password.
    OldWorkbook,
    /// Anything else.
    Other,
}

/// The kind of a file by its first bytes.
pub(crate) fn kind_of(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") {
        Kind::Zip
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Kind::OldWorkbook
    } else {
        Kind::Other
    }
}

/// Decode text: UTF-16 by its mark, UTF-8 with or without mark, else Windows-1252.
///
/// Refused: bytes that are not text, text in which neither encoding fits, and UTF-8 cut in the middle of a letter.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Refusal> {
    let decoded = match bytes {
        [0xff, 0xfe, ..] => utf_16(bytes, encoding_rs::UTF_16LE, "utf-16le")?,
        [0xfe, 0xff, ..] => utf_16(bytes, encoding_rs::UTF_16BE, "utf-16be")?,
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            let text = std::str::from_utf8(rest).map_err(|e| broken_utf_8(rest, &e))?;
            Decoded {
                text: Cow::Borrowed(text),
                encoding: "utf-8",
            }
        }
        _ => without_mark(bytes)?,
    };
    refuse_binary(&decoded.text)?;
    Ok(without_end_mark(decoded))
}

fn utf_16<'b>(
    bytes: &'b [u8],
    encoding: &'static encoding_rs::Encoding,
    name: &'static str,
) -> Result<Decoded<'b>, Refusal> {
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    if had_errors {
        return Err(Refusal::new(
            codes::WRONG_ENCODING,
            "the file begins as UTF-16 but is not; save it as UTF-8",
        ));
    }
    Ok(Decoded {
        text,
        encoding: name,
    })
}

fn without_mark(bytes: &[u8]) -> Result<Decoded<'_>, Refusal> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Decoded {
                text: Cow::Borrowed(text),
                encoding: "utf-8",
            });
        }
        Err(error) => error,
    };
    // Norwegian text in Windows-1252 hardly ever forms whole UTF-8 letters, and UTF-8 hardly ever fails: what there is most of tells.
    let (mut letters, mut strays) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        strays += chunk.invalid().len();
    }
    if letters >= strays {
        return Err(broken_utf_8(bytes, &error));
    }
    if bytes.contains(&0) {
        return Err(binary());
    }
    let text = encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0;
    if let Some(place) = text.chars().position(is_c1) {
        let line = text.chars().take(place).filter(|c| *c == '\n').count() + 1;
        let message = format!(
            "line {line} has bytes that are letters neither in UTF-8 nor in Windows-1252; save the file as UTF-8"
        );
        return Err(Refusal::new(codes::WRONG_ENCODING, message).with("line", line));
    }
    Ok(Decoded {
        text,
        encoding: "windows-1252",
    })
}

fn broken_utf_8(bytes: &[u8], error: &std::str::Utf8Error) -> Refusal {
    let before = &bytes[..error.valid_up_to()];
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    if error.error_len().is_none() {
        let message =
            format!("the file ends in the middle of a letter on line {line}; fetch it again");
        return Refusal::new(codes::TRUNCATED, message).with("line", line);
    }
    let message = format!(
        "the file is UTF-8 except on line {line}; it may be put together from files in different encodings; save it as UTF-8"
    );
    Refusal::new(codes::WRONG_ENCODING, message).with("line", line)
}

/// A NUL, or more than one control character in a hundred, is not text. 0x1A does occur in real text, as in the register of EU grants.
fn refuse_binary(text: &str) -> Result<(), Refusal> {
    let controls = text
        .bytes()
        .filter(|b| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x1a))
        .count();
    if controls > 0 && (text.contains('\0') || controls > text.len() / 100 + 2) {
        return Err(binary());
    }
    Ok(())
}

fn binary() -> Refusal {
    Refusal::new(
        codes::BINARY,
        "the file is not text; export it as delimited text in UTF-8",
    )
}

fn without_end_mark(decoded: Decoded<'_>) -> Decoded<'_> {
    let kept = decoded.text.trim_end_matches('\u{1a}').len();
    let text = match decoded.text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..kept]),
        Cow::Owned(mut text) => {
            text.truncate(kept);
            Cow::Owned(text)
        }
    };
    Decoded { text, ..decoded }
}

fn is_c1(c: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&c)
}

/// Refuse a web page, which is what many services answer when something is wrong.
pub(crate) fn refuse_html(text: &str) -> Result<(), Refusal> {
    let start: String = text.trim_start().chars().take(4000).collect();
    let lower = start.to_ascii_lowercase();
    if !(lower.starts_with("<!doctype html")
        || lower.starts_with("<html")
        || lower.starts_with("<head"))
    {
        return Ok(());
    }
    let title = lower.find("<title>").map(|i| i + 7).and_then(|from| {
        lower[from..]
            .find("</title>")
            .map(|length| start[from..from + length].trim().to_owned())
    });
    let message = match &title {
        Some(title) => format!("the file is a web page (`{title}`), not data; fetch it again"),
        None => "the file is a web page, not data; fetch it again".to_owned(),
    };
    let refusal = Refusal::new(codes::HTML_PAGE, message);
    Err(match title {
        Some(title) => refusal.with("title", title),
        None => refusal,
    })
}

/// Refuse headings whose letters were broken before the file came here, as `Ã…rstall` for `Årstall`.
pub(crate) fn refuse_broken_letters(headings: &[String]) -> Result<(), Refusal> {
    for heading in headings {
        if let Some(meant) = repaired(heading) {
            let message = format!(
                "the heading `{heading}` looks like `{meant}` saved in the wrong encoding; export the file again as UTF-8"
            );
            return Err(Refusal::new(codes::WRONG_ENCODING, message)
                .with("heading", heading)
                .with("meant", meant));
        }
        if heading.contains('\u{fffd}') {
            let message = format!(
                "letters of the heading `{heading}` are lost; export the file again as UTF-8"
            );
            return Err(Refusal::new(codes::WRONG_ENCODING, message).with("heading", heading));
        }
    }
    Ok(())
}

/// What was meant, when the text is UTF-8 that was read as Windows-1252 or Latin-1.
fn repaired(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match u8::try_from(u32::from(c)) {
            Ok(byte) => bytes.push(byte),
            Err(_) => {
                let mut letter = [0; 4];
                let (byte, _, unmappable) =
                    encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut letter));
                if unmappable {
                    return None;
                }
                bytes.extend_from_slice(&byte);
            }
        }
    }
    let meant = String::from_utf8(bytes).ok()?;
    (meant != text).then_some(meant)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn encodings() {
        let check = |bytes: &[u8], text: &str, encoding: &str| {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding));
        };
        check("Årstall;ø".as_bytes(), "Årstall;ø", "utf-8");
        check(b"\xef\xbb\xbf\xc3\x85r", "År", "utf-8");
        check(b"\xc5rstall;Bel\xf8p", "Årstall;Beløp", "windows-1252");
        check(b"5 \x80", "5 €", "windows-1252");
        check(b"\xff\xfe\xc5\0r\0", "År", "utf-16le");
        check(b"\xfe\xff\0\xc5\0r", "År", "utf-16be");
        check(b"a;b\r\n1;\x1a2\r\n\x1a", "a;b\r\n1;\u{1a}2\r\n", "utf-8");
    }

    #[test]
    fn refused() {
        let check = |bytes: &[u8], code: &str| {
            assert_eq!(
                decode(bytes).map_err(|r| r.code),
                Err(code),
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        };
        check(b"a;b\n\0\x01\x02", codes::BINARY);
        check(b"\x01\x02\x03\x04\x05", codes::BINARY);
        check(b"\xc3\x85rstall \xc3\x98l\nBel\xf8p", codes::WRONG_ENCODING);
        check(b"\xc5rstall \x81", codes::WRONG_ENCODING);
        check(
            b"\xc3\x85rstall;\xc3\x98\n1;\xc3\x85\n2;\xc3",
            codes::TRUNCATED,
        );
        check(b"\xff\xfe\0\xd8", codes::WRONG_ENCODING);
    }

    #[test]
    fn pages_and_broken_headings() {
        let page = "  <!DOCTYPE html><html><head><title>502 Bad Gateway</title>";
        assert_eq!(
            refuse_html(page).unwrap_err().message,
            "the file is a web page (`502 Bad Gateway`), not data; fetch it again"
        );
        assert!(refuse_html("a;<html>").is_ok());
        let check = |heading: &str, meant: Option<&str>| {
            assert_eq!(repaired(heading).as_deref(), meant, "{heading}")
        };
        check("Ã…rstall", Some("Årstall"));
        check("Ã\u{85}rstall", Some("Årstall"));
        check("BelÃ¸p", Some("Beløp"));
        check("Årstall", None);
        check("Beløp (kr)", None);
        check("year", None);
        check("Филолошког", None);
    }
}
