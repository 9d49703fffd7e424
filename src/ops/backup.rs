//! Copies of the file: whole workspaces in a folder beside it.

use std::path::{Path, PathBuf};

use super::{command::Stamp, receipt::Error, workspace::Workspace};
use crate::{
    domain::{saying::Saying, zone},
    store::{Looked, backup_folder, backup_stem},
};

impl Workspace {
    /// Copies the workspace into a folder, named by time. Returns the copy's path.
    ///
    /// # Errors
    /// Where the folder or the copy cannot be written; nothing is left then.
    pub fn backup(&mut self, folder: &Path, stamp: &Stamp) -> Result<PathBuf, Error> {
        let time = zone::local(stamp.at, &self.zone()?)
            .map(|time| time.format("%Y%m%d-%H%M%S").to_string())
            .unwrap_or_default();
        Ok(self.store.copy_into(folder, &backup_stem(self.path(), &time))?)
    }

    /// The folder beside the file that backups go to.
    #[must_use]
    pub fn backup_folder(&self) -> PathBuf {
        backup_folder(self.path())
    }

    /// Looks at every page of the file, for the time after the first frame. Returns whether it
    /// was done, or gave way because `gives_way` said so; and what is wrong, in words.
    ///
    /// # Errors
    /// Where the file cannot be read at all.
    pub fn quick_check(
        &mut self,
        gives_way: impl FnMut() -> bool + Send + 'static,
    ) -> Result<(bool, Option<Saying>), Error> {
        Ok(match self.store.quick_check(gives_way)? {
            Looked::GaveWay => (false, None),
            Looked::Clean => (true, None),
            Looked::Found(detail) => {
                let path = self.path().display().to_string();
                let saying = Saying::new("file.damaged").with("path", path).with("detail", detail);
                (true, Some(saying))
            }
        })
    }

    pub(super) fn backup_beside(&mut self, stamp: &Stamp) -> Result<PathBuf, Error> {
        self.backup(&self.backup_folder(), stamp)
    }
}
