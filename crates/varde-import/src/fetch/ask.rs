//! From a declaration to the questions that are asked, one after the other.

use super::error::FetchError;
use super::request::{Request, Secret, escaped, is_safe, origin};
use serde_json::json;
use std::collections::BTreeMap;
use varde_pack::{Decimal, Fetch, FetchKind, Source};

/// What the one who fetches says.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Years; none: from the declared first one to this one.
    pub years: Vec<i16>,
    /// The year that it is.
    pub this_year: i16,
    /// An address in place of the declared one.
    pub from: Option<String>,
    /// The secret, where the environment holds one.
    pub secret: Option<String>,
}

/// One question, and what it is about for who watches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// For example `2024`; empty where there is only one.
    pub label: String,
    /// The first request; its answer may lead to more.
    pub request: Request,
}

/// All questions, in order.
pub fn asks(
    source: &Source,
    fetch: &Fetch,
    settings: &BTreeMap<String, String>,
    options: &Options,
) -> Result<Vec<Ask>, FetchError> {
    let id = &source.id.value;
    let base = options.from.as_ref().unwrap_or(&fetch.base.value);
    if !is_safe(base) || base.contains(['?', '#']) {
        return Err(FetchError::BadAddress(base.clone()));
    }
    let years: Vec<Option<i16>> = match (fetch.is_by_year(), options.years.is_empty()) {
        (false, false) => return Err(FetchError::NoYears(id.clone())),
        (false, true) => vec![None],
        (true, false) => options.years.iter().copied().map(Some).collect(),
        (true, true) => {
            let first = fetch.first_year.unwrap_or(options.this_year);
            (first..=options.this_year).map(Some).collect()
        }
    };
    let missing = |name: &str| FetchError::NoSetting {
        source_id: id.clone(),
        name: name.to_owned(),
    };
    let each: Vec<Option<&str>> = match &fetch.per {
        None => vec![None],
        Some(per) => {
            let values = settings
                .get(&per.value)
                .ok_or_else(|| missing(&per.value))?;
            let values = values.split(',').map(str::trim).filter(|v| !v.is_empty());
            values.map(Some).collect()
        }
    };
    let mut all = Vec::new();
    for year in years {
        for each in &each {
            let fill =
                |template: &str| fill(template, year, *each, settings).map_err(|n| missing(&n));
            let parts = [year.map(|y| y.to_string()), each.map(str::to_owned)];
            all.push(Ask {
                label: parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
                request: request(source, fetch, base, options, &fill)?,
            });
        }
    }
    Ok(all)
}

/// How the secret goes with a request; where it must be exchanged first, that is for who sends.
pub fn secret(fetch: &Fetch, options: &Options) -> Option<Secret> {
    let (token, text) = (fetch.token.as_ref()?, options.secret.clone()?);
    Some(match &token.parameter {
        Some(name) => Secret::Parameter(name.clone(), text),
        None if token.from.is_some() && text.contains(':') => Secret::Basic(text),
        None => Secret::Bearer(text),
    })
}

/// The question for a token (client credentials). Where another address stands in for the service, it stands in here too.
pub fn token_request(fetch: &Fetch, options: &Options, secret: Secret) -> Option<Request> {
    let from = &fetch.token.as_ref()?.from.as_ref()?.value;
    let url = match &options.from {
        Some(other) => from.replacen(origin(from), origin(other), 1),
        None => from.clone(),
    };
    Some(Request {
        body: Some("grant_type=client_credentials".to_owned()),
        headers: vec![(
            "content-type",
            "application/x-www-form-urlencoded".to_owned(),
        )],
        secret: Some(secret),
        ..Request::get(url)
    })
}

fn request(
    source: &Source,
    fetch: &Fetch,
    base: &str,
    options: &Options,
    fill: &dyn Fn(&str) -> Result<String, FetchError>,
) -> Result<Request, FetchError> {
    let mut request = Request::get(format!("{base}{}", fill(&fetch.path)?));
    if fetch.kind == FetchKind::Dbh {
        request.body = Some(dbh_body(source, fetch, fill)?);
    } else {
        let size = fetch.page_size.to_string();
        let own: &[(&str, &str)] = match fetch.kind {
            FetchKind::OpenAlex => &[("per_page", &size), ("cursor", "*")],
            // Without an order of its own a page may repeat what another had.
            FetchKind::Nva => &[("size", &size), ("sort", "identifier:asc")],
            _ => &[],
        };
        let mut query: Vec<String> = Vec::new();
        for (name, value) in &fetch.query {
            query.push(format!("{}={}", escaped(name), escaped(&fill(value)?)));
        }
        query.extend(
            own.iter()
                .map(|(name, value)| format!("{name}={}", escaped(value))),
        );
        if !query.is_empty() {
            request.url = format!("{}?{}", request.url, query.join("&"));
        }
    }
    request.headers = headers(fetch.kind, request.body.is_some());
    request.secret = secret(fetch, options);
    Ok(request)
}

/// The headers that go with every request of a kind.
pub fn headers(kind: FetchKind, posts: bool) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    if kind != FetchKind::File {
        all.push(("accept", "application/json".to_owned()));
    }
    if posts {
        all.push(("content-type", "application/json; charset=utf-8".to_owned()));
    }
    all
}

/// The question as the API of DBH takes it. Clients write the decimal option in two ways and the API does not say which
/// it heeds, so both are sent. Code texts are never asked for: with a grouping some tables fail on them.
fn dbh_body(
    source: &Source,
    fetch: &Fetch,
    fill: &dyn Fn(&str) -> Result<String, FetchError>,
) -> Result<String, FetchError> {
    let decimal = if source.reader.decimal == Decimal::Comma {
        ","
    } else {
        "."
    };
    let mut filters = Vec::new();
    for (variable, values) in &fetch.filter {
        let values = values
            .iter()
            .map(|v| fill(v))
            .collect::<Result<Vec<_>, _>>()?;
        let kind = if values == ["*"] { "all" } else { "item" };
        filters.push(json!({
            "variabel": variable,
            "selection": { "filter": kind, "values": values, "exclude": [""] },
        }));
    }
    let (key, names) = if fetch.group_by.is_empty() {
        ("variabler", &fetch.variables)
    } else {
        ("groupBy", &fetch.group_by)
    };
    let body = json!({
        "tabell_id": fetch.table,
        "api_versjon": 1,
        "statuslinje": "J",
        "begrensning": fetch.page_size.to_string(),
        "kodetekst": "N",
        "desimal_separator": decimal,
        "decimal_separator": decimal,
        key: names,
        "sortBy": names,
        "filter": filters,
    });
    Ok(body.to_string())
}

/// A text with its names in braces replaced; the name that nothing gives.
fn fill(
    template: &str,
    year: Option<i16>,
    each: Option<&str>,
    settings: &BTreeMap<String, String>,
) -> Result<String, String> {
    let mut out = String::new();
    let mut parts = template.split('{');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let Some((name, rest)) = part.split_once('}') else {
            out.push('{');
            out.push_str(part);
            continue;
        };
        let value = match name {
            "year" => year.map(|y| y.to_string()),
            "each" => each.map(str::to_owned),
            setting => settings.get(setting).cloned(),
        };
        out.push_str(&value.ok_or_else(|| name.to_owned())?);
        out.push_str(rest);
    }
    Ok(out)
}
