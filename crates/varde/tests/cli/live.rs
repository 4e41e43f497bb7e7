//! Sources that are fetched: a small service on this machine answers with the real answers that lie beside the
//! checkout, and fails in every way that services fail.

mod asked;
mod changed;
mod failing;
mod service;
mod services;

use crate::story::Department;
use crate::support::{Ran, varde};
use serde_json::{Value, json};
use service::{Asked, Reply, Service};
use std::path::Path;

/// Fetch a source from a service, without the waits that people's services are due.
fn fetch(home: &Department, service: &Service, source: &str, more: &[&str]) -> Ran {
    fetch_with(home, service, source, more, &[])
}

/// Fetch with something more in the environment.
fn fetch_with(
    home: &Department,
    service: &Service,
    source: &str,
    more: &[&str],
    environment: &[(&str, &str)],
) -> Ran {
    fetch_into(&home.dir, &service.address, source, more, environment)
}

/// Fetch into a data directory.
fn fetch_into(
    dir: &Path,
    from: &str,
    source: &str,
    more: &[&str],
    environment: &[(&str, &str)],
) -> Ran {
    let output = varde()
        .arg("--dir")
        .arg(dir)
        .args(["import", source, "--fetch", "--fetch-from", from])
        .args(more)
        .env("VARDE_FETCH_PACE", "1")
        .env("VARDE_FETCH_TIMEOUT", "5")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        data: String::from_utf8_lossy(&output.stdout).into_owned(),
        talk: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The year that a question to DBH is about.
fn year_of(asked: &Asked) -> String {
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    let filters = body["filter"].as_array().unwrap();
    let of_year = filters.iter().find(|f| f["variabel"] == "Årstall").unwrap();
    of_year["selection"]["values"][0]
        .as_str()
        .unwrap()
        .to_owned()
}

/// What DBH answers to a question about a year, out of a whole real answer: the rows of the year and a status element.
fn of_year(rows: &[Value], year: &str) -> Reply {
    let rows: Vec<&Value> = rows.iter().filter(|r| r["Årstall"] == *year).collect();
    if rows.is_empty() {
        return Reply::new(204, "");
    }
    Reply::json(&with_status(&rows))
}

fn with_status(rows: &[&Value]) -> Value {
    let status = json!({ "status": { "tabell_id": 1, "leveransenr": 8626663, "antall": rows.len(), "returkode": 0, "melding": "Data levert." } });
    std::iter::once(&status)
        .chain(rows.iter().copied())
        .cloned()
        .collect()
}

/// Two years of points of the department, as the API writes them.
fn points() -> Vec<Value> {
    let row = |year: &str, points: &str| {
        json!({
            "Årstall": year, "Avdelingskode": "230240", "Antall publikasjoner": "12",
            "Antall internasjonale publikasjoner": null, "Forfatterandeler": "3.5", "Forfatterandeler kvinner": "1",
            "Forfatterandeler menn": "2.5", "Publiseringspoeng": points, "Publiseringspoeng kvinner": "1",
            "Publiseringspoeng menn": "2",
        })
    };
    vec![row("2022", "70.5"), row("2023", "81.25"), row("2024", "90")]
}

/// Fetch the department's points of three years.
fn fetch_points(home: &Department, service: &Service) -> Ran {
    let years = ["--year", "2022", "--year", "2023", "--year", "2024"];
    fetch(home, service, "dbh-373", &years)
}
