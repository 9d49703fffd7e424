//! The filter: a list cut down to what holds every typed word in its ref, titles or lead.

use std::collections::HashSet;

use super::App;
use crate::{
    domain::{
        fields::{Action, Idea, Organisation},
        reader::names_of,
        snapshot::Snapshot,
        text::fold,
        value::Id,
    },
    tui::lists::{self, Lists, Screen},
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
        screen: Screen,
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
        let source = narrowed.map_or(lists.ids(screen), |before| &before.hits);
        filter.hits = source.iter().copied().filter(|id| filter.matches(w, lists, *id)).collect();
        filter
    }

    fn matches(&self, w: &Snapshot, lists: &Lists, id: Id) -> bool {
        self.words.iter().all(|(word, agencies)| {
            lists.holds(w, id, word)
                || (!agencies.is_empty() && agency(w, id).is_some_and(|id| agencies.contains(&id)))
        })
    }

    /// Brings the hits up to date for a record that changed.
    fn renew(&mut self, w: &Snapshot, lists: &Lists, screen: Screen, id: Id) {
        self.hits.retain(|other| *other != id);
        let lives = lists::find(w, screen, lists.ids(screen), id).is_ok();
        if lives
            && self.matches(w, lists, id)
            && let Err(at) = lists::find(w, screen, &self.hits, id)
        {
            self.hits.insert(at, id);
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
        let filter = (!text.trim().is_empty()).then(|| {
            let before = self.pane().filter.as_ref();
            Filter::of(&self.picture, &self.lists, self.screen, text, before)
        });
        self.pane_mut().filter = filter;
    }

    /// Filters anew, after all rows were replaced.
    pub(super) fn refilter(&mut self) {
        for screen in Screen::ALL {
            let Some(text) = self.pane_of(screen).filter.take().map(|filter| filter.text) else {
                continue;
            };
            let filter = Filter::of(&self.picture, &self.lists, screen, &text, None);
            self.pane_of(screen).filter = Some(filter);
        }
    }

    /// Brings the filters up to date for records that changed.
    pub(super) fn renew_filters(&mut self, changed: &[Id]) {
        for screen in Screen::ALL {
            let Some(mut filter) = self.pane_of(screen).filter.take() else { continue };
            for id in changed {
                filter.renew(&self.picture, &self.lists, screen, *id);
            }
            self.pane_of(screen).filter = Some(filter);
        }
    }
}
