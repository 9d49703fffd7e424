use super::*;

const TABLE: &str = include_str!("../../tests/data/quick-add.txt");

/// The lines of the table with their expected readings.
fn cases() -> Vec<(String, Vec<String>)> {
    let mut cases: Vec<(String, Vec<String>)> = Vec::new();
    for row in TABLE.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let row = row.replace('␉', "\t").replace('␠', " ");
        match row.strip_prefix("> ") {
            Some(line) => cases.push((line.to_owned(), Vec::new())),
            None => cases.last_mut().expect("a line before its reading").1.push(row),
        }
    }
    cases
}

/// A reading as the table writes it.
fn shown(draft: &Draft) -> Vec<String> {
    let mut rows: Vec<String> = draft.words.iter().map(|words| format!("words: {words}")).collect();
    rows.extend(draft.tokens.iter().map(|token| {
        let name = match token.kind {
            Mark::Lead => "lead",
            Mark::Support => "support",
            Mark::Tag => "tag",
            Mark::Priority => "priority",
            Mark::Key(key) => key.name(),
        };
        match &token.value {
            Given::Text(text) => format!("{name}: {text}"),
            Given::Clear => format!("{name} (clear)"),
        }
    }));
    rows
}

#[test]
fn the_table() {
    let cases = cases();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    for (line, want) in cases {
        assert_eq!(shown(&lex(&line)), want, "{line}");
    }
}

#[test]
fn every_key_reads_back() {
    for key in Key::ALL {
        assert_eq!(Key::parse(&key.name().to_uppercase()), Some(key));
        assert!(TABLE.contains(&format!("{}:", key.name())), "{} is not in the table", key.name());
        let draft = lex(&format!("{}:x", key.name()));
        assert_eq!(draft.tokens.first().map(|t| t.kind), Some(Mark::Key(key)));
    }
    assert_eq!(Key::parse("who"), None);
}

/// Spans in order, on character boundaries, each reading alone as the same token; and the
/// title, with its signs made plain, reading as itself.
fn check(line: &str) {
    let draft = lex(line);
    let mut end = 0;
    for token in &draft.tokens {
        assert!(token.at.start >= end, "{line:?}");
        end = token.at.end;
        let alone = lex(line.get(token.at.clone()).expect("a boundary"));
        assert_eq!(alone.words, None, "{line:?}");
        assert_eq!(alone.tokens.len(), 1, "{line:?}");
        assert_eq!(
            (alone.tokens[0].kind, &alone.tokens[0].value),
            (token.kind, &token.value),
            "{line:?}"
        );
    }
    let Some(words) = draft.words else { return };
    let escaped: Vec<String> = words
        .split(' ')
        .map(|word| {
            let bare = word.trim_start_matches('\\');
            let signs = bare.starts_with(['@', '+', '#', '!']) || key(bare).is_some();
            if signs { format!("\\{word}") } else { word.to_owned() }
        })
        .collect();
    // An invisible character before a sign is no part of a word that can be escaped.
    if !words.contains('\u{200b}') {
        let again = Draft { words: Some(words), tokens: Vec::new() };
        assert_eq!(lex(&escaped.join(" ")), again, "{line:?}");
    }
}

#[test]
fn spans_and_titles_read_back() {
    for (line, _) in cases() {
        check(&line);
    }
    let bits = [
        "@", "+", "#", "!", "due:", "TLP:", "x:", "\"", "“", "”", "\\", " ", "  ", "\t", "-",
        "IOM", "high", "ก", "ำ", "๓", "/", "\u{200b}", "\u{3000}", "\u{a0}", "\n", "🙂", ":", ",",
    ];
    let mut state: u64 = 0x2569;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 40).unwrap() % below
    };
    for _ in 0..200_000 {
        let line: String = (0..next(12)).map(|_| bits[next(bits.len())]).collect();
        check(&line);
    }
}

#[test]
fn an_invisible_character_before_a_sign_is_passed_over() {
    let draft = lex("\u{feff}@IOM\u{3000}\u{200b}due:1/2");
    assert_eq!(shown(&draft), ["lead: IOM", "due: 1/2"]);
    assert_eq!(draft.tokens[0].at, 3..7);
}

#[test]
fn a_span_covers_sign_quotes_and_escapes() {
    let line = r#"ก @"Embassy of Kenya" @Org\ 1 x"#;
    let draft = lex(line);
    let spans: Vec<_> = draft.tokens.iter().map(|t| line.get(t.at.clone()).unwrap()).collect();
    assert_eq!(spans, [r#"@"Embassy of Kenya""#, r"@Org\ 1"]);
}

#[test]
fn long_lines_take_linear_time() {
    let begun = std::time::Instant::now();
    for piece in
        ["@“a ", "@\\ ", "@\"a ", "\\", "due:", "a ", "@a ", "\u{200b}", "@\u{200b}", "\\@ "]
    {
        let _ = lex(&piece.repeat(200_000 / piece.len()));
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(20));
    let far = format!("@“{}”", "a ".repeat(600));
    assert_eq!(lex(&far).tokens.len(), 1);
    assert!(lex(&far).words.is_some(), "beyond reach");
}
