//! The one place where text becomes cells: neutralised, cut at characters as readers see them,
//! styled by role.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier, Style},
};

use crate::{
    config::theme::{Colour, Depth, Role, Theme},
    domain::{label::Label, text},
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
}

/// What draws on a screen.
pub(super) struct Paint<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) theme: &'a Theme,
    /// How many rows of lists were formatted.
    pub(super) rows: usize,
    /// Where the terminal's cursor goes.
    pub(super) cursor: Option<(u16, u16)>,
}

impl Paint<'_> {
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

    /// Writes pieces one after the other; the columns they took.
    pub(super) fn pieces(
        &mut self,
        x: u16,
        y: u16,
        columns: u16,
        pieces: &[(String, Look)],
    ) -> u16 {
        let mut used = 0;
        for (piece, look) in pieces {
            if used >= columns {
                break;
            }
            used += self.put(x + used, y, columns - used, piece, *look);
        }
        used
    }

    /// A horizontal line.
    pub(super) fn rule(&mut self, part: Rect) {
        let line = self.symbol(Symbol::Line).repeat(usize::from(part.width));
        self.put(part.x, part.y, part.width, &line, Look::of(Role::Faint));
    }
}

/// The columns of a text.
pub(super) fn columns_of(line: &str) -> u16 {
    u16::try_from(text::width(line)).unwrap_or(u16::MAX)
}
