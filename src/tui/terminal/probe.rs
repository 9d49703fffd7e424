//! The terminal looked at from outside a screen: how wide it shows texts, its colours, the keys
//! that arrive.

use std::io::{self, Write};

use crossterm::{
    cursor,
    event::{self, Event},
    execute, queue,
    style::{
        Attribute, Color, Print, ResetColor, SetAttribute, SetBackgroundColor, SetForegroundColor,
    },
    terminal::{self, Clear, ClearType},
};

use crate::{
    config::{
        keys::{Code, Key},
        theme::{Colour, Depth, Role, Theme},
        words,
    },
    domain::{lang::Lang, saying::Saying, text},
    tui::input,
};

/// Puts the terminal into a mode in which it hands over every key, until this is dropped.
struct Raw;

impl Raw {
    fn take() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = terminal::disable_raw_mode();
    }
}

/// How many columns the terminal moves on for each text, by its own account.
///
/// # Errors
/// Where the terminal does not answer.
pub fn widths(samples: &[&str]) -> io::Result<Vec<u16>> {
    let _raw = Raw::take()?;
    let mut out = io::stdout();
    let measured = samples.iter().map(|sample| {
        execute!(out, cursor::MoveToColumn(0), Print(sample))?;
        let (column, _) = cursor::position()?;
        Ok(column)
    });
    let measured: io::Result<Vec<u16>> = measured.collect();
    execute!(io::stdout(), cursor::MoveToColumn(0), Clear(ClearType::CurrentLine))?;
    measured
}

/// Columns and rows of the terminal.
///
/// # Errors
/// Where there is none.
pub fn size() -> io::Result<(u16, u16)> {
    terminal::size()
}

/// Shows the colours of roles on a terminal, each on the background and on a selected row.
///
/// # Errors
/// Where the terminal cannot be written to.
pub fn swatches(theme: &Theme, roles: &[Role], lang: Lang) -> io::Result<()> {
    let mut out = io::stdout();
    let head = words::load(lang).text("doctor.swatches").to_owned();
    queue!(out, Print(format!("\n{head}\n")))?;
    if theme.depth == Depth::None {
        return out.flush();
    }
    let (labels, texts): (Vec<Role>, Vec<Role>) = roles.iter().partition(|role| role.name().1);
    for pair in texts.chunks(2).chain(labels.chunks(2)) {
        queue!(out, Print("  "))?;
        for role in pair {
            let (name, of_label) = role.name();
            let grounds: &[Role] =
                if of_label { &[Role::LabelBlack] } else { &[Role::Background, Role::Selected] };
            for ground in grounds {
                queue!(out, SetForegroundColor(colour(theme.colour(*role))))?;
                queue!(out, SetBackgroundColor(colour(theme.colour(*ground))))?;
                if of_label {
                    queue!(out, SetAttribute(Attribute::Bold))?;
                }
                queue!(out, Print(format!(" {} ก่อน ", text::pad(name, 12))))?;
                queue!(out, SetAttribute(Attribute::Reset), ResetColor)?;
            }
            queue!(out, Print(if of_label { "                   " } else { " " }))?;
        }
        queue!(out, Print("\n"))?;
    }
    queue!(out, Print("\n"))?;
    out.flush()
}

fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        Colour::Ansi(n) | Colour::Indexed(n) => Color::AnsiValue(n),
        Colour::Rgb(r, g, b) => Color::Rgb { r, g, b },
    }
}

/// Names each key that arrives, until Esc does; then says whether F1 was among them.
///
/// # Errors
/// Where the terminal does not answer.
pub fn name_keys(lang: Lang) -> io::Result<()> {
    let words = words::load(lang);
    let mut out = io::stdout();
    let raw = Raw::take()?;
    execute!(out, Print(format!("{}\r\n", words.text("doctor.press"))))?;
    let mut help = false;
    loop {
        let Event::Key(pressed) = event::read()? else { continue };
        let Some(key) = input::key_of(pressed) else {
            execute!(out, Print(format!("  {}\r\n", words.text("doctor.no_key"))))?;
            continue;
        };
        if key == Key::plain(Code::Esc) {
            break;
        }
        help |= key == Key::plain(Code::F(1));
        execute!(out, Print(format!("  {}\r\n", text::neutral(&key.name()))))?;
    }
    drop(raw);
    let end = if help { "doctor.f1" } else { "doctor.no_f1" };
    writeln!(out, "{}", words.say(&Saying::new(end)))
}
