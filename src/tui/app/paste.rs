//! Lines that were pasted, before they become records: what each says, which will be refused,
//! which are there already.

use super::{App, Line, Purpose};
use crate::{
    config::{actions::Action, theme::Role},
    domain::{kind::Kind, quick, saying::Saying, value::Id},
    ops::rules::MOST_LETTERS,
    tui::echo,
};

/// What is known of the lines of a paste.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pasted {
    /// A line each.
    pub(crate) lines: Vec<Known>,
    /// The first line that shows.
    pub(crate) top: usize,
    /// Whether it was said that all of it is there already.
    told: bool,
}

/// What is known of a line of a paste.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// Whether it will be refused.
    pub(crate) refused: bool,
    /// The idea that says the same already.
    pub(crate) there: Option<Id>,
}

impl Pasted {
    /// How many lines will be refused.
    #[must_use]
    pub(crate) fn refused(&self) -> usize {
        self.lines.iter().filter(|line| line.refused).count()
    }

    /// How many lines are there already.
    #[must_use]
    pub(crate) fn there(&self) -> usize {
        self.lines.iter().filter(|line| line.there.is_some()).count()
    }
}

impl Line {
    /// Whether the lines of its paste show, each to become a record.
    #[must_use]
    pub(crate) fn previews(&self) -> bool {
        matches!(self.purpose, Purpose::Add(_)) && !self.many.is_empty() && self.refused.is_empty()
    }
}

impl App {
    /// Looks at the lines of a paste.
    pub(super) fn look_at_paste(&self, line: &mut Line) {
        let Purpose::Add(kind) = line.purpose else { return };
        line.pasted.lines = match line.previews() {
            true => line.many.iter().map(|text| self.known(line, kind, text)).collect(),
            false => Vec::new(),
        };
    }

    fn known(&self, line: &Line, kind: Kind, text: &str) -> Known {
        let draft = quick::lex(text);
        let words = draft.words.as_deref().unwrap_or_default();
        let same = match kind {
            Kind::Idea => self.lists.similar.same(words),
            _ => &[],
        };
        let there = same.iter().copied().min_by_key(|id| self.number_of(*id));
        let long = text.len() > MOST_LETTERS && words.chars().count() > MOST_LETTERS;
        let wrong = || {
            let echo = self.echo_of_line(line, kind, text);
            let bad = echo.pieces.iter().any(|(_, role)| *role == Role::Bad);
            bad || !line.create && !echo.unknown.is_empty()
        };
        let refused = long || words.is_empty() || !draft.tokens.is_empty() && wrong();
        Known { refused, there }
    }

    /// What is read in one line of a paste.
    #[must_use]
    pub(crate) fn echo_of_line(&self, line: &Line, kind: Kind, text: &str) -> echo::Echo {
        let (w, words) = (&self.picture, &self.words);
        echo::of(w, words, kind, text, line.create, false, self.now.today)
    }

    fn number_of(&self, id: Id) -> Option<u32> {
        self.picture.live(id).ok().flatten().and_then(crate::domain::record::Entity::number)
    }

    /// Whether a paste is held back once, because all of it is there already.
    pub(super) fn holds_paste(&mut self) -> bool {
        let Some(line) = &self.line else { return false };
        let pasted = &line.pasted;
        let all = !pasted.lines.is_empty() && pasted.there() == pasted.lines.len();
        if !line.previews() || !all || pasted.told {
            return false;
        }
        let mut there: Vec<(Option<u32>, Id)> = pasted
            .lines
            .iter()
            .filter_map(|line| line.there)
            .map(|id| (self.number_of(id), id))
            .collect();
        there.sort_unstable();
        let name = |at: Option<&(Option<u32>, Id)>| {
            at.and_then(|(_, id)| self.picture.ref_by_id(*id)).unwrap_or_default()
        };
        let saying = Saying::new("paste.again")
            .with("n", pasted.lines.len())
            .with("first", name(there.first()))
            .with("last", name(there.last()));
        if let Some(line) = &mut self.line {
            line.message = Some(saying);
            line.pasted.told = true;
        }
        self.toast = None;
        true
    }

    /// Goes through the lines of a paste; whether there is one.
    pub(super) fn scroll_paste(&mut self, action: Action) -> bool {
        let page = usize::from(self.layout().rows.height.saturating_sub(1)).max(1);
        let Some(line) = self.line.as_mut().filter(|line| line.previews()) else { return false };
        let last = line.many.len().saturating_sub(page);
        let top = line.pasted.top;
        line.pasted.top = match action {
            Action::Up => top.saturating_sub(1),
            Action::Down => top + 1,
            Action::PageUp => top.saturating_sub(page),
            _ => top + page,
        }
        .min(last);
        true
    }
}
