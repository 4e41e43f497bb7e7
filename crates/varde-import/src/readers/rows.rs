//! Raw rows to typed rows, handed on with their lines.

use super::{Reject, Rounded, Sink, SinkStopped};
use crate::cells::{Raw, typed};
use crate::headings::{Origin, decimal_mark};
use crate::refusal::{Refusal, codes};
use varde_calc::DecimalMark;
use varde_facts::Cell;
use varde_pack::Source;

/// Makes typed rows of raw ones and hands them on.
pub(crate) struct Rows<'s> {
    source: &'s Source,
    origins: Vec<Origin>,
    decimal: DecimalMark,
    sink: &'s mut dyn Sink,
    pub taken: u64,
    pub rejected: u64,
}

/// Rows between two reports of progress.
const PROGRESS_EVERY: u64 = 8192;
/// The characters that are kept of a rejected row; a lost quote can make one as long as the file.
const ROW_TEXT_CHARS: usize = 10_000;

impl<'s> Rows<'s> {
    pub fn new(source: &'s Source, origins: Vec<Origin>, sink: &'s mut dyn Sink) -> Self {
        Self {
            source,
            origins,
            decimal: decimal_mark(source),
            sink,
            taken: 0,
            rejected: 0,
        }
    }

    /// Take a row: `raw` gives the value of a field number, `text` the row as it was written.
    ///
    /// `cells` is room to work in, kept by the caller so that it is not made anew for each row.
    pub fn take<'r>(
        &mut self,
        line: u64,
        mut raw: impl FnMut(usize) -> Raw<'r>,
        text: impl FnOnce() -> String,
        cells: &mut Vec<Cell<'r>>,
    ) -> Result<(), Refusal> {
        cells.clear();
        let mut lost = Vec::new();
        for (column, origin) in self.source.columns.iter().zip(&self.origins) {
            let value = match origin {
                Origin::Fixed(cell) => {
                    cells.push(cell.clone());
                    continue;
                }
                Origin::Field(field) => raw(*field),
            };
            match typed(value, column, self.decimal) {
                Ok((cell, rounded)) => {
                    cells.push(cell);
                    lost.extend(rounded.map(|(raw, kept)| Rounded {
                        line,
                        column: column.heading.clone(),
                        raw,
                        kept,
                    }));
                }
                Err(problem) => {
                    let column = column.heading.clone();
                    self.reject(Reject {
                        line,
                        column,
                        value: problem.value,
                        reason: problem.reason.to_owned(),
                        message: problem.message,
                        row: text(),
                    });
                    return Ok(());
                }
            }
        }
        self.sink
            .row(line, cells)
            .map_err(|SinkStopped| stopped())?;
        self.taken += 1;
        for rounded in lost {
            self.sink.rounded(rounded);
        }
        Ok(())
    }

    pub fn reject(&mut self, mut reject: Reject) {
        if let Some((end, _)) = reject.row.char_indices().nth(ROW_TEXT_CHARS) {
            reject.row.truncate(end);
            reject.row.push('…');
        }
        self.rejected += 1;
        self.sink.reject(reject);
    }

    pub fn progress(&mut self, bytes_done: usize) {
        if (self.taken + self.rejected).is_multiple_of(PROGRESS_EVERY) {
            self.sink.progress(bytes_done as u64);
        }
    }
}

fn stopped() -> Refusal {
    Refusal::new(codes::STOPPED, "reading was stopped")
}

/// The line (from 1) of places in a text, asked for in rising order.
pub(crate) struct Lines<'t> {
    text: &'t str,
    place: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            place: 0,
            line: 1,
        }
    }

    pub fn at(&mut self, place: usize) -> u64 {
        let between = &self.text.as_bytes()[self.place.min(place)..place];
        self.line += between.iter().filter(|b| **b == b'\n').count() as u64;
        self.place = place;
        self.line
    }

    /// The line of a slice of the same text.
    pub fn of(&mut self, part: &str) -> u64 {
        self.at(offset(self.text, part))
    }
}

/// Where a slice of a text begins in it.
pub(crate) fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize)
        .saturating_sub(text.as_ptr() as usize)
        .min(text.len())
}
