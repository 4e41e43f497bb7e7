//! A pack read from its files, merged with those it extends.

use crate::cases::{self, Case};
use crate::diagnostic::{Diagnostic, Place, Span, codes};
use crate::document::{Fields, Findings, Located, Node, parse};
use crate::goals::{self, Bullet, Goal};
use crate::indicators::{self, Indicator, Measure};
use crate::quality::{self, QualityKind, QualityRule};
use crate::rules::{self, Rule};
use crate::sources::{self, Source};
use crate::sql::check_select;
use crate::strategy::{self, Strategy};
use crate::tables::{self, PersonalData, Table};
use crate::text::{Language, Texts};
use crate::units::{self, Unit};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Files of packs: folder name → path inside the folder → text.
pub type PackFiles = BTreeMap<String, BTreeMap<String, String>>;

/// A view: one SELECT.
#[derive(Debug, Clone)]
pub struct View {
    /// SQL name, the file's.
    pub id: Located<String>,
    /// The SELECT.
    pub sql: String,
    /// Relations that it names.
    pub reads: BTreeSet<String>,
    /// The comment at its top.
    pub about: String,
}

/// A pack with everything that it extends; the program that the engine runs.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    /// Id.
    pub id: String,
    /// Version.
    pub version: String,
    /// Title.
    pub title: Texts,
    /// Languages of its texts.
    pub languages: Vec<Language>,
    /// Named values.
    pub settings: BTreeMap<String, String>,
    /// The strategy, where the pack is one.
    pub strategy: Option<Strategy>,
    /// Goals in the order of the files.
    pub goals: Vec<Goal>,
    /// Strategy bullets.
    pub bullets: Vec<Bullet>,
    /// Units.
    pub units: Vec<Unit>,
    /// Tables by id.
    pub tables: BTreeMap<String, Table>,
    /// Sources by id.
    pub sources: BTreeMap<String, Source>,
    /// Views by id.
    pub views: BTreeMap<String, View>,
    /// Measures by id.
    pub measures: BTreeMap<String, Measure>,
    /// Indicators in the order of the files.
    pub indicators: Vec<Indicator>,
    /// Dated rules by id.
    pub rules: BTreeMap<String, Rule>,
    /// Rules of quality in the order of the files.
    pub quality: Vec<QualityRule>,
    /// Conformance cases.
    pub cases: Vec<Case>,
    /// Units that only the cases are about, for a pack that has none of its own.
    pub case_units: Vec<Unit>,
    /// SHA-256 over all files that it was read from, as hexadecimal digits.
    pub hash: String,
    /// The files, `folder/path` → text, for showing places.
    pub files: BTreeMap<String, String>,
}

impl Pack {
    /// The indicator of an id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|i| i.id.value == id)
    }

    /// The goal of an id; upper and lower case are the same.
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals
            .iter()
            .find(|g| g.id.value.eq_ignore_ascii_case(id))
    }

    /// The bullet of an id.
    pub fn bullet(&self, id: &str) -> Option<&Bullet> {
        self.bullets
            .iter()
            .find(|b| b.id.value.eq_ignore_ascii_case(id))
    }

    /// The unit of an id, or of one of its codes.
    pub fn unit(&self, id_or_code: &str) -> Option<&Unit> {
        let by_id = self.units.iter().find(|u| u.id.value == id_or_code);
        by_id.or_else(|| {
            self.units
                .iter()
                .find(|u| u.codes.iter().any(|c| c.code == id_or_code))
        })
    }

    /// The source of an id; a table is a source by itself.
    pub fn source(&self, id: &str) -> Option<Source> {
        self.sources.get(id).cloned().or_else(|| {
            self.tables
                .get(id)
                .filter(|t| t.derived.is_none())
                .map(Source::of_table)
        })
    }

    /// The tables and rules under a view, through the views that it reads.
    pub fn base_relations(&self, view: &str) -> BTreeSet<String> {
        let (mut open, mut seen, mut base) =
            (vec![view.to_owned()], BTreeSet::new(), BTreeSet::new());
        while let Some(name) = open.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            match self.views.get(&name) {
                Some(view) => open.extend(view.reads.iter().cloned()),
                None => {
                    base.insert(name);
                }
            }
        }
        base
    }

    /// The class of a table's rows and of those that were rejected from it. A table that the pack has no longer counts as the most protected.
    pub fn class_of(&self, table: &str) -> PersonalData {
        self.tables
            .get(table)
            .map_or(PersonalData::Sensitive, |t| t.personal_data)
    }

    /// The rule of quality of an id.
    pub fn quality_rule(&self, id: &str) -> Option<&QualityRule> {
        self.quality.iter().find(|r| r.id.value == id)
    }

    /// The tables that a rule of quality stands on, through the views that it reads.
    pub fn tables_of_rule(&self, rule: &QualityRule) -> BTreeSet<String> {
        let all = rule.reads.iter().flat_map(|r| self.base_relations(r));
        all.filter(|r| self.tables.contains_key(r)).collect()
    }

    /// The most protected class of what a rule of quality stands on.
    pub fn class_of_rule(&self, rule: &QualityRule) -> PersonalData {
        let tables = self.tables_of_rule(rule);
        let classes = tables.iter().map(|t| self.class_of(t));
        classes.max().unwrap_or(PersonalData::None)
    }

    /// Views in an order in which each comes after those that it reads.
    pub fn views_in_order(&self) -> Vec<&View> {
        let mut done: BTreeSet<&str> = BTreeSet::new();
        let mut out = Vec::new();
        let mut left: Vec<&View> = self.views.values().collect();
        loop {
            let (ready, waiting): (Vec<&View>, Vec<&View>) = left.into_iter().partition(|v| {
                v.reads
                    .iter()
                    .all(|r| !self.views.contains_key(r) || done.contains(r.as_str()))
            });
            if ready.is_empty() {
                return out;
            }
            done.extend(ready.iter().map(|v| v.id.value.as_str()));
            out.extend(ready);
            left = waiting;
        }
    }
}

/// A pack together with everything that was found while reading it.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The pack, as much of it as could be read.
    pub pack: Pack,
    /// Findings by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether the pack may be used.
    pub fn is_usable(&self) -> bool {
        self.diagnostics
            .iter()
            .all(|d| d.severity != crate::diagnostic::Severity::Error)
    }
}

/// Read the pack in `folder`, with the packs that it extends, from files already in memory.
pub fn read(folder: &str, files: &PackFiles) -> Checked {
    let findings = Findings::default();
    let mut pack = Pack::default();
    let mut hash = Sha256::new();
    for name in chain(folder, files, &findings) {
        let Some(texts) = files.get(&name) else {
            continue;
        };
        for (path, text) in texts {
            let full = format!("{name}/{path}");
            hash.update(full.as_bytes());
            hash.update([0]);
            hash.update(text.as_bytes());
            hash.update([0]);
            pack.files.insert(full, text.clone());
        }
        read_folder(&name, texts, &mut pack, &findings);
    }
    pack.hash = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    in_order(&mut pack);
    link_views(&mut pack, &findings);
    crate::check::check(&pack, &findings);
    let mut diagnostics = findings.into_inner();
    diagnostics.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    diagnostics.dedup();
    Checked { pack, diagnostics }
}

/// The folders to read, base first.
fn chain(folder: &str, files: &PackFiles, findings: &Findings) -> Vec<String> {
    fn walk(
        name: &str,
        from: &Place,
        path: &mut Vec<String>,
        out: &mut Vec<String>,
        files: &PackFiles,
        findings: &Findings,
    ) {
        if path.iter().any(|p| p == name) {
            path.push(name.to_owned());
            let message = format!("packs extend each other in a circle: {}", path.join(" → "));
            findings.borrow_mut().push(Diagnostic::error(
                codes::EXTENDS_CYCLE,
                from.clone(),
                message,
            ));
            path.pop();
            return;
        }
        let Some(text) = files.get(name).and_then(|f| f.get("pack.toml")) else {
            let message = if files.contains_key(name) {
                format!("`{name}` has no pack.toml")
            } else {
                format!("there is no pack `{name}`")
            };
            let diagnostic = Diagnostic::error(codes::UNKNOWN_PACK, from.clone(), message);
            findings
                .borrow_mut()
                .push(diagnostic.nearest(name, files.keys().map(String::as_str)));
            return;
        };
        if out.iter().any(|o| o == name) {
            return;
        }
        path.push(name.to_owned());
        let quiet = Findings::default();
        let file = format!("{name}/pack.toml");
        let node = parse(&file, text, &quiet);
        for base in Fields::new(&file, &node, &quiet).located_list("extends") {
            walk(&base.value, &base.place, path, out, files, findings);
        }
        path.pop();
        out.push(name.to_owned());
    }
    let mut out = Vec::new();
    let place = Place {
        file: format!("{folder}/pack.toml"),
        span: Span::default(),
    };
    walk(folder, &place, &mut Vec::new(), &mut out, files, findings);
    out
}

fn read_folder(
    folder: &str,
    texts: &BTreeMap<String, String>,
    pack: &mut Pack,
    findings: &Findings,
) {
    if let Some(text) = texts.get("pack.toml") {
        read_head(&format!("{folder}/pack.toml"), text, pack, findings);
    }
    let languages = pack.languages.clone();
    for (path, text) in texts {
        let file = format!("{folder}/{path}");
        if let Some(id) = path
            .strip_prefix("views/")
            .and_then(|p| p.strip_suffix(".sql"))
        {
            let place = Place {
                file: file.clone(),
                span: Span {
                    start: 0,
                    end: text.len(),
                },
            };
            let id = Located {
                value: id.to_owned(),
                place,
            };
            let view = View {
                id: id.clone(),
                sql: text.clone(),
                reads: BTreeSet::new(),
                about: leading_comment(text),
            };
            insert(&mut pack.views, id, view, "view", findings);
            continue;
        }
        let is_toml = path.ends_with(".toml");
        let sql_of_source = path.starts_with("sources/")
            && path.ends_with(".sql")
            && texts.contains_key(&sibling(path, ".sql", ".toml"));
        if sql_of_source || path.ends_with(".md") || path == "pack.toml" {
            continue;
        }
        let kind = path.split('/').next().unwrap_or_default();
        let known = [
            "strategy.toml",
            "units.toml",
            "goals",
            "bullets",
            "tables",
            "sources",
            "indicators",
            "rules",
            "quality",
            "cases",
        ];
        if !is_toml || !known.contains(&kind) {
            let place = Place {
                file,
                span: Span::default(),
            };
            let diagnostic = Diagnostic::warning(
                codes::STRAY_FILE,
                place,
                format!("`{path}` is not a file that packs have"),
            );
            findings
                .borrow_mut()
                .push(diagnostic.nearest(kind, known).nearest(kind, ["views"]));
            continue;
        }
        let node = parse(&file, text, findings);
        read_file(kind, path, &file, &node, texts, &languages, pack, findings);
    }
}

#[allow(clippy::too_many_arguments)]
fn read_file(
    kind: &str,
    path: &str,
    file: &str,
    node: &Node,
    texts: &BTreeMap<String, String>,
    languages: &[Language],
    pack: &mut Pack,
    findings: &Findings,
) {
    let fields = Fields::new(file, node, findings);
    match kind {
        "strategy.toml" => {
            if pack.strategy.is_some() {
                let message = "a second strategy; one of the packs that this one extends has one";
                fields.report(Diagnostic::error(codes::DUPLICATE, fields.place(), message));
            }
            pack.strategy = Some(strategy::read(fields, languages));
        }
        "units.toml" => {
            pack.units.extend(
                fields
                    .tables("unit")
                    .into_iter()
                    .map(|f| units::read(f, languages)),
            );
            fields.finish();
        }
        "goals" => {
            pack.goals.extend(
                fields
                    .tables("goal")
                    .into_iter()
                    .map(|f| goals::read_goal(f, languages)),
            );
            fields.finish();
        }
        "bullets" => {
            pack.bullets.extend(
                fields
                    .tables("bullet")
                    .into_iter()
                    .map(|f| goals::read_bullet(f, languages)),
            );
            fields.finish();
        }
        "indicators" => {
            for measure in fields
                .tables("measure")
                .into_iter()
                .map(|f| indicators::read_measure(f, languages))
            {
                insert(
                    &mut pack.measures,
                    measure.id.clone(),
                    measure,
                    "measure",
                    findings,
                );
            }
            pack.indicators.extend(
                fields
                    .tables("indicator")
                    .into_iter()
                    .map(|f| indicators::read_indicator(f, languages)),
            );
            fields.finish();
        }
        "quality" => {
            let rules = fields.tables("rule").into_iter();
            pack.quality
                .extend(rules.map(|f| quality::read(f, languages)));
            fields.finish();
        }
        "cases" => {
            pack.cases
                .extend(fields.tables("case").into_iter().map(cases::read));
            let units = fields.tables("unit").into_iter();
            pack.case_units
                .extend(units.map(|f| units::read(f, languages)));
            fields.finish();
        }
        "tables" => {
            let table = tables::read(fields, languages);
            same_name(path, &table.id, findings);
            insert(&mut pack.tables, table.id.clone(), table, "table", findings);
        }
        "rules" => {
            let rule = rules::read(fields, languages);
            same_name(path, &rule.id, findings);
            insert(&mut pack.rules, rule.id.clone(), rule, "rule", findings);
        }
        _ => {
            let sql_path = sibling(path, ".toml", ".sql");
            let sql = texts.get(&sql_path).map(|text| {
                let place = Place {
                    file: sibling(file, ".toml", ".sql"),
                    span: Span {
                        start: 0,
                        end: text.len(),
                    },
                };
                Located {
                    value: text.clone(),
                    place,
                }
            });
            let source = sources::read(fields, sql, languages);
            same_name(path, &source.id, findings);
            insert(
                &mut pack.sources,
                source.id.clone(),
                source,
                "source",
                findings,
            );
        }
    }
}

/// The same path with another ending.
fn sibling(path: &str, ending: &str, other: &str) -> String {
    format!("{}{other}", path.strip_suffix(ending).unwrap_or(path))
}

fn read_head(file: &str, text: &str, pack: &mut Pack, findings: &Findings) {
    let node = parse(file, text, findings);
    let fields = Fields::new(file, &node, findings);
    pack.id = fields.required("id");
    pack.version = fields.required("version");
    let mut languages = Vec::new();
    for tag in fields.located_list("languages") {
        match Language::from_tag(&tag.value) {
            Some(language) => languages.push(language),
            None => fields.report(
                Diagnostic::error(
                    codes::NOT_ALLOWED,
                    tag.place,
                    format!("`{}` is not a language", tag.value),
                )
                .hint("one of `nb`, `nn`, `en`"),
            ),
        }
    }
    pack.languages = if languages.is_empty() {
        vec![Language::Nb]
    } else {
        languages
    };
    pack.title = fields.required_texts("title", &pack.languages);
    fields.list("extends");
    if let Some(settings) = fields.table("settings") {
        for (key, value) in settings.entries() {
            match &value.value {
                crate::document::Value::Text(text) => {
                    pack.settings.insert(key.to_owned(), text.clone());
                }
                _ => settings.report(Diagnostic::error(
                    codes::WRONG_TYPE,
                    settings.at(value.span),
                    format!("setting `{key}` should be a text"),
                )),
            }
        }
    }
    fields.finish();
}

fn insert<T>(
    map: &mut BTreeMap<String, T>,
    id: Located<String>,
    value: T,
    kind: &str,
    findings: &Findings,
) {
    if map.contains_key(&id.value) {
        findings.borrow_mut().push(Diagnostic::error(
            codes::DUPLICATE,
            id.place,
            format!("a second {kind} `{}`", id.value),
        ));
        return;
    }
    map.insert(id.value, value);
}

fn same_name(path: &str, id: &Located<String>, findings: &Findings) {
    let stem = path
        .rsplit('/')
        .next()
        .and_then(|p| p.strip_suffix(".toml"))
        .unwrap_or_default();
    if stem != id.value && !id.value.is_empty() {
        let message = format!("the file is named `{stem}`, its id is `{}`", id.value);
        findings.borrow_mut().push(
            Diagnostic::error(codes::BAD_ID, id.place.clone(), message)
                .hint("file name and id are the same"),
        );
    }
}

/// Goals and bullets in the order of the strategy's areas and their parts; inside a part as they are written.
fn in_order(pack: &mut Pack) {
    let Some(strategy) = &pack.strategy else {
        return;
    };
    let area = |id: &str| strategy.areas.iter().position(|a| a.id.value == id);
    let part = |id: Option<&Located<String>>| {
        id.and_then(|id| strategy.parts.iter().position(|p| p.id.value == id.value))
    };
    pack.goals
        .sort_by_key(|g| (area(&g.area.value), part(g.part.as_ref())));
    pack.bullets.sort_by_key(|b| area(&b.area.value));
}

fn leading_comment(sql: &str) -> String {
    let lines = sql.lines().take_while(|l| l.starts_with("--"));
    lines
        .map(|l| l.trim_start_matches('-').trim())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Find out what each view and each source's SQL reads, now that all names are known.
fn link_views(pack: &mut Pack, findings: &Findings) {
    let mut names: BTreeSet<String> = pack
        .tables
        .keys()
        .chain(pack.rules.keys())
        .chain(pack.views.keys())
        .cloned()
        .collect();
    names.extend(["unit_code".to_owned(), "unit_alias".to_owned()]);
    let mut reads = BTreeMap::new();
    for view in pack.views.values() {
        let selected = check_select(&view.id.place.file, &view.sql, || {
            names.iter().map(String::as_str).collect()
        });
        findings.borrow_mut().extend(selected.diagnostics);
        reads.insert(view.id.value.clone(), selected.reads);
    }
    for (id, reads) in reads {
        if let Some(view) = pack.views.get_mut(&id) {
            view.reads = reads;
        }
    }
    link_quality(pack, &names, findings);
    let rules: Vec<&str> = pack
        .rules
        .keys()
        .map(String::as_str)
        .chain(["staging", "unit_code", "unit_alias"])
        .collect();
    for source in pack.sources.values() {
        if let Some(sql) = &source.sql {
            let selected = check_select(&sql.place.file, &sql.value, || rules.clone());
            findings.borrow_mut().extend(selected.diagnostics);
        }
    }
}

/// Find out what each rule of quality reads.
fn link_quality(pack: &mut Pack, names: &BTreeSet<String>, findings: &Findings) {
    for rule in &mut pack.quality {
        if let Some(over) = rule.kind.over() {
            rule.reads.insert(over.relation.value.clone());
        }
        match &rule.kind {
            QualityKind::Sum { against, .. } => {
                rule.reads.insert(against.value.clone());
            }
            QualityKind::Select(sql) => {
                let selected = check_select(&sql.place.file, &sql.value, || {
                    names.iter().map(String::as_str).collect()
                });
                // The text stands inside a TOML file and may hold escapes, so only its own place is certain.
                let found = selected.diagnostics.into_iter().map(|d| Diagnostic {
                    place: sql.place.clone(),
                    ..d
                });
                findings.borrow_mut().extend(found);
                rule.reads = selected.reads;
            }
            _ => {}
        }
    }
}
