//! What somebody at a terminal sees and a script does not.

use super::Department;
use crate::support::varde;
use std::fmt::Write;
use std::process::Command;

#[test]
fn a_long_file_shows_how_far_it_is_to_who_watches() {
    let home = Department::new("watched");
    let mut text = String::from("issn;year;value\n");
    for n in 0..100_000 {
        writeln!(
            text,
            "{:04}-{:04};{};1.234",
            n / 10_000,
            n % 10_000,
            2000 + n % 20
        )
        .unwrap();
    }
    let file = home.folder.file("jif.csv", text);
    let command = format!(
        "'{}' --dir '{}' import jif '{file}' --dry-run",
        varde().get_program().display(),
        home.dir.display()
    );
    let seen = |watched: bool| {
        let ran = if watched {
            // A terminal of its own: what is written to it comes out of `script`.
            Command::new("script")
                .args(["-qec", &command, "/dev/null"])
                .output()
        } else {
            Command::new("sh").args(["-c", &command]).output()
        };
        let ran = ran.unwrap();
        assert!(ran.status.success(), "{ran:?}");
        String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr)
    };
    let bar = " of 2.00 MiB";
    assert!(seen(true).contains(bar), "{}", seen(true));
    assert!(!seen(false).contains(bar), "{}", seen(false));
}
