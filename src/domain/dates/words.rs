//! The words of dates: months, weekdays, eras and units in both languages, as they are after
//! folding (lower case, no dots).

use chrono::Weekday;

use super::Era;

/// A month's names as they are written.
pub(super) struct Month {
    /// `Jun`
    pub(super) en: &'static str,
    /// `June`
    pub(super) en_full: &'static str,
    /// `มิ.ย.`
    pub(super) th: &'static str,
    /// `มิถุนายน`
    pub(super) th_full: &'static str,
    /// `มิถุนา`, how it is said.
    th_said: &'static str,
}

const fn named(
    en: &'static str,
    en_full: &'static str,
    th: &'static str,
    th_full: &'static str,
    th_said: &'static str,
) -> Month {
    Month { en, en_full, th, th_full, th_said }
}

/// January to December.
const MONTHS: [Month; 12] = [
    named("Jan", "January", "ม.ค.", "มกราคม", "มกรา"),
    named("Feb", "February", "ก.พ.", "กุมภาพันธ์", "กุมภา"),
    named("Mar", "March", "มี.ค.", "มีนาคม", "มีนา"),
    named("Apr", "April", "เม.ย.", "เมษายน", "เมษา"),
    named("May", "May", "พ.ค.", "พฤษภาคม", "พฤษภา"),
    named("Jun", "June", "มิ.ย.", "มิถุนายน", "มิถุนา"),
    named("Jul", "July", "ก.ค.", "กรกฎาคม", "กรกฎา"),
    named("Aug", "August", "ส.ค.", "สิงหาคม", "สิงหา"),
    named("Sep", "September", "ก.ย.", "กันยายน", "กันยา"),
    named("Oct", "October", "ต.ค.", "ตุลาคม", "ตุลา"),
    named("Nov", "November", "พ.ย.", "พฤศจิกายน", "พฤศจิกา"),
    named("Dec", "December", "ธ.ค.", "ธันวาคม", "ธันวา"),
];

/// The names of month `number` (1 to 12).
pub(super) fn month_names(number: u32) -> Option<&'static Month> {
    MONTHS.get(usize::try_from(number.checked_sub(1)?).ok()?)
}

/// The number (1 to 12) of the month a folded word names.
pub(super) fn month(word: &str) -> Option<u32> {
    if word == "sept" {
        return Some(9);
    }
    let dotless = |name: &str| name.chars().filter(|c| *c != '.').eq(word.chars());
    let at = MONTHS.iter().position(|m| {
        m.en.eq_ignore_ascii_case(word)
            || m.en_full.eq_ignore_ascii_case(word)
            || m.th_full == word
            || m.th_said == word
            || dotless(m.th)
    })?;
    u32::try_from(at + 1).ok()
}

/// The weekday a folded word names; Thai with or without `วัน` before and `ที่` after it.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let bare = word.strip_prefix("วัน").unwrap_or(word);
    let bare = bare.strip_suffix("ที่").unwrap_or(bare);
    Some(match bare {
        "mon" | "monday" | "จันทร์" | "จ" => Weekday::Mon,
        "tue" | "tues" | "tuesday" | "อังคาร" | "อ" => Weekday::Tue,
        "wed" | "weds" | "wednesday" | "พุธ" | "พ" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" | "พฤหัสบดี" | "พฤหัส" | "พฤหัสฯ" | "พฤ" => {
            Weekday::Thu
        }
        "fri" | "friday" | "ศุกร์" | "ศ" => Weekday::Fri,
        "sat" | "saturday" | "เสาร์" | "ส" => Weekday::Sat,
        "sun" | "sunday" | "อาทิตย์" | "อา" => Weekday::Sun,
        _ => return None,
    })
}

/// The era a folded word names.
pub(super) fn era(word: &str) -> Option<Era> {
    match word {
        "be" | "พศ" | "พุทธศักราช" => Some(Era::Buddhist),
        "ce" | "ad" | "คศ" | "คริสต์ศักราช" => Some(Era::Common),
        _ => None,
    }
}

/// What a relative date counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Days, so many to the unit.
    Days(u64),
    /// Months, so many to the unit.
    Months(u32),
}

/// The unit a folded word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "d" | "day" | "days" | "วัน" => Unit::Days(1),
        "w" | "wk" | "wks" | "week" | "weeks" | "สัปดาห์" | "อาทิตย์" => {
            Unit::Days(7)
        }
        "m" | "mo" | "mth" | "month" | "months" | "เดือน" => Unit::Months(1),
        "y" | "yr" | "yrs" | "year" | "years" | "ปี" => Unit::Months(12),
        _ => return None,
    })
}

/// Whether a folded text without blanks and dots says that there is no date.
pub(super) fn says_none(text: &str) -> bool {
    matches!(
        text,
        "-" | "--"
            | "tbd"
            | "tba"
            | "none"
            | "nodate"
            | "nodue"
            | "n/a"
            | "ไม่มี"
            | "ไม่มีวันที่"
            | "ไม่มีกำหนด"
            | "ไม่กำหนด"
            | "ไม่ระบุ"
            | "ยังไม่มี"
            | "ยังไม่กำหนด"
            | "รอกำหนด"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_month_is_its_own() {
        for number in 1..=12 {
            let m = month_names(number).unwrap();
            for name in [m.en, m.en_full, m.th, m.th_full, m.th_said] {
                let folded = name.to_lowercase().replace('.', "");
                assert_eq!(month(&folded), Some(number), "{name}");
                assert_eq!(weekday(&folded), None, "{name}");
            }
        }
        assert!(month_names(0).is_none() && month_names(13).is_none());
        assert_eq!(month(""), None);
    }

    #[test]
    fn weekdays_in_front_and_alone() {
        assert_eq!(weekday("วันอังคารที่"), Some(Weekday::Tue));
        assert_eq!(weekday("thurs"), Some(Weekday::Thu));
        assert_eq!(weekday("วัน"), None);
        assert_eq!(weekday("วันที่"), None);
    }
}
