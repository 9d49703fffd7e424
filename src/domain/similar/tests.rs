//! Pairs of its own: what the matcher is set by. The labelled set of the gate is not looked at.

use super::*;

/// The same thought.
const SAME: &[(&str, &str)] = &[
    (
        "Register all labour brokers at the district office",
        "All labour brokers register at district offices",
    ),
    (
        "Register all labour brokers at the district office",
        "register all labor broker at the district office",
    ),
    ("A safe phone line for fishing crews", "Safe phone line for the crews of fishing boats"),
    (
        "Translate the rights leaflet into Burmese and Khmer",
        "Rights leaflet translated into Burmese & Khmer",
    ),
    (
        "Check employment contracts before departure",
        "Employment contracts are checked before departure",
    ),
    ("Pay back recruitment fees to workers", "Recruitment fees paid back to the workers"),
    ("One case number from rescue to court", "the same case number from rescue to court"),
    ("Let NGOs sit in the screening interview", "NGO's sit in on screening interviews"),
    ("Train judges on forced criminality", "Training for judges on forced criminality"),
    ("Shelter staff need rest days", "Rest days for shelter staff"),
    (
        "Weekly list of new job scams for consulates",
        "A weekly list of new job scams to the consulates",
    ),
    ("Collect unpaid wages before deportation", "colect unpaid wages befor deportation"),
    ("จัดรถรับส่งผู้เสียหายไปศาล", "จัดรถรับส่งให้ผู้เสียหายไปศาล"),
    ("จัดรถรับส่งผู้เสียหายไปศาล", "มีรถรับส่งผู้เสียหายไปศาล"),
    ("เปิดศูนย์รับแจ้งเรื่องแรงงานประมง", "เปิดศูนย์รับเเจ้งเรื่องแรงงานประมง"),
    ("เปิดศูนย์รับแจ้งเรื่องแรงงานประมง", "ศูนย์รับแจ้งเรื่องแรงงานประมง ควรเปิดใหม่"),
    ("สอบปากคำเด็กโดยนักจิตวิทยา", "ให้นักจิตวิทยาสอบปากคำเด็ก"),
    ("ทำคู่มือสองภาษาสำหรับตำรวจท้องที่", "จัดทำคู่มือ 2 ภาษาสำหรับตำรวจท้องที่"),
    ("ตรวจเรือประมงร่วมกันทุกไตรมาส", "ตรวจเรือประมงร่วมทุกไตรมาส"),
    ("คืนค่านายหน้าให้แรงงาน", "ให้คืนค่านายหน้าแก่แรงงาน"),
    ("เพิ่มทนายอาสาในบ้านพัก", "บ้านพักควรเพิ่มทนายอาสา"),
    ("แจ้งญาติภายใน 3 วัน", "แจ้งญาติภายใน ๓ วัน"),
    ("ส่งข้อมูลคดีให้อัยการเร็วขึ้น", "ส่งข้อมูลคดีให้อัยการเร็วกว่าเดิม"),
    ("ฝึกอาชีพให้ผู้เสียหายในบ้านพัก", "ฝึกอาชีพผู้เสียหายที่บ้านพัก"),
];

/// Another thought in close words.
const OTHER: &[(&str, &str)] = &[
    ("Register all labour brokers at the district office", "Open the district office on Saturdays"),
    (
        "Register all labour brokers at the district office",
        "Fine labour brokers who keep passports",
    ),
    ("A safe phone line for fishing crews", "A safe room for child witnesses"),
    ("Translate the rights leaflet into Burmese and Khmer", "Court forms in Burmese and Khmer"),
    ("Check employment contracts before departure", "Check vessels before departure"),
    ("Pay back recruitment fees to workers", "Pay shelter workers overtime"),
    ("One case number from rescue to court", "One lawyer from interview to court"),
    ("Let NGOs sit in the screening interview", "Let NGOs visit detention centres"),
    ("Train judges on forced criminality", "Train inspectors on fishing gear"),
    ("Shelter staff need rest days", "Shelter rooms need locks"),
    ("Weekly list of new job scams for consulates", "Weekly visit to new arrivals"),
    ("Collect unpaid wages before deportation", "Collect fingerprints before deportation"),
    ("จัดรถรับส่งผู้เสียหายไปศาล", "จัดห้องพักพยานที่ศาล"),
    ("จัดรถรับส่งผู้เสียหายไปศาล", "จัดล่ามให้ผู้เสียหาย"),
    ("เปิดศูนย์รับแจ้งเรื่องแรงงานประมง", "เปิดศูนย์ฝึกอาชีพ"),
    ("เปิดศูนย์รับแจ้งเรื่องแรงงานประมง", "อบรมเรื่องแรงงานประมง"),
    ("สอบปากคำเด็กโดยนักจิตวิทยา", "นักจิตวิทยาประจำบ้านพัก"),
    ("ทำคู่มือสองภาษาสำหรับตำรวจท้องที่", "ทำป้ายสองภาษาที่ด่าน"),
    ("ตรวจเรือประมงร่วมกันทุกไตรมาส", "รายงานสถิติทุกไตรมาส"),
    ("คืนค่านายหน้าให้แรงงาน", "คืนหนังสือเดินทางให้แรงงาน"),
    ("เพิ่มทนายอาสาในบ้านพัก", "เพิ่มงบอาหารในบ้านพัก"),
    ("แจ้งญาติภายใน 3 วัน", "ส่งสำนวนภายใน 3 วัน"),
    ("ส่งข้อมูลคดีให้อัยการเร็วขึ้น", "ส่งผู้เสียหายให้บ้านพักเร็วขึ้น"),
    ("ฝึกอาชีพให้ผู้เสียหายในบ้านพัก", "ตรวจสุขภาพผู้เสียหายในบ้านพัก"),
];

fn id(n: usize) -> Id {
    Id::new(i64::try_from(n).unwrap() + 1).unwrap()
}

fn wall() -> (Similar, Vec<&'static str>) {
    let mut cards: Vec<&str> = SAME.iter().chain(OTHER).map(|(card, _)| *card).collect();
    cards.sort_unstable();
    cards.dedup();
    let mut similar = Similar::default();
    for (at, card) in cards.iter().enumerate() {
        similar.put(id(at), [Some(card), None]);
    }
    (similar, cards)
}

#[test]
fn what_says_the_same_is_found_and_what_does_not_is_not() {
    let (similar, cards) = wall();
    let finds = |(card, line): &&(&str, &str)| {
        let card = cards.iter().position(|other| other == card).map(id);
        let found = similar.like(line, false, 3).iter().any(|alike| Some(alike.id) == card);
        if std::env::var_os("SHOW_SCORES").is_some() {
            let (a, b) =
                (pieces(&fold(line), true), pieces(&fold(cards[card.unwrap().index() - 1]), true));
            println!("{} {line}", similar.score(&a, similar.weigh(&a), &b, false));
        }
        found
    };
    let right = SAME.iter().filter(finds).count();
    let wrong = OTHER.iter().filter(finds).count();
    println!("{right} of {} found, {wrong} of {} wrongly", SAME.len(), OTHER.len());
    assert!(right * 10 >= SAME.len() * 9 && wrong * 10 <= OTHER.len(), "{right} {wrong}");
}
