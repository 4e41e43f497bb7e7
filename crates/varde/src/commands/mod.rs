//! One file a command. Those that work on a data directory run here, or in the server that holds the directory.

mod batches;
mod calc;
mod check;
mod closing;
mod completeness;
mod demo;
mod diff;
mod evaluate;
mod explain;
mod fetch;
mod findings;
mod import;
mod init;
mod restate;
mod serve;
mod template;
mod withdraw;

use crate::args::{Cli, Command, Format};
use crate::home::Home;
use crate::output::{Exit, Output};
use crate::socket;
use anyhow::Context;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files with their contents.
pub type Files = Vec<(PathBuf, Vec<u8>)>;

/// What a command is given where it was typed: the files it works on, and the environment that fetching reads.
#[derive(Default)]
pub struct Given {
    /// Files, already read.
    pub files: Files,
    /// `VARDE_FETCH_…`, `VARDE_…_TOKEN` and `VARDE_…_KEY`.
    pub environment: BTreeMap<String, String>,
}

/// Run what was typed.
pub fn run(cli: &Cli, out: &mut Output) -> anyhow::Result<Exit> {
    match &cli.command {
        Command::Check(args) => return check::run(args, cli.format, out),
        Command::Calc(args) => return calc::run(args, out),
        Command::Diff(args) => return diff::run(args, cli.format, out),
        Command::Init(args) => return init::run(&cli.dir, args, out),
        Command::Serve(args) => return serve::run(&cli.dir, &args.listen, out),
        Command::Demo(args) => return demo::run(&cli.dir, args, out),
        _ => {}
    }
    if let Command::Template(args) = &cli.command
        && let Some(path) = &args.output
    {
        return into_file(path, out, |out| at_home(cli, out));
    }
    at_home(cli, out)
}

/// Run a command in the server that holds the directory, or here when none does.
fn at_home(cli: &Cli, out: &mut Output) -> anyhow::Result<Exit> {
    let given = Given {
        files: read_files(&cli.command)?,
        environment: environment(&cli.command),
    };
    if let Some(exit) = socket::forward(&cli.dir, &cli.command, cli.format, &given, out)? {
        return Ok(exit);
    }
    let home = Home::open(&cli.dir, out)?;
    run_at_home(&home, &cli.command, cli.format, &given, out)
}

/// Write a command's data to a file where it was typed, whoever makes it; a command that fails leaves no file.
fn into_file(
    path: &Path,
    out: &mut Output,
    work: impl FnOnce(&mut Output) -> anyhow::Result<Exit>,
) -> anyhow::Result<Exit> {
    let name = path
        .file_name()
        .context("a file needs a name")?
        .to_string_lossy();
    let partial = path.with_file_name(format!(".{name}.part"));
    let problem = || format!("could not write `{}`", path.display());
    out.data = Box::new(std::fs::File::create(&partial).with_context(problem)?);
    let ended = work(out);
    out.data = Box::new(std::io::stdout());
    match ended {
        Ok(Exit::Fine) => {
            std::fs::rename(&partial, path).with_context(problem)?;
            ended
        }
        other => {
            let _ = std::fs::remove_file(&partial);
            other
        }
    }
}

/// Run a command on an open data directory.
pub fn run_at_home(
    home: &Home,
    command: &Command,
    format: Format,
    given: &Given,
    out: &mut Output,
) -> anyhow::Result<Exit> {
    match command {
        Command::Import(args) => import::run(home, args, format, given, out),
        Command::Withdraw(args) => withdraw::run(home, args, format, out),
        Command::Template(args) => template::run(home, args, out),
        Command::Batches(args) => batches::run(home, args, format, out),
        Command::Evaluate(args) => evaluate::run(home, args, format, out),
        Command::Explain(args) => explain::run(home, args, format, out),
        Command::Restate(args) => restate::run(home, args, format, out),
        Command::Findings(args) => findings::list(home, args, format, out),
        Command::Accept(args) => findings::accept(home, args, format, out),
        Command::Completeness(args) => completeness::run(home, args, format, out),
        Command::Close(args) => closing::close(home, args, format, out),
        Command::Closings(seen) => closing::list(home, *seen, format, out),
        Command::Account(seen) => closing::account(home, *seen, format, out),
        Command::Check(_)
        | Command::Calc(_)
        | Command::Diff(_)
        | Command::Init(_)
        | Command::Serve(_)
        | Command::Demo(_) => anyhow::bail!("this command needs no data directory"),
    }
}

fn read_files(command: &Command) -> anyhow::Result<Files> {
    let Command::Import(args) = command else {
        return Ok(Files::new());
    };
    args.files
        .iter()
        .map(|path| {
            Ok((
                path.clone(),
                std::fs::read(path)
                    .with_context(|| format!("could not read `{}`", path.display()))?,
            ))
        })
        .collect()
}

/// What fetching reads of the environment; other commands get nothing.
fn environment(command: &Command) -> BTreeMap<String, String> {
    if !matches!(command, Command::Import(args) if args.fetch) {
        return BTreeMap::new();
    }
    let ours = |name: &str| {
        name.starts_with("VARDE_FETCH_")
            || (name.starts_with("VARDE_") && (name.ends_with("_TOKEN") || name.ends_with("_KEY")))
    };
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| ours(name))
        .collect()
}

/// A moment as typed, or a clear word about how to type it.
fn moment(text: &str) -> anyhow::Result<varde_facts::Known> {
    varde_facts::Known::parse(text).with_context(|| {
        format!("`{text}` is neither a date nor a moment; write 2024-05-01 or 2024-05-01T08:00:00Z")
    })
}

/// Columns of text, the widest cell deciding.
fn table(rows: &[Vec<String>], right: &[usize], out: &mut Output) -> anyhow::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|c| {
            rows.iter()
                .filter_map(|r| r.get(c))
                .map(|t| t.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    for row in rows {
        let cells = row.iter().enumerate().map(|(c, text)| {
            let gap = " ".repeat(widths[c].saturating_sub(text.chars().count()));
            if right.contains(&c) {
                format!("{gap}{text}")
            } else {
                format!("{text}{gap}")
            }
        });
        out.line(cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}
