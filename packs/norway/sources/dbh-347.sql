-- DBH gives a row for each year and semester: a programme is as its latest row says, and valid from its first year.
-- Normed years follow from the study points. A programme that the students pay at least half of is further education.
select
    institution,
    code,
    arg_max(name, coalesce(year, 0)) as name,
    arg_max(department, coalesce(year, 0)) as department,
    arg_max(level, coalesce(year, 0)) as level,
    coalesce(
        max(norm_years),
        case
            when max(study_points) >= 300 then 5
            when max(study_points) >= 240 then 4
            when max(study_points) >= 180 then 3
            when max(study_points) >= 120 then 2
            when max(study_points) >= 60 then 1
        end
    ) as norm_years,
    coalesce(arg_max(evu, coalesce(year, 0)), arg_max(self_financed >= 50, coalesce(year, 0))) as evu,
    coalesce(min(valid_from_year), min(year)) as valid_from_year,
    max(valid_to_year) as valid_to_year,
    min(line) as line
from staging
group by institution, code
