-- A row is one initiative or centre for as long as it runs. A page that it shares with another one running at the same time is not its own.
select
    [i.row_id] as rows,
    a.unit,
    i.from_date,
    coalesce(i.to_date, date '9999-12-31') as to_date,
    i.no as initiative,
    i.page_url is not null and not exists (
        select 1
        from initiative o
        where o.no <> i.no
            and o.page_url = i.page_url
            and o.from_date <= coalesce(i.to_date, date '9999-12-31')
            and coalesce(o.to_date, date '9999-12-31') >= i.from_date
    ) as own_page
from initiative i
join unit_alias a on a.code = i.unit and year(i.from_date) between a.from_year and a.to_year
