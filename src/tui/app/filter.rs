//! The filter: a list cut down to what holds every typed word in its ref, titles or lead. It
//! runs in slices: what it has so far shows in the list's order.

use std::collections::HashSet;

use super::{App, Tone};
use crate::{
    domain::{
        fields::{Action, Idea, Organisation},
        find::{Progress, Query, SLICE, Sift},
        reader::names_of,
        record::Entity,
        saying::Saying,
        snapshot::Snapshot,
        text::fold,
        value::Id,
    },
    tui::{lists::Lists, screens::View},
};

/// What a list is cut down to.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    /// As typed.
    pub(crate) text: String,
    sift: Sift<Id>,
    /// For each word the agencies whose names hold it.
    agencies: Vec<HashSet<Id>>,
}

impl Filter {
    /// The filter for a text, not yet run; where it narrows another one only that one's hits
    /// will be looked at.
    #[must_use]
    pub(crate) fn of(w: &Snapshot, text: &str, before: Option<Self>) -> Self {
        let query = Query::new(text).unbroken();
        let agencies = query.words().map(|word| agencies(w, word)).collect();
        let sift = match before {
            Some(Self { mut sift, .. }) => {
                sift.turn(query);
                sift
            }
            None => Sift::new(query),
        };
        Self { text: text.to_owned(), sift, agencies }
    }

    /// The records that match so far, in the list's order.
    #[must_use]
    pub(crate) fn hits(&self) -> &[Id] {
        self.sift.hits()
    }

    /// Whether the whole list has been looked at.
    #[must_use]
    pub(crate) fn is_done(&self) -> bool {
        self.sift.is_done()
    }

    /// What is sought, to light it up in what shows.
    #[must_use]
    pub(crate) fn query(&self) -> &Query {
        self.sift.query()
    }

    /// Goes on for a slice.
    fn step(&mut self, w: &Snapshot, lists: &Lists, view: View) -> Progress {
        let by_agency = by_agency(w, &self.agencies);
        let elsewhere = self.agencies.iter().any(|known| !known.is_empty());
        let elsewhere = elsewhere.then_some(&by_agency as &dyn Fn(usize, Id) -> bool);
        self.sift.step(&lists.index, lists.ids(view), SLICE, elsewhere)
    }

    fn matches(&self, w: &Snapshot, lists: &Lists, id: Id) -> bool {
        self.sift.answers(&lists.index, id, Some(&by_agency(w, &self.agencies)))
    }

    /// Brings the hits up to date for records that changed. All of them are taken out before
    /// the first one is put back: those that moved would lead the search for a place astray.
    fn renew(&mut self, w: &Snapshot, lists: &Lists, view: View, changed: &HashSet<Id>) {
        self.sift.hits_mut().retain(|id| !changed.contains(id));
        for id in changed.iter().copied() {
            let lives = lists.find(w, view, lists.ids(view), id).is_ok();
            if lives
                && self.matches(w, lists, id)
                && let Err(at) = lists.find(w, view, self.hits(), id)
            {
                self.sift.hits_mut().insert(at, id);
            }
        }
    }
}

/// Whether a word, by its place, stands in the name of the agency that a row shows.
fn by_agency(w: &Snapshot, agencies: &[HashSet<Id>]) -> impl Fn(usize, Id) -> bool {
    move |word, id| {
        let known = agencies.get(word).filter(|known| !known.is_empty());
        known.is_some_and(|known| agency(w, id).is_some_and(|id| known.contains(&id)))
    }
}

/// The agency that a row shows.
fn agency(w: &Snapshot, id: Id) -> Option<Id> {
    let lead = w.peek::<Action>(id).and_then(|action| action.lead.organisation);
    lead.or_else(|| w.peek::<Idea>(id).and_then(|idea| idea.source.0))
}

fn agencies(w: &Snapshot, word: &str) -> HashSet<Id> {
    w.loaded::<Organisation>()
        .filter(|agency| names_of(agency).any(|name| fold(name).contains(word)))
        .map(|agency| agency.id)
        .collect()
}

impl App {
    /// Cuts the list in front down to a text; an empty one shows all.
    pub(super) fn set_filter(&mut self, text: &str) {
        self.set_filter_of(self.view, text);
        self.filter_history();
    }

    /// Cuts a list down to a text; an empty one shows all.
    pub(super) fn set_filter_of(&mut self, view: View, text: &str) {
        let before = self.pane_of(view).filter.take();
        if text.trim().is_empty() {
            return;
        }
        let filter = Filter::of(&self.picture, text, before);
        if filter.query().is_cut() {
            self.say(Saying::new("find.cut"), Tone::Warn);
        }
        self.pane_of(view).filter = Some(filter);
    }

    /// Filters anew, after all rows were replaced.
    pub(in crate::tui) fn refilter(&mut self) {
        for view in View::ALL {
            if let Some(filter) = self.pane_of(view).filter.take() {
                let filter = Filter::of(&self.picture, &filter.text, None);
                self.pane_of(view).filter = Some(filter);
            }
        }
    }

    /// Brings the filters up to date for records that changed.
    pub(super) fn renew_filters(&mut self, changed: &[Id]) {
        let changed: HashSet<Id> = changed.iter().copied().collect();
        for view in View::ALL {
            let Some(mut filter) = self.pane_of(view).filter.take() else { continue };
            if filter.is_done() {
                filter.renew(&self.picture, &self.lists, view, &changed);
            } else {
                // The list that it goes through is another one now.
                filter = Filter::of(&self.picture, &filter.text, None);
            }
            self.pane_of(view).filter = Some(filter);
        }
    }

    /// The view whose filter still runs, the one in front first.
    pub(super) fn filter_that_runs(&self) -> Option<View> {
        let runs = |view: &View| {
            self.pane_in(*view).filter.as_ref().is_some_and(|filter| !filter.is_done())
        };
        std::iter::once(self.view).chain(View::ALL).find(runs)
    }

    /// Goes on with the filter of a view for a slice.
    pub(super) fn step_filter(&mut self, view: View) -> usize {
        let Some(mut filter) = self.pane_of(view).filter.take() else { return 0 };
        let looked = filter.step(&self.picture, &self.lists, view).looked;
        self.pane_of(view).filter = Some(filter);
        looked
    }

    /// Brings the filter in front to its end, before a key means one of its rows: keys that
    /// were typed ahead mean what they would have meant one by one.
    pub(super) fn finish_filter(&mut self) {
        if self.filter_that_runs() != Some(self.view) {
            return;
        }
        while self.filter_that_runs() == Some(self.view) {
            self.step_filter(self.view);
        }
        self.settle();
    }

    /// Whether the filter of its list hides a record.
    pub(super) fn is_hidden(&self, id: Id) -> bool {
        let kind = self.picture.live(id).ok().flatten().map(Entity::kind);
        let Some(view) = kind.and_then(View::of) else { return false };
        let filter = self.pane_in(view).filter.as_ref();
        filter.is_some_and(|filter| !filter.matches(&self.picture, &self.lists, id))
    }
}
