//! The pages: addresses, forms and files over HTTP, rendered on the server.
//!
//! A handler asks the engine, lets `varde-view` build a plain page struct, and renders it. Pages work without
//! JavaScript and carry none; the security policy allows no script, no style in the markup and no other host. Until
//! there is sign-in, only a person at the machine itself is served: [`serve`] refuses any other address, and a request
//! whose `Host` is another name is turned away.
//!
//! ```no_run
//! # async fn run(engine: std::sync::Arc<varde_engine::Engine>, state: varde_state::State) -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//!
//! let app = varde_web::App { engine: engine.clone(), engine_at: Arc::new(move |_| Ok(engine.clone())), closings: Arc::new(Arc::default), decisions: Arc::new(Arc::default), decide: Arc::new(|_, _| Ok(())), state: Some(state), demo: true, user: "kari".to_owned(), clock: jiff::Timestamp::now };
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
//! varde_web::serve(listener, varde_web::router(app)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Map: [`app`] what pages need · `routes` addresses → pages · `request` what an address asks · `pages` one handler a
//! page · `data` engine and facts → what pages are built from · `render` templates · `files` csv and xlsx · `guard` who is
//! served, and the headers · `kept` rendered pages kept until the facts change · `assets` style sheet, font, icon.
//!
//! Not here: texts, formats, charts and page structs (`varde-view`), computing (`varde-engine`), arguments (`varde`).

pub mod app;
mod assets;
mod data;
mod files;
mod guard;
mod kept;
mod pages;
mod render;
mod request;
mod routes;

pub use app::App;
pub use guard::{ServeError, serve};
pub use routes::router;
