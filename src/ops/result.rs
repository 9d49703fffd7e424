//! The result of a closed round.

use chrono::NaiveDate;

use super::{command::Target, receipt::Error, workspace::Workspace};
use crate::domain::{
    cell::Reader as _,
    fields::Round,
    kind::Kind,
    reader::Names,
    record::Entity,
    refs,
    refusal::Stop,
    round::{self, Rule, Turnout, is_closed},
    saying::Saying,
    snapshot::Snapshot,
    tally::Outcome,
};

/// A closed round, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Tallied {
    /// The round.
    pub round: Round,
    /// Its rule.
    pub rule: Rule,
    /// What was in, missing and spoilt.
    pub turnout: Turnout,
    /// The count.
    pub outcome: Outcome,
}

/// How many ranks a decision names where nobody says what was decided.
const TOP: usize = 3;

impl Tallied {
    /// How many ballots were counted, and how many were not.
    #[must_use]
    pub fn ballots(&self) -> Saying {
        Saying::new("result.ballots")
            .with("n", self.outcome.valid)
            .with("blank", self.outcome.blank.to_string())
            .with("spoilt", self.turnout.spoilt.len().to_string())
            .with("missing", self.turnout.missing.len().to_string())
    }

    /// What a decision that cites the round says where nobody says what was decided: who came
    /// first, by the titles of the issues.
    #[must_use]
    pub fn decided(&self, title: impl Fn(u32) -> String) -> Saying {
        let first = self.outcome.ranking.iter().filter(|placed| placed.rank <= TOP);
        let list: Vec<String> = first
            .map(|placed| {
                let name = refs::numbered(Kind::Issue, Some(placed.item));
                format!("{} {name} {}", placed.rank, title(placed.item))
            })
            .collect();
        let name = refs::numbered(Kind::Round, Entity::number(&self.round));
        Saying::new("round.decided").with("list", list.join("; ")).with("ref", name)
    }
}

impl Workspace {
    /// Counts the ballots of a closed round. Totals are not stored: they are the ballots, counted
    /// anew each time.
    ///
    /// # Errors
    /// A refusal where the round is open, or the file's.
    pub fn result(&mut self, target: &Target, today: NaiveDate) -> Result<Tallied, Error> {
        self.ask(|w| tallied(w, target, today))
    }
}

fn tallied(w: &Snapshot, target: &Target, today: NaiveDate) -> Result<Tallied, Stop> {
    let id = match target {
        Target::Id(id) => *id,
        Target::Ref(text) => Names::new(w, today)?.record(Some(Kind::Round), text)?,
    };
    let Some(round) = w.get::<Round>(id)? else {
        return Err(Saying::new("ref.unknown").with("ref", "–").into());
    };
    if !is_closed(round) {
        return Err(Saying::new("round.still_open").with("ref", w.ref_of(round)).into());
    }
    let rule = Rule::of(w, round)?;
    let ballots = round::ballots(w, id)?;
    let sectors = Names::new(w, today)?.list("sector")?.unwrap_or_default();
    Ok(Tallied {
        round: round.clone(),
        turnout: round::turnout(&rule, &ballots),
        outcome: round::count(&rule, &ballots, &sectors),
        rule,
    })
}
