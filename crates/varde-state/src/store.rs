//! One way to say a query to both databases: the same text, values of three types, rows by column name.

use std::path::Path;
use std::pin::Pin;
use std::time::Duration;

use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{
    Connection, Decode, Executor, PgConnection, PgPool, Postgres, Row as _, Sqlite,
    SqliteConnection, SqlitePool, Transaction, Type,
};

type Result<T> = std::result::Result<T, sqlx::Error>;
/// A future that is `Send` by its type. Of the driver's own futures the compiler can't see it through several layers of `async`, and a
/// caller that spawns a task or answers a web request would be the one to get the error.
type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// How long a writer waits for the one before it.
const WRITE_WAIT: Duration = Duration::from_secs(30);
/// How long to wait before asking a busy file again.
const BUSY_PAUSE: Duration = Duration::from_millis(10);
/// How long a server may take to answer the first call.
const CONNECT_WAIT: Duration = Duration::from_secs(10);
/// Names the write lock among the advisory locks of a PostgreSQL database ("varde st").
const WRITE_LOCK: &str = "select pg_advisory_xact_lock(8530224944735351668)";

/// An open database.
#[derive(Clone)]
pub(crate) enum Store {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A transaction that holds the one write lock of the database. Dropped without `commit`, it is undone.
pub(crate) enum Write {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A value for `$1`, `$2`, ….
pub(crate) enum Value {
    Bool(bool),
    Int(i64),
    Text(String),
}

impl Value {
    pub(crate) fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

/// A row of either database.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Store {
    /// Opens a SQLite file, made if missing, that only its owner may read.
    pub(crate) fn sqlite(path: &Path) -> Answer<'_, Store> {
        Box::pin(async move {
            // Absolute, because SQLite reads a name that starts with `file:` as a URL.
            let path = std::path::absolute(path)?;
            only_for_its_owner(&path)?;
            let options = SqliteConnectOptions::new()
                .filename(&path)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(WRITE_WAIT)
                .foreign_keys(true);
            write_ahead(&options).await?;
            let pool = SqlitePoolOptions::new()
                .max_connections(4)
                .acquire_timeout(WRITE_WAIT)
                .connect_with(options)
                .await?;
            Ok(Store::Sqlite(pool))
        })
    }

    /// Opens a PostgreSQL database that exists.
    pub(crate) fn postgres(url: &str) -> Answer<'_, Store> {
        Box::pin(async move {
            let options: PgConnectOptions = url.parse()?;
            // One connection by hand first: the pool would try again for long and then forget why it failed.
            let first = PgConnection::connect_with(&options);
            match tokio::time::timeout(CONNECT_WAIT, first).await {
                Ok(connection) => connection?.close().await?,
                Err(_) => return Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into()),
            }
            let pool = PgPoolOptions::new()
                .max_connections(8)
                .acquire_timeout(WRITE_WAIT)
                .connect_lazy_with(options);
            Ok(Store::Postgres(pool))
        })
    }

    /// Begins a write. One writer at a time on both databases, so that "latest" and "next" mean what they say.
    pub(crate) fn write(&self) -> Answer<'_, Write> {
        Box::pin(async move {
            match self {
                Store::Sqlite(pool) => Ok(Write::Sqlite(pool.begin_with("begin immediate").await?)),
                Store::Postgres(pool) => {
                    // Read committed, so that what follows the lock sees what the writer before it wrote.
                    let begin = "begin isolation level read committed";
                    let mut transaction = pool.begin_with(begin).await?;
                    sqlx::query(WRITE_LOCK).execute(&mut *transaction).await?;
                    Ok(Write::Postgres(transaction))
                }
            }
        })
    }

    pub(crate) fn rows(&self, sql: &'static str, values: Vec<Value>) -> Answer<'_, Vec<Row>> {
        Box::pin(async move {
            match self {
                Store::Sqlite(pool) => {
                    let rows = sqlite_query(sql, values)?.fetch_all(pool).await?;
                    Ok(rows.into_iter().map(Row::Sqlite).collect())
                }
                Store::Postgres(pool) => {
                    let rows = postgres_query(sql, values)?.fetch_all(pool).await?;
                    Ok(rows.into_iter().map(Row::Postgres).collect())
                }
            }
        })
    }

    pub(crate) async fn close(&self) {
        match self {
            Store::Sqlite(pool) => pool.close().await,
            Store::Postgres(pool) => pool.close().await,
        }
    }
}

impl Write {
    pub(crate) fn execute(&mut self, sql: &'static str, values: Vec<Value>) -> Answer<'_, ()> {
        Box::pin(async move {
            match self {
                Write::Sqlite(t) => {
                    sqlite_query(sql, values)?.execute(&mut **t).await?;
                }
                Write::Postgres(t) => {
                    postgres_query(sql, values)?.execute(&mut **t).await?;
                }
            }
            Ok(())
        })
    }

    /// Runs a file of statements.
    pub(crate) fn script(&mut self, sql: &'static str) -> Answer<'_, ()> {
        Box::pin(async move {
            match self {
                Write::Sqlite(t) => {
                    t.execute(sql).await?;
                }
                Write::Postgres(t) => {
                    t.execute(sql).await?;
                }
            }
            Ok(())
        })
    }

    pub(crate) fn rows(&mut self, sql: &'static str, values: Vec<Value>) -> Answer<'_, Vec<Row>> {
        Box::pin(async move {
            match self {
                Write::Sqlite(t) => {
                    let rows = sqlite_query(sql, values)?.fetch_all(&mut **t).await?;
                    Ok(rows.into_iter().map(Row::Sqlite).collect())
                }
                Write::Postgres(t) => {
                    let rows = postgres_query(sql, values)?.fetch_all(&mut **t).await?;
                    Ok(rows.into_iter().map(Row::Postgres).collect())
                }
            }
        })
    }

    pub(crate) fn commit(self) -> Answer<'static, ()> {
        Box::pin(async move {
            match self {
                Write::Sqlite(t) => t.commit().await,
                Write::Postgres(t) => t.commit().await,
            }
        })
    }
}

impl Row {
    pub(crate) fn int(&self, column: &str) -> Result<i64> {
        self.get(column)
    }

    pub(crate) fn text(&self, column: &str) -> Result<String> {
        self.get(column)
    }

    fn get<'r, T>(&'r self, column: &str) -> Result<T>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>,
    {
        match self {
            Row::Sqlite(row) => row.try_get(column),
            Row::Postgres(row) => row.try_get(column),
        }
    }
}

/// Gives the file its write-ahead log, which it then keeps. SQLite answers "busy" to this at once, whatever the busy timeout, when
/// another process does the same; so we wait ourselves.
async fn write_ahead(options: &SqliteConnectOptions) -> Result<()> {
    let mut connection = SqliteConnection::connect_with(options).await?;
    let mut waited = Duration::ZERO;
    loop {
        match connection.execute("pragma journal_mode = wal").await {
            Err(error) if is_busy(&error) && waited < WRITE_WAIT => {
                tokio::time::sleep(BUSY_PAUSE).await;
                waited += BUSY_PAUSE;
            }
            Err(error) => return Err(error),
            Ok(_) => return connection.close().await,
        }
    }
}

/// SQLite's code 5, alone or in the low byte of a more exact one.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|e| e.code());
    code.and_then(|c| c.parse::<u32>().ok())
        .is_some_and(|c| c & 0xff == 5)
}

fn sqlite_query(
    sql: &'static str,
    values: Vec<Value>,
) -> Result<Query<'static, Sqlite, SqliteArguments<'static>>> {
    let mut query = sqlx::query(sql);
    for value in values {
        query = match value {
            Value::Bool(b) => query.bind(b),
            Value::Int(i) => query.bind(i),
            Value::Text(t) => query.bind(without_nul(t)?),
        };
    }
    Ok(query)
}

fn postgres_query(
    sql: &'static str,
    values: Vec<Value>,
) -> Result<Query<'static, Postgres, PgArguments>> {
    let mut query = sqlx::query(sql);
    for value in values {
        query = match value {
            Value::Bool(b) => query.bind(b),
            Value::Int(i) => query.bind(i),
            Value::Text(t) => query.bind(without_nul(t)?),
        };
    }
    Ok(query)
}

/// PostgreSQL keeps no NUL character in a text, so neither database is given one.
fn without_nul(text: String) -> Result<String> {
    if text.contains('\0') {
        return Err(sqlx::Error::Encode("a text holds a NUL character".into()));
    }
    Ok(text)
}

/// Makes the file before SQLite would with everybody's rights; the `-wal` and `-shm` files follow its mode.
#[cfg(unix)]
fn only_for_its_owner(path: &Path) -> std::io::Result<()> {
    use std::fs::{OpenOptions, Permissions};
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)?;
    if file.metadata()?.permissions().mode() & 0o077 != 0 {
        file.set_permissions(Permissions::from_mode(0o600))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn only_for_its_owner(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    options.open(path).map(|_| ())
}
