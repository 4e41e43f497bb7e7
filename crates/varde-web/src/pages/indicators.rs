//! All indicators, as a page and as files.

use crate::data::by_indicator;
use crate::files::{Kind, file as sheet_file};
use crate::pages::goals::sheet;
use crate::pages::{Context, Reply};
use varde_engine::Query;
use varde_view::pages::error::Wrong;
use varde_view::pages::indicators::{IndicatorsPage, indicators_page};

fn made(context: &Context<'_>) -> Result<IndicatorsPage, Wrong> {
    let series = by_indicator(&context.evaluate(Query::default())?);
    Ok(indicators_page(context.writer(), &series))
}

pub(crate) fn page(context: &Context<'_>) -> Result<Reply, Wrong> {
    context.page(
        "indicators.html",
        &context.words.t("indicators-title"),
        &made(context)?,
    )
}

pub(crate) fn file(context: &Context<'_>, kind: Kind) -> Result<Reply, Wrong> {
    let lines = made(context)?
        .groups
        .into_iter()
        .flat_map(|g| g.lines)
        .collect();
    sheet_file(
        context,
        sheet(context, "indikatorer", "column-indicator", lines),
        kind,
    )
}
