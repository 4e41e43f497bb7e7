//! A fresh database for each story, gone afterwards.

use std::future::Future;
use std::path::PathBuf;

use sqlx::{Connection, Executor, PgConnection, SqliteConnection};

/// Tells a story on a new SQLite file.
pub async fn on_sqlite<F>(name: &str, story: impl FnOnce(String) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let folder = folder(name);
    // A story runs as a task of its own, which also holds that the API's futures are `Send`.
    let told = tokio::spawn(story(format!("sqlite:{}/state.sqlite", folder.display()))).await;
    std::fs::remove_dir_all(folder).unwrap();
    told.unwrap();
}

/// Tells a story on a new PostgreSQL database.
pub async fn on_postgres<F>(name: &str, story: impl FnOnce(String) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let set = |name: &str| std::env::var(name).is_ok_and(|v| !v.is_empty());
    let Ok(server) = std::env::var("VARDE_TEST_POSTGRES") else {
        assert!(
            !set("CI") && !set("VARDE_TEST_POSTGRES_REQUIRED"),
            "`VARDE_TEST_POSTGRES` is not set, and PostgreSQL's stories are required here"
        );
        eprintln!("not told on PostgreSQL: `VARDE_TEST_POSTGRES` is not set");
        return;
    };
    let database = format!("varde_{}_{name}", std::process::id());
    let database = &database[..database.len().min(63)];
    execute(&server, &format!("create database {database}"))
        .await
        .unwrap();
    let told = tokio::spawn(story(with_database(&server, database))).await;
    execute(&server, &format!("drop database {database} with (force)"))
        .await
        .unwrap();
    told.unwrap();
}

/// A new folder below the system's folder for temporary files.
pub fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("varde-state-{}-{name}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    folder
}

/// Runs a statement past the crate, as another program would.
pub async fn execute(url: &str, sql: &str) -> Result<(), sqlx::Error> {
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await?;
        connection.execute(sql).await?;
        connection.close().await
    } else {
        let mut connection = PgConnection::connect(url).await?;
        connection.execute(sql).await?;
        connection.close().await
    }
}

/// Reads the texts of a query with one column past the crate.
pub async fn texts(url: &str, sql: &str) -> Vec<String> {
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        sqlx::query_scalar(sql)
            .fetch_all(&mut connection)
            .await
            .unwrap()
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::query_scalar(sql)
            .fetch_all(&mut connection)
            .await
            .unwrap()
    }
}

fn with_database(url: &str, database: &str) -> String {
    let (address, parameters) = match url.split_once('?') {
        Some((address, parameters)) => (address, format!("?{parameters}")),
        None => (url, String::new()),
    };
    let (server, _) = address
        .rsplit_once('/')
        .expect("a URL that ends in a database");
    format!("{server}/{database}{parameters}")
}
