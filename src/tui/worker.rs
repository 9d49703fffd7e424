//! The thread that owns the file. It carries out commands one after the other, and looks for
//! what other programs wrote when it has nothing to do.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    lists::Lists,
    message::{Now, Reply, Request},
    runner::{Clock, Happening},
};
use crate::ops::{self, Stamp, Workspace};

/// How long it waits before it looks for other programs' work.
const IDLE: Duration = Duration::from_millis(500);

/// What the thread works with.
pub(super) struct Worker {
    pub(super) workspace: Workspace,
    pub(super) clock: Clock,
    /// The zone that dates count in.
    pub(super) zone: String,
    pub(super) by: String,
    pub(super) requests: Receiver<Request>,
    pub(super) replies: Sender<Happening>,
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
        loop {
            match self.requests.recv_timeout(IDLE) {
                Ok(request) => self.carry_out(request)?,
                Err(RecvTimeoutError::Timeout) => self.look()?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }

    fn load(&mut self) -> Result<(), Gone> {
        match self.workspace.snapshot() {
            Ok(snapshot) => {
                let lists = Lists::of(&snapshot);
                self.tell(Reply::Loaded(Box::new((snapshot, lists))))
            }
            Err(error) => self.tell(Reply::Failed(error.saying())),
        }
    }

    fn carry_out(&mut self, request: Request) -> Result<(), Gone> {
        let Request { ticket, command, seen } = request;
        let now = Now::of((self.clock)(), &self.zone);
        let stamp = Stamp { at: now.at, today: now.today, by: self.by.clone() };
        match self.workspace.execute(&command, &stamp, seen) {
            Ok(receipt) => self.tell(Reply::Done(ticket, Box::new(receipt))),
            Err(error) => {
                let replaced = matches!(error, ops::Error::Replaced);
                self.tell(Reply::Refused(ticket, Box::new(error)))?;
                if replaced { self.load() } else { Ok(()) }
            }
        }
    }

    fn look(&mut self) -> Result<(), Gone> {
        match self.workspace.news() {
            Ok(Some(receipt)) => self.tell(Reply::News(Box::new(receipt))),
            Ok(None) => Ok(()),
            Err(ops::Error::Replaced) => self.load(),
            Err(error) => self.tell(Reply::Failed(error.saying())),
        }
    }
}
