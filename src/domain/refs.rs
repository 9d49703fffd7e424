//! Refs: what people call a record (`A-17`), and ids derived from what a record joins.

use sha2::{Digest, Sha256};

use super::{kind::Kind, text::fold};

/// A ref as a person typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A letter and a number.
    Number(Kind, u32),
    /// Two organisations and what links them.
    Link {
        /// Where it leads from.
        from: u32,
        /// Where it leads to.
        to: u32,
        /// What flows along it, folded.
        kind: String,
    },
    /// An organisation and a capability: how far it has it.
    Level {
        /// The organisation.
        organisation: u32,
        /// The capability.
        capability: u32,
    },
    /// A round and the serial of a ballot.
    Ballot {
        /// The round.
        round: u32,
        /// The serial.
        serial: u32,
    },
    /// A meeting and an organisation: how it is represented there.
    Attendance {
        /// The meeting.
        meeting: u32,
        /// The organisation.
        organisation: u32,
    },
}

/// The ref of a numbered record.
#[must_use]
pub fn numbered(kind: Kind, number: Option<u32>) -> String {
    match (kind.letter(), number) {
        (Some(letter), Some(number)) => format!("{letter}-{number}"),
        (Some(letter), None) => format!("{letter}-–"),
        (None, _) => kind.name().to_owned(),
    }
}

/// The ref of a level: `S-3/C-2`.
#[must_use]
pub fn level(organisation: Option<u32>, capability: Option<u32>) -> String {
    let organisation = numbered(Kind::Organisation, organisation);
    format!("{organisation}/{}", numbered(Kind::Capability, capability))
}

/// The ref of a ballot: `R-1/17`.
#[must_use]
pub fn ballot(round: Option<u32>, serial: Option<i64>) -> String {
    let serial = serial.map_or_else(|| "–".to_owned(), |serial| serial.to_string());
    format!("{}/{serial}", numbered(Kind::Round, round))
}

/// The ref of an attendance: `M-1/S-3`.
#[must_use]
pub fn attendance(meeting: Option<u32>, organisation: Option<u32>) -> String {
    let meeting = numbered(Kind::Meeting, meeting);
    format!("{meeting}/{}", numbered(Kind::Organisation, organisation))
}

/// Reads a ref: `A-17`, `a17`, `S-3>S-7:funds`, `S-3/C-2`, `M-1/S-3`, `R-1/17`; digits of either
/// script. None where the text is no ref.
#[must_use]
pub fn parse(text: &str) -> Option<Typed> {
    let folded = fold(text);
    if let Some((ends, kind)) = folded.split_once(':') {
        let (from, to) = ends.split_once('>')?;
        let (from, to) = (parse_number(from)?, parse_number(to)?);
        if from.0 != Kind::Organisation || to.0 != Kind::Organisation || kind.trim().is_empty() {
            return None;
        }
        return Some(Typed::Link { from: from.1, to: to.1, kind: kind.trim().to_owned() });
    }
    if let Some((first, second)) = folded.split_once('/') {
        if let Some((Kind::Round, round)) = parse_number(first) {
            let serial = second.trim().parse().ok().filter(|serial| *serial > 0)?;
            return Some(Typed::Ballot { round, serial });
        }
        return match (parse_number(first)?, parse_number(second)?) {
            ((Kind::Organisation, organisation), (Kind::Capability, capability)) => {
                Some(Typed::Level { organisation, capability })
            }
            ((Kind::Meeting, meeting), (Kind::Organisation, organisation)) => {
                Some(Typed::Attendance { meeting, organisation })
            }
            _ => None,
        };
    }
    parse_number(&folded).map(|(kind, number)| Typed::Number(kind, number))
}

fn parse_number(folded: &str) -> Option<(Kind, u32)> {
    let mut letters = folded.trim().chars();
    let kind = Kind::of_letter(letters.next()?)?;
    let digits = letters.as_str();
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    let leading_zero = digits.starts_with('0');
    if digits.is_empty() || leading_zero || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().map(|number| (kind, number))
}

/// The global id of a record that is named by what it joins: SHA-256 of the kind and the
/// parts, cut to 16 bytes, so that it is the same in every copy.
#[must_use]
pub fn derived(kind: Kind, parts: &[&[u8]]) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(kind.name().as_bytes());
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refs_are_read_in_every_form() {
        let a17 = Some(Typed::Number(Kind::Action, 17));
        for text in ["A-17", "a17", "a-17", " A-๑๗ "] {
            assert_eq!(parse(text), a17, "{text}");
        }
        for text in ["A-017", "A-", "17", "Z-1", "A-17/2", "A--1", "A-99999999999", "", "IOM"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(
            parse("S-3>s7:Funds"),
            Some(Typed::Link { from: 3, to: 7, kind: "funds".into() })
        );
        let level = Some(Typed::Level { organisation: 3, capability: 2 });
        assert_eq!((parse("S-3/C-2"), parse("s3/c๒")), (level.clone(), level));
        assert_eq!(parse("r1/๑๗"), Some(Typed::Ballot { round: 1, serial: 17 }));
        assert_eq!((parse("R-1/0"), parse("R-1/x"), parse("K-1/17")), (None, None, None));
        let signed = Some(Typed::Attendance { meeting: 1, organisation: 3 });
        assert_eq!((parse("M-1/S-3"), parse("m๑/s3")), (signed.clone(), signed));
        assert_eq!((parse("S-3/M-1"), parse("M-1/C-3")), (None, None));
        assert_eq!((parse("C-2/S-3"), parse("S-3/"), parse("S-3/C-2/1")), (None, None, None));
    }

    #[test]
    fn a_derived_id_depends_on_where_its_parts_end() {
        assert_ne!(derived(Kind::Link, &[b"ab", b"c"]), derived(Kind::Link, &[b"a", b"bc"]));
        assert_eq!(derived(Kind::Link, &[b"ab"]), derived(Kind::Link, &[b"ab"]));
    }
}
