//! The whole invented department, before anything is written down.

use crate::economy::Economy;
use crate::people::Staff;
use crate::phd::{self, Candidate};
use crate::projects::Projects;
use crate::publishing::Publishing;
use crate::students::Students;
use crate::teaching::Teaching;

/// What the files and the answer sheet are both made from.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) staff: Staff,
    pub(crate) doctoral: Vec<Candidate>,
    pub(crate) projects: Projects,
    pub(crate) students: Students,
    pub(crate) teaching: Teaching,
    pub(crate) publishing: Publishing,
    pub(crate) economy: Economy,
}

impl World {
    /// The department that a seed gives.
    pub(crate) fn new(seed: u64) -> Self {
        let staff = Staff::new(seed);
        Self {
            seed,
            doctoral: phd::register(seed),
            projects: Projects::new(seed, &staff),
            students: Students::new(seed),
            teaching: Teaching::new(seed),
            publishing: Publishing::new(seed, &staff),
            economy: Economy::new(seed),
            staff,
        }
    }
}
