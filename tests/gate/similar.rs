//! How well ideas that say the same are found, and what it costs.

use std::{fmt::Write as _, time::Instant};

use plenary::domain::{similar::Similar, value::Id};

const PAIRS: &str = include_str!("../fixtures/near-duplicates.txt");

fn id(n: usize) -> Id {
    Id::new(n as i64 + 1).unwrap()
}

/// Measured, never tuned: the matcher is set by the pairs of its own tests.
#[test]
fn four_of_five_that_say_the_same_are_found_and_four_of_five_hints_are_right() {
    let pairs: Vec<Vec<&str>> = PAIRS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(pairs.len(), 200);
    let mut cards: Vec<&str> = pairs.iter().map(|pair| pair[2]).collect();
    cards.sort_unstable();
    cards.dedup();
    let mut similar = Similar::default();
    for (n, card) in cards.iter().enumerate() {
        similar.put(id(n), [Some(card), None]);
    }
    for langs in [&["en"][..], &["th"], &["en", "th"]] {
        let found = |mark: &str| {
            let of = pairs.iter().filter(|pair| pair[0] == mark && langs.contains(&pair[1]));
            let hits = of.filter(|pair| {
                let card = id(cards.iter().position(|card| *card == pair[2]).unwrap());
                similar.like(pair[3], false, 3).iter().any(|alike| alike.id == card)
            });
            hits.count()
        };
        let all = pairs.iter().filter(|p| p[0] == "same" && langs.contains(&p[1])).count();
        let (right, wrong) = (found("same"), found("other"));
        let recall = right as f64 / all as f64;
        let precision = right as f64 / (right + wrong) as f64;
        println!(
            "{langs:?}: recall {recall:.2}, precision {precision:.2} ({right} of {all}, {wrong} wrong)"
        );
        assert!(recall >= 0.8 && precision >= 0.8, "{langs:?}: {recall:.2} {precision:.2}");
    }
}

/// The words of many ideas: each its own, in the stock of a room.
fn idea(n: usize) -> String {
    const WORDS: &[&str] = &[
        "beds",
        "provinces",
        "interpreters",
        "night",
        "raid",
        "embassy",
        "shelter",
        "hotline",
        "border",
        "recruiters",
        "wallets",
        "referral",
        "screening",
        "airport",
        "families",
        "ล่าม",
        "เตียง",
        "ด่านชายแดน",
        "บ้านพัก",
        "สายด่วน",
        "คัดแยก",
        "นายหน้า",
        "สถานทูต",
    ];
    let mut text = String::new();
    let mut state = n as u64 * 2_654_435_761 + 12_345;
    for _ in 0..7 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let _ = write!(text, "{} ", WORDS[(state >> 33) as usize % WORDS.len()]);
    }
    format!("{text}{n}")
}

#[test]
fn a_hint_among_twenty_thousand_ideas_is_bounded() {
    const IDEAS: usize = 20_000;
    let mut similar = Similar::default();
    let begun = Instant::now();
    for n in 0..IDEAS {
        similar.put(id(n), [Some(&idea(n)), None]);
    }
    println!("made in {:?}", begun.elapsed());
    let mut most = std::time::Duration::ZERO;
    for line in
        [&*idea(17_000), "Share overflow beds between provinces", "ตั้งทะเบียนล่ามกลาง 24 ชั่วโมง"]
    {
        for (end, _) in line.char_indices().skip(1) {
            let begun = Instant::now();
            let _found = similar.like(&line[..end], true, 1);
            most = most.max(begun.elapsed());
        }
    }
    println!("a letter takes {most:?} at most");
    let found = similar.like(&idea(17_000), false, 1);
    assert_eq!(found[0].id, id(17_000), "among so many that are like it");
    assert!(similar.looks(&idea(17_000)) <= 60_000, "reads more than it may");
}

#[test]
fn an_index_that_follows_finds_what_a_fresh_one_does() {
    let mut kept = Similar::default();
    let text = |n: usize, turn: usize| idea(n * 7 + turn * 13);
    for n in 0..200 {
        kept.put(id(n), [Some(&text(n, 0)), Some("ตั้งทะเบียนล่ามกลาง")]);
    }
    for n in 0..200 {
        match n % 3 {
            0 => kept.remove(id(n)),
            1 => kept.put(id(n), [Some(&text(n, 1)), None]),
            _ => {}
        }
    }
    let mut fresh = Similar::default();
    for n in 0..200 {
        match n % 3 {
            0 => {}
            1 => fresh.put(id(n), [Some(&text(n, 1)), None]),
            _ => fresh.put(id(n), [Some(&text(n, 0)), Some("ตั้งทะเบียนล่ามกลาง")]),
        }
    }
    assert_eq!(kept.len(), fresh.len());
    for n in 0..400 {
        let (a, b) = (kept.like(&idea(n), true, 99), fresh.like(&idea(n), true, 99));
        assert_eq!(a, b, "{n}");
    }
    assert_eq!(kept.same("ตั้งทะเบียน  ล่ามกลาง").len(), 66);
    assert!(kept.same(&text(0, 0)).is_empty());
}
