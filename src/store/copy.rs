//! Copies of the file by SQLite itself, whole and without free pages.

use std::path::{Path, PathBuf};

use super::{
    error::{Error, Wrong},
    file::Store,
};

impl Store {
    /// Copies the file into a folder under this name, with a number behind it where the name
    /// is taken. Written aside, synced, renamed. Returns the copy's path.
    ///
    /// # Errors
    /// Where the folder cannot be written or the disk is full; nothing is left then.
    pub fn copy_into(&self, folder: &Path, name: &str) -> Result<PathBuf, Error> {
        let io = |error: std::io::Error| {
            let wrong = match error.kind() {
                std::io::ErrorKind::StorageFull => Wrong::Full,
                std::io::ErrorKind::PermissionDenied => Wrong::ReadOnly,
                _ => Wrong::Other,
            };
            Error::new(wrong, folder, error)
        };
        std::fs::create_dir_all(folder).map_err(io)?;
        let path = |n: u32| {
            let again = if n == 0 { String::new() } else { format!("-{n}") };
            folder.join(format!("{name}{again}.plenary"))
        };
        let target = (0..10_000).map(path).find(|path| !path.exists());
        let target = target.unwrap_or_else(|| path(10_000));
        let aside = target.with_extension("plenary-part");
        let away = || {
            // A copy larger than the page cache has a journal of its own until it is whole.
            let journal = aside.with_extension("plenary-part-journal");
            let _may_not_be_there = (std::fs::remove_file(&aside), std::fs::remove_file(journal));
        };
        away();
        let copied = self
            .db
            .execute("VACUUM INTO ?1", [aside.to_string_lossy()])
            .map_err(|error| self.fail(error))
            .and_then(|_| {
                std::fs::File::open(&aside).and_then(|file| file.sync_all()).map_err(io)?;
                std::fs::rename(&aside, &target).map_err(io)?;
                std::fs::File::open(folder).and_then(|dir| dir.sync_all()).map_err(io)
            });
        if copied.is_err() {
            away();
        }
        copied.map(|()| target)
    }
}
