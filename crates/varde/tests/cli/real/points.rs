//! Publication points: the national service's own cases.

use super::raw::rows;
use crate::support::{real_data, varde};
use std::process::Output;
use varde_calc::nvi::{
    Affiliation, ChannelType, Contributor, InstanceType, Level, PublicationPoints, Role, Weights,
    publication_points,
};

const CASES: &str = "nvi/point_cases.csv";
const EDGES: &str = "nvi/point_edge_cases.csv";

/// Every case gives the expected points, through the command line.
#[test]
fn real_point_cases_give_the_expected_points() {
    let Some(data) = real_data() else { return };
    let file = data.join(CASES);
    let Output {
        status,
        stdout,
        stderr,
    } = varde().args(["calc", "nvi"]).arg(&file).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    let answers: Vec<_> = csv::Reader::from_reader(stdout.as_slice())
        .into_deserialize::<super::raw::Row>()
        .map(Result::unwrap)
        .collect();
    let cases = rows(&file, b',');
    assert_eq!(answers.len(), cases.len());
    assert!(cases.len() > 20);
    for (case, answer) in cases.iter().zip(&answers) {
        for points in ["institution1_points", "institution2_points", "total_points"] {
            assert_eq!(
                answer[points],
                case[&format!("expected_{points}")],
                "case {} {points}",
                case["case_id"]
            );
        }
    }
}

/// Every situation of the edge cases, with the file's expectation.
#[test]
fn real_point_edge_cases_give_the_expected_points() {
    let Some(data) = real_data() else { return };
    let mut seen = 0;
    for case in rows(&data.join(EDGES), b',') {
        let contributors = situation(&case["case_id"]).unwrap_or_else(|| {
            panic!(
                "no situation for case {}: {}",
                case["case_id"], case["situation"]
            )
        });
        let weights = Weights::official();
        let (kind, channel) = (
            InstanceType::parse(&case["instance_type"]).unwrap(),
            ChannelType::parse(&case["channel_type"]).unwrap(),
        );
        let base = weights
            .base_points_in_force(kind, channel, Level::parse(&case["level"]).unwrap())
            .unwrap();
        let points = publication_points(base, &contributors);
        assert_eq!(
            points.total.to_fixed(4),
            case["expected_total_points"],
            "case {}",
            case["case_id"]
        );
        assert_eq!(
            points.creator_shares.to_string(),
            case["expected_creator_shares"],
            "case {}",
            case["case_id"]
        );
        assert!(!points.international, "case {}", case["case_id"]);
        if case["case_id"] == "E7" {
            assert_eq!(
                shares(&points),
                ["a 1.0 0.2500", "a 1.1 0.2500", "b 1.0 0.5000"]
            );
        }
        seen += 1;
    }
    assert!(seen >= 4);
}

/// Who took part in the situation that the file describes in words.
fn situation(case: &str) -> Option<Vec<Contributor>> {
    let own = [at(Some("1.0"), "NO", true)];
    Some(match case {
        "E2" => vec![
            person("a", Role::Creator, &own),
            person("editor", Role::Other, &[at(Some("9.0"), "SE", false)]),
        ],
        "E3" => vec![
            person("a", Role::Creator, &own),
            person("editor", Role::Other, &[at(Some("2.0"), "NO", true)]),
        ],
        "E5" => vec![person(
            "a",
            Role::Creator,
            &[
                at(Some("1.0"), "NO", true),
                at(None, "NO", false),
                at(None, "NO", false),
            ],
        )],
        "E7" => vec![
            person(
                "a",
                Role::Creator,
                &[at(Some("1.0"), "NO", true), at(Some("1.1"), "NO", true)],
            ),
            person("b", Role::Creator, &own),
        ],
        _ => return None,
    })
}

fn person(id: &str, role: Role, affiliations: &[Affiliation]) -> Contributor {
    Contributor {
        id: id.to_owned(),
        role,
        verified: true,
        affiliations: affiliations.to_vec(),
    }
}

/// A place at the institution that the unit's number begins with.
fn at(unit: Option<&str>, country: &str, nvi_institution: bool) -> Affiliation {
    let institution = unit
        .and_then(|u| u.split('.').next())
        .unwrap_or_default()
        .to_owned();
    Affiliation {
        organisation: unit.map(str::to_owned),
        institution,
        country: Some(country.to_owned()),
        nvi_institution,
    }
}

fn shares(points: &PublicationPoints) -> Vec<String> {
    let creators = points.institutions.iter().flat_map(|i| &i.creators);
    creators
        .flat_map(|c| {
            c.units
                .iter()
                .map(|u| format!("{} {} {}", c.creator, u.unit, u.points.to_fixed(4)))
        })
        .collect()
}
