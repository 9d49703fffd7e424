//! The page before any file is open: three numbered choices, the workspaces opened last, those
//! of this folder. Pure: inputs in, wishes out; the runner beside it carries them out.

mod footer;
mod form;
mod runner;
#[cfg(test)]
mod tests;

pub(crate) use footer::footer;
pub(crate) use form::{Form, QUESTIONS, Question};
pub use runner::{Home, Opens, Ways, home, print_home};

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{
    editor::Editor,
    layout::{Body, Layout},
    message::Input,
};
use crate::{
    config::{
        actions::{Action, Context, Keymap},
        keys::{Code, Key, Keyboard},
        words,
    },
    domain::{lang::Lang, saying::Saying, words::Words},
};

/// What is offered above all files.
pub(crate) const CHOICES: [&str; 3] = ["start.new", "start.sample", "start.tour"];

/// A workspace that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// What it is called; of one that was never opened the name of
    /// the file.
    pub(crate) title: String,
    /// The day it was opened last.
    pub(crate) opened: Option<NaiveDate>,
    /// Whether it is still there.
    pub(crate) found: bool,
}

/// What the page wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Leave.
    Quit,
    /// Open a workspace.
    Open(PathBuf),
    /// Make one of the answers, and open it.
    Create(Box<form::Answers>),
    /// Open the sample.
    Sample,
    /// Open a copy of the sample that is thrown away.
    Tour,
    /// Look into a folder for names that go on like this.
    Look(PathBuf),
}

/// What takes the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// The list of choices and files.
    List,
    /// The six questions.
    Form,
    /// The path of a file, with what completes it.
    Path(Vec<String>),
}

/// A line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Nothing.
    Blank,
    /// What the program is for: a line of it.
    Intro(String),
    /// A head above files.
    Head(&'static str),
    /// A choice or file by its place.
    Item(usize),
    /// The way to any other file.
    Other,
}

/// All state of the page.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) words: Words,
    pub(crate) size: (u16, u16),
    pub(crate) today: NaiveDate,
    /// Workspaces opened last, then those of this folder.
    pub(crate) files: Vec<File>,
    /// How many of them were opened last.
    pub(crate) recent: usize,
    /// What is selected: a choice, then the files.
    pub(crate) at: usize,
    pub(crate) layer: Layer,
    /// Whether the keys are shown, over whatever lies below.
    pub(crate) help: bool,
    /// What was answered, also while it does not show.
    pub(crate) form: Form,
    /// The path being typed.
    pub(crate) path: Editor,
    /// What is to be said, until the next key.
    pub(crate) said: Vec<Saying>,
    /// What the program was started in.
    folder: PathBuf,
    home: Option<PathBuf>,
    keymap: Keymap,
    keyboard: Keyboard,
}

impl Page {
    /// The page as it opens.
    #[must_use]
    pub(crate) fn new(lang: Lang, size: (u16, u16), today: NaiveDate, folder: PathBuf) -> Self {
        Self {
            words: words::load(lang),
            size,
            today,
            files: Vec::new(),
            recent: 0,
            at: 0,
            layer: Layer::List,
            help: false,
            form: Form::new(lang),
            path: Editor::default(),
            said: Vec::new(),
            folder,
            home: None,
            keymap: Keymap::default(),
            keyboard: Keyboard::default(),
        }
    }

    /// The same with the files to choose from, `~`, and what is to be said first.
    #[must_use]
    pub(crate) fn with(
        self,
        recent: Vec<File>,
        here: Vec<File>,
        home: Option<PathBuf>,
        said: Vec<Saying>,
    ) -> Self {
        let count = recent.len();
        let form = self.form.beside(here.iter().chain(&recent).map(|file| file.path.clone()));
        let files = recent.into_iter().chain(here).collect();
        Self { files, recent: count, home, said, form, ..self }
    }

    /// Language of the interface.
    #[must_use]
    pub(crate) fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// Who takes the keys.
    #[must_use]
    pub(crate) fn context(&self) -> Context {
        match self.layer {
            _ if self.help => Context::List,
            Layer::List => Context::List,
            Layer::Form if self.form.is_choice() => Context::List,
            Layer::Form | Layer::Path(_) => Context::Text,
        }
    }

    /// The digit that opens an item, while there are digits.
    #[must_use]
    pub(crate) fn digit(at: usize) -> Option<char> {
        u32::try_from(at + 1).ok().and_then(|digit| char::from_digit(digit, 10))
    }

    /// The file at a place of the list.
    #[must_use]
    pub(crate) fn file(&self, at: usize) -> Option<&File> {
        self.files.get(at.checked_sub(CHOICES.len())?)
    }

    fn items(&self) -> usize {
        CHOICES.len() + self.files.len()
    }

    /// The lines of the list, for as many columns.
    #[must_use]
    pub(crate) fn lines(&self, columns: u16) -> Vec<Line> {
        let intro = self.words.text("start.intro");
        let wide = usize::from(columns.saturating_sub(3)).clamp(20, 76);
        let mut lines = vec![Line::Blank];
        lines.extend(crate::domain::text::wrap(intro, wide).into_iter().map(Line::Intro));
        lines.push(Line::Blank);
        lines.extend((0..CHOICES.len()).map(Line::Item));
        let parts =
            [("start.recent", 0..self.recent), ("start.here", self.recent..self.files.len())];
        for (head, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
            lines.extend([Line::Blank, Line::Head(head)]);
            lines.extend(part.map(|at| Line::Item(CHOICES.len() + at)));
        }
        lines.extend([Line::Blank, Line::Other]);
        lines
    }

    /// The lines that show, and the row of the first.
    #[must_use]
    pub(crate) fn shown(&self) -> (Vec<Line>, u16) {
        let layout = self.layout();
        let lines = self.lines(layout.rows.width);
        // The heads of columns have no use here: their row is the list's.
        let rows = usize::from(layout.rows.height.saturating_add(1));
        let at = lines.iter().position(|line| *line == Line::Item(self.at)).unwrap_or(0);
        let top = (at + 2).saturating_sub(rows).min(lines.len().saturating_sub(rows));
        (lines.into_iter().skip(top).take(rows).collect(), layout.heads.y)
    }

    /// Where things stand on the screen.
    #[must_use]
    pub(crate) fn layout(&self) -> Layout {
        // A list has no detail here: its rows are the list's.
        let body = if self.layer == Layer::List { Body::Page } else { Body::List };
        Layout::of(self.size, 0, body)
    }

    /// Takes in what a person did.
    pub(crate) fn update(&mut self, input: Input) -> Option<Wish> {
        match input {
            Input::Size(width, height) => self.size = (width, height),
            Input::Key(key) => {
                self.said.clear();
                if std::mem::take(&mut self.help) {
                    return None;
                }
                return self.key(key);
            }
            Input::Paste(text) => {
                self.said.clear();
                match &mut self.layer {
                    Layer::Form => self.form.insert(&text),
                    Layer::Path(_) => self.path.insert(&text),
                    // Never run as keys: what is pasted here is most likely a path.
                    Layer::List => {
                        self.layer = Layer::Path(Vec::new());
                        self.path.insert(text.trim());
                    }
                }
            }
            Input::Click(x, y) => return self.click(x, y),
            Input::Wheel(rows) => self.go(rows),
        }
        None
    }

    fn key(&mut self, key: Key) -> Option<Wish> {
        let typed = match key.code {
            Code::Char(c) if !key.ctrl && !key.alt => Some(c),
            _ => None,
        };
        let context = self.context();
        let typed = match context {
            Context::List => typed.map(|c| self.keyboard.latin(c)),
            _ => typed,
        };
        let action = match (context, typed) {
            (Context::List, Some(c)) => self.keymap.find(context, Key::char(c)),
            _ => self.keymap.find(context, key),
        };
        match action {
            Some(Action::Help) => self.help = true,
            Some(Action::Language) => self.switch(),
            _ => match self.layer {
                Layer::List => return self.list_key(key, typed, action),
                Layer::Form => return self.form_key(key, typed, action),
                Layer::Path(_) => return self.path_key(typed, action),
            },
        }
        None
    }

    fn switch(&mut self) {
        self.words = words::load(self.lang().other());
    }

    fn list_key(&mut self, key: Key, typed: Option<char>, action: Option<Action>) -> Option<Wish> {
        match (typed, action) {
            (Some(':'), _) => self.switch(),
            (Some('o'), _) => self.layer = Layer::Path(Vec::new()),
            (Some(c @ '1'..='9'), _) => {
                let at = usize::try_from(c.to_digit(10)?).ok()?.checked_sub(1)?;
                if at < self.items() {
                    self.at = at;
                    return self.open();
                }
                self.said = vec![Saying::new("start.no_digit").with("key", c.to_string())];
            }
            // This is the page of 0.
            (Some('0'), _) => {}
            (_, Some(Action::Up)) => self.go(-1),
            (_, Some(Action::Down)) => self.go(1),
            (_, Some(Action::PageUp)) => self.go(-10),
            (_, Some(Action::PageDown)) => self.go(10),
            (_, Some(Action::First)) => self.at = 0,
            (_, Some(Action::Last)) => self.at = self.items() - 1,
            (_, Some(Action::Open)) => return self.open(),
            (_, Some(Action::Quit)) => return Some(Wish::Quit),
            // On Home it does nothing.
            (_, Some(Action::Back)) => {}
            _ => {
                let name = typed.map_or_else(|| key.name(), |c| c.to_string());
                self.said = vec![Saying::new("start.unmeant").with("key", name)];
            }
        }
        None
    }

    fn go(&mut self, by: isize) {
        match self.layer {
            Layer::Form => self.form.go(by.signum()),
            _ => self.at = self.at.saturating_add_signed(by).min(self.items() - 1),
        }
    }

    /// Opens what is selected.
    fn open(&mut self) -> Option<Wish> {
        match self.at {
            0 => {
                self.layer = Layer::Form;
                None
            }
            1 => Some(Wish::Sample),
            2 => Some(Wish::Tour),
            at => {
                let file = self.file(at)?;
                if file.found {
                    return Some(Wish::Open(file.path.clone()));
                }
                let name = file.path.to_string_lossy().into_owned();
                self.said = vec![Saying::new("start.gone").with("file", name)];
                None
            }
        }
    }

    fn form_key(&mut self, key: Key, typed: Option<char>, action: Option<Action>) -> Option<Wish> {
        match (key.code, action) {
            (Code::Esc, _) => self.layer = Layer::List,
            (Code::Enter, _) if self.form.is_last() => return self.create(),
            (_, Some(Action::Save)) => return self.create(),
            (Code::Enter | Code::Tab, _) => {
                if let Some(mistake) = self.form.mistake(self.form.question(), self.today) {
                    self.said = vec![mistake];
                } else {
                    self.form.go(1);
                }
            }
            (Code::BackTab, _) | (_, Some(Action::Up)) => self.form.go(-1),
            (_, Some(Action::Down)) => self.form.go(1),
            _ => self.form.take(key, typed, action),
        }
        None
    }

    /// All six answers, or where one is wrong.
    fn create(&mut self) -> Option<Wish> {
        match self.form.answers(self.today, &self.folder) {
            Ok(answers) => Some(Wish::Create(Box::new(answers))),
            Err(mistake) => {
                self.said = vec![mistake];
                None
            }
        }
    }

    /// A file of the proposed name is there already: nothing is overwritten.
    pub(crate) fn taken(&mut self, path: &Path) {
        let proposed = self.form.propose_another(path);
        let name = |path: &Path| path.to_string_lossy().into_owned();
        let saying = Saying::new("start.taken").with("file", name(path)).with("other", proposed);
        self.said = vec![saying];
    }

    /// Something could not be done.
    pub(crate) fn failed(&mut self, why: Saying) {
        self.said = vec![why];
    }

    fn path_key(&mut self, typed: Option<char>, action: Option<Action>) -> Option<Wish> {
        match (action, typed) {
            (Some(Action::Back), _) => self.layer = Layer::List,
            (Some(Action::Keep | Action::Save), _) => {
                if self.path.is_blank() {
                    self.said = vec![Saying::new("start.path_missing")];
                    return None;
                }
                return Some(Wish::Open(self.resolved(self.path.text().trim())));
            }
            (Some(Action::Take), _) => {
                let (folder, _) = self.typed_path();
                return Some(Wish::Look(folder));
            }
            (Some(action), _) => form::edit(&mut self.path, action),
            (None, Some(c)) => self.path.insert(c.encode_utf8(&mut [0; 4])),
            (None, None) => {}
        }
        if let Layer::Path(names) = &mut self.layer {
            names.clear();
        }
        None
    }

    /// A path as it was typed, from the root.
    fn resolved(&self, typed: &str) -> PathBuf {
        match (typed.strip_prefix("~/"), &self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self.folder.join(typed),
        }
    }

    /// The folder being typed, and the beginning of a name in it.
    fn typed_path(&self) -> (PathBuf, String) {
        let text = self.path.text().trim_start();
        match text.rsplit_once('/') {
            Some((folder, name)) => (self.resolved(&format!("{folder}/")), name.to_owned()),
            None => (self.folder.clone(), text.to_owned()),
        }
    }

    /// The names in the folder that was looked into, folders with `/` at their end: what is
    /// common to those that fit is typed.
    pub(crate) fn found(&mut self, names: Vec<String>) {
        let (_, begun) = self.typed_path();
        let fits: Vec<String> = names.into_iter().filter(|name| name.starts_with(&begun)).collect();
        let Some(first) = fits.first() else {
            self.said = vec![Saying::new("start.none_here")];
            return;
        };
        let common = fits.iter().skip(1).fold(first.clone(), |common, name| {
            let same = common.chars().zip(name.chars()).take_while(|(a, b)| a == b);
            same.map(|(c, _)| c).collect()
        });
        self.path.end();
        let rest = common.strip_prefix(begun.as_str()).unwrap_or_default().to_owned();
        self.path.insert(&rest);
        let shown = if fits.len() > 1 { fits } else { Vec::new() };
        self.layer = Layer::Path(shown);
    }

    fn click(&mut self, x: u16, y: u16) -> Option<Wish> {
        if std::mem::take(&mut self.help) {
            return None;
        }
        self.said.clear();
        let layout = self.layout();
        if y == layout.footer.y {
            let (_, hints) = footer(self);
            let hit = hints.into_iter().find(|hint| (hint.x..hint.x + hint.wide()).contains(&x));
            return hit.and_then(|hint| self.key(hint.press));
        }
        match self.layer {
            Layer::List => {
                let (lines, top) = self.shown();
                let line = y.checked_sub(top).and_then(|at| lines.get(usize::from(at)));
                match line {
                    Some(Line::Item(at)) => {
                        self.at = *at;
                        return self.open();
                    }
                    Some(Line::Other) => self.layer = Layer::Path(Vec::new()),
                    _ => {}
                }
            }
            Layer::Form => {
                let row = y.checked_sub(layout.rows.y).map(usize::from);
                if let Some(row) = row.filter(|row| row % 2 == 0 && row / 2 < QUESTIONS.len()) {
                    self.form.at = row / 2;
                }
            }
            Layer::Path(_) => {}
        }
        None
    }
}
