//! A strategy bullet.

use crate::data::by_goal;
use crate::pages::{Context, Reply};
use varde_engine::Query;
use varde_view::pages::bullet::bullet_page;
use varde_view::pages::error::Wrong;

pub(crate) fn page(context: &Context<'_>, id: &str) -> Result<Reply, Wrong> {
    let bullet = context
        .pack
        .bullet(id)
        .ok_or_else(|| Wrong::NoBullet(id.to_owned()))?;
    let mut answers = Vec::new();
    for goal in &bullet.goals {
        answers.extend(context.evaluate(Query {
            goal: Some(goal.value.clone()),
            ..Query::default()
        })?);
    }
    let page = bullet_page(context.writer(), bullet, &by_goal(&answers));
    context.page(
        "bullet.html",
        &format!(
            "{} {}",
            bullet.id.value,
            context.writer().plain(&bullet.title)
        ),
        &page,
    )
}
