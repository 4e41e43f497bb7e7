//! An honest axis: round steps, from 0 where 0 belongs, a visible break where it doesn't.

use varde_calc::Exact;

/// Where the axis begins and ends, and its ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// Value at the bottom.
    pub low: Exact,
    /// Value at the top.
    pub high: Exact,
    /// Values with a line, from low to high.
    pub ticks: Vec<Exact>,
    /// Decimals that the ticks need.
    pub decimals: u32,
    /// The bottom is not 0, so a break must be drawn.
    pub broken: bool,
}

/// About how many steps an axis has.
const STEPS: i64 = 4;

/// The axis for values. `counts`: whole things, so it begins at 0 and has no parts of one.
pub fn axis(values: &[&Exact], counts: bool) -> Axis {
    let zero = Exact::zero();
    let largest = values
        .iter()
        .max()
        .map_or_else(Exact::one, |v| (*v).clone());
    let smallest = values
        .iter()
        .min()
        .map_or_else(Exact::zero, |v| (*v).clone());
    // Below two fifths of the largest value, the way down to 0 costs little height.
    let near_zero = &smallest * Exact::from_int(5) <= &largest * Exact::from_int(2);
    let from_zero = smallest >= zero && (counts || near_zero);
    let mut bottom = if from_zero {
        zero.clone()
    } else {
        smallest.clone()
    };
    let mut top = if largest < zero {
        zero.clone()
    } else {
        largest
    };
    if bottom == top {
        // A level series gets air on both sides; nothing but zeros gets a scale to lie at the foot of.
        let air = top.abs() * Exact::ratio(1, 8).unwrap_or_else(Exact::one);
        let air = if air.is_zero() { Exact::one() } else { air };
        bottom = if from_zero { bottom } else { &bottom - &air };
        top = &top + &air;
    }
    let span = &top - &bottom;
    let (step, decimals) = step(&span, counts);
    let low = floor_to(&bottom, &step);
    let mut high = -floor_to(&-&top, &step);
    if high <= low {
        high = &low + &step;
    }
    let mut ticks = vec![low.clone()];
    while let Some(last) = ticks.last()
        && *last < high
    {
        let next = last + &step;
        ticks.push(next);
    }
    Axis {
        broken: low > zero,
        low,
        high,
        ticks,
        decimals,
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that gives few enough steps, and its decimals.
fn step(span: &Exact, counts: bool) -> (Exact, u32) {
    let wanted = span
        .checked_div(&Exact::from_int(STEPS))
        .unwrap_or_else(Exact::one);
    let finest: i32 = if counts { 0 } else { -6 };
    for power in finest..16 {
        let ten = Exact::pow10(power.unsigned_abs());
        let ten = if power < 0 {
            Exact::one().checked_div(&ten).unwrap_or_else(Exact::one)
        } else {
            ten
        };
        for times in [1, 2, 5] {
            let step = &ten * Exact::from_int(times);
            if step >= wanted {
                return (step, if power < 0 { power.unsigned_abs() } else { 0 });
            }
        }
    }
    (span.clone(), 0)
}

/// The largest multiple of `step` that is not above `value`.
fn floor_to(value: &Exact, step: &Exact) -> Exact {
    let steps = value.checked_div(step).unwrap_or_else(Exact::zero);
    let whole = steps.round_half_up(0);
    let whole = if whole > steps {
        whole - Exact::one()
    } else {
        whole
    };
    whole * step
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn ticks(values: &[&str], counts: bool) -> String {
        let values: Vec<Exact> = values.iter().map(|v| Exact::parse(v).unwrap()).collect();
        let axis = axis(&values.iter().collect::<Vec<_>>(), counts);
        let ticks: Vec<String> = axis
            .ticks
            .iter()
            .map(|t| t.to_fixed(axis.decimals))
            .collect();
        format!(
            "{}{}",
            ticks.join(" "),
            if axis.broken { " broken" } else { "" }
        )
    }

    #[test]
    fn steps_are_round() {
        assert_eq!(
            ticks(&["3.1", "4.02", "4"], false),
            "3.0 3.5 4.0 4.5 broken"
        );
        assert_eq!(ticks(&["12", "31.57"], false), "0 10 20 30 40");
        assert_eq!(ticks(&["82", "85.5", "90"], false), "82 84 86 88 90 broken");
        assert_eq!(ticks(&["3", "4"], true), "0 1 2 3 4");
        assert_eq!(ticks(&["410", "420"], true), "0 200 400 600");
        assert_eq!(ticks(&["-0.2", "0.3"], false), "-0.2 0.0 0.2 0.4");
        assert_eq!(ticks(&["-5", "-3"], false), "-6 -4 -2 0");
        assert_eq!(ticks(&["0"], false), "0.0 0.5 1.0");
        assert_eq!(ticks(&["50", "50"], false), "40 45 50 55 60 broken");
        assert_eq!(ticks(&[], true), "0 1");
    }
}
