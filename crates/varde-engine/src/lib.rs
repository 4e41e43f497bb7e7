//! Runs a pack over the facts
