//! The pack language as a whole: broken packs with what must be found in them, properties, and the reference pages.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "pack/corpus.rs"]
mod corpus;
#[path = "pack/properties.rs"]
mod properties;
#[path = "pack/reference.rs"]
mod reference;
