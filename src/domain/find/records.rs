//! The index of the records of a file.

use super::index::{Index, Place};
use crate::domain::{
    fields::Organisation, kind::Kind, reader::names_of, record::Entity, snapshot::Snapshot,
    value::Id,
};

impl Index<Id> {
    /// The index of everything in a picture that has a ref.
    #[must_use]
    pub fn of_records(w: &Snapshot) -> Self {
        let kinds = || Kind::ALL.into_iter().filter(|kind| *kind != Kind::Workspace);
        let mut index = Self::with_capacity(kinds().map(|kind| w.entities(kind).count()).sum());
        for record in kinds().flat_map(|kind| w.entities(kind)) {
            index.put_record(w, record);
        }
        index
    }

    /// Brings the entry of a record up to date with a picture that was changed.
    pub fn renew(&mut self, w: &Snapshot, id: Id) {
        match w.live(id).ok().flatten().filter(|record| record.kind() != Kind::Workspace) {
            Some(record) => self.put_record(w, record),
            None => self.remove(id),
        }
    }

    /// Ref, both sides of the title, and the abbreviations of an organisation.
    fn put_record(&mut self, w: &Snapshot, record: &dyn Entity) {
        let called = w.ref_of(record);
        let place = Place::of(record.kind(), record.number());
        if let Some(organisation) = w.peek::<Organisation>(record.id()) {
            let parts = std::iter::once(&*called).chain(names_of(organisation));
            return self.put(record.id(), place, parts);
        }
        let title = record.title();
        let sides = title.into_iter().flat_map(|title| [title.en.as_deref(), title.th.as_deref()]);
        self.put(record.id(), place, std::iter::once(&*called).chain(sides.flatten()));
    }
}
