//! Publications and the shares that their authors' departments get.

use std::collections::BTreeSet;

use crate::channels::{Channel, PUBLISHERS, channels};
use crate::date::date;
use crate::nvi::{institution_points_e4, part_e4};
use crate::people::{Staff, pid};
use crate::random::Random;
use crate::story::{DEPARTMENT, POINTS_PER_PERSON, QUALIFYING_SHARE, YEARS, at};
use crate::university::other_departments;

/// A publication with what decides its points.
#[derive(Clone, Debug)]
pub(crate) struct Publication {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) year: i16,
    pub(crate) form: &'static str,
    pub(crate) channel_type: &'static str,
    pub(crate) channel: String,
    pub(crate) print_issn: Option<String>,
    pub(crate) online_issn: Option<String>,
    pub(crate) level: u8,
    pub(crate) base_e2: u32,
    pub(crate) abroad: bool,
    pub(crate) shares: u32,
    /// J: settled, ?: not yet, T: disputed, N: refused.
    pub(crate) status: char,
    /// Counts as level 2 or as level 1 with high impact.
    pub(crate) qualifying: bool,
}

/// What one affiliation of one author gets.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    pub(crate) publication: usize,
    pub(crate) person: String,
    pub(crate) unit: String,
    pub(crate) woman: bool,
    pub(crate) points_e4: i64,
}

/// All publications.
pub(crate) struct Publishing {
    pub(crate) channels: Vec<Channel>,
    pub(crate) publications: Vec<Publication>,
    pub(crate) shares: Vec<Share>,
    /// Publications of 2023 whose dispute was settled only after the first report.
    pub(crate) settled_late: Vec<usize>,
}

const TOPICS: [&str; 12] = [
    "shift planning",
    "supplier choice",
    "project owners",
    "early ventures",
    "spare parts",
    "energy flexibility",
    "learning at work",
    "safety culture",
    "portfolio choice",
    "circular products",
    "port calls",
    "budget processes",
];
const ANGLES: [&str; 8] = [
    "A model of",
    "What explains",
    "New evidence on",
    "A field study of",
    "Limits to",
    "Rethinking",
    "A review of",
    "Trade-offs in",
];

/// The kind of publication to write next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Qualifying,
    /// One point at most, to come close to a sum.
    SmallQualifying,
    Ordinary,
}

/// A year's journals, by what an article in them counts as.
#[derive(Default)]
struct Shelves<'a> {
    level_two: Vec<&'a Channel>,
    high_impact: Vec<&'a Channel>,
    ordinary: Vec<&'a Channel>,
}

impl<'a> Shelves<'a> {
    fn of_year(channels: &'a [Channel], year: i16) -> Self {
        let mut shelves = Self::default();
        for journal in channels.iter().filter(|c| !c.series && c.issn().is_some()) {
            let high = journal
                .impact_in_force(year)
                .is_some_and(|value| value > 3000);
            match (journal.level(year), high) {
                (Some(2), _) => shelves.level_two.push(journal),
                (Some(1), true) => shelves.high_impact.push(journal),
                (Some(1), false) => shelves.ordinary.push(journal),
                _ => {}
            }
        }
        shelves
    }
}

struct Writer<'a> {
    random: Random,
    shelves: Shelves<'a>,
}

impl Writer<'_> {
    fn publication(&mut self, year: i16, wanted: Wanted, number: usize) -> Publication {
        let dice = self.random.between(1, 100);
        let level_two = wanted == Wanted::Qualifying && dice <= 60;
        let level = if level_two { 2 } else { 1 };
        let book = wanted != Wanted::SmallQualifying
            && self.random.chance(if level_two { 15 } else { 14 })
            && (level_two || wanted == Wanted::Ordinary);
        let mut publication = Publication {
            id: format!("OPP{year}{number:05}"),
            title: format!(
                "{} {}",
                self.random.pick(&ANGLES),
                self.random.pick(&TOPICS)
            ),
            year,
            form: "AcademicArticle",
            channel_type: "Journal",
            channel: String::new(),
            print_issn: None,
            online_issn: None,
            level,
            base_e2: if level_two { 300 } else { 100 },
            abroad: self.random.chance(48),
            shares: u32::try_from(self.random.between(1, 5)).unwrap_or(2),
            status: 'J',
            qualifying: wanted != Wanted::Ordinary,
        };
        if book {
            let publishers: Vec<_> = PUBLISHERS.iter().filter(|p| p.level == level).collect();
            publication.channel = self.random.pick(&publishers).title.to_owned();
            publication.channel_type = "Publisher";
            publication.form = "AcademicChapter";
            publication.base_e2 = if level_two { 100 } else { 70 };
            return publication;
        }
        let shelf = match wanted {
            Wanted::Ordinary => &self.shelves.ordinary,
            _ if level_two => &self.shelves.level_two,
            _ => &self.shelves.high_impact,
        };
        let journal = self.random.pick(shelf);
        publication.channel = journal.title.clone();
        publication.print_issn = journal.print_issn.clone();
        publication.online_issn = journal.online_issn.clone();
        if self.random.chance(12) {
            publication.form = "AcademicLiteratureReview";
        }
        publication
    }
}

/// An author inside the university: who, where, and a second department if any.
struct Author {
    person: String,
    woman: bool,
    units: Vec<String>,
}

fn shares(publication: &Publication, index: usize, authors: &[Author]) -> Vec<Share> {
    let count = u32::try_from(authors.len()).unwrap_or(1);
    let institution = institution_points_e4(
        publication.base_e2,
        publication.abroad,
        count,
        publication.shares,
    );
    let each = part_e4(institution, count);
    authors
        .iter()
        .flat_map(|author| {
            let parts = u32::try_from(author.units.len()).unwrap_or(1);
            author.units.iter().map(move |unit| Share {
                publication: index,
                person: author.person.clone(),
                unit: unit.clone(),
                woman: author.woman,
                points_e4: part_e4(each, parts),
            })
        })
        .collect()
}

/// The department's authors in a year: permanent academics, fellows and others.
fn pool(staff: &Staff, year: i16) -> Vec<(String, bool)> {
    let day = date(year, 6, 1);
    let mut people: Vec<(String, bool)> = staff
        .positions
        .iter()
        .filter(|p| {
            p.unit == DEPARTMENT
                && p.runs(day)
                && !matches!(p.code, "1364" | "1407" | "1408" | "1434" | "1085")
        })
        .map(|p| (pid(p.person), p.woman))
        .collect();
    people.sort();
    people.dedup();
    people
}

impl Publishing {
    /// Ten years of publishing in the department and its neighbours.
    pub(crate) fn new(seed: u64, staff: &Staff) -> Self {
        let mut this = Self {
            channels: channels(seed),
            publications: Vec::new(),
            shares: Vec::new(),
            settled_late: Vec::new(),
        };
        let channels = this.channels.clone();
        let mut writer = Writer {
            random: Random::new(seed, "publishing"),
            shelves: Shelves::default(),
        };
        for year in YEARS {
            writer.shelves = Shelves::of_year(&channels, year);
            this.year_of_department(&mut writer, staff, year);
            this.year_of_others(&mut writer, year);
        }
        let here: BTreeSet<usize> = this
            .shares
            .iter()
            .filter(|s| s.unit == DEPARTMENT)
            .map(|s| s.publication)
            .filter(|i| this.publications[*i].year == 2023 && this.publications[*i].status == 'J')
            .collect();
        this.settled_late = here.into_iter().step_by(11).collect();
        this
    }

    /// Adds a publication with authors of the department and gives its points there.
    fn add(
        &mut self,
        writer: &mut Writer<'_>,
        people: &[(String, bool)],
        mut publication: Publication,
    ) -> i64 {
        let random = &mut writer.random;
        let wished = usize::try_from(random.between(1, 3)).unwrap_or(1);
        let mut authors: Vec<Author> = Vec::new();
        for _ in 0..wished {
            let (person, woman) = random.pick(people);
            if authors.iter().all(|a| a.person != person) {
                authors.push(Author {
                    person,
                    woman,
                    units: vec![DEPARTMENT.to_owned()],
                });
            }
        }
        if random.chance(30) {
            let unit = random.pick(&["230210", "201110", "203140"]).to_string();
            let person = format!("p-{}", random.between(5000, 5400));
            authors.push(Author {
                person,
                woman: random.chance(45),
                units: vec![unit],
            });
        }
        if random.chance(5) {
            // Half of this author's share goes to another department.
            authors[0].units.push("230220".to_owned());
        }
        let inside = u32::try_from(authors.len()).unwrap_or(1);
        publication.shares += inside;
        if publication.shares == inside {
            publication.abroad = false;
        }
        let index = self.publications.len();
        let shares = shares(&publication, index, &authors);
        let points = shares
            .iter()
            .filter(|s| s.unit == DEPARTMENT)
            .map(|s| s.points_e4)
            .sum();
        self.publications.push(publication);
        self.shares.extend(shares);
        points
    }

    fn year_of_department(&mut self, writer: &mut Writer<'_>, staff: &Staff, year: i16) {
        let people = pool(staff, year);
        let persons = i64::try_from(staff.with_research_time(year)).unwrap_or(0);
        // Hundredths of a point become ten thousandths.
        let total = persons * at(&POINTS_PER_PERSON, year) * 100;
        let qualifying = total * at(&QUALIFYING_SHARE, year) / 1000;
        let mut number = 0;
        let mut sum = 0;
        for (goal, usual) in [(qualifying, Wanted::Qualifying), (total, Wanted::Ordinary)] {
            while sum < goal {
                let near = goal - sum < 30_000 && usual == Wanted::Qualifying;
                let wanted = if near { Wanted::SmallQualifying } else { usual };
                let publication = writer.publication(year, wanted, number);
                number += 1;
                sum += self.add(writer, &people, publication);
            }
        }
        // Refused, disputed or unsettled ones give nothing, whatever their weight.
        for status in ['N', 'T', '?', 'N', '?'] {
            let mut publication = writer.publication(year, Wanted::Qualifying, number);
            number += 1;
            publication.status = status;
            self.add(writer, &people, publication);
        }
    }

    fn year_of_others(&mut self, writer: &mut Writer<'_>, year: i16) {
        let departments = other_departments();
        for number in 0..640_usize {
            let wanted = if writer.random.chance(30) {
                Wanted::Qualifying
            } else {
                Wanted::Ordinary
            };
            let mut publication = writer.publication(year, wanted, 10_000 + number);
            let unit = &departments[number % 40].code;
            let authors: Vec<Author> = (0..writer.random.between(1, 3))
                .map(|place| Author {
                    person: format!("p-{}", 6000 + number as i64 * 3 % 1800 + place),
                    woman: writer.random.chance(45),
                    units: vec![unit.clone()],
                })
                .collect();
            publication.shares += u32::try_from(authors.len()).unwrap_or(1);
            let index = self.publications.len();
            self.shares.extend(shares(&publication, index, &authors));
            self.publications.push(publication);
        }
    }

    /// The department's settled points in a year, in ten thousandths: all of them,
    /// and those on level 2 or in level-1 journals with an impact factor above three.
    pub(crate) fn points(&self, year: i16) -> (i64, i64) {
        let mut points = (0, 0);
        for share in self.shares.iter().filter(|s| s.unit == DEPARTMENT) {
            let publication = &self.publications[share.publication];
            if publication.year == year && publication.status == 'J' {
                points.0 += share.points_e4;
                if publication.qualifying {
                    points.1 += share.points_e4;
                }
            }
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use super::{Publishing, Staff};

    #[test]
    fn what_counts_as_qualifying_follows_level_and_impact() {
        let publishing = Publishing::new(1, &Staff::new(1));
        for publication in &publishing.publications {
            let channel = publishing
                .channels
                .iter()
                .find(|c| c.title == publication.channel);
            let impact = channel.and_then(|c| c.impact_in_force(publication.year));
            let journal = publication.channel_type == "Journal";
            let expected =
                publication.level == 2 || (journal && impact.is_some_and(|value| value > 3000));
            assert_eq!(publication.qualifying, expected, "{publication:?}");
        }
    }
}
