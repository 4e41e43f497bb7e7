use crate::place::execute;
use varde_state::{Decided, FindingDecision, State};

fn decision(id: &str, finding: &str, accepted: bool) -> FindingDecision {
    FindingDecision {
        id: id.into(),
        finding: finding.into(),
        rule: "position-share-over-hundred".into(),
        said: "p1 har 150 %".into(),
        accepted,
        because: "Åremål ved siden av".into(),
        decided_at_us: 200,
        decided_by: "Åse".into(),
    }
}

pub async fn a_finding_is_accepted_once_and_opened_again(url: String) {
    let state = State::open(&url).await.unwrap();
    let decide = async |id: &str, finding: &str, accepted: bool, again: bool| {
        let decision = decision(id, finding, accepted);
        state.decide_finding(decision, again).await.unwrap()
    };
    assert_eq!(decide("a", "f1", false, false).await, Decided::NotAccepted);
    assert_eq!(decide("b", "f1", true, false).await, Decided::Decided);
    let before = decision("b", "f1", true);
    assert_eq!(
        decide("c", "f1", true, false).await,
        Decided::Before(before)
    );
    assert_eq!(decide("d", "f1", true, true).await, Decided::Decided);
    assert_eq!(decide("e", "f2", false, false).await, Decided::NotAccepted);
    assert_eq!(decide("f", "f1", false, false).await, Decided::Decided);
    assert_eq!(decide("g", "f1", false, false).await, Decided::NotAccepted);
    assert_eq!(decide("h", "f1", true, false).await, Decided::Decided);
    let all = state.finding_decisions().await.unwrap();
    let ids: Vec<&str> = all.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, ["b", "d", "f", "h"], "each decision is kept");
    let taken = state.decide_finding(decision("b", "f2", true), false).await;
    assert_eq!(
        taken.unwrap_err().to_string(),
        "the id `b` is taken by an earlier decision about a finding"
    );
}

pub async fn decisions_about_findings_are_never_rewritten(url: String) {
    let state = State::open(&url).await.unwrap();
    let one = decision("a", "f1", true);
    state.decide_finding(one.clone(), false).await.unwrap();
    for sql in [
        "update finding_decision set because = ''",
        "delete from finding_decision",
    ] {
        let error = execute(&url, sql).await.unwrap_err().to_string();
        assert!(error.contains("never rewritten"), "{sql}: {error}");
    }
    assert_eq!(state.finding_decisions().await.unwrap(), [one]);
}
