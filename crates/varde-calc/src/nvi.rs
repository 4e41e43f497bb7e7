//! Publication points of the Norwegian publication indicator (Norsk publiseringsindikator, NVI).
//!
//! The arithmetic rounds in stages, so it is done here step by step as the national service does it, and nowhere else:
//!
//! 1. `fraction` = verified creators of the institution / creator shares of the publication, to 10 significant digits,
//!    then 10 decimals;
//! 2. `root` = its square root, to 10 significant digits, then 10 decimals;
//! 3. institution points = base × factor × root, to 4 decimals; the publication's points are their sum;
//! 4. creator points = institution points / creators, to 10 significant digits, then 4 decimals;
//! 5. unit points = creator points / the creator's units at the institution, in the same way.
//!
//! Every rounding is half-up. The chain makes unit points add up to a little more or less than institution points; the
//! difference is kept as *avrunding* and never spread.

mod case;
mod publication;
mod rounding;
mod weights;

pub use case::{CaseInput, CasePoints, points_of_case};
pub use publication::{
    Affiliation, Contributor, CreatorPoints, InstitutionPoints, PublicationPoints, Role,
    UnitPoints, creator_share_count, is_international, publication_points,
};
pub use rounding::{Steps, creator_points, institution_points, institution_steps, unit_points};
pub use weights::{ChannelType, InstanceType, Level, Weight, Weights, choose_channel};
