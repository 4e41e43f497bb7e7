//! Work packages in EU projects (EF-04b), national centres and projects (EF-05a to EF-05c), and the projects' partners.

use super::super::{Area, Register, met, number, share, worst};
use super::{days, no_data, per_cent, whole, yearly};
use crate::Answer;
use crate::date::{Date, date};
use crate::projects::{Project, counts_for_participation, with_business};
use crate::rational::Rational;
use crate::story::DEPARTMENT;
use crate::world::World;

/// Organisations outside the university, with their sector.
const PARTNERS: [(&str, &str); 9] = [
    ("Fjordvik Verft AS", "business"),
    ("Elvedal kommune", "public"),
    ("Havgap Energi AS", "business"),
    ("Nordsund forskningsinstitutt", "research"),
    ("Skogmark Bygg AS", "business"),
    ("Storvik sykehus", "public"),
    ("Ekdalens Logistik AB", "business"),
    ("Foreningen Grønn Frakt", "other"),
    ("Lindholt Universitet", "research"),
];

/// Each fifth project has nobody from outside; one partner came late, and one left early.
fn partners(world: &World) -> Register {
    let mut register = Register::new(
        "project_partner",
        &["project", "partner", "sector", "from_date", "to_date"],
    );
    for (index, project) in world.projects.list.iter().enumerate() {
        if !counts_for_participation(project) || project.unit != DEPARTMENT || index % 5 == 4 {
            continue;
        }
        for number in 0..=index % 3 {
            let (partner, sector) = PARTNERS[(index * 2 + number) % PARTNERS.len()];
            let late = index == 8 && number == 1;
            let from = if late {
                date(2021, 6, 1).iso()
            } else {
                String::new()
            };
            let to = if index == 6 {
                date(2020, 12, 31).iso()
            } else {
                String::new()
            };
            register.add(
                project.signed.unwrap_or(project.start),
                [&project.number, partner, sector, &from, &to],
            );
        }
    }
    register
}

/// Whether the department has signed the project and it runs on a day.
fn runs(project: &Project, day: Date) -> bool {
    project.unit == DEPARTMENT
        && project.signed.is_some_and(|signed| signed <= day)
        && project.start <= day
        && day <= project.end
}

/// Whether somebody employed in the department has a role in a project on a day.
fn led(world: &World, project: usize, role: &str, day: Date) -> bool {
    let employed = |person: u32| {
        let mut posts = world.staff.positions.iter();
        posts.any(|p| p.person == person && p.unit == DEPARTMENT && p.runs(day))
    };
    world.projects.members.iter().any(|m| {
        m.project == project && m.role == role && m.from <= day && day <= m.to && employed(m.person)
    })
}

/// The projects of a group that run on a day, by their place in the list.
fn running<'a>(
    world: &'a World,
    group: &'a str,
    day: Date,
) -> impl Iterator<Item = usize> + use<'a> {
    let list = world.projects.list.iter().enumerate();
    list.filter(move |(_, p)| p.type_group == group && runs(p, day))
        .map(|(index, _)| index)
}

/// The share on the first of the days on which it was smallest.
fn packages(world: &World, year: i16) -> Answer {
    let (goal, indicator) = ("EF-04b", "eu-work-package-share");
    let counts: Vec<(usize, usize)> = days(year)
        .map(|day| {
            let here = running(world, "eu", day).filter(|p| led(world, *p, "wp_lead", day));
            (here.count(), running(world, "eu", day).count())
        })
        .collect();
    let shares = counts.iter().filter_map(|(some, all)| {
        let (some, all) = (whole(*some), whole(*all));
        Some((per_cent(some, all)?, some, all))
    });
    let Some((smallest, some, all)) = shares.min_by_key(|(value, ..)| *value) else {
        return no_data(goal, indicator, year);
    };
    let always_one = counts.iter().all(|(some, _)| *some >= 1);
    let state = worst(&[met(smallest >= Rational::whole(50)), met(always_one)]);
    share(goal, indicator, year, some, all, state)
}

fn centres(world: &World, year: i16) -> Answer {
    let fewest = days(year).map(|day| running(world, "centre", day).count());
    let fewest = fewest.min().unwrap_or(0);
    number(
        "EF-05a",
        "national-centres",
        year,
        whole(fewest),
        met(fewest >= 5),
    )
}

/// The national projects with business that run on a day.
fn with_business_on(world: &World, day: Date) -> impl Iterator<Item = usize> {
    running(world, "national", day).filter(|p| with_business(&world.projects.list[*p]))
}

fn business(world: &World, year: i16) -> Answer {
    let fewest = days(year).map(|day| with_business_on(world, day).count());
    let fewest = fewest.min().unwrap_or(0);
    number(
        "EF-05b",
        "business-projects",
        year,
        whole(fewest),
        met(fewest >= 10),
    )
}

/// In a centre the lead of a work package is enough; other projects are led as a whole.
fn national_led(world: &World, year: i16) -> Answer {
    let led_on = |day: Date| {
        let leads = |p: &usize| led(world, *p, "leader", day) || led(world, *p, "wp_lead", day);
        let centres = running(world, "centre", day).filter(leads).count();
        let projects = with_business_on(world, day).filter(|p| led(world, *p, "leader", day));
        centres + projects.count()
    };
    let fewest = days(year).map(led_on).min().unwrap_or(0);
    number(
        "EF-05c",
        "national-projects-led",
        year,
        whole(fewest),
        met(fewest >= 3),
    )
}

pub(super) fn area(world: &World) -> Area {
    Area {
        registers: vec![partners(world)],
        answers: [
            yearly(|year| packages(world, year)),
            yearly(|year| centres(world, year)),
            yearly(|year| business(world, year)),
            yearly(|year| national_led(world, year)),
        ]
        .concat(),
    }
}
