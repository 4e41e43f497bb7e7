//! Measures of citation.

/// The h-index: the largest h such that h publications have at least h citations each. `citations` has one number for
/// each publication, in any order.
pub fn h_index(citations: &[u64]) -> u64 {
    let mut sorted = citations.to_vec();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let mut h = 0;
    for cited in sorted {
        if cited <= h {
            break;
        }
        h += 1;
    }
    h
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn official_examples() {
        assert_eq!(h_index(&[50, 40, 33, 31, 30, 30, 12]), 7);
        assert_eq!(h_index(&[10, 8, 5, 4, 3]), 4);
        assert_eq!(h_index(&[]), 0);
        assert_eq!(h_index(&[0, 0]), 0);
        assert_eq!(h_index(&[0, 100]), 1);
    }

    proptest! {
        #[test]
        fn is_the_largest_h_of_the_definition(citations in prop::collection::vec(0u64..40, 0..60)) {
            let publications_with = |least: u64| citations.iter().filter(|cited| **cited >= least).count() as u64;
            let defined = (0..=citations.len() as u64).rev().find(|h| publications_with(*h) >= *h);
            prop_assert_eq!(Some(h_index(&citations)), defined);
        }
    }
}
