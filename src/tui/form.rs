//! A form: the fields of a record as rows to be typed in, made from the table of fields.

use super::{
    echo::{self, Against, Echo},
    editor::Editor,
    prefill::words,
};
use crate::{
    config::theme::Role,
    domain::{
        cell::{Merge, Type, Widget},
        entry::{self, Entry},
        fields,
        kind::Kind,
        lang::Lang,
        quick::{self, Draft, Given, Key, Mark, Token},
        reader::Names,
        record::{Entity, Field, Quick, common},
        saying::Saying,
        snapshot::Snapshot,
        text,
        types::{BETWEEN, joined, several},
        value::Id,
        written::written,
    },
};

/// Columns that the name of a field takes, with the blank behind it.
pub(crate) const NAMES: u16 = 21;

/// Columns inside the box of a form, on a screen of so many.
#[must_use]
pub(crate) fn columns(screen: u16) -> u16 {
    screen.saturating_sub(6).min(72)
}

/// Columns of what a field holds, that of the caret left off.
#[must_use]
pub(crate) fn value_columns(screen: u16) -> usize {
    usize::from(columns(screen).saturating_sub(NAMES + 1))
}

/// Where a row of a form is read from and written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The field, by its place in the table of its kind.
    pub(crate) at: usize,
    /// The part of it.
    pub(crate) part: usize,
}

/// A row of a form: a field, or a part of one.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Where it is read from.
    pub(crate) place: Place,
    /// The field.
    pub(crate) field: &'static Field,
    /// What it holds.
    pub(crate) editor: Editor,
    /// What it held when the form was opened; none until that is known.
    pub(crate) was: Option<String>,
    /// What is read in it, while it is not in hand.
    pub(crate) said: Vec<(String, Role)>,
    /// Why it was not kept.
    pub(crate) error: Option<Saying>,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        // The field goes with its place.
        (self.place, &self.editor, &self.was, &self.error)
            == (other.place, &other.editor, &other.was, &other.error)
    }
}

impl Row {
    /// Its name for `--set`.
    #[must_use]
    pub(crate) fn name(&self) -> String {
        let part = self.field.parts.get(self.place.part);
        part.map_or_else(String::new, |part| self.field.part_json(part))
    }

    /// What the part holds.
    #[must_use]
    pub(crate) fn of(&self) -> Type {
        self.field.parts.get(self.place.part).map_or(Type::Text, |part| part.of)
    }

    /// Whether it is the title, which takes the tokens of quick-add too.
    #[must_use]
    pub(crate) fn is_title(&self) -> bool {
        self.field.face.quick == Quick::Title
    }

    /// Whether it holds several lines.
    #[must_use]
    pub(crate) fn is_block(&self) -> bool {
        self.field.widget == Widget::Block
    }

    /// Whether it holds one of few words, which are chosen rather than typed.
    #[must_use]
    pub(crate) fn is_choice(&self) -> bool {
        self.field.widget == Widget::Choice
    }

    /// Whether it holds something else than when the form was opened.
    #[must_use]
    pub(crate) fn is_changed(&self) -> bool {
        self.was.as_deref().is_some_and(|was| was != self.editor.text())
    }

    /// Whether it cannot be left empty.
    #[must_use]
    pub(crate) fn is_needed(&self) -> bool {
        self.place.at == common::LABEL || self.field.merge == Merge::Order
    }

    /// The language of its side of a text in two.
    #[must_use]
    pub(crate) fn lang(&self) -> Option<Lang> {
        if self.field.widget != Widget::Pair {
            return None;
        }
        let part = self.field.parts.get(self.place.part)?;
        Lang::ALL.into_iter().find(|lang| part.name.strip_prefix('_') == Some(lang.code()))
    }

    /// The names in it, where it holds several.
    #[must_use]
    pub(crate) fn names(&self) -> Vec<String> {
        let text = self.editor.text();
        if self.field.is_set() { several(text) } else { vec![text.trim().to_owned()] }
    }

    /// Puts a text in the place of what it holds, as one step of typing.
    pub(crate) fn set(&mut self, text: &str) {
        self.editor.put(0..self.editor.text().len(), text);
    }

    /// Takes a name in: in the place of one that stands there, else behind the others.
    pub(crate) fn take(&mut self, name: &str, replaced: Option<&str>) {
        if !self.field.is_set() {
            return self.set(name);
        }
        let mut names = self.names();
        let place = names.iter().position(|other| replaced == Some(other.as_str()));
        if let Some(other) = place.and_then(|at| names.get_mut(at)) {
            name.clone_into(other);
        } else if names.iter().all(|other| other != name) {
            names.push(name.to_owned());
        }
        self.set(&joined(names.iter().map(String::as_str)));
    }
}

/// The byte of a line that stands at a column, or its end.
#[must_use]
pub(crate) fn at_column(line: &str, column: usize) -> usize {
    let mut used = 0;
    let before = text::clusters(line).take_while(|cluster| {
        used += text::width(cluster);
        used <= column
    });
    before.map(str::len).sum()
}

/// A form being filled in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    /// The records that it edits; none: a new one.
    pub(crate) of: Vec<Id>,
    /// Their kind.
    pub(crate) kind: Kind,
    /// The rows.
    pub(crate) rows: Vec<Row>,
    /// The row in hand.
    pub(crate) at: usize,
    /// What is read in the row in hand.
    pub(crate) echo: Echo,
    /// Why it came back, where no row is to blame.
    pub(crate) message: Option<Saying>,
    /// Names of agencies that are being made.
    pub(crate) made: Vec<String>,
    /// Arrival of the last operation in the picture that it was begun from.
    pub(crate) seen: i64,
}

/// Where a field stands in a form: the title, who, what quick-add knows, the rest.
fn rank(at: usize, field: &Field) -> u8 {
    let own = at > common::FROM;
    match field.face.quick {
        Quick::Title => 0,
        Quick::At => 1,
        Quick::Plus => 2,
        Quick::No if own && field.widget == Widget::Block => 6,
        Quick::No if own => 5,
        Quick::No => 7,
        _ if own => 3,
        _ => 4,
    }
}

/// The places that a form of a kind has a row for, in their order.
#[must_use]
pub(crate) fn places(kind: Kind, lang: Lang) -> Vec<(Place, &'static Field)> {
    let mut all: Vec<(usize, &'static Field)> = fields::of(kind)
        .iter()
        .enumerate()
        .filter(|(at, field)| field.widget != Widget::Fixed && *at != common::NUMBER)
        .collect();
    all.sort_by_key(|(at, field)| (rank(*at, field), *at));
    let mut places = Vec::new();
    for (at, field) in all {
        let mut parts: Vec<usize> = (0..field.parts.len())
            .filter(|part| field.parts.get(*part).is_some_and(|part| !part.name.ends_with("_key")))
            .collect();
        if field.widget == Widget::Pair {
            let here = |part: &usize| {
                let name = field.parts.get(*part).map(|part| part.name);
                name.and_then(|name| name.strip_prefix('_')) != Some(lang.code())
            };
            parts.sort_by_key(here);
        }
        places.extend(parts.into_iter().map(|part| (Place { at, part }, field)));
    }
    places
}

impl Form {
    /// The form of a record as it stands; long texts come later.
    #[must_use]
    pub(crate) fn of_record(
        w: &Snapshot,
        names: &Names<'_>,
        lang: Lang,
        record: &dyn Entity,
    ) -> Self {
        let mut form = Self::empty(record.kind(), lang, w.seen);
        form.of = vec![record.id()];
        for row in &mut form.rows {
            if row.field.long {
                row.was = None;
            } else {
                row.fill(w, names, record);
            }
        }
        let titled = |row: &Row| row.is_title() && !row.editor.is_blank();
        form.at = form.rows.iter().position(titled).unwrap_or_default();
        form
    }

    /// A form for several records of a kind: what is filled in goes to all of them. A title or
    /// a note is of one record alone.
    #[must_use]
    pub(crate) fn of_many(kind: Kind, lang: Lang, of: Vec<Id>, seen: i64) -> Self {
        let mut form = Self { of, ..Self::empty(kind, lang, seen) };
        form.rows.retain(|row| !row.is_title() && !row.field.long);
        form
    }

    /// An empty form for a new record.
    #[must_use]
    pub(crate) fn empty(kind: Kind, lang: Lang, seen: i64) -> Self {
        let row = |(place, field): (Place, &'static Field)| Row {
            place,
            field,
            editor: if field.widget == Widget::Block {
                Editor::block("")
            } else {
                Editor::default()
            },
            was: Some(String::new()),
            said: Vec::new(),
            error: None,
        };
        Self {
            of: Vec::new(),
            kind,
            rows: places(kind, lang).into_iter().map(row).collect(),
            at: 0,
            echo: Echo::default(),
            message: None,
            made: Vec::new(),
            seen,
        }
    }

    /// The record that it edits, where it is one.
    #[must_use]
    pub(crate) fn record(&self) -> Option<Id> {
        match self.of.as_slice() {
            [id] => Some(*id),
            _ => None,
        }
    }

    /// The row in hand.
    #[must_use]
    pub(crate) fn row(&self) -> Option<&Row> {
        self.rows.get(self.at)
    }

    /// The row in hand, to be changed.
    pub(crate) fn row_mut(&mut self) -> Option<&mut Row> {
        self.rows.get_mut(self.at)
    }

    /// Whether long texts have not come yet.
    #[must_use]
    pub(crate) fn is_awaited(&self) -> bool {
        self.rows.iter().any(|row| row.was.is_none())
    }

    /// Whether anything was typed.
    #[must_use]
    pub(crate) fn is_changed(&self) -> bool {
        self.rows.iter().any(Row::is_changed)
    }

    /// The long texts have come; without a record they cannot be edited here.
    pub(crate) fn fill_long(
        &mut self,
        w: &Snapshot,
        names: &Names<'_>,
        record: Option<&dyn Entity>,
    ) {
        let Some(record) = record else {
            let hand = self.row().map(|row| row.place);
            self.rows.retain(|row| row.was.is_some());
            let at = self.rows.iter().position(|row| Some(row.place) == hand);
            self.at = at.unwrap_or_default();
            return;
        };
        for row in self.rows.iter_mut().filter(|row| row.was.is_none()) {
            row.fill(w, names, record);
        }
    }

    /// Takes the row before or behind in hand.
    pub(crate) fn step(&mut self, forward: bool) {
        let count = self.rows.len().max(1);
        self.at = if forward { (self.at + 1) % count } else { (self.at + count - 1) % count };
    }

    /// Moves the tokens of titles to the rows of their fields, as far as they are there.
    ///
    /// # Errors
    /// What is in the way, at the title in hand.
    pub(crate) fn sort_tokens(&mut self) -> Result<(), Saying> {
        for title in 0..self.rows.len() {
            let Some(row) = self.rows.get(title).filter(|row| row.is_title() && row.is_changed())
            else {
                continue;
            };
            let draft = quick::lex(row.editor.text());
            for token in &draft.tokens {
                let place = entry::place(fields::of(self.kind), token.kind);
                let found = place.and_then(|(at, part)| self.find(Place { at, part }));
                let Some(row) = found.and_then(|at| self.rows.get_mut(at)) else {
                    self.at = title;
                    return Err(Saying::new("entry.lacks")
                        .with("typed", entry::sign(token.kind))
                        .with("noun", Saying::new(self.kind.said())));
                };
                row.take_token(token);
            }
            if let Some(row) = self.rows.get_mut(title).filter(|_| !draft.tokens.is_empty()) {
                row.set(&words(&draft.words.unwrap_or_default()));
            }
        }
        Ok(())
    }

    /// The row of a place.
    #[must_use]
    pub(crate) fn find(&self, place: Place) -> Option<usize> {
        self.rows.iter().position(|row| row.place == place)
    }

    /// What was changed, as the entry of a command. The words of a changed title are those of
    /// the entry, so that they are looked at as those of a line are.
    #[must_use]
    pub(crate) fn entry(&self) -> Entry {
        let mut entry = Entry::default();
        for row in self.rows.iter().filter(|row| row.is_changed()) {
            if !row.is_title() {
                entry = entry.set(&row.name(), row.editor.text());
                continue;
            }
            let title = quick::lex(row.editor.text()).words.unwrap_or_default();
            if title.is_empty() || entry.draft.words.is_some() {
                entry = entry.set(&row.name(), &title);
                continue;
            }
            let mut tokens = Vec::new();
            if let Some(lang) = row.lang().filter(|lang| Lang::of(&title) != *lang) {
                let value = Given::Text(lang.code().to_owned());
                tokens.push(Token { kind: Mark::Key(Key::Lang), value, at: 0..0 });
            }
            entry.draft = Draft { words: Some(title), tokens };
        }
        entry
    }

    /// Reads the row in hand anew.
    pub(crate) fn read(&mut self, against: Against<'_>) {
        let is_new = self.of.is_empty();
        let Against { w, words, today } = against;
        self.echo = match self.rows.get(self.at) {
            Some(row) if row.is_title() => {
                echo::of(w, words, self.kind, row.editor.text(), false, is_new, today)
            }
            Some(row) => row.read(self.kind, against),
            None => Echo::default(),
        };
    }

    /// Reads every row anew.
    pub(crate) fn read_all(&mut self, against: Against<'_>) {
        for row in &mut self.rows {
            // A title says what it says, and of many names only so few would show.
            let reads = matches!(row.of(), Type::Date | Type::Ref(_) | Type::AnyRef);
            let reads = reads && !row.field.is_set();
            row.said = if reads { row.read(self.kind, against).pieces } else { Vec::new() };
        }
        self.read(against);
    }
}

impl Row {
    fn read(&self, kind: Kind, against: Against<'_>) -> Echo {
        echo::of_field(against, kind, self.of(), &self.names())
    }

    fn fill(&mut self, w: &Snapshot, names: &Names<'_>, record: &dyn Entity) {
        let text = written(names, w, record, self.place.at, self.place.part);
        let text = if self.is_title() { words(&text) } else { text };
        self.editor = if self.is_block() { Editor::block(&text) } else { Editor::new(&text) };
        self.was = Some(text);
    }

    fn take_token(&mut self, token: &Token) {
        match &token.value {
            Given::Clear => self.set(""),
            Given::Text(text) if self.field.is_set() => {
                // A key lists its values with commas; a name behind a sign may hold one.
                let names = match token.kind {
                    Mark::Key(_) => several(text),
                    _ => several(&format!("{text}{BETWEEN}")),
                };
                names.iter().for_each(|name| self.take(name, None));
            }
            Given::Text(text) => self.set(text),
        }
    }
}
