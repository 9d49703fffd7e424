//! Forms and pickers: what keys do in them, and what they send.

use super::{acts::*, *};
use crate::{
    config::actions::Context,
    domain::{entry::settable, fields, kind::Kind, refusal::Refusal, saying::Saying},
    ops::{Command, Error, Target},
    tui::form,
};

pub(super) fn entry_of(command: &Command) -> &Entry {
    match command {
        Command::Edit { entry, .. } => entry,
        Command::Add { entries, .. } => &entries[0],
        other => panic!("{other:?}"),
    }
}

pub(super) fn sets(play: &Play, at: usize) -> Vec<(&str, &str)> {
    let entry = entry_of(&play.sent[at].command);
    entry.sets.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The name of the row in hand.
pub(super) fn hand(play: &Play) -> String {
    play.app.form.as_ref().and_then(form::Form::row).unwrap().name()
}

pub(super) fn text_in_hand(play: &Play) -> &str {
    play.app.form.as_ref().and_then(form::Form::row).unwrap().editor.text()
}

#[test]
fn a_form_has_a_row_for_every_part_that_can_be_set_and_a_name_for_each() {
    let words = [Lang::En, Lang::Th].map(crate::config::words::load);
    for kind in Kind::ALL {
        let names: Vec<String> = form::places(kind, Lang::En)
            .iter()
            .map(|(place, field)| field.part_json(&field.parts[place.part]))
            .collect();
        let mut sorted = names.clone();
        sorted.sort();
        let all = fields::of(kind);
        let mut known: Vec<String> = settable(all);
        // The whole of a text in two languages has no row beside those of its sides.
        known.retain(|name| names.contains(name) || !all.iter().any(|f| f.json() == name));
        known.sort();
        assert_eq!(sorted, known, "{kind:?}");
        for (_, field) in form::places(kind, Lang::En) {
            if field.parts.len() > 1 && field.widget != crate::domain::cell::Widget::Pair {
                let parts = field.parts.iter().filter(|part| !part.name.ends_with("_key"));
                for part in parts.filter(|part| !part.name.is_empty()) {
                    let key = format!("form.part.{}", field.part_json(part));
                    assert!(words.iter().all(|words| words.own(&key).is_some()), "{key}");
                }
            }
        }
    }
}

#[test]
fn the_title_stands_first_and_what_quick_add_knows_before_the_rest() {
    let mut play = play("5je");
    let mut seen = vec![hand(&play)];
    for _ in 0..7 {
        play.keys("<Tab>");
        seen.push(hand(&play));
    }
    let order = ["title_en", "title_th", "lead", "lead_post", "support", "start", "due", "days"];
    assert_eq!(seen, order);
    play.keys("<F2><BackTab>");
    assert_eq!(hand(&play), "due");
    play.keys("<Esc>e");
    assert_eq!(hand(&play), "title_th", "the language of the interface is first");
}

#[test]
fn a_title_is_changed_by_three_keys_and_its_words() {
    let play = play("5je again<Enter>");
    assert_eq!(play.app.context(), Context::List);
    let entry = entry_of(&play.sent[0].command);
    assert_eq!(entry.draft.words.as_deref(), Some("Set up 24h interpreter roster again"));
    assert_eq!(entry.sets, []);
    assert!(play.screen().contains("▌ … A-17"), "{}", play.screen());
}

#[test]
fn a_side_that_reads_like_the_other_language_is_written_where_it_stands() {
    let play = play("5je<Tab><C-u>Roster<Enter>");
    let entry = entry_of(&play.sent[0].command);
    let mut row = play.app.picture.row(play.app.selected_id().unwrap()).unwrap().unwrap();
    let mut names = Names::new(&play.app.picture, play.app.now.today).unwrap();
    entry.apply(row.entity_mut(), &mut names).unwrap();
    drop(names);
    let title = row.entity().title().unwrap();
    assert_eq!(title.th.as_deref(), Some("Roster"));
    assert_eq!(title.en.as_deref(), Some("Set up 24h interpreter roster"));
}

#[test]
fn tokens_in_a_title_go_to_their_fields() {
    let mut play = play("5je @AMLO +UNODC #late due:1/7/2569<Tab>");
    assert_eq!(hand(&play), "title_th");
    let screen = play.screen();
    assert!(screen.contains("DSI, BSF, UNODC"), "the others stay: {screen}");
    assert!(screen.contains("Wed 1 Jul 2026"), "{screen}");
    play.keys("<C-s>");
    let expected = [
        ("lead", "AMLO"),
        ("support", "DSI, BSF, UNODC"),
        ("due", "1/7/2569"),
        ("tags", "protection, late"),
    ];
    assert_eq!(sets(&play, 0), expected);
    assert_eq!(entry_of(&play.sent[0].command).draft.words, None);
}

#[test]
fn a_title_that_looks_like_tokens_is_text() {
    let mut bench = beginning();
    bench.numbered("x", 1, |i: &mut Idea, n| {
        live!(i, n);
        i.title.set(Lang::En, "Call @home due:now #1");
    });
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("3e!<Enter>");
    let entry = entry_of(&play.sent[0].command);
    assert_eq!(entry.draft.words.as_deref(), Some("Call @home due:now #1!"));
    assert_eq!(entry.sets, []);
}

#[test]
fn what_is_wrong_stands_at_its_field_and_nothing_is_lost() {
    let mut play = play("5je<Tab><Tab><C-u>IMO<Tab><Tab><Tab><Tab>x<Enter>");
    assert!(play.sent.is_empty());
    assert_eq!(hand(&play), "lead");
    let screen = play.screen();
    assert!(screen.contains("Ctrl-O offers IOM"), "{screen}");
    play.keys("<C-o><Enter>");
    assert_eq!(text_in_hand(&play), "IOM");
    let wrong = |row: &&form::Row| row.error.is_some();
    let rows = &play.app.form.as_ref().unwrap().rows;
    assert_eq!(rows.iter().filter(wrong).count(), 1, "what is chosen is right, the date is not");
    play.keys("<Enter>");
    assert_eq!(hand(&play), "due");
    play.keys("<C-u>5/7/2569<Enter>");
    assert_eq!(sets(&play, 0), [("due", "5/7/2569")]);
}

#[test]
fn a_token_without_a_field_stays_in_the_title() {
    let mut play = play("5je table:3<Tab>");
    assert_eq!(hand(&play), "title_en");
    assert!(play.screen().contains("table: has no place here"), "{}", play.screen());
    play.keys("<Enter>");
    assert!(play.sent.is_empty());
}

#[test]
fn a_refusal_comes_back_to_the_field_it_is_about() {
    let mut play = play("5je start:1/8/2569<Enter>");
    let why = Saying::new("span.backwards").with("start", "a").with("due", "b");
    refuse(&mut play, 0, Error::from(Refusal::new(why)));
    assert_eq!(hand(&play), "due");
    play.keys("<Esc>");
    assert!(play.screen().contains("Draft kept; e on A-17"), "{}", play.screen());
    play.keys("e");
    assert_eq!(hand(&play), "due", "the draft is as it was left");
    play.keys("<Enter>");
    assert_eq!(sets(&play, 1), [("start", "1/8/2569")]);
}

#[test]
fn a_refused_form_waits_for_what_is_being_typed() {
    let mut play = play("5je again<Enter>aNew");
    refuse(&mut play, 0, Error::from(Saying::new("undo.nothing")));
    assert!(play.screen().contains(" Action New▌"), "{}", play.screen());
    play.keys("<Enter>");
    assert!(play.screen().contains("Edit A-17"), "{}", play.screen());
    assert!(play.screen().contains("! There is nothing to undo"), "{}", play.screen());
}

#[test]
fn an_unknown_agency_is_made_from_the_form() {
    let mut play = play("5je<Tab><Tab><C-u>NEWORG<C-n>");
    let Command::Add { kind: Kind::Organisation, entries, .. } = &play.sent[0].command else {
        panic!()
    };
    assert_eq!(entries[0], Entry::line("NEWORG"));
    play.keys("<Enter>");
    assert_eq!(sets(&play, 1), [("lead", "NEWORG")], "the file makes it first");
}

fn noted(id: Id, note: &str) -> Row {
    let mut action = <Action as Record>::new(id);
    action.alive.0 = true;
    action.note.0 = Some(note.into());
    action.into()
}

#[test]
fn a_note_is_read_before_it_can_be_written() {
    let mut play = play("5je");
    let id = play.app.selected_id().unwrap();
    assert_eq!(play.read, [id]);
    assert!(!play.app.is_settled());
    while hand(&play) != "note" {
        play.keys("<Tab>");
    }
    play.keys("over it");
    assert_eq!(text_in_hand(&play), "");
    let row = noted(id, "first\nsecond");
    play.tell(Message::Reply(Reply::Record(id, Some(Box::new(row)))));
    assert_eq!(text_in_hand(&play), "first\nsecond");
    play.keys("<Enter>third<Up><Up>x<Paste:a\\nb><C-s>");
    assert_eq!(sets(&play, 0), [("note", "firstxa\nb\nsecond\nthird")]);
}

#[test]
fn a_note_that_cannot_be_read_is_not_offered() {
    let mut play = play("5je");
    let id = play.app.selected_id().unwrap();
    play.tell(Message::Reply(Reply::Record(id, None)));
    assert!(play.app.form.as_ref().unwrap().rows.iter().all(|row| row.name() != "note"));
    assert!(play.app.is_settled());
}

#[test]
fn the_note_of_another_record_does_not_come_in() {
    let mut play = play("5e<Esc>je");
    let (first, second) = (play.read[0], play.read[1]);
    play.tell(Message::Reply(Reply::Record(first, Some(Box::new(noted(first, "wrong"))))));
    assert!(play.app.form.as_ref().unwrap().is_awaited());
    play.tell(Message::Reply(Reply::Record(second, Some(Box::new(noted(second, "right"))))));
    let form = play.app.form.as_ref().unwrap();
    assert!(form.rows.iter().any(|row| row.editor.text() == "right"));
}

#[test]
fn several_marked_records_get_what_is_filled_in() {
    let mut play = play("5j  e");
    assert!(play.screen().contains("Edit 2 records"), "{}", play.screen());
    play.keys("AMLO<Enter>");
    let Command::Edit { targets, .. } = &play.sent[0].command else { panic!() };
    assert_eq!(targets.len(), 2);
    assert_eq!(sets(&play, 0), [("lead", "AMLO")]);
    assert!(play.app.pane().marks.is_empty());
}

#[test]
fn a_wider_label_asks_why_and_the_form_is_not_lost() {
    let mut play = play("5je tlp:clear<Enter>");
    let why = Saying::new("label.wider").with("ref", "A-17").with("label", "TLP:CLEAR");
    refuse(&mut play, 0, Error::from(why));
    assert!(play.screen().contains(" Reason "), "{}", play.screen());
    play.keys("<Esc>e<Enter>");
    assert_eq!(sets(&play, 1), [("tlp", "clear")]);
    let why = Saying::new("label.wider").with("ref", "A-17").with("label", "TLP:CLEAR");
    refuse(&mut play, 1, Error::from(why));
    play.keys("public<Enter>");
    let Command::Edit { reason, .. } = &play.sent[2].command else { panic!() };
    assert_eq!(reason.as_deref(), Some("public"));
}

#[test]
fn all_fields_of_a_new_line() {
    let mut play = play("5aRoster @IOM due:+1w<C-o>");
    assert!(play.screen().contains("New action item"), "{}", play.screen());
    play.keys("<Tab><Tab><Tab><Tab>DSI<Esc>a");
    assert_eq!(text_in_hand(&play), "DSI", "the draft is the form");
    play.keys("<Enter>");
    let Command::Add { kind: Kind::Action, entries, .. } = &play.sent[0].command else { panic!() };
    assert_eq!(entries[0].draft.words.as_deref(), Some("Roster"));
    assert_eq!(sets(&play, 0), [("lead", "IOM"), ("support", "DSI"), ("due", "+1w")]);
    assert!(play.screen().contains("A-…      Roster"), "{}", play.screen());
}

#[test]
fn a_form_is_filled_by_mouse() {
    let mut play = play("5je");
    play.click("interpreter roster");
    play.keys("night ");
    assert_eq!(text_in_hand(&play), "Set up 24h night interpreter roster");
    play.keys("<C-z><C-z>");
    play.click("Tags  ");
    assert_eq!(hand(&play), "tags");
    play.click("Priority  ");
    play.click("Ctrl-O choose");
    play.click("normal");
    assert_eq!(text_in_hand(&play), "normal");
    play.click("Enter keep");
    assert_eq!(sets(&play, 0), [("priority", "normal")]);
    play.tell(Message::Wheel(1));
    play.keys("<Down>e");
    play.tell(Message::Wheel(1));
    assert_eq!(hand(&play), "title_th");
}

#[test]
fn a_paste_into_a_form_is_text_and_controls_are_left_out() {
    let mut play = play("5je<Tab><C-u>");
    play.tell(Message::Paste("q\r\nd\u{1b}[31m\r\n".into()));
    assert_eq!(text_in_hand(&play), "q d[31m");
    assert!(!play.left && play.sent.is_empty());
}

#[test]
fn what_needs_a_word_is_not_emptied() {
    let mut bench = beginning();
    bench.numbered("Beds", 3, |k: &mut Issue, n| {
        live!(k, n);
        k.column.column = Some(crate::domain::tokens::Column::Parked);
    });
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("4e");
    while hand(&play) != "column" {
        play.keys("<Tab>");
    }
    play.keys("<C-u><Enter>");
    assert!(play.sent.is_empty());
    assert_eq!(hand(&play), "column");
    assert!(play.app.form.as_ref().unwrap().row().unwrap().error.is_some());
}

#[test]
fn a_megabyte_goes_into_a_note_as_far_as_it_holds() {
    let mut play = play("5je");
    let id = play.app.selected_id().unwrap();
    play.tell(Message::Reply(Reply::Record(id, Some(Box::new(noted(id, ""))))));
    while hand(&play) != "note" {
        play.keys("<Tab>");
    }
    play.tell(Message::Paste("ก\r\n".repeat(300_000)));
    assert!(text_in_hand(&play).len() <= 1024 * 1024);
    assert!(play.screen().contains("its end is left out"), "{}", play.screen());
}

#[test]
fn a_record_that_other_hands_change_is_asked_about_from_when_the_form_was_opened() {
    let mut play = play("5je!");
    let news = Receipt { seen: 9, ..Receipt::default() };
    play.tell(Message::Reply(Reply::News(Box::new(news))));
    play.keys("<Enter>");
    assert_eq!(play.sent[0].seen, Some(0));
}

#[test]
fn what_looks_like_personal_data_is_said_while_it_is_typed() {
    let mut play = play("5je call 081-234-5678");
    assert!(play.screen().contains("personal data: phone"), "{}", play.screen());
    play.keys("<C-u>");
    while hand(&play) != "tlp_reason" {
        play.keys("<Tab>");
    }
    play.keys("081-234-5678");
    assert!(play.screen().contains("personal data: phone"), "{}", play.screen());
}

#[test]
fn a_draft_that_waits_for_its_note_asks_for_it_again() {
    let play = play("5je!<Esc>e");
    assert_eq!(play.read.len(), 2);
    assert_eq!(play.read[0], play.read[1]);
}

#[test]
fn a_refused_form_is_gone_with_its_file() {
    let mut play = play("5je!<Esc>5e!");
    let today = play.app.now.today;
    let bench = room();
    let lists = Lists::of(&bench.w, today);
    play.tell(Message::Reply(Reply::Replaced(Box::new((bench.w, lists)))));
    assert_eq!(play.app.context(), Context::List);
    play.keys("e");
    assert!(!play.app.form.as_ref().unwrap().is_changed());
}

mod any_keys {
    use super::*;
    use proptest::prelude::*;

    const KEYS: &[&str] = &[
        "<Tab>",
        "<BackTab>",
        "<Down>",
        "<Up>",
        "<Left>",
        "<Right>",
        "<Enter>",
        "<C-s>",
        "<Esc>",
        "<C-o>",
        "<C-n>",
        "<C-u>",
        "<C-w>",
        "<C-z>",
        "<C-y>",
        "<BS>",
        "<Del>",
        "<Home>",
        "<End>",
        "<F2>",
        "<PgDn>",
        "a",
        "@",
        "IOM",
        " @DSI",
        " due:1/7/69",
        " #x",
        "ก",
        "ำ",
        ",",
        "\"",
        "-",
        "<Space>",
        "<Paste:a\\nb>",
        "3",
        "high",
        "e",
        "e",
        "e",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn leave_a_form_whole(
            keys in prop::collection::vec(0..KEYS.len(), 0..40),
            size in prop_oneof![Just((60, 20)), Just((80, 24)), Just((120, 36))],
            places in prop::collection::vec((0..120u16, 0..36u16), 0..4),
        ) {
            let mut play = Play::of(room(), size, Lang::En);
            play.keys("5je");
            let id = play.app.form.as_ref().and_then(form::Form::record).unwrap();
            let row = noted(id, "note");
            play.tell(Message::Reply(Reply::Record(id, Some(Box::new(row)))));
            for key in keys {
                play.keys(KEYS[key]);
                if let Some(form) = &play.app.form {
                    prop_assert!(form.at < form.rows.len());
                    prop_assert!(play.app.line.is_none(), "a form and a line at once");
                }
            }
            for line in play.screen().lines() {
                prop_assert!(crate::domain::text::width(line) <= usize::from(size.0));
            }
            let theme = Theme::default();
            for (x, y) in places {
                if let Some(spot) = draw::spot(&play.app, &theme, x, y) {
                    play.tell(Message::Click(spot));
                }
            }
            // Whatever was sent says the same to the rule as it says in the form.
            for request in &play.sent {
                if let Command::Edit { entry, targets, .. } = &request.command {
                    let Some(Target::Id(id)) = targets.first() else { panic!() };
                    let mut row = play.app.picture.row(*id).unwrap().unwrap();
                    let mut names = Names::new(&play.app.picture, play.app.now.today).unwrap();
                    let applied = entry.apply(row.entity_mut(), &mut names);
                    let made = play.sent.iter().any(|r| matches!(r.command, Command::Add { .. }));
                    prop_assert!(applied.is_ok() || made, "{entry:?} {applied:?}");
                }
            }
        }
    }
}
