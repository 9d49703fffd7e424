//! Thai word breaks beside segmenters that share nothing with ours, their output stored by
//! `tools/segment`.

use std::{collections::BTreeSet, fs, path::Path};

use plenary::domain::text::{self, Lexicon};

/// At least this part of the breaks in Thai must lie at a boundary of the first engine.
const FIRST: f64 = 0.97;
/// And this part at a boundary of the first or the second.
const EITHER: f64 = 0.995;

fn fixture(name: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let path = folder.join(format!("thai-sentences{name}.txt"));
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

/// Where an engine's words end, in bytes, by sentence.
fn boundaries(engine: &str, sentences: &[String]) -> Vec<BTreeSet<usize>> {
    let cut = fixture(engine);
    assert_eq!(cut.len(), sentences.len(), "{engine}");
    let ends = |(cut, sentence): (&String, &String)| {
        assert_eq!(&cut.replace('|', ""), sentence, "{engine}");
        let mut at = 0;
        let ends = cut.split('|').map(|word| {
            at += word.len();
            at
        });
        ends.collect()
    };
    cut.iter().zip(sentences).map(ends).collect()
}

/// The breaks of a sentence that are not at a blank.
fn breaks(sentence: &str, columns: usize) -> Vec<usize> {
    let lines = text::wrap_ranges(Lexicon::shipped(), sentence, columns);
    let pairs = lines.windows(2).filter(|two| two[0].end == two[1].start);
    pairs.map(|two| two[0].end).collect()
}

/// What hangs on the letter before it.
fn hangs(c: char) -> bool {
    "ะัาำิีึืฺุูๅ็่้๊๋์ํ๎ๆฯ".contains(c)
}

#[test]
fn breaks_lie_between_the_words_of_other_segmenters() {
    let sentences = fixture("");
    assert_eq!(sentences.len(), 300);
    let deepcut = boundaries(".deepcut", &sentences);
    let icu = boundaries(".icu", &sentences);
    let (mut all, mut of_deepcut, mut of_icu, mut of_either) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut wrong = BTreeSet::new();
    for columns in 20..=80 {
        for ((sentence, deepcut), icu) in sentences.iter().zip(&deepcut).zip(&icu) {
            for at in breaks(sentence, columns) {
                let (before, after) = sentence.split_at(at);
                assert!(!after.starts_with(hangs), "{before}|{after}");
                assert!(!before.ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ']), "{before}|{after}");
                all += 1;
                of_deepcut += u32::from(deepcut.contains(&at));
                of_icu += u32::from(icu.contains(&at));
                if deepcut.contains(&at) || icu.contains(&at) {
                    of_either += 1;
                } else {
                    wrong.insert(format!("{before}|{after}"));
                }
            }
        }
    }
    let rate = |some: u32| f64::from(some) / f64::from(all);
    println!(
        "{all} breaks in Thai: {:.2} % at words of DeepCut, {:.2} % of ICU, {:.2} % of either",
        100.0 * rate(of_deepcut),
        100.0 * rate(of_icu),
        100.0 * rate(of_either)
    );
    for line in wrong {
        println!("at neither: {line}");
    }
    assert!(all > 5_000, "{all}");
    assert!(rate(of_deepcut) >= FIRST, "{}", rate(of_deepcut));
    assert!(rate(of_either) >= EITHER, "{}", rate(of_either));
}
