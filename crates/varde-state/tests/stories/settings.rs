use varde_state::{Setting, State};

fn setting(key: &str, value: &str, changed_at_us: i64) -> Setting {
    Setting {
        key: key.into(),
        value: value.into(),
        changed_at_us,
        changed_by: "kari".into(),
    }
}

async fn set(state: &State, s: &Setting) {
    state
        .set_setting(&s.key, &s.value, s.changed_at_us, &s.changed_by)
        .await
        .unwrap();
}

pub async fn the_latest_change_wins_and_all_are_kept(url: String) {
    let state = State::open(&url).await.unwrap();
    assert_eq!(state.setting("title").await.unwrap(), None);
    assert_eq!(state.settings().await.unwrap(), []);

    let changes = [
        setting("title", "IØT", 100),
        setting("title", "", 300),
        // Known late, meant for an earlier time: it does not win.
        setting("title", "for sent", 200),
        // At the same microsecond the later written wins.
        setting("title", "Institutt for æøå", 300),
    ];
    for change in &changes {
        set(&state, change).await;
    }
    assert_eq!(
        state.setting("title").await.unwrap().as_ref(),
        Some(&changes[3])
    );
    let [first, empty, late, last] = changes;
    assert_eq!(
        state.setting_history("title").await.unwrap(),
        [first, late, empty, last]
    );
}

pub async fn settings_are_sorted_by_code_point(url: String) {
    let state = State::open(&url).await.unwrap();
    for key in ["å", "b", "B", "a_b", "ab", "ø", "b"] {
        set(&state, &setting(key, "x", 1)).await;
    }
    let keys: Vec<String> = state
        .settings()
        .await
        .unwrap()
        .into_iter()
        .map(|s| s.key)
        .collect();
    assert_eq!(keys, ["B", "a_b", "ab", "b", "å", "ø"]);
    assert_eq!(state.setting_history("b").await.unwrap().len(), 2);
}
