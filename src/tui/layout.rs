//! Where things stand on a screen of any size.

use ratatui::layout::Rect;

/// The smallest terminal that can tell something.
pub(crate) const LEAST: (u16, u16) = (60, 20);

/// What fills the screen between tab bar and footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// A list with the detail of what is selected below it or at its right.
    List,
    /// A page of its own; what belongs to it stands at its right where there is room.
    Page,
    /// The detail alone.
    Detail,
}

/// The parts of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Workspace, meeting, screen, label, saved.
    pub(crate) header: Rect,
    /// The screen and its views.
    pub(crate) tabs: Rect,
    /// The line below them.
    pub(crate) rule: Rect,
    /// Heads of the columns.
    pub(crate) heads: Rect,
    /// The rows.
    pub(crate) rows: Rect,
    /// The line being typed, with what is read in it.
    pub(crate) field: Rect,
    /// The detail; empty where there is no room.
    pub(crate) detail: Rect,
    /// The line between list and detail.
    pub(crate) edge: Rect,
    /// Keys and the next step.
    pub(crate) footer: Rect,
    /// Whether the detail stands at the right.
    pub(crate) side: bool,
    /// Whether the terminal is too small.
    pub(crate) small: bool,
}

impl Layout {
    /// The parts at a size, with so many rows for the line being typed.
    #[must_use]
    pub(crate) fn of((width, height): (u16, u16), field: u16, body: Body) -> Self {
        if width < LEAST.0 || height < LEAST.1 {
            return Self { small: true, ..Self::default() };
        }
        let row = |y: u16| Rect::new(0, y, width, 1);
        let base = Self {
            header: row(0),
            tabs: row(1),
            rule: row(2),
            footer: row(height - 1),
            ..Self::default()
        };
        // Footer and the four rows on top.
        let tall = height - 5;
        let zoom = body == Body::Detail;
        let (list, side) = match width {
            _ if zoom => (width, false),
            200.. => (120, true),
            120.. => (74, true),
            _ => (width, false),
        };
        let below = if side || body == Body::Page { 0 } else { 3 };
        let rows = tall.saturating_sub(below).saturating_sub(field);
        let mut layout = Self {
            heads: Rect::new(0, 3, list, 1),
            rows: Rect::new(0, 4, list, rows),
            field: Rect::new(0, 4 + rows, width, field),
            side,
            ..base
        };
        if side {
            // The line being typed goes below both.
            let high = (height - 4).saturating_sub(field);
            layout.edge = Rect::new(list, 3, 1, high);
            layout.detail = Rect::new(list + 2, 3, width - list - 3, high);
        } else if body == Body::List {
            layout.edge = Rect::new(0, height - 4, width, 1);
            layout.detail = Rect::new(1, height - 3, width - 2, 2);
        }
        if zoom {
            layout.detail = Rect::new(1, 3, width - 2, (tall + 1).saturating_sub(field));
            layout.edge = Rect::default();
            layout.field.y = height - 1 - field;
        }
        layout
    }
}

impl Layout {
    /// The same with so many rows for something else above the heads of the list.
    #[must_use]
    pub(crate) fn below(mut self, rows: u16) -> Self {
        let rows = rows.min(self.rows.height);
        self.heads.y += rows;
        self.rows.y += rows;
        self.rows.height -= rows;
        self
    }

    /// The same with so many rows for something else below the list.
    #[must_use]
    pub(crate) fn above(mut self, rows: u16) -> Self {
        self.rows.height -= rows.min(self.rows.height.saturating_sub(1));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_stand_where_the_grid_says() {
        let small = Layout::of((80, 24), 0, Body::List);
        assert_eq!((small.rows.y, small.rows.height), (4, 16));
        assert_eq!((small.edge.y, small.detail.y, small.footer.y), (20, 21, 23));
        let wide = Layout::of((120, 36), 0, Body::List);
        assert_eq!(
            (wide.rows.height, wide.edge.x, wide.detail.x, wide.detail.width),
            (31, 74, 76, 43)
        );
        let widest = Layout::of((200, 50), 0, Body::List);
        assert_eq!((widest.rows.height, widest.edge.x, widest.detail.x), (45, 120, 122));
        assert_eq!(widest.detail.width, 77);
    }

    #[test]
    fn every_part_lies_inside_at_every_size() {
        for width in 1..=300 {
            for height in 1..=100 {
                let bodies = [(0, Body::List), (3, Body::List), (3, Body::Page), (3, Body::Detail)];
                for (field, body) in bodies {
                    let layout = Layout::of((width, height), field, body);
                    let screen = Rect::new(0, 0, width, height);
                    for part in [
                        layout.header,
                        layout.tabs,
                        layout.rule,
                        layout.heads,
                        layout.rows,
                        layout.field,
                        layout.detail,
                        layout.edge,
                        layout.footer,
                    ] {
                        assert_eq!(part.intersection(screen), part, "{width}x{height}");
                    }
                }
            }
        }
    }
}
