//! Writing of dates for lists, details and documents. Every form reads back with
//! [`read`](super::read) for the years 1900 to 2099; [`short`] with the two-digit rule of the
//! era it writes (English common, Thai Buddhist).

use chrono::{Datelike, NaiveDate};

use super::words::month_names;
use crate::domain::lang::Lang;

/// `2026-06-30`, as stored and exchanged.
#[must_use]
pub fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// For lists: `30 Jun` or `30 มิ.ย.`, and `30 Jun 27` or `30 มิ.ย. 70` where the common-era
/// year is not `this_year`.
#[must_use]
pub fn short(date: NaiveDate, lang: Lang, this_year: i32) -> String {
    let mut text = format!("{} {}", date.day(), month(date, lang));
    if date.year() != this_year {
        text.push_str(&format!(" {:02}", year(date, lang).rem_euclid(100)));
    }
    text
}

/// For details in one language: `Tue 30 Jun 2026` or `30 มิ.ย. 2569`.
#[must_use]
pub fn long(date: NaiveDate, lang: Lang) -> String {
    let plain = format!("{} {} {}", date.day(), month(date, lang), year(date, lang));
    match lang {
        Lang::En => format!("{} {plain}", date.weekday()),
        Lang::Th => plain,
    }
}

/// For details, both eras: `Tue 30 Jun 2026 · 30 มิ.ย. 2569`.
#[must_use]
pub fn both(date: NaiveDate) -> String {
    format!("{} · {}", long(date, Lang::En), long(date, Lang::Th))
}

/// For documents: `30 June 2026` or `30 มิถุนายน 2569`.
#[must_use]
pub fn full(date: NaiveDate, lang: Lang) -> String {
    let name = month_names(date.month()).map_or("", |names| match lang {
        Lang::En => names.en_full,
        Lang::Th => names.th_full,
    });
    format!("{} {name} {}", date.day(), year(date, lang))
}

/// The text with Thai digits for Arabic ones: `๓๐ มิถุนายน ๒๕๖๙`.
#[must_use]
pub fn thai_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(u32::from('๐') + digit).unwrap_or(c),
            None => c,
        })
        .collect()
}

fn month(date: NaiveDate, lang: Lang) -> &'static str {
    month_names(date.month()).map_or("", |names| match lang {
        Lang::En => names.en,
        Lang::Th => names.th,
    })
}

/// The year in the era of the language.
fn year(date: NaiveDate, lang: Lang) -> i32 {
    match lang {
        Lang::En => date.year(),
        // The calendar ends far before the numbers do.
        Lang::Th => date.year().saturating_add(543),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Era, Read, Rules, Unread, read};
    use super::*;

    #[test]
    fn forms() {
        let date = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        assert_eq!(iso(date), "2026-06-30");
        assert_eq!(short(date, Lang::En, 2026), "30 Jun");
        assert_eq!(short(date, Lang::Th, 2026), "30 มิ.ย.");
        assert_eq!(short(date, Lang::En, 2027), "30 Jun 26");
        assert_eq!(short(date, Lang::Th, 2025), "30 มิ.ย. 69");
        assert_eq!(long(date, Lang::En), "Tue 30 Jun 2026");
        assert_eq!(long(date, Lang::Th), "30 มิ.ย. 2569");
        assert_eq!(both(date), "Tue 30 Jun 2026 · 30 มิ.ย. 2569");
        assert_eq!(full(date, Lang::En), "30 June 2026");
        assert_eq!(thai_digits(&full(date, Lang::Th)), "๓๐ มิถุนายน ๒๕๖๙");
        let date = NaiveDate::from_ymd_opt(2027, 1, 3).unwrap();
        assert_eq!(short(date, Lang::En, 2026), "3 Jan 27");
        assert_eq!(short(date, Lang::Th, 2026), "3 ม.ค. 70");
    }

    #[test]
    fn every_day_reads_back_in_every_form() {
        let mut date = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
        let end = NaiveDate::from_ymd_opt(2060, 12, 31).unwrap();
        while date <= end {
            let mut rules = Rules::new(date.with_ordinal(1).unwrap());
            for text in [
                iso(date),
                long(date, Lang::En),
                long(date, Lang::Th),
                both(date),
                full(date, Lang::En),
                full(date, Lang::Th),
                thai_digits(&full(date, Lang::Th)),
                format!("{} ({})", long(date, Lang::Th), iso(date)),
                format!("{}-{}", date.year() + 543, date.format("%m-%d")),
                date.format("%-d/%-m/%Y").to_string(),
                format!("{}/{}", date.format("%d/%m"), date.year() + 543),
            ] {
                assert_eq!(read(&text, &rules), Ok(Read::Date { date, relative: false }), "{text}");
            }
            for lang in [Lang::En, Lang::Th] {
                let text = short(date, lang, date.year());
                assert_eq!(read(&text, &rules), Ok(Read::Date { date, relative: true }), "{text}");
            }
            let in_century = date.year() >= 2000 && date.year() < 2057;
            for (lang, era) in [(Lang::En, Era::Common), (Lang::Th, Era::Buddhist)] {
                if in_century {
                    rules.two_digit = Some(era);
                    let text = short(date, lang, 0);
                    let read_back = read(&text, &rules);
                    assert_eq!(read_back, Ok(Read::Date { date, relative: false }), "{text}");
                    rules.two_digit = None;
                    let asked = read(&text, &rules);
                    let Err(Unread::TwoDigits { buddhist, common }) = asked else {
                        panic!("{text} was not asked about: {asked:?}");
                    };
                    assert!(buddhist == Some(date) || common == Some(date), "{text}");
                }
            }
            date = date.succ_opt().unwrap();
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_written_without_a_panic() {
        for date in [NaiveDate::MIN, NaiveDate::MAX] {
            for lang in [Lang::En, Lang::Th] {
                assert!(!short(date, lang, 0).is_empty() && !long(date, lang).is_empty());
            }
        }
    }
}
