//! All goals, as a page and as files.

use crate::data::by_goal;
use crate::files::{Kind, Sheet, file as sheet_file};
use crate::pages::{Context, Reply};
use varde_engine::Query;
use varde_pack::ColumnType;
use varde_view::pages::error::Wrong;
use varde_view::pages::goals::{GoalsPage, goals_page};
use varde_view::pages::list::Line;

fn made(context: &Context<'_>) -> Result<GoalsPage, Wrong> {
    let series = by_goal(&context.evaluate(Query::default())?);
    Ok(goals_page(context.writer(), &series, &context.ask.wish()))
}

pub(crate) fn page(context: &Context<'_>) -> Result<Reply, Wrong> {
    context.page(
        "goals.html",
        &context.words.t("goals-title"),
        &made(context)?,
    )
}

pub(crate) fn file(context: &Context<'_>, kind: Kind) -> Result<Reply, Wrong> {
    let lines = made(context)?.lines;
    sheet_file(context, sheet(context, "mal", "column-goal", lines), kind)
}

/// Lines of a list as a sheet; values are exact there, as in the interfaces.
pub(crate) fn sheet(context: &Context<'_>, name: &str, named: &str, lines: Vec<Line>) -> Sheet {
    let keys = [
        "column-id",
        named,
        "column-area",
        "column-owner",
        "column-state",
        "column-value",
        "column-unit",
        "column-year",
        "column-target",
        "column-reason",
    ];
    let (text, number) = (
        ColumnType::Text,
        ColumnType::Decimal {
            precision: 38,
            scale: 10,
        },
    );
    // Soft hyphens are for pages; in a file they would hide inside words.
    let plain = |text: String| Some(text.replace('\u{AD}', "")).filter(|t| !t.is_empty());
    let row = |line: Line| {
        let state = line.mark.map(|m| m.word).unwrap_or_default();
        [
            line.id,
            line.short,
            line.area,
            line.owner,
            state,
            line.exact,
            line.unit,
            line.year,
            line.target,
            line.reason,
        ]
        .map(plain)
        .to_vec()
    };
    Sheet {
        name: name.to_owned(),
        headings: keys.map(|key| context.words.t(key)).to_vec(),
        kinds: vec![
            text,
            text,
            text,
            text,
            text,
            number,
            text,
            ColumnType::Year,
            text,
            text,
        ],
        rows: lines.into_iter().map(row).collect(),
        facts: Vec::new(),
    }
}
