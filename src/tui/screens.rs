//! The screens and their views: which there are, what each is called, what it lists.

use crate::{config::actions::Action, domain::kind::Kind};

/// A screen of the process, by its digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Screen {
    /// Where we are and what is next.
    Home,
    /// The meeting: agenda, briefings, decisions.
    Session,
    /// Who is there.
    Stakeholders,
    /// What the room says.
    Ideas,
    /// What matters most.
    Priorities,
    /// Who does what by when.
    Plan,
    /// What has become of it.
    FollowUp,
    /// What was reached.
    Outcomes,
    /// Who changed what.
    History,
}

/// A view: one list of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum View {
    /// The page of Home.
    Home,
    /// Meetings of the series, each with its agenda.
    Agenda,
    /// Who is at the meeting, by agency.
    Attendance,
    /// Briefing points by the agenda item they were said under.
    Briefings,
    /// Decisions of the meetings.
    Decisions,
    /// Stakeholder organisations.
    Register,
    /// Ideas, one line, one card.
    Wall,
    /// Clusters and key issues in columns.
    Board,
    /// The round that is open: what is in of it, and the ballot being keyed.
    Ballot,
    /// The round that was closed last, counted.
    Results,
    /// Action items by objective and due date.
    Table,
    /// What is late, due soon, blocked or to be verified.
    Due,
    /// Objectives and how far they are.
    Objectives,
    /// Operations of the log.
    Log,
    /// Records in the trash.
    Trash,
}

impl Screen {
    /// Every screen, in the order of their digits.
    pub(crate) const ALL: [Self; 9] = [
        Self::Home,
        Self::Session,
        Self::Stakeholders,
        Self::Ideas,
        Self::Priorities,
        Self::Plan,
        Self::FollowUp,
        Self::Outcomes,
        Self::History,
    ];

    /// Position in [`Screen::ALL`], which is its digit.
    #[must_use]
    pub(crate) const fn digit(self) -> usize {
        self as usize
    }

    /// The key of its name.
    #[must_use]
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Home => "screen.home",
            Self::Session => "screen.session",
            Self::Stakeholders => "screen.stakeholders",
            Self::Ideas => "screen.ideas",
            Self::Priorities => "screen.priorities",
            Self::Plan => "screen.plan",
            Self::FollowUp => "screen.follow_up",
            Self::Outcomes => "screen.outcomes",
            Self::History => "screen.history",
        }
    }

    /// The action that shows it.
    #[must_use]
    pub(crate) const fn action(self) -> Action {
        match self {
            Self::Home => Action::Home,
            Self::Session => Action::Session,
            Self::Stakeholders => Action::Stakeholders,
            Self::Ideas => Action::Ideas,
            Self::Priorities => Action::Priorities,
            Self::Plan => Action::Plan,
            Self::FollowUp => Action::FollowUp,
            Self::Outcomes => Action::Outcomes,
            Self::History => Action::History,
        }
    }

    /// The screen that an action shows.
    #[must_use]
    pub(crate) fn of(action: Action) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.action() == action)
    }

    /// Its views, in the order of the tab bar.
    pub(crate) fn views(self) -> impl Iterator<Item = View> {
        View::ALL.into_iter().filter(move |view| view.screen() == self)
    }
}

impl View {
    /// Every view, in the order of screens and tab bars.
    pub(crate) const ALL: [Self; 15] = [
        Self::Home,
        Self::Agenda,
        Self::Attendance,
        Self::Briefings,
        Self::Decisions,
        Self::Register,
        Self::Wall,
        Self::Board,
        Self::Ballot,
        Self::Results,
        Self::Table,
        Self::Due,
        Self::Objectives,
        Self::Log,
        Self::Trash,
    ];

    /// Position in [`View::ALL`].
    #[must_use]
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// The screen it belongs to.
    #[must_use]
    pub(crate) const fn screen(self) -> Screen {
        match self {
            Self::Home => Screen::Home,
            Self::Agenda | Self::Attendance | Self::Briefings | Self::Decisions => Screen::Session,
            Self::Register => Screen::Stakeholders,
            Self::Wall => Screen::Ideas,
            Self::Board | Self::Ballot | Self::Results => Screen::Priorities,
            Self::Table => Screen::Plan,
            Self::Due => Screen::FollowUp,
            Self::Objectives => Screen::Outcomes,
            Self::Log | Self::Trash => Screen::History,
        }
    }

    /// The key of its name in the tab bar.
    #[must_use]
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Home => "screen.home",
            Self::Agenda => "view.agenda",
            Self::Attendance => "view.attendance",
            Self::Briefings => "view.briefings",
            Self::Decisions => "view.decisions",
            Self::Register => "view.register",
            Self::Wall => "view.wall",
            Self::Board => "view.board",
            Self::Ballot => "view.ballot",
            Self::Results => "view.results",
            Self::Table => "view.table",
            Self::Due => "view.due",
            Self::Objectives => "view.objectives",
            Self::Log => "view.log",
            Self::Trash => "view.trash",
        }
    }

    /// The kinds of record that it lists, the one that it is about last; none where it lists
    /// something else.
    #[must_use]
    pub(crate) const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Home | Self::Ballot | Self::Results | Self::Log | Self::Trash => &[],
            Self::Agenda => &[Kind::Meeting, Kind::Agenda],
            Self::Attendance => &[Kind::Organisation, Kind::Attendance],
            Self::Briefings => &[Kind::Point],
            Self::Decisions => &[Kind::Decision],
            Self::Register => &[Kind::Post, Kind::Level, Kind::Organisation],
            Self::Wall => &[Kind::Idea],
            Self::Board => &[Kind::Issue],
            Self::Table | Self::Due => &[Kind::Action],
            Self::Objectives => &[Kind::Objective],
        }
    }

    /// The kind of record that it is about; none where it lists something else.
    #[must_use]
    pub(crate) fn kind(self) -> Option<Kind> {
        self.kinds().last().copied()
    }

    /// The view in which a record of a kind is at home: the first that lists it. Organisations
    /// are guests where attendance is taken.
    #[must_use]
    pub(crate) fn of(kind: Kind) -> Option<Self> {
        Self::ALL.into_iter().find(|view| {
            let is_guest = *view == Self::Attendance && kind == Kind::Organisation;
            view.kinds().contains(&kind) && !is_guest
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_positions_are_those_of_the_lists() {
        for (at, screen) in Screen::ALL.into_iter().enumerate() {
            assert_eq!(screen.digit(), at);
            assert!(screen.views().count() > 0, "{screen:?} has no view");
            assert_eq!(Screen::of(screen.action()), Some(screen));
        }
        for (at, view) in View::ALL.into_iter().enumerate() {
            assert_eq!(view.index(), at);
        }
    }
}
