with recursive t as (select 1 as n union all select n + 1 from t) select * from t --~ S002 `with recursive` is not allowed
--~ S003 is named `t`
