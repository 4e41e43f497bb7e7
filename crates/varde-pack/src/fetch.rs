//! Where a source is fetched from: an address, what is asked for, and what the answer must look like.
//!
//! Texts may hold `{year}`, `{each}` and `{SETTING}`; who fetches puts the values in.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Fields, Located, Node, Value, is_number};
use std::collections::BTreeMap;

/// How a source is fetched.
#[derive(Debug, Clone)]
pub struct Fetch {
    /// Which service answers, which decides how is asked and how pages follow each other.
    pub kind: FetchKind,
    /// The address, https.
    pub base: Located<String>,
    /// What stands after the address, for example `/{each}`.
    pub path: String,
    /// Parameters of the address.
    pub query: BTreeMap<String, String>,
    /// DBH: the table's number.
    pub table: u32,
    /// DBH: the variables that the answer is grouped by; empty where `variables` are asked for.
    pub group_by: Vec<String>,
    /// DBH: the variables of a table that can't be grouped.
    pub variables: Vec<String>,
    /// DBH: the values that are asked for, by variable; `*` alone is all.
    pub filter: BTreeMap<String, Vec<String>>,
    /// Rows asked for at a time.
    pub page_size: u32,
    /// The first year that is fetched where no years are named.
    pub first_year: Option<i16>,
    /// The setting with the values that are asked for one by one, between commas.
    pub per: Option<Located<String>>,
    /// What opens the door.
    pub token: Option<Token>,
    /// The columns of the answer: for `dbh`, `openalex` and `file` these and no others, for the others at least these.
    pub columns: Vec<String>,
    /// What values must look like while their unit is the one that is known.
    pub expect: Vec<Expectation>,
}

/// The services that Varde knows how to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchKind {
    /// The database for statistics on higher education: a question is posted, the answer is a list.
    Dbh,
    /// The national archive of publications: `hits`, and a link to the next.
    Nva,
    /// OpenAlex: `results`, and a cursor.
    OpenAlex,
    /// The register of legal entities: one entity, or `_embedded` and a link to the next.
    Brreg,
    /// A file as it lies there.
    File,
}

impl FetchKind {
    const WORDS: [(&'static str, Self); 5] = [
        ("dbh", Self::Dbh),
        ("nva", Self::Nva),
        ("openalex", Self::OpenAlex),
        ("brreg", Self::Brreg),
        ("file", Self::File),
    ];

    /// The word in a pack.
    pub fn as_str(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(word, _)| word)
    }

    /// Whether a row has the declared columns and no others.
    pub fn names_all_columns(self) -> bool {
        matches!(self, Self::Dbh | Self::OpenAlex | Self::File)
    }
}

/// A secret: the pack knows only the name of the environment variable that holds it.
#[derive(Debug, Clone)]
pub struct Token {
    /// `VARDE_…_TOKEN` or `VARDE_…_KEY`.
    pub env: Located<String>,
    /// The parameter of the address that carries it; left out: the header `Authorization`.
    pub parameter: Option<String>,
    /// Where `id:secret` is exchanged for a token (client credentials).
    pub from: Option<Located<String>>,
    /// Without it nothing is fetched.
    pub required: bool,
}

/// What holds for a column as long as its unit is the one that is known.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// The source's column.
    pub column: Located<String>,
    /// The unit in words.
    pub unit: String,
    /// The largest value of a whole answer lies here; exact numbers.
    pub largest: Option<(String, String)>,
    /// The texts that it may hold.
    pub one_of: Vec<String>,
}

impl Fetch {
    /// All texts in which names in braces are replaced.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.path.as_str())
            .chain(self.query.values().map(String::as_str))
            .chain(self.filter.values().flatten().map(String::as_str))
    }

    /// Whether each year is asked for by itself.
    pub fn is_by_year(&self) -> bool {
        self.templates().any(|t| names_in(t).any(|n| n == "year"))
    }

    /// The settings that the texts name.
    pub fn settings(&self) -> impl Iterator<Item = &str> {
        self.templates()
            .flat_map(names_in)
            .filter(|n| !matches!(*n, "year" | "each"))
            .chain(self.per.iter().map(|p| p.value.as_str()))
    }
}

/// The names in braces of a text.
pub fn names_in(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

pub(crate) fn read(fields: Fields<'_>) -> Fetch {
    let kind = fields
        .required_word("kind", &FetchKind::WORDS)
        .unwrap_or(FetchKind::File);
    let is_dbh = kind == FetchKind::Dbh;
    let base = fields.required_located("base");
    is_address(&fields, &base);
    let fetch = Fetch {
        kind,
        base,
        path: fields.text("path").unwrap_or_default(),
        query: if is_dbh {
            BTreeMap::new()
        } else {
            free(fields.table("query"))
                .into_iter()
                .map(|(k, v)| (k, v.join(",")))
                .collect()
        },
        // A key that only DBH has is asked for only there, so elsewhere it is one that is not known.
        table: if is_dbh {
            fields.within("table", 1..=99_999).unwrap_or_default()
        } else {
            0
        },
        group_by: if is_dbh {
            fields.list("group_by")
        } else {
            Vec::new()
        },
        variables: if is_dbh {
            fields.list("variables")
        } else {
            Vec::new()
        },
        filter: if is_dbh {
            free(fields.table("filter"))
        } else {
            BTreeMap::new()
        },
        page_size: fields
            .within("page_size", 1..=1_000_000)
            .unwrap_or(if is_dbh { 100_000 } else { 100 }),
        first_year: fields.year("first_year"),
        per: fields.located("per"),
        token: fields.table("token").map(read_token),
        columns: fields.list("columns"),
        expect: fields
            .tables("expect")
            .into_iter()
            .map(read_expectation)
            .collect(),
    };
    if fetch.columns.is_empty() {
        let message = "`columns` is missing";
        let hint =
            "columns = [\"Årstall\", …]: what the answer has today, so that a change is seen";
        fields.report(Diagnostic::error(codes::MISSING_KEY, fields.place(), message).hint(hint));
    }
    if is_dbh {
        dbh_rules(&fields, &fetch);
    }
    if fetch.is_by_year() && fetch.first_year.is_none() {
        let message = "`first_year` is missing: each `{year}` is asked for by itself";
        fields.report(Diagnostic::error(
            codes::MISSING_KEY,
            fields.place(),
            message,
        ));
    }
    fields.finish();
    fetch
}

/// What the API answers with 400 or 500 to, found before it is asked.
fn dbh_rules(fields: &Fields<'_>, fetch: &Fetch) {
    let missing = |message: &str| {
        fields.report(Diagnostic::error(
            codes::MISSING_KEY,
            fields.place(),
            message,
        ));
    };
    if fetch.table == 0 && !fields.has("table") {
        missing("`table` is missing");
    }
    if fetch.filter.is_empty() {
        missing("`filter` is missing: the API wants one at least");
    }
    match (fetch.group_by.is_empty(), fetch.variables.is_empty()) {
        (true, true) => missing("`group_by` or `variables` is missing"),
        (false, false) => fields.report(
            Diagnostic::error(
                codes::CONTRADICTION,
                fields.place_of("variables"),
                "`group_by` and `variables` exclude each other",
            )
            .hint("`group_by` for tables that DBH sums, `variables` for the others"),
        ),
        _ => {}
    }
    for name in fetch.group_by.iter().chain(&fetch.variables) {
        if !fetch.columns.is_empty() && !fetch.columns.contains(name) {
            let message = format!("`{name}` is asked for, but is not among `columns`");
            let place = fields.place_of("columns");
            fields.report(Diagnostic::error(codes::CONTRADICTION, place, message));
        }
    }
}

fn is_address(fields: &Fields<'_>, address: &Located<String>) {
    let host = address
        .value
        .strip_prefix("https://")
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let fine = host.is_some_and(|h| !h.is_empty() && !h.contains(['@', ' ']))
        && !address.value.contains(['?', '#']);
    if !fine && !address.value.is_empty() {
        let message = format!("`{}` is not an address to fetch from", address.value);
        let refused = Diagnostic::error(codes::NOT_ALLOWED, address.place.clone(), message);
        fields.report(refused.hint("https://host/path; parameters go under `query`"));
    }
}

/// A table with free keys whose values are texts or lists of texts.
fn free(table: Option<Fields<'_>>) -> BTreeMap<String, Vec<String>> {
    let Some(table) = table else {
        return BTreeMap::new();
    };
    let one = |node: &Node| match &node.value {
        Value::Text(text) => Some(text.clone()),
        _ => {
            let message = "a text or a list of texts is expected";
            let place = table.at(node.span);
            table.report(Diagnostic::error(codes::WRONG_TYPE, place, message));
            None
        }
    };
    let all = table.entries().map(|(name, node)| {
        let values = match &node.value {
            Value::Array(items) => items.iter().filter_map(one).collect(),
            _ => one(node).into_iter().collect(),
        };
        (name.to_owned(), values)
    });
    all.collect()
}

fn read_token(fields: Fields<'_>) -> Token {
    let token = Token {
        env: fields.required_located("env"),
        parameter: fields.text("parameter"),
        from: fields.located("from"),
        required: fields.flag("required"),
    };
    let name = &token.env.value;
    // Packs may come from anywhere, so they reach no other secret of the one who runs Varde.
    let is_own = name.starts_with("VARDE_")
        && (name.ends_with("_TOKEN") || name.ends_with("_KEY"))
        && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    if !is_own && !name.is_empty() {
        let message = format!("`{name}` is not the name of a token");
        let refused = Diagnostic::error(codes::NOT_ALLOWED, token.env.place.clone(), message);
        fields.report(refused.hint("VARDE_…_TOKEN or VARDE_…_KEY"));
    }
    if let Some(from) = &token.from {
        is_address(&fields, from);
    }
    fields.finish();
    token
}

fn read_expectation(fields: Fields<'_>) -> Expectation {
    let limits = fields.list("largest");
    let largest = match &limits[..] {
        [] => None,
        [low, high] if is_number(low) && is_number(high) => Some((low.clone(), high.clone())),
        _ => {
            let message = "`largest` should be two exact numbers";
            let refused = Diagnostic::error(codes::BAD_NUMBER, fields.place_of("largest"), message);
            fields.report(refused.hint("largest = [\"1000\", \"50000000\"]"));
            None
        }
    };
    let expectation = Expectation {
        column: fields.required_located("column"),
        unit: fields.required("unit"),
        largest,
        one_of: fields.list("one_of"),
    };
    if limits.is_empty() && expectation.one_of.is_empty() {
        let message = "`largest` or `one_of` is missing";
        fields.report(Diagnostic::error(
            codes::MISSING_KEY,
            fields.place(),
            message,
        ));
    }
    fields.finish();
    expectation
}
