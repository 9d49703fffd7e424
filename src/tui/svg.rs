//! A screen as an SVG picture: for the documentation, made by the program itself.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

use crate::{
    config::theme::{Colour, Role, Theme},
    domain::text,
};

/// Size of a cell in pixels: a fixed-width letter of 15 pixels and room for stacked Thai marks.
const CELL: (usize, usize) = (9, 21);

/// Where letters stand in their cell, from its top.
const BASELINE: usize = 15;

/// Cells of a row that are drawn as one text.
struct Run {
    x: usize,
    columns: usize,
    text: String,
    look: (Color, Color, Modifier),
    thai: bool,
}

/// The picture of a screen that was drawn with this theme, byte for byte the same for the same
/// screen. Every run of letters is fitted to its columns, so that all stands aligned whatever
/// fonts the reader has.
pub(super) fn of(buffer: &Buffer, theme: &Theme) -> String {
    let area = buffer.area;
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let (across, down) = (width * CELL.0, height * CELL.1);
    let paper = hex(theme.colour(Role::Background), "#14171D");
    let mut svg = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{across}\" height=\"{down}\" \
         viewBox=\"0 0 {across} {down}\" font-family=\"'DejaVu Sans Mono','Noto Sans Thai',\
         Menlo,Consolas,monospace\" font-size=\"15\" xml:space=\"preserve\">"
    );
    let _ = writeln!(svg, "<rect width=\"{across}\" height=\"{down}\" fill=\"{paper}\"/>");
    for y in 0..area.height {
        for run in runs(buffer, y) {
            draw(&mut svg, &run, usize::from(y), theme);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// The runs of a row: same look, same script.
fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let Some(cell) = buffer.cell((x, y)) else { break };
        let columns = text::width(cell.symbol()).max(1);
        let (look, thai) = (look(cell), text::has_thai(cell.symbol()));
        match runs.last_mut() {
            Some(run) if run.look == look && run.thai == thai => {
                run.text.push_str(cell.symbol());
                run.columns += columns;
            }
            _ => runs.push(Run {
                x: usize::from(x),
                columns,
                text: cell.symbol().to_owned(),
                look,
                thai,
            }),
        }
        x += u16::try_from(columns).unwrap_or(1);
    }
    runs
}

fn look(cell: &Cell) -> (Color, Color, Modifier) {
    (cell.fg, cell.bg, cell.modifier)
}

fn draw(svg: &mut String, run: &Run, y: usize, theme: &Theme) {
    let (fore, back, modifier) = run.look;
    let mut ink = colour(fore, hex(theme.colour(Role::Text), "#E4E2DC"));
    let mut paper = colour(back, String::new());
    if modifier.contains(Modifier::REVERSED) {
        if paper.is_empty() {
            paper = hex(theme.colour(Role::Background), "#14171D");
        }
        std::mem::swap(&mut ink, &mut paper);
    }
    let (x, top, wide) = (run.x * CELL.0, y * CELL.1, run.columns * CELL.0);
    if !paper.is_empty() && paper != hex(theme.colour(Role::Background), "#14171D") {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    // Blanks at both ends need no letters, only their room.
    let solid = run.text.trim_end();
    let blanks = solid.len() - solid.trim_start().len();
    let solid = solid.trim_start();
    if solid.is_empty() {
        return;
    }
    let (x, wide) = (x + blanks * CELL.0, text::width(solid) * CELL.0);
    let bold = if modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{ink}\"{bold}>{}</text>",
        top + BASELINE,
        escaped(solid)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn colour(colour: Color, default: String) -> String {
    match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02X}{green:02X}{blue:02X}"),
        _ => default,
    }
}

fn hex(colour: Colour, default: &str) -> String {
    match colour {
        Colour::Rgb(red, green, blue) => format!("#{red:02X}{green:02X}{blue:02X}"),
        _ => default.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{layout::Rect, style::Style};

    use super::*;
    use crate::config::theme::{Depth, Mode};

    #[test]
    fn text_is_escaped_and_fitted_to_its_columns() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let look = Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Rgb(4, 5, 6));
        buffer.set_string(1, 0, "<น้ำ> a", look);
        let svg = of(&buffer, &Theme::load(Mode::Dark, Depth::True, false));
        assert!(svg.contains("&lt;") && !svg.contains("<น"), "{svg}");
        let thai = svg.lines().find(|line| line.contains("น้ำ")).unwrap();
        assert!(thai.contains("x=\"18\"") && thai.contains("textLength=\"18\""), "{thai}");
        assert!(thai.contains("fill=\"#010203\""), "{thai}");
        assert!(svg.contains("fill=\"#040506\""), "{svg}");
    }
}
