//! `varde withdraw`: take a wrong delivery out.

use super::import::Moved;
use crate::args::{Format, Withdraw};
use crate::home::{Home, now, who};
use crate::json;
use crate::output::{Exit, Output};

pub fn run(home: &Home, args: &Withdraw, format: Format, out: &mut Output) -> anyhow::Result<Exit> {
    let _turn = home.turn();
    let before = Moved::before(home)?;
    let batch = home
        .facts
        .withdraw(args.batch, &args.reason, &who(), now())?;
    home.record(
        "withdraw",
        &format!("batch:{}", batch.batch),
        &serde_json::json!({ "source": batch.source, "file": batch.file, "reason": args.reason }),
    )?;
    let moved = before.after(home)?;
    if format == Format::Json {
        let mut value = json::batch(&batch);
        if let Some(object) = value.as_object_mut() {
            object.insert("moved".to_owned(), moved.json());
        }
        out.line(serde_json::to_string_pretty(&value)?)?;
    } else {
        out.line(format!(
            "delivery {} ({}) is out; what was in force before it is in force again",
            batch.batch, batch.file
        ))?;
        moved.show(out)?;
    }
    Ok(Exit::Fine)
}
