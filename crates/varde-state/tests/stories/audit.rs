use varde_state::{AuditEntry, ImportRecord, State, StateError};

use crate::place::execute;

pub fn entry(id: &str, subject: &str, at_us: i64) -> AuditEntry {
    AuditEntry {
        id: id.into(),
        at_us,
        who: "Åse".into(),
        action: "import".into(),
        subject: subject.into(),
        detail_json: r#"{"rader":12,"kilde":"dbh-373"}"#.into(),
    }
}

fn ids(entries: &[AuditEntry]) -> Vec<&str> {
    entries.iter().map(|e| e.id.as_str()).collect()
}

pub async fn entries_come_in_order(url: String) {
    let state = State::open(&url).await.unwrap();
    for (id, subject, at_us) in [
        ("d", "batch:2", 300),
        ("c", "batch:1", 100),
        ("b", "batch:1", 300),
        ("a", "batch:1", 300),
    ] {
        state.record(entry(id, subject, at_us)).await.unwrap();
    }
    // By time, and within a microsecond as they were written.
    assert_eq!(
        ids(&state.audit_since(i64::MIN).await.unwrap()),
        ["c", "d", "b", "a"]
    );
    assert_eq!(ids(&state.audit_since(300).await.unwrap()), ["d", "b", "a"]);
    assert_eq!(ids(&state.audit_since(301).await.unwrap()), [""; 0]);
    assert_eq!(
        ids(&state.audit_of("batch:1").await.unwrap()),
        ["c", "b", "a"]
    );
    assert_eq!(
        state.audit_of("batch:2").await.unwrap(),
        [entry("d", "batch:2", 300)]
    );

    let error = state.record(entry("a", "batch:3", 400)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the id `a` is taken by an earlier audit entry"
    );
}

pub async fn the_log_is_append_only(url: String) {
    let state = State::open(&url).await.unwrap();
    state.record(entry("a", "batch:1", 1)).await.unwrap();
    for sql in ["update audit set who = 'ingen'", "delete from audit"] {
        let error = execute(&url, sql).await.unwrap_err().to_string();
        assert!(error.contains("append-only"), "{sql}: {error}");
    }
    assert_eq!(
        state.audit_since(0).await.unwrap(),
        [entry("a", "batch:1", 1)]
    );
}

pub async fn an_import_is_recorded_once(url: String) {
    let state = State::open(&url).await.unwrap();
    assert!(state.imports_recorded().await.unwrap().is_empty());
    for (batch, id, expected) in [
        (17, "a", ImportRecord::Recorded),
        (17, "a", ImportRecord::AlreadyRecorded),
        (17, "b", ImportRecord::AlreadyRecorded),
        (4, "c", ImportRecord::Recorded),
        (i64::MAX, "d", ImportRecord::Recorded),
    ] {
        let entry = entry(id, &format!("batch:{batch}"), 100);
        assert_eq!(
            state.record_import(batch, entry).await.unwrap(),
            expected,
            "{batch} {id}"
        );
    }
    let recorded: Vec<i64> = state
        .imports_recorded()
        .await
        .unwrap()
        .into_iter()
        .collect();
    assert_eq!(recorded, [4, 17, i64::MAX]);
    assert_eq!(ids(&state.audit_since(0).await.unwrap()), ["a", "c", "d"]);
}

pub async fn an_import_that_fails_halfway_leaves_nothing(url: String) {
    let state = State::open(&url).await.unwrap();
    state.record(entry("a", "batch:1", 1)).await.unwrap();
    // The entry's id is taken, so the batch must not count as recorded either.
    let error = state
        .record_import(2, entry("a", "batch:2", 2))
        .await
        .unwrap_err();
    assert!(matches!(error, StateError::Taken { .. }), "{error:?}");
    assert!(state.imports_recorded().await.unwrap().is_empty());

    // And the other way round: the entry must go when the batch can't be kept.
    execute(&url, "alter table import_recorded rename to hidden")
        .await
        .unwrap();
    execute(
        &url,
        "create table import_recorded (batch bigint, audit_id text check (audit_id = 'x'))",
    )
    .await
    .unwrap();
    let error = state
        .record_import(2, entry("b", "batch:2", 2))
        .await
        .unwrap_err();
    assert!(matches!(error, StateError::Query { .. }), "{error:?}");
    assert_eq!(ids(&state.audit_since(0).await.unwrap()), ["a"]);
}

pub async fn text_that_a_database_cannot_keep_is_refused_by_both(url: String) {
    let state = State::open(&url).await.unwrap();
    let error = state.record(entry("a\0", "batch:1", 1)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot write the audit entry: a text holds a NUL character"
    );

    let mut broken = entry("a", "batch:1", 1);
    broken.detail_json = "tolv rader".into();
    let error = state.record(broken).await.unwrap_err();
    assert!(
        error.to_string().starts_with("`detail_json` is not JSON: "),
        "{error}"
    );
    assert!(state.audit_since(0).await.unwrap().is_empty());
}
