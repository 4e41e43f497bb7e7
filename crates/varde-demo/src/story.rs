//! The story that the invented numbers tell, as one table of curves by year.
//!
//! Everything that decides whether a goal is met stands here; the other modules
//! only spread these totals over persons, courses, publications and vouchers.

use crate::date::{Date, date};

/// The first and the last whole year of data.
pub(crate) const YEARS: std::ops::RangeInclusive<i16> = 2016..=2025;
/// The years of the strategy, which the answer sheet covers.
pub(crate) const PLAN: std::ops::RangeInclusive<i16> = 2018..=2025;
/// The strategy's baseline year.
pub(crate) const BASELINE: i16 = 2018;
/// The institution and the department, with the department's codes by year.
pub(crate) const INSTITUTION: &str = "1150";
/// The department's code from 2017, and its id in the strategy.
pub(crate) const DEPARTMENT: &str = "230240";
/// The day that the last delivery comes, as the results are looked at.
pub(crate) const LAST_DAY: Date = date(2026, 5, 2);
/// What the registers of staff, doctoral candidates and projects know in the end.
pub(crate) const REGISTER_DAY: Date = date(2026, 1, 20);

/// The department's code in a year: it was recoded from 2017.
pub(crate) fn department_code(year: i16) -> &'static str {
    if year < 2017 { "210610" } else { DEPARTMENT }
}

/// A curve's value in a year (2016 to 2025; years outside take the nearest).
pub(crate) fn at(curve: &[i64; 10], year: i16) -> i64 {
    let index = usize::try_from(year.clamp(2016, 2025) - 2016).unwrap_or(0);
    curve[index]
}

/// Publication points per academic with research time, in hundredths.
pub(crate) const POINTS_PER_PERSON: [i64; 10] = [341, 350, 362, 355, 378, 389, 416, 433, 421, 441];
/// The share of points on level 2 or in journals of high impact, in tenths of a per cent.
pub(crate) const QUALIFYING_SHARE: [i64; 10] = [338, 345, 352, 361, 342, 349, 331, 318, 284, 269];
/// Study-point production in blocks of 7.5 study points (an eighth of a unit).
pub(crate) const BLOCKS: [i64; 10] = [
    8450, 8620, 8800, 9030, 9250, 9500, 9690, 10_220, 10_400, 10_490,
];
/// The share of it on programmes of others, in tenths of a per cent; a little of it is
/// in courses outside the mission and doesn't count.
pub(crate) const OTHERS_SHARE: [i64; 10] = [415, 421, 428, 437, 420, 404, 424, 440, 448, 453];
/// Candidates from own programmes.
pub(crate) const CANDIDATES: [i64; 10] = [289, 294, 300, 303, 309, 318, 327, 330, 339, 343];

/// Income from contributions and commissions, in thousand kroner.
pub(crate) const BOA_INCOME: [i64; 10] = [
    21_900, 22_850, 24_000, 25_900, 27_600, 29_600, 31_200, 33_000, 34_700, 36_900,
];
/// Transfers from it to the state-funded economy, in thousand kroner.
pub(crate) const TRANSFERS: [i64; 10] = [
    2_700, 2_900, 3_100, 4_050, 4_700, 5_600, 6_900, 7_900, 8_900, 9_900,
];
/// The department's own effort in external projects, in thousand kroner.
pub(crate) const OWN_EFFORT: [i64; 10] = [
    820, 910, 1_000, 2_200, 2_810, 2_900, 3_100, 3_350, 3_600, 3_900,
];
/// The state grant booked as income, in thousand kroner.
pub(crate) const GRANT_INCOME: [i64; 10] = [
    69_800, 70_900, 72_000, 72_900, 73_400, 74_600, 75_800, 76_600, 77_900, 79_200,
];
/// The state-funded budget, in thousand kroner.
pub(crate) const BUDGET: [i64; 10] = [
    71_200, 72_500, 73_800, 74_500, 75_300, 76_200, 77_400, 78_100, 79_300, 80_500,
];
/// Wages on it, net of refunds and of wages that projects pay, in tenths of a per cent.
pub(crate) const WAGE_SHARE: [i64; 10] = [861, 865, 869, 874, 872, 881, 889, 897, 908, 916];
/// The reserve at the year's end, in tenths of a per cent of the grant.
pub(crate) const RESERVE_SHARE: [i64; 10] = [131, 137, 141, 149, 162, 140, 126, 114, 107, 98];

/// First-choice applicants and announced places of a programme in a year.
pub(crate) struct Intake {
    pub(crate) year: i16,
    pub(crate) applicants: i64,
    pub(crate) places: Option<i64>,
}

const fn intake(year: i16, applicants: i64, places: i64) -> Intake {
    Intake {
        year,
        applicants,
        places: Some(places),
    }
}

/// MTIØT falls steadily towards five applicants per place.
pub(crate) const MTIOT: [Intake; 9] = [
    intake(2018, 1013, 125),
    intake(2019, 965, 125),
    intake(2020, 931, 130),
    intake(2021, 871, 130),
    intake(2022, 816, 130),
    intake(2023, 790, 135),
    intake(2024, 743, 135),
    intake(2025, 708, 140),
    intake(2026, 691, 140),
];
/// MIENTRE stands exactly on its limit in 2023.
pub(crate) const MIENTRE: [Intake; 9] = [
    intake(2018, 91, 35),
    intake(2019, 84, 35),
    intake(2020, 77, 35),
    intake(2021, 81, 35),
    intake(2022, 74, 35),
    intake(2023, 70, 35),
    intake(2024, 66, 35),
    intake(2025, 73, 35),
    intake(2026, 75, 35),
];
/// Nobody entered MENTRE's places in 2019.
pub(crate) const MENTRE: [Intake; 9] = [
    intake(2018, 87, 30),
    Intake {
        year: 2019,
        applicants: 79,
        places: None,
    },
    intake(2020, 75, 30),
    intake(2021, 72, 30),
    intake(2022, 69, 30),
    intake(2023, 54, 30),
    intake(2024, 66, 30),
    intake(2025, 72, 30),
    intake(2026, 70, 30),
];

/// Every EU project of the department: when it ran and when its contract was signed.
/// Fewer than five run in May and June 2021 and in four weeks of autumn 2024.
#[rustfmt::skip]
pub(crate) const EU_PROJECTS: [(Date, Date, Option<Date>); 18] = [
    (date(2015, 3, 1), date(2018, 8, 31), Some(date(2015, 1, 20))),
    (date(2015, 9, 1), date(2019, 2, 28), Some(date(2015, 6, 30))),
    (date(2016, 1, 1), date(2019, 12, 31), Some(date(2015, 11, 12))),
    (date(2016, 6, 1), date(2020, 5, 31), Some(date(2016, 4, 4))),
    (date(2017, 1, 1), date(2020, 12, 31), Some(date(2016, 10, 21))),
    (date(2017, 9, 1), date(2021, 4, 30), Some(date(2017, 6, 15))),
    (date(2018, 6, 1), date(2022, 5, 31), Some(date(2018, 4, 9))),
    (date(2019, 1, 1), date(2022, 12, 31), Some(date(2018, 11, 2))),
    (date(2019, 9, 1), date(2023, 8, 31), Some(date(2019, 6, 3))),
    (date(2020, 6, 1), date(2024, 9, 15), Some(date(2020, 5, 11))),
    (date(2021, 7, 1), date(2025, 6, 30), Some(date(2021, 5, 28))),
    (date(2021, 9, 1), date(2025, 8, 31), Some(date(2021, 7, 1))),
    (date(2022, 1, 1), date(2025, 12, 31), Some(date(2021, 11, 19))),
    (date(2022, 10, 1), date(2026, 9, 30), Some(date(2022, 8, 24))),
    (date(2024, 10, 14), date(2028, 4, 13), Some(date(2024, 9, 30))),
    (date(2025, 3, 1), date(2028, 2, 29), Some(date(2025, 1, 17))),
    (date(2025, 7, 1), date(2029, 6, 30), Some(date(2025, 5, 26))),
    // Applied for and never signed: it must not fill the gap of 2021.
    (date(2021, 3, 1), date(2025, 2, 28), None),
];

/// First-choice applicants of a programme with local admission, where the story tells them.
pub(crate) fn intake_for_local(programme: &str, year: i16) -> Option<i64> {
    let table: &[Intake] = match programme {
        "MIENTRE" => &MIENTRE,
        "MENTRE" => &MENTRE,
        _ => return None,
    };
    table
        .iter()
        .find(|intake| intake.year == year)
        .map(|intake| intake.applicants)
}
