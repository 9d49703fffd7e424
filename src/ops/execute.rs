//! Carrying out a command: one transaction, one operation.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use super::{
    command::{Command, Stamp},
    draw::Draw,
    history,
    receipt::{Changed, Error, Receipt},
    rules,
    workspace::{Opening, Random, Workspace, answer},
};
use crate::{
    domain::{
        kind::Kind,
        log::{self, Blocked, Change, Heads, Stacks, Target, overtaken, project, settle},
        record::{Edit, FieldId},
        row::Row,
        saying::Saying,
        snapshot::Snapshot,
        text::fold,
        value::{Id, Value},
        zone,
    },
    store::{self, Operation, Store, Writer},
};

/// What a program needs to write: who it is, and chance.
pub(super) struct Writing {
    pub(super) writer: Option<Writer>,
    device: String,
    delay: Duration,
    random: Random,
}

impl Writing {
    pub(super) fn new(opening: &Opening, random: Random) -> Self {
        Self { writer: None, device: opening.device.clone(), delay: opening.commit_delay, random }
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}

/// What a command comes to, whatever its way there.
#[derive(Default)]
struct Work {
    changes: Vec<Change>,
    undoes: Option<i64>,
    kind: &'static str,
    made: Vec<Id>,
    done: Option<Saying>,
    warnings: Vec<Saying>,
}

impl Workspace {
    /// Carries out a command in one transaction. What comes back is on disk.
    ///
    /// `seen` is the arrival of the last operation in the picture that the command was made
    /// from; without it the command means whatever stands in the file now.
    ///
    /// # Errors
    /// A refusal, a change by another hand since `seen`, or the file's. Nothing was written.
    pub fn execute(
        &mut self,
        command: &Command,
        stamp: &Stamp,
        seen: Option<i64>,
    ) -> Result<Receipt, Error> {
        if !self.store.in_place() {
            self.renew()?;
            return Err(Error::Replaced);
        }
        if let Command::Close { .. } = command {
            self.ask(|w| {
                let mut draw = Draw::new([0; 32], stamp.at, 1);
                rules::plan(command, w, stamp, &mut draw)
            })?;
            self.backup_beside(stamp)?;
        }
        let kept = self.writing.writer.clone();
        let since = self.seen;
        let (writing, id) = (&mut self.writing, &self.id);
        let done = self.store.write(|store| {
            let known = match &writing.writer {
                Some(writer) => store.has_writer(writer)?,
                None => store.last_arrival()? >= since && store.workspace_id()? == *id,
            };
            if !known {
                return Err(Error::Replaced);
            }
            run(store, writing, command, stamp, seen, since)
        });
        match done {
            Ok(receipt) => {
                self.seen = receipt.seen;
                Ok(receipt)
            }
            Err(error) => {
                self.store.forget();
                self.writing.writer = kept;
                if error == Error::Replaced {
                    self.renew()?;
                }
                Err(error)
            }
        }
    }
}

fn run(
    store: &Store,
    writing: &mut Writing,
    command: &Command,
    stamp: &Stamp,
    seen: Option<i64>,
    since: i64,
) -> Result<Receipt, Error> {
    let mut w = Snapshot::partial();
    let mut draw = Draw::new(writing.bytes(), stamp.at, store.next_record()?);
    let work = match command {
        Command::Undo { operation, any } => undo(store, &mut w, stamp, *operation, *any)?,
        Command::Redo { any } => redo(store, &mut w, stamp, *any)?,
        Command::Rewind { to, any } => rewind(store, &mut w, stamp, *to, *any)?,
        _ => edits(store, writing, &mut w, command, stamp, &mut draw, seen)?,
    };
    let before = rows_before(store, &work.changes)?;
    let outcome = project(&work.changes, before);
    answer(store, &mut w, |w| settle(w, &outcome)).map_err(|error| in_words_of(command, error))?;
    let mut operation = None;
    if !work.changes.is_empty() {
        operation = Some(commit(store, writing, command, stamp, &work, &draw)?);
        store.put_rows(&outcome.after, &work.changes)?;
    }
    pause(writing.delay);
    let seen = store.last_arrival()?;
    let mut rows = outcome.after;
    if operation.map_or(seen, |_| seen - 1) > since {
        let own: HashSet<Id> = rows.iter().map(Row::id).collect();
        for id in store.touched_since(since)? {
            if !own.contains(&id) {
                rows.extend(store.record(id)?);
            }
        }
    }
    let Work { made, mut done, warnings, .. } = work;
    if operation.is_none() {
        done = Some(Saying::new("done.nothing"));
    }
    Ok(Receipt { operation, seen, rows, made, done, warnings })
}

/// A refusal in the words of its command: only a delete can clear references.
fn in_words_of(command: &Command, mut error: Error) -> Error {
    let takes_back =
        matches!(command, Command::Undo { .. } | Command::Redo { .. } | Command::Rewind { .. });
    if let Error::Refused(refusal) = &mut error
        && takes_back
        && refusal.saying.key == "delete.in_use"
    {
        refusal.saying.key = "undo.in_use";
    }
    error
}

/// A rehearsal of slow disks.
#[expect(clippy::disallowed_methods, reason = "it is the delay that the rehearsal asks for")]
fn pause(delay: Duration) {
    if !delay.is_zero() {
        std::thread::sleep(delay);
    }
}

fn commit(
    store: &Store,
    writing: &mut Writing,
    command: &Command,
    stamp: &Stamp,
    work: &Work,
    draw: &Draw,
) -> Result<i64, Error> {
    let mut salts = vec![0; work.changes.len() * 8];
    (writing.random)(&mut salts);
    let mut writer = match writing.writer.take() {
        Some(writer) if writer.by == stamp.by => writer,
        _ => {
            let ids = writing.bytes();
            store.new_writer(&stamp.by, &writing.device, stamp.at, &ids)?
        }
    };
    let operation = Operation {
        kind: work.kind,
        command: &command.name(),
        at: stamp.at,
        undoes: work.undoes,
        changes: &work.changes,
        made: draw.made(),
        salts: &salts,
    };
    let written = store.write_operation(&mut writer, &operation);
    writing.writer = Some(writer);
    Ok(written?)
}

/// The rows that changes touch, as they stand before them.
fn rows_before(store: &Store, changes: &[Change]) -> Result<HashMap<Id, Row>, Error> {
    let mut before: HashMap<Id, Row> = HashMap::new();
    for change in changes {
        if !before.contains_key(&change.record)
            && let Some(row) = store.record(change.record)?
        {
            before.insert(change.record, row);
        }
    }
    Ok(before)
}

/// A command of the rules.
fn edits(
    store: &Store,
    writing: &Writing,
    w: &mut Snapshot,
    command: &Command,
    stamp: &Stamp,
    draw: &mut Draw,
    seen: Option<i64>,
) -> Result<Work, Error> {
    let plan = if let Command::RestoreField { target, field, from } = command {
        history::restore_field(store, w, stamp, target, field, *from)?
    } else {
        let (plan, drawn) = answer(store, w, |w| {
            let mut again = draw.clone();
            rules::plan(command, w, stamp, &mut again).map(|plan| (plan, again))
        })?;
        *draw = drawn;
        plan
    };
    let made: Vec<Id> = draw.made().iter().map(|(id, ..)| *id).collect();
    let mut touched: Vec<Id> = plan.edits.iter().map(|edit| edit.record).collect();
    touched.retain(|id| made.binary_search(id).is_err());
    touched.sort_unstable();
    touched.dedup();
    let heads = store.heads(touched)?;
    if let Some(seen) = seen {
        not_overtaken(store, writing, w, &plan.edits, &heads, seen)?;
    }
    Ok(Work {
        changes: log::write(&plan.edits, &heads),
        kind: "edit",
        made: plan.made,
        done: plan.done,
        warnings: plan.warnings,
        ..Work::default()
    })
}

/// Refuses to write over what another hand wrote since the picture was made.
fn not_overtaken(
    store: &Store,
    writing: &Writing,
    w: &mut Snapshot,
    edits: &[Edit],
    heads: &Heads,
    seen: i64,
) -> Result<(), Error> {
    let own = writing.writer.as_ref().map(|writer| writer.n);
    // What cannot be read counts as later: the refusal then meets the same failure and says it.
    let later = |operation: i64| match store.origin_of(operation) {
        Ok(Some((arrival, writer))) => arrival > seen && Some(writer) != own,
        Ok(None) | Err(_) => true,
    };
    let Some((edit, head)) = overtaken(edits, heads, later) else { return Ok(()) };
    let (by, _) = store.author(head.operation)?;
    let arrival = store.origin_of(head.operation)?.map_or(seen, |(arrival, _)| arrival);
    let record = answer(store, w, |w| Ok(w.any(edit.record)?.map(|record| w.ref_of(record))))?;
    Err(Error::Changed(Box::new(Changed {
        record: record.unwrap_or_default(),
        field: head.field.field().map_or(String::new(), |field| field.json().to_owned()),
        by,
        seen: arrival,
        theirs: told(store, w, head.field, &head.value)?,
        ours: told(store, w, edit.field, &edit.value)?,
    })))
}

/// A value in words, unless it is sealed.
fn told(store: &Store, w: &mut Snapshot, field: FieldId, value: &Value) -> Result<String, Error> {
    if history::sealed(field) {
        return Ok(history::SEALED.to_owned());
    }
    history::shown(store, w, value)
}

/// Refuses to take back another person's work unless asked to.
fn own_work(
    store: &Store,
    w: &mut Snapshot,
    stamp: &Stamp,
    operation: i64,
    any: bool,
) -> Result<(), Error> {
    let (by, at) = store.author(operation)?;
    if any || fold(&by) == fold(&stamp.by) {
        return Ok(());
    }
    let what = history::in_short(store, w, operation)?;
    let time = told_time(store, w, at, stamp)?;
    Err(Saying::new("undo.other").with("what", what).with("time", time).into())
}

/// A wall time in the workspace's zone for people: with its day where that is not today.
fn told_time(store: &Store, w: &mut Snapshot, at: i64, stamp: &Stamp) -> Result<String, Error> {
    let zone = answer(store, w, |w| {
        w.workspace()?;
        Ok(w.zone().to_owned())
    })?;
    let form = if zone::day(at, &zone) == stamp.today { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    let time = zone::local(at, &zone).map(|time| time.format(form).to_string());
    Ok(time.unwrap_or_default())
}

fn undo(
    store: &Store,
    w: &mut Snapshot,
    stamp: &Stamp,
    operation: Option<i64>,
    any: bool,
) -> Result<Work, Error> {
    match operation {
        None => {
            let stacks = store.stacks()?;
            let top = stacks.undo().ok_or_else(|| nothing_but_sealed(&stacks, "undo.nothing"))?;
            own_work(store, w, stamp, top, any)?;
            let mut work = take_back(store, w, stamp, top, "undo", "done.undone")?;
            work.warnings.extend(stacks.stepped_over().then(|| Saying::new("undo.stepped_over")));
            Ok(work)
        }
        Some(operation) => {
            if store.command_of(operation)? == store::BEGINNING {
                return Err(Saying::new("undo.beginning").into());
            }
            if store.is_sealed(operation)? {
                return Err(Saying::new("undo.sealed").into());
            }
            own_work(store, w, stamp, operation, any)?;
            take_back(store, w, stamp, operation, "revert", "done.reverted")
        }
    }
}

/// Why there is nothing to take back: a closed round may be all that is there.
fn nothing_but_sealed(stacks: &Stacks, otherwise: &'static str) -> Saying {
    Saying::new(if stacks.stepped_over() { "undo.sealed" } else { otherwise })
}

fn redo(store: &Store, w: &mut Snapshot, stamp: &Stamp, any: bool) -> Result<Work, Error> {
    let stacks = store.stacks()?;
    let top = stacks.redo().ok_or_else(|| nothing_but_sealed(&stacks, "redo.nothing"))?;
    own_work(store, w, stamp, top, any)?;
    take_back(store, w, stamp, top, "undo", "done.redone")
}

fn take_back(
    store: &Store,
    w: &mut Snapshot,
    stamp: &Stamp,
    operation: i64,
    kind: &'static str,
    said: &'static str,
) -> Result<Work, Error> {
    let target = store.target(operation)?;
    let heads = heads_of(store, &target)?;
    let changes = match log::undo(&target, &heads) {
        Ok(changes) => changes,
        Err(blocked) => return Err(blocked_by(store, w, stamp, blocked)?),
    };
    let what = history::in_short(store, w, operation)?;
    Ok(Work {
        changes,
        undoes: Some(operation),
        kind,
        done: Some(Saying::new(said).with("what", what)),
        ..Work::default()
    })
}

fn heads_of(store: &Store, target: &Target) -> Result<Heads, Error> {
    let mut records: Vec<Id> = target.made.iter().map(|made| made.past.record).collect();
    records.sort_unstable();
    records.dedup();
    Ok(store.heads(records)?)
}

fn blocked_by(
    store: &Store,
    w: &mut Snapshot,
    stamp: &Stamp,
    blocked: Blocked,
) -> Result<Error, Error> {
    let (key, record, by) = match blocked {
        Blocked::Later { record, by, .. } => ("undo.later", record, by),
        Blocked::Deleted { record, by } => ("undo.deleted", record, by),
    };
    let text = answer(store, w, |w| Ok(w.any(record)?.map(|record| w.ref_of(record))))?;
    let (who, at) = store.author(by)?;
    let time = told_time(store, w, at, stamp)?;
    Ok(Saying::new(key)
        .with("ref", text.unwrap_or_default())
        .with("by", who)
        .with("time", time)
        .with("n", by)
        .into())
}

fn rewind(
    store: &Store,
    w: &mut Snapshot,
    stamp: &Stamp,
    to: i64,
    any: bool,
) -> Result<Work, Error> {
    store.command_of(to)?;
    for other in if any { Vec::new() } else { store.last_of_each_author_since(to)? } {
        own_work(store, w, stamp, other, any)?;
    }
    let mut target = store.since(to)?;
    // What was voted stays voted: a round is opened, keyed and closed, and never rewound.
    target.made.retain(|made| !matches!(made.past.field.kind, Kind::Round | Kind::Ballot));
    let heads = heads_of(store, &target)?;
    let changes = log::rewind(&target, &heads);
    Ok(Work {
        changes,
        kind: "revert",
        done: Some(Saying::new("done.rewound").with("n", to)),
        ..Work::default()
    })
}
