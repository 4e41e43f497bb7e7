//! `varde template`: an empty file with a table's headings and an example.

use crate::args::Template;
use crate::home::Home;
use crate::output::{Exit, Output};
use anyhow::Context;
use std::io::Write;
use varde_import::{template_csv, template_xlsx};
use varde_pack::Language;

pub fn run(home: &Home, args: &Template, out: &mut Output) -> anyhow::Result<Exit> {
    let pack = &home.engine.pack;
    let Some(table) = pack.tables.get(&args.table) else {
        let near = varde_pack::names::nearest(&args.table, pack.tables.keys().map(String::as_str));
        let hint = if near.is_empty() {
            String::new()
        } else {
            format!("; did you mean {}?", near.join(" or "))
        };
        anyhow::bail!("there is no table `{}`{hint}", args.table);
    };
    let language = Language::from_tag(&args.language).unwrap_or(Language::Nb);
    let workbook = args.output.as_ref().is_some_and(|p| {
        p.extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("xlsx"))
    });
    let bytes = if workbook {
        template_xlsx(table, language).context("could not make the workbook")?
    } else {
        template_csv(table, language)
    };
    out.data.write_all(&bytes)?;
    Ok(Exit::Fine)
}
