//! What keys do in a picker, what it offers, and what becomes of the choice.

use std::collections::HashSet;

use super::{App, Popup, Tone};
use crate::{
    config::actions::Action,
    domain::{
        cell::{Reader as _, Type},
        entry::Entry,
        fields::Issue,
        find::{Query, Search},
        kind::Kind,
        label::Label,
        reader::{Names, nearest},
        record::Entity,
        saying::Saying,
        text::fold,
        tokens::Column,
        types::Token as _,
        value::Id,
        written::named,
    },
    ops::{Command, Target},
    tui::{
        facts,
        form::{Form, Place, Row},
        message::Effect,
        picker::{Item, Picker, ROWS, Then},
        prefill,
        screens::View,
    },
};

/// Up to so many choices those that begin with what was typed come first; of more nobody reads
/// all.
const FEW: usize = 1_000;

/// Most agencies that are offered for a name that nothing holds.
const NEAREST: usize = 5;

impl App {
    /// Opens a picker with a filter.
    fn open_picker(&mut self, mut picker: Picker, filter: &str) {
        if !filter.trim().is_empty() {
            picker.editor.insert(filter);
            self.narrow(&mut picker);
        }
        self.popup = Some(Popup::Picker(Box::new(picker)));
    }

    /// Finds anew what the filter leaves.
    fn narrow(&self, picker: &mut Picker) {
        picker.hits = self.matching(&picker.items, picker.editor.text());
        picker.at = 0;
    }

    /// The places of the items that hold every word of a text; those whose name begins with it
    /// come first. Where none does, the agencies whose names are near to it.
    fn matching(&self, items: &[Item], typed: &str) -> Vec<usize> {
        let records = self.records_that_hold(items, typed);
        let typed = fold(typed);
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        let holds = |item: &Item| match item {
            Item::Record(id) => words.is_empty() || records.contains(id),
            Item::Word(named) => {
                let called = fold(self.words.text(&named.key));
                let value = fold(&named.value);
                words.iter().all(|word| value.contains(word) || called.contains(word))
            }
        };
        let begins = |item: &Item| fold(&self.item_name(item)).starts_with(&typed);
        let found = items.iter().enumerate().filter(|(_, item)| holds(item));
        let mut hits: Vec<usize> = found.map(|(at, _)| at).collect();
        if hits.is_empty() {
            let near = nearest(&self.picture, &typed, NEAREST);
            let place = |id: &Id| items.iter().position(|item| *item == Item::Record(*id));
            return near.iter().filter_map(place).collect();
        }
        if !words.is_empty() && hits.len() <= FEW {
            hits.sort_by_cached_key(|at| !items.get(*at).is_some_and(begins));
        }
        hits
    }

    /// The records that hold every word of a text, where records are among the items.
    fn records_that_hold(&self, items: &[Item], typed: &str) -> HashSet<Id> {
        let any = items.iter().any(|item| matches!(item, Item::Record(_)));
        if !any || typed.trim().is_empty() {
            return HashSet::new();
        }
        let index = &self.lists.index;
        let mut search = Search::new(Query::new(typed).unbroken(), 1);
        search.finish(index);
        search.keys(index).collect()
    }

    /// What an item is called first: a ref or an abbreviation, or the word.
    fn item_name(&self, item: &Item) -> String {
        match item {
            Item::Record(id) => facts::named(self, *id).unwrap_or_default(),
            Item::Word(word) => word.value.clone(),
        }
    }

    /// What a row of a form may hold, besides these records.
    pub(super) fn items_of(&self, row: &Row, besides: &[Id]) -> Vec<Item> {
        let word = |value: &str| Item::word(value, &format!("token.{value}"));
        match row.of() {
            Type::Token(words) => words.iter().map(|value| word(value)).collect(),
            Type::Ref(kind) => self.records(Some(kind), besides),
            Type::AnyRef => self.records(None, besides),
            _ if !row.field.list.is_empty() => {
                let workspace = self.picture.workspace().ok().flatten();
                let words = workspace.and_then(|workspace| workspace.list(row.field.list));
                words.unwrap_or_default().into_iter().map(word).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The records of a kind, or of all, in the order of their lists.
    fn records(&self, kind: Option<Kind>, besides: &[Id]) -> Vec<Item> {
        let mut items = Vec::new();
        for kind in Kind::ALL.into_iter().filter(|of| kind.is_none_or(|kind| kind == *of)) {
            let ids: Vec<Id> = match View::of(kind) {
                // A view may list other kinds between them.
                Some(view) => {
                    let is = |id: &Id| {
                        self.picture.live(*id).ok().flatten().map(Entity::kind) == Some(kind)
                    };
                    self.lists.ids(view).iter().copied().filter(is).collect()
                }
                None if kind == Kind::Workspace => Vec::new(),
                None => {
                    let mut ids: Vec<Id> = self.picture.entities(kind).map(Entity::id).collect();
                    ids.sort_unstable();
                    ids
                }
            };
            items.extend(ids.into_iter().filter(|id| !besides.contains(id)).map(Item::Record));
        }
        items
    }

    /// Whether there is something to choose for a row.
    #[must_use]
    pub(crate) fn has_choices(&self, row: &Row) -> bool {
        let listed = || self.picture.workspace().ok().flatten();
        match row.of() {
            Type::Token(_) | Type::Ref(_) | Type::AnyRef => true,
            _ => listed()
                .and_then(|workspace| workspace.list(row.field.list))
                .is_some_and(|words| !words.is_empty()),
        }
    }

    /// Opens the choices of the row in hand.
    pub(super) fn open_choices(&mut self, filter: &str) {
        let Some(form) = &self.form else { return };
        let Some(row) = form.row().filter(|row| row.was.is_some()) else { return };
        let unknown = form.echo.unknown.first();
        let title = Saying::new("pick.title").with("what", facts::row_name(self, form.kind, row));
        if row.is_title() {
            let Some(unknown) = unknown else {
                return self.say(Saying::new("pick.nothing"), Tone::Warn);
            };
            let then = Then::Token(unknown.at.clone(), unknown.sign);
            let name = unknown.name.clone();
            let items = self.records(Some(Kind::Organisation), &[]);
            return self.open_picker(Picker::new(title, items, then), &name);
        }
        let items = self.items_of(row, &form.of);
        if items.is_empty() {
            return self.say(Saying::new("pick.nothing"), Tone::Warn);
        }
        let unknown = unknown.map(|unknown| unknown.name.clone());
        let filter = unknown.as_deref().filter(|_| filter.is_empty()).unwrap_or(filter).to_owned();
        let then = Then::Row(row.place, unknown);
        let held = self.held(row);
        let picker = Picker::new(title, items, then).at(|item| Some(item) == held.as_ref());
        self.open_picker(picker, &filter);
    }

    /// What a row holds, as one of its choices.
    fn held(&self, row: &Row) -> Option<Item> {
        let text = row.editor.text();
        let kind = match row.of() {
            Type::Ref(kind) => Some(kind),
            Type::AnyRef => None,
            _ => return Some(Item::word(text, &format!("token.{text}"))),
        };
        let names = Names::new(&self.picture, self.now.today).ok()?;
        names.record(kind, text).ok().map(Item::Record)
    }

    /// Opens the labels for records.
    pub(super) fn open_labels(&mut self, ids: Vec<Id>) {
        let word =
            |label: &Label| Item::word(label.token(), "").noted(Saying::new(meaning(*label)));
        let items: Vec<Item> = Label::ALL.iter().map(word).collect();
        let title = self.title_for("pick.label", "pick.label.many", &ids);
        let first = ids.first().and_then(|id| self.picture.live(*id).ok().flatten());
        let held = first.and_then(|record| record.label()).map_or("", Label::token);
        let picker = Picker::new(title, items, Then::Label(ids)).at(|item| item.is(held));
        self.open_picker(picker, "");
    }

    /// Opens the columns of the board for records: the next one stands out.
    pub(super) fn open_columns(&mut self, ids: Vec<Id>) {
        let issue = ids.first().and_then(|id| self.picture.peek::<Issue>(*id));
        let Some(issue) = issue else {
            return self.say(Saying::new("pick.no_card"), Tone::Warn);
        };
        let here = issue.column.column.unwrap_or(Column::Candidate);
        let next = Column::at(here.place() + 1).unwrap_or(here);
        let word = |column: &Column| {
            let cards = Saying::new("pick.cards").with("n", self.lists.in_column(*column));
            Item::word(column.token(), column.said()).noted(cards)
        };
        let items: Vec<Item> = Column::ALL.iter().map(word).collect();
        let title = self.title_for("pick.move", "pick.move.many", &ids);
        let picker = Picker::new(title, items, Then::Move(ids)).at(|item| item.is(next.token()));
        self.open_picker(picker, "");
    }

    fn title_for(&self, one: &'static str, many: &'static str, ids: &[Id]) -> Saying {
        match ids {
            [id] => Saying::new(one).with("ref", self.picture.ref_by_id(*id).unwrap_or_default()),
            _ => Saying::new(many).with("n", ids.len()),
        }
    }

    /// What is typed or pasted into the filter.
    pub(super) fn typed_in_picker(&mut self, text: &str) {
        if let Some(Popup::Picker(mut picker)) = self.popup.take() {
            picker.editor.insert(text);
            self.narrow(&mut picker);
            self.popup = Some(Popup::Picker(picker));
        }
    }

    pub(super) fn act_in_picker(&mut self, mut picker: Box<Picker>, action: Action) -> Vec<Effect> {
        let last = picker.hits.len().saturating_sub(1);
        match action {
            Action::Keep | Action::Save | Action::Open => {
                let at = picker.at;
                return self.take_choice(*picker, at);
            }
            Action::Back => return Vec::new(),
            Action::Up | Action::PreviousView => picker.at = picker.at.saturating_sub(1),
            Action::Down | Action::Take => picker.at = (picker.at + 1).min(last),
            Action::PageUp => picker.at = picker.at.saturating_sub(ROWS),
            Action::PageDown => picker.at = (picker.at + ROWS).min(last),
            _ => {
                if super::entry::act_on(&mut picker.editor, action) {
                    self.narrow(&mut picker);
                }
            }
        }
        self.popup = Some(Popup::Picker(picker));
        Vec::new()
    }

    /// Takes the hit at a place.
    pub(super) fn take_choice(&mut self, picker: Picker, at: usize) -> Vec<Effect> {
        let Some(item) = picker.hit(at).cloned() else {
            self.popup = Some(Popup::Picker(Box::new(picker)));
            return Vec::new();
        };
        let targets = |ids: &[Id]| ids.iter().copied().map(Target::Id).collect::<Vec<_>>();
        let edit = |ids: &[Id], name: &str, value: &str| Command::Edit {
            targets: targets(ids),
            kind: None,
            entry: Entry::default().set(name, value),
            reason: None,
        };
        let value = |of| self.value_of(&item, of);
        let command = match picker.then {
            Then::Row(place, replaced) => {
                let row = self.form.as_ref().and_then(|form| form.rows.get(form.find(place)?));
                let value = row.map(|row| value(row.of())).unwrap_or_default();
                self.put_choice(place, |row| row.take(&value, replaced.as_deref()));
                return Vec::new();
            }
            Then::Token(range, sign) => {
                let name = prefill::quoted(&value(Type::Ref(Kind::Organisation)));
                if let Some(place) = self.form.as_ref().and_then(Form::row).map(|row| row.place) {
                    self.put_choice(place, |row| row.editor.put(range, &format!("{sign}{name}")));
                }
                return Vec::new();
            }
            Then::Label(ids) => {
                let label = Label::parse(&value(Type::Text));
                let has = |id: &Id| self.picture.live(*id).ok().flatten().map(|of| of.label());
                if ids.iter().all(|id| has(id) == Some(label)) {
                    self.say(Saying::new("tui.nothing_changed"), Tone::Done);
                    return Vec::new();
                }
                edit(&ids, "tlp", &value(Type::Text))
            }
            Then::Move(ids) => match ids.as_slice() {
                [id] => Command::Move {
                    issue: Target::Id(*id),
                    column: Column::parse(&value(Type::Text)),
                    position: None,
                },
                ids => edit(ids, "column", &value(Type::Text)),
            },
        };
        self.pane_mut().marks.clear();
        self.send(command, None)
    }

    /// Changes a row of the form by what was chosen for it.
    fn put_choice(&mut self, place: Place, change: impl FnOnce(&mut Row)) {
        let Some(form) = &mut self.form else { return };
        let at = form.find(place);
        if let Some(row) = at.and_then(|at| form.rows.get_mut(at)) {
            change(row);
            row.error = None;
        }
        self.read_form();
    }

    /// What a choice is written as in a field of this type.
    fn value_of(&self, item: &Item, of: Type) -> String {
        match item {
            Item::Record(id) => match Names::new(&self.picture, self.now.today) {
                Ok(names) => named(&names, &self.picture, of, *id),
                Err(_) => String::new(),
            },
            Item::Word(word) => word.value.clone(),
        }
    }
}

/// The key of what a label means.
const fn meaning(label: Label) -> &'static str {
    match label {
        Label::Clear => "pick.label.clear",
        Label::Green => "pick.label.green",
        Label::Amber => "pick.label.amber",
        Label::AmberStrict => "pick.label.strict",
        Label::Red => "pick.label.red",
    }
}
