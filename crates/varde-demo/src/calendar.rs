//! When each file arrives, from January 2017 to May 2026.

use crate::date::{Date, date};
use crate::files::{File, dbh, dbh_json, hr, ledger, nva, registers};
use crate::local;
use crate::story::{REGISTER_DAY, YEARS};
use crate::world::World;

/// A file on its way to the department.
pub(crate) struct Parcel {
    pub(crate) day: Date,
    pub(crate) source: &'static str,
    /// What tells the file from others of its source: a year or a day.
    pub(crate) mark: String,
    pub(crate) note: String,
    pub(crate) corrects: bool,
    pub(crate) file: File,
}

struct Calendar {
    parcels: Vec<Parcel>,
}

impl Calendar {
    fn add(
        &mut self,
        day: Date,
        source: &'static str,
        mark: impl ToString,
        note: &str,
        file: File,
    ) {
        self.parcels.push(Parcel {
            day,
            source,
            mark: mark.to_string(),
            note: note.to_owned(),
            corrects: false,
            file,
        });
    }

    fn correct(&mut self, day: Date, source: &'static str, year: i16, note: &str, file: File) {
        self.parcels.push(Parcel {
            day,
            source,
            mark: format!("{year}_rettet"),
            note: note.to_owned(),
            corrects: true,
            file,
        });
    }
}

fn once(calendar: &mut Calendar, world: &World) {
    let start = date(2017, 1, 5);
    calendar.add(
        start,
        "dbh-220",
        2017,
        "Stillingskoder.",
        dbh_json::position_codes(),
    );
    calendar.add(
        start,
        "account-map",
        2017,
        "Den gamle kontoplanen.",
        ledger::account_map(false),
    );
    calendar.add(
        date(2023, 1, 10),
        "account-map",
        2023,
        "Ny kontoplan kommer til.",
        ledger::account_map(true),
    );
    for (day, until) in [
        (start, 2016),
        (date(2019, 3, 1), 2018),
        (date(2024, 3, 1), 2023),
    ] {
        calendar.add(
            day,
            "dbh-347",
            until,
            "Studieprogrammer.",
            dbh::programmes(until),
        );
    }
    for (day, until) in [(date(2018, 3, 1), 2018), (date(2026, 2, 1), 2026)] {
        let file = nva::channel_list(&world.publishing.channels, until);
        calendar.add(
            day,
            "channel-list",
            until,
            "Listen over publiseringskanaler.",
            file,
        );
    }
    for year in [2017, 2020, 2024] {
        let file = registers::courses(&world.teaching, year);
        calendar.add(date(year, 1, 10), "courses", year, "Emneregisteret.", file);
    }
}

fn admissions(calendar: &mut Calendar) {
    for year in 2018..=2026 {
        let places = registers::study_places(year);
        calendar.add(
            date(year, 1, 15),
            "study-places",
            year,
            "Utlyste studieplasser.",
            places,
        );
        let april = registers::admission(year, false);
        calendar.add(
            date(year, 4, 22),
            "so-applicants",
            format!("{year}_april"),
            "Søkertall i april.",
            april,
        );
        if year < 2026 {
            let both = registers::admission(year, true);
            calendar.add(
                date(year, 8, 25),
                "so-applicants",
                format!("{year}_august"),
                "April og endelig.",
                both,
            );
        }
    }
}

fn january(calendar: &mut Calendar, world: &World, year: i16) {
    let day = date(year + 1, REGISTER_DAY.month, REGISTER_DAY.day);
    let staff = &world.staff;
    calendar.add(
        day,
        "hr-positions",
        year,
        "Hele registeret ved årsskiftet.",
        hr::positions(staff, day),
    );
    calendar.add(
        day,
        "hr-workshares",
        year,
        "Årets arbeidsplaner.",
        hr::work_shares(staff, year),
    );
    calendar.add(
        day,
        "hr-leave",
        year,
        "Alle permisjoner.",
        hr::leaves(staff, day),
    );
    calendar.add(
        day,
        "hr-groups",
        year,
        "Hvem som hører til hvor.",
        hr::groups(staff, day),
    );
    calendar.add(
        day,
        "phd-register",
        year,
        "Hele registeret.",
        registers::doctoral(&world.doctoral, day),
    );
    calendar.add(
        day,
        "project-register",
        year,
        "Alle prosjekter.",
        registers::projects(&world.projects, day),
    );
    calendar.add(
        day,
        "project-members",
        year,
        "Alle deltakere.",
        registers::members(&world.projects, day),
    );
    let day = date(year + 1, 1, 25);
    if year < 2023 {
        let file = ledger::maconomy(&world.economy, year, year != 2022);
        calendar.add(
            day,
            "ledger-maconomy",
            year,
            "Hele året, med årsavslutningen.",
            file,
        );
    } else {
        let file = ledger::unit4(&world.economy, year);
        calendar.add(
            day,
            "ledger-unit4",
            year,
            "Hele året, med årsavslutningen.",
            file,
        );
    }
    let file = ledger::budget(&world.economy, year, year != 2024);
    calendar.add(
        date(year + 1, 2, 1),
        "budget",
        year,
        "Budsjett, tildeling og balanse.",
        file,
    );
}

fn spring(calendar: &mut Calendar, world: &World, year: i16) {
    let students = &world.students;
    let day = date(year + 1, 2, 15);
    let note = "Vår og høst.";
    calendar.add(
        day,
        "dbh-123",
        year,
        note,
        dbh::students(students, year, year != 2020),
    );
    let file = dbh::students_by_programme(students, year, year != 2020);
    calendar.add(day, "dbh-123-program", year, note, file);
    calendar.add(
        day,
        "dbh-225",
        year,
        "Årsverk 1. oktober.",
        dbh_json::staff(world.seed, &world.staff, year),
    );
    calendar.add(
        day,
        "dbh-379",
        year,
        "Lokalt opptak.",
        dbh::applicants(year),
    );
    let day = date(year + 1, 2, 20);
    calendar.add(
        day,
        "dbh-308",
        year,
        "Årets karakterer.",
        dbh_json::grades(&world.teaching, year),
    );
    let day = date(year + 1, 3, 1);
    calendar.add(
        day,
        "dbh-104",
        year,
        "Ferdige kandidater.",
        dbh::graduates(students, year),
    );
    let file = dbh::production(&world.teaching, year, year != 2021);
    calendar.add(day, "dbh-900", year, "Studiepoeng.", file);
    let day = date(year + 1, 4, 5);
    let file = nva::author_shares(&world.publishing, year, year != 2023);
    calendar.add(
        day,
        "nva-author-shares",
        year,
        "Rapporteringen er avsluttet.",
        file,
    );
    let day = date(year + 1, 5, 2);
    let file = dbh_json::publishing(world.seed, &world.publishing, year);
    calendar.add(day, "dbh-373", year, "Publiseringspoeng.", file);
    calendar.add(
        day,
        "dbh-902",
        year,
        "Institusjonens regnskap.",
        dbh_json::economy(year),
    );
    if year >= 2019 {
        calendar.add(
            day,
            "dbh-750",
            year,
            "Styringsparametre.",
            dbh_json::steering(year),
        );
    }
    if year < 2025 {
        let file = nva::impact_factors(&world.publishing.channels, year);
        calendar.add(date(year + 1, 7, 1), "jif", year, "Fra biblioteket.", file);
    }
}

fn corrections(calendar: &mut Calendar, world: &World) {
    let note = "Kvinner og menn på INGLOG var byttet om for noen.";
    let day = date(2021, 5, 10);
    calendar.correct(
        day,
        "dbh-123",
        2020,
        note,
        dbh::students(&world.students, 2020, true),
    );
    let file = dbh::students_by_programme(&world.students, 2020, true);
    calendar.correct(day, "dbh-123-program", 2020, note, file);
    let file = dbh::production(&world.teaching, 2021, true);
    calendar.correct(
        date(2022, 6, 15),
        "dbh-900",
        2021,
        "Seks emner manglet egne studenter.",
        file,
    );
    let file = ledger::maconomy(&world.economy, 2022, true);
    calendar.correct(
        date(2023, 6, 20),
        "ledger-maconomy",
        2022,
        "Tre oppdrag var ikke ført.",
        file,
    );
    let file = nva::author_shares(&world.publishing, 2023, true);
    calendar.correct(
        date(2024, 5, 21),
        "nva-author-shares",
        2023,
        "Tvister er avgjort.",
        file,
    );
    let file = ledger::budget(&world.economy, 2024, true);
    calendar.correct(
        date(2025, 4, 10),
        "budget",
        2024,
        "Budsjettet var ikke det vedtatte.",
        file,
    );
}

/// Every file in the order in which it arrives.
pub(crate) fn parcels(world: &World) -> Vec<Parcel> {
    let mut calendar = Calendar {
        parcels: Vec::new(),
    };
    once(&mut calendar, world);
    admissions(&mut calendar);
    for year in YEARS {
        january(&mut calendar, world, year);
        spring(&mut calendar, world, year);
    }
    let file = ledger::unit4(&world.economy, 2026);
    calendar.add(
        date(2026, 4, 15),
        "ledger-unit4",
        "2026_1_kvartal",
        "Første kvartal.",
        file,
    );
    corrections(&mut calendar, world);
    for register in local::registers(world) {
        for day in local::DAYS {
            if let Some(file) = register.file(day) {
                calendar.add(
                    day,
                    register.table,
                    day.year,
                    "Et av instituttets registre.",
                    file,
                );
            }
        }
    }
    calendar.parcels.sort_by_key(|parcel| parcel.day);
    calendar.parcels
}
