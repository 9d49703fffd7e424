//! The filter: a list cut down to what holds every typed word in its ref, titles or lead.

use std::collections::HashSet;

use super::App;
use crate::{
    domain::{
        fields::{Action, Idea, Organisation},
        reader::names_of,
        record::Entity,
        snapshot::Snapshot,
        text::fold,
        value::Id,
    },
    tui::{lists::Lists, screens::View},
};

/// What a list is cut down to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// As typed.
    pub(crate) text: String,
    /// The records that match, in the list's order.
    pub(crate) hits: Vec<Id>,
    /// The folded words, each with the agencies whose names hold it.
    words: Vec<(String, HashSet<Id>)>,
}

impl Filter {
    /// The filter for a text; where it narrows another one only that one's hits are looked at.
    #[must_use]
    pub(crate) fn of(
        w: &Snapshot,
        lists: &Lists,
        view: View,
        text: &str,
        before: Option<&Self>,
    ) -> Self {
        let words = fold(text)
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(|word| (word.to_owned(), agencies(w, word)))
            .collect();
        let mut filter = Self { text: text.to_owned(), hits: Vec::new(), words };
        let narrowed = before.filter(|before| text.starts_with(&before.text));
        let source = narrowed.map_or(lists.ids(view), |before| &before.hits);
        filter.hits = source.iter().copied().filter(|id| filter.matches(w, lists, *id)).collect();
        filter
    }

    fn matches(&self, w: &Snapshot, lists: &Lists, id: Id) -> bool {
        self.words.iter().all(|(word, agencies)| {
            lists.holds(w, id, word)
                || (!agencies.is_empty() && agency(w, id).is_some_and(|id| agencies.contains(&id)))
        })
    }

    /// Brings the hits up to date for records that changed. All of them are taken out before
    /// the first one is put back: those that moved would lead the search for a place astray.
    fn renew(&mut self, w: &Snapshot, lists: &Lists, view: View, changed: &HashSet<Id>) {
        self.hits.retain(|id| !changed.contains(id));
        for id in changed.iter().copied() {
            let lives = lists.find(w, view, lists.ids(view), id).is_ok();
            if lives
                && self.matches(w, lists, id)
                && let Err(at) = lists.find(w, view, &self.hits, id)
            {
                self.hits.insert(at, id);
            }
        }
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
        let filter = (!text.trim().is_empty()).then(|| {
            let before = self.pane_in(view).filter.as_ref();
            Filter::of(&self.picture, &self.lists, view, text, before)
        });
        self.pane_of(view).filter = filter;
    }

    /// Filters anew, after all rows were replaced.
    pub(in crate::tui) fn refilter(&mut self) {
        for view in View::ALL {
            let Some(text) = self.pane_of(view).filter.take().map(|filter| filter.text) else {
                continue;
            };
            let filter = Filter::of(&self.picture, &self.lists, view, &text, None);
            self.pane_of(view).filter = Some(filter);
        }
    }

    /// Brings the filters up to date for records that changed.
    pub(super) fn renew_filters(&mut self, changed: &[Id]) {
        let changed: HashSet<Id> = changed.iter().copied().collect();
        for view in View::ALL {
            let Some(mut filter) = self.pane_of(view).filter.take() else { continue };
            filter.renew(&self.picture, &self.lists, view, &changed);
            self.pane_of(view).filter = Some(filter);
        }
    }

    /// Whether the filter of its list hides a record.
    pub(super) fn is_hidden(&self, id: Id) -> bool {
        let kind = self.picture.live(id).ok().flatten().map(Entity::kind);
        let Some(view) = kind.and_then(View::of) else { return false };
        let filter = self.pane_in(view).filter.as_ref();
        filter.is_some_and(|filter| self.lists.find(&self.picture, view, &filter.hits, id).is_err())
    }
}
