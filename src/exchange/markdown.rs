//! Documents as Markdown with tables (GFM). The same document gives the same bytes: nothing of
//! the time, the device or the program is in them.

use crate::{
    domain::text::neutral,
    report::{Document, Section, Table},
};

/// The document as Markdown, its label first and last.
#[must_use]
pub fn write(document: &Document) -> Vec<u8> {
    let label = format!("**{}**", escape(document.label.token()));
    let mut out = format!("{label}\n\n# {}\n", escape(&document.title));
    let notes = document.subject.iter().chain(&document.notes);
    for line in notes {
        paragraph(&mut out, line);
    }
    for section in &document.sections {
        write_section(&mut out, section);
    }
    out.push_str("\n---\n\n");
    out.push_str(&label);
    out.push('\n');
    out.into_bytes()
}

fn paragraph(out: &mut String, line: &str) {
    out.push('\n');
    out.push_str(&opening(line));
    out.push('\n');
}

fn write_section(out: &mut String, section: &Section) {
    out.push_str("\n## ");
    out.push_str(&escape(&section.heading));
    out.push('\n');
    for line in &section.notes {
        paragraph(out, line);
    }
    if let Some(table) = &section.table {
        out.push('\n');
        write_table(out, table);
    }
}

fn write_table(out: &mut String, table: &Table) {
    let mut line = |cells: &[String]| {
        out.push_str("| ");
        out.push_str(&cells.join(" | "));
        out.push_str(" |\n");
    };
    line(&table.columns.iter().map(|column| escape(column)).collect::<Vec<_>>());
    line(&vec!["---".to_owned(); table.columns.len()]);
    for row in &table.rows {
        let cells = row
            .iter()
            .map(|cell| cell.0.iter().map(|text| escape(text)).collect::<Vec<_>>().join("<br>"));
        line(&cells.collect::<Vec<_>>());
    }
}

/// A text that reads as itself wherever it stands in a line: no control characters, no line
/// breaks, no markup, no HTML. Backslashes are used where every reader knows them, entities for
/// the rest.
#[must_use]
pub fn escape(text: &str) -> String {
    let text = neutral(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.trim().chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '#' | '|' => {
                out.push('\\');
                out.push(c);
            }
            // Only this makes a link of brackets; others stay readable: `[TH –]`.
            ']' if rest.as_str().trim_start().starts_with(['(', '[', ':']) => out.push_str("\\]"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '~' => out.push_str("&#126;"),
            '$' => out.push_str("&#36;"),
            _ => out.push(c),
        }
    }
    out
}

/// A text that begins a line: also no list, no underline of a heading, no rule.
fn opening(text: &str) -> String {
    let escaped = escape(text);
    let digits = escaped.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < escaped.len() && digits.starts_with(['.', ')']);
    match escaped.chars().next() {
        Some(first @ ('-' | '+' | '=' | ':')) => {
            format!("&#{};{}", u32::from(first), escaped.strip_prefix(first).unwrap_or_default())
        }
        Some(first) if numbered => {
            format!("&#{};{}", u32::from(first), escaped.strip_prefix(first).unwrap_or_default())
        }
        _ => escaped,
    }
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
