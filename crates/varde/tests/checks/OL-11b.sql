-- Points of the year's checklist of gender principles that are followed, of all its points; a list that nobody has gone through is not known.
select
    year,
    count(*) filter (where followed) as numerator,
    count(*) as denominator
from checklist
where list = 'gender-principles' and unit in ('230240', '210610') and year between 2018 and 2025
group by year
having count(*) filter (where followed) > 0 or count(followed) = count(*)
order by year
