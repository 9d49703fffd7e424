use std::time::{Duration, Instant};

use super::super::write::iso;
use super::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// Monday 29 June 2026, two-digit years Buddhist.
fn rules() -> Rules {
    Rules { two_digit: Some(Era::Buddhist), ..Rules::new(day(2026, 6, 29)) }
}

/// What is read, as ISO; a `~` before what depends on the base, `none` for no date.
fn shown(text: &str) -> String {
    match read(text, &rules()) {
        Ok(Read::Date { date, relative: false }) => iso(date),
        Ok(Read::Date { date, relative: true }) => format!("~{}", iso(date)),
        Ok(Read::None) => "none".to_owned(),
        Err(why) => format!("{why:?}"),
    }
}

#[test]
fn days_of_the_calendar_in_both_eras() {
    for text in [
        "2026-06-30",
        "2569-06-30",
        "2026/6/30",
        "2026 06 30",
        "30/6/2026",
        "30/6/2569",
        "30/06/69",
        "30.6.2569",
        "30-6-2569",
        "30 6 2569",
        " 30 / 6 / 2569 ",
        "๓๐/๖/๒๕๖๙",
        "๓๐ มิถุนายน ๒๕๖๙",
        "30 มิ.ย. 2569",
        "30 มิย 2569",
        "30 มิ.ย. 69",
        "30มิ.ย.69",
        "30มิ.ย.พ.ศ.2569",
        "30 มิถุนายน พ.ศ. 2569",
        "30 มิถุนายน พ.ศ.2569",
        "30 มิถุนา 2569",
        "วันที่ 30 มิถุนายน 2569",
        "วันอังคารที่ 30 มิถุนายน พ.ศ. 2569",
        "วันอังคาร ที่ 30 มิ.ย. 69",
        "อ. 30 มิ.ย. 2569",
        "30 มิถุนายน ค.ศ. 2026",
        "30 June 2569 BE",
        "30 June BE 2569",
        "30 June 2569 B.E.",
        "30 June 2026 AD",
        "30 Jun 26 CE",
        "30 Jun 26 A.D.",
        "30/6/69 พ.ศ.",
        "30-Jun-2026",
        "30.JUN.2026",
        "30th June 2026",
        "Tuesday, 30 June 2026",
        "Tue 30 Jun 2026",
        "tues. 30/6/2026",
        "June 30, 2026",
        "Tue 30 Jun 2026 · 30 มิ.ย. 2569",
        "30 มิ.ย. 2569 (2026-06-30)",
        "3\u{200b}0/6\u{feff}/2026",
        "30\u{a0}June\u{a0}2026",
        "30–6–2026",
    ] {
        assert_eq!(shown(text), "2026-06-30", "{text}");
    }
    assert_eq!(shown("6/7/2026"), "2026-07-06");
    assert_eq!(shown("29/2/2567"), "2024-02-29");
    assert_eq!(shown("1/1/2400"), "1857-01-01");
    assert_eq!(shown("31/12/2699"), "2156-12-31");
    assert_eq!(shown("1/1/1900"), "1900-01-01");
    assert_eq!(shown("31/12/2099"), "2099-12-31");
    assert_eq!(shown("31/12/2156 CE"), "2156-12-31");
}

#[test]
fn relative_days() {
    for (text, want) in [
        ("30/6", "~2026-06-30"),
        ("29/6", "~2026-06-29"),
        ("28/6", "~2027-06-28"),
        ("30 Jun", "~2026-06-30"),
        ("3 ม.ค.", "~2027-01-03"),
        ("29/2", "~2028-02-29"),
        ("Tue 30/6", "~2026-06-30"),
        ("Today", "~2026-06-29"),
        ("วันนี้", "~2026-06-29"),
        ("tomorrow", "~2026-06-30"),
        ("พรุ่งนี้", "~2026-06-30"),
        ("yesterday", "~2026-06-28"),
        ("+3d", "~2026-07-02"),
        ("+6w", "~2026-08-10"),
        ("+๖ สัปดาห์", "~2026-08-10"),
        ("+2m", "~2026-08-29"),
        ("+8m", "~2027-02-28"),
        ("+1y", "~2027-06-29"),
        ("in 30 days", "~2026-07-29"),
        ("within 2 weeks", "~2026-07-13"),
        ("ภายใน 30 วัน", "~2026-07-29"),
        ("อีก๓๐วัน", "~2026-07-29"),
        ("fri", "~2026-07-03"),
        ("next fri", "~2026-07-03"),
        ("Next Friday", "~2026-07-03"),
        ("ศุกร์หน้า", "~2026-07-03"),
        ("วันศุกร์หน้า", "~2026-07-03"),
        ("วันศุกร์", "~2026-07-03"),
        ("ศุกร์นี้", "~2026-07-03"),
        ("mon", "~2026-07-06"),
        ("วันอาทิตย์หน้า", "~2026-07-05"),
        ("อาทิตย์หน้า", "~2026-07-06"),
        ("next week", "~2026-07-06"),
        ("next month", "~2026-07-29"),
        ("end of month", "~2026-06-30"),
        ("end month", "~2026-06-30"),
        ("สิ้นเดือน", "~2026-06-30"),
        ("สิ้น เดือน", "~2026-06-30"),
        ("สิ้นเดือนหน้า", "~2026-07-31"),
        ("end FY", "~2026-09-30"),
        ("end of FY", "~2026-09-30"),
        ("สิ้นปีงบประมาณ", "~2026-09-30"),
        ("สิ้นปี", "~2026-12-31"),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
}

#[test]
fn quarters_and_fiscal_years() {
    for (text, want) in [
        ("Q1/2569", "2025-12-31"),
        ("Q2/2569", "2026-03-31"),
        ("q2/69", "2026-03-31"),
        ("Q2 2569", "2026-03-31"),
        ("Q2/FY69", "2026-03-31"),
        ("Q2/2026", "2026-03-31"),
        ("ไตรมาส 2/2569", "2026-03-31"),
        ("ไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๙", "2026-03-31"),
        ("Q4/2569", "2026-09-30"),
        ("cal:Q2/2026", "2026-06-30"),
        ("CAL: Q2/2569", "2026-06-30"),
        ("cal:q4/69", "2026-12-31"),
        ("FY2569", "2026-09-30"),
        ("FY69", "2026-09-30"),
        ("ปีงบประมาณ 2569", "2026-09-30"),
        ("end of FY2569", "2026-09-30"),
        ("Q5/2569", "NoQuarter(5)"),
        ("Q0/2569", "NoQuarter(0)"),
        ("Q2/2200", "YearBetween(2200)"),
        ("Q2", "NotADate"),
        ("cal:FY2569", "NotADate"),
        ("cal:30/6/2569", "NotADate"),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
    let asked = read("Q2/69", &Rules { two_digit: None, ..rules() });
    let (buddhist, common) = (Some(day(2026, 3, 31)), Some(day(2069, 3, 31)));
    assert_eq!(asked, Err(Unread::TwoDigits { buddhist, common }));
}

#[test]
fn no_date() {
    for text in [
        "-",
        "–",
        " - ",
        "TBD",
        "t.b.d.",
        "TBA",
        "no date",
        "None",
        "N/A",
        "ไม่มี",
        "ไม่มีกำหนด",
        "ไม่กำหนด",
    ] {
        assert_eq!(shown(text), "none", "{text}");
    }
}

#[test]
fn refusals_say_why() {
    for (text, want) in [
        ("", Unread::Empty),
        (" \t\u{200b}", Unread::Empty),
        ("29/2/2568", Unread::NoDay { last: day(2025, 2, 28) }),
        ("31/6/2569", Unread::NoDay { last: day(2026, 6, 30) }),
        ("0/6/2569", Unread::NoDay { last: day(2026, 6, 30) }),
        ("30/2", Unread::NoDay { last: day(2026, 2, 28) }),
        ("6/30/2026", Unread::NoMonth { month: 30, swapped: Some(day(2026, 6, 30)) }),
        ("6/30", Unread::NoMonth { month: 30, swapped: Some(day(2026, 6, 30)) }),
        ("2026-13-01", Unread::NoMonth { month: 13, swapped: None }),
        ("30/13/2026", Unread::NoMonth { month: 13, swapped: None }),
        ("1/0/2026", Unread::NoMonth { month: 0, swapped: None }),
        ("30/6/2100", Unread::YearBetween(2100)),
        ("2399-06-30", Unread::YearBetween(2399)),
        ("30/6/1899", Unread::YearRange(1899)),
        ("30/6/2700", Unread::YearRange(2700)),
        ("30/6/569", Unread::YearRange(569)),
        ("30/6/20269", Unread::YearRange(20269)),
        ("30/6/2026 BE", Unread::YearRange(2026)),
        ("30/6/2569 CE", Unread::YearRange(2569)),
        ("Mon 30 Jun 2026", Unread::WrongWeekday { date: day(2026, 6, 30) }),
        ("วันพุธที่ 30 มิ.ย. 2569", Unread::WrongWeekday { date: day(2026, 6, 30) }),
        (
            "30 Jun 2026 · 30 มิ.ย. 2568",
            Unread::Disagree { first: day(2026, 6, 30), second: day(2025, 6, 30) },
        ),
        ("+999999999y", Unread::TooFar),
        ("+74y", Unread::TooFar),
    ] {
        assert_eq!(read(text, &rules()), Err(want), "{text}");
    }
}

#[test]
fn what_is_no_date_at_all() {
    for text in [
        "soon",
        "2569",
        "30",
        "30 6",
        "30/6-2026",
        "30/6/9",
        "30/6/2026/1",
        "30/6/2026 10:00",
        "20260630",
        "June 2026",
        "Jun 30",
        "Jun",
        "030/6/2026",
        "30/6/2026 BE CE",
        "+3",
        "+3x",
        "+-3d",
        "in days",
        "ศ.",
        "พ.ศ.",
        "อาทิตย์นี้",
        "next",
        "30 Jun 2026 ·",
        "()",
        "\u{0e4d}",
        "30/6/2026\u{0}",
        "½/6/2026",
    ] {
        assert_eq!(shown(text), "NotADate", "{text}");
    }
}

#[test]
fn two_digits_without_a_rule_are_asked_about() {
    let asking = Rules { two_digit: None, ..rules() };
    let (both, one) = ((Some(day(2026, 6, 30)), Some(day(2069, 6, 30))), Some(day(2024, 2, 29)));
    assert_eq!(
        read("30/6/69", &asking),
        Err(Unread::TwoDigits { buddhist: both.0, common: both.1 })
    );
    assert_eq!(read("29/2/67", &asking), Err(Unread::TwoDigits { buddhist: one, common: None }));
    assert_eq!(read("29/2/24", &asking), Err(Unread::TwoDigits { buddhist: None, common: one }));
    assert_eq!(read("31/6/69", &asking), Err(Unread::NoDay { last: day(2026, 6, 30) }));
    let common = Rules { two_digit: Some(Era::Common), ..rules() };
    assert_eq!(
        read("30/6/26", &common),
        Ok(Read::Date { date: day(2026, 6, 30), relative: false })
    );
    assert_eq!(
        read("30/6/69 BE", &common),
        Ok(Read::Date { date: day(2026, 6, 30), relative: false })
    );
}

#[test]
fn nothing_typed_makes_it_stumble() {
    let bits = [
        "30",
        "6",
        "2569",
        "69",
        "/",
        "-",
        ".",
        " ",
        "มิ.ย.",
        "พ.ศ.",
        "Jun",
        "next",
        "fri",
        "ศุกร์",
        "หน้า",
        "+",
        "d",
        "w",
        "Q",
        "FY",
        "cal:",
        "(",
        ")",
        "·",
        "๓",
        "\u{0e49}",
        "\u{0e31}",
        "\u{0e4d}",
        "า",
        "\u{200b}",
        "99999",
        "0",
        "ที่",
        "วัน",
        "\u{0}",
        "🙂",
        "İ",
        "BE",
        ",",
        "end",
    ];
    let mut state: u64 = 0x2569;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 40).unwrap() % below
    };
    for base in [day(2026, 6, 29), NaiveDate::MIN, NaiveDate::MAX, day(2024, 2, 29)] {
        for start in [(10, 1), (2, 29), (0, 0), (12, 31)] {
            let rules = Rules { base, two_digit: None, fiscal_start: start };
            for _ in 0..20_000 {
                let text: String = (0..next(9)).map(|_| bits[next(bits.len())]).collect();
                if let Err(why) = read(&text, &rules) {
                    let _ = why.saying(&text);
                }
                let bytes: Vec<u8> =
                    (0..next(12)).map(|_| u8::try_from(next(256)).unwrap()).collect();
                let _ = read(&String::from_utf8_lossy(&bytes), &rules);
            }
        }
    }
}

#[test]
fn a_long_text_is_refused_quickly() {
    let begun = Instant::now();
    for piece in ["9", "ก", " 9", "\u{200b}", "+"] {
        let text = piece.repeat(10_000_000 / piece.len());
        assert_eq!(read(&text, &rules()), Err(Unread::NotADate));
    }
    assert!(begun.elapsed() < Duration::from_secs(5));
}
