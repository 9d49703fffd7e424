//! The workspace: one open file, and the order of steps in which it is opened, asked and read.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    command::Stamp,
    draw::Draw,
    execute::Writing,
    receipt::{Error, Receipt},
    rules::Plan,
};
use crate::{
    domain::{
        agenda, fields,
        kind::Kind,
        label::Label,
        lang::Lang,
        log,
        record::diff,
        refusal::{Need, Stop},
        row::Row,
        saying::Saying,
        snapshot::Snapshot,
        tokens::YearRule,
        value::Id,
        view::First,
        zone,
    },
    store::{self, Operation, Store, Writer},
};

pub use crate::store::Durability;

/// Fills bytes with randomness of the operating system.
pub type Random = Box<dyn FnMut(&mut [u8]) + Send>;

/// How a file is opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The file.
    pub path: PathBuf,
    /// Whether nothing may be written.
    pub read_only: bool,
    /// Whether a commit waits until it is on the disk. Only tests choose.
    pub durability: Durability,
    /// A rehearsal of slow disks: each commit takes this much longer.
    pub commit_delay: Duration,
    /// A label of the device for people; nothing depends on it.
    pub device: String,
}

/// What a new workspace begins with.
#[derive(Clone, Debug, Default)]
pub struct Beginning {
    /// What the taskforce is called; the file's name where none is given.
    pub title: Option<String>,
    /// Languages of the content, the first one first; English and Thai where none are given.
    pub languages: Vec<Lang>,
    /// Words of the short lists, each with the name of its list: `("sector", "GOV")`.
    pub words: Vec<(&'static str, String)>,
    /// The default label; AMBER where none is given.
    pub label: Option<Label>,
    /// The era of two-digit years; the Buddhist one where none is given.
    pub two_digit_year: Option<YearRule>,
}

/// What shows first.
#[derive(Clone, Debug)]
pub struct FirstPage {
    /// The workspace, its meetings, the agenda of the one that is worked on, and what is late
    /// longest with its leads.
    pub picture: Snapshot,
    /// What Home counts.
    pub first: First,
}

impl FirstPage {
    /// The zone that dates count in.
    #[must_use]
    pub fn zone(&self) -> &str {
        self.picture.zone()
    }
}

/// One open file. All changes go through [`Workspace::execute`].
pub struct Workspace {
    pub(super) store: Store,
    pub(super) writing: Writing,
    pub(super) seen: i64,
    /// The workspace id: other bytes under the same name are another file.
    pub(super) id: String,
    version: i64,
}

impl Workspace {
    /// Makes a new workspace. Refuses to overwrite.
    ///
    /// # Errors
    /// Where the file exists or its place cannot be written.
    pub fn create(
        opening: &Opening,
        beginning: &Beginning,
        stamp: &Stamp,
        mut random: Random,
    ) -> Result<Self, Error> {
        let store = Store::create(&opening.path, opening.durability)?;
        let begun = begin(&store, opening, beginning, stamp, &mut random);
        if begun.is_err() {
            let _half_made = std::fs::remove_file(&opening.path);
        }
        begun?;
        drop(store);
        Self::open(opening, random)
    }

    /// Opens a workspace.
    ///
    /// # Errors
    /// Where it is missing, no workspace, damaged, newer than this program, or locked.
    pub fn open(opening: &Opening, random: Random) -> Result<Self, Error> {
        let store = Store::open(&opening.path, opening.durability, opening.read_only)?;
        let version = store.data_version()?;
        let seen = store.last_arrival()?;
        let id = store.workspace_id()?;
        let writing = Writing::new(opening, random);
        Ok(Self { store, writing, seen, id, version })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Opens the file anew after it was replaced under the open program.
    pub(super) fn renew(&mut self) -> Result<(), Error> {
        self.store = self.store.reopen()?;
        self.writing.writer = None;
        self.version = self.store.data_version()?;
        self.seen = self.store.last_arrival()?;
        self.id = self.store.workspace_id()?;
        Ok(())
    }

    /// What Home shows first, at a wall time in milliseconds since 1970: what is late is so on
    /// the day that the workspace's zone has then.
    ///
    /// # Errors
    /// The file's.
    pub fn first_page(&mut self, at: i64) -> Result<FirstPage, Error> {
        self.store.read(|store| {
            let mut picture = Snapshot::partial();
            plain::<fields::Workspace>(store, &mut picture)?;
            plain::<fields::Meeting>(store, &mut picture)?;
            picture.seen = store.last_arrival()?;
            let today = zone::day(at, picture.zone());
            let first = store::first(store, today)?;
            if let Some(meeting) = agenda::current(&picture, today) {
                let items = store::items_of(store, meeting)?;
                show::<fields::Agenda>(store, &items, &mut picture)?;
                let marks = store::marks_of(store, meeting)?;
                show::<fields::Attendance>(store, &marks, &mut picture)?;
            }
            show::<fields::Action>(store, &first.late, &mut picture)?;
            let leads: Vec<Id> = picture
                .loaded::<fields::Action>()
                .filter_map(|action| action.lead.organisation)
                .collect();
            show::<fields::Organisation>(store, &leads, &mut picture)?;
            Ok(FirstPage { picture, first })
        })
    }

    /// Everything that lives, in one read.
    ///
    /// # Errors
    /// The file's.
    pub fn snapshot(&mut self) -> Result<Snapshot, Error> {
        let whole: Snapshot = self.store.read(|store| store.whole())?;
        self.seen = self.seen.max(whole.seen);
        Ok(whole)
    }

    /// Counts the work of the file's machine, for the tests that it does not grow with the file.
    ///
    /// # Errors
    /// The file's.
    #[doc(hidden)]
    pub fn count_steps(
        &mut self,
        counter: std::sync::Arc<std::sync::atomic::AtomicU64>,
    ) -> Result<(), Error> {
        Ok(self.store.count_steps(counter)?)
    }

    /// A picture on which no rule ever needs more, for the test that partial ones say the same.
    ///
    /// # Errors
    /// The file's.
    #[doc(hidden)]
    pub fn everything(&mut self) -> Result<Snapshot, Error> {
        Ok(self.store.read(Store::everything)?)
    }

    /// What other programs wrote since this one looked last: the records whole, as they now
    /// stand. Costs one small read where nobody wrote.
    ///
    /// # Errors
    /// The file's; [`Error::Replaced`] where another file took its place.
    pub fn news(&mut self) -> Result<Option<Receipt>, Error> {
        if !self.store.in_place() {
            self.renew()?;
            return Err(Error::Replaced);
        }
        let version = self.store.data_version()?;
        if version == self.version {
            return Ok(None);
        }
        let since = self.seen;
        if self.store.last_arrival()? < since || self.store.workspace_id()? != self.id {
            // Another file's bytes under the same name: this one ends before what was seen.
            self.renew()?;
            return Err(Error::Replaced);
        }
        let (rows, seen) = self.store.read(|store| {
            let seen = store.last_arrival()?;
            let mut rows = Vec::new();
            for id in store.touched_since(since)? {
                rows.extend(store.record(id)?);
            }
            Ok::<_, store::Error>((rows, seen))
        })?;
        self.version = version;
        self.seen = seen;
        Ok((!rows.is_empty()).then(|| Receipt { seen, rows, ..Receipt::default() }))
    }

    /// Answers a question on a partial picture, which grows by what the question needs.
    ///
    /// # Errors
    /// The question's refusal, or the file's.
    pub fn ask<T>(&mut self, question: impl Fn(&Snapshot) -> Result<T, Stop>) -> Result<T, Error> {
        self.store.read(|store| {
            let mut picture = Snapshot::partial();
            picture.seen = store.last_arrival()?;
            answer(store, &mut picture, question)
        })
    }

    /// A record whole, long texts included, dead or alive.
    ///
    /// # Errors
    /// The file's.
    pub fn record(&mut self, id: Id) -> Result<Option<Row>, Error> {
        Ok(self.store.record(id)?)
    }

    /// Records in the trash, the last deleted first.
    ///
    /// # Errors
    /// The file's.
    pub fn trash(&mut self) -> Result<Vec<Row>, Error> {
        Ok(self.store.read(store::trash)?.into_iter().map(|(row, _)| row).collect())
    }

    /// The zone that dates count in.
    ///
    /// # Errors
    /// The file's.
    pub fn zone(&mut self) -> Result<String, Error> {
        self.ask(|w| {
            w.workspace()?;
            Ok(w.zone().to_owned())
        })
    }
}

/// Runs a question until it has all it needs.
pub(super) fn answer<T>(
    store: &Store,
    picture: &mut Snapshot,
    question: impl Fn(&Snapshot) -> Result<T, Stop>,
) -> Result<T, Error> {
    loop {
        match question(picture) {
            Ok(answer) => return Ok(answer),
            Err(Stop::Refused(refusal)) => return Err(Error::Refused(refusal)),
            Err(Stop::Need(needs)) => {
                for need in needs {
                    store.load(&need, picture)?;
                }
            }
        }
    }
}

/// Puts all live records of a kind that is few into a picture, without their sets.
fn plain<R: crate::domain::snapshot::Stored>(
    store: &Store,
    picture: &mut Snapshot,
) -> Result<(), store::Error> {
    for record in store.plain::<R>()? {
        picture.put_record(record);
    }
    picture.learn(Need::Kind(R::KIND));
    Ok(())
}

/// Puts some records into a picture.
fn show<R: crate::domain::snapshot::Stored>(
    store: &Store,
    ids: &[Id],
    picture: &mut Snapshot,
) -> Result<(), store::Error> {
    for record in store.some::<R>(ids, false)? {
        picture.put_record(record);
    }
    Ok(())
}

/// Writes the first operation: the workspace's own record.
fn begin(
    store: &Store,
    opening: &Opening,
    beginning: &Beginning,
    stamp: &Stamp,
    random: &mut Random,
) -> Result<(), Error> {
    let mut ids = [0; 32];
    random(&mut ids);
    let mut seed = [0; 32];
    random(&mut seed);
    let mut draw = Draw::new(seed, stamp.at, 1);
    // The workspace id is random, not time-ordered: it says nothing about its making.
    let mut global = [0; 16];
    random(&mut global);
    let Some(id) = draw.derived(Kind::Workspace, global) else {
        return Err(Saying::new("file.full_of_records").into());
    };
    let row = first_record(id, opening, beginning);
    let mut plan = Plan::default();
    plan.edits.extend(diff(Row::new(Kind::Workspace, id).entity(), row.entity()));
    let changes = log::write(&plan.edits, &log::Heads::default());
    let outcome = log::project(&changes, std::collections::HashMap::new());
    let mut salts = vec![0; changes.len() * 8];
    random(&mut salts);
    store.write(|store| {
        let mut writer: Writer = store.new_writer(&stamp.by, &opening.device, stamp.at, &ids)?;
        let operation = Operation {
            kind: "edit",
            command: store::BEGINNING,
            at: stamp.at,
            undoes: None,
            changes: &changes,
            made: draw.made(),
            salts: &salts,
        };
        store.write_operation(&mut writer, &operation)?;
        store.put_rows(&outcome.after, &changes)?;
        Ok(())
    })
}

fn first_record(id: Id, opening: &Opening, beginning: &Beginning) -> Row {
    let mut workspace = <fields::Workspace as crate::domain::record::Record>::new(id);
    workspace.alive.0 = true;
    workspace.label.0 = Some(beginning.label.unwrap_or(Label::Amber));
    let stem = opening.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let title = beginning.title.clone().or(stem).unwrap_or_default();
    workspace.title.set(Lang::of(&title), &title);
    let languages = match beginning.languages.as_slice() {
        [] => &Lang::ALL,
        languages => languages,
    };
    let codes: Vec<&str> = languages.iter().map(|lang| lang.code()).collect();
    workspace.languages.0 = Some(codes.join(",").into());
    workspace.zone.0 = Some(zone::DEFAULT.into());
    workspace.two_digit_year.0 = Some(beginning.two_digit_year.unwrap_or(YearRule::Buddhist));
    for (list, word) in &beginning.words {
        workspace.set_listed(list, word, true);
    }
    Row::from(workspace)
}
