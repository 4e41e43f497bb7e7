//! Courses, study-point production and grades.

use crate::random::Random;
use crate::story::{BLOCKS, OTHERS_SHARE, YEARS, at, department_code};
use crate::university::{NEIGHBOURS, other_programmes, own_programmes};

/// A course of the register.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) owner: &'static str,
    /// Study points in tenths.
    pub(crate) points_e1: i64,
    pub(crate) evu: bool,
    /// Whether the course belongs to the department's mission; not everybody has answered.
    pub(crate) mission: Option<bool>,
    pub(crate) innovation: bool,
}

/// New study points of a course's students from one programme, in ten thousandths of 60.
#[derive(Clone, Debug)]
pub(crate) struct Production {
    pub(crate) course: usize,
    pub(crate) programme: String,
    pub(crate) own_programme: bool,
    pub(crate) evu_programme: bool,
    pub(crate) year: i16,
    pub(crate) category: char,
    pub(crate) units_e4: i64,
    pub(crate) financed_e4: i64,
}

/// Grades given in a course in a year.
#[derive(Clone, Debug)]
pub(crate) struct Grades {
    pub(crate) course: usize,
    pub(crate) year: i16,
    pub(crate) given: Vec<(char, i64)>,
}

/// Everything about teaching.
pub(crate) struct Teaching {
    pub(crate) courses: Vec<Course>,
    pub(crate) production: Vec<Production>,
    pub(crate) grades: Vec<Grades>,
}

/// Ordinary courses of the department, of which the last ones hold 15 study points.
const ORDINARY: usize = 82;
const DOUBLE: usize = 6;
const EVU: usize = 8;
const EACH_NEIGHBOUR: usize = 30;

const SUBJECTS: [&str; 12] = [
    "Optimering",
    "Finans",
    "Strategi",
    "Innovasjon",
    "Logistikk",
    "Prosjektledelse",
    "Regnskap",
    "Organisasjon",
    "Sikkerhet",
    "Kvalitet",
    "Markeder",
    "Beslutninger",
];
const FORMS: [&str; 7] = [
    "grunnlag",
    "metode",
    "prosjekt",
    "videregående",
    "praksis",
    "seminar",
    "modeller",
];

fn courses() -> Vec<Course> {
    let mut courses = Vec::new();
    for number in 0..ORDINARY + EVU {
        let evu = number >= ORDINARY;
        courses.push(Course {
            code: format!("TIØ{}", if evu { 9700 + number } else { 7000 + number }),
            name: format!(
                "{}, {} {}",
                SUBJECTS[number % 12],
                FORMS[number % 7],
                number % 4 + 1
            ),
            owner: "230240",
            points_e1: if !evu && number >= ORDINARY - DOUBLE {
                150
            } else {
                75
            },
            evu,
            mission: match number {
                17 | 53 => Some(false),
                n if n % 9 == 4 => None,
                _ => Some(true),
            },
            innovation: number % 12 == 3,
        });
    }
    for (place, owner) in NEIGHBOURS.into_iter().enumerate() {
        for number in 0..EACH_NEIGHBOUR {
            courses.push(Course {
                code: format!("OPP{}", 4000 + place * 100 + number),
                name: format!("{}, {}", SUBJECTS[(number + 5) % 12], FORMS[number % 7]),
                owner,
                points_e1: 75,
                evu: false,
                mission: None,
                innovation: false,
            });
        }
    }
    courses
}

/// Who takes what: a weight for each pair of course and programme.
struct Pair {
    course: usize,
    programme: String,
    own: bool,
    weight: i64,
}

fn pairs(random: &mut Random) -> Vec<Pair> {
    let own: Vec<String> = own_programmes()
        .into_iter()
        .filter(|p| !p.evu)
        .map(|p| p.code)
        .collect();
    let others: Vec<String> = other_programmes().into_iter().map(|p| p.code).collect();
    let mut pairs = Vec::new();
    for course in 0..ORDINARY {
        for programme in &own {
            let weight = if programme == "MTIØT" {
                random.between(60, 160)
            } else {
                random.between(5, 40)
            };
            pairs.push(Pair {
                course,
                programme: programme.clone(),
                own: true,
                weight,
            });
        }
        if course < ORDINARY - DOUBLE {
            for programme in &others {
                if random.chance(62) {
                    let weight = random.between(4, 60);
                    pairs.push(Pair {
                        course,
                        programme: programme.clone(),
                        own: false,
                        weight,
                    });
                }
            }
        }
    }
    pairs
}

/// Units in ten thousandths for passes of a course: 7.5 study points are an eighth of 60.
fn units_e4(passes: i64, points_e1: i64) -> i64 {
    passes * points_e1 * 10_000 / 600
}

fn ordinary_production(
    random: &mut Random,
    courses: &[Course],
    year: i16,
    pairs: &[Pair],
) -> Vec<Production> {
    let blocks = at(&BLOCKS, year);
    let others = blocks * at(&OTHERS_SHARE, year) / 1000;
    let mut production = Vec::new();
    for (own, total) in [(true, blocks - others), (false, others)] {
        let chosen: Vec<&Pair> = pairs.iter().filter(|p| p.own == own).collect();
        let weights: Vec<i64> = chosen
            .iter()
            .map(|p| p.weight * random.between(80, 120))
            .collect();
        for (pair, passes) in chosen.iter().zip(Random::divide(total, &weights)) {
            if passes == 0 {
                continue;
            }
            let course = &courses[pair.course];
            let mut units = units_e4(passes * 75 / course.points_e1, course.points_e1);
            // Here and there a student had 2.5 of the points before: 2.5 ÷ 60 is lost.
            if units > 1250 && random.chance(4) {
                units -= 417;
            }
            production.push(Production {
                course: pair.course,
                programme: pair.programme.clone(),
                own_programme: own,
                evu_programme: false,
                year,
                category: 'S',
                units_e4: units,
                financed_e4: units,
            });
        }
    }
    production.retain(|p| p.units_e4 > 0);
    production
}

fn further_education(random: &mut Random, courses: &[Course], year: i16) -> Vec<Production> {
    let row = |course: usize, programme: &str, evu_programme, passes| Production {
        course,
        programme: programme.to_owned(),
        own_programme: true,
        evu_programme,
        year,
        category: if evu_programme { 'P' } else { 'S' },
        units_e4: units_e4(passes, courses[course].points_e1),
        financed_e4: 0,
    };
    let mut production: Vec<Production> = (ORDINARY..ORDINARY + EVU)
        .map(|course| row(course, "MTM", true, random.between(14, 28)))
        .collect();
    // A student of further education in an ordinary course, and the other way round.
    production.push(row(3, "MTM", true, random.between(3, 8)));
    production.push(row(ORDINARY + 2, "MTIØT", false, random.between(2, 6)));
    production
}

fn elsewhere(random: &mut Random, courses: &[Course], year: i16) -> Vec<Production> {
    let programmes = other_programmes();
    let mut production = Vec::new();
    for course in ORDINARY + EVU..courses.len() {
        for programme in &programmes {
            if (course + programme.code.len() + usize::from(programme.code.as_bytes()[4])) % 3 != 0
                && random.chance(88)
            {
                let units = units_e4(random.between(1, 30), 75);
                production.push(Production {
                    course,
                    programme: programme.code.clone(),
                    own_programme: false,
                    evu_programme: false,
                    year,
                    category: 'S',
                    units_e4: units,
                    financed_e4: units,
                });
            }
        }
    }
    production
}

fn grades(random: &mut Random, courses: &[Course], year: i16) -> Vec<Grades> {
    courses
        .iter()
        .enumerate()
        .map(|(course, details)| {
            let taking = random.between(12, 180);
            // In 2020 most courses passed or failed without a letter.
            let given = if (year == 2020 && course % 5 != 0) || details.evu {
                let failed = taking / 14;
                vec![('G', taking - failed), ('H', failed)]
            } else {
                let weights: Vec<i64> = [14, 25, 29, 16, 9, 7]
                    .iter()
                    .map(|w| w * random.between(70, 130))
                    .collect();
                "ABCDEF"
                    .chars()
                    .zip(Random::divide(taking, &weights))
                    .collect()
            };
            Grades {
                course,
                year,
                given,
            }
        })
        .collect()
}

impl Teaching {
    /// All courses with what their students produced.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, "teaching");
        let courses = courses();
        let pairs = pairs(&mut random);
        let mut production = Vec::new();
        let mut all_grades = Vec::new();
        for year in YEARS {
            production.extend(ordinary_production(&mut random, &courses, year, &pairs));
            production.extend(further_education(&mut random, &courses, year));
            production.extend(elsewhere(&mut random, &courses, year));
            all_grades.extend(grades(&mut random, &courses, year));
        }
        Self {
            courses,
            production,
            grades: all_grades,
        }
    }

    fn basic(&self, year: i16) -> impl Iterator<Item = &Production> {
        self.production.iter().filter(move |p| {
            let course = &self.courses[p.course];
            p.year == year && course.owner == "230240" && !course.evu && !p.evu_programme
        })
    }

    /// The department's production in basic education in a year, in ten thousandths.
    pub(crate) fn produced(&self, year: i16) -> i64 {
        self.basic(year).map(|p| p.units_e4).sum()
    }

    /// What of it students on others' programmes produced in courses of the mission.
    pub(crate) fn produced_for_others(&self, year: i16) -> i64 {
        self.basic(year)
            .filter(|p| !p.own_programme && self.courses[p.course].mission != Some(false))
            .map(|p| p.units_e4)
            .sum()
    }
}

/// The code under which a course's owner reported in a year.
pub(crate) fn reported_owner(owner: &'static str, year: i16) -> &'static str {
    if owner == "230240" {
        department_code(year)
    } else {
        owner
    }
}
