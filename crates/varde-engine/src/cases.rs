//! Runs a pack's conformance cases: each brings its few rows, and the definition must give the expected answer.

use crate::answer::{Answer, Query};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::protect::Eyes;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;
use varde_calc::number::{DecimalMark, parse_number};
use varde_calc::{Exact, Fixed};
use varde_facts::{Cell, Facts, FileFacts, Head, Known, Mode, Outcome};
use varde_pack::{Asks, Case, Column, ColumnType, Diagnostic, Pack, Place, codes};

/// How many cases held, and what is wrong with the others.
#[derive(Debug, Clone, Default)]
pub struct CasesRun {
    /// Cases that gave the expected answer.
    pub held: usize,
    /// What is wrong with the rest.
    pub diagnostics: Vec<Diagnostic>,
}

/// Run cases against a pack, on as many threads as the machine has. The pack must be usable.
///
/// # Errors
/// When the store in memory can't be made or read; a case that fails is a finding, not an error.
pub fn run_cases(pack: &Arc<Pack>, cases: &[Case]) -> Result<CasesRun, EngineError> {
    let pack = &Arc::new(with_case_units(pack));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = cases.len().div_ceil(threads).max(1);
    let mut all = CasesRun::default();
    std::thread::scope(|scope| {
        let started: Vec<_> = cases
            .chunks(share)
            .map(|chunk| scope.spawn(move || run_some(pack, chunk)))
            .collect();
        for one in started {
            let run = one
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            all.held += run.held;
            all.diagnostics.extend(run.diagnostics);
        }
        Ok::<_, EngineError>(())
    })?;
    Ok(all)
}

fn run_some(pack: &Arc<Pack>, cases: &[Case]) -> Result<CasesRun, EngineError> {
    let facts = Arc::new(Facts::in_memory(pack)?);
    let engine = Engine::new(pack.clone(), facts.clone());
    let mut run = CasesRun::default();
    for (index, case) in cases.iter().enumerate() {
        // Every case has a moment of its own, and is asked of the rows that became known then.
        let begin = Known::from_micros((index as i64 + 1) * 7_200_000_000);
        let before = run.diagnostics.len();
        deliver(pack, &facts, case, begin, &mut run.diagnostics)?;
        if run.diagnostics.len() == before
            && let Asks::Rule(id) = &case.asks
        {
            of_rule(&engine, case, &id.value, begin, &mut run.diagnostics)?;
        } else if run.diagnostics.len() == before {
            match ask(&engine, case, begin) {
                Ok(answer) => compare(case, &answer, &mut run.diagnostics),
                Err(error @ EngineError::Unknown { .. }) => {
                    run.diagnostics.push(Diagnostic::error(
                        codes::CASE_MALFORMED,
                        case.id.place.clone(),
                        error.to_string(),
                    ))
                }
                Err(error) => return Err(error),
            }
        }
        if run.diagnostics.len() == before {
            run.held += 1;
        }
    }
    Ok(run)
}

/// The pack with the units that only its cases know; those of the pack itself go before.
fn with_case_units(pack: &Pack) -> Pack {
    let mut pack = pack.clone();
    let more: Vec<_> = pack
        .case_units
        .iter()
        .filter(|u| !pack.units.iter().any(|own| own.id.value == u.id.value))
        .cloned()
        .collect();
    pack.units.extend(more);
    pack
}

fn ask(engine: &Engine, case: &Case, moment: Known) -> Result<Answer, EngineError> {
    let today = case.as_of.unwrap_or(Date::constant(9998, 12, 31));
    let (goal, indicator) = match &case.asks {
        Asks::Indicator(id) => (None, Some(engine.indicator(&id.value)?)),
        Asks::Goal(id) => {
            let goal = engine.pack.goal(&id.value);
            let indicator = goal.and_then(|g| g.indicator.as_ref());
            (
                goal,
                indicator.and_then(|i| engine.pack.indicator(&i.value)),
            )
        }
        Asks::Rule(_) => (None, None),
    };
    let asked = engine.asked_of(goal, indicator);
    let derived = |table: &String| {
        let found = engine.pack.tables.get(table);
        found.is_some_and(|t| t.derived.is_some())
    };
    if engine.tables_under(&asked).iter().any(derived) {
        engine.derive(moment)?;
    }
    let records = engine.records()?;
    let own = records.slices.iter().map(|r| &r.slice);
    let own = own.filter(|s| s.known == moment).cloned().collect();
    let snapshot = engine.snapshot_on(moment, today, own, &asked, None)?;
    let mut query = Query {
        unit: Some(case.unit.value.clone()),
        year: Some(case.period),
        ..Query::default()
    };
    match &case.asks {
        Asks::Indicator(id) => query.indicator = Some(id.value.clone()),
        Asks::Goal(id) => query.goal = Some(id.value.clone()),
        Asks::Rule(_) => {}
    }
    let mut answers = engine.evaluate_with(&snapshot, &query, &Eyes::Alone)?;
    answers.pop().ok_or_else(|| EngineError::Unknown {
        what: "answer",
        name: case.id.value.clone(),
        near: Vec::new(),
    })
}

/// A case of a rule of quality: how many findings it gives on the case's rows, and what the first of them says.
fn of_rule(
    engine: &Engine,
    case: &Case,
    rule: &str,
    moment: Known,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), EngineError> {
    let Some(rule) = engine.pack.quality_rule(rule) else {
        return Ok(());
    };
    let today = case.as_of.unwrap_or(Date::constant(9998, 12, 31));
    let records = engine.records()?;
    let own = records.slices.iter().map(|r| &r.slice);
    let own: Vec<i64> = own.filter(|s| s.known == moment).map(|s| s.slice).collect();
    let found = engine.findings_on(rule, &own, today)?;
    let language = engine.pack.languages.first().copied();
    let sentence = rule.says.get(language.unwrap_or(varde_pack::Language::Nb));
    let said: Vec<String> = found.iter().map(|f| f.says(sentence)).collect();
    let mut fail = |message: String| {
        let place = case.expect_place.clone();
        let failed = Diagnostic::error(codes::CASE_FAILED, place, message);
        diagnostics.push(said.iter().take(3).fold(failed, Diagnostic::hint));
    };
    let id = &case.id.value;
    if case.expect.findings.is_some_and(|n| n != found.len()) {
        let expected = case.expect.findings.unwrap_or(0);
        fail(format!(
            "case `{id}`: expected {expected} findings, found {}",
            found.len()
        ));
    } else if let Some(expected) = &case.expect.says
        && said.first() != Some(expected)
    {
        fail(format!(
            "case `{id}`: expected the first finding to say `{expected}`"
        ));
    }
    Ok(())
}

fn deliver(
    pack: &Pack,
    facts: &Facts,
    case: &Case,
    moment: Known,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), EngineError> {
    for given in case.tables.iter().filter(|t| !t.rows.is_empty()) {
        let Some(table) = pack.tables.get(&given.table.value) else {
            continue;
        };
        // What a case leaves out is null, also where a delivery would need it or where it is part of a key.
        let mut relaxed = table.clone();
        relaxed.key.clear();
        relaxed.columns.iter_mut().for_each(|c| c.required = false);
        let columns: Vec<Option<&Column>> = given
            .columns
            .iter()
            .map(|c| table.column(&c.value))
            .collect();
        let staging = columns
            .iter()
            .flatten()
            .map(|c| (c.id.value.clone(), c.kind))
            .collect();
        let mut loading = facts.begin(Head {
            source: format!("case {}", given.table.value),
            table: relaxed,
            replaces: Vec::new(),
            staging,
            sql: None,
            file: case.id.value.clone(),
            sha256: format!("{} {}", case.id.value, moment.micros()),
            known: moment,
            imported: moment,
            entered_by: "case".to_owned(),
            pack: pack.hash.clone(),
            mapping: String::new(),
            control_column: None,
        })?;
        for (line, (place, values)) in given.rows.iter().enumerate() {
            let cells: Result<Vec<Cell<'_>>, String> = columns
                .iter()
                .zip(values)
                .filter_map(|(column, value)| column.map(|c| cell(c, value.as_deref())))
                .collect();
            match cells {
                Ok(cells) => loading.row(line as u64 + 1, &cells)?,
                Err(message) => diagnostics.push(Diagnostic::error(
                    codes::CASE_MALFORMED,
                    place.clone(),
                    message,
                )),
            }
        }
        match loading.finish(
            &FileFacts {
                extension: "case".to_owned(),
                ..FileFacts::default()
            },
            Mode::Import,
        ) {
            Ok(Outcome::Imported(batch)) => {
                let rejected = facts.rejected(batch.batch)?;
                for reject in rejected {
                    let place = given
                        .rows
                        .get(usize::try_from(reject.line).unwrap_or(1).saturating_sub(1))
                        .map_or_else(|| given.table.place.clone(), |(p, _)| p.clone());
                    diagnostics.push(Diagnostic::error(
                        codes::CASE_MALFORMED,
                        place,
                        format!(
                            "the table refuses this row: `{}`: {}",
                            reject.column, reject.message
                        ),
                    ));
                }
            }
            Ok(_) => {}
            Err(error) => diagnostics.push(Diagnostic::error(
                codes::CASE_MALFORMED,
                given.table.place.clone(),
                error.to_string(),
            )),
        }
    }
    Ok(())
}

fn cell<'a>(column: &Column, value: Option<&'a str>) -> Result<Cell<'a>, String> {
    let Some(text) = value else {
        return Ok(Cell::Null);
    };
    let wrong = |what: &str| format!("`{text}` in column `{}` is not {what}", column.id.value);
    Ok(match column.kind {
        ColumnType::Text | ColumnType::Code => Cell::Text(text.into()),
        ColumnType::Integer | ColumnType::Year => {
            Cell::Integer(text.parse().map_err(|_| wrong("a whole number"))?)
        }
        ColumnType::Decimal { scale, .. } => {
            let fixed: Fixed =
                parse_number(text, DecimalMark::Point).map_err(|_| wrong("an exact number"))?;
            let rescaled = fixed
                .rescale(scale)
                .map_err(|_| wrong("a number that fits"))?;
            if rescaled.rounded {
                return Err(wrong(&format!("a number with at most {scale} decimals")));
            }
            Cell::Decimal(rescaled.value)
        }
        ColumnType::Date => Cell::Date(text.parse().map_err(|_| wrong("a date"))?),
        ColumnType::Boolean => Cell::Boolean(text.parse().map_err(|_| wrong("true or false"))?),
    })
}

fn compare(case: &Case, answer: &Answer, diagnostics: &mut Vec<Diagnostic>) {
    let place: &Place = &case.expect_place;
    let mut fail = |what: &str, expected: &str, found: Option<String>| {
        let found = found.map_or_else(|| "nothing".to_owned(), |f| format!("`{f}`"));
        let mut diagnostic = Diagnostic::error(
            codes::CASE_FAILED,
            place.clone(),
            format!(
                "case `{}`: expected {what} `{expected}`, found {found}",
                case.id.value
            ),
        );
        if let Some(reason) = answer.figure.reason {
            diagnostic = diagnostic.hint(format!("the reason given is `{}`", reason.as_str()));
        }
        diagnostics.push(diagnostic);
    };
    let exact = |what: &str,
                 expected: &Option<String>,
                 found: &Option<Exact>,
                 fail: &mut dyn FnMut(&str, &str, Option<String>)| {
        let Some(text) = expected else { return };
        let same = matches!((Exact::parse(text), found), (Ok(e), Some(f)) if same_number(&e, f, text, what));
        if !same {
            fail(what, text, found.as_ref().map(Exact::to_exact_string));
        }
    };
    exact(
        "numerator",
        &case.expect.numerator,
        &answer.figure.numerator,
        &mut fail,
    );
    exact(
        "denominator",
        &case.expect.denominator,
        &answer.figure.denominator,
        &mut fail,
    );
    exact("value", &case.expect.value, &answer.figure.value, &mut fail);
    if let Some(expected) = &case.expect.state {
        let found = answer.state.map(|s| s.as_str().to_owned());
        if found.as_ref() != Some(expected) {
            fail("state", expected, found);
        }
    }
    if let Some(expected) = &case.expect.reason {
        let found = answer.figure.reason.map(|r| r.as_str().to_owned());
        if found.as_ref() != Some(expected) {
            fail("reason", expected, found);
        }
    }
}

/// Numerator and denominator must be the very number; a value may be given rounded half-up to some decimals.
fn same_number(expected: &Exact, found: &Exact, text: &str, what: &str) -> bool {
    if expected == found {
        return true;
    }
    let decimals = text.split('.').nth(1).map_or(0, str::len);
    what == "value"
        && !text.contains('/')
        && found.round_half_up(u32::try_from(decimals).unwrap_or(u32::MAX)) == *expected
}

/// Ids of goals and indicators that have fewer than `least` cases.
pub fn thinly_covered(pack: &Pack, least: usize) -> BTreeSet<String> {
    let goals = pack.goals.iter().filter(|g| g.indicator.is_some());
    goals
        .filter(|goal| {
            let indicator = goal.indicator.as_ref().map(|i| i.value.as_str());
            let of_goal = pack.cases.iter().filter(|c| match &c.asks {
                Asks::Goal(id) => id.value == goal.id.value,
                Asks::Indicator(id) => Some(id.value.as_str()) == indicator,
                Asks::Rule(_) => false,
            });
            of_goal.count() < least
        })
        .map(|goal| goal.id.value.clone())
        .collect()
}
