use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::{
    config::words::load,
    domain::{
        disclose::{Audience, Languages, disclose, tests as worlds},
        fields::{Action, Decision, Idea, Issue, Objective, Organisation, Workspace},
        label::Label,
        lang::Lang,
        record::Record,
        snapshot::Snapshot,
        tokens::Progress,
        types::{Marking, Number, Pair, Ref, Refs, Status},
        value::Id,
        words::Words,
    },
    report::{Cell, plan},
};

fn words() -> Vec<Words> {
    Lang::ALL.into_iter().map(load).collect()
}

fn id(n: i64) -> Id {
    Id::new(n).unwrap()
}

fn pair(en: &str, th: &str) -> Pair {
    let side = |text: &str| (!text.is_empty()).then(|| text.into());
    Pair { en: side(en), th: side(th) }
}

/// A record that lives, with number and label.
macro_rules! record {
    ($w:ident, $type:ident, $id:literal, $label:ident, $title:expr, $make:expr) => {{
        let mut record = $type::new(id($id));
        record.alive.0 = true;
        record.number = Number(Some($id % 10));
        record.label = Marking(Some(Label::$label));
        record.title = $title;
        let make: fn(&mut $type) = $make;
        make(&mut record);
        $w.put_record(record);
    }};
}

fn small() -> Snapshot {
    let mut w = Snapshot::whole();
    record!(w, Workspace, 1, Amber, pair("Taskforce", "คณะทำงาน"), |w| {
        w.languages.0 = Some("th,en".into());
    });
    record!(w, Organisation, 11, Green, pair("International Agency", ""), |o| {
        o.abbr = pair("IAG", "");
    });
    record!(w, Organisation, 12, Red, pair("Silent Unit", "หน่วยลับ"), |_| {});
    record!(w, Objective, 21, Green, pair("Protect", "คุ้มครอง"), |_| {});
    record!(w, Objective, 22, Green, pair("Nothing | yet", ""), |_| {});
    record!(w, Objective, 23, Red, pair("Raid", "บุกค้น"), |_| {});
    record!(w, Issue, 31, Green, pair("No interpreters", "ไม่มีล่าม"), |_| {});
    record!(w, Issue, 32, Red, pair("Leak inside", ""), |_| {});
    record!(w, Decision, 41, Clear, pair("Fund it", "สนับสนุน"), |_| {});
    for n in 0..3 {
        let mut idea = Idea::new(id(51 + n));
        idea.alive.0 = true;
        idea.label = Marking(Some(if n == 2 { Label::Red } else { Label::Green }));
        idea.issue.issue = Some(id(31));
        w.put_record(idea);
    }
    record!(
        w,
        Action,
        61,
        Green,
        pair("Set up a *roster*", "จัดทำทะเบียนล่าม"),
        |a| {
            a.lead.organisation = Some(id(11));
            a.support = Refs::of([id(12), id(11)]);
            a.span.start = NaiveDate::from_ymd_opt(2026, 1, 5);
            a.span.due = NaiveDate::from_ymd_opt(2026, 6, 30);
            a.status = Status::of(Progress::Done);
            a.issue = Ref::to(Some(id(31)));
            a.decision = Ref::to(Some(id(41)));
            a.objective = Ref::to(Some(id(21)));
        }
    );
    record!(
        w,
        Action,
        62,
        Green,
        pair("", "ส่งต่อ | ผู้เสียหาย"),
        |a| {
            a.issue = Ref::to(Some(id(32)));
            a.objective = Ref::to(Some(id(23)));
        }
    );
    record!(w, Action, 63, Red, pair("Hidden", ""), |_| {});
    record!(w, Action, 64, Clear, pair("<script>x</script>", "ก\u{1b}[31m\nข"), |_| {});
    w
}

fn markdown(w: &Snapshot, tlp: Option<Label>, languages: Languages) -> String {
    let from = disclose(w, &Audience::new(w, tlp, None, languages));
    String::from_utf8(write(&plan(&from, &words()))).unwrap()
}

#[test]
fn a_plan_in_both_languages() {
    insta::assert_snapshot!(markdown(&small(), None, Languages::Both));
}

#[test]
fn a_plan_in_english() {
    insta::assert_snapshot!(markdown(&small(), None, Languages::Only(Lang::En)));
}

#[test]
fn the_label_is_that_of_the_strictest_row_kept() {
    let label = |tlp| {
        let text = markdown(&small(), tlp, Languages::Both);
        let (first, last) = (text.lines().next().unwrap(), text.lines().last().unwrap());
        assert_eq!(first, last);
        first.to_owned()
    };
    assert_eq!(label(None), "**TLP:GREEN**");
    assert_eq!(label(Some(Label::Clear)), "**TLP:CLEAR**");
    assert_eq!(label(Some(Label::Red)), "**TLP:RED**");
}

/// Texts that try to be something else.
const HOSTILE: &[&str] = &[
    "a | b",
    "a \\| b",
    "a \\",
    "a \\\\",
    "`code | x`",
    "``|``",
    "` unclosed",
    "*bold* **x** __y__ _z_",
    "[link](javascript:x) ![image](x)",
    "[link] (javascript:x) [a][b] [a]: http://x [^1] [TH –]",
    "[a]: http://x",
    "<img src=x onerror=y> &lt; &#60;",
    "~~gone~~ $x$",
    "# heading {: .class #id }",
    "line\nbreak\r\nagain\u{2028}and\u{85}again",
    "\u{1b}[31mred\u{7} \u{202e}turned",
    "--- | --- | ---",
    "| - |",
    "ก่อน | หลัง ็่้๊",
    "- item",
    "1. item",
];

fn hostile_document() -> Document {
    let cell = |text: &str| Cell::from(text.to_owned());
    let rows = HOSTILE.iter().map(|text| vec![cell(text), cell("x"), cell(text)]).collect();
    Document {
        title: "Plan".to_owned(),
        subject: HOSTILE.iter().map(ToString::to_string).collect(),
        label: Label::Amber,
        notes: Vec::new(),
        sections: vec![Section {
            heading: "a | b # ".to_owned(),
            notes: Vec::new(),
            table: Some(Table { columns: ["A", "B", "C"].map(str::to_owned).to_vec(), rows }),
        }],
    }
}

/// The cells of a table row: split where no backslash stands before the bar.
fn cells(line: &str) -> usize {
    let mut count = 0;
    let mut escaped = false;
    for c in line.chars() {
        match c {
            '\\' => escaped = !escaped,
            '|' if !escaped => count += 1,
            _ => escaped = false,
        }
        if c != '\\' {
            escaped = false;
        }
    }
    count - 1
}

#[test]
fn hostile_texts_stay_in_their_cells() {
    let text = String::from_utf8(write(&hostile_document())).unwrap();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ")).collect();
    assert_eq!(rows.len(), HOSTILE.len() + 2);
    for row in rows {
        assert_eq!(cells(row), 3, "{row}");
    }
    assert!(!text.contains("<img") && !text.contains('\u{1b}') && !text.contains('\u{202e}'));
}

proptest! {
    #[test]
    fn any_text_is_one_cell_on_one_line(text in "(\\PC|[\\x00-\\x1f\\\\|`<>\u{80}-\u{9f}]){0,24}") {
        let escaped = escape(&text);
        prop_assert_eq!(cells(&format!("| {escaped} | x |")), 2);
        prop_assert!(!escaped.chars().any(|c| c.is_control() || c == '<' || c == '>'));
    }

    #[test]
    fn nothing_of_a_withheld_record_is_in_a_plan(
        seeds in worlds::seeds(), tlp in 0..6_usize, for_agency: bool,
    ) {
        let world = worlds::world(&seeds);
        let disclosed = world.disclose(Label::ALL.get(tlp).copied(), for_agency);
        let document = plan(&disclosed, &words());
        let first = write(&document);
        prop_assert_eq!(&first, &write(&document));
        world.assert_no_leak(&disclosed, &format!("{document:?}"));
        world.assert_no_leak(&disclosed, &String::from_utf8(first).unwrap());
        let rows: usize =
            document.sections.iter().flat_map(|s| &s.table).map(|table| table.rows.len()).sum();
        prop_assert_eq!(rows, disclosed.plan().len());
        prop_assert!(document.label <= Label::ALL.get(tlp).copied().unwrap_or(Label::Amber));
    }
}

/// Runs a Markdown reader on a text; none where it is not installed.
fn read_with(program: &str, arguments: &[&str], text: &str) -> Option<String> {
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started.ok()?;
    // A reader that is missing its library ends before it reads.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    let out = child.wait_with_output().unwrap();
    out.status.success().then(|| String::from_utf8(out.stdout).unwrap())
}

const PYTHON: &str = "import sys, markdown\nsys.stdout.buffer.write(markdown.markdown(\
     sys.stdin.buffer.read().decode('utf-8'), extensions=['tables']).encode('utf-8'))";

#[test]
fn markdown_readers_see_a_row_for_each_item() {
    // The system's Python has the libraries that the system installed; another may be first.
    let readers: [(&str, &[&str]); 3] = [
        ("python3", &["-c", PYTHON]),
        ("/usr/bin/python3", &["-c", PYTHON]),
        ("cmark-gfm", &["-e", "table"]),
    ];
    let w = small();
    let kept = disclose(&w, &Audience::new(&w, None, None, Languages::Both)).plan().len();
    for (program, arguments) in readers {
        let plan = markdown(&w, None, Languages::Both);
        let Some(html) = read_with(program, arguments, &plan) else {
            println!("skipped: {program} cannot read Markdown here");
            continue;
        };
        let tables = html.matches("<table").count();
        assert_eq!(html.matches("<tr").count() - tables, kept, "{program}: {html}");

        let hostile = String::from_utf8(write(&hostile_document())).unwrap();
        let html = read_with(program, arguments, &hostile).unwrap();
        assert_eq!(html.matches("<tr").count() - 1, HOSTILE.len(), "{program}: {html}");
        assert_eq!(html.matches("<td").count(), 3 * HOSTILE.len(), "{program}: {html}");
        for tag in ["<img", "<a ", "<code", "<em", "<del", "<li", "<script"] {
            assert!(!html.contains(tag), "{program} made {tag}: {html}");
        }
        // What a reader shows is what was typed.
        let shown = html.replace("&#126;", "~").replace("&#36;", "$");
        let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        for text in ["a | b", "a \\| b", "`code | x`", "&lt; &#60;", "~~gone~~ $x$"] {
            assert!(shown.contains(text), "{program} lost {text}: {html}");
        }
    }
}
