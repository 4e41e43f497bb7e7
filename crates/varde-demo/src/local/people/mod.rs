//! Learning environment and the staff.
//!
//! `offices` says who sits where; `staff` holds competence, appraisals and the survey of the work environment;
//! `profiles` the requests for work profiles; `students` the surveys of students and the guests in their courses;
//! `conduct` reports of harassment, gender equality and the evidence for both.

mod conduct;
mod offices;
mod profiles;
mod staff;
mod students;

use super::Area;
use crate::rational::Rational;
use crate::world::World;

// Other areas judge by these as well: rooms (RE-10) and the productivity of teaching (GU-11).
pub(crate) use offices::own_office;
pub(crate) use students::learning_environment_change;

fn whole(count: usize) -> Rational {
    Rational::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The registers of this area and the answers that they give.
pub(crate) fn area(world: &World) -> Area {
    let mut area = Area::default();
    for part in [
        offices::area(world),
        staff::area(world),
        profiles::area(),
        students::area(world),
        conduct::area(),
    ] {
        area.registers.extend(part.registers);
        area.answers.extend(part.answers);
    }
    area
}
