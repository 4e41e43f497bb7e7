//! The strategy itself: period, vision, pillars, areas, values, and who owns what.

use crate::document::{Fields, Located};
use crate::text::{Language, Texts};

/// `strategy.toml`.
#[derive(Debug, Clone)]
pub struct Strategy {
    /// Id of the strategy.
    pub id: String,
    /// Name.
    pub title: Texts,
    /// First and last year.
    pub period: (i16, i16),
    /// The year that growth is measured from.
    pub baseline: i16,
    /// The unit whose strategy it is.
    pub unit: Located<String>,
    /// Vision.
    pub vision: Texts,
    /// Mission.
    pub mission: Texts,
    /// Position, where the document has one.
    pub position: Texts,
    /// What carries the vision.
    pub pillars: Vec<Passage>,
    /// Areas of goals, in order.
    pub areas: Vec<Area>,
    /// Parts of areas.
    pub parts: Vec<Part>,
    /// Values.
    pub values: Vec<Passage>,
    /// Parent strategies.
    pub links: Vec<Link>,
    /// Owners of goals and bullets.
    pub roles: Vec<Passage>,
}

/// Something with an id, a title and perhaps a text.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Passage {
    pub id: Located<String>,
    pub title: Texts,
    pub text: Texts,
}

/// An area of the strategy.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Area {
    pub id: Located<String>,
    pub title: Texts,
    pub short: Texts,
    pub order: i64,
}

/// A part of an area.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Part {
    pub id: Located<String>,
    pub area: Located<String>,
    pub title: Texts,
}

/// A strategy that this one makes concrete.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Link {
    pub id: Located<String>,
    pub title: Texts,
    pub level: String,
    pub url: Option<String>,
    pub text: Texts,
}

pub(crate) fn read(fields: Fields<'_>, languages: &[Language]) -> Strategy {
    let passage = |f: Fields<'_>| {
        let passage = Passage {
            id: f.required_located("id"),
            title: f.required_texts("title", languages),
            text: f.checked_texts("text", languages),
        };
        f.finish();
        passage
    };
    let period = read_period(&fields);
    let mut areas: Vec<Area> = fields
        .tables("area")
        .into_iter()
        .map(|f| {
            let title = f.required_texts("title", languages);
            let short = f.short_texts("short", languages, 24);
            let area = Area {
                id: f.required_located("id"),
                short: if short.is_empty() {
                    title.clone()
                } else {
                    short
                },
                title,
                order: f.integer("order").unwrap_or(0),
            };
            f.finish();
            area
        })
        .collect();
    areas.sort_by_key(|a| a.order);
    let strategy = Strategy {
        id: fields.required("id"),
        title: fields.required_texts("title", languages),
        period,
        baseline: fields.year("baseline").unwrap_or(period.0),
        unit: fields.required_located("unit"),
        vision: fields.required_texts("vision", languages),
        mission: fields.checked_texts("mission", languages),
        position: fields.checked_texts("position", languages),
        pillars: fields.tables("pillar").into_iter().map(passage).collect(),
        areas,
        parts: fields
            .tables("part")
            .into_iter()
            .map(|f| {
                let part = Part {
                    id: f.required_located("id"),
                    area: f.required_located("area"),
                    title: f.required_texts("title", languages),
                };
                f.finish();
                part
            })
            .collect(),
        values: fields.tables("value").into_iter().map(passage).collect(),
        links: fields
            .tables("link")
            .into_iter()
            .map(|f| {
                let link = Link {
                    id: f.required_located("id"),
                    title: f.required_texts("title", languages),
                    level: f
                        .word(
                            "level",
                            &[("university", "university"), ("faculty", "faculty")],
                        )
                        .unwrap_or("university")
                        .to_owned(),
                    url: f.text("url"),
                    text: f.checked_texts("text", languages),
                };
                f.finish();
                link
            })
            .collect(),
        roles: fields.tables("role").into_iter().map(passage).collect(),
    };
    fields.finish();
    strategy
}

fn read_period(fields: &Fields<'_>) -> (i16, i16) {
    use crate::diagnostic::{Diagnostic, codes};
    use crate::document::Value;
    let years: Vec<i16> = fields
        .nodes("period")
        .iter()
        .filter_map(|n| {
            if let Value::Integer(y) = n.value {
                i16::try_from(y).ok()
            } else {
                None
            }
        })
        .collect();
    match years.as_slice() {
        [from, to] if from <= to => (*from, *to),
        [from, to] => {
            fields.report(Diagnostic::error(
                codes::BACKWARDS,
                fields.place_of("period"),
                format!("the period runs from {from} to {to}"),
            ));
            (*to, *from)
        }
        _ => {
            fields.report(
                Diagnostic::error(
                    codes::MISSING_KEY,
                    fields.place_of("period"),
                    "`period` should be two years",
                )
                .hint("period = [2018, 2025]"),
            );
            (2000, 2000)
        }
    }
}
