//! The letters of pack SQL, before any parser: the two parsers that read it, ours and the database's, must agree on
//! where every string, name and comment ends. Otherwise what is a string here could be a function call there.

use crate::diagnostic::Span;

/// More than this is data, which belongs in a table or a rule.
pub(super) const LONGEST: usize = 20_000;

/// Deeper than this is an attack: brackets are what makes a parser call itself.
const DEEPEST: usize = 20;

/// So many `[` at most: each `[]` after a type is a level of its own.
const MOST_LISTS: usize = 200;

/// Whether comments may stand in the SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comments {
    Allowed,
    /// A condition is put between parentheses by the engine, which a comment could swallow.
    Refused,
}

/// The first letters that the two parsers could read differently, with what is wrong with them.
pub(super) fn refused(text: &str, comments: Comments) -> Option<(Span, String)> {
    if text.len() > LONGEST {
        let message = format!("SQL of {} bytes; at most {LONGEST} are read", text.len());
        return Some((Span::default(), message));
    }
    let mut chars = text.char_indices().peekable();
    let (mut previous, mut depth, mut lists) = (' ', 0_usize, 0_usize);
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let here = |message: String| {
            let end = at + c.len_utf8();
            Some((Span { start: at, end }, message))
        };
        match c {
            '\r' if next != Some('\n') => return here(LONE_RETURN.to_owned()),
            '\'' if previous.is_ascii_alphanumeric() || previous == '_' => {
                return here(format!(
                    "a string right after `{previous}`, which gives its letters another meaning"
                ));
            }
            '\'' | '"' => {
                for (at, inner) in chars.by_ref() {
                    // A doubled quote closes and opens again, which comes to the same.
                    if inner == c {
                        break;
                    }
                    if matches!(inner, '\0' | '\r') {
                        let span = Span {
                            start: at,
                            end: at + 1,
                        };
                        return Some((span, LONE_RETURN.to_owned()));
                    }
                }
            }
            '-' if next == Some('-') => {
                if comments == Comments::Refused {
                    return here("a comment inside a condition".to_owned());
                }
                while let Some((at, inner)) = chars.next_if(|(_, c)| *c != '\n') {
                    if inner == '\r' && chars.peek().map(|(_, c)| *c) != Some('\n') {
                        let span = Span {
                            start: at,
                            end: at + 1,
                        };
                        return Some((span, LONE_RETURN.to_owned()));
                    }
                }
            }
            '/' if next == Some('*') => {
                return here("`/*`; a comment starts with `--`".to_owned());
            }
            '(' | '[' | '{' if depth == DEEPEST => {
                return here("nested too deeply".to_owned());
            }
            '[' if lists == MOST_LISTS => return here("more lists than are read".to_owned()),
            '(' | '[' | '{' => {
                depth += 1;
                lists += usize::from(c == '[');
            }
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ' ' | '\t' | '\n' | '\r' => {}
            _ if c.is_ascii_alphanumeric() || PLAIN.contains(c) => {}
            _ if c.is_control() || c.is_whitespace() => {
                return here(format!("the invisible letter U+{:04X}", u32::from(c)));
            }
            _ => return here(format!("`{c}` outside a string")),
        }
        previous = c;
    }
    None
}

/// Signs that both parsers read alike.
const PLAIN: &str = "_()[]{},.;:=<>!+-*/%|&~^";

const LONE_RETURN: &str = "a carriage return that ends a line in one reader and not in another";
