//! A table's rows, as a page or a file.

use crate::files::{Kind, Sheet, file};
use crate::pages::{Context, Reply, ours};
use varde_pack::ColumnType;
use varde_view::access::{Action, Role, may};
use varde_view::pages::error::Wrong;
use varde_view::pages::table::{TABLE_ROWS, table_page};

/// Rows that a file takes; a sheet has room for no more.
const MOST_ROWS: u64 = 1_000_000;

/// Columns that stand in front of the table's own: where a row came from.
const FRONT: usize = 3;

pub(crate) fn page(context: &Context<'_>, id: &str, kind: Option<Kind>) -> Result<Reply, Wrong> {
    let table = context
        .pack
        .tables
        .get(id)
        .ok_or_else(|| Wrong::NoData(id.to_owned()))?;
    if !may(Role::Local, Action::SeeRows, table.personal_data) {
        return Err(Wrong::NotAllowed);
    }
    let facts = &context.shared.app.engine.facts;
    let Some(kind) = kind else {
        let page = context.ask.page()?;
        let size = u64::try_from(TABLE_ROWS).unwrap_or(100);
        let offset = size * u64::try_from(page - 1).unwrap_or(0);
        let found = facts
            .table_rows(table, context.as_of, offset, size + 1)
            .map_err(ours)?;
        let more = found.rows.len() > TABLE_ROWS;
        let rows = found.rows.into_iter().take(TABLE_ROWS).collect();
        let view = table_page(context.writer(), table, &found.columns, rows, page, more);
        return context.page("table.html", &context.writer().plain(&table.title), &view);
    };
    let found = facts
        .table_rows(table, context.as_of, 0, MOST_ROWS)
        .map_err(ours)?;
    let front = [ColumnType::Integer, ColumnType::Text, ColumnType::Integer];
    debug_assert_eq!(front.len(), FRONT);
    let sheet = Sheet {
        name: id.to_owned(),
        headings: found.columns,
        kinds: front
            .into_iter()
            .chain(table.columns.iter().map(|c| c.kind))
            .collect(),
        rows: found.rows,
        facts: vec![(
            context.words.t("tables"),
            context.writer().plain(&table.title),
        )],
    };
    file(context, sheet, kind)
}
