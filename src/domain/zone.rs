//! The zone that dates count in: a name and a fixed offset. Thailand's has been +07:00 since
//! 1920; other zones are given by their offset.

use chrono::{DateTime, FixedOffset, NaiveDate};

/// The zone of a workspace that names none.
pub const DEFAULT: &str = "Asia/Bangkok";

/// The offset of a zone: a known name, `UTC`, or `+HH:MM`. None for any other.
#[must_use]
pub fn offset(zone: &str) -> Option<FixedOffset> {
    const HOUR: i32 = 3600;
    let zone = zone.trim();
    match zone {
        "Asia/Bangkok" | "Asia/Ho_Chi_Minh" | "Asia/Jakarta" | "Asia/Phnom_Penh"
        | "Asia/Vientiane" => return FixedOffset::east_opt(7 * HOUR),
        "Asia/Yangon" => return FixedOffset::east_opt(6 * HOUR + HOUR / 2),
        "Asia/Singapore" | "Asia/Kuala_Lumpur" | "Asia/Manila" | "Asia/Brunei" => {
            return FixedOffset::east_opt(8 * HOUR);
        }
        "Africa/Nairobi" => return FixedOffset::east_opt(3 * HOUR),
        "UTC" => return FixedOffset::east_opt(0),
        _ => {}
    }
    let (sign, rest) = match zone.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, zone.strip_prefix('-')?),
    };
    let (hours, minutes) = rest.split_once(':')?;
    let two_digits = |text: &str| {
        (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let (hours, minutes): (i32, i32) = (two_digits(hours)?, two_digits(minutes)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    FixedOffset::east_opt(sign * (hours * HOUR + minutes * 60))
}

/// The day in a zone at a wall time in milliseconds since 1970.
#[must_use]
pub fn day(at: i64, zone: &str) -> NaiveDate {
    local(at, zone).map_or(NaiveDate::default(), |time| time.date_naive())
}

/// The wall time in a zone. None beyond what a calendar holds.
#[must_use]
pub fn local(at: i64, zone: &str) -> Option<DateTime<FixedOffset>> {
    let offset = offset(zone).or_else(|| offset(DEFAULT))?;
    DateTime::from_timestamp_millis(at).map(|time| time.with_timezone(&offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_of_the_zone() {
        let late = 1_782_234_000_000 - 1; // 2026-06-23 17:00 UTC is midnight in Bangkok
        assert_eq!(day(late, DEFAULT), NaiveDate::from_ymd_opt(2026, 6, 23).unwrap());
        assert_eq!(day(late + 1, DEFAULT), NaiveDate::from_ymd_opt(2026, 6, 24).unwrap());
        assert_eq!(day(late + 1, "UTC"), NaiveDate::from_ymd_opt(2026, 6, 23).unwrap());
        assert_eq!(offset("+05:30").map(|o| o.local_minus_utc()), Some(19_800));
        for bad in ["", "Mars/Olympus", "+5", "+25:00", "+05:99", "07:00"] {
            assert_eq!(offset(bad), None, "{bad}");
        }
    }
}
