//! What the pages need.

use crate::kept::Kept;
use crate::render::Templates;
use jiff::Timestamp;
use std::sync::Arc;
use varde_engine::Engine;
use varde_state::State;

/// What the pages need, made by whoever starts the server.
#[derive(Clone)]
pub struct App {
    /// Computes, with pack and facts.
    pub engine: Arc<Engine>,
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
}

impl Shared {
    pub fn new(app: App) -> Arc<Self> {
        Arc::new(Self {
            app,
            templates: Templates::embedded(),
            kept: Kept::default(),
        })
    }
}
