use varde_state::{Adoption, State};

use crate::audit::entry;
use crate::packs::adoption;

const EACH: i64 = 100;

/// Two states opened apart, as two processes would.
pub async fn nothing_is_lost_between_two_writers(url: String) {
    let tasks: Vec<_> = ["a", "b"]
        .map(|who| tokio::spawn(write_all(url.clone(), who)))
        .into();
    for task in tasks {
        task.await.unwrap();
    }

    let state = State::open(&url).await.unwrap();
    let expected = usize::try_from(2 * EACH).unwrap();
    assert_eq!(state.adopted_packs().await.unwrap().len(), expected);
    assert_eq!(
        state.setting_history("shared").await.unwrap().len(),
        expected
    );
    assert_eq!(state.settings().await.unwrap().len(), 1);
    assert_eq!(state.audit_since(0).await.unwrap().len(), expected + 1);
    assert_eq!(state.imports_recorded().await.unwrap().len(), 1);
    // Each writer's entries come in the order that it wrote them, though all have the same time.
    for who in ["a", "b"] {
        let written = state.audit_of(who).await.unwrap();
        let expected: Vec<String> = (0..EACH).map(|i| format!("{who}{i}")).collect();
        assert_eq!(
            written.iter().map(|e| e.id.clone()).collect::<Vec<_>>(),
            expected
        );
    }
}

async fn write_all(url: String, who: &'static str) {
    let state = State::open(&url).await.unwrap();
    for i in 0..EACH {
        let id = format!("{who}{i}");
        let adopted = state
            .adopt_pack(adoption(&id, "iot", &id, i))
            .await
            .unwrap();
        assert_eq!(adopted, Adoption::Adopted);
        state.set_setting("shared", &id, i, who).await.unwrap();
        state.record(entry(&id, who, 7)).await.unwrap();
        state
            .record_import(1, entry("batch", "batch:1", 7))
            .await
            .unwrap();
    }
    state.close().await;
}

pub async fn of_equal_adoptions_at_once_one_is_kept(url: String) {
    let state = State::open(&url).await.unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|i| {
            let state = state.clone();
            let adoption = adoption(&format!("id{i}"), "iot", "h1", 100);
            tokio::spawn(async move { state.adopt_pack(adoption).await.unwrap() })
        })
        .collect();
    let mut kept = 0;
    for task in tasks {
        kept += i32::from(task.await.unwrap() == Adoption::Adopted);
    }
    assert_eq!(kept, 1);
    assert_eq!(state.adopted_packs().await.unwrap().len(), 1);
}
