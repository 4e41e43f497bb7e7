-- Periods that were closed after reporting, with the answers as they were then. Of several for one period the latest holds.
create table closing (
    id text not null constraint closing_id primary key,
    position integer not null constraint closing_position unique,
    pack text not null,
    period text not null,
    pack_hash text not null,
    as_of_us integer not null,
    answers_json text not null,
    note text not null,
    closed_at_us integer not null,
    closed_by text not null
) strict;

create trigger closing_keeps_rows_as_written before update on closing
begin
    select raise(abort, 'a closed period is never rewritten');
end;

create trigger closing_keeps_rows before delete on closing
begin
    select raise(abort, 'a closed period is never rewritten');
end;
