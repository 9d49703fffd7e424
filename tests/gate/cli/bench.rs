//! A place to run the program in: a folder of its own, an empty environment, a clock that
//! stands still.

use std::{
    fmt::Write as _,
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::Value;

pub(crate) struct Place {
    dir: tempfile::TempDir,
    vars: Vec<(String, String)>,
}

/// What a call printed, and how it ended.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    /// Both streams and the exit code as one text.
    pub(crate) fn text(&self) -> String {
        let mut text = self.out.clone();
        for line in self.err.lines() {
            writeln!(text, "! {line}").unwrap();
        }
        writeln!(text, "[{}]", self.code).unwrap();
        text
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{why}: {}", self.text()))
    }

    /// Refused with this exit code, nothing on standard output, and a message that holds this.
    pub(crate) fn refused(&self, code: i32, with: &str) {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.text());
        assert!(self.err.contains(with), "{with:?} is not in: {}", self.text());
    }
}

impl Place {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let vars = [("PLENARY_NOW", "2026-06-23T13:27:00+07:00"), ("PLENARY_BY", "Scribe")];
        Self { dir, vars: vars.map(|(name, value)| (name.to_owned(), value.to_owned())).into() }
    }

    /// A folder with a new workspace in it.
    pub(crate) fn new() -> Self {
        let place = Self::empty();
        assert_eq!(place.run(&["new", "w.plenary", "--title", "Test"]).code, 0);
        place
    }

    /// The same with three organisations: DSI, IOM and the Embassy of Kenya.
    pub(crate) fn peopled() -> Self {
        let place = Self::new();
        for (abbr, name) in
            [("DSI", "Special Investigation"), ("IOM", "Migration"), ("KEN", "Embassy of Kenya")]
        {
            let (abbr, name) = (format!("abbr={abbr}"), format!("title_en={name}"));
            place.ok(&["stakeholder", "add", "--set", &abbr, "--set", &name]);
        }
        place
    }

    pub(crate) fn var(mut self, name: &str, value: &str) -> Self {
        self.vars.retain(|(known, _)| known != name);
        self.vars.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The bytes of the workspace, to see that nothing changed.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.path("w.plenary")).unwrap()
    }

    /// Every file in the folder.
    pub(crate) fn files(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.dir.path()).unwrap();
        let mut names: Vec<String> =
            files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        command.args(args).current_dir(self.dir.path()).env_clear();
        command.envs(self.vars.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ended {
        self.run_with(args, b"")
    }

    /// Runs a command with this on standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &[u8]) -> Ended {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let output = std::thread::scope(|scope| {
            // A program that refuses early does not read to the end.
            scope.spawn(move || drop(stdin.write_all(input)));
            child.wait_with_output().unwrap()
        });
        let ended = Ended {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        // Holds for every call of every test.
        let obeyed = |c: char| c.is_control() && c != '\n' && c != '\t';
        assert!(!ended.out.contains(obeyed) && !ended.err.contains(obeyed), "{:?}", ended.text());
        ended
    }

    /// Runs a command that works and gives what it printed.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let ended = self.run(args);
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.text());
        ended.out
    }

    /// The same with this on standard input.
    pub(crate) fn ok_with(&self, args: &[&str], input: &[u8]) -> String {
        let ended = self.run_with(args, input);
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.text());
        ended.out
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let ended = self.run(&args);
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.text());
        ended.json()
    }

    /// How many operations the log holds.
    pub(crate) fn operations(&self) -> usize {
        self.json(&["log", "--limit", "100000"]).as_array().unwrap().len()
    }
}
