//! What wrapping Thai, and a paste of a megabyte into the editor, cost: `thai`.

use std::{hint::black_box, io::Write as _, time::Instant};

use plenary::{
    domain::text,
    tui::editor::{Editor, Move},
};

const ROUNDS: u32 = 20;
const TITLE: &str = "ผู้เสียหายส่วนใหญ่ถูกหลอกลวงผ่านประกาศรับสมัครงานบนสื่อสังคมออนไลน์ที่แม่สอด ";

fn main() {
    let card: String = TITLE.chars().cycle().take(200).collect();
    say("50 cards of 200 letters", &mut || {
        for columns in 0..50 {
            black_box(text::wrap(black_box(&card), 24 + columns % 3));
        }
    });
    let english = "set up a roster of interpreters for the night shift ".repeat(4);
    say("50 of 200 letters, Latin", &mut || {
        for columns in 0..50 {
            black_box(text::wrap(black_box(&english), 24 + columns % 3));
        }
    });
    let solid = TITLE.trim_end().repeat(1024 * 1024 / TITLE.len());
    let lines = TITLE.replace(' ', "\n").repeat(1024 * 1024 / TITLE.len());
    let family = "👨\u{200D}👩\u{200D}👧".repeat(1024 * 1024 / 18);
    for (name, text) in
        [("Thai, one line", &solid), ("Thai, many lines", &lines), ("emoji", &family)]
    {
        say(&format!("1 MB and a frame: {name}"), &mut || {
            let mut editor = Editor::block("");
            editor.insert(text);
            black_box(editor.rows(80, 24));
        });
        let mut editor = Editor::block("");
        editor.insert(text);
        let half = text.len() / 2;
        editor.stand_at(half);
        say(&format!("a key and a frame: {name}"), &mut || {
            editor.insert("a");
            editor.go(Move::Up(80));
            black_box(editor.rows(80, 24));
        });
        say(&format!("a word and a frame: {name}"), &mut || {
            editor.go(Move::WordLeft);
            black_box(editor.rows(80, 24));
        });
    }
    say("wrap of 1 MB", &mut || {
        black_box(text::wrap(black_box(&solid), 80));
    });
}

fn say(what: &str, work: &mut dyn FnMut()) {
    work();
    let begun = Instant::now();
    for _ in 0..ROUNDS {
        work();
    }
    let ms = begun.elapsed().as_secs_f64() * 1_000.0 / f64::from(ROUNDS);
    let _told = writeln!(std::io::stdout(), "{what:40} {ms:9.3} ms");
}
