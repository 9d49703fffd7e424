//! A record as the quick-add line that would make it, and what an edit of that line changes.

use crate::domain::{
    dates::write,
    entry::Entry,
    fields::{Action, Idea, Organisation},
    lang::Lang,
    quick::{self, Draft, Given, Mark, Token},
    reader::short_name,
    snapshot::Snapshot,
    tokens::Priority,
    types::Token as _,
    value::Id,
};

/// The line of a record; empty for kinds that are not edited as a line.
#[must_use]
pub(crate) fn line_of(w: &Snapshot, lang: Lang, id: Id) -> String {
    let mut line = String::new();
    if let Some(idea) = w.peek::<Idea>(id) {
        line.push_str(&words(idea.title.best(lang).unwrap_or_default()));
        token(&mut line, "@", agency(w, idea.source.0));
        token(&mut line, "table:", idea.table.0.map(|table| table.to_string()));
        token(&mut line, "issue:", idea.issue.issue.and_then(|id| w.ref_by_id(id)));
        priority(&mut line, idea.priority.0);
        idea.tags.iter().for_each(|tag| token(&mut line, "#", Some(tag.to_string())));
    }
    if let Some(action) = w.peek::<Action>(id) {
        line.push_str(&words(action.title.best(lang).unwrap_or_default()));
        token(&mut line, "@", agency(w, action.lead.organisation));
        for id in action.support.0.iter().copied() {
            token(&mut line, "+", agency(w, Some(id)));
        }
        token(&mut line, "start:", action.span.start.map(write::iso));
        token(&mut line, "due:", action.span.due.map(write::iso));
        token(&mut line, "days:", action.days.0.map(|days| days.to_string()));
        token(&mut line, "objective:", action.objective.0.and_then(|id| w.ref_by_id(id)));
        token(&mut line, "issue:", action.issue.0.and_then(|id| w.ref_by_id(id)));
        token(&mut line, "decision:", action.decision.0.and_then(|id| w.ref_by_id(id)));
        let after: Vec<String> =
            action.depends.0.iter().filter_map(|id| w.ref_by_id(*id)).collect();
        token(&mut line, "after:", (!after.is_empty()).then(|| after.join(",")));
        let places: Vec<&str> = action.places.iter().collect();
        token(&mut line, "place:", (!places.is_empty()).then(|| places.join(",")));
        priority(&mut line, action.priority.0);
        action.tags.iter().for_each(|tag| token(&mut line, "#", Some(tag.to_string())));
    }
    line
}

fn agency(w: &Snapshot, id: Option<Id>) -> Option<String> {
    let agency = w.peek::<Organisation>(id?)?;
    Some(short_name(w, agency))
}

fn token(line: &mut String, sign: &str, value: Option<String>) {
    if let Some(value) = value {
        line.push(' ');
        line.push_str(sign);
        line.push_str(&quoted(&value));
    }
}

fn priority(line: &mut String, priority: Option<Priority>) {
    if let Some(priority) = priority {
        line.push_str(" !");
        line.push_str(priority.token());
    }
}

/// A value as it stands behind its sign: in quotes where it holds blanks.
#[must_use]
pub(crate) fn quoted(value: &str) -> String {
    let plain = !value.chars().any(char::is_whitespace)
        && !value.starts_with(['"', '“', '-', '\\'])
        && !value.contains('\\');
    if plain {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// A title as words of a line: what could read as a token gets a backslash.
#[must_use]
pub(crate) fn words(title: &str) -> String {
    let word = |word: &str| {
        // One backslash is taken off again before a sign or key, whatever stands before it.
        let sign = word.trim_start_matches('\\');
        let keyed = sign.split_once(':').is_some_and(|(key, _)| quick::Key::parse(key).is_some());
        let plain = !keyed && !sign.starts_with(['@', '+', '#', '!']);
        if plain { word.to_owned() } else { format!("\\{word}") }
    };
    title.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// What an edited line changes: what stands in both is left out, a token that was taken out
/// clears its field.
#[must_use]
pub(crate) fn changes(was: &str, line: &str) -> Entry {
    let (was, new) = (quick::lex(was), quick::lex(line));
    let words = (was.words != new.words).then_some(new.words).flatten();
    let mut kinds: Vec<Mark> = Vec::new();
    for token in was.tokens.iter().chain(&new.tokens) {
        if !kinds.contains(&token.kind) {
            kinds.push(token.kind);
        }
    }
    let of = |draft: &[Token], kind: Mark| -> Vec<Given> {
        draft.iter().filter(|t| t.kind == kind).map(|t| t.value.clone()).collect()
    };
    let mut tokens = Vec::new();
    for kind in kinds {
        let (before, after) = (of(&was.tokens, kind), of(&new.tokens, kind));
        if before == after {
            continue;
        }
        if after.is_empty() {
            tokens.push(Token { kind, value: Given::Clear, at: 0..0 });
        }
        tokens.extend(after.into_iter().map(|value| Token { kind, value, at: 0..0 }));
    }
    Entry { draft: Draft { words, tokens }, sets: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quick::Key;
    use proptest::prelude::*;

    #[test]
    fn only_what_changed_is_sent() {
        let was = "Set up roster @IOM +DSI +BSF due:2026-06-30 #a";
        assert!(changes(was, was).is_empty());
        let entry = changes(was, "Set up  24h roster @IOM +DSI due:+6w");
        assert_eq!(entry.draft.words.as_deref(), Some("Set up 24h roster"));
        let values: Vec<(Mark, Given)> =
            entry.draft.tokens.into_iter().map(|t| (t.kind, t.value)).collect();
        assert_eq!(
            values,
            [
                (Mark::Support, Given::Text("DSI".into())),
                (Mark::Key(Key::Due), Given::Text("+6w".into())),
                (Mark::Tag, Given::Clear),
            ]
        );
    }

    proptest! {
        #[test]
        fn a_title_comes_back_from_its_words(title in "([@#+!\\\\a-z:ก-ค\"-]{1,6} ?){1,5}") {
            let plain = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let read = quick::lex(&words(&plain));
            prop_assert_eq!(read.words.as_deref(), Some(plain.as_str()));
            prop_assert!(read.tokens.is_empty());
        }

        #[test]
        fn a_value_comes_back_from_its_quotes(value in "[a-zก-ค][a-z \"\\\\-]{0,6}[a-z]") {
            let read = quick::lex(&format!("@{}", quoted(&value)));
            prop_assert_eq!(read.tokens.first().map(|t| t.value.clone()), Some(Given::Text(value)));
        }
    }
}
