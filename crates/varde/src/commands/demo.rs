//! `varde demo`: a department on invented data, or on real files, through the real importers.

use crate::args::Demo;
use crate::home::{Home, now};
use crate::output::{Exit, Output};
use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};
use varde_facts::{Known, Mode, Outcome};
use varde_import::{Delivery, deliver};

/// The pack that the demo follows.
const PACK: &str = "ntnu-iot-2018-2025";
/// Every demo is the same one.
const SEED: u64 = 2018;
/// The setting that marks a directory whose numbers are invented.
pub const INVENTED: &str = "invented";

/// The real files that have a source, in the folder's own layout.
const REAL: &[(&str, &str)] = &[
    ("dbh-220", "dbh/220_position_codes.csv"),
    ("dbh-123", "dbh/dbh_123.csv"),
    ("dbh-225", "dbh/level3_employees_positions.csv"),
    ("dbh-225", "dbh/api_225_1150_excerpt.json"),
    ("dbh-373", "dbh/api_373_1150_excerpt.json"),
    ("dbh-750", "dbh/750_steering_indicators.csv"),
    ("dbh-902", "dbh/api_902_1150.json"),
    ("dbh-308", "dbh/308_ntnu_grades.ndjson"),
    ("channel-list", "channels/norwegian_list_2004_2026.csv"),
];

pub fn run(dir: &Path, args: &Demo, out: &mut Output) -> anyhow::Result<Exit> {
    let default = Path::new("./varde-data");
    let dir = if dir == default {
        PathBuf::from(if args.real.is_some() {
            "./varde-real"
        } else {
            "./varde-demo"
        })
    } else {
        dir.to_owned()
    };
    if dir.join("varde.lock").exists() {
        out.say(format!(
            "`{}` is there already and is served as it is; remove it to make the demo anew",
            dir.display()
        ));
    } else {
        if dir.exists() && std::fs::read_dir(&dir)?.next().is_some() {
            bail!(
                "`{}` is not empty and is no data directory; name another with --dir",
                dir.display()
            );
        }
        make(&dir, args, out)?;
    }
    if args.no_serve {
        return Ok(Exit::Fine);
    }
    super::serve::run(&dir, &args.listen, out)
}

/// Make the directory beside its place and move it there whole, so that a demo that was stopped leaves nothing half done.
fn make(dir: &Path, args: &Demo, out: &mut Output) -> anyhow::Result<()> {
    let name = dir
        .file_name()
        .and_then(|n| n.to_str())
        .context("the directory needs a name")?;
    let partial = dir.with_file_name(format!(".{name}.{}", std::process::id()));
    let made = match &args.real {
        Some(folder) => make_real(&partial, folder, out),
        None => make_invented(&partial, out),
    };
    if made.is_err() {
        let _ = std::fs::remove_dir_all(&partial);
    }
    made?;
    if dir.exists() {
        std::fs::remove_dir(dir)?;
    }
    std::fs::rename(&partial, dir)
        .with_context(|| format!("could not move the demo to `{}`", dir.display()))
}

fn make_invented(dir: &Path, out: &mut Output) -> anyhow::Result<()> {
    out.say("making a department on invented data");
    let demo = varde_demo::department(SEED);
    let home = Home::adopt(dir, PACK, out)?;
    home.runtime.block_on(
        home.state
            .set_setting(INVENTED, "yes", now().micros(), "demo"),
    )?;
    let files = dir.join("files");
    std::fs::create_dir_all(&files)?;
    let bar = bar(demo.deliveries.len(), out.watched);
    let (mut rows, mut rejected) = (0, 0);
    for delivery in &demo.deliveries {
        std::fs::write(files.join(&delivery.file_name), &delivery.bytes)
            .with_context(|| format!("could not write `{}`", delivery.file_name))?;
        let known = Known::parse(&delivery.known_at)
            .with_context(|| format!("`{}` is not a moment", delivery.known_at))?;
        let (kept, left_out) = load(
            &home,
            &delivery.source,
            &delivery.file_name,
            &delivery.bytes,
            known,
        )?;
        rows += kept;
        rejected += left_out;
        bar.inc(1);
    }
    bar.finish_and_clear();
    home.catch_up()?;
    home.engine.evaluate(&varde_engine::Query::default())?;
    out.say(format!(
        "{} deliveries, {rows} rows taken in, {rejected} rejected; every number is invented",
        demo.deliveries.len()
    ));
    Ok(())
}

fn make_real(dir: &Path, folder: &Path, out: &mut Output) -> anyhow::Result<()> {
    out.say(format!("loading the real files of `{}`", folder.display()));
    let home = Home::adopt(dir, PACK, out)?;
    let bar = bar(REAL.len(), out.watched);
    let mut rows = 0;
    for (source, file) in REAL {
        let path = folder.join(file);
        let bytes =
            std::fs::read(&path).with_context(|| format!("could not read `{}`", path.display()))?;
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or(file);
        rows += load(&home, source, name, &bytes, now())?.0;
        bar.inc(1);
    }
    bar.finish_and_clear();
    home.catch_up()?;
    home.engine.evaluate(&varde_engine::Query::default())?;
    out.say(format!("{} files, {rows} rows", REAL.len()));
    Ok(())
}

fn load(
    home: &Home,
    source: &str,
    file_name: &str,
    bytes: &[u8],
    known: Known,
) -> anyhow::Result<(i64, i64)> {
    let delivery = Delivery {
        source,
        file_name,
        bytes,
        known,
        imported: now(),
        entered_by: "demo",
        control_total: None,
        mode: Mode::Import,
    };
    match deliver(&home.facts, &home.engine.pack, &delivery, &mut |_| {})? {
        Outcome::Imported(batch) | Outcome::AlreadyInForce(batch) | Outcome::DryRun(batch, _) => {
            Ok((batch.rows, batch.rejected))
        }
    }
}

fn bar(length: usize, watched: bool) -> ProgressBar {
    if !watched {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} files")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length as u64).with_style(style)
}
