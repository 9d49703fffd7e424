//! What is sought: folded words, and how an entry's text answers them.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use memchr::memmem;

use super::index::{EDGE, Place, letters};
use crate::domain::{kind::Kind, refs, text};

/// How many characters of what is typed count: more than a title has, few enough that a pasted
/// book costs no more than a line.
const LONGEST: usize = 256;

/// How many words of it count.
const MOST_WORDS: usize = 16;

/// Up to how many cells the matcher compares every way of matching; it takes the first way in
/// larger ones, in time that grows with the text alone.
const CELLS: usize = 1 << 14;

/// How well an entry answers a query, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// A word is the entry's ref (`a17`, `A-17`, `17`, `๑๗`), or the query is all of one part.
    Exact,
    /// Every word begins a word.
    Begins,
    /// Every word stands in the text, some inside a word.
    Inside,
    /// The letters of some word are there only with others between them.
    Scattered,
}

/// What is sought, folded.
#[derive(Clone, Debug)]
pub struct Query {
    pub(super) words: Vec<Word>,
    /// All of it between two edges: a part that is just this.
    whole: memmem::Finder<'static>,
    /// The letters of all words, as [`letters`] tells them.
    letters: u64,
    /// The kinds that are sought, as [`Place::bit`] tells them.
    kinds: u32,
    /// Whether letters with others between them answer.
    pub(super) gaps: bool,
    /// Whether more was typed than counts.
    cut: bool,
}

/// One word of a query.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: Box<str>,
    finder: memmem::Finder<'static>,
    named: Option<Named>,
}

/// The ref that a word names.
#[derive(Clone, Debug)]
struct Named {
    number: u32,
    /// How the text of an entry with this ref goes on at byte `at`.
    text: Box<str>,
    /// 0 with the letter of a kind, 2 with a number alone.
    at: usize,
}

impl Query {
    /// The query for a text as typed. Its first 256 characters count, and 16 words of them.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let end = typed.char_indices().nth(LONGEST).map_or(typed.len(), |(at, _)| at);
        let folded = text::fold(typed.get(..end).unwrap_or_default());
        let mut all = folded.split(' ').filter(|word| !word.is_empty());
        let words = all.by_ref().take(MOST_WORDS).map(Word::new).collect();
        let cut = end < typed.len() || all.next().is_some();
        let whole = format!("{EDGE}{folded}{EDGE}");
        Self {
            words,
            whole: memmem::Finder::new(&whole).into_owned(),
            letters: letters(&folded),
            kinds: u32::MAX,
            gaps: true,
            cut,
        }
    }

    /// Whether more was typed than counts.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// The folded words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &*word.text)
    }

    /// The same without [`Band::Scattered`]: for a list that is cut down and keeps its order, in
    /// which chance hits would stand among the others.
    #[must_use]
    pub fn unbroken(mut self) -> Self {
        self.gaps = false;
        self
    }

    /// The same among records of these kinds only.
    #[must_use]
    pub fn among(mut self, kinds: &[Kind]) -> Self {
        self.kinds =
            kinds.iter().map(|kind| Place::of(*kind, None).bit()).fold(0, |all, bit| all | bit);
        self
    }

    /// Whether nothing is sought: every entry answers that.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether all that answers this query answers an older one too.
    #[must_use]
    pub fn narrows(&self, older: &Self) -> bool {
        // A ref that is named answers without a hyphen, and its beginning then does not.
        let alike = older.gaps || !(self.gaps || self.names());
        let holds = |word: &Word, old: &Word| match older.gaps {
            true => scattered(&old.text, &word.text),
            false => old.finder.find(word.text.as_bytes()).is_some(),
        };
        let within = |old: &Word| self.words.iter().any(|word| holds(word, old));
        alike && self.kinds & !older.kinds == 0 && older.words.iter().all(within)
    }

    /// Whether an entry with these letters at this place may answer.
    pub(super) fn may_find(&self, place: Place, letters: u64) -> bool {
        self.kinds & place.bit() != 0 && self.letters & !letters == 0
    }

    /// Whether a word may be the ref of the entry at a place, by its number alone.
    pub(super) fn may_name(&self, place: Place) -> bool {
        self.kinds & place.bit() != 0
            && self
                .words
                .iter()
                .flat_map(|word| &word.named)
                .any(|named| place.number() == named.number)
    }

    /// Whether any word is a ref.
    pub(super) fn names(&self) -> bool {
        self.words.iter().any(|word| word.named.is_some())
    }

    /// How an entry's text, parts between edges, answers; none where it does not.
    pub(super) fn band(&self, text: &str) -> Option<Band> {
        let mut band = Band::Begins;
        for word in &self.words {
            let one = match word.stands(text) {
                Some((_, true)) => Band::Begins,
                Some((_, false)) => Band::Inside,
                None if self.finds_apart(word, text) => Band::Scattered,
                None => return None,
            };
            band = band.max(one);
        }
        Some(if self.is_exact(text) { Band::Exact } else { band })
    }

    /// Whether an entry's text answers, however well.
    pub(super) fn finds(&self, text: &str) -> bool {
        self.finds_unless(text, |_| false)
    }

    /// The same where some words, by their places, are answered elsewhere.
    pub(super) fn finds_unless(&self, text: &str, answered: impl Fn(usize) -> bool) -> bool {
        let found = |word: &Word| {
            word.finder.find(text.as_bytes()).is_some() || self.finds_apart(word, text)
        };
        self.words.iter().enumerate().all(|(n, word)| found(word) || answered(n))
    }

    /// Whether a word that does not stand in a text answers all the same.
    fn finds_apart(&self, word: &Word, text: &str) -> bool {
        if self.gaps { scattered(&word.text, text) } else { word.names(text) }
    }

    /// Whether a text that answers names a ref or is all of a part.
    pub(super) fn is_exact(&self, text: &str) -> bool {
        self.words.iter().any(|word| word.names(text))
            || (!self.is_empty() && self.whole.find(text.as_bytes()).is_some())
    }

    /// The skim score of a text that answers: of each word the best among the parts, summed.
    pub(super) fn score(&self, matcher: &SkimMatcherV2, text: &str) -> i64 {
        let best = |word: &Word| {
            let scores = text.split(EDGE).filter_map(|part| matcher.fuzzy_match(part, &word.text));
            scores.max().unwrap_or_default()
        };
        self.words.iter().map(best).sum()
    }

    /// How many bytes its words have.
    pub(super) fn len(&self) -> usize {
        self.words.iter().map(|word| word.text.len()).sum()
    }
}

/// The matcher of scores and of what is lit up: without regard to case, for both sides are
/// folded.
pub(super) fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case().element_limit(CELLS)
}

impl Word {
    fn new(word: &str) -> Self {
        Self {
            text: word.into(),
            finder: memmem::Finder::new(word).into_owned(),
            named: Named::of(word),
        }
    }

    /// Whether it is the ref of the entry with this text.
    fn names(&self, text: &str) -> bool {
        self.named.as_ref().is_some_and(|named| {
            let rest = text.as_bytes().get(named.at..);
            rest.is_some_and(|rest| rest.starts_with(named.text.as_bytes()))
        })
    }

    /// The byte of a folded text where the word stands, and whether it begins a word there: the
    /// first such place, else the first at all.
    pub(super) fn stands(&self, text: &str) -> Option<(usize, bool)> {
        let mut all = self.finder.find_iter(text.as_bytes());
        let first = all.next()?;
        let begins = |at: &usize| begins(text, *at);
        let begun = Some(first).filter(begins).or_else(|| all.find(begins));
        Some(begun.map_or((first, false), |at| (at, true)))
    }
}

impl Named {
    fn of(word: &str) -> Option<Self> {
        if let Some(refs::Typed::Number(kind, number)) = refs::parse(word) {
            let text = format!("{EDGE}{}{EDGE}", text::fold(&refs::numbered(kind, Some(number))));
            return Some(Self { number, text: text.into(), at: 0 });
        }
        let digits = !word.starts_with('0') && word.bytes().all(|b| b.is_ascii_digit());
        let number = word.parse().ok().filter(|_| digits)?;
        // After the edge and the letter of any kind.
        Some(Self { number, text: format!("-{word}{EDGE}").into(), at: 2 })
    }
}

/// Whether a word of the text begins at a byte: after what belongs to no word, or where the
/// script changes, for Thai sets no blank between words.
fn begins(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    let (was, is) = (text::is_thai(last), text::is_thai(first));
    was != is || !(was || last.is_alphanumeric())
}

/// Whether the letters of a word stand in one part of a text, in order.
pub(super) fn scattered(word: &str, text: &str) -> bool {
    if word.is_ascii() {
        in_order(&word.bytes(), text.bytes(), b'\n')
    } else {
        in_order(&word.chars(), text.chars(), EDGE)
    }
}

fn in_order<T: Copy + PartialEq>(
    word: &(impl Iterator<Item = T> + Clone),
    text: impl Iterator<Item = T>,
    edge: T,
) -> bool {
    let mut rest = word.clone();
    let Some(mut wanted) = rest.next() else { return true };
    let start = wanted;
    for letter in text {
        if letter == wanted {
            match rest.next() {
                Some(next) => wanted = next,
                None => return true,
            }
        } else if letter == edge {
            rest = word.clone();
            rest.next();
            wanted = start;
        }
    }
    false
}
