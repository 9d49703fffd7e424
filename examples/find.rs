//! What a key costs while something is sought among the lines of a file, a ref, a tab and a title
//! on each: `find FILE QUERY...`. Queries are typed letter by letter; beside the search stands a
//! plain `contains` over the same folded texts. Prints milliseconds: median, 99th of 100, most.

use std::{
    hint::black_box,
    io::Write as _,
    time::{Duration, Instant},
};

use plenary::domain::{
    find::{Index, Place, Query, SLICE, Search},
    kind::Kind,
    text,
};

const ROUNDS: usize = 15;
/// As many as a list of hits can be scrolled through.
const MOST: usize = 200;

fn main() -> std::io::Result<()> {
    let lines = std::fs::read_to_string(std::env::args().nth(1).unwrap_or_default())?;
    let entries: Vec<(&str, &str)> = lines.lines().filter_map(|l| l.split_once('\t')).collect();
    let begun = Instant::now();
    let mut index = Index::with_capacity(entries.len());
    for (n, (called, title)) in (0u32..).zip(&entries) {
        index.put(n, Place::of(Kind::Action, Some(n + 1)), [*called, *title]);
    }
    let made = begun.elapsed();
    let folded: Vec<String> =
        entries.iter().map(|(called, title)| text::fold(&format!("{called} {title}"))).collect();
    let written: usize = folded.iter().map(String::len).sum();
    say("made", &mut [made]);
    let bytes = |n: usize| n / entries.len().max(1);
    let _told = writeln!(
        std::io::stdout(),
        "bytes\t{}\t{}\t{}",
        bytes(index.bytes()),
        bytes(written),
        entries.len()
    );
    let mut all = Times::default();
    for query in std::env::args().skip(2) {
        let mut one = Times::default();
        for _ in 0..ROUNDS {
            type_in(&query, &index, &folded, &mut one);
        }
        say(&format!("whole {query}"), &mut one.whole.clone());
        all.add(one);
    }
    say("whole", &mut all.whole);
    say("first", &mut all.first);
    say("slice", &mut all.slice);
    say("contains", &mut all.contains);
    Ok(())
}

#[derive(Default)]
struct Times {
    /// From a key to the end of the search.
    whole: Vec<Duration>,
    /// From a key to the first answer.
    first: Vec<Duration>,
    /// Of each slice.
    slice: Vec<Duration>,
    /// A plain `contains` of every word.
    contains: Vec<Duration>,
}

impl Times {
    fn add(&mut self, other: Self) {
        self.whole.extend(other.whole);
        self.first.extend(other.first);
        self.slice.extend(other.slice);
        self.contains.extend(other.contains);
    }
}

fn type_in(query: &str, index: &Index<u32>, folded: &[String], times: &mut Times) {
    let mut search = Search::new(Query::new(""), MOST);
    search.finish(index);
    let mut typed = String::new();
    for letter in query.chars() {
        typed.push(letter);
        let begun = Instant::now();
        search.turn(Query::new(&typed));
        let mut slices = 0;
        loop {
            let at = Instant::now();
            let done = search.step(index, SLICE).done;
            black_box(search.top(20));
            times.slice.push(at.elapsed());
            if slices == 0 {
                times.first.push(begun.elapsed());
            }
            slices += 1;
            if done {
                break;
            }
        }
        times.whole.push(begun.elapsed());

        let begun = Instant::now();
        let sought = text::fold(&typed);
        let words: Vec<&str> = sought.split(' ').collect();
        let hits = folded.iter().filter(|text| words.iter().all(|word| text.contains(word)));
        black_box(hits.count());
        times.contains.push(begun.elapsed());
    }
}

fn say(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |part: usize| {
        let at = (times.len() * part / 100).min(times.len().saturating_sub(1));
        times.get(at).copied().unwrap_or_default().as_secs_f64() * 1_000.0
    };
    let _told = writeln!(std::io::stdout(), "{what}\t{:.3}\t{:.3}\t{:.3}", at(50), at(99), at(100));
}
