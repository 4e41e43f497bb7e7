//! A pack's SQL may come from anyone, so every statement of it has an end: one that takes too long is stopped.

use crate::error::FactsError;
use duckdb::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

/// Longest time that a view may take. A university's largest takes a few seconds.
pub(crate) const READING: Duration = Duration::from_secs(60);

/// Longest time that a source's SQL may take over one file.
pub(crate) const MAPPING: Duration = Duration::from_secs(600);

/// Do work on a connection, and stop it when it takes longer than the limit.
pub(crate) fn within<T>(
    limit: Duration,
    connection: &Connection,
    work: impl FnOnce() -> Result<T, FactsError>,
) -> Result<T, FactsError> {
    let stopped = Arc::new(AtomicBool::new(false));
    let _done: Sender<()> = {
        let (done, wait) = channel();
        let (handle, stopped) = (connection.interrupt_handle(), stopped.clone());
        std::thread::spawn(move || {
            // The sender is dropped when the work is done; a time-out alone means that it is not.
            if wait.recv_timeout(limit) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                stopped.store(true, Ordering::SeqCst);
                handle.interrupt();
            }
        });
        done
    };
    work().map_err(|error| match error {
        FactsError::Query { what, .. } if stopped.load(Ordering::SeqCst) => FactsError::Query {
            what,
            message: format!(
                "it took longer than {} s and was stopped",
                limit.as_secs_f64()
            ),
        },
        other => other,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::reader::query;

    #[test]
    fn what_takes_too_long_is_stopped_and_the_next_statement_runs() {
        let connection = Connection::open_in_memory().unwrap();
        let endless = "select count(*) from range(1000000) a, range(1000000) b, range(1000) c where a.range + b.range + c.range = -1";
        let stopped = within(Duration::from_millis(50), &connection, || {
            query(&connection, "measure view `endless`", endless)
        });
        assert_eq!(
            stopped.unwrap_err().to_string(),
            "could not measure view `endless`: it took longer than 0.05 s and was stopped"
        );
        let next = within(READING, &connection, || {
            query(&connection, "look", "select 1")
        });
        assert_eq!(next.unwrap().rows, [[Some("1".to_owned())]]);
    }
}
