//! The final account, as a page and as files.

use crate::files::{Kind, Sheet, file};
use crate::pages::{Context, Reply};
use std::collections::BTreeMap;
use varde_engine::{Answer, Query};
use varde_pack::ColumnType;
use varde_view::pages::account::{AccountPage, Ending, Made, account_page};
use varde_view::pages::error::Wrong;

/// Every goal as the strategy ended; where it is not concluded, as it would be now.
pub(crate) fn page(context: &Context<'_>, kind: Option<Kind>) -> Result<Reply, Wrong> {
    let strategy = context.pack.strategy.as_ref().ok_or(Wrong::NoPage)?;
    let last = strategy.period.1;
    let answers = context.evaluate(Query {
        year: Some(last),
        ..Query::default()
    })?;
    let today: BTreeMap<&str, &Answer> = answers
        .iter()
        .filter_map(|a| Some((a.goal.as_deref()?, a)))
        .collect();
    let closings = context.closings()?;
    let account = closings.account();
    let endings: BTreeMap<String, Ending> = match account {
        Some(period) => period
            .answers
            .iter()
            .filter(|f| f.period == last)
            .map(|frozen| {
                let now = today.get(frozen.goal.as_str());
                let restated = now.filter(|now| frozen.is_restated_by(now));
                let ending = Ending {
                    value: frozen.value.clone(),
                    state: frozen.stood(),
                    provisional: frozen.provisional,
                    now: restated.map(|a| (a.figure.value.clone(), a.state)),
                };
                (frozen.goal.clone(), ending)
            })
            .collect(),
        None => today
            .iter()
            .map(|(goal, answer)| {
                let ending = Ending {
                    value: answer.figure.value.clone(),
                    state: answer.state,
                    provisional: answer.provisional,
                    now: None,
                };
                ((*goal).to_owned(), ending)
            })
            .collect(),
    };
    let made = account.map(|period| Made {
        closed: period.closed.to_string(),
        as_of: period.as_of.to_string(),
        by: period.by.clone(),
        note: period.note.clone(),
    });
    let page = account_page(context.writer(), made.as_ref(), &endings);
    match kind {
        Some(kind) => file(context, sheet(context, page), kind),
        None => context.page("account.html", &context.words.t("account-title"), &page),
    }
}

fn sheet(context: &Context<'_>, page: AccountPage) -> Sheet {
    let keys = [
        "column-id",
        "column-goal",
        "column-area",
        "column-target",
        "column-value",
        "column-unit",
        "column-state",
        "account-now",
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
    let rows = page.areas.into_iter().flat_map(|area| {
        let title = area.title;
        area.lines.into_iter().map(move |line| {
            let now = line.now_mark.map(|m| format!("{} {}", line.now, m.word));
            [
                line.id,
                line.link.text,
                title.clone(),
                line.target,
                line.exact,
                line.unit,
                line.mark.word,
                now.unwrap_or_default(),
            ]
            .map(plain)
            .to_vec()
        })
    });
    let mut facts = vec![(context.words.t("account-title"), page.sentence)];
    facts.extend(page.notes.into_iter().map(|note| (String::new(), note)));
    Sheet {
        name: "sluttregnskap".to_owned(),
        headings: keys.map(|key| context.words.t(key)).to_vec(),
        kinds: vec![text, text, text, text, number, text, text, text],
        rows: rows.collect(),
        facts,
    }
}
