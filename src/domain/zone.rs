//! Zones that dates count in. Thailand keeps one offset all year, so no table of changes is
//! carried along: a zone is a name for a fixed offset.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// The zone of a workspace that names none.
pub const DEFAULT: &str = "Asia/Bangkok";

/// The offset of a zone: `Asia/Bangkok`, `UTC`, or the offset itself as `+07:00`. None where
/// the name is not known here.
#[must_use]
pub fn offset(zone: &str) -> Option<FixedOffset> {
    match zone.trim() {
        "Asia/Bangkok" => FixedOffset::east_opt(7 * 3600),
        "UTC" | "Z" => FixedOffset::east_opt(0),
        other => hours_and_minutes(other),
    }
}

/// Reads `+07:00` or `-03:30`.
fn hours_and_minutes(text: &str) -> Option<FixedOffset> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    // Two digits each; a sign would parse as well.
    let two = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    if !two(hours) || !two(minutes) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if !(0..=14).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
}

/// The moment, given in milliseconds since 1970, as clocks in the zone show it; in the default
/// zone where the workspace names none that is known here.
#[must_use]
pub fn local(zone: Option<&str>, at: i64) -> DateTime<FixedOffset> {
    let utc = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default();
    let offset = zone.and_then(offset).or_else(|| offset(DEFAULT));
    match offset {
        Some(offset) => utc.with_timezone(&offset),
        None => utc.fixed_offset(),
    }
}

/// The day in the zone at a moment.
#[must_use]
pub fn day(zone: Option<&str>, at: i64) -> NaiveDate {
    local(zone, at).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_and_offsets() {
        for (zone, seconds) in
            [("Asia/Bangkok", 25200), ("UTC", 0), ("+07:00", 25200), ("-03:30", -12600)]
        {
            assert_eq!(offset(zone).map(|o| o.local_minus_utc()), Some(seconds), "{zone}");
        }
        for zone in ["", "+7", "Mars", "+99:00", "+07:60", "++7:00", "ก07:00", "+0a:00"] {
            assert_eq!(offset(zone), None, "{zone}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_the_zone() {
        // 2026-06-30 17:00 UTC is midnight in Bangkok.
        let at = 1_782_838_800_000;
        assert_eq!(day(None, at).to_string(), "2026-07-01");
        assert_eq!(day(None, at - 1).to_string(), "2026-06-30");
        assert_eq!(day(Some("UTC"), at).to_string(), "2026-06-30");
        assert_eq!(day(Some("nowhere"), at).to_string(), "2026-07-01");
    }
}
