//! What History shows: operations of the log, fetched page by page, and what lies in the trash.

pub(crate) mod said;

use crate::{
    domain::{
        label::Label,
        record::FieldId,
        text::fold,
        value::{Id, Value},
    },
    ops::{LogEntry, LogPage, LogQuery, Since, Stretch, Trashed},
};

/// Operations that are fetched at once.
pub(crate) const PAGE: usize = 200;

/// Pages that one key fetches at most on its way to the end.
const AHEAD: usize = 5;

/// What is asked of the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Query {
    /// A page of the log.
    Page(LogQuery),
    /// One operation with all its changes.
    Operation(i64),
    /// What was done after an operation.
    Since(i64),
    /// What a field of a record held after an operation, and what it holds now.
    Field(Id, FieldId, i64),
    /// The records in the trash.
    Trash,
}

/// The cells of a field.
pub(crate) type Cells = Vec<(Value, Value)>;

/// What came.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// A page.
    Page(LogPage),
    /// An operation.
    Operation(Option<LogEntry>),
    /// What was done since.
    Since(Since),
    /// What the field held, none where the record was not there; what it holds, none where it
    /// lies in the trash.
    Field(Option<Cells>, Option<Cells>),
    /// What lies in the trash.
    Trash(Vec<Trashed>),
    /// Nothing: reading failed.
    Nothing,
}

/// What is here of the log and of the trash.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    /// The newest first.
    pub(crate) entries: Vec<LogEntry>,
    /// The record whose operations these are.
    pub(crate) of: Option<Id>,
    /// The folded words that they hold.
    words: Vec<String>,
    /// Whether the oldest one is here.
    pub(crate) whole: bool,
    /// Operations in the file, or of the record.
    pub(crate) all: usize,
    /// Arrival that the newest entries are current for.
    pub(crate) seen: Option<i64>,
    /// The newest and the oldest operation that was looked at.
    newest: Option<i64>,
    reached: Option<i64>,
    /// The page that is under way.
    page: Option<LogQuery>,
    awaited: Vec<Query>,
    /// Pages that are still to be fetched on the way to the end.
    ahead: usize,
    /// The change that is selected in the detail, and the lines of it that are scrolled away.
    pub(crate) at: usize,
    pub(crate) skip: usize,
    /// What lies in the trash, the last deleted first.
    pub(crate) trash: Vec<Trashed>,
    /// The places of those that the filter leaves.
    pub(crate) left: Vec<usize>,
    /// Arrival that the trash is current for.
    pub(crate) trash_seen: Option<i64>,
}

/// The folded words of a filter.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl Log {
    /// Whether anything is under way.
    #[must_use]
    pub(crate) fn is_awaited(&self) -> bool {
        !self.awaited.is_empty()
    }

    /// Notes that something is asked.
    pub(crate) fn ask(&mut self, query: &Query) {
        if let Query::Page(page) = query {
            self.page = Some(page.clone());
        }
        self.awaited.push(query.clone());
    }

    /// Notes that an answer came; whether it is still wanted.
    pub(crate) fn came(&mut self, query: &Query) -> bool {
        if let Some(at) = self.awaited.iter().position(|awaited| awaited == query) {
            self.awaited.remove(at);
        } else {
            return false;
        }
        match query {
            Query::Page(page) if self.page.as_ref() == Some(page) => {
                self.page = None;
                true
            }
            Query::Page(_) => false,
            _ => true,
        }
    }

    /// Begins anew with the operations of a record, or of all, that hold these words.
    pub(crate) fn begin(&mut self, of: Option<Id>, words: Vec<String>) {
        *self = Self {
            of,
            words,
            awaited: std::mem::take(&mut self.awaited),
            trash: std::mem::take(&mut self.trash),
            left: std::mem::take(&mut self.left),
            trash_seen: self.trash_seen,
            ..Self::default()
        };
    }

    /// Whether it holds operations with these words.
    #[must_use]
    pub(crate) fn is_of_words(&self, words: &[String]) -> bool {
        self.words == words
    }

    fn query(&self, stretch: Stretch) -> Query {
        Query::Page(LogQuery { of: self.of, stretch, words: self.words.clone(), most: PAGE })
    }

    /// What asks for the operations that came since the newest that is here.
    #[must_use]
    pub(crate) fn newer(&self) -> Query {
        self.query(self.newest.map_or(Stretch::Newest, Stretch::After))
    }

    /// What asks for the next older ones; none where there are none, or a page is under way.
    #[must_use]
    pub(crate) fn older(&self) -> Option<Query> {
        let reached = self.reached.filter(|_| !self.whole && self.page.is_none())?;
        Some(self.query(Stretch::Before(reached)))
    }

    /// Takes in a page; how many operations came on top.
    pub(crate) fn take(&mut self, stretch: Stretch, page: LogPage) -> usize {
        self.all = page.all;
        let newest = page.newest;
        let (came, ended) = (page.entries, page.reached.is_none());
        let on_top = match stretch {
            Stretch::Before(_) => {
                self.entries.extend(came);
                self.reached = page.reached;
                self.whole = ended;
                return 0;
            }
            // Only where all that came since fits into one page does it join on.
            Stretch::After(_) if ended => {
                let on_top = came.len();
                self.entries.splice(0..0, came);
                on_top
            }
            Stretch::After(_) | Stretch::Newest => {
                self.entries = came;
                self.reached = page.reached;
                self.whole = ended;
                0
            }
        };
        self.newest = newest.or(self.newest);
        on_top
    }

    /// An operation that is here.
    #[must_use]
    pub(crate) fn entry(&self, operation: i64) -> Option<&LogEntry> {
        self.entries.iter().find(|entry| entry.operation == operation)
    }

    /// Takes in an operation with all its changes.
    pub(crate) fn put(&mut self, whole: LogEntry) {
        let slot = self.entries.iter_mut().find(|entry| entry.operation == whole.operation);
        if let Some(slot) = slot {
            *slot = whole;
        }
    }

    /// Asks for so many pages on the way to the end.
    pub(crate) fn go_to_the_end(&mut self) {
        self.ahead = AHEAD;
    }

    /// Whether one more page is wanted on the way to the end.
    pub(crate) fn goes_on(&mut self) -> bool {
        let goes_on = self.ahead > 0;
        self.ahead = self.ahead.saturating_sub(1);
        goes_on
    }

    /// Asks for no older ones: what could not be read is not asked for again and again.
    pub(crate) fn end(&mut self) {
        self.reached = None;
        self.stop();
    }

    /// Ends the way to the end.
    pub(crate) fn stop(&mut self) {
        self.ahead = 0;
    }

    /// A record of the trash, by its row.
    #[must_use]
    pub(crate) fn trashed_at(&self, row: usize) -> Option<&Trashed> {
        self.trash.get(*self.left.get(row)?)
    }

    /// A record of the trash.
    #[must_use]
    pub(crate) fn trashed(&self, id: Id) -> Option<&Trashed> {
        self.trash.iter().find(|trashed| trashed.row.id() == id)
    }

    /// Keeps in sight what of the trash holds these words.
    pub(crate) fn filter_trash(&mut self, words: &[String]) {
        let holds = |trashed: &Trashed| {
            let title = trashed.row.entity().title();
            let sides = title.iter().flat_map(|title| title.en.iter().chain(&title.th));
            let mut text = fold(&trashed.text);
            for part in sides.map(|side| &**side).chain([trashed.by.as_str()]) {
                text.push('\n');
                text.push_str(&fold(part));
            }
            words.iter().all(|word| text.contains(word.as_str()))
        };
        let all = self.trash.iter().enumerate();
        self.left = all.filter(|(_, trashed)| holds(trashed)).map(|(at, _)| at).collect();
    }

    /// The labels of the records that an operation changed, and those that its values name.
    pub(crate) fn labels(&self, operation: i64) -> Vec<Label> {
        let lines = self.entry(operation).map_or(&[][..], |entry| &entry.lines);
        lines.iter().filter_map(|line| line.label).collect()
    }

    /// The records that the values of an operation name.
    pub(crate) fn named(&self, operation: i64) -> Vec<Id> {
        let lines = self.entry(operation).map_or(&[][..], |entry| &entry.lines);
        lines.iter().flat_map(|line| line.values.iter().flat_map(Value::refs)).collect()
    }
}
