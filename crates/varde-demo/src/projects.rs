//! External projects and who takes part in them.

use crate::date::{Date, date};
use crate::people::Staff;
use crate::random::Random;
use crate::story::EU_PROJECTS;

/// A project of the register.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) number: String,
    pub(crate) title: &'static str,
    pub(crate) type_group: &'static str,
    pub(crate) programme: &'static str,
    pub(crate) role: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) start: Date,
    pub(crate) end: Date,
    pub(crate) signed: Option<Date>,
    pub(crate) external: bool,
    pub(crate) research: bool,
}

/// A person's part in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) project: usize,
    pub(crate) person: u32,
    pub(crate) role: &'static str,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

/// All projects with their members.
pub(crate) struct Projects {
    pub(crate) list: Vec<Project>,
    pub(crate) members: Vec<Member>,
}

const EU_TITLES: [&str; 18] = [
    "Shared planning for small harbours",
    "Learning factories in the north",
    "Markets for stored heat",
    "Founders in engineering schools",
    "Robust supply of spare parts",
    "Circular business models for building materials",
    "Decision support for offshore maintenance",
    "Safe work in automated warehouses",
    "Pricing flexibility in district energy",
    "Project governance across borders",
    "Data spaces for process industry",
    "Green corridors for short sea shipping",
    "Women founders in deep technology",
    "Trustworthy optimisation for hospitals",
    "Resilient value chains for batteries",
    "Human-centred digital operations",
    "Transition finance for small firms",
    "Learning networks for the hydrogen economy",
];

const NATIONAL_TITLES: [&str; 24] = [
    "Bedre planlegging av skift på sykehus",
    "Strategi og omstilling i leverandørindustrien",
    "Verdiskaping i sirkulære byggeprosjekter",
    "Risikostyring i store samferdselsprosjekter",
    "Innkjøp som virkemiddel for innovasjon",
    "Lønnsom og skånsom laksetransport",
    "Fleksibilitet i kraftmarkedet",
    "Sikkerhet i endring: arbeidsmiljø og ny teknologi",
    "Ledelse av prosjekter med mange eiere",
    "Nye forretningsmodeller for havvind",
    "Læring mellom prosjekter i offentlig sektor",
    "Samarbeid mellom oppstartsselskaper og industri",
    "Vedlikehold på rett tid",
    "Digitale tvillinger i vareflyten",
    "Beslutninger under usikkerhet i energisystemet",
    "Bærekraftig drift av matvarekjeder",
    "Fra idé til bedrift i distriktene",
    "Styring av porteføljer i store virksomheter",
    "Trygg bruk av roboter i produksjon",
    "Produktivitet i byggenæringen",
    "Kompetanse for grønn omstilling",
    "Optimal utnyttelse av ladestasjoner",
    "Organisering av beredskap i kommunene",
    "Tillit i digitale forsyningskjeder",
];

const CENTRE_TITLES: [&str; 3] = [
    "Senter for smart vareflyt",
    "Senter for nullutslipp i drift",
    "Senter for læring i entreprenørskap",
];

const COMMISSION_TITLES: [&str; 8] = [
    "Evaluering av en regional innovasjonsordning",
    "Kurs i prosjektledelse for en energibedrift",
    "Analyse av logistikken i en kommune",
    "Kurs i endringsledelse for et verft",
    "Gjennomgang av innkjøp i et fylke",
    "Kurs i lean for et sykehus",
    "Simulering av en ny terminal",
    "Kurs i økonomi for ingeniører",
];

const INTERNAL_TITLES: [&str; 6] = [
    "Interne såkornmidler: kunstig intelligens i styring",
    "Interne såkornmidler: havbruk og ledelse",
    "Utvikling av nye lokaler for gruppearbeid",
    "Interne såkornmidler: klimarisiko",
    "Fornying av emneporteføljen",
    "Interne såkornmidler: digital sikkerhet",
];

fn eu_projects() -> impl Iterator<Item = Project> {
    EU_PROJECTS
        .iter()
        .zip(EU_TITLES)
        .map(|(&(start, end, signed), title)| Project {
            number: String::new(),
            title,
            type_group: "eu",
            programme: if start.year < 2021 {
                "Horisont 2020"
            } else {
                "Horisont Europa"
            },
            role: "partner",
            unit: "230240",
            start,
            end,
            signed,
            external: true,
            research: true,
        })
}

fn ordinary(
    random: &mut Random,
    titles: &[&'static str],
    type_group: &'static str,
    programme: &'static str,
) -> Vec<Project> {
    let mut projects = Vec::new();
    for (place, title) in (0_i16..).zip(titles) {
        // Starts spread evenly over 2013 to 2025, so that some project always runs.
        let count = i16::try_from(titles.len()).unwrap_or(1);
        let year = 2013 + place * 13 / count;
        let month = random.pick(&[1_u8, 3, 8, 9]);
        let start = date(year, month, 1);
        let years = if type_group == "centre" {
            8
        } else {
            i16::try_from(random.between(3, 4)).unwrap_or(3)
        };
        projects.push(Project {
            number: String::new(),
            title,
            type_group,
            programme,
            role: if place % 3 == 0 {
                "coordinator"
            } else {
                "partner"
            },
            unit: "230240",
            start,
            end: start.plus_years(years).plus_days(-1),
            signed: Some(start.plus_days(-i32::try_from(random.between(15, 120)).unwrap_or(30))),
            external: type_group != "other",
            research: type_group != "other" && !title.starts_with("Kurs"),
        });
    }
    projects
}

/// The Research Council's scheme of a national project. KSP took the place of KPN.
fn scheme(place: usize, start: Date) -> &'static str {
    match place % 5 {
        3 => "FORSKERPROSJEKT",
        0 | 2 => "IPN",
        _ if start.year < 2020 => "KPN",
        _ => "KSP",
    }
}

/// Whether a project is one with business: for innovation (IPN), or for competence (KPN, KSP).
pub(crate) fn with_business(project: &Project) -> bool {
    matches!(project.programme, "IPN" | "KPN" | "KSP")
}

/// Which projects count for "takes part in an externally funded research project".
pub(crate) fn counts_for_participation(project: &Project) -> bool {
    project.external && project.research && project.signed.is_some()
}

fn sits_out(person: u32, block: i16) -> bool {
    (i64::from(person) * 7 + i64::from(block) * 3) % 5 == 0
}

fn members(staff: &Staff, list: &[Project], random: &mut Random) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    let counting: Vec<usize> = (0..list.len())
        .filter(|i| counts_for_participation(&list[*i]) && list[*i].unit == "230240")
        .collect();
    let beside: Vec<usize> = (0..list.len())
        .filter(|i| !counts_for_participation(&list[*i]) && list[*i].signed.is_some())
        .collect();
    for &person in &staff.academics {
        for block in 0..4_i16 {
            let block_end = date(2015 + block * 3 + 2, 12, 31);
            for year in (2015 + block * 3)..=(2015 + block * 3 + 2) {
                let day = date(year, 12, 31);
                if !staff.permanent_academics(day).contains(&person) {
                    continue;
                }
                // Those who sit out have only work that doesn't count: own money, or courses.
                let pool = if sits_out(person, block) {
                    &beside
                } else {
                    &counting
                };
                let running: Vec<usize> = pool
                    .iter()
                    .copied()
                    .filter(|i| list[*i].start <= day && day <= list[*i].end)
                    .collect();
                let covered = members.iter().any(|m| {
                    m.person == person
                        && m.from <= day
                        && day <= m.to
                        && running.contains(&m.project)
                });
                if running.is_empty() || covered {
                    continue;
                }
                let project = random.pick(&running);
                let first = staff.first_day(person).unwrap_or(day);
                let from = list[project].start.max(date(year, 1, 1)).max(first);
                let already = members.iter().any(|m| {
                    m.person == person && m.project == project && m.from <= day && from <= m.to
                });
                if already {
                    continue;
                }
                members.push(Member {
                    project,
                    person,
                    role: if random.chance(20) {
                        "leader"
                    } else {
                        "member"
                    },
                    from,
                    to: list[project].end.min(block_end),
                });
            }
        }
    }
    members.extend(package_leaders(staff, list));
    members.sort_by_key(|m| (m.project, m.person, m.from));
    members
}

/// Every second EU project has a leader of a work package, who takes part anyway.
fn package_leaders(staff: &Staff, list: &[Project]) -> Vec<Member> {
    let leads = |index: usize, project: &Project| {
        let day = project.start.plus_days(30);
        let block = (day.year - 2015) / 3;
        let fit: Vec<u32> = staff
            .permanent_academics(day)
            .into_iter()
            .filter(|person| !sits_out(*person, block))
            .collect();
        let person = *fit.get(index % fit.len().max(1))?;
        Some(Member {
            project: index,
            person,
            role: "wp_lead",
            from: day,
            to: project.end.min(date(2015 + block * 3 + 2, 12, 31)),
        })
    };
    list.iter()
        .enumerate()
        .filter(|(index, p)| {
            p.type_group == "eu" && p.unit == "230240" && p.signed.is_some() && index % 2 == 0
        })
        .filter_map(|(index, project)| leads(index, project))
        .collect()
}

impl Projects {
    /// The register with its members.
    pub(crate) fn new(seed: u64, staff: &Staff) -> Self {
        let mut random = Random::new(seed, "projects");
        let mut list: Vec<Project> = eu_projects().collect();
        let national = ordinary(&mut random, &NATIONAL_TITLES, "national", "NFR");
        list.extend(national.into_iter().enumerate().map(|(place, project)| {
            let programme = scheme(place, project.start);
            Project {
                programme,
                ..project
            }
        }));
        list.extend(ordinary(&mut random, &CENTRE_TITLES, "centre", "SFI"));
        list.extend(ordinary(
            &mut random,
            &COMMISSION_TITLES,
            "commission",
            "Oppdrag",
        ));
        list.extend(ordinary(
            &mut random,
            &INTERNAL_TITLES,
            "other",
            "Egne midler",
        ));
        // An EU project of another department must not help this one.
        list.push(Project {
            number: String::new(),
            title: "Accounting for nature in public budgets",
            type_group: "eu",
            programme: "Horisont Europa",
            role: "coordinator",
            unit: "230210",
            start: date(2021, 1, 1),
            end: date(2025, 12, 31),
            signed: Some(date(2020, 12, 1)),
            external: true,
            research: true,
        });
        for (number, project) in (3001..).zip(&mut list) {
            project.number = format!("OPP-{number}");
        }
        let members = members(staff, &list, &mut random);
        Self { list, members }
    }

    /// How many of the department's signed EU projects run on a day.
    pub(crate) fn eu_running(&self, day: Date) -> i64 {
        let running = self.list.iter().filter(|p| {
            p.type_group == "eu"
                && p.unit == "230240"
                && p.signed.is_some()
                && p.start <= day
                && day <= p.end
        });
        i64::try_from(running.count()).unwrap_or(0)
    }

    /// Whether a person takes part, on a day, in research that others pay for.
    pub(crate) fn takes_part(&self, person: u32, day: Date) -> bool {
        self.members.iter().any(|m| {
            let project = &self.list[m.project];
            m.person == person
                && m.from <= day
                && day <= m.to
                && counts_for_participation(project)
                && project.start <= day
                && day <= project.end
        })
    }
}
