//! Running the binary, and folders that go away.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The binary under test, without the settings of whoever runs the tests.
pub fn varde() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_varde"));
    command
        .env_remove("VARDE_DIR")
        .env_remove("VARDE_DATABASE")
        .env_remove("VARDE_LOG")
        .env("USER", "kari");
    command
}

/// A run that ended, with its streams as text.
pub struct Ran {
    pub code: i32,
    pub data: String,
    pub talk: String,
}

/// Run the binary on a data directory.
pub fn run(dir: &Path, args: &[&str]) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = varde().arg("--dir").arg(dir).args(args).output().unwrap();
    Ran {
        code: status.code().unwrap_or(-1),
        data: String::from_utf8_lossy(&stdout).into_owned(),
        talk: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// Run the binary, which must end well, and read its JSON.
pub fn json(dir: &Path, args: &[&str]) -> Value {
    let mut all = vec!["--format", "json"];
    all.extend_from_slice(args);
    let ran = run(dir, &all);
    assert!(
        ran.code == 0 || ran.code == 1,
        "{args:?} ended with {}: {}",
        ran.code,
        ran.talk
    );
    serde_json::from_str(&ran.data)
        .unwrap_or_else(|error| panic!("{args:?} gave no JSON ({error}): {}", ran.data))
}

/// A folder of a test's own that is removed when the test is over.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("varde-cli-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Write a file and give its path as text.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap())
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The folder of real data beside the checkout. Where CI is set it must be there.
pub fn real_data() -> Option<PathBuf> {
    let folder = root().join("../shared/data");
    if folder.is_dir() {
        return Some(folder.canonicalize().unwrap());
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "the real data is missing: {} does not exist",
        folder.display()
    );
    None
}
