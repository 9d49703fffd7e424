//! `NOUN add LINE|-`: one record, or one for each line of standard input.

use std::io::Read;

use clap::ArgMatches;

use super::{
    Failure,
    call::{Call, names, objects, rows_of},
    run::{sets, words},
    similar::Near,
    told::Told,
};
use crate::{
    domain::{entry::Entry, kind::Kind, paste, refusal::Refusal, saying::Saying},
    ops::{Command, Receipt, Target, Workspace},
};

pub(super) fn run(call: &mut Call<'_>, kind: Kind, of: &ArgMatches) -> Result<(), Failure> {
    let (line, sets) = (words(of, "line"), sets(of));
    if !of.contains_id("line") && sets.is_empty() {
        return Err(Failure::Usage(Saying::new("cli.add_what").with("noun", kind.noun())));
    }
    // Refused before a word is read: whoever types into a pipe learns it at once.
    call.may_write()?;
    let many = line == ["-"];
    let (entries, numbers) = if many {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        lines(&bytes, unmarks(of))?
    } else {
        (vec![Entry::line(&line.join(" "))], Vec::new())
    };
    if entries.is_empty() {
        return Err(Failure::refused(Saying::new("cli.no_lines")));
    }
    let entries: Vec<Entry> =
        entries.into_iter().map(|entry| Entry { sets: sets.clone(), ..entry }).collect();
    let (mut workspace, stamp) = call.begin()?;
    let told = Told::of(kind, &entries, &mut workspace, stamp.today)?;
    let near = Near::of(kind, &entries, &mut workspace)?;
    let joins = of.try_get_one::<String>("join").ok().flatten();
    let command = match (joins, entries.as_slice()) {
        (Some(idea), [entry]) => Command::Join {
            entry: entry.clone(),
            idea: Target::from(idea.as_str()),
            create: of.get_flag("create"),
        },
        (Some(_), _) => return Err(Failure::Usage(Saying::new("cli.join_one"))),
        (None, _) => add_all(call, kind, entries, of),
    };
    let receipt = call
        .give(&mut workspace, &stamp, &command)
        .map_err(|failure| in_lines(failure, &numbers))?;
    // Organisations that were made on the way have no entry.
    let mut rows = rows_of(&receipt, &receipt.made);
    rows.retain(|row| row.kind() == kind);
    let refs = names(&mut workspace, &rows)?;
    let done = receipt.done.clone();
    print(call, workspace, &receipt, many)?;
    told.say(call, &refs, many);
    match (joins, &done) {
        (Some(_), Some(done)) => call.say(done),
        _ => near.say(call, &refs),
    }
    Ok(())
}

fn add_all(call: &Call<'_>, kind: Kind, entries: Vec<Entry>, of: &ArgMatches) -> Command {
    let create = of.get_flag("create");
    Command::Add { kind, entries, create, meeting: call.meeting() }
}

/// Prints what was made: refs, one a line, or the records.
pub(super) fn print(
    call: &mut Call<'_>,
    mut workspace: Workspace,
    receipt: &Receipt,
    many: bool,
) -> Result<(), Failure> {
    let rows = rows_of(receipt, &receipt.made);
    if !call.flags.json {
        for name in names(&mut workspace, &rows)? {
            call.out.line(&name)?;
        }
        call.hold(workspace);
        return Ok(());
    }
    let objects = objects(&mut workspace, &rows, call.env.moment()?)?;
    call.hold(workspace);
    match objects.into_iter().map(Ok).collect::<Vec<_>>() {
        all if many => call.out.array(all),
        all => all.into_iter().try_for_each(|object| call.out.json(&object?)),
    }
}

/// Whether lines lose the marks of the list that they stood in.
fn unmarks(of: &ArgMatches) -> bool {
    of.try_get_one::<bool>("unmark").ok().flatten().is_some_and(|unmarks| *unmarks)
}

/// The lines of a text, blank ones left out, each with its number.
fn lines(bytes: &[u8], unmarks: bool) -> Result<(Vec<Entry>, Vec<usize>), Failure> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let (mut entries, mut numbers, mut bad) = (Vec::new(), Vec::new(), Vec::new());
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        match std::str::from_utf8(line.strip_suffix(b"\r").unwrap_or(line)) {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) if unmarks => {
                // A mark with nothing behind it is nobody's idea.
                let line = paste::unmarked(line);
                if !line.is_empty() {
                    entries.push(Entry::line(line));
                    numbers.push(at + 1);
                }
            }
            Ok(line) => {
                entries.push(Entry::line(line));
                numbers.push(at + 1);
            }
            Err(_) => bad
                .push(Refusal { line: Some(at + 1), ..Refusal::new(Saying::new("cli.not_utf8")) }),
        }
    }
    match together(bad) {
        Some(refusal) => Err(Failure::Refused(Box::new(refusal))),
        None => Ok((entries, numbers)),
    }
}

/// One refusal that holds the others.
pub(super) fn together(refusals: Vec<Refusal>) -> Option<Refusal> {
    let mut all = refusals.into_iter();
    let first = all.next()?;
    Some(Refusal { more: all.collect(), ..first })
}

/// A refusal of entries as one of the lines that they stood in.
pub(super) fn in_lines(failure: Failure, numbers: &[usize]) -> Failure {
    let Failure::Refused(mut refusal) = failure else { return failure };
    let place = |refusal: &mut Refusal| {
        let number = refusal.line.and_then(|line| numbers.get(line.checked_sub(1)?));
        refusal.line = number.copied();
    };
    place(&mut refusal);
    refusal.more.iter_mut().for_each(place);
    Failure::Refused(refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_count_but_are_no_entries() {
        let text = "\u{feff}one\r\n\r\n  \nสอง @IOM\none".as_bytes();
        let (entries, numbers) = lines(text, false).unwrap();
        assert_eq!(numbers, [1, 4, 5]);
        assert_eq!(entries[0], Entry::line("one"));
        assert_eq!(entries[1], Entry::line("สอง @IOM"));
        assert!(lines(b"", false).unwrap().0.is_empty());
    }

    #[test]
    fn every_line_that_is_no_text_is_named() {
        let Err(Failure::Refused(refusal)) = lines(b"a\n\xff\nb\n\xe0\xb8\n", false) else {
            panic!()
        };
        assert_eq!(refusal.line, Some(2));
        assert_eq!(refusal.more.iter().map(|more| more.line).collect::<Vec<_>>(), [Some(4)]);
    }

    #[test]
    fn a_refusal_names_the_line_and_not_the_entry() {
        let mut refusal = Refusal { line: Some(2), ..Refusal::new(Saying::new("x")) };
        refusal.more.push(Refusal { line: Some(3), ..Refusal::new(Saying::new("y")) });
        let Failure::Refused(refusal) = in_lines(Failure::Refused(Box::new(refusal)), &[1, 4, 9])
        else {
            panic!()
        };
        assert_eq!((refusal.line, refusal.more[0].line), (Some(4), Some(9)));
    }
}
