//! Base points by type, channel and level, as rows with years; and which channel decides.

use crate::Exact;

/// A type of publication that may give points. Every other type gives none and has no name here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InstanceType {
    /// Article in a journal.
    AcademicArticle,
    /// Review article in a journal.
    AcademicLiteratureReview,
    /// Chapter in an anthology.
    AcademicChapter,
    /// Monograph.
    AcademicMonograph,
    /// Scholarly commentary edition.
    AcademicCommentary,
}

/// What kind of channel a publication came out in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChannelType {
    /// Journal.
    Journal,
    /// Book series.
    Series,
    /// Publisher.
    Publisher,
}

/// The channel's level in the year of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Level 1.
    LevelOne,
    /// Level 2.
    LevelTwo,
    /// Level 0: judged and found not scientific. No points.
    LevelZero,
    /// Not judged. No points.
    Unassigned,
    /// Never a candidate. No points.
    NonCandidateLevel,
}

/// Makes `as_str`, and `parse` as its inverse, for words that the national archive uses.
macro_rules! words {
    ($name:ident: $($word:ident),+) => {
        impl $name {
            /// The national archive's word.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$word => stringify!($word)),+ }
            }

            /// Reads the national archive's word; nothing for any other.
            pub fn parse(word: &str) -> Option<$name> {
                [$($name::$word),+].into_iter().find(|known| known.as_str() == word)
            }
        }
    };
}

words!(InstanceType: AcademicArticle, AcademicLiteratureReview, AcademicChapter, AcademicMonograph, AcademicCommentary);
words!(ChannelType: Journal, Series, Publisher);
words!(Level: LevelOne, LevelTwo, LevelZero, Unassigned, NonCandidateLevel);

/// One row of the table of base points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// Type of publication.
    pub instance_type: InstanceType,
    /// Kind of channel.
    pub channel_type: ChannelType,
    /// The channel's level.
    pub level: Level,
    /// Base points.
    pub points: Exact,
    /// The first year of publication that the row holds for.
    pub valid_from: i16,
    /// The last one; none while the row is in force.
    pub valid_to: Option<i16>,
}

/// The table of base points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weights {
    /// Its rows, in any order.
    pub rows: Vec<Weight>,
}

impl Weights {
    /// The official table in force, from 2015, the first year of the square root and the factor 1.3.
    pub fn official() -> Weights {
        use ChannelType::*;
        use InstanceType::*;
        let tenths = [
            (AcademicArticle, Journal, 10, 30),
            (AcademicLiteratureReview, Journal, 10, 30),
            (AcademicChapter, Publisher, 7, 10),
            (AcademicChapter, Series, 10, 30),
            (AcademicMonograph, Publisher, 50, 80),
            (AcademicMonograph, Series, 50, 80),
            (AcademicCommentary, Publisher, 50, 80),
            (AcademicCommentary, Series, 50, 80),
        ];
        let row = |instance_type, channel_type, level, tenths: i32| Weight {
            instance_type,
            channel_type,
            level,
            points: Exact::from_scaled(tenths.into(), 1),
            valid_from: 2015,
            valid_to: None,
        };
        let both = |(instance_type, channel_type, one, two)| {
            [
                row(instance_type, channel_type, Level::LevelOne, one),
                row(instance_type, channel_type, Level::LevelTwo, two),
            ]
        };
        Weights {
            rows: tenths.into_iter().flat_map(both).collect(),
        }
    }

    /// The base points of a publication of that year; nothing when it gives no points. Of rows that overlap, the one
    /// that starts last holds.
    pub fn base_points(
        &self,
        instance_type: InstanceType,
        channel_type: ChannelType,
        level: Level,
        year: i16,
    ) -> Option<&Exact> {
        self.of(instance_type, channel_type, level)
            .filter(|row| row.valid_from <= year && row.valid_to.is_none_or(|last| year <= last))
            .max_by_key(|row| row.valid_from)
            .map(|row| &row.points)
    }

    /// The base points of the row that has no last year; nothing when there is none.
    pub fn base_points_in_force(
        &self,
        instance_type: InstanceType,
        channel_type: ChannelType,
        level: Level,
    ) -> Option<&Exact> {
        self.of(instance_type, channel_type, level)
            .filter(|row| row.valid_to.is_none())
            .max_by_key(|row| row.valid_from)
            .map(|row| &row.points)
    }

    fn of(
        &self,
        instance_type: InstanceType,
        channel_type: ChannelType,
        level: Level,
    ) -> impl Iterator<Item = &Weight> {
        self.rows.iter().filter(move |row| {
            (row.instance_type, row.channel_type, row.level) == (instance_type, channel_type, level)
        })
    }
}

/// The channel that decides, and its level. Each level is of the publication's year; none when there is no such
/// channel.
///
/// Articles and reviews: the journal. Chapters and books: the series when it has been judged or there is no publisher,
/// else the publisher. So a series at level 0 takes the points of a publisher at level 1.
pub fn choose_channel(
    instance_type: InstanceType,
    journal: Option<Level>,
    series: Option<Level>,
    publisher: Option<Level>,
) -> Option<(ChannelType, Level)> {
    use InstanceType::*;
    match instance_type {
        AcademicArticle | AcademicLiteratureReview => {
            journal.map(|level| (ChannelType::Journal, level))
        }
        AcademicChapter | AcademicMonograph | AcademicCommentary => match (series, publisher) {
            (Some(Level::Unassigned) | None, Some(level)) => Some((ChannelType::Publisher, level)),
            (Some(level), _) => Some((ChannelType::Series, level)),
            (None, None) => None,
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::ChannelType::*;
    use super::InstanceType::*;
    use super::Level::*;
    use super::*;

    #[test]
    fn official_base_points() {
        let weights = Weights::official();
        assert_eq!(weights.rows.len(), 16);
        for (instance_type, channel_type, level, points) in [
            (AcademicArticle, Journal, LevelOne, Some("1")),
            (AcademicLiteratureReview, Journal, LevelTwo, Some("3")),
            (AcademicChapter, Publisher, LevelOne, Some("0.7")),
            (AcademicChapter, Publisher, LevelTwo, Some("1")),
            (AcademicChapter, Series, LevelOne, Some("1")),
            (AcademicChapter, Series, LevelTwo, Some("3")),
            (AcademicMonograph, Series, LevelOne, Some("5")),
            (AcademicMonograph, Publisher, LevelTwo, Some("8")),
            (AcademicCommentary, Publisher, LevelOne, Some("5")),
            (AcademicCommentary, Series, LevelTwo, Some("8")),
            (AcademicArticle, Publisher, LevelOne, None),
            (AcademicChapter, Journal, LevelOne, None),
            (AcademicArticle, Journal, LevelZero, None),
            (AcademicArticle, Journal, Unassigned, None),
            (AcademicArticle, Journal, NonCandidateLevel, None),
        ] {
            let expected = points.map(|text| Exact::parse(text).unwrap());
            let found = weights.base_points(instance_type, channel_type, level, 2024);
            assert_eq!(
                found,
                expected.as_ref(),
                "{instance_type:?} {channel_type:?} {level:?}"
            );
            assert_eq!(
                weights.base_points_in_force(instance_type, channel_type, level),
                expected.as_ref()
            );
        }
    }

    #[test]
    fn rows_hold_for_their_years() {
        let row = |points, valid_from, valid_to| Weight {
            instance_type: AcademicArticle,
            channel_type: Journal,
            level: LevelOne,
            points: Exact::from_int(points),
            valid_from,
            valid_to,
        };
        let weights = Weights {
            rows: vec![row(2, 2020, None), row(1, 2015, Some(2019))],
        };
        let points = |year| {
            weights
                .base_points(AcademicArticle, Journal, LevelOne, year)
                .cloned()
        };
        assert_eq!(points(2014), None);
        assert_eq!(points(2015), Some(Exact::from_int(1)));
        assert_eq!(points(2019), Some(Exact::from_int(1)));
        assert_eq!(points(2020), Some(Exact::from_int(2)));
        let ended = Weights {
            rows: vec![row(1, 2015, Some(2019))],
        };
        assert_eq!(
            ended.base_points_in_force(AcademicArticle, Journal, LevelOne),
            None
        );
    }

    #[test]
    fn the_series_overrides_the_publisher() {
        for (instance_type, journal, series, publisher, chosen) in [
            (
                AcademicArticle,
                Some(LevelTwo),
                Some(LevelOne),
                None,
                Some((Journal, LevelTwo)),
            ),
            (AcademicArticle, None, Some(LevelOne), None, None),
            (
                AcademicChapter,
                None,
                Some(LevelTwo),
                Some(LevelOne),
                Some((Series, LevelTwo)),
            ),
            (
                AcademicChapter,
                None,
                Some(LevelZero),
                Some(LevelOne),
                Some((Series, LevelZero)),
            ),
            (
                AcademicChapter,
                None,
                Some(Unassigned),
                Some(LevelOne),
                Some((Publisher, LevelOne)),
            ),
            (
                AcademicMonograph,
                None,
                Some(Unassigned),
                None,
                Some((Series, Unassigned)),
            ),
            (
                AcademicMonograph,
                None,
                None,
                Some(LevelTwo),
                Some((Publisher, LevelTwo)),
            ),
            (AcademicCommentary, Some(LevelTwo), None, None, None),
        ] {
            assert_eq!(
                choose_channel(instance_type, journal, series, publisher),
                chosen,
                "{instance_type:?}"
            );
        }
    }

    #[test]
    fn words() {
        assert_eq!(
            InstanceType::parse("AcademicChapter"),
            Some(AcademicChapter)
        );
        assert_eq!(InstanceType::parse("Editorial"), None);
        assert_eq!(ChannelType::parse("Series"), Some(Series));
        assert_eq!(Level::parse("LevelTwo"), Some(LevelTwo));
        assert_eq!(Level::parse("2"), None);
    }
}
