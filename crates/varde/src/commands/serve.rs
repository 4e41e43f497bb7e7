//! `varde serve`.
use crate::output::{Exit, Output};
use std::path::Path;

pub fn run(_dir: &Path, _listen: &str, _out: &mut Output) -> anyhow::Result<Exit> {
    anyhow::bail!("not yet")
}
