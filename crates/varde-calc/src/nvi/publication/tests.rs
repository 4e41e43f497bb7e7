#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::*;

fn exact(text: &str) -> Exact {
    Exact::parse(text).unwrap()
}

/// A unit as `institution.unit`; `-` is an affiliation without an id, and a name with `@XX` is in that country.
fn affiliation(text: &str) -> Affiliation {
    let (unit, country) = text.split_once('@').unwrap_or((text, "NO"));
    let institution = unit.split('.').next().unwrap_or(unit);
    Affiliation {
        organisation: (unit != "-").then(|| unit.to_owned()),
        institution: institution.to_owned(),
        country: (country != "?").then(|| country.to_owned()),
        nvi_institution: country == "NO" && !institution.starts_with("company"),
    }
}

fn contributor(id: &str, role: Role, verified: bool, units: &[&str]) -> Contributor {
    let affiliations = units.iter().map(|unit| affiliation(unit)).collect();
    Contributor {
        id: id.to_owned(),
        role,
        verified,
        affiliations,
    }
}

fn creator(id: &str, units: &[&str]) -> Contributor {
    contributor(id, Role::Creator, true, units)
}

/// Checks the shares, and the points written as `institution points`, `creator points`, `unit points` lines.
fn check(base: &str, contributors: &[Contributor], shares: u32, lines: &[&str]) {
    let points = publication_points(&exact(base), contributors);
    let mut found = Vec::new();
    for institution in &points.institutions {
        found.push(format!(
            "{} {}",
            institution.institution,
            institution.points.to_fixed(4)
        ));
        for creator in &institution.creators {
            found.push(format!(
                "  {} {}",
                creator.creator,
                creator.points.to_fixed(4)
            ));
            found.extend(
                creator
                    .units
                    .iter()
                    .map(|unit| format!("    {} {}", unit.unit, unit.points.to_fixed(4))),
            );
        }
    }
    assert_eq!(found, lines);
    assert_eq!(points.creator_shares, shares);
}

#[test]
fn two_institutions_of_one_creator_are_two_shares() {
    check(
        "1",
        &[creator("a", &["ntnu.iot", "uio.math"])],
        2,
        &[
            "ntnu 0.7071",
            "  a 0.7071",
            "    ntnu.iot 0.7071",
            "uio 0.7071",
            "  a 0.7071",
            "    uio.math 0.7071",
        ],
    );
}

#[test]
fn two_units_of_one_institution_are_one_share() {
    check(
        "1",
        &[
            creator("a", &["ntnu.iot", "ntnu.math"]),
            creator("b", &["ntnu.iot"]),
        ],
        2,
        &[
            "ntnu 1.0000",
            "  a 0.5000",
            "    ntnu.iot 0.2500",
            "    ntnu.math 0.2500",
            "  b 0.5000",
            "    ntnu.iot 0.5000",
        ],
    );
}

#[test]
fn two_of_three_shares_with_a_foreign_creator() {
    check(
        "3",
        &[
            creator("a", &["ntnu.iot"]),
            creator("b", &["ntnu.iot", "ntnu.math"]),
            creator("c", &["kth@SE"]),
        ],
        3,
        &[
            "ntnu 3.1843",
            "  a 1.5922",
            "    ntnu.iot 1.5922",
            "  b 1.5922",
            "    ntnu.iot 0.7961",
            "    ntnu.math 0.7961",
        ],
    );
}

#[test]
fn who_is_not_a_creator_counts_for_nothing() {
    let author = creator("a", &["ntnu.iot"]);
    let one = ["ntnu 1.0000", "  a 1.0000", "    ntnu.iot 1.0000"];
    for other in ["kth@SE", "uio.math"] {
        check(
            "1",
            &[
                author.clone(),
                contributor("e", Role::Other, true, &[other]),
            ],
            1,
            &one,
        );
    }
}

#[test]
fn affiliations_without_an_id_give_no_share() {
    check(
        "1",
        &[creator("a", &["ntnu.iot", "-", "-"])],
        1,
        &["ntnu 1.0000", "  a 1.0000", "    ntnu.iot 1.0000"],
    );
    let half = ["ntnu 0.7071", "  a 0.7071", "    ntnu.iot 0.7071"];
    check(
        "1",
        &[creator("a", &["ntnu.iot"]), creator("b", &["-"])],
        2,
        &half,
    );
    check(
        "1",
        &[creator("a", &["ntnu.iot"]), creator("b", &[])],
        2,
        &half,
    );
    // Without a known country nobody is foreign; with a foreign one the id does not matter.
    check(
        "1",
        &[creator("a", &["ntnu.iot"]), creator("b", &["mit@?"])],
        2,
        &half,
    );
    assert!(is_international(&[creator("a", &["-@US"])]));
    assert!(!is_international(&[creator("a", &["-@"])]));
}

#[test]
fn unverified_creators_only_divide() {
    let unverified = contributor("b", Role::Creator, false, &["ntnu.iot"]);
    let contributors = [
        creator("a", &["ntnu.iot"]),
        unverified,
        creator("c", &["company.x"]),
    ];
    check(
        "1",
        &contributors,
        3,
        &["ntnu 0.5774", "  a 0.5774", "    ntnu.iot 0.5774"],
    );
    let points = publication_points(&Exact::one(), &contributors);
    assert_eq!(
        (
            points.institutions[0].verified_creators,
            points.institutions[0].unverified_creators
        ),
        (1, 1)
    );
    let nobody = contributor("a", Role::Creator, false, &["ntnu.iot"]);
    check("1", &[nobody], 1, &["ntnu 0.0000"]);
    check("1", &[], 0, &[]);
}

#[test]
fn the_rounding_is_kept() {
    let contributors = [
        creator("a", &["ntnu.1"]),
        creator("b", &["ntnu.1"]),
        creator("c", &["ntnu.2"]),
        creator("d", &["company.x"]),
    ];
    let points = publication_points(&Exact::one(), &contributors);
    assert_eq!(points.institutions[0].points, exact("0.8660"));
    assert_eq!(points.institutions[0].rounding, exact("-0.0001"));
    assert_eq!(points.total, exact("0.8660"));
}

fn any_contributor() -> impl Strategy<Value = Contributor> {
    let unit = prop::sample::select(vec![
        "ntnu.1",
        "ntnu.2",
        "uio.1",
        "uib.1",
        "company.x",
        "kth@SE",
        "-",
        "mit@?",
    ]);
    (prop::collection::vec(unit, 0..4), any::<bool>(), 0..4u8).prop_map(
        |(units, verified, role)| {
            let role = if role == 0 {
                Role::Other
            } else {
                Role::Creator
            };
            contributor("someone", role, verified, &units)
        },
    )
}

proptest! {
    #[test]
    fn sums_add_up(contributors in prop::collection::vec(any_contributor(), 0..8)) {
        let points = publication_points(&exact("3"), &contributors);
        prop_assert_eq!(Exact::sum(points.institutions.iter().map(|institution| &institution.points)), points.total);
        let verified: u32 = points.institutions.iter().map(|institution| institution.verified_creators).sum();
        prop_assert!(verified <= points.creator_shares);
        for institution in &points.institutions {
            prop_assert_eq!(institution.points.round_half_up(4), institution.points.clone());
            prop_assert_eq!(institution.creators.len(), institution.verified_creators as usize);
            let units = institution.creators.iter().flat_map(|creator| &creator.units);
            let units: Vec<_> = units.map(|unit| &unit.points).collect();
            prop_assert_eq!(Exact::sum(units.iter().copied()) + &institution.rounding, institution.points.clone());
            // Each rounding moves at most half of 0.0001: once for each unit, and once for each creator.
            let steps = i64::try_from(units.len() + institution.creators.len()).unwrap();
            let most = Exact::ratio(steps, 20_000).unwrap();
            prop_assert!(institution.rounding.abs() <= most);
        }
    }

    #[test]
    fn another_share_never_gives_more(contributors in prop::collection::vec(any_contributor(), 1..8)) {
        let before = publication_points(&exact("1"), &contributors);
        let mut more = contributors;
        more.push(creator("late", &["company.x"]));
        let after = publication_points(&exact("1"), &more);
        prop_assert_eq!(after.creator_shares, before.creator_shares + 1);
        prop_assert!(after.total <= before.total);
    }
}
