//! Periods that were closed after reporting: who, when, on which data, and the answers as they were.

use crate::error::must_be_json;
use crate::store::{Row, Value};
use crate::{State, StateError};

/// The period of a closing that is about the strategy as a whole.
pub const WHOLE: &str = "strategy";

/// A closed period. It is never rewritten; closing the period again adds another, which holds from then on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Its own id, made by the caller.
    pub id: String,
    /// The strategy, by its pack's id.
    pub pack: String,
    /// The year, or [`WHOLE`].
    pub period: String,
    /// The hash of the pack that the answers were computed with.
    pub pack_hash: String,
    /// The moment that the answers were known as of, in UTC microseconds.
    pub as_of_us: i64,
    /// The answers, as JSON.
    pub answers_json: String,
    /// What was said of it.
    pub note: String,
    /// When it was closed, in UTC microseconds.
    pub closed_at_us: i64,
    /// Who closed it.
    pub closed_by: String,
}

/// What became of a closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closed {
    /// It holds from now on.
    Closed,
    /// The period was closed before, and closing it again was not asked for; nothing was written. Holds the earlier one.
    Before(Closing),
}

const ALL: &str = "
    select id, pack, period, pack_hash, as_of_us, answers_json, note, closed_at_us, closed_by
    from closing
    order by position";

const CLOSE: &str = "
    insert into closing
        (id, position, pack, period, pack_hash, as_of_us, answers_json, note, closed_at_us, closed_by)
    values
        ($1, (select coalesce(max(position), 0) + 1 from closing), $2, $3, $4, $5, $6, $7, $8, $9)";

impl State {
    /// Closes a period. One that is closed already is closed anew only when `again` says so.
    ///
    /// # Errors
    /// `Taken` for an id that another closing has, `NotJson` for answers that are not JSON, `Query`.
    pub async fn close_period(&self, closing: Closing, again: bool) -> Result<Closed, StateError> {
        const DOING: &str = "close the period";
        must_be_json("answers_json", &closing.answers_json)?;
        let mut write = self.store.write().await.map_err(StateError::query(DOING))?;
        let rows = write
            .rows(ALL, Vec::new())
            .await
            .map_err(StateError::query(DOING))?;
        let before = rows
            .iter()
            .map(read)
            .collect::<Result<Vec<_>, _>>()
            .map_err(StateError::query(DOING))?;
        let same = |b: &Closing| b.pack == closing.pack && b.period == closing.period;
        if let (false, Some(before)) = (again, before.into_iter().rev().find(same)) {
            return Ok(Closed::Before(before));
        }
        let values = vec![
            Value::text(&closing.id),
            Value::text(&closing.pack),
            Value::text(&closing.period),
            Value::text(&closing.pack_hash),
            Value::Int(closing.as_of_us),
            Value::text(&closing.answers_json),
            Value::text(&closing.note),
            Value::Int(closing.closed_at_us),
            Value::text(&closing.closed_by),
        ];
        write
            .execute(CLOSE, values)
            .await
            .map_err(StateError::insert(DOING, "closing", &closing.id))?;
        write.commit().await.map_err(StateError::query(DOING))?;
        Ok(Closed::Closed)
    }

    /// All closings, the first one first.
    ///
    /// # Errors
    /// `Query`.
    pub async fn closings(&self) -> Result<Vec<Closing>, StateError> {
        const DOING: &str = "list the closed periods";
        let rows = self
            .store
            .rows(ALL, Vec::new())
            .await
            .map_err(StateError::query(DOING))?;
        rows.iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map_err(StateError::query(DOING))
    }
}

fn read(row: &Row) -> Result<Closing, sqlx::Error> {
    Ok(Closing {
        id: row.text("id")?,
        pack: row.text("pack")?,
        period: row.text("period")?,
        pack_hash: row.text("pack_hash")?,
        as_of_us: row.int("as_of_us")?,
        answers_json: row.text("answers_json")?,
        note: row.text("note")?,
        closed_at_us: row.int("closed_at_us")?,
        closed_by: row.text("closed_by")?,
    })
}
