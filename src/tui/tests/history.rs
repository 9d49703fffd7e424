//! History with hand-made entries: rows, detail, what is asked of the file and when.

use super::*;
use crate::{
    config::actions::Context,
    domain::{fields, kind::Kind, record::common, value::Value},
    ops::{
        Command, Error, LogEntry, LogGroup, LogLine, LogPage, LogQuery, Since, Stretch, Trashed,
    },
    tui::log::{Found, PAGE},
};

/// The action item that the entries are about, and an idea.
const ROSTER: &str = "A-17";

/// A day before now.
const DAY: i64 = 86_400_000;

fn at_of(kind: Kind, name: &str) -> usize {
    fields::of(kind).iter().position(|field| field.name == name).unwrap()
}

fn line(record: Id, text: &str, kind: Kind, at: usize, values: [Value; 3]) -> LogLine {
    let told = |value: &Value| value.as_text().map(str::to_owned);
    let [element, before, after] = &values;
    LogLine {
        record,
        text: text.to_owned(),
        kind,
        label: Some(Label::Amber),
        at,
        field: fields::of(kind)[at].json().to_owned(),
        element: told(element),
        before: told(before),
        after: told(after),
        values,
    }
}

fn entry(operation: i64, by: &str, lines: Vec<LogLine>) -> LogEntry {
    let first = lines.first().unwrap();
    let mut records: Vec<Id> = lines.iter().map(|line| line.record).collect();
    records.dedup();
    let group = LogGroup {
        kind: first.kind,
        records: records.len(),
        first: first.text.clone(),
        last: lines.last().unwrap().text.clone(),
    };
    LogEntry {
        operation,
        arrival: operation,
        previous: Some(operation - 1).filter(|n| *n > 0),
        at: AT,
        by: by.to_owned(),
        command: "action.edit".to_owned(),
        kind: "edit".to_owned(),
        undoes: None,
        changes: lines.len(),
        groups: vec![group],
        lines,
    }
}

fn span(due: &str) -> Value {
    Value::List(vec![Value::Null, Value::text(due)])
}

fn added(id: Id, text: &str, kind: Kind, title: &str) -> Vec<LogLine> {
    let title_at = at_of(kind, "title");
    vec![
        line(id, text, kind, common::ALIVE, [Value::Null, Value::Null, Value::Int(1)]),
        line(id, text, kind, common::NUMBER, [Value::Null, Value::Null, Value::Int(1)]),
        line(id, text, kind, title_at, [Value::text("en"), Value::Null, Value::text(title)]),
    ]
}

/// Opens History on the room of the mocks with these operations.
fn log(size: (u16, u16), lang: Lang, entries: Vec<LogEntry>) -> Play {
    let mut play = Play::of(room(), size, lang);
    play.app.picture.seen = entries.iter().map(|entry| entry.arrival).max().unwrap_or_default();
    play.keys("8");
    let all = entries.len();
    let newest = entries.first().map(|entry| entry.operation);
    answer(&mut play, Found::Page(LogPage { entries, reached: None, newest, all }));
    play
}

/// The file answers what was asked last.
fn answer(play: &mut Play, found: Found) {
    let query = play.asked.last().unwrap().clone();
    play.tell(Message::Reply(Reply::Log(Box::new((query, found)))));
}

fn find(play: &Play, name: &str) -> Id {
    let w = &play.app.picture;
    let of = |kind| w.entities(kind).find(|record| w.ref_of(*record) == name).map(Entity::id);
    Kind::ALL.into_iter().find_map(of).unwrap()
}

/// The operations of the mock, the newest first.
fn mock() -> Vec<LogEntry> {
    let play = Play::of(room(), (80, 24), Lang::En);
    let roster = find(&play, ROSTER);
    let (span_at, title_at) = (at_of(Kind::Action, "span"), at_of(Kind::Action, "title"));
    let status_at = at_of(Kind::Action, "status");
    let due = |before: &str, after: &str| {
        let values = [Value::Null, span(before), span(after)];
        line(roster, ROSTER, Kind::Action, span_at, values)
    };
    let ideas = (71..=110).flat_map(|n| added(id(900 + n), &format!("I-{n}"), Kind::Idea, "x"));
    let title = [
        Value::text("en"),
        Value::text("Set up interpreter roster in two provinces"),
        Value::text("Set up 24h interpreter roster in five border provinces"),
    ];
    let status = [
        Value::Null,
        Value::List(vec![Value::text("in-progress"), Value::Null, Value::Null]),
        Value::List(vec![Value::text("deferred"), Value::text("no translators"), Value::Null]),
    ];
    let mut undo = entry(8, "Scribe 1", vec![due("2026-07-31", "2026-06-30")]);
    undo.kind = "undo".to_owned();
    undo.command = "undo".to_owned();
    let mut entries = vec![
        undo,
        entry(7, "Scribe 1", added(id(118), "I-118", Kind::Idea, "Freeze wallets within a day")),
        entry(6, "Scribe 2", ideas.collect()),
        entry(5, "Facilitator", vec![due("2026-06-15", "2026-06-30")]),
        entry(4, "ผู้ประสานงาน", vec![line(roster, ROSTER, Kind::Action, title_at, title)]),
        entry(3, "Scribe 2", vec![line(roster, ROSTER, Kind::Action, status_at, status)]),
        entry(2, "Scribe 1", {
            let gone = [Value::Null, Value::Int(1), Value::Int(0)];
            vec![line(id(77), "I-77", Kind::Idea, common::ALIVE, gone)]
        }),
        entry(1, "Scribe 1", added(id(50), "I-50", Kind::Idea, "ที่พักพิง")),
    ];
    for (entry, n) in entries.iter_mut().zip(0..) {
        entry.at -= n * 60_000 + if n > 5 { DAY } else { 0 };
    }
    entries
}

macro_rules! pictures {
    ($($name:ident: $keys:literal $size:expr, $lang:ident;)+) => {$(
        #[test]
        fn $name() {
            let mut play = log($size, Lang::$lang, mock());
            play.keys($keys);
            insta::assert_snapshot!(play.screen());
        }
    )+};
}

pictures! {
    log_80: "jjj" (80, 24), En;
    log_80_thai: "jj" (80, 24), Th;
    log_120: "jjjj" (120, 36), En;
    log_120_thai: "jjjjj" (120, 36), Th;
    log_200: "jjjj" (200, 50), En;
    log_zoom_80: "jjjj<Enter>" (80, 24), En;
    log_zoom_120_thai: "jjjj<Enter>" (120, 36), Th;
    log_zoom_many_80: "jj<Enter><Down><End>" (80, 24), En;
}

#[test]
fn days_stand_above_their_changes() {
    let play = log((80, 24), Lang::En, mock());
    let screen = play.screen();
    assert!(screen.contains(" Tue 23 Jun 2026 · 23 มิ.ย. 2569"), "{screen}");
    assert!(screen.contains(" Mon 22 Jun 2026 · 22 มิ.ย. 2569"), "{screen}");
}

#[test]
fn what_differs_is_marked_by_signs_and_not_by_colour_alone() {
    let mut play = log((80, 24), Lang::En, mock());
    play.keys("jjjj<Enter>");
    let (buffer, _) = play.draw(&Theme::load(Mode::Dark, Depth::None, false));
    let text = text_of(&buffer);
    assert!(text.contains("- Set up interpreter roster in two provinces"), "{text}");
    assert!(text.contains("+ Set up 24h interpreter roster in five border provinces"), "{text}");
    let bold: String = buffer
        .content
        .iter()
        .skip(7 * 80)
        .filter(|cell| cell.modifier.contains(ratatui::style::Modifier::BOLD))
        .map(|cell| cell.symbol())
        .collect();
    assert!(bold.contains("two") && bold.contains("24h five border"), "{bold}");
    assert!(!bold.contains("provinces"), "{bold}");
}

fn many(from: i64, to: i64) -> Vec<LogEntry> {
    let of = |n| entry(n, "Scribe 1", added(id(500), "I-1", Kind::Idea, "x"));
    (to..=from).rev().map(of).collect()
}

fn page(from: i64, to: i64) -> Found {
    let reached = (to > 1).then_some(to);
    let entries = many(from, to);
    Found::Page(LogPage { entries, reached, newest: Some(from), all: 1_204 })
}

#[test]
fn older_pages_come_when_the_selection_nears_the_end() {
    let mut play = Play::of(room(), (80, 24), Lang::En);
    play.app.picture.seen = 1_204;
    play.keys("8");
    let newest = LogQuery { of: None, stretch: Stretch::Newest, words: Vec::new(), most: PAGE };
    assert_eq!(play.asked, [Query::Page(newest.clone())]);
    answer(&mut play, page(1_204, 1_005));
    assert_eq!(play.asked.len(), 1, "the top needs no more");
    assert!(play.screen().contains("1\u{202f}204 changes"), "{}", play.screen());
    play.keys("<PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><PgDn>");
    assert_eq!(play.asked.len(), 2);
    let older = LogQuery { stretch: Stretch::Before(1_005), ..newest };
    assert_eq!(play.asked[1], Query::Page(older));
    let selected = play.app.pane().selected;
    answer(&mut play, page(1_004, 805));
    assert_eq!(play.app.pane().selected, selected);
    // End goes on to the end for some pages, and another key ends that.
    play.keys("<End>");
    assert_eq!(play.asked.len(), 3);
    answer(&mut play, page(804, 605));
    assert_eq!(play.asked.len(), 4);
    play.keys("k");
    answer(&mut play, page(604, 405));
    assert_eq!(play.asked.len(), 4);
}

#[test]
fn new_changes_come_on_top_and_the_selection_stays() {
    let mut play = log((80, 24), Lang::En, many(30, 1));
    play.keys("jjjjjjjjjjjjjjjjjjjjjj");
    let (row, top) = (play.app.pane().at, play.app.pane().top);
    assert!(top > 0);
    let before = play.screen();
    play.tell(Message::Reply(Reply::News(Box::new(Receipt { seen: 32, ..Receipt::default() }))));
    let Query::Page(asked) = play.asked.last().unwrap() else { panic!() };
    assert_eq!(asked.stretch, Stretch::After(30));
    let newer = LogPage { entries: many(32, 31), reached: None, newest: Some(32), all: 32 };
    answer(&mut play, Found::Page(newer));
    assert_eq!(play.app.log.entries.len(), 32);
    assert_eq!((play.app.pane().at, play.app.pane().top), (row + 2, top + 2));
    assert_eq!(play.screen().replace("32 changes", "30 changes"), before);
}

#[test]
fn more_that_came_than_a_page_holds_begins_anew() {
    let mut play = log((80, 24), Lang::En, many(30, 1));
    play.tell(Message::Reply(Reply::News(Box::new(Receipt { seen: 999, ..Receipt::default() }))));
    answer(&mut play, page(999, 800));
    assert_eq!(play.app.log.entries.len(), 200);
    assert!(play.app.log.older().is_some());
}

#[test]
fn an_answer_to_what_is_not_asked_any_more_is_dropped() {
    let mut play = log((80, 24), Lang::En, many(30, 1));
    play.keys("/a");
    let late = play.asked.last().unwrap().clone();
    play.keys("b");
    let page = LogPage { entries: many(9, 9), ..LogPage::default() };
    play.tell(Message::Reply(Reply::Log(Box::new((late, Found::Page(page))))));
    assert!(play.app.log.entries.is_empty());
    assert!(!play.app.is_settled());
    assert!(play.screen().contains("Looking through the log"), "{}", play.screen());
    let page = LogPage { entries: many(5, 4), ..LogPage::default() };
    answer(&mut play, Found::Page(page));
    assert!(play.screen().contains("/ab  2 found"), "{}", play.screen());
    assert!(play.app.is_settled());
}

#[test]
fn undo_to_here_names_what_and_whose() {
    let mut play = log((80, 24), Lang::En, mock());
    play.keys("jjju");
    assert_eq!(play.asked.last(), Some(&Query::Since(4)));
    let since = Since {
        by: vec![("Scribe 1".to_owned(), 2), ("Scribe 2".to_owned(), 2)],
        newest: mock().into_iter().take(3).collect(),
    };
    answer(&mut play, Found::Since(since));
    let screen = play.screen();
    for text in [
        "Take back 4 changes, back to 13:24?",
        "By: Scribe 1 (2), Scribe 2 (2)",
        "13:25  40 ideas added, I-71 to I-110",
        "and 1 more",
    ] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    assert_eq!(play.app.context(), Context::Question);
    play.keys("y");
    assert_eq!(play.sent[0].command, Command::Rewind { to: 4, any: false });
    // The work of others asks as it does everywhere.
    let why = crate::domain::saying::Saying::new("undo.other").with("what", "x").with("time", "1");
    let refusal = Reply::Refused(play.sent[0].ticket, Box::new(Error::from(why)));
    play.tell(Message::Reply(refusal));
    play.keys("y");
    assert_eq!(play.sent[1].command, Command::Rewind { to: 4, any: true });
}

#[test]
fn one_change_is_taken_back_alone_and_ctrl_z_takes_back_the_last() {
    let mut play = log((80, 24), Lang::En, mock());
    play.keys("jjr<C-z>");
    assert_eq!(play.sent[0].command, Command::Undo { operation: Some(6), any: false });
    assert_eq!(play.sent[1].command, Command::Undo { operation: None, any: false });
    // On an undo at the top, to here is no undo of what stands below it.
    let mut play = log((80, 24), Lang::En, mock());
    play.keys("u");
    assert!(play.sent.is_empty());
    assert_eq!(play.asked.last(), Some(&Query::Since(7)));
}

#[test]
fn a_field_is_restored_after_both_values_were_shown() {
    let mut play = log((80, 24), Lang::En, mock());
    let roster = find(&play, ROSTER);
    play.keys("jjj<Enter>r");
    let Some(Query::Field(id, field, 4)) = play.asked.last() else { panic!("{:?}", play.asked) };
    assert_eq!((*id, field.at), (roster, at_of(Kind::Action, "span")));
    let cells = |due: &str| Some(vec![(Value::Null, span(due))]);
    answer(&mut play, Found::Field(cells("2026-06-15"), cells("2026-06-30")));
    let screen = play.screen();
    assert!(screen.contains("A-17: restore Start and due?"), "{screen}");
    assert!(screen.contains("Now: Tue 30 Jun 2026"), "{screen}");
    assert!(screen.contains("Then: Mon 15 Jun 2026"), "{screen}");
    play.keys("y");
    let target = crate::ops::Target::Id(roster);
    let command = Command::RestoreField { target, field: "start".to_owned(), from: 4 };
    assert_eq!(play.sent[0].command, command);
    // What was not there before has nothing to give back.
    let mut play = log((80, 24), Lang::En, mock());
    play.keys("jjj<Enter>r");
    answer(&mut play, Found::Field(None, cells("2026-06-30")));
    assert!(play.screen().contains("Nothing stood there before."), "{}", play.screen());
}

#[test]
fn of_several_records_one_is_selected_first() {
    let mut play = log((80, 24), Lang::En, mock());
    play.keys("jjw");
    assert!(play.screen().contains("Several records: select one"), "{}", play.screen());
    play.keys("jjw");
    let Some(Query::Page(asked)) = play.asked.last() else { panic!() };
    assert_eq!(asked.of, Some(id(900 + 72)));
}

fn trashed(play: &mut Play, label: Label) -> Id {
    let mut idea = <Idea as Record>::new(id(777));
    idea.number.0 = Some(9);
    idea.label.0 = Some(label);
    idea.title.set(Lang::En, "Vans are no shelter");
    idea.title.set(Lang::Th, "รถตู้ไม่ใช่ที่พัก");
    let (text, by) = ("I-9".to_owned(), "Scribe 2".to_owned());
    answer(play, Found::Trash(vec![Trashed { row: idea.into(), text, by, at: AT - DAY }]));
    id(777)
}

#[test]
fn the_trash_says_what_who_and_when_and_counts_for_the_label() {
    for (lang, name, size) in
        [(Lang::En, "trash_80", (80, 24)), (Lang::Th, "trash_120_thai", (120, 36))]
    {
        let mut play = log(size, lang, mock());
        play.keys("<Tab>");
        let id = trashed(&mut play, Label::Red);
        insta::assert_snapshot!(name, play.screen());
        assert_eq!(play.app.label_of_screen(), Some(Label::Red));
        play.keys("r");
        let target = crate::ops::Target::Id(id);
        assert_eq!(play.sent[0].command, Command::Restore { target });
        play.keys("<BackTab>");
        assert_eq!(play.app.label_of_screen(), Some(Label::Amber));
    }
}

#[test]
fn a_dead_record_in_the_log_counts_for_the_label() {
    let mut entries = mock();
    entries[6].lines[0].label = Some(Label::Red);
    let play = log((80, 24), Lang::En, entries);
    assert_eq!(play.app.label_of_screen(), Some(Label::Red));
    assert!(play.screen().contains("I-77 to the trash"), "{}", play.screen());
}

#[test]
fn a_record_that_only_a_value_names_counts_for_the_label() {
    let play = Play::of(room(), (80, 24), Lang::En);
    let (roster, objective) = (find(&play, ROSTER), find(&play, "O-1"));
    let at = at_of(Kind::Action, "objective");
    let values = [Value::Null, Value::Null, Value::Ref(objective)];
    let entries = vec![entry(1, "Scribe 1", vec![line(roster, ROSTER, Kind::Action, at, values)])];
    let mut play = log((80, 24), Lang::En, entries);
    let mut row = <Objective as Record>::new(objective);
    live!(row, 1);
    row.label.0 = Some(Label::Red);
    play.app.picture.put(row.into());
    assert_eq!(play.app.label_of_screen(), Some(Label::Red));
}

#[test]
fn every_size_of_history_is_drawn_without_a_fault() {
    for keys in ["", "jj<Enter><PgDn>", "jjjj<Enter>", "<Tab>", "/x"] {
        let mut play = log((80, 24), Lang::Th, mock());
        play.keys(keys);
        for size in [(1, 1), (10, 5), (60, 20), (79, 23), (120, 20), (200, 50), (300, 100)] {
            play.tell(Message::Size(size.0, size.1));
            for line in play.screen().lines() {
                assert!(text::width(line) <= usize::from(size.0), "{line}");
            }
        }
    }
}

#[test]
fn hostile_values_reach_the_screen_as_harmless_text() {
    let title = at_of(Kind::Idea, "title");
    let evil = "a\u{1b}[31mred\u{7}\u{202e}evil\u{9b}m\nb";
    let values = [Value::text("en"), Value::text("old"), Value::text(evil)];
    let entries = vec![entry(1, evil, vec![line(id(7), "I-7", Kind::Idea, title, values)])];
    let mut play = log((120, 36), Lang::En, entries);
    for keys in ["", "<Enter>"] {
        let screen = play.keys(keys).screen();
        assert!(screen.contains("a[31mred"), "{screen}");
        assert!(!screen.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
    }
}

#[test]
fn what_a_question_names_counts_for_the_label() {
    let mut play = log((80, 24), Lang::En, mock());
    play.keys("jjju");
    let mut newest = mock()[1].clone();
    newest.lines[0].label = Some(Label::Red);
    let by = vec![("Scribe 1".to_owned(), 4)];
    answer(&mut play, Found::Since(Since { by, newest: vec![newest] }));
    assert_eq!(play.app.label_of_screen(), Some(Label::Red));
    play.keys("n");
    assert_eq!(play.app.label_of_screen(), Some(Label::Amber));
}

#[test]
fn the_mouse_does_what_the_keys_do() {
    let mut play = log((80, 24), Lang::En, mock());
    play.click("Trash");
    assert_eq!(play.asked.last(), Some(&Query::Trash));
    play.click("Log").click("40 ideas").click("40 ideas");
    assert!(play.app.zoom);
    play.click("+ x");
    assert_eq!(play.app.log.at, 1);
    play.tell(Message::Wheel(3));
    assert_eq!(play.app.log.at, 4);
    let selected = play.app.pane().selected;
    play.tell(Message::Wheel(-2));
    assert_eq!((play.app.log.at, play.app.pane().selected), (2, selected));
    play.click("u undo to here");
    assert_eq!(play.asked.last(), Some(&Query::Since(5)));
}

#[test]
fn the_words_that_differ_are_bold_in_a_question() {
    let mut play = log((80, 24), Lang::En, mock());
    play.keys("jjjj<Enter>r");
    let title = |text: &str| Some(vec![(Value::text("en"), Value::text(text))]);
    answer(
        &mut play,
        Found::Field(title("Beds in two provinces"), title("Beds in five provinces")),
    );
    let (buffer, _) = play.draw(&Theme::load(Mode::Dark, Depth::None, false));
    let bold = |y: u16| -> String {
        let row = (2..78).filter_map(|x| buffer.cell((x, y)));
        let bold = row.filter(|cell| cell.modifier.contains(ratatui::style::Modifier::BOLD));
        bold.map(|cell| cell.symbol()).collect()
    };
    let screen = text_of(&buffer);
    let y = screen.lines().position(|line| line.contains("Now: Beds in five")).unwrap();
    let y = u16::try_from(y).unwrap();
    assert_eq!((bold(y).as_str(), bold(y + 1).as_str()), ("Now:five", "Then:two"));
}

#[test]
fn what_cannot_be_read_is_not_asked_for_again_and_again() {
    let mut play = Play::of(room(), (80, 24), Lang::En);
    play.app.picture.seen = 1_204;
    play.keys("8");
    answer(&mut play, page(1_204, 1_200));
    assert_eq!(play.asked.len(), 2, "few hits: the next page at once");
    answer(&mut play, Found::Nothing);
    assert_eq!(play.asked.len(), 2);
    assert!(play.app.is_settled());
    play.keys("jjjjj<End>");
    assert_eq!(play.asked.len(), 2);
}
