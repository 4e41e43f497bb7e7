//! RE-06: applications for research leave, and who has had a period to write in.
//!
//! Some had none for years; in 2022 and 2023 everybody entitled has. Then a refusal and people newly entitled leave
//! gaps, and the last autumn's applications are not decided.

use super::{academics, heads};
use crate::date::{Date, date, iso_or_empty};
use crate::local::{Area, Register, answer, met, worst, yes};
use crate::people::pid;
use crate::story::{PLAN, department_code};
use crate::world::World;

const SABBATICAL: &str = "sabbatical";
const PROTECTED: &str = "protected";

/// The periods that were given: whose, which kind, first and last day.
#[rustfmt::skip]
const GIVEN: [(u32, &str, Date, Date); 47] = [
    (4, SABBATICAL, date(2013, 8, 1), date(2014, 7, 31)),
    (1, SABBATICAL, date(2014, 8, 1), date(2015, 7, 31)),
    (2, SABBATICAL, date(2014, 8, 1), date(2014, 12, 31)),
    (15, SABBATICAL, date(2014, 8, 1), date(2015, 7, 31)),
    (19, SABBATICAL, date(2014, 1, 1), date(2014, 6, 30)),
    (12, SABBATICAL, date(2015, 1, 1), date(2015, 6, 30)),
    (8, SABBATICAL, date(2015, 1, 1), date(2015, 6, 30)),
    (18, SABBATICAL, date(2015, 1, 1), date(2015, 6, 30)),
    (13, SABBATICAL, date(2015, 8, 1), date(2016, 7, 31)),
    (3, SABBATICAL, date(2016, 1, 1), date(2016, 6, 30)),
    (28, SABBATICAL, date(2016, 1, 1), date(2016, 6, 30)),
    (24, SABBATICAL, date(2016, 8, 1), date(2017, 7, 31)),
    (27, SABBATICAL, date(2017, 8, 1), date(2017, 12, 31)),
    (16, SABBATICAL, date(2017, 1, 1), date(2017, 6, 30)),
    (30, SABBATICAL, date(2017, 8, 1), date(2017, 12, 31)),
    (26, SABBATICAL, date(2018, 1, 1), date(2018, 12, 31)),
    (8, SABBATICAL, date(2018, 8, 1), date(2019, 7, 31)),
    (18, SABBATICAL, date(2018, 8, 1), date(2018, 12, 31)),
    (6, PROTECTED, date(2018, 9, 1), date(2018, 11, 15)),
    (19, SABBATICAL, date(2019, 1, 1), date(2019, 6, 30)),
    (4, SABBATICAL, date(2019, 8, 1), date(2020, 7, 31)),
    (25, SABBATICAL, date(2019, 8, 1), date(2019, 12, 31)),
    (12, SABBATICAL, date(2020, 1, 1), date(2020, 6, 30)),
    (2, SABBATICAL, date(2020, 8, 1), date(2021, 7, 31)),
    (17, SABBATICAL, date(2020, 8, 1), date(2020, 12, 31)),
    (5, PROTECTED, date(2020, 9, 1), date(2020, 11, 15)),
    (3, SABBATICAL, date(2021, 1, 1), date(2021, 6, 30)),
    (31, SABBATICAL, date(2021, 1, 1), date(2021, 6, 30)),
    (28, PROTECTED, date(2021, 3, 1), date(2021, 5, 15)),
    (6, SABBATICAL, date(2021, 8, 1), date(2022, 7, 31)),
    (14, SABBATICAL, date(2021, 8, 1), date(2021, 12, 31)),
    (15, SABBATICAL, date(2021, 8, 1), date(2022, 7, 31)),
    (9, SABBATICAL, date(2022, 1, 1), date(2022, 6, 30)),
    (24, SABBATICAL, date(2022, 1, 1), date(2022, 6, 30)),
    (16, PROTECTED, date(2022, 2, 1), date(2022, 4, 15)),
    (20, PROTECTED, date(2022, 5, 2), date(2022, 6, 30)),
    (30, SABBATICAL, date(2022, 8, 1), date(2022, 12, 31)),
    (33, SABBATICAL, date(2022, 8, 1), date(2022, 12, 31)),
    (32, PROTECTED, date(2022, 8, 15), date(2022, 10, 31)),
    (10, PROTECTED, date(2023, 4, 17), date(2023, 6, 16)),
    (18, SABBATICAL, date(2024, 1, 1), date(2024, 6, 30)),
    (19, SABBATICAL, date(2024, 8, 1), date(2024, 12, 31)),
    (26, PROTECTED, date(2024, 9, 2), date(2024, 11, 15)),
    (21, PROTECTED, date(2025, 2, 3), date(2025, 4, 11)),
    (5, SABBATICAL, date(2025, 8, 1), date(2025, 12, 31)),
    (12, SABBATICAL, date(2025, 8, 1), date(2026, 7, 31)),
    (4, SABBATICAL, date(2026, 8, 1), date(2027, 7, 31)),
];

/// Whose, which kind, sent when, whether the right was earned, answered when, and whether the answer gave reasons.
type Unmet = (u32, &'static str, Date, bool, Option<Date>, bool);

/// The applications that gave nothing.
#[rustfmt::skip]
const NOT_GIVEN: [Unmet; 8] = [
    (31, SABBATICAL, date(2015, 5, 10), false, Some(date(2015, 9, 28)), false),
    (14, SABBATICAL, date(2016, 5, 3), true, Some(date(2016, 10, 4)), false),
    (17, SABBATICAL, date(2017, 5, 5), true, Some(date(2017, 9, 22)), true),
    (32, SABBATICAL, date(2018, 5, 2), false, Some(date(2018, 9, 18)), true),
    (20, SABBATICAL, date(2020, 5, 4), false, Some(date(2020, 9, 15)), true),
    (8, SABBATICAL, date(2023, 5, 8), true, Some(date(2023, 9, 19)), true),
    (25, SABBATICAL, date(2025, 9, 22), true, None, false),
    (22, PROTECTED, date(2025, 10, 6), true, None, false),
];

struct Application {
    person: u32,
    kind: &'static str,
    applied: Date,
    eligible: bool,
    decided: Option<Date>,
    reasoned: bool,
    period: Option<(Date, Date)>,
}

impl Application {
    fn answered(&self) -> bool {
        self.period.is_some() || (self.decided.is_some() && self.reasoned)
    }
}

fn applications() -> Vec<Application> {
    let given = GIVEN.map(|(person, kind, from, to)| {
        // A sabbatical is applied for in May of the year before, a shorter period some months ahead.
        let days = i32::try_from(person % 10).unwrap_or(0);
        let (applied, decided) = if kind == SABBATICAL {
            let day = |month| date(from.year - 1, month, 2).plus_days(days);
            (day(5), day(9).plus_days(12))
        } else {
            let applied = from.plus_days(-100 - days);
            (applied, applied.plus_days(25))
        };
        Application {
            person,
            kind,
            applied,
            eligible: true,
            decided: Some(decided),
            reasoned: false,
            period: Some((from, to)),
        }
    });
    let not_given =
        NOT_GIVEN.map(
            |(person, kind, applied, eligible, decided, reasoned)| Application {
                person,
                kind,
                applied,
                eligible,
                decided,
                reasoned,
                period: None,
            },
        );
    let mut all: Vec<Application> = given.into_iter().chain(not_given).collect();
    all.sort_by_key(|a| (a.applied, a.person));
    all
}

fn register(applications: &[Application]) -> Register {
    let mut register = Register::new(
        "research_leave",
        &[
            "no",
            "pid",
            "unit",
            "kind",
            "applied",
            "eligible",
            "decision",
            "decided",
            "reasoned",
            "from_date",
            "to_date",
        ],
    );
    for (place, application) in (1..).zip(applications) {
        let (granted, decided) = (application.period.is_some(), application.decided);
        let refused = decided.is_some() && !granted;
        let decision = match (granted, refused) {
            (true, _) => "granted",
            (false, true) => "refused",
            (false, false) => "",
        };
        register.add(
            decided.unwrap_or(application.applied),
            [
                &format!("F-{}-{place:02}", application.applied.year),
                &pid(application.person),
                department_code(application.applied.year),
                application.kind,
                &application.applied.iso(),
                if application.eligible { "" } else { "nei" },
                decision,
                &iso_or_empty(decided),
                if refused {
                    yes(application.reasoned)
                } else {
                    ""
                },
                &iso_or_empty(application.period.map(|p| p.0)),
                &iso_or_empty(application.period.map(|p| p.1)),
            ],
        );
    }
    register
}

/// The permanent academics with research time who on 1 October have been here for two years in a post with the right.
fn entitled(world: &World, year: i16) -> Vec<u32> {
    let day = date(year, 10, 1);
    let staff = &world.staff;
    let mut persons = academics(world, year);
    persons.retain(|person| {
        let right = staff.positions.iter().any(|p| {
            let gives_right = matches!(p.code, "1011" | "1013" | "1404" | "1532")
                || (p.code == "1198" && year >= 2024);
            p.person == *person && p.runs(day) && gives_right
        });
        let research = staff
            .work_shares
            .iter()
            .any(|s| s.person == *person && s.year == year && s.research > 0);
        let long_enough = staff
            .first_day(*person)
            .is_some_and(|first| first.plus_years(2) <= day);
        right && research && long_enough
    });
    persons
}

pub(super) fn add(world: &World, area: &mut Area) {
    let applications = applications();
    area.registers.push(register(&applications));
    for year in PLAN {
        let day = date(year, 10, 1);
        let entitled = entitled(world, year);
        let had_period = |person: &u32| {
            applications.iter().any(|a| {
                let lately = |(from, to)| from <= day && to > day.plus_years(-5);
                a.person == *person && a.period.is_some_and(lately)
            })
        };
        let counting = || {
            let years = year - 4..=year;
            applications
                .iter()
                .filter(move |a| a.eligible && years.contains(&a.applied.year))
        };
        let all = counting().count();
        let answered = counting().filter(|a| a.answered()).count();
        let (above, below) = (heads(answered), heads(all));
        let state = worst(&[met(answered == all), met(entitled.iter().all(had_period))]);
        let parts = [Some(above), Some(below), super::per_cent(above, below)];
        let indicator = "research-leave-answered";
        area.answers
            .push(answer("RE-06", indicator, year, parts, state, None));
    }
}
