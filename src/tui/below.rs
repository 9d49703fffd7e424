//! What stands below the line being typed: why it came back, what is read in it, or a hint.
//! It is wrapped to two rows, never cut in the first.

use super::app::{Alike, Line, Purpose};
use crate::{
    config::theme::Role,
    domain::{kind::Kind, saying::Saying, snapshot::Snapshot, text, words::Words},
};

/// Rows that it takes at most.
const MOST: usize = 2;

/// Columns at the left and right that stay blank.
pub(crate) const MARGIN: u16 = 1;

/// Columns before the hint that a line is much like another.
const INDENT: usize = 6;

/// What stands between two pieces.
const BETWEEN: &str = " · ";

type Piece = (String, Role);

/// The rows below a line, for so many columns.
#[must_use]
pub(crate) fn rows(words: &Words, line: &Line, columns: u16) -> Vec<Vec<Piece>> {
    let columns = usize::from(columns.saturating_sub(2 * MARGIN)).max(1);
    let Some(alike) = line.alike.as_ref().filter(|_| line.message.is_none()) else {
        return said_of(words, line, columns);
    };
    let mut rows = match line.echo.pieces.is_empty() {
        true => Vec::new(),
        false => said_of(words, line, columns),
    };
    rows.push(joins(words, alike, columns));
    rows
}

/// The idea that a line is much like, and the key that joins it; its words are cut, never those.
fn joins(words: &Words, alike: &Alike, columns: usize) -> Vec<Piece> {
    let like = Saying::new("line.alike").with("ref", alike.called.as_str());
    let (like, key) = (words.say(&like), words.text("line.joins"));
    let room = columns.saturating_sub(INDENT + text::width(&like) + text::width(key) + 4);
    let title = text::neutral(&alike.title);
    let like = format!("{}{like} {}", " ".repeat(INDENT), text::cut(&title, room));
    vec![(like, Role::Dim), (format!("   {key}"), Role::Accent)]
}

fn said_of(words: &Words, line: &Line, columns: usize) -> Vec<Vec<Piece>> {
    if line.purpose == Purpose::Filter {
        return Vec::new();
    }
    if let Some(message) = &line.message {
        let said = format!("! {}", words.say(message));
        return wrapped(&said, Role::Warn, columns);
    }
    if line.echo.pieces.is_empty() {
        return wrapped(words.text(hint(line)), Role::Dim, columns);
    }
    arranged(&line.echo.pieces, columns)
}

/// Pieces one after the other in rows of so many columns.
#[must_use]
pub(crate) fn arranged(pieces: &[Piece], columns: usize) -> Vec<Vec<Piece>> {
    let mut rows: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut used = 0;
    for (piece, role) in pieces {
        let piece = text::neutral(piece).into_owned();
        let wide = text::width(&piece);
        let full = used > 0 && used + text::width(BETWEEN) + wide > columns;
        if full && rows.len() < MOST {
            rows.push(Vec::new());
            used = 0;
        }
        if used == 0 && wide > columns && rows.len() < MOST {
            // One piece alone is longer than a row.
            rows.pop();
            let lines = wrapped(&piece, *role, columns);
            used = lines.last().and_then(|row| row.first()).map_or(0, |(end, _)| text::width(end));
            rows.extend(lines);
            continue;
        }
        let Some(row) = rows.last_mut() else { continue };
        if used > 0 {
            row.push((BETWEEN.to_owned(), Role::Dim));
            used += text::width(BETWEEN);
        }
        row.push((piece, *role));
        used += wide;
    }
    rows
}

/// A text in at most two rows; the last one holds all the rest.
#[must_use]
pub(crate) fn wrapped(line: &str, role: Role, columns: usize) -> Vec<Vec<Piece>> {
    let mut lines = text::wrap(&text::neutral(line), columns);
    if lines.len() > MOST {
        let rest = lines.split_off(MOST - 1).join(" ");
        lines.push(rest);
    }
    lines.into_iter().map(|line| vec![(line, role)]).collect()
}

fn hint(line: &Line) -> &'static str {
    match &line.purpose {
        Purpose::Add(kind) => texts_of(*kind).1,
        Purpose::Cluster(_) if line.editor.is_blank() => "line.hint.suggested",
        Purpose::Cluster(_) => "line.hint.cluster",
        Purpose::Round => "line.hint.round",
        Purpose::Ballot(_) => "line.hint.ballot",
        Purpose::Reason(_) | Purpose::Filter => "line.hint.reason",
    }
}

/// What a line for a new record is called, and what it takes.
const fn texts_of(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Organisation => ("line.organisation", "line.hint.organisation"),
        Kind::Post => ("line.post", "line.hint.post"),
        Kind::Capability => ("line.capability", "line.hint.capability"),
        Kind::Meeting => ("line.meeting", "line.hint.meeting"),
        Kind::Agenda => ("line.agenda", "line.hint.agenda"),
        Kind::Point => ("line.point", "line.hint.point"),
        Kind::Idea => ("line.idea", "line.hint.idea"),
        Kind::Issue => ("line.issue", "line.hint.issue"),
        Kind::Decision => ("line.decision", "line.hint.decision"),
        Kind::Objective => ("line.objective", "line.hint.objective"),
        Kind::Action
        | Kind::Workspace
        | Kind::Link
        | Kind::Level
        | Kind::Round
        | Kind::Ballot
        | Kind::Attendance => ("line.action", "line.hint.action"),
    }
}

/// What stands before a line: what it is for.
#[must_use]
pub(crate) fn name(w: &Snapshot, line: &Line) -> Saying {
    if let Some((at, _)) = line.refused.first() {
        return Saying::new("line.mending").with("line", at + 1).with("n", line.many.len());
    }
    match &line.purpose {
        Purpose::Add(kind) => {
            let name = Saying::new(texts_of(*kind).0);
            match line.under.and_then(|under| w.ref_by_id(under.id())) {
                Some(under) => Saying::new("line.under").with("line", name).with("ref", under),
                None => name,
            }
        }
        Purpose::Cluster(ideas) => Saying::new("line.cluster").with("n", ideas.len()),
        Purpose::Reason(_) => Saying::new("line.reason"),
        Purpose::Filter => Saying::new("line.filter"),
        Purpose::Round => Saying::new("line.round"),
        Purpose::Ballot(_) => Saying::new("line.ballot"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::words, domain::lang::Lang};

    #[test]
    fn whatever_is_said_takes_two_rows_at_most_and_loses_no_word() {
        let words = words::load(Lang::En);
        let mut line = Line::new(Purpose::Add(Kind::Action));
        for n in 0..12 {
            line.echo.pieces.push((format!("piece {n} of some length"), Role::Text));
            for columns in [60, 80, 120] {
                let rows = rows(&words, &line, columns);
                assert!(rows.len() <= MOST);
                let all: String = rows.concat().into_iter().map(|(text, _)| text).collect();
                assert!(all.contains(&format!("piece {n} of")), "{all}");
                let first: usize = rows
                    .first()
                    .map_or(0, |row| row.iter().map(|(text, _)| text::width(text)).sum());
                assert!(first <= usize::from(columns) - 2, "{first} of {columns}");
            }
        }
    }
}
