-- Every adoption of a pack, with the pack's files as they were. The one in force is the latest.
create table adopted_pack (
    id text collate "C" not null constraint adopted_pack_id primary key,
    position bigint not null constraint adopted_pack_position unique,
    pack text collate "C" not null,
    version text collate "C" not null,
    hash text collate "C" not null,
    files_json text collate "C" not null,
    adopted_at_us bigint not null,
    adopted_by text collate "C" not null
);

create index adopted_pack_by_time on adopted_pack (adopted_at_us, position);

-- Every change of a setting. The latest is the value.
create table setting_change (
    position bigint not null constraint setting_change_position primary key,
    key text collate "C" not null,
    value text collate "C" not null,
    changed_at_us bigint not null,
    changed_by text collate "C" not null
);

create index setting_change_by_key on setting_change (key, changed_at_us, position);

-- Who did what. Rows are added, never changed.
create table audit (
    id text collate "C" not null constraint audit_id primary key,
    position bigint not null constraint audit_position unique,
    at_us bigint not null,
    who text collate "C" not null,
    action text collate "C" not null,
    subject text collate "C" not null,
    detail_json text collate "C" not null
);

create index audit_by_time on audit (at_us, position);
create index audit_by_subject on audit (subject, at_us, position);

create function refuse_to_change_audit() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end
$$;

create trigger audit_keeps_rows_as_written before update or delete or truncate on audit
    for each statement execute function refuse_to_change_audit();

-- The batches of facts whose import has its audit entry.
create table import_recorded (
    batch bigint not null constraint import_recorded_batch primary key,
    audit_id text collate "C" not null constraint import_recorded_audit references audit (id)
);
