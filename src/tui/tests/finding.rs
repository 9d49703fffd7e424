//! Go to anything, the palette and the filter: what keys do there, and what a key costs.

use super::{acts::idea, *};
use crate::{
    config::actions::Context,
    domain::find::SLICE,
    tui::{app::Sel, palette, screens::View},
};

/// What is selected, by its ref.
fn selected(play: &Play) -> String {
    match play.app.pane().selected {
        Some(Sel::Id(id)) => play.app.picture.ref_by_id(id).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn shows(play: &Play, text: &str) {
    let screen = play.screen();
    assert!(screen.contains(text), "{text:?} does not show:\n{screen}");
}

/// Types keys as fast as they come: nothing is sought between them.
fn burst(play: &mut Play, keys: &str) {
    for stroke in strokes(keys).unwrap() {
        let Stroke::Key(key) = stroke else { panic!("a key") };
        let _effects = play.app.press(Input::Key(key));
    }
}

/// A plan of so many items, every hundredth of them a roster.
fn many(items: u32) -> Play {
    let mut bench = beginning();
    for n in 1..=items {
        let mut action = <Action as Record>::new(id(1000 + n));
        live!(action, i64::from(n));
        let title = if n % 100 == 0 { "Roster of ล่าม" } else { "Report to the ministry" };
        action.title.set(Lang::En, title);
        bench.w.put(action.into());
    }
    Play::of(bench, (80, 24), Lang::En)
}

#[test]
fn go_to_shows_the_list_of_what_is_found_and_selects_it() {
    let mut play = play("ginterpreter roster");
    assert_eq!(play.app.context(), Context::Text);
    shows(&play, "1 of 26");
    play.keys("<Enter>");
    assert_eq!((play.app.view, selected(&play).as_str()), (View::Table, "A-17"));
    play.keys("<Esc>");
    assert_eq!(play.app.view, View::Home);
    for typed in ["a17", "A-17", "17", "๑๗"] {
        play.keys(&format!("0g{typed}<Enter>"));
        assert_eq!((play.app.view, selected(&play).as_str()), (View::Table, "A-17"), "{typed}");
    }
    // A key issue opens its own page, over its list.
    play.keys("gk-2<Enter>");
    assert!(play.app.view == View::Board && play.app.issue.is_some());
    play.keys("<Esc>0gm-3<Enter>");
    assert_eq!((play.app.view, selected(&play).as_str()), (View::Agenda, "M-3"));
}

#[test]
fn go_to_clears_the_filter_that_hides_what_it_goes_to() {
    let mut play = play("5/bed<Enter>ga9<Enter>");
    assert_eq!(selected(&play), "A-9");
    assert!(play.app.pane().filter.is_none());
    play.keys("/freeze<Enter>ga9<Enter>");
    assert!(play.app.pane().filter.is_some(), "one that shows it stays");
}

#[test]
fn arrows_pages_and_the_best_hit() {
    let mut play = many(400);
    play.keys("groster");
    shows(&play, "4 of 400");
    shows(&play, "│▌ A-100 ");
    play.keys("<Down><Down>");
    shows(&play, "│▌ A-300 ");
    play.keys("<PgDn><PgDn><Up>");
    shows(&play, "│▌ A-300 ");
    play.keys("<PgUp>");
    shows(&play, "│▌ A-100 ");
    play.keys("<C-u>report<PgDn><PgDn><PgDn>");
    shows(&play, "│▌ A-43 ");
    play.keys("<Enter>");
    assert_eq!(selected(&play), "A-43");
    play.keys("gzzzqq");
    shows(&play, "Nothing is called that.");
    play.keys("<Enter>");
    assert_eq!(play.app.context(), Context::Text, "nowhere to go");
    play.keys("<Esc>");
    assert_eq!((play.app.context(), selected(&play).as_str()), (Context::List, "A-43"));
}

#[test]
fn where_one_was_shows_before_anything_is_typed() {
    let mut play = play("g");
    shows(&play, "Type a ref");
    play.keys("a17<Enter>gk2<Enter>gi112<Enter>ga17<Enter>0g");
    let screen = play.screen();
    let rows: Vec<&str> = screen.lines().filter(|line| line.contains("-")).collect();
    let at = |name: &str| rows.iter().position(|row| row.contains(&format!(" {name} "))).unwrap();
    assert!(at("A-17") < at("I-112") && at("I-112") < at("K-2"), "{screen}");
    play.keys("<Down><Enter>");
    assert_eq!(selected(&play), "I-112");
}

#[test]
fn go_to_works_before_everything_is_loaded_and_while_records_change() {
    let start = Start {
        lang: Lang::En,
        size: (80, 24),
        now: Now::of(AT, "Asia/Bangkok"),
        by: "Scribe 1".to_owned(),
        read_only: false,
    };
    let app = App::new(start);
    let mut play = Play {
        app,
        sent: Vec::new(),
        asked: Vec::new(),
        counted: Vec::new(),
        read: Vec::new(),
        left: false,
        copied: None,
    };
    play.keys("gbeds<Enter>");
    shows(&play, "Opening…");
    let bench = room();
    let lists = Lists::of(&bench.w, Now::of(AT, "Asia/Bangkok").today);
    play.tell(Message::Reply(Reply::Loaded(Box::new((bench.w, lists)))));
    shows(&play, "> beds▌");
    shows(&play, " of 26");
    let news = |seen, row| {
        let receipt = Receipt { seen, rows: vec![row], ..Receipt::default() };
        Message::Reply(Reply::News(Box::new(receipt)))
    };
    play.tell(news(2, idea(500, 118, "Beds in vans")));
    shows(&play, " of 27");
    play.keys("<C-u>beds in");
    shows(&play, "▌ I-118");
    let mut gone = <Idea as Record>::new(id(500));
    live!(gone, 118);
    gone.alive.0 = false;
    play.tell(news(3, gone.into()));
    shows(&play, " of 26");
    assert!(!play.screen().contains("I-118"));
    play.keys("<C-u>i114<Enter>");
    assert_eq!(selected(&play), "I-114");
}

#[test]
fn the_title_in_the_other_language_follows_where_it_alone_answers() {
    let mut play = play("groster");
    shows(&play, "A-17   Set up 24h interpreter roster  ");
    play.keys("<C-u>บัญชี");
    shows(&play, "Set up 24h interpreter roster · จัดทำบัญชีล่าม");
    shows(&play, "action item │");
}

#[test]
fn the_palette_runs_a_command_as_its_key_would() {
    let mut play = play("3:plan<Enter>");
    assert_eq!(play.app.view, View::Table);
    // In the other language too, whatever the language of the screen.
    play.keys(":ทะเบียน<Enter>");
    assert_eq!(play.app.view, View::Register);
    play.keys("3<Home>:delete<Enter>");
    assert_eq!(play.sent.len(), 1);
    play.keys("<C-p>filter<Enter>bed");
    assert_eq!(play.app.rows().len(), 2);
    play.keys("<Enter>:thai<C-u>ภาษาไทย<Enter>");
    assert_eq!(play.app.lang(), Lang::Th);
    play.keys(":leave<Enter>");
    assert!(!play.left, "a deletion is being saved");
    shows(&play, "กำลังบันทึก 1");
}

#[test]
fn every_command_runs_from_every_view_without_a_fault() {
    for view in View::ALL {
        for (n, run) in palette::all(false).iter().enumerate() {
            let mut play = play(&view.screen().digit().to_string());
            play.keys(":");
            play.keys(&"<Down>".repeat(n));
            shows(
                &play,
                &format!("▌ {}", text::cut(&run.title(&play.app.words), 30).trim_end_matches('…')),
            );
            play.keys("<Enter>");
            let closed = !matches!(&play.app.popup, Some(popup) if popup.is_palette());
            assert!(closed, "{run:?} in {view:?}");
            play.screen();
        }
    }
}

#[test]
fn the_palette_over_a_line_leaves_it_as_it_is() {
    let mut play = play("3aBeds now<Left><Left><C-p>");
    shows(&play, "┌─ Commands");
    assert_eq!(play.app.context(), Context::Text);
    play.keys("xyz<Esc>");
    shows(&play, " Idea Beds n");
    play.keys("!");
    shows(&play, "Beds n!ow");
    // What acts on the line acts on it.
    play.keys("<C-p>clear the<Enter>");
    shows(&play, " Idea ▌");
    // Everything else leaves it first, its draft kept.
    play.keys("Vans<C-p>");
    play.keys("plan");
    shows(&play, "Esc 5");
    play.keys("<Enter>");
    assert_eq!((play.app.view, play.app.context()), (View::Table, Context::List));
    play.keys("3a");
    shows(&play, " Idea Vans▌");
    // A filter stays.
    play.keys("<C-u><Esc>/bed<C-p>mark<Enter>");
    assert_eq!((play.app.rows().len(), play.app.pane().marks.len()), (2, 1));
}

#[test]
fn boxes_come_back_when_the_one_over_them_is_closed() {
    let mut play = play("ginter<C-p>");
    shows(&play, "┌─ Commands");
    play.keys("he<F1>");
    shows(&play, "┌─ Keys in Home");
    play.keys("<C-p>");
    shows(&play, ": ▌");
    play.keys("<Esc><Esc>");
    shows(&play, "> inter▌");
    play.keys("<C-p><C-p><F2><F2><Esc>");
    shows(&play, "> inter▌");
    play.keys("<C-p>plan<Enter>");
    assert_eq!((play.app.view, play.app.context()), (View::Table, Context::List));
    play.keys("jw<C-p><Esc>");
    shows(&play, "Where it comes from");
    play.keys("<Esc>g<C-f>bed<Enter>");
    assert_eq!(play.app.rows().len(), 1);
}

#[test]
fn boxes_are_driven_by_the_mouse() {
    let mut play = play("gbed");
    play.click("Bed list that");
    shows(&play, "▌ I-116");
    play.click("Bed list that");
    assert_eq!(selected(&play), "I-116");
    play.keys("gbed");
    let wheel = |play: &mut Play, rows| play.tell(Message::Wheel(rows));
    wheel(&mut play, 1);
    shows(&play, "│▌ I-116");
    wheel(&mut play, 9);
    wheel(&mut play, -9);
    shows(&play, "│▌ I-114");
    assert_eq!(selected(&play), "I-116", "the list below stays");
    play.click("Esc close");
    assert_eq!(play.app.context(), Context::List);
    play.keys("g");
    play.click("F1 help");
    shows(&play, "┌─ Keys in Ideas");
    play.keys("<Esc>freeze");
    play.click("Enter go");
    assert_eq!(selected(&play), "A-9");
    play.keys("w");
    wheel(&mut play, 3);
    wheel(&mut play, -9);
    shows(&play, "│▌   A-9 ");
}

#[test]
fn a_paste_into_a_box_is_text_and_says_what_is_left_out() {
    let long = "bed\n".repeat(250_000);
    let controls = "\u{1b}[31mbed\u{7}\r\n\u{9b}2J";
    for box_key in ["g", ":", "5/"] {
        let mut play = play(box_key);
        let before = play.app.view;
        play.tell(Message::Paste(long.clone()));
        shows(&play, "The first 256 characters");
        let mut play = super::play(box_key);
        play.tell(Message::Paste(controls.to_owned()));
        let screen = play.screen();
        assert!(!screen.chars().any(|c| c.is_control() && c != '\n'), "{screen:?}");
        assert_eq!((play.app.view, play.app.context()), (before, Context::Text), "{box_key}");
        assert_eq!(play.sent.len(), 0);
    }
}

#[test]
fn odd_text_finds_or_finds_nothing_and_is_drawn_inside_the_box() {
    let family = "👨\u{200D}👩\u{200D}👧";
    for typed in [
        "\u{E49}",
        "\u{200B}",
        "\u{200B}\u{200D}ล่\u{200B}าม",
        "\u{202E}שלום עולם",
        "ทํา",
        family,
        &family.repeat(60),
        "\\",
        ".*[(",
        "<",
    ] {
        for box_key in ["g", ":", "3/"] {
            let mut play = play(box_key);
            play.tell(Message::Paste(typed.to_owned()));
            for key in ["", "<Left>", "<BS>", "<Down>", "<End>"] {
                play.keys(key);
                for line in play.screen().lines() {
                    assert!(text::width(line) <= 80, "{line}");
                }
            }
        }
    }
    let mut play = play("g");
    play.tell(Message::Paste("\u{200B}ล่\u{200B}าม".to_owned()));
    shows(&play, "A-17");
}

/// Keys as fast as they come mean what they would have meant one by one.
#[test]
fn keys_typed_ahead_go_to_the_right_place() {
    let mut play = many(20_000);
    burst(&mut play, "groster<C-u>a-19900<Enter>");
    assert_eq!((play.app.view, selected(&play).as_str()), (View::Table, "A-19900"));
    burst(&mut play, "groster<Down><Down><Enter>");
    assert_eq!(selected(&play), "A-300");
    burst(&mut play, "/roster<Enter><Home>jj");
    assert_eq!(selected(&play), "A-300");
    burst(&mut play, "<Esc>5/zzz<C-u>report<C-u>roster<Enter>:why<Enter>");
    shows(&play, "Where it comes from");
    shows(&play, "A-300");
    // A thousand letters, taken back one by one: the last word counts.
    let all = format!("<Esc>g{}{}ล่าม<Enter>", "roster ".repeat(70), "<BS>".repeat(490));
    burst(&mut play, &all);
    assert_eq!(selected(&play), "A-100");
}

/// A frame waits for a bounded number of entries, and draws what shows.
#[test]
fn a_key_costs_the_same_however_many_titles_there_are() {
    let cost = |play: &mut Play, keys: &str| {
        burst(play, keys);
        let (mut slices, mut most) = (0, 0);
        while play.app.is_searching() {
            most = most.max(play.app.search());
            slices += 1;
        }
        (slices, most, play.draw(&Theme::default()).1)
    };
    let (mut few, mut many) = (many(30_000), many(60_000));
    for keys in ["gr", "o", "s", "<C-u>zq", "<C-u>ล", "<Esc>5/r", "ep", "<C-u>ล่าม", "<C-u>1"]
    {
        let (of_few, of_many) = (cost(&mut few, keys), cost(&mut many, keys));
        println!("{keys}: slices, entries and rows {of_few:?} of 30,000, {of_many:?} of 60,000");
        // The cheapest entry costs four units of a slice; what its letters rule out is that.
        assert!(of_many.1 <= SLICE / 4 + 1, "{keys}");
        if of_few.0 > 1 {
            assert!(of_many.0 > of_few.0, "{keys}: all was done at once");
            assert!(of_many.1 <= of_few.1 + of_few.1 / 2, "{keys}: a slice grows");
        }
        assert_eq!(of_few.2, of_many.2, "{keys}: rows drawn");
        assert!(of_many.2.rows <= 32, "{keys}");
    }
    let (slices, most, _) = cost(&mut many, "<Esc><Esc>gre");
    assert!(slices > 1 && most < 30_000, "{slices} slices of {most}: all was done at once");
}

#[test]
fn a_filter_shows_what_it_has_and_says_that_it_goes_on() {
    let mut play = many(60_000);
    play.keys("5jjj");
    burst(&mut play, "/report");
    play.app.search();
    assert!(play.app.is_searching());
    let head = |play: &Play| play.screen().lines().nth(1).unwrap().to_owned();
    assert!(head(&play).contains("… of 60\u{202f}000"), "{}", head(&play));
    shows(&play, "▌   A-4 ");
    // A record that changes meanwhile is not missed, and what is selected stays.
    let mut action = <Action as Record>::new(id(900_000));
    live!(action, 900_000);
    action.title.set(Lang::En, "Report late");
    let receipt = Receipt { seen: 2, rows: vec![action.into()], ..Receipt::default() };
    let _effects = play.app.update(Message::Reply(Reply::News(Box::new(receipt))));
    play.settle();
    assert!(head(&play).contains("/report  59\u{202f}401 of 60\u{202f}001"), "{}", head(&play));
    assert_eq!(selected(&play), "A-4");
    // Narrowed to what the selected row is not.
    play.keys(" late");
    assert_eq!(selected(&play), "A-900000");
}

/// The cells of a row that look as what answers does: bold, in the accent colour.
fn lit(play: &Play, holds: &str) -> String {
    let theme = Theme::load(Mode::Dark, Depth::True, false);
    let (buffer, _) = play.draw(&theme);
    let screen = text_of(&buffer);
    let y = screen.lines().position(|line| line.contains(holds)).unwrap();
    let y = u16::try_from(y).unwrap();
    let accent = ratatui::style::Color::Rgb(0xB9, 0xA8, 0xFF);
    let cells = (2..buffer.area.width - 12).map(|x| &buffer[(x, y)]);
    let answers = cells
        .filter(|cell| cell.fg == accent && cell.modifier.contains(ratatui::style::Modifier::BOLD));
    answers.map(|cell| cell.symbol()).collect()
}

#[test]
fn what_answers_is_lit_up_by_whole_characters_and_nothing_moves() {
    let mut play = play("3");
    let plain = play.screen();
    play.keys("/ปร<Esc>/ล่าม");
    assert_eq!(lit(&play, "I-112"), "ล่าม");
    let row = |screen: &str| {
        let line = screen.lines().find(|line| line.contains("I-112")).unwrap();
        line.split_once("I-112").unwrap().1.to_owned()
    };
    assert_eq!(row(&play.screen()), row(&plain));
    play.keys("<C-u>bed share");
    assert_eq!(lit(&play, "I-114"), "Sharebed");
    // An agency that answers lights up no chance letters of the title.
    play.keys("<C-u>unodc");
    assert_eq!(lit(&play, "I-116"), "");
    play.keys("<Esc><Esc>gstandby fee");
    assert_eq!(lit(&play, "I-111"), "standbyfee");
    // A ref, and nothing of the title.
    play.keys("<C-u>i111");
    assert_eq!(lit(&play, "I-111"), "I111");
}

#[test]
fn the_label_of_the_screen_is_that_of_what_the_box_shows() {
    let mut bench = room();
    let id = bench.w.numbered(crate::domain::kind::Kind::Idea, 115).unwrap().unwrap();
    let mut vans = bench.w.peek::<Idea>(id).unwrap().clone();
    vans.label.0 = Some(Label::Red);
    bench.w.put(vans.into());
    let mut play = Play::of(bench, (80, 24), Lang::En);
    let head = |play: &Play| play.screen().lines().next().unwrap().to_owned();
    play.keys("gbed");
    assert!(head(&play).contains("TLP:AMBER"), "{}", head(&play));
    play.keys("<C-u>vans");
    assert!(head(&play).contains("TLP:RED"), "{}", head(&play));
    shows(&play, " RED  ");
    play.keys("<Esc>gi115<Enter>0g");
    assert!(head(&play).contains("TLP:RED"), "{}", head(&play));
}
