//! The staff: positions, work shares, leave and groups.
//!
//! The permanent staff stands in `roster`; fellows, professors II and others follow rules here.

use crate::date::{Date, date};
use crate::random::Random;
use crate::roster::{ADMIN, LEADERS, Permanent, leaves, permanents};
use crate::story::{REGISTER_DAY, YEARS};

/// What kind of employment a position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Permanent,
    Temporary,
    FixedTerm,
    SecondJob,
}

impl Kind {
    /// The word of the personnel file.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Permanent => "fast",
            Self::Temporary => "midl",
            Self::FixedTerm => "åremål",
            Self::SecondJob => "bistilling",
        }
    }
}

/// One row of the personnel file.
#[derive(Clone, Debug)]
pub(crate) struct Position {
    pub(crate) person: u32,
    pub(crate) unit: &'static str,
    pub(crate) code: &'static str,
    pub(crate) percent: i64,
    pub(crate) kind: Kind,
    pub(crate) woman: bool,
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
    pub(crate) financing: &'static str,
    pub(crate) permanent_underneath: bool,
}

impl Position {
    /// Whether the position runs on a day.
    pub(crate) fn runs(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A year's division of a person's time, in per cent.
#[derive(Clone, Debug)]
pub(crate) struct WorkShare {
    pub(crate) person: u32,
    pub(crate) year: i16,
    pub(crate) research: i64,
    pub(crate) teaching: i64,
    pub(crate) admin: i64,
    pub(crate) evu: i64,
}

/// A leave.
#[derive(Clone, Debug)]
pub(crate) struct Leave {
    pub(crate) person: u32,
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) percent: i64,
    pub(crate) kind: &'static str,
    pub(crate) paid: bool,
}

/// A person's time in a group, or in the administration (`admin`).
#[derive(Clone, Debug)]
pub(crate) struct Membership {
    pub(crate) person: u32,
    pub(crate) group: &'static str,
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
}

/// Everything about the staff.
pub(crate) struct Staff {
    pub(crate) positions: Vec<Position>,
    pub(crate) work_shares: Vec<WorkShare>,
    pub(crate) leaves: Vec<Leave>,
    pub(crate) memberships: Vec<Membership>,
    /// The pseudonymous numbers of the permanent academics.
    pub(crate) academics: Vec<u32>,
}

/// The position codes that count as academic staff of the first kind (UN1).
pub(crate) fn academic_code(code: &str) -> bool {
    matches!(
        code,
        "1009" | "1011" | "1013" | "1109" | "1198" | "1404" | "1532" | "9301"
    )
}

fn permanent_positions(someone: &Permanent) -> Vec<Position> {
    let row = |code, percent, kind, from, to, underneath| Position {
        person: someone.person,
        unit: "230240",
        code,
        percent,
        kind,
        woman: someone.woman,
        from,
        to,
        financing: "BFV",
        permanent_underneath: underneath,
    };
    if let Some(&(_, first, last)) = LEADERS.iter().find(|leader| leader.0 == someone.person) {
        // The head of department holds a fixed term with a permanent chair underneath.
        return vec![
            row(
                "1013",
                100,
                Kind::Permanent,
                someone.from,
                Some(first.plus_days(-1)),
                false,
            ),
            row("1013", 100, Kind::FixedTerm, first, Some(last), true),
            row(
                "1013",
                100,
                Kind::Permanent,
                last.plus_days(1),
                someone.to,
                false,
            ),
        ];
    }
    match someone.professor {
        Some(day) => vec![
            row(
                someone.code,
                100,
                Kind::Permanent,
                someone.from,
                Some(day.plus_days(-1)),
                false,
            ),
            row("1013", 100, Kind::Permanent, day, someone.to, false),
        ],
        // One person holds two halves: a row each, one head.
        None if someone.person == 18 => vec![
            row(
                someone.code,
                60,
                Kind::Permanent,
                someone.from,
                someone.to,
                false,
            ),
            row("1404", 40, Kind::Permanent, someone.from, someone.to, false),
        ],
        None => vec![row(
            someone.code,
            100,
            Kind::Permanent,
            someone.from,
            someone.to,
            false,
        )],
    }
}

fn second_jobs(positions: &mut Vec<Position>) {
    for number in 0..6_u32 {
        let year = 2015 + i16::try_from(number).unwrap_or(0) % 3;
        let start = date(year, 9, 1);
        // Until 2018 professors II had a code of their own; then only the kind tells.
        for (code, from, to) in [
            ("9301", start, Some(date(2018, 12, 31))),
            (
                "1013",
                date(2019, 1, 1),
                Some(start.plus_years(8 + year % 2)),
            ),
        ] {
            positions.push(Position {
                person: 60 + number,
                unit: "230240",
                code,
                percent: 20,
                kind: Kind::SecondJob,
                woman: number % 3 == 0,
                from,
                to,
                financing: "BFV",
                permanent_underneath: false,
            });
        }
    }
}

fn temporary_staff(random: &mut Random, positions: &mut Vec<Position>) {
    let mut person = 70;
    for (code, starts, months, financing) in [
        ("1352", 2_i64, 24, "NFR"),
        ("1009", 1, 18, "BFV"),
        ("1109", 1, 30, "EU"),
        ("1018", 2, 10, "BFV"),
    ] {
        for year in 2014..=2025_i16 {
            for _ in 0..starts {
                let month = u8::try_from(random.between(1, 9)).unwrap_or(1);
                let from = date(year, month, 1);
                positions.push(Position {
                    person,
                    unit: "230240",
                    code,
                    percent: if random.chance(80) { 100 } else { 50 },
                    kind: Kind::Temporary,
                    woman: random.chance(42),
                    from,
                    to: Some(from.plus_days(months * 30)),
                    financing,
                    permanent_underneath: false,
                });
                person += 1;
            }
        }
    }
    // Two permanent professors of another department are in the faculty's file too.
    for number in 0..2 {
        positions.push(Position {
            person: 180 + number,
            unit: "230210",
            code: "1013",
            percent: 100,
            kind: Kind::Permanent,
            woman: number == 0,
            from: date(2010, 8, 1),
            to: None,
            financing: "BFV",
            permanent_underneath: false,
        });
    }
}

fn work_shares(everyone: &[Permanent]) -> Vec<WorkShare> {
    let mut shares = Vec::new();
    for someone in everyone.iter().filter(|p| p.group != ADMIN) {
        for year in YEARS {
            let employed = someone.from.year <= year && someone.to.is_none_or(|to| year <= to.year);
            if !employed {
                continue;
            }
            let leads = LEADERS.iter().any(|(person, from, to)| {
                *person == someone.person && from.year < year && year < to.year
            });
            let (research, teaching, admin, evu) = match (someone.research, leads) {
                (false, _) => (0, 80, 10, 10),
                (true, true) => (10, 5, 85, 0),
                (true, false) if someone.person % 4 == 0 => (40, 40, 10, 10),
                (true, false) => (45, 45, 10, 0),
            };
            shares.push(WorkShare {
                person: someone.person,
                year,
                research,
                teaching,
                admin,
                evu,
            });
        }
    }
    shares
}

impl Staff {
    /// The whole staff, as the registers know it in the end.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, "staff");
        let everyone = permanents();
        let mut positions: Vec<Position> = everyone.iter().flat_map(permanent_positions).collect();
        second_jobs(&mut positions);
        temporary_staff(&mut random, &mut positions);
        positions.retain(|p| p.from <= REGISTER_DAY);
        let memberships = everyone
            .iter()
            .map(|p| Membership {
                person: p.person,
                group: p.group,
                from: p.from,
                to: p.to,
            })
            .collect();
        Self {
            positions,
            work_shares: work_shares(&everyone),
            leaves: leaves(),
            memberships,
            academics: everyone
                .iter()
                .filter(|p| p.group != ADMIN)
                .map(|p| p.person)
                .collect(),
        }
    }

    /// The permanent academics (FVA) of the department on a day: persons, in order.
    pub(crate) fn permanent_academics(&self, day: Date) -> Vec<u32> {
        let mut persons: Vec<u32> = self
            .positions
            .iter()
            .filter(|p| p.unit == "230240" && p.runs(day) && academic_code(p.code))
            .filter(|p| p.kind == Kind::Permanent || p.permanent_underneath)
            .map(|p| p.person)
            .collect();
        persons.sort_unstable();
        persons.dedup();
        persons
    }

    /// Those of them whose work plan of the year holds research time.
    pub(crate) fn with_research_time(&self, year: i16) -> usize {
        self.permanent_academics(date(year, 10, 1))
            .into_iter()
            .filter(|person| {
                self.work_shares
                    .iter()
                    .any(|s| s.person == *person && s.year == year && s.research > 0)
            })
            .count()
    }

    /// The first day of a person's employment in the department.
    pub(crate) fn first_day(&self, person: u32) -> Option<Date> {
        self.positions
            .iter()
            .filter(|p| p.person == person && p.unit == "230240")
            .map(|p| p.from)
            .min()
    }

    /// Whether the person is wholly on leave on a day.
    pub(crate) fn away(&self, person: u32, day: Date) -> bool {
        self.leaves
            .iter()
            .any(|l| l.person == person && l.percent == 100 && l.from <= day && day <= l.to)
    }

    /// Women and men of a group on 1 October of a year.
    pub(crate) fn heads(&self, group: &str, year: i16) -> (i64, i64) {
        let day = date(year, 10, 1);
        let (mut women, mut men) = (0, 0);
        for member in self.memberships.iter().filter(|m| m.group == group) {
            let here = member.from <= day && member.to.is_none_or(|to| day <= to);
            let woman = self
                .positions
                .iter()
                .find(|p| p.person == member.person && p.runs(day))
                .map(|p| p.woman);
            match (here, woman) {
                (true, Some(true)) => women += 1,
                (true, Some(false)) => men += 1,
                _ => {}
            }
        }
        (women, men)
    }
}

/// `p-0012`.
pub(crate) fn pid(person: u32) -> String {
    format!("p-{person:04}")
}

#[cfg(test)]
mod tests {
    use super::{Staff, date};

    #[test]
    fn the_staff_grows_and_then_stands_still() {
        let staff = Staff::new(1);
        let heads: Vec<usize> = (2016..=2025)
            .map(|year| staff.permanent_academics(date(year, 10, 1)).len())
            .collect();
        assert_eq!(heads, [24, 25, 25, 26, 27, 28, 28, 28, 29, 29]);
        assert_eq!(staff.with_research_time(2018), 23);
        assert_eq!(staff.heads("stratforr", 2024), (3, 7));
        assert_eq!(staff.heads("admin", 2022), (6, 4));
    }
}
