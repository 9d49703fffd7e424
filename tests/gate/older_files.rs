//! Files of earlier versions of the format: opened, brought up, and never left half way.

use std::path::{Path, PathBuf};

use plenary::{
    domain::{
        fields::{Action, Agenda},
        kind::Kind,
        record::{Entity, Record},
        types::Turn,
    },
    ops::{Opening, Workspace},
};
use rusqlite::Connection;

use crate::bench::{Bench, NOON, add, opening, random, stamp};

/// Makes a file of version 1.0 out of its dump.
fn version_1_0(dir: &Path) -> PathBuf {
    let dump = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/files/1.0.sql");
    let path = dir.join("old.plenary");
    let db = Connection::open(&path).unwrap();
    db.execute_batch(&std::fs::read_to_string(dump).unwrap()).unwrap();
    path
}

/// What a file is made of: the name and text of every table, index and view. Lines are broken
/// otherwise where a column came later.
fn schema(path: &Path) -> Vec<(String, String)> {
    let db = Connection::open(path).unwrap();
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
    let mut query = db.prepare(sql).unwrap();
    let all = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let one_line = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    all.map(Result::unwrap).map(|(name, sql)| (name, one_line(sql))).collect()
}

fn version(path: &Path) -> i32 {
    Connection::open(path).unwrap().query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap()
}

#[test]
fn a_file_of_version_1_0_is_brought_up_to_what_a_new_one_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = version_1_0(dir.path());
    let mut w = Workspace::open(&opening(&path), random(1)).unwrap();
    assert_eq!(w.check().unwrap(), []);
    let live = w.snapshot().unwrap();
    for kind in Kind::ALL {
        let new = matches!(
            kind,
            Kind::Post | Kind::Capability | Kind::Agenda | Kind::Point | Kind::Level
        );
        let there = live.entities(kind).next().is_some();
        let in_the_file = !matches!(kind, Kind::Decision | Kind::Objective) && !new;
        assert_eq!(there, in_the_file, "{kind:?}");
    }
    // What stood where a post belongs now stays what it is.
    let action = live.loaded::<Action>().next().unwrap();
    let post = action.lead.post.and_then(|id| live.live(id).unwrap()).map(Entity::kind);
    assert_eq!(post, Some(Kind::Meeting));
    let receipt = w.execute(&add(Kind::Agenda, &["Opening min:10"]), &stamp(NOON, "Scribe"), None);
    assert_eq!(receipt.unwrap().made.len(), 1);
    assert_eq!(w.check().unwrap(), []);
    drop(w);
    assert_eq!(version(&path), version(&Bench::new().path));
    assert_eq!(schema(&path), schema(&Bench::new().path));
    // A copy as it was lies beside it.
    let copies: Vec<PathBuf> = std::fs::read_dir(dir.path().join("old-backups"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(copies.iter().map(|copy| version(copy)).collect::<Vec<_>>(), [1000]);
}

#[test]
fn a_file_of_version_1_0_is_read_without_being_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = version_1_0(dir.path());
    let before = std::fs::read(&path).unwrap();
    let opening = Opening { read_only: true, ..opening(&path) };
    let mut w = Workspace::open(&opening, random(1)).unwrap();
    assert_eq!(w.check().unwrap(), []);
    let live = w.snapshot().unwrap();
    assert_eq!((live.count::<Action>(), live.entities(Kind::Agenda).count()), (1, 0));
    w.everything().unwrap();
    w.export_all(&mut Vec::new()).unwrap();
    drop(w);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

/// The steps that have been released; tests make files of earlier versions with them.
const TO_1_1: &str = include_str!("../../src/store/steps/1.1.sql");

#[test]
fn a_table_that_has_got_columns_since_is_read_without_being_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = version_1_0(dir.path());
    let db = Connection::open(&path).unwrap();
    db.execute_batch(TO_1_1).unwrap();
    db.execute_batch(
        "PRAGMA user_version=1001;
         INSERT INTO record VALUES(9001, randomblob(16), 'agenda');
         INSERT INTO agenda(n, number, label, title_en, minutes)
           VALUES(9001, 1, 'TLP:GREEN', 'Opening', 10);",
    )
    .unwrap();
    drop(db);
    let before = std::fs::read(&path).unwrap();
    let opening = Opening { read_only: true, ..opening(&path) };
    let mut w = Workspace::open(&opening, random(1)).unwrap();
    let live = w.snapshot().unwrap();
    let item = live.loaded::<Agenda>().next().unwrap();
    assert_eq!(
        (Record::number(item), item.minutes.0, item.state),
        (Some(1), Some(10), Turn::default())
    );
    assert_eq!(live.count::<Action>(), 1);
    drop(w);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
