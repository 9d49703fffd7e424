//! History: operations of the log and the trash, fetched when their lists are in front, and the
//! ways back: to here, one operation, one field, one record.

use super::{About, App, Sel, Tone};
use crate::{
    config::actions::Action,
    domain::{
        label::Label,
        record::{Entity, FieldId, common},
        saying::Saying,
        value::Id,
        zone,
    },
    ops::{Command, LogEntry, LogLine, Since, Target},
    tui::{
        facts,
        log::{Cells, Found, Query, said, words_of},
        message::Effect,
        screens::View,
    },
};

/// Operations that a question names one by one.
const NAMED: usize = 3;

impl App {
    /// Fetches what came since, where History is in front.
    pub(super) fn come_to_log(&mut self) {
        if self.view == View::Log && self.log.seen != Some(self.picture.seen) {
            self.log.seen = Some(self.picture.seen);
            let words = self.log_words(View::Log);
            if !self.log.is_of_words(&words) {
                self.list_anew(self.log.of, words);
                self.log.seen = Some(self.picture.seen);
            }
            self.fetch(self.log.newer());
        }
        if self.view == View::Trash && self.log.trash_seen != Some(self.picture.seen) {
            self.log.trash_seen = Some(self.picture.seen);
            self.fetch(Query::Trash);
        }
    }

    /// The folded words of the filter of a list.
    fn log_words(&self, view: View) -> Vec<String> {
        self.pane_in(view).filter.as_ref().map_or_else(Vec::new, |filter| words_of(&filter.text))
    }

    /// Brings the list of History in order with its filter.
    pub(super) fn filter_history(&mut self) {
        match self.view {
            View::Log => {
                let words = self.log_words(View::Log);
                if !self.log.is_of_words(&words) {
                    self.begin_log(self.log.of);
                }
            }
            View::Trash => {
                let words = self.log_words(View::Trash);
                self.log.filter_trash(&words);
            }
            _ => {}
        }
    }

    /// Lists the operations of a record, or all, from the newest.
    fn begin_log(&mut self, of: Option<Id>) {
        let words = self.log_words(View::Log);
        self.list_anew(of, words);
        self.come_to_log();
    }

    fn list_anew(&mut self, of: Option<Id>, words: Vec<String>) {
        self.log.begin(of, words);
        let pane = self.pane_of(View::Log);
        (pane.selected, pane.at, pane.top) = (None, 0, 0);
    }

    fn fetch(&mut self, query: Query) {
        self.log.ask(&query);
        self.outbox.push(Effect::Fetch(query));
    }

    /// Fetches older operations where the selection comes near the end of those that are here.
    pub(super) fn fetch_older(&mut self) {
        let near = 2 * usize::from(self.layout().rows.height);
        let few = self.pane().at + near >= self.log.entries.len();
        if few && let Some(query) = self.log.older() {
            self.fetch(query);
        }
    }

    pub(super) fn log_came(&mut self, query: &Query, found: Found) {
        if !self.log.came(query) {
            return;
        }
        match (query, found) {
            (Query::Page(asked), Found::Page(page)) => {
                let on_top = self.log.take(asked.stretch, page);
                let pane = self.pane_of(View::Log);
                // What comes on top moves neither the selection nor what stands on the screen.
                pane.at += on_top;
                if pane.top > 0 {
                    pane.top += on_top;
                }
                if self.view == View::Log && self.log.goes_on() {
                    self.go_by(isize::MAX);
                    if let Some(query) = self.log.older() {
                        self.fetch(query);
                    }
                }
            }
            (Query::Operation(_), Found::Operation(Some(whole))) => self.log.put(whole),
            (Query::Since(operation), Found::Since(since)) => self.ask_rewind(*operation, &since),
            (Query::Field(id, field, from), Found::Field(then, now)) => {
                self.ask_field(*id, *field, *from, then, now);
            }
            (Query::Trash, Found::Trash(trash)) => {
                self.log.trash = trash;
                let words = self.log_words(View::Trash);
                self.log.filter_trash(&words);
            }
            (Query::Page(_), _) => self.log.end(),
            _ => self.log.stop(),
        }
    }

    /// The operation that is selected.
    #[must_use]
    pub(crate) fn selected_entry(&self) -> Option<&LogEntry> {
        match self.pane_in(View::Log).selected {
            Some(Sel::Operation(operation)) => self.log.entry(operation),
            _ => None,
        }
    }

    /// The change that is selected in the detail.
    fn selected_line(&self) -> Option<&LogLine> {
        let entry = self.selected_entry()?;
        let items = said::items(self, entry);
        let item = items.get(self.log.at.min(items.len().saturating_sub(1)))?;
        entry.lines.get(item.line)
    }

    /// What keys do in History; none where they do what they do in every list.
    pub(super) fn act_in_history(&mut self, action: Action) -> Option<Vec<Effect>> {
        match self.view {
            View::Log => {
                self.log.stop();
                if self.zoom && self.go_in_detail(action) {
                    return Some(Vec::new());
                }
                self.act_in_log(action)
            }
            View::Trash => self.act_in_trash(action),
            _ => None,
        }
    }

    fn act_in_log(&mut self, action: Action) -> Option<Vec<Effect>> {
        match action {
            Action::Open | Action::Right if self.zoom => {
                if let Some(id) = self.selected_line().map(|line| line.record) {
                    self.walk_to_live(id);
                }
            }
            Action::Open | Action::Right => self.open_operation(),
            Action::Last => {
                self.go_by(isize::MAX);
                self.log.go_to_the_end();
                self.fetch_older();
                return Some(Vec::new());
            }
            Action::Undo => return Some(self.undo_to_here()),
            Action::Restore if self.zoom => return Some(self.restore_field()),
            Action::Restore => {
                let operation = self.selected_entry().map(|entry| entry.operation)?;
                let command = Command::Undo { operation: Some(operation), any: false };
                return Some(self.send(command, None));
            }
            Action::Why | Action::Past => self.past_of_line(),
            Action::Back if !self.zoom && self.pane().filter.is_none() && self.log.of.is_some() => {
                self.begin_log(None);
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    fn act_in_trash(&mut self, action: Action) -> Option<Vec<Effect>> {
        let id = self.selected_id();
        match action {
            Action::Restore => {
                let target = Target::Id(id?);
                return Some(self.send(Command::Restore { target }, None));
            }
            Action::Why | Action::Past => self.open_past(id?),
            Action::Open | Action::Right => self.zoom = id.is_some(),
            Action::Edit
            | Action::Label
            | Action::Delete
            | Action::Forward
            | Action::Mark
            | Action::Add => {
                self.say(Saying::new("tui.in_trash"), Tone::Warn);
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Moves in the detail that fills the screen; whether the key does that.
    fn go_in_detail(&mut self, action: Action) -> bool {
        let page = usize::from(self.layout().detail.height.saturating_sub(1)).max(1);
        let items = self.selected_entry().map_or_else(Vec::new, |entry| said::items(self, entry));
        let last = items.len().saturating_sub(1);
        let at = self.log.at.min(last);
        // A long text is scrolled by lines before the next change is selected.
        let long = items.get(at).map_or(0, |item| {
            let chars = |side: &Option<String>| side.as_ref().map_or(0, |s| s.chars().count());
            (chars(&item.before) + chars(&item.after)) / usize::from(self.size.0.max(20) / 2)
        });
        let (to, skip) = match action {
            Action::Up => (at.saturating_sub(1), 0),
            Action::Down => ((at + 1).min(last), 0),
            Action::PageDown if self.log.skip + page <= long => (at, self.log.skip + page),
            Action::PageUp if self.log.skip > 0 => (at, self.log.skip.saturating_sub(page)),
            Action::PageUp => (at.saturating_sub(page / 2), 0),
            Action::PageDown => ((at + page / 2).min(last), 0),
            Action::First => (0, 0),
            Action::Last => (last, 0),
            _ => return false,
        };
        (self.log.at, self.log.skip) = (to, skip);
        true
    }

    /// Shows the selected operation whole.
    fn open_operation(&mut self) {
        let Some(entry) = self.selected_entry() else { return };
        let (operation, partial) = (entry.operation, entry.lines.len() < entry.changes);
        self.zoom = true;
        (self.log.at, self.log.skip) = (0, 0);
        if partial {
            self.fetch(Query::Operation(operation));
        }
    }

    /// Shows what became of the record of the selected change.
    fn past_of_line(&mut self) {
        let Some(entry) = self.selected_entry() else { return };
        let one = entry.lines.first().map(|line| line.record);
        let several = entry.groups.iter().map(|group| group.records).sum::<usize>() > 1;
        if self.zoom {
            if let Some(id) = self.selected_line().map(|line| line.record) {
                self.open_past(id);
            }
        } else if several {
            self.open_operation();
            self.say(Saying::new("tui.past.which"), Tone::Warn);
        } else if let Some(id) = one {
            self.open_past(id);
        }
    }

    /// Shows what became of a record.
    pub(super) fn open_past(&mut self, id: Id) {
        self.set_filter_of(View::Log, "");
        self.list_anew(Some(id), Vec::new());
        self.show(View::Log);
        self.zoom = false;
        self.come_to_log();
    }

    /// What the wheel means: in the detail that fills the screen it moves there.
    pub(super) fn wheel_detail(&mut self, rows: isize) {
        let action = if rows < 0 { Action::Up } else { Action::Down };
        for _ in 0..rows.unsigned_abs() {
            self.go_in_detail(action);
        }
    }

    /// What a click on a change in the detail means: the second one leads to its record.
    pub(super) fn choose_change(&mut self, at: usize) -> Vec<Effect> {
        if self.view == View::Log && self.zoom {
            if self.log.at == at {
                return self.act_in_history(Action::Open).unwrap_or_default();
            }
            (self.log.at, self.log.skip) = (at, 0);
        }
        Vec::new()
    }

    /// What became of the selected record, from any list.
    pub(super) fn past_of_selected(&mut self) {
        if let Some(id) = self.one_solid() {
            self.open_past(id);
        }
    }

    /// Goes to a record that lives.
    fn walk_to_live(&mut self, id: Id) {
        if self.picture.live(id).ok().flatten().is_some() {
            self.walk_to(id);
        } else {
            self.say(Saying::new("tui.gone"), Tone::Warn);
        }
    }

    fn undo_to_here(&mut self) -> Vec<Effect> {
        let Some(entry) = self.selected_entry() else { return Vec::new() };
        if entry.arrival == self.picture.seen && entry.kind == "edit" && entry.previous.is_some() {
            // On the newest both are the same.
            return self.send(Command::Undo { operation: None, any: false }, None);
        }
        match entry.previous {
            Some(previous) => self.fetch(Query::Since(previous)),
            None => self.say(Saying::new("undo.beginning"), Tone::Warn),
        }
        Vec::new()
    }

    fn ask_rewind(&mut self, to: i64, since: &Since) {
        let n: usize = since.by.iter().map(|(_, many)| many).sum();
        let first = self.log.entries.iter().find(|entry| entry.previous == Some(to));
        let time = first.map(|entry| self.told_time(entry.at)).unwrap_or_default();
        let title = Saying::new("tui.rewind.title").with("n", n).with("time", time);
        let by: Vec<String> = since.by.iter().map(|(by, many)| format!("{by} ({many})")).collect();
        let mut lines = vec![Saying::new("tui.rewind.by").with("list", by.join(", "))];
        lines.extend(since.newest.iter().take(NAMED).map(|entry| {
            Saying::new("tui.rewind.one")
                .with("time", self.told_time(entry.at))
                .with("what", said::sentence(self, entry))
        }));
        if let Some(more) = n.checked_sub(NAMED).filter(|more| *more > 0) {
            lines.push(Saying::new("tui.rewind.more").with("n", more));
        }
        lines.push(Saying::new("tui.rewind.way_back"));
        let command = Command::Rewind { to, any: false };
        self.ask_saying(title, lines, About::Send(command, None));
        let named = since.newest.iter().flat_map(|entry| &entry.lines);
        self.label_question(named.filter_map(|line| line.label).max());
    }

    /// Notes how strict what the question names is.
    fn label_question(&mut self, label: Option<Label>) {
        if let Some(question) = self.questions.back_mut() {
            question.label = label;
        }
    }

    /// A time in the workspace's zone, with its day where that is not today.
    fn told_time(&self, at: i64) -> String {
        let Some(local) = zone::local(at, self.picture.zone()) else { return String::new() };
        let time = local.format("%H:%M").to_string();
        if local.date_naive() == self.now.today {
            return time;
        }
        let day = crate::domain::dates::write::short(
            local.date_naive(),
            self.lang(),
            chrono::Datelike::year(&self.now.today),
        );
        format!("{day} {time}")
    }

    fn restore_field(&mut self) -> Vec<Effect> {
        let Some(previous) = self.selected_entry().map(|entry| entry.previous) else {
            return Vec::new();
        };
        let Some(line) = self.selected_line() else { return Vec::new() };
        let (id, kind, at) = (line.record, line.kind, line.at);
        let dead = self.picture.live(id).ok().flatten().is_none();
        if at == common::ALIVE || dead {
            if dead {
                return self.send(Command::Restore { target: Target::Id(id) }, None);
            }
            self.say(Saying::new("tui.restore.added"), Tone::Warn);
        } else if let Some(from) = previous {
            self.fetch(Query::Field(id, FieldId { kind, at }, from));
        }
        Vec::new()
    }

    fn ask_field(
        &mut self,
        id: Id,
        field: FieldId,
        from: i64,
        then: Option<Cells>,
        now: Option<Cells>,
    ) {
        let Some(known) = field.field() else { return };
        let Some(name) = known.parts.first().map(|part| known.part_json(part)) else { return };
        let (Some(then), Some(now)) = (then, now) else {
            return self.say(Saying::new("tui.restore.added"), Tone::Warn);
        };
        let label = facts::label(self, field.kind, known);
        let text = self.picture.ref_by_id(id).unwrap_or_default();
        let told = |cells: &Cells| {
            let said = facts::told(self, known, cells);
            if said.is_empty() { "–".to_owned() } else { said }
        };
        let (was, is) = (told(&then), told(&now));
        if was == is {
            let saying = Saying::new("tui.restore.same").with("ref", text).with("field", label);
            return self.say(saying, Tone::Warn);
        }
        let title = Saying::new("tui.restore.title").with("ref", text).with("field", label);
        let lines = vec![
            Saying::new("tui.restore.now").with("value", is),
            Saying::new("tui.restore.then").with("value", was),
        ];
        let command = Command::RestoreField { target: Target::Id(id), field: name, from };
        let named = then.iter().chain(&now).flat_map(|(one, other)| one.refs().chain(other.refs()));
        let label = named.filter_map(|id| self.label_of(id)).max();
        self.ask_saying(title, lines, About::Send(command, None));
        self.label_question(label);
        if let Some(question) = self.questions.back_mut() {
            question.compares = true;
        }
    }

    /// What a restored field is called, for the toast.
    pub(super) fn restored(&self, command: &Command) -> Option<Saying> {
        let Command::RestoreField { target: Target::Id(id), field, .. } = command else {
            return None;
        };
        let record = self.picture.live(*id).ok().flatten()?;
        let known = record.fields().iter().find(|known| known.find_part(field).is_some())?;
        let label = facts::label(self, Entity::kind(record), known);
        let text = self.picture.ref_of(record);
        Some(Saying::new("tui.restored").with("ref", text).with("field", label))
    }
}
