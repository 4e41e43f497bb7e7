//! One value on its way from a file to the store.

use jiff::civil::Date;
use std::borrow::Cow;
use varde_calc::number::Fixed;

/// A typed value, read by our own parsers; nothing is left for a SQL cast to guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing there; never the same as zero.
    Null,
    /// Text or code.
    Text(Cow<'a, str>),
    /// Integer or year.
    Integer(i64),
    /// Exact decimal, already at the column's scale.
    Decimal(Fixed),
    /// Civil date.
    Date(Date),
    /// Yes or no.
    Boolean(bool),
}
