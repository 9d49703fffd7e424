//! Plays a list of commands on a file that two programs have open, and looks after every step
//! whether all pictures of the file agree.

use std::collections::BTreeMap;

use plenary::{
    domain::{
        fields::{
            Action, Agenda, Attendance, Ballot, Capability, Decision, Idea, Issue, Level, Link,
            Meeting, Objective, Organisation, Point, Post, Round, Workspace as Settings,
        },
        kind::Kind,
        record::Record,
        refusal::Stop,
        row::Row,
        snapshot::{Snapshot, Stored},
        value::Id,
    },
    ops::{Command, Draw, Error, Receipt, Stamp, Workspace, rules},
};

use crate::{
    bench::Bench,
    chance::Chance,
    commands::{Scene, Verb, by_log, possible, seals, verb_of},
};

/// How often each verb, with its kind where it knows kinds, was carried out.
pub(crate) type Counts = BTreeMap<(Verb, Option<Kind>), usize>;

/// Everything that has to be in [`Counts`].
pub(crate) fn all_counts() -> impl Iterator<Item = (Verb, Option<Kind>)> {
    Verb::ALL.iter().filter(|verb| !seals(**verb)).flat_map(|verb| {
        let kinds: Vec<Option<Kind>> =
            Kind::ALL.into_iter().filter(|kind| possible(*verb, *kind)).map(Some).collect();
        let alone = kinds.is_empty().then_some(None);
        kinds.into_iter().chain(alone).map(|kind| (*verb, kind))
    })
}

const ACTORS: [&str; 2] = ["Scribe", "Chair"];

/// One step of a list.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// Which of the two programs does it.
    program: usize,
    /// Which of the two people.
    actor: usize,
    /// Whether the program is started anew before.
    reopen: bool,
    /// Whether it looks for the other's work before.
    look: bool,
    pub(crate) command: Command,
}

/// A program that has the file open: its workspace, and the picture it keeps by receipts.
struct Program {
    w: Workspace,
    picture: Snapshot,
}

pub(crate) struct Play {
    pub(crate) bench: Bench,
    programs: [Program; 2],
    pub(crate) chance: Chance,
    pub(crate) steps: Vec<Step>,
    pub(crate) counts: Counts,
    dead: Vec<Id>,
    operations: Vec<i64>,
    edited: Vec<Id>,
    /// Whether rules and pictures are compared at every step.
    careful: bool,
}

impl Play {
    pub(crate) fn new(seed: u64, careful: bool) -> Self {
        let mut bench = Bench::seeded(seed);
        let programs = [0, 1].map(|_| program(&mut bench));
        Self {
            bench,
            programs,
            chance: Chance::new(seed),
            steps: Vec::new(),
            counts: Counts::new(),
            dead: Vec::new(),
            operations: Vec::new(),
            edited: Vec::new(),
            careful,
        }
    }

    /// Draws the next step and does it.
    pub(crate) fn draw(&mut self) -> Result<Result<Receipt, Error>, String> {
        let program = self.chance.below(2);
        let again = self.steps.last().map(|step| verb_of(&step.command));
        let scene = Scene {
            w: &self.programs[program].picture,
            dead: &self.dead,
            operations: &self.operations,
            edited: &self.edited,
        };
        // Undo and redo come in runs, as they do from the keyboard.
        let command = match again {
            Some(Verb::Undo) if self.chance.percent(60) => {
                let verb = if self.chance.percent(50) { Verb::Undo } else { Verb::Redo };
                scene.of(verb, &mut self.chance).unwrap()
            }
            _ => scene.draw(&mut self.chance),
        };
        let step = Step {
            program,
            actor: self.chance.below(2),
            reopen: self.chance.percent(4),
            look: self.chance.percent(50),
            command,
        };
        self.step(&step)
    }

    /// Does a command with everything drawn but the command.
    pub(crate) fn give(&mut self, command: Command) -> Result<Result<Receipt, Error>, String> {
        let program = self.chance.below(2);
        let (actor, reopen) = (self.chance.below(2), self.chance.percent(2));
        self.step(&Step { program, actor, reopen, look: false, command })
    }

    /// Does a step. The error says which pictures differ; a refusal is none.
    pub(crate) fn step(&mut self, step: &Step) -> Result<Result<Receipt, Error>, String> {
        let stamp = self.bench.stamp(ACTORS[step.actor]);
        self.steps.push(step.clone());
        if step.reopen {
            self.programs[step.program] = program(&mut self.bench);
        }
        let program = &mut self.programs[step.program];
        if step.look
            && let Some(news) = program.w.news().map_err(|error| format!("{error:?}"))?
        {
            take(&mut program.picture, news);
        }
        if self.careful && !by_log(verb_of(&step.command)) {
            same_plan(&step.command, &stamp, &mut program.w, &mut self.bench.w)?;
        }
        let key = count_key(&step.command, &mut self.bench.w);
        let done = program.w.execute(&step.command, &stamp, None);
        match &done {
            Ok(receipt) => {
                if receipt.operation.is_some() {
                    *self.counts.entry(key).or_default() += 1;
                }
                for row in &receipt.rows {
                    let now = self.bench.w.record(row.id()).map_err(|e| format!("{e:?}"))?;
                    if self.careful && now.as_ref() != Some(row) {
                        return Err(format!("receipt: {row:?}\nin the file: {now:?}"));
                    }
                    self.dead.retain(|dead| *dead != row.id());
                    if !row.entity().alive() {
                        self.dead.push(row.id());
                    }
                }
                self.operations.extend(receipt.operation);
                if key.0 == Verb::Edit {
                    self.edited.extend(receipt.rows.iter().map(Row::id));
                    self.edited.drain(..self.edited.len().saturating_sub(5));
                }
                take(&mut program.picture, receipt.clone());
                if self.careful {
                    let file = self.bench.w.snapshot().map_err(|e| format!("{e:?}"))?;
                    same(&program.picture, &file)?;
                    sound(&file)?;
                }
            }
            Err(Error::Refused(_)) => {}
            Err(other) => return Err(format!("not a refusal: {other:?}")),
        }
        Ok(done)
    }
}

fn program(bench: &mut Bench) -> Program {
    let mut w = bench.another();
    let picture = w.snapshot().unwrap();
    Program { w, picture }
}

fn take(picture: &mut Snapshot, receipt: Receipt) {
    for row in receipt.rows {
        picture.put(row);
    }
    picture.seen = receipt.seen;
}

/// What the command counts as, by the kinds of its records.
fn count_key(command: &Command, w: &mut Workspace) -> (Verb, Option<Kind>) {
    let verb = verb_of(command);
    let kind_of = |target: &plenary::ops::Target| match target {
        plenary::ops::Target::Id(id) => w.record(*id).unwrap().map(|row| row.kind()),
        plenary::ops::Target::Ref(text) => match plenary::domain::refs::parse(text) {
            Some(plenary::domain::refs::Typed::Number(kind, _)) => Some(kind),
            Some(plenary::domain::refs::Typed::Link { .. }) => Some(Kind::Link),
            Some(plenary::domain::refs::Typed::Level { .. }) => Some(Kind::Level),
            Some(plenary::domain::refs::Typed::Ballot { .. }) => Some(Kind::Ballot),
            Some(plenary::domain::refs::Typed::Attendance { .. }) => Some(Kind::Attendance),
            None => None,
        },
    };
    let kind = match command {
        Command::Add { kind, .. } => Some(*kind),
        Command::Edit { targets, .. } | Command::Delete { targets, .. } => {
            targets.first().and_then(kind_of)
        }
        _ => None,
    };
    (verb, kind.filter(|kind| possible(verb, *kind)))
}

/// The rule must say the same on the partial picture and on one that holds everything.
fn same_plan(
    command: &Command,
    stamp: &Stamp,
    w: &mut Workspace,
    observer: &mut Workspace,
) -> Result<(), String> {
    let draw = || Draw::new([7; 32], stamp.at, 1_000_000);
    let partial = w.ask(|w| rules::plan(command, w, stamp, &mut draw()));
    let full = observer.everything().map_err(|error| format!("{error:?}"))?;
    let full = match rules::plan(command, &full, stamp, &mut draw()) {
        Ok(plan) => Ok(plan),
        Err(Stop::Refused(refusal)) => Err(Error::Refused(refusal)),
        Err(Stop::Need(needs)) => return Err(format!("the full picture lacks {needs:?}")),
    };
    if partial == full {
        return Ok(());
    }
    Err(format!("{command:?}\non the partial picture: {partial:?}\non the full one: {full:?}"))
}

/// Whether two whole pictures hold the same.
pub(crate) fn same(kept: &Snapshot, file: &Snapshot) -> Result<(), String> {
    if kept.seen != file.seen {
        return Err(format!("seen: kept {}, in the file {}", kept.seen, file.seen));
    }
    for kind in Kind::ALL {
        match kind {
            Kind::Workspace => same_rows::<Settings>(kept, file),
            Kind::Organisation => same_rows::<Organisation>(kept, file),
            Kind::Post => same_rows::<Post>(kept, file),
            Kind::Capability => same_rows::<Capability>(kept, file),
            Kind::Meeting => same_rows::<Meeting>(kept, file),
            Kind::Agenda => same_rows::<Agenda>(kept, file),
            Kind::Point => same_rows::<Point>(kept, file),
            Kind::Idea => same_rows::<Idea>(kept, file),
            Kind::Issue => same_rows::<Issue>(kept, file),
            Kind::Decision => same_rows::<Decision>(kept, file),
            Kind::Objective => same_rows::<Objective>(kept, file),
            Kind::Action => same_rows::<Action>(kept, file),
            Kind::Link => same_rows::<Link>(kept, file),
            Kind::Level => same_rows::<Level>(kept, file),
            Kind::Round => same_rows::<Round>(kept, file),
            Kind::Ballot => same_rows::<Ballot>(kept, file),
            Kind::Attendance => same_rows::<Attendance>(kept, file),
        }?;
        let highest = (kept.highest(kind), file.highest(kind));
        if highest.0 != highest.1 {
            return Err(format!("{kind:?}: highest number {highest:?}"));
        }
    }
    Ok(())
}

fn same_rows<R: Stored>(kept: &Snapshot, file: &Snapshot) -> Result<(), String> {
    let sorted = |w| {
        let mut rows: Vec<&R> = R::rows(w).iter().collect();
        rows.sort_by_key(|row| Record::id(*row));
        rows
    };
    let (kept_rows, file_rows) = (sorted(kept), sorted(file));
    if kept_rows != file_rows {
        let differ = kept_rows.iter().zip(&file_rows).find(|(a, b)| a != b);
        let counts = (kept_rows.len(), file_rows.len());
        return Err(format!("{:?} {counts:?}: kept and in the file {differ:#?}", R::KIND));
    }
    for row in file_rows {
        let id = Record::id(row);
        let found = kept.row(id).unwrap();
        if found.as_ref().map(Row::id) != Some(id) {
            return Err(format!("{:?} {id:?} is not found by its id", R::KIND));
        }
        let number = Record::number(row);
        if number.is_some_and(|number| kept.numbered(R::KIND, number) != Ok(Some(id))) {
            return Err(format!("{:?} {number:?} is not found by its number", R::KIND));
        }
    }
    Ok(())
}

/// What holds in every file, whatever was done and taken back: no live record refers to a dead
/// one, dependencies lead round no circle, one meeting is open at most, every record has its
/// label and title.
fn sound(w: &Snapshot) -> Result<(), String> {
    for record in Kind::ALL.into_iter().flat_map(|kind| w.entities(kind)) {
        let text = w.ref_of(record);
        if let Some((_, to)) = record.refs().iter().find(|(_, to)| w.live(*to).unwrap().is_none()) {
            return Err(format!("{text} refers to {to:?}, which is not live"));
        }
        if record.label().is_none() {
            return Err(format!("{text} has no label"));
        }
        if record.title().is_some_and(plenary::domain::types::Pair::is_empty) {
            return Err(format!("{text} has no title"));
        }
    }
    let open = |m: &&Meeting| m.state.token == Some(plenary::domain::tokens::MeetingState::Open);
    if w.loaded::<Meeting>().filter(open).count() > 1 {
        return Err("two meetings are open".to_owned());
    }
    // Items whose predecessors are all placed are placed, until none is left.
    let mut left: Vec<&Action> = w.loaded::<Action>().collect();
    loop {
        let ids: Vec<Id> = left.iter().map(|action| action.id).collect();
        left.retain(|action| action.depends.0.iter().any(|id| ids.contains(id)));
        match left.len() {
            0 => return Ok(()),
            n if n == ids.len() => return Err(format!("a circle of dependencies in {ids:?}")),
            _ => {}
        }
    }
}
