//! The audit log: who did what, in the order it happened. Rows are added, never changed.
//!
//! An import is true in facts first. Its audit entry is written afterwards by batch id; at start the entries that a crash
//! left out are made up: `imports_recorded` says which batches have theirs, `record_import` adds one once.

use std::collections::BTreeSet;

use crate::error::must_be_json;
use crate::store::{Row, Value, Write};
use crate::{State, StateError};

/// One line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// The entry's own id, made by the caller.
    pub id: String,
    /// When, in UTC microseconds.
    pub at_us: i64,
    /// Who: a user, or the program's name for what it does itself.
    pub who: String,
    /// What was done, such as `import` or `adopt-pack`.
    pub action: String,
    /// What it was done to, such as `batch:17` or `pack:norway`.
    pub subject: String,
    /// The rest, as JSON.
    pub detail_json: String,
}

/// What became of the audit entry of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportRecord {
    /// The entry was written.
    Recorded,
    /// The batch has its entry already; nothing was written.
    AlreadyRecorded,
}

const RECORD: &str = "
    insert into audit (id, position, at_us, who, action, subject, detail_json)
    values ($1, (select coalesce(max(position), 0) + 1 from audit), $2, $3, $4, $5, $6)";

const SINCE: &str = "
    select id, at_us, who, action, subject, detail_json
    from audit
    where at_us >= $1
    order by at_us, position";

const OF: &str = "
    select id, at_us, who, action, subject, detail_json
    from audit
    where subject = $1
    order by at_us, position";

const RECORDING: &str = "write the audit entry";

impl State {
    /// Adds an entry.
    ///
    /// # Errors
    /// `Taken` for an id that another entry has, `NotJson` for a detail that is not JSON, `Query`.
    pub async fn record(&self, entry: AuditEntry) -> Result<(), StateError> {
        must_be_json("detail_json", &entry.detail_json)?;
        let mut write = self
            .store
            .write()
            .await
            .map_err(StateError::query(RECORDING))?;
        add(&mut write, &entry).await?;
        write.commit().await.map_err(StateError::query(RECORDING))
    }

    /// The entries from a time on (that microsecond included), the first one first.
    ///
    /// # Errors
    /// `Query`.
    pub async fn audit_since(&self, at_us: i64) -> Result<Vec<AuditEntry>, StateError> {
        self.audit_by(SINCE, vec![Value::Int(at_us)]).await
    }

    /// The entries of one subject, the first one first.
    ///
    /// # Errors
    /// `Query`.
    pub async fn audit_of(&self, subject: &str) -> Result<Vec<AuditEntry>, StateError> {
        self.audit_by(OF, vec![Value::text(subject)]).await
    }

    /// The batches of facts whose import has its audit entry.
    ///
    /// # Errors
    /// `Query`.
    pub async fn imports_recorded(&self) -> Result<BTreeSet<i64>, StateError> {
        const DOING: &str = "list the recorded imports";
        let rows = self
            .store
            .rows("select batch from import_recorded", Vec::new())
            .await
            .map_err(StateError::query(DOING))?;
        rows.iter()
            .map(|row| row.int("batch"))
            .collect::<Result<_, _>>()
            .map_err(StateError::query(DOING))
    }

    /// Adds the audit entry of an import, once for each batch however often it is asked.
    ///
    /// # Errors
    /// `Taken` for an id that another entry has, `NotJson` for a detail that is not JSON, `Query`.
    pub async fn record_import(
        &self,
        batch: i64,
        entry: AuditEntry,
    ) -> Result<ImportRecord, StateError> {
        must_be_json("detail_json", &entry.detail_json)?;
        let mut write = self
            .store
            .write()
            .await
            .map_err(StateError::query(RECORDING))?;
        let seen = write
            .rows(
                "select batch from import_recorded where batch = $1",
                vec![Value::Int(batch)],
            )
            .await
            .map_err(StateError::query(RECORDING))?;
        if !seen.is_empty() {
            return Ok(ImportRecord::AlreadyRecorded);
        }
        add(&mut write, &entry).await?;
        write
            .execute(
                "insert into import_recorded (batch, audit_id) values ($1, $2)",
                vec![Value::Int(batch), Value::text(&entry.id)],
            )
            .await
            .map_err(StateError::query(RECORDING))?;
        write.commit().await.map_err(StateError::query(RECORDING))?;
        Ok(ImportRecord::Recorded)
    }

    async fn audit_by(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<AuditEntry>, StateError> {
        const DOING: &str = "read the audit log";
        let rows = self
            .store
            .rows(sql, values)
            .await
            .map_err(StateError::query(DOING))?;
        rows.iter()
            .map(audit_entry)
            .collect::<Result<_, _>>()
            .map_err(StateError::query(DOING))
    }
}

async fn add(write: &mut Write, entry: &AuditEntry) -> Result<(), StateError> {
    let values = vec![
        Value::text(&entry.id),
        Value::Int(entry.at_us),
        Value::text(&entry.who),
        Value::text(&entry.action),
        Value::text(&entry.subject),
        Value::text(&entry.detail_json),
    ];
    write
        .execute(RECORD, values)
        .await
        .map_err(StateError::insert(RECORDING, "audit entry", &entry.id))
}

fn audit_entry(row: &Row) -> Result<AuditEntry, sqlx::Error> {
    Ok(AuditEntry {
        id: row.text("id")?,
        at_us: row.int("at_us")?,
        who: row.text("who")?,
        action: row.text("action")?,
        subject: row.text("subject")?,
        detail_json: row.text("detail_json")?,
    })
}
