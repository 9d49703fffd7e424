//! Searching beside a plain model: filter by all words, sort by the documented key.

use std::{cmp::Reverse, collections::BTreeMap};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use proptest::prelude::*;

use super::*;
use crate::domain::{kind::Kind, text};

/// A key, its place and its parts as written.
type Given = (u32, Place, Vec<String>);

fn index(all: &[Given]) -> Index<u32> {
    let mut index = Index::with_capacity(all.len());
    for (key, place, parts) in all {
        index.put(*key, *place, parts.iter().map(String::as_str));
    }
    index
}

fn keys(search: &Search<u32>) -> Vec<u32> {
    search.top(usize::MAX).iter().map(|hit| hit.key).collect()
}

fn find(all: &[Given], typed: &str) -> Vec<u32> {
    let index = index(all);
    let mut search = Search::new(Query::new(typed), usize::MAX);
    search.finish(&index);
    keys(&search)
}

fn titles(all: &[&str]) -> Vec<Given> {
    let given = |(n, title): (u32, &&str)| (n, Place::nth(n), vec![String::new(), (*title).into()]);
    (0..).zip(all).map(given).collect()
}

fn in_order(word: &str, part: &str) -> bool {
    let mut letters = part.chars();
    word.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// How a word stands in folded parts, as the module says.
fn band(word: &str, parts: &[String]) -> Option<Band> {
    let mut bands = Vec::new();
    for part in parts {
        let letters: Vec<char> = part.chars().collect();
        let sought: Vec<char> = word.chars().collect();
        for at in 0..letters.len() {
            if !letters[at..].starts_with(&sought) {
                continue;
            }
            let thai = |c: char| ('\u{0E00}'..='\u{0E7F}').contains(&c);
            let begins = at == 0
                || !(thai(letters[at - 1]) || letters[at - 1].is_alphanumeric())
                || thai(letters[at - 1]) != thai(letters[at]);
            bands.push(if begins { Band::Begins } else { Band::Inside });
        }
        bands.extend(in_order(word, part).then_some(Band::Scattered));
    }
    bands.into_iter().min()
}

fn is_ref(word: &str, part: &str) -> bool {
    let Some((letter, number)) = part.split_once('-').filter(|(_, n)| n.parse::<u32>().is_ok())
    else {
        return false;
    };
    [number.to_owned(), format!("{letter}{number}"), part.to_owned()].contains(&word.to_owned())
}

/// All hits in order, by the plainest means.
fn model(all: &BTreeMap<u32, (Place, Vec<String>)>, typed: &str, gaps: bool) -> Vec<u32> {
    let typed = text::fold(typed);
    let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
    let matcher = SkimMatcherV2::default();
    let mut hits = Vec::new();
    for (key, (place, parts)) in all {
        let parts: Vec<String> = parts.iter().map(|part| text::fold(part)).collect();
        let bands: Option<Vec<Band>> = words.iter().map(|word| band(word, &parts)).collect();
        let Some(bands) = bands else { continue };
        let broken =
            |(word, band): (&&str, &Band)| *band == Band::Scattered && !is_ref(word, &parts[0]);
        if !gaps && words.iter().zip(&bands).any(broken) {
            continue;
        }
        let named = words.iter().any(|word| is_ref(word, &parts[0]));
        let exact = named || (!words.is_empty() && parts.contains(&typed));
        let worst = bands.into_iter().max().unwrap_or(Band::Begins);
        let band = if exact { Band::Exact } else { worst };
        let best = |word: &&str| parts.iter().filter_map(|p| matcher.fuzzy_match(p, word)).max();
        let score = words.iter().filter_map(best).sum::<i64>();
        let score = if band == Band::Scattered { score } else { 0 };
        hits.push((band, Reverse(score), *place, *key));
    }
    hits.sort_unstable();
    hits.into_iter().map(|(.., key)| key).collect()
}

fn map(all: &[Given]) -> BTreeMap<u32, (Place, Vec<String>)> {
    all.iter().map(|(key, place, parts)| (*key, (*place, parts.clone()))).collect()
}

/// A title of few words, so that queries find something.
fn title() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Roster",
        "roast",
        "DSI",
        "of",
        "Interpreters",
        "interim",
        "shelter",
        "17",
        "๑๗",
        "A-1",
        "ล่าม",
        "ทะเบียน",
        "จัดทำ",
        "จัดทํา",
        "น้ำ",
        "นํ้า",
        "DSIล่าม",
        "(bed)",
        "beds",
        "É",
    ]);
    let glue = prop::sample::select(vec![" ", "", "  "]);
    prop::collection::vec((word, glue), 0..5)
        .prop_map(|all| all.into_iter().map(|(word, glue)| format!("{word}{glue}")).collect())
}

fn given() -> impl Strategy<Value = Given> {
    let kind = prop::sample::select(vec![Kind::Action, Kind::Issue]);
    (0u32..30, kind, 1u32..20, prop::collection::vec(title(), 0..3)).prop_map(
        |(key, kind, number, mut parts)| {
            parts.insert(0, crate::domain::refs::numbered(kind, Some(number)));
            (key, Place::of(kind, Some(number)), parts)
        },
    )
}

fn query(typed: &str, kinds: &[Kind], gaps: bool) -> Query {
    let query = Query::new(typed).among(kinds);
    if gaps { query } else { query.unbroken() }
}

fn kinds() -> impl Strategy<Value = Vec<Kind>> {
    prop::sample::select(vec![Kind::ALL.to_vec(), vec![Kind::Action], vec![Kind::Issue], vec![]])
}

fn typed() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "r",
        "ro",
        "rst",
        "roster",
        "int",
        "itp",
        "dsi",
        "ล่",
        "ล่าม",
        "จดท",
        "น้ำ",
        "นํ้า",
        "1",
        "17",
        "a1",
        "A-1",
        "๑๗",
        "k-๑",
        "bed",
        "é",
        "ทะเบียน",
        "sr",
        "zz",
    ]);
    prop::collection::vec(word, 0..4).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn hits_are_those_of_a_plain_model_however_it_is_sliced(
        all in prop::collection::vec(given(), 0..30), typed in typed(),
        slices in prop::collection::vec(0usize..2_000, 1..6), most in 0usize..12, gaps in any::<bool>(),
    ) {
        let all = map(&all);
        let mut index = Index::default();
        for (key, (place, parts)) in &all {
            index.put(*key, *place, parts.iter().map(String::as_str));
        }
        let model = model(&all, &typed, gaps);
        for most in [most, usize::MAX] {
            let mut search = Search::new(query(&typed, &Kind::ALL, gaps), most);
            let mut slices = slices.iter().copied().cycle();
            while !search.step(&index, slices.next().unwrap()).done {}
            prop_assert_eq!(keys(&search), model.iter().copied().take(most).collect::<Vec<_>>());
            let mut found: Vec<u32> = search.keys(&index).collect();
            found.sort_unstable();
            let mut wanted = model.clone();
            wanted.sort_unstable();
            prop_assert_eq!(search.count(), wanted.len());
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn a_list_that_is_cut_down_keeps_its_order_however_it_is_typed_and_sliced(
        all in prop::collection::vec(given(), 0..30), typed in typed(),
        steps in prop::collection::vec(0usize..4, 1..8), work in 0usize..600,
        elsewhere in prop::collection::btree_set(0u32..40, 0..6),
    ) {
        let index = index(&all);
        let mut list: Vec<u32> = map(&all).into_keys().collect();
        list.reverse();
        // An older word is answered wherever a longer one is.
        let other = |n: usize, key: u32| n == 0 && elsewhere.contains(&key);
        let answered: Option<&dyn Fn(usize, u32) -> bool> =
            if elsewhere.is_empty() { None } else { Some(&other) };
        let query = |typed: &str| Query::new(typed).unbroken();
        let mut sift = Sift::new(query(""));
        let mut steps = steps.into_iter().cycle();
        let mut so_far = String::new();
        for letter in typed.chars() {
            so_far.push(letter);
            sift.turn(query(&so_far));
            for _ in 0..steps.next().unwrap() {
                let looked = sift.step(&index, &list, work, answered).looked;
                prop_assert!(looked <= work / 44 + 1, "{looked} entries in a slice of {work}");
            }
        }
        sift.turn(query(&typed));
        while !sift.step(&index, &list, work, answered).done {}
        prop_assert!(sift.is_done());
        let mut fresh = Search::new(query(&typed), usize::MAX);
        fresh.finish(&index);
        let plain: Vec<u32> = fresh.keys(&index).collect();
        let wanted = |key: &u32| match answered {
            None => plain.contains(key),
            Some(_) => sift.answers(&index, *key, answered),
        };
        prop_assert_eq!(sift.hits(), list.iter().copied().filter(wanted).collect::<Vec<_>>());
    }

    #[test]
    fn a_query_typed_letter_by_letter_finds_what_a_fresh_one_finds(
        all in prop::collection::vec(given(), 0..30),
        queries in prop::collection::vec((typed(), kinds(), any::<bool>()), 1..4),
        steps in prop::collection::vec(0usize..4, 1..8), work in 0usize..1_500,
    ) {
        let index = index(&all);
        let mut search = Search::new(Query::new(""), 5);
        let mut steps = steps.into_iter().cycle();
        for (typed, kinds, gaps) in queries {
            let mut so_far = String::new();
            for letter in typed.chars() {
                so_far.push(letter);
                search.turn(query(&so_far, &kinds, gaps));
                for _ in 0..steps.next().unwrap() {
                    search.step(&index, work);
                }
            }
            let query = query(&typed, &kinds, gaps);
            search.turn(query.clone());
            let mut kept = search.clone();
            kept.finish(&index);
            let mut fresh = Search::new(query, 5);
            fresh.finish(&index);
            prop_assert_eq!(kept.top(5), fresh.top(5));
            prop_assert_eq!(kept.count(), fresh.count());
        }
    }

    #[test]
    fn a_kept_index_finds_what_a_fresh_one_finds(
        steps in prop::collection::vec((given(), any::<bool>()), 0..60), typed in typed(),
    ) {
        let mut kept = Index::default();
        let mut model = BTreeMap::new();
        let mut search = Search::new(Query::new(&typed), 8);
        for ((key, place, parts), put) in steps {
            if put {
                kept.put(key, place, parts.iter().map(String::as_str));
                model.insert(key, (place, parts));
            } else {
                kept.remove(key);
                model.remove(&key);
            }
            // A search that goes on while records change.
            search.step(&kept, 100);
        }
        let mut fresh = Index::default();
        for (key, (place, parts)) in &model {
            fresh.put(*key, *place, parts.iter().map(String::as_str));
        }
        search.finish(&kept);
        let mut anew = Search::new(Query::new(&typed), 8);
        anew.finish(&fresh);
        prop_assert_eq!(kept.len(), model.len());
        prop_assert_eq!(search.top(8), anew.top(8));
        prop_assert_eq!(search.count(), anew.count());
    }

    #[test]
    fn what_is_lit_up_are_whole_clusters_and_all_of_the_words(title in title(), typed in typed()) {
        let query = Query::new(&typed);
        let ranges = query.highlight(&title);
        let mut edges: Vec<usize> =
            text::clusters(&title).map(|c| c.as_ptr() as usize - title.as_ptr() as usize).collect();
        edges.push(title.len());
        let mut before = None;
        for range in &ranges {
            prop_assert!(range.start < range.end, "{ranges:?}");
            prop_assert!(edges.contains(&range.start) && edges.contains(&range.end));
            prop_assert!(before.is_none_or(|end| end < range.start), "{ranges:?}");
            before = Some(range.end);
        }
        let lit: String = ranges.iter().filter_map(|range| title.get(range.clone())).collect();
        let folded = [text::fold(&title)];
        for word in text::fold(&typed).split(' ').filter(|word| !word.is_empty()) {
            if band(word, &folded).is_some() {
                prop_assert!(in_order(word, &text::fold(&lit)), "{word} of {title}: {lit}");
            }
        }
    }
}

#[test]
fn refs_come_first_then_beginnings_then_insides_then_letters_with_gaps() {
    let record = |key: u32, kind, number: u32, title: &str| {
        let called = crate::domain::refs::numbered(kind, Some(number));
        (key, Place::of(kind, Some(number)), vec![called, title.to_owned()])
    };
    let all = [
        record(1, Kind::Action, 1, "a 1b7"),
        record(2, Kind::Action, 2, "no. 217"),
        record(3, Kind::Action, 3, "room 17"),
        record(4, Kind::Action, 17, "Set up a roster"),
        record(5, Kind::Action, 170, "Something else"),
        record(6, Kind::Issue, 17, "An issue"),
    ];
    for (typed, hits) in [
        ("17", vec![6, 4, 3, 5, 2, 1]),
        ("๑๗", vec![6, 4, 3, 5, 2, 1]),
        ("A-17", vec![4, 5]),
        ("a-๑๗ roster", vec![4]),
        ("roster 17", vec![4]),
        ("k17", vec![6]),
    ] {
        assert_eq!(find(&all, typed), hits, "{typed}");
    }
    assert_eq!(find(&all, "a17").first(), Some(&4));
    let index = index(&all);
    let mut search = Search::new(Query::new("17").among(&[Kind::Issue]), 9);
    search.finish(&index);
    assert_eq!(keys(&search), [6]);
}

#[test]
fn what_is_typed_in_several_ways_finds_each_other() {
    let spellings = ["จัดทำ", "จัดทํา"];
    let water = ["น้ำ", "นํ้า", "น\u{0E49}\u{0E4D}\u{0E32}", "น\u{200B}้ำ"];
    let tones = ["ที่", "ท\u{0E48}\u{0E35}"];
    let digits = ["2569", "๒๕๖๙", "๒5๖9"];
    let scripts = ["DSI ล่าม", "ล่าม dsi", "ดีเอสไอ: ล่ามDSI"];
    for forms in [&spellings[..], &water, &tones, &digits] {
        for typed in forms {
            assert_eq!(find(&titles(forms), typed).len(), forms.len(), "{typed}");
        }
    }
    for typed in scripts.iter().take(2) {
        assert_eq!(find(&titles(&scripts), typed).len(), 3, "{typed}");
    }
    assert_eq!(
        find(&titles(&["Interpreters"]), "interperter"),
        [0u32; 0],
        "no mistake is forgiven"
    );
}

#[test]
fn a_word_may_not_be_put_together_of_two_parts() {
    let parts = |parts: [&str; 3]| vec![(1, Place::nth(1), parts.map(str::to_owned).to_vec())];
    assert_eq!(find(&parts(["A-1", "border", "ล่าม"]), "a1b"), [0u32; 0]);
    assert_eq!(find(&parts(["A-1", "border", "ล่าม"]), "border ล่าม a1"), [1]);
}

#[test]
fn an_unbroken_query_leaves_out_letters_with_gaps() {
    let all = titles(&["roster", "rotation of staff", "prosterior"]);
    let mut search = Search::new(Query::new("ros").unbroken(), 9);
    search.finish(&index(&all));
    assert_eq!(keys(&search), [0, 2]);
    let record = |n| (n, Place::of(Kind::Action, Some(n)), vec![format!("A-{n}"), String::new()]);
    let index = index(&[record(1), record(17), record(171)]);
    let mut search = Search::new(Query::new("").unbroken(), 9);
    for (typed, hits) in [("a1", vec![1]), ("a17", vec![17]), ("a171", vec![171])] {
        search.turn(Query::new(typed).unbroken());
        search.finish(&index);
        assert_eq!(keys(&search), hits, "{typed}");
    }
}

#[test]
fn a_word_that_is_answered_elsewhere_is_not_sought_in_the_entry() {
    let all = titles(&["Roster of beds", "Beds", "Roster"]);
    let index = index(&all);
    let sift = Sift::new(Query::new("iom bed").unbroken());
    let lead = |n: usize, key: u32| n == 0 && key != 1;
    let answers = |key| sift.answers(&index, key, Some(&lead));
    assert_eq!([0, 1, 2, 9].map(answers), [true, false, false, false]);
    // One that is answered lights up nothing: its letters stand there by chance.
    let lit = sift.query().highlight("India or Malta bed");
    assert_eq!((lit.len(), lit.first()), (1, Some(&(15..18))));
    assert!(!Query::new("iom").highlight("India or Malta bed").is_empty());
}

#[test]
fn more_than_counts_is_told() {
    let is_cut = |typed: &str| Query::new(typed).is_cut();
    let words = "a ".repeat(16);
    assert!(!is_cut("") && !is_cut(&words) && !is_cut(&"น".repeat(256)));
    assert!(is_cut(&format!("{words}b")) && is_cut(&"น".repeat(257)));
    assert_eq!(Query::new(&format!("{words}b")).words().count(), 16);
}

#[test]
fn letters_are_compared_and_not_their_bytes() {
    // ข ends as ก begins, and แ ends as ก does.
    assert_eq!(find(&titles(&["ขแขก"]), "กข"), [0u32; 0]);
    assert_eq!(find(&titles(&["กแข"]), "กข"), [0]);
}

#[test]
fn a_whole_part_comes_first_even_where_it_comes_late() {
    let all = titles(&["DSI north", "DSI south", "DSI east", "of the DSI", "DSI", "a DSI"]);
    let index = index(&all);
    let mut search = Search::new(Query::new("dsi"), 3);
    search.finish(&index);
    assert_eq!(keys(&search), [4, 0, 1]);
    assert_eq!(search.count(), 6);
}

#[test]
fn the_original_lights_up() {
    let lit = |typed: &str, title: &str| -> Vec<String> {
        let ranges = Query::new(typed).highlight(title);
        ranges.into_iter().filter_map(|range| title.get(range)).map(str::to_owned).collect()
    };
    assert_eq!(lit("ROSTER", "A roster"), ["roster"]);
    assert_eq!(lit("ทำ", "จัดทํา แผน"), ["ทํา"]);
    assert_eq!(lit("แม", "ที่เเม่สอด"), ["เเม่"]);
    assert_eq!(lit("น", "น้ำ"), ["น้ำ"]);
    assert_eq!(lit("a17", "A-17"), ["A", "17"]);
    assert_eq!(lit("2569", "ปี ๒๕๖๙"), ["๒๕๖๙"]);
    assert_eq!(lit("roster up", "Set up a roster"), ["up", "roster"]);
    assert_eq!(lit("ate", "late ate"), ["ate"], "what begins a word rather than what is inside");
    assert_eq!(lit("ล่าม", "Roster"), [""; 0]);
}

#[test]
fn a_pasted_book_is_a_short_query() {
    let book = "ทะเบียนล่าม roster ".repeat(60_000);
    let query = Query::new(&book);
    assert!(query.len() < 3 * 256 + 16 && query.words.len() <= 16);
    // A title of a megabyte is found as any other, and lights up.
    let all = titles(&[&book, "roster"]);
    assert_eq!(find(&all, "roster"), [1, 0]);
    assert_eq!(find(&all, "rrr"), [0]);
    assert!(!Query::new("rrr").highlight(&book).is_empty());
}

#[test]
fn changes_do_not_pile_up() {
    let mut index = Index::default();
    for n in 0..200_000u32 {
        index.put(n % 100, Place::nth(n % 100), ["", "a title of some length", &n.to_string()]);
    }
    assert_eq!(index.len(), 100);
    assert!(index.bytes() < 300_000, "{} bytes", index.bytes());
}
