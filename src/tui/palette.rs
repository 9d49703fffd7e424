//! The commands that are found by their name: every view, and what the table of actions holds.

use super::screens::{Screen, View};
use crate::{
    config::{
        actions::{Action, Context, TABLE, key_of},
        words,
    },
    domain::{
        find::{Index, Place},
        lang::Lang,
        saying::Saying,
        words::Words,
    },
};

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// Shows a view.
    Show(View),
    /// What a key brings about in a context.
    Act(Action, Context),
}

impl Run {
    /// What it is called.
    #[must_use]
    pub(crate) fn title(self, words: &Words) -> String {
        match self {
            Self::Show(View::Home) => words.text(View::Home.text()).to_owned(),
            Self::Show(view) => {
                let saying = Saying::new("palette.view")
                    .with("screen", Saying::new(view.screen().text()))
                    .with("view", Saying::new(view.text()));
                words.say(&saying)
            }
            Self::Act(action, _) => words.text(action.text()).to_owned(),
        }
    }

    /// The key of the text that says where it belongs.
    #[must_use]
    pub(crate) fn place(self) -> &'static str {
        match self {
            Self::Show(_) => "palette.screens",
            Self::Act(action, _) if is_in(action, Context::List, Context::Text) => {
                "palette.everywhere"
            }
            Self::Act(_, Context::Text) => "palette.text",
            Self::Act(..) => "palette.list",
        }
    }

    /// The keys that do the same: while a line is typed a letter is text, so that the way out
    /// stands before it.
    #[must_use]
    pub(crate) fn keys(self, typing: bool) -> String {
        let (key, by_letter) = match self {
            Self::Show(view) => {
                let tabs = view.screen().views().position(|other| other == view);
                let mut keys = vec![key_of(view.screen().action(), Context::List)];
                let tab = key_of(Action::NextView, Context::List);
                keys.extend(std::iter::repeat_n(tab, tabs.unwrap_or_default()));
                (keys.join(" "), true)
            }
            Self::Act(action, context) => (key_of(action, context), context == Context::List),
        };
        match typing && by_letter {
            true => format!("{} {key}", key_of(Action::Back, Context::Text)),
            false => key,
        }
    }
}

/// Whether an action has a key in both contexts.
fn is_in(action: Action, one: Context, other: Context) -> bool {
    let has = |context| TABLE.iter().any(|row| row.action == action && row.context == context);
    has(one) && has(other)
}

/// All commands: what acts on the line first, where one is being typed.
#[must_use]
pub(crate) fn all(typing: bool) -> Vec<Run> {
    let of = |context| {
        TABLE
            .iter()
            .filter(move |row| row.context == context && !row.action.is_by_hand())
            .map(move |row| Run::Act(row.action, context))
    };
    let mut all: Vec<Run> = if typing { of(Context::Text).collect() } else { Vec::new() };
    let verbs = of(Context::List).filter(|run| match run {
        Run::Act(action, _) => {
            Screen::of(*action).is_none()
                && !(typing && is_in(*action, Context::List, Context::Text))
        }
        Run::Show(_) => true,
    });
    all.extend(verbs);
    all.extend(View::ALL.map(Run::Show));
    all
}

/// The index of commands by their places, in both languages.
#[must_use]
pub(crate) fn index(all: &[Run]) -> Index<u32> {
    let words = [Lang::En, Lang::Th].map(words::load);
    let mut index = Index::with_capacity(all.len());
    for (n, run) in (0..).zip(all) {
        let titles = words.each_ref().map(|words| run.title(words));
        let parts = std::iter::once("").chain(titles.iter().map(String::as_str));
        index.put(n, Place::nth(n), parts);
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_and_every_action_that_has_a_name_to_look_up_is_there() {
        let (list, typing) = (all(false), all(true));
        for view in View::ALL {
            assert!(list.contains(&Run::Show(view)) && typing.contains(&Run::Show(view)));
        }
        for action in [Action::Add, Action::Language, Action::Help, Action::Quit, Action::GoTo] {
            let has = |all: &[Run]| {
                all.iter().filter(|run| matches!(run, Run::Act(of, _) if *of == action)).count()
            };
            assert_eq!((has(&list), has(&typing)), (1, 1), "{action:?}");
        }
        let none = |run: &Run| matches!(run, Run::Act(action, _) if action.is_by_hand());
        assert!(!typing.iter().any(none));
        assert!(!list.iter().any(|run| matches!(run, Run::Act(_, Context::Text))));
    }

    #[test]
    fn keys_are_those_that_do_the_same() {
        let keys = |run: Run| (run.keys(false), run.keys(true));
        let of = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(keys(Run::Show(View::Table)), of("5", "Esc 5"));
        assert_eq!(keys(Run::Act(Action::Quit, Context::List)), of("q", "Esc q"));
        assert_eq!(keys(Run::Act(Action::Save, Context::Text)), of("Ctrl-S", "Ctrl-S"));
    }

    #[test]
    fn no_two_commands_are_called_the_same() {
        for lang in [Lang::En, Lang::Th] {
            let words = words::load(lang);
            for typing in [false, true] {
                let mut names: Vec<String> =
                    all(typing).iter().map(|run| run.title(&words)).collect();
                names.sort();
                let twice = names.windows(2).find(|two| two.first() == two.last());
                assert_eq!(twice, None);
            }
        }
    }
}
