//! FU-01: which posts new doctorates have a year after the defence, and how their education is assessed.
//!
//! The follow-up begins with those of 2018, of whom only four are found. From then on more are found, and more of
//! them have a post that calls for the doctorate. Those of late 2025 still have time.

use super::{Judgement, assessments, by_end, newest, per_cent, whole};
use crate::date::{Date, date, iso_or_empty};
use crate::local::{Area, Register, answer, share, worst, yes};
use crate::people::pid;
use crate::phd::Candidate;
use crate::random::Random;
use crate::rational::Rational;
use crate::story::{BASELINE, LAST_DAY, PLAN, REGISTER_DAY};
use crate::world::World;

const GOAL: &str = "FU-01";
const INDICATOR: &str = "phd-relevant-posts";

struct FollowUp {
    checked: Date,
    post: &'static str,
    from: Option<Date>,
    to: Option<Date>,
    abroad: bool,
}

/// A new doctorate and every look that was taken at it.
struct Doctor<'a> {
    candidate: &'a Candidate,
    defended: Date,
    looks: Vec<FollowUp>,
}

impl Doctor<'_> {
    /// The last day of the first twelve months.
    fn limit(&self) -> Date {
        self.defended.plus_years(1)
    }

    fn relevant(&self) -> bool {
        self.looks.iter().any(|look| {
            matches!(look.post, "academic" | "research" | "expert")
                && look.from.is_some_and(|from| from <= self.limit())
                && look.to.is_none_or(|to| to >= self.defended)
        })
    }

    fn traced(&self) -> bool {
        self.relevant() || self.looks.iter().any(|look| look.checked >= self.limit())
    }

    /// A relevant post may still come.
    fn open(&self) -> bool {
        !self.relevant() && LAST_DAY <= self.limit()
    }
}

fn look(random: &mut Random, defended: Date, checked: Date) -> FollowUp {
    // Of a hundred: how many have a relevant post.
    let good = match defended.year {
        ..=2018 => 50,
        2019 => 67,
        2020 => 75,
        2021 => 82,
        _ => 90,
    };
    let post = if random.chance(good) {
        random.pick(&["academic", "academic", "research", "expert"])
    } else {
        random.pick(&["other", "other", "none"])
    };
    let mut days = |low, high| i32::try_from(random.between(low, high)).unwrap_or(0);
    // Some have the post already when they defend.
    let from = defended.plus_days(days(-90, 240)).min(checked);
    let temporary = days(1, 100) <= 35;
    let abroad = days(1, 100) <= 22;
    FollowUp {
        checked,
        post,
        from: (post != "none").then_some(from),
        to: (temporary && post == "academic").then(|| defended.plus_years(2)),
        abroad: abroad && post != "none",
    }
}

fn doctors(world: &World) -> Vec<Doctor<'_>> {
    let mut random = Random::new(world.seed, "careers");
    let mut doctors = Vec::new();
    let mut found = 0;
    for candidate in world.doctoral.iter().filter(|c| c.counts()) {
        let Some(defended) = candidate.defended else {
            continue;
        };
        let mut looks = Vec::new();
        let checked = defended.plus_years(1).plus_days(20);
        let is_found = match defended.year {
            ..=2017 => false,
            2018 => {
                found += 1;
                found <= 4
            }
            _ => random.chance(88),
        };
        if is_found && checked <= REGISTER_DAY {
            // Some were asked in the first autumn already, and had nothing then.
            if random.chance(20) {
                looks.push(FollowUp {
                    checked: defended.plus_days(100),
                    post: "none",
                    from: None,
                    to: None,
                    abroad: false,
                });
            }
            looks.push(look(&mut random, defended, checked));
        }
        doctors.push(Doctor {
            candidate,
            defended,
            looks,
        });
    }
    doctors
}

fn register(doctors: &[Doctor<'_>]) -> Register {
    let mut register = Register::new(
        "phd_follow_up",
        &["pid", "checked", "post", "from_date", "to_date", "abroad"],
    );
    for doctor in doctors {
        for look in &doctor.looks {
            register.add(
                look.checked,
                [
                    &pid(doctor.candidate.person),
                    &look.checked.iso(),
                    look.post,
                    &iso_or_empty(look.from),
                    &iso_or_empty(look.to),
                    if look.post == "none" {
                        ""
                    } else {
                        yes(look.abroad)
                    },
                ],
            );
        }
    }
    register
}

const fn judgement(
    about: &'static str,
    on: Date,
    step: i64,
    evidence: &'static str,
    next: Date,
) -> Judgement {
    Judgement {
        about,
        on,
        step,
        evidence,
        next,
    }
}

const PARTS: [&str; 3] = ["level", "brand", "demand"];

#[rustfmt::skip]
const JUDGEMENTS: [Judgement; 12] = [
    judgement("level", date(2018, 11, 28), 3, "Komitérapportene 2016 til 2018", date(2021, 11, 1)),
    judgement("brand", date(2018, 11, 28), 2, "Samtaler med veilederne", date(2021, 11, 1)),
    judgement("demand", date(2018, 11, 28), 2, "Oppslag om stillinger, stikkprøve", date(2021, 11, 1)),
    judgement("level", date(2021, 11, 24), 3, "Komitérapportene 2019 til 2021", date(2023, 11, 1)),
    judgement("brand", date(2021, 11, 24), 2, "Egenvurdering av ph.d.-programmet", date(2023, 11, 1)),
    judgement("demand", date(2021, 11, 24), 3, "Oppfølgingen av nye doktorer", date(2023, 11, 1)),
    judgement("level", date(2023, 11, 29), 3, "Komitérapportene 2022 og 2023", date(2025, 11, 1)),
    judgement("brand", date(2023, 11, 29), 3, "Ny felles kursrekke og samtaler ute", date(2025, 11, 1)),
    judgement("demand", date(2023, 11, 29), 3, "Oppfølgingen av nye doktorer", date(2025, 11, 1)),
    judgement("level", date(2025, 11, 26), 3, "Ekstern evaluering 2025", date(2027, 11, 1)),
    judgement("brand", date(2025, 11, 26), 3, "Ekstern evaluering 2025", date(2027, 11, 1)),
    judgement("demand", date(2025, 11, 26), 4, "Oppfølgingen og tre arbeidsgivere", date(2027, 11, 1)),
];

/// The smallest of the three steps, when all are assessed.
fn smallest(year: i16) -> Option<Rational> {
    let steps: Vec<i64> = PARTS
        .iter()
        .filter_map(|part| newest(JUDGEMENTS.iter().filter(|j| j.about == *part), year))
        .map(|judgement| judgement.step)
        .collect();
    let all = steps.len() == PARTS.len();
    steps.into_iter().min().filter(|_| all).map(Rational::whole)
}

/// Those in relevant posts and those traced, of the five years to this one; earlier years that are open don't count.
fn window(doctors: &[Doctor<'_>], year: i16) -> (usize, usize) {
    let of = |y: i16| doctors.iter().filter(move |d| d.defended.year == y);
    let decided: Vec<i16> = (year - 4..=year)
        .filter(|y| !of(*y).any(|d| d.open()))
        .collect();
    let of_window = || {
        doctors
            .iter()
            .filter(|d| decided.contains(&d.defended.year))
    };
    (
        of_window().filter(|d| d.relevant()).count(),
        of_window().filter(|d| d.traced()).count(),
    )
}

pub(super) fn add(world: &World, area: &mut Area) {
    let doctors = doctors(world);
    area.registers.push(register(&doctors));
    area.registers
        .push(assessments(GOAL, "ph.d.-utvalget", &JUDGEMENTS));
    // The baseline year's value is unknown to everybody when it is of too few.
    let (above, below) = window(&doctors, BASELINE);
    let first = per_cent(whole(above), whole(below)).filter(|_| below >= 5);
    for year in PLAN {
        let (above, below) = window(&doctors, year);
        let assessed =
            smallest(year).map_or("unknown", |s| by_end("3", s, year, smallest(BASELINE)));
        let none = [None; 3];
        let mut year_of = doctors.iter().filter(|d| d.defended.year == year);
        let found = if year_of.any(Doctor::open) {
            let state = worst(&["too_early", assessed]);
            answer(
                GOAL,
                INDICATOR,
                year,
                none,
                state,
                Some("cohort-not-mature"),
            )
        } else if (1..5).contains(&below) {
            let state = worst(&["suppressed", assessed]);
            answer(GOAL, INDICATOR, year, none, state, Some("fewer-than-five"))
        } else {
            let (above, below) = (whole(above), whole(below));
            let posts = per_cent(above, below).map_or("unknown", |v| by_end("80", v, year, first));
            let state = worst(&[posts, assessed]);
            share(GOAL, INDICATOR, year, above, below, state)
        };
        area.answers.push(found);
    }
}
