//! The redaction gate: what may leave the file, for whom. Documents, the projector and pages
//! receive a [`Disclosed`] and nothing else, and only this module makes one.

use super::{
    fields::{Action, Agenda, Objective, Point, Workspace},
    kind::Kind,
    label::Label,
    lang::Lang,
    record::{Entity, Record, common},
    row::Row,
    snapshot::{IdMap, Snapshot, Stored},
    tokens::YesNo,
    types::{Line, Pair},
    value::{Id, Value},
    view::PlanKey,
};

/// What a record counts as where neither it nor the workspace says.
const UNLABELLED: Label = Label::Amber;

/// Which languages a document is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// One only.
    Only(Lang),
    /// Both, the first one of the workspace first.
    Both,
}

impl Languages {
    /// Reads `en`, `th` or `both`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.trim().eq_ignore_ascii_case("both") {
            return Some(Self::Both);
        }
        Lang::parse(text).map(Self::Only)
    }
}

/// Who a document is for: the strictest label that may be in it, the organisation it goes to,
/// and the languages it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audience {
    tlp: Label,
    written: bool,
    for_agency: Option<Id>,
    languages: Languages,
}

impl Audience {
    /// The audience of an export. Without a label written out it is the workspace's own, but
    /// never RED: such rows go only where a person wrote that label.
    #[must_use]
    pub fn new(
        w: &Snapshot,
        tlp: Option<Label>,
        for_agency: Option<Id>,
        languages: Languages,
    ) -> Self {
        let own = own_label(w).min(Label::AmberStrict);
        Self { tlp: tlp.unwrap_or(own), written: tlp.is_some(), for_agency, languages }
    }

    /// The strictest label that may be in the document.
    #[must_use]
    pub fn tlp(&self) -> Label {
        self.tlp
    }

    /// Whether a record with this label and source may be in the document.
    fn may_see(&self, label: Label, record: Id, source: Option<Id>) -> bool {
        match label {
            Label::Red => self.tlp == Label::Red && self.written,
            Label::AmberStrict => {
                let own = |agency| source == Some(agency) || record == agency;
                self.tlp >= label && self.for_agency.is_some_and(own)
            }
            _ => label <= self.tlp,
        }
    }
}

/// The label that new records take, and that unlabelled ones count as.
fn own_label(w: &Snapshot) -> Label {
    w.loaded::<Workspace>().next().and_then(Record::label).unwrap_or(UNLABELLED)
}

/// Where a link of a disclosed record leads.
#[derive(Debug)]
pub enum Linked<'a, R> {
    /// To this record, which has this label.
    Shown(&'a R, Label),
    /// To a record with this label, which the audience may not see.
    Withheld(Label),
    /// Nowhere: the record is in the trash.
    Gone,
}

/// What may leave the file for one audience. It holds nothing of a withheld record but its
/// label.
#[derive(Clone, Debug)]
pub struct Disclosed {
    title: Pair,
    question: Pair,
    languages: Vec<Lang>,
    unlabelled: Label,
    kept: Snapshot,
    hidden: IdMap<Id, Label>,
    withheld: [usize; Kind::ALL.len()],
}

/// Lets through what the audience may see.
#[must_use]
pub fn disclose(w: &Snapshot, audience: &Audience) -> Disclosed {
    disclose_kinds(w, audience, &Kind::ALL)
}

/// Lets through what the audience may see of some kinds; nothing of the others.
#[must_use]
pub fn disclose_kinds(w: &Snapshot, audience: &Audience, kinds: &[Kind]) -> Disclosed {
    let first = w.lang();
    let mut out = Disclosed {
        // The workspace's label is the default of new records; its title names the taskforce
        // on every document. Its short lists stay behind: they hold the words of all records.
        title: w.loaded::<Workspace>().next().map(|w| w.title.clone()).unwrap_or_default(),
        // What the room is asked is meant for the room.
        question: w.loaded::<Workspace>().next().map(|w| w.question.clone()).unwrap_or_default(),
        languages: match audience.languages {
            Languages::Only(lang) => vec![lang],
            Languages::Both => vec![first, first.other()],
        },
        unlabelled: own_label(w),
        kept: Snapshot::whole(),
        hidden: IdMap::default(),
        withheld: [0; Kind::ALL.len()],
    };
    // Until the board is revealed no document holds a card.
    let hidden = w.loaded::<Workspace>().any(Workspace::hides_ideas);
    for kind in kinds.iter().copied().filter(|kind| *kind != Kind::Workspace) {
        for record in w.entities(kind) {
            if kind == Kind::Idea && hidden {
                out.withhold(record);
            } else {
                out.admit(w, record, audience);
            }
        }
    }
    out
}

/// Whether the Chatham House Rule holds for a record: an agenda item that is under it, a point
/// that was said under such an item, and what was made from such a point.
fn unattributed(w: &Snapshot, row: &Row) -> bool {
    let under_rule =
        |item: Id| w.peek::<Agenda>(item).is_some_and(|item| item.chatham.0 == Some(YesNo::Yes));
    let point_under_rule = |point: &Point| point.agenda.0.is_some_and(under_rule);
    let made_from = row.entity().cells(common::FROM);
    let mut points = made_from.iter().filter_map(|(element, _)| w.peek::<Point>(element.as_ref()?));
    match row {
        Row::Agenda(item) => under_rule(item.id),
        Row::Point(point) => point_under_rule(point) || points.any(point_under_rule),
        _ => points.any(point_under_rule),
    }
}

impl Disclosed {
    fn admit(&mut self, w: &Snapshot, record: &dyn Entity, audience: &Audience) {
        let label = record.label().unwrap_or(self.unlabelled);
        if audience.may_see(label, record.id(), record.source()) {
            if let Ok(Some(mut row)) = w.row(record.id()) {
                if unattributed(w, &row) {
                    let _known = row.entity_mut().put(common::SOURCE, &Value::Null, &Value::Null);
                    if let Row::Agenda(item) = &mut row {
                        item.speaker = Line::default();
                    }
                }
                self.kept.put(row);
            }
            return;
        }
        self.withhold(record);
    }

    fn withhold(&mut self, record: &dyn Entity) {
        let label = record.label().unwrap_or(self.unlabelled);
        self.hidden.insert(record.id(), label);
        if let Some(count) = self.withheld.get_mut(record.kind().index()) {
            *count += 1;
        }
    }

    /// The name of the taskforce.
    #[must_use]
    pub fn title(&self) -> &Pair {
        &self.title
    }

    /// The focus question that the room gathers ideas on.
    #[must_use]
    pub fn question(&self) -> &Pair {
        &self.question
    }

    /// The languages of the document, in their order.
    #[must_use]
    pub fn languages(&self) -> &[Lang] {
        &self.languages
    }

    /// How many records of a kind were withheld.
    #[must_use]
    pub fn withheld(&self, kind: Kind) -> usize {
        self.withheld.get(kind.index()).copied().unwrap_or_default()
    }

    /// The label of a disclosed record.
    #[must_use]
    pub fn label(&self, record: &dyn Entity) -> Label {
        record.label().unwrap_or(self.unlabelled)
    }

    /// The disclosed records of a kind, by number.
    #[must_use]
    pub fn all<R: Stored>(&self) -> Vec<&R> {
        let mut all: Vec<&R> = self.kept.loaded::<R>().collect();
        all.sort_by_key(|record| (Record::number(*record).unwrap_or(u32::MAX), record.id()));
        all
    }

    /// The disclosed action items in the order of the plan.
    #[must_use]
    pub fn plan(&self) -> Vec<&Action> {
        let mut all: Vec<&Action> = self.kept.loaded::<Action>().collect();
        all.sort_by_cached_key(|action| (PlanKey::of(&self.kept, action), action.id));
        all
    }

    /// The objective that an item is listed under; an item of a withheld one is listed after
    /// those of the others.
    #[must_use]
    pub fn objective_of(&self, action: &Action) -> Option<Linked<'_, Objective>> {
        action.objective.0.map(|id| self.link(id))
    }

    /// Where a link leads.
    #[must_use]
    pub fn link<R: Stored>(&self, id: Id) -> Linked<'_, R> {
        if let Some(label) = self.hidden.get(&id) {
            return Linked::Withheld(*label);
        }
        match self.kept.peek::<R>(id) {
            Some(record) => Linked::Shown(record, self.label(record)),
            None => Linked::Gone,
        }
    }

    /// What people call a disclosed record.
    #[must_use]
    pub fn ref_of(&self, record: &dyn Entity) -> String {
        self.kept.ref_of(record)
    }
}

#[cfg(test)]
#[path = "disclose_tests.rs"]
pub(crate) mod tests;
