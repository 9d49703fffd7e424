//! `export all` and `import all`: the whole workspace as one JSON text, its log included. It
//! is a copy, not a document, so it passes beside the redaction gate and says so.

use std::{
    fs::File,
    io::{self, BufReader, Write},
    path::PathBuf,
};

use clap::ArgMatches;

use super::{Failure, call::Call, export, output::escaped};
use crate::{domain::saying::Saying, ops};

pub(super) fn export(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let format = of.get_one::<String>("format").map_or("json", String::as_str);
    if !format.eq_ignore_ascii_case("json") {
        let saying = Saying::new("cli.export_format").with("typed", format).with("list", "json");
        return Err(Failure::refused(saying));
    }
    let mut workspace = call.open()?;
    let strictest = match of.get_one::<PathBuf>("out") {
        Some(path) => export::aside(path, of.get_flag("force"), |file| {
            Ok(workspace.export_all(&mut Lines::over(file))?)
        })?,
        None => {
            let label = workspace.export_all(&mut Lines::over(call.out.stream()));
            // A reader that went away is no fault of the file's.
            call.out.finish()?;
            label?
        }
    };
    if let Some(label) = strictest {
        call.say(&Saying::new("cli.whole_copy").with("label", label.token()));
    }
    Ok(())
}

pub(super) fn import(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    call.may_write()?;
    let Some(path) = call.flags.workspace.clone().or_else(|| call.env.workspace.clone()) else {
        return Err(Failure::Usage(Saying::new("cli.import_where")));
    };
    let source = of.get_one::<PathBuf>("source").cloned().unwrap_or_default();
    let file = File::open(&source).map_err(|error| {
        let saying = Saying::new("cli.unreadable");
        let saying = saying.with("file", source.to_string_lossy().into_owned());
        Failure::File(saying.with("why", error.to_string()))
    })?;
    let opening = call.opening(path.clone())?;
    ops::import_all(&opening, call.random(), &mut BufReader::new(file))?;
    call.say(&Saying::new("cli.created").with("file", path.to_string_lossy().into_owned()));
    Ok(())
}

/// Passes whole lines of JSON on without characters that a terminal would obey, to a file as
/// to standard output: both have the same bytes.
struct Lines<W: Write> {
    to: W,
    line: Vec<u8>,
}

impl<W: Write> Lines<W> {
    fn over(to: W) -> Self {
        Self { to, line: Vec::new() }
    }
}

impl<W: Write> Write for Lines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                let text = String::from_utf8_lossy(&self.line);
                self.to.write_all(escaped(&text).as_bytes())?;
                self.line.clear();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
