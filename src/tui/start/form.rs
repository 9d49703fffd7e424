//! The six questions before a new workspace.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::{
    config::{
        actions::Action,
        keys::{Code, Key},
        templates::{self, Template},
    },
    domain::{
        dates::{self, Era, Read, Rules, Unread},
        label::Label,
        lang::Lang,
        saying::Saying,
        text::fold,
        tokens::YearRule,
    },
    tui::editor::Editor,
};

/// How workspaces are known.
const ENDING: &str = ".plenary";

/// Most letters of a title in the name that is proposed.
const NAME: usize = 40;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// What the taskforce is called.
    Title,
    /// Which languages its texts have.
    Languages,
    /// Which era a two-digit year is of.
    Era,
    /// The label of what is new.
    Label,
    /// When and where the first meeting is.
    Meeting,
    /// The name of the file.
    File,
}

/// The questions in their order.
pub(crate) const QUESTIONS: [Question; 6] = [
    Question::Title,
    Question::Languages,
    Question::Era,
    Question::Label,
    Question::Meeting,
    Question::File,
];

const LABELS: [Label; 5] =
    [Label::Amber, Label::AmberStrict, Label::Red, Label::Green, Label::Clear];

/// The answers as they are typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// Which question takes the keys.
    pub(crate) at: usize,
    /// The typed answers.
    pub(crate) title: Editor,
    pub(crate) meeting: Editor,
    pub(crate) file: Editor,
    /// The chosen ones, by their place.
    languages: usize,
    era: usize,
    label: usize,
    /// Languages to choose from, the reader's own first.
    choices: [&'static [Lang]; 3],
    /// Whether the name of the file was typed: it follows the title no more.
    named: bool,
    /// Names that are taken.
    taken: Vec<String>,
}

/// What a new workspace is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answers {
    /// What the taskforce is called.
    pub(crate) title: String,
    /// Languages of the content, the first one first.
    pub(crate) languages: Vec<Lang>,
    /// The era of two-digit years.
    pub(crate) era: YearRule,
    /// The default label.
    pub(crate) label: Label,
    /// The day and place of the first meeting.
    pub(crate) meeting: Option<(NaiveDate, String)>,
    /// What its lists begin with.
    pub(crate) template: Option<Template>,
    /// The file.
    pub(crate) file: PathBuf,
}

impl Form {
    /// The questions with what is proposed for this reader.
    pub(crate) fn new(reader: Lang) -> Self {
        let choices: [&'static [Lang]; 3] = match reader {
            Lang::En => [&[Lang::En, Lang::Th], &[Lang::En], &[Lang::Th]],
            Lang::Th => [&[Lang::Th, Lang::En], &[Lang::Th], &[Lang::En]],
        };
        Self {
            at: 0,
            title: Editor::default(),
            meeting: Editor::default(),
            file: Editor::new(&format!("taskforce{ENDING}")),
            languages: 0,
            era: 0,
            label: 0,
            choices,
            named: false,
            taken: Vec::new(),
        }
    }

    /// The same where these files are there already.
    pub(crate) fn beside(mut self, files: impl Iterator<Item = PathBuf>) -> Self {
        let name = |file: PathBuf| Some(file.file_name()?.to_string_lossy().into_owned());
        self.taken = files.filter_map(name).collect();
        self.propose();
        self
    }

    /// The question that takes the keys.
    pub(crate) fn question(&self) -> Question {
        QUESTIONS.get(self.at).copied().unwrap_or(Question::File)
    }

    /// Whether it is answered by choosing.
    pub(crate) fn is_choice(&self) -> bool {
        matches!(self.question(), Question::Languages | Question::Era | Question::Label)
    }

    /// Whether it is the last one.
    pub(crate) fn is_last(&self) -> bool {
        self.question() == Question::File
    }

    /// What the workspace begins with.
    pub(crate) fn template(&self) -> Option<Template> {
        templates::find(templates::names().first()?)
    }

    /// Goes some questions on or back.
    pub(crate) fn go(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(QUESTIONS.len() - 1);
    }

    /// What there is to choose from, and what is chosen.
    pub(crate) fn options(&self, question: Question) -> (Vec<String>, usize) {
        match question {
            Question::Languages => {
                let name = |lang: &Lang| match lang {
                    Lang::En => "English",
                    Lang::Th => "ไทย",
                };
                let names =
                    |langs: &&[Lang]| langs.iter().map(name).collect::<Vec<_>>().join(" + ");
                (self.choices.iter().map(names).collect(), self.languages)
            }
            Question::Era => (vec!["BE".to_owned(), "CE".to_owned()], self.era),
            Question::Label => {
                (LABELS.iter().map(|label| label.token().to_owned()).collect(), self.label)
            }
            Question::Title | Question::Meeting | Question::File => (Vec::new(), 0),
        }
    }

    /// The line of a question that is answered by typing.
    pub(crate) fn line(&self, question: Question) -> Option<&Editor> {
        match question {
            Question::Title => Some(&self.title),
            Question::Meeting => Some(&self.meeting),
            Question::File => Some(&self.file),
            _ => None,
        }
    }

    fn line_mut(&mut self) -> Option<&mut Editor> {
        match self.question() {
            Question::Title => Some(&mut self.title),
            Question::Meeting => Some(&mut self.meeting),
            Question::File => Some(&mut self.file),
            _ => None,
        }
    }

    /// Chooses the answer so many places on, round and round.
    fn turn(&mut self, by: isize) {
        let question = self.question();
        let (all, at) = self.options(question);
        let count = all.len().max(1);
        let next = (at + count).saturating_add_signed(by) % count;
        self.choose(question, next);
    }

    fn choose(&mut self, question: Question, at: usize) {
        match question {
            Question::Languages => self.languages = at,
            Question::Era => self.era = at,
            Question::Label => self.label = at,
            _ => {}
        }
    }

    /// Takes in a key that is no step between questions.
    pub(crate) fn take(&mut self, key: Key, typed: Option<char>, action: Option<Action>) {
        if self.is_choice() {
            match (key.code, typed) {
                (Code::Left, _) => self.turn(-1),
                (Code::Right, _) | (_, Some(' ')) => self.turn(1),
                (_, Some(c)) => self.jump(c),
                _ => {}
            }
            return;
        }
        match (action, typed) {
            (Some(action), _) => {
                if let Some(line) = self.line_mut() {
                    edit(line, action);
                    self.typed();
                }
            }
            (None, Some(c)) => self.insert(c.encode_utf8(&mut [0; 4])),
            (None, None) => {}
        }
    }

    /// Chooses the next answer that begins with a letter: `b` is BE, `r` TLP:RED.
    fn jump(&mut self, c: char) {
        let question = self.question();
        let (all, at) = self.options(question);
        let begins = |at: &usize| {
            let first = self.choices.get(*at).and_then(|langs| langs.first());
            let word = match (question, all.get(*at)) {
                (Question::Languages, _) => first.map_or("", |lang| lang.code()),
                (_, Some(word)) => word.strip_prefix("TLP:").unwrap_or(word),
                (_, None) => "",
            };
            word.chars().next().is_some_and(|first| first.eq_ignore_ascii_case(&c))
        };
        let found = (at + 1..all.len()).chain(0..=at).find(begins);
        if let Some(found) = found {
            self.choose(question, found);
        }
    }

    /// Puts in a text; a choice takes none.
    pub(crate) fn insert(&mut self, text: &str) {
        if let Some(line) = self.line_mut() {
            line.insert(text);
            self.typed();
        }
    }

    fn typed(&mut self) {
        match self.question() {
            Question::Title => self.propose(),
            Question::File => self.named = true,
            _ => {}
        }
    }

    /// Proposes a name for the file after the title.
    fn propose(&mut self) {
        if !self.named {
            self.file = Editor::new(&free(&stem_of(self.title.text()), &self.taken));
        }
    }

    /// Proposes another name than that of a file that is there; the proposal.
    pub(crate) fn propose_another(&mut self, file: &Path) -> String {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let typed = self.file.text().trim().to_owned();
        self.taken.extend(name.clone());
        let stem = name.unwrap_or_default();
        let stem = stem.strip_suffix(ENDING).unwrap_or(&stem);
        let folder =
            typed.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let proposed = format!("{folder}{}", free(stem, &self.taken));
        self.file = Editor::new(&proposed);
        self.named = true;
        self.at = QUESTIONS.len() - 1;
        proposed
    }

    /// The era that two-digit years are of.
    fn era(&self) -> YearRule {
        if self.era == 0 { YearRule::Buddhist } else { YearRule::Common }
    }

    /// The day and place that are typed; none where nothing is.
    pub(crate) fn first_meeting(
        &self,
        today: NaiveDate,
    ) -> Result<Option<(NaiveDate, String)>, Saying> {
        let era = match self.era() {
            YearRule::Buddhist => Era::Buddhist,
            YearRule::Common => Era::Common,
        };
        day_and_place(self.meeting.text(), &Rules { two_digit: Some(era), ..Rules::new(today) })
    }

    /// What is wrong with an answer.
    pub(crate) fn mistake(&self, question: Question, today: NaiveDate) -> Option<Saying> {
        match question {
            Question::Title if self.title.is_blank() => Some(Saying::new("start.title_missing")),
            Question::Meeting => self.first_meeting(today).err(),
            Question::File if self.name().is_none() => Some(Saying::new("start.file_missing")),
            _ => None,
        }
    }

    /// The name of the file, with its ending.
    fn name(&self) -> Option<String> {
        let typed = self.file.text().trim();
        let stem = typed.strip_suffix(ENDING).unwrap_or(typed);
        let named = !stem.is_empty() && !stem.ends_with('/');
        named.then(|| format!("{stem}{ENDING}"))
    }

    /// All answers; where one is wrong, its question takes the keys.
    pub(crate) fn answers(&mut self, today: NaiveDate, folder: &Path) -> Result<Answers, Saying> {
        for (at, question) in QUESTIONS.into_iter().enumerate() {
            if let Some(mistake) = self.mistake(question, today) {
                self.at = at;
                return Err(mistake);
            }
        }
        Ok(Answers {
            title: self.title.text().trim().to_owned(),
            languages: self.choices.get(self.languages).map_or(Vec::new(), |langs| langs.to_vec()),
            era: self.era(),
            label: LABELS.get(self.label).copied().unwrap_or(Label::Amber),
            meeting: self.first_meeting(today)?,
            template: self.template(),
            file: folder.join(self.name().unwrap_or_default()),
        })
    }
}

/// A name for a file after a title: letters and digits in small, a hyphen for all else.
fn stem_of(title: &str) -> String {
    let mut stem = String::new();
    for c in fold(title).chars().take(NAME) {
        // Thai marks are part of their letter.
        if c.is_alphanumeric()
            || matches!(c, '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}')
        {
            stem.push(c);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "taskforce".to_owned() } else { stem.to_owned() }
}

/// The first free name of this stem: `a.plenary`, `a-2.plenary`.
fn free(stem: &str, taken: &[String]) -> String {
    let plain = format!("{stem}{ENDING}");
    if !taken.contains(&plain) {
        return plain;
    }
    let numbered = (2..).map(|n| format!("{stem}-{n}{ENDING}"));
    numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or(plain)
}

/// A day with a place behind it: `30/6/2569, Mae Sot`. As many words as make a date are one.
fn day_and_place(text: &str, rules: &Rules) -> Result<Option<(NaiveDate, String)>, Saying> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return Ok(None);
    }
    let mut why = Unread::NotADate;
    for count in (1..=words.len()).rev() {
        let (day, place) = words.split_at(count);
        let day = day.join(" ");
        match dates::read(day.trim_end_matches([',', ';']), rules) {
            Ok(Read::Date { date, .. }) => {
                let place = place.join(" ");
                return Ok(Some((date, place.trim_start_matches([',', ';', ' ']).to_owned())));
            }
            Ok(Read::None) if place.is_empty() => return Ok(None),
            Ok(Read::None) | Err(Unread::NotADate | Unread::Empty) => {}
            Err(unread) => why = unread,
        }
    }
    Err(match why {
        Unread::NotADate => Saying::new("start.no_day").with("typed", text.trim()),
        why => why.saying(text),
    })
}

/// Does to a line what an action of typing says.
pub(super) fn edit(line: &mut Editor, action: Action) {
    match action {
        Action::Left => line.left(),
        Action::Right => line.right(),
        Action::WordLeft => line.word_left(),
        Action::WordRight => line.word_right(),
        Action::First => line.home(),
        Action::Last => line.end(),
        Action::Backspace => line.backspace(),
        Action::Erase => line.erase(),
        Action::EraseWord => line.erase_word(),
        Action::Clear => line.clear(),
        Action::Untype => {
            line.undo();
        }
        Action::Retype => {
            line.redo();
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_and_a_place_on_one_line() {
        let rules = Rules { two_digit: Some(Era::Buddhist), ..Rules::new(day("2026-06-23")) };
        let read = |text| day_and_place(text, &rules);
        for (text, place) in [
            ("30/6/2569, Mae Sot", "Mae Sot"),
            ("30 Jun 2026 Mae Sot", "Mae Sot"),
            ("30 มิ.ย. 69 โรงแรมริมน้ำ กรุงเทพฯ", "โรงแรมริมน้ำ กรุงเทพฯ"),
            ("2026-06-30", ""),
        ] {
            assert_eq!(read(text), Ok(Some((day("2026-06-30"), place.to_owned()))), "{text}");
        }
        assert_eq!(read("  "), Ok(None));
        assert_eq!(read("-"), Ok(None));
        assert_eq!(read("Mae Sot").unwrap_err().key, "start.no_day");
        assert_eq!(read("31/2/2569 Mae Sot").unwrap_err().key, "date.day");
    }

    #[test]
    fn a_name_is_proposed_that_is_free() {
        assert_eq!(stem_of("Joint Taskforce 2569!"), "joint-taskforce-2569");
        assert_eq!(stem_of("  คณะทำงานร่วม (ตาก)"), "คณะทำงานร่วม-ตาก");
        assert_eq!(stem_of("///"), "taskforce");
        let taken = ["a.plenary".to_owned(), "a-2.plenary".to_owned()];
        assert_eq!(free("a", &taken), "a-3.plenary");
        assert_eq!(free("b", &taken), "b.plenary");
    }
}
