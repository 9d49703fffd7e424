//! Meetings, agenda and briefing points; posts and levels under their organisation.

use super::{
    acts::{refuse, words},
    *,
};
use crate::{
    config::actions::Context,
    domain::{
        fields::{Agenda, Capability, Level, Point, Post},
        kind::Kind,
        saying::Saying,
        tokens::{Authority, Column, YesNo},
        types::{Day, Number, Rank, Ref},
    },
    ops::{Command, Error, Target},
    tui::screens::View,
};

/// The room, with a series of meetings, the agenda of the open one, what was said there, and
/// who can be asked.
pub(super) fn meetings() -> Bench {
    let mut bench = room();
    let m3 = bench.w.numbered(Kind::Meeting, 3).unwrap().unwrap();
    let mut open = bench.w.peek::<Meeting>(m3).unwrap().clone();
    open.date = Day(NaiveDate::from_ymd_opt(2026, 6, 23));
    open.venue.0 = Some("กรุงเทพฯ".into());
    bench.w.put(open.into());
    for (number, line, state) in [
        (1, "First meeting due:2026-02-03 place:\"Mae Sot\"", MeetingState::Closed),
        (4, "การประชุมครั้งที่สี่ due:2027-01-25", MeetingState::Planned),
    ] {
        bench.numbered(line, number, |m: &mut Meeting, n| {
            live!(m, n);
            m.state = State { token: Some(state), at: None };
        });
    }
    let m4 = bench.w.numbered(Kind::Meeting, 4).unwrap().unwrap();
    let mut items = Vec::new();
    for (number, line, speaker) in [
        (1, "Opening, rules of the room start:9:00 min:15 tlp:clear", Some("Chair")),
        (2, "Briefings from seven agencies min:75", Some("Seven names")),
        (3, "แผนที่ผู้มีส่วนได้ส่วนเสีย min:45", Some("วิทยากร")),
        (4, "Lunch start:12:00 min:75", None),
        (5, "Vote on key issues min:45 tlp:green", Some("Facilitator")),
    ] {
        items.push(bench.numbered(line, number, |item: &mut Agenda, n| {
            live!(item, n);
            item.meeting = Ref::to(Some(m3));
            item.order = Rank(Some(format!("{n:02}").into()));
            item.speaker.0 = speaker.map(Into::into);
            item.chatham.0 = (n == 2).then_some(YesNo::Yes);
        }));
    }
    bench.numbered("Opening", 9, |item: &mut Agenda, n| {
        live!(item, n);
        item.meeting = Ref::to(Some(m4));
    });
    for (number, line, item) in [
        (31, "สแกมเมอร์ย้ายฐานออกจากเมืองชายแดนภายในสองสัปดาห์ @DSI place:แม่สอด", 2),
        (32, "Night raids yield no interpreters @RTP #interpreters", 2),
        (33, "Recruiters now post in Swahili @UNODC", 1),
        (34, "Shelters are full after every raid @BSF place:\"Mae Sot\" #shelter tlp:red", 0),
    ] {
        bench.numbered(line, number, |point: &mut Point, n| {
            live!(point, n);
            point.meeting = Ref::to(Some(m3));
            point.agenda = Ref::to((item > 0).then(|| items[item - 1]));
        });
    }
    let point = bench.w.numbered(Kind::Point, 32).unwrap().unwrap();
    bench.numbered("A pool of interpreters for night raids", 120, |idea: &mut Idea, n| {
        live!(idea, n);
        idea.from.set(point, true);
    });
    for (number, line, authority) in [
        (1, "Director, anti-trafficking division @DSI", Some(Authority::Commit)),
        (2, "เจ้าหน้าที่ประสานงาน @DSI", Some(Authority::Refer)),
    ] {
        bench.numbered(line, number, |post: &mut Post, n| {
            live!(post, n);
            post.authority.0 = authority;
        });
    }
    let interpreters = bench.numbered("Interpreters", 2, |capability: &mut Capability, n| {
        live!(capability, n);
        capability.required = Number(Some(3));
    });
    let dsi = bench.w.numbered(Kind::Organisation, 1).unwrap();
    bench.add("", |level: &mut Level| {
        level.alive.0 = true;
        level.organisation = Ref::to(dsi);
        level.capability = Ref::to(Some(interpreters));
        level.level = Number(Some(2));
    });
    bench
}

fn at(keys: &str, size: (u16, u16), lang: Lang) -> Play {
    let mut play = Play::of(meetings(), size, lang);
    play.keys(keys);
    play
}

pub(super) fn shows(play: &Play, text: &str) {
    let screen = play.screen();
    assert!(screen.contains(text), "{text:?} does not show:\n{screen}");
}

macro_rules! pictures {
    ($($name:ident: $keys:literal $size:expr, $lang:ident;)+) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(at($keys, $size, Lang::$lang).screen());
        }
    )+};
}

pictures! {
    agenda_80: "1jj" (80, 24), En;
    agenda_120: "1jj" (120, 36), En;
    agenda_200: "1jj" (200, 50), En;
    agenda_80_thai: "1" (80, 24), Th;
    agenda_120_thai: "1" (120, 36), Th;
    agenda_200_thai: "1" (200, 50), Th;
    briefings_80: "1<Tab><Tab>k" (80, 24), En;
    briefings_120: "1<Tab><Tab>k" (120, 36), En;
    briefings_200: "1<Tab><Tab>kk" (200, 50), En;
    briefings_80_thai: "1<Tab><Tab>k" (80, 24), Th;
    briefings_120_thai: "1<Tab><Tab>k" (120, 36), Th;
    briefings_200_thai: "1<Tab><Tab>kk" (200, 50), Th;
    register_unfolded_80: "2jj<Enter>j" (80, 24), En;
    register_unfolded_120: "2jj<Enter>" (120, 36), En;
    register_unfolded_200: "2jj<Enter>" (200, 50), En;
    register_unfolded_80_thai: "2jj<Enter>j" (80, 24), Th;
    register_unfolded_120_thai: "2jj<Enter>" (120, 36), Th;
    register_unfolded_200_thai: "2jj<Enter>" (200, 50), Th;
    home_today_120: "" (120, 36), En;
    home_today_200: "" (200, 50), En;
    home_today_120_thai: "" (120, 36), Th;
    point_line_80: "1jjfEmbassies learn late @KEN #referral" (80, 24), En;
    point_line_80_thai: "1jjfสถานทูตทราบช้า @KEN #referral" (80, 24), Th;
    open_question_80: "1<End>ks" (80, 24), En;
}

#[test]
fn the_agenda_begins_at_the_open_meeting_and_starts_follow_from_the_minutes() {
    let play = at("1", (80, 24), Lang::En);
    shows(&play, "▌   M-3   ► Third meeting  23 Jun · กรุงเทพฯ");
    for start in ["G-2   09:15   75 Briefings", "G-3   10:30   45", "G-5   13:15   45 Vote"] {
        shows(&play, start);
    }
    shows(&play, "M-3 ends 14:00");
}

#[test]
fn nobody_learns_who_spoke_under_the_chatham_house_rule() {
    for size in [(80, 24), (120, 36), (200, 50)] {
        for keys in ["1jj", "1jj<Right>", "0"] {
            let screen = at(keys, size, Lang::En).screen();
            assert!(!screen.contains("Seven names"), "{keys} {screen}");
        }
        for keys in
            ["1<Tab><Tab>", "1<Tab><Tab>k", "1<Tab><Tab>k<Right>", "1<Tab><Tab>kw", "1<Tab><Tab>kf"]
        {
            let screen = at(keys, size, Lang::En).screen();
            // The other points name theirs.
            let said = screen.replace("B-34   BSF", "").replace("B-33   UNODC", "");
            assert!(!said.contains("@RTP") && !said.contains(" RTP "), "{keys} {screen}");
        }
    }
    let sources = at("1<Tab><Tab>", (80, 24), Lang::En);
    shows(&sources, "B-33   UNODC");
}

#[test]
fn an_agenda_item_is_added_to_the_meeting_in_hand() {
    let mut play = at("1jjaRead-back min:25<Enter>", (80, 24), Lang::En);
    let m3 = play.app.picture.numbered(Kind::Meeting, 3).unwrap().unwrap();
    let m4 = play.app.picture.numbered(Kind::Meeting, 4).unwrap().unwrap();
    let meeting_of = |play: &Play, at: usize| match &play.sent[at].command {
        Command::Add { kind: Kind::Agenda, meeting, .. } => meeting.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(meeting_of(&play, 0), Some(Target::Id(m3)));
    shows(&play, "▌ … G-…           25 Read-back");
    // The line stays for the next item of the same meeting.
    play.keys("Lunch<Enter><Esc><End>aClosing<C-s>");
    assert_eq!(meeting_of(&play, 1), Some(Target::Id(m3)));
    play.keys("kkkaClosing<C-s>");
    assert_eq!(meeting_of(&play, 3), Some(Target::Id(m4)));
    assert_eq!(play.app.context(), Context::List);
}

#[test]
fn a_meeting_is_planned_on_home_and_where_there_is_none() {
    let mut play = Play::of(beginning(), (80, 24), Lang::En);
    shows(&play, "No meeting is planned");
    play.keys("aFirst meeting due:2026-07-01<C-s>");
    let Command::Add { kind, meeting, .. } = &play.sent[0].command else { panic!() };
    assert_eq!((*kind, meeting), (Kind::Meeting, &None));
    assert_eq!(play.app.view, View::Agenda);
    shows(&play, "M-… ");
    let mut empty = Play::of(beginning(), (80, 24), Lang::En);
    insta::assert_snapshot!("empty_agenda", empty.keys("1").screen());
    insta::assert_snapshot!("empty_briefings", empty.keys("<Tab><Tab>").screen());
    empty.keys("<BackTab><BackTab>aFirst<C-s>");
    let Command::Add { kind: Kind::Meeting, .. } = &empty.sent[0].command else { panic!() };
    // What is pasted on Home is what the room says.
    let mut home = Play::of(beginning(), (80, 24), Lang::En);
    home.tell(Message::Paste("Beds".to_owned()));
    home.keys("<Enter>");
    let Command::Add { kind: Kind::Idea, .. } = &home.sent[0].command else { panic!() };
}

#[test]
fn a_meeting_is_opened_and_closed_after_a_question() {
    let mut play = at("1s", (80, 24), Lang::En);
    shows(&play, "Close M-3?");
    shows(&play, "A backup is made first.");
    play.keys("y");
    let m3 = play.app.picture.numbered(Kind::Meeting, 3).unwrap().unwrap();
    assert_eq!(play.sent[0].command, Command::Close { meeting: Target::Id(m3) });
    play.keys("s");
    shows(&play, "still saving");
    let mut play = at("1<End>ks", (80, 24), Lang::En);
    shows(&play, "Open M-4?");
    play.keys("y");
    assert!(matches!(play.sent[0].command, Command::Open { .. }));
    refuse(&mut play, 0, Error::from(Saying::new("meeting.other_open").with("ref", "M-3")));
    shows(&play, "M-3");
    // Where it does not apply it says why.
    play.keys("js");
    shows(&play, "An agenda item is neither open nor closed. s on M-4");
    play.keys("3s");
    shows(&play, "s opens or closes a meeting");
    assert_eq!(play.sent.len(), 1);
}

#[test]
fn items_and_cards_move_by_one_place_and_each_key_counts() {
    let play = at("1jj<S-Down><S-Down><S-Up>", (80, 24), Lang::En);
    let g2 = play.app.picture.numbered(Kind::Agenda, 2).unwrap().unwrap();
    let positions: Vec<usize> = (play.sent.iter())
        .map(|sent| match &sent.command {
            Command::MoveItem { item, position } if *item == Target::Id(g2) => *position,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(positions, [3, 4, 3]);
    // The first one has nowhere to go up to, and a meeting has no order by hand.
    let mut first = at("1j<S-Up>k<S-Up>", (80, 24), Lang::En);
    assert!(first.sent.is_empty());
    shows(&first, "This has no order by hand.");
    first.keys("4<S-Right>");
    let Command::Move { column, position: None, .. } = first.sent[0].command else { panic!() };
    assert_eq!(column, Some(Column::Shortlisted));
}

#[test]
fn a_point_is_said_under_the_item_in_hand_and_becomes_an_idea() {
    let mut play = at("1jjf", (80, 24), Lang::En);
    shows(&play, " Point · G-2 ▌");
    play.keys("Beds are full @BSF<Enter>");
    let set = |play: &Play, at: usize| match &play.sent[at].command {
        Command::Add { entries, .. } => entries[0].sets.clone(),
        other => panic!("{other:?}"),
    };
    let under_g2 = [("agenda".to_owned(), "G-2".to_owned())];
    assert_eq!(set(&play, 0), under_g2);
    // The next one is said there too, also after the line was left.
    play.keys("More<C-s>aStill more<C-s>");
    assert_eq!((set(&play, 1), set(&play, 2)), (under_g2.to_vec(), under_g2.to_vec()));
    let mut play = at("1<Tab><Tab><Home>jf", (80, 24), Lang::En);
    shows(&play, " Idea · B-33 Recruiters now post in Swahili @UNODC");
    shows(&play, "TLP:AMBER from B-33");
    play.keys("<Enter>");
    assert_eq!(words(&play.sent[0].command), ["Recruiters now post in Swahili"]);
    assert_eq!(set(&play, 0), [("made_from".to_owned(), "B-33".to_owned())]);
    // The idea after it is not made from it.
    play.keys("Another<C-s>");
    assert_eq!(set(&play, 1), []);
}

#[test]
fn a_line_that_was_left_comes_back_to_where_it_belongs() {
    // Nothing was typed: nothing is kept.
    let mut play = at("1<Tab><Tab>f<Esc>", (80, 24), Lang::En);
    assert!(!play.screen().contains("Draft kept"), "{}", play.screen());
    play.keys("a<Esc>1fnow <Esc>a");
    shows(&play, " Idea · B-32 now ");
    // Of another item, where nothing else waits.
    let mut play = at("1jjfBeds<Esc>", (80, 24), Lang::En);
    shows(&play, "Draft kept; a brings it back.");
    play.keys("<Home>a");
    shows(&play, " Point · G-2 Beds▌");
}

#[test]
fn a_point_as_strict_as_red_gives_its_label() {
    let play = at("1<Tab><Tab><Home>f", (120, 36), Lang::En);
    shows(&play, "TLP:RED from B-34");
    assert!(play.screen().lines().next().unwrap().contains("TLP:RED"), "{}", play.screen());
}

#[test]
fn the_trace_leads_from_an_idea_to_the_meeting_and_back() {
    let mut play = at("3<End>w", (120, 36), Lang::En);
    let screen = play.screen();
    for step in ["I-120", "B-32", "G-2", "M-3"] {
        assert!(screen.contains(&format!("{step} ")), "{step} {screen}");
    }
    // Walked to the agenda item, and forward again from there.
    play.keys("jj<Enter>");
    assert_eq!(play.app.view, View::Agenda);
    play.keys("w");
    for step in ["M-3", "B-31", "B-32", "I-120"] {
        shows(&play, step);
    }
    let post = at("2jj<Enter>jw", (120, 36), Lang::En);
    shows(&post, "P-1");
    shows(&post, "S-1");
}

#[test]
fn the_register_unfolds_and_a_post_is_added_to_what_is_unfolded() {
    let mut play = at("2jj<Enter>", (80, 24), Lang::En);
    shows(&play, "├ P-1    Director, anti-trafficking division · can commit");
    shows(&play, "└ C-2    Interpreters: level 2 of 3 required");
    shows(&play, "8 organisations");
    play.keys("aDesk officer<Enter>");
    let Command::Add { kind: Kind::Post, entries, .. } = &play.sent[0].command else { panic!() };
    assert_eq!(entries[0], Entry::line("Desk officer @DSI"));
    shows(&play, " Post · S-1  @DSI");
    // Folded again, and a post that is walked to unfolds it.
    play.keys("<C-u><Esc><Home>jj<Left>");
    assert!(!play.screen().contains("Director, anti"), "{}", play.screen());
    play.keys("wj<Enter>");
    shows(&play, "▌       ├ P-1    Director");
    play.keys("<Left>");
    shows(&play, "▌   ▼ ? DSI");
    play.keys("jf");
    shows(&play, " Idea  @S-1");
}

#[test]
fn what_empty_screens_show_as_an_example_can_be_typed() {
    for lang in [Lang::En, Lang::Th] {
        let words = crate::config::words::load(lang);
        for (key, kind) in
            [("empty.agenda.example", Kind::Meeting), ("empty.briefings.example", Kind::Point)]
        {
            let entry = Entry::line(words.text(key));
            assert!(entry.draft.words.is_some() && entry.draft.tokens.len() >= 2, "{key}");
            for token in &entry.draft.tokens {
                assert!(crate::domain::entry::knows(kind, token.kind), "{key} {token:?}");
            }
        }
    }
}

#[test]
fn every_size_is_drawn_without_a_fault() {
    for keys in [
        "1jj",
        "1aLunch",
        "1s",
        "1<Tab><Tab>",
        "1<Tab><Tab>f",
        "2jj<Enter>j",
        "2jj<Enter><Right>",
        "",
    ] {
        for lang in [Lang::En, Lang::Th] {
            let mut play = at(keys, (80, 24), lang);
            for (width, height) in [(1, 1), (60, 20), (61, 21), (119, 36), (120, 20), (200, 50)] {
                play.tell(Message::Size(width, height));
                for line in play.screen().lines() {
                    assert!(text::width(line) <= usize::from(width), "{line}");
                }
            }
        }
    }
}

#[test]
fn a_frame_of_a_long_agenda_costs_what_shows() {
    let cost = |items: u32| {
        let mut bench = beginning();
        let meeting = bench.numbered("Long", 1, |m: &mut Meeting, n| {
            live!(m, n);
        });
        for n in 0..items {
            let mut item = <Agenda as Record>::new(id(1000 + n));
            live!(item, i64::from(n) + 1);
            item.meeting = Ref::to(Some(meeting));
            item.minutes = Number(Some(1));
            bench.w.put(item.into());
        }
        let mut play = Play::of(bench, (80, 24), Lang::En);
        play.keys("1<End>");
        play.draw(&Theme::default()).1
    };
    assert_eq!(cost(20_000), cost(40));
}
