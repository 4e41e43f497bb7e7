//! Packs from folders, and those that come with Varde.

use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::path::Path;
use varde_pack::{Checked, PackFiles, read};

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The packs that come with Varde.
pub fn built_in() -> PackFiles {
    let mut files = PackFiles::new();
    for (name, text) in PACKS {
        if let Some((pack, path)) = name.split_once('/') {
            files
                .entry(pack.to_owned())
                .or_default()
                .insert(path.to_owned(), (*text).to_owned());
        }
    }
    files
}

/// The pack at a folder with its siblings, or one that comes with Varde by name: (name, files).
pub fn find(name: &str) -> anyhow::Result<(String, PackFiles)> {
    let path = Path::new(name);
    if path.join("pack.toml").is_file() {
        let path = path
            .canonicalize()
            .with_context(|| format!("could not open `{name}`"))?;
        let folder = path
            .file_name()
            .and_then(|n| n.to_str())
            .with_context(|| format!("`{name}` has no name"))?
            .to_owned();
        let siblings = path.parent().context("a pack lies in a folder")?;
        // What comes with Varde is there for packs elsewhere to extend; a sibling of the same name goes before.
        let mut files = built_in();
        for entry in std::fs::read_dir(siblings)? {
            let entry = entry?.path();
            if let (true, Some(sibling)) = (
                entry.join("pack.toml").is_file(),
                entry.file_name().and_then(|n| n.to_str()),
            ) {
                files.insert(sibling.to_owned(), read_folder(&entry)?);
            }
        }
        return Ok((folder, files));
    }
    let files = built_in();
    if files.contains_key(name) {
        return Ok((name.to_owned(), files));
    }
    let near = varde_pack::names::nearest(name, files.keys().map(String::as_str));
    let hint = if near.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", near.join(" or "))
    };
    bail!(
        "there is no pack at `{name}`: it has no pack.toml, and no pack of that name comes with Varde{hint}"
    )
}

/// All text files under a folder, by path inside it.
pub fn read_folder(folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    fn walk(
        root: &Path,
        folder: &Path,
        files: &mut BTreeMap<String, String>,
    ) -> anyhow::Result<()> {
        for entry in std::fs::read_dir(folder)
            .with_context(|| format!("could not open `{}`", folder.display()))?
        {
            let path = entry?.path();
            let hidden = path
                .file_name()
                .and_then(|n| n.to_str())
                .is_none_or(|n| n.starts_with('.'));
            if hidden {
                continue;
            }
            if path.is_dir() {
                walk(root, &path, files)?;
            } else {
                let bytes = std::fs::read(&path)
                    .with_context(|| format!("could not read `{}`", path.display()))?;
                let name = path
                    .strip_prefix(root)?
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(name, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        Ok(())
    }
    let mut files = BTreeMap::new();
    walk(folder, folder, &mut files)?;
    Ok(files)
}

/// The part of `files` that a pack is read from, as JSON for keeping.
pub fn to_json(name: &str, files: &PackFiles, checked: &Checked) -> anyhow::Result<String> {
    let used: PackFiles = files
        .iter()
        .filter(|(folder, _)| {
            checked
                .pack
                .files
                .keys()
                .any(|f| f.starts_with(&format!("{folder}/")))
        })
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    Ok(serde_json::to_string(&(name, used))?)
}

/// A kept pack.
pub fn from_json(json: &str) -> anyhow::Result<Checked> {
    let (name, files): (String, PackFiles) =
        serde_json::from_str(json).context("the adopted pack can't be read")?;
    Ok(read(&name, &files))
}
