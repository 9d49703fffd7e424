//! Files that cannot be written or read: said in words, exit 3, nothing changed.

use super::bench::Place;

#[test]
fn a_file_that_another_program_holds() {
    let place = Place::new();
    place.ok(&["idea", "add", "a"]);
    let before = place.bytes();
    let held = rusqlite::Connection::open(place.path("w.plenary")).unwrap();
    held.execute_batch("BEGIN EXCLUSIVE").unwrap();
    place.run(&["idea", "add", "b"]).refused(3, "w.plenary");
    held.execute_batch("ROLLBACK").unwrap();
    drop(held);
    assert_eq!(place.bytes(), before);
    assert_eq!(place.ok(&["idea", "add", "b"]), "I-2\n");
}

#[test]
fn a_file_of_a_newer_program() {
    let place = Place::new();
    place.ok(&["idea", "add", "a"]);
    let db = rusqlite::Connection::open(place.path("w.plenary")).unwrap();
    db.pragma_update(None, "user_version", 2000).unwrap();
    drop(db);
    let before = place.bytes();
    for args in
        [&["idea", "list"][..], &["idea", "add", "b"], &["undo"], &["log"], &["export", "all"]]
    {
        let ended = place.run(args);
        ended.refused(3, "newer");
        assert_eq!(place.bytes(), before, "{args:?}");
    }
    assert_eq!(place.files(), ["w.plenary"]);
}

#[test]
fn numbers_beyond_the_log_are_refused() {
    let place = Place::new();
    place.ok(&["idea", "add", "a"]);
    let before = place.bytes();
    let most = i64::MAX.to_string();
    for args in [
        &["undo", "--operation", &most][..],
        &["undo", "--to", &most],
        &["restore", "I-1", "title", "--from", &most],
    ] {
        place.run(args).refused(1, "operation");
        assert_eq!(place.bytes(), before, "{args:?}");
    }
    for args in [&["undo", "--operation", "9223372036854775808"][..], &["undo", "--to", "-1"]] {
        assert_eq!(place.run(args).code, 2, "{args:?}");
    }
    place.ok(&["log", "--limit", &most]);
}

/// A small disk of its own, taken away at the end.
#[cfg(target_os = "linux")]
struct SmallDisk<'a>(&'a Place);

#[cfg(target_os = "linux")]
impl<'a> SmallDisk<'a> {
    /// Mounts it on the folder `disk`; nothing where that is not allowed.
    fn on(place: &'a Place) -> Option<Self> {
        std::fs::create_dir(place.path("disk")).unwrap();
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
            .arg(place.path("disk"))
            .output();
        mounted.is_ok_and(|ended| ended.status.success()).then_some(Self(place))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _gone = std::process::Command::new("umount").arg(self.0.path("disk")).output();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full() {
    let place = Place::empty();
    let Some(_disk) = SmallDisk::on(&place) else {
        eprintln!("skipped: a full disk (only root may mount one)");
        return;
    };
    let file = "disk/w.plenary";
    place.ok(&["new", file]);
    place.ok(&["-w", file, "idea", "add", "a"]);
    // All but a little of what is left is filled.
    let mut filler = std::fs::File::create(place.path("disk/filler")).unwrap();
    while std::io::Write::write_all(&mut filler, &[0; 4096]).is_ok() {}
    let before = std::fs::read(place.path(file)).unwrap();
    for args in [&["idea", "add", "b"][..], &["idea", "edit", "I-1", "b"], &["undo"]] {
        let args: Vec<&str> = ["-w", file].iter().chain(args).copied().collect();
        place.run(&args).refused(3, "full");
        assert_eq!(std::fs::read(place.path(file)).unwrap(), before, "{args:?}");
    }
    place.run(&["new", "disk/x.plenary"]).refused(3, "full");
    assert!(!place.path("disk/x.plenary").exists());
    let ended = place.run(&["-w", file, "export", "plan", "-o", "disk/plan.md"]);
    assert_eq!(ended.code, 3, "{}", ended.text());
    assert!(!place.path("disk/plan.md").exists());
    drop(filler);
    std::fs::remove_file(place.path("disk/filler")).unwrap();
    assert_eq!(place.ok(&["-w", file, "idea", "add", "b"]), "I-2\n");
    assert_eq!(place.run(&["-w", file, "check"]).code, 0);
}
