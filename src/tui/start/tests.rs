use ratatui::{Terminal, backend::TestBackend, style::Color};

use super::*;
use crate::{
    config::{
        keys::{Stroke, strokes},
        theme::{Depth, Mode, Theme},
    },
    domain::{label::Label, tokens::YearRule},
    tui::draw,
};

fn page_with(files: &[&str]) -> Page {
    let today = NaiveDate::from_ymd_opt(2026, 6, 23).unwrap();
    let file = |name: &&str| File {
        path: PathBuf::from(format!("/w/{name}.plenary")),
        title: (*name).to_owned(),
        opened: Some(today),
        found: *name != "gone",
    };
    let page = Page::new(Lang::En, (80, 24), today, PathBuf::from("/w"));
    let home = Some(PathBuf::from("/home/dara"));
    page.with(files.iter().map(file).collect(), Vec::new(), home, Vec::new())
}

/// Presses keys; the wishes that came of them.
fn press(page: &mut Page, keys: &str) -> Vec<Wish> {
    let input = |stroke| match stroke {
        Stroke::Key(key) => Input::Key(key),
        Stroke::Paste(text) => Input::Paste(text),
    };
    strokes(keys).unwrap().into_iter().filter_map(|stroke| page.update(input(stroke))).collect()
}

fn said(page: &Page) -> Vec<&'static str> {
    page.said.iter().map(|saying| saying.key).collect()
}

#[test]
fn digits_choose_from_the_page() {
    let mut page = page_with(&["a", "gone"]);
    assert_eq!(press(&mut page, "2"), [Wish::Sample]);
    assert_eq!(press(&mut page, "3"), [Wish::Tour]);
    assert_eq!(press(&mut page, "4"), [Wish::Open(PathBuf::from("/w/a.plenary"))]);
    assert_eq!(press(&mut page, "5"), []);
    assert_eq!(said(&page), ["start.gone"]);
    assert_eq!(press(&mut page, "9"), []);
    assert_eq!(said(&page), ["start.no_digit"]);
    assert_eq!(press(&mut page, "<Home>j<Enter>q"), [Wish::Sample, Wish::Quit]);
}

#[test]
fn thai_keys_are_those_of_the_same_place() {
    let mut page = page_with(&[]);
    // On that layout 2 and 3 type these signs, which mean nothing before a Thai letter came.
    assert_eq!(press(&mut page, "/-"), []);
    press(&mut page, "า");
    assert_eq!(press(&mut page, "/-"), [Wish::Sample, Wish::Tour]);
    assert_eq!(press(&mut page, "ๆ"), [Wish::Quit]);
    assert_eq!(press(&mut page, "น"), []);
    assert_eq!(page.layer, Layer::Path(Vec::new()));
}

#[test]
fn escape_never_leaves_and_any_key_closes_help() {
    let mut page = page_with(&[]);
    assert_eq!(press(&mut page, "<Esc><Esc>?"), []);
    assert!(page.help);
    assert_eq!(press(&mut page, "q"), []);
    assert!(!page.help);
}

#[test]
fn the_language_is_switched_anywhere() {
    let mut page = page_with(&[]);
    press(&mut page, ":");
    assert_eq!(page.lang(), Lang::Th);
    press(&mut page, "1คณะทำงาน<F2>");
    assert_eq!((page.lang(), page.form.title.text()), (Lang::En, "คณะทำงาน"));
    press(&mut page, "<Esc><F2>");
    assert_eq!(page.lang(), Lang::Th);
}

#[test]
fn six_answers_make_a_workspace() {
    let mut page = page_with(&[]);
    let wishes = press(
        &mut page,
        "1Border desk 2569<Enter><Right><Enter>c<Enter>r<Tab>30/6/26 Mae Sot<Enter><Enter>",
    );
    let Some(Wish::Create(answers)) = wishes.into_iter().next() else { panic!("{page:?}") };
    assert_eq!(answers.title, "Border desk 2569");
    assert_eq!(answers.languages, [Lang::En]);
    assert_eq!((answers.era, answers.label), (YearRule::Common, Label::Red));
    let (day, place) = answers.meeting.unwrap();
    assert_eq!((day.to_string().as_str(), place.as_str()), ("2026-06-30", "Mae Sot"));
    assert_eq!(answers.file, Path::new("/w/border-desk-2569.plenary"));
}

#[test]
fn what_is_proposed_is_buddhist_years_and_amber() {
    let mut page = page_with(&["desk"]);
    let wishes = press(&mut page, "1Desk<C-s>");
    let Some(Wish::Create(answers)) = wishes.into_iter().next() else { panic!("{page:?}") };
    assert_eq!((answers.era, answers.label), (YearRule::Buddhist, Label::Amber));
    assert_eq!(answers.languages, [Lang::En, Lang::Th]);
    assert_eq!(answers.meeting, None);
    assert_eq!(answers.file, Path::new("/w/desk-2.plenary"), "desk.plenary is there already");
}

#[test]
fn a_wrong_answer_keeps_its_question() {
    let mut page = page_with(&[]);
    assert_eq!(press(&mut page, "1<Enter>"), []);
    assert_eq!((page.form.at, said(&page)), (0, vec!["start.title_missing"]));
    press(&mut page, "x<Enter><Enter><Enter><Enter>31/2/2569 Tak<Enter>");
    assert_eq!((page.form.question(), said(&page)), (Question::Meeting, vec!["date.day"]));
    // It may be passed by, but not at the end.
    assert_eq!(press(&mut page, "<Down><Enter>"), []);
    assert_eq!((page.form.question(), said(&page)), (Question::Meeting, vec!["date.day"]));
    assert_eq!(press(&mut page, "<C-u><Enter><C-u><Enter>"), []);
    assert_eq!(said(&page), ["start.file_missing"]);
}

#[test]
fn leaving_the_questions_keeps_the_answers() {
    let mut page = page_with(&[]);
    press(&mut page, "1Border<Tab>t<Esc>");
    assert_eq!(page.layer, Layer::List);
    press(&mut page, "1");
    assert_eq!((page.form.title.text(), page.form.at), ("Border", 1));
    assert_eq!(page.form.options(Question::Languages).1, 2);
    press(&mut page, "<BackTab>");
    assert_eq!(page.form.question(), Question::Title);
}

#[test]
fn a_name_that_is_taken_gives_way_to_another() {
    let mut page = page_with(&[]);
    let wishes = press(&mut page, "1Border<C-s>");
    let Some(Wish::Create(answers)) = wishes.into_iter().next() else { panic!() };
    page.taken(&answers.file);
    assert_eq!((page.form.question(), said(&page)), (Question::File, vec!["start.taken"]));
    let wishes = press(&mut page, "<Enter>");
    let Some(Wish::Create(answers)) = wishes.into_iter().next() else { panic!() };
    assert_eq!(answers.file, Path::new("/w/border-2.plenary"));
}

#[test]
fn a_path_is_typed_completed_or_pasted() {
    let mut page = page_with(&[]);
    assert_eq!(press(&mut page, "o<Enter>"), []);
    assert_eq!(said(&page), ["start.path_missing"]);
    assert_eq!(press(&mut page, "sub/jo<Tab>"), [Wish::Look(PathBuf::from("/w/sub/"))]);
    page.found(["join.plenary", "joint/", "other.plenary"].map(str::to_owned).into());
    assert_eq!(page.path.text(), "sub/join");
    assert_eq!(page.layer, Layer::Path(vec!["join.plenary".to_owned(), "joint/".to_owned()]));
    press(&mut page, "t<Tab>");
    page.found(["join.plenary", "joint/"].map(str::to_owned).into());
    assert_eq!(page.path.text(), "sub/joint/");
    press(&mut page, "x<Tab>");
    page.found(Vec::new());
    assert_eq!(said(&page), ["start.none_here"]);
    assert_eq!(
        press(&mut page, "<C-u>~/a.plenary<Enter>"),
        [Wish::Open(PathBuf::from("/home/dara/a.plenary"))]
    );
    let mut page = page_with(&[]);
    assert_eq!(
        press(&mut page, "<Paste:/tmp/b.plenary\\n><Enter>"),
        [Wish::Open(PathBuf::from("/tmp/b.plenary"))]
    );
}

#[test]
fn the_mouse_alone_opens_and_answers() {
    let mut page = page_with(&["a"]);
    let (lines, top) = page.shown();
    let row = |item: usize| {
        let at = lines.iter().position(|line| *line == Line::Item(item)).unwrap();
        top + u16::try_from(at).unwrap()
    };
    assert_eq!(page.update(Input::Click(8, row(3))), Some(Wish::Open("/w/a.plenary".into())));
    assert_eq!(page.update(Input::Click(8, row(0))), None);
    assert_eq!(page.layer, Layer::Form);
    page.update(Input::Click(8, page.layout().rows.y + 4));
    assert_eq!(page.form.question(), Question::Era);
    // The next step at the right of the last row.
    page.update(Input::Click(70, 23));
    assert_eq!(page.form.question(), Question::Label);
    for (what, layer) in [("back, kept", Layer::List), ("start a taskforce", Layer::Form)] {
        let hints = footer(&page).1;
        let hint = hints.into_iter().find(|hint| hint.what.contains(what)).unwrap();
        page.update(Input::Click(hint.x + hint.wide() - 1, 23));
        assert_eq!(page.layer, layer, "{what}");
    }
}

#[test]
fn the_next_step_keeps_its_place_and_hints_do_not_overlap() {
    for width in 60..=200 {
        let mut page = page_with(&["a"]);
        page.update(Input::Size(width, 24));
        for keys in ["", "?", "<Esc>1", "x<Enter>", "<Enter><Enter><Enter><Enter>", "<Esc>o"] {
            press(&mut page, keys);
            let (_, hints) = footer(&page);
            let next = hints.last().unwrap();
            assert_eq!(next.x + next.wide() + 1, width, "{keys}");
            for pair in hints.windows(2) {
                assert!(pair[0].x + pair[0].wide() + 2 <= pair[1].x, "{keys} {width} {pair:?}");
            }
        }
    }
}

#[test]
fn what_is_selected_shows_at_every_size() {
    let names: Vec<String> = (0..46).map(|n| format!("file{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for size in [(60, 20), (80, 24), (120, 36), (200, 50), (20, 5), (500, 200)] {
        let mut page = page_with(&names);
        page.update(Input::Size(size.0, size.1));
        for key in ["<End>", "<PgUp>", "<Home>"] {
            press(&mut page, key);
            let (lines, _) = page.shown();
            let shows = lines.contains(&Line::Item(page.at));
            assert!(shows || page.layout().small, "{size:?} {key}");
        }
    }
}

#[test]
fn the_background_is_painted_everywhere_or_left_alone() {
    let unpainted = |theme: &Theme, keys: &str| {
        let mut page = page_with(&["คณะทำงาน", "gone"]);
        press(&mut page, keys);
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let frame = terminal.draw(|frame| draw::start::draw(frame, &page, theme)).unwrap();
        // A letter of two columns hides the cell behind it.
        let cells = frame.buffer.content.windows(2);
        let shown = cells.filter(|pair| crate::domain::text::width(pair[0].symbol()) < 2);
        shown.filter(|pair| pair[1].bg == Color::Reset).count()
    };
    for depth in [Depth::True, Depth::Ansi256] {
        for mode in [Mode::Dark, Mode::Light] {
            let mut theme = Theme::load(mode, depth, false);
            for keys in ["", "?", "9", "1", "1x<Enter>", "o"] {
                assert_eq!(unpainted(&theme, keys), 0, "{keys} {mode:?} {depth:?}");
            }
            theme.keeps_background = true;
            // The footer and the selected row have a ground of their own.
            assert!(unpainted(&theme, "") > 80 * 21);
        }
    }
}
