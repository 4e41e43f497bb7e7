//! Readers: the bytes of a file become typed rows, rejected rows with reasons, and the bytes that may be kept.
//!
//! Departments send what they have: delimited text in three encodings, API answers, workbooks, with numbers written in
//! every way. Each source declares what it expects ([`varde_pack::Source`]). A value that could be read in two ways is
//! rejected with its line, never guessed. A file that is not what was expected is refused whole. Columns that nobody
//! asked for, or that must never be stored, are gone before anything is kept.
//!
//! ```
//! use std::collections::BTreeMap;
//! use varde_import::{Collected, read};
//!
//! let source = r#"
//! id = "staff"
//! title.en = "Staff"
//! into = "staff"
//! never_store = ["Name"]
//! [reader]
//! formats = ["delimited"]
//! decimal = "comma"
//! [[column]]
//! id = "year"
//! type = "year"
//! heading = "År"
//! [[column]]
//! id = "fte"
//! type = "decimal(8,2)"
//! heading = "Årsverk"
//! "#;
//! # let mut files = varde_pack::PackFiles::new();
//! # let pack = files.entry("mine".to_owned()).or_default();
//! # pack.insert("pack.toml".to_owned(), "id = \"mine\"\nversion = \"1\"\nlanguages = [\"en\"]\ntitle.en = \"Mine\"".to_owned());
//! # pack.insert("sources/staff.toml".to_owned(), source.to_owned());
//! # let checked = varde_pack::read("mine", &files);
//! # let source = checked.pack.source("staff").ok_or("no source")?;
//! let mut rows = Collected::default();
//! let file = read(&source, &BTreeMap::new(), "staff.csv", "År;Name;Årsverk\n2024;Kari;24,5\n2024;Ola;x\n".as_bytes(), &mut rows)?;
//! assert_eq!((file.rows, file.rejected, file.cut), (1, 1, vec!["Name".to_owned()]));
//! assert_eq!((rows.rejects[0].line, rows.rejects[0].reason.as_str(), rows.rejects[0].row.as_str()), (3, "not-a-number", "2024;x"));
//! assert_eq!(String::from_utf8_lossy(&file.archive), "År;Årsverk\n2024;24,5\n2024;x\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | module | holds |
//! |---|---|
//! | [`mod@decode`] | bytes to text; what is not text, and letters broken on the way |
//! | [`mod@deliver`] | a file into the store, all or nothing |
//! | `headings` | which column stands under which heading |
//! | `readers` | [`read`] and one reader for each format |
//! | `cells` | one raw value to one typed cell |
//! | [`privacy`] | what looks like national identity numbers |
//! | [`refusal`] | why a file is refused whole |
//! | [`mod@excerpt`] | a few lines of a kept file |
//! | [`template`] | empty files to fill in |
//! | [`tabular`] | tables to csv and xlsx |
//! | [`mod@fetch`] | a service asked, its answers one delivery |
//!
//! Not here: where a file lies, the database, the tables' own checks (allowed values, limits, keys), and texts for
//! pages.

mod cells;
pub mod decode;
pub mod deliver;
pub mod excerpt;
pub mod fetch;
mod headings;
pub mod privacy;
mod readers;
pub mod refusal;
#[cfg(test)]
mod round_trip;
pub mod tabular;
pub mod template;
#[cfg(test)]
mod testing;

pub use deliver::{Delivery, ImportError, deliver, source_of};
pub use excerpt::{Excerpt, excerpt};
pub use readers::{Collected, FileRead, Reject, Rounded, Sink, SinkStopped, read};
pub use refusal::Refusal;
pub use tabular::{WorkbookError, to_csv, to_xlsx};
pub use template::{template_csv, template_xlsx};
