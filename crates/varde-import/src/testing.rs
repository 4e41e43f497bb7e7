//! Sources and tables for tests, read as packs are.

#![allow(clippy::unwrap_used, clippy::expect_used)]
use varde_facts::Cell;
use varde_pack::{PackFiles, Source, Table};

fn pack(path: &str, toml: &str) -> varde_pack::Pack {
    let mut files = PackFiles::new();
    let folder = files.entry("mine".to_owned()).or_default();
    let head = "id = \"mine\"\nversion = \"1\"\nlanguages = [\"nb\", \"en\"]\ntitle = { nb = \"M\", en = \"M\" }\n[settings]\ninstitution = \"1150\"";
    folder.insert("pack.toml".to_owned(), head.to_owned());
    folder.insert(path.to_owned(), toml.to_owned());
    varde_pack::read("mine", &files).pack
}

/// A source from what comes after its id and title.
pub(crate) fn source(toml: &str) -> Source {
    let toml = format!("id = \"s\"\ntitle = {{ nb = \"S\", en = \"S\" }}\ninto = \"t\"\n{toml}");
    pack("sources/s.toml", &toml)
        .sources
        .remove("s")
        .expect("a source")
}

/// A table from its whole text.
pub(crate) fn table(toml: &str) -> Table {
    pack("tables/everything.toml", toml)
        .tables
        .remove("everything")
        .expect("a table")
}

/// A cell for comparing: `∅` for nothing.
pub(crate) fn cell_text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => "∅".to_owned(),
        Cell::Text(text) => text.to_string(),
        Cell::Integer(n) => n.to_string(),
        Cell::Decimal(n) => n.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Boolean(truth) => truth.to_string(),
    }
}
