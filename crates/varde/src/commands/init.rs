//! `varde init`: a data directory for a pack.

use crate::args::Init;
use crate::home::Home;
use crate::output::{Exit, Output};
use std::path::Path;

pub fn run(dir: &Path, args: &Init, out: &mut Output) -> anyhow::Result<Exit> {
    let home = Home::adopt(dir, &args.pack, out)?;
    let pack = &home.engine.pack;
    home.record(
        "adopt",
        &format!("pack:{}", pack.id),
        &serde_json::json!({ "version": pack.version, "hash": pack.hash }),
    )?;
    out.line(format!(
        "{} now follows {}@{}",
        dir.display(),
        pack.id,
        pack.version
    ))?;
    out.say(format!(
        "next: varde import SOURCE FILE --dir {0}, then varde serve --dir {0}",
        dir.display()
    ));
    Ok(Exit::Fine)
}
