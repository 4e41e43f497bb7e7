//! The strategy at a glance.

use crate::data::by_goal;
use crate::pages::{Context, Reply};
use varde_engine::Query;
use varde_view::pages::error::Wrong;
use varde_view::pages::home::home_page;

pub(crate) fn page(context: &Context<'_>) -> Result<Reply, Wrong> {
    let series = by_goal(&context.evaluate(Query::default())?);
    let page = home_page(context.writer(), &series, &context.ask.wish());
    let title = page.title.clone();
    context.page("home.html", &title, &page)
}
