//! When one person's money shows through a sum.

use crate::Exact;

/// When one person has so much of a sum that showing it would tell what that person has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dominance {
    /// The (1, k) rule: the largest contribution may be no more than this part of all, in percent.
    pub largest_percent: Exact,
    /// The p% rule: whoever gave the second largest contribution, and takes it from the sum, must be wrong about the
    /// largest by at least this part of it, in percent.
    pub p_percent: Exact,
}

/// The largest at most 75 %, and p = 15.
///
/// Both rules are those of the European handbook on statistical disclosure control for tables of amounts. It prefers the p%
/// rule, which sees that the second largest contributor knows more than others. It leaves the numbers to each office, and
/// many keep theirs secret; these are chosen here, p between those of its examples (5 to 25).
impl Default for Dominance {
    fn default() -> Dominance {
        Dominance {
            largest_percent: Exact::from_int(75),
            p_percent: Exact::from_int(15),
        }
    }
}

impl Dominance {
    /// Whether the sum of these is hidden. Each is one person's in all; amounts below 0 count by their size. Of one or two
    /// persons who have anything, it always is, and where no one has, it never is.
    pub fn hides(&self, contributions: &[Exact]) -> bool {
        let mut sizes: Vec<Exact> = contributions.iter().map(Exact::abs).collect();
        sizes.sort_by(|one, other| other.cmp(one));
        let Some(largest) = sizes.first() else {
            return false;
        };
        let all = Exact::sum(&sizes);
        let others = Exact::sum(sizes.iter().skip(2));
        let hundred = Exact::from_int(100);
        largest * &hundred > &self.largest_percent * &all
            || others * hundred < &self.p_percent * largest
    }
}

/// Whether the sum of these contributions, one a person, is hidden by [`Dominance::default`].
pub fn dominates(contributions: &[Exact]) -> bool {
    Dominance::default().hides(contributions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_shows_through() {
        for (amounts, hidden) in [
            (&[][..], false),
            (&["0", "0"], false),
            (&["100"], true),
            (&["50", "50"], true),
            (&["40", "30", "30"], false),
            // The largest has 76 of 100.
            (&["76", "8", "8", "8"], true),
            (&["75", "10", "15"], true),
            (&["75", "12", "13"], false),
            // The second knows the first to within 7 of 50, 14 %; within 7.5 is 15 %.
            (&["50", "43", "7"], true),
            (&["50", "42.5", "7.5"], false),
            (&["-76", "8", "8", "8"], true),
        ] {
            let amounts: Vec<Exact> = amounts.iter().map(|a| Exact::parse(a).unwrap()).collect();
            assert_eq!(dominates(&amounts), hidden, "{amounts:?}");
        }
    }

    #[test]
    fn a_pack_sets_its_own() {
        let strict = Dominance {
            largest_percent: Exact::from_int(39),
            ..Dominance::default()
        };
        let amounts = ["40", "30", "30"].map(|a| Exact::parse(a).unwrap());
        assert!(strict.hides(&amounts));
    }
}
