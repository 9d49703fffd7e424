//! Loads what a rule asked for into its partial picture.

use rusqlite::OptionalExtension;

use super::{codec::Ids, error::Error, file::Store};
use crate::domain::{
    fields::with_kind, kind::Kind, refusal::Need, row::Row, snapshot::Snapshot, value::Id,
};

impl Store {
    /// Loads what is needed.
    ///
    /// # Errors
    /// The file's.
    pub fn load(&self, need: &Need, into: &mut Snapshot) -> Result<(), Error> {
        self.load_need(need, into).map_err(|error| self.fail(error))?;
        into.learn(need.clone());
        Ok(())
    }

    fn load_need(&self, need: &Need, into: &mut Snapshot) -> rusqlite::Result<()> {
        match need {
            Need::Record(id) => self.load_record(*id, into),
            Need::Number(kind, number) => {
                let sql = format!("SELECT n FROM {} WHERE number=?1 ORDER BY n", kind.name());
                let mut query = self.db.prepare_cached(&sql)?;
                let mut rows = query.query([number])?;
                while let Some(row) = rows.next()? {
                    if let Some(id) = Id::new(row.get(0)?) {
                        self.load_record(id, into)?;
                    }
                }
                Ok(())
            }
            Need::Kind(kind) => {
                with_kind!(*kind, R => {
                    for record in self.all_where::<R>("WHERE NOT deleted")? {
                        self.take_in(record.into(), into)?;
                    }
                });
                Ok(())
            }
            Need::Referrers(id) => self.load_all(&self.referring(&Kind::ALL, *id)?, into),
            Need::ReferrersOf(kind, id) => self.load_all(&self.referring(&[*kind], *id)?, into),
            Need::Derived(kind, global) => {
                if let Some(id) = self.local(global)? {
                    self.load_record(id, into)?;
                    into.set_global(*kind, id, *global);
                }
                Ok(())
            }
            Need::Highest(kind) => {
                let sql = format!("SELECT coalesce(max(number), 0) FROM {}", kind.name());
                let highest: i64 = self.db.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
                into.set_highest(*kind, u32::try_from(highest).unwrap_or(u32::MAX));
                Ok(())
            }
        }
    }

    fn load_all(&self, ids: &[Id], into: &mut Snapshot) -> rusqlite::Result<()> {
        ids.iter().try_for_each(|id| self.load_record(*id, into))
    }

    fn load_record(&self, id: Id, into: &mut Snapshot) -> rusqlite::Result<()> {
        if into.knows(&Need::Record(id)) {
            return Ok(());
        }
        if let Some(row) = self.row(id)? {
            self.take_in(row, into)?;
        }
        into.learn(Need::Record(id));
        Ok(())
    }

    /// Puts a row into a picture, with what rules need to call it by.
    fn take_in(&self, row: Row, into: &mut Snapshot) -> rusqlite::Result<()> {
        let id = row.id();
        if into.knows(&Need::Record(id)) {
            return Ok(());
        }
        match row.kind() {
            // What joins others is named by their global ids.
            kind @ (Kind::Organisation | Kind::Capability | Kind::Meeting | Kind::Round) => {
                into.set_global(kind, id, self.global(id)?);
            }
            // It is called by what it joins, in refusals too.
            kind if kind.joins() => {
                for (_, end) in row.entity().refs() {
                    self.load_record(end, into)?;
                }
            }
            _ => {}
        }
        into.put(row);
        into.learn(Need::Record(id));
        Ok(())
    }

    /// A record whole, dead or alive.
    ///
    /// # Errors
    /// The file's.
    pub fn record(&self, id: Id) -> Result<Option<Row>, Error> {
        self.row(id).map_err(|error| self.fail(error))
    }

    /// Everything that a rule can ask for, the trash and long texts too: what tests compare the
    /// rules' partial pictures with.
    ///
    /// # Errors
    /// The file's.
    pub fn everything(&self) -> Result<Snapshot, Error> {
        let mut w = Snapshot::partial();
        for kind in Kind::ALL {
            with_kind!(kind, R => {
                for record in self.with_the_dead::<R>()? {
                    let id = crate::domain::record::Record::id(&record);
                    let named = matches!(
                        kind,
                        Kind::Organisation | Kind::Capability | Kind::Meeting | Kind::Round
                    );
                    if named || kind.joins() {
                        let global = self.global(id).map_err(|error| self.fail(error))?;
                        w.set_global(kind, id, global);
                    }
                    w.put_record(record);
                }
            });
            w.set_highest(kind, self.highest(kind)?);
        }
        w.seen = self.last_arrival()?;
        w.learn_all();
        Ok(w)
    }

    /// Everything that lives, without long texts.
    ///
    /// # Errors
    /// The file's.
    pub fn whole(&self) -> Result<Snapshot, Error> {
        let mut w = Snapshot::whole();
        for kind in Kind::ALL {
            with_kind!(kind, R => {
                w.fill(self.all::<R>(self.highest(kind)?)?);
            });
            w.set_highest(kind, self.highest(kind)?);
        }
        self.made_from(|record, from| w.put_from(record, from))?;
        w.seen = self.last_arrival()?;
        Ok(w)
    }

    fn highest(&self, kind: Kind) -> Result<u32, Error> {
        let sql = format!("SELECT coalesce(max(number), 0) FROM {}", kind.name());
        let highest: rusqlite::Result<Option<i64>> = self
            .db
            .prepare_cached(&sql)
            .and_then(|mut query| query.query_row([], |row| row.get(0)).optional());
        let highest = highest.map_err(|error| self.fail(error))?.unwrap_or(0);
        Ok(u32::try_from(highest).unwrap_or(u32::MAX))
    }
}

/// Records in the trash with the operation that put them there (0: unknown), those deleted last
/// first.
///
/// # Errors
/// The file's.
pub fn trash(store: &Store) -> Result<Vec<(Row, i64)>, Error> {
    let find = || -> rusqlite::Result<Vec<(Row, i64)>> {
        let mut all: Vec<(i64, Id)> = Vec::new();
        // A ballot that was taken back is keyed again, not restored, and its marks are sealed.
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Ballot) {
            let sql = format!(
                "SELECT x.n, coalesce((SELECT max(c.operation) FROM change c JOIN field f \
                 ON f.n=c.field WHERE c.record=x.n AND c.head>0 AND f.name='{0}.alive'), 0) \
                 FROM {0} x WHERE x.deleted",
                kind.name()
            );
            let mut query = store.db.prepare_cached(&sql)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                if let Some(id) = Id::new(row.get(0)?) {
                    all.push((row.get(1)?, id));
                }
            }
        }
        all.sort_by(|a, b| b.cmp(a));
        let mut rows = Vec::with_capacity(all.len());
        for (operation, id) in all {
            rows.extend(store.row(id)?.map(|row| (row, operation)));
        }
        Ok(rows)
    };
    find().map_err(|error| store.fail(error))
}
