//! A run of Thai letters, and where in it a word can begin.

use super::{follows, is_leading_vowel, is_thai};

/// The letters of a run of clusters, in the one spelling that the word list has: ำ for the circle
/// and า, แ for เเ.
#[derive(Debug, Default)]
pub(super) struct Letters {
    all: Vec<Letter>,
}

#[derive(Clone, Copy, Debug)]
struct Letter {
    /// U+0E00 is 0; 0 too for what is not Thai, as U+0E00 itself is no letter.
    byte: u8,
    /// The cluster that it stands in, from 0.
    cluster: usize,
    /// Whether a word can begin here: at a cluster, at no vowel or mark that belongs to what
    /// stands before, nor behind a vowel that belongs to what stands here.
    begins: bool,
}

const LO: u8 = 0x25;
const SHORTENED: u8 = 0x2F;
const REPEATED: u8 = 0x46;
const CIRCLE: u8 = 0x4D;
const AA: u8 = 0x32;
const AM: u8 = 0x33;
const E: u8 = 0x40;
const AE: u8 = 0x41;

impl Letters {
    pub(super) fn of<'a>(clusters: impl IntoIterator<Item = &'a str>) -> Self {
        let mut letters = Self::default();
        let mut before = None;
        for (cluster, text) in clusters.into_iter().enumerate() {
            for (at, c) in text.chars().enumerate() {
                let begins = at == 0 && !follows(c) && !before.is_some_and(is_leading_vowel);
                let byte = u32::from(c).checked_sub(0x0E00).filter(|_| is_thai(c));
                let byte = byte.and_then(|byte| u8::try_from(byte).ok()).unwrap_or(0);
                letters.push(Letter { byte, cluster, begins });
                before = Some(c);
            }
        }
        letters
    }

    fn push(&mut self, letter: Letter) {
        match (letter.byte, self.all.last_mut()) {
            (E, Some(last)) if last.byte == E => last.byte = AE,
            (AA, Some(_)) => {
                // The tone mark may stand on either side of the circle.
                let near = self.all.iter().rev().take(2);
                let circle = near.into_iter().position(|near| near.byte == CIRCLE);
                let byte = match circle {
                    Some(back) => {
                        self.all.remove(self.all.len() - 1 - back);
                        AM
                    }
                    None => AA,
                };
                self.all.push(Letter { byte, ..letter });
            }
            _ => self.all.push(letter),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    pub(super) fn bytes(&self) -> impl Iterator<Item = u8> {
        self.bytes_from(0)
    }

    pub(super) fn bytes_from(&self, at: usize) -> impl Iterator<Item = u8> {
        self.all.iter().skip(at).map(|letter| letter.byte)
    }

    /// The cluster that the letter at a place stands in.
    pub(super) fn cluster(&self, at: usize) -> Option<usize> {
        self.all.get(at).map(|letter| letter.cluster)
    }

    /// Whether a word can begin at a place, or the run ends there.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        self.all.get(at).is_none_or(|letter| letter.begins)
    }

    /// The next place behind this one at which a word can begin, or the end.
    pub(super) fn next_begin(&self, at: usize) -> usize {
        (at + 1..self.count()).find(|at| self.may_begin(*at)).unwrap_or(self.count())
    }

    /// Behind the ๆ, ฯ and ฯลฯ that stand at a place: they belong to the word before them.
    pub(super) fn behind_repeats(&self, at: usize) -> usize {
        let byte = |at: usize| self.all.get(at).map(|letter| letter.byte);
        let mut end = at;
        loop {
            end += match byte(end) {
                Some(SHORTENED) if [byte(end + 1), byte(end + 2)] == [Some(LO), byte(end)] => 3,
                Some(SHORTENED | REPEATED) => 1,
                _ => return end,
            };
        }
    }
}
