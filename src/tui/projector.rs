//! The projector view: pages for the room, one thought each, made of what was disclosed and
//! nothing else. A page is an arm of [`Page`] in each of three places: what it needs, which
//! sheets it has, what a sheet says.

use crate::domain::{
    clock::{Begin, Reading},
    dates::write,
    disclose::{Disclosed, Linked},
    fields::{Action, Agenda, Idea, Issue, Organisation, Round},
    kind::Kind,
    label::Label,
    lang::Lang,
    record::Entity,
    saying::Saying,
    snapshot::Stored,
    tokens::{Column, Progress},
    types::Pair,
    value::Id,
    words::Words,
};

/// Records on one sheet at most: with head and foot they are seven rows.
const MOST: usize = 5;

/// What the projector shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The agenda of a meeting: now, time left, next.
    Agenda,
    /// Ideas: how many there are, then the cards.
    Ideas,
    /// The cards of a cluster or key issue.
    Cards(Id),
    /// Key issues by the columns of the board.
    Board,
    /// The read-back: what each agency leads.
    Plan,
    /// An open round: its issues, its rule, and how many ballots are in.
    Ballot(Id),
}

/// One sheet of a page: what stands above it, and the records on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    head: Head,
    ids: Vec<Id>,
}

/// What stands above the records of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    /// The item at hand and those that come next.
    Now,
    /// How many ideas there are.
    Count(usize),
    /// Nothing.
    None,
    /// A record of the kind that the page is about.
    Of(Id),
    /// A column of the board.
    Column(Column),
}

/// The time of the meeting, which is told whatever the items are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Time {
    /// The item whose clock runs or is paused, and what its clock shows, in words.
    pub(crate) hand: Option<(Id, Reading, String)>,
    /// The items that come next, in their order, and when.
    pub(crate) next: Vec<Begin>,
    /// The rule of the open round, and how many ballots are in, in words: nothing of an issue.
    pub(crate) votes: Option<(String, String)>,
}

/// What a sheet is written with.
pub(crate) struct Source<'a> {
    /// What the room may see.
    pub(crate) from: &'a Disclosed,
    /// The texts.
    pub(crate) words: &'a Words,
    /// The time of the meeting.
    pub(crate) time: &'a Time,
    /// The label of a sheet on which no record stands.
    pub(crate) label: Label,
    /// The year in which dates go without it.
    pub(crate) year: i32,
}

/// How a text of a slide looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// What is found first.
    First,
    /// Over its time.
    Over,
    /// What stands above.
    Head,
    /// Plain.
    Text,
    /// What a regular knows.
    Dim,
}

/// A row of a slide: texts at columns from the left, the last one to the end.
pub(crate) type Row = Vec<(u16, String, Weight)>;

/// What the room sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slide {
    /// The strictest label of what stands on it.
    pub(crate) label: Label,
    /// Its rows, seven at most.
    pub(crate) rows: Vec<Row>,
}

impl Page {
    /// The kinds of record that it is made of.
    pub(crate) const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Agenda => &[Kind::Agenda],
            Self::Ideas => &[Kind::Idea],
            Self::Cards(_) => &[Kind::Idea, Kind::Issue],
            Self::Board => &[Kind::Issue],
            Self::Plan => &[Kind::Action, Kind::Organisation],
            Self::Ballot(_) => &[Kind::Round, Kind::Issue],
        }
    }

    /// Its sheets, in the order they are gone through; one at least.
    pub(crate) fn sheets(self, from: &Disclosed, lang: Lang) -> Vec<Sheet> {
        let mut sheets = match self {
            Self::Agenda => vec![Sheet { head: Head::Now, ids: Vec::new() }],
            Self::Ideas => {
                let ids: Vec<Id> = from.all::<Idea>().iter().map(|idea| idea.id).collect();
                // While the board is hidden all are withheld, and counted.
                let all = if ids.is_empty() { from.withheld(Kind::Idea) } else { ids.len() };
                let count = Sheet { head: Head::Count(all), ids: Vec::new() };
                std::iter::once(count).chain(in_parts(Head::None, &ids)).collect()
            }
            Self::Cards(issue) => in_parts(Head::Of(issue), &cards(from, issue)),
            Self::Board => board(from),
            Self::Plan => agencies(from, lang),
            Self::Ballot(round) => match from.link::<Round>(round) {
                Linked::Shown(round, _) => in_parts(Head::Of(round.id), &round.items.0),
                Linked::Withheld(_) | Linked::Gone => Vec::new(),
            },
        };
        if sheets.is_empty() {
            let head = if let Self::Cards(issue) = self { Head::Of(issue) } else { Head::None };
            sheets.push(Sheet { head, ids: Vec::new() });
        }
        sheets
    }

    /// What a sheet says.
    pub(crate) fn slide(self, sheet: &Sheet, source: &Source<'_>) -> Slide {
        let mut writer = Writer { source, strictest: None };
        let rows = match self {
            Self::Agenda => writer.agenda(),
            Self::Ideas => writer.ideas(sheet),
            Self::Cards(_) => writer.cards(sheet),
            Self::Board => writer.board(sheet),
            Self::Plan => writer.agency(sheet),
            Self::Ballot(_) => writer.ballot(sheet),
        };
        Slide { label: writer.strictest.unwrap_or(source.label), rows }
    }
}

/// Records on sheets of at most [`MOST`].
fn in_parts(head: Head, ids: &[Id]) -> Vec<Sheet> {
    ids.chunks(MOST).map(|ids| Sheet { head, ids: ids.to_vec() }).collect()
}

fn cards(from: &Disclosed, issue: Id) -> Vec<Id> {
    let ideas = from.all::<Idea>().into_iter();
    let mut cards: Vec<&Idea> = ideas.filter(|idea| idea.issue.issue == Some(issue)).collect();
    // Those without a key stand as they were numbered.
    cards.sort_by(|a, b| a.issue.key.cmp(&b.issue.key));
    cards.into_iter().map(|idea| idea.id).collect()
}

/// Key issues, the columns that matter most first.
fn board(from: &Disclosed) -> Vec<Sheet> {
    let issues = from.all::<Issue>();
    let stands = |issue: &Issue| issue.column.column.unwrap_or(Column::Candidate);
    let of = |column: Column| {
        let mut all: Vec<&&Issue> = issues.iter().filter(|issue| stands(issue) == column).collect();
        all.sort_by(|a, b| a.column.key.cmp(&b.column.key));
        let ids: Vec<Id> = all.into_iter().map(|issue| issue.id).collect();
        in_parts(Head::Column(column), &ids)
    };
    [Column::Prioritised, Column::Shortlisted, Column::Candidate].into_iter().flat_map(of).collect()
}

/// Whether an action item is read back: it is neither closed nor given up.
fn is_read(action: &Action) -> bool {
    !matches!(action.status.token, Some(Progress::Verified | Progress::Dropped))
}

/// What each agency leads, agencies by their names.
fn agencies(from: &Disclosed, lang: Lang) -> Vec<Sheet> {
    let mut agencies = from.all::<Organisation>();
    agencies.sort_by_cached_key(|agency| name(from, agency, lang));
    let plan = from.plan();
    let led = |id: Id| {
        let led = plan.iter().filter(move |action| is_read(action));
        led.filter(move |action| action.lead.organisation == Some(id)).map(|action| action.id)
    };
    let of = |agency: &&Organisation| {
        let ids: Vec<Id> = led(agency.id).collect();
        in_parts(Head::Of(agency.id), &ids)
    };
    agencies.iter().flat_map(of).collect()
}

fn name(from: &Disclosed, agency: &Organisation, lang: Lang) -> String {
    let name = agency.abbr.best(lang).or_else(|| agency.title.best(lang));
    name.map_or_else(|| from.ref_of(agency), str::to_owned)
}

/// Writes the rows of a sheet and notes the strictest label of what it wrote.
struct Writer<'a> {
    source: &'a Source<'a>,
    strictest: Option<Label>,
}

impl Writer<'_> {
    fn lang(&self) -> Lang {
        self.source.words.lang()
    }

    fn say(&self, saying: &Saying) -> String {
        self.source.words.say(saying)
    }

    fn text(&self, key: &str) -> String {
        self.source.words.text(key).to_owned()
    }

    fn note(&mut self, label: Label) {
        self.strictest = self.strictest.max(Some(label));
    }

    fn best(&self, title: &Pair) -> String {
        title.best(self.lang()).unwrap_or("–").to_owned()
    }

    /// The ref and title of a record; of one that the room may not see its label.
    fn told<R: Stored + Entity>(&mut self, id: Id) -> Option<(String, String)> {
        match self.source.from.link::<R>(id) {
            Linked::Shown(record, label) => {
                self.note(label);
                let title = Entity::title(record).map(|title| self.best(title));
                Some((self.source.from.ref_of(record), title.unwrap_or_default()))
            }
            Linked::Withheld(label) => {
                let saying = Saying::new("projector.withheld").with("label", label.token());
                Some((String::new(), self.say(&saying)))
            }
            Linked::Gone => None,
        }
    }

    /// The time left, where a clock runs.
    fn clock(&self, x: u16) -> Option<Row> {
        let (_, reading, said) = self.source.time.hand.as_ref()?;
        let over = matches!(reading, Reading::Left(..0));
        Some(vec![(x, said.clone(), if over { Weight::Over } else { Weight::First })])
    }

    fn agenda(&mut self) -> Vec<Row> {
        /// Items that are named as next at most.
        const NEXT: usize = 3;
        const X: u16 = 9;
        let mut rows: Vec<Row> = Vec::new();
        let now = self.text("projector.now");
        match self.source.time.hand.as_ref().and_then(|(id, ..)| self.told::<Agenda>(*id)) {
            Some((_, title)) => {
                rows.push(vec![(0, now, Weight::Dim), (X, title, Weight::Head)]);
                rows.extend(self.clock(X));
            }
            None => {
                let nothing = self.text("projector.nothing_runs");
                rows.push(vec![(0, now, Weight::Dim), (X, nothing, Weight::Dim)]);
            }
        }
        rows.push(Vec::new());
        let mut head = self.text("projector.next");
        for begin in self.source.time.next.iter().take(NEXT) {
            let Some((_, title)) = self.told::<Agenda>(begin.id) else { continue };
            let at = begin.expected.or(begin.planned).map(crate::domain::clock::time_of_day);
            let at = at.map_or(String::new(), |at| at.format("%H:%M").to_string());
            let head = std::mem::take(&mut head);
            rows.push(vec![
                (0, head, Weight::Dim),
                (X, at, Weight::Text),
                (X + 7, title, Weight::Text),
            ]);
        }
        rows
    }

    fn ideas(&mut self, sheet: &Sheet) -> Vec<Row> {
        let Head::Count(n) = sheet.head else { return self.list::<Idea>(sheet) };
        let said = self.say(&Saying::new("projector.ideas").with("n", n));
        let mut rows: Vec<Row> = Vec::new();
        if let Some(question) = self.source.from.question().best(self.lang()) {
            rows.push(vec![(0, question.to_owned(), Weight::Head)]);
            rows.push(Vec::new());
        }
        rows.push(vec![(0, said, Weight::First)]);
        rows.push(Vec::new());
        rows.extend(self.clock(0));
        rows
    }

    fn cards(&mut self, sheet: &Sheet) -> Vec<Row> {
        let head = match sheet.head {
            Head::Of(id) => self.told::<Issue>(id),
            _ => None,
        };
        let mut rows = headed(head);
        rows.extend(self.list::<Idea>(sheet));
        rows
    }

    fn board(&mut self, sheet: &Sheet) -> Vec<Row> {
        let mut rows = match sheet.head {
            Head::Column(column) => vec![vec![(0, self.text(column.said()), Weight::Head)]],
            _ => Vec::new(),
        };
        rows.extend(self.list::<Issue>(sheet));
        rows
    }

    /// The records of a sheet by their refs; that there are none.
    fn list<R: Stored + Entity>(&mut self, sheet: &Sheet) -> Vec<Row> {
        if sheet.ids.is_empty() {
            return vec![vec![(0, self.text("projector.empty"), Weight::Dim)]];
        }
        let told: Vec<_> = sheet.ids.iter().filter_map(|id| self.told::<R>(*id)).collect();
        let row = |(name, title)| vec![(0, name, Weight::Dim), (8, title, Weight::Text)];
        told.into_iter().map(row).collect()
    }

    /// The issues by their numbers, which are what is written on the paper.
    fn ballot(&mut self, sheet: &Sheet) -> Vec<Row> {
        let (rule, said) = self.source.time.votes.clone().unwrap_or_default();
        let Head::Of(round) = sheet.head else { return self.list::<Issue>(sheet) };
        let Some((name, _)) = self.told::<Round>(round) else { return Vec::new() };
        let mut rows: Vec<Row> = vec![vec![(0, name, Weight::Dim), (8, rule, Weight::Head)]];
        for (name, title) in sheet.ids.iter().filter_map(|id| self.told::<Issue>(*id)) {
            let number = name.rsplit('-').next().unwrap_or_default().to_owned();
            rows.push(vec![(0, number, Weight::First), (8, title, Weight::Text)]);
        }
        rows.push(vec![(0, said, Weight::First)]);
        rows
    }

    fn agency(&mut self, sheet: &Sheet) -> Vec<Row> {
        let Head::Of(id) = sheet.head else { return self.list::<Action>(sheet) };
        let from = self.source.from;
        let agency = match from.link::<Organisation>(id) {
            Linked::Shown(agency, label) => {
                self.note(label);
                name(from, agency, self.lang())
            }
            Linked::Withheld(_) | Linked::Gone => return Vec::new(),
        };
        let plan = from.plan();
        let read = || plan.iter().filter(|action| is_read(action));
        let leads = read().filter(|action| action.lead.organisation == Some(id)).count();
        let supports = read().filter(|action| action.support.0.contains(&id)).count();
        let counts = Saying::new("projector.leads").with("leads", leads).with("supports", supports);
        let mut rows: Vec<Row> =
            vec![vec![(0, format!("{agency}   {}", self.say(&counts)), Weight::Head)]];
        for id in &sheet.ids {
            let Linked::Shown(action, label) = from.link::<Action>(*id) else { continue };
            self.note(label);
            let due = action.span.due.map(|due| write::short(due, self.lang(), self.source.year));
            rows.push(vec![
                (0, from.ref_of(action), Weight::Dim),
                (8, due.unwrap_or_else(|| "–".to_owned()), Weight::Text),
                (22, self.best(&action.title), Weight::Text),
            ]);
        }
        rows.push(vec![(0, self.text("projector.answers"), Weight::Dim)]);
        rows
    }
}

fn headed(head: Option<(String, String)>) -> Vec<Row> {
    let row =
        |(name, title): (String, String)| vec![(0, name, Weight::Dim), (8, title, Weight::Head)];
    head.map(row).into_iter().collect()
}

/// The projector in front of the screen.
#[derive(Debug)]
pub(crate) struct Projector {
    /// What it shows.
    pub(crate) page: Page,
    /// What the room may see.
    pub(crate) from: Disclosed,
    /// Its sheets.
    pub(crate) sheets: Vec<Sheet>,
    /// The sheet in front.
    pub(crate) at: usize,
    /// Whether nothing shows.
    pub(crate) blank: bool,
    /// The label of a sheet on which no record stands.
    pub(crate) label: Label,
}

impl Projector {
    /// A page over what was disclosed.
    pub(crate) fn new(page: Page, from: Disclosed, label: Label, lang: Lang) -> Self {
        let sheets = page.sheets(&from, lang);
        Self { page, from, sheets, at: 0, blank: false, label }
    }

    /// The sheet in front, as the room sees it.
    pub(crate) fn slide(&self, words: &Words, time: &Time, year: i32) -> Option<Slide> {
        let source = Source { from: &self.from, words, time, label: self.label, year };
        self.sheets.get(self.at).map(|sheet| self.page.slide(sheet, &source))
    }

    /// Goes to another sheet.
    pub(crate) fn go(&mut self, at: usize) {
        self.at = at.min(self.sheets.len().saturating_sub(1));
    }
}
