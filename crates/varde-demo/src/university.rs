//! The invented university around the department: departments, programmes, position codes.

/// A department of the invented university.
#[derive(Clone, Debug)]
pub(crate) struct Department {
    pub(crate) code: String,
    pub(crate) name: String,
}

/// A study programme.
#[derive(Clone, Debug)]
pub(crate) struct Programme {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) level: &'static str,
    pub(crate) years: u8,
    pub(crate) evu: bool,
    pub(crate) to: Option<i16>,
}

/// Code, name, level, years, further education, last year.
type OwnProgramme = (
    &'static str,
    &'static str,
    &'static str,
    u8,
    bool,
    Option<i16>,
);

/// The department's own programmes.
#[rustfmt::skip]
const OWN: [OwnProgramme; 8] = [
    ("MTIØT", "Industriell økonomi og teknologiledelse", "M5", 5, false, None),
    ("MIENTRE", "Entreprenørskap, innovasjon og samfunn", "M2", 2, false, None),
    ("MENTRE", "Entreprenørskap", "M2", 2, false, None),
    ("MSPROMAN", "Prosjektledelse", "M2", 2, false, None),
    ("MIHMS", "Helse, miljø og sikkerhet, internasjonal", "M2", 2, false, None),
    // Closed to new students in 2023, when its intake went into MIHMS.
    ("MHMS", "Helse, miljø og sikkerhet", "M2", 2, false, Some(2025)),
    ("INGLOG", "Logistikk, ingeniør", "B3", 3, false, None),
    ("MTM", "Teknologiledelse, erfaringsbasert", "ME", 3, true, None),
];

const FIELDS: [&str; 15] = [
    "lysteknikk",
    "kystforvaltning",
    "materialbruk",
    "lydlære",
    "beregning",
    "byplan",
    "fornybar varme",
    "språkteknologi",
    "helsefag",
    "mattrygghet",
    "geodata",
    "robotikk",
    "kunstformidling",
    "samfunnsanalyse",
    "læringsdesign",
];

/// The other departments of the same faculty, which have real codes in the strategy's pack.
pub(crate) const NEIGHBOURS: [&str; 3] = ["230210", "230220", "230230"];

/// All departments except the one that the strategy is about.
pub(crate) fn other_departments() -> Vec<Department> {
    let mut departments: Vec<Department> = NEIGHBOURS
        .iter()
        .zip(1..)
        .map(|(code, number)| Department {
            code: (*code).to_owned(),
            name: format!("Oppdiktet naboinstitutt {number}"),
        })
        .collect();
    for faculty in 1..=8 {
        for number in 1..=7_usize {
            let field = FIELDS[(faculty * 7 + number) % FIELDS.len()];
            departments.push(Department {
                code: format!("20{faculty}1{number}0"),
                name: format!("Oppdiktet institutt for {field} {faculty}"),
            });
        }
    }
    departments
}

/// The department's own programmes, by their owner's code from 2017.
pub(crate) fn own_programmes() -> Vec<Programme> {
    OWN.iter()
        .map(|&(code, name, level, years, evu, to)| Programme {
            code: code.to_owned(),
            name: name.to_owned(),
            owner: "230240".to_owned(),
            level,
            years,
            evu,
            to,
        })
        .collect()
}

/// Programmes that others own; their students take the department's courses too.
pub(crate) fn other_programmes() -> Vec<Programme> {
    let departments = other_departments();
    (0..44_usize)
        .map(|number| {
            let owner = &departments[(number * 4 + number / 15) % departments.len()];
            let field = FIELDS[number % FIELDS.len()];
            let master = number % 3 != 0;
            let (level, years, prefix) = if master {
                ("M2", 2, "M")
            } else {
                ("B3", 3, "B")
            };
            Programme {
                code: format!("{prefix}OPP{:02}", number + 1),
                name: format!(
                    "Oppdiktet {} i {field}",
                    if master { "master" } else { "bachelor" }
                ),
                owner: owner.code.clone(),
                level,
                years,
                evu: false,
                to: None,
            }
        })
        .collect()
}

/// Position codes with title and category.
pub(crate) const POSITION_CODES: [(&str, &str, &str); 26] = [
    ("0214", "Rektor", "UN3"),
    ("1007", "Høgskolelærer", "UN1"),
    ("1009", "Universitetslektor", "UN1"),
    ("1011", "Førsteamanuensis", "UN1"),
    ("1013", "Professor", "UN1"),
    ("1017", "Stipendiat", "UN2"),
    ("1018", "Vitenskapelig ass.", "UN2"),
    ("1020", "Vitenskapelig ass.", "UN2"),
    ("1054", "Kontorsjef", "AD1"),
    ("1065", "Konsulent", "AD2"),
    ("1085", "Avdelingsingeniør", "ST1"),
    ("1090", "Tekniker", "ST1"),
    ("1109", "Forsker", "UN1"),
    ("1110", "Forsker", "UN1"),
    ("1198", "Førstelektor", "UN1"),
    ("1352", "Postdoktor", "UN2"),
    ("1364", "Seniorrådgiver", "AD2"),
    ("1404", "Professor", "UN1"),
    ("1407", "Avdelingsleder", "AD1"),
    ("1408", "Førstekonsulent", "AD2"),
    ("1434", "Rådgiver", "AD2"),
    ("1474", "Dekan", "UN3"),
    ("1475", "Instituttleder", "UN3"),
    ("1476", "Spesialistkandidat", "UN2"),
    ("1532", "Dosent", "UN1"),
    ("9301", "Professor II", "UN1"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{other_departments, other_programmes, own_programmes};

    #[test]
    fn codes_are_used_once() {
        let departments = other_departments();
        let codes: BTreeSet<&str> = departments.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes.len(), departments.len());
        let mut programmes = own_programmes();
        programmes.extend(other_programmes());
        let codes: BTreeSet<&str> = programmes.iter().map(|p| p.code.as_str()).collect();
        assert_eq!(codes.len(), programmes.len());
        assert!(other_programmes().iter().all(|p| p.owner != "230240"));
    }
}
