//! Reads what people type against the records of the file: refs, agency names, dates, lists.

use std::{cell::RefCell, collections::HashMap};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use super::{
    attendance, capability,
    cell::Reader,
    dates::{self, Era, Read, Rules},
    fields::{Capability, Organisation, is_open_list},
    kind::Kind,
    lang::Lang,
    record::Record,
    refs::{self, Typed},
    refusal::{Need, Stop},
    round,
    saying::Saying,
    snapshot::Snapshot,
    text::fold,
    tokens::YearRule,
    value::Id,
};

/// A [`Reader`] over the read model.
pub struct Names<'a> {
    w: &'a Snapshot,
    rules: Rules,
    lang: Option<Lang>,
    /// Agencies by folded name and abbreviation, made at the first name that is looked up.
    agencies: RefCell<Option<HashMap<String, Vec<Id>>>>,
}

impl<'a> Names<'a> {
    /// A reader for commands given on this day.
    ///
    /// # Errors
    /// The need for the workspace or its meetings.
    pub fn new(w: &'a Snapshot, today: chrono::NaiveDate) -> Result<Self, Need> {
        Ok(Self { w, rules: date_rules(w, today)?, lang: None, agencies: RefCell::default() })
    }

    /// Changes the language of the texts to come.
    pub fn set_lang(&mut self, lang: Option<Lang>) {
        self.lang = lang;
    }

    fn by_ref(&self, typed: &Typed, kind: Option<Kind>, text: &str) -> Result<Id, Stop> {
        let found = match typed {
            Typed::Number(found, number) => {
                if kind.is_some_and(|kind| kind != *found) {
                    return Err(wrong_kind(kind, text));
                }
                self.w.numbered(*found, *number)?
            }
            Typed::Link { from, to, kind: flow } => {
                if kind.is_some_and(|kind| kind != Kind::Link) {
                    return Err(wrong_kind(kind, text));
                }
                let from = self.w.numbered(Kind::Organisation, *from)?;
                let to = self.w.numbered(Kind::Organisation, *to)?;
                match (from, to) {
                    (Some(from), Some(to)) => self.link(from, to, flow)?,
                    _ => None,
                }
            }
            Typed::Level { organisation, capability } => {
                if kind.is_some_and(|kind| kind != Kind::Level) {
                    return Err(wrong_kind(kind, text));
                }
                let organisation = self.w.numbered(Kind::Organisation, *organisation)?;
                let capability = self.w.numbered(Kind::Capability, *capability)?;
                match organisation.zip(capability) {
                    Some((organisation, capability)) => {
                        capability::joined(self.w, organisation, capability)?
                    }
                    None => None,
                }
            }
            Typed::Ballot { round, serial } => {
                if kind.is_some_and(|kind| kind != Kind::Ballot) {
                    return Err(wrong_kind(kind, text));
                }
                match self.w.numbered(Kind::Round, *round)? {
                    Some(round) => match round::global(self.w, round, &serial.to_string())? {
                        Some(global) => self.w.derived(Kind::Ballot, global)?,
                        None => None,
                    },
                    None => None,
                }
            }
            Typed::Attendance { meeting, organisation } => {
                if kind.is_some_and(|kind| kind != Kind::Attendance) {
                    return Err(wrong_kind(kind, text));
                }
                let meeting = self.w.numbered(Kind::Meeting, *meeting)?;
                let organisation = self.w.numbered(Kind::Organisation, *organisation)?;
                match meeting.zip(organisation) {
                    Some((meeting, organisation)) => {
                        attendance::joined(self.w, meeting, organisation)?
                    }
                    None => None,
                }
            }
        };
        let Some(id) = found else {
            return Err(Saying::new("ref.unknown").with("ref", text.trim()).into());
        };
        match self.w.any(id)? {
            Some(record) if record.alive() => Ok(id),
            // A ballot that was taken back is keyed again, not restored.
            Some(ballot) if ballot.kind() == Kind::Ballot => {
                Err(Saying::new("ref.unknown").with("ref", text.trim()).into())
            }
            Some(_) => Err(Saying::new("ref.in_trash").with("ref", text.trim()).into()),
            None => Err(Saying::new("ref.unknown").with("ref", text.trim()).into()),
        }
    }

    fn link(&self, from: Id, to: Id, flow: &str) -> Result<Option<Id>, Stop> {
        // Both ends have to be loaded before their global ids are known.
        self.w.any(from)?;
        self.w.any(to)?;
        match (self.w.global(from), self.w.global(to)) {
            (Some(a), Some(b)) => {
                let id = refs::derived(Kind::Link, &[&a, &b, flow.as_bytes()]);
                Ok(self.w.derived(Kind::Link, id)?)
            }
            _ => Ok(None),
        }
    }

    /// The capability that is called this, in either language.
    fn capability(&self, text: &str) -> Result<Id, Stop> {
        let folded = fold(text);
        let named = |capability: &&Capability| {
            let title = &capability.title;
            [&title.en, &title.th].into_iter().flatten().any(|side| fold(side) == folded)
        };
        let mut found: Vec<&Capability> = self.w.all::<Capability>()?.filter(named).collect();
        found.sort_by_key(|capability| Record::number(*capability));
        match found.as_slice() {
            [only] => Ok(only.id),
            [] => Err(Saying::new("capability.unknown").with("name", text).into()),
            several => {
                let refs: Vec<String> =
                    several.iter().map(|capability| self.w.ref_of(*capability)).collect();
                let saying = Saying::new("agency.several").with("name", text);
                Err(saying.with("list", refs.join(", ")).into())
            }
        }
    }

    /// The agencies that go by this name or abbreviation, in either language.
    fn agency(&self, text: &str) -> Result<Id, Stop> {
        let mut cache = self.agencies.borrow_mut();
        if cache.is_none() {
            *cache = Some(agencies(self.w)?);
        }
        let names = cache.get_or_insert_default();
        match names.get(&fold(text)).map(Vec::as_slice) {
            Some([only]) => Ok(*only),
            Some(several) => {
                let refs: Vec<String> =
                    several.iter().filter_map(|id| self.w.ref_by_id(*id)).collect();
                Err(Saying::new("agency.several")
                    .with("name", text)
                    .with("list", refs.join(", "))
                    .into())
            }
            None => Err(unknown_agency(self.w, text)),
        }
    }
}

/// How dates are read: relative ones count from the open meeting's day, else from today.
///
/// # Errors
/// The need for the workspace or its meetings.
pub fn date_rules(w: &Snapshot, today: chrono::NaiveDate) -> Result<Rules, Need> {
    let base = w.open_meeting()?.and_then(|meeting| meeting.date.0).unwrap_or(today);
    let mut rules = Rules::new(base);
    rules.two_digit = w.workspace()?.and_then(|w| w.two_digit_year.0).map(|rule| match rule {
        YearRule::Buddhist => Era::Buddhist,
        YearRule::Common => Era::Common,
    });
    Ok(rules)
}

fn wrong_kind(kind: Option<Kind>, text: &str) -> Stop {
    let noun = Saying::new(kind.map_or("noun.record", Kind::said));
    Saying::new("ref.wrong_kind").with("ref", text.trim()).with("noun", noun).into()
}

/// Every folded name and abbreviation of the live agencies.
fn agencies(w: &Snapshot) -> Result<HashMap<String, Vec<Id>>, Need> {
    let mut names: HashMap<String, Vec<Id>> = HashMap::new();
    for agency in w.all::<Organisation>()? {
        for name in names_of(agency) {
            let ids = names.entry(fold(name)).or_default();
            if !ids.contains(&agency.id) {
                ids.push(agency.id);
            }
        }
    }
    Ok(names)
}

/// Names and abbreviations of an agency.
pub fn names_of(agency: &Organisation) -> impl Iterator<Item = &str> {
    [&agency.abbr, &agency.title]
        .into_iter()
        .flat_map(|pair| [pair.en.as_deref(), pair.th.as_deref()])
        .flatten()
}

/// The live agencies whose names are near to a text, nearest first; none where nothing is
/// near, for a wrong name offered is worse than none.
#[must_use]
pub fn nearest(w: &Snapshot, text: &str, most: usize) -> Vec<Id> {
    let matcher = SkimMatcherV2::default();
    let typed = fold(text);
    let mut all: Vec<(i64, Id)> = w
        .loaded::<Organisation>()
        .filter_map(|agency| {
            let scores =
                names_of(agency).filter_map(|name| nearness(&matcher, &fold(name), &typed));
            scores.max().map(|score| (score, agency.id))
        })
        .collect();
    all.sort_by_key(|(score, id)| (-score, *id));
    all.into_iter().take(most).map(|(_, id)| id).collect()
}

/// How near a name is to what was typed; none where it is not. A typing mistake counts most,
/// then a part of the name, then its letters in order without large gaps.
fn nearness(matcher: &SkimMatcherV2, name: &str, typed: &str) -> Option<i64> {
    /// What a letter of an unbroken match scores at least, as measured with the matcher.
    const UNBROKEN: i64 = 20;
    let length = i64::try_from(typed.chars().count()).ok()?;
    let mistakes = i64::try_from(distance(name, typed)).ok()?;
    if mistakes <= (length / 3).max(1) && length > 1 {
        return Some(2_000 - mistakes * 100);
    }
    if length >= 2 && (name.contains(typed) || typed.contains(name)) {
        return Some(1_000);
    }
    let score = matcher.fuzzy_match(name, typed)?;
    (length >= 3 && score >= UNBROKEN * length).then_some(score.min(999))
}

/// How many letters are put in, left out, changed or swapped with their neighbour between two
/// texts (optimal string alignment).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let first: Vec<usize> = (0..=b.len()).collect();
    let (mut older, mut old) = (Vec::new(), first);
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&old, j + 1) + 1).min(at(&row, j) + 1).min(at(&old, j) + usize::from(x != y));
            let before =
                |text: &[char], at: usize| at.checked_sub(1).and_then(|at| text.get(at).copied());
            if before(&a, i) == Some(*y) && before(&b, j) == Some(*x) {
                best = best.min(j.checked_sub(1).map_or(usize::MAX / 2, |j| at(&older, j)) + 1);
            }
            row.push(best);
        }
        older = std::mem::replace(&mut old, row);
    }
    old.last().copied().unwrap_or(0)
}

fn unknown_agency(w: &Snapshot, text: &str) -> Stop {
    let near: Vec<String> = nearest(w, text, 3)
        .into_iter()
        .filter_map(|id| w.peek::<Organisation>(id))
        .map(|agency| short_name(w, agency))
        .collect();
    let saying = if near.is_empty() {
        Saying::new("agency.unknown")
    } else {
        Saying::new("agency.unknown_near").with("list", near.join(", "))
    };
    saying.with("name", text).into()
}

/// What an agency is called in a list: its abbreviation, else its name, else its ref.
#[must_use]
pub fn short_name(w: &Snapshot, agency: &Organisation) -> String {
    let lang = w.lang();
    agency
        .abbr
        .best(lang)
        .or_else(|| agency.title.best(lang))
        .map_or_else(|| refs::numbered(Kind::Organisation, Record::number(agency)), str::to_owned)
}

impl Reader for Names<'_> {
    fn record(&self, kind: Option<Kind>, text: &str) -> Result<Id, Stop> {
        let text = text.trim();
        let typed = refs::parse(text);
        match (typed, kind) {
            // An agency may be called what looks like a ref; its exact name wins.
            (Some(typed), Some(Kind::Organisation)) => match self.agency(text) {
                Ok(id) => Ok(id),
                Err(Stop::Need(need)) => Err(Stop::Need(need)),
                Err(Stop::Refused(_)) => self.by_ref(&typed, kind, text),
            },
            (Some(typed), _) => self.by_ref(&typed, kind, text),
            (None, Some(Kind::Organisation)) => self.agency(text),
            (None, Some(Kind::Capability)) => self.capability(text),
            (None, _) => Err(Saying::new("ref.unread").with("typed", text).into()),
        }
    }

    fn date(&self, text: &str) -> Result<Option<chrono::NaiveDate>, Stop> {
        match dates::read(text, &self.rules) {
            Ok(Read::Date { date, .. }) => Ok(Some(date)),
            Ok(Read::None) => Ok(None),
            Err(unread) => Err(unread.saying(text).into()),
        }
    }

    fn lang(&self) -> Option<Lang> {
        self.lang
    }

    fn list(&self, name: &str) -> Result<Option<Vec<String>>, Stop> {
        let Some(workspace) = self.w.workspace()? else { return Ok(None) };
        let words = workspace.list(name).filter(|_| !is_open_list(name));
        Ok(words.map(|words| words.into_iter().map(str::to_owned).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_counts_swaps_as_one() {
        for (a, b, d) in [("iom", "imo", 1), ("dsi", "dsi", 0), ("dsi", "rtp", 3), ("", "ab", 2)] {
            assert_eq!(distance(a, b), d, "{a} {b}");
        }
        assert_eq!(distance("unodc", "undoc"), 1);
        assert_eq!(distance("กรมสอบ", "กรมสอบสวน"), 3);
    }

    #[test]
    fn a_name_is_near_by_mistake_part_or_letters_and_else_not() {
        let matcher = SkimMatcherV2::default();
        let near = |name: &str, typed: &str| nearness(&matcher, name, typed).is_some();
        assert!(near("iom", "imo") && near("unodc", "undc"));
        assert!(near("immanuel foundation", "immanuel"));
        assert!(near("department of special investigation", "special inv"));
        for (name, typed) in
            [("department of special investigation", "nope"), ("dsi", "nosuch"), ("unodc", "x")]
        {
            assert!(!near(name, typed), "{name} {typed}");
        }
    }
}
