//! One call of the program: what it was told, where it prints, the workspace it opens.

use std::cell::OnceCell;

use serde_json::Value as Json;

use super::{
    Environment, Failure, Output,
    json::Records,
    start::{self, Flags},
};
use crate::{
    config,
    domain::{
        cell::Reader, kind::Kind, label::Label, lang::Lang, reader::Names, refusal::Stop, row::Row,
        saying::Saying, snapshot::Snapshot, value::Id, words::Words, zone,
    },
    ops::{Command, Opening, Random, Receipt, Stamp, Target, Workspace},
};

/// How many records are looked up one by one before it is cheaper to read all there is.
const FEW: usize = 50;

/// One call of the program.
pub(super) struct Call<'a> {
    pub(super) env: &'a Environment,
    pub(super) flags: Flags,
    pub(super) out: Output<'a>,
    words: OnceCell<Words>,
    pub(super) fill: fn(&mut [u8]),
    /// A workspace that is open already, for calls that follow each other.
    held: Option<Workspace>,
}

impl<'a> Call<'a> {
    /// A call; `fill` gives randomness.
    pub(super) fn new(
        env: &'a Environment,
        flags: Flags,
        out: Output<'a>,
        fill: fn(&mut [u8]),
    ) -> Self {
        Self { env, flags, out, words: OnceCell::new(), fill, held: None }
    }

    /// The language of the interface.
    pub(super) fn lang(&self) -> Lang {
        self.flags.lang.unwrap_or_else(|| self.env.language())
    }

    /// The texts, loaded when the first is needed: most calls say nothing.
    pub(super) fn words(&self) -> &Words {
        self.words.get_or_init(|| config::words::load(self.lang()))
    }

    /// Says something on standard error.
    pub(super) fn say(&mut self, saying: &Saying) {
        let text = self.words().say(saying);
        self.out.say(&text);
    }

    /// Randomness for a workspace.
    pub(super) fn random(&self) -> Random {
        Box::new(self.fill)
    }

    /// How a file is opened.
    pub(super) fn opening(&self, path: std::path::PathBuf) -> Result<Opening, Failure> {
        Ok(Opening {
            path,
            read_only: self.flags.read_only,
            commit_delay: self.env.delay()?,
            device: self.env.device.clone().unwrap_or_default(),
            ..Opening::default()
        })
    }

    /// Holds an open workspace for what follows.
    pub(super) fn hold(&mut self, workspace: Workspace) {
        self.held = Some(workspace);
    }

    /// The workspace that was held, if any.
    pub(super) fn held(&mut self) -> Option<Workspace> {
        self.held.take()
    }

    /// Opens the workspace that is meant, where it is not open yet.
    pub(super) fn open(&mut self) -> Result<Workspace, Failure> {
        if let Some(held) = self.held.take() {
            return Ok(held);
        }
        let path = start::workspace(&self.flags, self.env)?;
        Ok(Workspace::open(&self.opening(path)?, self.random())?)
    }

    /// Refuses a call that writes where nothing may be written, before a file is opened.
    pub(super) fn may_write(&self) -> Result<(), Failure> {
        if self.flags.read_only {
            return Err(Failure::refused(Saying::new("cli.read_only")));
        }
        Ok(())
    }

    /// Who gives a command.
    pub(super) fn by(&self) -> String {
        self.flags.by.clone().unwrap_or_else(|| self.env.person())
    }

    /// When a command is given, and by whom.
    pub(super) fn stamp(&self, workspace: &mut Workspace) -> Result<Stamp, Failure> {
        let at = self.env.moment()?;
        let today = match self.flags.today {
            Some(today) => today,
            None => zone::day(at, &workspace.zone()?),
        };
        Ok(Stamp { at, today, by: self.by() })
    }

    /// Opens the workspace to give a command.
    pub(super) fn begin(&mut self) -> Result<(Workspace, Stamp), Failure> {
        self.may_write()?;
        let mut workspace = self.open()?;
        let stamp = self.stamp(&mut workspace)?;
        Ok((workspace, stamp))
    }

    /// Carries out a command; warnings are said.
    pub(super) fn give(
        &mut self,
        workspace: &mut Workspace,
        stamp: &Stamp,
        command: &Command,
    ) -> Result<Receipt, Failure> {
        let receipt = workspace.execute(command, stamp, None)?;
        for warning in &receipt.warnings {
            self.say(warning);
        }
        Ok(receipt)
    }

    /// Opens the workspace and carries out a command; warnings are said.
    pub(super) fn execute(&mut self, command: &Command) -> Result<(Workspace, Receipt), Failure> {
        let (mut workspace, stamp) = self.begin()?;
        let receipt = self.give(&mut workspace, &stamp, command)?;
        Ok((workspace, receipt))
    }

    /// Carries out a command that makes no record: says what was done, or prints it as JSON.
    pub(super) fn carry_out(&mut self, command: &Command) -> Result<(), Failure> {
        let (mut workspace, receipt) = self.execute(command)?;
        if self.flags.json {
            let refs = names(&mut workspace, &receipt.rows)?;
            let json = serde_json::json!({ "operation": receipt.operation, "refs": refs });
            self.out.json(&json)?;
        } else {
            self.say_done(command, &receipt);
        }
        self.hold(workspace);
        Ok(())
    }

    /// Says what was done, and which command takes it back.
    fn say_done(&mut self, command: &Command, receipt: &Receipt) {
        if receipt.operation.is_none() {
            return self.say(&Saying::new("done.nothing"));
        }
        let done = receipt.done.as_ref().map(|done| self.words().say(done)).unwrap_or_default();
        let tail = match command {
            Command::Undo { operation: None, .. } => "cli.tail.redo",
            _ => "cli.tail.undo",
        };
        let text = format!("{done} {}", self.words().text(tail));
        self.out.say(text.trim());
    }

    /// The meeting that new records belong to, where the person names one.
    pub(super) fn meeting(&self) -> Option<Target> {
        self.flags.meeting.as_deref().map(Target::from)
    }

    /// Says the strictest label of what is shown.
    pub(super) fn say_strictest(&mut self, labels: impl IntoIterator<Item = Option<Label>>) {
        if let Some(label) = labels.into_iter().flatten().max() {
            self.say(&Saying::new("cli.strictest").with("label", label.token()));
        }
    }
}

/// The record that a person named.
pub(super) fn find(
    workspace: &mut Workspace,
    kind: Option<Kind>,
    text: &str,
    today: chrono::NaiveDate,
) -> Result<Id, Failure> {
    Ok(workspace.ask(|w| Names::new(w, today)?.record(kind, text))?)
}

/// The refs of records, in their order.
pub(super) fn names(workspace: &mut Workspace, rows: &[Row]) -> Result<Vec<String>, Failure> {
    let mut names = Vec::with_capacity(rows.len());
    for row in rows {
        let entity = row.entity();
        let numbered = entity.kind().letter().is_some();
        names.push(if numbered {
            crate::domain::refs::numbered(entity.kind(), entity.number())
        } else {
            // A name tells no time.
            workspace.ask(|w| Ok(Records::new(w, 0).name(entity)?))?
        });
    }
    Ok(names)
}

/// Records that were read whole as JSON, each with what it refers to; clocks are read at a
/// moment.
pub(super) fn objects(
    workspace: &mut Workspace,
    rows: &[Row],
    at: i64,
) -> Result<Vec<Json>, Failure> {
    if rows.len() <= FEW {
        let object = |row: &Row| {
            Ok(workspace
                .ask(|w| Ok(Records::new(with_workspace(w)?, at).object(row.entity(), true)?))?)
        };
        return rows.iter().map(object).collect();
    }
    let picture = workspace.snapshot()?;
    let records = Records::new(&picture, at);
    let object = |row: &Row| {
        records.object(row.entity(), true).map_err(|need| Failure::from(Stop::from(need)))
    };
    rows.iter().map(object).collect()
}

/// The picture, once the workspace's own record is in it: its first language picks titles.
fn with_workspace(w: &Snapshot) -> Result<&Snapshot, Stop> {
    w.workspace()?;
    Ok(w)
}

/// The rows of these records out of a receipt.
pub(super) fn rows_of(receipt: &Receipt, ids: &[Id]) -> Vec<Row> {
    let place: std::collections::HashMap<Id, &Row> =
        receipt.rows.iter().map(|row| (row.id(), row)).collect();
    ids.iter().filter_map(|id| place.get(id).map(|row| (*row).clone())).collect()
}
