//! Measures and indicators.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Fields, Located};
use crate::official::{self, Official};
use crate::text::{Language, Texts};
use jiff::civil::Date;

/// A view plus one aggregate (`[[measure]]`).
#[derive(Debug, Clone)]
pub struct Measure {
    /// Id.
    pub id: Located<String>,
    /// Name.
    pub title: Texts,
    /// The view whose rows are aggregated.
    pub view: Located<String>,
    /// How.
    pub aggregate: Aggregate,
    /// Which rows count; `None`: all.
    pub condition: Option<Located<String>>,
    /// The day of the year that a view with dates is looked at.
    pub at: Option<(i8, i8)>,
    /// What a period without rows means.
    pub absence: Absence,
    /// Tables that must have been delivered for its values to be known.
    pub needs: Vec<Located<String>>,
    /// It is hidden when fewer than so many stand behind it: five where persons are counted.
    pub fewest: Option<u32>,
    /// The official indicator that stands beside it.
    pub official: Option<Official>,
    /// Unit.
    pub unit: UnitOfMeasure,
}

/// How a measure aggregates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aggregate {
    /// Sum of a column.
    Sum(String),
    /// Number of rows.
    Count,
    /// Number of different values of a column.
    CountDistinct(String),
    /// Largest value of a column.
    Max(String),
    /// The value of the latest row (by `on_date`, else by row).
    Latest(String),
    /// The smallest number of rows that hold on any day of the year.
    MinDaily,
    /// The h-index of a column of citations.
    HIndex(String),
}

impl Aggregate {
    /// The column that it reads, if any.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Sum(c)
            | Self::CountDistinct(c)
            | Self::Max(c)
            | Self::Latest(c)
            | Self::HIndex(c) => Some(c),
            Self::Count | Self::MinDaily => None,
        }
    }
}

/// What it means that a view has no row in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// Nothing is known.
    Unknown,
    /// None: the tables under the view hold rows, just none in this period.
    Zero,
}

/// Units that measures and indicators may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum UnitOfMeasure {
    Count,
    Ratio,
    PerCent,
    Points,
    Persons,
    Fte,
    Kr,
    ThousandKr,
    StudyPointUnits,
    Students,
    Publications,
    Projects,
    PointsPerPerson,
    ApplicantsPerPlace,
    Candidates,
    Places,
    Applicants,
    Days,
    Groups,
    Steps,
    Hours,
}

impl UnitOfMeasure {
    /// The words of the pack language.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("count", Self::Count),
        ("ratio", Self::Ratio),
        ("per-cent", Self::PerCent),
        ("points", Self::Points),
        ("persons", Self::Persons),
        ("fte", Self::Fte),
        ("kr", Self::Kr),
        ("thousand-kr", Self::ThousandKr),
        ("study-point-units", Self::StudyPointUnits),
        ("students", Self::Students),
        ("publications", Self::Publications),
        ("projects", Self::Projects),
        ("points-per-person", Self::PointsPerPerson),
        ("applicants-per-place", Self::ApplicantsPerPlace),
        ("candidates", Self::Candidates),
        ("places", Self::Places),
        ("applicants", Self::Applicants),
        ("days", Self::Days),
        ("groups", Self::Groups),
        ("steps", Self::Steps),
        ("hours", Self::Hours),
    ];

    /// The word of the pack language.
    pub fn as_str(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, unit)| *unit == self)
            .map_or("count", |(word, _)| word)
    }
}

/// An indicator: a ratio or a transform of measures (`[[indicator]]`).
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Id.
    pub id: Located<String>,
    /// Name.
    pub title: Texts,
    /// The definition in plain words.
    pub about: Texts,
    /// How its value is made.
    pub kind: IndicatorKind,
    /// Unit of the value.
    pub unit: UnitOfMeasure,
    /// Decimals to show.
    pub decimals: u32,
    /// Years summed in numerator and denominator.
    pub window: u8,
    /// Year compared with; `None`: the strategy's baseline.
    pub baseline: Option<i16>,
    /// Which way is better.
    pub better: Better,
    /// First day that the definition holds.
    pub valid_from: Option<Date>,
    /// Last day that the definition holds.
    pub valid_to: Option<Date>,
    /// Where the definition is from.
    pub source: Option<String>,
    /// How an ambiguity was read.
    pub reading: Texts,
    /// Indicators that compute another reading.
    pub alternatives: Vec<Located<String>>,
    /// The official indicator that stands beside it.
    pub official: Option<Official>,
    /// Breaks in the series.
    pub breaks: Vec<Break>,
}

/// How an indicator's value is made of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum IndicatorKind {
    /// A measure as it is.
    Value { numerator: Located<String> },
    /// One measure over another.
    Ratio {
        numerator: Located<String>,
        denominator: Located<String>,
    },
    /// Change since the baseline, as a part of the baseline.
    Growth { numerator: Located<String> },
    /// The measure over its baseline.
    Index { numerator: Located<String> },
    /// The smallest of min(a,b)/(a+b) over the values of a column: every one must pass.
    SmallestShare {
        parts: [Located<String>; 2],
        by: String,
    },
    /// How many of the values of a column improved their smallest share since the baseline, or lie within the band already.
    ImprovedOrBalanced {
        parts: [Located<String>; 2],
        by: String,
        band: String,
    },
    /// The smallest of index(numerator)/index(denominator).
    RelativeGrowth {
        numerator: Located<String>,
        denominators: Vec<Located<String>>,
    },
}

impl IndicatorKind {
    /// The measures that it reads.
    pub fn measures(&self) -> Vec<&Located<String>> {
        match self {
            Self::Value { numerator } | Self::Growth { numerator } | Self::Index { numerator } => {
                vec![numerator]
            }
            Self::Ratio {
                numerator,
                denominator,
            } => vec![numerator, denominator],
            Self::SmallestShare { parts, .. } | Self::ImprovedOrBalanced { parts, .. } => {
                parts.iter().collect()
            }
            Self::RelativeGrowth {
                numerator,
                denominators,
            } => std::iter::once(numerator).chain(denominators).collect(),
        }
    }

    /// The column that it slices by, if any.
    pub fn by(&self) -> Option<&str> {
        match self {
            Self::SmallestShare { by, .. } | Self::ImprovedOrBalanced { by, .. } => Some(by),
            _ => None,
        }
    }

    /// Whether it compares with a baseline year.
    pub fn has_baseline(&self) -> bool {
        matches!(
            self,
            Self::Growth { .. }
                | Self::Index { .. }
                | Self::ImprovedOrBalanced { .. }
                | Self::RelativeGrowth { .. }
        )
    }
}

/// Which way an indicator is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Better {
    Higher,
    Lower,
    Target,
}

/// A break in a series: from this year on it is not comparable with what was before.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Break {
    pub year: i16,
    pub reason: Texts,
}

pub(crate) fn read_measure(fields: Fields<'_>, languages: &[Language]) -> Measure {
    let mut given: Vec<Aggregate> = [
        fields.text("sum").map(Aggregate::Sum),
        fields.flag("count").then_some(Aggregate::Count),
        fields.text("count_distinct").map(Aggregate::CountDistinct),
        fields.text("max").map(Aggregate::Max),
        fields.text("latest").map(Aggregate::Latest),
        fields.flag("min_daily").then_some(Aggregate::MinDaily),
        fields.text("h_index").map(Aggregate::HIndex),
    ]
    .into_iter()
    .flatten()
    .collect();
    if given.len() != 1 {
        let message = format!("a measure has exactly one aggregate, found {}", given.len());
        let all =
            "one of `sum`, `count`, `count_distinct`, `max`, `latest`, `min_daily`, `h_index`";
        fields.report(Diagnostic::error(codes::CONTRADICTION, fields.place(), message).hint(all));
    }
    let measure = Measure {
        id: fields.required_located("id"),
        title: fields.required_texts("title", languages),
        view: fields.required_located("view"),
        aggregate: if given.is_empty() {
            Aggregate::Count
        } else {
            given.swap_remove(0)
        },
        condition: fields.located("where"),
        at: fields.month_day("at"),
        absence: fields
            .word(
                "absence",
                &[("zero", Absence::Zero), ("unknown", Absence::Unknown)],
            )
            .unwrap_or(Absence::Unknown),
        needs: fields.located_list("needs"),
        fewest: read_fewest(&fields),
        official: fields
            .table("official")
            .map(|f| official::read(f, languages)),
        unit: fields
            .word("unit", UnitOfMeasure::WORDS)
            .unwrap_or(UnitOfMeasure::Count),
    };
    fields.finish();
    measure
}

/// `persons = true` is five; `fewest` is any number from three.
fn read_fewest(fields: &Fields<'_>) -> Option<u32> {
    let persons = fields.flag("persons");
    let fewest: Option<u32> = fields.within("fewest", 3..=100);
    if persons && fewest.is_some() {
        let message = "`persons = true` is `fewest = 5`; name one of them";
        let place = fields.place_of("fewest");
        fields.report(Diagnostic::error(codes::CONTRADICTION, place, message));
    }
    fewest.or(persons.then_some(5))
}

pub(crate) fn read_indicator(fields: Fields<'_>, languages: &[Language]) -> Indicator {
    let kind = read_kind(&fields);
    let indicator = Indicator {
        id: fields.required_located("id"),
        title: fields.required_texts("title", languages),
        about: fields.checked_texts("about", languages),
        kind,
        unit: fields
            .word("unit", UnitOfMeasure::WORDS)
            .unwrap_or(UnitOfMeasure::Ratio),
        decimals: fields.within("decimals", 0..=6).unwrap_or(2),
        window: fields.within("window", 1..=20).unwrap_or(1),
        baseline: fields.year("baseline"),
        better: fields
            .word(
                "better",
                &[
                    ("higher", Better::Higher),
                    ("lower", Better::Lower),
                    ("target", Better::Target),
                ],
            )
            .unwrap_or(Better::Higher),
        valid_from: fields.date("valid_from"),
        valid_to: fields.date("valid_to"),
        source: fields.text("source"),
        reading: fields.checked_texts("reading", languages),
        alternatives: fields.located_list("alternatives"),
        official: fields
            .table("official")
            .map(|f| official::read(f, languages)),
        breaks: fields
            .tables("break")
            .into_iter()
            .filter_map(|f| {
                let reason = f.required_texts("reason", languages);
                let year = f.required_year("year");
                f.finish();
                year.map(|year| Break { year, reason })
            })
            .collect(),
    };
    if let (Some(from), Some(to)) = (indicator.valid_from, indicator.valid_to)
        && from > to
    {
        fields.report(Diagnostic::error(
            codes::BACKWARDS,
            fields.place_of("valid_to"),
            format!("valid from {from} to {to}"),
        ));
    }
    fields.finish();
    indicator
}

fn read_kind(fields: &Fields<'_>) -> IndicatorKind {
    #[derive(Clone, Copy, PartialEq)]
    enum Word {
        Value,
        Ratio,
        Growth,
        Index,
        SmallestShare,
        ImprovedOrBalanced,
        RelativeGrowth,
    }
    let words = [
        ("value", Word::Value),
        ("ratio", Word::Ratio),
        ("growth", Word::Growth),
        ("index", Word::Index),
        ("smallest-share", Word::SmallestShare),
        ("improved-or-balanced", Word::ImprovedOrBalanced),
        ("relative-growth", Word::RelativeGrowth),
    ];
    let denominator = fields.located("denominator");
    let word = fields
        .word("kind", &words)
        .unwrap_or(if denominator.is_some() {
            Word::Ratio
        } else {
            Word::Value
        });
    let sliced = matches!(word, Word::SmallestShare | Word::ImprovedOrBalanced);
    let numerator = if sliced {
        Located::default()
    } else {
        fields.required_located("numerator")
    };
    let parts = fields.located_list("parts");
    let parts = match <[Located<String>; 2]>::try_from(parts) {
        Ok(parts) => parts,
        Err(_) => {
            if sliced {
                fields.report(
                    Diagnostic::error(
                        codes::MISSING_KEY,
                        fields.place(),
                        "`parts` should be two measures",
                    )
                    .hint("parts = [\"women-students\", \"men-students\"]"),
                );
            }
            [Located::default(), Located::default()]
        }
    };
    let by = if sliced {
        fields.required("by")
    } else {
        String::new()
    };
    let denominators = fields.located_list("denominators");
    if !sliced && !parts[0].value.is_empty() {
        let message = "only `smallest-share` and `improved-or-balanced` have parts";
        let place = fields.place_of("parts");
        fields.report(Diagnostic::error(codes::CONTRADICTION, place, message));
    }
    if denominators.is_empty() == (word == Word::RelativeGrowth) {
        let (code, message) = if denominators.is_empty() {
            (codes::MISSING_KEY, "`denominators` is missing")
        } else {
            let message = "only `relative-growth` has several denominators";
            (codes::CONTRADICTION, message)
        };
        let place = fields.place_of("denominators");
        fields.report(Diagnostic::error(code, place, message));
    }
    if denominator.is_some() && word != Word::Ratio {
        fields.report(Diagnostic::error(
            codes::CONTRADICTION,
            fields.place_of("denominator"),
            "only a ratio has a denominator",
        ));
    }
    match word {
        Word::Value => IndicatorKind::Value { numerator },
        Word::Ratio => IndicatorKind::Ratio {
            numerator,
            denominator: denominator.unwrap_or_else(|| {
                fields.report(Diagnostic::error(
                    codes::MISSING_KEY,
                    fields.place(),
                    "`denominator` is missing",
                ));
                Located::default()
            }),
        },
        Word::Growth => IndicatorKind::Growth { numerator },
        Word::Index => IndicatorKind::Index { numerator },
        Word::SmallestShare => IndicatorKind::SmallestShare { parts, by },
        Word::ImprovedOrBalanced => IndicatorKind::ImprovedOrBalanced {
            parts,
            by,
            band: fields.number("band").unwrap_or_else(|| "40".to_owned()),
        },
        Word::RelativeGrowth => IndicatorKind::RelativeGrowth {
            numerator,
            denominators,
        },
    }
}
