//! Keys that order cards in a column (change log, C4): strings compared byte by byte. At the two
//! ends of a column 5 base-36 digits are counted up or down, between two keys the gap is halved,
//! and 2 random digits come last so that two laptops seldom draw the same key; ties go by
//! record id. Neighbours may be any strings: a damaged key never stops a move.

/// Digits in ascending byte order.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// Digits counted at the two ends.
const HEAD: usize = 5;
/// The base as a number.
const BASE: u32 = 36;
/// The first key of an empty column: the middle of the head, so both ends have room.
const MIDDLE: &str = "i0000";

/// A key behind `last` (7 characters while the head has room, which is for 30 million cards);
/// `None` for an empty column. `random` gives the last two digits. The key is greater than
/// `last` whatever string that is.
#[must_use]
pub fn after(last: Option<&str>, random: [u8; 2]) -> String {
    let Some(last) = last else { return keyed(MIDDLE, random) };
    let low = Bound::low(last);
    let mut width = HEAD;
    while width <= last.len() + HEAD {
        let digits: Vec<u32> = (0..width).map(|at| low.digit(at)).collect();
        if let Some(next) = counted_up(digits) {
            return keyed(&written(&next), random);
        }
        width += HEAD;
    }
    keyed(last, random) // nothing in base 36 is greater than, say, a Thai letter
}

/// A key in front of `first` (7 characters while the head has room); `None` for an empty column.
/// The key is smaller than `first` unless `first` is not greater than `0`: then nothing is, and
/// `first` itself comes back, a tie that the record id decides.
#[must_use]
pub fn before(first: Option<&str>, random: [u8; 2]) -> String {
    let Some(first) = first else { return keyed(MIDDLE, random) };
    let high = Bound::high(first);
    let mut width = HEAD;
    while width <= first.len() + HEAD {
        let digits: Vec<u32> = (0..width).map(|at| high.digit(at)).collect();
        if let Some(next) = counted_down(digits) {
            return keyed(&written(&next), random);
        }
        width += HEAD;
    }
    // All noughts: only a shorter string is smaller.
    let mut shorter = first.to_owned();
    shorter.pop();
    if shorter.is_empty() { first.to_owned() } else { shorter }
}

/// A key between two neighbours; the order in which they are given does not matter. Strictly
/// between whenever `a` followed by `0` is smaller than `b` (`a` being the smaller one), that is
/// always with keys made here. Otherwise (equal or damaged keys without room) it is just greater
/// than `a`. Each call into the same gap costs about a fifth of a character.
#[must_use]
pub fn between(a: &str, b: &str, random: [u8; 2]) -> String {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let (low, high) = (Bound::low(a), Bound::high(b));
    let mut digits: Vec<u32> = Vec::with_capacity(HEAD);
    // Distance of the two in units of the last digit looked at; 0 or 1 until there is room.
    let mut distance = 0;
    // Past both strings only the endless filling is left, and it settles within two digits.
    for at in 0..a.len().max(b.len()) + 2 {
        let (from, to) = (low.digit(at), high.digit(at));
        digits.push(from);
        let Some(room) = (distance * BASE + to).checked_sub(from) else { break };
        if room >= 2 {
            return keyed(&written(&raised(digits, room / 2)), random);
        }
        distance = room;
    }
    // No room in base 36; an extension of the lower string may still fit.
    let tail = keyed("", random);
    [format!("{a}i{tail}"), format!("{a}0{tail}"), format!("{a}0")]
        .into_iter()
        .find(|key| key.as_str() < b)
        .unwrap_or_else(|| format!("{a}{tail}"))
}

/// A string as a base-36 number with endless digits. Where it holds something else than digits,
/// it is taken down (as a lower bound) or up (as an upper one) to the nearest number, so that
/// what is greater or smaller than the number is so for the string too.
struct Bound {
    digits: Vec<u32>,
    /// The digit that goes on for ever behind the last one.
    filling: u32,
}

impl Bound {
    fn low(text: &str) -> Self {
        Self::read(text, |digit| (digit, BASE - 1))
    }

    fn high(text: &str) -> Self {
        Self::read(text, |digit| (digit + 1, 0))
    }

    /// `odd` gets the greatest digit below a character that is none, and answers the digit to
    /// take instead (36 may stand for "above `z`") and the filling.
    fn read(text: &str, odd: impl Fn(u32) -> (u32, u32)) -> Self {
        let mut digits = Vec::with_capacity(text.len());
        for byte in text.bytes() {
            let below = (0..).zip(DIGITS).take_while(|(_, digit)| **digit <= byte).last();
            match below {
                Some((value, digit)) if *digit == byte => digits.push(value),
                Some((value, _)) => {
                    let (digit, filling) = odd(value);
                    digits.push(digit);
                    return Self { digits, filling };
                }
                None => break, // below `0`: the string so far with noughts is near enough
            }
        }
        Self { digits, filling: 0 }
    }

    fn digit(&self, at: usize) -> u32 {
        self.digits.get(at).copied().unwrap_or(self.filling)
    }
}

/// `digits` plus `by` (under 36) in the last place; `None` past `zz...z`.
fn raise(mut digits: Vec<u32>, by: u32) -> Option<Vec<u32>> {
    let mut carry = by;
    for digit in digits.iter_mut().rev() {
        let sum = *digit + carry;
        *digit = sum % BASE;
        carry = sum / BASE;
    }
    (carry == 0).then_some(digits)
}

/// As [`raise`] where the sum is known to stay below an upper bound of as many digits.
fn raised(digits: Vec<u32>, by: u32) -> Vec<u32> {
    let stays = digits.clone();
    raise(digits, by).unwrap_or(stays)
}

fn counted_up(digits: Vec<u32>) -> Option<Vec<u32>> {
    raise(digits, 1)
}

/// `digits` less one in the last place; `None` below `00...0`.
fn counted_down(mut digits: Vec<u32>) -> Option<Vec<u32>> {
    for digit in digits.iter_mut().rev() {
        if let Some(less) = digit.checked_sub(1) {
            *digit = less;
            return Some(digits);
        }
        *digit = BASE - 1;
    }
    None
}

fn written(digits: &[u32]) -> String {
    digits.iter().filter_map(|digit| char::from_digit(*digit, BASE)).collect()
}

/// `head` and the two random digits. A byte gives the first four digits a little more often
/// (8 in 256 instead of 7), which does not matter against twins.
fn keyed(head: &str, random: [u8; 2]) -> String {
    let tail = random.iter().filter_map(|byte| char::from_digit(u32::from(*byte) % BASE, BASE));
    head.chars().chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bytes(n: usize) -> impl Strategy<Value = Vec<[u8; 2]>> {
        proptest::collection::vec(any::<[u8; 2]>(), n)
    }

    #[test]
    fn examples() {
        assert_eq!(after(None, [0, 35]), "i00000z");
        assert_eq!(after(Some("i00000z"), [1, 1]), "i000111");
        assert_eq!(before(Some("i00000z"), [1, 1]), "hzzzz11");
        assert_eq!(before(Some("0000005"), [1, 1]), "0000004zzz11");
        assert_eq!(before(Some("0000000"), [1, 1]), "000000");
        assert_eq!(after(Some("zzzzzab"), [1, 1]), "zzzzzab00111");
        assert_eq!(between("i0000aa", "i0002aa", [1, 1]), "i000111");
        assert_eq!(between("i0002aa", "i0000aa", [1, 1]), "i000111");
    }

    #[test]
    fn no_room_still_answers() {
        assert_eq!(between("a", "a", [1, 1]), "a11");
        assert_eq!(between("a", "a0", [1, 1]), "a11");
        assert_eq!(between("a", "a00", [0, 0]), "a0");
        assert_eq!(before(Some("0"), [1, 1]), "0");
        assert_eq!(before(Some(""), [1, 1]), "");
        assert!(after(Some("ก"), [1, 1]).as_str() > "ก");
        assert!(after(Some(""), [1, 1]).as_str() > "");
    }

    proptest! {
        #[test]
        fn thousand_at_the_ends_keep_seven(random in bytes(1_000)) {
            let (mut last, mut first) = (after(None, [0, 0]), before(None, [0, 0]));
            for pair in random {
                let next = after(Some(&last), pair);
                prop_assert!(next > last && next.len() == 7);
                last = next;
                let next = before(Some(&first), pair);
                prop_assert!(next < first && next.len() == 7);
                first = next;
            }
        }

        #[test]
        fn hundred_into_one_gap(random in bytes(100), low in proptest::collection::vec(0..3u8, 100)) {
            let start = after(None, [7, 7]);
            let end = after(Some(&start), [7, 7]);
            for side in 0..3 {
                let (mut a, mut b) = (start.clone(), end.clone());
                for (pair, low) in random.iter().zip(&low) {
                    let key = between(&a, &b, *pair);
                    prop_assert!(a < key && key < b);
                    prop_assert!(key.len() <= 40, "{} {key}", key.len());
                    if side == 0 || (side == 1 && *low == 0) { a = key } else { b = key }
                }
            }
        }

        #[test]
        fn any_column_stays_in_order(moves in proptest::collection::vec((any::<u8>(), any::<[u8; 2]>()), 1..120)) {
            let mut column: Vec<String> = Vec::new();
            for (place, pair) in moves {
                let at = usize::from(place) % (column.len() + 1);
                let key = match (at.checked_sub(1).map(|i| &column[i]), column.get(at)) {
                    (Some(a), Some(b)) => between(a, b, pair),
                    (a, None) => after(a.map(String::as_str), pair),
                    (None, b) => before(b.map(String::as_str), pair),
                };
                column.insert(at, key);
                prop_assert!(column.windows(2).all(|two| two[0] < two[1]));
            }
        }

        #[test]
        fn damaged_neighbours(a in "[0-9a-z!A-Bก~]{0,4}|.{0,6}", b in "[0-9a-z!A-Bก~]{0,4}|.{0,6}|0{0,5}", pair: [u8; 2]) {
            prop_assert!(after(Some(&a), pair) > a);
            let front = before(Some(&b), pair);
            prop_assert!(front < b || b.as_str() <= "0", "{front:?} {b:?}");
            let (a, b) = if a <= b { (a, b) } else { (b, a) };
            let key = between(&a, &b, pair);
            prop_assert!(key > a);
            prop_assert!(key < b || format!("{a}0") >= b, "{a:?} {key:?} {b:?}");
        }
    }
}
