//! How far the organisations together have what is required: the gap of a capability, who
//! provides it, and what to look at.

use super::{kind::Kind, refs, refusal::Stop, snapshot::Snapshot, value::Id};

/// Levels: 0 none, 1 ad hoc, 2 established, 3 can lead or train others.
pub const LEVELS: std::ops::RangeInclusive<i64> = 0..=3;

/// From how many providers on a capability is more than covered.
const MANY: usize = 4;

/// What to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Something is required, and nobody provides it.
    Orphan,
    /// One organisation alone provides it.
    Single,
    /// Four or more provide it.
    Overlap,
}

impl Flag {
    /// The token of the flag, in JSON and as a word of the bundles.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Orphan => "orphan",
            Self::Single => "single",
            Self::Overlap => "overlap",
        }
    }
}

/// Where a capability stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The required level minus the best one, at least 0.
    pub gap: i64,
    /// Organisations at the required level or above, and at 1 at least.
    pub providers: usize,
    /// What to look at.
    pub flag: Option<Flag>,
}

/// Where a capability stands with these levels, one for each organisation; without a required
/// level none is required. The rule is that of "who does what where": gap = max(0, required -
/// best), providers = organisations at the required level.
#[must_use]
pub fn standing(required: Option<i64>, levels: impl IntoIterator<Item = i64>) -> Standing {
    let required = required.unwrap_or(0);
    let (mut best, mut providers) = (0, 0);
    for level in levels {
        best = level.max(best);
        providers += usize::from(level >= required.max(1));
    }
    let flag = match providers {
        0 if required > 0 => Some(Flag::Orphan),
        1 => Some(Flag::Single),
        MANY.. => Some(Flag::Overlap),
        _ => None,
    };
    Standing { gap: required.saturating_sub(best).max(0), providers, flag }
}

/// The record of how far this organisation has this capability, dead ones too.
///
/// # Errors
/// The need, where it is not loaded.
pub fn joined(w: &Snapshot, organisation: Id, capability: Id) -> Result<Option<Id>, Stop> {
    match global(w, organisation, capability)? {
        Some(global) => Ok(w.derived(Kind::Level, global)?),
        None => Ok(None),
    }
}

/// The global id of that record, derived from the two; none where one of them is not there.
///
/// # Errors
/// The need, where they are not loaded.
pub fn global(w: &Snapshot, organisation: Id, capability: Id) -> Result<Option<[u8; 16]>, Stop> {
    // Both have to be loaded before their global ids are known.
    w.any(organisation)?;
    w.any(capability)?;
    let both = w.global(organisation).zip(w.global(capability));
    Ok(both.map(|(a, b)| refs::derived(Kind::Level, &[&a, &b])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_and_providers_are_those_of_the_worked_example() {
        // Three capabilities and three organisations.
        let required = [3, 3, 2];
        let organisations = [[2, 0, 1], [1, 3, 0], [0, 0, 0]];
        let all: Vec<Standing> = (0..3)
            .map(|at| standing(Some(required[at]), organisations.map(|levels| levels[at])))
            .collect();
        assert_eq!(all.iter().map(|s| s.gap).collect::<Vec<_>>(), [1, 0, 1]);
        assert_eq!(all.iter().map(|s| s.providers).collect::<Vec<_>>(), [0, 1, 0]);
        let flags: Vec<_> = all.iter().map(|s| s.flag).collect();
        assert_eq!(flags, [Some(Flag::Orphan), Some(Flag::Single), Some(Flag::Orphan)]);
    }

    #[test]
    fn flags_count_providers_and_level_0_provides_nothing() {
        let flag = |required, levels: &[i64]| standing(required, levels.iter().copied()).flag;
        assert_eq!(flag(Some(2), &[2, 3]), None);
        assert_eq!(flag(Some(2), &[2, 2, 3, 1]), None);
        assert_eq!(flag(Some(2), &[2, 2, 3, 2]), Some(Flag::Overlap));
        assert_eq!(flag(Some(2), &[]), Some(Flag::Orphan));
        for nothing_required in [None, Some(0)] {
            assert_eq!(flag(nothing_required, &[]), None);
            assert_eq!(flag(nothing_required, &[0, 0, 0, 0]), None);
            assert_eq!(flag(nothing_required, &[1, 0]), Some(Flag::Single));
            let none = standing(nothing_required, [0, 0]);
            assert_eq!(none, Standing { gap: 0, providers: 0, flag: None });
        }
    }
}
