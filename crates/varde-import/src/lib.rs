//! Readers: files to rows or quarantine
