//! What may be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use varde_engine::Audience;
use varde_view::access::{Role, sees_exactly};

/// A department's strategy as a running system.
#[derive(Debug, Parser)]
#[command(
    name = "varde",
    version,
    about = "A department's strategy as a running system",
    max_term_width = 100
)]
pub struct Cli {
    /// The data directory.
    #[arg(long, global = true, env = "VARDE_DIR", default_value = "./varde-data")]
    pub dir: PathBuf,
    /// How the answer is written.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(subcommand)]
    pub command: Command,
}

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub enum Format {
    /// For people.
    Text,
    /// For programs; stable.
    Json,
}

/// What to do.
#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
pub enum Command {
    /// Make a department on invented data, load it and serve it.
    Demo(Demo),
    /// Make a data directory for a pack, or let it adopt a changed pack.
    Init(Init),
    /// Serve the pages on this machine.
    Serve(Serve),
    /// Check a pack: all findings in one run, and its conformance cases.
    Check(Check),
    /// Say what one strategy made of another: goals carried on, changed, dropped and new.
    Diff(Diff),
    /// Take files in.
    Import(Import),
    /// Take a wrong delivery out; what was in force before it is in force again.
    Withdraw(Withdraw),
    /// Write an empty file with a table's headings.
    Template(Template),
    /// List the deliveries.
    Batches(Batches),
    /// Compute goals and indicators.
    Evaluate(Evaluate),
    /// Open a number down to its rows.
    Explain(Explain),
    /// Say why a number is another than it was: new data, corrected data, definition, units.
    Restate(Restate),
    /// List what the rules of quality find in the data.
    Findings(Findings),
    /// Accept a finding with a reason that lasts until its values change, or open it again.
    Accept(Accept),
    /// Say what each source has delivered, what is late, and what is not due yet.
    Completeness(Completeness),
    /// Close a year or the strategy: its answers are kept as they were reported, and later changes show as restatements.
    Close(Close),
    /// List what was closed, and what has changed since.
    Closings(Seen),
    /// The final account of the strategy: every goal, as it ended and as it is known now.
    Account(Seen),
    /// Official arithmetic on cases.
    Calc(Calc),
}

/// For whom numbers are shown.
#[derive(Debug, Clone, Copy, Args, Serialize, Deserialize)]
pub struct Seen {
    /// Show small numbers too, as those see them who may read the rows; they are not for publishing.
    #[arg(long)]
    pub exact: bool,
}

impl Seen {
    /// Who is answered: the one at the machine, or everyone.
    pub fn audience(self) -> Audience {
        if self.exact {
            Audience::readers_of(sees_exactly(Role::Local))
        } else {
            Audience::everyone()
        }
    }
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Demo {
    /// Only make and load it.
    #[arg(long)]
    pub no_serve: bool,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// Load the real files of this folder instead of invented ones.
    #[arg(long, value_name = "FOLDER")]
    pub real: Option<PathBuf>,
    /// How large; one department for now.
    #[arg(long, value_parser = ["department"], default_value = "department")]
    pub scale: String,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Init {
    /// Folder of the pack, or the name of one that comes with Varde.
    #[arg(long)]
    pub pack: String,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Serve {
    /// Where to listen; only this machine until sign-in exists.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: String,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Check {
    /// Folders of packs, or names of packs that come with Varde.
    #[arg(required = true)]
    pub packs: Vec<String>,
    /// A folder with more conformance cases.
    #[arg(long, value_name = "DIR")]
    pub cases: Option<PathBuf>,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Diff {
    /// The earlier pack: its folder, or the name of one that comes with Varde.
    pub old: String,
    /// The later one.
    pub new: String,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Import {
    /// Source, or table for a file with the table's own headings.
    pub source: String,
    /// Files.
    #[arg(required_unless_present = "fetch")]
    pub files: Vec<PathBuf>,
    /// Ask the source's own service instead of reading files.
    #[arg(long, conflicts_with_all = ["files", "known_at"])]
    pub fetch: bool,
    /// Fetch only this year; may be given several times.
    #[arg(long, value_name = "Y", requires = "fetch", conflicts_with = "files")]
    pub year: Vec<i16>,
    /// Fetch from this address instead of the declared one: a mirror, a proxy.
    #[arg(long, value_name = "URL", requires = "fetch", conflicts_with = "files")]
    pub fetch_from: Option<String>,
    /// Do everything, change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// When it became known, to load history: a date or a moment, not later than now.
    #[arg(long, value_name = "T")]
    pub known_at: Option<String>,
    /// The sum that the source's control column must have.
    #[arg(long, value_name = "SUM", allow_hyphen_values = true)]
    pub control_total: Option<String>,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Withdraw {
    /// Number of the delivery.
    pub batch: i64,
    /// Why.
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Template {
    /// Table.
    pub table: String,
    /// Write a workbook to this file instead of delimited text to the screen; the ending decides (csv or xlsx).
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// Language of the headings.
    #[arg(long, value_parser = ["nb", "nn", "en"], default_value = "nb")]
    pub language: String,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Batches {
    /// Only this source.
    #[arg(long)]
    pub source: Option<String>,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Evaluate {
    /// Only this goal.
    #[arg(long, conflicts_with = "indicator")]
    pub goal: Option<String>,
    /// Only this indicator.
    #[arg(long)]
    pub indicator: Option<String>,
    /// Only this year.
    #[arg(long)]
    pub year: Option<i16>,
    /// This unit, by id or code; default the strategy's own.
    #[arg(long)]
    pub unit: Option<String>,
    /// As known then: a date or a moment; default the latest delivery.
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
    /// By another strategy on the same data: the folder of its pack, or the name of one that comes with Varde.
    #[arg(long, conflicts_with = "definitions")]
    pub pack: Option<String>,
    /// By the definitions of today, whatever was adopted then.
    #[arg(long, value_parser = ["today", "then"], default_value = "then")]
    pub definitions: String,
    #[command(flatten)]
    pub seen: Seen,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Explain {
    /// Goal or indicator.
    pub id: String,
    /// Year.
    #[arg(long)]
    pub year: i16,
    /// This unit, by id or code; default the strategy's own.
    #[arg(long)]
    pub unit: Option<String>,
    /// As known then.
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
    /// Open every row down to its file and line.
    #[arg(long)]
    pub rows: bool,
    #[command(flatten)]
    pub seen: Seen,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Restate {
    /// Goal or indicator.
    pub id: String,
    /// As it was known then.
    #[arg(long, value_name = "T1")]
    pub from: String,
    /// And as it was known then; default the latest delivery.
    #[arg(long, value_name = "T2")]
    pub to: Option<String>,
    /// Only this year.
    #[arg(long)]
    pub year: Option<i16>,
    /// This unit, by id or code; default the strategy's own.
    #[arg(long)]
    pub unit: Option<String>,
    #[command(flatten)]
    pub seen: Seen,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Findings {
    /// Only this finding, by the beginning of its fingerprint, opened to its rows.
    pub finding: Option<String>,
    /// Only those that stand on this source.
    #[arg(long)]
    pub source: Option<String>,
    /// Only those of this unit, by id or code.
    #[arg(long)]
    pub unit: Option<String>,
    /// Only of this severity.
    #[arg(long, value_parser = ["error", "warning", "note"])]
    pub severity: Option<String>,
    /// Only those that this role mends.
    #[arg(long)]
    pub owner: Option<String>,
    /// Those that were accepted too.
    #[arg(long)]
    pub all: bool,
    /// Open every row down to its file and line.
    #[arg(long)]
    pub rows: bool,
    /// As known then: a date or a moment; default the latest delivery.
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Accept {
    /// The finding, by the beginning of its fingerprint.
    pub finding: String,
    /// Why.
    #[arg(long, value_name = "REASON")]
    pub because: String,
    /// Accept it anew with another reason; what was said before is kept.
    #[arg(long, conflicts_with = "withdraw")]
    pub again: bool,
    /// Take the acceptance back: the finding is open again.
    #[arg(long)]
    pub withdraw: bool,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Completeness {
    /// Only this year.
    #[arg(long)]
    pub year: Option<i16>,
    /// As known then: a date or a moment; default now.
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Close {
    /// The year, or `strategy` for the strategy as a whole.
    #[arg(value_name = "YEAR|strategy")]
    pub period: String,
    /// As known then; default the latest delivery.
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
    /// What it was reported in.
    #[arg(long, default_value = "")]
    pub note: String,
    /// Close it anew; what was kept before stays in the list.
    #[arg(long)]
    pub again: bool,
}

#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub struct Calc {
    #[command(subcommand)]
    pub what: CalcWhat,
}

#[derive(Debug, Clone, Subcommand, Serialize, Deserialize)]
pub enum CalcWhat {
    /// Publication points (NVI) of the cases in a file; CSV out.
    Nvi {
        /// Columns: instance_type, channel_type, level, international, total_creator_shares, institution1_creator_shares, institution2_creator_shares.
        file: PathBuf,
    },
}
