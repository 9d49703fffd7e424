//! The archive: out, in and out again is the same to the byte, log included; a damaged one
//! leaves nothing behind.

use std::path::Path;

use plenary::ops::{self, Durability, Error, Opening, Workspace};

use crate::{
    bench::{opening, picture, random},
    play::Play,
};

const WORKSPACES: u64 = 100;
const LENGTH: usize = 30;

fn exported(w: &mut Workspace) -> String {
    let mut bytes = Vec::new();
    w.export_all(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn imported(path: &Path, archive: &[u8]) -> Result<Workspace, Error> {
    ops::import_all(&opening(path), random(77), &mut &*archive)
}

fn files(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Where two texts part, for a message that can be read.
fn parting(a: &str, b: &str) -> String {
    let lines = a.lines().zip(b.lines()).find(|(a, b)| a != b);
    format!("{lines:#?} ({} and {} bytes)", a.len(), b.len())
}

#[test]
fn out_and_in_and_out_again_is_the_same_to_the_byte() {
    for seed in 0..WORKSPACES {
        let mut play = Play::new(10_000 + seed, false);
        for _ in 0..LENGTH {
            let _refused_or_done = play.draw().unwrap();
        }
        let first = exported(&mut play.bench.w);
        let path = play.bench.dir.path().join("again.plenary");
        let mut again = imported(&path, first.as_bytes()).unwrap();
        let second = exported(&mut again);
        assert!(first == second, "workspace {seed}: {}", parting(&first, &second));
        assert_eq!(again.check().unwrap(), [], "workspace {seed}");
        // Ballots of rounds that are open go with a backup, not with an archive: what came after
        // them has other places in the file, and there is nothing of them to undo.
        if first.contains("round.cast") {
            continue;
        }
        assert_eq!(picture(&mut again), picture(&mut play.bench.w), "workspace {seed}");
        // Undo goes on where it stopped, as in a copied file.
        let stamp = play.bench.stamp("Scribe");
        let done = [&mut again, &mut play.bench.w].map(|w| {
            let undo = ops::Command::Undo { operation: None, any: true };
            w.execute(&undo, &stamp, None).map(|receipt| receipt.done)
        });
        assert_eq!(done[0], done[1], "workspace {seed}");
        assert_eq!(picture(&mut again), picture(&mut play.bench.w), "workspace {seed}");
    }
}

#[test]
fn a_damaged_archive_leaves_nothing_behind() {
    let mut play = Play::new(20_000, false);
    for _ in 0..40 {
        let _refused_or_done = play.draw().unwrap();
    }
    let whole = exported(&mut play.bench.w);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new.plenary");
    let refused = |what: &str, archive: &str| {
        match imported(&path, archive.as_bytes()) {
            Err(Error::File(saying)) => assert_eq!(saying.key, "archive.unread", "{what}"),
            Err(other) => panic!("{what}: {other:?}"),
            Ok(_) => panic!("{what}: imported"),
        }
        assert_eq!(files(dir.path()), Vec::<String>::new(), "{what}");
    };
    refused("empty", "");
    refused("not JSON", "id,title\n1,one\n");
    refused("another JSON", "{\"cards\": []}");
    refused("newer", &whole.replacen("\"plenary\": 1", "\"plenary\": 2", 1));
    for percent in [10, 50, 90, 99] {
        let end = whole.floor_char_boundary(whole.len() * percent / 100);
        refused("cut off", &whole[..end]);
    }
    refused("another workspace", &changed(&whole, "\"workspace\": \""));

    // A file that is there stays as it is.
    let taken = dir.path().join("taken.plenary");
    std::fs::write(&taken, "mine").unwrap();
    let opening =
        Opening { path: taken.clone(), durability: Durability::Off, ..Opening::default() };
    match ops::import_all(&opening, random(1), &mut whole.as_bytes()) {
        Err(Error::File(saying)) => assert_eq!(saying.key, "file.exists"),
        other => panic!("{:?}", other.map(|_| ())),
    }
    assert_eq!(std::fs::read(&taken).unwrap(), b"mine");
    assert_eq!(files(dir.path()), ["taken.plenary"]);
}

#[test]
fn an_archive_with_one_wrong_character_is_refused_or_makes_a_sound_file() {
    let mut play = Play::new(20_001, false);
    for _ in 0..30 {
        let _refused_or_done = play.draw().unwrap();
    }
    let whole = exported(&mut play.bench.w).into_bytes();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new.plenary");
    let mut made = 0;
    for n in 0..150 {
        let mut damaged = whole.clone();
        let at = play.chance.below(damaged.len());
        damaged[at] = *play.chance.pick(b"09af-\"{}[],: n").unwrap();
        match imported(&path, &damaged) {
            Ok(mut w) => {
                assert_eq!(w.check().unwrap(), [], "damage {n} at {at}");
                w.snapshot().unwrap();
                w.log(None, None, 100).unwrap();
                drop(w);
                std::fs::remove_file(&path).unwrap();
                made += 1;
            }
            Err(error) => assert!(matches!(error, Error::File(_)), "damage {n} at {at}: {error:?}"),
        }
        assert_eq!(files(dir.path()), Vec::<String>::new(), "damage {n} at {at}");
    }
    println!("150 archives with one wrong character: {made} made, {} refused", 150 - made);
}

/// The archive with the character behind this changed to another hexadecimal digit.
fn changed(whole: &str, behind: &str) -> String {
    let at = whole.find(behind).unwrap() + behind.len();
    let other = if whole[at..].starts_with('0') { "1" } else { "0" };
    format!("{}{other}{}", &whole[..at], &whole[at + 1..])
}

#[test]
fn the_sample_comes_back_to_the_byte() {
    let dir = tempfile::tempdir().unwrap();
    let mut demo = std::process::Command::new(env!("CARGO_BIN_EXE_plenary"));
    let made = demo.args(["demo", "--no-open"]).current_dir(dir.path()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut sample =
        Workspace::open(&opening(&dir.path().join("sample.plenary")), random(1)).unwrap();
    let first = exported(&mut sample);
    let mut again = imported(&dir.path().join("again.plenary"), first.as_bytes()).unwrap();
    let second = exported(&mut again);
    assert!(first == second, "{}", parting(&first, &second));
    assert_eq!(again.check().unwrap(), []);
}
