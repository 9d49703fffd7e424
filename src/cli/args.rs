//! The tree of commands. It is built without texts, which most calls never show; `help` adds
//! them where they are asked for.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, builder::ValueParser, value_parser};

use crate::domain::{fields::LISTS, kind::Kind};

/// The nouns, in the order in which help lists them.
pub(super) const NOUNS: [Kind; 14] = [
    Kind::Organisation,
    Kind::Post,
    Kind::Capability,
    Kind::Meeting,
    Kind::Agenda,
    Kind::Attendance,
    Kind::Point,
    Kind::Idea,
    Kind::Issue,
    Kind::Round,
    Kind::Decision,
    Kind::Objective,
    Kind::Action,
    Kind::Link,
];

/// The whole tree.
pub(super) fn tree() -> Command {
    Command::new("plenary")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(Arg::new("file").value_name("FILE").value_parser(value_parser!(PathBuf)))
        .arg(value("keys", "KEYS").requires("print"))
        .arg(switch("print").requires("keys"))
        .arg(value("size", "WxH").requires("print").value_parser(size))
        .arg(switch("svg").requires("print"))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::SetTrue))
        .args(everywhere())
        .subcommands(NOUNS.map(noun))
        .subcommands([trash(), log(), undo(), redo(), restore(), list(), config()])
        .subcommand(board())
        .subcommands([Command::new("stats"), Command::new("check")])
        .subcommands([new(), demo(), doctor(), backup(), export(), import()])
}

/// The flags that work with every command.
fn everywhere() -> [Arg; 8] {
    let file = Arg::new("workspace")
        .short('w')
        .long("workspace")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf));
    [
        file,
        value("by", "NAME"),
        value("today", "DATE"),
        switch("read-only"),
        switch("json"),
        value("meeting", "REF"),
        value("lang", "LANG"),
        Arg::new("help").short('h').long("help").action(ArgAction::Help),
    ]
    .map(|arg| arg.global(true).help_heading("everywhere"))
}

/// A flag with a value.
fn value(name: &'static str, value_name: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value_name).action(ArgAction::Set)
}

/// A flag without one.
fn switch(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

/// A word that has to be there.
fn word(name: &'static str, value_name: &'static str) -> Arg {
    Arg::new(name).value_name(value_name).required(true)
}

/// The words of a quick-add line, which need no quotes of the shell.
fn line() -> Arg {
    Arg::new("line").value_name("LINE").num_args(0..)
}

fn sets() -> Arg {
    value("set", "FIELD=VALUE").action(ArgAction::Append).value_parser(ValueParser::new(pair))
}

/// A whole number from 1, in the words of the person who reads the refusal.
fn number() -> ValueParser {
    value_parser!(i64).range(1..).into()
}

/// Splits `FIELD=VALUE`; the value may hold more of `=`.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.trim().is_empty() => {
            Ok((field.trim().to_owned(), value.to_owned()))
        }
        _ => Err("FIELD=VALUE".to_owned()),
    }
}

/// Reads `120x36`.
fn size(text: &str) -> Result<(u16, u16), String> {
    let parsed = text.split_once(['x', 'X']).and_then(|(width, height)| {
        let size: (u16, u16) = (width.parse().ok()?, height.parse().ok()?);
        (size.0 > 0 && size.1 > 0 && size.0 <= 1000 && size.1 <= 1000).then_some(size)
    });
    parsed.ok_or_else(|| "120x36".to_owned())
}

/// A noun with the verbs of every noun and its own.
fn noun(kind: Kind) -> Command {
    let noun = Command::new(kind.noun()).subcommand_required(true);
    let noun = match kind {
        Kind::Link => noun.subcommand(link_add()),
        // A round is opened, and never goes into the trash.
        Kind::Round => return round(noun),
        Kind::Attendance => noun.subcommand(mark()).subcommand(Command::new("summary")),
        Kind::Idea => noun.subcommand(add().arg(value("join", "REF")).arg(switch("unmark"))),
        _ => noun.subcommand(add()),
    };
    let edit = Command::new("edit")
        .arg(word("ref", "REF"))
        .arg(line())
        .arg(sets())
        .arg(value("reason", "TEXT"));
    let delete = Command::new("delete")
        .arg(word("refs", "REF").num_args(1..).action(ArgAction::Append))
        .arg(switch("unlink"));
    let noun = noun
        .subcommand(Command::new("list"))
        .subcommand(Command::new("show").arg(word("ref", "REF")))
        .subcommand(edit)
        .subcommand(delete);
    match kind {
        Kind::Idea => noun.subcommands([group(), ungroup(), similar()]),
        Kind::Issue => noun.subcommand(shift()),
        Kind::Agenda => noun
            .subcommand(Command::new("move").arg(word("ref", "REF")).arg(position().required(true)))
            .subcommands(clock()),
        Kind::Capability => noun.subcommand(
            Command::new("set")
                .arg(word("organisation", "ORG"))
                .arg(word("capability", "CAPABILITY"))
                .arg(word("level", "LEVEL").allow_hyphen_values(true)),
        ),
        Kind::Meeting => noun
            .subcommand(Command::new("open").arg(word("ref", "REF")))
            .subcommand(Command::new("close").arg(word("ref", "REF"))),
        _ => noun,
    }
}

fn round(noun: Command) -> Command {
    let open = Command::new("open")
        .arg(line())
        .arg(value("method", "METHOD").default_value("dots"))
        .arg(value("items", "REF,REF").value_delimiter(',').action(ArgAction::Append))
        .arg(value("dots", "NUMBER").value_parser(number()))
        .arg(value("stack", "NUMBER").value_parser(number()))
        .arg(switch("open"))
        .arg(value("serials", "SERIALS"))
        .arg(value("electorate", "WHO"))
        .arg(sets());
    let cast = Command::new("cast")
        .arg(word("ref", "REF"))
        .arg(Arg::new("marks").value_name("MARKS").num_args(0..))
        .arg(value("serial", "NUMBER").value_parser(number()))
        .arg(value("sector", "SECTOR"))
        .arg(value("voter", "NAME"))
        .arg(
            value("file", "FILE")
                .value_parser(value_parser!(PathBuf))
                .conflicts_with_all(["marks", "serial", "sector", "voter"]),
        )
        .arg(switch("replace"))
        .arg(switch("spoil-overvotes"));
    let one = |name: &'static str| Command::new(name).arg(word("ref", "REF"));
    noun.subcommand(open)
        .subcommand(cast)
        .subcommand(one("close"))
        .subcommand(one("result"))
        .subcommand(one("freeze").arg(line()).arg(sets()))
        .subcommand(Command::new("list"))
        .subcommand(one("show"))
        .subcommand(one("edit").arg(line()).arg(sets()).arg(value("reason", "TEXT")))
}

fn mark() -> Command {
    Command::new("mark")
        .arg(word("organisation", "ORG"))
        .arg(word("state", "STATE"))
        .arg(value("authority", "AUTHORITY"))
        .arg(value("in", "NUMBER"))
        .arg(value("of", "NUMBER"))
        .arg(value("post", "REF"))
        .arg(switch("create"))
}

fn add() -> Command {
    Command::new("add").arg(line()).arg(sets()).arg(switch("create"))
}

/// A ref or words.
fn similar() -> Command {
    Command::new("similar").arg(word("like", "REF|TEXT").num_args(1..).action(ArgAction::Append))
}

/// The verbs of the clock of an agenda.
fn clock() -> [Command; 5] {
    let maybe = || Arg::new("ref").value_name("REF");
    let minutes = word("minutes", "MINUTES").value_parser(number());
    [
        Command::new("start").arg(word("ref", "REF")),
        Command::new("pause").arg(maybe()),
        Command::new("extend").arg(minutes).arg(maybe()),
        Command::new("skip").arg(maybe()),
        Command::new("done").arg(maybe()),
    ]
}

fn link_add() -> Command {
    Command::new("add")
        .arg(word("from", "FROM"))
        .arg(word("to", "TO"))
        .arg(value("kind", "KIND").required(true))
        .arg(value("weight", "NUMBER"))
        .arg(sets())
}

/// Refs with commas between them, in one word or several.
fn refs() -> Arg {
    word("refs", "REF,REF").num_args(1..).value_delimiter(',').action(ArgAction::Append)
}

fn group() -> Command {
    let name = value("name", "NAME").conflicts_with("into").required_unless_present("into");
    Command::new("group").arg(refs()).arg(name).arg(value("into", "REF"))
}

fn ungroup() -> Command {
    Command::new("ungroup").arg(refs())
}

fn shift() -> Command {
    Command::new("move").arg(word("ref", "REF")).arg(word("column", "COLUMN")).arg(position())
}

fn position() -> Arg {
    value("position", "NUMBER").value_parser(number())
}

fn trash() -> Command {
    Command::new("trash")
        .subcommand_required(true)
        .subcommand(Command::new("list"))
        .subcommand(Command::new("restore").arg(word("ref", "REF")))
}

fn log() -> Command {
    Command::new("log")
        .arg(Arg::new("ref").value_name("REF"))
        .arg(value("limit", "NUMBER").value_parser(number()))
}

fn undo() -> Command {
    Command::new("undo")
        .arg(switch("any"))
        .arg(value("operation", "NUMBER").value_parser(number()).conflicts_with("to"))
        .arg(value("to", "NUMBER").value_parser(number()))
}

fn redo() -> Command {
    Command::new("redo").arg(switch("any"))
}

fn restore() -> Command {
    Command::new("restore")
        .arg(word("ref", "REF"))
        .arg(word("field", "FIELD"))
        .arg(value("from", "NUMBER").value_parser(number()).required(true))
}

fn list() -> Command {
    let verb = |name: &'static str| Command::new(name).arg(word("value", "VALUE"));
    // The name comes before its verb, so each list is a command of its own.
    let lists = LISTS.iter().map(|name| {
        Command::new(*name)
            .subcommand(verb("add"))
            .subcommand(verb("rename").arg(word("new", "NEW")))
            .subcommand(verb("delete"))
    });
    Command::new("list").subcommand_required(true).subcommands(lists)
}

fn board() -> Command {
    Command::new("board")
        .subcommand_required(true)
        .subcommands([Command::new("hide"), Command::new("reveal")])
}

fn config() -> Command {
    let set = Command::new("set").arg(word("key", "KEY")).arg(word("value", "VALUE"));
    Command::new("config").subcommand(set)
}

fn new() -> Command {
    Command::new("new")
        .arg(word("path", "FILE").value_parser(value_parser!(PathBuf)))
        .arg(value("title", "TITLE"))
        // Here the flag names the languages of the content, not that of the interface.
        .arg(value("lang", "LANGS"))
        .arg(value("template", "NAME"))
}

fn demo() -> Command {
    Command::new("demo")
        .arg(Arg::new("folder").value_name("DIR").value_parser(value_parser!(PathBuf)))
        .arg(switch("no-open"))
}

fn doctor() -> Command {
    Command::new("doctor").arg(value("verdict", "VERDICT")).arg(switch("keys"))
}

fn export() -> Command {
    let document = |name: &'static str| {
        Command::new(name)
            .arg(value("format", "FORMAT"))
            .arg(value("out", "FILE").short('o').value_parser(value_parser!(PathBuf)))
            .arg(switch("force"))
    };
    let plan = document("plan")
        .arg(value("for", "AGENCY"))
        .arg(value("tlp", "LABEL"))
        // Here the flag names the languages of the document, not that of the interface.
        .arg(value("lang", "LANG"));
    let export = Command::new("export").subcommand_required(true);
    export.subcommand(plan).subcommand(document("all"))
}

fn import() -> Command {
    let source = word("source", "SOURCE").value_parser(value_parser!(PathBuf));
    let all = Command::new("all").arg(source);
    Command::new("import").subcommand_required(true).subcommand(all)
}

fn backup() -> Command {
    Command::new("backup")
        .arg(Arg::new("folder").value_name("DIR").value_parser(value_parser!(PathBuf)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_holds_together() {
        tree().debug_assert();
    }

    #[test]
    fn sizes_and_pairs() {
        assert_eq!(size("120x36"), Ok((120, 36)));
        for bad in ["", "120", "0x5", "axb", "120x", "99999x9"] {
            assert!(size(bad).is_err(), "{bad}");
        }
        assert_eq!(pair("a=b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
        assert_eq!(pair("a="), Ok(("a".to_owned(), String::new())));
        for bad in ["", "a", "=b"] {
            assert!(pair(bad).is_err(), "{bad}");
        }
    }
}
