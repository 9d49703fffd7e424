//! Random commands: every command, on every kind of record that it knows.
//!
//! Each `match` here is exhaustive, so that a new command or kind does not compile before it
//! is generated; the property counts that each was carried out often enough.

use plenary::{
    domain::{
        cell::{Type, Widget},
        entry::Entry,
        fields::{self, Agenda, LISTS, Round},
        kind::Kind,
        record::{Entity, Field},
        refs,
        round::{Keyed, Rule},
        snapshot::Snapshot,
        tokens::{Authority, Column, Electorate, ItemState, Method, Presence, Secrecy},
        value::Id,
    },
    ops::{ClockChange, Command, Details, ListChange, RoundOpening, Target},
};

use crate::chance::Chance;

macro_rules! verbs {
    ($($name:ident $weight:literal),+) => {
        /// What a command does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Verb { $($name),+ }

        impl Verb {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),+];

            /// How often it is drawn.
            fn weight(self) -> usize {
                match self { $(Self::$name => $weight),+ }
            }
        }
    };
}

verbs! {
    Add 36, Link 17, Level 34, Mark 20, Edit 46, Delete 18, Restore 6, Group 8, Join 5, Ungroup 8,
    Move 5, MoveItem 17, Clock 40, Open 10, Close 11,
    OpenRound 9, Cast 14, CloseRound 0, Freeze 0,
    List 6, Board 4, Configure 4, RestoreField 9, Undo 8, Revert 7, Redo 4, Rewind 3
}

/// The verb of a command.
pub(crate) fn verb_of(command: &Command) -> Verb {
    match command {
        Command::Add { .. } => Verb::Add,
        Command::Link { .. } => Verb::Link,
        Command::Level { .. } => Verb::Level,
        Command::Mark { .. } => Verb::Mark,
        Command::Edit { .. } => Verb::Edit,
        Command::Delete { .. } => Verb::Delete,
        Command::Restore { .. } => Verb::Restore,
        Command::Group { .. } => Verb::Group,
        Command::Join { .. } => Verb::Join,
        Command::Ungroup { .. } => Verb::Ungroup,
        Command::Move { .. } => Verb::Move,
        Command::MoveItem { .. } => Verb::MoveItem,
        Command::Clock { .. } => Verb::Clock,
        Command::Open { .. } => Verb::Open,
        Command::Close { .. } => Verb::Close,
        Command::OpenRound { .. } => Verb::OpenRound,
        Command::Cast { .. } => Verb::Cast,
        Command::CloseRound { .. } => Verb::CloseRound,
        Command::Freeze { .. } => Verb::Freeze,
        Command::List { .. } => Verb::List,
        Command::Board { .. } => Verb::Board,
        Command::Configure { .. } => Verb::Configure,
        Command::RestoreField { .. } => Verb::RestoreField,
        Command::Undo { operation: None, .. } => Verb::Undo,
        Command::Undo { operation: Some(_), .. } => Verb::Revert,
        Command::Redo { .. } => Verb::Redo,
        Command::Rewind { .. } => Verb::Rewind,
    }
}

/// Whether the log's own procedures carry it out, without a rule.
pub(crate) fn by_log(verb: Verb) -> bool {
    matches!(verb, Verb::RestoreField | Verb::Undo | Verb::Revert | Verb::Redo | Verb::Rewind)
}

/// Whether it seals: undo steps over it, so that it has no place where all is undone.
pub(crate) fn seals(verb: Verb) -> bool {
    matches!(verb, Verb::CloseRound | Verb::Freeze)
}

/// Whether a verb that names a kind can be carried out on this one.
pub(crate) fn possible(verb: Verb, kind: Kind) -> bool {
    let by_entry = match kind {
        // The first comes with the file, the others by their own commands.
        Kind::Workspace
        | Kind::Link
        | Kind::Level
        | Kind::Round
        | Kind::Ballot
        | Kind::Attendance => false,
        Kind::Organisation
        | Kind::Post
        | Kind::Capability
        | Kind::Meeting
        | Kind::Agenda
        | Kind::Point
        | Kind::Idea
        | Kind::Issue
        | Kind::Decision
        | Kind::Objective
        | Kind::Action => true,
    };
    match verb {
        Verb::Add => by_entry,
        Verb::Edit => kind != Kind::Ballot,
        Verb::Delete => by_entry || matches!(kind, Kind::Link | Kind::Level),
        Verb::Link
        | Verb::Level
        | Verb::Mark
        | Verb::Restore
        | Verb::RestoreField
        | Verb::Group
        | Verb::Join
        | Verb::Ungroup
        | Verb::Move
        | Verb::MoveItem
        | Verb::Clock
        | Verb::Open
        | Verb::Close
        | Verb::OpenRound
        | Verb::Cast
        | Verb::CloseRound
        | Verb::Freeze
        | Verb::List
        | Verb::Board
        | Verb::Configure
        | Verb::Undo
        | Verb::Revert
        | Verb::Redo
        | Verb::Rewind => false,
    }
}

/// Tokens of quick-add that a kind understands; `{…}` is filled in.
fn tokens(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Workspace | Kind::Organisation => &["tlp:green", "tlp:red"],
        Kind::Link | Kind::Level | Kind::Ballot | Kind::Attendance => &["tlp:amber"],
        Kind::Round => &["tlp:red", "tlp:amber"],
        Kind::Post => &["@{S}", "@-", "tlp:green", "meeting:{M}"],
        Kind::Capability => &["place:Mae\\ Sot,Trat", "tlp:red"],
        Kind::Agenda => &["@{S}", "min:20", "min:-", "start:9:30", "start:13.05", "meeting:{M}"],
        Kind::Point => &["@{S}", "#one", "#two", "place:Trat", "tlp:red", "meeting:{M}"],
        Kind::Meeting => &["@{S}", "due:2026-07-14", "place:Bangkok", "tlp:green"],
        Kind::Idea => &["@{S}", "@-", "table:4", "issue:{K}", "!high", "!-", "#one", "#สอง"],
        Kind::Issue => &["@{S}", "#one", "#two", "place:Mae\\ Sot", "tlp:amber", "meeting:{M}"],
        Kind::Decision => &["@{S}", "due:2026-07-01", "issue:{K}", "#two", "meeting:{M}"],
        Kind::Objective => &["@{S}", "#one", "tlp:red", "meeting:{M}"],
        Kind::Action => &[
            "@{S}",
            "@-",
            "+{S}",
            "due:2026-09-30",
            "start:2026-08-01",
            "start:2026-12-01",
            "days:12",
            "!low",
            "issue:{K}",
            "decision:{D}",
            "objective:{O}",
            "after:{A}",
            "after:-",
            "#one",
            "place:Chiang\\ Rai,Trat",
        ],
    }
}

const WORDS: &[&str] =
    &["roster", "ล่าม", "shelter", "🙂", "ความร่วมมือ", "hotline", "ii", "İstanbul", "border"];

/// What commands are drawn from: what lives, what is in the trash, what was done.
pub(crate) struct Scene<'a> {
    pub(crate) w: &'a Snapshot,
    pub(crate) dead: &'a [Id],
    pub(crate) operations: &'a [i64],
    /// What was edited lately.
    pub(crate) edited: &'a [Id],
}

impl Scene<'_> {
    /// A command, possible or not.
    pub(crate) fn draw(&self, chance: &mut Chance) -> Command {
        loop {
            let all: usize = Verb::ALL.iter().map(|verb| verb.weight()).sum();
            let mut at = chance.below(all);
            for verb in Verb::ALL {
                if at < verb.weight() {
                    if let Some(command) = self.of(*verb, chance) {
                        return command;
                    }
                    break;
                }
                at -= verb.weight();
            }
        }
    }

    /// What the clock of the open meeting can do, mostly: it runs in no other.
    fn clock(&self, chance: &mut Chance) -> Option<Command> {
        let open = self.w.open_meeting().unwrap()?.id;
        let items = self.w.loaded::<Agenda>().filter(|item| item.meeting.0 == Some(open));
        let items: Vec<&Agenda> = items.collect();
        let item = *chance.pick(&items)?;
        let changes = match item.state.token {
            Some(ItemState::Running) => {
                [ClockChange::Pause, ClockChange::Extend(5), ClockChange::Skip, ClockChange::Done]
            }
            Some(ItemState::Paused) => {
                [ClockChange::Start, ClockChange::Extend(5), ClockChange::Skip, ClockChange::Done]
            }
            _ => [ClockChange::Start, ClockChange::Start, ClockChange::Start, ClockChange::Skip],
        };
        let change = *chance.pick(&changes)?;
        let named = if chance.percent(5) {
            self.target(Kind::Agenda, chance)
        } else {
            Some(Target::Id(item.id)).filter(|_| chance.percent(85))
        };
        Some(Command::Clock { item: named, change })
    }

    fn linked(&self, chance: &mut Chance) -> Option<Command> {
        Some(Command::Link {
            from: self.target(Kind::Organisation, chance)?,
            to: self.target(Kind::Organisation, chance)?,
            kind: (*chance.pick(&["funds", "Information"])?).to_owned(),
            entry: Entry::default().set("weight", &chance.below(9).to_string()),
        })
    }

    /// A command of a verb; none where there is nothing to do it to.
    pub(crate) fn of(&self, verb: Verb, chance: &mut Chance) -> Option<Command> {
        Some(match verb {
            Verb::Add => self.add(chance)?,
            Verb::Link => self.linked(chance)?,
            Verb::Level => Command::Level {
                organisation: self.target(Kind::Organisation, chance)?,
                capability: self.target(Kind::Capability, chance)?,
                level: Some(chance.below(5) as i64).filter(|_| chance.percent(85)),
            },
            Verb::Mark => self.marked(chance)?,
            Verb::Edit => self.edit(chance)?,
            Verb::Delete => {
                let kind = self.kind(verb, chance)?;
                let unlink = chance.percent(70);
                Command::Delete { targets: self.targets(kind, chance), kind: Some(kind), unlink }
            }
            Verb::Restore => Command::Restore { target: Target::Id(*chance.pick(self.dead)?) },
            Verb::Group => self.group(chance)?,
            Verb::Join => Command::Join {
                entry: self.entry(Kind::Idea, chance, true),
                idea: self.target(Kind::Idea, chance)?,
                create: chance.percent(15),
            },
            Verb::Ungroup => Command::Ungroup { ideas: self.targets(Kind::Idea, chance) },
            Verb::Move => Command::Move {
                issue: self.target(Kind::Issue, chance)?,
                column: chance.pick(Column::ALL).copied().filter(|_| chance.percent(70)),
                position: Some(1 + chance.below(4)).filter(|_| chance.percent(60)),
            },
            Verb::MoveItem => Command::MoveItem {
                item: self.target(Kind::Agenda, chance)?,
                position: usize::from(chance.percent(95)) * (1 + chance.below(4)),
            },
            Verb::Clock => self.clock(chance)?,
            Verb::Open => Command::Open { meeting: self.target(Kind::Meeting, chance)? },
            Verb::Close => {
                let open = self.w.open_meeting().unwrap().map(|meeting| meeting.id.into());
                Command::Close { meeting: open? }
            }
            Verb::OpenRound => Command::OpenRound {
                opening: self.opening(chance),
                meeting: self.target(Kind::Meeting, chance).filter(|_| chance.percent(20)),
            },
            Verb::Cast => self.cast(chance)?,
            Verb::CloseRound => Command::CloseRound { round: self.target(Kind::Round, chance)? },
            Verb::Freeze => Command::Freeze {
                round: self.target(Kind::Round, chance)?,
                entry: self.entry(Kind::Decision, chance, true),
            },
            Verb::List => self.list(chance)?,
            Verb::Board => Command::Board { hide: chance.percent(50) },
            Verb::Configure => {
                let (key, value) = self.setting(Kind::Workspace, chance)?;
                Command::Configure { key, value }
            }
            Verb::RestoreField => {
                let record = self.w.any(*chance.pick(self.edited)?).unwrap()?;
                // Mostly one that most edits change.
                let mut field = chance.pick(record.fields())?;
                if chance.percent(70) {
                    let often = ["title", "title", "label", "weight", "depends", "tags", "state"];
                    let name = *chance.pick(&often)?;
                    field = record.fields().iter().find(|f| f.name == name).unwrap_or(field);
                }
                Command::RestoreField {
                    target: record.id().into(),
                    field: field.json().to_owned(),
                    from: self.lately(15, chance)?,
                }
            }
            Verb::Undo => Command::Undo { operation: None, any: chance.percent(80) },
            Verb::Revert => {
                let operation = Some(self.lately(12, chance)?);
                Command::Undo { operation, any: chance.percent(80) }
            }
            Verb::Redo => Command::Redo { any: chance.percent(80) },
            Verb::Rewind => Command::Rewind { to: self.lately(8, chance)?, any: true },
        })
    }

    fn opening(&self, chance: &mut Chance) -> RoundOpening {
        let named = chance.percent(50);
        RoundOpening {
            entry: self.entry(Kind::Round, chance, true),
            items: if named { self.targets(Kind::Issue, chance) } else { Vec::new() },
            method: Method::Dots,
            dots: Some(1 + chance.below(5) as i64).filter(|_| chance.percent(60)),
            stack: Some(1 + chance.below(2) as i64).filter(|_| chance.percent(60)),
            secrecy: if chance.percent(70) { Secrecy::Secret } else { Secrecy::Open },
            electorate: Electorate::Persons,
            serials: if chance.percent(50) { "1-12".to_owned() } else { String::new() },
        }
    }

    /// Ballots of a round, some with votes that it does not take.
    fn cast(&self, chance: &mut Chance) -> Option<Command> {
        let id = self.some(Kind::Round, chance)?;
        let round = self.w.get::<Round>(id).unwrap()?;
        let rule = Rule::of(self.w, round).unwrap();
        let mut papers = Vec::new();
        for _ in 0..1 + chance.below(2) {
            let votes = chance.below(rule.dots as usize + 1);
            let votes = (0..votes).filter_map(|_| chance.pick(&rule.items));
            let marks: Vec<String> = votes.map(|(_, number)| number.to_string()).collect();
            papers.push(Keyed {
                serial: Some(1 + chance.below(14) as i64),
                sector: None,
                voter: (!rule.secret && chance.percent(40)).then(|| "Chair".to_owned()),
                marks: if chance.percent(8) { "spoilt torn".to_owned() } else { marks.join(" ") },
            });
        }
        let replace = chance.percent(50);
        Some(Command::Cast { round: id.into(), papers, replace, spoil: chance.percent(60) })
    }

    fn marked(&self, chance: &mut Chance) -> Option<Command> {
        let new = Target::Ref(format!("{} {}", chance.pick(WORDS)?, chance.below(3)));
        let create = chance.percent(12);
        let known = self.target(Kind::Organisation, chance);
        let number = |chance: &mut Chance| Some(chance.below(6) as i64);
        Some(Command::Mark {
            organisation: if create { new } else { known? },
            create,
            // Mostly none is open.
            meeting: self.target(Kind::Meeting, chance).filter(|_| chance.percent(85)),
            state: *chance.pick(Presence::ALL)?,
            details: Details {
                authority: chance.pick(Authority::ALL).copied().filter(|_| chance.percent(30)),
                inside: number(chance).filter(|_| chance.percent(40)),
                expected: number(chance).filter(|_| chance.percent(40)),
                post: self.target(Kind::Post, chance).filter(|_| chance.percent(10)),
            },
        })
    }

    fn lately(&self, most: usize, chance: &mut Chance) -> Option<i64> {
        let from = self.operations.len().saturating_sub(most);
        chance.pick(&self.operations[from..]).copied()
    }

    fn add(&self, chance: &mut Chance) -> Option<Command> {
        let kind = self.kind(Verb::Add, chance)?;
        let mut entries = Vec::new();
        for _ in 0..1 + chance.below(3) {
            entries.push(self.entry(kind, chance, true));
        }
        let create = chance.percent(15);
        if create && matches!(kind, Kind::Action | Kind::Idea) {
            entries.push(Entry::line(&format!("new agency @NEW{}", chance.below(9))));
        }
        // An agenda item needs one, and mostly none is open.
        let often = if kind == Kind::Agenda { 85 } else { 10 };
        let meeting = self.target(Kind::Meeting, chance).filter(|_| chance.percent(often));
        Some(Command::Add { kind, entries, create, meeting })
    }

    fn edit(&self, chance: &mut Chance) -> Option<Command> {
        let kind = self.kind(Verb::Edit, chance)?;
        let named = chance.percent(50) && kind.letter().is_some();
        Some(Command::Edit {
            targets: self.targets(kind, chance),
            kind: named.then_some(kind),
            entry: self.entry(kind, chance, false),
            reason: chance.percent(80).then(|| "agreed in the room".to_owned()),
        })
    }

    fn group(&self, chance: &mut Chance) -> Option<Command> {
        let ideas = self.targets(Kind::Idea, chance);
        let into = self.target(Kind::Issue, chance).filter(|_| chance.percent(50));
        let name = into.is_none().then(|| self.entry(Kind::Issue, chance, true));
        Some(Command::Group { ideas, name, into })
    }

    fn list(&self, chance: &mut Chance) -> Option<Command> {
        let name = *chance.pick(LISTS)?;
        let record = self.w.entities(Kind::Workspace).next()?;
        let at = record.fields().iter().position(|field| field.name == format!("{name}s"))?;
        let words: Vec<String> =
            record.cells(at).iter().filter_map(|(e, _)| e.as_text().map(str::to_owned)).collect();
        let new = ["one", "two", "สอง", "Trat", "Bangkok", "third"];
        let new = format!("{}{}", chance.pick(&new)?, if chance.percent(30) { "+" } else { "" });
        let old = chance.pick(&words).cloned();
        let change = match (chance.below(3), old) {
            (1, Some(old)) => ListChange::Rename(old, new),
            (2, Some(old)) => ListChange::Delete(old),
            _ => ListChange::Add(new),
        };
        Some(Command::List { name: name.to_owned(), change })
    }

    /// A kind that the verb knows and, unless it makes one, that something lives of.
    fn kind(&self, verb: Verb, chance: &mut Chance) -> Option<Kind> {
        let fits = |kind: &Kind| {
            possible(verb, *kind) && (verb == Verb::Add || self.w.entities(*kind).next().is_some())
        };
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(fits).collect();
        // What joins others or needs a meeting is rare.
        let is_rare = |kind: &Kind| kind.joins() || *kind == Kind::Agenda;
        let rare: Vec<Kind> = kinds.iter().copied().filter(is_rare).collect();
        let often = if verb == Verb::Add { 16 } else { 55 };
        let rare = chance.pick(&rare).copied().filter(|_| chance.percent(often));
        rare.or_else(|| chance.pick(&kinds).copied())
    }

    fn some(&self, kind: Kind, chance: &mut Chance) -> Option<Id> {
        let ids: Vec<Id> = self.w.entities(kind).map(Entity::id).collect();
        chance.pick(&ids).copied()
    }

    /// A live record, by its id or as people write it.
    fn target(&self, kind: Kind, chance: &mut Chance) -> Option<Target> {
        let id = self.some(kind, chance)?;
        let text = self.w.ref_by_id(id)?;
        let by_ref = chance.percent(40) && refs::parse(&text).is_some();
        Some(if by_ref { Target::Ref(text) } else { Target::Id(id) })
    }

    fn targets(&self, kind: Kind, chance: &mut Chance) -> Vec<Target> {
        let most = 1 + chance.below(3);
        (0..most).filter_map(|_| self.target(kind, chance)).collect()
    }

    fn entry(&self, kind: Kind, chance: &mut Chance, new: bool) -> Entry {
        let mut line = String::new();
        if !kind.joins() && (new || chance.percent(50)) {
            for _ in 0..1 + chance.below(3) {
                line += &format!("{} ", chance.pick(WORDS).unwrap());
            }
        }
        for token in tokens(kind) {
            if chance.percent(18) {
                line += &self.filled(token, chance).unwrap_or_default();
                line.push(' ');
            }
        }
        let mut entry = Entry::line(&line);
        let least = usize::from(kind.joins());
        for _ in 0..least + chance.below(3) {
            if let Some((key, value)) = self.setting(kind, chance) {
                entry = entry.set(&key, &value);
            }
        }
        entry
    }

    /// A token with its `{letter}` replaced by the ref of a live record; none without one.
    fn filled(&self, token: &str, chance: &mut Chance) -> Option<String> {
        let Some((before, rest)) = token.split_once('{') else { return Some(token.to_owned()) };
        let (letter, after) = rest.split_once('}')?;
        let kind = Kind::of_letter(letter.chars().next()?)?;
        let text = self.w.ref_by_id(self.some(kind, chance)?)?;
        Some(format!("{before}{text}{after}"))
    }

    /// A field of a kind that people can set, and a value for it; now and then an empty one.
    fn setting(&self, kind: Kind, chance: &mut Chance) -> Option<(String, String)> {
        let open = |field: &&Field| field.widget != Widget::Fixed && field.name != "number";
        let open: Vec<&Field> = fields::of(kind).iter().filter(open).collect();
        let field = *chance.pick(&open)?;
        let part = chance.pick(field.parts)?;
        let name = field.part_json(part);
        if name.ends_with("_key") {
            return None;
        }
        let value = match (name.as_str(), part.of) {
            _ if chance.percent(12) && field.name != "title" => String::new(),
            ("zone", _) => (*chance.pick(&["Asia/Yangon", "UTC", "+05:30"])?).to_owned(),
            ("languages", _) => (*chance.pick(&["en,th", "th", "en"])?).to_owned(),
            ("sector" | "pillar", _) => self.listed(&format!("{name}s"), chance)?,
            ("required" | "level", _) => chance.below(5).to_string(),
            ("minutes", _) => chance.below(200).to_string(),
            (_, Type::Int) => (1 + chance.below(5_000)).to_string(),
            (_, Type::Flag) => chance.below(2).to_string(),
            (_, Type::Text) => (*chance.pick(WORDS)?).to_owned(),
            (_, Type::Token(tokens)) => (*chance.pick(tokens)?).to_owned(),
            (_, Type::Time) => format!("{}:{:02}", chance.below(24), chance.below(60)),
            (_, Type::Date) => format!("2026-10-{:02}", 1 + chance.below(28)),
            (_, Type::Ref(kind)) => self.refs(kind, field.is_set(), chance)?,
            (_, Type::AnyRef) => {
                let kinds = [Kind::Idea, Kind::Issue, Kind::Action, Kind::Meeting];
                self.refs(*chance.pick(&kinds)?, field.is_set(), chance)?
            }
        };
        Some((name, value))
    }

    /// A word of a list of the workspace.
    fn listed(&self, field: &str, chance: &mut Chance) -> Option<String> {
        let record = self.w.entities(Kind::Workspace).next()?;
        let at = record.fields().iter().position(|known| known.name == field)?;
        let words = record.cells(at);
        chance.pick(&words).and_then(|(word, _)| word.as_text()).map(str::to_owned)
    }

    fn refs(&self, kind: Kind, several: bool, chance: &mut Chance) -> Option<String> {
        let most = if several { 1 + chance.below(3) } else { 1 };
        let mut refs = Vec::new();
        for _ in 0..most {
            refs.push(self.w.ref_by_id(self.some(kind, chance)?)?);
        }
        Some(refs.join(","))
    }
}
