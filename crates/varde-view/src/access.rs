//! Who may see and do what. Decided here and nowhere else, least of all in a template.

use varde_pack::PersonalData;

/// Who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A person at the machine itself. Until there is sign-in, the server answers no one else.
    Local,
    /// Anyone.
    Public,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// See values of goals and indicators.
    SeeValues,
    /// See small numbers that rows of the class give, exactly; they are not for publishing.
    SeeExact,
    /// See the rows that a value stands on, or those of a table.
    SeeRows,
    /// See rows that were rejected.
    SeeRejected,
    /// Take a delivery out.
    Withdraw,
    /// Accept a finding with a reason, or open it again.
    Accept,
}

/// Whether the role may do the action to data of that class.
pub fn may(role: Role, action: Action, class: PersonalData) -> bool {
    match (role, action) {
        (Role::Local, _) => true,
        (Role::Public, Action::SeeValues) => true,
        (Role::Public, Action::SeeExact | Action::SeeRows) => class == PersonalData::None,
        (Role::Public, Action::SeeRejected | Action::Withdraw | Action::Accept) => false,
    }
}

/// The classes of personal data whose numbers the role may see exactly: those whose rows it may read.
pub fn sees_exactly(role: Role) -> impl Iterator<Item = PersonalData> {
    let classes = [
        PersonalData::None,
        PersonalData::Pseudonymous,
        PersonalData::Personal,
        PersonalData::Sensitive,
    ];
    classes.into_iter().filter(move |class| {
        may(role, Action::SeeExact, *class) && may(role, Action::SeeRows, *class)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn rows_about_persons_are_not_public() {
        for class in [
            PersonalData::Pseudonymous,
            PersonalData::Personal,
            PersonalData::Sensitive,
        ] {
            assert!(!may(Role::Public, Action::SeeRows, class));
            assert!(may(Role::Local, Action::SeeRows, class));
            assert!(may(Role::Public, Action::SeeValues, class));
            assert!(!may(Role::Public, Action::SeeExact, class));
            assert!(sees_exactly(Role::Local).any(|c| c == class));
            assert!(sees_exactly(Role::Public).all(|c| c != class));
        }
        assert!(may(Role::Public, Action::SeeRows, PersonalData::None));
        assert!(!may(Role::Public, Action::Withdraw, PersonalData::None));
        assert!(!may(Role::Public, Action::Accept, PersonalData::None));
        assert!(!may(Role::Public, Action::SeeRejected, PersonalData::None));
    }
}
