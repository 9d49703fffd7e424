//! The app with hand-made pictures: messages in, effects and screens out.

use chrono::NaiveDate;
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

use super::{
    app::{App, Start},
    draw,
    lists::Lists,
    log::Query,
    message::{Effect, Input, Message, Now, Reply, Request},
    replay::text_of,
};
use crate::{
    config::{
        keys::{Stroke, strokes},
        theme::{Depth, Mode, Theme},
    },
    domain::{
        entry::Entry,
        fields::{Action, Idea, Issue, Meeting, Objective, Organisation, Workspace},
        label::Label,
        lang::Lang,
        reader::Names,
        record::{Entity, Record},
        row::Row,
        snapshot::Snapshot,
        text,
        tokens::{MeetingState, Progress},
        types::{State, Status},
        value::Id,
    },
    ops::Receipt,
};

/// 23 June 2026, 13:27 in Bangkok.
const AT: i64 = 1_782_196_020_000;

fn id(n: u32) -> Id {
    Id::new(i64::from(n)).unwrap()
}

/// A picture that is filled by quick-add lines, without a file.
struct Bench {
    w: Snapshot,
    next: u32,
}

impl Bench {
    fn new() -> Self {
        Self { w: Snapshot::whole(), next: 1 }
    }

    fn add<R: Record + Into<Row> + Entity>(&mut self, line: &str, change: impl Fn(&mut R)) -> Id {
        let id = id(self.next);
        self.next += 1;
        let mut record = R::new(id);
        let today = NaiveDate::from_ymd_opt(2026, 6, 23).unwrap();
        {
            let mut names = Names::new(&self.w, today).unwrap();
            Entry::line(line).apply(&mut record, &mut names).unwrap();
        }
        change(&mut record);
        self.w.put(record.into());
        id
    }

    fn numbered<R: Record + Into<Row> + Entity>(
        &mut self,
        line: &str,
        number: i64,
        change: impl Fn(&mut R, i64),
    ) -> Id {
        self.add(line, |record: &mut R| change(record, number))
    }
}

macro_rules! live {
    ($record:expr, $number:expr) => {
        $record.alive.0 = true;
        $record.number.0 = Some($number);
        if $record.label.0.is_none() {
            $record.label.0 = Some(Label::Amber);
        }
    };
}

mod acts;
mod alike;
mod attendance;
mod clock;
mod field;
mod finding;
mod first;
mod forms;
mod hidden;
mod history;
mod paste;
mod pickers;
mod projector;
mod rounds;
mod screens;
mod session;
mod sticky;
mod ways;

fn beginning() -> Bench {
    let mut bench = Bench::new();
    bench.add("Joint Taskforce 2569", |w: &mut Workspace| {
        live!(w, 1);
        w.languages.0 = Some("en,th".into());
    });
    bench
}

/// The room of the mocks.
fn room() -> Bench {
    let mut bench = beginning();
    for (number, (abbr, name)) in (1..).zip([
        ("DSI", "Department of Special Investigation"),
        ("IOM", "International Organization for Migration"),
        ("MSDHS", "Ministry of Social Development"),
        ("KEN", "Embassy of Kenya"),
        ("BSF", "Border Shelter Foundation"),
        ("UNODC", "UN Office on Drugs and Crime"),
        ("AMLO", "Anti-Money Laundering Office"),
        ("RTP", "สำนักงานตำรวจแห่งชาติ"),
    ]) {
        bench.numbered(name, number, |o: &mut Organisation, n| {
            live!(o, n);
            o.abbr.set(Lang::En, abbr);
        });
    }
    bench.numbered("Third meeting", 3, |m: &mut Meeting, n| {
        live!(m, n);
        m.state = State { token: Some(MeetingState::Open), at: None };
    });
    bench.numbered("Interpreters day and night", 2, |k: &mut Issue, n| {
        live!(k, n);
    });
    bench.numbered("Protection: nobody waits", 1, |o: &mut Objective, n| {
        live!(o, n);
    });
    bench.numbered(
        "สืบสวนเส้นทางเงิน",
        2,
        |o: &mut Objective, n| {
            live!(o, n);
        },
    );
    for (number, line) in (111..).zip([
        "Pay interpreters a standby fee for night raids @IOM table:3 issue:K-2",
        "ตั้งทะเบียนล่ามกลาง 24 ชั่วโมง ทุกภาษา @MSDHS table:1 issue:K-2 #ล่าม",
        "One contact point per embassy, day and night @KEN table:5",
        "Share overflow beds between provinces @BSF table:2 #shelter",
        "Vans should not be where people sleep table:2",
        "Bed list that every province can see @UNODC table:4",
        "อบรมเจ้าหน้าที่สนามบินเรื่องการคัดแยก @DSI table:3",
    ]) {
        bench.numbered(line, number, |i: &mut Idea, n| {
            live!(i, n);
        });
    }
    for (number, line, status) in [
        (9, "Freeze order template @AMLO due:2026-05-28 objective:O-2", Progress::Blocked),
        (
            12,
            "Hotline referral form in six languages, on paper and on the web @RTP due:2026-06-12 objective:O-1",
            Progress::InProgress,
        ),
        (
            17,
            "จัดทำบัญชีล่าม 24 ชั่วโมง @IOM +DSI +BSF due:2026-06-30 objective:O-1 issue:K-2 tlp:green #protection place:แม่สอด",
            Progress::InProgress,
        ),
        (
            18,
            "Bed list across five provinces @MSDHS due:2026-07-15 objective:O-1",
            Progress::Agreed,
        ),
        (21, "One embassy door: contact list due:2027-07-31", Progress::Proposed),
        (22, "Airport screening drill @DSI", Progress::Proposed),
        (5, "Case translation fund @UNODC due:2026-05-18", Progress::Done),
    ] {
        bench.numbered(line, number, |a: &mut Action, n| {
            live!(a, n);
            a.status = Status::of(status);
            if n == 17 {
                a.title.set(Lang::En, "Set up 24h interpreter roster");
            }
        });
    }
    bench
}

/// An app with a picture, and the commands it has sent.
struct Play {
    app: App,
    sent: Vec<Request>,
    asked: Vec<Query>,
    read: Vec<Id>,
    counted: Vec<Id>,
    left: bool,
    copied: Option<String>,
}

impl Play {
    fn of(bench: Bench, size: (u16, u16), lang: Lang) -> Self {
        let app = App::new(Start {
            lang,
            size,
            now: Now::of(AT, "Asia/Bangkok"),
            by: "Scribe 1".to_owned(),
            read_only: false,
        });
        let mut play = Self {
            app,
            sent: Vec::new(),
            asked: Vec::new(),
            read: Vec::new(),
            counted: Vec::new(),
            left: false,
            copied: None,
        };
        let lists = Lists::of(&bench.w, Now::of(AT, "Asia/Bangkok").today);
        play.tell(Message::Reply(Reply::Loaded(Box::new((bench.w, lists)))));
        play
    }

    fn tell(&mut self, message: Message) {
        let effects = self.app.update(message);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Execute(request) => self.sent.push(request),
                Effect::Fetch(query) => self.asked.push(query),
                Effect::Count(id) => self.counted.push(id),
                Effect::Read(id) => self.read.push(id),
                Effect::Copy(text) => self.copied = Some(text),
                Effect::Quit => self.left = true,
            }
        }
        self.settle();
    }

    /// Brings what is sought to its end, as the loop does while no key waits.
    fn settle(&mut self) {
        while self.app.is_searching() {
            self.app.search();
        }
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for stroke in strokes(keys).unwrap() {
            let input = match stroke {
                Stroke::Key(key) => Input::Key(key),
                Stroke::Paste(text) => Input::Paste(text),
            };
            let effects = self.app.press(input);
            self.carry_out(effects);
        }
        self
    }

    /// Clicks on the first place where the screen shows a text.
    fn click(&mut self, text: &str) -> &mut Self {
        let theme = Theme::load(Mode::Dark, Depth::True, false);
        let screen = self.screen();
        let (y, x) = (screen.lines().enumerate())
            .find_map(|(y, line)| line.split_once(text).map(|(before, _)| (y, text::width(before))))
            .unwrap_or_else(|| panic!("{text} does not show:\n{screen}"));
        let (x, y) = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
        if let Some(spot) = draw::spot(&self.app, &theme, x, y) {
            self.tell(Message::Click(spot));
        }
        self
    }

    /// The last command is on disk: these records were touched.
    fn done(&mut self, rows: Vec<Row>, made: Vec<Id>) {
        let ticket = self.sent.last().unwrap().ticket;
        let receipt = Receipt { operation: Some(1), seen: 1, rows, made, ..Receipt::default() };
        self.tell(Message::Reply(Reply::Done(ticket, Box::new(receipt))));
    }

    fn draw(&self, theme: &Theme) -> (Buffer, draw::Stats) {
        let (width, height) = self.app.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut stats = draw::Stats::default();
        let frame = terminal.draw(|frame| stats = draw::draw(frame, &self.app, theme)).unwrap();
        (frame.buffer.clone(), stats)
    }

    fn screen(&self) -> String {
        text_of(&self.draw(&Theme::load(Mode::Dark, Depth::True, false)).0)
    }
}

fn play(keys: &str) -> Play {
    let mut play = Play::of(room(), (80, 24), Lang::En);
    play.keys(keys);
    play
}
