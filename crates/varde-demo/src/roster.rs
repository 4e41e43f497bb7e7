//! Who works here: the permanent staff and their leave, written by hand, because
//! their comings and goings are the story of half the goals.

use crate::date::{Date, date};
use crate::people::Leave;

/// A permanent academic or a permanent member of the administration.
pub(crate) struct Permanent {
    pub(crate) person: u32,
    pub(crate) group: &'static str,
    pub(crate) woman: bool,
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
    pub(crate) code: &'static str,
    /// The day of promotion to professor.
    pub(crate) professor: Option<Date>,
    pub(crate) research: bool,
}

/// The administration's group.
pub(crate) const ADMIN: &str = "admin";

/// The permanent academics by group, then the administration.
#[rustfmt::skip]
pub(crate) fn permanents() -> Vec<Permanent> {
    let early = date(2008, 8, 1);
    // Person, group, woman, from, to, code, professor from, research time.
    type Line = (u32, &'static str, bool, Date, Option<Date>, &'static str, Option<Date>, bool);
    let lines: [Line; 45] = [
        // Managerial economics and optimisation: two women of eight, then four of nine.
        (1, "bedok", false, early, Some(date(2018, 6, 30)), "1013", None, true),
        (2, "bedok", false, early, None, "1013", None, true),
        (3, "bedok", true, date(2010, 8, 1), None, "1011", Some(date(2019, 8, 1)), true),
        (4, "bedok", false, date(2005, 1, 1), None, "1013", None, true),
        (5, "bedok", false, date(2011, 8, 1), None, "1011", Some(date(2022, 8, 1)), true),
        (6, "bedok", true, date(2014, 8, 1), None, "1011", None, true),
        (7, "bedok", false, date(2012, 3, 1), None, "1198", None, false),
        (8, "bedok", false, early, Some(date(2025, 1, 31)), "1013", None, true),
        (9, "bedok", true, date(2018, 8, 1), None, "1011", Some(date(2024, 8, 1)), true),
        (10, "bedok", true, date(2021, 8, 1), None, "1011", None, true),
        (11, "bedok", false, date(2025, 8, 1), None, "1011", None, true),
        // Strategy and business development: three women of eight, then three of ten.
        (12, "stratforr", false, early, None, "1013", None, true),
        (13, "stratforr", true, early, Some(date(2022, 6, 30)), "1013", None, true),
        (14, "stratforr", true, date(2012, 8, 1), None, "1011", Some(date(2020, 8, 1)), true),
        (15, "stratforr", false, date(2009, 8, 1), None, "1013", None, true),
        (16, "stratforr", false, date(2013, 8, 1), Some(date(2023, 5, 31)), "1011", None, true),
        (17, "stratforr", true, date(2015, 8, 1), None, "1011", None, true),
        (18, "stratforr", false, date(2010, 2, 1), None, "1013", None, true),
        (19, "stratforr", false, date(2007, 8, 1), None, "1013", None, true),
        (20, "stratforr", false, date(2019, 8, 1), None, "1011", None, true),
        (21, "stratforr", false, date(2022, 8, 1), None, "1011", None, true),
        (22, "stratforr", true, date(2023, 9, 1), None, "1011", None, true),
        (23, "stratforr", false, date(2024, 2, 1), None, "1011", None, true),
        // Enterprise management: two women of eight, then four of ten.
        (24, "vil", false, early, None, "1013", None, true),
        (25, "vil", false, early, None, "1013", None, true),
        (26, "vil", true, date(2010, 8, 1), None, "1011", Some(date(2021, 8, 1)), true),
        (27, "vil", false, date(2006, 8, 1), Some(date(2022, 7, 31)), "1013", None, true),
        (28, "vil", false, date(2012, 8, 1), None, "1011", Some(date(2023, 8, 1)), true),
        (29, "vil", true, date(2014, 2, 1), None, "1009", None, false),
        (30, "vil", false, date(2013, 8, 1), None, "1011", None, true),
        (31, "vil", false, date(2015, 3, 1), None, "1011", None, true),
        (32, "vil", false, date(2017, 8, 1), None, "1011", None, true),
        (33, "vil", true, date(2020, 3, 1), None, "1011", None, true),
        (34, "vil", true, date(2022, 8, 1), None, "1011", None, true),
        // The administration, six women and four men.
        (41, ADMIN, true, early, None, "1407", None, false),
        (42, ADMIN, true, early, None, "1434", None, false),
        (43, ADMIN, true, date(2011, 3, 1), Some(date(2021, 8, 31)), "1408", None, false),
        (44, ADMIN, false, date(2012, 8, 15), None, "1434", None, false),
        (45, ADMIN, false, date(2013, 1, 7), None, "1364", None, false),
        (46, ADMIN, true, date(2014, 9, 1), None, "1408", None, false),
        (47, ADMIN, true, date(2015, 8, 1), None, "1408", None, false),
        (48, ADMIN, false, date(2009, 4, 1), None, "1434", None, false),
        (49, ADMIN, true, date(2010, 5, 3), None, "1364", None, false),
        (50, ADMIN, false, date(2015, 11, 1), None, "1085", None, false),
        (51, ADMIN, true, date(2021, 9, 1), None, "1434", None, false),
    ];
    lines
        .into_iter()
        .map(|(person, group, woman, from, to, code, professor, research)| Permanent {
            person, group, woman, from, to, code, professor, research,
        })
        .collect()
}

/// The years in which a person led the department, while keeping the chair.
pub(crate) const LEADERS: [(u32, Date, Date); 2] = [
    (15, date(2015, 8, 1), date(2021, 7, 31)),
    (2, date(2021, 8, 1), date(2025, 7, 31)),
];

/// Every leave; only those of the whole position take a person out of a count.
#[rustfmt::skip]
pub(crate) fn leaves() -> Vec<Leave> {
    let (parental, unpaid) = ("foreldrepermisjon", "permisjon uten lønn");
    let lines = [
        (17, date(2016, 2, 1), date(2016, 9, 30), 100, parental),
        (6, date(2017, 10, 1), date(2018, 5, 31), 100, parental),
        (17, date(2018, 11, 1), date(2019, 6, 15), 100, parental),
        (30, date(2019, 9, 1), date(2020, 8, 31), 100, unpaid),
        (20, date(2020, 12, 1), date(2021, 3, 31), 100, parental),
        (33, date(2021, 10, 1), date(2022, 6, 30), 100, parental),
        (5, date(2021, 8, 1), date(2022, 7, 31), 50, unpaid),
        (31, date(2022, 8, 1), date(2023, 7, 31), 100, unpaid),
        (22, date(2024, 8, 1), date(2025, 3, 31), 100, parental),
        (12, date(2024, 12, 1), date(2025, 2, 28), 40, "sykepermisjon"),
        (34, date(2025, 11, 15), date(2026, 7, 31), 100, parental),
    ];
    lines
        .into_iter()
        .map(|(person, from, to, percent, kind)| Leave { person, from, to, percent, kind, paid: kind != unpaid })
        .collect()
}
