//! Voting rounds: opened with a line, keyed ballot by ballot, closed by a question, frozen as a
//! decision. Of an open round nothing is known here but which ballots are in.

use super::{About, App, Choice, Line, Popup, Purpose, Sel, Tone, Typed};
use crate::{
    config::actions::Action,
    domain::{
        entry::Entry,
        fields::{Decision, Issue, Round},
        record::Entity,
        round::{self, Keyed, LAST_SERIAL, Rule, Turnout, is_closed},
        saying::Saying,
        text::fold,
        tokens::{Column, Electorate, Method, Secrecy},
        value::Id,
    },
    ops::{Command, RoundOpening, Tallied, Target},
    tui::{
        message::Effect,
        screens::{Screen, View},
    },
};

/// Rows below the list of results for what is to be known of them.
pub(super) const NOTES: u16 = 4;

/// The closed round in front, counted by the thread that owns the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Count {
    tallied: Option<Box<Tallied>>,
    items: Vec<Id>,
    awaited: Option<Id>,
}

impl Count {
    /// Whether it is being counted.
    #[must_use]
    pub(crate) fn is_awaited(&self) -> bool {
        self.awaited.is_some()
    }

    /// What was counted.
    #[must_use]
    pub(crate) fn tallied(&self) -> Option<&Tallied> {
        self.tallied.as_deref()
    }

    /// What was voted on, by rank.
    #[must_use]
    pub(crate) fn items(&self) -> &[Id] {
        &self.items
    }
}

/// The round that is open.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    /// Which.
    pub(crate) id: Id,
    /// What it is called.
    pub(crate) name: String,
    /// Its rule.
    pub(crate) rule: Rule,
    /// What is in, and what is missing.
    pub(crate) turnout: Turnout,
}

impl Turn {
    /// The round that was opened last and is open.
    #[must_use]
    pub(crate) fn open(app: &App) -> Option<Self> {
        let open = newest(app, false)?;
        Self::of(app, open)
    }

    fn of(app: &App, round: &Round) -> Option<Self> {
        let w = &app.picture;
        let rule = Rule::of(w, round).ok()?;
        let turnout = round::turnout(&rule, &round::ballots(w, round.id).ok()?);
        Some(Self { id: round.id, name: w.ref_of(round), rule, turnout })
    }

    /// Whether a ballot with this serial is in, or on its way.
    fn is_in(&self, app: &App, serial: i64) -> bool {
        self.turnout.serials.binary_search(&serial).is_ok() || on_the_way(app, self.id, serial)
    }

    /// The serial of the ballot to be keyed next, behind one that is being keyed.
    #[must_use]
    pub(crate) fn next(&self, app: &App, behind: i64) -> Option<i64> {
        let free = |serial: &i64| *serial != behind && !self.is_in(app, *serial);
        if self.rule.ballots().is_some() {
            let later = self.turnout.missing.iter().copied().find(|n| *n > behind && free(n));
            return later.or_else(|| self.turnout.missing.iter().copied().find(free));
        }
        let last = self.turnout.serials.last().copied().unwrap_or_default();
        (last.max(behind) + 1..=LAST_SERIAL).find(free)
    }

    /// How many are in, in words.
    #[must_use]
    pub(crate) fn said(&self) -> Saying {
        let said = Saying::new(match self.rule.ballots() {
            Some(_) => "ballot.of",
            None => "ballot.count",
        });
        let all = self.rule.ballots().unwrap_or_default();
        said.with("n", self.turnout.ballots).with("all", all.to_string())
    }
}

/// Whether a ballot with this serial is not on disk yet.
fn on_the_way(app: &App, round: Id, serial: i64) -> bool {
    app.pending.iter().any(|pending| match &pending.command {
        Command::Cast { round: Target::Id(of), papers, .. } => {
            *of == round && papers.iter().any(|paper| paper.serial == Some(serial))
        }
        _ => false,
    })
}

/// The newest round that is open, or closed.
#[must_use]
pub(crate) fn newest(app: &App, closed: bool) -> Option<&Round> {
    let rounds = app.picture.loaded::<Round>().filter(|round| is_closed(round) == closed);
    rounds.max_by_key(|round| (Entity::number(*round), round.id))
}

/// The decision that cites a round.
#[must_use]
pub(crate) fn decision_of(app: &App, round: Id) -> Option<&Decision> {
    app.picture.loaded::<Decision>().find(|decision| decision.round.0 == Some(round))
}

/// How many key issues are on the shortlist.
#[must_use]
pub(crate) fn shortlist(app: &App) -> Vec<Id> {
    let ids = app.lists.ids(View::Board).iter().copied();
    let column = |id: Id| app.picture.peek::<Issue>(id).and_then(|issue| issue.column.column);
    ids.filter(|id| column(*id) == Some(Column::Shortlisted)).collect()
}

/// Whether a round on the shortlist is what comes next: there is one, and it was not voted on.
#[must_use]
pub(crate) fn to_open(app: &App) -> Option<usize> {
    let list = shortlist(app);
    let same = |round: &Round| {
        round.items.0.len() == list.len() && list.iter().all(|id| round.items.0.contains(id))
    };
    let voted = newest(app, true).is_some_and(same);
    (!list.is_empty() && !voted && newest(app, false).is_none()).then_some(list.len())
}

/// Reads `dots:5 stack:2 serials:GOV:1-20`; any other word is the title, as quick-add reads it.
fn read_opening(text: &str, title: &str) -> Result<RoundOpening, Saying> {
    let (mut dots, mut stack, mut serials) = (None, None, String::new());
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let (key, value) = word.split_once(':').unwrap_or((word, ""));
        let number = || {
            let unread = || Saying::new("round.unread").with("typed", word);
            fold(value).parse::<i64>().map(Some).map_err(|_| unread())
        };
        match (key, word.contains(':')) {
            ("dots", true) if value.is_empty() => {}
            ("stack", true) if value.is_empty() => {}
            ("dots", true) => dots = number()?,
            ("stack", true) => stack = number()?,
            ("serials", true) => value.clone_into(&mut serials),
            _ => words.push(word),
        }
    }
    let words = words.join(" ");
    Ok(RoundOpening {
        entry: Entry::line(if words.is_empty() { title } else { &words }),
        items: Vec::new(),
        method: Method::Dots,
        dots,
        stack,
        secrecy: Secrecy::Secret,
        electorate: Electorate::Persons,
        serials,
    })
}

impl App {
    /// Shows the open round, or opens the line for the rule of a new one.
    pub(super) fn vote(&mut self) {
        if let Some(turn) = Turn::open(self) {
            if self.view == View::Ballot {
                self.say(Saying::new("round.is_open").with("ref", turn.name), Tone::Warn);
            }
            return self.show(View::Ballot);
        }
        let held = match shortlist(self).len() {
            0 => self.lists.ids(View::Board).len(),
            n => n,
        };
        let dots = Rule::advised(held);
        if self.view.screen() != Screen::Priorities {
            self.show(View::Board);
        }
        let text = format!("dots:{dots} stack:2 serials:");
        self.open_line(Line::with(Purpose::Round, &text));
    }

    pub(super) fn open_round(&mut self, mut line: Line) -> Vec<Effect> {
        match read_opening(line.editor.text(), self.words.text("round.title")) {
            Ok(opening) => {
                self.line = None;
                let command = Command::OpenRound { opening, meeting: None };
                let effects = self.send(command, Some(Typed::line(line)));
                self.next_waiting();
                effects
            }
            Err(saying) => {
                line.message = Some(saying);
                self.line = Some(line);
                Vec::new()
            }
        }
    }

    /// Opens the line for the next ballot.
    pub(super) fn key_ballot(&mut self) {
        match Turn::open(self) {
            Some(turn) => {
                let line = self.ballot_line(&turn, 0);
                self.open_line(line.unwrap_or_else(|| Line::new(Purpose::Ballot(turn.id))));
            }
            None => self.say(Saying::new("round.none_open"), Tone::Warn),
        }
    }

    fn ballot_line(&self, turn: &Turn, behind: i64) -> Option<Line> {
        let serial = turn.next(self, behind)?;
        Some(Line::with(Purpose::Ballot(turn.id), &format!("{serial}: ")))
    }

    /// Keys a ballot, and goes on with the next that is missing.
    pub(super) fn cast(&mut self, mut line: Line, round: Id, leaves: bool) -> Vec<Effect> {
        // What was asked about this very line is answered by a second Enter.
        let asked = line.message.take().map(|said| said.key);
        let turn = self.picture.peek::<Round>(round).and_then(|round| Turn::of(self, round));
        let Some(turn) = turn else { return Vec::new() };
        let (paper, question) = match self.read_ballot(&turn, &line) {
            Ok(read) => read,
            Err(saying) => {
                line.message = Some(saying);
                self.line = Some(line);
                return Vec::new();
            }
        };
        let replace = asked == Some("ballot.again");
        if let Some(question) = question.filter(|question| !replace && asked != Some(question.key))
        {
            line.message = Some(question);
            self.line = Some(line);
            self.toast = None;
            return Vec::new();
        }
        let behind = paper.serial.unwrap_or_default();
        let target = Target::Id(round);
        let command = Command::Cast { round: target, papers: vec![paper], replace, spoil: false };
        self.line = None;
        let effects = self.send(command, Some(Typed::line(line)));
        if !leaves && let Some(next) = self.ballot_line(&turn, behind) {
            self.line = Some(next.seeing(self.picture.seen));
        }
        self.next_waiting();
        effects
    }

    /// What a line says, and what is to be asked before it is taken.
    fn read_ballot(&self, turn: &Turn, line: &Line) -> Result<(Keyed, Option<Saying>), Saying> {
        let paper = Keyed::read(line.editor.text())?;
        let serial = paper.serial.unwrap_or_default();
        let called = serial.to_string();
        if paper.spoilt().is_none() {
            let read = turn.rule.read(&paper.marks);
            read.map_err(|fault| fault.said.with("ballot", called.clone()))?;
        }
        let question = if turn.is_in(self, serial) {
            Some("ballot.again")
        } else {
            paper.marks.is_empty().then_some("ballot.blank")
        };
        Ok((paper, question.map(|key| Saying::new(key).with("n", called))))
    }

    /// Asks whether the open round is closed: a seal, never on one key alone.
    pub(super) fn ask_to_close(&mut self) {
        let Some(turn) = Turn::open(self) else {
            return self.say(Saying::new("round.none_open"), Tone::Warn);
        };
        let missing = match (turn.turnout.missing.as_slice(), turn.rule.ballots()) {
            (_, None) => None,
            ([], _) => Some(Saying::new("close.none_missing")),
            (missing, _) => Some(Saying::new("close.missing").with("list", round::runs(missing))),
        };
        let spoilt: Vec<i64> = turn.turnout.spoilt.iter().map(|(serial, _)| *serial).collect();
        let spoilt = (!spoilt.is_empty())
            .then(|| Saying::new("close.spoilt").with("list", round::runs(&spoilt)));
        let lines = std::iter::once(turn.said()).chain(missing).chain(spoilt);
        let lines = lines.chain([Saying::new("close.seal")]).collect();
        let choices = [(Action::Yes, "close.yes"), (Action::No, "close.no")]
            .map(|(action, key)| Choice { action, text: Saying::new(key) })
            .to_vec();
        let command = Command::CloseRound { round: Target::Id(turn.id) };
        let title = Saying::new("close.title").with("ref", turn.name);
        self.ask_with(title, lines, choices, About::Send(command, None));
    }

    /// Goes to where a round leads once a command is on disk.
    pub(super) fn voted(&mut self, command: &Command, made: &[Id]) {
        match command {
            Command::OpenRound { .. } => self.show(View::Ballot),
            Command::CloseRound { .. } => self.show(View::Results),
            Command::Freeze { .. } => {
                self.show(View::Decisions);
                if let Some(id) = made.first() {
                    self.select(Sel::Id(*id));
                }
            }
            _ => {}
        }
    }

    /// Shows a round: what is in of it, or what came out.
    pub(super) fn show_round(&mut self, id: Id) {
        let closed = self.picture.peek::<Round>(id).is_some_and(is_closed);
        self.show(if closed { View::Results } else { View::Ballot });
        if closed {
            self.count_round(id);
        }
    }

    /// Has the newest closed round counted, where results are in front.
    pub(super) fn come_to_result(&mut self) {
        if self.view != View::Results {
            return;
        }
        let Some(id) = newest(self, true).map(|round| round.id) else { return };
        self.count_round(id);
    }

    fn count_round(&mut self, id: Id) {
        let counted = self.count.tallied().map(|tallied| tallied.round.id);
        if self.count.awaited.or(counted) != Some(id) {
            self.count = Count { awaited: Some(id), ..Count::default() };
            self.outbox.push(Effect::Count(id));
        }
    }

    pub(super) fn counted(&mut self, round: Id, tallied: Option<Box<Tallied>>) {
        if self.count.awaited != Some(round) {
            return;
        }
        let items = tallied.iter().flat_map(|tallied| {
            tallied.outcome.ranking.iter().filter_map(|placed| {
                let mut items = tallied.rule.items.iter();
                items.find(|(_, number)| *number == placed.item).map(|(id, _)| *id)
            })
        });
        self.count = Count { items: items.collect(), tallied, awaited: None };
    }

    /// What is called so in the language of the interface.
    #[must_use]
    pub(crate) fn issue_title(&self, id: Id) -> &str {
        let issue = self.picture.any(id).ok().flatten();
        issue.and_then(|issue| issue.title()?.best(self.lang())).unwrap_or("–")
    }

    /// Makes the decision that cites the round in front, or goes to it.
    pub(super) fn freeze(&mut self) -> Vec<Effect> {
        let Some(tallied) = self.count.tallied() else {
            self.say(Saying::new("round.none_closed"), Tone::Warn);
            return Vec::new();
        };
        let id = tallied.round.id;
        if let Some(decision) = decision_of(self, id).map(|decision| decision.id) {
            self.show(View::Decisions);
            self.select(Sel::Id(decision));
            return Vec::new();
        }
        let title = |number: u32| {
            let mut items = tallied.rule.items.iter();
            let found = items.find(|(_, item)| *item == number);
            found.map_or("–", |(id, _)| self.issue_title(*id)).to_owned()
        };
        let said = self.words.say(&tallied.decided(title));
        let entry = Entry::default().set("title", &said);
        self.send(Command::Freeze { round: Target::Id(id), entry }, None)
    }

    /// The records of a round that show: the open one with its issues, or the one counted.
    pub(super) fn voted_on(&self) -> Vec<Id> {
        let round = match self.view {
            View::Ballot => newest(self, false),
            View::Results => self.count.tallied().map(|tallied| &tallied.round),
            _ => None,
        };
        let closes = matches!(&self.popup, Some(Popup::Question(_)));
        let round = round.or_else(|| newest(self, false).filter(|_| closes));
        let items = round.iter().flat_map(|round| round.items.0.iter().copied());
        items.chain(round.map(|round| round.id)).collect()
    }

    /// The dots of the ballot that is being typed, by the numbers of the issues.
    #[must_use]
    pub(crate) fn dots_typed(&self) -> Vec<u32> {
        let Some(line) = &self.line else { return Vec::new() };
        let Purpose::Ballot(_) = line.purpose else { return Vec::new() };
        let marks = line.editor.text().split_once(':').map_or("", |(_, marks)| marks);
        let folded = fold(marks);
        let words = folded.split([' ', ',', '\t']);
        let digits = |word: &str| word.trim_start_matches("k-").trim_start_matches('k').to_owned();
        words.filter_map(|word| digits(word).parse().ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_of_a_round_is_read_from_a_line() {
        let read = |text: &str| read_opening(text, "Vote").unwrap();
        let opening = read("dots:๗ Which first? serials:GOV:1-20,IO:21 stack:");
        assert_eq!((opening.dots, opening.stack), (Some(7), None));
        assert_eq!(opening.serials, "GOV:1-20,IO:21");
        assert_eq!(opening.entry, Entry::line("Which first?"));
        assert_eq!(read("").entry, Entry::line("Vote"));
        assert_eq!(read_opening("dots:x", "Vote").unwrap_err().key, "round.unread");
    }
}
