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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        fields::{Action, Workspace},
        find::{Query, Search},
        record::Record,
        row::Row,
        types::Pair,
    };

    fn id(n: u32) -> Id {
        Id::new(i64::from(n) + 1).unwrap()
    }

    fn pair(en: &str, th: &str) -> Pair {
        let side = |text: &str| Some(text).filter(|text| !text.is_empty()).map(Into::into);
        Pair { en: side(en), th: side(th) }
    }

    fn action(n: u32, title: Pair, alive: bool) -> Row {
        let mut action = <Action as Record>::new(id(n));
        action.alive.0 = alive;
        action.number.0 = Some(i64::from(n));
        action.title = title;
        action.into()
    }

    fn find(index: &Index<Id>, typed: &str) -> Vec<Id> {
        let mut search = Search::new(Query::new(typed), 99);
        search.finish(index);
        search.top(99).iter().map(|hit| hit.key).collect()
    }

    #[test]
    fn a_record_is_found_by_ref_both_titles_and_abbreviation() {
        let mut w = Snapshot::whole();
        let mut workspace = <Workspace as Record>::new(id(90));
        workspace.alive.0 = true;
        workspace.title = pair("Roster of all", "");
        w.put(workspace.into());
        let mut agency = <Organisation as Record>::new(id(50));
        agency.alive.0 = true;
        agency.number.0 = Some(3);
        (agency.abbr, agency.title) = (pair("DSI", "ดีเอสไอ"), pair("Special Investigation", ""));
        w.put(agency.into());
        w.put(action(17, pair("Set up a roster", "จัดทำทะเบียน"), true));
        w.put(action(18, pair("", ""), true));
        let index = Index::of_records(&w);
        assert_eq!(index.len(), 3, "the workspace itself is nowhere to go to");
        for (typed, hit) in [
            ("a17", 17),
            ("ROSTER", 17),
            ("ทะเบียน", 17),
            ("roster จัดทํา", 17),
            ("s-3", 50),
            ("dsi", 50),
            ("ดีเอส", 50),
            ("special inv", 50),
            ("a๑๘", 18),
        ] {
            assert_eq!(find(&index, typed), [id(hit)], "{typed}");
        }
    }

    proptest! {
        #[test]
        fn an_index_that_follows_is_that_of_a_fresh_picture(
            steps in prop::collection::vec((0u32..6, "[a-c]{0,2}", "[กข]{0,2}", any::<bool>()), 0..40),
            typed in "[a-cกข1-6]{0,3}",
        ) {
            let mut w = Snapshot::whole();
            let mut kept = Index::of_records(&w);
            for (n, en, th, alive) in steps {
                w.put(action(n, pair(&en, &th), alive));
                kept.renew(&w, id(n));
            }
            let fresh = Index::of_records(&w);
            prop_assert_eq!(kept.len(), fresh.len());
            prop_assert_eq!(find(&kept, &typed), find(&fresh, &typed));
        }
    }
}
