//! The words of a document in its languages, and the names of what it lists.

use chrono::NaiveDate;

use crate::domain::{
    dates::write,
    disclose::{Disclosed, Linked},
    fields::Organisation,
    label::Label,
    lang::Lang,
    record::Record,
    saying::Saying,
    snapshot::Stored,
    types::Pair,
    value::Id,
    words::Words,
};

/// Between two languages on one line.
const BETWEEN: &str = " · ";
/// For what is not there.
pub(super) const NOTHING: &str = "–";

/// Writes for one document, and notes the strictest label of what it wrote.
pub(super) struct Writer<'a> {
    pub(super) from: &'a Disclosed,
    words: &'a [Words],
    strictest: Label,
}

impl<'a> Writer<'a> {
    pub(super) fn new(from: &'a Disclosed, words: &'a [Words]) -> Self {
        Self { from, words, strictest: Label::Clear }
    }

    /// The strictest label of what was written.
    pub(super) fn label(&self) -> Label {
        self.strictest
    }

    /// Notes that the record's content stands in the document.
    pub(super) fn note(&mut self, label: Label) {
        self.strictest = self.strictest.max(label);
    }

    fn languages(&self) -> &'a [Lang] {
        self.from.languages()
    }

    fn words_in(&self, lang: Lang) -> Option<&'a Words> {
        self.words.iter().find(|words| words.lang() == lang).or_else(|| self.words.first())
    }

    /// A message in each language of the document.
    pub(super) fn say_each(&self, saying: &Saying) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for lang in self.languages() {
            let said = self.words_in(*lang).map(|words| words.say(saying));
            all.extend(said.filter(|said| !all.contains(said)));
        }
        all
    }

    /// The same on one line.
    pub(super) fn say(&self, saying: &Saying) -> String {
        self.say_each(saying).join(BETWEEN)
    }

    /// A text without holes, on one line.
    pub(super) fn text(&self, key: &'static str) -> String {
        self.say(&Saying::new(key))
    }

    /// A text in the languages of the document. A missing side is marked and never filled; where
    /// the document is in one language only, the other side stands behind the mark.
    pub(super) fn pair(&self, pair: &Pair) -> Vec<String> {
        if pair.is_empty() {
            return vec![NOTHING.to_owned()];
        }
        let side = |lang: &Lang| match pair.side(*lang) {
            Some(text) => text.to_owned(),
            None => {
                let key = match lang {
                    Lang::En => "report.missing.en",
                    Lang::Th => "report.missing.th",
                };
                let mark = self.words_in(*lang).map_or(NOTHING, |words| words.text(key));
                match (self.languages(), pair.side(lang.other())) {
                    ([_], Some(other)) => format!("{mark} {other}"),
                    _ => mark.to_owned(),
                }
            }
        };
        self.languages().iter().map(side).collect()
    }

    /// The same on one line.
    pub(super) fn pair_line(&self, pair: &Pair) -> String {
        self.pair(pair).join(BETWEEN)
    }

    /// What stands for a record that was withheld: its label, never its title.
    pub(super) fn withheld(&self, label: Label) -> String {
        self.say(&Saying::new("report.withheld.link").with("label", label.token()))
    }

    /// What an agency goes by.
    pub(super) fn agency(&mut self, id: Id) -> String {
        match self.from.link::<Organisation>(id) {
            Linked::Shown(agency, label) => {
                self.note(label);
                let mut names: Vec<&str> = Vec::new();
                for lang in self.languages() {
                    let name = agency.abbr.side(*lang).or_else(|| agency.title.side(*lang));
                    let name = name.or_else(|| agency.abbr.best(*lang));
                    let name = name.or_else(|| agency.title.best(*lang));
                    names.extend(name.filter(|name| !names.contains(name)));
                }
                if names.is_empty() { self.from.ref_of(agency) } else { names.join(BETWEEN) }
            }
            Linked::Withheld(label) => self.withheld(label),
            Linked::Gone => NOTHING.to_owned(),
        }
    }

    /// A record by its ref and title; none where it is in the trash.
    pub(super) fn record<R: Stored>(&mut self, id: Id) -> Option<Vec<String>> {
        match self.from.link::<R>(id) {
            Linked::Shown(record, label) => {
                self.note(label);
                let mut lines = vec![self.from.ref_of(record)];
                lines.extend(Record::title(record).into_iter().flat_map(|title| self.pair(title)));
                Some(lines)
            }
            Linked::Withheld(label) => Some(vec![self.withheld(label)]),
            Linked::Gone => None,
        }
    }

    /// A day in both eras, whatever the languages of the document.
    pub(super) fn day(&self, date: Option<NaiveDate>) -> Vec<String> {
        let Some(date) = date else { return vec![NOTHING.to_owned()] };
        let first = self.languages().first().copied().unwrap_or(Lang::En);
        vec![write::full(date, first), write::full(date, first.other())]
    }
}
