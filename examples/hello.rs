//! The floor of the bench: a bare table of N rows like those of the plan, with nothing behind
//! it. What the program needs beyond this is what its own work costs.
//!
//! `cargo run --release --example hello -- 1000`; arrows, `j`, `k` and `q` work. It makes only
//! the rows that show, blocks on input and has no tick.

use std::io;

use ratatui::{
    Frame,
    crossterm::event::{self, Event, KeyCode},
    layout::Constraint,
    style::{Modifier, Style},
    widgets::{Row, Table, TableState},
};

const AGENCIES: [&str; 6] = ["DSI", "RTP", "MSDHS", "IOM", "UNODC", "ASEAN-ACT"];
const STATUSES: [&str; 4] = ["proposed", "agreed", "in-progress", "done"];
const TITLES: [&str; 4] = [
    "Set up a 24h roster of interpreters for screening at the border",
    "จัดทำแนวปฏิบัติร่วมในการคัดแยกผู้เสียหายที่ด่านตรวจคนเข้าเมืองทุกแห่ง",
    "Agree one referral form จากด่านชายแดนถึงสถานคุ้มครองภายใน 24 ชั่วโมง",
    "Train first responders on forced criminality before the rainy season",
];

fn main() -> io::Result<()> {
    let rows = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1000);
    let mut terminal = ratatui::try_init()?;
    let outcome = run(&mut terminal, rows);
    ratatui::try_restore()?;
    outcome
}

fn run(terminal: &mut ratatui::DefaultTerminal, rows: usize) -> io::Result<()> {
    let mut selected = 0;
    let mut top = 0;
    loop {
        terminal.draw(|frame| draw(frame, rows, &mut top, selected))?;
        let last = rows.saturating_sub(1);
        let Event::Key(key) = event::read()? else { continue };
        match key.code {
            KeyCode::Char('q') => return Ok(()),
            KeyCode::Char('j') | KeyCode::Down => selected = last.min(selected + 1),
            KeyCode::Char('k') | KeyCode::Up => selected = selected.saturating_sub(1),
            KeyCode::End => selected = last,
            KeyCode::Home => selected = 0,
            _ => {}
        }
    }
}

fn draw(frame: &mut Frame<'_>, rows: usize, top: &mut usize, selected: usize) {
    let height = usize::from(frame.area().height.saturating_sub(1)).max(1);
    *top = (*top).min(selected).max((selected + 1).saturating_sub(height));
    let shown = (*top..rows).take(height).map(row);
    let widths = [
        Constraint::Length(8),
        Constraint::Fill(1),
        Constraint::Length(10),
        Constraint::Length(10),
        Constraint::Length(12),
    ];
    let table = Table::new(shown, widths)
        .header(Row::new(["No.", "Action", "Lead", "Due", "Status"]))
        .row_highlight_style(Style::new().add_modifier(Modifier::REVERSED));
    let mut state = TableState::new().with_selected(selected - *top);
    frame.render_stateful_widget(table, frame.area(), &mut state);
}

fn row(n: usize) -> Row<'static> {
    let pick = |of: &'static [&'static str]| of.get(n % of.len()).copied().unwrap_or_default();
    let due = format!("2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
    Row::new([
        format!("A-{}", n + 1),
        pick(&TITLES).to_owned(),
        pick(&AGENCIES).to_owned(),
        due,
        pick(&STATUSES).to_owned(),
    ])
}
