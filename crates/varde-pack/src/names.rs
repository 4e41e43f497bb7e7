//! Nearest names: what somebody probably meant to type.

const LONGEST: usize = 80;

/// At most three of `valid` that are within a third of `name`'s length, nearest first, in backticks.
pub fn nearest<'a>(name: &str, valid: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    // Names are short; comparing very long ones would take the square of their length.
    if name.len() > LONGEST {
        return Vec::new();
    }
    let limit = (name.chars().count() / 3).max(1);
    let lower = name.to_lowercase();
    let mut near: Vec<(usize, &str)> = valid
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(d, _)| *d <= limit)
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter()
        .take(3)
        .map(|(_, candidate)| format!("`{candidate}`"))
        .collect()
}

/// Edits (insert, delete, replace, swap neighbours) between two words.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let check = |name: &str, expected: &[&str]| {
            let valid = [
                "publication-points",
                "fva",
                "fva-with-research-time",
                "candidates",
            ];
            assert_eq!(
                nearest(name, valid),
                expected
                    .iter()
                    .map(|e| format!("`{e}`"))
                    .collect::<Vec<_>>(),
                "{name}"
            );
        };
        check("publication-point", &["publication-points"]);
        check("fav", &["fva"]);
        check("Candidates", &["candidates"]);
        check("zebra", &[]);
        check(&"fva".repeat(100_000), &[]);
    }
}
