//! Commands under way: what was typed stands dim until it is on disk, and comes back into the
//! field where it is refused.

use super::{About, App, Choice, Line, Purpose, Sel, Tone, Typed};
use crate::{
    config::actions::Action,
    domain::{kind::Kind, refusal::Refusal, row::Row, saying::Saying, value::Id},
    ops::{self, Command, Receipt, Target},
    tui::{
        message::{Effect, Request, Ticket},
        screens::View,
    },
};

/// Above so many changed records the filters run anew.
const MANY: usize = 500;

/// A command that is not on disk yet.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    /// Names it.
    pub(crate) ticket: Ticket,
    /// What is to be done.
    pub(crate) command: Command,
    /// What it was typed in.
    pub(crate) typed: Option<Typed>,
}

impl Pending {
    /// How many lines it saves.
    #[must_use]
    pub(crate) fn lines(&self) -> usize {
        match &self.command {
            Command::Add { entries, .. } => entries.len(),
            _ => 1,
        }
    }

    /// Whether it changes this record.
    #[must_use]
    pub(crate) fn touches(&self, id: Id) -> bool {
        let is = |target: &Target| *target == Target::Id(id);
        match &self.command {
            Command::Edit { targets, .. } | Command::Delete { targets, .. } => {
                targets.iter().any(is)
            }
            Command::Move { issue: target, .. }
            | Command::MoveItem { item: target, .. }
            | Command::Mark { organisation: target, .. }
            | Command::Open { meeting: target }
            | Command::Close { meeting: target }
            | Command::Restore { target }
            | Command::RestoreField { target, .. } => is(target),
            Command::Join { idea, .. } => is(idea),
            Command::Group { ideas, .. } | Command::Ungroup { ideas } => ideas.iter().any(is),
            _ => false,
        }
    }
}

impl App {
    /// How many lines are not on disk yet.
    #[must_use]
    pub(crate) fn saving(&self) -> usize {
        self.pending.iter().map(Pending::lines).sum()
    }

    /// Whether a change of this record is under way.
    #[must_use]
    pub(crate) fn is_busy(&self, id: Id) -> bool {
        self.pending.iter().any(|pending| pending.touches(id))
    }

    /// Sends a command off; what it was typed in is kept until it is on disk.
    pub(super) fn send(&mut self, command: Command, typed: Option<Typed>) -> Vec<Effect> {
        let begun = typed.as_ref().and_then(Typed::seen);
        let seen = begun.unwrap_or(self.picture.seen);
        self.send_seen(command, typed, seen)
    }

    /// Sends a command off that was made from a picture of this arrival.
    pub(super) fn send_seen(
        &mut self,
        command: Command,
        typed: Option<Typed>,
        seen: i64,
    ) -> Vec<Effect> {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.pending.push(Pending { ticket, command: command.clone(), typed });
        vec![Effect::Execute(Request { ticket, command, seen: Some(seen), file: self.file })]
    }

    fn take_pending(&mut self, ticket: Ticket) -> Option<Pending> {
        let at = self.pending.iter().position(|pending| pending.ticket == ticket)?;
        Some(self.pending.remove(at))
    }

    /// Puts records as they now stand into the picture.
    pub(super) fn put(&mut self, rows: Vec<Row>, seen: i64) {
        let changed: Vec<Id> = rows.iter().map(Row::id).collect();
        // An objective, a meeting, an agenda item move what is not among the rows, an agency's
        // name finds others.
        let others = |kind| {
            matches!(kind, Kind::Objective | Kind::Organisation | Kind::Meeting | Kind::Agenda)
        };
        let anew = changed.len() > MANY || rows.iter().any(|row| others(row.kind()));
        self.lists.put(&mut self.picture, rows);
        self.picture.seen = self.picture.seen.max(seen);
        if anew {
            self.refilter();
        } else {
            self.renew_filters(&changed);
        }
        let gone: Vec<Id> = changed
            .into_iter()
            .filter(|id| self.picture.live(*id).ok().flatten().is_none())
            .collect();
        for pane in &mut self.panes {
            gone.iter().for_each(|id| {
                pane.marks.remove(id);
            });
        }
        self.keep_entered();
        self.refresh_find();
        self.refresh_issue();
        self.refresh_projector();
        self.come_to_log();
        self.come_to_result();
        self.read_whole_form();
    }

    /// Makes the lists anew, for another day.
    pub(super) fn renew_lists(&mut self) {
        self.lists = std::mem::take(&mut self.lists).of_day(&self.picture, self.now.today);
    }

    /// A command is on disk: its lines turn solid.
    pub(super) fn done(&mut self, ticket: Ticket, receipt: Receipt) -> Vec<Effect> {
        let pending = self.take_pending(ticket);
        self.put(receipt.rows, receipt.seen);
        if receipt.operation.is_some() {
            self.saved_at = Some(self.now.time);
        }
        for pane in &mut self.panes {
            if let Some(Sel::Dim(of, n)) = pane.selected
                && of == ticket
            {
                pane.selected = receipt.made.get(n).copied().map(Sel::Id);
            }
        }
        self.note_entered(&receipt.made);
        receipt.made.iter().for_each(|id| self.unfold_for(*id));
        if let Some(pending) = &pending {
            self.voted(&pending.command.clone(), &receipt.made);
        }
        let hidden = receipt.made.iter().any(|id| self.is_hidden(*id));
        match (receipt.warnings.into_iter().next(), receipt.done) {
            (Some(warning), _) => self.say(warning, Tone::Warn),
            (None, Some(done)) => {
                let wrote = receipt.operation.is_some();
                let command = pending.filter(|_| wrote).map(|pending| pending.command);
                let field = command.as_ref().and_then(|command| self.restored(command));
                let mut done = with_way_back(field.unwrap_or(done), command.as_ref(), self.view);
                if hidden {
                    done = Saying::new("tui.hidden").with("done", done);
                }
                self.say(done, Tone::Done);
            }
            (None, None) => {}
        }
        self.quit_when_saved()
    }

    /// A command was not carried out: nothing is lost, and the person learns why.
    pub(super) fn refused(&mut self, ticket: Ticket, error: ops::Error) -> Vec<Effect> {
        let Some(pending) = self.take_pending(ticket) else { return Vec::new() };
        self.quitting = false;
        let saying = for_screen(error.saying());
        match (error, pending.typed) {
            (ops::Error::Changed(changed), typed) => {
                self.ask_changed(&saying, pending.command, typed, changed.seen);
            }
            (_, typed) if saying.key == "tui.undo_other.why" => {
                let redo = matches!(pending.command, Command::Redo { .. });
                let title = if redo { "tui.redo_other.title" } else { "tui.undo_other.title" };
                let about = About::Send(again(pending.command), typed);
                self.ask(title, vec![saying], about);
            }
            (_, typed) if saying.key == "tui.unlink.why" => {
                let about = About::Send(again(pending.command), typed);
                self.ask("tui.unlink.title", vec![saying], about);
            }
            (_, typed) if saying.key == "tui.wider" => {
                let asked = Box::new((pending.command, typed));
                let mut ask = Line::new(Purpose::Reason(asked));
                ask.message = Some(saying);
                self.give_back(Typed::line(ask));
            }
            // What names records of the file before means nothing in this one.
            (ops::Error::Replaced, Some(typed)) if typed.is_bound() => {
                self.say(saying, Tone::Warn);
            }
            (ops::Error::Refused(refusal), Some(Typed::Line(mut line)))
                if !line.many.is_empty() =>
            {
                line.refused = refused_lines(*refusal, line.many.len());
                line.message = Some(saying.clone());
                line.mend();
                self.give_back(Typed::Line(line));
            }
            (_, Some(Typed::Line(mut line))) => {
                line.message = Some(saying.clone());
                self.give_back(Typed::Line(line));
            }
            (_, Some(Typed::Form(mut form))) => {
                form.refuse(saying);
                self.give_back(Typed::Form(form));
            }
            (_, None) if saying.key == "tui.wider" => {
                self.say(Saying { key: "tui.restore.wider", ..saying }, Tone::Warn);
            }
            (_, None) => self.say(saying, Tone::Warn),
        }
        Vec::new()
    }

    fn ask_changed(&mut self, saying: &Saying, command: Command, typed: Option<Typed>, seen: i64) {
        let value = |name: &str| {
            saying.values.iter().find(|(known, _)| *known == name).map(|(_, said)| said.clone())
        };
        let mut lines = Vec::new();
        for (key, name) in [("tui.changed.theirs", "theirs"), ("tui.changed.ours", "ours")] {
            let mut line = Saying::new(key);
            line.values.extend(value(name).map(|said| ("value", said)));
            lines.push(line);
        }
        let mut title = Saying::new("tui.changed.title");
        for name in ["ref", "field", "by"] {
            title.values.extend(value(name).map(|said| (name, said)));
        }
        let choice = |action, key| Choice { action, text: Saying::new(key) };
        let mut choices = vec![
            choice(Action::Theirs, "tui.changed.keep"),
            choice(Action::Ours, "tui.changed.write"),
        ];
        if typed.is_some() {
            choices.push(choice(Action::Again, "tui.changed.again"));
        }
        self.ask_with(title, lines, choices, About::Changed(command, typed, seen));
        if let Some(question) = self.questions.back_mut() {
            question.compares = true;
        }
    }

    /// Leaves, as soon as everything is on disk.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        self.quitting = true;
        let saving = self.saving();
        if saving > 0 {
            self.say(Saying::new("tui.quit_waits").with("n", saving), Tone::Warn);
        }
        self.quit_when_saved()
    }

    fn quit_when_saved(&self) -> Vec<Effect> {
        let leaves = self.quitting && self.pending.is_empty();
        if leaves { vec![Effect::Quit] } else { Vec::new() }
    }
}

/// A refusal whose way out is a key here, where the command line names an option.
fn for_screen(mut saying: Saying) -> Saying {
    saying.key = match saying.key {
        "undo.other" => "tui.undo_other.why",
        "delete.in_use" => "tui.unlink.why",
        "label.wider" => "tui.wider",
        "clock.no_meeting" => "tui.clock.no_meeting",
        "clock.not_open" => "tui.clock.not_open",
        "clock.none_runs" => "tui.clock.none_runs",
        "clock.all_over" => "tui.clock.all_over",
        "clock.not_at_hand" => "tui.clock.not_at_hand",
        "clock.is_over" => "tui.clock.is_over",
        "ballot.is_in" => "ballot.again",
        "round.no_items" => "tui.round.no_items",
        "undo.later" => "tui.later",
        "undo.deleted" => "tui.deleted",
        "agency.unknown" => "tui.unknown.new",
        "agency.unknown_near" => "tui.unknown.near",
        other => other,
    };
    saying
}

/// Which lines of a paste were refused, and why.
fn refused_lines(refusal: Refusal, lines: usize) -> Vec<(usize, Saying)> {
    let Refusal { saying, line, more } = refusal;
    let mut all: Vec<(usize, Saying)> = std::iter::once((line, saying))
        .chain(more.into_iter().map(|refusal| (refusal.line, refusal.saying)))
        .filter_map(|(line, saying)| Some((line?.checked_sub(1)?, for_screen(saying))))
        .filter(|(line, _)| *line < lines)
        .collect();
    all.sort_by_key(|(line, _)| *line);
    all.dedup_by_key(|(line, _)| *line);
    all
}

/// The same command after its question was answered with yes.
fn again(command: Command) -> Command {
    match command {
        Command::Undo { operation, .. } => Command::Undo { operation, any: true },
        Command::Redo { .. } => Command::Redo { any: true },
        Command::Rewind { to, .. } => Command::Rewind { to, any: true },
        Command::Delete { targets, kind, .. } => Command::Delete { targets, kind, unlink: true },
        other => other,
    }
}

/// What was done, with the key that takes it back.
fn with_way_back(done: Saying, command: Option<&Command>, view: View) -> Saying {
    let done = match command {
        Some(Command::Rewind { .. }) => Saying::new("tui.rewound"),
        _ => done,
    };
    match command {
        None => done,
        // A close is a seal: there is no way back.
        Some(Command::CloseRound { .. }) => done,
        Some(Command::Undo { operation: None, .. }) => {
            Saying::new("tui.brings_back").with("done", done)
        }
        // There u takes back all down to what is selected.
        Some(_) if view == View::Log => Saying::new("tui.takes_back_log").with("done", done),
        Some(_) => Saying::new("tui.takes_back").with("done", done),
    }
}
