//! The command line from outside: the binary run as a person would, and the data behind it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod architecture;
mod together;
mod real;
mod story;
mod support;
mod proof;
mod reference;
mod packs;
