//! The one way to standard output and standard error. Whatever was entered, no control
//! character but line feed and tab, and no change of direction, gets past here.

use std::io::{BufWriter, Write};

use serde_json::Value;

use super::failure::Failure;
use crate::domain::text::{neutral, neutral_lines};

/// Where a call writes to.
pub struct Output<'a> {
    out: BufWriter<Box<dyn Write + 'a>>,
    err: Box<dyn Write + 'a>,
}

impl<'a> Output<'a> {
    /// An output over these two streams.
    #[must_use]
    pub fn new(out: Box<dyn Write + 'a>, err: Box<dyn Write + 'a>) -> Self {
        Self { out: BufWriter::with_capacity(1 << 16, out), err }
    }

    /// A line, or several, for whoever called.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(neutral_lines(text).as_bytes())?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// One value as JSON over several lines.
    pub(super) fn json(&mut self, value: &Value) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
        self.out.write_all(escaped(&text).as_bytes())?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// Values as a JSON array, each on a line of its own, written as they come.
    pub(super) fn array(
        &mut self,
        values: impl IntoIterator<Item = Result<Value, Failure>>,
    ) -> Result<(), Failure> {
        let mut before = "[\n";
        for value in values {
            let text = serde_json::to_string(&value?).map_err(std::io::Error::from)?;
            self.out.write_all(before.as_bytes())?;
            self.out.write_all(escaped(&text).as_bytes())?;
            before = ",\n";
        }
        let end: &[u8] = if before == "[\n" { b"[]\n" } else { b"\n]\n" };
        Ok(self.out.write_all(end)?)
    }

    /// A document that ends its own lines.
    pub(super) fn document(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.out.write_all(neutral_lines(text).as_bytes())?)
    }

    /// A message for the person, on standard error. One that cannot be written is lost: there
    /// is no other place to say so.
    pub(super) fn say(&mut self, text: &str) {
        if !text.is_empty() {
            let _ = self.out.flush();
            let _ = self.err.write_all(neutral_lines(text).as_bytes());
            let _ = self.err.write_all(b"\n");
            let _ = self.err.flush();
        }
    }

    /// The stream of standard output, for a writer that keeps to the rule itself.
    pub(super) fn stream(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Writes out what still waits.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}

/// JSON text without characters that a terminal would obey. They can stand only inside
/// strings, where an escape means the same.
pub(super) fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || c == ' ' || c.is_ascii_graphic() || !obeyed(c) {
            text.push(c);
        } else {
            // All of them lie in the first plane, so four digits are enough.
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        }
    }
    text
}

/// Whether a terminal would do something at this character instead of showing it.
fn obeyed(c: char) -> bool {
    let mut bytes = [0; 4];
    let text: &str = c.encode_utf8(&mut bytes);
    neutral(text) != text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(write: impl FnOnce(&mut Output<'_>)) -> (String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        {
            let mut output = Output::new(Box::new(&mut out), Box::new(&mut err));
            write(&mut output);
            output.finish().expect("a vector takes all");
        }
        (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    #[test]
    fn nothing_obeyed_by_a_terminal_gets_out() {
        let bad = "a\u{1b}[31m\u{9b}2J\u{202e}\u{7f}\u{feff}ก\tb";
        let (out, err) = written(|output| {
            output.line(bad).unwrap();
            output.say(bad);
            output.json(&json!({ "title": bad })).unwrap();
            output.array([Ok(json!(bad))]).unwrap();
        });
        for text in [&out, &err] {
            assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{text:?}");
            assert!(!text.contains(['\u{202e}', '\u{feff}']), "{text:?}");
        }
        let json: Value =
            serde_json::from_str(out.rsplit_once("[\n").unwrap().1.trim_end_matches("]\n"))
                .unwrap();
        assert_eq!(json, json!(bad));
    }

    #[test]
    fn an_array_has_a_line_for_each_value() {
        let (out, _) = written(|output| {
            output.array([]).unwrap();
            output.array([Ok(json!(1)), Ok(json!({"a": null}))]).unwrap();
        });
        assert_eq!(out, "[]\n[\n1,\n{\"a\":null}\n]\n");
    }
}
