//! Dates as people write them: both eras, Thai and English, relative words, fiscal quarters.
//!
//! [`read`] turns what was typed into a date, [`write`] turns a date into text. What is stored
//! is always the common-era date.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::saying::Saying;

mod calendar;
mod read;
mod token;
mod words;
pub mod write;

pub use read::read;

/// The era a year is counted in; Buddhist years are 543 ahead of common ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Era {
    /// Buddhist era (พ.ศ., BE); whole years 2400 to 2699 are read.
    Buddhist,
    /// Common era (ค.ศ., CE, AD); whole years 1900 to 2099 are read without a mark.
    Common,
}

/// What a reading depends on besides the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The day that relative words and days without a year count from: the date of the open
    /// meeting, else today.
    pub base: NaiveDate,
    /// The era of two-digit years (Buddhist: 2500 to 2599, common: 2000 to 2099); `None` asks.
    pub two_digit: Option<Era>,
    /// Month (1 to 12) and day (1 to 31) on which the fiscal year begins; a year is named by
    /// the calendar year it ends in. A day that does not exist counts as 1 October.
    pub fiscal_start: (u32, u32),
}

impl Rules {
    /// Rules that count from `base`, ask about two-digit years, and start the fiscal year on
    /// 1 October.
    #[must_use]
    pub const fn new(base: NaiveDate) -> Self {
        Self { base, two_digit: None, fiscal_start: (10, 1) }
    }
}

/// What a text says about a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// A day.
    Date {
        /// The day, in the common era.
        date: NaiveDate,
        /// Whether it depends on [`Rules::base`]; the echo then says what was counted from.
        relative: bool,
    },
    /// Expressly no date: `-`, `TBD`, `no date`, `ไม่มี` and their like.
    None,
}

/// Why a text is not read as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Nothing was typed.
    Empty,
    /// Not in any form that is read.
    NotADate,
    /// No month has this number; `swapped` is the day that month-before-day order would give.
    NoMonth {
        /// The number typed for the month.
        month: u32,
        /// The day if the first number were the month.
        swapped: Option<NaiveDate>,
    },
    /// The month has no such day.
    NoDay {
        /// The last day that the month has.
        last: NaiveDate,
    },
    /// A year from 2100 to 2399 without an era: neither era makes sense of it.
    YearBetween(i32),
    /// A year outside what is read: 2400 to 2699 BE, 1900 to 2099 CE (with a mark to 2156).
    YearRange(i32),
    /// A two-digit year without a rule; at least one of the readings exists.
    TwoDigits {
        /// The day if the year is Buddhist.
        buddhist: Option<NaiveDate>,
        /// The day if the year is of the common era.
        common: Option<NaiveDate>,
    },
    /// The weekday in front is not the day's.
    WrongWeekday {
        /// The day that was written.
        date: NaiveDate,
    },
    /// Two dates were written side by side, and they differ.
    Disagree {
        /// The first one.
        first: NaiveDate,
        /// The second one.
        second: NaiveDate,
    },
    /// A year has quarters 1 to 4.
    NoQuarter(u32),
    /// The day counted to lies after 2099.
    TooFar,
}

/// Most characters of what was typed that a message repeats.
const ECHO: usize = 40;

impl Unread {
    /// What to say to the person who typed `typed`; a long `typed` is cut at 40 characters.
    ///
    /// Keys and holes (all but `date.empty` also have `{typed}`):
    /// `date.empty`; `date.unread`; `date.month` `{month}`; `date.month.swapped` `{month}`
    /// `{date}`; `date.day` `{last}`; `date.year.between` `{year}`; `date.year.range` `{year}`;
    /// `date.two_digits` `{buddhist}` `{common}`; `date.two_digits.buddhist` `{date}`;
    /// `date.two_digits.common` `{date}`; `date.weekday` `{date}` `{real}`, where `{real}` is
    /// one of `date.weekday.mon` to `date.weekday.sun`; `date.disagree` `{first}` `{second}`;
    /// `date.quarter` `{quarter}`; `date.too_far`. Days are dates, years and numbers text.
    #[must_use]
    pub fn saying(&self, typed: &str) -> Saying {
        let about = |key| Saying::new(key).with("typed", echo(typed));
        match *self {
            Self::Empty => Saying::new("date.empty"),
            Self::NotADate => about("date.unread"),
            Self::NoMonth { month, swapped: None } => {
                about("date.month").with("month", month.to_string())
            }
            Self::NoMonth { month, swapped: Some(date) } => {
                about("date.month.swapped").with("month", month.to_string()).with("date", date)
            }
            Self::NoDay { last } => about("date.day").with("last", last),
            Self::YearBetween(year) => about("date.year.between").with("year", year.to_string()),
            Self::YearRange(year) => about("date.year.range").with("year", year.to_string()),
            Self::TwoDigits { buddhist, common } => match (buddhist, common) {
                (Some(buddhist), Some(common)) => {
                    about("date.two_digits").with("buddhist", buddhist).with("common", common)
                }
                (Some(date), None) => about("date.two_digits.buddhist").with("date", date),
                (None, Some(date)) => about("date.two_digits.common").with("date", date),
                (None, None) => about("date.unread"),
            },
            Self::WrongWeekday { date } => about("date.weekday")
                .with("date", date)
                .with("real", Saying::new(weekday_key(date.weekday()))),
            Self::Disagree { first, second } => {
                about("date.disagree").with("first", first).with("second", second)
            }
            Self::NoQuarter(quarter) => about("date.quarter").with("quarter", quarter.to_string()),
            Self::TooFar => about("date.too_far"),
        }
    }
}

/// What was typed, short enough for a message.
fn echo(typed: &str) -> String {
    let mut chars = typed.trim().chars();
    let mut shown: String = chars.by_ref().take(ECHO).collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}

/// The key of a weekday's name in the bundles.
#[must_use]
pub const fn weekday_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "date.weekday.mon",
        Weekday::Tue => "date.weekday.tue",
        Weekday::Wed => "date.weekday.wed",
        Weekday::Thu => "date.weekday.thu",
        Weekday::Fri => "date.weekday.fri",
        Weekday::Sat => "date.weekday.sat",
        Weekday::Sun => "date.weekday.sun",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::saying::Said;

    #[test]
    fn a_refusal_names_what_was_typed_and_the_way_out() {
        let last = NaiveDate::from_ymd_opt(2025, 2, 28).unwrap();
        let said = Unread::NoDay { last }.saying(" 29/2/2568 ");
        assert_eq!(said.key, "date.day");
        assert_eq!(
            said.values,
            vec![("typed", Said::Text("29/2/2568".to_owned())), ("last", Said::Date(last))]
        );
        let said = Unread::WrongWeekday { date: last }.saying("Mon 28 Feb 2025");
        assert!(
            said.values
                .contains(&("real", Said::Saying(Box::new(Saying::new("date.weekday.fri")))))
        );
    }

    #[test]
    fn a_long_text_is_not_repeated_whole() {
        let said = Unread::NotADate.saying(&"ก".repeat(1_000_000));
        let Some((_, Said::Text(shown))) = said.values.first() else { panic!("no text") };
        assert_eq!(shown.chars().count(), 41);
    }

    #[test]
    fn two_digits_say_only_readings_that_exist() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 29);
        let key = |buddhist, common| Unread::TwoDigits { buddhist, common }.saying("x").key;
        assert_eq!(key(day, day), "date.two_digits");
        assert_eq!(key(day, None), "date.two_digits.buddhist");
        assert_eq!(key(None, day), "date.two_digits.common");
    }
}
