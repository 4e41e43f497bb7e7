//! The points of one publication, by institution, creator and unit.

use std::collections::{BTreeMap, BTreeSet};

use super::{creator_points, institution_steps, unit_points};
use crate::Exact;

/// Norway's country code.
const NORWAY: &str = "NO";

/// What a contributor did. Only creators count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Author.
    Creator,
    /// Editor, supervisor, contact person or any other: no share, and not international either.
    Other,
}

/// Someone named in a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// Whatever tells this contributor from the others of the publication.
    pub id: String,
    /// What the contributor did.
    pub role: Role,
    /// Whether an institution has confirmed who this is. The others count in the shares but get no points.
    pub verified: bool,
    /// Where the contributor says to belong.
    pub affiliations: Vec<Affiliation>,
}

/// A place that a contributor belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliation {
    /// The unit. An affiliation without it gives no share.
    pub organisation: Option<String>,
    /// The top-level institution of the unit; the unit itself when it has none above it.
    pub institution: String,
    /// Two-letter country code. Unknown is not foreign.
    pub country: Option<String>,
    /// Whether the institution takes part in the indicator.
    pub nvi_institution: bool,
}

/// The points of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationPoints {
    /// Creator shares, the denominator of every institution.
    pub creator_shares: u32,
    /// Whether the factor 1.3 applies.
    pub international: bool,
    /// The institutions that take part in the indicator, by id.
    pub institutions: Vec<InstitutionPoints>,
    /// The sum of the institutions' points.
    pub total: Exact,
}

/// The points of an institution in a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionPoints {
    /// The institution.
    pub institution: String,
    /// How many verified creators it has.
    pub verified_creators: u32,
    /// How many creators named at it are not verified: it may gain from verifying them.
    pub unverified_creators: u32,
    /// Its points.
    pub points: Exact,
    /// Its verified creators, in the order of the publication.
    pub creators: Vec<CreatorPoints>,
    /// Avrunding: its points less the sum of its unit points.
    pub rounding: Exact,
}

/// The points of a creator at an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreatorPoints {
    /// The creator.
    pub creator: String,
    /// The creator's points at this institution.
    pub points: Exact,
    /// The creator's units at this institution, by id, each once.
    pub units: Vec<UnitPoints>,
}

/// The points of a unit through one creator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPoints {
    /// The unit.
    pub unit: String,
    /// Its points.
    pub points: Exact,
}

/// The creator shares of a publication: for each creator the number of different institutions, at least 1.
pub fn creator_share_count(contributors: &[Contributor]) -> u32 {
    let shares = |creator: &Contributor| {
        let institutions: BTreeSet<&str> = creator
            .places()
            .map(|(institution, _)| institution)
            .collect();
        u32::try_from(institutions.len()).unwrap_or(u32::MAX).max(1)
    };
    creators(contributors)
        .map(shares)
        .fold(0, u32::saturating_add)
}

/// Whether a creator has an affiliation in a country other than Norway.
pub fn is_international(contributors: &[Contributor]) -> bool {
    creators(contributors)
        .flat_map(|creator| &creator.affiliations)
        .filter_map(|affiliation| affiliation.country.as_deref())
        .any(|country| !country.is_empty() && country != NORWAY)
}

/// The points of a publication with these base points. Units and creators of an institution that does not take part in
/// the indicator get none, but their shares count.
pub fn publication_points(base: &Exact, contributors: &[Contributor]) -> PublicationPoints {
    let creator_shares = creator_share_count(contributors);
    let international = is_international(contributors);
    let institutions: Vec<InstitutionPoints> = creators_by_institution(contributors)
        .into_iter()
        .map(|(institution, creators)| {
            let verified_creators = creators
                .iter()
                .filter(|(creator, _)| creator.verified)
                .count();
            let verified_creators = u32::try_from(verified_creators).unwrap_or(u32::MAX);
            let points =
                institution_steps(base, international, creator_shares, verified_creators).points;
            let unverified_creators =
                u32::try_from(creators.len()).unwrap_or(u32::MAX) - verified_creators;
            let each = creator_points(&points, verified_creators);
            let creators: Vec<CreatorPoints> = creators
                .into_iter()
                .filter(|(creator, _)| creator.verified)
                .map(|(creator, units)| share_among_units(creator, &each, &units))
                .collect();
            let units = creators.iter().flat_map(|creator| &creator.units);
            let rounding = &points - Exact::sum(units.map(|unit| &unit.points));
            InstitutionPoints {
                institution: institution.to_owned(),
                verified_creators,
                unverified_creators,
                points,
                creators,
                rounding,
            }
        })
        .collect();
    let total = Exact::sum(institutions.iter().map(|institution| &institution.points));
    PublicationPoints {
        creator_shares,
        international,
        institutions,
        total,
    }
}

impl Contributor {
    /// The affiliations that have a unit, as institution and unit.
    fn places(&self) -> impl Iterator<Item = (&str, &str)> {
        self.affiliations.iter().filter_map(|affiliation| {
            Some((
                affiliation.institution.as_str(),
                affiliation.organisation.as_deref()?,
            ))
        })
    }
}

/// The contributors that count.
fn creators(contributors: &[Contributor]) -> impl Iterator<Item = &Contributor> {
    contributors
        .iter()
        .filter(|contributor| contributor.role == Role::Creator)
}

/// A creator and the units at one institution.
type CreatorAtInstitution<'a> = (&'a Contributor, BTreeSet<&'a str>);

/// The creators of each institution that takes part in the indicator, each creator once for each institution.
fn creators_by_institution(
    contributors: &[Contributor],
) -> BTreeMap<&str, Vec<CreatorAtInstitution<'_>>> {
    let mut found: BTreeMap<&str, Vec<CreatorAtInstitution<'_>>> = BTreeMap::new();
    for creator in creators(contributors) {
        let taking_part: BTreeSet<&str> = creator
            .affiliations
            .iter()
            .filter(|affiliation| affiliation.nvi_institution && affiliation.organisation.is_some())
            .map(|affiliation| affiliation.institution.as_str())
            .collect();
        for institution in taking_part {
            let units = creator
                .places()
                .filter(|(at, _)| *at == institution)
                .map(|(_, unit)| unit)
                .collect();
            found.entry(institution).or_default().push((creator, units));
        }
    }
    found
}

/// The creator's points and what each unit gets of them.
fn share_among_units(
    creator: &Contributor,
    points: &Exact,
    units: &BTreeSet<&str>,
) -> CreatorPoints {
    let each = unit_points(points, u32::try_from(units.len()).unwrap_or(u32::MAX));
    let units = units
        .iter()
        .map(|unit| UnitPoints {
            unit: (*unit).to_owned(),
            points: each.clone(),
        })
        .collect();
    CreatorPoints {
        creator: creator.id.clone(),
        points: points.clone(),
        units,
    }
}

#[cfg(test)]
mod tests;
