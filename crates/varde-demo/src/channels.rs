//! Invented publication channels with their level by year and their impact factors.

use crate::random::Random;

/// The last year that the list of channels has a column for.
pub(crate) const LIST_YEARS: std::ops::RangeInclusive<i16> = 2004..=2026;

/// A journal or a series on the list.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) id: u32,
    pub(crate) title: String,
    pub(crate) print_issn: Option<String>,
    pub(crate) online_issn: Option<String>,
    pub(crate) series: bool,
    /// The level of each year of the list, from 2004.
    pub(crate) levels: Vec<Option<u8>>,
    /// Impact factors in thousandths, from 2016 to 2024; a year may be missing.
    pub(crate) impact: Vec<Option<i64>>,
}

impl Channel {
    /// The level in a year.
    pub(crate) fn level(&self, year: i16) -> Option<u8> {
        let place = usize::try_from(year - LIST_YEARS.start()).ok()?;
        self.levels.get(place).copied().flatten()
    }

    /// The impact factor that was published for just that year.
    pub(crate) fn impact_of(&self, year: i16) -> Option<i64> {
        let place = usize::try_from(year - 2016).ok()?;
        self.impact.get(place).copied().flatten()
    }

    /// The impact factor of the year, or else of the newest earlier year.
    pub(crate) fn impact_in_force(&self, year: i16) -> Option<i64> {
        (2016..=year)
            .rev()
            .find_map(|earlier| self.impact_of(earlier))
    }

    /// The number that the reports print: the printed edition's, else the one online.
    pub(crate) fn issn(&self) -> Option<&str> {
        self.print_issn.as_deref().or(self.online_issn.as_deref())
    }
}

/// A publisher of books, with a level that stays.
pub(crate) struct Publisher {
    pub(crate) title: &'static str,
    pub(crate) level: u8,
}

/// The invented publishers.
pub(crate) const PUBLISHERS: [Publisher; 5] = [
    Publisher {
        title: "Oppdiktet Akademisk Forlag",
        level: 1,
    },
    Publisher {
        title: "Invented University Press",
        level: 2,
    },
    Publisher {
        title: "Fiktiv & Sønn",
        level: 1,
    },
    Publisher {
        title: "Imaginary Science Books",
        level: 1,
    },
    Publisher {
        title: "Nowhere Academic",
        level: 2,
    },
];

const SUBJECTS: [&str; 16] = [
    "Operations",
    "Project Work",
    "Entrepreneurship",
    "Logistics",
    "Energy Economics",
    "Safety",
    "Strategy",
    "Innovation",
    "Decision Analysis",
    "Accounting",
    "Organisation",
    "Maritime Studies",
    "Optimisation",
    "Quality",
    "Technology Management",
    "Sustainable Production",
];
const KINDS: [&str; 9] = [
    "Journal of Invented",
    "Fictional Review of",
    "Imaginary Letters in",
    "Nordic Annals of Invented",
    "Fictional Studies in",
    "Invented Advances in",
    "Quarterly of Imaginary",
    "Transactions on Fictional",
    "Invented Perspectives on",
];

/// A number of the form 99dd-dddc whose last character is the standard's check digit.
fn issn(number: u32) -> String {
    let digits = 9_900_000 + number;
    let sum: u32 = (0..7)
        .map(|place| digits / 10_u32.pow(place) % 10 * (place + 2))
        .sum();
    let check = (11 - sum % 11) % 11;
    let last = if check == 10 {
        "X".to_owned()
    } else {
        check.to_string()
    };
    format!("{:04}-{:03}{last}", digits / 1000, digits % 1000)
}

fn levels(random: &mut Random, number: u32) -> Vec<Option<u8>> {
    let first = random.between(2004, 2014);
    let base = if number % 8 == 1 {
        2
    } else if number % 17 == 3 {
        0
    } else {
        1
    };
    // Some channels go up or down once.
    let turn = if random.chance(15) {
        random.between(2010, 2024)
    } else {
        9999
    };
    let other = if base == 1 { 2 } else { 1 };
    let gone = if random.chance(6) {
        random.between(2015, 2025)
    } else {
        9999
    };
    LIST_YEARS
        .map(|year| {
            let year = i64::from(year);
            // The newest column is only half filled when the list is fetched.
            let missing =
                year < first || year >= gone || (year == 2026 && number.is_multiple_of(2));
            (!missing).then_some(if year >= turn { other } else { base })
        })
        .collect()
}

fn impact(random: &mut Random, number: u32) -> Vec<Option<i64>> {
    if number % 2 == 1 && !number.is_multiple_of(5) {
        return vec![None; 9];
    }
    let mut value = if random.chance(45) {
        random.between(3200, 8200)
    } else {
        random.between(400, 2700)
    };
    (0..9)
        .map(|_| {
            value = (value + random.between(-180, 200)).max(150);
            (!random.chance(12)).then_some(value)
        })
        .collect()
}

/// The whole list of journals and series.
pub(crate) fn channels(seed: u64) -> Vec<Channel> {
    let mut random = Random::new(seed, "channels");
    (0..620_u32)
        .map(|number| {
            let place = number as usize;
            let mut impact = impact(&mut random, number);
            if number == 10 {
                // Just three is not above three.
                impact = vec![Some(3000); 9];
            }
            let volume = place / (SUBJECTS.len() * KINDS.len());
            Channel {
                id: 980_001 + number,
                title: format!(
                    "{} {}{}",
                    KINDS[place % KINDS.len()],
                    SUBJECTS[place / KINDS.len() % SUBJECTS.len()],
                    ["", ", Series B", ", Letters", ", Open", ", Practice"][volume.min(4)]
                ),
                print_issn: (number % 11 != 7).then(|| issn(number * 2)),
                online_issn: (number % 11 != 7 || number % 2 == 0).then(|| issn(number * 2 + 1)),
                series: number % 10 == 9,
                levels: levels(&mut random, number),
                impact: if number % 10 == 9 {
                    vec![None; 9]
                } else {
                    impact
                },
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{channels, issn};

    #[test]
    fn the_check_digit_is_right() {
        for number in [0, 1, 2, 77, 1001] {
            let text = issn(number).replace('-', "");
            let sum: u32 = text
                .chars()
                .zip((1..=8).rev())
                .map(|(c, weight)| c.to_digit(10).unwrap_or(10) * weight)
                .sum();
            assert_eq!(sum % 11, 0, "{text}");
        }
    }

    #[test]
    fn a_missing_factor_takes_the_newest_earlier() {
        let list = channels(1);
        let three = &list[10];
        assert_eq!(three.impact_in_force(2025), Some(3000));
        assert_eq!(three.impact_of(2025), None);
        assert!(
            list.iter()
                .any(|c| c.print_issn.is_none() && c.online_issn.is_none())
        );
    }
}
