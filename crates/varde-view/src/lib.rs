//! Page structs, texts, formats, charts
