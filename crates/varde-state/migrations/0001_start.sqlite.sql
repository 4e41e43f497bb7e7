-- Every adoption of a pack, with the pack's files as they were. The one in force is the latest.
create table adopted_pack (
    id text not null constraint adopted_pack_id primary key,
    position integer not null constraint adopted_pack_position unique,
    pack text not null,
    version text not null,
    hash text not null,
    files_json text not null,
    adopted_at_us integer not null,
    adopted_by text not null
) strict;

create index adopted_pack_by_time on adopted_pack (adopted_at_us, position);

-- Every change of a setting. The latest is the value.
create table setting_change (
    position integer not null constraint setting_change_position primary key,
    key text not null,
    value text not null,
    changed_at_us integer not null,
    changed_by text not null
) strict;

create index setting_change_by_key on setting_change (key, changed_at_us, position);

-- Who did what. Rows are added, never changed.
create table audit (
    id text not null constraint audit_id primary key,
    position integer not null constraint audit_position unique,
    at_us integer not null,
    who text not null,
    action text not null,
    subject text not null,
    detail_json text not null
) strict;

create index audit_by_time on audit (at_us, position);
create index audit_by_subject on audit (subject, at_us, position);

create trigger audit_keeps_rows_as_written before update on audit
begin
    select raise(abort, 'the audit log is append-only');
end;

create trigger audit_keeps_rows before delete on audit
begin
    select raise(abort, 'the audit log is append-only');
end;

-- The batches of facts whose import has its audit entry.
create table import_recorded (
    batch integer not null constraint import_recorded_batch primary key,
    audit_id text not null constraint import_recorded_audit references audit (id)
) strict;
