//! Who is at the meeting: the list by sector, the finder that signs agencies in, its next state.

use std::time::Instant;

use super::{acts::refuse, *};
use crate::{
    domain::{
        cell::Cell as _,
        fields::{Attendance, Post},
        kind::Kind,
        saying::Saying,
        tokens::{Authority, Presence},
        types::{Number, Ref, Time},
    },
    ops::{Command, Error, Target},
    tui::screens::View,
};

/// The sectors of the agencies of the room, by their numbers.
const SECTORS: [&str; 8] = ["GOV", "IO", "GOV", "EMB", "CSO", "IO", "GOV", "GOV"];

/// The room, its agencies in their sectors.
fn sectors() -> Bench {
    let mut bench = room();
    let workspace = bench.w.workspace().unwrap().unwrap().id;
    let mut settings = bench.w.peek::<Workspace>(workspace).unwrap().clone();
    for word in ["GOV", "IO", "EMB", "CSO", "PRIV"] {
        settings.sectors.set(word, true);
    }
    bench.w.put(settings.into());
    let today = NaiveDate::from_ymd_opt(2026, 6, 23).unwrap();
    for (number, sector) in (1..).zip(SECTORS) {
        let id = bench.w.numbered(Kind::Organisation, number).unwrap().unwrap();
        let mut agency = bench.w.peek::<Organisation>(id).unwrap().clone();
        agency.sector.write(0, sector, &Names::new(&bench.w, today).unwrap()).unwrap();
        bench.w.put(agency.into());
    }
    let dsi = bench.w.numbered(Kind::Organisation, 1).unwrap().unwrap();
    let mut agency = bench.w.peek::<Organisation>(dsi).unwrap().clone();
    agency.title.set(Lang::Th, "กรมสอบสวนคดีพิเศษ");
    bench.w.put(agency.into());
    bench
}

/// The same where some are signed in.
fn signed_in() -> Bench {
    let mut bench = sectors();
    let m3 = bench.w.numbered(Kind::Meeting, 3).unwrap();
    bench.numbered("Deputy Director @DSI", 3, |post: &mut Post, n| {
        live!(post, n);
    });
    let post = bench.w.numbered(Kind::Post, 3).unwrap();
    let clock = |hour, minute| Time(chrono::NaiveTime::from_hms_opt(hour, minute, 0));
    for (agency, state, people, authority, arrived) in [
        (1, Presence::Present, (Some(4), Some(4)), Some(Authority::Commit), clock(8, 55)),
        (8, Presence::Present, (Some(5), Some(6)), Some(Authority::Commit), clock(8, 40)),
        (7, Presence::Substitute, (None, None), Some(Authority::Refer), clock(9, 10)),
        (6, Presence::Present, (Some(2), Some(2)), None, clock(8, 50)),
        (5, Presence::Observer, (None, None), None, clock(9, 0)),
        (4, Presence::Absent, (None, Some(2)), None, Time::default()),
    ] {
        let agency = bench.w.numbered(Kind::Organisation, agency).unwrap();
        bench.add("", |mark: &mut Attendance| {
            mark.alive.0 = true;
            mark.label.0 = Some(Label::Amber);
            mark.meeting = Ref::to(m3);
            mark.organisation = Ref::to(agency);
            mark.state.0 = Some(state);
            (mark.inside, mark.expected) = (Number(people.0), Number(people.1));
            mark.authority.0 = authority;
            mark.post = Ref::to(post.filter(|_| people.0 == Some(4)));
            mark.arrived = arrived.clone();
        });
    }
    bench
}

fn at(keys: &str, size: (u16, u16), lang: Lang) -> Play {
    let mut play = Play::of(signed_in(), size, lang);
    play.keys(keys);
    play
}

fn shows(play: &Play, text: &str) {
    let screen = play.screen();
    assert!(screen.contains(text), "{text:?} does not show:\n{screen}");
}

/// The command that was sent last: whom it marks, as what.
fn marked(play: &Play) -> (Target, bool, Presence) {
    match &play.sent.last().expect("nothing was sent").command {
        Command::Mark { organisation, create, state, .. } => {
            (organisation.clone(), *create, *state)
        }
        other => panic!("{other:?}"),
    }
}

fn agency(play: &Play, number: u32) -> Target {
    Target::Id(play.app.picture.numbered(Kind::Organisation, number).unwrap().unwrap())
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
    attendance_80: "1<Tab>" (80, 24), En;
    attendance_120: "1<Tab>" (120, 36), En;
    attendance_200: "1<Tab>j" (200, 50), En;
    attendance_80_thai: "1<Tab>" (80, 24), Th;
    attendance_120_thai: "1<Tab>" (120, 36), Th;
    attendance_200_thai: "1<Tab>j" (200, 50), Th;
    roll_empty_80: "1<Tab>a" (80, 24), En;
    roll_80: "1<Tab>ams<Tab>" (80, 24), En;
    roll_120: "1<Tab>aof" (120, 36), En;
    roll_200_thai: "1<Tab>aof" (200, 50), Th;
    roll_80_thai: "1<Tab>aกรม<Tab><Tab>" (80, 24), Th;
    roll_new_80: "1<Tab>aHarbour Police<Tab>" (80, 24), En;
    roll_near_80: "1<Tab>aDSY" (80, 24), En;
    home_attended_80: "" (80, 24), En;
    home_attended_80_thai: "" (80, 24), Th;
}

#[test]
fn the_list_goes_by_sector_and_names_who_is_not_signed_in() {
    let play = at("1<Tab>", (120, 36), Lang::En);
    let screen = play.screen();
    let order = ["AMLO", "DSI", "MSDHS", "RTP", "IOM", "UNODC", "KEN", "BSF"];
    let places: Vec<usize> = (order.iter())
        .map(|name| screen.lines().position(|line| line.contains(&format!(" {name} "))).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?} {screen}");
    for text in ["12 of 17 here", "4 of 7 agencies", "1 observer", "quorum met (4 of 7)"] {
        shows(&play, text);
    }
    // Nobody with a say of two sectors is in the room.
    for text in ["G 10", "I 2", "E 0!", "C 0!", "P 0!"] {
        shows(&play, text);
    }
}

#[test]
fn an_agency_is_signed_in_with_five_keys() {
    let mut play = Play::of(sectors(), (80, 24), Lang::En);
    play.keys("1<Tab>adsi<Enter>");
    assert_eq!(marked(&play), (agency(&play, 1), false, Presence::Present));
    // The field is clear for the next one, who comes as a substitute.
    play.keys("rtp<Tab><Enter>");
    assert_eq!(marked(&play), (agency(&play, 8), false, Presence::Substitute));
    play.keys("กรมสอบ<Tab><Tab><Enter>");
    assert_eq!(marked(&play), (agency(&play, 1), false, Presence::Observer));
    play.keys("ken<BackTab><Enter>");
    assert_eq!(marked(&play), (agency(&play, 4), false, Presence::Absent));
    play.keys("iom<Enter>");
    assert_eq!(marked(&play).2, Presence::Present, "each begins as present");
    let sent = play.sent.len();
    play.keys("<Enter><Enter>");
    assert_eq!(play.sent.len(), sent, "an empty field signs nobody in");
    shows(&play, "Type an abbreviation");
    play.keys("<Esc>");
    assert!(play.app.popup.is_none());
}

#[test]
fn digits_and_letters_are_text_in_the_finder() {
    let mut play = Play::of(sectors(), (80, 24), Lang::En);
    play.keys("1<Tab>a5qu?");
    assert_eq!(play.app.view, View::Attendance);
    shows(&play, "New agency: 5qu?");
}

#[test]
fn a_name_that_is_not_known_becomes_a_new_agency() {
    let mut play = Play::of(sectors(), (80, 24), Lang::En);
    play.keys("1<Tab>aHarbour Police");
    shows(&play, "Enter new agency Harbour Police, present");
    play.keys("<Tab><Enter>");
    assert_eq!(marked(&play), (Target::Ref("Harbour Police".into()), true, Presence::Substitute));
    // What may be a mistake offers what is near below, never in its place.
    play.keys("DSY");
    shows(&play, "Enter new agency DSY");
    play.keys("<Down>");
    shows(&play, "Enter DSI, present");
    play.keys("<Enter>");
    assert_eq!(marked(&play), (agency(&play, 1), false, Presence::Present));
    // What is called so already is not offered anew, nor what looks like a ref.
    for typed in ["dsi", "department of special investigation", "s-1", "s-99"] {
        play.keys(&format!("<C-u>{typed}"));
        let screen = play.screen();
        assert!(!screen.contains("New agency"), "{typed} {screen}");
    }
}

#[test]
fn a_pasted_name_goes_into_the_finder() {
    let mut play = Play::of(sectors(), (80, 24), Lang::En);
    play.keys("1<Tab>");
    let effects = play.app.press(Input::Paste("Harbour\nPolice".into()));
    play.carry_out(effects);
    shows(&play, "New agency: Harbour Police");
    assert_eq!(play.sent.len(), 0);
}

#[test]
fn s_goes_on_through_the_states_without_waiting_for_the_disk() {
    let mut play = Play::of(sectors(), (80, 24), Lang::En);
    play.keys("1<Tab>");
    for state in [Presence::Present, Presence::Substitute, Presence::Observer, Presence::Absent] {
        play.keys("s");
        assert_eq!(marked(&play).2, state);
    }
    let mut play = at("1<Tab>js", (80, 24), Lang::En);
    assert_eq!(marked(&play), (agency(&play, 1), false, Presence::Substitute));
    // All that are marked go on, each from its own.
    let sent = play.sent.len();
    play.keys("<Home> <Down> s");
    let states: Vec<Presence> = (play.sent[sent..].iter())
        .map(|request| match &request.command {
            Command::Mark { state, .. } => *state,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(states.len(), 2, "{states:?}");
}

#[test]
fn the_form_and_the_trash_are_about_what_is_said_of_the_agency() {
    let mut play = at("1<Tab>je", (80, 24), Lang::En);
    shows(&play, "Here as");
    let form = play.app.form.as_ref().unwrap();
    assert_eq!(form.kind, Kind::Attendance);
    play.keys("<Esc>d");
    let Command::Delete { kind, targets, .. } = &play.sent.last().unwrap().command else {
        panic!()
    };
    assert_eq!((*kind, targets.len()), (Some(Kind::Attendance), 1));
    // Of the third agency nothing is said.
    let mut play = at("1<Tab>jje", (80, 24), Lang::En);
    assert!(play.app.form.is_none());
    shows(&play, "Nothing is said of it yet");
    play.keys("d");
    assert_eq!(play.sent.len(), 0);
}

#[test]
fn without_an_open_meeting_it_is_said_how_one_is_opened() {
    let mut bench = sectors();
    let m3 = bench.w.numbered(Kind::Meeting, 3).unwrap().unwrap();
    let mut meeting = bench.w.peek::<Meeting>(m3).unwrap().clone();
    meeting.state = State { token: Some(MeetingState::Closed), at: None };
    bench.w.put(meeting.into());
    let mut play = Play::of(bench, (80, 24), Lang::En);
    for keys in ["1<Tab>a", "s"] {
        play.keys(keys);
        shows(&play, "No meeting is open. Shift-Tab shows the meetings; s opens one.");
        assert!(play.app.popup.is_none() && play.sent.is_empty());
    }
    shows(&play, "Shift-Tab open a meeting");
    insta::assert_snapshot!("empty_attendance", {
        let mut empty = Play::of(beginning(), (80, 24), Lang::En);
        empty.keys("1<Tab>").screen()
    });
}

#[test]
fn what_is_missing_for_a_quorum_shows_at_every_width() {
    for (width, text) in [(80, "5 short of quorum"), (120, "5 short of quorum · (5 of 8)")] {
        let mut play = Play::of(sectors(), (width, 36), Lang::En);
        play.keys("1<Tab>");
        shows(&play, text);
    }
}

#[test]
fn the_meeting_that_was_attended_last_shows_when_none_is_open() {
    let mut bench = signed_in();
    let m3 = bench.w.numbered(Kind::Meeting, 3).unwrap().unwrap();
    let mut meeting = bench.w.peek::<Meeting>(m3).unwrap().clone();
    meeting.state = State { token: Some(MeetingState::Closed), at: None };
    bench.w.put(meeting.into());
    bench.numbered("Fourth meeting due:2027-01-25", 4, |m: &mut Meeting, n| {
        live!(m, n);
        m.state = State { token: Some(MeetingState::Planned), at: None };
    });
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("1<Tab>");
    shows(&play, "M-3  12 of 17 here");
}

#[test]
fn a_mark_that_is_refused_says_why_and_the_finder_stays() {
    let mut play = Play::of(sectors(), (80, 24), Lang::En);
    play.keys("1<Tab>adsi<Enter>");
    let saying = Saying::new("attendance.closed").with("ref", "M-3");
    let error = Error::Refused(Box::new(saying.into()));
    refuse(&mut play, 0, error);
    shows(&play, "M-3 is over");
    assert!(play.app.popup.is_some());
}

#[test]
fn a_frame_of_the_finder_stays_under_16_ms_among_2000_agencies() {
    let mut bench = sectors();
    for number in 9..2_000 {
        bench.numbered(
            &format!("Office of province {number}"),
            number,
            |o: &mut Organisation, n| {
                live!(o, n);
                o.abbr.set(Lang::En, &format!("OP{n}"));
            },
        );
    }
    let mut play = Play::of(bench, (80, 24), Lang::En);
    play.keys("1<Tab>");
    let rows = play.draw(&Theme::default()).1.rows;
    assert!(rows <= 24, "{rows} rows were formatted");
    let mut slowest = std::time::Duration::ZERO;
    for keys in ["a", "o", "f", "f", "i", "c", "e", "<C-u>", "z", "z", "q", "<BS>", "<C-u>op17"] {
        let begun = Instant::now();
        play.keys(keys);
        let stats = play.draw(&Theme::default()).1;
        slowest = slowest.max(begun.elapsed());
        assert!(stats.rows <= 32, "{keys}: {} rows", stats.rows);
    }
    println!("slowest key with its frame: {slowest:?}");
    // What is built without optimisation takes longer; the entries of a slice are bounded.
    if !cfg!(debug_assertions) {
        assert!(slowest.as_millis() < 16, "{slowest:?}");
    }
    play.keys("<C-u>op1700<Enter>");
    assert_eq!(marked(&play).0, agency(&play, 1_700));
}
