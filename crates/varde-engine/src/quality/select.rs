//! A rule of quality as one SELECT: `rows`, `unit`, `year`, and the values that a finding stands on.

use std::collections::BTreeSet;
use varde_pack::fetch::names_in;
use varde_pack::{ColumnType, Located, Over, Pack, QualityKind, QualityRule, Table};

/// Columns of a relation that the pack does not tell: those of a view.
pub(crate) type Columns<'a> = &'a dyn Fn(&str) -> Option<Vec<String>>;

/// The SELECT of a rule; `None` for one that the database does not answer. Sums and codes of the year `this_year` and later are not
/// looked at, since those years are not over.
pub(crate) fn select(
    pack: &Pack,
    rule: &QualityRule,
    this_year: i16,
    columns: Columns<'_>,
) -> Option<String> {
    Some(match &rule.kind {
        QualityKind::Late => return None,
        QualityKind::Select(sql) => {
            // What ends in a comment must not take what follows with it.
            format!("{}\n", sql.value.trim_end().trim_end_matches(';'))
        }
        QualityKind::Each { over, holds } => each(pack, rule, over, &holds.value, columns),
        QualityKind::Sum {
            over,
            column,
            against,
            by,
            at_most,
            within,
        } => {
            let broken = if *at_most {
                format!("p.value > t.value + {within}")
            } else {
                format!("abs(p.value - t.value) > {within}")
            };
            let names = named(by);
            let keys: String = names.iter().map(|n| format!(", {n}")).collect();
            let same: String = names
                .iter()
                .map(|n| format!(" and p.{n} is not distinct from t.{n}"))
                .collect();
            let shown: String = names.iter().map(|n| format!(", p.{n}")).collect();
            let side = |relation: &str, condition: &str| {
                format!(
                    "select year{keys}, sum({column}) as value, list_sort(flatten(list(rows))) as rows, min(unit) as unit from {relation} where {condition} group by year{keys}",
                    column = quoted(&column.value),
                )
            };
            format!(
                "with p as ({}), t as ({}) select list_concat(t.rows, p.rows) as rows, t.unit, cast(p.year as integer) as year{shown}, p.value as sum, t.value as total \
                 from p join t on p.year = t.year{same} where {broken}",
                side(&quoted(&over.relation.value), &condition(over)),
                side(&quoted(&against.value), "true"),
            )
        }
        QualityKind::Jump {
            over,
            column,
            by,
            more_than,
            least,
        } => {
            let names = named(by);
            let keys: String = names.iter().map(|n| format!(", {n}")).collect();
            let shown: String = names.iter().map(|n| format!(", b.{n}")).collect();
            let same: String = names
                .iter()
                .map(|n| format!(" and a.{n} is not distinct from b.{n}"))
                .collect();
            format!(
                "with s as (select unit, year{keys}, sum({column}) as value, list_sort(flatten(list(rows))) as rows from {relation} where {condition} group by unit, year{keys}) \
                 select list_concat(a.rows, b.rows) as rows, b.unit, cast(b.year as integer) as year{shown}, a.value as before, b.value as after \
                 from s a join s b on a.unit = b.unit and b.year = a.year + 1{same} \
                 where b.year < {this_year} and abs(b.value - a.value) * 100 > {more_than} * a.value and greatest(a.value, b.value) >= {least}",
                column = quoted(&column.value),
                relation = quoted(&over.relation.value),
                condition = condition(over),
            )
        }
        QualityKind::Stopped { over, by } => {
            let names = named(by);
            let keys: String = names.iter().map(|n| format!(", {n}")).collect();
            let shown: String = names.iter().map(|n| format!(", s.{n}")).collect();
            let same: String = names
                .iter()
                .map(|n| format!(" and n.{n} is not distinct from s.{n}"))
                .collect();
            format!(
                "with s as (select unit, year{keys}, list_sort(flatten(list(rows))) as rows from {relation} where {condition} group by unit, year{keys}) \
                 select s.rows, s.unit, cast(s.year as integer) as year{shown} from s \
                 where s.year + 1 < {this_year} and exists (select 1 from s y where y.year = s.year + 1) \
                 and not exists (select 1 from s n where n.unit = s.unit{same} and n.year > s.year)",
                relation = quoted(&over.relation.value),
                condition = condition(over),
            )
        }
    })
}

fn each(pack: &Pack, rule: &QualityRule, over: &Over, holds: &str, columns: Columns<'_>) -> String {
    let relation = &over.relation.value;
    let table = pack.tables.get(relation);
    let known: Vec<String> = match table {
        Some(table) => table.columns.iter().map(|c| c.id.value.clone()).collect(),
        None => columns(relation).unwrap_or_default(),
    };
    let (rows, unit, year) = match table {
        Some(table) => (
            "[t.row_id]".to_owned(),
            unit_of_table(table, over),
            year_of_table(table, over),
        ),
        None => (
            "t.rows".to_owned(),
            "t.unit".to_owned(),
            year_of_view(over, &known),
        ),
    };
    let mut values: BTreeSet<&str> = words_of(holds).collect();
    values.extend(rule.says.0.values().flat_map(|text| names_in(text)));
    if let Some(table) = table {
        values.extend(table.key.iter().map(|k| k.value.as_str()));
    }
    let shown: String = known
        .iter()
        .filter(|c| values.contains(c.as_str()) && !matches!(c.as_str(), "unit" | "year" | "rows"))
        .map(|c| format!(", t.{}", quoted(c)))
        .collect();
    format!(
        "select {rows} as rows, {unit} as unit, {year} as year{shown} from {} t where {} and not coalesce(({holds}\n), true)",
        quoted(relation),
        condition(over),
    )
}

/// The unit that a table's row is about: by id or by one of its codes in the row's year. A code that no unit has stays as it is.
fn unit_of_table(table: &Table, over: &Over) -> String {
    let named = over.unit.as_ref().map(|u| u.value.as_str());
    let Some(column) = named.or_else(|| table.column("unit").map(|_| "unit")) else {
        return "cast(null as varchar)".to_owned();
    };
    let (column, year) = (quoted(column), year_of_table(table, over));
    format!(
        "coalesce((select min(a.unit) from unit_alias a where a.code = t.{column} and coalesce({year}, 9999) between a.from_year and a.to_year), t.{column})"
    )
}

fn year_of_table(table: &Table, over: &Over) -> String {
    let named = over.year.as_ref().map(|y| y.value.as_str());
    let column = table.column(named.unwrap_or("year"));
    match column.map(|c| (c.kind, quoted(&c.id.value))) {
        Some((ColumnType::Date, name)) => format!("cast(year(t.{name}) as integer)"),
        Some((_, name)) => format!("cast(t.{name} as integer)"),
        None => "cast(null as integer)".to_owned(),
    }
}

fn year_of_view(over: &Over, known: &[String]) -> String {
    let has = |name: &str| known.iter().any(|c| c == name);
    match &over.year {
        Some(Located { value, .. }) => format!("cast(t.{} as integer)", quoted(value)),
        None if has("year") => "cast(t.year as integer)".to_owned(),
        None if has("from_date") => "cast(year(t.from_date) as integer)".to_owned(),
        None => "cast(null as integer)".to_owned(),
    }
}

fn condition(over: &Over) -> String {
    over.condition
        .as_ref()
        .map_or_else(|| "true".to_owned(), |c| format!("({}\n)", c.value))
}

fn named(columns: &[Located<String>]) -> Vec<String> {
    columns.iter().map(|c| quoted(&c.value)).collect()
}

/// Words of a condition that may be columns.
fn words_of(condition: &str) -> impl Iterator<Item = &str> {
    condition.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
