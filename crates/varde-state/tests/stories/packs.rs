use varde_state::{AdoptedPack, Adoption, State, StateError};

pub fn adoption(id: &str, pack: &str, hash: &str, adopted_at_us: i64) -> AdoptedPack {
    AdoptedPack {
        id: id.into(),
        pack: pack.into(),
        version: format!("v-{hash}"),
        hash: hash.into(),
        files_json: r#"{"pack.toml":"id = \"x\""}"#.into(),
        adopted_at_us,
        adopted_by: "kari".into(),
    }
}

async fn id_at(state: &State, pack: Option<&str>, at_us: Option<i64>) -> Option<String> {
    state
        .adopted_pack_at(pack, at_us)
        .await
        .unwrap()
        .map(|a| a.id)
}

pub async fn the_pack_in_force_is_the_latest_at_the_time(url: String) {
    let state = State::open(&url).await.unwrap();
    assert_eq!(state.adopted_pack_at(None, None).await.unwrap(), None);
    let (old, new) = (
        adoption("a", "iot", "h1", 100),
        adoption("b", "iot", "h2", 200),
    );
    // The older one is loaded afterwards, as history is.
    assert_eq!(
        state.adopt_pack(new.clone()).await.unwrap(),
        Adoption::Adopted
    );
    assert_eq!(
        state.adopt_pack(old.clone()).await.unwrap(),
        Adoption::Adopted
    );

    for (at_us, expected) in [
        (Some(-1), None),
        (Some(99), None),
        (Some(100), Some("a")),
        (Some(199), Some("a")),
        (Some(200), Some("b")),
        (Some(i64::MAX), Some("b")),
        (None, Some("b")),
    ] {
        assert_eq!(
            id_at(&state, None, at_us).await.as_deref(),
            expected,
            "at {at_us:?}"
        );
    }
    assert_eq!(state.adopted_packs().await.unwrap(), [old, new]);

    // Two at one microsecond: the later written is in force.
    state
        .adopt_pack(adoption("0", "iot", "h3", 200))
        .await
        .unwrap();
    assert_eq!(id_at(&state, None, None).await.as_deref(), Some("0"));
}

pub async fn the_pack_in_force_is_not_adopted_twice(url: String) {
    let state = State::open(&url).await.unwrap();
    let first = adoption("a", "iot", "h1", 100);
    state.adopt_pack(first.clone()).await.unwrap();
    let again = state
        .adopt_pack(adoption("b", "iot", "h1", 150))
        .await
        .unwrap();
    assert_eq!(again, Adoption::AlreadyInForce(first));
    assert_eq!(state.adopted_packs().await.unwrap().len(), 1);

    // Another in between, then the first again: that is a decision of its own.
    for (id, hash, at_us) in [("c", "h2", 200), ("d", "h1", 300)] {
        let kept = state
            .adopt_pack(adoption(id, "iot", hash, at_us))
            .await
            .unwrap();
        assert_eq!(kept, Adoption::Adopted);
    }
    assert_eq!(id_at(&state, None, Some(250)).await.as_deref(), Some("c"));
    assert_eq!(id_at(&state, None, None).await.as_deref(), Some("d"));
    // The same hash of another pack is another adoption.
    let other = state
        .adopt_pack(adoption("e", "norway", "h1", 400))
        .await
        .unwrap();
    assert_eq!(other, Adoption::Adopted);
}

pub async fn each_pack_has_its_own_line(url: String) {
    let state = State::open(&url).await.unwrap();
    state
        .adopt_pack(adoption("a", "iot", "h1", 100))
        .await
        .unwrap();
    state
        .adopt_pack(adoption("b", "norway", "h2", 200))
        .await
        .unwrap();
    assert_eq!(id_at(&state, Some("iot"), None).await.as_deref(), Some("a"));
    assert_eq!(
        id_at(&state, Some("norway"), None).await.as_deref(),
        Some("b")
    );
    assert_eq!(id_at(&state, Some("norway"), Some(199)).await, None);
    assert_eq!(id_at(&state, Some("IOT"), None).await, None);
    assert_eq!(id_at(&state, Some(""), None).await, None);
    assert_eq!(id_at(&state, None, None).await.as_deref(), Some("b"));
}

pub async fn a_taken_id_is_refused(url: String) {
    let state = State::open(&url).await.unwrap();
    state
        .adopt_pack(adoption("a", "iot", "h1", 100))
        .await
        .unwrap();
    let error = state
        .adopt_pack(adoption("a", "iot", "h2", 200))
        .await
        .unwrap_err();
    assert!(matches!(error, StateError::Taken { .. }), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the id `a` is taken by an earlier adoption"
    );
    assert_eq!(state.adopted_packs().await.unwrap().len(), 1);
}

pub async fn files_are_json_of_any_length(url: String) {
    let state = State::open(&url).await.unwrap();
    let mut long = adoption("æøå-1", "økonomi", "h1", 100);
    long.adopted_by = "Bjørg Ærø 🪨 «Å»".into();
    let text = "Målene skal nås – også på nynorsk: «ein varde». ".repeat(40_000);
    long.files_json = format!(r#"{{"strategi.toml":"{text}"}}"#);
    state.adopt_pack(long.clone()).await.unwrap();
    assert_eq!(
        state.adopted_pack_at(Some("økonomi"), None).await.unwrap(),
        Some(long)
    );

    let mut broken = adoption("b", "iot", "h2", 200);
    broken.files_json = "{".into();
    let error = state.adopt_pack(broken).await.unwrap_err();
    assert!(
        error.to_string().starts_with("`files_json` is not JSON: "),
        "{error}"
    );
}
