//! What the last row of the page offers, and where each of it stands: drawn and clicked.

use super::{Layer, Page};
use crate::{
    config::{
        actions::{Action, Context, key_of},
        keys::{Code, Key},
    },
    domain::text,
};

/// Something that a key does here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    /// The first column.
    pub(crate) x: u16,
    /// What people call the key.
    pub(crate) key: String,
    /// What it does.
    pub(crate) what: String,
    /// The key itself, for a click.
    pub(crate) press: Key,
    /// Whether it is the next step.
    pub(crate) next: bool,
}

impl Hint {
    fn new(press: Key, what: &str) -> Self {
        let key = if press.code == Code::Right { "← →".to_owned() } else { press.name() };
        Self { x: 0, key, what: what.to_owned(), press, next: false }
    }

    /// How many columns it takes.
    pub(crate) fn wide(&self) -> u16 {
        let wide = text::width(&self.key) + 1 + text::width(&self.what);
        u16::try_from(wide).unwrap_or(u16::MAX)
    }
}

/// What the last row says: who takes the keys, and the hints as far as there is room. The next
/// step keeps its place at the right; the others give way from the right, help last.
#[must_use]
pub(crate) fn footer(page: &Page) -> (&'static str, Vec<Hint>) {
    let chip = match (page.help, page.context()) {
        (true, _) => "HELP",
        (false, Context::Text) => "TEXT",
        (false, _) => "LIST",
    };
    let mut next = next_step(page);
    next.next = true;
    next.x = page.size.0.saturating_sub(next.wide() + 1);
    let start = u16::try_from(chip.len() + 3).unwrap_or(u16::MAX);
    let room = next.x.saturating_sub(start + 2);
    let mut hints = hints(page);
    let total = |hints: &[Hint]| hints.iter().map(|hint| hint.wide() + 2).sum::<u16>();
    while hints.len() > 1 && total(&hints).saturating_sub(2) > room {
        hints.remove(hints.len() - 2);
    }
    if total(&hints).saturating_sub(2) > room {
        hints.clear();
    }
    let mut x = start;
    for hint in &mut hints {
        hint.x = x;
        x += hint.wide() + 2;
    }
    hints.push(next);
    (chip, hints)
}

fn hints(page: &Page) -> Vec<Hint> {
    let words = &page.words;
    let hint = |key: Code, what: &str| Hint::new(Key::plain(key), words.text(what));
    if page.help {
        return vec![hint(Code::Esc, "hint.close")];
    }
    match page.layer {
        Layer::List => {
            let quit = Key::parse(&key_of(Action::Quit, Context::List));
            let mut hints = vec![
                hint(Code::Enter, "start.hint.open"),
                hint(Code::Char(':'), "start.other_language"),
            ];
            hints.extend(quit.map(|quit| Hint::new(quit, words.text("start.hint.quit"))));
            hints.push(hint(Code::Char('?'), "hint.keys"));
            hints
        }
        Layer::Form => {
            let mut hints = vec![
                hint(Code::Esc, "start.hint.back"),
                hint(Code::BackTab, "start.hint.before"),
                hint(Code::F(1), "hint.keys"),
            ];
            if page.form.is_choice() {
                hints.insert(0, hint(Code::Right, "start.hint.choose"));
            }
            hints
        }
        Layer::Path(_) => vec![
            hint(Code::Tab, "start.hint.complete"),
            hint(Code::Esc, "hint.back"),
            hint(Code::F(1), "hint.keys"),
        ],
    }
}

/// What comes next on the way to a workspace.
fn next_step(page: &Page) -> Hint {
    let (key, what) = match page.layer {
        Layer::List if page.form.title.is_blank() => (Code::Char('1'), "start.next.new"),
        Layer::List => (Code::Char('1'), "start.next.go_on"),
        Layer::Form if page.form.is_last() => (Code::Enter, "start.next.make"),
        Layer::Form => (Code::Enter, "start.next.question"),
        Layer::Path(_) => (Code::Enter, "start.next.open"),
    };
    Hint::new(Key::plain(key), page.words.text(what))
}
