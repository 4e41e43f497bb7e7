//! Points from counts alone, for checking the arithmetic on official cases.

use super::{ChannelType, InstanceType, Level, Weights, institution_points};
use crate::Exact;

/// A publication by its counts, with up to two institutions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseInput {
    /// Type of publication.
    pub instance_type: InstanceType,
    /// Kind of channel.
    pub channel_type: ChannelType,
    /// The channel's level.
    pub level: Level,
    /// Whether a creator has an affiliation abroad.
    pub international: bool,
    /// Creator shares of the publication.
    pub total_creator_shares: u32,
    /// Verified creators of the first institution.
    pub institution1_creator_shares: u32,
    /// Verified creators of the second institution, when there is one.
    pub institution2_creator_shares: Option<u32>,
}

/// The points of a [`CaseInput`], 4 decimals each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePoints {
    /// Points of the first institution.
    pub institution1_points: Exact,
    /// Points of the second institution; none when the case has none.
    pub institution2_points: Option<Exact>,
    /// The sum of both.
    pub total_points: Exact,
}

/// Calculates a case with the official weights in force. A type, channel and level without a weight give 0 points.
pub fn points_of_case(input: CaseInput) -> CasePoints {
    let weights = Weights::official();
    let base = weights
        .base_points_in_force(input.instance_type, input.channel_type, input.level)
        .cloned()
        .unwrap_or_else(Exact::zero);
    let points = |count| {
        institution_points(
            &base,
            input.international,
            input.total_creator_shares,
            count,
        )
    };
    let institution1_points = points(input.institution1_creator_shares);
    let institution2_points = input.institution2_creator_shares.map(points);
    let total_points = Exact::sum(
        [Some(&institution1_points), institution2_points.as_ref()]
            .into_iter()
            .flatten(),
    );
    CasePoints {
        institution1_points,
        institution2_points,
        total_points,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: CaseInput, institution1: &str, institution2: Option<&str>, total: &str) {
        let points = points_of_case(input);
        assert_eq!(points.institution1_points.to_fixed(4), institution1);
        assert_eq!(
            points
                .institution2_points
                .map(|points| points.to_fixed(4))
                .as_deref(),
            institution2
        );
        assert_eq!(points.total_points.to_fixed(4), total);
    }

    #[test]
    fn cases() {
        let monograph = CaseInput {
            instance_type: InstanceType::AcademicMonograph,
            channel_type: ChannelType::Series,
            level: Level::LevelTwo,
            international: true,
            total_creator_shares: 4,
            institution1_creator_shares: 2,
            institution2_creator_shares: Some(1),
        };
        check(monograph, "7.3539", Some("5.2000"), "12.5539");
        let single = CaseInput {
            international: false,
            total_creator_shares: 1,
            institution1_creator_shares: 1,
            institution2_creator_shares: None,
            ..monograph
        };
        check(single, "8.0000", None, "8.0000");
        check(
            CaseInput {
                level: Level::LevelZero,
                ..monograph
            },
            "0.0000",
            Some("0.0000"),
            "0.0000",
        );
        let chapter = CaseInput {
            instance_type: InstanceType::AcademicChapter,
            level: Level::LevelOne,
            total_creator_shares: 5,
            ..monograph
        };
        check(chapter, "0.8222", Some("0.5814"), "1.4036");
    }
}
