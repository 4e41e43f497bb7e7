use crate::place::execute;
use varde_state::{Closed, Closing, State, WHOLE};

fn closing(id: &str, period: &str, value: &str) -> Closing {
    Closing {
        id: id.into(),
        pack: "iot".into(),
        period: period.into(),
        pack_hash: "h1".into(),
        as_of_us: 100,
        answers_json: format!(r#"[{{"goal":"PU-01","value":"{value}"}}]"#),
        note: "Årsrapport".into(),
        closed_at_us: 200,
        closed_by: "Åse".into(),
    }
}

pub async fn the_latest_closing_holds_and_all_are_kept(url: String) {
    let state = State::open(&url).await.unwrap();
    assert!(state.closings().await.unwrap().is_empty());
    let all = [
        closing("a", "2024", "4"),
        closing("b", WHOLE, "4"),
        closing("c", "2024", "4.1"),
    ];
    for one in &all {
        let done = state.close_period(one.clone(), true).await.unwrap();
        assert_eq!(done, Closed::Closed);
    }
    assert_eq!(state.closings().await.unwrap(), all);
    let error = state.close_period(closing("a", "2025", "1"), false).await;
    assert_eq!(
        error.unwrap_err().to_string(),
        "the id `a` is taken by an earlier closing"
    );
}

pub async fn a_closed_period_is_closed_anew_only_when_asked(url: String) {
    let state = State::open(&url).await.unwrap();
    let first = closing("a", "2024", "4");
    let second = closing("b", "2024", "5");
    let done = state.close_period(first.clone(), false).await.unwrap();
    assert_eq!(done, Closed::Closed);
    let refused = state.close_period(second.clone(), false).await.unwrap();
    assert_eq!(refused, Closed::Before(first.clone()));
    assert_eq!(state.closings().await.unwrap(), [first]);
    let other = Closing {
        pack: "another".into(),
        ..second
    };
    let done = state.close_period(other, false).await.unwrap();
    assert_eq!(done, Closed::Closed, "each strategy has its own periods");
}

pub async fn closings_are_never_rewritten(url: String) {
    let state = State::open(&url).await.unwrap();
    let one = closing("a", "2024", "4");
    state.close_period(one.clone(), false).await.unwrap();
    for sql in ["update closing set note = ''", "delete from closing"] {
        let error = execute(&url, sql).await.unwrap_err().to_string();
        assert!(error.contains("never rewritten"), "{sql}: {error}");
    }
    let broken = Closing {
        answers_json: "[{".into(),
        ..closing("b", "2025", "1")
    };
    assert!(state.close_period(broken, false).await.is_err());
    assert_eq!(state.closings().await.unwrap(), [one]);
}
