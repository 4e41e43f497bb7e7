//! Tables: what the department's facts look like.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Fields, Located};
use crate::text::{Language, Texts};

/// A declared table (`tables/ID.toml`).
#[derive(Debug, Clone)]
pub struct Table {
    /// SQL name.
    pub id: Located<String>,
    /// Name for people.
    pub title: Texts,
    /// What a row is.
    pub about: Texts,
    /// How personal its rows are.
    pub personal_data: PersonalData,
    /// Columns that no two live rows share.
    pub key: Vec<Located<String>>,
    /// How it is filled: `import`, `form` or `both`.
    pub filled: String,
    /// How long rows may be kept, in words.
    pub retention: Option<String>,
    /// Headings that are cut from a file before it is archived.
    pub never_store: Vec<String>,
    /// Columns whose values a direct delivery replaces; empty: a delivery replaces all earlier rows of the source.
    pub replaces: Vec<Located<String>>,
    /// How its rows are worked out from those of another table; `None`: it is filled from outside.
    pub derived: Option<Derived>,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Conditions that every row keeps.
    pub checks: Vec<Check>,
}

impl Table {
    /// The column of a name.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.id.value == id)
    }
}

/// Rows that are worked out by a rule of Varde's, and kept beside those that they stand on.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The table that they are worked out from.
    pub from: Located<String>,
    /// The rule.
    pub rule: Located<String>,
}

/// Rules that derive rows, with the version that they are in. A new version derives again; the old rows stay for as-of.
pub const DERIVATIONS: &[(&str, u32)] = &[("phd-times", 1)];

/// Columns that every derived table has: the row and the delivery that it stands on, and the rule's version.
pub const DERIVED_COLUMNS: [&str; 3] = ["of_row", "of_batch", "rule_version"];

/// How personal the rows of a table are; decides who may read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalData {
    /// No persons.
    None,
    /// Persons under a code.
    Pseudonymous,
    /// Named persons.
    Personal,
    /// Health, conflicts and the like.
    Sensitive,
}

impl PersonalData {
    /// The word used in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pseudonymous => "pseudonymous",
            Self::Personal => "personal",
            Self::Sensitive => "sensitive",
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// SQL name.
    pub id: Located<String>,
    /// Type.
    pub kind: ColumnType,
    /// Heading for people, where the id doesn't do.
    pub title: Texts,
    /// What it holds.
    pub about: Texts,
    /// Whether every row must have it.
    pub required: bool,
    /// Other headings it is known by in files.
    pub aliases: Vec<String>,
    /// The values allowed; empty: any.
    pub one_of: Vec<String>,
    /// Smallest value allowed.
    pub min: Option<String>,
    /// Largest value allowed.
    pub max: Option<String>,
    /// An example for templates.
    pub example: Option<String>,
}

/// Types of columns. There is no floating point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// Any text.
    Text,
    /// A code: text whose leading zeros count.
    Code,
    /// A whole number.
    Integer,
    /// A calendar year.
    Year,
    /// An exact number with so many digits in all and after the point.
    Decimal {
        /// Digits in all, at most 38.
        precision: u8,
        /// Digits after the point.
        scale: u8,
    },
    /// A civil date.
    Date,
    /// Yes or no.
    Boolean,
}

impl ColumnType {
    /// Parse the pack's word, for example `decimal(18,4)`.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "text" => Self::Text,
            "code" => Self::Code,
            "integer" => Self::Integer,
            "year" => Self::Year,
            "date" => Self::Date,
            "boolean" => Self::Boolean,
            _ => {
                let (precision, scale) = word
                    .strip_prefix("decimal(")?
                    .strip_suffix(')')?
                    .split_once(',')?;
                let (precision, scale) =
                    (precision.trim().parse().ok()?, scale.trim().parse().ok()?);
                if !(1..=38).contains(&precision) || scale > precision {
                    return None;
                }
                Self::Decimal { precision, scale }
            }
        })
    }

    /// The SQL type it is stored as.
    pub fn sql(self) -> String {
        match self {
            Self::Text | Self::Code => "VARCHAR".to_owned(),
            Self::Integer => "BIGINT".to_owned(),
            Self::Year => "INTEGER".to_owned(),
            Self::Decimal { precision, scale } => format!("DECIMAL({precision},{scale})"),
            Self::Date => "DATE".to_owned(),
            Self::Boolean => "BOOLEAN".to_owned(),
        }
    }

    /// What a value of it is, for messages.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Text | Self::Code => "a text",
            Self::Integer | Self::Year => "an integer",
            Self::Decimal { .. } => "an exact number written as a text",
            Self::Date => "a date",
            Self::Boolean => "true or false",
        }
    }

    /// Whether values are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Year | Self::Decimal { .. })
    }
}

/// A condition that every row of a table keeps.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Check {
    pub id: Located<String>,
    /// SQL condition over the table's columns; null counts as kept.
    pub condition: Located<String>,
    pub reason: Texts,
}

pub(crate) fn read_type(fields: &Fields<'_>) -> ColumnType {
    let word = fields.required("type");
    ColumnType::parse(&word).unwrap_or_else(|| {
        if !word.is_empty() {
            let diagnostic = Diagnostic::error(
                codes::NOT_ALLOWED,
                fields.place_of("type"),
                format!("`{word}` is not a type of column"),
            );
            let diagnostic = diagnostic.nearest(
                &word,
                [
                    "text",
                    "code",
                    "integer",
                    "year",
                    "date",
                    "boolean",
                    "decimal(18,4)",
                ],
            );
            fields.report(diagnostic.hint(
                "one of `text`, `code`, `integer`, `year`, `decimal(18,4)`, `date`, `boolean`",
            ));
        }
        ColumnType::Text
    })
}

pub(crate) fn read(fields: Fields<'_>, languages: &[Language]) -> Table {
    let classes = [
        ("none", PersonalData::None),
        ("pseudonymous", PersonalData::Pseudonymous),
        ("personal", PersonalData::Personal),
        ("sensitive", PersonalData::Sensitive),
    ];
    let class = fields.word("personal_data", &classes);
    if class.is_none() && fields.text("personal_data").is_none() {
        fields.report(
            Diagnostic::error(
                codes::MISSING_KEY,
                fields.place(),
                "`personal_data` is missing",
            )
            .hint("personal_data = \"none\" when no row is about a person"),
        );
    }
    let table = Table {
        id: fields.required_located("id"),
        title: fields.required_texts("title", languages),
        about: fields.checked_texts("about", languages),
        personal_data: class.unwrap_or(PersonalData::Personal),
        key: fields.located_list("key"),
        filled: fields
            .word(
                "filled",
                &[("import", "import"), ("form", "form"), ("both", "both")],
            )
            .unwrap_or("import")
            .to_owned(),
        retention: fields.text("retention"),
        never_store: fields.list("never_store"),
        replaces: fields.located_list("replaces"),
        derived: fields.table("derived").map(|f| {
            let derived = Derived {
                from: f.required_located("from"),
                rule: f.required_located("rule"),
            };
            f.finish();
            derived
        }),
        columns: fields
            .tables("column")
            .into_iter()
            .map(|f| read_column(f, languages))
            .collect(),
        checks: fields
            .tables("check")
            .into_iter()
            .map(|f| {
                let check = Check {
                    id: f.required_located("id"),
                    condition: f.required_located("where"),
                    reason: f.required_texts("reason", languages),
                };
                f.finish();
                check
            })
            .collect(),
    };
    fields.finish();
    table
}

fn read_column(fields: Fields<'_>, languages: &[Language]) -> Column {
    let column = Column {
        id: fields.required_located("id"),
        kind: read_type(&fields),
        title: fields.checked_texts("title", languages),
        about: fields.checked_texts("about", languages),
        required: fields.flag("required"),
        aliases: fields.list("aliases"),
        one_of: fields.list("one_of"),
        min: fields.number("min"),
        max: fields.number("max"),
        example: fields.text("example"),
    };
    fields.finish();
    column
}
