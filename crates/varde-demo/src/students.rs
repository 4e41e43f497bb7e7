//! Students, candidates and applicants.

use crate::random::Random;
use crate::story::{
    CANDIDATES, INSTITUTION, Intake, MENTRE, MIENTRE, MTIOT, YEARS, at, department_code,
};
use crate::university::{other_departments, other_programmes};

/// Registered students of a programme at one count date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProgrammeCount {
    pub(crate) programme: String,
    pub(crate) own: bool,
    pub(crate) year: i16,
    pub(crate) semester: u8,
    pub(crate) women: i64,
    pub(crate) men: i64,
}

/// Registered students of a department at one count date.
#[derive(Clone, Debug)]
pub(crate) struct DepartmentCount {
    pub(crate) institution: &'static str,
    pub(crate) department: String,
    pub(crate) name: String,
    pub(crate) year: i16,
    pub(crate) semester: u8,
    pub(crate) category: char,
    pub(crate) women: i64,
    pub(crate) men: i64,
}

/// Candidates of a programme in a year.
#[derive(Clone, Debug)]
pub(crate) struct Graduates {
    pub(crate) department: String,
    pub(crate) programme: String,
    pub(crate) qualification: &'static str,
    pub(crate) year: i16,
    pub(crate) women: i64,
    pub(crate) men: i64,
}

/// Everything about students.
pub(crate) struct Students {
    pub(crate) programmes: Vec<ProgrammeCount>,
    pub(crate) departments: Vec<DepartmentCount>,
    pub(crate) graduates: Vec<Graduates>,
}

/// Women and all students of the department's programmes each autumn from 2016.
#[rustfmt::skip]
const AUTUMN: [(&str, [(i64, i64); 10]); 8] = [
    ("MTIØT", [(252, 600), (258, 612), (264, 622), (270, 630), (277, 641), (284, 652), (290, 660), (299, 668), (305, 673), (311, 680)]),
    ("MIENTRE", [(26, 60), (27, 62), (28, 63), (28, 64), (29, 66), (29, 65), (30, 68), (31, 69), (31, 70), (32, 70)]),
    ("MENTRE", [(22, 52), (22, 51), (23, 54), (24, 55), (24, 56), (24, 57), (25, 58), (25, 57), (26, 58), (26, 59)]),
    ("MSPROMAN", [(31, 75), (32, 78), (33, 79), (34, 82), (35, 84), (35, 83), (36, 86), (35, 85), (36, 87), (37, 88)]),
    ("MIHMS", [(26, 46), (27, 48), (27, 47), (28, 49), (29, 50), (30, 52), (30, 53), (34, 60), (36, 63), (38, 66)]),
    ("MHMS", [(14, 26), (14, 25), (13, 24), (13, 23), (14, 25), (13, 23), (12, 22), (7, 12), (3, 4), (2, 3)]),
    ("INGLOG", [(43, 118), (44, 120), (45, 122), (46, 124), (46, 126), (47, 125), (47, 127), (49, 128), (50, 130), (51, 131)]),
    ("MTM", [(22, 74), (23, 78), (22, 80), (24, 83), (25, 81), (24, 79), (26, 84), (27, 88), (27, 90), (28, 92)]),
];

/// What was first reported for INGLOG in autumn 2020: women and all.
pub(crate) const FIRST_REPORT_2020: (&str, i64, i64) = ("INGLOG", 52, 126);

fn own_counts() -> Vec<ProgrammeCount> {
    let mut counts = Vec::new();
    for (programme, autumns) in AUTUMN {
        for (year, (women, all)) in YEARS.zip(autumns) {
            // Some finish before Christmas, so spring has fewer; a handful stays a handful.
            let gone = all / 20;
            for (semester, women, men) in [
                (1, women - gone / 2, all - women - (gone - gone / 2)),
                (3, women, all - women),
            ] {
                counts.push(ProgrammeCount {
                    programme: programme.to_owned(),
                    own: true,
                    year,
                    semester,
                    women,
                    men,
                });
            }
        }
    }
    counts
}

fn other_counts(random: &mut Random) -> Vec<ProgrammeCount> {
    let mut counts = Vec::new();
    for programme in other_programmes() {
        let base = random.between(40, 260);
        let share = random.between(25, 65);
        for year in YEARS {
            let all = base + random.between(-6, 6) + i64::from(year - 2016) * base / 60;
            let women = all * share / 100;
            for (semester, less) in [(1, all / 25), (3, 0)] {
                counts.push(ProgrammeCount {
                    programme: programme.code.clone(),
                    own: false,
                    year,
                    semester,
                    women: women - less / 2,
                    men: all - women - less / 2,
                });
            }
        }
    }
    counts
}

fn department_counts(random: &mut Random, own: &[ProgrammeCount]) -> Vec<DepartmentCount> {
    let mut counts = Vec::new();
    for year in YEARS {
        for semester in [1, 3] {
            let here = own
                .iter()
                .filter(|c| c.year == year && c.semester == semester);
            let (women, men) = here.fold((0, 0), |(w, m), c| (w + c.women, m + c.men));
            let mut push = |institution, department: &str, name: &str, category, women, men| {
                counts.push(DepartmentCount {
                    institution,
                    department: department.to_owned(),
                    name: name.to_owned(),
                    year,
                    semester,
                    category,
                    women,
                    men,
                });
            };
            let department = department_code(year);
            let name = "Oppdiktet IØT";
            push(INSTITUTION, department, name, 'S', women, men);
            push(
                INSTITUTION,
                department,
                name,
                'P',
                random.between(6, 14),
                random.between(8, 19),
            );
            push(
                INSTITUTION,
                "000000",
                "Uspesifisert underenhet",
                'S',
                random.between(20, 60),
                random.between(20, 60),
            );
            // The same code stands for another department at another institution.
            push(
                "1160",
                "230240",
                "Et annet institutt med samme kode",
                'S',
                random.between(150, 200),
                random.between(90, 140),
            );
            push(
                "1160",
                "000000",
                "Uspesifisert underenhet",
                'S',
                random.between(30, 50),
                random.between(30, 50),
            );
        }
    }
    for institution in [INSTITUTION, "1110"] {
        for department in other_departments() {
            if institution != INSTITUTION && !department.code.starts_with("20") {
                continue;
            }
            let base = random.between(120, 900);
            for year in YEARS {
                for semester in [1_u8, 3] {
                    let all =
                        base + random.between(-20, 20) - if semester == 1 { base / 30 } else { 0 };
                    let women = all * random.between(40, 60) / 100;
                    for (category, women, men) in [
                        ('S', women, all - women),
                        ('P', random.between(0, 6), random.between(0, 6)),
                    ] {
                        if women + men > 0 {
                            counts.push(DepartmentCount {
                                institution,
                                department: department.code.clone(),
                                name: department.name.clone(),
                                year,
                                semester,
                                category,
                                women,
                                men,
                            });
                        }
                    }
                }
            }
        }
    }
    counts
}

fn graduates(random: &mut Random) -> Vec<Graduates> {
    let mut graduates = Vec::new();
    for year in YEARS {
        let closing = if year < 2024 { 11 } else { 4 };
        let weights = [112, 29, 25, 38, 22 + (11 - closing), closing, 38];
        let parts = Random::divide(at(&CANDIDATES, year), &weights);
        for ((programme, _), all) in AUTUMN.iter().zip(parts) {
            let women = all * 43 / 100;
            graduates.push(Graduates {
                department: department_code(year).to_owned(),
                programme: (*programme).to_owned(),
                qualification: if *programme == "INGLOG" {
                    "BACHELOR"
                } else {
                    "MASTER"
                },
                year,
                women,
                men: all - women,
            });
        }
        // Further education doesn't count.
        let all = random.between(18, 26);
        graduates.push(Graduates {
            department: department_code(year).to_owned(),
            programme: "MTM".to_owned(),
            qualification: "ERFMASTER",
            year,
            women: all / 3,
            men: all - all / 3,
        });
        for programme in other_programmes() {
            for qualification in ["MASTER", "BACHELOR"] {
                if (programme.level == "B3") == (qualification == "BACHELOR") || random.chance(25) {
                    graduates.push(Graduates {
                        department: programme.owner.clone(),
                        programme: programme.code.clone(),
                        qualification,
                        year,
                        women: random.between(5, 40),
                        men: random.between(5, 40),
                    });
                }
            }
        }
    }
    graduates
}

/// First-choice applicants and places of a programme in a year.
pub(crate) fn intake(programme: &str, year: i16) -> Option<&'static Intake> {
    let table: &'static [Intake] = match programme {
        "MTIØT" => &MTIOT,
        "MIENTRE" => &MIENTRE,
        "MENTRE" => &MENTRE,
        _ => return None,
    };
    table.iter().find(|intake| intake.year == year)
}

impl Students {
    /// All counts.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, "students");
        let mut programmes = own_counts();
        let departments = department_counts(&mut random, &programmes);
        programmes.extend(other_counts(&mut random));
        Self {
            programmes,
            departments,
            graduates: graduates(&mut random),
        }
    }

    /// The department's programme with the smallest share of either gender in autumn,
    /// among ordinary programmes of five students or more: that gender's count, and all.
    pub(crate) fn smallest_share(&self, year: i16) -> Option<(i64, i64)> {
        self.programmes
            .iter()
            .filter(|c| c.own && c.programme != "MTM" && c.year == year && c.semester == 3)
            .map(|c| (c.women.min(c.men), c.women + c.men))
            .filter(|(_, all)| *all >= 5)
            .min_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)))
    }

    /// Candidates from the department's ordinary programmes in a year.
    pub(crate) fn candidates(&self, year: i16) -> i64 {
        self.graduates
            .iter()
            .filter(|g| {
                g.year == year && g.department == department_code(year) && g.programme != "MTM"
            })
            .map(|g| g.women + g.men)
            .sum()
    }
}
