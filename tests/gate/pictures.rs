//! The pictures of `docs/screens`: made by the program from the sample, and checked to be what
//! it shows today. `UPDATE_DOCS=1` writes them anew.

use std::{fmt::Write as _, fs, path::PathBuf};

use crate::cli::bench::Place;

/// A picture: its name, what it shows, the keys that lead there, and the size.
struct Picture {
    name: &'static str,
    shows: &'static str,
    keys: &'static str,
    size: &'static str,
    lang: &'static str,
}

/// Keys that open a round on three issues and key eleven of its twelve ballots.
macro_rules! votes {
    ($then:literal) => {
        concat!(
            "4<Right><S-Right><Left><S-Right>v<C-u>dots:5 stack:2 ",
            "serials:GOV:1-6,CSO:7-12<Enter>a4 4 5 5 6<Enter>4 4 5<Enter>4 4 5 5<Enter>",
            "4 4 6<Enter>4 5 6<Enter>4 4 5 6<Enter>6 6 5<Enter>6 6 4<Enter>spoilt torn<Enter>",
            "6 6 5 5<Enter>5 6<Enter>",
            $then
        )
    };
}

const SMALL: &str = "80x24";
const MIDDLE: &str = "120x36";
const LARGE: &str = "200x50";

const fn picture(name: &'static str, shows: &'static str, keys: &'static str) -> Picture {
    Picture { name, shows, keys, size: SMALL, lang: "en" }
}

impl Picture {
    const fn at(self, size: &'static str) -> Self {
        Self { size, ..self }
    }

    const fn thai(self) -> Self {
        Self { lang: "th", ..self }
    }

    /// Name of the file, without its end.
    fn file(&self) -> String {
        format!("{}-{}-{}", self.name, self.size, self.lang)
    }
}

/// Pictures of the page before any file is open.
fn before() -> Vec<Picture> {
    vec![
        picture("start", "No file yet: three ways to begin", ""),
        picture("start", "No file yet: three ways to begin", "").thai(),
        picture("questions", "A new taskforce in six questions", "1Border desk<Enter>"),
    ]
}

/// Pictures of the sample.
fn sample() -> Vec<Picture> {
    let every = [
        ("home", "Home: what is next, and where the process stands", ""),
        ("agenda", "Session: the agenda", "1"),
        ("attendance", "Session: who is in the room", "1<Tab>"),
        ("briefings", "Session: briefings", "1<Tab><Tab>"),
        ("decisions", "Session: decisions", "1<BackTab>"),
        ("register", "Stakeholders: the register", "2"),
        ("wall", "Ideas: the wall", "3"),
        ("board", "Priorities: the board", "4"),
        ("plan", "Plan: the table", "5"),
        ("due", "Follow-up: what is due", "6"),
        ("objectives", "Outcomes: objectives", "7"),
        ("log", "History: the log", "8"),
        ("trash", "History: the trash", "3d8<Tab>"),
    ];
    let mut all = Vec::new();
    for (name, shows, keys) in every {
        all.push(picture(name, shows, keys));
        all.push(picture(name, shows, keys).thai());
        all.push(picture(name, shows, keys).at(MIDDLE));
    }
    all.extend([
        picture("home", "Home on a wide screen", "").at(LARGE).thai(),
        picture("wall", "The wall on a wide screen", "3").at(LARGE),
        picture("plan", "The plan on a wide screen", "5").at(LARGE).thai(),
        picture(
            "line",
            "A line being typed, and how it is read",
            "5aSet up roster @IOM +DSI due:30/6/69",
        ),
        picture(
            "line",
            "A line being typed, and how it is read",
            "3aล่ามทุกภาษา 24 ชั่วโมง @DSI #ล่าม table:2",
        )
        .thai(),
        picture("cluster", "Marked cards become a cluster", "3jj<Space><Space>f"),
        picture("unfolded", "An organisation with its posts and what it can do", "2<Enter>"),
        picture("form", "A form with every field", "5je<Tab><Tab>"),
        picture("form", "A form with every field", "5je").at(MIDDLE).thai(),
        picture("picker", "What a field may hold", "5je<Tab><Tab><C-o>"),
        picture("move", "A card moves to another column", "4m"),
        picture("label", "The label of what is marked", "3T").thai(),
        picture("go-to", "Go to any record", "ginter"),
        picture("go-to", "Go to any record", "gล่าม").at(MIDDLE).thai(),
        picture("commands", "Find a command by its name", ":plan"),
        picture("commands", "Find a command by its name", ":แผน").thai(),
        picture(
            "toast",
            "What was done, and what takes it back",
            "3aOne more card @IOM<Enter><Esc>",
        ),
        picture("change", "A change, before and after", "5je more<Enter>8<Enter>"),
        picture("issue", "A key issue, its cards and what came of it", "4<Right><Enter>"),
        picture("filter", "The filter", "3/inter"),
        picture("why", "Why: the trace, both ways", "5jw"),
        picture("why", "Why: the trace, both ways", "5jw").at(MIDDLE).thai(),
        picture(
            "question",
            "A question before something large",
            "3<Space><Space><Space><Space><Space><Space>d",
        ),
        picture("detail", "One record, whole", "5j<Enter>"),
        picture("help", "Every key", "3?"),
        picture("help", "Every key", "3?").at(LARGE).thai(),
        picture("projector-agenda", "For the room: the agenda", "1jtp"),
        picture("projector-agenda", "For the room: the agenda", "1jtp").thai(),
        picture("projector-ideas", "For the room: ideas", "3pn").at(MIDDLE),
        picture("projector-board", "For the room: key issues", "4p"),
        picture("projector-plan", "For the room: the read-back, an agency at a time", "5p"),
        picture("projector-plan", "For the room: the read-back, an agency at a time", "5p").thai(),
        picture("small", "Too small a window says so", "3").at("40x10"),
        picture("narrow", "The smallest window that works", "5").at("60x20"),
    ]);
    all.extend(of_votes());
    all
}

/// Pictures of a voting round.
fn of_votes() -> Vec<Picture> {
    vec![
        picture("ballot", "A vote: ballots of paper, keyed one after the other", votes!("4 5 5")),
        picture("ballot", "A vote: ballots of paper, keyed one after the other", votes!("4 5 5"))
            .thai(),
        picture("close", "A round is sealed by its close", votes!("<Esc>c")),
        picture("results", "What came out, and what splits the room", votes!("5 5 6<Enter>cy")),
        picture("results", "What came out, and what splits the room", votes!("5 5 6<Enter>cy"))
            .thai(),
        picture("results", "What came out, and what splits the room", votes!("5 5 6<Enter>cy"))
            .at(MIDDLE),
    ]
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/screens")
}

/// Every picture as the program draws it now, with the page that lists them.
fn drawn() -> Vec<(String, String)> {
    let place = Place::empty().var("PLENARY_NOW", "2026-12-03T13:27:00+07:00");
    place.ok(&["demo", "made", "--no-open"]);
    let made = place.path("made/sample.plenary");
    let mut files = Vec::new();
    let mut page = String::from(
        "# The screens\n\nMade by the program itself from the sample workspace, as it stands on 3 December 2026.\n",
    );
    let mut heading = "";
    let before = before().into_iter().map(|picture| (picture, false));
    for (picture, of_sample) in before.chain(sample().into_iter().map(|picture| (picture, true))) {
        fs::copy(&made, place.path("sample.plenary")).unwrap();
        let mut args = if of_sample { vec!["sample.plenary"] } else { Vec::new() };
        args.extend(["--keys", picture.keys, "--print", "--svg", "--size", picture.size]);
        args.extend(["--lang", picture.lang]);
        let svg = place.ok(&args);
        if of_sample {
            says_where_what_and_next(&place, &picture);
        }
        if heading != picture.shows {
            heading = picture.shows;
            writeln!(page, "\n## {heading}\n").unwrap();
        }
        let file = picture.file();
        let alt = format!("{heading}, {} columns, {}", picture.size, picture.lang);
        writeln!(page, "![{alt}]({file}.svg)\n").unwrap();
        files.push((format!("{file}.svg"), svg));
    }
    files.push(("README.md".to_owned(), page));
    files
}

/// Every picture tells the screen it is of, what is selected or typed, and what to press.
fn says_where_what_and_next(place: &Place, picture: &Picture) {
    fs::copy(place.path("made/sample.plenary"), place.path("sample.plenary")).unwrap();
    let args = ["sample.plenary", "--keys", picture.keys, "--print", "--size", picture.size];
    let text = place.ok(&[&args[..], &["--lang", picture.lang]].concat());
    if picture.name == "small" {
        return;
    }
    let lines: Vec<&str> = text.lines().collect();
    let name = picture.file();
    if picture.name.starts_with("projector") {
        // It is for the room, not for who types.
        assert!(lines[0].contains("TLP:"), "{name}: who may see it? {}", lines[0]);
        return;
    }
    assert!(lines[0].contains(" › ") && lines[0].contains("TLP:"), "{name}: where? {}", lines[0]);
    let digit = lines[1].trim_start().chars().next();
    assert!(digit.is_some_and(|c| c.is_ascii_digit()), "{name}: which screen? {}", lines[1]);
    // A page of its own, or an empty list, has no row to select.
    let whole = ["help", "question", "close", "issue", "detail"].contains(&picture.name);
    assert!(whole || text.contains('▌'), "{name}: what is selected?\n{text}");
    let last = lines.last().unwrap();
    let chip = ["LIST", "TEXT", "ASK", "HELP", "WHY"].iter().any(|chip| last.contains(chip));
    assert!(chip && last.trim().chars().count() > 12, "{name}: what to press next? {last}");
}

#[test]
fn the_pictures_are_what_the_program_shows() {
    let folder = folder();
    let drawn = drawn();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let _none = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &drawn {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let mut stale: Vec<&str> = Vec::new();
    for (name, text) in &drawn {
        let stands = fs::read_to_string(folder.join(name)).unwrap_or_default();
        if stands != *text {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "UPDATE_DOCS=1 with this test draws them anew: {stale:?}");
    let there = fs::read_dir(&folder).unwrap().count();
    assert_eq!(there, drawn.len(), "a picture that nothing draws lies in {}", folder.display());
}
