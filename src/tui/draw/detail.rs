//! The detail of what is selected: two lines below the list, or a column at its right.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::{Look, Paint, Symbol, agency, columns, columns_of, paint::Piece, session, title};
use crate::{
    config::theme::Role,
    domain::{
        dates::write,
        entry::Entry,
        fields::{Action, Idea, Organisation},
        label::Label,
        lang::Lang,
        record::{Entity, Record},
        saying::Saying,
        text,
        tokens::Progress,
        types::Pair,
        value::Id,
        view,
    },
    tui::{
        app::{App, Sel},
        facts::{self, Fact},
        screens::View,
        trace,
    },
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);

/// How far a day is: in 6 d, 11 d late, today.
pub(super) fn distance(app: &App, due: NaiveDate, late: bool) -> (String, Role) {
    let days = (due - app.now.today).num_days();
    match days {
        0 => (app.words.text("due.today").to_owned(), Role::Warn),
        1.. => (app.words.say(&Saying::new("due.in").with("n", days)), Role::Dim),
        _ if late => (app.words.say(&Saying::new("due.late").with("n", -days)), Role::Bad),
        _ => (app.words.say(&Saying::new("due.ago").with("n", -days)), Role::Dim),
    }
}

fn selected(app: &App) -> Option<Sel> {
    app.pane().selected.filter(|_| app.row_count() > 0)
}

fn dim_entry(app: &App, sel: Sel) -> Option<&Entry> {
    app.dims().find(|(other, _)| *other == sel).map(|(_, entry)| entry)
}

/// Two lines below the list.
pub(super) fn strip(paint: &mut Paint<'_>, app: &App, part: Rect) {
    if app.view == View::Results && super::results::strip(paint, app, part) {
        return;
    }
    let Some(sel) = selected(app) else { return };
    if let Sel::Operation(operation) = sel {
        return super::changes::strip(paint, app, operation, part);
    }
    if let Sel::Id(id) = sel
        && let Some(trashed) = app.log.trashed(id).filter(|_| app.view == View::Trash)
    {
        return super::trash::strip(paint, app, trashed, part);
    }
    let Sel::Id(id) = sel else {
        if matches!(sel, Sel::Line(_)) {
            return;
        }
        paint.put(part.x, part.y, part.width, app.words.text("detail.saving"), DIM);
        let words = dim_entry(app, sel).and_then(|entry| entry.draft.words.as_deref());
        paint.put(part.x, part.y + 1, part.width, words.unwrap_or_default(), DIM);
        return;
    };
    if let Some(idea) = app.picture.peek::<Idea>(id) {
        let pieces = idea_facts(app, idea);
        paint.pieces(part.x, part.y, part.width, &pieces);
        let shown = title(app, &idea.title);
        paint.put(part.x, part.y + 1, part.width, shown, TEXT);
        return;
    }
    if app.picture.peek::<Action>(id).is_none() {
        return record_strip(paint, app, id, part);
    }
    if let Some(action) = app.picture.peek::<Action>(id) {
        let label = action.label.0;
        let label_columns = label.map_or(0, |label| columns_of(label.token()) + 3);
        let name = format!("{} {}", app.picture.ref_of(action), title(app, &action.title));
        let room = part.width.saturating_sub(label_columns);
        let used = paint.put(part.x, part.y, room, &name, TEXT.bold());
        if let Some(label) = label {
            let pieces = [(" · ".to_owned(), DIM), (label.token().to_owned(), Look::label(label))];
            paint.pieces(part.x + used, part.y, part.width - used, &pieces);
        }
        paint.pieces(part.x, part.y + 1, part.width, &action_facts(app, action));
    }
}

fn join(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined = Vec::new();
    for piece in pieces {
        if !joined.is_empty() {
            joined.push((" · ".to_owned(), DIM));
        }
        joined.push(piece);
    }
    joined
}

fn idea_facts(app: &App, idea: &Idea) -> Vec<Piece> {
    let w = &app.picture;
    let mut pieces = vec![(w.ref_of(idea), TEXT.bold())];
    match agency(w, idea.source.0) {
        Some(name) => pieces.push((name, TEXT)),
        None => pieces.push((app.words.text("detail.anonymous").to_owned(), DIM)),
    }
    if let Some(table) = idea.table.0 {
        pieces.push((app.words.say(&Saying::new("detail.table").with("n", table)), DIM));
    }
    if let Some(issue) = idea.issue.issue.and_then(|id| w.ref_by_id(id)) {
        pieces.push((issue, TEXT));
    }
    if let Some(label) = idea.label.0 {
        pieces.push((label.token().to_owned(), Look::label(label)));
    }
    pieces.extend(idea.tags.iter().map(|tag| (format!("#{tag}"), DIM)));
    join(pieces)
}

fn action_facts(app: &App, action: &Action) -> Vec<Piece> {
    let w = &app.picture;
    let mut pieces = Vec::new();
    match agency(w, action.lead.organisation) {
        Some(name) => {
            let saying = Saying::new("detail.lead_is").with("name", name);
            pieces.push((app.words.say(&saying), TEXT));
        }
        None => pieces.push((app.words.text("plan.no_lead").to_owned(), Look::of(Role::Warn))),
    }
    let with: Vec<String> = action.support.0.iter().filter_map(|id| agency(w, Some(*id))).collect();
    if !with.is_empty() {
        let saying = Saying::new("detail.with_is").with("list", with.join(", "));
        pieces.push((app.words.say(&saying), TEXT));
    }
    match action.span.due {
        Some(due) => {
            let late = view::is_overdue(action, app.now.today);
            let (far, role) = distance(app, due, late);
            pieces.push((write::both(due), TEXT));
            pieces.push((far, Look::of(role).bold_if(late)));
        }
        None => pieces.push((app.words.text("plan.no_date").to_owned(), Look::of(Role::Warn))),
    }
    join(pieces)
}

/// The lines of a column.
pub(super) struct Lines {
    width: usize,
    all: Vec<Vec<Piece>>,
}

impl Lines {
    /// No lines yet, for a column so wide.
    pub(super) fn of(width: u16) -> Self {
        Self { width: usize::from(width.max(10)), all: Vec::new() }
    }

    /// Lines that nobody scrolls to now.
    pub(super) fn skip(&mut self, lines: usize) {
        self.all.resize(self.all.len() + lines, Vec::new());
    }

    /// Draws them from one on.
    pub(super) fn draw(&self, paint: &mut Paint<'_>, top: usize, part: Rect) {
        for (line, y) in self.all.iter().skip(top).zip(part.top()..part.bottom()) {
            paint.pieces(part.x, y, part.width, line);
        }
    }

    pub(super) fn blank(&mut self) {
        self.all.push(Vec::new());
    }

    pub(super) fn line(&mut self, pieces: Vec<Piece>) {
        self.all.push(pieces);
    }

    /// A record behind a sign; its title gives way to a label that is to stand beside it.
    fn record(&mut self, app: &App, sign: &str, id: Id) {
        let Some(record) = app.picture.live(id).ok().flatten() else { return };
        let (sign, name) = (format!("  {sign} "), format!("{} ", app.picture.ref_of(record)));
        let label = app.stricter(record.label());
        let beside = label.map_or(0, |label| 2 + text::width(label.word()));
        let room = self.width.saturating_sub(text::width(&sign) + text::width(&name) + beside);
        let title = text::neutral(&record_title(app, record)).into_owned();
        let mut line =
            vec![(sign, DIM), (name, TEXT), (text::cut(&title, room).into_owned(), TEXT)];
        mark_label(app, label, &mut line);
        self.line(line);
    }

    pub(super) fn wrapped(&mut self, line: &str, look: Look) {
        let clean = text::neutral(line);
        self.all.extend(text::wrap(&clean, self.width).into_iter().map(|line| vec![(line, look)]));
    }

    /// A dim label and its value, wrapped behind it.
    pub(super) fn field(&mut self, label: &str, value: &str, look: Look) {
        self.labelled(9, label, value, look);
    }

    /// The same for labels of any field.
    pub(super) fn wide_field(&mut self, label: &str, value: &str, look: Look) {
        self.labelled(14, label, value, look);
    }

    fn labelled(&mut self, columns: usize, label: &str, value: &str, look: Look) {
        let clean = text::neutral(value);
        let lines = text::wrap(&clean, self.width.saturating_sub(columns).max(1));
        for (at, line) in lines.into_iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            self.line(vec![
                (text::pad(&text::cut(label, columns - 1), columns), DIM),
                (line, look),
            ]);
        }
    }
}

/// A column: everything there is to know at a glance.
pub(super) fn side(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let mut lines = Lines::of(part.width);
    if app.view == View::Ballot {
        return super::round::side(paint, app, part);
    }
    if app.view == View::Results && !app.zoom {
        super::results::side(paint, app, &mut lines);
    }
    match selected(app) {
        Some(Sel::Id(id)) => {
            lines.blank();
            if let Some(trashed) = app.log.trashed(id).filter(|_| app.view == View::Trash) {
                super::trash::side(app, trashed, &mut lines);
            } else if let Some(idea) = app.picture.peek::<Idea>(id) {
                about_idea(paint, app, idea, &mut lines);
            } else if let Some(action) = app.picture.peek::<Action>(id) {
                about_action(paint, app, action, &mut lines);
            } else {
                about_record(paint, app, id, &mut lines);
            }
        }
        Some(Sel::Line(_)) => return super::home::side(paint, app, part),
        Some(Sel::Operation(operation)) => {
            return super::changes::side(paint, app, operation, part);
        }
        Some(sel @ Sel::Dim(..)) => {
            lines.blank();
            lines.line(vec![(app.words.text("detail.saving").to_owned(), DIM)]);
            lines.blank();
            let words = dim_entry(app, sel).and_then(|entry| entry.draft.words.as_deref());
            lines.wrapped(words.unwrap_or_default(), DIM);
        }
        None => {}
    }
    lines.draw(paint, 0, part);
}

/// Both sides of a title, the language of the interface first.
pub(super) fn titles(app: &App, pair: &Pair, lines: &mut Lines) {
    let (here, other) = (app.lang(), app.lang().other());
    let both = app.picture.workspace().ok().flatten().is_some_and(|workspace| {
        workspace.languages.0.as_deref().is_some_and(|all| all.contains(','))
    });
    for lang in [here, other] {
        match pair.side(lang) {
            Some(side) => {
                let first = lang == here || pair.side(here).is_none();
                lines.wrapped(side, if first { TEXT.bold() } else { TEXT });
            }
            None if both => {
                let code = if lang == Lang::En { "EN" } else { "TH" };
                lines.line(vec![(format!("[{code} –]"), DIM)]);
            }
            None => {}
        }
    }
}

fn trace_lines(paint: &Paint<'_>, app: &App, id: Id, lines: &mut Lines) {
    let from = paint.symbol(Symbol::From);
    let before = trace::before(&app.picture, &app.lists, id);
    lines.blank();
    lines.line(vec![
        ("w".to_owned(), Look::of(Role::Accent)),
        (format!(" {}", app.words.text("detail.why")), DIM),
    ]);
    if before.is_empty() {
        lines.line(vec![(format!("  {}", app.words.text("detail.no_trace")), DIM)]);
    }
    for id in before {
        lines.record(app, from, id);
    }
}

/// Adds the label of a record that is stricter than what the header says without it.
pub(super) fn mark_label(app: &App, label: Option<Label>, line: &mut Vec<Piece>) {
    if let Some(label) = app.stricter(label) {
        line.push(("  ".to_owned(), DIM));
        line.push((label.word().to_owned(), Look::label(label)));
    }
}

/// What a record is called beside its ref.
pub(super) fn record_title(app: &App, record: &dyn Entity) -> String {
    if let Some(agency) = app.picture.peek::<Organisation>(record.id()) {
        return crate::domain::reader::short_name(&app.picture, agency);
    }
    if app.hides_card(record) {
        return app.words.text("board.card").to_owned();
    }
    record.title().and_then(|title| title.best(app.lang())).unwrap_or_default().to_owned()
}

/// Two lines on a record of any kind.
fn record_strip(paint: &mut Paint<'_>, app: &App, id: Id, part: Rect) {
    let Some(record) = app.picture.live(id).ok().flatten() else { return };
    let mut head = vec![(app.picture.ref_of(record), TEXT.bold())];
    head.extend(record.title().map(|pair| (format!(" {}", title(app, pair)), TEXT.bold())));
    if let Some(label) = record.label() {
        head.push((" · ".to_owned(), DIM));
        head.push((label.token().to_owned(), Look::label(label)));
    }
    paint.pieces(part.x, part.y, part.width, &head);
    let said = session::said(app, id).into_iter().chain(said_of(app, id));
    let mut pieces: Vec<Piece> = said.map(|said| (said, TEXT)).collect();
    for Fact { label, value } in facts::of(app, record) {
        pieces.push((format!("{label}: {value}"), DIM));
    }
    paint.pieces(part.x, part.y + 1, part.width, &join(pieces));
}

/// What other records say of one, in words.
fn said_of(app: &App, id: Id) -> Vec<String> {
    let tally = app.lists.tally(id);
    let counts = [
        ("tally.ideas", tally.ideas),
        ("tally.actions", tally.actions),
        ("tally.supports", tally.supports),
        ("tally.late", tally.late),
        ("tally.claimed", tally.claimed),
        ("tally.verified", tally.verified),
    ];
    let some = counts.into_iter().filter(|(_, n)| *n > 0);
    some.map(|(key, n)| app.words.say(&Saying::new(key).with("n", i64::from(n)))).collect()
}

/// Everything on a record of any kind.
fn about_record(paint: &Paint<'_>, app: &App, id: Id, lines: &mut Lines) {
    let Some(record) = app.picture.live(id).ok().flatten() else { return };
    let mut head = vec![(app.picture.ref_of(record), TEXT.bold())];
    if let Some(label) = record.label() {
        head.push(("  ".to_owned(), DIM));
        head.push((label.token().to_owned(), Look::label(label)));
    }
    lines.line(head);
    lines.blank();
    if let Some(pair) = record.title() {
        titles(app, pair, lines);
    }
    let said = [session::said(app, id), said_of(app, id)].concat();
    if !said.is_empty() {
        lines.blank();
        lines.wrapped(&said.join(" · "), TEXT);
    }
    lines.blank();
    for Fact { label, value } in facts::of(app, record) {
        lines.wide_field(&label, &value, TEXT);
    }
    for (at, (name, said, label)) in session::parts(app, id).into_iter().enumerate() {
        if at == 0 {
            lines.blank();
        }
        let mut line = vec![(text::pad(&name, 6), DIM), (said, TEXT)];
        mark_label(app, label, &mut line);
        lines.line(line);
    }
    trace_lines(paint, app, id, lines);
    for (at, idea) in app.lists.made_from(id).enumerate() {
        if at == 0 {
            lines.line(vec![(app.words.text("detail.made").to_owned(), DIM)]);
        }
        lines.record(app, paint.symbol(Symbol::To), idea);
    }
}

fn about_idea(paint: &Paint<'_>, app: &App, idea: &Idea, lines: &mut Lines) {
    let words = &app.words;
    let mut head = vec![(app.picture.ref_of(idea), TEXT.bold())];
    let source = match idea.source.0.and_then(|id| app.picture.peek::<Organisation>(id)) {
        Some(agency) => (format!("  {}", record_title(app, agency)), TEXT),
        None => (format!("  {}", words.text("detail.anonymous")), DIM),
    };
    head.push(source);
    if let Some(table) = idea.table.0 {
        head.push((" · ".to_owned(), DIM));
        head.push((words.say(&Saying::new("detail.table").with("n", table)), DIM));
    }
    lines.line(head);
    lines.blank();
    titles(app, &idea.title, lines);
    lines.blank();
    if let Some(label) = idea.label.0 {
        lines.line(vec![
            (text::pad(words.text("head.label"), 9), DIM),
            (label.token().to_owned(), Look::label(label)),
        ]);
    }
    if !idea.tags.is_empty() {
        let tags: Vec<String> = idea.tags.iter().map(|tag| format!("#{tag}")).collect();
        lines.field(words.text("head.tags"), &tags.join(" "), TEXT);
    }
    trace_lines(paint, app, idea.id, lines);
    lines.line(vec![
        ("f".to_owned(), Look::of(Role::Accent)),
        (format!(" {}", words.text("detail.forward")), DIM),
    ]);
    let to = paint.symbol(Symbol::To);
    match idea.issue.issue.and_then(|id| app.picture.live(id).ok().flatten()) {
        Some(issue) => lines.line(vec![
            (format!("  {to} "), DIM),
            (app.picture.ref_of(issue), TEXT),
            (format!(" {}", record_title(app, issue)), TEXT),
        ]),
        None => {
            lines.line(vec![(format!("  {to} {}", words.text("detail.no_cluster")), DIM)]);
        }
    }
}

fn about_action(paint: &Paint<'_>, app: &App, action: &Action, lines: &mut Lines) {
    let (words, w) = (&app.words, &app.picture);
    let token = action.status.token.unwrap_or(Progress::Proposed);
    let (sign, word, role) = columns::status(token);
    let mut head = vec![(w.ref_of(action), TEXT.bold())];
    if let Some((letter, ..)) = action.rag.0.as_deref() {
        head.push(("  ".to_owned(), DIM));
        let (letter, look) = columns::rag(*letter);
        head.push((letter.to_owned(), look));
    }
    let shown = format!("  {} {}", paint.symbol(sign), words.text(word));
    head.push((shown, Look::of(role)));
    lines.line(head);
    titles(app, &action.title, lines);
    lines.blank();
    let agency_full = |id: Id| {
        w.peek::<Organisation>(id).map(|agency| {
            let short = crate::domain::reader::short_name(w, agency);
            match agency.title.best(app.lang()) {
                Some(full) if full != short => format!("{short} {full}"),
                _ => short,
            }
        })
    };
    match action.lead.organisation.and_then(agency_full) {
        Some(name) => lines.field(words.text("head.lead"), &name, TEXT),
        None => {
            lines.field(words.text("head.lead"), words.text("plan.no_lead"), Look::of(Role::Warn))
        }
    }
    let with: Vec<String> = action.support.0.iter().filter_map(|id| agency(w, Some(*id))).collect();
    if !with.is_empty() {
        lines.field(words.text("detail.with"), &with.join(", "), TEXT);
    }
    dates(app, action, lines);
    if let Some((_, by, why)) = action.rag.0.as_deref() {
        let why =
            [by, why].into_iter().flatten().map(|text| &**text).collect::<Vec<_>>().join(": ");
        if !why.is_empty() {
            lines.field(words.text("detail.rag"), &why, TEXT);
        }
    }
    if let Some(label) = action.label.0 {
        lines.line(vec![
            (text::pad(words.text("head.label"), 9), DIM),
            (label.token().to_owned(), Look::label(label)),
        ]);
    }
    if let Some(objective) = action.objective.0.and_then(|id| w.live(id).ok().flatten()) {
        let name = format!("{} {}", w.ref_of(objective), record_title(app, objective));
        lines.field(words.text("detail.objective"), &name, TEXT);
    }
    let places: Vec<&str> = action.places.iter().collect();
    if !places.is_empty() {
        lines.field(words.text("head.place"), &places.join(", "), TEXT);
    }
    if !action.tags.is_empty() {
        let tags: Vec<String> = action.tags.iter().map(|tag| format!("#{tag}")).collect();
        lines.field(words.text("head.tags"), &tags.join(" "), TEXT);
    }
    trace_lines(paint, app, Record::id(action), lines);
}

fn dates(app: &App, action: &Action, lines: &mut Lines) {
    let words = &app.words;
    if let Some(start) = action.span.start {
        lines.field(words.text("detail.start"), &write::long(start, Lang::En), TEXT);
        lines.field("", &write::long(start, Lang::Th), TEXT);
    }
    let label = text::pad(words.text("head.due"), 9);
    let Some(due) = action.span.due else {
        let none = words.text("plan.no_date").to_owned();
        lines.line(vec![(label, DIM), (none, Look::of(Role::Warn))]);
        return;
    };
    let late = view::is_overdue(action, app.now.today);
    let (far, role) = distance(app, due, late);
    lines.line(vec![(label, DIM), (write::long(due, Lang::En), TEXT)]);
    lines.line(vec![
        (" ".repeat(9), DIM),
        (write::long(due, Lang::Th), TEXT),
        (format!("  {far}"), Look::of(role).bold_if(late)),
    ]);
}
