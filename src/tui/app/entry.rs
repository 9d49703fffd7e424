//! The line being typed: quick-add, a cluster's name, a reason, the filter.

use super::{Alike, App, Pasted, Popup, Sel, Sticky, Tone, Typed, Under};
use crate::{
    config::actions::Action,
    domain::{entry::Entry, kind::Kind, paste, saying::Saying, value::Id},
    ops::{Command, Target},
    tui::{
        echo::{self, Echo},
        editor::{Editor, Move},
        message::Effect,
        prefill,
        screens::View,
    },
};

/// What a line is for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Purpose {
    /// A new record of a kind.
    Add(Kind),
    /// The name of a cluster of these ideas.
    Cluster(Vec<Id>),
    /// Why a command is given that was refused without a reason, and what it was typed in.
    Reason(Box<(Command, Option<Typed>)>),
    /// The filter of the list.
    Filter,
    /// The rule of a round that is opened.
    Round,
    /// A ballot of a round.
    Ballot(Id),
}

/// A line being typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    /// What it is for.
    pub(crate) purpose: Purpose,
    /// What a new record belongs to.
    pub(crate) under: Option<Under>,
    /// The text.
    pub(crate) editor: Editor,
    /// What it holds where nothing is typed: it shows dim, and the first letter replaces it.
    pub(crate) suggestion: String,
    /// Lines that were pasted, each to become a record.
    pub(crate) many: Vec<String>,
    /// What is known of those lines.
    pub(crate) pasted: Pasted,
    /// The lines of a paste that were refused, with why: the first one is in the field.
    pub(crate) refused: Vec<(usize, Saying)>,
    /// What holds for it without being typed in it.
    pub(crate) sticky: Sticky,
    /// Whether an unknown organisation is made.
    pub(crate) create: bool,
    /// Why it came back.
    pub(crate) message: Option<Saying>,
    /// What is read in it.
    pub(crate) echo: Echo,
    /// The idea that it is much like.
    pub(crate) alike: Option<Alike>,
    /// Arrival of the last operation in the picture that the line was begun from: what another
    /// hand changes while it is typed is asked about. None until it is opened.
    pub(crate) seen: Option<i64>,
}

impl Line {
    /// An empty line.
    #[must_use]
    pub(crate) fn new(purpose: Purpose) -> Self {
        Self::with(purpose, "")
    }

    /// A line that holds a text.
    #[must_use]
    pub(crate) fn with(purpose: Purpose, text: &str) -> Self {
        Self {
            purpose,
            under: None,
            editor: Editor::new(text),
            suggestion: String::new(),
            many: Vec::new(),
            pasted: Pasted::default(),
            refused: Vec::new(),
            sticky: Sticky::default(),
            create: false,
            message: None,
            echo: Echo::default(),
            alike: None,
            seen: None,
        }
    }

    /// The line with a text that it holds where nothing is typed.
    #[must_use]
    pub(crate) fn suggesting(self, suggestion: String) -> Self {
        Self { suggestion, ..self }
    }

    /// What it says: what is typed, else what is suggested.
    #[must_use]
    pub(crate) fn said(&self) -> &str {
        if self.editor.is_blank() { &self.suggestion } else { self.editor.text() }
    }

    /// The line as one that is begun from this picture.
    #[must_use]
    pub(crate) fn seeing(self, seen: i64) -> Self {
        Self { seen: Some(seen), ..self }
    }

    /// Whether it is about records of this file, by their ids.
    #[must_use]
    pub(crate) fn is_bound(&self) -> bool {
        !matches!(self.purpose, Purpose::Add(_) | Purpose::Filter)
    }

    /// Whether nothing was typed.
    #[must_use]
    pub(crate) fn is_blank(&self) -> bool {
        let said = match self.purpose {
            // What begins with the serial of the next ballot is no ballot yet.
            Purpose::Ballot(_) => self.said().split_once(':').map_or("", |(_, marks)| marks),
            _ => self.said(),
        };
        said.trim().is_empty() && self.many.is_empty()
    }

    /// The kind of record that the line is read as.
    #[must_use]
    pub(crate) fn kind(&self) -> Option<Kind> {
        match &self.purpose {
            Purpose::Add(kind) => Some(*kind),
            Purpose::Cluster(_) => Some(Kind::Issue),
            _ => None,
        }
    }

    /// Puts the first refused line of a paste into the field.
    pub(super) fn mend(&mut self) {
        if let Some((at, why)) = self.refused.first() {
            self.editor = Editor::new(self.many.get(*at).map_or("", String::as_str));
            self.message = Some(why.clone());
        }
    }

    /// Puts the mended line back into its paste; whether none is left to mend.
    fn mended(&mut self) -> bool {
        if !self.refused.is_empty() {
            let (at, _) = self.refused.remove(0);
            if let Some(line) = self.many.get_mut(at) {
                self.editor.text().clone_into(line);
            }
            self.editor.clear();
            self.mend();
        }
        if self.refused.is_empty() {
            self.many.retain(|line| !line.trim().is_empty());
        }
        self.refused.is_empty()
    }

    /// The text that is read while it is typed.
    fn read(&self) -> &str {
        match self.many.first() {
            Some(first) if self.refused.is_empty() => first,
            _ => self.editor.text(),
        }
    }

    fn texts(&self) -> Vec<String> {
        if self.many.is_empty() { vec![self.editor.text().to_owned()] } else { self.many.clone() }
    }
}

impl App {
    /// Opens a line for typing.
    pub(super) fn open_line(&mut self, line: Line) {
        if let Purpose::Add(kind) = line.purpose
            && let Some(view) = View::of(kind)
        {
            self.show(view);
        }
        self.zoom = false;
        if matches!(line.purpose, Purpose::Add(_) | Purpose::Cluster(_)) {
            self.issue = None;
        }
        let seen = line.seen.unwrap_or(self.picture.seen);
        self.line = Some(line.seeing(seen));
        self.refresh_echo();
    }

    /// Reads the line anew; every change of it comes here.
    pub(super) fn refresh_echo(&mut self) {
        let Some(mut line) = self.line.take() else { return };
        line.echo = match line.kind() {
            Some(kind) => {
                let is_new = matches!(line.purpose, Purpose::Add(_)) && line.under.is_none();
                let today = self.now.today;
                let text = line.read();
                let (w, words) = (&self.picture, &self.words);
                let echo = echo::of(w, words, kind, text, line.create, is_new, today);
                match line.under {
                    Some(under) => echo.under(w, words, under, text),
                    None => echo,
                }
            }
            None => Echo::default(),
        };
        line.alike = self.alike_of(&line);
        self.look_at_paste(&mut line);
        self.line = Some(line);
    }

    fn edited(&mut self) {
        if let Some(line) = &mut self.line {
            line.message = None;
            if line.purpose == Purpose::Filter {
                let text = line.editor.text().to_owned();
                self.set_filter(&text);
            }
        }
        self.refresh_echo();
    }

    pub(super) fn typed(&mut self, text: &str) -> Vec<Effect> {
        if matches!(self.popup, Some(Popup::Picker(_))) {
            self.typed_in_picker(text);
        } else if self.popup.is_some() {
            self.type_in_box(text);
        } else if self.form.is_some() {
            self.typed_in_form(text);
        } else if let Some(line) = &mut self.line {
            line.editor.insert(text);
            self.edited();
        }
        Vec::new()
    }

    /// A paste is text wherever it arrives: it never runs as keys.
    pub(super) fn pasted(&mut self, text: &str) -> Vec<Effect> {
        match &self.popup {
            Some(Popup::Question(_)) => {
                // The question first; the clipboard keeps what was pasted.
                self.say(Saying::new("tui.paste_after"), Tone::Warn);
                return Vec::new();
            }
            Some(Popup::Picker(_)) => {
                self.typed_in_picker(text);
                return Vec::new();
            }
            Some(Popup::Find(_)) => {
                let one: Vec<&str> = text.split_whitespace().collect();
                self.type_in_box(&one.join(" "));
                return Vec::new();
            }
            Some(_) => {
                self.popup = None;
                self.behind.clear();
            }
            None => {}
        }
        if self.form.is_some() {
            self.typed_in_form(text.trim_end_matches(['\r', '\n']));
            return Vec::new();
        }
        if self.line.is_none() && self.view == View::Attendance {
            self.open_roll();
            let one: Vec<&str> = text.split_whitespace().collect();
            self.type_in_box(&one.join(" "));
            return Vec::new();
        }
        if self.line.is_none() {
            // A line of its own: what was left half typed is not joined to it.
            let (kind, under) = match self.view {
                View::Home => (Kind::Idea, None),
                _ => self.what_to_add(),
            };
            self.open_line(Line { under, ..Line::new(Purpose::Add(kind)) });
        }
        let Some(line) = &mut self.line else { return Vec::new() };
        let takes_many = matches!(line.purpose, Purpose::Add(_)) && line.refused.is_empty();
        // Terminals send a pasted line end as CR, files hold LF or both.
        let mut lines: Vec<&str> =
            text.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect();
        if takes_many && lines.len() > 1 {
            lines = paste::lines(text).collect();
        }
        let cut = lines.iter().any(|text| text.len() > line.editor.room());
        match lines.as_slice() {
            [] => {}
            [one] => line.editor.insert(one),
            many if takes_many => {
                let typed = line.editor.text().trim().to_owned();
                let first = (!typed.is_empty() && line.many.is_empty()).then_some(typed);
                line.many.extend(first);
                line.many.extend(many.iter().map(|text| (*text).to_owned()));
                line.editor.clear();
                line.pasted = Pasted::default();
            }
            many => line.editor.insert(&many.join(" ")),
        }
        self.edited();
        if cut {
            self.say(Saying::new("tui.paste_cut"), Tone::Warn);
        }
        Vec::new()
    }

    /// Opens the line for a new record, with the draft that was left.
    pub(super) fn add(&mut self) {
        let (kind, under) = self.what_to_add();
        let of_kind = |typed: &Typed| match typed {
            Typed::Line(line) => line.purpose == Purpose::Add(kind),
            Typed::Form(form) => form.of.is_empty() && form.kind == kind,
        };
        // What was left half typed comes back, if only where it belongs.
        let here = |typed: &Typed| {
            of_kind(typed) && !matches!(typed, Typed::Line(line) if line.under != under)
        };
        let draft = self.take_draft(here).or_else(|| self.take_draft(of_kind));
        self.open_typed(draft.unwrap_or_else(|| Typed::line(self.begin(kind, under))));
    }

    pub(super) fn act_in_line(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Keep => return self.keep(false),
            Action::Save => return self.keep(true),
            Action::Back => self.leave_line(),
            Action::Take => return self.take_offered(),
            Action::Pick => self.open_all_fields(),
            Action::Create => {
                if let Some(line) = &mut self.line {
                    line.create = !line.create;
                    self.edited();
                }
            }
            Action::Filter => {
                if self.line.as_ref().is_none_or(|line| line.purpose != Purpose::Filter) {
                    self.leave_line();
                    self.open_filter();
                }
            }
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                if self.scroll_paste(action) {
                    return Vec::new();
                }
                return self.act_in_list(action);
            }
            _ => self.act_in_editor(action),
        }
        Vec::new()
    }

    fn act_in_editor(&mut self, action: Action) {
        let Some(line) = &mut self.line else { return };
        if action == Action::Clear && line.refused.is_empty() {
            line.many.clear();
        }
        if act_on(&mut line.editor, action) {
            self.edited();
        }
    }

    /// Leaves the line; what was typed is kept as a draft.
    fn leave_line(&mut self) {
        let Some(line) = self.line.take() else { return };
        match &line.purpose {
            Purpose::Filter => self.set_filter(""),
            Purpose::Add(kind) if !line.is_blank() && self.is_typed(&line, *kind) => {
                self.keep_draft(Typed::line(line));
            }
            Purpose::Add(_) => {}
            purpose => self.leave_reason(purpose),
        }
        self.next_waiting();
    }

    /// Whether a line for a new record says more than what it began with.
    fn is_typed(&self, line: &Line, kind: Kind) -> bool {
        let begun = line.under.map(|_| self.begin(kind, line.under));
        !line.many.is_empty() || begun.is_none_or(|begun| begun.said() != line.said())
    }

    /// Takes the nearest name for one that is not known.
    fn take_offered(&mut self) -> Vec<Effect> {
        let Some(line) = &mut self.line else { return Vec::new() };
        if line.editor.is_blank() && !line.suggestion.is_empty() {
            let suggested = line.suggestion.clone();
            line.editor.insert(&suggested);
            self.edited();
            return Vec::new();
        }
        if !line.many.is_empty() && line.refused.is_empty() {
            return Vec::new();
        }
        let Some(unknown) = line.echo.unknown.first().cloned() else { return self.join() };
        match unknown.near.first() {
            Some(near) => {
                line.editor.put(unknown.at, &format!("{}{}", unknown.sign, prefill::quoted(near)))
            }
            None => line.create = true,
        }
        self.edited();
        Vec::new()
    }

    /// Keeps what was typed.
    fn keep(&mut self, leaves: bool) -> Vec<Effect> {
        let Some(line) = self.line.clone() else { return Vec::new() };
        if line.purpose == Purpose::Filter {
            self.line = None;
            self.next_waiting();
            return Vec::new();
        }
        match line.purpose {
            Purpose::Round => return self.open_round(line),
            Purpose::Ballot(round) => return self.cast(line, round, leaves),
            _ => {}
        }
        if line.is_blank() {
            self.say(Saying::new("tui.nothing_typed"), Tone::Warn);
            return Vec::new();
        }
        if self.loaded
            && !line.create
            && let Some(unknown) = line.echo.unknown.first()
        {
            let key = if unknown.near.is_empty() { "tui.unknown.new" } else { "tui.unknown.near" };
            let near = unknown.near.join(", ");
            let saying = Saying::new(key).with("name", unknown.name.as_str()).with("list", near);
            if let Some(line) = &mut self.line {
                line.message = Some(saying);
            }
            self.toast = None;
            return Vec::new();
        }
        if self.takes_sticky() || self.holds_paste() {
            return Vec::new();
        }
        let mut line = line;
        let whole = line.mended();
        if !whole || line.is_blank() {
            self.line = Some(line);
            self.refresh_echo();
            return Vec::new();
        }
        self.carry_out(line, leaves)
    }

    fn carry_out(&mut self, line: Line, leaves: bool) -> Vec<Effect> {
        let targets = |ids: &[Id]| ids.iter().copied().map(Target::Id).collect::<Vec<_>>();
        let mut stays = false;
        let command = match &line.purpose {
            Purpose::Add(kind) => {
                stays = !leaves;
                let entries = self.entries(&line);
                let meeting = match line.under {
                    Some(Under::Meeting(id)) => Some(Target::Id(id)),
                    _ => None,
                };
                Command::Add { kind: *kind, entries, create: line.create, meeting }
            }
            Purpose::Cluster(ideas) => Command::Group {
                ideas: targets(ideas),
                name: Some(Entry::line(line.said())),
                into: None,
            },
            Purpose::Reason(asked) => {
                let (command, first) = (**asked).clone();
                self.line = None;
                return self.send(with_reason(command, line.editor.text()), first);
            }
            Purpose::Filter | Purpose::Round | Purpose::Ballot(_) => return Vec::new(),
        };
        if matches!(line.purpose, Purpose::Cluster(_)) {
            self.pane_mut().marks.clear();
        }
        self.line = match line.purpose {
            Purpose::Add(kind) if stays => {
                let under = line.under.filter(|under| under.stays());
                let next = self.begin(kind, under).seeing(self.picture.seen);
                Some(Line { sticky: line.sticky_after(), ..next })
            }
            _ => None,
        };
        let adds = matches!(line.purpose, Purpose::Add(_));
        let effects = self.send(command, Some(Typed::line(line)));
        if adds && let Some(pending) = self.pending.last() {
            let last = Sel::Dim(pending.ticket, pending.lines().saturating_sub(1));
            self.select(last);
        }
        self.next_waiting();
        self.refresh_echo();
        effects
    }

    /// The records that a line asks for, with what they belong to.
    pub(super) fn entries(&self, line: &Line) -> Vec<Entry> {
        let under = line.under.and_then(|under| Some((under.field()?, under.id())));
        let under = under.and_then(|(field, id)| Some((field, self.picture.ref_by_id(id)?)));
        let entry = |text: &String| {
            let entry = Entry::line(&line.sticky.added_to(text));
            match &under {
                Some((field, name)) => entry.set(field, name),
                None => entry,
            }
        };
        line.texts().iter().map(entry).collect()
    }

    /// Opens the line of the filter.
    pub(super) fn open_filter(&mut self) {
        let text = self.pane().filter.as_ref().map_or("", |filter| &filter.text).to_owned();
        self.line = Some(Line::with(Purpose::Filter, &text));
    }
}

fn with_reason(command: Command, why: &str) -> Command {
    match command {
        Command::Edit { targets, kind, entry, .. } => {
            Command::Edit { targets, kind, entry, reason: Some(why.to_owned()) }
        }
        other => other,
    }
}

/// What an action does to a text being typed; whether it may have changed it.
pub(super) fn act_on(editor: &mut Editor, action: Action) -> bool {
    match action {
        Action::Backspace => editor.backspace(),
        Action::Erase => editor.erase(),
        Action::EraseWord => editor.erase_word(),
        Action::Clear => editor.clear(),
        Action::Untype => {
            editor.undo();
        }
        Action::Retype => {
            editor.redo();
        }
        Action::SelectAll => {
            editor.select_all();
            return false;
        }
        _ => {
            if let Some((to, selecting)) = move_of(action) {
                if selecting {
                    editor.select(to)
                } else {
                    editor.go(to)
                };
            }
            return false;
        }
    }
    true
}

/// Where an action moves the cursor of a line, and whether it selects on the way.
const fn move_of(action: Action) -> Option<(Move, bool)> {
    let (to, selecting) = match action {
        Action::Left => (Move::Left, false),
        Action::Right => (Move::Right, false),
        Action::WordLeft => (Move::WordLeft, false),
        Action::WordRight => (Move::WordRight, false),
        Action::First => (Move::Home, false),
        Action::Last => (Move::End, false),
        Action::Start => (Move::Start, false),
        Action::Finish => (Move::Finish, false),
        Action::SelectLeft => (Move::Left, true),
        Action::SelectRight => (Move::Right, true),
        Action::SelectWordLeft => (Move::WordLeft, true),
        Action::SelectWordRight => (Move::WordRight, true),
        Action::SelectFirst => (Move::Home, true),
        Action::SelectLast => (Move::End, true),
        _ => return None,
    };
    Some((to, selecting))
}
