//! Forms and pickers: what keys do in them, and what they send.

use super::{acts::*, *};
use crate::{
    config::actions::Context,
    domain::{
        entry::settable, fields, kind::Kind, refusal::Refusal, saying::Saying, tokens::Column,
    },
    ops::{Command, Error, Target},
    tui::form,
};

fn entry_of(command: &Command) -> &Entry {
    match command {
        Command::Edit { entry, .. } => entry,
        Command::Add { entries, .. } => &entries[0],
        other => panic!("{other:?}"),
    }
}

fn sets(play: &Play, at: usize) -> Vec<(&str, &str)> {
    let entry = entry_of(&play.sent[at].command);
    entry.sets.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The name of the row in hand.
fn hand(play: &Play) -> String {
    play.app.form.as_ref().and_then(form::Form::row).unwrap().name()
}

fn text_in_hand(play: &Play) -> &str {
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

#[test]
fn few_words_are_turned_through_or_chosen() {
    let mut play = play("5je");
    while hand(&play) != "priority" {
        play.keys("<Tab>");
    }
    play.keys("<Right>");
    assert_eq!(text_in_hand(&play), "high");
    play.keys("<Left><Left>");
    assert_eq!(text_in_hand(&play), "low");
    play.keys("nor<Enter>");
    assert_eq!(text_in_hand(&play), "normal");
    play.keys("<C-u>");
    assert_eq!(text_in_hand(&play), "");
    play.keys("<C-z><Enter>");
    assert_eq!(sets(&play, 0), [("priority", "normal")]);
}

#[test]
fn several_names_are_chosen_one_after_the_other() {
    let mut play = play("5je<Tab><Tab><Tab><Tab><C-o>unodc<Enter><C-o>ตำรวจ<Enter>");
    assert_eq!(text_in_hand(&play), "DSI, BSF, UNODC, RTP");
    play.keys("<C-o><Esc>");
    assert_eq!(hand(&play), "support");
    play.keys("<C-z><Enter>");
    assert_eq!(sets(&play, 0), [("support", "DSI, BSF, UNODC")]);
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
fn a_label_is_chosen_from_five() {
    let mut play = play("3T");
    assert_eq!(play.app.context(), Context::Text);
    play.keys("q<BS><Up><Up><Esc>");
    assert!(play.sent.is_empty() && !play.left);
    play.keys("T<Down><Down><Enter>");
    assert_eq!(sets(&play, 0), [("tlp", "TLP:RED")]);
    play.done(Vec::new(), Vec::new());
    play.keys("  T");
    assert!(play.screen().contains("Label of"), "{}", play.screen());
    play.click("those present only");
    assert_eq!(sets(&play, 1), [("tlp", "TLP:RED")]);
    assert_eq!(play.app.context(), Context::List);
}

#[test]
fn a_card_is_moved_to_the_column_that_is_chosen() {
    let mut play = play("4m<Enter>");
    let id = play.app.selected_id().unwrap();
    let moved = |column| Command::Move { issue: Target::Id(id), column, position: None };
    assert_eq!(play.sent[0].command, moved(Some(Column::Shortlisted)), "the next one is in front");
    play.done(Vec::new(), Vec::new());
    play.keys("mpark<Enter>");
    assert_eq!(play.sent[1].command, moved(Some(Column::Parked)));
    play.done(Vec::new(), Vec::new());
    play.keys("<Enter>mcand<Enter>");
    assert_eq!(play.sent[2].command, moved(Some(Column::Candidate)));
    play.keys("<Esc>3m");
    assert!(play.screen().contains("m moves a card of the board"), "{}", play.screen());
}

#[test]
fn a_picker_filters_in_both_languages_and_takes_nothing_where_nothing_holds_it() {
    let mut play = play("5je<Tab><Tab><C-o>embassy");
    assert!(play.screen().contains("KEN"), "{}", play.screen());
    play.keys("<C-u>zzzz<Enter>");
    assert!(play.screen().contains("Nothing holds this."), "{}", play.screen());
    play.keys("<C-u>คณ<C-u>ตำรวจ<Enter>");
    assert_eq!(text_in_hand(&play), "RTP");
}

#[test]
fn a_form_is_filled_by_mouse() {
    let mut play = play("5je");
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
fn a_stricter_record_in_a_picker_is_said_in_the_header() {
    let mut bench = room();
    let id = bench.w.numbered(Kind::Idea, 113).unwrap().unwrap();
    let mut idea = bench.w.peek::<Idea>(id).unwrap().clone();
    idea.label.0 = Some(Label::Red);
    bench.w.put(idea.into());
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("5je<BackTab>");
    assert!(!play.screen().lines().next().unwrap().contains("TLP:RED"));
    play.keys("<C-o>embassy");
    let screen = play.screen();
    assert!(screen.contains("I-113"), "{screen}");
    assert!(screen.lines().next().unwrap().contains("TLP:RED"), "{screen}");
}

#[test]
fn marked_cards_move_together() {
    let mut bench = room();
    bench.numbered("Beds", 3, |k: &mut Issue, n| {
        live!(k, n);
    });
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("4  mpark<Enter>");
    let Command::Edit { targets, .. } = &play.sent[0].command else { panic!() };
    assert_eq!((targets.len(), sets(&play, 0)), (2, vec![("column", "parked")]));
}

#[test]
fn what_needs_a_word_is_not_emptied() {
    let mut bench = beginning();
    bench.numbered("Beds", 3, |k: &mut Issue, n| {
        live!(k, n);
        k.column.column = Some(Column::Parked);
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
fn a_label_that_a_record_has_already_is_no_change() {
    let play = play("3T<Enter>");
    assert!(play.sent.is_empty());
    assert!(play.screen().contains("Nothing was changed"), "{}", play.screen());
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
    assert!(text_in_hand(&play).len() <= 256 * 1024);
    assert!(play.screen().contains("more than a note holds"), "{}", play.screen());
}

#[test]
fn a_record_that_other_hands_change_is_asked_about_from_when_the_form_was_opened() {
    let mut play = play("5je!");
    let news = Receipt { seen: 9, ..Receipt::default() };
    play.tell(Message::Reply(Reply::News(Box::new(news))));
    play.keys("<Enter>");
    assert_eq!(play.sent[0].seen, Some(0));
}
