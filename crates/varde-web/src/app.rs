//! What the pages need.

use crate::kept::Kept;
use crate::render::Templates;
use jiff::Timestamp;
use std::sync::Arc;
use tokio::sync::Semaphore;
use varde_engine::{Closings, Decision, Decisions, Engine};
use varde_facts::Known;
use varde_state::State;

/// The engine of the pack that was in force at a moment, or why it can't be had.
pub type EngineAt = Arc<dyn Fn(Known) -> Result<Arc<Engine>, String> + Send + Sync>;

/// The closed periods as they are.
pub type ClosingsNow = Arc<dyn Fn() -> Arc<Closings> + Send + Sync>;

/// What was decided about findings.
pub type DecisionsNow = Arc<dyn Fn() -> Arc<Decisions> + Send + Sync>;

/// Keeps a decision about a finding, anew where one holds already when the last argument says so; or why it can't be kept.
pub type Decide = Arc<dyn Fn(&Decision, bool) -> Result<(), String> + Send + Sync>;

/// What the pages need, made by whoever starts the server.
#[derive(Clone)]
pub struct App {
    /// Computes, with pack and facts.
    pub engine: Arc<Engine>,
    /// The same with the pack that was in force at a moment. Called on blocking threads.
    pub engine_at: EngineAt,
    /// What was reported when periods were closed. Does not wait.
    pub closings: ClosingsNow,
    /// What was decided about findings. Does not wait.
    pub decisions: DecisionsNow,
    /// Keeps a decision about a finding. Called on blocking threads.
    pub decide: Decide,
    /// What people decided; takes the audit of withdrawals. `None`: nothing is recorded.
    pub state: Option<State>,
    /// The numbers are invented, and every page and file says so.
    pub demo: bool,
    /// Who is at the machine, for the record of what was done.
    pub user: String,
    /// The clock: what is late depends on it.
    pub clock: fn() -> Timestamp,
}

/// The app with what is made from it once.
pub(crate) struct Shared {
    pub app: App,
    pub templates: Templates,
    pub kept: Kept,
    /// How many pages are made at the same time.
    pub turns: Arc<Semaphore>,
}

impl Shared {
    pub fn new(app: App) -> Arc<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Arc::new(Self {
            app,
            templates: Templates::embedded(),
            kept: Kept::default(),
            turns: Arc::new(Semaphore::new(cores)),
        })
    }
}
