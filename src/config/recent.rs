//! The workspaces that were opened last: a small file of the person's. It holds where they lie,
//! what they are called and when they were opened, and nothing of what is in them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::settings::replace;

/// Most workspaces that are kept.
pub const MOST: usize = 9;

/// A workspace that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it lies, from the root.
    pub path: PathBuf,
    /// What it is called.
    pub title: String,
    /// When it was opened last, in milliseconds since 1970.
    pub opened: i64,
}

#[derive(Default, Serialize, Deserialize)]
struct Written {
    #[serde(default)]
    recent: Vec<Recent>,
}

/// The workspaces, the last opened first; none where the file is missing or not understood.
#[must_use]
pub fn load(file: &Path) -> Vec<Recent> {
    let written: Written = fs::read_to_string(file)
        .ok()
        .and_then(|text| toml::from_str(&text).ok())
        .unwrap_or_default();
    let mut all = written.recent;
    all.truncate(MOST);
    all
}

/// Notes that a workspace was opened.
///
/// # Errors
/// Where the file cannot be written. To the person that is no failure.
pub fn note(file: &Path, opened: Recent) -> io::Result<()> {
    let mut all = load(file);
    all.retain(|one| one.path != opened.path);
    all.insert(0, opened);
    all.truncate(MOST);
    let text = toml::to_string(&Written { recent: all }).map_err(io::Error::other)?;
    replace(file, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(name: &str, opened: i64) -> Recent {
        Recent { path: PathBuf::from(format!("/w/{name}.plenary")), title: name.into(), opened }
    }

    #[test]
    fn the_last_opened_comes_first_and_nine_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/recent.toml");
        assert_eq!(load(&file), []);
        for n in 0..12 {
            note(&file, opened(&format!("คณะ {n}"), n)).unwrap();
        }
        note(&file, opened("คณะ 5", 20)).unwrap();
        let all = load(&file);
        assert_eq!(all.len(), MOST);
        assert_eq!(all.first(), Some(&opened("คณะ 5", 20)));
        assert_eq!(all.get(1), Some(&opened("คณะ 11", 11)));
        assert_eq!(all.iter().filter(|one| one.title == "คณะ 5").count(), 1);
    }

    #[test]
    fn a_broken_file_is_none_and_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("recent.toml");
        fs::write(&file, "recent = 5\n[").unwrap();
        assert_eq!(load(&file), []);
        note(&file, opened("a", 1)).unwrap();
        assert_eq!(load(&file), [opened("a", 1)]);
        assert!(note(&folder.path().join("recent.toml/x"), opened("b", 2)).is_err());
    }
}
