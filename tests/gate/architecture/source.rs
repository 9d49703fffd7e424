//! A source file taken apart far enough for the rules: code without comments and texts, the
//! texts by themselves, and without its tests.

/// A source file.
pub(super) struct Source {
    /// The code line by line; comments and the inside of texts are blank, tests are left out.
    pub(super) code: Vec<String>,
    /// The texts in the code, each with the line that it begins on.
    pub(super) texts: Vec<(usize, String)>,
    /// How many lines the file has.
    pub(super) lines: usize,
}

impl Source {
    pub(super) fn new(text: &str) -> Self {
        let (scrubbed, mut texts) = scrub(text);
        let mut code: Vec<String> = scrubbed.lines().map(str::to_owned).collect();
        for (from, to) in tests(&code) {
            code[from..to].iter_mut().for_each(String::clear);
            texts.retain(|(line, _)| !(from + 1..=to).contains(line));
        }
        Self { code, texts, lines: text.lines().count() }
    }

    /// The lines of code that hold a word, from 1.
    pub(super) fn lines_with(&self, word: &str) -> Vec<usize> {
        let has = |line: &String| find_word(line, word).is_some();
        self.code.iter().enumerate().filter(|(_, l)| has(l)).map(|(at, _)| at + 1).collect()
    }

    /// The functions: name, line from 1, and lines of code in the body.
    pub(super) fn functions(&self) -> Vec<(String, usize, usize)> {
        let mut all = Vec::new();
        for (at, line) in self.code.iter().enumerate() {
            let Some(from) = find_word(line, "fn") else { continue };
            let name: String =
                line[from + 2..].trim_start().chars().take_while(|c| is_word(*c)).collect();
            if !name.is_empty()
                && let Some(end) = block_end(&self.code, at, from)
            {
                let body = &self.code[(at + 1).min(end)..end];
                let count = body.iter().filter(|line| !line.trim().is_empty()).count();
                all.push((name, at + 1, count));
            }
        }
        all
    }
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a word stands in a line, not inside another.
pub(super) fn find_word(line: &str, word: &str) -> Option<usize> {
    line.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = line[..*at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// The line on which the block that opens after this place closes; none where a `;` comes first.
fn block_end(code: &[String], line: usize, from: usize) -> Option<usize> {
    let (mut depth, mut nested) = (0_i32, 0_i32);
    for (at, text) in code.iter().enumerate().skip(line) {
        let text = if at == line { &text[from..] } else { text };
        for c in text.chars() {
            match c {
                '(' | '[' => nested += 1,
                ')' | ']' => nested -= 1,
                ';' if depth == 0 && nested == 0 => return None,
                '{' => depth += 1,
                '}' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
    }
    None
}

/// The lines of modules that are compiled for tests only, the first and the one after the last.
fn tests(code: &[String]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (at, line) in code.iter().enumerate() {
        if line.trim() == "#[cfg(test)]"
            && let Some(end) = block_end(code, at + 1, 0)
        {
            all.push((at, end + 1));
        }
    }
    all
}

/// The code with comments and the inside of texts made blank, and the texts.
fn scrub(text: &str) -> (String, Vec<(usize, String)>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut texts) = (String::with_capacity(text.len()), Vec::new());
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => line_comment(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => block_comment(&chars, at),
            '"' => {
                let end = text_end(&chars, at + 1);
                texts.push((line, chars[at..end].iter().collect()));
                end
            }
            'r' | 'b' if !at.checked_sub(1).is_some_and(|b| is_word(chars[b])) => {
                match raw_end(&chars, at) {
                    Some(end) => {
                        texts.push((line, chars[at..end].iter().collect()));
                        end
                    }
                    None => at,
                }
            }
            '\'' => char_end(&chars, at),
            _ => at,
        };
        if end == at {
            out.push(chars[at]);
            line += usize::from(chars[at] == '\n');
            at += 1;
            continue;
        }
        for c in &chars[at..end] {
            out.push(if *c == '\n' { '\n' } else { ' ' });
            line += usize::from(*c == '\n');
        }
        at = end;
    }
    (out, texts)
}

fn line_comment(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|c| *c == '\n').map_or(chars.len(), |n| at + n)
}

fn block_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                at += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    at
}

/// One past the quote that ends a text.
fn text_end(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// One past the end of a raw text that starts here.
fn raw_end(chars: &[char], at: usize) -> Option<usize> {
    let start = at + usize::from(chars[at] == 'b' && chars.get(at + 1) == Some(&'r'));
    if chars[start] != 'r' {
        return None;
    }
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    let open = start + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let closes = |at: &usize| {
        chars[*at] == '"'
            && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
    };
    (open + 1..chars.len()).find(closes).map(|at| at + 1 + hashes)
}

/// One past a character literal; a lifetime is left alone.
fn char_end(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => {
            let close = chars[at + 3..].iter().position(|c| *c == '\'');
            close.map_or(at, |n| at + 4 + n)
        }
        (Some(_), Some('\'')) => at + 3,
        _ => at,
    }
}

#[test]
fn sources_are_taken_apart() {
    let source = Source::new(
        "use a; // use b\nlet c = '\"'; let t = \"x \\\" use d\"; let r = r#\"raw \"use e\" \"#;\n\
         fn f<'x>(y: [u8; 2]) {\n    /* use\n g */ one();\n}\n\
         #[cfg(test)]\nmod tests {\n    use h;\n}\nfn last();\n",
    );
    for word in ["b", "d", "e", "g", "h"] {
        assert!(source.lines_with(word).is_empty(), "{word}");
    }
    assert_eq!(source.lines_with("a"), [1]);
    assert_eq!(source.texts.len(), 2);
    assert_eq!(source.functions(), [("f".to_owned(), 3, 1)]);
}
