//! Voting rounds on screen: opened, keyed, closed, counted, frozen.

use super::*;
use crate::{
    domain::{
        fields::{Ballot, Round},
        kind::Kind,
        round::{self, Keyed, Rule},
        saying::Saying,
        tokens::{Column, Method, PaperState, RoundState, Secrecy},
        types::{Choice, Line, Marks, Number, Paper, Poll, Position, Ref, Refs, Word},
    },
    ops::{Command, Error, Tallied, Target},
    tui::screens::View,
};

/// Dots of each ballot by its serial; `x` is spoilt.
const BALLOTS: [(i64, &str); 14] = [
    (1, "2 2 4 4 5"),
    (2, "2 2 4 8 8"),
    (3, "2 4 4 8 8"),
    (4, "2 2 8 8 4"),
    (5, "8 8 2 2 4"),
    (6, "8 8 2 5 9"),
    (7, "8 2 2 9 4"),
    (21, "2 2 4 4 5"),
    (22, "2 4 4 5 5"),
    (23, "2 2 5 5 4"),
    (26, "2 4 4 5 9"),
    (30, "2 4 5 5 9"),
    (31, "x"),
    (33, "2 2 4 5 5"),
];

/// The room with five key issues on the shortlist.
fn shortlisted() -> Bench {
    let mut bench = room();
    for (number, title) in [
        (4, "Beds after a raid"),
        (5, "One embassy door"),
        (8, "MLAT backlog"),
        (9, "ระงับกระเป๋าเงินดิจิทัล"),
    ] {
        bench.numbered(title, number, |k: &mut Issue, n| {
            live!(k, n);
        });
    }
    for number in [2, 4, 5, 8, 9] {
        let id = bench.w.numbered(Kind::Issue, number).unwrap().unwrap();
        let mut issue = bench.w.peek::<Issue>(id).unwrap().clone();
        issue.column = Position { column: Some(Column::Shortlisted), key: None };
        bench.w.put(issue.into());
    }
    bench
}

/// A round on them with ballots in.
fn voted(state: RoundState, ballots: &[(i64, &str)]) -> Bench {
    let mut bench = shortlisted();
    let items = [2, 4, 5, 8, 9].map(|n| bench.w.numbered(Kind::Issue, n).unwrap().unwrap());
    let round = bench.numbered("Vote on the key issues", 1, |r: &mut Round, n| {
        live!(r, n);
        r.method = Choice(Some(Method::Dots));
        r.dots = Number(Some(5));
        r.stack = Number(Some(2));
        r.secrecy = Choice(Some(Secrecy::Secret));
        r.serials = Line(Some("GOV:1-20,IO:21-25,EMB:26-29,CSO:30-40".into()));
        r.items = Refs::of(items.to_vec());
        r.state = Poll { token: Some(state), at: Some(AT) };
    });
    for (serial, marks) in ballots {
        bench.add("", |b: &mut Ballot| {
            b.alive.0 = true;
            b.label.0 = Some(Label::Amber);
            b.round = Ref::to(Some(round));
            b.serial = Number(Some(*serial));
            b.sector = Word::default();
            b.sector.0 = Some(sector(*serial).into());
            let spoilt = *marks == "x";
            let token = if spoilt { PaperState::Spoilt } else { PaperState::Valid };
            b.paper = Paper { token: Some(token), reason: spoilt.then(|| "torn".into()) };
            // What is loaded for the screen holds no marks.
            b.marks = Marks::default();
        });
    }
    bench
}

fn sector(serial: i64) -> &'static str {
    match serial {
        ..=20 => "GOV",
        21..=25 => "IO",
        26..=29 => "EMB",
        _ => "CSO",
    }
}

/// What the thread that owns the file says of the round.
fn counted(play: &Play) -> Box<Tallied> {
    let w = &play.app.picture;
    let round = w.loaded::<Round>().next().unwrap().clone();
    let mut ballots: Vec<Ballot> = w.loaded::<Ballot>().cloned().collect();
    for ballot in &mut ballots {
        let marks = BALLOTS.iter().find(|(serial, _)| Some(*serial) == ballot.serial.0).unwrap().1;
        ballot.marks = Marks { text: Some(marks.into()), keyed: Some(1) };
    }
    let rule = Rule::of(w, &round).unwrap();
    let ballots: Vec<&Ballot> = ballots.iter().collect();
    let sectors = ["GOV", "IO", "EMB", "CSO"].map(str::to_owned);
    Box::new(Tallied {
        turnout: round::turnout(&rule, &ballots),
        outcome: round::count(&rule, &ballots, &sectors),
        rule,
        round: round.clone(),
    })
}

fn on(bench: Bench, keys: &str, size: (u16, u16), lang: Lang) -> Play {
    let mut play = Play::of(bench, size, lang);
    play.keys(keys);
    if let Some(id) = play.counted.last().copied() {
        let tallied = counted(&play);
        play.tell(Message::Reply(Reply::Counted(id, Some(tallied))));
    }
    play
}

fn open() -> Bench {
    voted(RoundState::Open, &BALLOTS)
}

fn closed() -> Bench {
    voted(RoundState::Closed, &BALLOTS)
}

fn shows(play: &Play, text: &str) {
    let screen = play.screen();
    assert!(screen.contains(text), "{text:?} does not show:\n{screen}");
}

macro_rules! pictures {
    ($($name:ident: $bench:ident $keys:literal $size:expr, $lang:ident;)+) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(on($bench(), $keys, $size, Lang::$lang).screen());
        }
    )+};
}

pictures! {
    no_round_80: shortlisted "4<Tab>" (80, 24), En;
    no_round_80_thai: shortlisted "4<Tab>" (80, 24), Th;
    no_results_80: shortlisted "4<Tab><Tab>" (80, 24), En;
    opening_80: shortlisted "4v" (80, 24), En;
    opening_80_thai: shortlisted "4v" (80, 24), Th;
    ballot_80: open "4<Tab>a4 4 5" (80, 24), En;
    ballot_120: open "4<Tab>a4 4 5" (120, 36), En;
    ballot_200: open "4<Tab>a4 4 5 5 5" (200, 50), En;
    ballot_80_thai: open "4<Tab>a4 4 5" (80, 24), Th;
    ballot_120_thai: open "4<Tab>a4 4 5" (120, 36), Th;
    ballot_200_thai: open "4<Tab>a4 4 5" (200, 50), Th;
    projector_80: open "4<Tab>p" (80, 24), En;
    projector_120_thai: open "4<Tab>p" (120, 36), Th;
    sealed_80: open "4<Tab>" (80, 24), En;
    close_80: open "4<Tab>c" (80, 24), En;
    close_120: open "4<Tab>c" (120, 36), En;
    close_80_thai: open "4<Tab>c" (80, 24), Th;
    results_80: closed "4<Tab><Tab>" (80, 24), En;
    results_120: closed "4<Tab><Tab>j" (120, 36), En;
    results_200: closed "4<Tab><Tab>" (200, 50), En;
    results_80_thai: closed "4<Tab><Tab>" (80, 24), Th;
    results_120_thai: closed "4<Tab><Tab>" (120, 36), Th;
    results_200_thai: closed "4<Tab><Tab>" (200, 50), Th;
    home_open_80: open "" (80, 24), En;
    home_closed_80_thai: closed "" (80, 24), Th;
}

/// The ballots that were sent last, and whether they replace.
fn cast(play: &Play) -> (Vec<Keyed>, bool) {
    match &play.sent.last().expect("nothing was sent").command {
        Command::Cast { papers, replace, .. } => (papers.clone(), *replace),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_round_is_opened_on_the_shortlist_with_a_line() {
    let mut play = on(shortlisted(), "4", (80, 24), Lang::En);
    shows(&play, "v open a round on 5 issues");
    play.keys("v");
    play.keys("<C-u>dots:x<Enter>");
    shows(&play, "dots:x is no number. dots:5 works.");
    play.keys("<C-u>dots:5 stack:2 serials:GOV:1-20<Enter>");
    let Command::OpenRound { opening, .. } = &play.sent.last().unwrap().command else { panic!() };
    assert_eq!((opening.dots, opening.stack), (Some(5), Some(2)));
    assert_eq!(opening.serials, "GOV:1-20");
    refuse(&mut play, Saying::new("serials.unread").with("typed", "GOV"));
    shows(&play, "GOV is no range of serials");
    shows(&play, "serials:GOV:1-20");
}

fn refuse(play: &mut Play, saying: Saying) {
    let ticket = play.sent.last().unwrap().ticket;
    let error = Error::Refused(Box::new(saying.into()));
    play.tell(Message::Reply(Reply::Refused(ticket, Box::new(error))));
}

#[test]
fn a_ballot_of_five_dots_takes_fifteen_keys_at_most_and_leads_to_the_next() {
    let mut play = on(open(), "4<Tab>", (80, 24), Lang::En);
    play.keys("a2 2 4 4 5<Enter>");
    let paper = Keyed { serial: Some(8), marks: "2 2 4 4 5".into(), ..Keyed::default() };
    assert_eq!(cast(&play), (vec![paper], false));
    // The next one that is missing, though this one is not on disk yet.
    shows(&play, "Ballot 9:");
    play.keys("4 4 5<Enter>");
    shows(&play, "Ballot 10:");
    play.keys("<C-u>34: spoilt torn<Enter>");
    assert_eq!(cast(&play).0.first().unwrap().spoilt(), Some("torn"));
    shows(&play, "Ballot 35:");
    play.keys("<Esc>");
    assert!(play.app.line.is_none());
    assert_eq!(play.app.view, View::Ballot);
}

#[test]
fn what_is_wrong_with_a_ballot_is_said_and_the_line_stays() {
    let mut play = on(open(), "4<Tab>", (80, 24), Lang::En);
    for (typed, said) in [
        ("2 2 4 4 5 5", "Ballot 8 has 6 dots, 5 allowed"),
        ("2 2 2", "Ballot 8 has 3 dots on K-2, 2 allowed"),
        ("7", "Ballot 8: 7 is not on it"),
        ("x", "x is no mark"),
    ] {
        play.keys(&format!("a{typed}<Enter>"));
        shows(&play, said);
        shows(&play, &format!("Ballot 8: {typed}"));
        play.keys("<Esc>");
    }
    assert!(play.sent.is_empty());
    // An empty line is no ballot before it is said twice.
    play.keys("a<Enter>");
    shows(&play, "Ballot 8 has no dot. Enter again keys it as blank.");
    assert!(play.sent.is_empty());
    play.keys("<Enter>");
    assert_eq!(cast(&play).0.first().unwrap().marks, "");
    // What was refused comes back, though the next serial stands there already.
    refuse(&mut play, Saying::new("ballot.not_issued").with("n", "8").with("list", "GOV:1-5"));
    shows(&play, "Serial 8 was not issued");
}

#[test]
fn a_ballot_that_is_in_is_keyed_anew_by_a_second_enter() {
    let mut play = on(open(), "4<Tab>a<C-u>1: 4<Enter>", (80, 24), Lang::En);
    shows(&play, "Ballot 1 is in. Enter again keys it anew.");
    assert!(play.sent.is_empty());
    // Another letter is another line: it asks again.
    play.keys(" 5<Enter>");
    assert!(play.sent.is_empty());
    play.keys("<Enter>");
    let paper = Keyed { serial: Some(1), marks: "4 5".into(), ..Keyed::default() };
    assert_eq!(cast(&play), (vec![paper], true));
    // Another hand keyed it meanwhile.
    play.keys("4<Enter>");
    refuse(&mut play, Saying::new("ballot.is_in").with("n", "8"));
    shows(&play, "Ballot 8 is in. Enter again");
    play.keys("<Enter>");
    assert!(cast(&play).1);
}

#[test]
fn a_round_is_closed_by_a_question_alone() {
    let mut play = on(open(), "4<Tab>c", (80, 24), Lang::En);
    shows(&play, "Close round R-1?");
    play.keys("c<Enter>n");
    assert!(play.sent.is_empty() && play.app.popup.is_none());
    play.keys("cy");
    let round = play.app.picture.numbered(Kind::Round, 1).unwrap().unwrap();
    let close = Command::CloseRound { round: Target::Id(round) };
    assert_eq!(play.sent.last().unwrap().command, close);
    let mut row = play.app.picture.peek::<Round>(round).unwrap().clone();
    row.state = Poll { token: Some(RoundState::Closed), at: Some(AT) };
    play.done(vec![row.into()], Vec::new());
    assert_eq!((play.app.view, play.counted.as_slice()), (View::Results, [round].as_slice()));
}

#[test]
fn the_result_becomes_a_decision() {
    let mut play = on(closed(), "4<Tab><Tab>", (120, 36), Lang::En);
    shows(&play, "K-8 splits the room: 86 % of GOV, 0 % of");
    shows(&play, "f make R-1 a decision");
    play.keys("f");
    let Command::Freeze { entry, .. } = &play.sent.last().unwrap().command else { panic!() };
    let (_, title) = entry.sets.first().unwrap();
    assert!(title.starts_with("By R-1: 1 K-2 Interpreters"), "{title}");
}

#[test]
fn without_an_open_round_nothing_is_keyed_or_closed() {
    let mut play = on(shortlisted(), "4<Tab>", (80, 24), Lang::En);
    for key in ["a", "<Enter>", "c"] {
        play.keys(key);
        shows(&play, "No round is open. v opens one");
        assert!(play.app.line.is_none() && play.sent.is_empty());
    }
}
