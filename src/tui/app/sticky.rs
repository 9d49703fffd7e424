//! The table and the author that stay for the next lines while ideas are typed.

use super::{App, Line, Purpose};
use crate::{
    domain::{
        kind::Kind,
        quick::{self, Draft, Given, Key, Mark},
        saying::Saying,
        words::Words,
    },
    tui::prefill,
};

/// What stands between the two.
const BETWEEN: &str = " · ";

/// What was given once and holds for the lines after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sticky {
    /// The table, as typed.
    table: Option<String>,
    /// The organisation, as typed; none where the ideas are anonymous.
    author: Option<String>,
}

impl Sticky {
    /// Takes what a line gives: a value holds from now on, `table:-` and `@-` clear.
    fn take(&mut self, draft: &Draft) {
        for token in &draft.tokens {
            let held = match token.kind {
                Mark::Lead => &mut self.author,
                Mark::Key(Key::Table) => &mut self.table,
                _ => continue,
            };
            *held = match &token.value {
                Given::Text(text) => Some(text.clone()),
                Given::Clear => None,
            };
        }
    }

    /// The tokens that a line lacks, as it would be typed with them.
    #[must_use]
    pub(crate) fn added_to(&self, line: &str) -> String {
        let draft = quick::lex(line);
        let has = |mark| draft.tokens.iter().any(|token| token.kind == mark);
        let table = self.table.as_ref().filter(|_| !has(Mark::Key(Key::Table)));
        let author = self.author.as_ref().filter(|_| !has(Mark::Lead));
        let table = table.map(|table| format!(" table:{}", prefill::quoted(table)));
        let author = author.map(|author| format!(" @{}", prefill::quoted(author)));
        [line, &table.unwrap_or_default(), &author.unwrap_or_default()].concat()
    }

    /// What holds, for the head of the field.
    #[must_use]
    pub(crate) fn said(&self, words: &Words) -> Option<String> {
        let table = self
            .table
            .as_ref()
            .map(|table| words.say(&Saying::new("detail.table").with("n", table.as_str())));
        let all: Vec<String> = table.into_iter().chain(self.author.clone()).collect();
        (!all.is_empty()).then(|| all.join(BETWEEN))
    }
}

impl Line {
    /// Whether a table and an author stay for the lines after it.
    fn sticks(&self) -> bool {
        self.purpose == Purpose::Add(Kind::Idea) && self.under.is_none()
    }

    /// What stays for the line after this one.
    #[must_use]
    pub(super) fn sticky_after(&self) -> Sticky {
        let mut sticky = self.sticky.clone();
        // The lines of a paste speak for themselves.
        if self.sticks() && self.many.is_empty() {
            sticky.take(&quick::lex(self.editor.text()));
        }
        sticky
    }

    /// Whether it gives a table or an author for the lines after it, and says nothing itself.
    fn gives_only(&self) -> bool {
        let draft = quick::lex(self.editor.text());
        let gives = |mark| matches!(mark, Mark::Lead | Mark::Key(Key::Table));
        self.sticks()
            && self.many.is_empty()
            && draft.words.is_none()
            && draft.tokens.iter().all(|token| gives(token.kind))
    }
}

impl App {
    /// Takes a table or an author for the lines after this one, where the line says nothing
    /// else; whether it does.
    pub(super) fn takes_sticky(&mut self) -> bool {
        let Some(line) = self.line.as_mut().filter(|line| line.gives_only()) else { return false };
        line.sticky = line.sticky_after();
        line.editor.clear();
        self.toast = None;
        self.refresh_echo();
        true
    }
}
