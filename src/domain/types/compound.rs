//! Fields whose parts are valid only together, and texts in both languages.

use chrono::NaiveDate;

use super::scalar::{Token, day, given, named, reference, token_of, whole};
use crate::domain::{
    cell::{Cell, Columns, Merge, Part, Reader, Type, Unreadable, Widget},
    kind::Kind,
    lang::Lang,
    refusal::Stop,
    saying::Saying,
    tokens::{Column, MeetingState, Progress, RagLetter, RoundState},
    value::{Id, Value},
};

/// The parts of a compound value; none where the cell is empty.
pub(super) fn parts(value: &Value) -> Result<&[Value], Unreadable> {
    match value {
        Value::Null => Ok(&[]),
        Value::List(parts) => Ok(parts),
        _ => Err(Unreadable),
    }
}

/// A part of a compound value; missing ones are empty, so that a field may grow by parts.
pub(super) fn part(parts: &[Value], at: usize) -> &Value {
    parts.get(at).unwrap_or(&Value::Null)
}

/// The text in a part.
pub(super) fn words(value: &Value) -> Result<Option<Box<str>>, Unreadable> {
    match value {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text.clone())),
        _ => Err(Unreadable),
    }
}

/// The one cell of a compound; nothing where every part is empty.
pub(super) fn compound(parts: Vec<Value>) -> Vec<(Value, Value)> {
    if parts.iter().all(Value::is_null) {
        Vec::new()
    } else {
        vec![(Value::Null, Value::List(parts))]
    }
}

pub(super) fn token_value<T: Token>(token: Option<T>) -> Value {
    token.map(|t| Value::text(t.token())).unwrap_or_default()
}

/// A text in English and Thai. Each side is a cell of its own: translations never contest
/// each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// The English side.
    pub en: Option<Box<str>>,
    /// The Thai side.
    pub th: Option<Box<str>>,
}

impl Pair {
    /// The side in this language.
    #[must_use]
    pub fn side(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => self.en.as_deref(),
            Lang::Th => self.th.as_deref(),
        }
    }

    /// The side in this language, else the other.
    #[must_use]
    pub fn best(&self, lang: Lang) -> Option<&str> {
        self.side(lang).or_else(|| self.side(lang.other()))
    }

    /// Whether both sides are missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.en.is_none() && self.th.is_none()
    }

    /// Sets the side in this language; an empty text clears it.
    pub fn set(&mut self, lang: Lang, text: &str) {
        match lang {
            Lang::En => self.en = given(text),
            Lang::Th => self.th = given(text),
        }
    }
}

impl Cell for Pair {
    const MERGE: Merge = Merge::Keyed;
    const PARTS: &'static [Part] =
        &[Part { name: "_en", of: Type::Text }, Part { name: "_th", of: Type::Text }];
    const WIDGET: Widget = Widget::Pair;

    fn cells(&self) -> Vec<(Value, Value)> {
        let side =
            |lang: Lang| self.side(lang).map(|text| (Value::text(lang.code()), Value::text(text)));
        side(Lang::En).into_iter().chain(side(Lang::Th)).collect()
    }

    fn put(&mut self, element: &Value, value: &Value) -> Result<(), Unreadable> {
        let text = words(value)?;
        match element.as_text() {
            Some("en") => self.en = text,
            Some("th") => self.th = text,
            _ => return Err(Unreadable),
        }
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self { en: columns.text(), th: columns.text() }
    }

    /// Part 0 is the English side, 1 the Thai side, 2 the side that the text is in.
    fn write(&mut self, part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop> {
        let lang = match part {
            0 => Lang::En,
            1 => Lang::Th,
            _ => reader.lang().unwrap_or_else(|| Lang::of(text)),
        };
        self.set(lang, text);
        Ok(())
    }
}

/// Start and due, both days included; start is never after due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The day by which it is done.
    pub due: Option<NaiveDate>,
}

impl Span {
    /// Refuses a start after the due date.
    ///
    /// # Errors
    /// A refusal that names both dates.
    pub fn check(self) -> Result<(), Stop> {
        match (self.start, self.due) {
            (Some(start), Some(due)) if start > due => {
                Err(Saying::new("span.backwards").with("start", start).with("due", due).into())
            }
            _ => Ok(()),
        }
    }
}

impl Cell for Span {
    const MERGE: Merge = Merge::Compound;
    const PARTS: &'static [Part] =
        &[Part { name: "start", of: Type::Date }, Part { name: "due", of: Type::Date }];
    const WIDGET: Widget = Widget::Date;

    fn cells(&self) -> Vec<(Value, Value)> {
        compound(vec![self.start.into(), self.due.into()])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        *self = Self { start: day(part(parts, 0))?, due: day(part(parts, 1))? };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self { start: columns.date(), due: columns.date() }
    }

    fn write(&mut self, part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop> {
        let date = if text.trim().is_empty() { None } else { reader.date(text)? };
        if part == 0 {
            self.start = date;
        } else {
            self.due = date;
        }
        Ok(())
    }
}

/// The accountable agency and the post in it that answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// The lead agency.
    pub organisation: Option<Id>,
    /// The post in it that answers.
    pub post: Option<Id>,
}

impl Cell for Lead {
    const MERGE: Merge = Merge::Compound;
    const PARTS: &'static [Part] = &[
        Part { name: "", of: Type::Ref(Kind::Organisation) },
        Part { name: "_post", of: Type::Ref(Kind::Post) },
    ];
    const WIDGET: Widget = Widget::Record;

    fn cells(&self) -> Vec<(Value, Value)> {
        compound(vec![self.organisation.into(), self.post.into()])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        *self = Self { organisation: reference(part(parts, 0))?, post: reference(part(parts, 1))? };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self { organisation: columns.id(), post: columns.id() }
    }

    fn write(&mut self, part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop> {
        if part == 0 {
            let organisation = named(Some(Kind::Organisation), text, reader)?;
            if organisation != self.organisation {
                // A post belongs to its agency: another agency does not keep it.
                *self = Self { organisation, post: None };
            }
        } else {
            self.post = named(Some(Kind::Post), text, reader)?;
        }
        Ok(())
    }
}

/// Where an action item stands, and what was said when it came to stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The status.
    pub token: Option<Progress>,
    /// Everything said with it; most items have none.
    pub said: Option<Box<StatusWords>>,
}

/// What a status change carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusWords {
    /// Why.
    pub reason: Option<Box<str>>,
    /// Number and date of the document that shows it.
    pub evidence: Option<Box<str>>,
    /// The meeting it is put off to.
    pub to: Option<Id>,
    /// What it is blocked on.
    pub on: Option<Box<str>>,
    /// Who accepted or verified it.
    pub by: Option<Box<str>>,
}

impl Status {
    /// A status without further words.
    #[must_use]
    pub fn of(token: Progress) -> Self {
        Self { token: Some(token), said: None }
    }

    fn with(token: Option<Progress>, said: StatusWords) -> Self {
        let said = (said != StatusWords::default()).then(|| Box::new(said));
        Self { token, said }
    }
}

impl Cell for Status {
    const MERGE: Merge = Merge::Compound;
    const PARTS: &'static [Part] = &[
        Part { name: "", of: Type::Token(Progress::TOKENS) },
        Part { name: "_reason", of: Type::Text },
        Part { name: "_evidence", of: Type::Text },
        Part { name: "_to", of: Type::Ref(Kind::Meeting) },
        Part { name: "_on", of: Type::Text },
        Part { name: "_by", of: Type::Text },
    ];
    const WIDGET: Widget = Widget::Fixed;

    fn cells(&self) -> Vec<(Value, Value)> {
        let said = self.said.as_deref().cloned().unwrap_or_default();
        compound(vec![
            token_value(self.token),
            said.reason.into(),
            said.evidence.into(),
            said.to.into(),
            said.on.into(),
            said.by.into(),
        ])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        let said = StatusWords {
            reason: words(part(parts, 1))?,
            evidence: words(part(parts, 2))?,
            to: reference(part(parts, 3))?,
            on: words(part(parts, 4))?,
            by: words(part(parts, 5))?,
        };
        *self = Self::with(token_of(part(parts, 0))?, said);
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        let token = columns.token(Progress::TOKENS).and_then(Progress::at);
        let said = StatusWords {
            reason: columns.text(),
            evidence: columns.text(),
            to: columns.id(),
            on: columns.text(),
            by: columns.text(),
        };
        Self::with(token, said)
    }

    fn write(&mut self, _part: usize, _text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        Err(Saying::new("status.by_command").into())
    }
}

/// An amount of money.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget(pub Option<Box<Amount>>);

/// An amount in whole units, and its currency.
pub type Amount = (Option<i64>, Option<Box<str>>);

impl Cell for Budget {
    const MERGE: Merge = Merge::Compound;
    const PARTS: &'static [Part] =
        &[Part { name: "", of: Type::Int }, Part { name: "_currency", of: Type::Text }];
    const WIDGET: Widget = Widget::Number;

    fn cells(&self) -> Vec<(Value, Value)> {
        let (amount, currency) = self.0.as_deref().cloned().unwrap_or_default();
        compound(vec![amount.into(), currency.into()])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        let amount = match part(parts, 0) {
            Value::Null => None,
            Value::Int(amount) => Some(*amount),
            _ => return Err(Unreadable),
        };
        *self = Self::of(amount, words(part(parts, 1))?);
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self::of(columns.int(), columns.text())
    }

    fn write(&mut self, part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        let (mut amount, mut currency) = self.0.as_deref().cloned().unwrap_or_default();
        if part == 0 {
            amount = whole(&text.replace(',', ""))?;
        } else {
            currency = given(text);
        }
        *self = Self::of(amount, currency);
        Ok(())
    }
}

impl Budget {
    fn of(amount: Option<i64>, currency: Option<Box<str>>) -> Self {
        Self((amount.is_some() || currency.is_some()).then(|| Box::new((amount, currency))))
    }
}

/// A RAG letter set by hand against the rule, with who set it and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rag(pub Option<Box<Override>>);

/// The letter, who set it, and why.
pub type Override = (RagLetter, Option<Box<str>>, Option<Box<str>>);

impl Cell for Rag {
    const MERGE: Merge = Merge::Compound;
    const PARTS: &'static [Part] = &[
        Part { name: "", of: Type::Token(RagLetter::TOKENS) },
        Part { name: "_by", of: Type::Text },
        Part { name: "_why", of: Type::Text },
    ];
    const WIDGET: Widget = Widget::Fixed;

    fn cells(&self) -> Vec<(Value, Value)> {
        match self.0.as_deref() {
            None => Vec::new(),
            Some((letter, by, why)) => {
                compound(vec![Value::text(letter.token()), by.clone().into(), why.clone().into()])
            }
        }
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        let letter = token_of(part(parts, 0))?;
        let (by, why) = (words(part(parts, 1))?, words(part(parts, 2))?);
        self.0 = letter.map(|letter| Box::new((letter, by, why)));
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        let letter = columns.token(RagLetter::TOKENS).and_then(RagLetter::at);
        let (by, why) = (columns.text(), columns.text());
        Self(letter.map(|letter| Box::new((letter, by, why))))
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        Err(Saying::new("field.fixed").with("typed", text).into())
    }
}

/// The cluster or issue that a card lies in, and its place there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The cluster or key issue.
    pub issue: Option<Id>,
    /// Key that orders the cards in it.
    pub key: Option<Box<str>>,
}

impl Cell for Held {
    const MERGE: Merge = Merge::Order;
    const PARTS: &'static [Part] =
        &[Part { name: "", of: Type::Ref(Kind::Issue) }, Part { name: "_key", of: Type::Text }];
    const WIDGET: Widget = Widget::Record;

    fn cells(&self) -> Vec<(Value, Value)> {
        compound(vec![self.issue.into(), self.key.clone().into()])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        *self = Self { issue: reference(part(parts, 0))?, key: words(part(parts, 1))? };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self { issue: columns.id(), key: columns.text() }
    }

    fn write(&mut self, _part: usize, text: &str, reader: &dyn Reader) -> Result<(), Stop> {
        let issue = named(Some(Kind::Issue), text, reader)?;
        if issue != self.issue {
            // The rule that carries out the command draws the new key.
            *self = Self { issue, key: None };
        }
        Ok(())
    }
}

/// The column of the board that an issue stands in, and its place there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The column.
    pub column: Option<Column>,
    /// Key that orders the issues in it.
    pub key: Option<Box<str>>,
}

impl Cell for Position {
    const MERGE: Merge = Merge::Order;
    const PARTS: &'static [Part] = &[
        Part { name: "", of: Type::Token(Column::TOKENS) },
        Part { name: "_key", of: Type::Text },
    ];
    const WIDGET: Widget = Widget::Choice;

    fn cells(&self) -> Vec<(Value, Value)> {
        compound(vec![token_value(self.column), self.key.clone().into()])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        *self = Self { column: token_of(part(parts, 0))?, key: words(part(parts, 1))? };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        let column = columns.token(Column::TOKENS).and_then(Column::at);
        Self { column, key: columns.text() }
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        let column = Some(Column::parse_or_refuse(text)?);
        if column != self.column {
            *self = Self { column, key: None };
        }
        Ok(())
    }
}

/// The place of a record among those of its meeting, by a key that sorts. Whose place it is, the
/// record's common field `meeting` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rank(pub Option<Box<str>>);

impl Cell for Rank {
    const MERGE: Merge = Merge::Order;
    const PARTS: &'static [Part] = &[Part { name: "_key", of: Type::Text }];
    const WIDGET: Widget = Widget::Fixed;

    fn cells(&self) -> Vec<(Value, Value)> {
        compound(vec![self.0.clone().into()])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        self.0 = words(part(parts(value)?, 0))?;
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        Self(columns.text())
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        Err(Saying::new("rank.by_command").with("typed", text).into())
    }
}

/// A whole number in a part.
pub(super) fn number(value: &Value) -> Result<Option<i64>, Unreadable> {
    match value {
        Value::Null => Ok(None),
        Value::Int(number) => Ok(Some(*number)),
        _ => Err(Unreadable),
    }
}

/// Where something stands, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since<T> {
    /// Where it stands.
    pub token: Option<T>,
    /// When it came to stand there, in milliseconds since 1970.
    pub at: Option<i64>,
}

/// Whether a meeting is prepared, open or closed, and since when.
pub type State = Since<MeetingState>;

/// Whether a round is open or closed, and since when. A close is a seal: nothing opens it again.
pub type Poll = Since<RoundState>;

impl<T> Default for Since<T> {
    fn default() -> Self {
        Self { token: None, at: None }
    }
}

impl<T: Token> Cell for Since<T> {
    const MERGE: Merge = Merge::Compound;
    const PARTS: &'static [Part] =
        &[Part { name: "", of: Type::Token(T::TOKENS) }, Part { name: "_at", of: Type::Int }];
    const WIDGET: Widget = Widget::Fixed;

    fn cells(&self) -> Vec<(Value, Value)> {
        compound(vec![token_value(self.token), self.at.into()])
    }

    fn put(&mut self, _element: &Value, value: &Value) -> Result<(), Unreadable> {
        let parts = parts(value)?;
        let at = number(part(parts, 1))?;
        *self = Self { token: token_of(part(parts, 0))?, at };
        Ok(())
    }

    fn read(columns: &mut dyn Columns) -> Self {
        let token = columns.token(T::TOKENS).and_then(T::at);
        Self { token, at: columns.int() }
    }

    fn write(&mut self, _part: usize, text: &str, _reader: &dyn Reader) -> Result<(), Stop> {
        Err(Saying::new("field.fixed").with("typed", text).into())
    }
}
