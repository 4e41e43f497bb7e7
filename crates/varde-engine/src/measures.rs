//! One pass over a view gives all its measures, for every unit and year at once.
//!
//! What comes out does not depend on the day it is looked at: days, cohorts and intervals keep their dates, and
//! whoever reads the values holds the day against them. So a kept result serves every later moment with the same rows.

use crate::error::EngineError;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use varde_facts::Reader;
use varde_pack::{Aggregate, Measure, Pack};

/// First and last year that views with dates are spread over.
const YEARS: (i16, i16) = (1995, 2040);

/// One measured value.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Measured {
    /// Exact number, dates of intervals or a list of numbers, by aggregate; `None` when no row counted.
    pub value: Option<String>,
    /// Rows of the view in the unit and year, counted or not.
    pub rows: u64,
    /// Whether no row counted, while of some it is not known whether they should.
    pub undecided: bool,
    /// The last day on which a counted row becomes certain.
    pub matures_on: Option<String>,
}

/// unit → year → value of the column → value.
pub type BySlice = BTreeMap<String, BTreeMap<i16, BTreeMap<String, Measured>>>;

/// Values of all measures of one view.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ViewValues {
    /// measure → unit → year → value.
    pub totals: BTreeMap<String, BTreeMap<String, BTreeMap<i16, Measured>>>,
    /// measure → column → values.
    pub slices: BTreeMap<String, BTreeMap<String, BySlice>>,
}

/// How a view is spread over years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spread {
    /// It has a column `year`.
    Years,
    /// It has dates and is looked at on days of the year.
    Days,
    /// It has dates and every day of the year counts.
    Intervals,
}

pub(crate) fn spread_of(measure: &Measure) -> Spread {
    match (&measure.aggregate, measure.at) {
        (Aggregate::MinDaily, _) => Spread::Intervals,
        (_, Some(_)) => Spread::Days,
        _ => Spread::Years,
    }
}

/// Measures of a view with the columns that indicators slice them by.
pub(crate) fn measures_of<'a>(pack: &'a Pack, view: &str) -> Vec<(&'a Measure, BTreeSet<&'a str>)> {
    let of_view = pack.measures.values().filter(|m| m.view.value == view);
    of_view
        .map(|measure| {
            let uses = pack.indicators.iter().filter(|i| {
                i.kind
                    .measures()
                    .iter()
                    .any(|m| m.value == measure.id.value)
            });
            (measure, uses.filter_map(|i| i.kind.by()).collect())
        })
        .collect()
}

/// Columns of a view that change how it is run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// It has `matures_on`.
    pub matures: bool,
    /// It has `on_date`.
    pub dated: bool,
}

/// Which of these columns a view has. The database is asked only where the words stand in its SQL or in a view under it,
/// since asking costs as much as planning the view.
pub(crate) fn shape_of(pack: &Pack, view: &str, reader: &Reader) -> Result<Shape, EngineError> {
    let (mut open, mut seen) = (vec![view], BTreeSet::new());
    let mut named = false;
    while let Some(found) = open.pop().filter(|_| !named) {
        if let (true, Some(view)) = (seen.insert(found), pack.views.get(found)) {
            named = view.sql.contains("matures_on") || view.sql.contains("on_date");
            open.extend(view.reads.iter().map(String::as_str));
        }
    }
    if !named {
        return Ok(Shape {
            matures: false,
            dated: false,
        });
    }
    let columns = reader.describe_view("look at the view", view)?;
    let has = |name: &str| columns.iter().any(|(column, _)| column == name);
    Ok(Shape {
        matures: has("matures_on"),
        dated: has("on_date"),
    })
}

/// Run the view once for each way that it is spread over years, for all its measures or only some.
pub(crate) fn measure_view(
    pack: &Pack,
    view: &str,
    only: Option<&BTreeSet<&str>>,
    shape: Shape,
    reader: &Reader,
) -> Result<ViewValues, EngineError> {
    let mut measures = measures_of(pack, view);
    measures.retain(|(m, _)| only.is_none_or(|ids| ids.contains(m.id.value.as_str())));
    let mut values = ViewValues::default();
    for spread in [Spread::Years, Spread::Days, Spread::Intervals] {
        let these: Vec<_> = measures
            .iter()
            .filter(|(m, _)| spread_of(m) == spread)
            .collect();
        if !these.is_empty() {
            run_pass(view, spread, &these, shape, reader, &mut values)?;
        }
    }
    Ok(values)
}

fn run_pass(
    view: &str,
    spread: Spread,
    measures: &[&(&Measure, BTreeSet<&str>)],
    shape: Shape,
    reader: &Reader,
    values: &mut ViewValues,
) -> Result<(), EngineError> {
    let by: BTreeSet<&str> = measures
        .iter()
        .flat_map(|(_, by)| by.iter().copied())
        .collect();
    let sql = pass_sql(view, spread, measures, &by, shape);
    let rows = reader
        .query_view(&format!("measure view `{view}`"), view, &sql)?
        .rows;
    let by: Vec<&str> = by.into_iter().collect();
    for row in rows {
        let mut cells = row.into_iter();
        let (Some(unit), Some(year)) = (
            cells.next().flatten(),
            cells.next().flatten().and_then(|y| y.parse::<i16>().ok()),
        ) else {
            continue;
        };
        // Which of the grouping sets the row belongs to: 0 is the whole, then one for each column sliced by.
        let set: usize = cells
            .next()
            .flatten()
            .and_then(|t| t.parse().ok())
            .unwrap_or(0);
        let slice: Option<String> = cells.next().flatten();
        for (measure, sliced) in measures {
            let value = cells.next().flatten();
            let all = cells
                .next()
                .flatten()
                .and_then(|t| t.parse().ok())
                .unwrap_or(0);
            let undecided = cells.next().flatten().as_deref() == Some("true");
            let matures_on = if shape.matures {
                cells.next().flatten()
            } else {
                None
            };
            if all == 0 {
                continue;
            }
            let measured = Measured {
                value,
                rows: all,
                undecided,
                matures_on,
            };
            let id = measure.id.value.clone();
            if set == 0 {
                values
                    .totals
                    .entry(id)
                    .or_default()
                    .entry(unit.clone())
                    .or_default()
                    .insert(year, measured);
            } else if let (Some(column), Some(slice)) = (by.get(set - 1), &slice)
                && sliced.contains(column)
            {
                let of_column = values
                    .slices
                    .entry(id)
                    .or_default()
                    .entry((*column).to_owned())
                    .or_default();
                of_column
                    .entry(unit.clone())
                    .or_default()
                    .entry(year)
                    .or_default()
                    .insert(slice.clone(), measured);
            }
        }
    }
    Ok(())
}

/// The column that holds the year.
pub(crate) fn year_of(spread: Spread) -> &'static str {
    if spread == Spread::Years {
        "year"
    } else {
        "year_"
    }
}

/// A view's rows, each once for every unit that it belongs to and every year, or day of a year, that it holds in.
pub(crate) fn spread_sql<'a>(
    view: &str,
    spread: Spread,
    measures: impl Iterator<Item = &'a Measure>,
) -> String {
    match spread {
        Spread::Years => format!("\"{view}\" join unit_closure on member_ = unit"),
        Spread::Days => {
            let days: BTreeSet<(i8, i8)> = measures.filter_map(|m| m.at).collect();
            let ats: Vec<String> = days.iter().map(|(m, d)| format!("({m}, {d})")).collect();
            let spine = format!(
                "(select y as year_, m as month_, d as day_of_, make_date(y, m, d) as day_ from (select unnest(range({}, {})) as y), (values {}) as ats(m, d))",
                YEARS.0,
                YEARS.1 + 1,
                ats.join(", ")
            );
            format!(
                "\"{view}\" join unit_closure on member_ = unit join {spine} on day_ between from_date and to_date"
            )
        }
        Spread::Intervals => format!(
            "\"{view}\" join unit_closure on member_ = unit join (select unnest(range({}, {})) as year_) on from_date <= make_date(year_, 12, 31) and to_date >= make_date(year_, 1, 1)",
            YEARS.0,
            YEARS.1 + 1
        ),
    }
}

fn pass_sql(
    view: &str,
    spread: Spread,
    measures: &[&(&Measure, BTreeSet<&str>)],
    by: &BTreeSet<&str>,
    shape: Shape,
) -> String {
    let year = year_of(spread);
    let from = spread_sql(view, spread, measures.iter().map(|(m, _)| *m));
    let mut set = String::from("0");
    let mut slice = String::from("null");
    let mut sets = vec![format!("(ancestor_, {year})")];
    for (index, column) in by.iter().enumerate() {
        set = format!(
            "case when grouping(\"{column}\") = 0 then {} else {set} end",
            index + 1
        );
        slice = format!(
            "case when grouping(\"{column}\") = 0 then cast(\"{column}\" as varchar) else {slice} end"
        );
        sets.push(format!("(ancestor_, {year}, \"{column}\")"));
    }
    let mut columns = vec![
        "ancestor_".to_owned(),
        format!("{year} as period_"),
        format!("{set} as set_"),
        format!("{slice} as slice_"),
    ];
    for (measure, _) in measures {
        let condition = condition_sql(measure, spread);
        let day = match (spread, measure.at) {
            (Spread::Days, Some((m, d))) => format!("month_ = {m} and day_of_ = {d}"),
            _ => "true".to_owned(),
        };
        columns.push(aggregate_sql(measure, &condition, shape.dated));
        columns.push(format!("count(*) filter (where {day})"));
        columns.push(format!(
            "coalesce(bool_or(({condition}) is null) filter (where {day}), false) and not coalesce(bool_or({condition}), false)"
        ));
        if shape.matures {
            columns.push(format!("max(matures_on) filter (where {condition})"));
        }
    }
    format!(
        "select {} from {from} group by grouping sets ({}) order by 1, 2, 3, 4",
        columns.join(", "),
        sets.join(", ")
    )
}

/// The rows that a measure counts, as one condition. Its own words stand on lines of their own in brackets, so that nothing in them reaches outside.
pub(crate) fn condition_sql(measure: &Measure, spread: Spread) -> String {
    let own = measure
        .condition
        .as_ref()
        .map_or_else(|| "true".to_owned(), |c| format!("(\n{}\n)", c.value));
    match (spread, measure.at) {
        (Spread::Days, Some((m, d))) => format!("month_ = {m} and day_of_ = {d} and {own}"),
        _ => own,
    }
}

fn aggregate_sql(measure: &Measure, condition: &str, dated: bool) -> String {
    let filter = format!("filter (where {condition})");
    match &measure.aggregate {
        Aggregate::Sum(column) => format!("cast(sum(\"{column}\") {filter} as varchar)"),
        Aggregate::Count => format!("cast(count(*) {filter} as varchar)"),
        Aggregate::CountDistinct(column) => {
            format!("cast(count(distinct \"{column}\") {filter} as varchar)")
        }
        Aggregate::Max(column) => format!("cast(max(\"{column}\") {filter} as varchar)"),
        Aggregate::Latest(column) => {
            let order = if dated { "on_date" } else { "rows[1]" };
            format!("cast(arg_max(\"{column}\", {order}) {filter} as varchar)")
        }
        Aggregate::MinDaily => format!(
            "string_agg(from_date || '/' || to_date, ',' order by from_date, to_date) {filter}"
        ),
        Aggregate::HIndex(column) => {
            format!("string_agg(cast(\"{column}\" as varchar), ',' order by \"{column}\") {filter}")
        }
    }
}

/// The day in a year on which a measure is looked at.
pub(crate) fn day_of(measure: &Measure, year: i16) -> Option<Date> {
    measure
        .at
        .and_then(|(month, day)| Date::new(year, month, day).ok())
}

pub(crate) fn years() -> (i16, i16) {
    YEARS
}
