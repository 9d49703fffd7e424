//! Calendar arithmetic that never overflows: months, weekdays, fiscal years and quarters.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The last day that a counted date may have; later ones could not be typed back as ISO dates.
const LAST: Option<NaiveDate> = NaiveDate::from_ymd_opt(2099, 12, 31);

/// `date` if it is not after 2099.
pub(super) fn near(date: Option<NaiveDate>) -> Option<NaiveDate> {
    date.filter(|d| LAST.is_some_and(|last| *d <= last))
}

/// `date` and so many days.
pub(super) fn plus_days(date: NaiveDate, days: u64) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(days))
}

/// `date` and so many months; a day the month lacks becomes its last one.
pub(super) fn plus_months(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    date.checked_add_months(Months::new(months))
}

/// The last day of a month (1 to 12).
pub(super) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    plus_months(NaiveDate::from_ymd_opt(year, month, 1)?, 1)?.pred_opt()
}

/// The first `day` after `base`; a week later where `base` is such a day.
pub(super) fn next_weekday(base: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let ahead = day.num_days_from_monday() + 7 - base.weekday().num_days_from_monday();
    let days = if ahead.is_multiple_of(7) { 7 } else { ahead % 7 };
    plus_days(base, u64::from(days))
}

/// The first day on or after `base` with this month and day; `None` if there never is one.
pub(super) fn next_day_of_year(base: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    // 29 February is missing for eight years around 1900 and 2100.
    (0..=8).find_map(|ahead| {
        let year = base.year().checked_add(ahead)?;
        NaiveDate::from_ymd_opt(year, month, day).filter(|d| *d >= base)
    })
}

/// The first day of the fiscal year that is named by the calendar year it ends in.
fn fiscal_start(year: i32, start: (u32, u32)) -> Option<NaiveDate> {
    // A leap year tells which days exist at all.
    let (month, day) = match NaiveDate::from_ymd_opt(2000, start.0, start.1) {
        Some(_) => start,
        None => (10, 1),
    };
    let begins = if (month, day) == (1, 1) { year } else { year.checked_sub(1)? };
    NaiveDate::from_ymd_opt(begins, month, day).or_else(|| month_end(begins, month))
}

/// The last day of a fiscal year.
pub(super) fn fiscal_end(year: i32, start: (u32, u32)) -> Option<NaiveDate> {
    fiscal_start(year.checked_add(1)?, start)?.pred_opt()
}

/// The last day of the fiscal year that `date` is in.
pub(super) fn fiscal_end_around(date: NaiveDate, start: (u32, u32)) -> Option<NaiveDate> {
    (0..=1)
        .filter_map(|ahead| fiscal_end(date.year().checked_add(ahead)?, start))
        .find(|end| *end >= date)
}

/// The last day of a fiscal quarter (1 to 4).
pub(super) fn fiscal_quarter_end(year: i32, quarter: u32, start: (u32, u32)) -> Option<NaiveDate> {
    if quarter >= 4 {
        return fiscal_end(year, start);
    }
    plus_months(fiscal_start(year, start)?, quarter.checked_mul(3)?)?.pred_opt()
}

/// The last day of a calendar quarter (1 to 4).
pub(super) fn quarter_end(year: i32, quarter: u32) -> Option<NaiveDate> {
    month_end(year, quarter.checked_mul(3)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_thai_fiscal_year_starts_in_october_before() {
        let start = (10, 1);
        assert_eq!(fiscal_start(2026, start), Some(day(2025, 10, 1)));
        assert_eq!(fiscal_end(2026, start), Some(day(2026, 9, 30)));
        let ends: Vec<_> = (1..=4).filter_map(|q| fiscal_quarter_end(2026, q, start)).collect();
        assert_eq!(ends, [day(2025, 12, 31), day(2026, 3, 31), day(2026, 6, 30), day(2026, 9, 30)]);
        assert_eq!(fiscal_end_around(day(2026, 9, 30), start), Some(day(2026, 9, 30)));
        assert_eq!(fiscal_end_around(day(2026, 10, 1), start), Some(day(2027, 9, 30)));
    }

    #[test]
    fn other_fiscal_years() {
        assert_eq!(fiscal_end(2026, (1, 1)), Some(day(2026, 12, 31)));
        assert_eq!(fiscal_quarter_end(2026, 1, (1, 1)), Some(day(2026, 3, 31)));
        assert_eq!(fiscal_end(2026, (4, 1)), Some(day(2026, 3, 31)));
        assert_eq!(fiscal_end(2026, (4, 6)), Some(day(2026, 4, 5)));
        assert_eq!(fiscal_end(2026, (13, 40)), Some(day(2026, 9, 30)));
        assert_eq!(fiscal_end(2027, (2, 29)), Some(day(2027, 2, 27)));
    }

    #[test]
    fn a_weekday_is_never_the_base_itself() {
        for ahead in 0..14 {
            let base = plus_days(day(2026, 6, 29), ahead).unwrap();
            for weekday in [Weekday::Mon, Weekday::Fri, Weekday::Sun] {
                let next = next_weekday(base, weekday).unwrap();
                assert_eq!(next.weekday(), weekday);
                assert!((1..=7).contains(&(next - base).num_days()));
            }
        }
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        assert_eq!(plus_days(NaiveDate::MAX, 1), None);
        assert_eq!(plus_days(day(2026, 1, 1), u64::MAX), None);
        assert_eq!(plus_months(day(2026, 1, 1), u32::MAX), None);
        assert_eq!(fiscal_end(i32::MAX, (10, 1)), None);
        assert_eq!(next_weekday(NaiveDate::MAX, Weekday::Mon), None);
        assert_eq!(next_day_of_year(NaiveDate::MAX, 1, 1), None);
        assert_eq!(next_day_of_year(day(2026, 1, 1), 2, 30), None);
        assert_eq!(next_day_of_year(day(2097, 1, 1), 2, 29), Some(day(2104, 2, 29)));
    }
}
