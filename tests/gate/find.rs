//! What finding costs, counted in entries: a slice is bounded however large the file is, and a
//! query that grows looks only at what it found before.

use plenary::domain::{
    find::{Index, Place, Query, SLICE, Search},
    kind::Kind,
};

/// How many titles of each file have what is sought.
const SOUGHT: u32 = 50;

/// A file of reports, and a few rosters spread among them.
fn file(titles: u32) -> Index<u32> {
    let mut index = Index::default();
    for n in 0..titles {
        let title =
            if n % (titles / SOUGHT) == 0 { "Roster of the BSF" } else { "Report: ล่าม" };
        let called = format!("A-{}", n + 1);
        index.put(n, Place::of(Kind::Action, Some(n + 1)), [&*called, title]);
    }
    index
}

/// Entries looked at for each letter of a query.
fn typed(index: &Index<u32>, query: &str) -> Vec<usize> {
    let mut search = Search::new(Query::new(""), 20);
    let mut so_far = String::new();
    let key = |letter| {
        so_far.push(letter);
        search.turn(Query::new(&so_far));
        let mut looked = 0;
        loop {
            let progress = search.step(index, SLICE);
            looked += progress.looked;
            if progress.done {
                return looked;
            }
        }
    };
    query.chars().map(key).collect()
}

#[test]
fn a_growing_query_looks_at_what_it_found() {
    let (few, many) = (typed(&file(1_000), "roster bsf"), typed(&file(20_000), "roster bsf"));
    println!("looked at for each letter: {few:?} of 1,000, {many:?} of 20,000");
    assert_eq!(few[..3], [1_000; 3], "every title answers to the first letters");
    assert_eq!(many[..3], [20_000; 3]);
    // A title whose letters stand apart is looked at again for its score.
    assert!(few[3..].iter().all(|looked| *looked <= 2 * SOUGHT as usize), "{few:?}");
    assert_eq!(few[3..], many[3..], "grows with the file");
}

#[test]
fn a_slice_is_bounded_however_large_the_file_is() {
    const WORK: usize = 5_000;
    for query in ["r", "rot", "ล่าม", "17", "roster bsf", ""] {
        let most = |index: &Index<u32>| {
            let mut search = Search::new(Query::new(query), 20);
            let mut slices = Vec::new();
            loop {
                let progress = search.step(index, WORK);
                slices.push(progress.looked);
                if progress.done {
                    return (slices.len(), slices.into_iter().max().unwrap_or_default());
                }
            }
        };
        let ((slices, few), (more, many)) = (most(&file(4_000)), most(&file(8_000)));
        println!("{query:?}: {slices} slices of at most {few}, {more} of at most {many}");
        // An entry that its letters rule out costs four units, every other one more.
        assert!(few.max(many) <= WORK / 4 + 1, "{query}: a slice does more than it may");
        assert!(slices > 1 && more > slices, "{query}: all was done at once");
    }
}

/// What a person sees first: a ref that is named shows before the file has been read.
#[test]
fn a_ref_shows_in_the_first_slice() {
    let index = file(100_000);
    for typed in ["a-99000", "A99000", "99000", "๙๙๐๐๐"] {
        let mut search = Search::new(Query::new(typed), 20);
        let progress = search.step(&index, SLICE);
        assert_eq!(search.top(1).first().map(|hit| hit.key), Some(98_999), "{typed}");
        assert!(!progress.done && progress.looked < 100_000, "{typed}: all was read");
    }
}

/// An index is as large as its texts, within a bound for each entry.
#[test]
fn an_index_keeps_little_beside_its_texts() {
    let index = file(100_000);
    let texts: usize = 100_000 * "a-10000 report: ล่าม   ".len();
    println!("{} bytes a title, its text included", index.bytes() / 100_000);
    assert!(index.bytes() < texts + texts / 8 + 100_000 * 72, "{} bytes", index.bytes());
}
