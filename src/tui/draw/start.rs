//! The page before any file is open.

use chrono::Datelike;
use ratatui::{Frame, layout::Rect};

use super::{
    field, padded,
    paint::{Look, Paint, Symbol, columns_of},
    too_small,
};
use crate::{
    config::{
        actions::{Action, Context, key_of, keys_of},
        theme::{Role, Theme},
    },
    domain::{dates::write, label::Label, saying::Saying, text},
    tui::start::{CHOICES, Layer, Line, Page, QUESTIONS, Question, footer},
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
    let mut paint = Paint::on(frame.buffer_mut(), theme);
    paint.clear(area, Role::Background);
    let layout = page.layout();
    if layout.small || area.width < page.size.0 || area.height < page.size.1 {
        return too_small(&mut paint, &page.words, area);
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
        if layout.side && page.layer != Layer::Form {
            process(&mut paint, page, layout.detail);
        }
        below(&mut paint, page, layout.detail, layout.side, layout.footer);
    }
    bottom(&mut paint, page, layout.footer);
    said(&mut paint, page, layout.footer);
    if let Some(cursor) = paint.cursor {
        frame.set_cursor_position(cursor);
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
            field::text(paint, line, &[], at.x, at.y, at.width);
        } else {
            paint.put(at.x, at.y, at.width, line.text(), TEXT);
        }
        return;
    }
    let (options, chosen) = page.form.options(question);
    let mut x = at.x;
    for (n, option) in options.iter().enumerate().filter(|(n, _)| here || *n == chosen) {
        let left = at.right().saturating_sub(x);
        let label = Label::parse(option).filter(|_| question == Question::Label);
        let look = match label {
            Some(label) => Look::label(label),
            None if here && n == chosen => KEY.bold(),
            None => TEXT,
        };
        if !here {
            paint.put(x, at.y, left, option, look);
            continue;
        }
        // All five fit beside each other in their short form.
        let option = label.map_or(option.as_str(), |label| label.word());
        let (open, close) = if n == chosen { ("[", "]") } else { (" ", " ") };
        x += paint.put(x, at.y, left, open, KEY.bold());
        x += paint.put(x, at.y, at.right().saturating_sub(x), option, look);
        x += paint.put(x, at.y, at.right().saturating_sub(x), close, KEY.bold());
    }
}

/// What helps with the question, or the path being typed: below the list, or at the right.
fn below(paint: &mut Paint<'_>, page: &Page, detail: Rect, side: bool, footer: Rect) {
    match &page.layer {
        Layer::List => {}
        Layer::Form => {
            let at = if side {
                Rect { y: detail.y + 1, height: detail.height.saturating_sub(1), ..detail }
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
            let holds = page.form.template().map(|template| template.about(page.lang()).to_owned());
            let help = Saying::new(helps(question)).with("holds", holds.unwrap_or_default());
            let help = page.words.say(&help);
            lines.extend(text::wrap(&help, usize::from(at.width)).into_iter().map(|l| (l, DIM)));
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
            field::text(paint, &page.path, &[], x, y, room);
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
fn bottom(paint: &mut Paint<'_>, page: &Page, part: Rect) {
    paint.fill(part, Role::Bar);
    let (chip, hints) = footer(page);
    let (chip, wide) = padded(chip);
    paint.put(part.x, part.y, wide, &chip, Look::chip(Role::Accent));
    for hint in hints {
        let room = part.right().saturating_sub(hint.x);
        let key = KEY.bold_if(hint.next);
        let used = paint.put(hint.x, part.y, room, &hint.key, key) + 1;
        let what = if hint.next { key } else { DIM };
        paint.put(hint.x + used, part.y, room.saturating_sub(used), &hint.what, what);
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
