//! Goals, bullets and the strategy that they belong to.

use super::{Report, known};
use crate::diagnostic::{Diagnostic, codes};
use crate::pack::Pack;

pub(super) fn check_goals(pack: &Pack, report: Report<'_>) {
    let Some(strategy) = &pack.strategy else {
        for goal in &pack.goals {
            report(Diagnostic::error(
                codes::MISSING_KEY,
                goal.id.place.clone(),
                "a pack with goals needs strategy.toml",
            ));
        }
        return;
    };
    let roles = || strategy.roles.iter().map(|r| r.id.value.as_str());
    let areas = || strategy.areas.iter().map(|a| a.id.value.as_str());
    let goals = || pack.goals.iter().map(|g| g.id.value.as_str());
    known(
        report,
        "unit",
        &strategy.unit,
        pack.units.iter().map(|u| u.id.value.as_str()),
    );
    strategy.parts.iter().for_each(|p| {
        known(report, "area", &p.area, areas());
    });
    for goal in &pack.goals {
        known(report, "area", &goal.area, areas());
        if let Some(part) = &goal.part {
            known(
                report,
                "part",
                part,
                strategy.parts.iter().map(|p| p.id.value.as_str()),
            );
        }
        if let Some(owner) = &goal.owner {
            known(report, "role", owner, roles());
        }
        let conditions = goal.also.iter().map(|c| &c.indicator);
        for indicator in goal
            .indicator
            .iter()
            .chain(&goal.alternatives)
            .chain(conditions)
        {
            known(
                report,
                "indicator",
                indicator,
                pack.indicators.iter().map(|i| i.id.value.as_str()),
            );
        }
        goal.serves.iter().for_each(|p| {
            known(
                report,
                "pillar",
                p,
                strategy.pillars.iter().map(|p| p.id.value.as_str()),
            );
        });
        goal.conflicts.iter().for_each(|c| {
            known(report, "goal", c, goals());
        });
    }
    for bullet in &pack.bullets {
        known(report, "area", &bullet.area, areas());
        bullet.goals.iter().for_each(|g| {
            known(report, "goal", g, goals());
        });
        if let Some(owner) = &bullet.owner {
            known(report, "role", owner, roles());
        }
    }
}
