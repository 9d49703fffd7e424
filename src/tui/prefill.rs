//! Values and titles as they are written in a quick-add line.

use crate::domain::quick;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quick::Given;
    use proptest::prelude::*;

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
