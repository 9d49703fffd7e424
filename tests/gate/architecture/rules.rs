//! The rules as functions of a source tree.

use std::collections::{BTreeMap, BTreeSet};

use plenary::domain::kind::Kind;

use super::{
    Finding,
    source::{Source, find_word, is_word},
};

/// The rules, each by the name of its fixture.
pub(super) const RULES: [&str; 14] = [
    "change",
    "clap",
    "clock",
    "crossterm",
    "cycle",
    "environment",
    "file-size",
    "function-size",
    "layers",
    "random",
    "ratatui",
    "rusqlite",
    "snapshot",
    "table-names",
];

/// Which modules a module may know. Modules that are not named here may be known by nobody who
/// is.
const LAYERS: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("config", &["domain"]),
    ("report", &["domain"]),
    ("exchange", &["domain", "report"]),
    ("store", &["domain"]),
    ("ops", &["domain", "store"]),
    ("cli", &["config", "domain", "exchange", "ops", "report"]),
    ("tui", &["config", "domain", "exchange", "ops", "report"]),
    ("live", &["config", "domain", "exchange", "ops", "report"]),
    ("hub", &["config", "domain", "exchange", "ops", "report"]),
    ("main", &["cli", "config", "domain", "ops", "tui"]),
];

/// Words of outside crates and of the surroundings, and where alone each may stand.
const PLACES: [(&str, &[&str], &[&str]); 6] = [
    ("rusqlite", &["rusqlite"], &["src/store.rs", "src/store/"]),
    ("ratatui", &["ratatui"], &["src/tui.rs", "src/tui/"]),
    ("crossterm", &["crossterm"], &["src/tui/terminal", "src/tui/input"]),
    ("clap", &["clap"], &["src/cli.rs", "src/cli/", "src/main.rs"]),
    ("random", &["getrandom"], &["src/main.rs"]),
    ("clock", &["SystemTime::now", "Utc::now", "Local::now"], &["src/main.rs"]),
];

/// How the environment is read.
const ENVIRONMENT: [&str; 4] = ["env::var", "env::var_os", "env::vars", "env::vars_os"];

/// Most lines of a file.
const FILE: usize = 600;
/// Most lines of the file that holds the screen program's state.
const APP: usize = 450;
/// Most lines of code in a function.
const FUNCTION: usize = 80;

/// Everything in a tree that breaks a rule, by file and line.
pub(super) fn check(tree: &BTreeMap<String, Source>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, source) in tree.iter().filter(|(file, _)| !is_test(file)) {
        let mut find = |line: usize, rule: &'static str, what: String| {
            found.push(Finding { file: file.clone(), line, rule, what });
        };
        places(file, source, &mut find);
        sizes(file, source, &mut find);
        makers(file, source, &mut find);
        tables(file, source, &mut find);
        for (line, module) in known(file, source) {
            let own = module_of(file);
            let allowed = LAYERS.iter().find(|(name, _)| *name == own).map(|(_, all)| *all);
            if module != own && allowed.is_some_and(|all| !all.contains(&module.as_str())) {
                find(line, "layers", format!("{own} may not know {module}"));
            }
        }
    }
    found.extend(cycles(tree));
    found.sort();
    found.dedup();
    found
}

/// A file that is compiled for tests only, by its name.
fn is_test(file: &str) -> bool {
    file.ends_with("_tests.rs") || file.ends_with("/tests.rs") || file.contains("/tests/")
}

/// The top-level module that a file belongs to.
fn module_of(file: &str) -> String {
    let inner = file.trim_start_matches("src/").trim_end_matches(".rs");
    inner.split('/').next().unwrap_or(inner).to_owned()
}

/// The top-level modules that a file names, with their lines.
fn known(file: &str, source: &Source) -> Vec<(usize, String)> {
    if module_of(file) == "lib" {
        return Vec::new();
    }
    let root = if module_of(file) == "main" { "plenary::" } else { "crate::" };
    let text = source.code.join("\n");
    let mut all = Vec::new();
    for (at, _) in text.match_indices(root) {
        if text[..at].chars().next_back().is_some_and(|c| is_word(c) || c == '$') {
            continue;
        }
        let rest = &text[at + root.len()..];
        let names = match rest.strip_prefix('{') {
            Some(inside) => branches(inside),
            None => vec![(0, rest.chars().take_while(|c| is_word(*c)).collect())],
        };
        for (offset, name) in names {
            let line = text[..at + root.len() + offset].matches('\n').count() + 1;
            if !name.is_empty() && name.chars().all(|c| c.is_lowercase() || c == '_') {
                all.push((line, name));
            }
        }
    }
    all
}

/// The first names of the branches of a use tree, with their places.
fn branches(inside: &str) -> Vec<(usize, String)> {
    let (mut depth, mut start, mut all) = (0, true, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && is_word(c) => {
                let name = inside[at..].chars().take_while(|c| is_word(*c)).collect();
                // One more for the brace before.
                all.push((at + 1, name));
                start = false;
            }
            _ => {}
        }
    }
    all
}

/// Top-level modules that know each other in a ring.
fn cycles(tree: &BTreeMap<String, Source>) -> Vec<Finding> {
    let mut edges: BTreeMap<String, BTreeMap<String, (String, usize)>> = BTreeMap::new();
    for (file, source) in tree.iter().filter(|(file, _)| !is_test(file)) {
        let own = module_of(file);
        for (line, module) in known(file, source).into_iter().filter(|(_, to)| *to != own) {
            let places = edges.entry(own.clone()).or_default();
            places.entry(module).or_insert_with(|| (file.clone(), line));
        }
    }
    let reaches = |from: &str, to: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(at) = open.pop() {
            for next in edges.get(&at).into_iter().flat_map(BTreeMap::keys) {
                if next == to {
                    return true;
                }
                if seen.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        false
    };
    let mut found = Vec::new();
    for (from, places) in &edges {
        for (to, (file, line)) in places {
            // A layer that may not be known is reported as such already.
            if reaches(to, from) && !LAYERS.iter().any(|(name, _)| name == from) {
                let what = format!("{from} knows {to}, which knows {from}");
                found.push(Finding { file: file.clone(), line: *line, rule: "cycle", what });
            }
        }
    }
    found
}

fn places(file: &str, source: &Source, find: &mut impl FnMut(usize, &'static str, String)) {
    let starts = |places: &[&str]| places.iter().any(|place| file.starts_with(place));
    for (rule, words, allowed) in PLACES {
        if !starts(allowed) {
            for word in words {
                for line in source.lines_with(word) {
                    find(line, rule, format!("{word} belongs to {}", allowed.join(", ")));
                }
            }
        }
    }
    if file != "src/main.rs" {
        for word in ENVIRONMENT {
            for line in source.lines_with(word) {
                find(line, "environment", format!("{word} is read in main and passed in"));
            }
        }
    }
}

fn sizes(file: &str, source: &Source, find: &mut impl FnMut(usize, &'static str, String)) {
    let limit = if file.ends_with("/app.rs") { APP } else { FILE };
    if source.lines > limit {
        find(limit + 1, "file-size", format!("{} lines, {limit} at most", source.lines));
    }
    for (name, line, count) in source.functions() {
        if count > FUNCTION {
            find(line, "function-size", format!("{name} has {count} lines, {FUNCTION} at most"));
        }
    }
}

/// What is made, or named, in one place only.
fn makers(file: &str, source: &Source, find: &mut impl FnMut(usize, &'static str, String)) {
    if !file.starts_with("src/domain/log") {
        for (at, line) in source.code.iter().enumerate() {
            if makes(line, "Change") {
                find(at + 1, "change", "only the log's rules make a Change".to_owned());
            }
        }
    }
    let projector = file.starts_with("src/tui") && file.ends_with("/projector.rs");
    let of_app = file.starts_with("src/tui/app/");
    if matches!(module_of(file).as_str(), "report" | "exchange") || (projector && !of_app) {
        for line in source.lines_with("Snapshot") {
            find(
                line,
                "snapshot",
                "documents and slides are made from what was disclosed".to_owned(),
            );
        }
    }
}

/// Whether a line builds a struct of this name.
fn makes(line: &str, name: &str) -> bool {
    let Some(at) = find_word(line, name) else { return false };
    let opens = line[at + name.len()..].trim_start().starts_with('{');
    let before = line[..at].trim_end();
    let declares = ["struct", "enum", "impl", "for", "->", "&"];
    opens && !declares.iter().any(|word| before.ends_with(word))
}

/// Words of SQL behind which a table stands.
const BEFORE_TABLE: [&str; 5] = ["FROM", "INTO", "JOIN", "UPDATE", "TABLE"];

fn tables(file: &str, source: &Source, find: &mut impl FnMut(usize, &'static str, String)) {
    // The rows, and the pages that show before the read model is there.
    let own = ["src/store/rows", "src/store/pages"];
    if own.iter().any(|place| file.starts_with(place)) {
        return;
    }
    for (line, text) in &source.texts {
        let mut words = text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty());
        let mut before = "";
        for word in words.by_ref() {
            let noun = Kind::ALL.into_iter().any(|kind| {
                word == kind.name()
                    || word.strip_prefix(kind.name()).is_some_and(|rest| rest.starts_with('_'))
            });
            if noun && BEFORE_TABLE.contains(&before) {
                find(
                    *line,
                    "table-names",
                    format!("the table {word} is named in store::rows only"),
                );
            }
            before = word;
        }
    }
}
