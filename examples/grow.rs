//! Makes a workspace of N action items for the bench: `grow FILE N`. Each item is 10 to 14
//! changes, as one typed in a session is.

use std::{path::PathBuf, time::Instant};

use plenary::{
    domain::{entry::Entry, kind::Kind, zone},
    ops::{Beginning, Command, Durability, Error, Opening, Stamp, Workspace},
};

const AGENCIES: [&str; 8] = ["DSI", "RTP", "OAG", "MSDHS", "IOM", "UNODC", "KEN", "BSF"];
const NOW: i64 = 1_782_196_020_000;

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let path = PathBuf::from(args.next().unwrap_or_else(|| "bench.plenary".into()));
    let count: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(1_000);
    let opening = Opening { path, durability: Durability::Off, ..Opening::default() };
    let random = || -> plenary::ops::Random {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        Box::new(move |bytes| {
            for byte in bytes {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                *byte = state.to_le_bytes().first().copied().unwrap_or_default();
            }
        })
    };
    let stamp = Stamp { at: NOW, today: zone::day(NOW, zone::DEFAULT), by: "Bench".into() };
    let mut w = Workspace::create(&opening, &Beginning::default(), &stamp, random())?;
    let mut add = |kind, lines: Vec<Entry>| {
        let command = Command::Add { kind, entries: lines, create: false, meeting: None };
        w.execute(&command, &stamp, None)
    };
    let agency = |name: &&str| Entry::line(&format!("Agency {name}")).set("abbr", name);
    add(Kind::Organisation, AGENCIES.iter().map(agency).collect())?;
    add(Kind::Issue, (1..=40).map(|n| Entry::line(&format!("Key issue {n}"))).collect())?;
    add(Kind::Objective, (1..=5).map(|n| Entry::line(&format!("Objective {n}"))).collect())?;
    let begun = Instant::now();
    let items: Vec<usize> = (1..=count).collect();
    for chunk in items.chunks(5_000) {
        add(Kind::Action, chunk.iter().map(|n| item(*n)).collect())?;
    }
    let _told = std::io::Write::write_fmt(
        &mut std::io::stdout(),
        format_args!("{count} items in {:?}\n", begun.elapsed()),
    );
    Ok(())
}

fn item(n: usize) -> Entry {
    let name = |at: usize| AGENCIES.get(at % AGENCIES.len()).copied().unwrap_or("DSI");
    let (day, month) = (n % 28 + 1, n % 12 + 1);
    let line = format!(
        "Item {n}: set up a roster of interpreters for night raids at the border @{} +{} \
         due:{day}/{month}/{} issue:K-{} objective:O-{} #protection #t{} !high",
        name(n),
        name(n + 3),
        2569 + n % 2,
        n % 40 + 1,
        n % 5 + 1,
        n % 9
    );
    Entry::line(&line).set("title_th", &format!("จัดทำบัญชีล่าม 24 ชั่วโมง สำหรับพื้นที่ชายแดน ข้อ {n}"))
}
