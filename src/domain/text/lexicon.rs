//! Thai words, and the likeliest way to cut a run of Thai letters into them (stack.md S4.1).

use std::sync::LazyLock;

use fst::raw::{Fst, Output};

use super::letters::Letters;

/// The automaton that `build.rs` makes of `config/thai`: a word is a key, a byte a letter
/// (U+0E00 is 0), its value how rare the word is, from 2 (commonest) to 9.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/thai.fst"));

static SHIPPED: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon { words: Fst::new(WORDS).ok(), names: None });

// What a way through the letters costs; the cheapest is taken. Few unknown letters come first,
// then few words, then common words rather than rare ones. A stretch of unknown letters costs
// by itself too, so that a foreign name is one stretch and not crumbs between short words.
const WORD: u32 = 6;
const SHORT: u32 = 4;
const UNKNOWN: u32 = 20;
const UNKNOWN_LETTER: u32 = 5;

/// The words that Thai is broken at: those that are shipped, and names of a workspace.
pub struct Lexicon {
    words: Option<Fst<&'static [u8]>>,
    names: Option<Fst<Vec<u8>>>,
}

/// The cheapest way to a place that ends in a known word, or in unknown letters.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    from: usize,
    /// Whether the way up to `from` ends in unknown letters.
    after_unknown: bool,
}

/// No way leads here.
const NONE: Way = Way { cost: u32::MAX, from: 0, after_unknown: false };

impl Lexicon {
    /// The general list and the words of the field.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The shipped words, and names (of agencies, people, places) that are preferred to them.
    /// What in a name is not Thai ends it: of `DSI ดีเอสไอ` each Thai stretch is taken.
    #[must_use]
    pub fn with_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let thai = |c: char| super::is_thai(c);
        let mut keys: Vec<Vec<u8>> = names
            .into_iter()
            .flat_map(|name| name.split(move |c| !thai(c)))
            .map(|stretch| Letters::of(super::clusters(stretch)).bytes().collect())
            .filter(|key: &Vec<u8>| key.len() > 1)
            .collect();
        keys.sort_unstable();
        keys.dedup();
        let names = fst::Set::from_iter(keys).ok().map(fst::Set::into_fst);
        Self { words: Fst::new(WORDS).ok(), names }
    }

    /// The places (counted in letters, ascending) at which a word begins that is not the first.
    /// Neighbouring unknown letters are one word.
    pub(super) fn starts(&self, letters: &Letters) -> Vec<usize> {
        let count = letters.count();
        // By place: the best way that ends there in a word, and in unknown letters.
        let mut ways = vec![[NONE; 2]; count + 1];
        if let Some(first) = ways.first_mut() {
            first[0].cost = 0;
        }
        for at in 0..count {
            let Some([known, unknown]) = ways.get(at).copied() else { break };
            let after_unknown = unknown.cost < known.cost;
            let cost = known.cost.min(unknown.cost);
            if cost == NONE.cost {
                continue;
            }
            let mut reach = |end: usize, price: u32| {
                let end = letters.behind_repeats(end);
                if letters.may_begin(end) {
                    offer(&mut ways, end, 0, Way { cost: cost + price, from: at, after_unknown });
                }
            };
            if let Some(names) = &self.names {
                walk(names, letters, at, |end, _| reach(end, 0));
            }
            if let Some(words) = &self.words {
                walk(words, letters, at, |end, rarity| {
                    let length = u32::try_from(end - at).unwrap_or(SHORT);
                    reach(end, WORD + rarity + SHORT.saturating_sub(length));
                });
            }
            let end = letters.next_begin(at);
            let price = UNKNOWN_LETTER * u32::try_from(end - at).unwrap_or(1);
            for (way, opening, after_unknown) in [(known, UNKNOWN, false), (unknown, 0, true)] {
                let cost = way.cost.saturating_add(price + opening);
                offer(&mut ways, end, 1, Way { cost, from: at, after_unknown });
            }
        }
        back(&ways)
    }
}

fn offer(ways: &mut [[Way; 2]], end: usize, kind: usize, way: Way) {
    if let Some(best) = ways.get_mut(end).and_then(|ways| ways.get_mut(kind))
        && way.cost < best.cost
    {
        *best = way;
    }
}

/// Reads the cheapest way back from its end.
fn back(ways: &[[Way; 2]]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = ways.len().saturating_sub(1);
    let mut unknown = ways.last().is_some_and(|[known, unknown]| unknown.cost < known.cost);
    while at > 0
        && let Some(way) = ways.get(at).and_then(|ways| ways.get(usize::from(unknown)))
        && way.from < at
    {
        if way.from > 0 && !(unknown && way.after_unknown) {
            starts.push(way.from);
        }
        (at, unknown) = (way.from, way.after_unknown);
    }
    starts.reverse();
    starts
}

/// Tells the end and the value of each word of an automaton that begins at a letter.
fn walk<D: AsRef<[u8]>>(
    words: &Fst<D>,
    letters: &Letters,
    at: usize,
    mut found: impl FnMut(usize, u32),
) {
    let (mut node, mut value) = (words.root(), Output::zero());
    for (byte, end) in letters.bytes_from(at).zip(at + 1..) {
        let Some(next) = node.find_input(byte) else { return };
        let step = node.transition(next);
        value = value.cat(step.out);
        node = words.node(step.addr);
        if node.is_final() {
            let value = value.cat(node.final_output()).value();
            found(end, u32::try_from(value).unwrap_or(0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(lexicon: &Lexicon, text: &str) -> Vec<String> {
        let letters = Letters::of(super::super::clusters(text));
        let clusters: Vec<&str> = super::super::clusters(text).collect();
        let mut ends: Vec<usize> =
            lexicon.starts(&letters).into_iter().filter_map(|at| letters.cluster(at)).collect();
        ends.push(clusters.len());
        let mut from = 0;
        let words =
            ends.into_iter().map(|end| clusters[std::mem::replace(&mut from, end)..end].concat());
        words.collect()
    }

    #[test]
    fn the_shipped_words_are_there() {
        let words = Lexicon::shipped().words.as_ref().unwrap();
        assert!(words.len() > 60_000 && WORDS.len() < 600_000, "{} {}", words.len(), WORDS.len());
    }

    #[test]
    fn cut_into_words() {
        for (text, words) in [
            ("รายงานผลการดำเนินงานภายใน", "รายงาน ผลการดำเนินงาน ภายใน"),
            ("ปราบปรามการค้ามนุษย์", "ปราบปราม การค้ามนุษย์"),
            ("ผู้เสียหายจากการฉ้อโกงออนไลน์", "ผู้เสียหาย จาก การ ฉ้อโกง ออนไลน์"),
            ("สแกมเมอร์คอลเซ็นเตอร์คริปโท", "สแกมเมอร์ คอลเซ็นเตอร์ คริปโท"),
            ("ต่างๆที่ชายแดนฯลฯและ", "ต่างๆ ที่ ชายแดนฯลฯ และ"),
            ("การรวบรวมหลักฐาน", "การ รวบรวม หลักฐาน"),
            ("หัวหน้าโครงการคนใหม่", "หัวหน้า โครงการ คน ใหม่"),
            ("", ""),
            ("ๆ", "ๆ"),
            ("่", "่"),
        ] {
            assert_eq!(cut(Lexicon::shipped(), text).join(" "), words);
        }
    }

    #[test]
    fn other_spellings_are_the_same_words() {
        let cut = |text: &str| cut(Lexicon::shipped(), text).join(" ");
        assert_eq!(cut("จัดทําที่เเม่สอด"), "จัดทํา ที่ เเม่สอด");
        for water in ["น\u{0E49}\u{0E4D}\u{0E32}", "น\u{0E4D}\u{0E49}\u{0E32}"] {
            assert_eq!(cut(&format!("ดื่ม{water}ใจ")), format!("ดื่ม {water}ใจ"));
        }
    }

    #[test]
    fn an_unknown_name_stays_one_piece() {
        assert_eq!(cut(Lexicon::shipped(), "กับอับดุลลาห์").join(" "), "กับ อับดุลลาห์");
    }

    #[test]
    fn names_of_a_workspace_come_first() {
        let lexicon = Lexicon::with_names(["บ้านใจดี พักพิง", "DSI ดีเด่น"]);
        assert_eq!(cut(&lexicon, "ที่บ้านใจดีมีคน").join(" "), "ที่ บ้านใจดี มี คน");
        assert_eq!(cut(Lexicon::shipped(), "ที่บ้านใจดีมีคน").join(" "), "ที่ บ้าน ใจดี มี คน");
        assert_eq!(cut(&Lexicon::with_names([]), "มีคน").join(" "), "มี คน");
    }
}
