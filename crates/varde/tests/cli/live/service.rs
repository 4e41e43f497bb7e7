//! A service of a test's own: it notes what it is asked, and answers as the test says.

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    /// Path and parameters.
    pub target: String,
    /// By names in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: String,
    /// How many were asked before.
    pub before: usize,
}

/// What is answered.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    ends: Ends,
}

#[derive(Debug, Clone, PartialEq)]
enum Ends {
    Well,
    /// After half of the body, whose length was told.
    Cut,
    /// After half of the body, whose length was not told.
    CutUnseen,
    /// Never, while somebody waits.
    Late,
}

impl Reply {
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            ends: Ends::Well,
        }
    }

    pub fn json(value: &Value) -> Self {
        Self::new(200, value.to_string()).with("content-type", "application/json")
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn cut(mut self) -> Self {
        self.ends = Ends::Cut;
        self
    }

    pub fn cut_unseen(mut self) -> Self {
        self.ends = Ends::CutUnseen;
        self
    }

    pub fn late(mut self) -> Self {
        self.ends = Ends::Late;
        self
    }
}

/// A service on a free port of this machine, for as long as the test runs.
pub struct Service {
    /// To fetch from.
    pub address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Service {
    pub fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (noted, answer) = (asked.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, answer) = (noted.clone(), answer.clone());
                std::thread::spawn(move || serve(stream, &noted, &*answer));
            }
        });
        Self { address, asked }
    }

    /// All that was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(
    stream: TcpStream,
    noted: &Mutex<Vec<Asked>>,
    answer: &dyn Fn(&Asked) -> Reply,
) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers
        .get("content-length")
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let asked = {
        let mut all = noted.lock().unwrap();
        let asked = Asked {
            method,
            target,
            headers,
            body: String::from_utf8(body).ok()?,
            before: all.len(),
        };
        all.push(asked.clone());
        asked
    };
    let reply = answer(&asked);
    let mut stream = stream;
    if reply.ends == Ends::Late {
        std::thread::sleep(Duration::from_secs(20));
        return None;
    }
    let mut head = format!("HTTP/1.1 {} Said\r\nconnection: close\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if reply.ends != Ends::CutUnseen && !matches!(reply.status, 204 | 304) {
        head.push_str(&format!("content-length: {}\r\n", reply.body.len()));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).ok()?;
    let sent = match reply.ends {
        Ends::Well => &reply.body[..],
        _ => &reply.body[..reply.body.len() / 2],
    };
    stream.write_all(sent).ok()?;
    stream.flush().ok()?;
    stream.shutdown(Shutdown::Both).ok()
}
