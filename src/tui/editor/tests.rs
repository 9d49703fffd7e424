use unicode_segmentation::UnicodeSegmentation as _;

use super::*;

/// A row of numbers that is the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n.max(1)).unwrap()).unwrap()
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// What is typed: letters, marks that hang on whatever stands before, halves of emoji, text from
/// right to left, characters without width, and what must never be stored.
const TYPED: [&str; 40] = [
    "ก", "น", "ผ", "ร", "เ", "แ", "า", "ะ", "ำ", "ี", "ู", "่", "้", "์", "ๆ", "ฯ", "a", "Z", "7", " ",
    " ", ".", "-", "\u{301}", "\u{200D}", "\u{200B}", "\u{FE0F}", "👩", "👧", "🏽", "🇹", "🇭", "א",
    "\u{202E}", "한", "ᄀ", "\n", "\t", "\u{1b}", "\u{7f}",
];
const PASTED: [&str; 8] = [
    "ผู้เสียหายจากการค้ามนุษย์",
    "set up a cell",
    "👨\u{200D}👩\u{200D}👧 ครอบครัว",
    "\u{E49}",
    "one\r\ntwo\n\nสาม\u{2028}four",
    "\u{1b}[31mred\u{7}",
    "น้ำใจ ๑๒ 🇹🇭🇹",
    "שלום עולם",
];
const COLUMNS: usize = 17;

/// The text and the cursor as a plain string has them. It knows nothing of the editor: its
/// clusters are counted over the whole text each time.
struct Model {
    text: String,
    cursor: usize,
    anchor: Option<usize>,
    wanted: Option<usize>,
    block: bool,
    /// The texts before each change that can be taken back, and those that can be brought back.
    past: Vec<String>,
    future: Vec<String>,
}

impl Model {
    fn edges(&self) -> Vec<usize> {
        let starts = self.text.grapheme_indices(true).map(|(at, _)| at);
        starts.chain([self.text.len()]).collect()
    }

    fn edge_from(&self, at: usize) -> usize {
        self.edges().into_iter().find(|edge| *edge >= at).unwrap()
    }

    fn chosen(&self) -> Option<(usize, usize)> {
        let anchor = self.anchor.filter(|anchor| *anchor != self.cursor)?;
        Some((anchor.min(self.cursor), anchor.max(self.cursor)))
    }

    fn splice(&mut self, from: usize, to: usize, with: &str) {
        self.anchor = None;
        self.wanted = None;
        if from == to && with.is_empty() {
            return;
        }
        self.past.push(self.text.clone());
        self.future.clear();
        let (head, tail) = (self.text.get(..from).unwrap(), self.text.get(to..).unwrap());
        self.text = [head, with, tail].concat();
        self.cursor = self.edge_from(from + with.len());
    }

    fn insert(&mut self, typed: &str) {
        let mut kept = String::new();
        for c in typed.replace("\r\n", "\n").chars() {
            match c {
                '\n' | '\u{2028}' => kept.push(if self.block { '\n' } else { ' ' }),
                '\t' => kept.push(' '),
                c if c.is_control() => {}
                c => kept.push(c),
            }
        }
        if !kept.is_empty() {
            let (from, to) = self.chosen().unwrap_or((self.cursor, self.cursor));
            self.splice(from, to, &kept);
        }
    }

    fn remove(&mut self, from: usize, to: usize) {
        let (from, to) = self.chosen().unwrap_or((from, to));
        self.splice(from, to, "");
    }

    fn before(&self) -> usize {
        self.edges().into_iter().rev().find(|edge| *edge < self.cursor).unwrap_or(0)
    }

    fn after(&self) -> usize {
        self.edges().into_iter().find(|edge| *edge > self.cursor).unwrap_or(self.text.len())
    }

    fn backspace_from(&self) -> usize {
        let cluster = self.text.get(self.before()..self.cursor).unwrap();
        let thai = cluster.chars().any(|c| ('\u{E00}'..='\u{E7F}').contains(&c));
        let last = cluster.chars().next_back().map_or(0, char::len_utf8);
        self.cursor - if thai { last } else { cluster.len() }
    }

    /// Start and end of each row.
    fn rows(&self) -> Vec<(usize, usize)> {
        let mut rows = Vec::new();
        let mut from = 0;
        for line in self.text.split('\n') {
            let inside = text::wrap_ranges(text::Lexicon::shipped(), line, COLUMNS - 1);
            for (n, range) in inside.iter().enumerate() {
                let start = if n == 0 { 0 } else { range.start };
                let end = inside.get(n + 1).map_or(line.len(), |next| next.start);
                rows.push((from + start, from + end));
            }
            from += line.len() + 1;
        }
        rows
    }

    fn columns(&self, from: usize, to: usize) -> usize {
        let some = self.text.get(from..to).unwrap();
        some.graphemes(true).map(|cluster| text::width(&text::neutral(cluster))).sum()
    }

    fn step_row(&mut self, down: bool) -> Option<usize> {
        let rows = self.rows();
        let at = rows.iter().rposition(|(from, _)| *from <= self.cursor).unwrap();
        let column = self.columns(rows[at].0, self.cursor).min(COLUMNS - 1);
        let wanted = self.wanted.unwrap_or(column);
        let row = if down { at + 1 } else { at.wrapping_sub(1) };
        let place = rows.get(row).map(|(from, to)| {
            let goes_on = rows.get(row + 1).is_some_and(|next| next.0 == *to) && from < to;
            let fits = |edge: &usize| {
                (*from..=*to).contains(edge)
                    && self.columns(*from, *edge) <= wanted
                    && !(goes_on && edge == to)
            };
            self.edges().into_iter().filter(fits).max().unwrap()
        });
        self.wanted = Some(wanted);
        place
    }

    fn go(&mut self, to: Move, selecting: bool) {
        let chosen = self.chosen().filter(|_| !selecting);
        let kept = self.wanted.take();
        let line = self.text.get(..self.cursor).unwrap().rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text.get(self.cursor..).unwrap().find('\n');
        let place = match to {
            Move::Left => chosen.map_or(self.before(), |(from, _)| from),
            Move::Right => chosen.map_or(self.after(), |(_, to)| to),
            Move::WordLeft => text::word_before(&self.text, self.cursor),
            Move::WordRight => text::word_after(&self.text, self.cursor),
            Move::Home if self.block => line,
            Move::End if self.block => line_end.map_or(self.text.len(), |at| self.cursor + at),
            Move::Home | Move::Start => 0,
            Move::End | Move::Finish => self.text.len(),
            Move::Up(_) | Move::Down(_) if !self.block => {
                self.wanted = kept;
                return;
            }
            Move::Up(_) | Move::Down(_) => {
                self.wanted = kept;
                self.step_row(matches!(to, Move::Down(_))).unwrap_or(self.cursor)
            }
        };
        self.anchor = if selecting { self.anchor.or(Some(self.cursor)) } else { None };
        self.cursor = place;
    }

    /// Takes the editor's text over after an undo or redo, which must be one that stood there.
    fn travel(&mut self, editor: &Editor, moved: bool, back: bool) {
        let (from, to) = if back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        assert_eq!(moved, !from.is_empty(), "{back}");
        self.anchor = None;
        self.wanted = None;
        if moved {
            let at = from.iter().rposition(|text| text == editor.text());
            let at = at.expect("a text that never stood here");
            to.push(std::mem::replace(&mut self.text, editor.text().to_owned()));
            to.extend(from.drain(at..).skip(1).rev());
            self.cursor = editor.cursor();
        }
    }
}

fn random_move(chance: &mut Chance) -> Move {
    use Move::{Down, End, Finish, Home, Left, Right, Start, Up, WordLeft, WordRight};
    let moves = [
        Left,
        Left,
        Right,
        Right,
        WordLeft,
        WordRight,
        Home,
        End,
        Start,
        Finish,
        Up(COLUMNS),
        Down(COLUMNS),
        Up(COLUMNS),
        Down(COLUMNS),
    ];
    chance.pick(&moves)
}

/// One edit on both.
fn edit(editor: &mut Editor, model: &mut Model, chance: &mut Chance) -> String {
    match chance.below(24) {
        0..8 => {
            let typed = chance.pick(&TYPED);
            editor.insert(typed);
            model.insert(typed);
            format!("type {typed:?}")
        }
        8 => {
            let pasted = chance.pick(&PASTED);
            editor.insert(pasted);
            model.insert(pasted);
            format!("paste {pasted:?}")
        }
        9 | 10 => {
            editor.backspace();
            model.remove(model.backspace_from(), model.cursor);
            "backspace".to_owned()
        }
        11 => {
            editor.erase();
            model.remove(model.cursor, model.after());
            "delete".to_owned()
        }
        12 => {
            editor.erase_word();
            model.remove(text::word_before(&model.text, model.cursor), model.cursor);
            "erase word".to_owned()
        }
        13 => {
            let taken = editor.selected_text().to_owned();
            if !taken.is_empty() {
                editor.backspace();
            }
            let (from, to) = model.chosen().unwrap_or((model.cursor, model.cursor));
            assert_eq!(taken, model.text.get(from..to).unwrap());
            if from < to {
                model.splice(from, to, "");
            }
            "cut".to_owned()
        }
        14 => {
            let moved = editor.undo();
            model.travel(editor, moved, true);
            "undo".to_owned()
        }
        15 => {
            let moved = editor.redo();
            model.travel(editor, moved, false);
            "redo".to_owned()
        }
        16 if chance.below(12) == 0 || model.text.len() > 900 => {
            editor.select_all();
            (model.anchor, model.cursor, model.wanted) = (Some(0), model.text.len(), None);
            "select all".to_owned()
        }
        17 if chance.below(8) == 0 => {
            editor.clear();
            model.splice(0, model.text.len(), "");
            "clear".to_owned()
        }
        18 if chance.below(4) == 0 => {
            let at = chance.below(model.text.len() + 2);
            editor.stand_at(at);
            model.cursor = model.edge_from(at.min(model.text.len()));
            (model.anchor, model.wanted) = (None, None);
            format!("click {at}")
        }
        16..20 => {
            let to = random_move(chance);
            editor.select(to);
            model.go(to, true);
            format!("select {to:?}")
        }
        _ => {
            let to = random_move(chance);
            editor.go(to);
            model.go(to, false);
            format!("{to:?}")
        }
    }
}

fn agree(editor: &Editor, model: &Model, told: &str) {
    assert_eq!(editor.text(), model.text, "{told}");
    let edges = model.edges();
    assert!(edges.contains(&editor.cursor()), "{told}: {} in {:?}", editor.cursor(), model.text);
    assert_eq!(editor.cursor(), model.cursor, "{told}: {:?}", model.text);
    let chosen = model.chosen().map(|(from, to)| from..to);
    assert_eq!(editor.selection(), chosen, "{told}");
    if let Some(range) = chosen {
        assert!(edges.contains(&range.start) && edges.contains(&range.end), "{told}");
    }
    assert_eq!(format!("{}{}", editor.head(), editor.tail()), editor.text());
    assert!(!editor.text().contains(|c: char| c.is_control() && !(model.block && c == '\n')));
    if model.block {
        shows_the_cursor(editor, model, told);
    } else {
        let (shown, column) = editor.window(9);
        assert!(edges.contains(&shown.start) && edges.contains(&shown.end), "{told}");
        assert!(model.columns(shown.start, shown.end) <= 9 && column < 9, "{told}");
        assert_eq!(model.columns(shown.start, model.cursor), column, "{told}");
    }
}

fn shows_the_cursor(editor: &Editor, model: &Model, told: &str) {
    let shown = editor.rows(COLUMNS, 4);
    let rows = model.rows();
    let (row, column) = shown.cursor;
    let first = rows.iter().position(|(from, _)| *from == shown.rows[0].start).expect(told);
    let ours: Vec<_> = shown.rows.iter().map(|row| (row.start, row.end)).collect();
    assert_eq!(ours, rows[first..first + ours.len()], "{told}");
    assert_eq!(shown.above, first > 0, "{told}: {:?}", model.text);
    assert_eq!(shown.below, first + ours.len() < rows.len(), "{told}");
    assert!(ours.len() == rows.len().min(4) && column < COLUMNS, "{told}");
    assert!((ours[row].0..=ours[row].1).contains(&model.cursor), "{told}");
    assert_eq!(model.columns(ours[row].0, model.cursor).min(COLUMNS - 1), column, "{told}");
}

#[test]
fn ten_thousand_edits_against_a_plain_text() {
    for (seed, block) in [(0x5EED_0001, false), (0x5EED_0002, true)] {
        println!("seed {seed:#x}");
        let mut chance = Chance(seed);
        let mut editor = if block { Editor::block("") } else { Editor::new("") };
        let mut model = Model {
            text: String::new(),
            cursor: 0,
            anchor: None,
            wanted: None,
            block,
            past: Vec::new(),
            future: Vec::new(),
        };
        for n in 0..10_000 {
            let told = edit(&mut editor, &mut model, &mut chance);
            agree(&editor, &model, &format!("edit {n}, {told}"));
        }
    }
}

/// The text of the cards of a session, in both languages.
fn cards() -> Vec<String> {
    let thai = include_str!("../../../tests/fixtures/thai-sentences.txt");
    let thai = thai.lines().step_by(4).map(str::to_owned);
    let english =
        (0..45).map(|n| format!("Set up referral desk {n} at the border, 24/7 👮🏽 (café)"));
    thai.chain(english).collect()
}

#[test]
fn typing_cards_never_splits_a_character() {
    let cards = cards();
    assert_eq!(cards.len(), 120);
    for card in cards {
        let mut editor = Editor::default();
        for c in card.chars() {
            editor.insert(c.encode_utf8(&mut [0; 4]));
            let whole: Vec<&str> = editor.text().graphemes(true).collect();
            assert_eq!(editor.cursor(), whole.concat().len());
        }
        assert_eq!(editor.text(), card);
        while editor.undo() {
            let edges = editor.text().grapheme_indices(true).map(|(at, _)| at);
            assert!(edges.chain([editor.text().len()]).any(|edge| edge == editor.cursor()));
            assert!(card.graphemes(true).collect::<String>().starts_with(editor.text()));
        }
        assert_eq!(editor.text(), "");
    }
}

#[test]
fn backspace_takes_a_mark_and_delete_the_whole() {
    let mut editor = Editor::new("น้ำ");
    for left in ["น้", "น", ""] {
        editor.backspace();
        assert_eq!(editor.text(), left);
    }
    let mut editor = Editor::new("น้ำใจ");
    editor.home();
    editor.erase();
    assert_eq!(editor.text(), "ใจ");
    for whole in ["👨\u{200D}👩\u{200D}👧", "🇹🇭", "e\u{301}", "👮🏽"] {
        let mut editor = Editor::new(&format!("a{whole}"));
        editor.backspace();
        assert_eq!(editor.text(), "a");
    }
}

#[test]
fn what_joins_takes_the_cursor_along() {
    let mut editor = Editor::new("🇹x🇭");
    editor.left();
    editor.backspace();
    assert_eq!((editor.text(), editor.tail()), ("🇹🇭", ""));
    let mut editor = Editor::new("\u{E49}");
    editor.home();
    editor.insert("น");
    assert_eq!((editor.text(), editor.tail()), ("น้", ""));
}

#[test]
fn words_and_the_whole_line() {
    let mut editor = Editor::new("set up cell ");
    editor.erase_word();
    assert_eq!(editor.text(), "set up ");
    editor.word_left();
    assert_eq!(editor.head(), "set ");
    editor.word_right();
    assert_eq!(editor.head(), "set up");
    editor.clear();
    assert_eq!(editor.text(), "");
    assert!(editor.undo());
    assert_eq!(editor.text(), "set up ");
    let mut editor = Editor::new("ช่วยเหลือผู้เสียหายที่แม่สอด");
    editor.erase_word();
    assert_eq!(editor.text(), "ช่วยเหลือผู้เสียหายที่");
    editor.word_left();
    editor.word_left();
    assert_eq!(editor.head(), "ช่วยเหลือ");
    editor.select(Move::WordRight);
    assert_eq!(editor.selected_text(), "ผู้เสียหาย");
}

#[test]
fn typing_is_taken_back_by_the_word_and_a_paste_at_once() {
    let mut editor = Editor::default();
    for c in "beds now".chars() {
        editor.insert(&c.to_string());
    }
    editor.insert(", and more of them");
    for left in ["beds now", "beds", ""] {
        assert!(editor.undo());
        assert_eq!(editor.text(), left);
    }
    assert!(!editor.undo());
    assert!(editor.redo() && editor.redo() && editor.redo() && !editor.redo());
    assert_eq!(editor.text(), "beds now, and more of them");
    for _ in 0..5 {
        editor.backspace();
    }
    assert_eq!(editor.text(), "beds now, and more of");
    assert!(editor.undo());
    assert_eq!(editor.text(), "beds now, and more of them");
}

#[test]
fn typing_replaces_what_is_selected() {
    let mut editor = Editor::new("one two");
    editor.select(Move::WordLeft);
    assert_eq!(editor.selected_text(), "two");
    for c in ["s", "i", "x"] {
        editor.insert(c);
    }
    assert_eq!(editor.text(), "one six");
    assert!(editor.undo());
    assert_eq!(editor.text(), "one two");
    editor.select_all();
    assert_eq!(editor.selected_text(), "one two");
    editor.backspace();
    assert_eq!(editor.text(), "");
}

#[test]
fn control_never_comes_in_and_line_ends_only_into_a_block() {
    let mut editor = Editor::default();
    editor.insert("a\nb\u{1b}[31m\u{85}");
    assert_eq!(editor.text(), "a b[31m");
    let mut editor = Editor::block("");
    editor.insert("a\r\nb\rc\td\u{0}");
    assert_eq!(editor.text(), "a\nb\nc d");
}

#[test]
fn what_finds_no_room_is_left_out_at_a_whole_character() {
    let mut editor = Editor::new(&"x".repeat(LONGEST_LINE - 7));
    assert_eq!(editor.room(), 7);
    editor.insert("กน้ำ");
    assert!(editor.text().ends_with("xก"), "a third of a character is none");
    editor.select_all();
    assert_eq!(editor.room(), LONGEST_LINE);
}

#[test]
fn the_window_follows_the_cursor() {
    let shown = |editor: &Editor, columns| {
        let (range, column) = editor.window(columns);
        (editor.text().get(range).unwrap().to_owned(), column)
    };
    let mut editor = Editor::new("0123456789");
    assert_eq!(shown(&editor, 6), ("56789".to_owned(), 5));
    editor.left();
    assert_eq!(shown(&editor, 6), ("56789".to_owned(), 4), "what follows stays in view");
    editor.left();
    assert_eq!(shown(&editor, 6), ("456789".to_owned(), 4));
    editor.home();
    assert_eq!(shown(&editor, 6), ("012345".to_owned(), 0));
    assert_eq!(shown(&editor, 0), (String::new(), 0));
}

#[test]
fn a_block_of_a_megabyte_shows_only_what_is_near() {
    for text in
        ["ผู้เสียหาย".repeat(34_900), "a b\n".repeat(262_000), "👨\u{200D}👩\u{200D}👧".repeat(58_000)]
    {
        let mut editor = Editor::block("");
        editor.insert(&text);
        assert_eq!(editor.text().len(), text.len());
        for to in [Move::Up(80), Move::WordLeft, Move::Home, Move::Down(80), Move::Start] {
            editor.go(to);
            let shown = editor.rows(80, 24);
            assert_eq!(shown.rows.len(), 24);
            let at = &shown.rows[shown.cursor.0];
            assert!((at.start..=at.end).contains(&editor.cursor()));
        }
        assert!(editor.undo());
        assert_eq!(editor.text(), "");
    }
}

#[test]
fn rows_of_a_long_line_are_all_of_it() {
    let text = format!("{} {}", "คำไทยยาว".repeat(1_500), "👨\u{200D}👩\u{200D}👧".repeat(900));
    let mut editor = Editor::block(&text);
    editor.go(Move::Start);
    let mut read = String::new();
    loop {
        let shown = editor.rows(40, 5);
        let row = shown.rows[shown.cursor.0].clone();
        read.push_str(text.get(row).unwrap());
        if !editor.go(Move::Down(40)) {
            break;
        }
    }
    assert_eq!(read, text);
    while editor.go(Move::Up(40)) {}
    assert!(editor.head().is_empty());
}
