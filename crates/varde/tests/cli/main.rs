//! The command line from outside: the binary run as a person would, and the data behind it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod architecture;
mod invariants;
mod live;
mod packs;
mod proof;
mod real;
mod reference;
mod story;
mod support;
mod together;
