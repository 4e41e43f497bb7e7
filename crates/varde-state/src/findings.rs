//! Decisions about findings of quality: accepted because of something, or opened again. Each is kept; the latest of a finding holds.

use crate::store::{Row, Value};
use crate::{State, StateError};

/// What was decided about a finding. It is never rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingDecision {
    /// Its own id, made by the caller.
    pub id: String,
    /// The finding's fingerprint.
    pub finding: String,
    /// The rule that found it.
    pub rule: String,
    /// What the finding said then.
    pub said: String,
    /// Accepted, or opened again.
    pub accepted: bool,
    /// Why.
    pub because: String,
    /// When, in UTC microseconds.
    pub decided_at_us: i64,
    /// Who.
    pub decided_by: String,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It holds from now on.
    Decided,
    /// The finding is accepted already, and accepting it anew was not asked for; nothing was written. Holds the earlier decision.
    Before(FindingDecision),
    /// There is no acceptance to take back; nothing was written.
    NotAccepted,
}

const ALL: &str = "
    select id, finding, rule, said, decision, because, decided_at_us, decided_by
    from finding_decision
    order by position";

const OF: &str = "
    select id, finding, rule, said, decision, because, decided_at_us, decided_by
    from finding_decision
    where finding = $1
    order by position";

const DECIDE: &str = "
    insert into finding_decision
        (id, position, finding, rule, said, decision, because, decided_at_us, decided_by)
    values
        ($1, (select coalesce(max(position), 0) + 1 from finding_decision), $2, $3, $4, $5, $6, $7, $8)";

const ACCEPTED: &str = "accepted";
const REOPENED: &str = "reopened";

impl State {
    /// Accepts a finding, or opens an accepted one again. One that is accepted already is accepted anew only when `again` says so.
    ///
    /// # Errors
    /// `Taken` for an id that another decision has, `Query`.
    pub async fn decide_finding(
        &self,
        decision: FindingDecision,
        again: bool,
    ) -> Result<Decided, StateError> {
        const DOING: &str = "keep the decision about the finding";
        let mut write = self.store.write().await.map_err(StateError::query(DOING))?;
        let before = write
            .rows(OF, vec![Value::text(&decision.finding)])
            .await
            .map_err(StateError::query(DOING))?;
        let before = before.last().map(read).transpose();
        let before = before.map_err(StateError::query(DOING))?;
        match before.filter(|b| b.accepted) {
            Some(before) if decision.accepted && !again => return Ok(Decided::Before(before)),
            None if !decision.accepted => return Ok(Decided::NotAccepted),
            _ => {}
        }
        let word = if decision.accepted {
            ACCEPTED
        } else {
            REOPENED
        };
        let values = vec![
            Value::text(&decision.id),
            Value::text(&decision.finding),
            Value::text(&decision.rule),
            Value::text(&decision.said),
            Value::text(word),
            Value::text(&decision.because),
            Value::Int(decision.decided_at_us),
            Value::text(&decision.decided_by),
        ];
        write
            .execute(DECIDE, values)
            .await
            .map_err(StateError::insert(
                DOING,
                "decision about a finding",
                &decision.id,
            ))?;
        write.commit().await.map_err(StateError::query(DOING))?;
        Ok(Decided::Decided)
    }

    /// All decisions about findings, the first one first.
    ///
    /// # Errors
    /// `Query`.
    pub async fn finding_decisions(&self) -> Result<Vec<FindingDecision>, StateError> {
        const DOING: &str = "list the decisions about findings";
        let rows = self
            .store
            .rows(ALL, Vec::new())
            .await
            .map_err(StateError::query(DOING))?;
        rows.iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map_err(StateError::query(DOING))
    }
}

fn read(row: &Row) -> Result<FindingDecision, sqlx::Error> {
    Ok(FindingDecision {
        id: row.text("id")?,
        finding: row.text("finding")?,
        rule: row.text("rule")?,
        said: row.text("said")?,
        accepted: row.text("decision")? == ACCEPTED,
        because: row.text("because")?,
        decided_at_us: row.int("decided_at_us")?,
        decided_by: row.text("decided_by")?,
    })
}
