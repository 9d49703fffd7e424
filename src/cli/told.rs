//! Dates that were typed, told back in both eras: a date that was misread shows at once.

use chrono::NaiveDate;

use super::{Failure, call::Call};
use crate::{
    domain::{
        cell::Type,
        dates::{self, Era, Read, Rules},
        entry::Entry,
        fields,
        kind::Kind,
        quick::{Given, Mark},
        reader::date_rules,
        record::{Field, Quick},
        saying::Saying,
    },
    ops::Workspace,
};

/// The dates typed in one entry: the field's JSON name and what was typed.
type Typed = Vec<(String, String)>;

/// The dates of a call and what they are read by, taken before anything is written: a command
/// may move the day that relative dates count from.
pub(super) struct Told {
    typed: Vec<Typed>,
    reading: Option<Reading>,
}

/// What dates are read by.
struct Reading {
    rules: Rules,
    today: NaiveDate,
    /// The open meeting, where relative dates count from its day.
    meeting: Option<String>,
}

impl Told {
    /// Looks for dates in entries.
    pub(super) fn of(
        kind: Kind,
        entries: &[Entry],
        workspace: &mut Workspace,
        today: NaiveDate,
    ) -> Result<Self, Failure> {
        let typed: Vec<Typed> = entries.iter().map(|entry| typed(kind, entry)).collect();
        if typed.iter().all(Vec::is_empty) {
            return Ok(Self { typed, reading: None });
        }
        let (rules, meeting) = workspace.ask(|w| {
            let open = w.open_meeting()?.filter(|meeting| meeting.date.0.is_some());
            Ok((date_rules(w, today)?, open.map(|meeting| w.ref_of(meeting))))
        })?;
        Ok(Self { typed, reading: Some(Reading { rules, today, meeting }) })
    }

    /// Says the dates of records, a line for each; of many only what lies in the past.
    pub(super) fn say(&self, call: &mut Call<'_>, refs: &[String], many: bool) {
        let Some(reading) = &self.reading else { return };
        let lines = refs.iter().zip(&self.typed).filter_map(|(name, typed)| {
            let all: Vec<(String, bool)> = typed
                .iter()
                .filter_map(|(field, typed)| reading.said(field, typed))
                .map(|(saying, past)| (call.words().say(&saying), past))
                .collect();
            let past = all.iter().any(|(_, past)| *past);
            let texts: Vec<&str> = all.iter().map(|(text, _)| text.as_str()).collect();
            (!texts.is_empty()).then(|| (format!("{name} {}", texts.join("; ")), past))
        });
        let lines: Vec<(String, bool)> = lines.collect();
        let past: Vec<&String> = lines.iter().filter(|(_, past)| *past).map(|(l, _)| l).collect();
        if many {
            if let Some(first) = past.first() {
                let saying = Saying::new("cli.date.many_past").with("n", past.len());
                call.say(&saying.with("said", first.as_str()));
            }
            return;
        }
        // Machines read the record; only what may be a mistake is said beside it.
        let json = call.flags.json;
        for (line, _) in lines.iter().filter(|(_, past)| *past || !json) {
            call.out.say(line);
        }
    }
}

impl Reading {
    /// A date in words, and whether it lies in the past.
    fn said(&self, field: &str, typed: &str) -> Option<(Saying, bool)> {
        let (date, relative) = match dates::read(typed, &self.rules) {
            Ok(Read::Date { date, relative }) => (date, relative),
            Ok(Read::None) | Err(_) => return None,
        };
        let mut saying = Saying::new(match field {
            "due" => "cli.date.due",
            "start" => "cli.date.start",
            _ => "cli.date.on",
        })
        .with("date", date);
        if relative {
            let (key, by) = match &self.meeting {
                Some(meeting) => ("cli.date.counted_meeting", meeting.as_str()),
                None => ("cli.date.counted", ""),
            };
            saying = Saying::new(key).with("said", saying).with("ref", by);
            saying = saying.with("from", self.rules.base);
        }
        let past = date < self.today;
        if past {
            saying = match self.other_era(typed, date) {
                Some(other) => {
                    Saying::new("cli.date.past_other").with("said", saying).with("other", other)
                }
                None => Saying::new("cli.date.past").with("said", saying),
            };
        }
        Some((saying, past))
    }

    /// The day that a year of two digits would mean in the other era.
    fn other_era(&self, typed: &str, date: NaiveDate) -> Option<NaiveDate> {
        let other = match self.rules.two_digit? {
            Era::Buddhist => Era::Common,
            Era::Common => Era::Buddhist,
        };
        let rules = Rules { two_digit: Some(other), ..self.rules };
        match dates::read(typed, &rules) {
            Ok(Read::Date { date: other, .. }) if other != date => Some(other),
            _ => None,
        }
    }
}

/// The dates of an entry; the last of a field counts.
fn typed(kind: Kind, entry: &Entry) -> Typed {
    let of_kind = fields::of(kind);
    let tokens = entry.draft.tokens.iter().filter_map(|token| {
        let Given::Text(text) = &token.value else { return None };
        let name = of_kind.iter().find_map(|field| {
            let place = match (token.kind, field.face.quick) {
                (Mark::Key(key), Quick::Keys(keys)) => {
                    keys.iter().position(|known| *known == key)?
                }
                _ => return None,
            };
            Some(date_name(field, place))
        })??;
        Some((name, text.clone()))
    });
    let sets = entry.sets.iter().filter_map(|(name, value)| {
        let name = of_kind.iter().find_map(|field| date_name(field, field.find_part(name)?))?;
        Some((name, value.clone()))
    });
    let mut all: Typed = Vec::new();
    for (name, text) in tokens.chain(sets) {
        all.retain(|(known, _)| *known != name);
        all.push((name, text));
    }
    all
}

/// The JSON name of a part that holds a date.
fn date_name(field: &Field, place: usize) -> Option<String> {
    let part = field.parts.get(place).filter(|part| part.of == Type::Date)?;
    Some(field.part_json(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_date_of_a_field_counts() {
        let entry = Entry::line("x start:1/1/69 due:2/1/69 due:+6w tlp:green").set("due", "fri");
        assert_eq!(
            typed(Kind::Action, &entry),
            [("start".to_owned(), "1/1/69".to_owned()), ("due".to_owned(), "fri".to_owned())]
        );
        let entry = Entry::line("x due:1/7/2569 place:Here");
        assert_eq!(typed(Kind::Meeting, &entry), [("date".to_owned(), "1/7/2569".to_owned())]);
        assert_eq!(typed(Kind::Idea, &Entry::line("x")), []);
    }
}
