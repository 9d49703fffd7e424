//! Compiles the Thai word lists of `config/thai` into one automaton for `domain::text`: each
//! letter is one byte, each word carries how rare it is.

use std::{collections::BTreeMap, env, error::Error, fs, path::Path};

/// All words in the counts that `common.txt` is a part of.
const COUNTED: f64 = 33_535_658.0;
/// How rare a word of the field is, by decree.
const FIELD: u64 = 3;
/// How rare a word is that is not among the common ones.
const RARE: u64 = 9;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=config/thai");
    let read = |name: &str| fs::read_to_string(Path::new("config/thai").join(name));
    let mut words = BTreeMap::new();
    words.extend(read("words.txt")?.lines().filter_map(letters).map(|word| (word, RARE)));
    for line in read("common.txt")?.lines() {
        let (word, count) = line.split_once('\t').ok_or_else(|| format!("no count: {line}"))?;
        if let Some(word) = letters(word) {
            words.insert(word, rarity(count.parse()?));
        }
    }
    let field = read("field.txt")?;
    words.extend(field.lines().filter_map(letters).map(|word| (word, FIELD)));
    let mut map = fst::MapBuilder::memory();
    map.extend_iter(words)?;
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    fs::write(Path::new(&out).join("thai.fst"), map.into_inner()?)?;
    Ok(())
}

/// A word as bytes, if it has at least two letters and all of them are Thai.
fn letters(word: &str) -> Option<Vec<u8>> {
    let letters = word.trim().chars().map(|c| match c {
        'ก'..='ฺ' | 'เ'..='๎' => u8::try_from(u32::from(c) - 0x0E00).ok(),
        _ => None,
    });
    letters.collect::<Option<Vec<u8>>>().filter(|word| word.len() > 1)
}

/// Half the natural logarithm of how many words pass until this one comes: 2 for the commonest.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rarity(count: f64) -> u64 {
    ((COUNTED / count.max(1.0)).ln() / 2.0).round() as u64
}
