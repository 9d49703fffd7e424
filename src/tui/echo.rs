//! What is read in the line while it is typed: agencies, dates in both eras, what is refused,
//! what looks like personal data.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use crate::{
    config::theme::Role,
    domain::{
        cell::{Reader as _, Type},
        dates::{self, Read, weekday_key, write},
        entry::{Entry, knows, sign},
        fields::Organisation,
        kind::Kind,
        label::Label,
        lang::Lang,
        quick::{self, Given, Key, Mark, Token},
        reader::{Names, date_rules, nearest, short_name},
        refusal::Stop,
        saying::Saying,
        snapshot::Snapshot,
        text,
        words::Words,
    },
    tui::app::Under,
};

/// Bytes of a field that are read for personal data at every key; all is when it is kept.
const READ: usize = 16 * 1024;

/// What stands between the two eras of a date.
const BETWEEN_ERAS: &str = " · ";

/// Columns that the full name of an agency takes at most in the row below a line.
const NAME: usize = 22;

/// A name in the line that no organisation goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// The name.
    pub(crate) name: String,
    /// The sign before it.
    pub(crate) sign: &'static str,
    /// Its bytes in the line, sign included.
    pub(crate) at: Range<usize>,
    /// The nearest names that are known.
    pub(crate) near: Vec<String>,
}

/// What is read in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Echo {
    /// Pieces of the row below the line, with how they look.
    pub(crate) pieces: Vec<(String, Role)>,
    /// Names that are not known.
    pub(crate) unknown: Vec<Unknown>,
    /// The strictest label of what the line says and names.
    pub(crate) label: Option<Label>,
    /// The strictest label of what the record is made from: it takes no wider one unasked.
    origin: Option<Label>,
    /// Tokens of the line, by their bytes: how they look in it.
    pub(crate) marks: Vec<(Range<usize>, Role)>,
}

/// What a text is read against.
#[derive(Clone, Copy)]
pub(crate) struct Against<'a> {
    /// The records.
    pub(crate) w: &'a Snapshot,
    /// The language of the interface.
    pub(crate) words: &'a Words,
    /// The day.
    pub(crate) today: NaiveDate,
}

/// Reads what stands in a field that holds this, name by name.
#[must_use]
pub(crate) fn of_field(against: Against<'_>, kind: Kind, of: Type, texts: &[String]) -> Echo {
    let mut echo = Echo::default();
    let Against { w, words, today } = against;
    let Ok(names) = Names::new(w, today) else { return echo };
    let reading = Reading { w, words, kind, create: false, today, names, name: usize::MAX };
    for text in texts.iter().filter(|text| !text.trim().is_empty()) {
        let piece = match of {
            Type::Date => reading.date(text),
            Type::Ref(Kind::Organisation) => reading.agency(text, "", 0..0, &mut echo),
            Type::Ref(kind) => reading.record(Some(kind), text, false, &mut echo),
            Type::AnyRef => reading.record(None, text, false, &mut echo),
            Type::Token(_) => {
                let key = format!("token.{text}");
                words.own(&key).is_some().then(|| (words.text(&key).to_owned(), Role::Text))
            }
            Type::Int | Type::Flag | Type::Text | Type::Time => None,
        };
        echo.pieces.extend(piece);
    }
    if of == Type::Text && texts.iter().map(String::len).sum::<usize>() <= READ {
        let all = Entry {
            sets: texts.iter().map(|text| (String::new(), text.clone())).collect(),
            ..Entry::default()
        };
        echo.pieces.extend(all.personal().iter().map(|said| (words.say(said), Role::Warn)));
    }
    echo
}

/// Reads a line for a record of a kind, one that is new or one that is there.
#[must_use]
pub(crate) fn of(
    w: &Snapshot,
    words: &Words,
    kind: Kind,
    text: &str,
    create: bool,
    is_new: bool,
    today: NaiveDate,
) -> Echo {
    let mut echo = Echo::default();
    let entry = Entry { draft: quick::lex(text), sets: Vec::new() };
    let Ok(names) = Names::new(w, today) else { return echo };
    let reading = Reading { w, words, kind, create, today, names, name: NAME };
    for token in &entry.draft.tokens {
        reading.token(token, &mut echo);
    }
    // A row holds only so much: what is wrong comes first, then dates, which are easily misread.
    echo.pieces.sort_by_key(|(piece, role)| match role {
        Role::Bad => 0,
        Role::Warn => 1,
        _ if piece.contains(BETWEEN_ERAS) => 2,
        _ => 3,
    });
    for warning in entry.personal() {
        echo.pieces.insert(0, (words.say(&warning), Role::Warn));
    }
    if let Some(label) = label_to_come(w).max(echo.origin)
        && is_new
        && !entry.draft.tokens.iter().any(|token| token.kind == Mark::Key(Key::Tlp))
        && !echo.pieces.is_empty()
    {
        echo.pieces.push((label.token().to_owned(), Role::Dim));
    }
    echo
}

/// Whether an action item is made from what this names.
fn is_origin(mark: Mark) -> bool {
    matches!(mark, Mark::Key(Key::Issue | Key::Decision))
}

/// The label that a new record takes: of the open meeting, else of the workspace.
#[must_use]
pub(crate) fn label_to_come(w: &Snapshot) -> Option<Label> {
    let meeting = w.open_meeting().ok().flatten().and_then(|meeting| meeting.label.0);
    meeting.or_else(|| w.workspace().ok().flatten().and_then(|workspace| workspace.label.0))
}

/// A date in both eras, that of the interface first, with the weekday there.
fn both_eras(words: &Words, date: NaiveDate) -> String {
    if words.lang() == Lang::En {
        return write::both(date);
    }
    let weekday = weekday_key(date.weekday());
    let here = write::long(date, Lang::Th);
    format!("{} {here}{BETWEEN_ERAS}{}", words.text(weekday), write::long(date, Lang::En))
}

impl Echo {
    /// What is read in a line for a new record that belongs to something: that gives the label.
    #[must_use]
    pub(crate) fn under(mut self, w: &Snapshot, words: &Words, under: Under, text: &str) -> Self {
        let Some(record) = w.live(under.id()).ok().flatten() else { return self };
        let own = record.label();
        let gives = match under {
            Under::Point(_) => own.max(label_to_come(w)).max(self.origin),
            Under::Meeting(_) | Under::Item(_) => own.or_else(|| label_to_come(w)),
            Under::Organisation(_) => label_to_come(w),
        };
        self.label = self.label.max(own);
        let draft = quick::lex(text);
        let marked = draft.tokens.iter().any(|token| token.kind == Mark::Key(Key::Tlp));
        if let Some(label) = gives.filter(|_| !marked && !self.pieces.is_empty()) {
            let said = if own == Some(label) && under.field().is_some() {
                let saying = Saying::new("tui.echo.from").with("label", label.token());
                words.say(&saying.with("ref", w.ref_of(record)))
            } else {
                label.token().to_owned()
            };
            self.pieces.push((said, Role::Dim));
        }
        self
    }
}

struct Reading<'a> {
    w: &'a Snapshot,
    words: &'a Words,
    kind: Kind,
    create: bool,
    today: NaiveDate,
    names: Names<'a>,
    /// Columns that the full name of an agency takes at most.
    name: usize,
}

impl Reading<'_> {
    fn token(&self, token: &Token, echo: &mut Echo) {
        let mut role = Role::Accent;
        if knows(self.kind, token.kind) {
            let given = match &token.value {
                Given::Text(text) => Some(text.as_str()),
                Given::Clear => None,
            };
            let piece = match (token.kind, given) {
                (Mark::Lead, Some(name)) => self.agency(name, "@", token.at.clone(), echo),
                (Mark::Support, Some(name)) => self.agency(name, "+", token.at.clone(), echo),
                (Mark::Key(Key::Start), Some(text)) if self.kind == Kind::Agenda => {
                    Some((text.to_owned(), Role::Text))
                }
                (Mark::Key(Key::Due | Key::Start), Some(text)) => self.date(text),
                (Mark::Key(Key::Tlp), Some(text)) => match Label::parse(text) {
                    Some(label) => {
                        echo.label = echo.label.max(Some(label));
                        Some((label.token().to_owned(), Role::Text))
                    }
                    None => self.refused(
                        &Saying::new("label.unread")
                            .with("typed", text)
                            .with("list", Label::TOKENS.join(", ")),
                    ),
                },
                (
                    Mark::Key(Key::Issue | Key::Objective | Key::Decision | Key::Meeting),
                    Some(text),
                ) => {
                    let origin = self.kind == Kind::Action && is_origin(token.kind);
                    self.record(None, text, origin, echo)
                }
                (Mark::Key(Key::Table), Some(table)) => {
                    let saying = Saying::new("detail.table").with("n", table);
                    Some((self.words.say(&saying), Role::Dim))
                }
                (Mark::Tag, Some(tag)) => Some((format!("#{tag}"), Role::Dim)),
                _ => None,
            };
            if let Some((text, looks)) = piece {
                if matches!(looks, Role::Bad | Role::Warn) {
                    role = looks;
                }
                echo.pieces.push((text, looks));
            }
        } else {
            let saying = Saying::new("tui.echo.lacks").with("typed", sign(token.kind));
            echo.pieces.push((self.words.say(&saying), Role::Bad));
            role = Role::Bad;
        }
        echo.marks.push((token.at.clone(), role));
    }

    fn refused(&self, saying: &Saying) -> Option<(String, Role)> {
        Some((self.words.say(saying), Role::Bad))
    }

    fn agency(
        &self,
        name: &str,
        sign: &'static str,
        at: Range<usize>,
        echo: &mut Echo,
    ) -> Option<(String, Role)> {
        match self.names.record(Some(Kind::Organisation), name) {
            Ok(id) => {
                let agency = self.w.peek::<Organisation>(id)?;
                let short = short_name(self.w, agency);
                let full = agency.title.best(self.words.lang()).unwrap_or_default();
                // Room is left for what follows it in the row.
                let full = text::cut(full, self.name);
                let same = full.is_empty() || *full == *short;
                let text =
                    if same { format!("{sign}{short}") } else { format!("{sign}{short} {full}") };
                Some((text, Role::Text))
            }
            Err(Stop::Need(_)) => None,
            Err(Stop::Refused(refusal)) if refusal.saying.key == "agency.several" => {
                self.refused(&refusal.saying)
            }
            Err(Stop::Refused(_)) if self.create => {
                Some((self.words.say(&Saying::new("tui.echo.new").with("name", name)), Role::Good))
            }
            Err(Stop::Refused(_)) => {
                let near: Vec<String> = nearest(self.w, name, 2)
                    .into_iter()
                    .filter_map(|id| self.w.peek::<Organisation>(id))
                    .map(|agency| short_name(self.w, agency))
                    .collect();
                let saying = match near.first() {
                    Some(first) => Saying::new("tui.echo.near").with("near", first.as_str()),
                    None => Saying::new("tui.echo.unknown"),
                };
                echo.unknown.push(Unknown { name: name.to_owned(), sign, at, near });
                Some((self.words.say(&saying.with("name", name)), Role::Warn))
            }
        }
    }

    fn date(&self, text: &str) -> Option<(String, Role)> {
        let rules = date_rules(self.w, self.today).ok()?;
        match dates::read(text, &rules) {
            Ok(Read::Date { date, relative }) => {
                let both = both_eras(self.words, date);
                let said = if relative {
                    let from = write::short(rules.base, self.words.lang(), i32::MIN);
                    let saying = Saying::new("tui.echo.relative").with("date", both);
                    self.words.say(&saying.with("from", from))
                } else {
                    both
                };
                Some(if date < self.today {
                    (format!("{said} {}", self.words.text("tui.echo.past")), Role::Warn)
                } else {
                    (said, Role::Text)
                })
            }
            Ok(Read::None) => None,
            Err(unread) => self.refused(&unread.saying(text)),
        }
    }

    fn record(
        &self,
        kind: Option<Kind>,
        text: &str,
        origin: bool,
        echo: &mut Echo,
    ) -> Option<(String, Role)> {
        match self.names.record(kind, text) {
            Ok(id) => {
                let record = self.w.live(id).ok().flatten()?;
                echo.label = echo.label.max(record.label());
                if origin {
                    echo.origin = echo.origin.max(record.label());
                }
                let title = record.title().and_then(|title| title.best(self.words.lang()));
                let text = format!("{} {}", self.w.ref_of(record), title.unwrap_or_default());
                Some((text.trim_end().to_owned(), Role::Text))
            }
            Err(Stop::Need(_)) => None,
            Err(Stop::Refused(refusal)) => self.refused(&refusal.saying),
        }
    }
}
