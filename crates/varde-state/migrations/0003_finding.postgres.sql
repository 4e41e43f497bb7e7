-- What people decided about findings of quality: accepted with a reason, or opened again. Of several for one finding the latest holds.
create table finding_decision (
    id text collate "C" not null constraint finding_decision_id primary key,
    position bigint not null constraint finding_decision_position unique,
    finding text collate "C" not null,
    rule text collate "C" not null,
    said text collate "C" not null,
    decision text collate "C" not null constraint finding_decision_word check (decision in ('accepted', 'reopened')),
    because text collate "C" not null,
    decided_at_us bigint not null,
    decided_by text collate "C" not null
);

create index finding_decision_by_finding on finding_decision (finding, position);

create function refuse_to_rewrite_finding_decision() returns trigger language plpgsql as $$
begin
    raise exception 'a decision about a finding is never rewritten';
end
$$;

create trigger finding_decision_keeps_rows_as_written before update or delete or truncate on finding_decision
    for each statement execute function refuse_to_rewrite_finding_decision();
