//! The cases of the change log that need one file, by their numbers.

use plenary::{
    domain::{entry::Entry, fields::Link, kind::Kind, row::Row},
    ops::{Command, Error, Target, Workspace},
};

use crate::bench::{
    Bench, NOON, REDO, UNDO, add, delete, edit, opening, picture, random, refused, restore, revert,
    stamp,
};

fn title(bench: &mut Bench, id: plenary::domain::value::Id) -> String {
    bench.row(id).entity().title().unwrap().en.as_deref().unwrap_or("–").to_owned()
}

#[test]
fn t14_a_number_is_never_given_twice() {
    let mut bench = Bench::new();
    let first = bench.add(Kind::Idea, "one");
    bench.run(&UNDO);
    let second = bench.add(Kind::Idea, "two");
    assert_eq!(bench.row(first).entity().number(), Some(1));
    assert_eq!(bench.row(second).entity().number(), Some(2));
    assert_eq!(refused(bench.try_run(&REDO)), "redo.nothing");
    assert!(bench.try_run(&restore(first)).is_ok());
    assert_eq!(bench.row(first).entity().number(), Some(1));
}

#[test]
fn t26_undo_is_refused_where_something_later_stands() {
    let mut bench = Bench::new();
    let idea = bench.add(Kind::Idea, "t0");
    let a = bench.edit(idea, "a");
    bench.edit(idea, "b");
    assert_eq!(refused(bench.try_run(&revert(&a))), "undo.later");
    assert_eq!(title(&mut bench, idea), "b");
}

#[test]
fn t29_a_revert_does_not_raise_a_deleted_record() {
    let mut bench = Bench::new();
    let idea = bench.add(Kind::Idea, "t0");
    let a = bench.edit(idea, "a");
    bench.run(&delete(idea));
    assert_eq!(refused(bench.try_run(&revert(&a))), "undo.deleted");
    assert!(!bench.row(idea).entity().alive());
}

#[test]
fn t30_a_reference_to_what_was_deleted_does_not_come_back() {
    let mut bench = Bench::new();
    let issue = bench.add(Kind::Issue, "K");
    let action = bench.add(Kind::Action, "X issue:K-1");
    let unlinked = bench.run(&Command::Edit {
        targets: vec![action.into()],
        kind: None,
        entry: Entry::default().set("issue", ""),
        reason: None,
    });
    bench.run(&delete(issue));
    assert_eq!(refused(bench.try_run(&revert(&unlinked))), "refer.dead");
}

#[test]
fn t31_a_record_that_refers_to_a_dead_one_stays_dead() {
    let mut bench = Bench::new();
    let issue = bench.add(Kind::Issue, "K");
    let action = bench.add(Kind::Action, "Y issue:K-1");
    let gone = bench.run(&delete(action));
    bench.run(&delete(issue));
    assert_eq!(refused(bench.try_run(&restore(action))), "refer.dead");
    assert_eq!(refused(bench.try_run(&revert(&gone))), "refer.dead");
    bench.run(&restore(issue));
    bench.run(&restore(action));
    assert!(bench.row(action).entity().alive());
}

#[test]
fn t32_a_revert_is_an_ordinary_operation_for_undo() {
    let mut bench = Bench::new();
    let start = picture(&mut bench.w);
    let idea = bench.add(Kind::Idea, "t0");
    let a = bench.edit(idea, "a");
    bench.add(Kind::Idea, "other");
    bench.run(&revert(&a));
    assert_eq!(title(&mut bench, idea), "t0");
    while bench.try_run(&UNDO).is_ok() {}
    assert_eq!(picture(&mut bench.w), start);
}

#[test]
fn t33_a_delete_is_not_done_again_over_an_edit() {
    let mut bench = Bench::new();
    let idea = bench.add(Kind::Idea, "t0");
    let gone = bench.run(&delete(idea));
    let back = bench.run(&revert(&gone));
    bench.edit(idea, "edited");
    assert_eq!(refused(bench.try_run(&revert(&back))), "undo.later");
    bench.run(&UNDO);
    bench.run(&revert(&back));
    assert!(!bench.row(idea).entity().alive());
}

#[test]
fn t35_a_link_made_again_is_the_same_record() {
    let mut bench = Bench::new();
    bench.run(&add(Kind::Organisation, &["Alpha", "Beta"]));
    let link = |weight: &str| Command::Link {
        from: Target::from("S-1"),
        to: Target::from("S-2"),
        kind: "funds".into(),
        entry: Entry::default().set("weight", weight),
    };
    let first = bench.run(&link("2")).made[0];
    assert_eq!(refused(bench.try_run(&link("2"))), "link.exists");
    bench.run(&delete(first));
    let second = bench.run(&link("5")).made[0];
    assert_eq!(first, second);
    let weight = |bench: &mut Bench| match bench.row(first) {
        Row::Link(link) => link.alive.0.then_some(link.weight.0.unwrap()),
        _ => panic!(),
    };
    assert_eq!(weight(&mut bench), Some(5));
    bench.run(&UNDO);
    assert_eq!(weight(&mut bench), None);
    bench.run(&UNDO);
    assert_eq!(weight(&mut bench), Some(2));
    bench.run(&REDO);
    assert_eq!(weight(&mut bench), None);
    bench.run(&REDO);
    assert_eq!(weight(&mut bench), Some(5));
    assert_eq!(bench.live().count::<Link>(), 1);
}

#[test]
fn t37_an_edit_of_a_field_that_changed_meanwhile_asks() {
    let mut bench = Bench::new();
    let idea = bench.add(Kind::Idea, "t0 #tag");
    let seen = bench.live().seen;
    let mut other = bench.another();
    other.execute(&edit(idea, "theirs"), &stamp(NOON + 60_000, "Other"), Some(seen)).unwrap();
    let mine = bench.stamp("Scribe");
    match bench.w.execute(&edit(idea, "ours"), &mine, Some(seen)) {
        Err(Error::Changed(changed)) => {
            assert_eq!(changed.record, "I-1");
            assert_eq!(changed.by, "Other");
            assert_eq!((changed.theirs.as_str(), changed.ours.as_str()), ("theirs", "ours"));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(title(&mut bench, idea), "theirs");
    // Another field of the same record is nobody's business.
    bench.w.execute(&edit(idea, "#mine"), &mine, Some(seen)).unwrap();
    // Knowing theirs, ours is written.
    let seen = bench.live().seen;
    bench.w.execute(&edit(idea, "ours"), &mine, Some(seen)).unwrap();
    assert_eq!(title(&mut bench, idea), "ours");
}

#[test]
fn t38_a_file_that_was_replaced_is_read_anew_and_asked_again() {
    let mut bench = Bench::new();
    bench.add(Kind::Idea, "kept");
    let copy = bench.w.backup(bench.dir.path(), &stamp(NOON, "Scribe")).unwrap();
    bench.add(Kind::Idea, "lost with the file");
    std::fs::rename(&copy, &bench.path).unwrap();
    assert!(matches!(bench.try_run(&add(Kind::Idea, &["new"])), Err(Error::Replaced)));
    let number = bench.add(Kind::Idea, "new");
    assert_eq!(bench.row(number).entity().number(), Some(2));

    // The same bytes put back into the same file: no other inode, but another history.
    let old = std::fs::read(&bench.path).unwrap();
    bench.add(Kind::Idea, "third");
    std::fs::write(&bench.path, old).unwrap();
    assert!(matches!(bench.try_run(&add(Kind::Idea, &["fourth"])), Err(Error::Replaced)));
    bench.add(Kind::Idea, "fourth");
    let again = Workspace::open(&opening(&bench.path), random(99)).unwrap().snapshot().unwrap();
    assert_eq!(again.count::<plenary::domain::fields::Idea>(), 3);
}

#[test]
fn an_archive_gives_the_same_archive_again() {
    let mut bench = Bench::new();
    bench.run(&add(Kind::Organisation, &["Alpha", "Beta"]));
    bench.run(&add(Kind::Idea, &["one @Alpha #x", "สอง \u{1b}[31m @-", "three table:3"]));
    let k = bench.run(&Command::Group {
        ideas: vec!["I-1".into(), "I-2".into()],
        name: Some(Entry::line("Cluster")),
        into: None,
    });
    bench.add(Kind::Action, "Act @Beta +Alpha due:30/6/69 issue:K-1 !high");
    assert_eq!(refused(bench.try_run(&revert(&k))), "undo.in_use");
    bench.add(Kind::Idea, "gone");
    bench.run(&UNDO);
    assert_eq!(bench.w.check().unwrap(), vec![]);
    let mut first = Vec::new();
    bench.w.export_all(&mut first).unwrap();
    let target = bench.dir.path().join("again.plenary");
    let mut again =
        plenary::ops::import_all(&opening(&target), random(7), &mut first.as_slice()).unwrap();
    let mut second = Vec::new();
    again.export_all(&mut second).unwrap();
    assert_eq!(String::from_utf8(first).unwrap(), String::from_utf8(second).unwrap());
    assert_eq!(picture(&mut again).len(), picture(&mut bench.w).len());
}
