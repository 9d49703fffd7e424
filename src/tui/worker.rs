//! The thread that owns the file. It carries out commands one after the other, and looks for
//! what other programs wrote when it has nothing to do.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use chrono::NaiveDate;

use super::{
    lists::Lists,
    log::{Found, Query},
    message::{Now, Reply, Request},
    runner::{Clock, Happening},
};
use crate::{
    domain::{saying::Saying, value::Id},
    ops::{self, Stamp, Target, Workspace},
};

/// How long it waits before it looks for other programs' work.
const IDLE: Duration = Duration::from_millis(500);

/// Operations that are named before they are taken back together.
const SINCE: usize = 3;

/// What the thread is told to do.
#[derive(Clone, Debug)]
pub(super) enum Order {
    /// Carry out a command.
    Execute(Request),
    /// Fetch what History shows.
    Fetch(Query),
    /// Read a record whole.
    Read(Id),
    /// Count a closed round.
    Count(Id),
}

/// What the thread works with.
pub(super) struct Worker {
    pub(super) workspace: Workspace,
    pub(super) clock: Clock,
    /// The zone that dates count in.
    pub(super) zone: String,
    pub(super) by: String,
    pub(super) orders: Receiver<Order>,
    /// How many orders wait: background work gives way to them.
    pub(super) waiting: Arc<AtomicUsize>,
    pub(super) replies: Sender<Happening>,
    pub(super) place: Place,
}

/// Which file the thread serves, and what the screen knows of that.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// It grows when another file takes the place of the one before.
    file: u64,
    /// Whether the screen still shows the file before.
    stale: bool,
    /// The failure of looking that was told last.
    told: Option<Saying>,
}

/// Nobody listens any more.
struct Gone;

impl Worker {
    /// Reads all rows, then serves the file. It ends when no requests can come any more, and
    /// closes the file.
    pub(super) fn work(mut self) {
        // Ending is not a failure: the screen has gone, or all is done.
        let _ = self.serve();
    }

    /// The same on a thread of its own.
    pub(super) fn start(self) -> std::io::Result<JoinHandle<()>> {
        thread::Builder::new().name("workspace".to_owned()).spawn(|| self.work())
    }

    fn tell(&self, reply: Reply) -> Result<(), Gone> {
        self.replies.send(Happening::Reply(reply)).map_err(|_| Gone)
    }

    fn serve(&mut self) -> Result<(), Gone> {
        self.load()?;
        let mut checked = false;
        loop {
            match self.orders.recv_timeout(IDLE) {
                Ok(order) => {
                    self.waiting.fetch_sub(1, Ordering::Relaxed);
                    match order {
                        Order::Execute(request) => self.carry_out(request)?,
                        Order::Fetch(query) => self.fetch(query)?,
                        Order::Read(id) => self.read(id)?,
                        Order::Count(id) => self.count(id)?,
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.look()?;
                    checked = checked || self.check()?;
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }

    /// Looks at every page of the file, once, when nobody waits: a file copied without its
    /// journal shows here. Whether it came to an end.
    fn check(&mut self) -> Result<bool, Gone> {
        let waiting = Arc::clone(&self.waiting);
        match self.workspace.quick_check(move || waiting.load(Ordering::Relaxed) > 0) {
            Ok((done, None)) => Ok(done),
            Ok((_, Some(finding))) => self.tell(Reply::Failed(finding)).map(|()| true),
            Err(error) => self.tell_once(error.saying()).map(|()| true),
        }
    }

    fn load(&mut self) -> Result<(), Gone> {
        match self.workspace.snapshot() {
            Ok(snapshot) => {
                let lists = Lists::of(&snapshot, self.today());
                self.tell(Reply::Loaded(Box::new((snapshot, lists))))
            }
            Err(error) => self.tell(Reply::Failed(error.saying())),
        }
    }

    fn fetch(&mut self, query: Query) -> Result<(), Gone> {
        match self.find(&query) {
            Ok(found) => self.tell(Reply::Log(Box::new((query, found)))),
            Err(error) => {
                self.tell(Reply::Log(Box::new((query, Found::Nothing))))?;
                self.tell(Reply::Failed(error.saying()))
            }
        }
    }

    fn find(&mut self, query: &Query) -> Result<Found, ops::Error> {
        let w = &mut self.workspace;
        Ok(match query {
            Query::Page(page) => Found::Page(w.log_page(page)?),
            Query::Operation(operation) => Found::Operation(w.operation(*operation)?),
            Query::Since(operation) => Found::Since(w.since(*operation, SINCE)?),
            Query::Field(id, field, from) => {
                let then = w.field_at(*id, *field, *from)?;
                let row = w.record(*id)?.filter(|row| row.entity().alive());
                Found::Field(then, row.map(|row| row.entity().cells(field.at)))
            }
            Query::Trash => Found::Trash(w.trashed()?),
        })
    }

    fn read(&mut self, id: Id) -> Result<(), Gone> {
        match self.workspace.record(id) {
            Ok(row) => self.tell(Reply::Record(id, row.map(Box::new))),
            Err(error) => {
                self.tell(Reply::Record(id, None))?;
                self.tell(Reply::Failed(error.saying()))
            }
        }
    }

    fn count(&mut self, round: Id) -> Result<(), Gone> {
        match self.workspace.result(&Target::Id(round), self.today()) {
            Ok(tallied) => self.tell(Reply::Counted(round, Some(Box::new(tallied)))),
            Err(error) => {
                self.tell(Reply::Counted(round, None))?;
                self.tell(Reply::Failed(error.saying()))
            }
        }
    }

    fn today(&self) -> NaiveDate {
        Now::of((self.clock)(), &self.zone).today
    }

    fn carry_out(&mut self, request: Request) -> Result<(), Gone> {
        let Request { ticket, command, seen, file } = request;
        if file != self.place.file {
            // It was made on a picture of the file before.
            return self.tell(Reply::Refused(ticket, Box::new(ops::Error::Replaced)));
        }
        let now = Now::of((self.clock)(), &self.zone);
        let stamp = Stamp { at: now.at, today: now.today, by: self.by.clone() };
        match self.workspace.execute(&command, &stamp, seen) {
            Ok(receipt) => self.tell(Reply::Done(ticket, Box::new(receipt))),
            Err(error) => {
                let replaced = matches!(error, ops::Error::Replaced);
                self.tell(Reply::Refused(ticket, Box::new(error)))?;
                if replaced { self.load_other() } else { Ok(()) }
            }
        }
    }

    /// Another file took the place of this one: commands made before it shows are not for it.
    fn load_other(&mut self) -> Result<(), Gone> {
        if !self.place.stale {
            self.place.file += 1;
        }
        match self.workspace.snapshot() {
            Ok(snapshot) => {
                self.place.stale = false;
                let lists = Lists::of(&snapshot, self.today());
                self.tell(Reply::Replaced(Box::new((snapshot, lists))))
            }
            Err(error) => {
                self.place.stale = true;
                self.tell_once(error.saying())
            }
        }
    }

    fn look(&mut self) -> Result<(), Gone> {
        match self.workspace.news() {
            Err(ops::Error::Replaced) => return self.load_other(),
            Ok(_) if self.place.stale => return self.load_other(),
            Ok(Some(receipt)) => self.tell(Reply::News(Box::new(receipt)))?,
            Ok(None) => {}
            Err(error) => return self.tell_once(error.saying()),
        }
        self.place.told = None;
        Ok(())
    }

    /// Tells a failure of looking, which is tried again and again, once.
    fn tell_once(&mut self, saying: Saying) -> Result<(), Gone> {
        if self.place.told.as_ref() == Some(&saying) {
            return Ok(());
        }
        self.place.told = Some(saying.clone());
        self.tell(Reply::Failed(saying))
    }
}
