-- A row is one course or programme on the approved list of a year. The list is approved in the year itself or the year before;
-- what is only proposed, or was approved earlier and not since, is not on it.
-- Where nobody has looked for a contribution, it is not known whether there is one.
select
    [i.row_id] as rows,
    a.unit,
    i.year,
    i.code as item,
    i.kind,
    i.campus,
    i.contribution <> 'none' as contributed
from innovation_item i
join unit_alias a on a.code = i.unit and i.year between a.from_year and a.to_year
where year(i.approved) between i.year - 1 and i.year
