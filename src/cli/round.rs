//! `round open|cast|close|result|freeze`: voting rounds, from opening to the decision.

use std::{io::Read as _, path::PathBuf};

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{
    Failure, add,
    call::{Call, names, rows_of},
    run::{sets, word, words},
    table::{Table, cell},
};
use crate::{
    domain::{
        entry::Entry,
        kind::Kind,
        record::Entity,
        refs,
        refusal::Refusal,
        round::{self, Keyed},
        saying::Saying,
        tally::{Group, Placed, percent},
        text::neutral,
        tokens::{Electorate, Method, Secrecy},
        types::Token,
    },
    ops::{Command, RoundOpening, Tallied, Target, Workspace},
};

pub(super) fn run(call: &mut Call<'_>, verb: &str, of: &ArgMatches) -> Result<(), Failure> {
    match verb {
        "open" => open(call, of),
        "cast" => cast(call, of),
        "close" => call.carry_out(&Command::CloseRound { round: Target::from(word(of, "ref")) }),
        "result" => result(call, of),
        "freeze" => freeze(call, of),
        _ => Ok(()),
    }
}

fn number(of: &ArgMatches, name: &str) -> Option<i64> {
    of.get_one::<i64>(name).copied()
}

fn open(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let method = Method::parse_or_refuse(word(of, "method"))?;
    let electorate = match of.get_one::<String>("electorate") {
        Some(electorate) => Electorate::parse_or_refuse(electorate)?,
        None => Electorate::Persons,
    };
    let line = words(of, "line").join(" ");
    let line = if line.trim().is_empty() { call.words().text("round.title") } else { &line };
    let entry = Entry { sets: sets(of), ..Entry::line(line) };
    let opening = RoundOpening {
        entry,
        items: words(of, "items").into_iter().map(Target::from).collect(),
        method,
        dots: number(of, "dots"),
        stack: number(of, "stack"),
        secrecy: if of.get_flag("open") { Secrecy::Open } else { Secrecy::Secret },
        electorate,
        serials: word(of, "serials").to_owned(),
    };
    let command = Command::OpenRound { opening, meeting: call.meeting() };
    let (workspace, receipt) = call.execute(&command)?;
    add::print(call, workspace, &receipt, false)
}

fn cast(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    call.may_write()?;
    let (papers, numbers) = match of.get_one::<PathBuf>("file") {
        Some(path) => from_file(path)?,
        None => (vec![one(of)?], Vec::new()),
    };
    let command = Command::Cast {
        round: Target::from(word(of, "ref")),
        papers,
        replace: of.get_flag("replace"),
        spoil: of.get_flag("spoil-overvotes"),
    };
    let (mut workspace, receipt) =
        call.execute(&command).map_err(|failure| add::in_lines(failure, &numbers))?;
    let cast = names(&mut workspace, &rows_of(&receipt, &receipt.made))?;
    if call.flags.json {
        call.out.json(&json!({ "operation": receipt.operation, "refs": cast }))?;
    } else {
        cast.iter().try_for_each(|name| call.out.line(name))?;
    }
    call.hold(workspace);
    Ok(())
}

fn one(of: &ArgMatches) -> Result<Keyed, Failure> {
    let text = |name: &str| of.get_one::<String>(name).cloned();
    let (serial, voter) = (number(of, "serial"), text("voter"));
    if serial.is_none() && voter.is_none() {
        return Err(Failure::Usage(Saying::new("cli.cast_whose")));
    }
    Ok(Keyed { serial, sector: text("sector"), voter, marks: words(of, "marks").join(" ") })
}

/// Ballots, one a line; `#` begins a comment.
fn from_file(path: &PathBuf) -> Result<(Vec<Keyed>, Vec<usize>), Failure> {
    let mut text = String::new();
    let read = match path.as_os_str() == "-" {
        true => std::io::stdin().lock().read_to_string(&mut text),
        false => std::fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text)),
    };
    read.map_err(|error| {
        let saying = Saying::new("cli.unreadable");
        let saying = saying.with("file", path.to_string_lossy().into_owned());
        Failure::File(saying.with("why", error.to_string()))
    })?;
    let (mut papers, mut numbers, mut bad) = (Vec::new(), Vec::new(), Vec::new());
    for (at, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        match Keyed::read(line) {
            Ok(paper) => {
                papers.push(paper);
                numbers.push(at);
            }
            Err(saying) => bad.push(Refusal { line: Some(at), ..Refusal::new(saying) }),
        }
    }
    match add::together(bad) {
        Some(refusal) => Err(Failure::Refused(Box::new(refusal))),
        None if papers.is_empty() => Err(Failure::refused(Saying::new("cli.no_lines"))),
        None => Ok((papers, numbers)),
    }
}

/// The issues of a round as they are called, by number.
struct Titles(Vec<(u32, String)>);

impl Titles {
    fn of(workspace: &mut Workspace, tallied: &Tallied) -> Result<Self, Failure> {
        Ok(workspace.ask(|w| {
            w.workspace()?;
            let mut titles = Vec::new();
            for (id, number) in &tallied.rule.items {
                let title = w.any(*id)?.and_then(|issue| issue.title()?.best(w.lang()));
                titles.push((*number, title.unwrap_or("–").to_owned()));
            }
            Ok(Self(titles))
        })?)
    }

    fn title(&self, item: u32) -> &str {
        let found = self.0.iter().find(|(number, _)| *number == item);
        found.map_or("–", |(_, title)| title)
    }
}

fn result(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let mut workspace = call.open()?;
    let today = call.stamp(&mut workspace)?.today;
    let tallied = workspace.result(&Target::from(word(of, "ref")), today)?;
    let titles = Titles::of(&mut workspace, &tallied)?;
    if call.flags.json {
        call.out.json(&as_json(&tallied, &titles))?;
    } else {
        as_text(call, &tallied, &titles)?;
    }
    call.say_strictest([tallied.round.label.0]);
    Ok(())
}

fn share(given: usize, of: usize) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "ballots are few")]
    (of > 0).then(|| thousandth(given as f64 / of as f64))
}

/// Figures are printed to a thousandth: more would claim what so few ballots cannot say.
fn thousandth(figure: f64) -> f64 {
    (figure * 1000.0).round() / 1000.0
}

fn as_json(tallied: &Tallied, titles: &Titles) -> Json {
    let Tallied { round, rule, turnout, outcome } = tallied;
    let sectors = |placed: &Placed| -> Vec<Json> {
        let each = outcome.groups.iter().zip(&placed.of_groups);
        each.map(|(group, given)| json!({ "sectors": group.sectors, "ballots": given })).collect()
    };
    let ranking: Vec<Json> = outcome
        .ranking
        .iter()
        .map(|placed| {
            json!({
                "ref": refs::numbered(Kind::Issue, Some(placed.item)),
                "title": titles.title(placed.item),
                "rank": placed.rank,
                "score": placed.score,
                "ballots": placed.ballots,
                "share": share(placed.ballots, outcome.valid),
                "sectors": sectors(placed),
                "agreement": placed.agreement.map(thousandth),
                "spread": thousandth(placed.spread),
                "rank_by_ballots": placed.by_ballots,
            })
        })
        .collect();
    let group = |group: &Group| json!({ "sectors": group.sectors, "ballots": group.ballots });
    let spoilt = turnout.spoilt.iter();
    let spoilt: Vec<Json> =
        spoilt.map(|(serial, why)| json!({ "serial": serial, "reason": why })).collect();
    json!({
        "ref": refs::numbered(Kind::Round, Entity::number(round)),
        "method": rule.method.token(),
        "rule": { "dots": rule.dots, "stack": rule.stack, "secret": rule.secret },
        "issued": rule.ballots(),
        "ballots": outcome.valid,
        "blank": outcome.blank,
        "spoilt": spoilt,
        "missing": turnout.missing,
        "ranking": ranking,
        "sectors": outcome.groups.iter().map(group).collect::<Vec<_>>(),
        "agreement": mean(outcome.ranking.iter().filter_map(|placed| placed.agreement)),
    })
}

#[expect(clippy::cast_precision_loss, reason = "issues are few")]
fn mean(figures: impl Iterator<Item = f64>) -> Option<f64> {
    let all: Vec<f64> = figures.collect();
    (!all.is_empty()).then(|| thousandth(all.iter().sum::<f64>() / all.len() as f64))
}

fn as_text(call: &mut Call<'_>, tallied: &Tallied, titles: &Titles) -> Result<(), Failure> {
    let Tallied { round, rule, turnout, outcome } = tallied;
    let mut said = Saying::new("result.rule").with("dots", i64::from(rule.dots));
    said = said.with("stack", rule.stack.to_string());
    let rule_text = call.words().say(&said);
    let ballots = call.words().say(&tallied.ballots());
    call.out
        .line(&format!("{}  {rule_text}", refs::numbered(Kind::Round, Entity::number(round))))?;
    call.out.line(&ballots)?;
    let words = call.words();
    let head = |name: &str| words.text(&format!("cli.column.{name}")).to_owned();
    let mut heads: Vec<String> = ["rank", "ref", "title", "dots", "share"].map(head).to_vec();
    heads.extend(outcome.groups.iter().map(|group| format!("{} %", group.sectors.join("+"))));
    heads.extend(["agreement", "spread"].map(head));
    let mut table = Table::headed(heads);
    for placed in &outcome.ranking {
        let mut row = vec![
            placed.rank.to_string(),
            refs::numbered(Kind::Issue, Some(placed.item)),
            neutral(&cell(&Json::from(titles.title(placed.item)))).into_owned(),
            placed.score.to_string(),
            percent(placed.ballots, outcome.valid),
        ];
        let groups = outcome.groups.iter().zip(&placed.of_groups);
        row.extend(groups.map(|(group, given)| percent(*given, group.ballots)));
        row.push(placed.agreement.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.2}")));
        row.push(format!("{:.2}", placed.spread));
        table.row(row);
    }
    let text = table.text(call.env.columns);
    call.out.line(&text)?;
    if !turnout.missing.is_empty() {
        let missing = Saying::new("result.missing").with("list", round::runs(&turnout.missing));
        let missing = call.words().say(&missing);
        call.out.line(&missing)?;
    }
    for (serial, why) in &turnout.spoilt {
        let spoilt = Saying::new("result.spoilt").with("n", serial.to_string());
        let spoilt = call.words().say(&spoilt.with("why", why.as_str()));
        call.out.line(&spoilt)?;
    }
    Ok(())
}

/// `round freeze R-1 [LINE]`: without words the decision says the result.
fn freeze(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let (mut workspace, stamp) = call.begin()?;
    let target = Target::from(word(of, "ref"));
    let line = words(of, "line").join(" ");
    let entry = if line.trim().is_empty() {
        let tallied = workspace.result(&target, stamp.today)?;
        let titles = Titles::of(&mut workspace, &tallied)?;
        let title = call.words().say(&tallied.decided(|item| titles.title(item).to_owned()));
        Entry { sets: sets(of), ..Entry::default() }.set("title", &title)
    } else {
        Entry { sets: sets(of), ..Entry::line(&line) }
    };
    let command = Command::Freeze { round: target, entry };
    let receipt = call.give(&mut workspace, &stamp, &command)?;
    add::print(call, workspace, &receipt, false)
}
