//! Every template with samples in every language: the real strategy's texts, with numbers made up here.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::{ALL, Templates};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use varde_calc::completeness::Standing;
use varde_calc::{Exact, State, judge};
use varde_pack::{Language, Pack, PackFiles, read};
use varde_view::known::{Known, Slice};
use varde_view::links::Links;
use varde_view::pages::beside::{BesideSection, Besides, beside_section};
use varde_view::pages::bridge::{BridgePage, Bridging, Change, bridge_page};
use varde_view::pages::complete::{Complete, complete_table};
use varde_view::pages::data::{Delivery, data_page};
use varde_view::pages::delivery::{Moved, Rejected, delivery_page, rejected_page, withdraw_page};
use varde_view::pages::error::{Wrong, error_page};
use varde_view::pages::findings::{
    Found, Said, Sought, finding_page, findings_page, touching as findings_touching,
};
use varde_view::pages::frame::{Here, frame};
use varde_view::pages::goal::{goal_page, year_of};
use varde_view::pages::goals::{Wish, goals_page};
use varde_view::pages::opened::{Earlier, Opening};
use varde_view::pages::rows::{PartRows, SourceRow, rows_page};
use varde_view::pages::table::table_page;
use varde_view::pages::{Link, Writer};
use varde_view::pages::{
    bullet::bullet_page, home::home_page, indicator::indicator_page, indicators::indicators_page,
};
use varde_view::words::{OFFERED, Words};

/// The strategy of the project with everything that it extends.
pub(crate) fn packs() -> Pack {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../packs");
    let mut files = PackFiles::new();
    for name in ["norway", "ntnu-iot-2018-2025"] {
        let mut folders: Vec<PathBuf> = vec![root.join(name)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inside = path
                        .strip_prefix(root.join(name))
                        .unwrap()
                        .to_string_lossy()
                        .into_owned();
                    files
                        .entry(name.to_owned())
                        .or_default()
                        .insert(inside, fs::read_to_string(&path).unwrap());
                }
            }
        }
    }
    read("ntnu-iot-2018-2025", &files).pack
}

/// A number that new data raised and a correction lowered.
fn bridge(writer: Writer<'_>, deliveries: &[Delivery]) -> BridgePage {
    let value = |text: &str| Exact::parse(text).ok();
    let known = |state, text: &str| Known {
        period: 2024,
        state: Some(state),
        value: value(text),
        ..Known::default()
    };
    let step = |cause, now: &str, by: &str| Change {
        cause,
        value: value(now),
        change: value(by),
    };
    let goal = writer.pack.goal("PU-01").unwrap();
    let indicator = &goal.indicator.as_ref().unwrap().value;
    bridge_page(
        writer,
        &Bridging {
            title: "PU-01 Publiseringspoeng per FVA",
            path: "/mal/PU-01",
            indicator: writer.pack.indicator(indicator).unwrap(),
            judged: true,
            year: 2024,
            moments: ("2025-03-01T08:00:00Z", "2025-05-02T08:00:00Z"),
            values: (&known(State::NotMet, "3.8"), &known(State::Met, "4.02")),
            steps: &[
                step("new-data", "4.11", "0.31"),
                step("corrected-data", "4.02", "-0.09"),
                step("definition", "4.02", "0"),
                step("units", "4.02", "0"),
            ],
            came: deliveries,
            went: &deliveries[..1],
        },
    )
}

/// Values around the target: rising, with a gap, a hidden year and a provisional one, by the goal's place in the list.
fn series(pack: &Pack, place: usize, goal: &varde_pack::Goal) -> Vec<Known> {
    let Some(rule) = varde_view::sentence::rule(pack, goal) else {
        return Vec::new();
    };
    let place = i64::try_from(place).unwrap();
    let start = &rule.limit * Exact::ratio(40 + (place * 17) % 70, 100).unwrap();
    let step = &rule.limit * Exact::ratio(3 + (place * 5) % 9, 100).unwrap();
    let known = |year: i16| {
        let value = &start
            + &step * Exact::from_int(i64::from(year) - 2017 + (i64::from(year) * place) % 3 - 1);
        let state = judge(&rule, &value, year, Some(&start));
        let base = Known {
            period: year,
            state: Some(state),
            provisional: year == 2025,
            numerator: Some(&value * Exact::from_int(24)),
            denominator: Some(Exact::from_int(24)),
            required: varde_calc::required(&rule, Some(&start), year),
            value: Some(value),
            definition: "publication-points-per-fva@1f0c2a77".to_owned(),
            fingerprint: "9a1c44de0f3b5a77c1e2d3f4a5b6c7d8".to_owned(),
            ..Known::default()
        };
        match (place % 6, year) {
            (2, 2020) => Known {
                value: None,
                numerator: None,
                denominator: None,
                state: Some(State::Unknown),
                reason: Some("no-data".to_owned()),
                ..base
            },
            (3, 2019 | 2022) => Known {
                value: None,
                numerator: None,
                denominator: None,
                state: Some(State::Suppressed),
                reason: Some("fewer-than-five".to_owned()),
                ..base
            },
            (4, 2022..) => Known {
                state: Some(State::TooEarly),
                value: None,
                reason: Some("cohort-not-mature".to_owned()),
                ..base
            },
            (1, 2025) => Known {
                slices: slices(),
                ..base
            },
            _ => base,
        }
    };
    let last = if place % 4 == 0 { 2025 } else { 2024 };
    (2016..=last).map(known).collect()
}

fn slices() -> Vec<Slice> {
    let slice = |name: &str, part: i64, all: i64, hidden: bool| Slice {
        name: name.to_owned(),
        numerator: Some(Exact::from_int(part)),
        denominator: Some(Exact::from_int(all)),
        value: Exact::ratio(part * 100, all),
        passes: Some(part * 10 >= all * 4),
        hidden,
    };
    vec![
        slice("MTIØT", 212, 530, false),
        slice("MIENTRE", 14, 40, false),
        slice("MHMS", 2, 4, true),
    ]
}

fn delivery(batch: i64, source: &str, years: &[&str], rejected: u64) -> Delivery {
    Delivery {
        batch,
        source: source.to_owned(),
        file: format!("{source}_{}.csv", years.join("-")),
        sha256: "f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2".to_owned(),
        known: "2024-04-02T08:15:00Z".to_owned(),
        imported: "2026-01-10T12:30:00Z".to_owned(),
        by: "kari".to_owned(),
        rows: 12_410,
        rejected,
        new: 12_000,
        changed: 310,
        gone: 12,
        withdrawn: (batch == 3).then(|| ("2025-01-02T00:00:00Z".to_owned(), "Feil fil".to_owned())),
        in_force: batch != 3,
        cut: vec!["Fødselsnummer".to_owned(), "Navn".to_owned()],
        periods: years.iter().map(|y| (*y).to_owned()).collect(),
    }
}

fn rejected_rows() -> Vec<Rejected> {
    let row = |line: &str, column: &str, value: &str, reason: &str| Rejected {
        line: line.to_owned(),
        column: column.to_owned(),
        value: value.to_owned(),
        reason: reason.to_owned(),
        message: "…".to_owned(),
        row: format!("2023;{value};<b>&"),
    };
    vec![
        row("14", "Poeng", "<i>1,2.3</i>", "not-a-number"),
        row("98", "Poeng", "", "missing-value"),
        row("99", "Årstall", "23", "two-digit-year"),
    ]
}

/// A finding of each rule, the last one accepted, and what was said.
fn findings(pack: &Pack) -> (Vec<Found>, Vec<Said>) {
    let said = |accepted| Said {
        accepted,
        because: "<i>Avklart</i>".to_owned(),
        at: "2024-04-02T08:15:00Z".to_owned(),
        by: "kari".to_owned(),
    };
    let found = |(number, rule): (usize, &varde_pack::QualityRule)| Found {
        fingerprint: format!("{number:016x}"),
        rule: rule.id.value.clone(),
        unit: "230240".to_owned(),
        year: Some(2024),
        values: rule
            .says
            .0
            .values()
            .flat_map(|text| varde_pack::fetch::names_in(text))
            .map(|name| (name.to_owned(), "12.5".to_owned()))
            .collect(),
        sources: vec!["dbh-123".to_owned()],
        row_count: 300,
        accepted: (number + 1 == pack.quality.len()).then(|| said(true)),
    };
    let found = pack.quality.iter().enumerate().map(found).collect();
    (found, vec![said(true), said(false), said(true)])
}

/// A source that is whole, one that is late, one that is expected and one that lacks a part.
fn completeness() -> Vec<Complete> {
    let day = jiff::civil::date(2025, 2, 15);
    let standings = [
        Standing::Whole,
        Standing::Late { since: day },
        Standing::Expected { by: day },
        Standing::Partly { due: day },
        Standing::NotExpected,
    ];
    let of = |standing| Complete {
        source: "dbh-123".to_owned(),
        year: Some(2024),
        delivered: Some((1, "2025-02-10T00:00:00Z".to_owned())),
        rows: 1234,
        parts: (1, 2),
        standing,
        due: Some(day),
        provisional_until: Some(jiff::civil::date(2026, 5, 15)),
    };
    standings.into_iter().map(of).collect()
}

/// An official series with a provisional last year, and one that nothing is known of.
fn officials(writer: Writer<'_>, series: &[Known]) -> Vec<BesideSection> {
    let official = writer.pack.indicator("publication-points-dbh").unwrap();
    let why = writer.pack.measures["publication-points"]
        .official
        .as_ref()
        .unwrap();
    let year = |known: &Known| (Some(Exact::from_int(4)), known.provisional, known.clone());
    let section = |place, years| {
        let besides = Besides {
            place,
            local: "Poeng".to_owned(),
            official,
            why,
            years,
        };
        beside_section(writer, &besides)
    };
    vec![
        section(1, series.iter().map(year).collect()),
        section(2, Vec::new()),
    ]
}

fn opened_rows() -> Vec<PartRows> {
    let row = |line: u64| SourceRow {
        table: "publication_share".to_owned(),
        values: vec![
            ("year".to_owned(), "2024".to_owned()),
            ("person".to_owned(), "p-0042".to_owned()),
            ("points".to_owned(), "1.5922".to_owned()),
        ],
        weight: "1.5922".to_owned(),
        file: "forfatterandeler_2024.xlsx".to_owned(),
        sha256: String::new(),
        line,
        batch: 2,
        known: "2025-04-02T00:00:00Z".to_owned(),
    };
    vec![
        PartRows {
            part: "numerator".to_owned(),
            measure: "publication-points".to_owned(),
            period: 2024,
            value: Exact::parse("96.35").ok(),
            rows: (2..140).map(row).collect(),
            counts: [("publication_share".to_owned(), 138)].into(),
        },
        PartRows {
            part: "denominator".to_owned(),
            measure: "fva-with-research-time".to_owned(),
            period: 2024,
            value: Some(Exact::from_int(24)),
            rows: vec![row(3)],
            counts: [("publication_share".to_owned(), 1)].into(),
        },
    ]
}

/// Every page, by name, in a language.
fn pages(pack: &Pack, language: Language) -> BTreeMap<&'static str, String> {
    let (words, links, templates) = (Words::of(language), Links::default(), Templates::embedded());
    let writer = Writer {
        words,
        links: &links,
        pack,
    };
    let mut values: BTreeMap<String, Vec<Known>> = pack
        .goals
        .iter()
        .enumerate()
        .map(|(place, goal)| (goal.id.value.clone(), series(pack, place, goal)))
        .collect();
    let by_indicator: BTreeMap<String, Vec<Known>> = pack
        .goals
        .iter()
        .filter_map(|g| {
            Some((
                g.indicator.as_ref()?.value.clone(),
                values
                    .get(&g.id.value)?
                    .iter()
                    .map(|k| Known {
                        state: None,
                        ..k.clone()
                    })
                    .collect(),
            ))
        })
        .collect();
    values.retain(|_, series| !series.is_empty());
    let none = Vec::new();
    let series_of = |id: &str| values.get(id).unwrap_or(&none);
    let mut out: BTreeMap<&'static str, String> = BTreeMap::new();
    let mut put =
        |name: &'static str, template: &str, path: &str, title: &str, page: &dyn erased::Page| {
            let here = Here {
                path: path.to_owned(),
                questions: Vec::new(),
                as_of: "2026-02-01T10:00:00Z".to_owned(),
                demo: true,
                exact: false,
                may_see_exact: true,
            };
            let html = page
                .render(&templates, language, template, &frame(writer, &here, title))
                .unwrap_or_else(|e| panic!("{name}: {e:#}"));
            out.insert(name, html);
        };
    let home = home_page(writer, &values, &Wish::default());
    put("home", "home.html", "/", &home.title, &home);
    put(
        "home-filtered",
        "home.html",
        "/",
        &home.title,
        &home_page(
            writer,
            &values,
            &Wish {
                state: Some("met".to_owned()),
                ..Wish::default()
            },
        ),
    );
    put(
        "goals",
        "goals.html",
        "/mal",
        "Mål",
        &goals_page(
            writer,
            &values,
            &Wish {
                sort: Some("verdi".to_owned()),
                ..Wish::default()
            },
        ),
    );
    let computed: Vec<&varde_pack::Goal> = pack
        .goals
        .iter()
        .filter(|g| g.indicator.is_some())
        .collect();
    let names = [
        "goal-0", "goal-1", "goal-2", "goal-3", "goal-4", "goal-5", "goal-6", "goal-7",
    ];
    for (name, goal) in names.into_iter().zip(computed.iter().step_by(3)) {
        let indicator = pack
            .indicator(&goal.indicator.as_ref().unwrap().value)
            .unwrap();
        let series = series_of(&goal.id.value);
        let year = year_of(writer, series, None);
        let now = series.iter().find(|k| k.period == year).unwrap();
        let then = Known {
            value: now.value.as_ref().map(|v| v * Exact::ratio(9, 10).unwrap()),
            ..now.clone()
        };
        let history = [
            ("2024-04-02T08:00:00Z", then),
            ("2025-01-15T08:00:00Z", now.clone()),
        ]
        .map(|(known, value)| Earlier {
            known: known.to_owned(),
            value,
        });
        let opening = Opening {
            goal: Some(goal),
            indicator,
            series,
            year,
            others: &by_indicator,
            history: &history,
            path: &format!("/mal/{}", goal.id.value),
        };
        put(
            name,
            "goal.html",
            "/mal/PU-01",
            "Mål",
            &goal_page(writer, goal, Some(&opening)),
        );
    }
    // Another strategy may have goals that are not computed yet.
    let silent = varde_pack::Goal {
        indicator: None,
        target: None,
        ..pack.goals[0].clone()
    };
    put(
        "goal-silent",
        "goal.html",
        "/mal/GU-01",
        "Mål",
        &goal_page(writer, &silent, None),
    );
    let (id, series) = by_indicator.iter().next().unwrap();
    let opening = Opening {
        goal: None,
        indicator: pack.indicator(id).unwrap(),
        series,
        year: 2024,
        others: &BTreeMap::new(),
        history: &[],
        path: "/indikator/x",
    };
    put(
        "indicator",
        "indicator.html",
        "/indikator/x",
        "Indikator",
        &indicator_page(writer, &opening),
    );
    let bare = Opening {
        series: &[],
        ..opening
    };
    put(
        "indicator-bare",
        "indicator.html",
        "/indikator/x",
        "Indikator",
        &indicator_page(writer, &bare),
    );
    put(
        "indicators",
        "indicators.html",
        "/indikatorer",
        "Indikatorer",
        &indicators_page(writer, &by_indicator),
    );
    put(
        "bullet",
        "bullet.html",
        "/strategipunkt/FS-03",
        "Strategipunkt",
        &bullet_page(
            writer,
            pack.bullets.iter().max_by_key(|b| b.goals.len()).unwrap(),
            &values,
        ),
    );
    let sources: Vec<&str> = pack.sources.keys().map(String::as_str).collect();
    let mut deliveries: Vec<Delivery> = Vec::new();
    for (number, source) in (1..).zip(sources.iter().take(14)) {
        let years = [
            "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024",
        ];
        let covered: Vec<&str> = years
            .into_iter()
            .enumerate()
            .filter(|(i, _)| (i + number) % 7 != 6)
            .map(|(_, y)| y)
            .collect();
        deliveries.push(delivery(
            i64::try_from(number).unwrap(),
            source,
            &covered,
            if number % 4 == 1 { 3 } else { 0 },
        ));
    }
    let today = jiff::civil::date(2026, 2, 1);
    put(
        "data",
        "data.html",
        "/data",
        "Data",
        &data_page(writer, &deliveries, today),
    );
    let (found, said) = findings(pack);
    for (name, sought) in [
        ("findings", Sought::default()),
        (
            "findings-accepted",
            Sought {
                standing: Some("accepted".to_owned()),
                ..Sought::default()
            },
        ),
    ] {
        put(
            name,
            "findings.html",
            "/data/funn",
            "Funn",
            &findings_page(writer, &found, &sought),
        );
    }
    let rule = pack.quality_rule(&found[0].rule).unwrap();
    let rows = || opened_rows().swap_remove(0).rows;
    put(
        "finding",
        "finding.html",
        "/data/funn/x",
        "Funn",
        &finding_page(
            writer,
            rule,
            &found[0],
            rows(),
            &said,
            Some("finding-no-reason"),
        ),
    );
    put(
        "finding-accepted",
        "finding.html",
        "/data/funn/x",
        "Funn",
        &finding_page(writer, rule, found.last().unwrap(), rows(), &said, None),
    );
    let mut whole = data_page(writer, &deliveries, today);
    whole.findings = findings_touching(writer, "PU-01", [1, 2, 3]);
    whole.complete = complete_table(writer, &completeness(), Some(2024), today);
    put("data-complete", "data.html", "/data", "Data", &whole);
    let mut beside = indicator_page(writer, &bare);
    beside.findings = findings_touching(writer, "x", [0, 1, 0]);
    beside.official = officials(writer, series);
    put(
        "indicator-beside-official",
        "indicator.html",
        "/indikator/x",
        "Indikator",
        &beside,
    );
    put(
        "data-none",
        "data.html",
        "/data",
        "Data",
        &data_page(writer, &[], today),
    );
    let moved = vec![Moved {
        link: Link {
            text: "PU-01".to_owned(),
            href: "/mal/PU-01".to_owned(),
        },
        year: "2024".to_owned(),
        before: "3,9".to_owned(),
        after: "4,0".to_owned(),
    }];
    put(
        "delivery",
        "delivery.html",
        "/data/leveranse/1",
        "Leveranse",
        &delivery_page(writer, &deliveries[0], &rejected_rows(), moved),
    );
    put(
        "rejected",
        "rejected.html",
        "/data/leveranse/1/avvist",
        "Avvist",
        &rejected_page(writer, &deliveries[0], rejected_rows()),
    );
    put(
        "withdraw",
        "withdraw.html",
        "/data/leveranse/1/trekk",
        "Ta ut",
        &withdraw_page(writer, &deliveries[0], Some("withdraw-no-reason")),
    );
    put(
        "bridge",
        "bridge.html",
        "/mal/PU-01/endring",
        "Hvorfor tallet er endret",
        &bridge(writer, &deliveries),
    );
    put(
        "rows",
        "rows.html",
        "/mal/PU-01/rader",
        "Rader",
        &rows_page(
            writer,
            "PU-01 Publiseringspoeng per FVA",
            "/mal/PU-01",
            2024,
            &opened_rows(),
        ),
    );
    let table = pack.tables.values().next().unwrap();
    let columns: Vec<String> = ["batch", "file", "line"]
        .map(str::to_owned)
        .into_iter()
        .chain(table.columns.iter().map(|c| c.id.value.clone()))
        .collect();
    let rows = (0..30)
        .map(|n| columns.iter().map(|c| Some(format!("{c} {n}"))).collect())
        .collect();
    put(
        "table",
        "table.html",
        "/data/tabell/x",
        "Tabell",
        &table_page(writer, table, &columns, rows, 2, true),
    );
    for (name, wrong) in [
        ("error", Wrong::NoGoal("PU-99".to_owned())),
        ("error-ours", Wrong::Ours("1-2".to_owned())),
        ("error-page", Wrong::NoPage),
        ("error-foreign", Wrong::Foreign),
    ] {
        put(
            name,
            "error.html",
            "/nowhere",
            "Feil",
            &error_page(writer, &wrong),
        );
    }
    out
}

/// Pages of any kind in one list.
mod erased {
    use super::super::Templates;
    use serde::Serialize;
    use varde_pack::Language;
    use varde_view::pages::frame::Frame;

    pub trait Page {
        fn render(
            &self,
            templates: &Templates,
            language: Language,
            template: &str,
            frame: &Frame,
        ) -> Result<String, minijinja::Error>;
    }

    impl<T: Serialize> Page for T {
        fn render(
            &self,
            templates: &Templates,
            language: Language,
            template: &str,
            frame: &Frame,
        ) -> Result<String, minijinja::Error> {
            templates.render(language, template, frame, self)
        }
    }
}

#[test]
fn every_template_renders_in_every_language() {
    let pack = packs();
    for language in OFFERED {
        for (name, html) in pages(&pack, language) {
            let place = || format!("{name} in {}", language.tag());
            assert!(
                !html.contains('⟦'),
                "{}: a text is missing: {}",
                place(),
                html.split('⟦').nth(1).unwrap().split('⟧').next().unwrap()
            );
            assert!(
                html.contains(&format!("<html lang=\"{}\"", language.tag())),
                "{}",
                place()
            );
            assert_eq!(html.matches("<h1").count(), 1, "{}", place());
            for forbidden in ["<script", " style=\"", "<style", "javascript:", "onclick"] {
                assert!(!html.contains(forbidden), "{}: {forbidden}", place());
            }
            assert!(html.contains(&Words::of(language).t("demo")), "{}", place());
            let mut ids: Vec<&str> = html
                .split(" id=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all, "{}: an id is used twice", place());
            if let Ok(folder) = std::env::var("VARDE_PAGES_TO") {
                let html = html.replace(
                    &crate::assets::css_address().replace('/', "&#x2f;"),
                    "varde.css",
                );
                fs::write(format!("{folder}/{name}-{}.html", language.tag()), html).unwrap();
                fs::write(
                    format!("{folder}/varde.css"),
                    crate::assets::css().replace(
                        "source-sans-3.woff2",
                        &format!(
                            "{}/assets/vendor/source-sans-3.woff2",
                            std::env::var("CARGO_MANIFEST_DIR").unwrap()
                        ),
                    ),
                )
                .unwrap();
            }
        }
    }
}

#[test]
fn what_people_wrote_is_never_markup() {
    let pages = pages(&packs(), Language::Nb);
    assert!(
        pages["rejected"].contains("&lt;i&gt;1,2.3&lt;&#x2f;i&gt;"),
        "{}",
        pages["rejected"]
    );
    assert!(!pages["rejected"].contains("<i>"));
}

#[test]
fn every_key_that_a_template_names_exists() {
    let mut seen = 0;
    for (name, source) in ALL {
        for part in source.split("t(\"").skip(1) {
            let key = part.split('"').next().unwrap();
            seen += 1;
            for language in OFFERED {
                assert!(Words::of(language).has(key), "{key} in {name}");
            }
        }
    }
    assert!(seen > 100, "only {seen} found");
}

#[test]
fn every_state_has_a_colour() {
    let css = crate::assets::css();
    for state in State::ALL {
        let class = format!(".{}", varde_view::state::class(state));
        assert!(
            css.contains(&format!("{class} {{ --hue")) || css.contains(&format!("{class},")),
            "{class}"
        );
    }
}

#[test]
fn every_template_file_is_embedded() {
    let folder = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("templates");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut embedded: Vec<String> = ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    files.sort();
    embedded.sort();
    assert_eq!(files, embedded);
}
