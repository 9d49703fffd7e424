//! `doctor`: a card that shows what this terminal does with Thai, symbols and colours, what the
//! program found, and what to change.

use std::{
    io::BufRead,
    path::{Path, PathBuf},
};

use serde_json::{Value as Json, json};

use super::{Environment, Failure, Output, call::Call, demo, start::Flags, table::Table};
use crate::{
    config::{
        settings::{self, Symbols, ThaiWidth},
        theme::{Depth, Role},
    },
    domain::{lang::Lang, saying::Saying, text, words::Words},
};

/// Lines of Thai, each with something that terminals are known to get wrong.
const THAI: [(&str, &str); 6] = [
    ("doctor.row.plain", "การประชุมร่วม ครั้งที่ 1/2569"),
    ("doctor.row.am", "น้ำ ทำ ผู้นำ"),
    ("doctor.row.am_two", "น้\u{0e4d}า ท\u{0e4d}า ผู้น\u{0e4d}า"),
    ("doctor.row.stacked", "ที่ ผู้ ปี่ ญี่ปุ่น ก็ สิ่ง"),
    ("doctor.row.digits", "๓๐ มิ.ย. ๒๕๖๙ ฿ ๆ ฯ"),
    ("doctor.row.latin", "Joint Taskforce 2026"),
];

/// Columns between the borders.
const INSIDE: usize = 34;

/// Symbols of the screen with their twins of ASCII.
const SYMBOLS: [(&str, &str); 18] = [
    ("▌", ">"),
    ("◆", "*"),
    ("…", "~"),
    ("○", "o"),
    ("●", "="),
    ("►", ">"),
    ("■", "!"),
    ("◊", "?"),
    ("✓", "v"),
    ("»", ")"),
    ("×", "x"),
    ("↑", "^"),
    ("→", ">"),
    ("│", "|"),
    ("█", "#"),
    ("▃", "="),
    ("░", "."),
    ("▒", "%"),
];

/// The least size that everything fits into.
const SIZE: (u16, u16) = (80, 24);

/// What `doctor` was asked for.
#[derive(Debug)]
pub struct Doctor {
    pub(super) flags: Flags,
    /// How the lines end, told beforehand.
    pub(super) verdict: Option<ThaiWidth>,
    /// Whether keys are tried out.
    pub keys: bool,
    /// The language of the interface.
    pub lang: Lang,
}

impl Doctor {
    /// Whether it goes to a program.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.flags.json
    }
}

/// What was found out about the terminal.
#[derive(Clone, Debug, Default)]
pub struct Terminal {
    /// Whether standard output is one.
    pub is_terminal: bool,
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
    /// How many columns each of [`samples`] takes, where the terminal tells.
    pub widths: Option<Vec<u16>>,
}

/// Texts whose width is to be measured.
#[must_use]
pub fn samples() -> Vec<&'static str> {
    let thai = THAI.iter().map(|(_, line)| *line);
    thai.chain(SYMBOLS.iter().map(|(symbol, _)| *symbol)).collect()
}

/// The samples that are not as wide as the program counts: counted, measured.
fn off(widths: Option<&[u16]>) -> Vec<(&'static str, usize, usize)> {
    let widths = widths.unwrap_or_default();
    let all = samples().into_iter().zip(widths);
    let all = all.map(|(sample, measured)| (sample, text::width(sample), usize::from(*measured)));
    all.filter(|(_, counted, measured)| counted != measured).collect()
}

/// Prints the card; the exit code.
#[must_use]
pub fn card(
    doctor: &Doctor,
    env: &Environment,
    terminal: &Terminal,
    fill: fn(&mut [u8]),
    out: Output<'_>,
) -> u8 {
    let mut call = Call::new(env, doctor.flags.clone(), out, fill);
    let done = match (doctor.flags.json, doctor.verdict) {
        (true, _) => keep(doctor, env).and_then(|()| {
            let json = as_json(doctor, env, terminal, call.words());
            call.out.json(&json)
        }),
        (false, Some(_)) => Ok(()),
        (false, None) => {
            let lines = lines(env, terminal, call.words());
            lines.iter().try_for_each(|line| call.out.line(line))
        }
    };
    ended(&mut call, done)
}

fn ended(call: &mut Call<'_>, done: Result<(), Failure>) -> u8 {
    match done.and_then(|()| call.out.finish()) {
        Ok(()) => 0,
        Err(failure) => {
            let text = failure.text(call.words());
            call.out.say(&text);
            failure.code()
        }
    }
}

/// Asks how the lines of the card end, where somebody can answer, and remembers it; the exit
/// code.
#[must_use]
pub fn verdict(
    doctor: &Doctor,
    env: &Environment,
    answers: Option<&mut dyn BufRead>,
    fill: fn(&mut [u8]),
    out: Output<'_>,
) -> u8 {
    if doctor.flags.json {
        return 0;
    }
    let mut call = Call::new(env, doctor.flags.clone(), out, fill);
    let told = match (doctor.verdict, answers) {
        (Some(verdict), _) => Some(verdict),
        (None, Some(answers)) => {
            call.say(&Saying::new("doctor.ask"));
            let mut line = String::new();
            // Who closes the input does not want to answer.
            let _ended = answers.read_line(&mut line);
            answered(&line)
        }
        (None, None) => {
            call.say(&Saying::new("doctor.later"));
            None
        }
    };
    let Some(told) = told else { return 0 };
    let told = Doctor { verdict: Some(told), flags: doctor.flags.clone(), ..*doctor };
    let kept = keep(&told, env);
    if kept.is_ok() {
        let file = env.settings_file.as_deref().unwrap_or(Path::new(""));
        call.say(&Saying::new("doctor.kept").with("file", file.to_string_lossy().into_owned()));
        if told.verdict != Some(ThaiWidth::Good) {
            call.say(&Saying::new("doctor.advice.thai"));
        }
    }
    ended(&mut call, kept)
}

/// A verdict in a letter, in the languages that the question names.
fn answered(line: &str) -> Option<ThaiWidth> {
    match line.trim().chars().next()?.to_ascii_lowercase() {
        'y' | 'g' | 'ใ' => Some(ThaiWidth::Good),
        'w' | 'ก' => Some(ThaiWidth::Wide),
        'b' | 'n' | 'ไ' => Some(ThaiWidth::Broken),
        _ => None,
    }
}

/// Writes the verdict into the settings.
fn keep(doctor: &Doctor, env: &Environment) -> Result<(), Failure> {
    let Some(verdict) = doctor.verdict else { return Ok(()) };
    let Some(file) = &env.settings_file else {
        return Err(Failure::File(Saying::new("doctor.nowhere")));
    };
    settings::save(file, "thai_width", verdict.token()).map_err(|error| {
        Failure::File(
            Saying::new("doctor.unwritable")
                .with("file", file.to_string_lossy().into_owned())
                .with("why", error.to_string()),
        )
    })
}

/// The card for people.
fn lines(env: &Environment, terminal: &Terminal, words: &Words) -> Vec<String> {
    let mut lines = vec![words.text("doctor.thai").to_owned()];
    let border = "─".repeat(INSIDE + 2);
    lines.push(format!("  ┌{border}┐"));
    for (what, row) in THAI {
        lines.push(format!("  │ {} │ {}", text::pad(row, INSIDE), words.text(what)));
    }
    lines.push(format!("  └{border}┘"));
    lines.push(String::new());
    lines.push(words.text("doctor.symbols").to_owned());
    for twins in [SYMBOLS.map(|(full, _)| full), SYMBOLS.map(|(_, ascii)| ascii)] {
        lines.push(format!("  │{}│", twins.join(" ")));
    }
    lines.push(String::new());
    lines.push(words.text("doctor.found").to_owned());
    let mut table = Table::plain();
    for (key, value) in found(env, terminal) {
        let value = value.unwrap_or_else(|| words.text("doctor.not_set").to_owned());
        table.row([format!("  {}", words.text(key)), value]);
    }
    lines.push(table.text(Some(wide(env, terminal))));
    let advice: Vec<Saying> = env.places().into_iter().chain(advice(env, terminal)).collect();
    lines.push(String::new());
    lines.push(
        words.text(if advice.is_empty() { "doctor.fine" } else { "doctor.change" }).to_owned(),
    );
    let width = usize::from(wide(env, terminal)).saturating_sub(4).max(20);
    for saying in advice {
        for (at, line) in text::wrap(&words.say(&saying), width).into_iter().enumerate() {
            lines.push(format!("  {} {line}", if at == 0 { "!" } else { " " }));
        }
    }
    let keys = text::wrap(words.text("doctor.keys"), width);
    lines.extend(keys.into_iter().map(|line| format!("    {line}")));
    lines
}

/// How many columns a line may have.
fn wide(env: &Environment, terminal: &Terminal) -> u16 {
    env.columns.or(terminal.size.map(|(width, _)| width)).unwrap_or(80)
}

/// What the program found, each with the key of what it is called.
fn found(env: &Environment, terminal: &Terminal) -> Vec<(&'static str, Option<String>)> {
    let path = |path: &Option<PathBuf>| path.as_ref().map(|p| p.to_string_lossy().into_owned());
    vec![
        ("doctor.term", env.term.clone()),
        ("doctor.colorterm", env.colorterm.clone()),
        ("doctor.no_color", env.no_color.then(|| "1".to_owned())),
        ("doctor.colours", Some(depth(env.depth()).to_owned())),
        ("doctor.size", terminal.size.map(|(width, height)| format!("{width}x{height}"))),
        ("doctor.locale", env.locale.clone()),
        ("doctor.language", Some(env.language().code().to_owned())),
        ("doctor.out", Some(if terminal.is_terminal { "✓" } else { "–" }.to_owned())),
        ("doctor.verdict", env.settings.thai_width.map(|v| v.token().to_owned())),
        ("doctor.settings", path(&env.settings_file)),
        ("doctor.recent", path(&env.recent_file)),
        ("doctor.sample", path(&Some(env.folder.join(demo::NAME)))),
    ]
}

const fn depth(depth: Depth) -> &'static str {
    match depth {
        Depth::None => "none",
        Depth::Ansi16 => "16",
        Depth::Ansi256 => "256",
        Depth::True => "true",
    }
}

/// What to change, in the order of how much it helps.
fn advice(env: &Environment, terminal: &Terminal) -> Vec<Saying> {
    let mut advice = Vec::new();
    let off = off(terminal.widths.as_deref());
    let is_symbol = |sample: &str| SYMBOLS.iter().any(|(symbol, _)| *symbol == sample);
    for (sample, counted, measured) in off.iter().filter(|(sample, ..)| !is_symbol(sample)) {
        let saying = Saying::new("doctor.advice.measured").with("row", *sample);
        advice.push(saying.with("n", *measured).with("counted", counted.to_string()));
    }
    let told = env.settings.thai_width;
    if off.iter().any(|(sample, ..)| !is_symbol(sample))
        || matches!(told, Some(ThaiWidth::Wide | ThaiWidth::Broken))
    {
        advice.push(Saying::new("doctor.advice.thai"));
    }
    if env.settings.symbols != Symbols::Ascii && off.iter().any(|(sample, ..)| is_symbol(sample)) {
        advice.push(Saying::new("doctor.advice.symbols"));
    }
    if let Some((width, height)) = terminal.size
        && (width < SIZE.0 || height < SIZE.1)
    {
        let (least, is) = (format!("{}x{}", SIZE.0, SIZE.1), format!("{width}x{height}"));
        advice.push(Saying::new("doctor.advice.size").with("least", least).with("is", is));
    }
    let locale = env.locale.as_deref().unwrap_or_default().to_lowercase();
    if !locale.contains("utf-8") && !locale.contains("utf8") {
        advice.push(Saying::new("doctor.advice.locale"));
    }
    if env.depth() == Depth::Ansi16 && env.settings.colours.is_none() {
        advice.push(Saying::new("doctor.advice.colours"));
    }
    advice
}

/// The card for programs.
fn as_json(doctor: &Doctor, env: &Environment, terminal: &Terminal, words: &Words) -> Json {
    let found: serde_json::Map<String, Json> = found(env, terminal)
        .into_iter()
        .map(|(key, value)| {
            let name = key.rsplit('.').next().unwrap_or(key).to_owned();
            let value = match key {
                "doctor.out" => json!(terminal.is_terminal),
                "doctor.no_color" => json!(env.no_color),
                _ => json!(value),
            };
            (name, value)
        })
        .collect();
    let widths = terminal.widths.as_deref();
    let rows: Vec<Json> = samples()
        .into_iter()
        .enumerate()
        .map(|(at, sample)| {
            let measured = widths.and_then(|widths| widths.get(at)).copied();
            json!({ "text": sample, "columns": text::width(sample), "measured": measured })
        })
        .collect();
    let advice: Vec<String> = advice(env, terminal).iter().map(|a| words.say(a)).collect();
    let mistakes: Vec<String> = env.places().iter().map(|m| words.say(m)).collect();
    let mut json = json!({
        "found": found,
        "widths": rows,
        "mistakes": mistakes,
        "advice": advice,
    });
    if let (Some(verdict), Some(kept)) = (doctor.verdict, json.pointer_mut("/found/verdict")) {
        *kept = json!(verdict.token());
    }
    json
}

/// The roles whose colours the card shows.
#[must_use]
pub fn colours() -> Vec<Role> {
    let no_text = [
        Role::Faint,
        Role::Background,
        Role::Bar,
        Role::Selected,
        Role::Heat1,
        Role::Heat2,
        Role::Heat3,
        Role::LabelBlack,
    ];
    Role::ALL.into_iter().filter(|role| !no_text.contains(role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_stands_in_one_column() {
        for lang in Lang::ALL {
            let words = crate::config::words::load(lang);
            let lines = lines(&Environment::default(), &Terminal::default(), &words);
            let rows = lines.iter().filter(|line| line.starts_with("  │ "));
            let ends: Vec<usize> = rows
                .filter_map(|row| row.rsplit_once('│'))
                .map(|(before, _)| text::width(before))
                .collect();
            assert_eq!(ends, [INSIDE + 5; THAI.len()]);
        }
    }

    #[test]
    fn what_is_measured_otherwise_is_told() {
        let good: Vec<u16> =
            samples().iter().map(|s| u16::try_from(text::width(s)).unwrap()).collect();
        let env = Environment { locale: Some("th_TH.UTF-8".to_owned()), ..Environment::default() };
        let env = Environment { term: Some("xterm-256color".to_owned()), ..env };
        let keys = |widths: Vec<u16>, size| {
            let terminal = Terminal { is_terminal: true, size, widths: Some(widths) };
            advice(&env, &terminal).iter().map(|a| a.key).collect::<Vec<_>>()
        };
        assert_eq!(keys(good.clone(), Some((80, 24))), Vec::<&str>::new());
        let mut thai = good.clone();
        thai[1] += 3;
        assert_eq!(
            keys(thai, Some((70, 24))),
            ["doctor.advice.measured", "doctor.advice.thai", "doctor.advice.size"]
        );
        let mut wide = good;
        wide[THAI.len()] = 2;
        assert_eq!(keys(wide, None), ["doctor.advice.symbols"]);
    }

    #[test]
    fn a_letter_answers_in_both_languages() {
        for (line, verdict) in [
            ("y\n", Some(ThaiWidth::Good)),
            (" ใช่", Some(ThaiWidth::Good)),
            ("W", Some(ThaiWidth::Wide)),
            ("กว้าง", Some(ThaiWidth::Wide)),
            ("b", Some(ThaiWidth::Broken)),
            ("ไม่", Some(ThaiWidth::Broken)),
            ("\n", None),
            ("", None),
        ] {
            assert_eq!(answered(line), verdict, "{line}");
        }
    }
}
