//! The command line: arguments → settings → wiring. The only crate that sees everything.

mod args;
mod commands;
mod diagnostics;
mod home;
mod json;
mod official;
mod output;
mod packs;
mod socket;

use clap::Parser;
use output::{Exit, Output};
use std::process::ExitCode;

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("VARDE_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let cli = args::Cli::parse();
    let mut out = Output::process();
    let exit = commands::run(&cli, &mut out).unwrap_or_else(|error| {
        // A reader that has gone away is no failure of ours.
        let gone = error.chain().any(|e| {
            e.downcast_ref::<std::io::Error>()
                .is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
        });
        if gone {
            return Exit::Fine;
        }
        out.say(format!("error: {error:#}"));
        Exit::Failed
    });
    ExitCode::from(exit.code())
}
