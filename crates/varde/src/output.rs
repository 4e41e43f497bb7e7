//! Where a command writes: stdout is data, stderr is talk. On the server both are collected for the one who asked.

use std::io::{IsTerminal, Write};

/// The two streams of a command.
pub struct Output {
    /// Data.
    pub data: Box<dyn Write + Send>,
    /// Talk.
    pub talk: Box<dyn Write + Send>,
    /// Whether somebody watches, so that progress is worth showing.
    pub watched: bool,
}

impl Output {
    /// The process's own streams.
    pub fn process() -> Self {
        Self {
            data: Box::new(std::io::stdout()),
            talk: Box::new(std::io::stderr()),
            watched: std::io::stderr().is_terminal(),
        }
    }

    /// A line of data.
    pub fn line(&mut self, text: impl AsRef<str>) -> std::io::Result<()> {
        writeln!(self.data, "{}", text.as_ref())
    }

    /// A line of talk; that nobody hears it is no reason to stop.
    pub fn say(&mut self, text: impl AsRef<str>) {
        let _ = writeln!(self.talk, "{}", text.as_ref());
    }
}

/// How a command ended: 0 fine, 1 findings, 2 could not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Fine,
    Findings,
    Failed,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }

    pub fn from_code(code: u8) -> Self {
        match code {
            0 => Self::Fine,
            1 => Self::Findings,
            _ => Self::Failed,
        }
    }
}
