//! A data directory: facts, state, the adopted pack, and the lock that says whose it is.

use crate::output::Output;
use crate::packs;
use anyhow::{Context, bail};
use std::fs::{DirBuilder, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use varde_engine::{ClosedPeriod, Closings, Decision, Decisions, Engine};
use varde_facts::{Facts, Known};
use varde_pack::Pack;
use varde_state::{
    AdoptedPack, AuditEntry, Closed, Closing, Decided, FindingDecision, State, WHOLE,
};

/// How long a command waits for another one to let go.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open data directory.
pub struct Home {
    /// Where it is.
    pub dir: PathBuf,
    /// The store of facts.
    pub facts: Arc<Facts>,
    /// What people decided.
    pub state: State,
    /// The adopted pack over the facts.
    pub engine: Arc<Engine>,
    /// For the parts that wait.
    pub runtime: Arc<Runtime>,
    queue: Mutex<()>,
    closings: Mutex<Arc<Closings>>,
    decisions: Mutex<Arc<Decisions>>,
    _lock: File,
}

/// The moment that it is.
pub fn now() -> Known {
    Known::from_micros(jiff::Timestamp::now().as_microsecond())
}

/// Who runs this, for the record.
pub fn who() -> String {
    std::env::var("USER")
        .or_else(|_| std::env::var("LOGNAME"))
        .unwrap_or_else(|_| "local".to_owned())
}

impl Home {
    /// Open a directory that a pack has been adopted in.
    pub fn open(dir: &Path, out: &mut Output) -> anyhow::Result<Self> {
        if !dir.join("varde.lock").exists() {
            bail!(
                "`{}` is no data directory; make one with: varde init --pack PACK --dir {}",
                dir.display(),
                dir.display()
            );
        }
        let lock = lock(dir, out)?;
        let runtime = Arc::new(Runtime::new().context("could not start")?);
        let state = runtime.block_on(State::open(&state_address(dir)))?;
        let Some(adopted) = runtime.block_on(state.adopted_pack_at(None, None))? else {
            bail!(
                "no pack is adopted in `{}`; adopt one with: varde init --pack PACK",
                dir.display()
            );
        };
        let pack = packs::from_json(&adopted.files_json)?.pack;
        Self::assemble(dir, pack, state, runtime, lock)
    }

    /// Make the directory if need be, and adopt a pack in it.
    pub fn adopt(dir: &Path, name: &str, out: &mut Output) -> anyhow::Result<Self> {
        let (folder, files) = packs::find(name)?;
        let checked = varde_pack::read(&folder, &files);
        if !checked.is_usable() {
            bail!("pack `{name}` has errors; see: varde check {name}");
        }
        make_private(dir)?;
        let lock = lock(dir, out)?;
        let runtime = Arc::new(Runtime::new().context("could not start")?);
        let state = runtime.block_on(State::open(&state_address(dir)))?;
        let json = packs::to_json(&folder, &files, &checked)?;
        let home = Self::assemble(dir, checked.pack, state, runtime, lock)?;
        home.facts.adopt(&home.engine.pack)?;
        let pack = &home.engine.pack;
        let entry = AdoptedPack {
            id: format!("{}-{}", &pack.hash[..16], now().micros()),
            pack: pack.id.clone(),
            version: pack.version.clone(),
            hash: pack.hash.clone(),
            files_json: json,
            adopted_at_us: now().micros(),
            adopted_by: who(),
        };
        home.runtime.block_on(home.state.adopt_pack(entry))?;
        Ok(home)
    }

    fn assemble(
        dir: &Path,
        pack: Pack,
        state: State,
        runtime: Arc<Runtime>,
        lock: File,
    ) -> anyhow::Result<Self> {
        let facts = Arc::new(Facts::open(dir, &pack)?);
        let engine = Arc::new(Engine::new(Arc::new(pack), facts.clone()));
        let closings = read_closings(&runtime, &state, &engine.pack)?;
        let decisions = read_decisions(&runtime, &state)?;
        let home = Self {
            dir: dir.to_owned(),
            facts,
            state,
            engine,
            runtime,
            queue: Mutex::new(()),
            closings: Mutex::new(Arc::new(closings)),
            decisions: Mutex::new(Arc::new(decisions)),
            _lock: lock,
        };
        home.catch_up()?;
        Ok(home)
    }

    /// Wait for one's turn to change something. Who takes the time only then comes after those before it, and sees
    /// what its own change moved.
    pub fn turn(&self) -> MutexGuard<'_, ()> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Derive what new deliveries ask for, and write the audit of imports that the store has and state has not, also where
    /// something stopped between the two.
    pub fn catch_up(&self) -> anyhow::Result<()> {
        self.engine.derive(now())?;
        let recorded = self.runtime.block_on(self.state.imports_recorded())?;
        for batch in self
            .facts
            .batches()?
            .into_iter()
            .filter(|b| !recorded.contains(&b.batch))
        {
            let detail = serde_json::json!({ "source": batch.source, "file": batch.file, "sha256": batch.sha256, "rows": batch.rows, "rejected": batch.rejected, "known": batch.known.to_string() });
            let entry = AuditEntry {
                id: format!("import-{}", batch.batch),
                at_us: batch.imported.micros(),
                who: batch.entered_by.clone(),
                action: "import".to_owned(),
                subject: format!("batch:{}", batch.batch),
                detail_json: detail.to_string(),
            };
            self.runtime
                .block_on(self.state.record_import(batch.batch, entry))?;
        }
        Ok(())
    }

    /// Note in the audit what somebody did.
    pub fn record(
        &self,
        action: &str,
        subject: &str,
        detail: &serde_json::Value,
    ) -> anyhow::Result<()> {
        let at_us = now().micros();
        let entry = AuditEntry {
            id: format!("{action}-{subject}-{at_us}"),
            at_us,
            who: who(),
            action: action.to_owned(),
            subject: subject.to_owned(),
            detail_json: detail.to_string(),
        };
        Ok(self.runtime.block_on(self.state.record(entry))?)
    }

    /// The closed periods of the strategy in force. Never waits for the database, so that pages may ask on any thread.
    pub fn closings(&self) -> Arc<Closings> {
        self.closings
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Close a period with the answers as they are, and note it in the audit.
    pub fn close(&self, closing: Closing, again: bool) -> anyhow::Result<Closed> {
        let subject = format!("period:{}", closing.period);
        let detail = serde_json::json!({
            "pack": closing.pack, "as_of": Known::from_micros(closing.as_of_us).to_string(), "note": closing.note,
        });
        let closed = self
            .runtime
            .block_on(self.state.close_period(closing, again))?;
        if closed == Closed::Closed {
            self.record("close", &subject, &detail)?;
        }
        let now = read_closings(&self.runtime, &self.state, &self.engine.pack)?;
        *self.closings.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(now);
        Ok(closed)
    }

    /// What was decided about findings. Never waits for the database, so that pages may ask on any thread.
    pub fn decisions(&self) -> Arc<Decisions> {
        let held = self.decisions.lock();
        held.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Accept a finding, or open it again, and note it in the audit.
    pub fn decide(&self, decision: &Decision, again: bool) -> anyhow::Result<Decided> {
        let action = if decision.accepted {
            "accept-finding"
        } else {
            "reopen-finding"
        };
        let kept = FindingDecision {
            id: format!("{action}-{}-{}", decision.finding, decision.at.micros()),
            finding: decision.finding.clone(),
            rule: decision.rule.clone(),
            said: decision.said.clone(),
            accepted: decision.accepted,
            because: decision.because.clone(),
            decided_at_us: decision.at.micros(),
            decided_by: decision.by.clone(),
        };
        let decided = self
            .runtime
            .block_on(self.state.decide_finding(kept, again))?;
        if decided == Decided::Decided {
            let detail = serde_json::json!({
                "rule": decision.rule, "said": decision.said, "because": decision.because,
            });
            self.record(action, &format!("finding:{}", decision.finding), &detail)?;
        }
        let now = read_decisions(&self.runtime, &self.state)?;
        *self
            .decisions
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(now);
        Ok(decided)
    }

    /// The engine of the pack that was adopted at a moment; before the first one was adopted, the first one.
    pub fn engine_at(&self, moment: Known) -> anyhow::Result<Arc<Engine>> {
        let then = self
            .runtime
            .block_on(self.state.adopted_pack_at(None, Some(moment.micros())))?;
        let then = match then {
            Some(pack) => Some(pack),
            None => self
                .runtime
                .block_on(self.state.adopted_packs())?
                .into_iter()
                .min_by_key(|p| p.adopted_at_us),
        };
        match then {
            Some(adopted) if adopted.hash != self.engine.pack.hash => {
                let pack = packs::from_json(&adopted.files_json)?.pack;
                Ok(Arc::new(Engine::new(Arc::new(pack), self.facts.clone())))
            }
            _ => Ok(self.engine.clone()),
        }
    }
}

fn read_closings(runtime: &Runtime, state: &State, pack: &Pack) -> anyhow::Result<Closings> {
    let kept = runtime.block_on(state.closings())?;
    let periods = kept.into_iter().filter(|k| k.pack == pack.id).map(|kept| {
        let year = (kept.period != WHOLE).then(|| kept.period.parse());
        Ok(ClosedPeriod {
            year: year.transpose()?,
            as_of: Known::from_micros(kept.as_of_us),
            closed: Known::from_micros(kept.closed_at_us),
            by: kept.closed_by,
            note: kept.note,
            answers: varde_engine::thaw(&kept.answers_json)?,
        })
    });
    Ok(Closings(periods.collect::<anyhow::Result<_>>()?))
}

fn read_decisions(runtime: &Runtime, state: &State) -> anyhow::Result<Decisions> {
    let kept = runtime.block_on(state.finding_decisions())?;
    let decision = |kept: FindingDecision| Decision {
        finding: kept.finding,
        rule: kept.rule,
        said: kept.said,
        accepted: kept.accepted,
        because: kept.because,
        at: Known::from_micros(kept.decided_at_us),
        by: kept.decided_by,
    };
    Ok(Decisions::new(kept.into_iter().map(decision).collect()))
}

fn state_address(dir: &Path) -> String {
    std::env::var("VARDE_DATABASE")
        .unwrap_or_else(|_| format!("sqlite:{}", dir.join("state.sqlite").display()))
}

/// Make the directory for its owner only.
fn make_private(dir: &Path) -> anyhow::Result<()> {
    if !dir.exists() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(dir)
            .with_context(|| format!("could not make `{}`", dir.display()))?;
    }
    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))
        .with_context(|| format!("could not close `{}` to others", dir.display()))
}

/// Take the directory's lock; say so when another holds it, and give up in the end.
fn lock(dir: &Path, out: &mut Output) -> anyhow::Result<File> {
    let path = dir.join("varde.lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(&path)
        .with_context(|| format!("could not open `{}`", path.display()))?;
    let begun = Instant::now();
    let mut said = false;
    while file.try_lock().is_err() {
        if !said {
            out.say(format!(
                "another varde works in `{}`; waiting for it",
                dir.display()
            ));
            said = true;
        }
        if begun.elapsed() > PATIENCE {
            bail!(
                "another varde still works in `{}`; try again when it is done",
                dir.display()
            );
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(file)
}
