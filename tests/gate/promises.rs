//! Promises that were once found broken, each held by a test.

use plenary::{
    domain::{entry::Entry, kind::Kind},
    ops::{Command, Error, Target, import_all},
};

use crate::bench::{Bench, NOON, UNDO, add, delete, edit, opening, random, refused, stamp};

fn archive(bench: &mut Bench) -> String {
    let mut bytes = Vec::new();
    bench.w.export_all(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Imports an archive beside the bench's file; the key of the refusal where it is refused.
fn import(bench: &Bench, archive: &str) -> Option<&'static str> {
    let path = bench.dir.path().join("again.plenary");
    let made = import_all(&opening(&path), random(77), &mut archive.as_bytes());
    let refusal = match made {
        Ok(_) => None,
        Err(Error::File(saying)) => Some(saying.key),
        Err(other) => panic!("{other:?}"),
    };
    assert_eq!(path.exists(), refusal.is_none());
    let _done = std::fs::remove_file(&path);
    let left: Vec<_> = std::fs::read_dir(bench.dir.path()).unwrap().flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    refusal
}

#[test]
fn an_archive_that_contradicts_itself_makes_nothing() {
    let mut bench = Bench::new();
    bench.add(Kind::Idea, "one");
    let sound = archive(&mut bench);
    assert_eq!(import(&bench, &sound), None);
    let title = r#""field":"idea.title","element":"en","value":"one""#;
    let number = r#""field":"idea.number","value":1"#;
    for (was, is) in [
        (title, r#""field":"idea.title","element":"en","value":77"#),
        (title, r#""field":"idea.title","element":"fr","value":"one""#),
        (number, r#""field":"idea.number","value":4000000000"#),
        (number, r#""field":"idea.number","value":-1"#),
        (r#""of":"idea","field":"idea.alive""#, r#""of":"action","field":"idea.alive""#),
        (r#""title_en": "one""#, r#""title_en": "another""#),
        (r#""records": ["#, r#""records": [{},"#),
    ] {
        let damaged = sound.replacen(was, is, 1);
        assert_ne!(damaged, sound, "{was} is not in the archive");
        assert!(import(&bench, &damaged).is_some(), "{is} was taken");
    }
}

#[test]
fn a_link_keeps_its_kind_in_the_archive() {
    let mut bench = Bench::new();
    bench.run(&add(Kind::Organisation, &["Alpha", "Beta"]));
    bench.run(&Command::Link {
        from: Target::from("S-1"),
        to: Target::from("S-2"),
        kind: "funds".into(),
        entry: Entry::default(),
    });
    let archive = archive(&mut bench);
    assert!(archive.contains(r#""kind": "funds""#) && archive.contains(r#""of": "link""#));
}

#[test]
fn a_delete_does_not_bury_what_its_author_never_saw() {
    let mut bench = Bench::new();
    let idea = bench.add(Kind::Idea, "t0");
    let seen = bench.live().seen;
    let mut other = bench.another();
    other.execute(&edit(idea, "theirs"), &stamp(NOON + 60_000, "Other"), None).unwrap();
    let mine = bench.stamp("Scribe");
    match bench.w.execute(&delete(idea), &mine, Some(seen)) {
        Err(Error::Changed(changed)) => {
            assert_eq!((changed.by.as_str(), changed.field.as_str()), ("Other", "title"));
            // Knowing it, the delete is carried out.
            bench.w.execute(&delete(idea), &mine, Some(changed.seen)).unwrap();
        }
        other => panic!("{other:?}"),
    }
    assert!(!bench.row(idea).entity().alive());
}

#[test]
fn from_history_too_another_persons_step_is_asked_about() {
    let mut bench = Bench::new();
    let at = bench.stamp("Other");
    let theirs = bench.w.execute(&add(Kind::Idea, &["theirs"]), &at, None).unwrap();
    let operation = theirs.operation.unwrap();
    let undo = |any| Command::Undo { operation: Some(operation), any };
    let rewind = |any| Command::Rewind { to: operation - 1, any };
    assert_eq!(refused(bench.try_run(&undo(false))), "undo.other");
    assert_eq!(refused(bench.try_run(&rewind(false))), "undo.other");
    bench.run(&rewind(true));
    bench.run(&UNDO);
    bench.run(&undo(true));
}

#[test]
fn numbers_beyond_any_log_are_refused() {
    let mut bench = Bench::new();
    for n in [i64::MAX, i64::MIN, -1, 0, 99] {
        let undo = Command::Undo { operation: Some(n), any: true };
        assert_eq!(refused(bench.try_run(&undo)), "log.no_operation");
        let rewind = Command::Rewind { to: n, any: true };
        assert_eq!(refused(bench.try_run(&rewind)), "log.no_operation");
    }
}

#[test]
fn a_title_that_nobody_can_see_is_none() {
    let mut bench = Bench::new();
    for blank in ["\u{200b}", "\u{2060}\u{202e}", "\0", "\u{1b}", " \u{feff} "] {
        assert_eq!(refused(bench.try_run(&add(Kind::Idea, &[blank]))), "entry.empty");
    }
    bench.run(&add(Kind::Idea, &["😀", "x\0y", "–"]));
}

#[test]
fn a_step_that_changes_nothing_says_so() {
    let mut bench = Bench::new();
    let issue = bench.add(Kind::Issue, "K");
    bench.add(Kind::Issue, "another");
    let place = |position| Command::Move { issue: issue.into(), column: None, position };
    for command in [edit(issue, "K"), place(None), place(Some(1))] {
        let receipt = bench.run(&command);
        assert_eq!(receipt.operation, None, "{command:?}");
        assert_eq!(receipt.done.unwrap().key, "done.nothing");
    }
    assert!(bench.run(&place(Some(2))).operation.is_some());
}

#[test]
fn another_workspace_under_the_same_name_is_noticed() {
    let mut bench = Bench::new();
    let mut other = Bench::seeded(9);
    other.run(&add(Kind::Idea, &["a", "b", "c"]));
    // The bytes of another workspace in the same file, before this program has written.
    bench.reopen();
    std::fs::write(&bench.path, std::fs::read(&other.path).unwrap()).unwrap();
    assert!(matches!(bench.try_run(&add(Kind::Idea, &["x"])), Err(Error::Replaced)));
    bench.run(&add(Kind::Idea, &["x"]));
}

#[test]
fn a_quick_look_finds_a_damaged_page_and_gives_way() {
    let mut bench = Bench::new();
    let lines: Vec<String> = (0..2_000).map(|n| format!("idea number {n} of many")).collect();
    bench.run(&add(Kind::Idea, &lines.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(bench.w.quick_check(|| true).unwrap(), (false, None));
    assert_eq!(bench.w.quick_check(|| false).unwrap(), (true, None));
    let mut bytes = std::fs::read(&bench.path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xa5);
    std::fs::write(&bench.path, bytes).unwrap();
    bench.reopen();
    let (done, finding) = bench.w.quick_check(|| false).unwrap();
    assert!(done);
    assert_eq!(finding.unwrap().key, "file.damaged");
}
