//! Shows the page before any file is open, does what it wishes, and hands the terminal and its
//! keys on to the screen of the file that is chosen: no key is lost on the way.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{File, Page, Wish, form::Answers};
use crate::{
    config::{recent::Recent, theme::Theme},
    domain::{dates, entry::Entry, kind::Kind, lang::Lang, saying::Saying, zone},
    ops::{self, Beginning, Command, Stamp, Workspace},
    tui::{
        draw,
        message::Input,
        replay::{self, Sheet},
        runner::{self, Clock, Error, Happening, Options, Outcome, Queue, Ready},
        terminal::{self, Screen},
    },
};

/// What the page shows.
pub struct Home {
    /// Language of the interface.
    pub lang: Lang,
    /// Colours and symbols.
    pub theme: Theme,
    /// Tells the time.
    pub clock: Clock,
    /// What is to be said on the first frame.
    pub notes: Vec<Saying>,
    /// The folder that new files go to, and that typed paths count from.
    pub folder: PathBuf,
    /// What `~` stands for.
    pub home: Option<PathBuf>,
    /// The workspaces opened last, the last one first.
    pub recent: Vec<Recent>,
    /// The names of the workspaces of the folder.
    pub here: Vec<PathBuf>,
}

/// How a file is opened in a language, with what is to be said then.
pub type Opens<'a> = Box<dyn Fn(&Path, Lang, Vec<Saying>) -> Options + 'a>;

/// What the page cannot do by itself. A failure is told in the words of the language given.
pub struct Ways<'a> {
    /// How a file is opened.
    pub options: Opens<'a>,
    /// Makes the sample where there is none.
    pub sample: Box<dyn Fn(Lang) -> Result<PathBuf, String> + 'a>,
    /// Makes a copy of the sample that is thrown away at the end, and how it is opened.
    pub tour: Box<dyn Fn(Lang) -> Result<Options, String> + 'a>,
}

impl std::fmt::Debug for Home {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Home").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Ways<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ways").finish_non_exhaustive()
    }
}

/// Most files of the folder that are shown below those opened last.
const HERE: usize = 40;

/// Digits that open a file.
const RECENT: usize = 6;

impl Home {
    fn page(self, size: (u16, u16)) -> (Page, Theme) {
        let today = zone::day((self.clock)(), zone::DEFAULT);
        let recent: Vec<File> = self
            .recent
            .into_iter()
            .take(RECENT)
            .map(|recent| File {
                found: recent.path.exists(),
                title: match recent.title.trim() {
                    "" => name_of(&recent.path),
                    title => title.to_owned(),
                },
                opened: Some(zone::day(recent.opened, zone::DEFAULT)),
                path: recent.path,
            })
            .collect();
        let here = self.here.into_iter().map(|name| self.folder.join(name));
        let here = here.filter(|path| !recent.iter().any(|file| file.path == *path)).take(HERE);
        let here = here.map(|path| File { title: name_of(&path), opened: None, found: true, path });
        let here = here.collect();
        let page = Page::new(self.lang, size, today, self.folder);
        (page.with(recent, here, self.home, self.notes), self.theme)
    }
}

/// What became of a wish.
enum Done {
    /// The page stays.
    Stays,
    /// A file is open.
    Opened(Box<Ready>),
    /// The person leaves.
    Left,
}

/// Runs the page in the terminal, then the screen of what was chosen there.
///
/// # Errors
/// Where the terminal fails, or the file while it is open.
pub fn home(home: Home, ways: &Ways<'_>) -> Result<Outcome, Error> {
    let (mut page, theme) = home.page(terminal::size()?);
    terminal::guard(page.lang(), None);
    let queue = Queue::new();
    runner::watch_signals(queue.sender.clone())?;
    let mut screen = Screen::take()?;
    paint(&page, &theme, &mut screen)?;
    crate::tui::input::listen(queue.sender.clone())?;
    loop {
        let input = match queue.happenings.recv().map_err(|_| Error::Workspace)? {
            Happening::Input(input) => input,
            Happening::Signal(signal) => return Ok(Outcome::Signal(signal)),
            Happening::TerminalLost(error) => return Err(error.into()),
            Happening::Reply(_) => continue,
        };
        if let Input::Size(width, height) = input {
            screen.forget((width, height))?;
        }
        if let Some(wish) = page.update(input) {
            if takes_long(&wish) {
                page.said = vec![Saying::new("start.making")];
                paint(&page, &theme, &mut screen)?;
            }
            match fulfil(&mut page, wish, ways) {
                Done::Stays => {}
                Done::Left => return Ok(Outcome::Left),
                Done::Opened(ready) => return runner::go_on(*ready, queue, screen),
            }
        }
        paint(&page, &theme, &mut screen)?;
    }
}

/// Replays keys on the page, and on the screen of what they choose there; the last screen as
/// text, blanks at the line ends left off.
///
/// # Errors
/// Where a key has no such name, or the file fails.
pub fn print_home(home: Home, ways: &Ways<'_>, keys: &str, sheet: Sheet) -> Result<String, Error> {
    let mut inputs = replay::inputs(keys)?.into_iter();
    let (mut page, theme) = home.page(sheet.size);
    while let Some(input) = inputs.next() {
        let Some(wish) = page.update(input) else { continue };
        match fulfil(&mut page, wish, ways) {
            Done::Stays => {}
            Done::Left => break,
            Done::Opened(ready) => {
                return replay::play(*ready, inputs, |stage| sheet.of_stage(stage));
            }
        }
    }
    Ok(sheet.of(&theme, |frame, theme| draw::start::draw(frame, &page, theme)))
}

fn paint(page: &Page, theme: &Theme, screen: &mut Screen) -> io::Result<()> {
    screen.terminal.draw(|frame| draw::start::draw(frame, page, theme))?;
    Ok(())
}

/// Whether a person waits for it long enough to be told.
fn takes_long(wish: &Wish) -> bool {
    matches!(wish, Wish::Sample | Wish::Tour)
}

/// Does what the page wishes; where it cannot be done the page says why.
fn fulfil(page: &mut Page, wish: Wish, ways: &Ways<'_>) -> Done {
    let lang = page.lang();
    let opened = match wish {
        Wish::Quit => return Done::Left,
        Wish::Look(folder) => {
            page.found(names_in(&folder));
            return Done::Stays;
        }
        Wish::Open(path) => Ok((ways.options)(&path, lang, Vec::new())),
        Wish::Sample => (ways.sample)(lang).map(|path| (ways.options)(&path, lang, Vec::new())),
        Wish::Tour => (ways.tour)(lang),
        Wish::Create(answers) if answers.file.exists() => {
            page.taken(&answers.file);
            return Done::Stays;
        }
        Wish::Create(answers) => match create(&answers, lang, ways) {
            Ok(()) => {
                let note = Saying::new("start.made").with("file", name_of(&answers.file));
                Ok((ways.options)(&answers.file, lang, vec![note]))
            }
            Err(error) => {
                page.failed(error.saying());
                return Done::Stays;
            }
        },
    };
    let ready = match opened {
        Ok(options) => Ready::open(options, page.size),
        Err(why) => {
            page.failed(Saying::new("start.failed").with("why", why));
            return Done::Stays;
        }
    };
    match ready {
        Ok(ready) => Done::Opened(Box::new(ready)),
        Err(Error::Open(error)) => {
            page.failed(error.saying());
            Done::Stays
        }
        Err(error) => {
            page.failed(Saying::new("start.failed").with("why", error.to_string()));
            Done::Stays
        }
    }
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Makes a workspace of the answers, with its first meeting.
fn create(answers: &Answers, lang: Lang, ways: &Ways<'_>) -> Result<(), ops::Error> {
    let Options { opening, clock, by, random, .. } =
        (ways.options)(&answers.file, lang, Vec::new());
    let first = answers.languages.first().copied().unwrap_or(lang);
    let beginning = Beginning {
        title: Some(answers.title.clone()),
        languages: answers.languages.clone(),
        words: answers.template.as_ref().map(|of| of.words(first)).unwrap_or_default(),
        label: Some(answers.label),
        two_digit_year: Some(answers.era),
    };
    let at = clock();
    let stamp = Stamp { at, today: zone::day(at, zone::DEFAULT), by };
    let mut workspace = Workspace::create(&opening, &beginning, &stamp, random)?;
    if let Some((day, place)) = &answers.meeting {
        let words = crate::config::words::load(first);
        let entry = Entry::default()
            .set(&format!("title_{}", first.code()), words.text("start.first_meeting"))
            .set("date", &dates::write::iso(*day))
            .set("venue", place);
        let command = Command::Add {
            kind: Kind::Meeting,
            entries: vec![entry],
            create: false,
            meeting: None,
        };
        workspace.execute(&command, &stamp, None)?;
    }
    Ok(())
}

/// The workspaces and folders in a folder, folders with `/` at their end; nothing hidden.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            if name.starts_with('.') {
                return None;
            }
            if entry.path().is_dir() {
                return Some(format!("{name}/"));
            }
            name.ends_with(".plenary").then_some(name)
        })
        .collect();
    names.sort();
    names
}
