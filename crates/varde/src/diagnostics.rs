//! Findings of a pack, shown where they are.

use crate::output::Output;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report,
};
use std::collections::BTreeMap;
use varde_pack::diagnostic::line_and_column;
use varde_pack::{Diagnostic, Severity};

/// Show findings with the lines that they are about.
pub fn show(
    findings: &[Diagnostic],
    files: &BTreeMap<String, String>,
    out: &mut Output,
) -> anyhow::Result<()> {
    let theme = if out.watched {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(110)
        .with_links(false);
    for finding in findings {
        let mut shown = MietteDiagnostic::new(finding.message.clone())
            .with_code(finding.code)
            .with_severity(match finding.severity {
                Severity::Error => miette::Severity::Error,
                Severity::Warning => miette::Severity::Warning,
            });
        if !finding.hints.is_empty() {
            shown = shown.with_help(finding.hints.join("\n"));
        }
        let text = files.get(&finding.place.file).map_or("", String::as_str);
        let (start, end) = (
            finding.place.span.start.min(text.len()),
            finding.place.span.end.min(text.len()),
        );
        // A whole file as a label says nothing; its first line does.
        let end = text
            .get(start..end)
            .and_then(|t| t.find('\n'))
            .map_or(end, |n| start + n);
        if !text.is_empty() {
            shown = shown.with_label(LabeledSpan::new_with_span(None, (start, end - start)));
        }
        let report = Report::new(shown)
            .with_source_code(NamedSource::new(&finding.place.file, text.to_owned()));
        let mut page = String::new();
        handler.render_report(&mut page, report.as_ref())?;
        out.line(page.trim_end())?;
        out.line("")?;
    }
    Ok(())
}

/// Findings as JSON.
pub fn json(findings: &[Diagnostic], files: &BTreeMap<String, String>) -> serde_json::Value {
    let list = findings.iter().map(|d| {
        let (line, column) = files.get(&d.place.file).map_or((0, 0), |text| line_and_column(text, d.place.span.start));
        serde_json::json!({ "code": d.code, "severity": d.severity, "file": d.place.file, "line": line, "column": column, "span": [d.place.span.start, d.place.span.end], "message": d.message, "hints": d.hints })
    });
    serde_json::Value::Array(list.collect())
}
