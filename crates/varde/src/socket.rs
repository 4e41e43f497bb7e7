//! Commands while the server runs: the command line and the files' contents go through a socket in the data directory.
//! The socket is for the same user only (0600 in a directory of 0700).

use crate::args::{Command, Format};
use crate::commands::{self, Given};
use crate::home::Home;
use crate::output::{Exit, Output};
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

const NAME: &str = "varde.sock";

#[derive(Serialize, Deserialize)]
struct Request {
    command: Command,
    format: Format,
    files: Vec<(PathBuf, u64)>,
    environment: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct Reply {
    code: u8,
    data: u64,
    talk: u64,
}

/// Ask a running server to run a command; `None` when no server listens.
pub fn forward(
    dir: &Path,
    command: &Command,
    format: Format,
    given: &Given,
    out: &mut Output,
) -> anyhow::Result<Option<Exit>> {
    let Ok(mut stream) = UnixStream::connect(dir.join(NAME)) else {
        return Ok(None);
    };
    let request = Request {
        command: command.clone(),
        format,
        files: given
            .files
            .iter()
            .map(|(path, bytes)| (path.clone(), bytes.len() as u64))
            .collect(),
        environment: given.environment.clone(),
    };
    send(&mut stream, &serde_json::to_vec(&request)?)?;
    for (_, bytes) in &given.files {
        stream.write_all(bytes)?;
    }
    stream.flush()?;
    let reply: Reply = serde_json::from_slice(
        &receive(&mut stream).context("the server stopped while it worked")?,
    )?;
    std::io::copy(&mut (&mut stream).take(reply.data), &mut out.data)?;
    std::io::copy(&mut (&mut stream).take(reply.talk), &mut out.talk)?;
    Ok(Some(Exit::from_code(reply.code)))
}

/// Whether a server works in a data directory.
pub fn is_served(dir: &Path) -> bool {
    UnixStream::connect(dir.join(NAME)).is_ok()
}

/// Listen for commands until the process ends.
pub fn listen(home: Arc<Home>) -> anyhow::Result<()> {
    let path = home.dir.join(NAME);
    // The lock is ours, so a socket that lies here belongs to nobody any more.
    let _ = std::fs::remove_file(&path);
    let listener = UnixListener::bind(&path)
        .with_context(|| format!("could not listen on `{}`", path.display()))?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let home = home.clone();
            std::thread::spawn(move || {
                if let Err(error) = serve_one(&home, stream) {
                    tracing::warn!(%error, "a command through the socket failed");
                }
            });
        }
    });
    Ok(())
}

/// Remove the socket; the server is ending.
pub fn close(dir: &Path) {
    let _ = std::fs::remove_file(dir.join(NAME));
}

fn serve_one(home: &Home, mut stream: UnixStream) -> anyhow::Result<()> {
    let request: Request = serde_json::from_slice(&receive(&mut stream)?)?;
    let mut given = Given {
        environment: request.environment,
        ..Given::default()
    };
    for (path, length) in request.files {
        let mut bytes = Vec::new();
        (&mut stream).take(length).read_to_end(&mut bytes)?;
        anyhow::ensure!(bytes.len() as u64 == length, "the command was cut off");
        given.files.push((path, bytes));
    }
    let (data, talk) = (Collected::default(), Collected::default());
    let mut out = Output {
        data: Box::new(data.clone()),
        talk: Box::new(talk.clone()),
        watched: false,
    };
    let exit = commands::run_at_home(home, &request.command, request.format, &given, &mut out)
        .unwrap_or_else(|error| {
            out.say(format!("error: {error:#}"));
            Exit::Failed
        });
    let (data, talk) = (data.take(), talk.take());
    let reply = Reply {
        code: exit.code(),
        data: data.len() as u64,
        talk: talk.len() as u64,
    };
    send(&mut stream, &serde_json::to_vec(&reply)?)?;
    stream.write_all(&data)?;
    stream.write_all(&talk)?;
    Ok(stream.flush()?)
}

#[derive(Clone, Default)]
struct Collected(Arc<Mutex<Vec<u8>>>);

impl Collected {
    fn take(&self) -> Vec<u8> {
        std::mem::take(
            &mut self
                .0
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }
}

impl Write for Collected {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn send(stream: &mut UnixStream, message: &[u8]) -> std::io::Result<()> {
    stream.write_all(&(message.len() as u64).to_le_bytes())?;
    stream.write_all(message)
}

fn receive(stream: &mut UnixStream) -> anyhow::Result<Vec<u8>> {
    let mut length = [0; 8];
    stream.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    anyhow::ensure!(length < 16_000_000, "the message is too long");
    let mut bytes = Vec::new();
    stream.take(length).read_to_end(&mut bytes)?;
    anyhow::ensure!(bytes.len() as u64 == length, "the message was cut off");
    Ok(bytes)
}
