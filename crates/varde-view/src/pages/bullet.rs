//! A strategy bullet (`/strategipunkt/FS-03`): what it says, the goals it serves, who owns it, and what is done about it.

use crate::known::Known;
use crate::pages::list::{Line, goal_line};
use crate::pages::{Link, Writer};
use serde::Serialize;
use std::collections::BTreeMap;
use varde_pack::Bullet;

/// The page of a bullet.
#[derive(Debug, Clone, Serialize)]
pub struct BulletPage {
    /// `FS-03`.
    pub id: String,
    /// The bullet in our words.
    pub title: String,
    /// What the system gives for it.
    pub capability: String,
    /// The area, as a way back.
    pub area: Link,
    /// Name of the owner.
    pub owner: String,
    /// How the goals stand that it serves.
    pub sentence: String,
    /// The goals.
    pub goals: Vec<Line>,
    /// Other bullets of the area.
    pub others: Vec<Link>,
}

/// The page. `series`: values by goal.
pub fn bullet_page(
    writer: Writer<'_>,
    bullet: &Bullet,
    series: &BTreeMap<String, Vec<Known>>,
) -> BulletPage {
    let Writer { words, links, pack } = writer;
    let goals: Vec<Line> = bullet
        .goals
        .iter()
        .filter_map(|id| pack.goal(&id.value))
        .map(|goal| {
            goal_line(
                writer,
                goal,
                series
                    .get(&goal.id.value)
                    .map(Vec::as_slice)
                    .unwrap_or_default(),
            )
        })
        .collect();
    let met = goals
        .iter()
        .filter(|g| g.mark.as_ref().is_some_and(|m| m.id == "met"))
        .count();
    let computed = goals.iter().filter(|g| g.computed).count();
    BulletPage {
        id: bullet.id.value.clone(),
        title: writer.text(&bullet.title),
        capability: writer.text(&bullet.capability),
        area: Link {
            text: writer.area(&bullet.area.value),
            href: format!("{}#{}", links.home(), bullet.area.value),
        },
        owner: writer.owner(bullet.owner.as_ref().map(|o| o.value.as_str())),
        sentence: words.say(
            "bullet-sentence",
            &[
                ("goals", goals.len().into()),
                ("met", met.into()),
                ("computed", computed.into()),
            ],
        ),
        goals,
        others: pack
            .bullets
            .iter()
            .filter(|b| b.area.value == bullet.area.value && b.id.value != bullet.id.value)
            .map(|b| Link {
                text: format!("{} {}", b.id.value, writer.text(&b.title)),
                href: links.bullet(&b.id.value),
            })
            .collect(),
    }
}
