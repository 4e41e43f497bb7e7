//! Where the units are (OL-03), and what the department does together with Experts in Teamwork (OL-04).

use super::super::{Area, Register, number, share};
use super::{by_end, no_data, per_cent, whole, yearly};
use crate::Answer;
use crate::date::{Date, date, iso_or_empty};
use crate::rational::Rational;
use crate::story::DEPARTMENT;

const PARTS: [&str; 5] = ["bedok", "stratforr", "vil", "admin", "eit"];
const HERE: &str = "gloshaugen";

/// Where a part is: part, campus (empty: not known), building, first day, last day, what a move waits for.
type Place = (
    &'static str,
    &'static str,
    &'static str,
    Date,
    Option<Date>,
    &'static str,
);

/// The administration comes together in 2019; one group lacks rooms for a while from 2021; for the winter of 2023 nobody
/// entered where EiT was.
#[rustfmt::skip]
const PLACES: [Place; 9] = [
    ("bedok", HERE, "Østbygget", date(2015, 8, 1), None, ""),
    ("stratforr", HERE, "Østbygget", date(2015, 8, 1), None, ""),
    ("vil", HERE, "Vestbygget", date(2015, 8, 1), None, ""),
    ("admin", HERE, "Østbygget", date(2015, 8, 1), None, ""),
    ("admin", "kalvskinnet", "Bybygget", date(2017, 1, 1), Some(date(2019, 7, 31)), "Rom i Østbygget"),
    ("eit", "dragvoll", "Skogbygget", date(2016, 1, 1), Some(date(2023, 7, 31)), "Campusprosjektet til NTNU"),
    ("vil", "kalvskinnet", "Bybygget", date(2021, 3, 1), Some(date(2022, 6, 30)), "Ombygging av Vestbygget"),
    ("eit", "", "", date(2023, 8, 1), Some(date(2024, 3, 31)), "Campusprosjektet til NTNU"),
    ("eit", HERE, "Vestbygget", date(2024, 4, 1), None, ""),
];

fn places() -> Register {
    let mut register = Register::new(
        "unit_location",
        &[
            "unit",
            "part",
            "campus",
            "address",
            "from_date",
            "to_date",
            "waits_for",
        ],
    );
    for (part, campus, address, from, to, waits) in PLACES {
        register.add(
            from,
            [
                DEPARTMENT,
                part,
                campus,
                address,
                &from.iso(),
                &iso_or_empty(to),
                waits,
            ],
        );
    }
    register
}

/// How many parts are at Gløshaugen only, at a year's end; nothing when it isn't known of all.
fn at_gloshaugen(year: i16) -> Option<usize> {
    let day = date(year, 12, 31);
    let verdicts = PARTS.iter().map(|part| {
        let held = || {
            let own = PLACES.iter().filter(|p| p.0 == *part);
            own.filter(|p| p.3 <= day && p.4.is_none_or(|to| day <= to))
        };
        let known = held().next().is_some() && held().all(|p| !p.1.is_empty());
        known.then(|| held().all(|p| p.1 == HERE))
    });
    let verdicts: Vec<bool> = verdicts.collect::<Option<_>>()?;
    Some(verdicts.into_iter().filter(|here| *here).count())
}

fn located(year: i16) -> Answer {
    let (goal, indicator) = ("OL-03", "units-at-gloshaugen");
    let all = whole(PARTS.len());
    let state = by_end("100", year, |year| {
        per_cent(whole(at_gloshaugen(year)?), all)
    });
    match at_gloshaugen(year) {
        Some(here) => share(goal, indicator, year, whole(here), all, state),
        None => no_data(goal, indicator, year),
    }
}

/// A joint activity: day, kind, what, our gain, their gain, whether it is documented.
type Activity = (
    Date,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    bool,
);

/// Nothing was done in 2020.
#[rustfmt::skip]
const ACTIVITIES: [Activity; 15] = [
    (date(2018, 3, 14), "teaching", "Felles landsby om sykehuslogistikk", "Case til tre emner", "Faglige veiledere til landsbyen", true),
    (date(2018, 10, 9), "research", "Samtale om teamdata", "", "", false),
    (date(2019, 2, 20), "teaching", "Felles landsby om sirkulær økonomi", "Case til to emner", "Faglige veiledere til landsbyen", true),
    (date(2019, 11, 5), "research", "Studie av ledelse i studentteam", "Data til en doktorgrad", "Bedre opplæring av fasilitatorer", true),
    (date(2021, 2, 10), "teaching", "Digital landsby om beredskap", "Øvelser til et emne", "Kontakt med tre kommuner", true),
    (date(2021, 9, 22), "teaching", "Gjesteforelesning om teamroller", "Stoff til et emne", "Innblikk i studieprogrammet", false),
    (date(2022, 3, 2), "both", "Landsby om grønn skipsfart", "Data til et forskningsprosjekt", "To partnere fra næringslivet", true),
    (date(2022, 10, 18), "teaching", "Felles opplæring av veiledere", "Ti nye veiledere", "Ti nye fasilitatorer", true),
    (date(2022, 11, 30), "research", "Spørreskjema om samarbeid", "Data til en artikkel", "", true),
    (date(2023, 2, 8), "teaching", "Landsby om industri og kunstig intelligens", "Case til to emner", "Faglige veiledere til landsbyen", true),
    (date(2023, 5, 24), "research", "Artikkel om refleksjon i team", "En publikasjon", "Grunnlag for nytt pensum", true),
    (date(2023, 10, 11), "both", "Verksted om samskaping med kommuner", "To nye prosjektpartnere", "Oppgaver til landsbyene", true),
    (date(2024, 3, 6), "teaching", "Landsby om byggavfall", "Case til et emne", "Faglige veiledere til landsbyen", true),
    (date(2025, 2, 12), "teaching", "Landsby om beredskap i industrien", "Øvelser til to emner", "Kontakt med fem bedrifter", true),
    (date(2025, 9, 24), "research", "Studie av team etter fem år", "Data til en doktorgrad", "Svar på hva studentene har hatt nytte av", true),
];

/// Others that the department did something with; they don't count here.
const WITH_OTHERS: (&str, Date, &str) = (
    "handelshoyskolen",
    date(2021, 11, 3),
    "Felles seminar om grønn finans",
);

fn activities() -> Register {
    let mut register = Register::new(
        "joint_activity",
        &[
            "no",
            "unit",
            "partner",
            "on_date",
            "kind",
            "what",
            "our_gain",
            "their_gain",
            "documentation",
        ],
    );
    for (no, (day, kind, what, ours, theirs, documented)) in (1..).zip(ACTIVITIES) {
        let link = if documented {
            format!("https://www.example.org/eit/{}-{no}", day.year)
        } else {
            String::new()
        };
        register.add(
            day,
            [
                &format!("E-{no:03}"),
                DEPARTMENT,
                "eit",
                &day.iso(),
                kind,
                what,
                ours,
                theirs,
                &link,
            ],
        );
    }
    let (partner, day, what) = WITH_OTHERS;
    register.add(
        day,
        [
            "E-901",
            DEPARTMENT,
            partner,
            &day.iso(),
            "research",
            what,
            "En søknad",
            "En søknad",
            "https://www.example.org/seminar",
        ],
    );
    register
}

fn held(year: i16) -> Option<Rational> {
    let counted = ACTIVITIES
        .iter()
        .filter(|(day, _, _, ours, theirs, documented)| {
            day.year == year && *documented && !ours.is_empty() && !theirs.is_empty()
        });
    Some(whole(counted.count()))
}

fn joint(year: i16) -> Answer {
    let value = held(year).unwrap_or(Rational::whole(0));
    let state = by_end("2", year, held);
    number("OL-04", "joint-activities-eit", year, value, state)
}

pub(super) fn area() -> Area {
    Area {
        registers: vec![places(), activities()],
        answers: [yearly(located), yearly(joint)].concat(),
    }
}
