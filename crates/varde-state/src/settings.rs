//! Settings that people change while the system runs. Every change is kept; the latest is the value.

use crate::store::{Row, Value};
use crate::{State, StateError};

/// A setting as it became by one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The setting's name.
    pub key: String,
    /// Its value.
    pub value: String,
    /// When it was changed, in UTC microseconds.
    pub changed_at_us: i64,
    /// Who changed it.
    pub changed_by: String,
}

const CHANGE: &str = "
    insert into setting_change (position, key, value, changed_at_us, changed_by)
    values ((select coalesce(max(position), 0) + 1 from setting_change), $1, $2, $3, $4)";

const ONE: &str = "
    select key, value, changed_at_us, changed_by
    from setting_change
    where key = $1
    order by changed_at_us desc, position desc
    limit 1";

const LATEST: &str = "
    select key, value, changed_at_us, changed_by
    from setting_change as this
    where not exists (
        select 1
        from setting_change as later
        where later.key = this.key
          and (later.changed_at_us > this.changed_at_us
               or (later.changed_at_us = this.changed_at_us and later.position > this.position)))
    order by key";

const HISTORY: &str = "
    select key, value, changed_at_us, changed_by
    from setting_change
    where key = $1
    order by changed_at_us, position";

impl State {
    /// Changes a setting, also to the value that it has.
    ///
    /// # Errors
    /// `Query`.
    pub async fn set_setting(
        &self,
        key: &str,
        value: &str,
        changed_at_us: i64,
        changed_by: &str,
    ) -> Result<(), StateError> {
        const DOING: &str = "change the setting";
        let values = vec![
            Value::text(key),
            Value::text(value),
            Value::Int(changed_at_us),
            Value::text(changed_by),
        ];
        let mut write = self.store.write().await.map_err(StateError::query(DOING))?;
        write
            .execute(CHANGE, values)
            .await
            .map_err(StateError::query(DOING))?;
        write.commit().await.map_err(StateError::query(DOING))
    }

    /// A setting as it is now; `None` if nobody has set it.
    ///
    /// # Errors
    /// `Query`.
    pub async fn setting(&self, key: &str) -> Result<Option<Setting>, StateError> {
        Ok(self.settings_by(ONE, vec![Value::text(key)]).await?.pop())
    }

    /// All settings as they are now, by key.
    ///
    /// # Errors
    /// `Query`.
    pub async fn settings(&self) -> Result<Vec<Setting>, StateError> {
        self.settings_by(LATEST, Vec::new()).await
    }

    /// All changes of a setting, the first one first.
    ///
    /// # Errors
    /// `Query`.
    pub async fn setting_history(&self, key: &str) -> Result<Vec<Setting>, StateError> {
        self.settings_by(HISTORY, vec![Value::text(key)]).await
    }

    async fn settings_by(
        &self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<Setting>, StateError> {
        const DOING: &str = "read the settings";
        let rows = self
            .store
            .rows(sql, values)
            .await
            .map_err(StateError::query(DOING))?;
        rows.iter()
            .map(setting)
            .collect::<Result<_, _>>()
            .map_err(StateError::query(DOING))
    }
}

fn setting(row: &Row) -> Result<Setting, sqlx::Error> {
    Ok(Setting {
        key: row.text("key")?,
        value: row.text("value")?,
        changed_at_us: row.int("changed_at_us")?,
        changed_by: row.text("changed_by")?,
    })
}
