//! The rules of the house, checked on the source: who may know whom, where outside crates may be
//! named, how large things may grow, and what the table of fields owes its readers. Each rule is
//! shown to bite by a small tree under `tests/fixtures/architecture` that breaks just that one.

mod crates;
mod fields;
mod rules;
mod source;

use std::{collections::BTreeMap, fs, path::Path};

use source::Source;

/// Something that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    /// The file, from the root of the tree.
    file: String,
    /// The line, from 1.
    line: usize,
    /// The rule, by the name of its fixture.
    rule: &'static str,
    /// What is wrong.
    what: String,
}

/// The Rust files under `src` of a tree, by their paths from its root.
fn read_tree(root: &Path) -> BTreeMap<String, Source> {
    fn walk(root: &Path, folder: &Path, all: &mut BTreeMap<String, Source>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, all);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                all.insert(name, Source::new(&fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(root, &root.join("src"), &mut all);
    all
}

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Fails with every finding on a line of its own.
fn assert_none(findings: &[Finding]) {
    let lines: Vec<String> =
        findings.iter().map(|f| format!("{}:{}: {}: {}", f.file, f.line, f.rule, f.what)).collect();
    assert!(findings.is_empty(), "the rules of the house are broken:\n{}", lines.join("\n"));
}

#[test]
fn the_source_keeps_the_rules() {
    assert_none(&rules::check(&read_tree(home())));
}

#[test]
fn each_rule_bites_where_its_fixture_breaks_it() {
    let fixtures = home().join("tests/fixtures/architecture");
    for rule in rules::RULES {
        let root = fixtures.join(rule);
        let found: Vec<(String, usize, &str)> = rules::check(&read_tree(&root))
            .into_iter()
            .map(|finding| (finding.file, finding.line, finding.rule))
            .collect();
        let mut marked = Vec::new();
        for file in read_tree(&root).into_keys() {
            let text = fs::read_to_string(root.join(&file)).unwrap();
            let lines = text.lines().enumerate().filter(|(_, line)| line.ends_with("// here"));
            marked.extend(lines.map(|(at, _)| (file.clone(), at + 1, rule)));
        }
        assert!(!marked.is_empty(), "the fixture of {rule} marks no line");
        assert_eq!(found, marked, "the fixture of {rule} breaks just that rule, where it says");
    }
    let folders = fs::read_dir(&fixtures).unwrap().count();
    assert_eq!(folders, rules::RULES.len(), "every fixture belongs to a rule");
}
