//! Several at once, and ends that come too early: nothing is lost, and nothing is half there.

mod at_once;
mod killed;
mod served;

use crate::support::varde;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

/// A running `varde serve`, which is killed when the test is over.
pub(crate) struct Server {
    child: Child,
    /// Host and port.
    address: String,
}

impl Server {
    /// Start on a free port and wait until the pages are there.
    pub(crate) fn start(dir: &Path) -> Self {
        let mut child = varde()
            .arg("--dir")
            .arg(dir)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("http://")
            .unwrap_or_else(|| panic!("the server said `{line}`"))
            .to_owned();
        Self { child, address }
    }

    /// Ask for a page and give its text.
    fn page(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(
            answer.starts_with("HTTP/1.1 200"),
            "{path}: {}",
            answer.lines().next().unwrap_or_default()
        );
        answer
    }

    /// Ask it to end, as a service manager does.
    fn stop(&mut self) -> ExitStatus {
        // The shell's own `kill`, which is everywhere.
        let asked = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", self.child.id())])
            .status()
            .unwrap();
        assert!(asked.success());
        self.child.wait().unwrap()
    }

    /// End it where it stands.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file that takes a while: 30 000 rows of other departments, and ten of ours for 2020 that sum to 45.
fn long_file() -> String {
    let mut text = "Institusjonskode;Avdelingskode;Årstall;Kode for type publiseringskanal;Publiseringspoeng\n".to_owned();
    for n in 0..30_000 {
        let row = if n % 3000 == 0 {
            format!("1150;230240;2020;{};{}.0\n", n / 3000, n / 3000)
        } else {
            format!(
                "1150;{:06};{};{};{}.{:02}\n",
                300_000 + n / 30,
                2010 + n % 10,
                n % 3,
                n % 97,
                n % 89
            )
        };
        text.push_str(&row);
    }
    text
}
