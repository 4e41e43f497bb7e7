use varde_state::{State, StateError};

use crate::place::{execute, folder, texts};

const MIGRATIONS: &str =
    "select name || ' ' || cast(applied_at as text) from migration order by version";

pub async fn opening_twice_changes_nothing(url: String) {
    State::open(&url).await.unwrap().close().await;
    let first = texts(&url, MIGRATIONS).await;
    assert_eq!(first.len(), 3);
    assert!(first[0].starts_with("0001_start "), "{first:?}");
    // Times are microseconds: 2020 or later, before 2100.
    let applied: i64 = first[0]["0001_start ".len()..].parse().unwrap();
    assert!(
        (1_577_836_800_000_000..4_102_444_800_000_000).contains(&applied),
        "{applied}"
    );

    State::open(&url).await.unwrap().close().await;
    assert_eq!(texts(&url, MIGRATIONS).await, first);
}

pub async fn two_may_open_a_new_database_at_once(url: String) {
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let url = url.clone();
            tokio::spawn(async move { State::open(&url).await.map(|_| ()) })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(
        texts(&url, "select name from migration").await,
        ["0001_start", "0002_closing", "0003_finding"]
    );
}

pub async fn a_newer_database_is_refused(url: String) {
    let state = State::open(&url).await.unwrap();
    state.set_setting("a", "b", 1, "kari").await.unwrap();
    state.close().await;
    let newer = "insert into migration (version, name, applied_at) values (7, '0007_later', 0)";
    execute(&url, newer).await.unwrap();

    let error = State::open(&url).await.unwrap_err();
    assert!(
        matches!(
            error,
            StateError::TooNew {
                found: 7,
                known: 3,
                ..
            }
        ),
        "{error:?}"
    );
    let text = error.to_string();
    assert!(
        text.contains("version `7`") && text.contains("use the newer program"),
        "{text}"
    );
    assert_eq!(
        texts(&url, "select name from migration order by version")
            .await
            .len(),
        4
    );
}

pub async fn what_was_written_is_there_after_opening_again(url: String) {
    let state = State::open(&url).await.unwrap();
    state
        .set_setting("språk", "nynorsk", 1, "Åse")
        .await
        .unwrap();
    state.close().await;

    let state = State::open(&url).await.unwrap();
    let setting = state.setting("språk").await.unwrap().unwrap();
    assert_eq!(
        (setting.value.as_str(), setting.changed_by.as_str()),
        ("nynorsk", "Åse")
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder("modes");
    let path = folder.join("state.sqlite");
    let url = format!("sqlite:{}", path.display());
    let mode = |name: &str| {
        let file = std::fs::metadata(folder.join(name)).unwrap();
        file.permissions().mode() & 0o777
    };

    let state = State::open(&url).await.unwrap();
    state.set_setting("a", "b", 1, "kari").await.unwrap();
    for name in ["state.sqlite", "state.sqlite-wal", "state.sqlite-shm"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    state.close().await;

    // A file that came back from a backup with everybody's rights.
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
    State::open(&url).await.unwrap().close().await;
    assert_eq!(mode("state.sqlite"), 0o600);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn an_odd_path_is_a_path() {
    let folder = folder("odd");
    let path = folder.join("file:å b?mode=memory%20.sqlite");
    let state = State::open(&format!("sqlite:{}", path.display()))
        .await
        .unwrap();
    state.set_setting("a", "b", 1, "kari").await.unwrap();
    state.close().await;
    assert!(path.metadata().unwrap().len() > 0);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_missing_folder_and_a_file_of_something_else_are_told() {
    let folder = folder("wrong");
    let url = format!("sqlite:{}/missing/state.sqlite", folder.display());
    let error = State::open(&url).await.unwrap_err();
    assert!(matches!(error, StateError::Open { .. }), "{error:?}");
    assert!(
        error.to_string().contains("missing/state.sqlite"),
        "{error}"
    );

    let path = folder.join("letter.txt");
    std::fs::write(&path, "Kjære Kari, dette er ikke en database. ".repeat(100)).unwrap();
    let error = State::open(&format!("sqlite:{}", path.display()))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("not a database"), "{error}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn no_error_tells_the_password() {
    // Nobody listens on port 1. Where a server is at hand, ask it too, for a database that it has not.
    let mut urls = vec!["postgres://kari:hemmelig@127.0.0.1:1/varde".to_owned()];
    if let Ok(server) = std::env::var("VARDE_TEST_POSTGRES")
        && let Some((_, host)) = server.rsplit_once('@')
    {
        let host = host.split('/').next().unwrap();
        urls.push(format!("postgres://kari:hemmelig@{host}/no_such_database"));
    }
    for url in urls {
        let error = State::open(&url).await.unwrap_err();
        let texts = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
        assert!(!texts.contains("hemmelig"), "{texts}");
        assert!(
            texts.starts_with("cannot open state in `postgres://127.0.0.1:"),
            "{texts}"
        );
    }
}

pub async fn an_older_database_is_brought_forward_with_what_is_in_it(url: String) {
    let state = State::open(&url).await.unwrap();
    state.set_setting("a", "b", 1, "kari").await.unwrap();
    state.close().await;
    for table in ["closing", "finding_decision"] {
        execute(&url, &format!("drop table {table}")).await.unwrap();
    }
    execute(&url, "delete from migration where version > 1")
        .await
        .unwrap();
    // SQLite has no functions, and the trigger's goes with PostgreSQL's next step.
    for function in ["closing", "finding_decision"] {
        let drop = format!("drop function refuse_to_rewrite_{function}");
        let _ = execute(&url, &drop).await;
    }

    let state = State::open(&url).await.unwrap();
    assert_eq!(state.setting("a").await.unwrap().unwrap().value, "b");
    assert!(state.closings().await.unwrap().is_empty());
    assert!(state.finding_decisions().await.unwrap().is_empty());
}
