//! What a command draws: ids for the records it makes, random digits for order keys. All of
//! it comes from one seed, so that a rule which runs again draws the same.

use sha2::{Digest, Sha256};

use crate::domain::{kind::Kind, value::Id};

/// The draws of one command.
#[derive(Clone, Debug)]
pub struct Draw {
    seed: [u8; 32],
    drawn: u64,
    at: i64,
    next: i64,
    made: Vec<(Id, Kind, [u8; 16])>,
}

impl Draw {
    /// Draws from a seed, at a wall time in milliseconds; `next` is the number of the next
    /// record of the file.
    #[must_use]
    pub fn new(seed: [u8; 32], at: i64, next: i64) -> Self {
        Self { seed, drawn: 0, at, next, made: Vec::new() }
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut hash = Sha256::new();
        hash.update(self.seed);
        hash.update(self.drawn.to_be_bytes());
        self.drawn += 1;
        let mut bytes = [0; N];
        for (to, from) in bytes.iter_mut().zip(hash.finalize()) {
            *to = from;
        }
        bytes
    }

    /// Two random bytes, for the end of an order key.
    pub fn digits(&mut self) -> [u8; 2] {
        self.bytes()
    }

    /// A new record with a time-ordered id. None where the file is full (2^32 records).
    pub fn record(&mut self, kind: Kind) -> Option<Id> {
        let millis = u64::try_from(self.at).unwrap_or(0);
        let random: [u8; 10] = self.bytes();
        let uuid = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
        self.derived(kind, *uuid.as_bytes())
    }

    /// A new record whose global id is derived from what it joins.
    pub fn derived(&mut self, kind: Kind, global: [u8; 16]) -> Option<Id> {
        let id = Id::new(self.next + i64::try_from(self.made.len()).ok()?)?;
        self.made.push((id, kind, global));
        Some(id)
    }

    /// The records made so far.
    #[must_use]
    pub fn made(&self) -> &[(Id, Kind, [u8; 16])] {
        &self.made
    }

    /// How many records of a kind were made so far.
    #[must_use]
    pub fn count(&self, kind: Kind) -> u32 {
        let count = self.made.iter().filter(|(_, known, _)| *known == kind).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}
