//! What each source covers as of a moment: its slices in force, with their rows.

use crate::error::FactsError;
use crate::reader::live_slices;
use crate::store::Facts;
use crate::time::Known;

/// One delivery's part of what a source covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Source.
    pub source: String,
    /// As `year=2023, semester=3`, or `all`.
    pub key: String,
    /// Delivery.
    pub batch: i64,
    /// When it became known.
    pub known: Known,
    /// Rows.
    pub rows: u64,
}

impl Facts {
    /// What is in force of each source as of a moment, by source, key and delivery. Slices without rows are left out.
    ///
    /// # Errors
    /// When reading fails.
    pub fn coverage(&self, as_of: Known) -> Result<Vec<Coverage>, FactsError> {
        let sql = format!(
            "select s.source, s.key, b.batch, epoch_us(b.known), s.rows from facts.meta.slice s join facts.meta.batch b on b.batch = s.batch \
             where s.rows > 0 and s.slice in ({}) order by s.source, s.key, b.batch",
            live_slices(as_of)
        );
        let rows = self.meta("list what the sources cover", &sql)?.rows;
        Ok(rows.into_iter().map(coverage).collect())
    }
}

fn coverage(row: Vec<Option<String>>) -> Coverage {
    let [source, key, batch, known, rows] =
        <[Option<String>; 5]>::try_from(row).unwrap_or_default();
    let number = |cell: Option<String>| cell.and_then(|t| t.parse::<i64>().ok()).unwrap_or(0);
    Coverage {
        source: source.unwrap_or_default(),
        key: key.unwrap_or_default(),
        batch: number(batch),
        known: Known::from_micros(number(known)),
        rows: u64::try_from(number(rows)).unwrap_or(0),
    }
}
