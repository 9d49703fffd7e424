//! The boxes in which something is found by typing: go to anything, and the palette of
//! commands. They search in slices, as the filter does.

use super::{App, Popup, Purpose, Roll, Signed, Tone, entry::act_on};
use crate::{
    config::actions::{Action, Context},
    domain::{
        find::{Index, Query},
        kind::Kind,
        saying::Saying,
        snapshot::Snapshot,
        value::Id,
    },
    tui::{
        editor::Editor,
        finder::Finder,
        message::Effect,
        palette::{self, Run},
    },
};

/// How many records that were gone to are remembered.
const RECENT: usize = 9;

/// Columns and rows that lie around the hits: the edges, the line, and what shows of the list.
const AROUND: usize = 9;

/// The most hits that show at once.
const MOST: usize = 16;

/// A box in which something is found by typing.
#[derive(Clone, Debug)]
pub(crate) struct Find {
    /// The line.
    pub(crate) editor: Editor,
    /// What is found.
    pub(crate) among: Among,
    /// The first hit that shows.
    top: usize,
}

/// What is found in a box.
#[derive(Clone, Debug)]
pub(crate) enum Among {
    /// Records.
    Records {
        /// The search.
        finder: Finder<Id>,
        /// What was gone to last, newest first: it shows while nothing is typed.
        recent: Vec<Id>,
        /// The row among those that stands out.
        at: usize,
    },
    /// Commands.
    Commands {
        /// The search.
        finder: Finder<u32>,
        /// What is searched.
        index: Index<u32>,
        /// The commands, by their numbers in the index.
        all: Vec<Run>,
        /// Whether a line is being typed below the box.
        typing: bool,
    },
    /// Agencies, to be signed in to a meeting.
    Agencies(Box<Roll>),
}

impl Find {
    pub(super) fn new(among: Among) -> Self {
        Self { editor: Editor::new(""), among, top: 0 }
    }

    /// What is sought, to light it up in what shows.
    #[must_use]
    pub(crate) fn query(&self) -> &Query {
        match &self.among {
            Among::Records { finder, .. } => finder.query(),
            Among::Commands { finder, .. } => finder.query(),
            Among::Agencies(roll) => roll.query(),
        }
    }

    /// Whether the search came to its end.
    #[must_use]
    pub(crate) fn is_done(&self) -> bool {
        match &self.among {
            Among::Records { finder, .. } => finder.query().is_empty() || finder.is_done(),
            Among::Commands { finder, .. } => finder.is_done(),
            Among::Agencies(roll) => roll.is_done(),
        }
    }

    /// How many were found so far.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        match &self.among {
            Among::Records { finder, .. } if finder.query().is_empty() => 0,
            Among::Records { finder, .. } => finder.count(),
            Among::Commands { finder, .. } => finder.count(),
            Among::Agencies(roll) => roll.rows().len(),
        }
    }

    /// The row that stands out.
    #[must_use]
    pub(crate) fn row(&self) -> usize {
        match &self.among {
            Among::Records { finder, at, .. } if finder.query().is_empty() => *at,
            Among::Records { finder, .. } => finder.row(),
            Among::Commands { finder, .. } => finder.row(),
            Among::Agencies(roll) => roll.row(),
        }
    }

    /// The first hit that shows, where there is room for so many.
    #[must_use]
    pub(crate) fn top(&self, rows: usize) -> usize {
        let at = self.row();
        self.top.min(at).max((at + 1).saturating_sub(rows))
    }

    /// The records among the hits that show, where there is room for so many.
    #[must_use]
    pub(crate) fn records_that_show(&self, rows: usize) -> Vec<Id> {
        let (from, to) = (self.top(rows), self.top(rows) + rows);
        let hits = match &self.among {
            Among::Records { finder, recent, .. } if finder.query().is_empty() => recent.clone(),
            Among::Records { finder, .. } => finder.shown(to).iter().map(|hit| hit.key).collect(),
            Among::Commands { .. } => Vec::new(),
            Among::Agencies(roll) => {
                let agency = |row| match row {
                    Signed::Agency(id) => Some(id),
                    Signed::New => None,
                };
                roll.rows().into_iter().filter_map(agency).collect()
            }
        };
        hits.into_iter().take(to).skip(from).collect()
    }

    pub(super) fn typed(&mut self) {
        self.top = 0;
        let text = self.editor.text();
        match &mut self.among {
            Among::Records { finder, at, .. } => {
                finder.typed(text);
                *at = 0;
            }
            Among::Commands { finder, .. } => finder.typed(text),
            Among::Agencies(roll) => roll.typed(text),
        }
    }

    /// Goes on for a slice; how many entries it looked at.
    fn step(&mut self, records: &Index<Id>) -> usize {
        match &mut self.among {
            Among::Records { finder, .. } => {
                finder.step(records);
                finder.looked()
            }
            Among::Commands { finder, index, .. } => {
                finder.step(index);
                finder.looked()
            }
            Among::Agencies(roll) => roll.step(records),
        }
    }

    fn finish(&mut self, records: &Index<Id>, w: &Snapshot) {
        while !self.is_done() {
            self.step(records);
        }
        self.offer(w);
    }

    /// Makes up what is offered besides what was found.
    fn offer(&mut self, w: &Snapshot) {
        if let Among::Agencies(roll) = &mut self.among {
            roll.offer(w, self.editor.text());
        }
    }

    fn move_by(&mut self, by: isize, rows: usize) {
        match &mut self.among {
            Among::Records { finder, recent, at } if finder.query().is_empty() => {
                *at = at.saturating_add_signed(by).min(recent.len().saturating_sub(1));
            }
            Among::Records { finder, .. } => finder.move_by(by),
            Among::Commands { finder, .. } => finder.move_by(by),
            Among::Agencies(roll) => roll.move_by(by),
        }
        self.top = self.top(rows);
    }

    fn choice(&self) -> Option<Choice> {
        match &self.among {
            Among::Records { finder, recent, at } if finder.query().is_empty() => {
                recent.get(*at).copied().map(Choice::Record)
            }
            Among::Records { finder, .. } => finder.chosen().map(Choice::Record),
            Among::Commands { finder, all, .. } => {
                let at = finder.chosen()? as usize;
                all.get(at).copied().map(Choice::Command)
            }
            Among::Agencies(_) => None,
        }
    }
}

/// What stands out in a box.
enum Choice {
    Record(Id),
    Command(Run),
}

impl App {
    /// Rows for the hits in a box.
    #[must_use]
    pub(crate) fn find_rows(&self) -> usize {
        usize::from(self.size.1).saturating_sub(AROUND).clamp(1, MOST)
    }

    /// Whether a search has not come to its end.
    #[must_use]
    pub(crate) fn is_searching(&self) -> bool {
        let finds = matches!(&self.popup, Some(Popup::Find(find)) if !find.is_done());
        finds || self.filter_that_runs().is_some()
    }

    /// Goes on with what is sought for a slice of a few milliseconds; how many entries it
    /// looked at. To be called before a frame is drawn, and as long as no key waits.
    pub(crate) fn search(&mut self) -> usize {
        let looked = match &mut self.popup {
            Some(Popup::Find(find)) if !find.is_done() => {
                let looked = find.step(&self.lists.index);
                find.offer(&self.picture);
                looked
            }
            _ => match self.filter_that_runs() {
                Some(view) => self.step_filter(view),
                None => return 0,
            },
        };
        self.settle();
        looked
    }

    /// Has the box search anew: the records have changed.
    pub(super) fn refresh_find(&mut self) {
        for popup in self.popup.iter_mut().chain(&mut self.behind) {
            let Popup::Find(find) = popup else { continue };
            match &mut find.among {
                Among::Records { finder, .. } => finder.renew(),
                Among::Agencies(roll) => roll.renew(),
                Among::Commands { .. } => {}
            }
        }
    }

    /// Opens a box over whatever is in front, which comes back after it.
    pub(super) fn open_over(&mut self, popup: Popup) {
        self.behind.extend(self.popup.take());
        // One of each: what is opened from a box that it opened does not pile up.
        self.behind.retain(|behind| !behind.is_like(&popup));
        self.popup = Some(popup);
    }

    /// Opens the box that goes to any record.
    pub(super) fn open_go_to(&mut self) {
        let hidden = self.hides();
        let shows = |kind: &Kind| !hidden || *kind != Kind::Idea;
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(shows).collect();
        let of_kind = |id: &Id| {
            self.picture.live(*id).ok().flatten().is_some_and(|record| shows(&record.kind()))
        };
        let recent = self.went.iter().copied().filter(of_kind).collect();
        let finder = Finder::new(&kinds);
        let among = Among::Records { finder, recent, at: 0 };
        self.open_over(Popup::Find(Box::new(Find::new(among))));
    }

    /// Opens the palette. While a line is typed it holds what acts on the line as well, and
    /// every other command leaves the line first, as the keys that it prints do.
    pub(super) fn open_palette(&mut self) {
        let typing = self.popup.is_none() && (self.line.is_some() || self.form.is_some());
        let all = palette::all(typing);
        let (finder, index) = (Finder::new(&Kind::ALL), palette::index(&all));
        let among = Among::Commands { finder, index, all, typing };
        self.open_over(Popup::Find(Box::new(Find::new(among))));
    }

    /// Takes in what is typed or pasted into the box in front.
    pub(super) fn type_in_box(&mut self, text: &str) {
        if let Some(Popup::Find(find)) = &mut self.popup {
            find.editor.insert(text);
            find.typed();
            self.say_cut();
        }
    }

    fn say_cut(&mut self) {
        if matches!(&self.popup, Some(Popup::Find(find)) if find.query().is_cut()) {
            self.say(Saying::new("find.cut"), Tone::Warn);
        }
    }

    /// What keys do in a box. What was typed is searched to its end before a key means one of
    /// the hits, so that keys typed ahead mean what they would have meant one by one.
    pub(super) fn act_in_find(&mut self, mut find: Box<Find>, action: Action) -> Vec<Effect> {
        let rows = self.find_rows();
        let page = isize::try_from(rows.saturating_sub(1)).unwrap_or(1).max(1);
        if let Among::Agencies(roll) = &mut find.among
            && roll.act(action)
        {
            self.popup = Some(Popup::Find(find));
            return Vec::new();
        }
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -page,
            Action::PageDown => page,
            Action::Back => return Vec::new(),
            Action::Keep | Action::Save => {
                find.finish(&self.lists.index, &self.picture);
                if matches!(find.among, Among::Agencies(_)) {
                    return self.sign(find);
                }
                match find.choice() {
                    Some(Choice::Record(id)) => self.go_to(id),
                    Some(Choice::Command(run)) => return self.run(run),
                    None => self.popup = Some(Popup::Find(find)),
                }
                return Vec::new();
            }
            // Agencies are sought in the box itself.
            Action::Filter if matches!(find.among, Among::Agencies(_)) => {
                self.popup = Some(Popup::Find(find));
                return Vec::new();
            }
            Action::Filter => {
                self.behind.clear();
                return self.act(Action::Filter);
            }
            _ => {
                if act_on(&mut find.editor, action) {
                    find.typed();
                }
                self.popup = Some(Popup::Find(find));
                self.say_cut();
                return Vec::new();
            }
        };
        find.finish(&self.lists.index, &self.picture);
        find.move_by(by, rows);
        self.popup = Some(Popup::Find(find));
        Vec::new()
    }

    /// Moves the row that stands out, as the wheel does.
    pub(super) fn wheel_in_box(&mut self, by: isize) {
        let rows = self.find_rows();
        if let Some(Popup::Find(find)) = &mut self.popup {
            find.finish(&self.lists.index, &self.picture);
            find.move_by(by, rows);
            return;
        }
        let action = if by < 0 { Action::Up } else { Action::Down };
        for _ in 0..by.unsigned_abs() {
            let front = self.popup.as_ref().map(Popup::is_list);
            if front == Some(true) {
                self.act_in_popup(action);
            }
        }
    }

    /// A click on a row of the box: the second one means it.
    pub(super) fn choose_in_box(&mut self, row: usize) -> Vec<Effect> {
        let rows = self.find_rows();
        let Some(Popup::Find(find)) = &mut self.popup else { return Vec::new() };
        find.finish(&self.lists.index, &self.picture);
        let at = find.row();
        if at == row {
            return self.act_in_popup(Action::Keep);
        }
        let by = isize::try_from(row).unwrap_or(0) - isize::try_from(at).unwrap_or(0);
        find.move_by(by, rows);
        Vec::new()
    }

    fn go_to(&mut self, id: Id) {
        self.behind.clear();
        self.went.retain(|other| *other != id);
        self.went.insert(0, id);
        self.went.truncate(RECENT);
        self.walk_to(id);
    }

    /// Runs a command exactly as its keys would.
    fn run(&mut self, run: Run) -> Vec<Effect> {
        if let Run::Act(action, Context::Text) = run {
            return self.act(action);
        }
        self.behind.clear();
        if self.form.is_some() {
            self.leave_form();
        }
        if self.line.is_some() {
            self.leave_line_for_list();
            if self.line.is_some() {
                // Another line was waiting for this one, and has said so.
                return Vec::new();
            }
        }
        match run {
            Run::Show(view) => {
                self.show(view);
                Vec::new()
            }
            Run::Act(action, _) => self.act(action),
        }
    }

    /// Leaves the line, its draft kept; a filter stays.
    fn leave_line_for_list(&mut self) {
        let filters = self.line.as_ref().is_some_and(|line| line.purpose == Purpose::Filter);
        self.act_in_line(if filters { Action::Keep } else { Action::Back });
    }
}
