//! The page before any file is open.

use chrono::Datelike;
use ratatui::{Frame, layout::Rect};

use super::{
    padded,
    paint::{Look, Paint, Symbol, columns_of},
};
use crate::{
    config::{
        actions::{Action, Context, key_of, keys_of},
        theme::{Role, Theme},
    },
    domain::{dates::write, saying::Saying, text},
    tui::{
        layout::LEAST,
        start::{CHOICES, Layer, Line, Page, QUESTIONS, Question},
    },
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);
const KEY: Look = Look::of(Role::Accent);

/// Columns of a digit with the blanks around it.
const INDENT: u16 = 5;

/// Column at which the answers begin.
const ANSWERS: u16 = 32;

/// Draws the page.
pub(in crate::tui) fn draw(frame: &mut Frame<'_>, page: &Page, theme: &Theme) {
    let area = frame.area();
    let mut paint = Paint { buffer: frame.buffer_mut(), theme, rows: 0, cursor: None };
    paint.clear(area, Role::Background);
    let layout = page.layout();
    if layout.small || area.width < page.size.0 || area.height < page.size.1 {
        return too_small(&mut paint, page, area);
    }
    header(&mut paint, page, layout.header, layout.tabs);
    paint.rule(layout.rule);
    let body = Rect { y: layout.heads.y, height: layout.rows.height + 1, ..layout.rows };
    if layout.side && !page.help {
        let edge = paint.symbol(Symbol::Edge);
        for y in layout.edge.top()..layout.edge.bottom() {
            paint.put(layout.edge.x, y, 1, edge, Look::of(Role::Faint));
        }
    }
    if page.help {
        help(&mut paint, page, Rect { width: area.width, ..body });
    } else {
        match page.layer {
            Layer::List | Layer::Path(_) => list(&mut paint, page),
            Layer::Form => form(&mut paint, page, layout.rows),
        }
        if layout.side {
            process(&mut paint, page, layout.detail);
        }
        below(&mut paint, page, layout.detail, layout.side, layout.footer);
    }
    footer(&mut paint, page, layout.footer);
    said(&mut paint, page, layout.footer);
    if let Some(cursor) = paint.cursor {
        frame.set_cursor_position(cursor);
    }
}

fn too_small(paint: &mut Paint<'_>, page: &Page, area: Rect) {
    let (width, height) = LEAST;
    let saying = Saying::new("tui.small")
        .with("least", format!("{width}x{height}"))
        .with("is", format!("{}x{}", area.width, area.height));
    let lines = text::wrap(&page.words.say(&saying), usize::from(area.width.max(1)));
    for (line, y) in lines.iter().zip(area.top()..) {
        paint.put(area.x, y, area.width, line, TEXT);
    }
}

fn header(paint: &mut Paint<'_>, page: &Page, top: Rect, tabs: Rect) {
    let words = &page.words;
    paint.put(1, top.y, 30, "Plenary", TEXT.bold());
    let none = words.text("start.no_file");
    paint.put_right(1, top.y, top.width.saturating_sub(2), none, DIM);
    let used = paint.put(1, tabs.y, 30, &format!("0 {}", words.text("start.home")), TEXT.bold());
    if page.layer == Layer::Form {
        let current = format!("[{}]", words.text("start.new"));
        paint.put(3 + used, tabs.y, 50, &current, KEY.bold());
        let of = Saying::new("start.of").with("at", page.form.at + 1).with("n", QUESTIONS.len());
        paint.put_right(1, tabs.y, tabs.width.saturating_sub(2), &words.say(&of), DIM);
    } else {
        let day = write::both(page.today);
        paint.put_right(1, tabs.y, tabs.width.saturating_sub(2), &day, DIM);
    }
}

fn list(paint: &mut Paint<'_>, page: &Page) {
    let width = page.layout().rows.width;
    let (lines, top) = page.shown();
    for (line, y) in lines.iter().zip(top..) {
        match line {
            Line::Blank => {}
            Line::Intro(line) => {
                paint.put(1, y, width.saturating_sub(2), line, TEXT);
            }
            Line::Head(head) => {
                paint.put(1, y, width.saturating_sub(2), page.words.text(head), DIM);
            }
            Line::Item(at) => item(paint, page, *at, y, width),
            Line::Other => other(paint, page, y, width),
        }
    }
}

fn item(paint: &mut Paint<'_>, page: &Page, at: usize, y: u16, width: u16) {
    let selected = page.at == at && page.layer == Layer::List;
    if selected {
        paint.fill(Rect::new(0, y, width, 1), Role::Selected);
        let cursor = paint.symbol(Symbol::Cursor);
        paint.put(0, y, 1, cursor, KEY);
    }
    if let Some(digit) = Page::digit(at) {
        paint.put(2, y, 1, &digit.to_string(), KEY.bold_if(selected));
    }
    let title = TEXT.bold_if(selected);
    if let Some(choice) = CHOICES.get(at) {
        let wide = 25;
        let what = page.words.text(what_of(choice));
        paint.put(INDENT, y, wide, page.words.text(choice), title);
        let x = INDENT + wide + 1;
        paint.put(x, y, width.saturating_sub(x + 1), what, DIM);
        return;
    }
    let Some(file) = page.file(at) else { return };
    let name_wide = if width < 100 { 23 } else { 38 };
    let name_at = width.saturating_sub(name_wide + 1);
    let day_at = name_at.saturating_sub(19);
    let Some(day) = file.opened else {
        paint.put(INDENT, y, width.saturating_sub(INDENT + 1), &file.title, title);
        return;
    };
    paint.put(INDENT, y, day_at.saturating_sub(INDENT + 1), &file.title, title);
    let said = if day == page.today {
        page.words.text("start.today").to_owned()
    } else {
        write::short(day, page.lang(), page.today.year())
    };
    paint.put(day_at, y, 18, &said, DIM);
    if file.found {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        paint.put(name_at, y, name_wide, &name, DIM);
    } else {
        let gone = page.words.text("start.not_found");
        paint.put(name_at, y, name_wide, gone, Look::of(Role::Warn));
    }
}

/// The text that says what a choice leads to.
fn what_of(choice: &str) -> &'static str {
    match choice {
        "start.new" => "start.new.what",
        "start.sample" => "start.sample.what",
        _ => "start.tour.what",
    }
}

fn other(paint: &mut Paint<'_>, page: &Page, y: u16, width: u16) {
    let words = &page.words;
    let mut x = 1 + paint.put(1, y, width, words.text("start.other"), DIM) + 1;
    x += paint.put(x, y, 2, "o", KEY) + 1;
    paint.put(x, y, width.saturating_sub(x + 1), words.text("start.other.rest"), DIM);
}

fn form(paint: &mut Paint<'_>, page: &Page, rows: Rect) {
    for ((at, question), y) in
        QUESTIONS.into_iter().enumerate().zip((rows.y..rows.bottom()).step_by(2))
    {
        let here = page.form.at == at;
        if here {
            paint.fill(Rect::new(0, y, rows.width, 1), Role::Selected);
            let cursor = paint.symbol(Symbol::Cursor);
            paint.put(0, y, 1, cursor, KEY);
        }
        let digit = Page::digit(at).map(String::from).unwrap_or_default();
        paint.put(2, y, 1, &digit, DIM);
        let label = if here { TEXT.bold() } else { DIM };
        paint.put(INDENT, y, ANSWERS - INDENT - 1, page.words.text(asks(question)), label);
        answer(paint, page, question, here, Rect::new(ANSWERS, y, rows.width - ANSWERS - 1, 1));
    }
}

/// The text of a question.
const fn asks(question: Question) -> &'static str {
    match question {
        Question::Title => "start.ask.title",
        Question::Languages => "start.ask.languages",
        Question::Era => "start.ask.era",
        Question::Label => "start.ask.label",
        Question::Meeting => "start.ask.meeting",
        Question::File => "start.ask.file",
    }
}

/// The text of what helps to answer it.
const fn helps(question: Question) -> &'static str {
    match question {
        Question::Title => "start.help.title",
        Question::Languages => "start.help.languages",
        Question::Era => "start.help.era",
        Question::Label => "start.help.label",
        Question::Meeting => "start.help.meeting",
        Question::File => "start.help.file",
    }
}

fn answer(paint: &mut Paint<'_>, page: &Page, question: Question, here: bool, at: Rect) {
    if let Some(line) = page.form.line(question) {
        if here {
            let (shown, caret) = line.window(usize::from(at.width));
            paint.put(at.x, at.y, at.width, &shown, TEXT);
            paint.cursor = Some((at.x + u16::try_from(caret).unwrap_or(0), at.y));
        } else {
            paint.put(at.x, at.y, at.width, line.text(), TEXT);
        }
        return;
    }
    let (options, chosen) = page.form.options(question);
    if !here {
        let shown = options.get(chosen).map(String::as_str).unwrap_or_default();
        paint.put(at.x, at.y, at.width, shown, TEXT);
        return;
    }
    let mut x = at.x;
    for (n, option) in options.iter().enumerate() {
        let left = at.right().saturating_sub(x);
        x += if n == chosen {
            paint.put(x, at.y, left, &format!("[{option}]"), KEY.bold())
        } else {
            paint.put(x, at.y, left, &format!(" {option} "), TEXT)
        };
    }
}

/// What helps with the question, or the path being typed: below the list, or at the right.
fn below(paint: &mut Paint<'_>, page: &Page, detail: Rect, side: bool, footer: Rect) {
    match &page.layer {
        Layer::List => {}
        Layer::Form => {
            let at = if side {
                let y = detail.y + 14;
                Rect { y, height: detail.bottom().saturating_sub(y), ..detail }
            } else {
                paint.rule(Rect::new(0, detail.y - 1, footer.width, 1));
                detail
            };
            let mut lines = Vec::new();
            let question = page.form.question();
            if question == Question::Meeting
                && let Ok(Some((day, place))) = page.form.first_meeting(page.today)
            {
                let place = if place.is_empty() { String::new() } else { format!(" · {place}") };
                lines.push((format!("{}{place}", write::both(day)), TEXT));
            } else if question == Question::Meeting
                && let Err(mistake) = page.form.first_meeting(page.today)
            {
                lines.push((page.words.say(&mistake), Look::of(Role::Warn)));
            }
            let help = page.words.text(helps(question));
            lines.extend(text::wrap(help, usize::from(at.width)).into_iter().map(|l| (l, DIM)));
            for ((line, look), y) in lines.iter().zip(at.top()..at.bottom()) {
                paint.put(at.x, y, at.width, line, *look);
            }
        }
        Layer::Path(names) => {
            let y = footer.y.saturating_sub(1);
            let names_y = y.saturating_sub(1);
            paint.clear(Rect::new(0, names_y.saturating_sub(1), footer.width, 3), Role::Background);
            paint.rule(Rect::new(0, names_y.saturating_sub(1), footer.width, 1));
            let list = names.join("  ");
            let hint = page.words.text("start.path.hint");
            let shown = if names.is_empty() { hint } else { &list };
            paint.put(1, names_y, footer.width.saturating_sub(2), shown, DIM);
            let label = page.words.text("start.path");
            let x = 1 + paint.put(1, y, 20, label, KEY.bold()) + 1;
            let room = footer.width.saturating_sub(x + 1);
            let (line, caret) = page.path.window(usize::from(room));
            paint.put(x, y, room, &line, TEXT);
            paint.cursor = Some((x + u16::try_from(caret).unwrap_or(0), y));
        }
    }
}

/// The screens of a workspace and what each is for: the way from a meeting to its outcomes.
fn process(paint: &mut Paint<'_>, page: &Page, part: Rect) {
    const STEPS: [(&str, &str); 8] = [
        ("start.step.1", "start.step.1.what"),
        ("start.step.2", "start.step.2.what"),
        ("start.step.3", "start.step.3.what"),
        ("start.step.4", "start.step.4.what"),
        ("start.step.5", "start.step.5.what"),
        ("start.step.6", "start.step.6.what"),
        ("start.step.7", "start.step.7.what"),
        ("start.step.8", "start.step.8.what"),
    ];
    let words = &page.words;
    paint.put(part.x, part.y + 1, part.width, words.text("start.process"), DIM);
    for ((name, what), (n, y)) in STEPS.iter().zip((1..).zip(part.y + 3..part.bottom())) {
        let line: String = format!("{n}");
        paint.put(part.x, y, 2, &line, DIM);
        paint.put(part.x + 3, y, 14, words.text(name), TEXT);
        paint.put(part.x + 18, y, part.width.saturating_sub(18), words.text(what), DIM);
    }
}

fn help(paint: &mut Paint<'_>, page: &Page, body: Rect) {
    let words = &page.words;
    let row = |keys: &str, what: &str| (keys.to_owned(), words.text(what).to_owned());
    let list = |action: Action, what: &str| row(&keys_of(action, Context::List).join(" "), what);
    let typing = |action: Action, what: &str| row(&keys_of(action, Context::Text).join(" "), what);
    let mut lines = vec![
        row("", "keys.list"),
        row("1-9", "start.key.digit"),
        list(Action::Open, "start.key.open"),
        list(Action::Up, "action.up"),
        list(Action::Down, "action.down"),
        row("o", "start.key.path"),
        row(&format!(": {}", key_of(Action::Language, Context::List)), "action.language"),
        list(Action::Help, "action.help"),
        list(Action::Quit, "start.key.quit"),
        row("", ""),
        row("", "keys.text"),
        row("Enter Tab", "start.key.next"),
        row("Shift-Tab", "start.key.before"),
        row("← →", "start.key.choose"),
        typing(Action::Save, "start.key.make"),
        typing(Action::Clear, "action.clear"),
        typing(Action::Back, "start.key.back"),
    ];
    lines.truncate(usize::from(body.height.saturating_sub(1)));
    for ((keys, what), y) in lines.into_iter().zip(body.y + 1..body.bottom()) {
        if keys.is_empty() {
            paint.put(1, y, body.width.saturating_sub(2), &what, TEXT.bold());
        } else {
            paint.put(3, y, 18, &keys, KEY);
            paint.put(22, y, body.width.saturating_sub(23), &what, TEXT);
        }
    }
}

/// What the keys do here, and what comes next at the right.
fn footer(paint: &mut Paint<'_>, page: &Page, part: Rect) {
    paint.fill(part, Role::Bar);
    let words = &page.words;
    let (chip, wide) = padded(match (page.help, page.context()) {
        (true, _) => "HELP",
        (false, Context::Text) => "TEXT",
        (false, _) => "LIST",
    });
    paint.put(part.x, part.y, wide, &chip, Look::chip(Role::Accent));
    let mut x = part.x + wide + 1;
    let (key, next) = next_step(page);
    let next_wide = columns_of(&key) + 1 + columns_of(&next);
    let end = part.right().saturating_sub(1).saturating_sub(next_wide);
    let used = paint.put(end, part.y, part.right().saturating_sub(end), &key, KEY.bold());
    paint.put(
        end + used + 1,
        part.y,
        part.right().saturating_sub(end + used + 1),
        &next,
        KEY.bold(),
    );
    let hint = |key: &str, what: &str| (key.to_owned(), words.text(what).to_owned());
    let quit = key_of(Action::Quit, Context::List);
    let language = words.text("start.other_language").to_owned();
    let mut hints = match (&page.layer, page.help) {
        (_, true) => vec![hint("Esc", "hint.close")],
        (Layer::List, _) => vec![
            hint("Enter", "start.hint.open"),
            (":".to_owned(), language),
            hint("?", "hint.keys"),
            hint(&quit, "start.hint.quit"),
        ],
        (Layer::Form, _) if page.form.is_choice() => vec![
            hint("← →", "start.hint.choose"),
            hint("Shift-Tab", "start.hint.before"),
            hint("Esc", "start.hint.back"),
            hint("F1", "hint.keys"),
        ],
        (Layer::Form, _) => vec![
            hint("Shift-Tab", "start.hint.before"),
            hint("Esc", "start.hint.back"),
            hint("F1", "hint.keys"),
        ],
        (Layer::Path(_), _) => vec![
            hint("Tab", "start.hint.complete"),
            hint("Esc", "hint.back"),
            hint("F1", "hint.keys"),
        ],
    };
    let room = usize::from(end.saturating_sub(x + 2));
    let total = |hints: &[(String, String)]| -> usize {
        hints.iter().map(|(key, what)| text::width(key) + text::width(what) + 3).sum()
    };
    while hints.len() > 1 && total(&hints).saturating_sub(2) > room {
        hints.remove(hints.len() - 2);
    }
    for (key, what) in hints {
        if x + columns_of(&key) + 1 + columns_of(&what) > end {
            break;
        }
        x += paint.put(x, part.y, 20, &key, KEY) + 1;
        x += paint.put(x, part.y, 40, &what, DIM) + 2;
    }
}

/// The key of the next step, and what it does.
fn next_step(page: &Page) -> (String, String) {
    let words = &page.words;
    let enter = |what: &str| ("Enter".to_owned(), words.text(what).to_owned());
    match &page.layer {
        _ if page.help => ("1".to_owned(), words.text("start.next.new").to_owned()),
        Layer::List if page.form.title.is_blank() => {
            ("1".to_owned(), words.text("start.next.new").to_owned())
        }
        Layer::List => ("1".to_owned(), words.text("start.next.go_on").to_owned()),
        Layer::Form if page.form.is_last() => enter("start.next.make"),
        Layer::Form => enter("start.next.question"),
        Layer::Path(_) => enter("start.next.open"),
    }
}

/// What is to be said, above the footer.
fn said(paint: &mut Paint<'_>, page: &Page, footer: Rect) {
    let room = usize::from(footer.width.saturating_sub(6));
    let lines: Vec<(bool, String)> = page
        .said
        .iter()
        .flat_map(|saying| {
            let said = text::wrap(&text::neutral(&page.words.say(saying)), room);
            said.into_iter().enumerate().map(|(at, line)| (at == 0, line))
        })
        .take(6)
        .collect();
    let Some(wide) = lines.iter().map(|(_, line)| columns_of(line) + 4).max() else { return };
    let high = u16::try_from(lines.len()).unwrap_or(1);
    let above = if matches!(page.layer, Layer::Path(_)) { 3 } else { 0 };
    let y = footer.y.saturating_sub(high + above);
    let at = Rect::new(footer.right().saturating_sub(wide), y, wide, high);
    paint.clear(at, Role::Bar);
    for ((first, line), y) in lines.iter().zip(at.top()..) {
        if *first {
            paint.put(at.x + 1, y, 1, "!", Look::of(Role::Warn).bold());
        }
        paint.put(at.x + 3, y, wide - 4, line, TEXT);
    }
}
