//! The table of actions: what each is called and which keys bring it about. Dispatch, footer,
//! help and `docs/keys.md` all read it; nothing else names a key.

use std::{collections::HashMap, fmt::Write as _};

use super::keys::Key;
use crate::domain::words::Words;

/// Who takes the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// A list: every printable key is a shortcut.
    List,
    /// A line being typed: every printable key is text.
    Text,
    /// A question: only the keys it prints act.
    Question,
}

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// Something a key can bring about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[$doc])* $variant,)+ }

        impl Action {
            /// Every action, in the order of help.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in keymaps.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The key of its text in the bundles.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => concat!("action.", $name),)+ }
            }
        }
    };
}

actions! {
    /// One row up.
    Up = "up",
    /// One row down.
    Down = "down",
    /// One screen up.
    PageUp = "page_up",
    /// One screen down.
    PageDown = "page_down",
    /// To the first row; in a line to its start.
    First = "first",
    /// To the last row; in a line to its end.
    Last = "last",
    /// Opens what is selected.
    Open = "open",
    /// Undoes one thing of where we are.
    Back = "back",
    /// Adds a record.
    Add = "add",
    /// Edits what is selected.
    Edit = "edit",
    /// Puts into the trash.
    Delete = "delete",
    /// Marks or unmarks.
    Mark = "mark",
    /// One step along the process.
    Forward = "forward",
    /// The trace back.
    Why = "why",
    /// Shows only what holds a text.
    Filter = "filter",
    /// Sets the label.
    Label = "label",
    /// Takes back; in History all down to what is selected.
    Undo = "undo",
    /// Takes back the last change, in History too.
    UndoLast = "undo_last",
    /// Brings back what was taken back.
    Redo = "redo",
    /// Brings back what a change replaced, or what lies in the trash.
    Restore = "restore",
    /// What became of a record, change by change.
    Past = "past",
    /// Moves a card to another column.
    Move = "move",
    /// Hides the ideas, or reveals them.
    Hide = "hide",
    /// Opens or closes.
    Status = "status",
    /// One place up in an order by hand.
    Raise = "raise",
    /// One place down in an order by hand.
    Lower = "lower",
    /// To the column at the left.
    MoveLeft = "move_left",
    /// To the column at the right.
    MoveRight = "move_right",
    /// Goes to any record.
    GoTo = "go_to",
    /// Finds a command by its name.
    Palette = "palette",
    /// Starts or pauses the clock of the agenda.
    Timer = "timer",
    /// Gives the agenda item at hand more minutes.
    Extend = "extend",
    /// Leaves out an agenda item.
    Skip = "skip",
    /// The next one: agenda item, agency.
    Next = "next",
    /// Opens a voting round, or goes to the one that is open.
    Vote = "vote",
    /// Closes the voting round.
    CloseRound = "close_round",
    /// The projector view; in it blanks it.
    Projector = "projector",
    /// To Home.
    Home = "home",
    /// To the session.
    Session = "session",
    /// To the stakeholders.
    Stakeholders = "stakeholders",
    /// To the ideas.
    Ideas = "ideas",
    /// To the priorities.
    Priorities = "priorities",
    /// To the plan.
    Plan = "plan",
    /// To the follow-up.
    FollowUp = "follow_up",
    /// To the outcomes.
    Outcomes = "outcomes",
    /// To the history.
    History = "history",
    /// The next view.
    NextView = "next_view",
    /// The view before.
    PreviousView = "previous_view",
    /// All keys.
    Help = "help",
    /// The other language.
    Language = "language",
    /// Leaves.
    Quit = "quit",
    /// Keeps the line.
    Keep = "keep",
    /// Takes what is offered.
    Take = "take",
    /// Offers what a field may hold; from a line all fields.
    Pick = "pick",
    /// Makes the unknown organisation.
    Create = "create",
    /// Keeps the line and leaves it.
    Save = "save",
    /// Clears the line.
    Clear = "clear",
    /// Takes back typing.
    Untype = "untype",
    /// Brings typing back.
    Retype = "retype",
    /// One character left.
    Left = "left",
    /// One character right.
    Right = "right",
    /// One word left.
    WordLeft = "word_left",
    /// One word right.
    WordRight = "word_right",
    /// Selects one character to the left.
    SelectLeft = "select_left",
    /// Selects one character to the right.
    SelectRight = "select_right",
    /// Selects to the start of the word.
    SelectWordLeft = "select_word_left",
    /// Selects to the end of the word.
    SelectWordRight = "select_word_right",
    /// Selects to the start of the line.
    SelectFirst = "select_first",
    /// Selects to the end of the line.
    SelectLast = "select_last",
    /// Selects the whole text.
    SelectAll = "select_all",
    /// To the start of the whole text.
    Start = "start",
    /// To the end of the whole text.
    Finish = "finish",
    /// Copies what is selected to the clipboard.
    Copy = "copy",
    /// Copies what is selected and takes it away.
    Cut = "cut",
    /// Takes away what stands before the cursor.
    Backspace = "backspace",
    /// Takes away the character under the cursor.
    Erase = "erase",
    /// Takes away the word before the cursor.
    EraseWord = "erase_word",
    /// Yes.
    Yes = "yes",
    /// No.
    No = "no",
    /// Keeps the other's value.
    Theirs = "theirs",
    /// Writes one's own value.
    Ours = "ours",
    /// Edits once more.
    Again = "again",
}

impl Action {
    /// Whether nobody looks it up by its name: it moves the cursor, works on a letter, answers
    /// a question, or is the looking up itself.
    #[must_use]
    pub const fn is_by_hand(self) -> bool {
        let moves = matches!(
            self,
            Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
                | Self::Left
                | Self::Right
                | Self::WordLeft
                | Self::WordRight
                | Self::Back
                | Self::Palette
        );
        let types = matches!(
            self,
            Self::SelectLeft
                | Self::SelectRight
                | Self::SelectWordLeft
                | Self::SelectWordRight
                | Self::SelectFirst
                | Self::SelectLast
                | Self::SelectAll
                | Self::Start
                | Self::Finish
                | Self::Copy
                | Self::Cut
                | Self::Backspace
                | Self::Erase
                | Self::EraseWord
        );
        let answers =
            matches!(self, Self::Yes | Self::No | Self::Theirs | Self::Ours | Self::Again);
        moves || types || answers
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What happens.
    pub action: Action,
    /// Where the keys mean this.
    pub context: Context,
    /// The keys, the one that is shown first.
    pub keys: &'static [&'static str],
}

const fn list(action: Action, keys: &'static [&'static str]) -> Row {
    Row { action, context: Context::List, keys }
}

const fn text(action: Action, keys: &'static [&'static str]) -> Row {
    Row { action, context: Context::Text, keys }
}

const fn question(action: Action, keys: &'static [&'static str]) -> Row {
    Row { action, context: Context::Question, keys }
}

/// The shipped table.
pub const TABLE: &[Row] = &[
    list(Action::Add, &["a"]),
    list(Action::Edit, &["e"]),
    list(Action::Delete, &["d", "<Del>"]),
    list(Action::Mark, &["<Space>"]),
    list(Action::Forward, &["f"]),
    list(Action::Why, &["w"]),
    list(Action::Filter, &["/", "<C-f>"]),
    list(Action::Label, &["T"]),
    list(Action::Undo, &["u"]),
    list(Action::UndoLast, &["<C-z>"]),
    list(Action::Redo, &["U", "<C-y>"]),
    list(Action::Restore, &["r"]),
    list(Action::Past, &["H"]),
    list(Action::Move, &["m"]),
    list(Action::Hide, &["b"]),
    list(Action::Status, &["s"]),
    list(Action::Raise, &["<S-Up>"]),
    list(Action::Lower, &["<S-Down>"]),
    list(Action::MoveLeft, &["<S-Left>"]),
    list(Action::MoveRight, &["<S-Right>"]),
    list(Action::Timer, &["t", "<C-t>"]),
    list(Action::Extend, &["+"]),
    list(Action::Skip, &["S"]),
    list(Action::Next, &["n"]),
    list(Action::Vote, &["v"]),
    list(Action::CloseRound, &["c"]),
    list(Action::Projector, &["p"]),
    list(Action::GoTo, &["g"]),
    list(Action::Palette, &[":", "<C-p>"]),
    list(Action::Home, &["0"]),
    list(Action::Session, &["1"]),
    list(Action::Stakeholders, &["2"]),
    list(Action::Ideas, &["3"]),
    list(Action::Priorities, &["4"]),
    list(Action::Plan, &["5"]),
    list(Action::FollowUp, &["6"]),
    list(Action::Outcomes, &["7"]),
    list(Action::History, &["8"]),
    list(Action::Open, &["<Enter>"]),
    list(Action::Back, &["<Esc>"]),
    list(Action::Up, &["<Up>", "k"]),
    list(Action::Down, &["<Down>", "j"]),
    list(Action::Left, &["<Left>", "h"]),
    list(Action::Right, &["<Right>", "l"]),
    list(Action::PageUp, &["<PgUp>"]),
    list(Action::PageDown, &["<PgDn>"]),
    list(Action::First, &["<Home>"]),
    list(Action::Last, &["<End>"]),
    list(Action::NextView, &["<Tab>"]),
    list(Action::PreviousView, &["<BackTab>"]),
    list(Action::Help, &["?", "<F1>"]),
    list(Action::Language, &["<F2>"]),
    list(Action::Quit, &["q"]),
    text(Action::Keep, &["<Enter>"]),
    text(Action::Save, &["<C-s>"]),
    text(Action::Back, &["<Esc>"]),
    text(Action::Take, &["<Tab>"]),
    text(Action::PreviousView, &["<BackTab>"]),
    text(Action::Pick, &["<C-o>"]),
    text(Action::Create, &["<C-n>"]),
    text(Action::Filter, &["<C-f>"]),
    text(Action::Clear, &["<C-u>"]),
    text(Action::EraseWord, &["<C-w>"]),
    text(Action::Untype, &["<C-z>"]),
    text(Action::Retype, &["<C-y>"]),
    text(Action::Left, &["<Left>"]),
    text(Action::Right, &["<Right>"]),
    text(Action::WordLeft, &["<C-Left>", "<A-b>"]),
    text(Action::WordRight, &["<C-Right>", "<A-f>"]),
    text(Action::First, &["<Home>", "<C-a>"]),
    text(Action::Last, &["<End>", "<C-e>"]),
    text(Action::SelectLeft, &["<S-Left>"]),
    text(Action::SelectRight, &["<S-Right>"]),
    text(Action::SelectWordLeft, &["<C-S-Left>"]),
    text(Action::SelectWordRight, &["<C-S-Right>"]),
    text(Action::SelectFirst, &["<S-Home>"]),
    text(Action::SelectLast, &["<S-End>"]),
    text(Action::SelectAll, &["<A-a>"]),
    text(Action::Start, &["<C-Home>"]),
    text(Action::Finish, &["<C-End>"]),
    text(Action::Copy, &["<C-c>"]),
    text(Action::Cut, &["<C-x>"]),
    text(Action::Backspace, &["<BS>"]),
    text(Action::Erase, &["<Del>"]),
    text(Action::Up, &["<Up>"]),
    text(Action::Down, &["<Down>"]),
    text(Action::PageUp, &["<PgUp>"]),
    text(Action::PageDown, &["<PgDn>"]),
    text(Action::Timer, &["<C-t>"]),
    text(Action::Palette, &["<C-p>"]),
    text(Action::Help, &["<F1>"]),
    text(Action::Language, &["<F2>"]),
    question(Action::Yes, &["y"]),
    question(Action::No, &["n", "<Esc>"]),
    question(Action::Theirs, &["t"]),
    question(Action::Ours, &["o"]),
    question(Action::Again, &["e"]),
];

/// Which key means what, by context.
#[derive(Clone, Debug)]
pub struct Keymap(HashMap<(Context, Key), Action>);

impl Default for Keymap {
    fn default() -> Self {
        let keys = TABLE.iter().flat_map(|row| {
            let keys = row.keys.iter().filter_map(|name| Key::parse(name));
            keys.map(|key| ((row.context, key), row.action))
        });
        Self(keys.collect())
    }
}

impl Keymap {
    /// What a key means in a context.
    #[must_use]
    pub fn find(&self, context: Context, key: Key) -> Option<Action> {
        self.0.get(&(context, key)).copied()
    }
}

/// The name of the key that is shown for an action; empty where it has none there.
#[must_use]
pub fn key_of(action: Action, context: Context) -> String {
    keys_of(action, context).into_iter().next().unwrap_or_default()
}

/// The names of all keys of an action in a context.
#[must_use]
pub fn keys_of(action: Action, context: Context) -> Vec<String> {
    TABLE
        .iter()
        .filter(|row| row.action == action && row.context == context)
        .flat_map(|row| row.keys.iter().filter_map(|name| Key::parse(name)))
        .map(|key| key.name())
        .collect()
}

/// The page `docs/keys.md`.
#[must_use]
pub fn page(words: &Words) -> String {
    let mut page = format!("# {}\n", words.text("keys.title"));
    for context in [Context::List, Context::Text, Context::Question] {
        let title = match context {
            Context::List => "keys.list",
            Context::Text => "keys.text",
            Context::Question => "keys.question",
        };
        // Writing to a string cannot fail.
        let _ = write!(page, "\n## {}\n\n", words.text(title));
        let _ = writeln!(page, "| {} | |\n|---|---|", words.text("keys.key"));
        for row in TABLE.iter().filter(|row| row.context == context) {
            let keys = keys_of(row.action, context).join("`, `");
            let _ = writeln!(page, "| `{keys}` | {} |", words.text(row.action.text()));
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{config::words, domain::lang::Lang};

    /// What is wrong with a table of actions and its texts, a sentence for each thing.
    fn wrong(table: &[Row], actions: &[Action], bundles: &[Words]) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut seen = HashSet::new();
        for row in table {
            for name in row.keys {
                let Some(key) = Key::parse(name) else {
                    wrong.push(format!("{name} is no key"));
                    continue;
                };
                if !seen.insert((row.context, key)) {
                    wrong.push(format!("{name} is taken twice in {:?}", row.context));
                }
                let printable = matches!(key.code, crate::config::keys::Code::Char(_));
                if row.context == Context::Text && printable && !key.ctrl && !key.alt {
                    wrong.push(format!("{name} could not be typed"));
                }
            }
        }
        for action in actions {
            if !table.iter().any(|row| row.action == *action) {
                wrong.push(format!("{} has no row", action.name()));
            }
            for words in bundles.iter().filter(|words| words.own(action.text()).is_none()) {
                wrong.push(format!("{} is missing in {:?}", action.text(), words.lang()));
            }
        }
        wrong
    }

    #[test]
    fn every_key_has_one_meaning_and_every_action_a_text_in_both_languages() {
        let bundles = [words::load(Lang::En), words::load(Lang::Th)];
        assert_eq!(wrong(TABLE, Action::ALL, &bundles), Vec::<String>::new());
    }

    #[test]
    fn a_table_that_breaks_a_rule_is_found() {
        let bundles = [words::load(Lang::En), Words::new(Lang::Th, Vec::new, |_| None, None)];
        let table = [list(Action::Add, &["a"]), list(Action::Why, &["w", "a"])];
        let found = wrong(&table, &[Action::Add], &bundles);
        assert_eq!(found, ["a is taken twice in List", "action.add is missing in Th"]);
        let table = [text(Action::Keep, &["x"]), list(Action::Add, &["<Nonsense>"])];
        let found = wrong(&table, &[Action::Edit], &bundles[..1]);
        assert_eq!(found, ["x could not be typed", "<Nonsense> is no key", "edit has no row"]);
        // The same key in two contexts is no clash: only one of them takes keys at a time.
        let table = [list(Action::Help, &["<F1>"]), text(Action::Help, &["<F1>"])];
        assert_eq!(wrong(&table, &[Action::Help], &bundles[..1]), Vec::<String>::new());
    }

    #[test]
    fn the_page_of_keys_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
        let page = page(&words::load(Lang::En));
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, &page).unwrap();
        }
        let stands = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(stands, page, "UPDATE_DOCS=1 with this test writes it anew");
    }
}
