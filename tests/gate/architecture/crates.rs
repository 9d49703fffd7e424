//! What the crates we stand on are licensed under, and that each comes in one version.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use super::home;

/// Licences that may be combined with ours.
const ALLOWED: [&str; 9] = [
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// Crates that come in two versions, and why that is borne.
const TWICE: [&str; 3] = [
    // Only while building: the macros of our crates have not all moved to the newer one.
    "syn",
    // Of the terminal's event source that does not lose input; the newer one is ours.
    "thiserror",
    "thiserror-impl",
];

/// The crates that are built on this platform: name, version and licence. `edges` says along
/// which kinds of dependency. (Cargo's metadata would also list what no feature asks for.)
fn crates(edges: &str) -> BTreeSet<(String, String, String)> {
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let out = Command::new(cargo)
        .args(["tree", "--offline", "--locked", "--prefix", "none", "--no-dedupe"])
        .args(["--edges", edges, "--format", "{p}|{l}"])
        .current_dir(home())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    let crates = text.lines().filter_map(|line| {
        let (package, licence) = line.split_once('|')?;
        let mut words = package.split(' ');
        Some((words.next()?.to_owned(), words.next()?.to_owned(), licence.to_owned()))
    });
    crates.collect()
}

/// Whether a licence expression can be met by allowed licences alone.
fn allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // Only flat expressions occur; with AND in one of them, each part has to be allowed.
    expression
        .split(" AND ")
        .all(|part| part.split(" OR ").any(|licence| ALLOWED.contains(&licence.trim())))
}

#[test]
fn every_crate_has_a_licence_that_goes_with_ours() {
    let all = crates("normal,build,dev");
    assert!(all.len() > 50, "cargo named only {}", all.len());
    for (name, _, licence) in all {
        assert!(allowed(&licence), "{name} is under {licence:?}");
    }
}

#[test]
fn licences_that_do_not_go_with_ours_are_found() {
    for good in ["MIT", "MIT OR GPL-3.0", "Apache-2.0/MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(allowed(good), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "LGPL-2.1 OR GPL-2.0"] {
        assert!(!allowed(bad), "{bad}");
    }
}

#[test]
fn every_crate_comes_in_one_version() {
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, version, _) in crates("normal") {
        versions.entry(name).or_default().push(version);
    }
    let twice: Vec<String> = versions
        .into_iter()
        .filter(|(name, all)| all.len() > 1 && !TWICE.contains(&name.as_str()))
        .map(|(name, all)| format!("{name} {}", all.join(", ")))
        .collect();
    assert!(twice.is_empty(), "in several versions: {}", twice.join("; "));
}
