//! Killed at any moment: what was acknowledged is there, a command is wholly there or wholly
//! not, and the next clean exit leaves one file.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use plenary::{
    domain::{
        fields::Idea,
        record::{Entity, Record},
    },
    ops::{Opening, Workspace},
};

use crate::{
    bench::random,
    chance::Chance,
    pty::{Pty, kill},
};

const KILLS: usize = 50;

/// A folder with a workspace that is as durable as in the room.
struct Room {
    dir: tempfile::TempDir,
    chance: Chance,
    openings: u64,
}

/// What the file holds after a crash.
struct Found {
    /// Ref and title of every idea, in order.
    ideas: Vec<(String, String)>,
}

impl Room {
    fn new(seed: u64) -> Self {
        let room =
            Self { dir: tempfile::tempdir().unwrap(), chance: Chance::new(seed), openings: 0 };
        assert!(room.program(&["new", "w.plenary"]).status().unwrap().success());
        room
    }

    fn program(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        command.args(args).current_dir(self.dir.path()).env_clear().env("PLENARY_BY", "Scribe");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    fn journal(&self) -> bool {
        self.dir.path().join("w.plenary-journal").exists()
    }

    /// Opens the file as the next program does, checks it, and leaves it by a clean exit.
    fn found(&mut self) -> Found {
        self.openings += 1;
        let opening = Opening { path: self.dir.path().join("w.plenary"), ..Opening::default() };
        let mut w = Workspace::open(&opening, random(self.openings)).unwrap();
        assert_eq!(w.check().unwrap(), []);
        let picture = w.snapshot().unwrap();
        let mut ideas: Vec<&Idea> = picture.loaded::<Idea>().collect();
        ideas.sort_by_key(|idea| Record::number(*idea));
        let line = |idea: &&Idea| {
            let title = idea.title.en.as_deref().or(idea.title.th.as_deref()).unwrap_or_default();
            (picture.ref_of(*idea as &dyn Entity), title.to_owned())
        };
        let ideas = ideas.iter().map(line).collect();
        drop(w);
        assert_eq!(files(self.dir.path()), ["w.plenary"]);
        Found { ideas }
    }
}

fn files(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Runs a command until it has ended or its time is up, then kills it. What it printed, and
/// whether it ended by itself.
fn run_for(mut child: Child, input: &str, time: Duration) -> (Vec<String>, bool) {
    let begun = Instant::now();
    let pid = child.id();
    let mut stdin = child.stdin.take().unwrap();
    let _killed_while_reading = stdin.write_all(input.as_bytes());
    drop(stdin);
    let mut ended = false;
    while begun.elapsed() < time && !ended {
        ended = child.try_wait().unwrap().is_some();
        std::thread::yield_now();
    }
    if !ended {
        kill(pid);
        ended = child.wait().unwrap().success();
    }
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (lines.map_while(Result::ok).collect(), ended)
}

#[test]
fn a_killed_command_is_wholly_there_or_wholly_not() {
    let mut room = Room::new(1);
    let mut acknowledged: Vec<(String, String)> = Vec::new();
    let (mut whole, mut gone, mut journals) = (0, 0, 0);
    let mut kills = 0;
    // How long such a command takes to its end, so that the blow falls within.
    let mut usual = [Duration::from_millis(60); 2];
    for run in 0.. {
        let many = room.chance.percent(50);
        let titles: Vec<String> =
            (0..if many { 60 } else { 1 }).map(|line| format!("r{run} ความคิด {line}")).collect();
        let args = if many { vec!["idea", "add", "-"] } else { vec!["idea", "add", &titles[0]] };
        let usual = &mut usual[usize::from(many)];
        let time = usual.mul_f64(1.3 * room.chance.below(1_000) as f64 / 1_000.0);
        let begun = Instant::now();
        let child = room.program(&args).spawn().unwrap();
        let (printed, ended) = run_for(child, &titles.join("\n"), time);
        if ended {
            *usual = (*usual + begun.elapsed()) / 2;
        } else {
            kills += 1;
        }
        journals += usize::from(room.journal());
        let found = room.found();
        let new = &found.ideas[acknowledged.len().min(found.ideas.len())..];
        assert_eq!(&found.ideas[..acknowledged.len()], &acknowledged[..], "run {run}: lost");
        if new.is_empty() {
            assert!(printed.is_empty() && !ended, "run {run}: acknowledged and not there");
            gone += 1;
        } else {
            let there: Vec<&String> = new.iter().map(|(_, title)| title).collect();
            assert_eq!(there, titles.iter().collect::<Vec<_>>(), "run {run}: half there");
            whole += usize::from(!ended);
        }
        for (line, (ref_, _)) in printed.iter().zip(new) {
            assert_eq!(line, ref_);
        }
        acknowledged = found.ideas;
        if kills == KILLS {
            break;
        }
    }
    println!(
        "{kills} commands killed: {whole} wholly there, {gone} wholly not, {journals} left a \
         journal; {} ideas",
        acknowledged.len()
    );
}

/// The lines of the list that show as saved: with their ref, which a line has once it is on
/// disk; until then a `…` stands there.
fn solid(screen: &str) -> Vec<(String, String)> {
    let mut solid = Vec::new();
    for line in screen.lines() {
        let mut words = line.trim_start_matches('▌').split_whitespace();
        if let (Some(number), Some(title)) = (words.next(), words.next())
            && number.starts_with("I-")
            && title.starts_with("run")
        {
            solid.push((number.to_owned(), title.to_owned()));
        }
    }
    solid
}

#[test]
fn a_line_that_was_solid_is_there_after_a_kill() {
    let mut room = Room::new(2);
    let (mut seen, mut journals, mut lost) = (0, 0, 0);
    let mut before = 0;
    for run in 0..KILLS {
        let mut pty = Pty::start(room.dir.path(), &["w.plenary"], (80, 24));
        pty.wait_for(" Ideas ");
        pty.send("3a");
        pty.wait_for("TEXT");
        let titles: Vec<String> = (0..60).map(|line| format!("run{run}-line{line}")).collect();
        let time = Duration::from_micros(room.chance.below(600_000) as u64);
        let pid = pty.pid();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(time);
            kill(pid);
        });
        for title in &titles {
            pty.send(&format!("{title}\r"));
        }
        killer.join().unwrap();
        let screen = pty.end().1.contents();
        journals += usize::from(room.journal());
        let found = room.found();
        let new: Vec<&String> = found.ideas[before..].iter().map(|(_, title)| title).collect();
        // Commands are carried out in the order typed: the file holds the first so many.
        assert_eq!(new, titles.iter().take(new.len()).collect::<Vec<_>>(), "run {run}");
        for line in solid(&screen) {
            assert!(found.ideas.contains(&line), "run {run}: {line:?} was solid:\n{screen}");
            seen += 1;
        }
        lost += titles.len() - new.len();
        before = found.ideas.len();
    }
    assert!(seen > KILLS, "hardly a line was solid when the program was killed: {seen}");
    println!(
        "{KILLS} screens killed: {before} ideas there, {lost} typed and not yet saved, {seen} \
         lines solid on the last frames, {journals} left a journal"
    );
}
