//! The lines of a paste, in place of the list, before they are kept.

use ratatui::layout::Rect;

use super::{Look, Paint};
use crate::{
    config::theme::Role,
    domain::{kind::Kind, saying::Saying, text},
    ops::rules::MOST_LETTERS,
    tui::app::{App, Line, Purpose},
};

/// Columns of the number before a line.
const NUMBER: u16 = 6;

/// Draws the lines that will become records: what is read in each, and what is in its way.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, line: &Line, part: Rect) {
    let Purpose::Add(kind) = line.purpose else { return };
    let say = |key: &'static str, n: usize| app.words.say(&Saying::new(key).with("n", n));
    let mut head = vec![(say("paste.head", line.many.len()), Look::of(Role::Text).bold())];
    let (refused, there) = (line.pasted.refused(), line.pasted.there());
    for (key, n, role) in
        [("paste.refused", refused, Role::Bad), ("paste.there", there, Role::Warn)]
    {
        if n > 0 {
            head.push((format!(" · {}", say(key, n)), Look::of(role)));
        }
    }
    paint.pieces(part.x + 1, part.y, part.width.saturating_sub(2), &head);
    let lines = line.many.iter().enumerate().skip(line.pasted.top);
    for ((at, text), y) in lines.zip(part.y + 1..part.bottom()) {
        row(paint, app, (line, kind), (at, text), Rect::new(part.x, y, part.width, 1));
    }
}

fn row(
    paint: &mut Paint<'_>,
    app: &App,
    (line, kind): (&Line, Kind),
    (at, typed): (usize, &str),
    part: Rect,
) {
    paint.rows += 1;
    let known = line.pasted.lines.get(at).copied().unwrap_or_default();
    let number = format!("{}", at + 1);
    paint.put_right(part.x, part.y, NUMBER - 2, &number, Look::of(Role::Dim));
    if known.refused {
        paint.put(part.x + NUMBER - 1, part.y, 1, "!", Look::of(Role::Bad).bold());
    }
    // A long line is read as far as it could show.
    let shown: String = typed.chars().take(usize::from(part.width) * 4).collect();
    let echo = app.echo_of_line(line, kind, &line.sticky.added_to(&shown));
    let long = typed.len() > MOST_LETTERS && typed.chars().count() > MOST_LETTERS;
    let mut said = Vec::new();
    if long {
        said.push((
            app.words.say(&Saying::new("paste.long").with("most", MOST_LETTERS)),
            Role::Bad,
        ));
    }
    said.extend(echo.pieces);
    if let Some(there) = known.there.and_then(|id| app.picture.ref_by_id(id)) {
        said.push((app.words.say(&Saying::new("paste.is_there").with("ref", there)), Role::Warn));
    }
    let words = crate::domain::quick::lex(&shown).words.unwrap_or_default();
    let words = text::neutral(&words);
    let room = part.width.saturating_sub(NUMBER + 2);
    let said: Vec<(String, Role)> = said
        .into_iter()
        .enumerate()
        .map(|(n, (piece, role))| {
            let piece = text::neutral(&piece).into_owned();
            (if n == 0 { piece } else { format!(" · {piece}") }, role)
        })
        .collect();
    let wide: usize = said.iter().map(|(piece, _)| text::width(piece)).sum();
    // What is read takes no more than half of the row.
    let wide = u16::try_from(wide).unwrap_or(u16::MAX).min(room / 2);
    let gap = if wide > 0 { 2 } else { 0 };
    paint.put(part.x + NUMBER + 1, part.y, room - wide - gap, &words, Look::of(Role::Text));
    let pieces: Vec<_> = said
        .into_iter()
        .map(|(piece, role)| (piece, Look::of(if role == Role::Text { Role::Dim } else { role })))
        .collect();
    paint.pieces(part.x + NUMBER + 1 + room - wide, part.y, wide, &pieces);
}
