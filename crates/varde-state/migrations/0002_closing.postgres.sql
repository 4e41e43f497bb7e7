-- Periods that were closed after reporting, with the answers as they were then. Of several for one period the latest holds.
create table closing (
    id text collate "C" not null constraint closing_id primary key,
    position bigint not null constraint closing_position unique,
    pack text collate "C" not null,
    period text collate "C" not null,
    pack_hash text collate "C" not null,
    as_of_us bigint not null,
    answers_json text collate "C" not null,
    note text collate "C" not null,
    closed_at_us bigint not null,
    closed_by text collate "C" not null
);

create function refuse_to_rewrite_closing() returns trigger language plpgsql as $$
begin
    raise exception 'a closed period is never rewritten';
end
$$;

create trigger closing_keeps_rows_as_written before update or delete or truncate on closing
    for each statement execute function refuse_to_rewrite_closing();
