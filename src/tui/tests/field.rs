//! The line being typed, as it is drawn.

use ratatui::style::Modifier;

use super::*;

/// What is drawn reversed on the row of the line.
fn reversed(play: &Play) -> String {
    let (buffer, _) = play.draw(&Theme::load(Mode::Dark, Depth::None, false));
    let row = text_of(&buffer).lines().position(|row| row.starts_with(" Idea ")).unwrap();
    let row = u16::try_from(row).unwrap();
    let cells = (0..80).map(|x| &buffer[(x, row)]);
    cells
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .map(|cell| cell.symbol())
        .collect::<String>()
        .replace("ำ ", "ำ")
}

#[test]
fn shift_selects_whole_characters_and_words() {
    let mut play = play("3aช่วยน้ำใจที่แม่สอด<C-S-Left><C-S-Left>");
    assert_eq!(reversed(&play), "ที่แม่สอด");
    play.keys("<S-Right>");
    assert_eq!(reversed(&play), "แม่สอด", "a letter with its two marks is one");
    play.keys("<Left>");
    assert_eq!(reversed(&play), "");
    play.keys("<S-Home>");
    assert_eq!(reversed(&play), "ช่วยน้ำใจที่");
    play.keys("x");
    assert_eq!(reversed(&play), "");
    assert!(play.screen().contains("xแม่สอด"));
    play.keys("<C-z>");
    assert!(play.screen().contains("แม่สอด"));
}

#[test]
fn odd_text_is_drawn_with_the_cursor_in_the_field() {
    let family = "👨\u{200D}👩\u{200D}👧".repeat(40);
    for text in [
        "\u{E49}",
        "น\u{200B}\u{E49}\u{200D}ำ",
        "שלום \u{202E}עולם",
        &family,
        "🇹",
        &"\u{E49}".repeat(300),
    ] {
        let mut play = play("3a");
        play.keys(&format!("<Paste:{text}>"));
        for key in ["", "<Left>", "<S-Left>", "<Home>", "<C-S-Right>", "<BS>", "<C-z>"] {
            play.keys(key);
            let (width, height) = (80, 24);
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            let theme = Theme::load(Mode::Dark, Depth::True, false);
            terminal
                .draw(|frame| {
                    draw::draw(frame, &play.app, &theme);
                })
                .unwrap();
            let cursor = terminal.get_cursor_position().unwrap();
            assert!(cursor.x < width && cursor.y < height && cursor.y > 0, "{text} {key}");
        }
    }
}

#[test]
fn a_paste_beyond_the_longest_line_says_so() {
    let mut play = play("3a");
    play.keys(&format!("<Paste:{}>", "x".repeat(60_000)));
    assert!(!play.screen().contains("left out"));
    play.keys(&format!("<Paste:{}>", "x".repeat(60_000)));
    assert!(play.screen().contains("its end is left out"), "{}", play.screen());
}
