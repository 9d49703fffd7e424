//! The one place where text becomes cells: neutralised, cut at characters as readers see them,
//! styled by role.

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier, Style},
};

use crate::{
    config::theme::{Colour, Depth, Role, Theme},
    domain::{clock::Begin, find::Query, label::Label, snapshot::IdMap, text, value::Id},
    tui::message::Spot,
};

/// A text and how it looks.
pub(super) type Piece = (String, Look);

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Its colour.
    pub(super) role: Role,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// A background of its own: a chip.
    pub(super) on: Option<Role>,
    /// Whether fore- and background change places.
    pub(super) reverse: bool,
}

impl Look {
    /// Plain text in a role's colour.
    pub(super) const fn of(role: Role) -> Self {
        Self { role, bold: false, on: None, reverse: false }
    }

    /// The same, bold.
    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same, bold where so.
    pub(super) const fn bold_if(self, bold: bool) -> Self {
        Self { bold: self.bold || bold, ..self }
    }

    /// The same, fore- and background changed: selected text.
    pub(super) const fn reversed(self) -> Self {
        Self { reverse: true, ..self }
    }

    /// A chip: fore- and background change places.
    pub(super) const fn chip(role: Role) -> Self {
        Self { role, bold: true, on: None, reverse: true }
    }

    /// A label on black.
    pub(super) const fn label(label: Label) -> Self {
        let role = match label {
            Label::Clear => Role::LabelClear,
            Label::Green => Role::LabelGreen,
            Label::Amber | Label::AmberStrict => Role::LabelAmber,
            Label::Red => Role::LabelRed,
        };
        Self { role, bold: true, on: Some(Role::LabelBlack), reverse: false }
    }
}

/// A symbol of one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    Cursor,
    Marked,
    Saving,
    Proposed,
    Agreed,
    Working,
    Blocked,
    Claimed,
    Verified,
    Deferred,
    Dropped,
    Up,
    From,
    To,
    Line,
    Edge,
    Dash,
    Caret,
    Done,
    Chatham,
    Folded,
    Open,
    Branch,
    LastBranch,
    Hidden,
}

/// What draws on a screen.
pub(super) struct Paint<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) theme: &'a Theme,
    /// How many rows of lists were formatted.
    pub(super) rows: usize,
    /// Where the terminal's cursor goes.
    pub(super) cursor: Option<(u16, u16)>,
    /// When the agenda items that show begin.
    pub(super) planned: IdMap<Id, Begin>,
    /// What can be clicked, in the order it was drawn.
    pub(super) spots: Vec<(Rect, Spot)>,
}

impl<'a> Paint<'a> {
    /// Draws on a buffer.
    pub(super) fn on(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme, rows: 0, cursor: None, planned: IdMap::default(), spots: Vec::new() }
    }
}

impl Paint<'_> {
    /// Notes what a part of the screen means when it is clicked.
    pub(super) fn spot(&mut self, part: Rect, spot: Spot) {
        self.spots.push((part, spot));
    }

    fn colour(&self, role: Role) -> Color {
        match self.theme.colour(role) {
            Colour::Default => Color::Reset,
            Colour::Ansi(n) | Colour::Indexed(n) => Color::Indexed(n),
            Colour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
        }
    }

    fn style(&self, look: Look) -> Style {
        let mut style = Style::default();
        if self.theme.depth != Depth::None {
            style = style.fg(self.colour(look.role));
            if let Some(on) = look.on {
                style = style.bg(self.colour(on));
            }
            if look.reverse && self.paints_background() {
                style = style.fg(self.colour(Role::Background)).bg(self.colour(look.role));
            }
        }
        if look.reverse && !self.paints_background() {
            style = style.add_modifier(Modifier::REVERSED);
        }
        if look.bold { style.add_modifier(Modifier::BOLD) } else { style }
    }

    fn paints_background(&self) -> bool {
        matches!(self.theme.depth, Depth::Ansi256 | Depth::True)
    }

    /// The symbol as the theme has it.
    pub(super) fn symbol(&self, symbol: Symbol) -> &'static str {
        let (full, ascii) = match symbol {
            Symbol::Cursor => ("▌", ">"),
            Symbol::Marked => ("◆", "*"),
            Symbol::Saving => ("…", "~"),
            Symbol::Proposed => ("○", "o"),
            Symbol::Agreed => ("●", "="),
            Symbol::Working => ("►", ">"),
            Symbol::Blocked => ("■", "!"),
            Symbol::Claimed => ("◊", "?"),
            Symbol::Verified | Symbol::Done => ("✓", "v"),
            Symbol::Deferred => ("»", ")"),
            Symbol::Dropped => ("×", "x"),
            Symbol::Up => ("↑", "^"),
            Symbol::From => ("←", "<"),
            Symbol::To => ("→", ">"),
            Symbol::Line => ("─", "-"),
            Symbol::Edge => ("│", "|"),
            Symbol::Dash => ("–", "-"),
            Symbol::Chatham => ("§", "S"),
            Symbol::Folded => ("►", "+"),
            Symbol::Open => ("▼", "-"),
            Symbol::Branch => ("├", "|"),
            Symbol::LastBranch => ("└", "`"),
            Symbol::Hidden => ("▒", "%"),
            Symbol::Caret => ("▌", "_"),
        };
        if self.theme.ascii { ascii } else { full }
    }

    /// Gives a part a background.
    pub(super) fn fill(&mut self, part: Rect, role: Role) {
        let mut style = Style::default();
        if role == Role::Background && self.theme.keeps_background {
            style = style.bg(Color::Reset);
        } else if self.paints_background()
            || (self.theme.depth == Depth::Ansi16 && role == Role::Selected)
        {
            style = style.bg(self.colour(role));
        }
        let part = part.intersection(self.buffer.area);
        self.buffer.set_style(part, style);
    }

    /// Blanks a part, whatever lies there.
    pub(super) fn clear(&mut self, part: Rect, role: Role) {
        let part = part.intersection(self.buffer.area);
        for y in part.top()..part.bottom() {
            // A character of two columns that reaches in from the left goes whole.
            let before = part.left().checked_sub(1).and_then(|x| self.buffer.cell_mut((x, y)));
            if let Some(cell) = before.filter(|cell| text::width(cell.symbol()) > 1) {
                cell.set_symbol(" ");
            }
            for x in part.left()..part.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
        self.fill(part, role);
    }

    /// Writes a text into at most so many columns, cut with `…`; the columns it took.
    pub(super) fn put(&mut self, x: u16, y: u16, columns: u16, line: &str, look: Look) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return 0;
        }
        let columns = columns.min(area.right() - x);
        let clean = text::neutral(line);
        let shown = text::cut(&clean, usize::from(columns));
        let style = self.style(look);
        let (end, _) = self.buffer.set_stringn(x, y, &*shown, usize::from(columns), style);
        end - x
    }

    /// Writes a text at the right end of some columns.
    pub(super) fn put_right(&mut self, x: u16, y: u16, columns: u16, line: &str, look: Look) {
        let clean = text::neutral(line);
        let wide = columns_of(&clean).min(columns);
        self.put(x + (columns - wide), y, wide, &clean, look);
    }

    /// Writes pieces one after the other; the columns they took. A mark that begins a piece goes
    /// to the letter it hangs on: drawn by itself it would be lost, and another word would stand
    /// there.
    pub(super) fn pieces(&mut self, x: u16, y: u16, columns: u16, pieces: &[Piece]) -> u16 {
        let hangs = |two: &[Piece]| matches!(two, [(a, _), (b, _)] if text::hanging(a, b) > 0);
        let pieces = if pieces.windows(2).any(hangs) {
            Cow::Owned(joined(pieces))
        } else {
            Cow::Borrowed(pieces)
        };
        let mut used = 0;
        for (piece, look) in pieces.iter() {
            if used >= columns {
                break;
            }
            used += self.put(x + used, y, columns - used, piece, *look);
        }
        used
    }

    /// Writes a text with what answers a query lit up; the columns it took.
    pub(super) fn lit(
        &mut self,
        (x, y): (u16, u16),
        columns: u16,
        line: &str,
        look: Look,
        query: &Query,
    ) -> u16 {
        let clean = text::neutral(line);
        let columns_wide = usize::from(columns);
        let shown = text::cut(&clean, columns_wide);
        let whole = shown.len() == clean.len();
        let kept = if whole { &*shown } else { shown.strip_suffix('…').unwrap_or(&shown) };
        // What is cut off may hold the end of a word that shows; a long text is not read whole.
        let near = text::cut(&clean, 2 * columns_wide);
        let lit = Look { role: Role::Accent, ..look.bold() };
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = 0;
        for range in query.highlight(&near) {
            let (start, end) = (range.start.min(kept.len()), range.end.min(kept.len()));
            for (part, look) in [(kept.get(at..start), look), (kept.get(start..end), lit)] {
                pieces.extend(part.map(|part| (part.to_owned(), look)));
            }
            at = end;
        }
        pieces.extend(shown.get(at..).map(|rest| (rest.to_owned(), look)));
        self.pieces(x, y, columns, &pieces)
    }

    /// A horizontal line.
    pub(super) fn rule(&mut self, part: Rect) {
        let line = self.symbol(Symbol::Line).repeat(usize::from(part.width));
        self.put(part.x, part.y, part.width, &line, Look::of(Role::Faint));
    }
}

/// The pieces parted only between characters as readers see them.
fn joined(pieces: &[Piece]) -> Vec<Piece> {
    let mut whole: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (piece, look) in pieces {
        let mut rest = piece.as_str();
        if let Some((last, _)) = whole.last_mut() {
            let (hanging, own) = rest.split_at(text::hanging(last, rest));
            last.push_str(hanging);
            rest = own;
        }
        if !rest.is_empty() {
            whole.push((rest.to_owned(), *look));
        }
    }
    whole
}

/// The columns of a text.
pub(super) fn columns_of(line: &str) -> u16 {
    u16::try_from(text::width(line)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::theme::Mode;

    /// The characters of a row, each with its colour.
    fn drawn(pieces: &[Piece]) -> Vec<(String, Color)> {
        let theme = Theme::load(Mode::Dark, Depth::True, false);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let mut paint = Paint::on(&mut buffer, &theme);
        paint.pieces(0, 0, 12, pieces);
        let cells = buffer.content.iter().filter(|cell| !cell.symbol().trim().is_empty());
        cells.map(|cell| (cell.symbol().to_owned(), cell.fg)).collect()
    }

    #[test]
    fn a_box_cuts_no_character_in_half() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
        let theme = Theme::load(Mode::Dark, Depth::True, false);
        let mut paint = Paint::on(&mut buffer, &theme);
        paint.put(0, 0, 10, "ab\u{0E2A}\u{0E33}cd", Look::of(Role::Text));
        paint.clear(Rect::new(3, 0, 4, 1), Role::Bar);
        paint.put(3, 0, 1, "│", Look::of(Role::Text));
        let row: Vec<&str> = (0..4).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(row, ["a", "b", " ", "│"]);
    }

    #[test]
    fn a_mark_goes_to_its_letter_wherever_a_style_begins() {
        let (text, bad) = (Look::of(Role::Text), Look::of(Role::Bad));
        let of = |parts: [(&str, Look); 4]| parts.map(|(part, look)| (part.to_owned(), look));
        let whole = drawn(&of([("น\u{E49}\u{E33}", text), ("ใจ", bad), ("", text), ("!", text)]));
        assert_eq!(whole[0].0, "น\u{E49}\u{E33}");
        for parts in [
            [("น", text), ("\u{E49}", bad), ("\u{E33}ใจ", bad), ("!", text)],
            [("น\u{E49}", text), ("\u{E33}", text), ("ใจ", bad), ("!", text)],
            [("น", text), ("\u{E49}\u{E33}", bad), ("ใจ", bad), ("!", text)],
        ] {
            assert_eq!(drawn(&of(parts)), whole);
        }
    }
}
