//! Generated workspaces whose every text is a word of its own, so that a leak is seen.

use proptest::prelude::*;

use super::*;
use crate::domain::{
    fields::{Idea, Issue, Organisation},
    row::Row,
    types::{Choice, Flag, Marking, Number, Pair, Ref, Refs, Words},
};

/// How one generated record differs from the next.
pub(crate) type Seed = (usize, usize, usize);

/// A generated workspace, and the words that stand in each record.
pub(crate) struct World {
    pub(crate) w: Snapshot,
    pub(crate) words: Vec<(Id, Vec<String>)>,
    pub(crate) agency: Id,
}

/// Records to generate from.
pub(crate) fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    prop::collection::vec((0..5_usize, 0..40_usize, 0..40_usize), 5..40)
}

fn id(n: usize) -> Id {
    Id::new(i64::try_from(n).unwrap()).unwrap()
}

/// A word that stands in one field of one record only.
fn word(n: usize, field: &str) -> String {
    format!("zq{n}x{field}")
}

fn pair(n: usize, field: &str) -> Pair {
    Pair {
        en: Some(word(n, field).into()),
        th: (!n.is_multiple_of(3)).then(|| word(n, &format!("{field}th")).into()),
    }
}

/// Makes a workspace: kinds in turn, labels and links as the seeds say.
pub(crate) fn world(seeds: &[Seed]) -> World {
    let mut w = Snapshot::whole();
    let mut workspace = Workspace::new(id(1));
    workspace.alive.0 = true;
    workspace.label = Marking(Some(Label::Amber));
    workspace.title.en = Some("Taskforce".into());
    let all_tags: Vec<String> = (0..seeds.len()).map(|n| word(n + 2, "tag")).collect();
    workspace.tags = Words::of(all_tags.iter().map(String::as_str));
    w.put_record(workspace);
    let mut words = Vec::new();
    let near = |at: usize, kind: usize| {
        let at = at % seeds.len();
        let same_kind = (0..seeds.len()).map(|step| (at + step) % seeds.len());
        same_kind.into_iter().find(|at| at % 5 == kind).map(|at| id(at + 2))
    };
    for (at, (label, a, b)) in seeds.iter().enumerate() {
        let n = at + 2;
        let tag = word(n, "tag");
        let tags = || Words::of([tag.as_str()]);
        let mut row = match at % 5 {
            0 => {
                let mut made = Organisation::new(id(n));
                made.title = pair(n, "title");
                made.abbr = pair(n, "abbr");
                made.country.0 = Some(word(n, "country").into());
                Row::from(made)
            }
            1 => {
                let mut made = Objective::new(id(n));
                made.title = pair(n, "title");
                made.tags = Words::of([tag.as_str()]);
                Row::from(made)
            }
            2 => {
                let mut made = Issue::new(id(n));
                made.title = pair(n, "title");
                made.tags = Words::of([tag.as_str()]);
                made.note.0 = Some(word(n, "note").into());
                Row::from(made)
            }
            3 => {
                let mut made = Action::new(id(n));
                made.title = pair(n, "title");
                made.lead.organisation = near(*a, 0);
                made.support = Refs::of(near(*b, 0));
                made.objective = Ref::to(near(*b, 1));
                made.issue = Ref::to(near(*a, 2));
                made.tags = Words::of([tag.as_str()]);
                made.note.0 = Some(word(n, "note").into());
                Row::from(made)
            }
            _ => {
                let mut made = Idea::new(id(n));
                made.title = pair(n, "title");
                made.issue.issue = near(*a, 2);
                made.tags = tags();
                Row::from(made)
            }
        };
        common(&mut row, n, Label::ALL[*label], near(*b, 0));
        let fields = ["title", "titleth", "abbr", "country", "tag", "note"];
        words.push((id(n), fields.iter().map(|field| word(n, field)).collect()));
        w.put(row);
    }
    World { w, words, agency: id(2) }
}

fn common(row: &mut Row, n: usize, label: Label, source: Option<Id>) {
    macro_rules! set {
        ($record:expr) => {{
            $record.alive.0 = true;
            $record.number = Number(i64::try_from(n).ok());
            $record.label = Marking(Some(label));
            $record.source = Ref::to(source);
        }};
    }
    match row {
        Row::Organisation(record) => set!(record),
        Row::Objective(record) => set!(record),
        Row::Issue(record) => set!(record),
        Row::Action(record) => set!(record),
        Row::Idea(record) => set!(record),
        _ => {}
    }
}

impl World {
    /// Panics where a text holds a word of a record that was not let through.
    pub(crate) fn assert_no_leak(&self, disclosed: &Disclosed, text: &str) {
        let text: String = text.chars().filter(|c| *c != '\\').collect();
        for (id, words) in &self.words {
            if disclosed.hidden.contains_key(id) {
                for word in words {
                    // `zq1xtitle` is not `zq1xtitleth`.
                    let mut behind = text.split(word.as_str()).skip(1);
                    let leaked =
                        behind.any(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
                    assert!(!leaked, "{word} of a withheld record leaked");
                }
            }
        }
    }

    /// The gate for a label, with or without an agency.
    pub(crate) fn disclose(&self, tlp: Option<Label>, for_agency: bool) -> Disclosed {
        let agency = for_agency.then_some(self.agency);
        disclose(&self.w, &Audience::new(&self.w, tlp, agency, Languages::Both))
    }
}

proptest! {
    #[test]
    fn nothing_of_a_withheld_record_is_in_what_is_disclosed(
        seeds in seeds(), tlp in 0..6_usize, for_agency: bool,
    ) {
        let world = world(&seeds);
        let disclosed = world.disclose(Label::ALL.get(tlp).copied(), for_agency);
        world.assert_no_leak(&disclosed, &format!("{disclosed:?}"));
        let limit = Label::ALL.get(tlp).copied().unwrap_or(Label::Amber);
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Workspace) {
            for record in world.w.entities(kind) {
                let label = record.label().unwrap();
                if !disclosed.hidden.contains_key(&record.id()) {
                    prop_assert!(label <= limit);
                    let own = [Some(record.id()), record.source()].contains(&Some(world.agency));
                    prop_assert!(label != Label::AmberStrict || (for_agency && own));
                } else if label <= Label::Amber {
                    prop_assert!(label > limit);
                }
            }
        }
    }
}

#[test]
fn red_goes_out_only_where_it_is_written() {
    let world = world(&[(4, 0, 0), (4, 0, 0), (4, 0, 0), (4, 0, 0), (4, 0, 0)]);
    let mut w = world.w.clone();
    let mut workspace = w.loaded::<Workspace>().next().unwrap().clone();
    workspace.label = Marking(Some(Label::Red));
    w.put_record(workspace);
    let silent = disclose(&w, &Audience::new(&w, None, None, Languages::Both));
    assert_eq!((silent.plan().len(), silent.withheld(Kind::Action)), (0, 1));
    let written = Audience::new(&w, Some(Label::Red), None, Languages::Both);
    let written = disclose(&w, &written);
    assert_eq!((written.plan().len(), written.withheld(Kind::Action)), (1, 0));
}

#[test]
fn under_the_chatham_house_rule_nobody_is_named() {
    let source = Ref::to(Some(id(9)));
    let title = Pair { en: Some("said".into()), th: None };
    let mut w = Snapshot::whole();
    w.put_record(Organisation { alive: Flag(true), ..Organisation::new(id(9)) });
    for (item, chatham) in [(1, Some(YesNo::Yes)), (2, Some(YesNo::No)), (3, None)] {
        let speaker = Line(Some("Head of desk".into()));
        let (alive, title) = (Flag(true), title.clone());
        let blank = Agenda::new(id(item));
        let chatham = Choice(chatham);
        w.put_record(Agenda { alive, title, speaker, source, chatham, ..blank });
        let agenda = Ref::to(Some(id(item)));
        let point = Point { alive, agenda, source, ..Point::new(id(10 + item)) };
        w.put_record(point);
        let from = Refs::of([id(10 + item)]);
        w.put_record(Idea { alive, source, from, ..Idea::new(id(20 + item)) });
    }
    let disclosed = disclose(&w, &Audience::new(&w, None, None, Languages::Both));
    let named: Vec<bool> =
        disclosed.all::<Agenda>().iter().map(|i| i.speaker.0.is_some()).collect();
    assert_eq!(named, [false, true, true]);
    let sources = [
        disclosed.all::<Agenda>().iter().map(|r| r.source.0.is_some()).collect::<Vec<_>>(),
        disclosed.all::<Point>().iter().map(|r| r.source.0.is_some()).collect(),
        disclosed.all::<Idea>().iter().map(|r| r.source.0.is_some()).collect(),
    ];
    assert_eq!(sources, [[false, true, true], [false, true, true], [false, true, true]]);
}

#[test]
fn strict_rows_go_only_to_their_source() {
    // The organisation is the source of everything here, the last seed being its own place.
    let world = world(&[(0, 0, 0), (0, 0, 0), (0, 0, 0), (3, 0, 0), (0, 0, 0)]);
    let count = |tlp, for_agency| world.disclose(Some(tlp), for_agency).plan().len();
    assert_eq!(count(Label::AmberStrict, true), 1);
    assert_eq!(count(Label::AmberStrict, false), 0);
    assert_eq!(count(Label::Red, false), 0);
    assert_eq!(count(Label::Amber, true), 0);
}

#[test]
fn links_to_withheld_records_carry_their_label_only() {
    let world = world(&[(4, 0, 0), (0, 0, 0), (4, 0, 0), (0, 0, 0), (0, 0, 0)]);
    let disclosed = world.disclose(None, false);
    let action = disclosed.plan()[0];
    let lead = disclosed.link::<Organisation>(action.lead.organisation.unwrap());
    assert!(matches!(lead, Linked::Withheld(Label::Red)));
    let issue = disclosed.link::<Issue>(action.issue.0.unwrap());
    assert!(matches!(issue, Linked::Withheld(Label::Red)));
    assert!(matches!(disclosed.objective_of(action), Some(Linked::Shown(_, Label::Clear))));
}
