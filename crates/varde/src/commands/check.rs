//! `varde check`: all findings of a pack in one run, and its conformance cases.

use crate::args::{Check, Format};
use crate::output::{Exit, Output};
use crate::{diagnostics, packs};
use std::collections::BTreeMap;
use std::sync::Arc;
use varde_engine::{check_sql, run_cases};
use varde_pack::{Case, Severity, read};

pub fn run(args: &Check, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let mut json = Vec::new();
    let mut findings_anywhere = false;
    for name in &args.packs {
        let (folder, mut files) = packs::find(name)?;
        if let Some(cases) = &args.cases {
            let more = packs::read_folder(cases)?;
            anyhow::ensure!(
                more.keys().any(|path| path.ends_with(".toml")),
                "`{}` holds no conformance cases (files that end in .toml)",
                cases.display()
            );
            if let Some(pack) = files.get_mut(&folder) {
                pack.extend(
                    more.into_iter()
                        .filter(|(path, _)| path.ends_with(".toml"))
                        .map(|(path, text)| (format!("cases/{}/{path}", cases.display()), text)),
                );
            }
        }
        let checked = read(&folder, &files);
        let mut findings = checked.diagnostics.clone();
        if checked.is_usable() {
            findings.extend(check_sql(&checked.pack)?);
        }
        let usable = findings.iter().all(|d| d.severity != Severity::Error);
        let mut held = 0;
        if usable {
            // A pack's cases are about its own definitions: those of a pack that is extended run without what extends it.
            for (of, cases) in cases_by_folder(&checked.pack.cases) {
                let pack = Arc::new(if of == folder {
                    checked.pack.clone()
                } else {
                    read(&of, &files).pack
                });
                let run = run_cases(&pack, &cases)?;
                held += run.held;
                findings.extend(run.diagnostics);
            }
        }
        findings
            .sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
        let errors = findings
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .count();
        findings_anywhere |= errors > 0;
        let pack = &checked.pack;
        match format {
            Format::Json => json.push(serde_json::json!({ "pack": pack.id, "version": pack.version, "hash": pack.hash, "cases": pack.cases.len(), "cases_held": held, "diagnostics": diagnostics::json(&findings, &pack.files) })),
            Format::Text => {
                diagnostics::show(&findings, &pack.files, out)?;
                let computed = pack.goals.iter().filter(|g| g.indicator.is_some()).count();
                out.line(format!(
                    "{}@{}: {} goals ({computed} computed), {} bullets, {} indicators, {} tables, {} sources, {} views",
                    pack.id, pack.version, pack.goals.len(), pack.bullets.len(), pack.indicators.len(), pack.tables.len(), pack.sources.len(), pack.views.len()
                ))?;
                let cases = if usable { format!("{held} of {} cases hold", pack.cases.len()) } else { "cases were not run".to_owned() };
                out.line(format!("{errors} errors, {} warnings; {cases}", findings.len() - errors))?;
            }
        }
    }
    if format == Format::Json {
        out.line(serde_json::to_string_pretty(&json)?)?;
    }
    Ok(if findings_anywhere {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

fn cases_by_folder(cases: &[Case]) -> BTreeMap<String, Vec<Case>> {
    let mut folders: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for case in cases {
        let folder = case.id.place.file.split('/').next().unwrap_or_default();
        folders
            .entry(folder.to_owned())
            .or_default()
            .push(case.clone());
    }
    folders
}
