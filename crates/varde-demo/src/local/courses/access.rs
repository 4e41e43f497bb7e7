//! GU-07: which students in Trondheim can choose a course in entrepreneurship or innovation, and who takes one.
//!
//! Programme after programme opened up. Nobody kept the list in 2019, and in 2025 two programmes lost the only course that they had to a
//! new prerequisite.

use std::collections::BTreeMap;

use super::super::{Area, Register, share, yes};
use super::{by_end, no_data, per_cent};
use crate::Answer;
use crate::date::date;
use crate::rational::Rational;
use crate::story::{BASELINE, DEPARTMENT, INSTITUTION, PLAN};
use crate::university::{other_programmes, own_programmes};
use crate::world::World;

/// A programme of the university as the campuses see it.
struct Programme {
    code: String,
    faculty: String,
    campus: &'static str,
    category: &'static str,
    /// The first year in which its students could choose a course.
    open_from: Option<i16>,
}

/// Doctoral programmes, with their students.
const DOCTORAL: [(&str, &str, i64, Option<i16>); 2] = [
    ("PHIØT", "230000", 41, Some(2018)),
    ("PHOPP", "203000", 388, None),
];

/// The two programmes that new prerequisites shut out in 2025.
const SHUT_OUT: [&str; 2] = ["BOPP13", "MOPP30"];

fn faculty(owner: &str) -> String {
    format!("{}000", &owner[..3])
}

fn programmes() -> Vec<Programme> {
    let own = own_programmes().into_iter().map(|p| Programme {
        faculty: faculty(&p.owner),
        campus: "Trondheim",
        category: if p.evu { "evu" } else { "ordinary" },
        open_from: match p.code.as_str() {
            "MTM" => None,
            "MHMS" | "MIHMS" => Some(2022),
            "INGLOG" => Some(2020),
            _ => Some(2018),
        },
        code: p.code,
    });
    let others = other_programmes()
        .into_iter()
        .enumerate()
        .map(|(number, p)| Programme {
            faculty: faculty(&p.owner),
            campus: match number {
                n if n % 9 == 5 => "Gjøvik",
                n if n % 11 == 7 => "Ålesund",
                _ => "Trondheim",
            },
            category: "ordinary",
            open_from: Some(match number % 8 {
                0..=3 => 2018,
                4 => 2020,
                5 => 2021,
                6 => 2022,
                _ => 2024,
            }),
            code: p.code,
        });
    let doctoral = DOCTORAL.map(|(code, faculty, _, open_from)| Programme {
        code: code.to_owned(),
        faculty: faculty.to_owned(),
        campus: "Trondheim",
        category: "phd",
        open_from,
    });
    own.chain(others).chain(doctoral).collect()
}

impl Programme {
    fn students(&self, world: &World, year: i16) -> i64 {
        if let Some((.., students, _)) = DOCTORAL.iter().find(|(code, ..)| *code == self.code) {
            return students + i64::from(year - BASELINE) * 3;
        }
        let mut counts = world.students.programmes.iter();
        counts
            .find(|c| c.programme == self.code && c.year == year && c.semester == 3)
            .map_or(0, |c| c.women + c.men)
    }

    fn shut_out(&self, year: i16) -> bool {
        year == 2025 && SHUT_OUT.contains(&self.code.as_str())
    }

    fn can_choose(&self, year: i16) -> bool {
        self.open_from.is_some_and(|first| first <= year) && !self.shut_out(year)
    }
}

fn campuses(world: &World, programmes: &[Programme]) -> Register {
    let mut register = Register::new(
        "campus_students",
        &[
            "institution",
            "year",
            "campus",
            "programme",
            "faculty",
            "category",
            "students",
        ],
    );
    for year in PLAN {
        for programme in programmes {
            register.add(
                date(year, 12, 1),
                [
                    INSTITUTION,
                    &year.to_string(),
                    programme.campus,
                    &programme.code,
                    &programme.faculty,
                    programme.category,
                    &programme.students(world, year).to_string(),
                ],
            );
        }
    }
    register
}

/// What each programme's plan says of a course or two. A course that has nothing to do with innovation opens nothing.
fn openings(world: &World, programmes: &[Programme]) -> Register {
    let headings = &[
        "year",
        "unit",
        "programme",
        "course",
        "electable",
        "blocked",
    ];
    let mut register = Register::new("programme_access", headings);
    let courses = || {
        let courses = world.teaching.courses.iter();
        courses.filter(|c| c.owner == DEPARTMENT && !c.evu)
    };
    let innovation: Vec<&str> = courses()
        .filter(|c| c.innovation)
        .map(|c| c.code.as_str())
        .collect();
    let other: Vec<&str> = courses()
        .filter(|c| !c.innovation)
        .map(|c| c.code.as_str())
        .collect();
    for year in PLAN.filter(|year| *year != 2019) {
        for (place, programme) in programmes.iter().enumerate() {
            let mut add = |course: &str, electable, blocked| {
                register.add(
                    date(year, 9, 15),
                    [
                        &year.to_string(),
                        DEPARTMENT,
                        &programme.code,
                        course,
                        yes(electable),
                        yes(blocked),
                    ],
                );
            };
            let course = innovation[place % innovation.len()];
            if programme.can_choose(year) {
                add(course, true, false);
            } else if programme.shut_out(year) {
                add(course, true, true);
            } else if place % 3 == 0 {
                add(course, place % 2 == 0, true);
            }
            if place % 2 == 1 {
                add(other[place % other.len()], true, false);
            }
        }
    }
    register
}

/// Everybody who earned credits in a course with the tag innovation, by faculty, and one in twelve who didn't pass.
fn takers(world: &World, programmes: &[Programme]) -> Register {
    let headings = &["year", "course", "unit", "faculty", "takers"];
    let mut register = Register::new("course_taker", headings);
    let mut counts: BTreeMap<(i16, &str, &str), i64> = BTreeMap::new();
    for row in &world.teaching.production {
        let course = &world.teaching.courses[row.course];
        let counts_here =
            course.innovation && course.owner == DEPARTMENT && PLAN.contains(&row.year);
        let programme = programmes.iter().find(|p| p.code == row.programme);
        if let (true, Some(programme)) = (counts_here, programme) {
            *counts
                .entry((row.year, &course.code, &programme.faculty))
                .or_default() += row.units_e4 * 60 / (course.points_e1 * 1000);
        }
    }
    for ((year, course, faculty), passed) in counts {
        register.add(
            date(year, 12, 20),
            [
                &year.to_string(),
                course,
                DEPARTMENT,
                faculty,
                &(passed + passed / 12).to_string(),
            ],
        );
    }
    register
}

pub(super) fn area(world: &World) -> Area {
    let programmes = programmes();
    let counts = |year: i16| {
        let asked = programmes
            .iter()
            .filter(|p| p.campus == "Trondheim" && p.category == "ordinary");
        let (mut some, mut all) = (0, 0);
        for programme in asked {
            let students = programme.students(world, year);
            all += students;
            if programme.can_choose(year) {
                some += students;
            }
        }
        (Rational::whole(some), Rational::whole(all))
    };
    let (some, all) = counts(BASELINE);
    let baseline = per_cent(some, all);
    let answer = |year: i16| -> Answer {
        let (goal, indicator) = ("GU-07", "entrepreneurship-access");
        if year == 2019 {
            return no_data(goal, indicator, year);
        }
        let (some, all) = counts(year);
        let state =
            per_cent(some, all).map_or("unknown", |value| by_end("100", value, year, baseline));
        share(goal, indicator, year, some, all, state)
    };
    Area {
        registers: vec![
            campuses(world, &programmes),
            openings(world, &programmes),
            takers(world, &programmes),
        ],
        answers: PLAN.map(answer).collect(),
    }
}
