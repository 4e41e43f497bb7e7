//! `varde import SOURCE --fetch`: the world that fetching needs, and what it says meanwhile.

use crate::args::Import;
use crate::home::Home;
use crate::output::Output;
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;
use varde_import::fetch::{Client, Fetched, Options, Order, Outcome, World, fetch};
use varde_import::source_of;

/// An answer longer than this is none that a table holds.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Fetch what the command names; `None`: the service says that nothing is new.
pub fn run(
    home: &Home,
    args: &Import,
    environment: &BTreeMap<String, String>,
    out: &mut Output,
) -> anyhow::Result<Option<Box<Fetched>>> {
    let pack = &home.engine.pack;
    let source = source_of(pack, &args.source)?;
    let token = source.fetch.as_ref().and_then(|f| f.token.as_ref());
    let secret = token.and_then(|t| environment.get(&t.env.value).cloned());
    if let (Some(token), None) = (token, &secret) {
        out.say(format!(
            "{} is not set: fetching as anybody may, which can give fewer or rounded numbers",
            token.env.value
        ));
    }
    let mut years = args.year.clone();
    years.sort_unstable();
    years.dedup();
    let options = Options {
        years,
        this_year: jiff::tz::Offset::UTC
            .to_datetime(jiff::Timestamp::now())
            .year(),
        from: args.fetch_from.clone(),
        secret: secret.filter(|s| !s.is_empty()),
    };
    let timeout = Duration::from_secs(number(environment, "VARDE_FETCH_TIMEOUT", 120)?);
    let batches = home.facts.batches()?;
    let order = Order {
        source: &source,
        settings: &pack.settings,
        pack: &pack.hash,
        options: &options,
        data: &home.dir,
        pace: Duration::from_millis(number(environment, "VARDE_FETCH_PACE", 1000)?),
        is_in_force: &|sha256| {
            batches.iter().any(|b| {
                b.source == source.id.value
                    && b.sha256 == sha256
                    && b.withdrawn.is_none()
                    && b.slices_in_force == b.slices.len() as i64
            })
        },
    };
    let client = Client::new(timeout, MOST_BYTES);
    let mut world = World {
        send: &mut |request| client.send(request),
        wait: &mut std::thread::sleep,
        now: &jiff::Timestamp::now,
        chance: &mut || (RandomState::new().build_hasher().finish() % 1000) as u32,
        say: &mut |text| out.say(text),
    };
    let outcome =
        fetch(&order, &mut world).map_err(|e| anyhow::anyhow!("{}: {e}", source.id.value))?;
    Ok(match outcome {
        Outcome::NothingNew => None,
        Outcome::Fetched(fetched) => {
            if !fetched.cut.is_empty() {
                out.say(format!(
                    "cut before anything was kept: {}",
                    fetched.cut.join(", ")
                ));
            }
            Some(fetched)
        }
    })
}

/// A whole number of the environment, from 1.
fn number(environment: &BTreeMap<String, String>, name: &str, usual: u64) -> anyhow::Result<u64> {
    let Some(text) = environment.get(name) else {
        return Ok(usual);
    };
    match text
        .parse()
        .with_context(|| format!("{name} is `{text}`, where a whole number is expected"))?
    {
        0 => bail!("{name} is 0, where at least 1 is expected"),
        number => Ok(number),
    }
}
