//! Who is answered: what they may read decides which numbers they see exactly.

use std::collections::BTreeSet;
use varde_pack::PersonalData;

/// The classes of personal data whose rows a reader may open. Numbers that stand on those are given exactly, and are
/// marked where they are not for publishing; of all others the reader sees what everyone sees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    reads: BTreeSet<PersonalData>,
}

impl Audience {
    /// Everyone: what may be published.
    pub fn everyone() -> Self {
        Self::default()
    }

    /// Those who may read the rows of these classes.
    pub fn readers_of(classes: impl IntoIterator<Item = PersonalData>) -> Self {
        Self {
            reads: classes.into_iter().collect(),
        }
    }

    /// Those who may read every row.
    pub fn readers_of_all() -> Self {
        Self::readers_of([
            PersonalData::None,
            PersonalData::Pseudonymous,
            PersonalData::Personal,
            PersonalData::Sensitive,
        ])
    }

    /// Whether rows of the class may be read.
    pub fn reads(&self, class: PersonalData) -> bool {
        self.reads.contains(&class)
    }

    /// Whether it sees anything that not everyone does.
    pub fn is_everyone(&self) -> bool {
        !self.reads.iter().any(|c| *c > PersonalData::None)
    }
}
