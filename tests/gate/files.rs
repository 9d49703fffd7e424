//! Files that are not as they should be: each is said for what it is, nothing is changed, no
//! file is left beside it, and nothing ever panics.

use std::path::{Path, PathBuf};

use plenary::{
    domain::{kind::Kind, saying::Saying},
    ops::{Durability, Error, Opening, Workspace},
};
use rusqlite::Connection;

use crate::{
    bench::{Bench, NOON, add, edit, opening, random, stamp},
    chance::Chance,
};

/// A file in a folder of its own, with some ideas in it.
fn file() -> (tempfile::TempDir, PathBuf) {
    let mut bench = Bench::new();
    let lines: Vec<String> = (0..100).map(|n| format!("idea {n} with some words #tag")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    bench.run(&add(Kind::Idea, &lines));
    bench.add(Kind::Action, "item due:2026-07-01");
    bench.add(Kind::Action, "next after:A-1");
    let Bench { dir, path, .. } = bench;
    (dir, path)
}

fn names(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn said(error: &Error) -> Saying {
    match error {
        Error::File(saying) => (**saying).clone(),
        other => panic!("not about the file: {other:?}"),
    }
}

/// Opening it says this, and leaves the folder as it was.
fn refused(path: &Path, key: &str) -> Saying {
    let folder = path.parent().unwrap();
    let before = (names(folder), std::fs::read(path).ok());
    for read_only in [false, true] {
        let opening = Opening { read_only, ..opening(path) };
        match Workspace::open(&opening, random(1)) {
            Ok(_) => panic!("{path:?} was opened"),
            Err(error) => assert_eq!(said(&error).key, key, "{error:?}"),
        }
    }
    assert_eq!((names(folder), std::fs::read(path).ok()), before);
    let Err(error) = Workspace::open(&opening(path), random(1)) else { unreachable!() };
    said(&error)
}

/// Changes bytes of a file that nobody has open.
fn patch(path: &Path, at: usize, bytes: &[u8]) {
    let mut all = std::fs::read(path).unwrap();
    all[at..at + bytes.len()].copy_from_slice(bytes);
    std::fs::write(path, all).unwrap();
}

/// Where the header keeps the schema version and the two bytes that ask for a log of its own.
const VERSION: usize = 60;
const WRITE_FORMAT: usize = 18;

#[test]
fn what_is_no_workspace_is_said_to_be_none() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    refused(&write("empty.plenary", b""), "file.no_workspace");
    refused(&write("text.plenary", b"Minutes of the meeting\n"), "file.no_workspace");
    refused(&write("long.plenary", &[b'x'; 10_000]), "file.no_workspace");
    refused(&write("head.plenary", b"SQLite format 3\0"), "file.no_workspace");
    let folder = dir.path().join("folder.plenary");
    std::fs::create_dir(&folder).unwrap();
    refused(&folder, "file.no_workspace");
    refused(&dir.path().join("none.plenary"), "file.missing");
    let other = dir.path().join("other.plenary");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE cards(title)").unwrap();
    refused(&other, "file.no_workspace");
}

#[test]
fn a_file_that_was_cut_off_is_damaged() {
    let (_dir, path) = file();
    let whole = std::fs::read(&path).unwrap();
    for cut in [whole.len() - 1, whole.len() - 4096, whole.len() / 2, 4096, 100] {
        std::fs::write(&path, &whole[..cut]).unwrap();
        refused(&path, "file.damaged");
    }
    // Grown by what a broken copy appended.
    std::fs::write(&path, [&whole[..], &[0; 4096]].concat()).unwrap();
    refused(&path, "file.damaged");
}

#[test]
fn a_newer_major_version_is_refused_and_named_a_newer_minor_is_opened() {
    let (_dir, path) = file();
    patch(&path, VERSION, &2_003_u32.to_be_bytes());
    let saying = refused(&path, "file.newer");
    assert!(format!("{saying:?}").contains("2.3"), "{saying:?}");
    patch(&path, VERSION, &1_007_u32.to_be_bytes());
    let mut w = Workspace::open(&opening(&path), random(1)).unwrap();
    w.execute(&add(Kind::Idea, &["by the older program"]), &stamp(NOON, "Scribe"), None).unwrap();
    drop(w);
    // The version stays what the newer program made it.
    assert_eq!(std::fs::read(&path).unwrap()[VERSION..VERSION + 4], 1_007_u32.to_be_bytes());
}

#[test]
fn a_header_that_asks_for_a_log_beside_it_is_refused() {
    let (dir, path) = file();
    patch(&path, WRITE_FORMAT, &[2, 2]);
    refused(&path, "file.damaged");
    assert_eq!(names(dir.path()), ["test.plenary"]);
}

#[test]
fn a_read_only_opening_writes_nothing() {
    let (dir, path) = file();
    let before = std::fs::read(&path).unwrap();
    let opening = Opening { read_only: true, ..opening(&path) };
    let mut w = Workspace::open(&opening, random(1)).unwrap();
    assert_eq!(w.snapshot().unwrap().count::<plenary::domain::fields::Idea>(), 100);
    let error = w.execute(&add(Kind::Idea, &["x"]), &stamp(NOON, "Scribe"), None).unwrap_err();
    assert_eq!(said(&error).key, "file.read_only");
    assert_eq!(w.check().unwrap(), []);
    drop(w);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(names(dir.path()), ["test.plenary"]);
}

#[test]
fn a_file_that_another_program_holds_is_said_to_be_held() {
    let (dir, path) = file();
    let mut w = Workspace::open(&opening(&path), random(1)).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = std::time::Instant::now();
    let error = w.execute(&add(Kind::Idea, &["x"]), &stamp(NOON, "Scribe"), None).unwrap_err();
    assert_eq!(said(&error).key, "file.locked");
    println!("held by another program: said after {:?}", begun.elapsed());
    other.execute_batch("ROLLBACK").unwrap();
    w.execute(&add(Kind::Idea, &["x"]), &stamp(NOON, "Scribe"), None).unwrap();
    drop((w, other));
    assert_eq!(names(dir.path()), ["test.plenary"]);
}

/// Wrong bytes in the middle: opening or reading says so, or the check finds it, or they lie
/// where nothing is. What is never allowed is a fault of the program.
#[test]
fn wrong_bytes_are_an_error_or_a_finding_and_never_a_fault() {
    let (_dir, path) = file();
    let whole = std::fs::read(&path).unwrap();
    let mut chance = Chance::new(11);
    let (mut errors, mut findings, mut unseen) = (0, 0, 0);
    for n in 0..120 {
        let mut damaged = whole.clone();
        // Half of them anywhere, half as a whole sector.
        let (length, at) = if n % 2 == 0 {
            (1 + chance.below(8), 100 + chance.below(whole.len() - 200))
        } else {
            (512, 512 * (1 + chance.below(whole.len() / 512 - 1)))
        };
        for byte in &mut damaged[at..at + length] {
            *byte = chance.next().to_le_bytes()[0];
        }
        std::fs::write(&path, &damaged).unwrap();
        match all_of(&path) {
            Err(error) => {
                assert!(!matches!(error, Error::Replaced), "{n}: {error:?}");
                errors += 1;
            }
            Ok(0) => unseen += 1,
            Ok(_) => findings += 1,
        }
    }
    println!("120 damages: {errors} errors, {findings} found by the check, {unseen} in nothing");
}

/// Does everything that reads, and one command. How many findings the check has before it.
fn all_of(path: &Path) -> Result<usize, Error> {
    let mut w = Workspace::open(&opening(path), random(1))?;
    let findings = w.check()?.len();
    let picture = w.snapshot()?;
    w.first_page(crate::bench::NOON)?;
    w.trash()?;
    w.log(None, None, 50)?;
    w.export_all(&mut Vec::new())?;
    if let Some(idea) = picture.loaded::<plenary::domain::fields::Idea>().next() {
        w.execute(&edit(idea.id, "changed"), &stamp(NOON, "Scribe"), None)?;
    }
    w.execute(&add(Kind::Idea, &["x"]), &stamp(NOON, "Scribe"), None)?;
    Ok(findings)
}

/// A disk of 2 MiB, where this machine lets us have one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn new() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mount = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
            .arg(dir.path())
            .output();
        mount.is_ok_and(|done| done.status.success()).then_some(Self(dir))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ours = std::process::Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn a_full_disk_is_said_and_nothing_is_half_written() {
    let Some(disk) = SmallDisk::new() else {
        println!("skipped: a small disk cannot be mounted here");
        return;
    };
    let path = disk.0.path().join("test.plenary");
    let opening = Opening { path: path.clone(), durability: Durability::Full, ..opening(&path) };
    let mut w = Workspace::create(&opening, &Default::default(), &stamp(NOON, "Scribe"), random(1))
        .unwrap();
    let line = "a card that fills the disk ".repeat(40);
    let mut there = 0;
    let error = loop {
        match w.execute(&add(Kind::Idea, &[line.as_str(); 20]), &stamp(NOON, "Scribe"), None) {
            Ok(_) => there += 20,
            Err(error) => break error,
        }
        assert!(there < 10_000, "the disk does not fill");
    };
    assert_eq!(said(&error).key, "file.full");
    let ideas = |w: &mut Workspace| w.snapshot().unwrap().count::<plenary::domain::fields::Idea>();
    assert_eq!(ideas(&mut w), there);
    assert_eq!(w.check().unwrap(), []);
    assert_eq!(names(disk.0.path()), ["test.plenary"]);
    // A copy does not fit either, and leaves nothing.
    let backup = w.backup(&w.backup_folder(), &stamp(NOON, "Scribe")).unwrap_err();
    assert_eq!(said(&backup).key, "file.full");
    assert_eq!(names(&w.backup_folder()), Vec::<String>::new());
    // Small work still fits where room was left by what was rolled back.
    drop(w);
    let mut w = Workspace::open(&opening, random(2)).unwrap();
    assert_eq!(ideas(&mut w), there);
    println!("a full disk: {there} ideas there, the command that did not fit wholly gone");
}
