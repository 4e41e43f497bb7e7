-- What people decided about findings of quality: accepted with a reason, or opened again. Of several for one finding the latest holds.
create table finding_decision (
    id text not null constraint finding_decision_id primary key,
    position integer not null constraint finding_decision_position unique,
    finding text not null,
    rule text not null,
    said text not null,
    decision text not null constraint finding_decision_word check (decision in ('accepted', 'reopened')),
    because text not null,
    decided_at_us integer not null,
    decided_by text not null
) strict;

create index finding_decision_by_finding on finding_decision (finding, position);

create trigger finding_decision_keeps_rows_as_written before update on finding_decision
begin
    select raise(abort, 'a decision about a finding is never rewritten');
end;

create trigger finding_decision_keeps_rows before delete on finding_decision
begin
    select raise(abort, 'a decision about a finding is never rewritten');
end;
