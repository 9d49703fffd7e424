//! Voting rounds: the rule that is fixed when one is opened, serials, and what a ballot says in
//! the words that it is keyed in.

use super::{
    fields::{Ballot, Round},
    kind::Kind,
    refs,
    refusal::Need,
    saying::Saying,
    snapshot::Snapshot,
    tally::{self, Outcome, Vote},
    text::fold,
    tokens::{Method, PaperState, RoundState, Secrecy},
    value::Id,
};

/// How many dots a ballot may have.
pub const DOTS: std::ops::RangeInclusive<i64> = 1..=99;

/// Serials go from 1 to this.
pub const LAST_SERIAL: i64 = 100_000;

/// Serials issued to one sector, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The sector; none where the serials are nobody's.
    pub sector: Option<String>,
    /// The first serial.
    pub first: i64,
    /// The last one.
    pub last: i64,
}

/// Reads `GOV:1-20,IO:21-25,40`: which serials were issued to whom.
///
/// # Errors
/// What is not understood, an end before its beginning, or a serial issued twice.
pub fn read_serials(text: &str) -> Result<Vec<Issued>, Saying> {
    let mut all: Vec<Issued> = Vec::new();
    for piece in text.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
        let unread = || Saying::new("serials.unread").with("typed", piece);
        let (sector, range) = match piece.rsplit_once(':') {
            Some((sector, range)) => (Some(sector.trim().to_owned()), range),
            None => (None, piece),
        };
        let (first, last) = range.split_once(['-', '–']).unwrap_or((range, range));
        let number = |text: &str| fold(text).trim().parse::<i64>().ok();
        let (first, last) = number(first).zip(number(last)).ok_or_else(unread)?;
        if first < 1 || last < first || last > LAST_SERIAL {
            return Err(unread());
        }
        if let Some(other) = all.iter().find(|other| other.first <= last && first <= other.last) {
            let twice = Saying::new("serials.twice").with("n", first.max(other.first));
            return Err(twice.with("typed", piece));
        }
        all.push(Issued { sector: sector.filter(|sector| !sector.is_empty()), first, last });
    }
    Ok(all)
}

/// Serials as `GOV:1-20,IO:21-25`.
#[must_use]
pub fn written_serials(issued: &[Issued]) -> String {
    let one = |issued: &Issued| {
        let sector = issued.sector.as_ref().map(|sector| format!("{sector}:")).unwrap_or_default();
        format!("{sector}{}-{}", issued.first, issued.last)
    };
    issued.iter().map(one).collect::<Vec<_>>().join(",")
}

/// Numbers in their order as `1–16 18–24`, runs drawn together.
#[must_use]
pub fn runs(numbers: &[i64]) -> String {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let one = |(first, last): &(i64, i64)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    };
    runs.iter().map(one).collect::<Vec<_>>().join("  ")
}

/// The rule of a round, fixed when it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How votes are counted.
    pub method: Method,
    /// How many dots a ballot has.
    pub dots: u32,
    /// How many of one ballot may lie on one issue.
    pub stack: u32,
    /// Whether ballots carry no names.
    pub secret: bool,
    /// The serials that were issued; none: any.
    pub issued: Vec<Issued>,
    /// The issues and their numbers, by number.
    pub items: Vec<(Id, u32)>,
}

impl Rule {
    /// The rule of a round.
    ///
    /// # Errors
    /// The need, where its issues are not loaded.
    pub fn of(w: &Snapshot, round: &Round) -> Result<Self, Need> {
        let mut items = Vec::new();
        for id in &round.items.0 {
            // An issue in the trash is still what was voted on.
            if let Some(number) = w.any(*id)?.and_then(super::record::Entity::number) {
                items.push((*id, number));
            }
        }
        items.sort_by_key(|(_, number)| *number);
        let count = |number: Option<i64>| number.and_then(|n| u32::try_from(n).ok());
        let dots = count(round.dots.0).unwrap_or(1);
        Ok(Self {
            method: round.method.0.unwrap_or(Method::Dots),
            dots,
            stack: count(round.stack.0).unwrap_or(dots),
            secret: round.secrecy.0 != Some(Secrecy::Open),
            issued: round
                .serials
                .0
                .as_deref()
                .map(read_serials)
                .and_then(Result::ok)
                .unwrap_or_default(),
            items,
        })
    }

    /// How many ballots were issued; none where any serial may come.
    #[must_use]
    pub fn ballots(&self) -> Option<i64> {
        let count = |issued: &Issued| issued.last - issued.first + 1;
        (!self.issued.is_empty()).then(|| self.issued.iter().map(count).sum())
    }

    /// Whether a ballot with this serial was issued, and to which sector.
    #[must_use]
    pub fn issued_to(&self, serial: i64) -> Option<Option<&str>> {
        if self.issued.is_empty() {
            return (1..=LAST_SERIAL).contains(&serial).then_some(None);
        }
        let issued = self.issued.iter().find(|of| (of.first..=of.last).contains(&serial))?;
        Some(issued.sector.as_deref())
    }

    /// The serials that were issued, in order.
    pub fn serials(&self) -> impl Iterator<Item = i64> {
        let mut issued: Vec<&Issued> = self.issued.iter().collect();
        issued.sort_by_key(|of| of.first);
        issued.into_iter().flat_map(|of| of.first..=of.last)
    }

    /// Reads the marks of a ballot as they are keyed: the number of an issue for each dot.
    ///
    /// # Errors
    /// An over-vote, with [`Fault::over`] set, or what is no mark.
    pub fn read(&self, marks: &str) -> Result<Vec<u32>, Fault> {
        let folded = fold(marks);
        let mut read = Vec::new();
        for word in folded.split([' ', ',', '\t']).filter(|word| !word.is_empty()) {
            let digits = word.strip_prefix("k-").or_else(|| word.strip_prefix('k')).unwrap_or(word);
            let Ok(number) = digits.parse::<u32>() else {
                return Err(Fault::new(Saying::new("marks.unread").with("typed", word)));
            };
            if self.items.iter().all(|(_, item)| *item != number) {
                let known = self.items.iter().map(|(_, item)| item.to_string());
                let list = known.collect::<Vec<_>>().join(", ");
                let said = Saying::new("marks.unknown").with("typed", word).with("list", list);
                return Err(Fault::new(said));
            }
            read.push(number);
        }
        read.sort_unstable();
        let over = |said: Saying| Fault { over: true, ..Fault::new(said) };
        if read.len() > self.dots as usize {
            let said = Saying::new("marks.too_many").with("n", read.len());
            return Err(over(said.with("most", i64::from(self.dots))));
        }
        for same in read.chunk_by(|a, b| a == b) {
            if same.len() > self.stack as usize {
                let number = same.first().copied().unwrap_or_default();
                let said = Saying::new("marks.stacked").with("n", same.len());
                let said = said.with("ref", refs::numbered(Kind::Issue, Some(number)));
                return Err(over(said.with("most", i64::from(self.stack))));
            }
        }
        Ok(read)
    }

    /// Marks in the words that they are stored in: blanks behind them up to the length of the
    /// longest that the rule allows, so that their size tells nothing.
    #[must_use]
    pub fn written(&self, marks: &[u32]) -> String {
        let longest = self.items.iter().map(|(_, number)| number.to_string().len()).max();
        let width = self.dots as usize * (longest.unwrap_or(1) + 1);
        let text = marks.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        format!("{text:<width$}")
    }

    /// How many dots it is worth advising for so many issues: a quarter of them, 3 at least and
    /// at most 7.
    #[must_use]
    pub fn advised(issues: usize) -> i64 {
        i64::try_from(issues.div_ceil(4)).unwrap_or(7).clamp(3, 7)
    }
}

/// Why marks are not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, and what would be right.
    pub said: Saying,
    /// Whether there are too many: such a paper can be stored as spoilt.
    pub over: bool,
}

impl Fault {
    fn new(said: Saying) -> Self {
        Self { said, over: false }
    }
}

/// A ballot as it is keyed: `17: 3 3 9`, `17/CSO: 3 9`, `17: spoilt torn`, `17:` blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyed {
    /// The serial; none where the ballot carries a name instead.
    pub serial: Option<i64>,
    /// The sector, where the ballot names one.
    pub sector: Option<String>,
    /// Who cast it.
    pub voter: Option<String>,
    /// The marks, or `spoilt` and why.
    pub marks: String,
}

impl Keyed {
    /// Reads a line `SERIAL[/SECTOR][@VOTER]: MARKS`. Only the first colon ends the serial.
    ///
    /// # Errors
    /// Where there is no serial before a colon.
    pub fn read(line: &str) -> Result<Self, Saying> {
        let unread = || Saying::new("ballot.unread").with("typed", line.trim());
        let (head, marks) = line.split_once(':').ok_or_else(unread)?;
        let (head, voter) = match head.split_once('@') {
            Some((head, voter)) => (head, Some(voter.trim().to_owned())),
            None => (head, None),
        };
        let (serial, sector) = match head.split_once('/') {
            Some((serial, sector)) => (serial, Some(sector.trim().to_owned())),
            None => (head, None),
        };
        let serial = match fold(serial).trim() {
            "" if voter.is_some() => None,
            serial => Some(serial.parse().ok().filter(|n| *n > 0).ok_or_else(unread)?),
        };
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        Ok(Self {
            serial,
            sector: given(sector),
            voter: given(voter),
            marks: marks.trim().to_owned(),
        })
    }

    /// Why the paper is spoilt, where the line says so.
    #[must_use]
    pub fn spoilt(&self) -> Option<&str> {
        let folded = fold(&self.marks);
        let is = folded == "spoilt" || folded.starts_with("spoilt ");
        is.then(|| self.marks.split_once(' ').map_or("", |(_, reason)| reason.trim()))
    }
}

/// What is in of a round, and what is missing: all that is known of it while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// The serials that are in, in order, spoilt ones too.
    pub serials: Vec<i64>,
    /// The serials that were issued and are not in.
    pub missing: Vec<i64>,
    /// Serials of spoilt papers, each with the reason.
    pub spoilt: Vec<(i64, String)>,
    /// How many ballots are in, those with a name instead of a serial too.
    pub ballots: usize,
}

/// The ballots of a round.
///
/// # Errors
/// The need, where they are not loaded.
pub fn ballots(w: &Snapshot, round: Id) -> Result<Vec<&Ballot>, Need> {
    let mut ballots: Vec<&Ballot> = if w.is_whole() {
        w.loaded::<Ballot>().filter(|ballot| ballot.round.0 == Some(round)).collect()
    } else {
        w.referrers_of::<Ballot>(round)?.collect()
    };
    ballots.sort_by(|a, b| (a.serial.0, &a.voter.0).cmp(&(b.serial.0, &b.voter.0)));
    Ok(ballots)
}

/// What is in of a round.
#[must_use]
pub fn turnout(rule: &Rule, ballots: &[&Ballot]) -> Turnout {
    let serials: Vec<i64> = ballots.iter().filter_map(|ballot| ballot.serial.0).collect();
    let missing = rule.serials().filter(|serial| serials.binary_search(serial).is_err()).collect();
    let spoilt = ballots.iter().filter(|ballot| is_spoilt(ballot));
    let spoilt = spoilt
        .map(|ballot| {
            let reason = ballot.paper.reason.as_deref().unwrap_or_default();
            (ballot.serial.0.unwrap_or_default(), reason.to_owned())
        })
        .collect();
    Turnout { serials, missing, spoilt, ballots: ballots.len() }
}

fn is_spoilt(ballot: &Ballot) -> bool {
    ballot.paper.token == Some(PaperState::Spoilt)
}

/// Whether a round is sealed by its close.
#[must_use]
pub fn is_closed(round: &Round) -> bool {
    round.state.token == Some(RoundState::Closed)
}

/// Counts the ballots of a round, which have to be loaded with their marks. The caller sees to it
/// that the round is closed.
#[must_use]
pub fn count(rule: &Rule, ballots: &[&Ballot], sectors: &[String]) -> Outcome {
    let votes: Vec<Vote<'_>> = ballots
        .iter()
        .filter(|ballot| !is_spoilt(ballot))
        .map(|ballot| Vote {
            sector: ballot.sector.0.as_deref(),
            marks: ballot
                .marks
                .text
                .as_deref()
                .unwrap_or_default()
                .split_whitespace()
                .filter_map(|mark| mark.parse().ok())
                .collect(),
        })
        .collect();
    let items: Vec<u32> = rule.items.iter().map(|(_, number)| *number).collect();
    tally::dots(&items, &votes, rule.stack, sectors)
}

/// The global id of a ballot, derived from its round and its serial or voter; none where the
/// round is not there.
///
/// # Errors
/// The need, where the round is not loaded.
pub fn global(w: &Snapshot, round: Id, paper: &str) -> Result<Option<[u8; 16]>, Need> {
    w.any(round)?;
    let global = w.global(round);
    Ok(global.map(|round| refs::derived(Kind::Ballot, &[&round, paper.as_bytes()])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(dots: u32, stack: u32, items: &[u32]) -> Rule {
        Rule {
            method: Method::Dots,
            dots,
            stack,
            secret: true,
            issued: read_serials("GOV:1-3,IO:5").unwrap(),
            items: items.iter().filter_map(|n| Some((Id::new(i64::from(*n))?, *n))).collect(),
        }
    }

    #[test]
    fn serials_are_read_and_written() {
        let issued = read_serials("GOV:1-20, IO:๒๑-25,40").unwrap();
        assert_eq!(written_serials(&issued), "GOV:1-20,IO:21-25,40-40");
        assert_eq!(read_serials("").unwrap(), []);
        for bad in ["GOV:", "GOV:3-1", "GOV:0-4", "x", "1-200000", "GOV:1-5,IO:5-9"] {
            assert!(read_serials(bad).is_err(), "{bad}");
        }
        let rule = rule(5, 2, &[3]);
        assert_eq!(
            (rule.ballots(), rule.serials().collect::<Vec<_>>()),
            (Some(4), vec![1, 2, 3, 5])
        );
        assert_eq!((rule.issued_to(5), rule.issued_to(4)), (Some(Some("IO")), None));
        assert_eq!(runs(&[1, 2, 3, 5, 7, 8]), "1–3  5  7–8");
    }

    #[test]
    fn marks_are_read_in_either_script_and_refused_with_what_is_allowed() {
        let rule = rule(5, 2, &[3, 9, 12]);
        assert_eq!(rule.read("9 3 ๓ k-12").unwrap(), [3, 3, 9, 12]);
        assert!(rule.read("").unwrap().is_empty());
        let fault = |marks| rule.read(marks).map_err(|f| (f.said.key, f.over)).unwrap_err();
        assert_eq!(fault("3 3 9 9 12 12"), ("marks.too_many", true));
        assert_eq!(fault("3 3 3"), ("marks.stacked", true));
        assert_eq!(fault("3 4"), ("marks.unknown", false));
        assert_eq!(fault("3;4"), ("marks.unread", false));
    }

    /// The size of what is stored is the same whatever is marked.
    #[test]
    fn stored_marks_are_all_as_long() {
        let rule = rule(3, 3, &[3, 12]);
        let long: Vec<usize> = ["", "3", "12 12 12", "3 12"]
            .iter()
            .map(|m| rule.written(&rule.read(m).unwrap()).len())
            .collect();
        assert_eq!(long, [9; 4]);
    }

    #[test]
    fn a_ballot_line_is_read() {
        let read = |line| Keyed::read(line).unwrap();
        let keyed = read("17/CSO: 3 3 9");
        assert_eq!(
            (keyed.serial, keyed.sector.as_deref(), &*keyed.marks),
            (Some(17), Some("CSO"), "3 3 9")
        );
        assert_eq!((read("๑๗:").serial, read("17:").marks), (Some(17), String::new()));
        assert_eq!(read("@Somchai: 3").voter.as_deref(), Some("Somchai"));
        assert_eq!(read("29: spoilt torn: in two").spoilt(), Some("torn: in two"));
        assert_eq!((read("29: Spoilt").spoilt(), read("29: 3").spoilt()), (Some(""), None));
        for bad in ["17", ": 3", "x: 3", "0: 3", "-1: 3"] {
            assert!(Keyed::read(bad).is_err(), "{bad}");
        }
    }
}
