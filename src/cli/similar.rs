//! `idea similar REF|TEXT`: the ideas that are much like one; and the word about them where one
//! is added.

use clap::ArgMatches;
use serde_json::json;

use super::{Failure, call::Call, run::words};
use crate::{
    domain::{
        entry::Entry,
        fields::{self, Idea},
        kind::Kind,
        refs::{self, Typed},
        refusal::Stop,
        saying::Saying,
        similar::{Alike, Similar},
        snapshot::Snapshot,
    },
    ops::Workspace,
};

/// Ideas that are listed at most.
const MOST: usize = 20;

/// An idea that is much like something.
struct Like {
    called: String,
    title: String,
    /// How much, of a thousand.
    score: u32,
}

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let typed = words(of, "like").join(" ");
    let mut workspace = call.open()?;
    let (all, labels, hidden) = workspace.ask(|w| {
        let similar = ideas(w)?;
        let all = match refs::parse(&typed) {
            Some(Typed::Number(Kind::Idea, number)) => {
                let id = w.numbered(Kind::Idea, number)?;
                let idea = id.map(|id| w.get::<Idea>(id)).transpose()?.flatten();
                let Some(idea) = idea else {
                    return Err(Saying::new("ref.unknown").with("ref", typed.as_str()).into());
                };
                let sides = [idea.title.en.as_deref(), idea.title.th.as_deref()];
                let mut all: Vec<Alike> = sides
                    .into_iter()
                    .flatten()
                    .flat_map(|text| similar.like(text, false, MOST + 1))
                    .filter(|alike| alike.id != idea.id)
                    .collect();
                all.sort_by_key(|alike| (std::cmp::Reverse(alike.score), alike.id));
                let mut seen = Vec::new();
                all.retain(|alike| {
                    let new = !seen.contains(&alike.id);
                    seen.push(alike.id);
                    new
                });
                all.truncate(MOST);
                all
            }
            _ => similar.like(&typed, false, MOST),
        };
        let labels: Vec<_> = all
            .iter()
            .map(|alike| w.peek::<Idea>(alike.id).and_then(|idea| idea.label.0))
            .collect();
        let all: Vec<Like> = all.into_iter().filter_map(|alike| told(w, alike)).collect();
        let hidden = w.workspace()?.is_some_and(fields::Workspace::hides_ideas);
        Ok((all, labels, hidden))
    })?;
    call.hold(workspace);
    if call.flags.json {
        let percent = |like: &Like| like.score / 10;
        let object = |like: &Like| json!({ "ref": like.called, "title": like.title, "alike": percent(like) });
        call.out.array(all.iter().map(|like| Ok(object(like))))?;
    } else if all.is_empty() {
        call.say(&Saying::new("cli.similar.none"));
    } else {
        for like in &all {
            call.out.line(&format!("{}  {}", like.called, like.title))?;
        }
    }
    if hidden {
        call.say(&Saying::new("cli.board_hidden"));
    }
    call.say_strictest(labels);
    Ok(())
}

/// All ideas by what they say.
fn ideas(w: &Snapshot) -> Result<Similar, Stop> {
    // Asked for together, so that they are loaded together.
    let (ideas, workspace) = (w.all::<Idea>(), w.workspace());
    let _all = (ideas?, workspace?);
    Ok(Similar::of_ideas(w))
}

fn told(w: &Snapshot, alike: Alike) -> Option<Like> {
    let idea = w.peek::<Idea>(alike.id)?;
    let lang = w.lang();
    let title = idea.title.best(lang).unwrap_or_default().to_owned();
    Some(Like { called: w.ref_of(idea), title, score: alike.score })
}

/// What the ideas of a call are much like, found before they are added.
pub(super) struct Near(Vec<Option<Like>>);

impl Near {
    /// Looks for ideas that are much like new ones; those of other kinds are like nothing.
    pub(super) fn of(
        kind: Kind,
        entries: &[Entry],
        workspace: &mut Workspace,
    ) -> Result<Self, Failure> {
        if kind != Kind::Idea {
            return Ok(Self(Vec::new()));
        }
        let near = workspace.ask(|w| {
            let similar = ideas(w)?;
            if w.workspace()?.is_some_and(fields::Workspace::hides_ideas) {
                // Beside a new card no other one shows until they are revealed.
                return Ok(Vec::new());
            }
            let first = |entry: &Entry| {
                let words = entry.draft.words.as_deref()?;
                similar.like(words, false, 1).into_iter().find_map(|alike| told(w, alike))
            };
            Ok(entries.iter().map(first).collect())
        })?;
        Ok(Self(near))
    }

    /// Says what new ideas, by their refs, are much like: one, or the first of many.
    pub(super) fn say(&self, call: &mut Call<'_>, refs: &[String]) {
        let pairs =
            || refs.iter().zip(&self.0).filter_map(|(new, like)| Some((new, like.as_ref()?)));
        let n = pairs().count();
        let Some((new, like)) = pairs().next() else { return };
        let key = if n == 1 { "cli.similar.one" } else { "cli.similar.many" };
        let said = Saying::new(key).with("n", n).with("new", new.as_str());
        let said = said.with("ref", like.called.as_str()).with("title", like.title.as_str());
        call.say(&said);
    }
}
