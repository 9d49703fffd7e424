//! The result of a closed round: ranks, dots and shares, what splits the room, and whether
//! another rule would have put others first.

use ratatui::layout::Rect;

use super::{
    Look, Paint, Row, columns_of,
    detail::Lines,
    paint::Symbol,
    round::{bar, rule},
};
use crate::{
    config::theme::Role,
    domain::{
        kind::Kind,
        refs,
        saying::Saying,
        tally::{Group, Outcome, Placed, percent, points},
        text,
        value::Id,
    },
    ops::Tallied,
    tui::app::App,
};

const TEXT: Look = Look::of(Role::Text);
const DIM: Look = Look::of(Role::Dim);

/// Groups whose shares show in columns.
const GROUPS: usize = 4;

/// Points between the shares of two groups from which an item splits the room.
const SPLIT: usize = 50;

/// Ranks that are compared with those of another rule.
const TOP: usize = 3;

/// The width of a list from which the spread shows.
const WIDE: u16 = 110;

/// The round in front, and an item of it.
fn placed(app: &App, id: Id) -> Option<(&Tallied, &Placed)> {
    let tallied = app.count.tallied()?;
    let (_, number) = tallied.rule.items.iter().find(|(item, _)| *item == id)?;
    let placed = tallied.outcome.ranking.iter().find(|placed| placed.item == *number)?;
    Some((tallied, placed))
}

/// A group by the first letters of its sectors.
fn letters(group: &Group) -> String {
    let first = |sector: &String| sector.chars().next().unwrap_or('?').to_string().to_uppercase();
    group.sectors.iter().map(first).collect::<Vec<_>>().join("+")
}

/// A figure between 0 and 1 in three columns.
fn figure(figure: f64) -> String {
    let said = format!("{figure:.2}");
    said.strip_prefix('0').map_or(said.clone(), str::to_owned)
}

/// Where the columns of figures begin, from the right: their heads and widths.
fn figures(app: &App, width: u16) -> Vec<(String, u16)> {
    let Some(tallied) = app.count.tallied() else { return Vec::new() };
    let mut all = vec![
        (app.words.text("results.dots").to_owned(), 4),
        (app.words.text("results.share").to_owned(), 5),
    ];
    all.extend(tallied.outcome.groups.iter().take(GROUPS).map(|group| {
        let head = format!("{}%", letters(group));
        let wide = columns_of(&head).max(4) + 1;
        (head, wide)
    }));
    all.push((app.words.text("results.agreement").to_owned(), 5));
    if width >= WIDE {
        all.push((app.words.text("results.spread").to_owned(), 7));
    }
    all
}

/// The bar's columns, and where the figures begin.
fn places(width: u16, figures: &[(String, u16)]) -> (u16, u16) {
    let end = width.saturating_sub(1 + figures.iter().map(|(_, wide)| *wide).sum::<u16>());
    let bar = if end > 90 {
        20
    } else if end > 44 {
        10
    } else {
        0
    };
    (bar, end)
}

/// The heads of the columns.
pub(super) fn heads(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let figures = figures(app, part.width);
    if figures.is_empty() {
        return;
    }
    paint.put(5, part.y, 5, app.words.text("head.ref"), DIM);
    paint.put(11, part.y, 20, app.words.text("head.issue_title"), DIM);
    let (_, mut x) = places(part.width, &figures);
    for (head, wide) in figures {
        paint.put_right(x, part.y, wide, &head, DIM);
        x += wide;
    }
}

/// An item.
pub(super) fn row(paint: &mut Paint<'_>, app: &App, id: Id, row: &Row) {
    let Some((tallied, placed)) = placed(app, id) else { return };
    let outcome = &tallied.outcome;
    let tone = TEXT.bold_if(row.selected);
    paint.put_right(1, row.y, 3, &placed.rank.to_string(), tone);
    paint.put(5, row.y, 5, &refs::numbered(Kind::Issue, Some(placed.item)), tone);
    let figures = figures(app, row.width);
    let (columns, mut x) = places(row.width, &figures);
    let room = x.saturating_sub(12 + columns);
    paint.put(11, row.y, room, app.issue_title(id), tone);
    let most = outcome.ranking.first().map_or(0, |first| first.score);
    let of = (placed.score as usize, most as usize);
    bar(paint, (x.saturating_sub(columns), row.y), columns, of, false);
    let mut texts = vec![placed.score.to_string(), percent(placed.ballots, outcome.valid)];
    let groups = outcome.groups.iter().zip(&placed.of_groups).take(GROUPS);
    texts.extend(groups.map(|(group, given)| percent(*given, group.ballots)));
    texts.push(placed.agreement.map_or_else(|| "–".to_owned(), figure));
    texts.push(figure(placed.spread));
    for ((_, wide), text) in figures.iter().zip(&texts) {
        paint.put_right(x, row.y, *wide, text, tone);
        x += wide;
    }
}

/// A group, and its share in points.
type Share<'a> = (&'a Group, usize);

/// The groups that lie farthest apart on an item, where they lie far apart.
fn split<'a>(outcome: &'a Outcome, placed: &Placed) -> Option<(Share<'a>, Share<'a>)> {
    let shares = outcome.groups.iter().zip(&placed.of_groups);
    let mut shares: Vec<Share<'_>> =
        shares.filter_map(|(group, given)| Some((group, points(*given, group.ballots)?))).collect();
    shares.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
    let (most, least) = (*shares.first()?, *shares.last()?);
    (most.1 >= least.1 + SPLIT).then_some((most, least))
}

/// What splits the room, and what another rule would have made of it.
fn remarks(tallied: &Tallied) -> Vec<(Saying, Role)> {
    let outcome = &tallied.outcome;
    let name = |item: u32| refs::numbered(Kind::Issue, Some(item));
    let mut said = Vec::new();
    let splits =
        outcome.ranking.iter().filter_map(|placed| Some((placed, split(outcome, placed)?)));
    for (placed, (most, least)) in splits.take(2) {
        let saying = Saying::new("results.splits").with("ref", name(placed.item));
        let saying =
            saying.with("most", most.1.to_string()).with("group", most.0.sectors.join("+"));
        let saying = saying.with("least", least.1.to_string());
        said.push((saying.with("other", least.0.sectors.join("+")), Role::Warn));
    }
    let key = if outcome.same_top(TOP) { "results.same_top" } else { "results.other_top" };
    let ranking = outcome.ranking.iter();
    let swapped = ranking.clone().find_map(|first| {
        let later = ranking.clone().filter(|other| other.rank > first.rank);
        let mut before = later.filter(|other| other.by_ballots < first.by_ballots);
        before.next().map(|other| (other.item, first.item))
    });
    let saying = match swapped {
        Some((first, next)) => Saying::new("results.another_swaps")
            .with("first", name(first))
            .with("next", name(next))
            .with("same", Saying::new(key)),
        None => Saying::new("results.another").with("same", Saying::new(key)),
    };
    said.push((saying, Role::Dim));
    said
}

/// What is to be known of the result, below its rows.
pub(super) fn notes(paint: &mut Paint<'_>, app: &App, part: Rect) {
    let Some(tallied) = app.count.tallied() else { return };
    let shown = u16::try_from(app.row_count()).unwrap_or(u16::MAX).min(part.height);
    let (mut y, end) = (part.y + shown + 1, part.bottom() + 4);
    let wide = part.width.saturating_sub(2);
    for (saying, role) in remarks(tallied) {
        let sign = if role == Role::Warn { "! " } else { "" };
        let said = format!("{sign}{}", app.words.say(&saying));
        for line in text::wrap(&said, usize::from(wide.max(1))) {
            if y < end {
                paint.put(part.x + 1, y, wide, &line, Look::of(role));
                y += 1;
            }
        }
    }
}

/// How many ballots were counted.
pub(super) fn turnout(app: &App) -> Option<Saying> {
    let tallied = app.count.tallied()?;
    let said = Saying::new("results.turnout").with("n", tallied.outcome.valid);
    Some(said.with("spoilt", tallied.turnout.spoilt.len().to_string()))
}

fn facts(app: &App, tallied: &Tallied) -> [String; 2] {
    let groups = tallied.outcome.groups.iter();
    let groups: Vec<String> =
        groups.map(|group| format!("{} {}", group.sectors.join("+"), group.ballots)).collect();
    let mut ballots = app.words.say(&tallied.ballots());
    if !groups.is_empty() {
        ballots = format!("{ballots} · {}", groups.join(", "));
    }
    let name = app.picture.ref_of(&tallied.round);
    [format!("{name}  {}", app.words.say(&rule(&tallied.rule))), ballots]
}

/// The rule and the ballots; whether a result is in front.
pub(super) fn strip(paint: &mut Paint<'_>, app: &App, part: Rect) -> bool {
    let Some(tallied) = app.count.tallied() else { return false };
    let [rule, ballots] = facts(app, tallied);
    paint.put(part.x, part.y, part.width, &rule, TEXT);
    paint.put(part.x, part.y + 1, part.width, &ballots, DIM);
    true
}

/// The same with the figures of the selected item.
pub(super) fn side(paint: &Paint<'_>, app: &App, lines: &mut Lines) {
    let Some(tallied) = app.count.tallied() else { return };
    lines.blank();
    let [rule, ballots] = facts(app, tallied);
    lines.wrapped(&rule, TEXT);
    lines.wrapped(&ballots, DIM);
    let Some((tallied, placed)) = app.selected_id().and_then(|id| placed(app, id)) else { return };
    let dash = paint.symbol(Symbol::Dash);
    let agreement = placed.agreement.map_or_else(|| dash.to_owned(), figure);
    let saying = Saying::new("results.figures").with("agreement", agreement);
    lines.wrapped(&app.words.say(&saying.with("spread", figure(placed.spread))), DIM);
    if tallied.outcome.groups.is_empty() {
        return;
    }
    lines.blank();
    lines.wrapped(app.words.text("results.given"), DIM);
    for (group, given) in tallied.outcome.groups.iter().zip(&placed.of_groups) {
        let of = format!("{given}/{}", group.ballots);
        let said = format!("{} %  {of}", percent(*given, group.ballots));
        lines.wrapped(&format!("{}  {said}", group.sectors.join("+")), TEXT);
    }
}
