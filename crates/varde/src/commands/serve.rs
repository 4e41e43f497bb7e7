//! `varde serve`: the pages, and the socket for commands while they are served.

use crate::commands::demo::INVENTED;
use crate::home::{Home, who};
use crate::output::{Exit, Output};
use crate::socket;
use anyhow::{Context, bail};
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use varde_engine::{Decision, Engine};
use varde_state::Decided;
use varde_web::{App, router};

pub fn run(dir: &Path, listen: &str, out: &mut Output) -> anyhow::Result<Exit> {
    let address = loopback(listen)?;
    if socket::is_served(dir) {
        bail!(
            "`{}` is served already; stop that server first",
            dir.display()
        );
    }
    let home = Arc::new(Home::open(dir, out)?);
    let demo = home
        .runtime
        .block_on(home.state.setting(INVENTED))?
        .is_some_and(|s| s.value == "yes");
    let runtime = home.runtime.clone();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.with_context(|| format!("could not listen on {address}; is something else there? name another with --listen 127.0.0.1:PORT"))?;
        let address = listener.local_addr()?;
        socket::listen(home.clone())?;
        let then = home.clone();
        let engine_at = Arc::new(move |moment| then.engine_at(moment).map_err(|e| format!("{e:#}")));
        let kept = home.clone();
        let closings = Arc::new(move || kept.closings());
        let kept = home.clone();
        let decisions = Arc::new(move || kept.decisions());
        let kept = home.clone();
        let decide = Arc::new(move |decision: &Decision, again| match kept.decide(decision, again) {
            Ok(Decided::Decided) => Ok(()),
            Ok(Decided::Before(before)) => Err(format!("accepted already because {}", before.because)),
            Ok(Decided::NotAccepted) => Err("the finding is not accepted".to_owned()),
            Err(error) => Err(format!("{error:#}")),
        });
        let app = App { engine: home.engine.clone(), engine_at, closings, decisions, decide, state: Some(home.state.clone()), demo, user: who(), clock: jiff::Timestamp::now };
        keep_warm(home.engine.clone());
        out.line(format!("http://{address}"))?;
        out.data.flush()?;
        out.say(format!("serving {} on this machine only; stop with Ctrl-C", dir.display()));
        tokio::select! {
            served = varde_web::serve(listener, router(app)) => served.context("the pages stopped")?,
            () = stopped() => out.say("stopped"),
        }
        socket::close(dir);
        Ok(Exit::Fine)
    })
}

/// Tell the goals' histories before somebody asks: when the server has started, and when no more changes come after one.
fn keep_warm(engine: Arc<Engine>) {
    const CALM: Duration = Duration::from_secs(3);
    std::thread::spawn(move || {
        let (mut seen, mut told) = (None, None);
        loop {
            std::thread::sleep(CALM);
            let generation = engine.facts.generation();
            let calm = seen == Some(generation) || told.is_none();
            seen = Some(generation);
            if !calm || told == Some(generation) {
                continue;
            }
            for goal in &engine.pack.goals {
                if let Err(error) =
                    engine.history(&goal.id.value, None, 0, &varde_engine::Audience::everyone())
                {
                    tracing::warn!(%error, goal = goal.id.value, "a history could not be told");
                }
            }
            told = Some(generation);
        }
    });
}

/// The address, if it is one of this machine alone. Personal data is shown to whoever reaches it until there is sign-in.
fn loopback(listen: &str) -> anyhow::Result<SocketAddr> {
    let found: Vec<SocketAddr> = listen
        .to_socket_addrs()
        .with_context(|| format!("`{listen}` is no address; write 127.0.0.1:8080"))?
        .collect();
    match found.as_slice() {
        [] => bail!("`{listen}` is no address; write 127.0.0.1:8080"),
        all if all.iter().all(|a| a.ip().is_loopback()) => Ok(all[0]),
        _ => bail!(
            "`{listen}` can be reached from other machines; until there is sign-in Varde listens on this machine only, for example on 127.0.0.1:8080"
        ),
    }
}

async fn stopped() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
