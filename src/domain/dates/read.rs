//! Reading of a typed date.

use chrono::{Datelike, NaiveDate};

use super::calendar::{
    fiscal_end, fiscal_end_around, fiscal_quarter_end, month_end, near, next_day_of_year,
    next_weekday, plus_days, plus_months, quarter_end,
};
use super::token::{Token, fold, split};
use super::words::{Unit, era, month, says_none, unit, weekday};
use super::{Era, Read, Rules, Unread};

/// Most bytes that a date has; anything longer is refused unread.
const LIMIT: usize = 400;

/// A day and whether it was counted from the base.
type Day = (NaiveDate, bool);

/// Reads a date in any form of the grammar: `30/6/2569`, `30 มิ.ย. 69`, `2026-06-30`,
/// `Tue 30 June 2026`, `30/6` (the next one), `+6w`, `next fri`, `สิ้นเดือน`, `end FY`,
/// `Q2/2569` (last day of the fiscal quarter), `cal:Q2/2026`, `FY2569`, `TBD`. The day always
/// comes before the month, except where the year comes first or the month is a word. A weekday
/// alone is the first one after the base. `อาทิตย์หน้า` is next week, `วันอาทิตย์หน้า` Sunday.
/// Two forms of one day side by side (`… · …`, `… (…)`), as dates are shown, read too.
///
/// # Errors
///
/// [`Unread`] says why the text is no date, or what must be asked first.
pub fn read(text: &str, rules: &Rules) -> Result<Read, Unread> {
    let text = text.trim();
    if text.len() > LIMIT {
        return Err(Unread::NotADate);
    }
    let folded = fold(text);
    let folded = folded.trim();
    if folded.is_empty() {
        return Err(Unread::Empty);
    }
    let compact: String = folded.chars().filter(|c| !matches!(c, ' ' | '.')).collect();
    if says_none(&compact) {
        return Ok(Read::None);
    }
    let pair = folded.split_once('·').or_else(|| folded.strip_suffix(')')?.split_once('('));
    let (date, relative) = match pair {
        None => one(folded, rules)?,
        Some((left, right)) => {
            let ((first, from_base), (second, also)) = (one(left, rules)?, one(right, rules)?);
            if first != second {
                return Err(Unread::Disagree { first, second });
            }
            (first, from_base || also)
        }
    };
    Ok(Read::Date { date, relative })
}

/// Reads one folded date.
fn one(folded: &str, rules: &Rules) -> Result<Day, Unread> {
    if let Some(rest) = folded.trim().strip_prefix("cal:") {
        let tokens = split(rest).ok_or(Unread::NotADate)?;
        let end = |year, quarter| quarter_end(year, quarter?);
        let date = period(&tokens, rules, end).ok_or(Unread::NotADate)??;
        return Ok((date, false));
    }
    let tokens = split(folded).ok_or(Unread::NotADate)?;
    if let Some(date) = counted(&tokens, rules) {
        return near(date).map(|date| (date, true)).ok_or(Unread::TooFar);
    }
    let end = |year, quarter: Option<u32>| match quarter {
        Some(quarter) => fiscal_quarter_end(year, quarter, rules.fiscal_start),
        None => fiscal_end(year, rules.fiscal_start),
    };
    if let Some(date) = period(&tokens, rules, end) {
        return Ok((date?, false));
    }
    absolute(&tokens, rules)
}

/// A day counted from the base; the outer `None` means that the words are no such day.
fn counted(tokens: &[Token], rules: &Rules) -> Option<Option<NaiveDate>> {
    match tokens {
        [Token::Plus, Token::Number { value, .. }, Token::Word(word)] => {
            Some(ahead(rules.base, *value, unit(word)?))
        }
        [Token::Word(lead), Token::Number { value, .. }, Token::Word(word)]
            if matches!(lead.as_str(), "in" | "within" | "ภายใน" | "ใน" | "อีก") =>
        {
            Some(ahead(rules.base, *value, unit(word)?))
        }
        _ => {
            let mut phrase = String::new();
            for token in tokens {
                let Token::Word(word) = token else { return None };
                phrase.push_str(word);
            }
            named(&phrase, rules)
        }
    }
}

fn ahead(base: NaiveDate, count: u32, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Days(each) => plus_days(base, u64::from(count).checked_mul(each)?),
        Unit::Months(each) => plus_months(base, count.checked_mul(each)?),
    }
}

/// A day that words alone name, written together.
fn named(phrase: &str, rules: &Rules) -> Option<Option<NaiveDate>> {
    let base = rules.base;
    Some(match phrase {
        "today" | "วันนี้" => Some(base),
        "tomorrow" | "พรุ่งนี้" | "วันพรุ่งนี้" => {
            base.succ_opt()
        }
        "yesterday" | "เมื่อวาน" | "เมื่อวานนี้" => {
            base.pred_opt()
        }
        "nextweek" | "สัปดาห์หน้า" | "อาทิตย์หน้า" => {
            plus_days(base, 7)
        }
        "nextmonth" | "เดือนหน้า" => plus_months(base, 1),
        "nextyear" | "ปีหน้า" => plus_months(base, 12),
        "endofmonth" | "endmonth" | "monthend" | "endofthismonth" | "สิ้นเดือน" | "สิ้นเดือนนี้" => {
            month_end(base.year(), base.month())
        }
        "endofnextmonth" | "endnextmonth" | "สิ้นเดือนหน้า" => {
            plus_months(base, 1).and_then(|next| month_end(next.year(), next.month()))
        }
        "endofyear" | "endyear" | "สิ้นปี" | "สิ้นปีนี้" => {
            month_end(base.year(), 12)
        }
        "endoffy" | "endfy" | "fyend" | "สิ้นปีงบประมาณ" | "สิ้นปีงบประมาณนี้" | "สิ้นปีงบ" => {
            fiscal_end_around(base, rules.fiscal_start)
        }
        // "This week", not "this Sunday".
        "อาทิตย์นี้" => return None,
        _ => {
            let bare = phrase.strip_prefix("next").or_else(|| phrase.strip_prefix("this"));
            let bare = bare.unwrap_or(phrase);
            let bare = bare.strip_suffix("หน้า").or_else(|| bare.strip_suffix("นี้")).unwrap_or(bare);
            // One or two Thai letters alone are too little to go by.
            if bare.chars().count() < 3 {
                return None;
            }
            next_weekday(base, weekday(bare)?)
        }
    })
}

/// The last day of a quarter or year: `Q2/2569`, `Q2 FY69`, `ไตรมาส 2/2569`, `FY2569`; `None`
/// where the text is none. `end` finds the day from the common-era year and the quarter.
fn period(
    tokens: &[Token],
    rules: &Rules,
    end: impl Fn(i32, Option<u32>) -> Option<NaiveDate>,
) -> Option<Result<NaiveDate, Unread>> {
    let mut era_typed = None;
    let (mut quarter, mut year) = (None, None);
    let mut expect_quarter = false;
    let mut named = false;
    for token in tokens {
        match token {
            Token::Word(word) => match word.as_str() {
                "q" | "quarter" | "ไตรมาส" | "ไตรมาสที่" if quarter.is_none() =>
                {
                    (expect_quarter, named) = (true, true);
                }
                "fy" | "ปีงบประมาณ" | "ปีงบ" | "สิ้นปีงบประมาณ" => {
                    named = true
                }
                "end" | "of" => {}
                other => {
                    let found = era(other)?;
                    if era_typed.is_some_and(|before| before != found) {
                        return None;
                    }
                    era_typed = Some(found);
                }
            },
            Token::Number { value, digits: 1 } if expect_quarter => {
                quarter = Some(*value);
                expect_quarter = false;
            }
            Token::Number { value, digits } if year.is_none() => year = Some((*value, *digits)),
            Token::Mark('/' | '-') => {}
            _ => return None,
        }
    }
    if !named || expect_quarter {
        return None;
    }
    if let Some(wrong) = quarter.filter(|q| !(1..=4).contains(q)) {
        return Some(Err(Unread::NoQuarter(wrong)));
    }
    let day = |year| end(year, quarter).ok_or(Unread::NotADate);
    Some(with_year(year?, era_typed, rules, day))
}

/// A piece of a date of the calendar.
#[derive(Clone, Copy)]
enum Piece {
    /// A value and its digits.
    Number(u32, usize),
    /// A month by name.
    Month(u32),
    /// A separator.
    Mark(char),
}

/// A day of the calendar, with or without a year.
fn absolute(tokens: &[Token], rules: &Rules) -> Result<Day, Unread> {
    let mut tokens = tokens;
    let mut stated = None;
    while let [Token::Word(word), rest @ ..] = tokens {
        if stated.is_none() && weekday(word).is_some() {
            stated = weekday(word);
        } else if !matches!(word.as_str(), "วันที่" | "ที่" | "on") {
            break;
        }
        tokens = rest;
    }
    let mut era_typed = None;
    let mut pieces = Vec::new();
    for token in tokens {
        pieces.push(match token {
            Token::Number { value, digits } => Piece::Number(*value, *digits),
            Token::Mark(mark) => Piece::Mark(*mark),
            Token::Plus => return Err(Unread::NotADate),
            Token::Word(word) => {
                if let Some(number) = month(word) {
                    Piece::Month(number)
                } else if let Some(found) = era(word) {
                    if era_typed.is_some_and(|before| before != found) {
                        return Err(Unread::NotADate);
                    }
                    era_typed = Some(found);
                    continue;
                } else if matches!(word.as_str(), "st" | "nd" | "rd" | "th") {
                    continue;
                } else {
                    return Err(Unread::NotADate);
                }
            }
        });
    }
    if pieces.iter().any(|piece| matches!(piece, Piece::Month(_))) {
        pieces.retain(|piece| !matches!(piece, Piece::Mark(_)));
    }
    let day = of_pieces(&pieces, era_typed, rules)?;
    if stated.is_some_and(|stated| stated != day.0.weekday()) {
        return Err(Unread::WrongWeekday { date: day.0 });
    }
    Ok(day)
}

/// A day from numbers, month names and separators.
fn of_pieces(pieces: &[Piece], era: Option<Era>, rules: &Rules) -> Result<Day, Unread> {
    use Piece::{Mark, Month, Number};
    let fixed = |year: (u32, usize), month: u32, day: u32, day_first: bool| {
        with_year(year, era, rules, |year| of_calendar(year, month, day, day_first))
            .map(|date| (date, false))
    };
    match *pieces {
        [Number(y, 4), Mark(a), Number(m, 1..=2), Mark(b), Number(d, 1..=2)] if a == b => {
            fixed((y, 4), m, d, false)
        }
        [Number(y, 4), Number(m, 1..=2), Number(d, 1..=2)] => fixed((y, 4), m, d, false),
        [Number(d, 1..=2), Mark(a), Number(m, 1..=2), Mark(b), Number(y, n)] if a == b => {
            fixed((y, n), m, d, true)
        }
        [Number(d, 1..=2), Number(m, 1..=2), Number(y, n)] => fixed((y, n), m, d, true),
        [Number(d, 1..=2), Month(m), Number(y, n)] => fixed((y, n), m, d, false),
        [Month(m), Number(d, 1..=2), Number(y, 4)] | [Number(y, 4), Month(m), Number(d, 1..=2)] => {
            fixed((y, 4), m, d, false)
        }
        [Number(d, 1..=2), Mark(_), Number(m, 1..=2)] if era.is_none() => {
            yearless(m, d, true, rules)
        }
        [Number(d, 1..=2), Month(m)] if era.is_none() => yearless(m, d, false, rules),
        _ => Err(Unread::NotADate),
    }
}

/// The next such day on or after the base.
fn yearless(month: u32, day: u32, day_first: bool, rules: &Rules) -> Result<Day, Unread> {
    if !(1..=12).contains(&month) {
        let swapped = next_day_of_year(rules.base, day, month).filter(|_| day_first);
        return Err(Unread::NoMonth { month, swapped });
    }
    if let Some(date) = next_day_of_year(rules.base, month, day) {
        return near(Some(date)).map(|date| (date, true)).ok_or(Unread::TooFar);
    }
    let last = month_end(rules.base.year(), month).ok_or(Unread::NotADate)?;
    Err(Unread::NoDay { last })
}

/// A day of the calendar, or why it is none.
fn of_calendar(year: i32, month: u32, day: u32, day_first: bool) -> Result<NaiveDate, Unread> {
    if !(1..=12).contains(&month) {
        let swapped = NaiveDate::from_ymd_opt(year, day, month).filter(|_| day_first);
        return Err(Unread::NoMonth { month, swapped });
    }
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Ok(date),
        None => Err(month_end(year, month).map_or(Unread::NotADate, |last| Unread::NoDay { last })),
    }
}

/// How far Buddhist years are ahead.
const AHEAD: i32 = 543;

/// Settles the year before the calendar is asked, since leap years are common-era ones.
/// `typed` is the value and its digits; `day` makes the day of a common-era year.
fn with_year(
    typed: (u32, usize),
    era: Option<Era>,
    rules: &Rules,
    day: impl Fn(i32) -> Result<NaiveDate, Unread>,
) -> Result<NaiveDate, Unread> {
    let value = i32::try_from(typed.0).map_err(|_| Unread::NotADate)?;
    match (typed.1, era.or(rules.two_digit)) {
        (4, _) => day(whole_year(value, era)?),
        (2, Some(Era::Buddhist)) => day(2500 - AHEAD + value),
        (2, Some(Era::Common)) => day(2000 + value),
        (2, None) => {
            let (buddhist, common) = (day(2500 - AHEAD + value), day(2000 + value));
            if let (Err(why), Err(_)) = (buddhist, common) {
                return Err(why);
            }
            Err(Unread::TwoDigits { buddhist: buddhist.ok(), common: common.ok() })
        }
        (3 | 5, _) => Err(Unread::YearRange(value)),
        _ => Err(Unread::NotADate),
    }
}

/// The common-era year of a four-digit one.
fn whole_year(value: i32, era: Option<Era>) -> Result<i32, Unread> {
    match (value, era) {
        (2400..=2699, None | Some(Era::Buddhist)) => Ok(value - AHEAD),
        (1900..=2099, None) | (1857..=2156, Some(Era::Common)) => Ok(value),
        (2100..=2399, None) => Err(Unread::YearBetween(value)),
        _ => Err(Unread::YearRange(value)),
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
