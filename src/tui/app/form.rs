//! What keys do in a form.

use std::borrow::Cow;

use super::{App, Purpose, Tone, Typed};
use crate::{
    config::actions::Action,
    domain::{
        entry,
        kind::Kind,
        lang::Lang,
        quick,
        reader::Names,
        refusal::Stop,
        row::Row,
        saying::{Said, Saying},
        text::{fold, width},
        value::Id,
    },
    ops::{Command, Target},
    tui::{
        echo::Against,
        editor::Move,
        form::{Form, at_column, value_columns},
        message::Effect,
        picker::Item,
        prefill::words,
    },
};

impl App {
    /// Opens the form of records, with the draft that was left.
    pub(super) fn edit(&mut self, ids: Vec<Id>) {
        let Some(first) = ids.first() else { return };
        let draft = self.take_draft(|typed| matches!(typed, Typed::Form(form) if form.of == ids));
        if let Some(typed) = draft {
            return self.open_typed(typed);
        }
        let lang = self.lang();
        let Some(record) = self.picture.live(*first).ok().flatten() else { return };
        let form = match ids.as_slice() {
            [_] => {
                let Ok(names) = Names::new(&self.picture, self.now.today) else { return };
                let mut form = Form::of_record(&self.picture, &names, lang, record);
                let room = value_columns(self.size.0);
                if let Some(row) = form.row_mut().filter(|row| width(row.editor.text()) > room) {
                    // A title is read from its beginning.
                    row.editor.home();
                }
                form
            }
            _ => Form::of_many(record.kind(), lang, ids, self.picture.seen),
        };
        self.open_form(form);
    }

    /// Opens a form.
    pub(super) fn open_form(&mut self, form: Form) {
        self.line = None;
        if let Some(id) = form.record().filter(|_| form.is_awaited()) {
            self.outbox.push(Effect::Read(id));
        }
        self.form = Some(form);
        self.read_whole_form();
    }

    /// Reads every row of the form anew.
    pub(super) fn read_whole_form(&mut self) {
        let Some(mut form) = self.form.take() else { return };
        form.read_all(Against { w: &self.picture, words: &self.words, today: self.now.today });
        self.form = Some(form);
    }

    /// The form of a new record with what was typed in its line so far.
    pub(super) fn open_all_fields(&mut self) {
        let Some(line) = self.line.take() else { return };
        let Purpose::Add(kind) = line.purpose else {
            self.line = Some(line);
            return;
        };
        if !line.many.is_empty() {
            self.line = Some(line);
            return;
        }
        let seen = line.seen.unwrap_or(self.picture.seen);
        let mut form = Form::empty(kind, self.lang(), seen);
        let title = quick::lex(line.editor.text()).words.unwrap_or_default();
        let lang = if title.is_empty() { self.lang() } else { Lang::of(&title) };
        let side = form.rows.iter().position(|row| row.is_title() && row.lang() == Some(lang));
        form.at = side.unwrap_or_default();
        if let Some(row) = form.row_mut() {
            row.set(&line.sticky.added_to(line.editor.text()));
        }
        if let Err(saying) = form.sort_tokens()
            && let Some(row) = form.row_mut()
        {
            row.error = Some(saying);
        }
        // What the line belongs to without its being typed stands in its row.
        let under = line
            .under
            .and_then(|under| Some((under.field_of_form()?, self.picture.ref_by_id(under.id())?)));
        if let Some((field, name)) = under
            && let Some(row) = form.rows.iter_mut().find(|row| row.name() == field)
        {
            row.set(&name);
        }
        self.open_form(form);
    }

    /// Reads the row in hand anew; every change of it comes here.
    pub(super) fn read_form(&mut self) {
        let Some(mut form) = self.form.take() else { return };
        form.read(Against { w: &self.picture, words: &self.words, today: self.now.today });
        self.form = Some(form);
    }

    /// The long texts of a record have come.
    pub(super) fn record_came(&mut self, id: Id, row: Option<&Row>) {
        let Some(mut form) = self.form.take_if(|form| form.record() == Some(id)) else { return };
        if let Ok(names) = Names::new(&self.picture, self.now.today) {
            form.fill_long(&self.picture, &names, row.map(Row::entity));
        }
        self.form = Some(form);
        self.read_form();
    }

    fn edited_form(&mut self) {
        if let Some(form) = &mut self.form {
            form.message = None;
            if let Some(row) = form.row_mut() {
                row.error = None;
            }
        }
        self.read_form();
    }

    /// What is typed or pasted into the row in hand.
    pub(super) fn typed_in_form(&mut self, text: &str) {
        let Some(form) = &mut self.form else { return };
        let Some(row) = form.row_mut() else { return };
        if row.was.is_none() {
            return self.say(Saying::new("form.awaited"), Tone::Warn);
        }
        if row.is_choice() {
            return self.open_choices(text);
        }
        let text = if row.is_block() { Cow::Borrowed(text) } else { in_one_line(text) };
        let cut = text.len() > row.editor.room();
        row.editor.insert(&text);
        self.edited_form();
        if cut {
            self.say(Saying::new("tui.paste_cut"), Tone::Warn);
        }
    }

    pub(super) fn act_in_form(&mut self, action: Action) -> Vec<Effect> {
        let room = value_columns(self.size.0);
        let Some(row) = self.form.as_mut().and_then(Form::row_mut) else { return Vec::new() };
        let (block, choice) = (row.is_block(), row.is_choice());
        match action {
            Action::Keep if block => self.typed_in_form("\n"),
            Action::Keep | Action::Save => return self.keep_form(),
            Action::Back => self.leave_form(),
            Action::Down if row.editor.go(Move::Down(room)) => {}
            Action::Up if row.editor.go(Move::Up(room)) => {}
            Action::Take | Action::Down => self.step_form(true),
            Action::PreviousView | Action::Up => self.step_form(false),
            Action::Create => return self.make_agency(),
            Action::Pick => self.open_choices(""),
            Action::Left | Action::Right if choice => self.turn_choice(action == Action::Right),
            Action::Filter => {
                self.leave_form();
                self.open_filter();
            }
            _ => {
                if row.was.is_some() && super::entry::act_on(&mut row.editor, action) {
                    self.edited_form();
                }
            }
        }
        Vec::new()
    }

    /// Takes the next row in hand; tokens typed into a title go to their rows.
    fn step_form(&mut self, forward: bool) {
        let Some(form) = &mut self.form else { return };
        match form.sort_tokens() {
            Ok(()) => form.step(forward),
            Err(saying) => {
                if let Some(row) = form.row_mut() {
                    row.error = Some(saying);
                }
            }
        }
        self.read_whole_form();
    }

    /// Takes a row in hand, as a click does.
    pub(super) fn go_to_row(&mut self, at: usize) {
        let Some(form) = self.form.as_mut().filter(|form| at < form.rows.len()) else { return };
        // What is in the way of a token stands at its title once the form is kept.
        let _stays = form.sort_tokens();
        form.at = at;
        self.read_whole_form();
    }

    /// Puts the cursor where a row was clicked; what another row shows may be what is read in it.
    pub(super) fn go_to_text(&mut self, at: usize, column: usize) {
        if self.form.as_ref().is_some_and(|form| form.at != at) {
            return self.go_to_row(at);
        }
        let room = value_columns(self.size.0);
        let row = self.form.as_mut().and_then(Form::row_mut);
        // Of a longer text only the end may show.
        if let Some(row) = row.filter(|row| width(row.editor.text()) <= room) {
            let at = at_column(row.editor.text(), column);
            row.editor.stand_at(at);
        }
    }

    /// The next of the few words that a row may hold.
    fn turn_choice(&mut self, forward: bool) {
        let Some(row) = self.form.as_ref().and_then(Form::row) else { return };
        let mut values: Vec<String> = self
            .items_of(row, &[])
            .into_iter()
            .filter_map(|item| match item {
                Item::Word(word) => Some(word.value),
                Item::Record(_) => None,
            })
            .collect();
        if row.was.as_deref() == Some("") || !row.is_needed() {
            values.insert(0, String::new());
        }
        let at = values.iter().position(|value| value == row.editor.text());
        let count = values.len().max(1);
        let to = match at {
            None => 0,
            Some(at) if forward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
        };
        if let (Some(value), Some(row)) =
            (values.get(to), self.form.as_mut().and_then(Form::row_mut))
        {
            row.set(value);
        }
        self.edited_form();
    }

    /// Makes the agency that the row in hand names and nobody knows.
    fn make_agency(&mut self) -> Vec<Effect> {
        let unknown = self.form.as_ref().and_then(|form| form.echo.unknown.first().cloned());
        let Some(unknown) = unknown else {
            self.say(Saying::new("form.nothing_new"), Tone::Warn);
            return Vec::new();
        };
        let Some(form) = &mut self.form else { return Vec::new() };
        if form.made.contains(&fold(&unknown.name)) {
            return Vec::new();
        }
        form.made.push(fold(&unknown.name));
        let line = words(&unknown.name);
        let entries = vec![entry::Entry::line(&line)];
        let (kind, meeting) = (Kind::Organisation, None);
        self.edited_form();
        self.send(Command::Add { kind, entries, create: false, meeting }, None)
    }

    /// Leaves the form; what was typed is kept as a draft.
    pub(super) fn leave_form(&mut self) {
        let Some(form) = self.form.take() else { return };
        if form.is_changed() {
            self.keep_draft(Typed::Form(Box::new(form)));
        }
        self.next_waiting();
    }

    /// Keeps what was changed.
    fn keep_form(&mut self) -> Vec<Effect> {
        let Some(mut form) = self.form.take() else { return Vec::new() };
        form.message = None;
        for row in &mut form.rows {
            row.error = None;
        }
        let wrong = match form.sort_tokens() {
            Err(saying) => vec![(form.at, saying)],
            Ok(()) => self.blame(&form),
        };
        if let Some((first, _)) = wrong.first() {
            form.at = *first;
            for (at, saying) in wrong {
                if let Some(row) = form.rows.get_mut(at) {
                    row.error = Some(saying);
                }
            }
            self.toast = None;
            self.form = Some(form);
            self.read_whole_form();
            return Vec::new();
        }
        if !form.is_changed() {
            if form.of.is_empty() {
                self.form = Some(form);
                self.say(Saying::new("tui.nothing_typed"), Tone::Warn);
            } else {
                self.say(Saying::new("tui.nothing_changed"), Tone::Done);
                self.next_waiting();
            }
            return Vec::new();
        }
        let entry = form.entry();
        let command = if form.of.is_empty() {
            Command::Add { kind: form.kind, entries: vec![entry], create: false, meeting: None }
        } else {
            let targets = form.of.iter().copied().map(Target::Id).collect();
            Command::Edit { targets, kind: None, entry, reason: None }
        };
        if form.of.len() > 1 {
            self.pane_mut().marks.clear();
        }
        let effects = self.send(command, Some(Typed::Form(Box::new(form))));
        self.next_waiting();
        effects
    }

    /// The changed rows that do not say what they should, and why.
    fn blame(&self, form: &Form) -> Vec<(usize, Saying)> {
        let Ok(names) = Names::new(&self.picture, self.now.today) else { return Vec::new() };
        let record = match form.of.first() {
            Some(id) => self.picture.row(*id).ok().flatten(),
            None => Id::new(i64::MAX).map(|id| Row::new(form.kind, id)),
        };
        let Some(mut record) = record.filter(|_| self.loaded) else { return Vec::new() };
        let changed = form.rows.iter().enumerate().filter(|(_, row)| row.is_changed());
        changed
            .filter_map(|(at, row)| {
                let text = if row.is_title() {
                    quick::lex(row.editor.text()).words.unwrap_or_default()
                } else {
                    row.editor.text().to_owned()
                };
                match entry::set(record.entity_mut(), &row.name(), &text, &names) {
                    Err(Stop::Refused(refusal)) if !is_being_made(form, &refusal.saying) => {
                        Some((at, for_form(refusal.saying)))
                    }
                    _ => None,
                }
            })
            .collect()
    }
}

/// A text whose lines, blank ones left out, stand one behind the other.
fn in_one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\r', '\n']) {
        return Cow::Borrowed(text);
    }
    let lines = text.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty());
    Cow::Owned(lines.collect::<Vec<_>>().join(" "))
}

/// Whether a refusal is about an agency that is being made.
fn is_being_made(form: &Form, saying: &Saying) -> bool {
    let name = saying.values.iter().find_map(|(key, value)| match value {
        Said::Text(name) if *key == "name" => Some(fold(name)),
        _ => None,
    });
    saying.key.starts_with("agency.unknown") && name.is_some_and(|name| form.made.contains(&name))
}

/// A refusal whose way out is a key of the form.
fn for_form(mut saying: Saying) -> Saying {
    saying.key = match saying.key {
        "agency.unknown" => "form.unknown.new",
        "agency.unknown_near" => "form.unknown.near",
        other => other,
    };
    saying
}

impl Form {
    /// Puts a refusal to the row that it is about, and that row in hand.
    pub(super) fn refuse(&mut self, saying: Saying) {
        let is = |row: &crate::tui::form::Row| match saying.key {
            "span.backwards" => row.name() == "due",
            "entry.empty" => row.is_title(),
            _ => false,
        };
        match self.rows.iter().position(is) {
            Some(at) => {
                self.at = at;
                if let Some(row) = self.row_mut() {
                    row.error = Some(saying);
                }
            }
            None => self.message = Some(saying),
        }
    }
}
