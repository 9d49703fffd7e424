//! Names after a title, and the many words that only look so.

use std::ops::Range;

use super::Line;

/// Characters of a Thai name that are lit up; where it ends without a blank nobody can tell.
const NAME: usize = 16;

/// Titles before a Thai word, longest first; behind each what makes another word of it, and
/// what may not stand before it.
const TITLES: [(&str, &[&str], &[&str]); 8] = [
    ("นางสาว", &["ไทย"], &[]),
    ("นาง", NOT_NANG, &["ขุน", "เจ้า", "พระ", "นก", "ชาว", "ทำ"]),
    ("นาย", NOT_NAI, &["ท", "เจ้า", "มูล", "ชาว", "ทำ", "ไร่"]),
    ("เด็กชาย", NOT_CHILD, &[]),
    ("เด็กหญิง", NOT_CHILD, &[]),
    ("ด.ช.", &[], &["."]),
    ("ด.ญ.", &[], &["."]),
    ("น.ส.", &[], &["."]),
];

#[rustfmt::skip]
const NOT_NAI: &[&str] = &[
    "กรัฐ", "กสมาคม", "กเทศ", "กสภา", "กองค์", "กฯ", "กเมือง", "กอบต", "กอบจ", "กเหล่า", "กคน", "กที่",
    "กและ", "กได้", "กสั่ง", "กหญิง", "กไทย", "กอง", "จ้าง", "ทะเบียน", "หน้า", "ทหาร", "ตำรวจ",
    "แพทย์", "ทุน", "อำเภอ", "ช่าง", "ด่าน", "เรือ|", "ประกัน", "พล|", "พลตรี", "พลโท", "พลเอก", "พัน|",
    "พันตรี", "พันโท", "พันเอก", "ร้อย", "สิบ|", "ตรวจ", "สถานี", "ใหญ่", "เวร", "ไปรษณีย์", "แบบ", "ท่า|",
    "คลัง", "หมวด|", "ดาบ|", "สัตวแพทย์", "ห้าง", "หัว|", "เงิน|", "พราน", "ธนาคาร", "บ่อน", "ท้าย", "ประตู",
];
#[rustfmt::skip]
const NOT_NANG: &[&str] = &[
    "แบบ", "พยาบาล", "ฟ้า|", "เอก|", "งาม|", "งามจักรวาล", "ร้าย", "กวัก", "เงือก", "สนม", "กำนัล", "ระบำ", "รำ",
    "ทาส", "พญา", "ไม้", "ใน", "บำเรอ", "โลม", "โชว์", "กลางเมือง", "แอ่น", "รอง", "เลิ้ง", "สาวไทย",
];
#[rustfmt::skip]
const NOT_CHILD: &[&str] = &[
    "และ", "หรือ", "ที่", "อายุ", "ใน", "จาก", "ซึ่ง", "เป็น", "ถูก", "จำนวน", "คน", "ราย", "ไทย",
    "พม่า", "ลาว", "กัมพูชา", "ไม่", "กับ", "ได้", "ของ", "อยู่", "กลุ่ม", "วัย", "ผู้", "ชาว",
    "สัญชาติ", "แต่", "เพื่อ", "ให้", "ต้อง", "ควร", "ต่าง", "เด็ก", "มีอายุ", "โดย", "ทั้ง", "ทุก",
    "เร่ร่อน", "ข้าม", "ต่ำกว่า", "ไร้", "ตาม",
];

/// A Thai or an English title and the name after it, starting at `at`.
pub(super) fn name_title(line: &Line, at: usize) -> Option<Range<usize>> {
    if line.get(at) == 'M' {
        return english_name(line, at);
    }
    let (title, not_after, not_before) =
        TITLES.iter().find(|(title, ..)| line.starts(at, title))?;
    let mut name = at + title.chars().count();
    name += usize::from(line.get(name) == ' ');
    let length = line.run(name, is_thai);
    let begins = matches!(line.get(name), '\u{0E01}'..='\u{0E2E}' | '\u{0E40}'..='\u{0E44}');
    let other_word = not_after.iter().any(|word| is_word(line, name, word))
        || not_before.iter().any(|word| line.ends(at, word));
    // `นาย ก` hides a name, `นายก` is a president.
    if !begins || length < 2 || other_word {
        return None;
    }
    let kept = length.min(NAME);
    Some(at..name + kept + line.run(name + kept, is_mark))
}

/// Whether `word` stands at `at`, not as the beginning of a longer syllable (`ลาว` in `ลาวัลย์`);
/// with `|` behind it, only where no Thai goes on (`เรือ|` is not in `เรืองศักดิ์`).
fn is_word(line: &Line, at: usize, word: &str) -> bool {
    let bare = word.trim_end_matches('|');
    let next = line.get(at + bare.chars().count());
    let goes_on = if bare == word { is_mark(next) } else { is_thai(next) };
    line.starts(at, bare) && !goes_on
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{0E01}'..='\u{0E2E}' | '\u{0E30}'..='\u{0E4E}')
}

/// A vowel or mark that belongs to the consonant before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0E30}'..='\u{0E3A}' | '\u{0E45}'..='\u{0E4E}')
}

/// Offices and the like after an English title.
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "Chair", "President", "Minister", "Ambassador", "Speaker", "Secretary", "Director", "Universe",
    "World", "Prime", "Vice", "Deputy", "Commissioner", "Governor",
];

/// `Mr Somchai`, `Ms. O'Neill`, `Mr. J. Smith`; not `Mr X`.
fn english_name(line: &Line, at: usize) -> Option<Range<usize>> {
    let title = ["Miss", "Mrs", "Mr", "Ms"].into_iter().find(|title| line.starts(at, title))?;
    let mut name = at + title.len();
    name += usize::from(line.get(name) == '.');
    let gap = line.run(name, |c| c == ' ' || c == '\u{A0}');
    if line.before(at, 1).is_alphanumeric() || gap + name == at + title.len() {
        return None;
    }
    name += gap;
    if line.get(name).is_uppercase() && line.get(name + 1) == '.' {
        name += 2 + line.run(name + 2, |c| c == ' ');
    }
    let length = line.run(name, |c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
    let office = OFFICES.iter().any(|word| line.starts(name, word));
    let goes_on = line.get(name + 1).is_alphabetic() || matches!(line.get(name + 1), '\'' | '’');
    (line.get(name).is_uppercase() && goes_on && !office).then_some(at..name + length)
}

#[cfg(test)]
mod tests {
    use super::super::Found::NameTitle;
    use super::super::tests::{none, one};

    #[test]
    fn names() {
        one(NameTitle, "พบนายสมชาย ใจดี", "นายสมชาย");
        one(NameTitle, "นายกมล", "นายกมล");
        one(NameTitle, "นางสาวมะลิ", "นางสาวมะลิ");
        one(NameTitle, "นาง เอื้อง", "นาง เอื้อง");
        one(NameTitle, "ด.ช.กล้า", "ด.ช.กล้า");
        one(NameTitle, "และด.ญ. แก้ว", "ด.ญ. แก้ว");
        one(NameTitle, "เด็กหญิงมีนา", "เด็กหญิงมีนา");
        one(NameTitle, "เด็กหญิงลาวัลย์", "เด็กหญิงลาวัลย์");
        one(NameTitle, "นายเรืองศักดิ์", "นายเรืองศักดิ์");
        one(NameTitle, "นายพลวัฒน์ ดี", "นายพลวัฒน์");
        one(NameTitle, "นายกอบชัย", "นายกอบชัย");
        one(NameTitle, "นายสมชายได้เดินทางไปที่แม่สอด", "นายสมชายได้เดินทางไ");
        one(NameTitle, "asked Mr. Smith today", "Mr. Smith");
        one(NameTitle, "Ms O'Neill", "Ms O'Neill");
        one(NameTitle, "Mr. J. Smith", "Mr. J. Smith");
        one(NameTitle, "Miss Nok", "Miss Nok");
        none(&[
            "นายกรัฐมนตรี",
            "สำนักนายกฯ",
            "นายก อบต.",
            "นายกสมาคม",
            "นายจ้าง",
            "นายเรือ 2 คน",
            "นายกคนใหม่",
            "เด็กหญิงลาว",
            "นายทะเบียน",
            "นายหน้า",
            "ทนายความ",
            "เจ้านายสั่ง",
            "นายตำรวจ",
            "นายแพทย์",
            "นายอำเภอ",
            "ทำนายผล",
            "ชาวนายอมรับ",
            "นางแบบ",
            "พยาบาล",
            "นางพยาบาล",
            "ขุนนางเก่า",
            "นางรอง",
            "ทำนาง่าย",
            "นาย ก. และนาง ข.",
            "เด็กชายและเด็กหญิง",
            "เด็กหญิง จำนวน 5 คน",
            "น.ส. 3",
            "Mr X",
            "Mr Chair",
            "miss Nok",
            "Mission Alpha",
            "Missed Calls",
            "Mrs",
            "Ms word",
            "MsWord",
            "ผลการดำเนินงาน",
        ]);
    }
}
