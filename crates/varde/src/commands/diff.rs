//! `varde diff`: what one strategy made of another.

use crate::args::{Diff, Format};
use crate::output::{Exit, Output};
use crate::packs;
use anyhow::bail;
use serde_json::json;
use varde_pack::{Fate, GoalDiff, Language, Pack, diff};

pub fn run(args: &Diff, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let (old, new) = (usable(&args.old)?, usable(&args.new)?);
    let goals = diff(&old, &new);
    if format == Format::Json {
        let list = goals.iter().map(|goal| {
            let differences = goal
                .differences
                .iter()
                .map(|d| json!({ "what": d.what, "old": d.old, "new": d.new }));
            json!({
                "fate": goal.fate.as_str(), "old": goal.old, "new": goal.new,
                "differences": differences.collect::<Vec<_>>(),
            })
        });
        out.line(serde_json::to_string_pretty(&list.collect::<Vec<_>>())?)?;
        return Ok(Exit::Fine);
    }
    let count = |fate| goals.iter().filter(|g| g.fate == fate).count();
    out.line(format!(
        "{}@{} → {}@{}: {} goals carried on, {} changed, {} dropped, {} new",
        old.id,
        old.version,
        new.id,
        new.version,
        count(Fate::CarriedOn),
        count(Fate::Changed),
        count(Fate::Dropped),
        count(Fate::New)
    ))?;
    for fate in [Fate::CarriedOn, Fate::Changed, Fate::Dropped, Fate::New] {
        let of_fate: Vec<&GoalDiff> = goals.iter().filter(|g| g.fate == fate).collect();
        if of_fate.is_empty() {
            continue;
        }
        let heading = match fate {
            Fate::CarriedOn => "carried on",
            Fate::Changed => "changed",
            Fate::Dropped => "dropped",
            Fate::New => "new",
        };
        out.line(format!("\n{heading}"))?;
        for goal in of_fate {
            show(&old, &new, goal, out)?;
        }
    }
    Ok(Exit::Fine)
}

fn show(old: &Pack, new: &Pack, goal: &GoalDiff, out: &mut Output) -> anyhow::Result<()> {
    let title = |pack: &Pack, id: &Option<String>| {
        let found = id.as_ref().and_then(|id| pack.goal(id));
        found.map(|g| g.title.get(Language::En).to_owned())
    };
    let id = match (&goal.old, &goal.new) {
        (Some(a), Some(b)) if a != b => format!("{a} → {b}"),
        (_, Some(id)) | (Some(id), None) => id.clone(),
        (None, None) => String::new(),
    };
    let title = title(new, &goal.new).or_else(|| title(old, &goal.old));
    out.line(format!("  {id}  {}", title.unwrap_or_default()))?;
    for d in &goal.differences {
        let side = |text: &str| {
            if text.is_empty() {
                "–".to_owned()
            } else {
                text.to_owned()
            }
        };
        out.line(format!(
            "      {}: {} → {}",
            d.what,
            side(&d.old),
            side(&d.new)
        ))?;
    }
    Ok(())
}

fn usable(name: &str) -> anyhow::Result<Pack> {
    let (folder, files) = packs::find(name)?;
    let checked = varde_pack::read(&folder, &files);
    if !checked.is_usable() {
        bail!("pack `{name}` has errors; see: varde check {name}");
    }
    Ok(checked.pack)
}
