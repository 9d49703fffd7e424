//! Copies of the file: whole workspaces in a folder beside it.

use std::path::{Path, PathBuf};

use super::{command::Stamp, receipt::Error, workspace::Workspace};
use crate::domain::zone;

impl Workspace {
    /// Copies the workspace into a folder, named by time. Returns the copy's path.
    ///
    /// # Errors
    /// Where the folder or the copy cannot be written; nothing is left then.
    pub fn backup(&mut self, folder: &Path, stamp: &Stamp) -> Result<PathBuf, Error> {
        let stem = self.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let time = zone::local(stamp.at, &self.zone()?)
            .map(|time| time.format("%Y%m%d-%H%M%S").to_string())
            .unwrap_or_default();
        Ok(self.store.copy_into(folder, &format!("{stem}-{time}"))?)
    }

    /// The folder beside the file that backups go to.
    #[must_use]
    pub fn backup_folder(&self) -> PathBuf {
        let name = self.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        self.path().with_file_name(format!("{name}-backups"))
    }

    pub(super) fn backup_beside(&mut self, stamp: &Stamp) -> Result<PathBuf, Error> {
        self.backup(&self.backup_folder(), stamp)
    }
}
