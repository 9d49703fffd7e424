//! The open round: what is in and what is missing, the issues by their numbers, and the dots of
//! the line being typed. Nothing else is known of it.

use ratatui::layout::Rect;

use super::{Look, Paint, columns_of, paint::Symbol};
use crate::{
    config::theme::Role,
    domain::{
        round::{Rule, runs},
        saying::Saying,
        text,
    },
    tui::{
        app::{App, Purpose, Turn},
        screens::View,
    },
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);

/// Columns of the bar of ballots.
const BAR: u16 = 32;

/// The least columns of an issue.
const ISSUE: u16 = 30;

/// Eighths of a block, from none to all but one.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Draws a bar of so many columns, as far as `n` is of `all`, on a faint track where asked.
pub(super) fn bar(
    paint: &mut Paint<'_>,
    (x, y): (u16, u16),
    columns: u16,
    (n, all): (usize, usize),
    track: bool,
) {
    let wide = usize::from(columns);
    let eighths = (n.min(all) * wide * 8).checked_div(all).unwrap_or_default();
    let (full, part) = (eighths / 8, eighths % 8);
    let ascii = paint.theme.ascii;
    let (block, rest) = if ascii { ("#", ".") } else { ("█", "░") };
    let part = if ascii { "" } else { EIGHTHS.get(part).copied().unwrap_or_default() };
    let filled = format!("{}{part}", block.repeat(full));
    let used = paint.put(x, y, columns, &filled, Look::of(Role::Accent));
    if track {
        let left = columns.saturating_sub(used);
        paint.put(x + used, y, left, &rest.repeat(usize::from(left)), Look::of(Role::Faint));
    }
}

/// The rule in words.
pub(crate) fn rule(rule: &Rule) -> Saying {
    let said = Saying::new("ballot.rule").with("n", i64::from(rule.dots));
    said.with("most", rule.stack.to_string())
}

/// What stands at the right of the tab bar.
pub(super) fn counts(app: &App) -> Option<(String, Role)> {
    let said = if app.view == View::Ballot {
        let turn = Turn::open(app)?;
        Saying::new("ballot.sealed").with("ref", turn.name)
    } else {
        super::results::turnout(app)?
    };
    Some((app.words.say(&said), Role::Dim))
}

/// Draws the open round; whether there is one.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, part: Rect) -> bool {
    let Some(turn) = Turn::open(app) else { return false };
    let (x, wide) = (part.x + 1, part.width.saturating_sub(2));
    let mut y = part.y + 1;
    let said = app.words.say(&turn.said());
    let used = paint.put(x, y, wide, &said, TEXT.bold());
    let rule = app.words.say(&rule(&turn.rule));
    let columns = columns_of(&rule).min(wide);
    let right = (x + wide).saturating_sub(columns);
    if let Some(all) = turn.rule.ballots() {
        let room = right.saturating_sub(x + used + 5).min(BAR);
        let all = usize::try_from(all).unwrap_or_default();
        bar(paint, (x + used + 3, y), room, (turn.turnout.ballots, all), true);
    }
    paint.put(right, y, columns, &rule, DIM);
    y += 2;
    let spoilt = turn.turnout.spoilt.iter().map(|(serial, why)| format!("{serial} ({why})"));
    let spoilt = spoilt.collect::<Vec<_>>().join("  ");
    let rows = [
        ("ballot.in", runs(&turn.turnout.serials)),
        ("ballot.missing", runs(&turn.turnout.missing)),
        ("ballot.spoilt", spoilt),
    ];
    let heads = rows.each_ref().map(|(key, _)| columns_of(app.words.text(key)));
    let head = heads.into_iter().max().unwrap_or_default() + 2;
    for (key, list) in rows {
        if key == "ballot.missing" && turn.rule.ballots().is_none() {
            continue;
        }
        paint.put(x, y, head, app.words.text(key), DIM);
        let list = if list.is_empty() { paint.symbol(Symbol::Dash).to_owned() } else { list };
        let mut lines = text::wrap(&text::neutral(&list), usize::from(wide.saturating_sub(head)));
        if lines.len() > 2 {
            // More than two rows would push the issues off the screen.
            lines.truncate(2);
            lines.iter_mut().skip(1).for_each(|line| line.push_str(" …"));
        }
        for line in lines {
            paint.put(x + head, y, wide.saturating_sub(head), &line, TEXT);
            y += 1;
        }
    }
    y += 1;
    let seal = text::wrap(app.words.text("ballot.seal"), usize::from(wide.max(1)));
    let high = u16::try_from(seal.len()).unwrap_or(1);
    let end = part.bottom().saturating_sub(high + 1).max(y);
    issues(paint, app, &turn, Rect::new(x, y, wide, end - y));
    if !app.layout().side {
        for (line, y) in seal.iter().zip(part.bottom().saturating_sub(high)..part.bottom()) {
            paint.put(x, y, wide, line, DIM);
        }
    }
    true
}

/// The issues with their numbers in columns, and the dots of the line being typed.
fn issues(paint: &mut Paint<'_>, app: &App, turn: &Turn, part: Rect) {
    let items = &turn.rule.items;
    let typed = app.dots_typed();
    let most = (part.width / ISSUE).max(1);
    let rows = usize::from(part.height.max(1));
    let needed = u16::try_from(items.len().div_ceil(rows)).unwrap_or(most);
    let columns = needed.clamp(1, most);
    let high = items.len().div_ceil(usize::from(columns)).clamp(1, rows);
    let wide = part.width / columns;
    let held = high * usize::from(columns);
    let digits = items.iter().map(|(_, number)| number.to_string().len()).max().unwrap_or(1);
    let digits = u16::try_from(digits).unwrap_or(1);
    for (at, (id, number)) in items.iter().take(held).enumerate() {
        paint.rows += 1;
        let column = u16::try_from(at / high).unwrap_or_default();
        let (x, y) = (part.x + column * wide, part.y + u16::try_from(at % high).unwrap_or(0));
        let given = typed.iter().filter(|mark| *mark == number).count();
        let look = TEXT.bold_if(given > 0);
        paint.put_right(x, y, digits, &number.to_string(), Look::of(Role::Accent));
        let dot = if paint.theme.ascii { "o" } else { "●" };
        let dots = dot.repeat(given.min(10));
        let room = wide.saturating_sub(digits + 3 + columns_of(&dots) + 1);
        let last = at + 1 == held && held < items.len();
        let more = Saying::new("ballot.more").with("n", items.len() - held + 1);
        let title = app.issue_title(*id).to_owned();
        let title = if last { app.words.say(&more) } else { title };
        let used = paint.put(x + digits + 1, y, room, &title, look);
        paint.put(x + digits + 2 + used, y, wide, &dots, Look::of(Role::Good).bold());
    }
}

/// How many dots the line being typed holds.
pub(super) fn typed(app: &App) -> Option<(String, Role)> {
    let line = app.line.as_ref()?;
    let Purpose::Ballot(_) = line.purpose else { return None };
    let rule = Turn::open(app)?.rule;
    let typed = app.dots_typed();
    let stacked = |number: &u32| typed.iter().filter(|other| *other == number).count();
    let most = typed.iter().map(stacked).max().unwrap_or_default();
    let over = typed.len() > rule.dots as usize || most > rule.stack as usize;
    let said = Saying::new("ballot.typed").with("n", typed.len());
    let said = app.words.say(&said.with("all", rule.dots.to_string()));
    Some((said, if over { Role::Warn } else { Role::Dim }))
}

/// What stands at the right of the page.
pub(super) fn side(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let Some(turn) = Turn::open(app) else { return };
    let mut y = part.y + 1;
    let mut line = |text: &str, look: Look| {
        for row in text::wrap(&text::neutral(text), usize::from(part.width.max(1))) {
            if y < part.bottom() {
                paint.put(part.x, y, part.width, &row, look);
                y += 1;
            }
        }
    };
    line(&turn.name, TEXT.bold());
    line("", TEXT);
    for issued in &turn.rule.issued {
        let in_it = |serial: &&i64| (issued.first..=issued.last).contains(*serial);
        let n = turn.turnout.serials.iter().filter(in_it).count();
        let said = Saying::new("ballot.of_sector")
            .with("sector", issued.sector.clone().unwrap_or_else(|| "–".to_owned()))
            .with("n", n)
            .with("all", (issued.last - issued.first + 1).to_string())
            .with("list", runs(&(issued.first..=issued.last).collect::<Vec<_>>()));
        line(&app.words.say(&said), TEXT);
    }
    line("", TEXT);
    line(app.words.text("ballot.seal"), DIM);
    line("", TEXT);
    line(app.words.text("ballot.display"), DIM);
}
