//! Pictures of the screens, and what a frame costs.

use super::*;

fn at(keys: &str, size: (u16, u16), lang: Lang) -> String {
    let mut play = Play::of(room(), size, lang);
    play.keys(keys);
    play.screen()
}

macro_rules! pictures {
    ($($name:ident: $keys:literal $size:expr, $lang:ident;)+) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(at($keys, $size, Lang::$lang));
        }
    )+};
}

pictures! {
    wall_80: "3jjj  " (80, 24), En;
    wall_120: "3jjj  " (120, 36), En;
    wall_200: "3jjj  " (200, 50), En;
    wall_80_thai: "3jjj  " (80, 24), Th;
    wall_120_thai: "3j" (120, 36), Th;
    wall_200_thai: "3j" (200, 50), Th;
    plan_80: "5j" (80, 24), En;
    plan_120: "5j" (120, 36), En;
    plan_200: "5j" (200, 50), En;
    plan_80_thai: "5j" (80, 24), Th;
    plan_120_thai: "5j" (120, 36), Th;
    plan_200_thai: "5j" (200, 50), Th;
    plan_60: "5j" (60, 20), En;
    line_80: "5aSet up roster @IOM +DSI due:30/6/2569" (80, 24), En;
    dim_80: "3aBeds now @BSF table:2<Enter>aMore" (80, 24), En;
    question_80: "3      d" (80, 24), En;
    question_80_thai: "3      d" (80, 24), Th;
    help_80: "3?" (80, 24), En;
    help_120_thai: "3?" (120, 36), Th;
    trace_80: "5jw" (80, 24), En;
    zoom_80: "5j<Enter>" (80, 24), En;
    filter_80: "3/ล่าม" (80, 24), Th;
    go_to_80: "3ginter" (80, 24), En;
    go_to_120: "3gbed" (120, 36), En;
    go_to_200: "3gbed<Down>" (200, 50), En;
    go_to_80_thai: "3gล่าม" (80, 24), Th;
    go_to_120_thai: "3gbed" (120, 36), Th;
    go_to_200_thai: "3groster" (200, 50), Th;
    go_to_60: "3gbed" (60, 20), En;
    palette_80: "3:" (80, 24), En;
    palette_120: "3aBeds<C-p>" (120, 36), En;
    palette_200: "3:the" (200, 50), En;
    palette_80_thai: "3:" (80, 24), Th;
    palette_120_thai: "3aBeds<C-p>" (120, 36), Th;
    palette_200_thai: "3:แผน" (200, 50), Th;
    zoom_120: "5jj<Enter>" (120, 36), En;
    issue_80: "5jwj<Enter>" (80, 24), En;
    issue_120_thai: "3<Enter><Enter>" (120, 36), Th;
    form_80: "5je<Tab><Tab>" (80, 24), En;
    form_80_thai: "5je<Tab><Tab>" (80, 24), Th;
    form_120: "5je<BackTab><Down>" (120, 36), En;
    form_200_thai: "5je<Tab><Tab><Tab>IMO" (200, 50), Th;
    form_error_80: "5je due:31/2/69<Enter>" (80, 24), En;
    picker_80: "5je<Tab><Tab><C-o>of" (80, 24), En;
    picker_120_thai: "3T" (120, 36), Th;
    picker_200: "4m" (200, 50), En;
    cluster_80: "3jjj  f" (80, 24), En;
}

#[test]
fn empty_screens_teach() {
    let mut play = Play::of(beginning(), (80, 24), Lang::En);
    insta::assert_snapshot!("empty_wall", play.keys("3").screen());
    insta::assert_snapshot!("empty_plan", play.keys("5").screen());
    let mut play = Play::of(beginning(), (80, 24), Lang::Th);
    insta::assert_snapshot!("empty_wall_thai", play.keys("3").screen());
}

/// Colours and attributes, a letter for each run.
#[test]
fn the_selected_row_and_chips_have_their_styles() {
    let play = play("5j");
    let (buffer, _) = play.draw(&Theme::load(Mode::Dark, Depth::True, false));
    let mut runs = String::new();
    for y in [0, 1, 5, 6, 7, 23] {
        let mut last = None;
        for x in 0..80 {
            let cell = &buffer[(x, y)];
            let style = (cell.fg, cell.bg, cell.modifier);
            if last != Some(style) {
                runs.push_str(&format!("{y}:{x} {} on {} {:?}\n", cell.fg, cell.bg, cell.modifier));
                last = Some(style);
            }
        }
    }
    insta::assert_snapshot!("styles", runs);
}

#[test]
fn without_colour_no_cell_has_one_and_nothing_is_lost() {
    let play = play("3jjj  ");
    let colour = play.screen();
    let (buffer, _) = play.draw(&Theme::load(Mode::Dark, Depth::None, false));
    assert_eq!(text_of(&buffer), colour);
    assert!(buffer.content.iter().all(|cell| {
        (cell.fg, cell.bg) == (ratatui::style::Color::Reset, ratatui::style::Color::Reset)
    }));
}

#[test]
fn the_ascii_set_holds_no_other_symbol() {
    let mut play = Play::of(beginning(), (120, 36), Lang::En);
    play.keys("3aBeds<Enter><Esc>?");
    let (buffer, _) = play.draw(&Theme::load(Mode::Dark, Depth::Ansi16, true));
    let text = text_of(&buffer);
    let odd: String = text.chars().filter(|c| !c.is_ascii() && !"·›…↑↓←→".contains(*c)).collect();
    let odd: String =
        odd.chars().filter(|c| !crate::domain::text::has_thai(&c.to_string())).collect();
    assert_eq!(odd, "", "{text}");
}

#[test]
fn every_size_is_drawn_without_a_fault() {
    for keys in [
        "3jjj  ",
        "5j",
        "5aRoster @NOBODY due:x",
        "3      d",
        "?",
        "5jw",
        "5<Enter>",
        "z",
        "5je @NOBODY<Tab>",
        "5je<BackTab>",
        "5je<Tab><Tab><C-o>o",
        "4m",
        "gbed",
        ":",
        "5aVans<C-p>",
    ] {
        let mut play = Play::of(room(), (80, 24), Lang::Th);
        play.keys(keys);
        for (width, height) in [
            (1, 1),
            (1, 100),
            (300, 1),
            (10, 5),
            (59, 19),
            (60, 20),
            (61, 21),
            (79, 23),
            (100, 30),
            (119, 36),
            (120, 20),
            (121, 40),
            (199, 50),
            (200, 20),
            (300, 100),
        ] {
            play.tell(Message::Size(width, height));
            let text = play.screen();
            for line in text.lines() {
                assert!(crate::domain::text::width(line) <= usize::from(width), "{line}");
            }
        }
    }
}

#[test]
fn hostile_titles_reach_the_screen_as_harmless_text() {
    let mut bench = beginning();
    bench.numbered("x", 1, |i: &mut Idea, n| {
        live!(i, n);
        i.title.en = Some("a\u{1b}[31mred\u{7}\u{202e}evil\u{9b}m\nb".into());
    });
    let mut play = Play::of(bench, (120, 36), Lang::En);
    let screen = play.keys("3").screen();
    assert!(screen.contains("a[31mredevilm b"), "{screen}");
    assert!(!screen.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
}

#[test]
fn a_frame_costs_what_shows_however_long_the_list_is() {
    let cost = |rows: u32| {
        let mut bench = beginning();
        for n in 0..rows {
            let mut action = <Action as Record>::new(id(1000 + n));
            live!(action, i64::from(n) + 1);
            action.title.set(Lang::En, "Bed list");
            bench.w.put(action.into());
        }
        let mut play = Play::of(bench, (80, 24), Lang::En);
        play.keys("5<End><Up><PgUp>");
        play.draw(&Theme::default()).1
    };
    assert_eq!(cost(20_000), cost(40));
    assert_eq!(cost(40).rows, 16);
}

#[test]
fn help_cuts_no_line_at_any_size() {
    for lang in [Lang::En, Lang::Th] {
        for width in [80, 100, 120, 139, 140, 170, 200] {
            let mut play = Play::of(room(), (width, 24), lang);
            play.keys("3?");
            for _ in 0..110 {
                play.keys("<Down>");
                let (buffer, _) = play.draw(&Theme::default());
                let text = text_of(&buffer);
                let inside = text.lines().filter(|line| line.contains('│'));
                for line in inside.filter_map(|line| line.split('│').nth(1)) {
                    assert!(!line.contains('…'), "{width} {line}");
                }
            }
            assert!(play.screen().contains("@IOM +DSI"), "{}", play.screen());
        }
    }
}
