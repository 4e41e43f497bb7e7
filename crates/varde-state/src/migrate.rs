//! Brings a database forward, one step after the other, never back.

use crate::StateError;
use crate::error::cause;
use crate::store::{Store, Value, Write};

/// A step forward, in each database's own words.
struct Step {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! step {
    ($version:literal, $file:literal) => {
        Step {
            version: $version,
            name: $file,
            sqlite: include_str!(concat!("../migrations/", $file, ".sqlite.sql")),
            postgres: include_str!(concat!("../migrations/", $file, ".postgres.sql")),
        }
    };
}

const STEPS: &[Step] = &[
    step!(1, "0001_start"),
    step!(2, "0002_closing"),
    step!(3, "0003_finding"),
];

/// `applied_at` is the database's own clock, in UTC microseconds: nobody passes a time to `open`.
const TABLE: &str = "create table if not exists migration (
    version bigint not null constraint migration_version primary key,
    name text not null,
    applied_at bigint not null
)";
const DONE_SQLITE: &str =
    "insert into migration (version, name, applied_at) values ($1, $2, unixepoch() * 1000000)";
const DONE_POSTGRES: &str = "insert into migration (version, name, applied_at)
    values ($1, $2, floor(extract(epoch from now()))::bigint * 1000000)";

/// Runs the steps that the database has not seen, all or none.
pub(crate) async fn migrate(store: &Store, place: &str) -> Result<(), StateError> {
    let failed = |error: sqlx::Error| StateError::Migrate {
        place: place.to_owned(),
        cause: cause(&error),
    };
    let known = STEPS.last().map_or(0, |s| s.version);
    let mut write = store.write().await.map_err(failed)?;
    let found = version(&mut write).await.map_err(failed)?;
    if found > known {
        return Err(StateError::TooNew {
            place: place.to_owned(),
            found,
            known,
        });
    }
    for step in STEPS.iter().filter(|s| s.version > found) {
        apply(&mut write, step).await.map_err(failed)?;
        tracing::info!(place, step = step.name, "state brought forward");
    }
    write.commit().await.map_err(failed)
}

async fn version(write: &mut Write) -> Result<i64, sqlx::Error> {
    write.script(TABLE).await?;
    let sql = "select coalesce(max(version), 0) as version from migration";
    match write.rows(sql, Vec::new()).await?.first() {
        Some(row) => row.int("version"),
        None => Ok(0),
    }
}

async fn apply(write: &mut Write, step: &Step) -> Result<(), sqlx::Error> {
    let (script, done) = match write {
        Write::Sqlite(_) => (step.sqlite, DONE_SQLITE),
        Write::Postgres(_) => (step.postgres, DONE_POSTGRES),
    };
    write.script(script).await?;
    let values = vec![Value::Int(step.version), Value::text(step.name)];
    write.execute(done, values).await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_steps_are_the_files_of_the_folder() {
        let folder = format!(
            "{}/migrations",
            std::env::var("CARGO_MANIFEST_DIR").unwrap()
        );
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .filter(|f| f.ends_with(".sql"))
            .collect();
        files.sort();
        let expected: Vec<String> = STEPS
            .iter()
            .flat_map(|s| ["postgres", "sqlite"].map(|d| format!("{}.{d}.sql", s.name)))
            .collect();
        assert_eq!(files, expected);
    }

    #[test]
    fn versions_count_up_from_one_and_open_the_name() {
        for (expected, step) in (1..).zip(STEPS) {
            assert_eq!(step.version, expected);
            assert!(step.name.starts_with(&format!("{expected:04}_")));
        }
    }
}
