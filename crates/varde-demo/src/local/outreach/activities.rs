//! Outreach to the public (FO-03), and roles that shape the field (FO-04).

use super::super::{Area, Register, answer, met, number, yes};
use super::whole;
use crate::Answer;
use crate::date::{Date, date, iso_or_empty};
use crate::people::pid;
use crate::random::Random;
use crate::rational::Rational;
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

/// Activities for the public with a permanent academic, by year from 2018. In 2023 there are five for each to the letter.
const FOR_THE_PUBLIC: [usize; 8] = [98, 112, 131, 142, 151, 140, 134, 152];

/// What reaches the public, with the audience where it has to be told.
const PUBLIC: [(&str, &str); 10] = [
    ("MediaInterview", ""),
    ("MediaInterview", ""),
    ("MediaInterview", "public"),
    ("MediaFeatureArticle", ""),
    ("MediaReaderOpinion", ""),
    ("MediaParticipationInRadioOrTv", ""),
    ("MediaPodcast", "public"),
    ("PopularScienceArticle", ""),
    ("MediaBlogPost", ""),
    ("Lecture", "public"),
];
/// What is registered too and isn't for the public.
const OTHER: [(&str, &str); 5] = [
    ("ConferenceLecture", "academic"),
    ("ConferencePoster", "academic"),
    ("Lecture", "professional"),
    ("Lecture", "students"),
    ("Lecture", ""),
];

struct Activity {
    year: i16,
    category: &'static str,
    audience: &'static str,
    public: bool,
    persons: Vec<u32>,
}

/// A role outside: person, body, kind, from, to, relevant to the field (none: nobody has said).
type Role = (
    u32,
    &'static str,
    &'static str,
    Date,
    Option<Date>,
    Option<bool>,
);

#[rustfmt::skip]
const ROLES: [Role; 20] = [
    (12, "Nasjonalt fagråd for økonomi og ledelse", "committee", date(2017, 1, 1), Some(date(2020, 12, 31)), Some(true)),
    (26, "Porteføljestyret for industri", "board", date(2018, 1, 1), Some(date(2021, 12, 31)), Some(true)),
    (3, "Nordisk nettverk for optimering", "board", date(2018, 8, 1), Some(date(2022, 7, 31)), Some(true)),
    (3, "Fagfellerådet for transportforskning", "expert", date(2019, 1, 1), Some(date(2020, 12, 31)), Some(true)),
    (8, "Styret i et borettslag", "board", date(2018, 3, 1), Some(date(2022, 2, 28)), Some(false)),
    (18, "Ekspertgruppa for produktivitet", "expert", date(2019, 2, 1), Some(date(2020, 12, 31)), Some(true)),
    (28, "Nordisk forening for entreprenørskap", "board", date(2021, 1, 1), Some(date(2024, 12, 31)), Some(true)),
    (33, "Programstyret for digitalisering", "committee", date(2021, 1, 1), Some(date(2025, 12, 31)), Some(true)),
    (14, "Utvalget for framtidas ingeniørutdanning", "inquiry", date(2021, 3, 1), Some(date(2022, 12, 31)), Some(true)),
    // A professor II is an employee too.
    (60, "Utvalget for grønn industri", "inquiry", date(2022, 1, 1), Some(date(2023, 12, 31)), Some(true)),
    (9, "Fagrådet for sivilingeniørutdanning", "committee", date(2022, 1, 1), None, Some(true)),
    // This one had retired before the role began.
    (27, "Seniorpanelet for næringspolitikk", "expert", date(2022, 9, 1), Some(date(2024, 8, 31)), Some(true)),
    (5, "Nasjonalt fagråd for økonomi og ledelse", "committee", date(2023, 1, 1), Some(date(2025, 12, 31)), Some(true)),
    (2, "Nasjonalt ledermøte for teknologifag", "board", date(2023, 1, 1), Some(date(2024, 12, 31)), Some(true)),
    (21, "Ekspertutvalget for klimavennlig transport", "expert", date(2023, 2, 1), Some(date(2025, 6, 30)), Some(true)),
    (45, "Valgstyret i kommunen", "committee", date(2023, 9, 1), None, Some(false)),
    (42, "Arbeidsgruppa for digital eksamen", "inquiry", date(2024, 9, 1), None, Some(true)),
    (12, "Evalueringen av lederutdanning", "expert", date(2024, 1, 15), Some(date(2024, 11, 30)), Some(true)),
    // Nobody has said yet whether this one shapes the field.
    (31, "Rådet for en frivillig organisasjon", "board", date(2025, 3, 1), None, None),
    (15, "Styret i et idrettslag", "board", date(2020, 3, 1), None, Some(false)),
];

fn activities(world: &World) -> Vec<Activity> {
    let mut random = Random::new(world.seed, "outreach");
    let mut activities = Vec::new();
    for (year, count) in PLAN.zip(FOR_THE_PUBLIC) {
        let day = date(year, 10, 1);
        let academics = world.staff.permanent_academics(day);
        let mut others: Vec<u32> = world
            .staff
            .positions
            .iter()
            .filter(|p| p.unit == DEPARTMENT && p.runs(day) && !academics.contains(&p.person))
            .map(|p| p.person)
            .collect();
        others.sort_unstable();
        others.dedup();
        // Some are in the papers all the time, most now and then.
        let keen: Vec<u32> = academics
            .iter()
            .flat_map(|p| vec![*p; if p % 5 == 0 { 4 } else { 1 }])
            .collect();
        let mut add = |random: &mut Random, public: bool, pool: &[u32], with: &[u32]| {
            let (category, audience) = random.pick(if public { &PUBLIC[..] } else { &OTHER[..] });
            let mut persons = vec![random.pick(pool)];
            if random.chance(20) {
                persons.push(random.pick(with));
            }
            persons.sort_unstable();
            persons.dedup();
            activities.push(Activity {
                year,
                category,
                audience,
                public,
                persons,
            });
        };
        for _ in 0..count {
            let both = [academics.as_slice(), others.as_slice()].concat();
            add(&mut random, true, &keen, &both);
        }
        for _ in 0..12 {
            add(&mut random, true, &others, &others);
        }
        for _ in 0..34 {
            add(&mut random, false, &academics, &others);
        }
    }
    activities
}

fn outreach(activities: &[Activity]) -> Register {
    let headings = &["no", "year", "pid", "category", "audience"];
    let mut register = Register::new("outreach", headings);
    for (no, activity) in (1..).zip(activities) {
        for person in &activity.persons {
            register.add(
                date(activity.year + 1, 1, 10),
                [
                    &format!("formidling-{no:05}"),
                    &activity.year.to_string(),
                    &pid(*person),
                    activity.category,
                    activity.audience,
                ],
            );
        }
    }
    register
}

fn per_academic(world: &World, activities: &[Activity], year: i16) -> Answer {
    let academics = world.staff.permanent_academics(date(year, 10, 1));
    let counting = activities.iter().filter(|a| {
        a.year == year && a.public && a.persons.iter().any(|person| academics.contains(person))
    });
    let (above, below) = (whole(counting.count()), whole(academics.len()));
    let value = above.over(below);
    let enough = met(value >= Some(Rational::whole(5)));
    let parts = [Some(above), Some(below), value];
    answer("FO-03", "outreach-per-fva", year, parts, enough, None)
}

fn roles() -> Register {
    let headings = &["pid", "body", "kind", "from_date", "to_date", "relevant"];
    let mut register = Register::new("external_role", headings);
    for (person, body, kind, from, to, relevant) in ROLES {
        register.add(
            from,
            [
                &pid(person),
                body,
                kind,
                &from.iso(),
                &iso_or_empty(to),
                relevant.map_or("", yes),
            ],
        );
    }
    register
}

/// The employees who held a relevant role in a year, on a day on which they also held a position.
fn holders(world: &World, year: i16) -> Answer {
    let open = date(9999, 12, 31);
    let mut persons: Vec<u32> = ROLES
        .iter()
        .filter(|role| role.5 == Some(true))
        .filter(|(person, _, _, from, to, _)| {
            let posts = world.staff.positions.iter();
            posts
                .filter(|p| p.person == *person && p.unit == DEPARTMENT)
                .any(|post| {
                    let first = post.from.max(*from).max(date(year, 1, 1));
                    let last = post.to.unwrap_or(open).min(to.unwrap_or(open));
                    first <= last.min(date(year, 12, 31))
                })
        })
        .map(|role| role.0)
        .collect();
    persons.sort_unstable();
    persons.dedup();
    let (goal, indicator) = ("FO-04", "external-role-holders");
    match persons.len() {
        // So few would be known by name.
        1..5 => answer(
            goal,
            indicator,
            year,
            [None; 3],
            "suppressed",
            Some("fewer-than-five"),
        ),
        found => number(goal, indicator, year, whole(found), met(found >= 5)),
    }
}

pub(super) fn area(world: &World) -> Area {
    let activities = activities(world);
    Area {
        answers: PLAN
            .flat_map(|year| [per_academic(world, &activities, year), holders(world, year)])
            .collect(),
        registers: vec![outreach(&activities), roles()],
    }
}
