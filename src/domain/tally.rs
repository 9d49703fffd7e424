//! Counting the votes of a closed round: totals, shares, sectors, agreement, spread. Pure
//! arithmetic on ballots; the same ballots give the same result, whoever counts.

use std::{cmp::Reverse, collections::HashMap};

/// Groups of fewer ballots than this are merged: in a small one a vote is no secret.
pub const LEAST_IN_A_GROUP: usize = 5;

/// With fewer ballots than this nothing is said of sectors.
pub const LEAST_TO_SPLIT: usize = 2 * LEAST_IN_A_GROUP;

/// The name under which ballots without a sector stand.
pub const UNKNOWN: &str = "unknown";

/// A valid ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote<'a> {
    /// The sector that it belongs to.
    pub sector: Option<&'a str>,
    /// The numbers of the items that its dots lie on, one for each dot.
    pub marks: Vec<u32>,
}

/// Ballots of one sector, or of several that are too small alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The sectors in it, that with most ballots first.
    pub sectors: Vec<String>,
    /// How many valid ballots it has.
    pub ballots: usize,
}

/// An item in the result.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Its number.
    pub item: u32,
    /// Its rank from 1; tied items share it.
    pub rank: usize,
    /// Dots.
    pub score: u32,
    /// How many ballots gave it a dot at least.
    pub ballots: usize,
    /// The same for each group of the outcome.
    pub of_groups: Vec<usize>,
    /// How far the groups agree on it: the geometric mean over them of (A + 1) / (S + 2), with A
    /// the group's ballots that gave it a dot and S all of the group's; between 0 and 1. None
    /// where nothing is said of sectors. The formula is that of Polis's group-aware consensus.
    pub agreement: Option<f64>,
    /// How far ballots differ on it: the population's standard deviation of its dots, divided by
    /// half of the most that one ballot may give it; between 0 and 1.
    pub spread: f64,
    /// Its rank if each ballot counted once for what it gives a dot to.
    pub by_ballots: usize,
}

/// The result of a round.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Valid ballots, blank ones too.
    pub valid: usize,
    /// Valid ballots without a mark.
    pub blank: usize,
    /// The items by rank, tied ones by their number.
    pub ranking: Vec<Placed>,
    /// The groups that sectors are shown in; none under [`LEAST_TO_SPLIT`] ballots.
    pub groups: Vec<Group>,
}

impl Outcome {
    /// Whether counting each ballot once would put the same items first: of the first `n`.
    #[must_use]
    pub fn same_top(&self, n: usize) -> bool {
        self.ranking.iter().all(|placed| (placed.rank <= n) == (placed.by_ballots <= n))
    }
}

/// A share in points of a hundred, rounded; none of nobody.
#[must_use]
pub fn points(given: usize, of: usize) -> Option<usize> {
    (of > 0).then(|| (given * 200 + of) / (2 * of))
}

/// The same as it is shown: a dash where there is none.
#[must_use]
pub fn percent(given: usize, of: usize) -> String {
    points(given, of).map_or_else(|| "–".to_owned(), |points| points.to_string())
}

/// Counts the dots of valid ballots on items, which are named by their numbers. `stack` is the
/// most that one ballot may give one item; `sectors` the workspace's list, in whose order equal
/// groups stand. Marks on other numbers count for nothing.
#[must_use]
pub fn dots(items: &[u32], votes: &[Vote<'_>], stack: u32, sectors: &[String]) -> Outcome {
    let groups = groups(votes, sectors);
    let group_of: HashMap<&str, usize> = (0..)
        .zip(&groups)
        .flat_map(|(at, group)| group.sectors.iter().map(move |sector| (sector.as_str(), at)))
        .collect();
    let mut all: Vec<Placed> = items.iter().map(|item| place(*item, groups.len())).collect();
    let mut squares = vec![0_u64; all.len()];
    let at: HashMap<u32, usize> = items.iter().copied().zip(0..).collect();
    for vote in votes {
        let group = group_of.get(vote.sector.unwrap_or(UNKNOWN)).copied();
        let mut given: HashMap<usize, u32> = HashMap::new();
        for mark in &vote.marks {
            if let Some(at) = at.get(mark) {
                *given.entry(*at).or_default() += 1;
            }
        }
        for (at, dots) in given {
            if let (Some(placed), Some(square)) = (all.get_mut(at), squares.get_mut(at)) {
                placed.score += dots;
                placed.ballots += 1;
                *square += u64::from(dots) * u64::from(dots);
                if let Some(of_group) = group.and_then(|group| placed.of_groups.get_mut(group)) {
                    *of_group += 1;
                }
            }
        }
    }
    for (placed, square) in all.iter_mut().zip(squares) {
        placed.agreement = agreement(&placed.of_groups, &groups);
        placed.spread = spread(placed.score, square, votes.len(), stack);
    }
    rank(&mut all, |placed| placed.ballots, |placed, rank| placed.by_ballots = rank);
    rank(&mut all, |placed| placed.score as usize, |placed, rank| placed.rank = rank);
    let blank = votes.iter().filter(|vote| vote.marks.is_empty()).count();
    Outcome { valid: votes.len(), blank, ranking: all, groups }
}

fn place(item: u32, groups: usize) -> Placed {
    Placed {
        item,
        rank: 0,
        score: 0,
        ballots: 0,
        of_groups: vec![0; groups],
        agreement: None,
        spread: 0.0,
        by_ballots: 0,
    }
}

/// Sorts by a figure, the greatest first, tied ones by their number, and gives the ranks.
fn rank(all: &mut [Placed], of: impl Fn(&Placed) -> usize, set: impl Fn(&mut Placed, usize)) {
    all.sort_by_key(|placed| (Reverse(of(placed)), placed.item));
    let mut last: Option<(usize, usize)> = None;
    for (at, placed) in (1..).zip(all.iter_mut()) {
        let figure = of(placed);
        let rank = match last {
            Some((rank, tied)) if tied == figure => rank,
            _ => at,
        };
        last = Some((rank, figure));
        set(placed, rank);
    }
}

/// The groups that sectors are shown in, the largest first: the smallest is merged into the next
/// smallest until each has [`LEAST_IN_A_GROUP`] ballots.
#[must_use]
pub fn groups(votes: &[Vote<'_>], sectors: &[String]) -> Vec<Group> {
    if votes.len() < LEAST_TO_SPLIT {
        return Vec::new();
    }
    let mut counts: Vec<(String, usize)> =
        sectors.iter().map(|sector| (sector.clone(), 0)).collect();
    for vote in votes {
        let sector = vote.sector.unwrap_or(UNKNOWN);
        match counts.iter_mut().find(|(known, _)| known == sector) {
            Some((_, count)) => *count += 1,
            None => counts.push((sector.to_owned(), 1)),
        }
    }
    let order: HashMap<String, usize> =
        counts.iter().map(|(sector, _)| sector.clone()).zip(0..).collect();
    let alone: HashMap<String, usize> = counts.iter().cloned().collect();
    let place = |group: &Group| group.sectors.first().and_then(|sector| order.get(sector).copied());
    let mut groups: Vec<Group> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(sector, ballots)| Group { sectors: vec![sector], ballots })
        .collect();
    loop {
        groups.sort_by_key(|group| (group.ballots, place(group)));
        if groups.len() < 2 || groups.first().is_none_or(|least| least.ballots >= LEAST_IN_A_GROUP)
        {
            break;
        }
        let least = groups.remove(0);
        if let Some(next) = groups.first_mut() {
            next.ballots += least.ballots;
            next.sectors.extend(least.sectors);
        }
    }
    for group in &mut groups {
        group.sectors.sort_by_key(|sector| (Reverse(alone.get(sector)), order.get(sector)));
    }
    groups.sort_by_key(|group| (Reverse(group.ballots), place(group)));
    groups
}

#[expect(clippy::cast_precision_loss, reason = "ballots are few")]
fn agreement(given: &[usize], groups: &[Group]) -> Option<f64> {
    if groups.is_empty() {
        return None;
    }
    let parts = given.iter().zip(groups).map(|(given, group)| {
        let part = (*given as f64 + 1.0) / (group.ballots as f64 + 2.0);
        part.ln()
    });
    Some((parts.sum::<f64>() / groups.len() as f64).exp())
}

#[expect(clippy::cast_precision_loss, reason = "ballots and dots are few")]
fn spread(sum: u32, squares: u64, ballots: usize, most: u32) -> f64 {
    if ballots == 0 || most == 0 {
        return 0.0;
    }
    let (n, sum) = (ballots as f64, f64::from(sum));
    let variance = (squares as f64 - sum * sum / n) / n;
    variance.max(0.0).sqrt() / (f64::from(most) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECTORS: [&str; 5] = ["GOV", "IO", "EMB", "CSO", "PRIV"];

    fn list() -> Vec<String> {
        SECTORS.map(str::to_owned).to_vec()
    }

    /// So many ballots of each sector, the first of which give item 1 a dot.
    fn given(of: &[(&'static str, usize, usize)]) -> Vec<Vote<'static>> {
        let each = |(sector, all, yes): &(&'static str, usize, usize)| {
            let (sector, yes) = (*sector, *yes);
            (0..*all).map(move |at| Vote {
                sector: Some(sector),
                marks: if at < yes { vec![1] } else { Vec::new() },
            })
        };
        of.iter().flat_map(each).collect()
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 0.000_6
    }

    /// Two items with 24 of 40 ballots each: the plain share cannot tell them apart.
    #[test]
    fn agreement_is_that_of_the_worked_example() {
        for (of, expected) in [([18, 3, 2, 1], 0.433), ([11, 4, 3, 6], 0.600)] {
            let [gov, io, emb, cso] = of;
            let votes =
                given(&[("GOV", 20, gov), ("IO", 5, io), ("EMB", 5, emb), ("CSO", 10, cso)]);
            let outcome = dots(&[1], &votes, 1, &list());
            let placed = outcome.ranking.first().unwrap();
            assert_eq!((placed.ballots, outcome.valid, placed.score), (24, 40, 24));
            let groups: Vec<String> = outcome.groups.iter().map(|g| g.sectors.join("+")).collect();
            assert_eq!(groups, ["GOV", "CSO", "IO", "EMB"]);
            assert_eq!(placed.of_groups, [gov, cso, io, emb]);
            let agreement = placed.agreement.unwrap();
            assert!(near(agreement, expected), "{agreement}");
        }
        let product = 0.433_f64.powi(4);
        assert!(near(product, 0.0353), "{product}");
    }

    /// Five ballots with nothing and five with all are as far apart as can be; halves halve it.
    #[test]
    fn spread_is_that_of_the_worked_example() {
        let of = |marks: &[usize], stack| {
            let votes: Vec<Vote<'_>> =
                marks.iter().map(|n| Vote { sector: None, marks: vec![7; *n] }).collect();
            dots(&[7], &votes, stack, &list()).ranking.first().unwrap().spread
        };
        assert!(near(of(&[0, 0, 0, 0, 0, 4, 4, 4, 4, 4], 4), 1.0));
        assert!(near(of(&[1, 1, 1, 1, 1, 3, 3, 3, 3, 3], 4), 0.5));
        assert!(near(of(&[2; 10], 4), 0.0));
        assert!(near(of(&[], 4), 0.0));
    }

    #[test]
    fn small_groups_are_merged_the_smallest_into_the_next() {
        let names = |of: &[(&'static str, usize, usize)]| -> Vec<(String, usize)> {
            let groups = groups(&given(of), &list());
            groups.iter().map(|group| (group.sectors.join("+"), group.ballots)).collect()
        };
        let pair = |name: &str, n| (name.to_owned(), n);
        assert_eq!(
            names(&[("GOV", 22, 0), ("IO", 5, 0), ("EMB", 4, 0), ("CSO", 8, 0)]),
            [pair("GOV", 22), pair("IO+EMB", 9), pair("CSO", 8)]
        );
        assert_eq!(names(&[("GOV", 9, 0)]), []);
        assert_eq!(names(&[("GOV", 9, 0), ("IO", 1, 0)]), [pair("GOV+IO", 10)]);
        assert_eq!(
            names(&[("GOV", 6, 0), ("IO", 2, 0), ("EMB", 2, 0), ("CSO", 2, 0), ("PRIV", 2, 0)]),
            [pair("IO+EMB+CSO+PRIV", 8), pair("GOV", 6)]
        );
        let mut votes = given(&[("GOV", 8, 0)]);
        votes.extend((0..6).map(|_| Vote { sector: None, marks: vec![] }));
        let last = groups(&votes, &list()).pop().unwrap();
        assert_eq!((last.sectors, last.ballots), (vec![UNKNOWN.to_owned()], 6));
    }

    #[test]
    fn all_blank_and_all_tied_share_the_first_rank() {
        let blank = vec![Vote { sector: None, marks: vec![] }; 3];
        let outcome = dots(&[4, 2], &blank, 2, &list());
        assert_eq!((outcome.valid, outcome.blank), (3, 3));
        let ranks: Vec<_> = outcome.ranking.iter().map(|p| (p.item, p.rank, p.score)).collect();
        assert_eq!(ranks, [(2, 1, 0), (4, 1, 0)]);
        let votes = [vec![1, 1, 2], vec![2, 3], vec![3, 9]];
        let votes = votes.map(|marks| Vote { sector: None, marks });
        let outcome = dots(&[1, 2, 3, 4], &votes, 2, &list());
        let ranks: Vec<_> = outcome.ranking.iter().map(|p| (p.item, p.rank, p.score)).collect();
        assert_eq!(ranks, [(1, 1, 2), (2, 1, 2), (3, 1, 2), (4, 4, 0)]);
        let by: Vec<_> = outcome.ranking.iter().map(|p| p.by_ballots).collect();
        assert_eq!(by, [3, 1, 1, 4]);
        assert!(outcome.same_top(3) && !outcome.same_top(1));
    }

    proptest! {
        /// A second count that does it the slow way agrees on every figure.
        #[test]
        fn a_naive_count_agrees(
            ballots in prop::collection::vec(
                (prop::option::of(0_usize..5), prop::collection::vec(1_u32..7, 0..5)), 0..60),
        ) {
            let items = [1, 2, 3, 4, 5];
            let votes: Vec<Vote<'_>> = ballots
                .iter()
                .map(|(sector, marks)| Vote {
                    sector: sector.map(|at| SECTORS[at]),
                    marks: marks.clone(),
                })
                .collect();
            let outcome = dots(&items, &votes, 5, &list());
            prop_assert_eq!(outcome.groups.iter().map(|g| g.ballots).sum::<usize>(),
                if votes.len() < LEAST_TO_SPLIT { 0 } else { votes.len() });
            for placed in &outcome.ranking {
                let on = |vote: &Vote<'_>| vote.marks.iter().filter(|m| **m == placed.item).count();
                let each: Vec<usize> = votes.iter().map(on).collect();
                prop_assert_eq!(placed.score as usize, each.iter().sum::<usize>());
                prop_assert_eq!(placed.ballots, each.iter().filter(|n| **n > 0).count());
                let above = outcome.ranking.iter().filter(|o| o.score > placed.score).count();
                prop_assert_eq!(placed.rank, above + 1);
                let above = outcome.ranking.iter().filter(|o| o.ballots > placed.ballots).count();
                prop_assert_eq!(placed.by_ballots, above + 1);
                if !each.is_empty() {
                    let n = each.len() as f64;
                    let mean = each.iter().sum::<usize>() as f64 / n;
                    let var = each.iter().map(|x| (*x as f64 - mean).powi(2)).sum::<f64>() / n;
                    prop_assert!((placed.spread - var.sqrt() / 2.5).abs() < 1e-9);
                }
                let mut product = 1.0;
                for (group, given) in outcome.groups.iter().zip(&placed.of_groups) {
                    prop_assert!(outcome.groups.len() == 1 || group.ballots >= LEAST_IN_A_GROUP);
                    let of = |vote: &&Vote<'_>| {
                        group.sectors.iter().any(|s| s == vote.sector.unwrap_or(UNKNOWN))
                    };
                    let yes = votes.iter().filter(of).filter(|vote| on(vote) > 0).count();
                    prop_assert_eq!(yes, *given);
                    product *= (yes as f64 + 1.0) / (group.ballots as f64 + 2.0);
                }
                match placed.agreement {
                    Some(agreement) => {
                        let mean = product.powf(1.0 / outcome.groups.len() as f64);
                        prop_assert!((agreement - mean).abs() < 1e-9);
                    }
                    None => prop_assert!(outcome.groups.is_empty()),
                }
            }
        }
    }
}
