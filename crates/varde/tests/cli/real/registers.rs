//! Registers outside the university: every real file is taken in by its declared source, and a figure of it is checked.

use super::Real;
use super::raw::rows;

fn one(real: &Real, sql: &str) -> Vec<String> {
    let found = real.table(sql);
    assert_eq!(found.len(), 1, "{sql}");
    let cells = found.into_iter().flatten();
    cells.map(Option::unwrap_or_default).collect()
}

#[test]
fn real_grants_of_the_eu_and_applications_are_the_research_councils() {
    let Some(real) = Real::new("nfr") else { return };
    let delivery = real.import("nfr-eu-grants", "nfr/eu_grants.csv");
    assert_eq!(
        (&delivery["rows"], &delivery["rejected"]),
        (&2115.into(), &0.into())
    );
    let sql = "select count(*), count(*) filter (where role = 'COORDINATOR'), sum(grant_eur) from eu_grant where organisation = '974767880'";
    // Every amount is rounded to cents; their exact sum in the file is 84746214.60997611.
    assert_eq!(one(&real, sql), ["160", "46", "84746214.61"]);

    let delivery = real.import("nfr-applications", "nfr/applications_sample.csv");
    assert_eq!(
        (&delivery["rows"], &delivery["rejected"]),
        (&171.into(), &0.into())
    );
    let sql = "select sum(granted) from nfr_application";
    assert_eq!(one(&real, sql), ["417581441.87"]);
}

#[test]
fn real_participation_in_horizon_europe_is_cordis() {
    let Some(real) = Real::new("cordis") else {
        return;
    };
    let file = "cordis/horizon_europe_selected.csv";
    let delivery = real.import("cordis-horizon", file);
    let raw = rows(&real.file(file), b',');
    assert_eq!(
        (&delivery["rows"], &delivery["rejected"]),
        (&raw.len().into(), &0.into())
    );
    let sql = "select participations, projects, coordinator, contribution_meur from cordis_participation where institution = 'NTNU'";
    assert_eq!(one(&real, sql), ["310", "309", "103", "182.000"]);
}

#[test]
fn real_student_survey_and_study_places_are_the_published_ones() {
    let Some(real) = Real::new("survey") else {
        return;
    };
    let delivery = real.import("studiebarometer", "studiebarometer/1150_mentre_2025.csv");
    assert_eq!(
        (&delivery["rows"], &delivery["rejected"]),
        (&8.into(), &0.into())
    );
    let sql = "select value, national, respondents, response_rate from survey_index where index_name = 'Læringsmiljø'";
    assert_eq!(one(&real, sql), ["4.70", "3.90", "20", "76.90"]);

    let delivery = real.import(
        "so-study-places",
        "samordna_opptak/study_places_2026_ntnu_excerpt.csv",
    );
    assert_eq!(
        (&delivery["rows"], &delivery["rejected"]),
        (&15.into(), &0.into())
    );
    let sql = "select places, name from so_study_place where code = '194767'";
    assert_eq!(
        one(&real, sql),
        ["160", "Industriell økonomi og teknologiledelse"]
    );
}
