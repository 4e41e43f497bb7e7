//! The minimum cell: the fewest that a shown count may be of.

use std::num::NonZeroU32;

/// The fewest persons or answers that a shown count may be of, 3 or more. A count of 1 up to one below it is hidden; 0 is
/// not, as an empty group has no one to protect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minimum(NonZeroU32);

/// Why a number cannot be a minimum cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MinimumError {
    /// With 2, each of two persons would know the other's answer.
    #[error("the minimum cell `{0}` is less than 3")]
    LessThanThree(u32),
}

impl Minimum {
    /// 5, for counts of persons.
    pub fn persons() -> Minimum {
        Minimum(const { NonZeroU32::new(5).unwrap() })
    }

    /// 10, for counts of survey answers.
    pub fn answers() -> Minimum {
        Minimum(const { NonZeroU32::new(10).unwrap() })
    }

    /// A minimum that a pack or an office sets.
    ///
    /// # Errors
    /// Less than 3.
    pub fn new(count: u32) -> Result<Minimum, MinimumError> {
        match NonZeroU32::new(count) {
            Some(minimum) if count >= 3 => Ok(Minimum(minimum)),
            _ => Err(MinimumError::LessThanThree(count)),
        }
    }

    /// The number itself.
    pub fn get(self) -> u32 {
        self.0.get()
    }

    /// Whether a cell of this many is hidden by itself: some, but fewer than the minimum.
    pub fn hides(self, count: u32) -> bool {
        (1..self.get()).contains(&count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_is_the_least() {
        for count in 0..3 {
            let error = Minimum::new(count).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("the minimum cell `{count}` is less than 3")
            );
        }
        assert_eq!(Minimum::new(3).unwrap().get(), 3);
        assert_eq!(Minimum::new(5), Ok(Minimum::persons()));
        assert_eq!(Minimum::new(10), Ok(Minimum::answers()));
    }

    #[test]
    fn nobody_is_not_hidden() {
        let hidden = |count| Minimum::persons().hides(count);
        assert_eq!([0, 1, 4, 5].map(hidden), [false, true, true, false]);
    }
}
