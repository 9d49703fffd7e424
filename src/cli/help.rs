//! Help and usage errors in the language of the person: the tree of commands dressed in the
//! texts of the bundles.

use clap::{
    Command,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::args;
use crate::domain::{
    entry::{knows, settable, sign},
    fields,
    kind::Kind,
    quick::{Key, Mark},
    saying::Saying,
    words::Words,
};

/// What clap has to say instead of a parse.
pub(super) enum Said {
    /// Help that was asked for.
    Help(String),
    /// Why the arguments are not understood, with the usage.
    Wrong(String),
}

/// Says in words why these arguments did not parse, or what was asked about them.
pub(super) fn explain(args: &[std::ffi::OsString], words: &Words) -> Said {
    match dressed(args::tree(), words).try_get_matches_from(args) {
        // The bare tree refused what the dressed one takes; they differ in texts only.
        Ok(_) => Said::Wrong(words.text("cli.usage.other").to_owned()),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp => Said::Help(error.render().to_string()),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Said::Wrong(error.render().to_string())
            }
            _ => Said::Wrong(wrong(&error, words)),
        },
    }
}

/// Why a first word is no command, and which ones come near it.
pub(super) fn unknown(word: &str, words: &Words) -> String {
    let tree = args::tree();
    let names: Vec<String> = tree.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let near =
        names.iter().filter(|name| word.starts_with(name.as_str()) || name.starts_with(word));
    let near: Vec<&str> = near.map(String::as_str).collect();
    let list = if near.is_empty() { names.join(", ") } else { near.join(", ") };
    let said = words.say(&Saying::new("cli.usage.command").with("what", word));
    format!("{said}\n{}", words.say(&Saying::new("cli.usage.near").with("list", list)))
}

/// A usage error: what is wrong, what comes near it, how the command is called.
fn wrong(error: &clap::Error, words: &Words) -> String {
    let text = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (arg, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let said = match error.kind() {
        ErrorKind::UnknownArgument => Saying::new("cli.usage.unknown").with("what", arg),
        ErrorKind::InvalidSubcommand => {
            Saying::new("cli.usage.command").with("what", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => {
            Saying::new("cli.usage.verb").with("list", text(ContextKind::ValidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => {
            Saying::new("cli.usage.missing").with("what", list(error, ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Saying::new("cli.usage.empty").with("what", arg)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Saying::new("cli.usage.value").with("what", arg).with("typed", value)
        }
        ErrorKind::ArgumentConflict => Saying::new("cli.usage.conflict")
            .with("what", arg)
            .with("other", list(error, ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => Saying::new("cli.usage.utf8"),
        _ => Saying::new("cli.usage.other"),
    };
    let mut lines = vec![words.say(&said)];
    let near =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::ValidValue];
    let near = near.map(|kind| list(error, kind)).into_iter().find(|near| !near.is_empty());
    if let Some(near) = near {
        lines.push(words.say(&Saying::new("cli.usage.near").with("list", near)));
    } else if error.kind() == ErrorKind::UnknownArgument {
        lines.push(words.text("cli.usage.dashes").to_owned());
    }
    let usage = text(ContextKind::Usage);
    let usage = usage.trim_start_matches("Usage:").trim();
    if !usage.is_empty() {
        lines.push(format!("{}: {usage}", words.text("cli.head.usage")));
    }
    lines.join("\n")
}

/// The values of a context with commas between them.
fn list(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(all)) => all.join(", "),
        Some(ContextValue::None) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

/// The tree with its texts.
fn dressed(tree: Command, words: &Words) -> Command {
    dress(tree, words, "")
}

fn dress(command: Command, words: &Words, path: &str) -> Command {
    let about = about(words, path, command.get_name());
    let template = format!(
        "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        words.text("cli.head.usage")
    );
    let command = command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(words.text("cli.head.commands").to_owned())
        .mut_args(|arg| {
            let help = arg_help(words, path, arg.get_id().as_str());
            let heading = match (arg.is_positional(), arg.get_help_heading()) {
                (true, _) => "cli.head.words",
                (false, Some(_)) => "cli.head.everywhere",
                (false, None) => "cli.head.flags",
            };
            arg.help(help).help_heading(words.text(heading).to_owned()).hide_possible_values(false)
        });
    let inner = if path.is_empty() { String::new() } else { format!("{path}.") };
    let command = command.mut_subcommands(|sub| {
        let path = format!("{inner}{}", sub.get_name());
        dress(sub, words, &path)
    });
    match after(words, path) {
        Some(after) => command.after_help(after),
        None => command,
    }
}

/// The text of an argument: that of its command, else that of its name everywhere.
fn arg_help(words: &Words, path: &str, id: &str) -> String {
    let own = format!("cli.arg.{path}.{id}");
    let text = words.text(&own);
    if text != own {
        return text.to_owned();
    }
    let kind = args::NOUNS.into_iter().find(|kind| path.split('.').next() == Some(kind.noun()));
    let example = match kind {
        Some(Kind::Link) => "S-1>S-2:funds".to_owned(),
        Some(Kind::Attendance) => "M-1/S-3".to_owned(),
        kind => format!("{}-1", kind.and_then(Kind::letter).unwrap_or('A')),
    };
    let saying = match id {
        "ref" => Saying::new("cli.arg.ref").with("ref", example),
        "refs" => Saying::new("cli.arg.refs").with("ref", example),
        _ => return words.text(&format!("cli.arg.{id}")).to_owned(),
    };
    words.say(&saying)
}

/// What stands below the help of a command: of the program how to begin, of a noun's `add` and
/// `edit` an example, the signs and keys of its quick-add and the names that `--set` takes.
fn after(words: &Words, path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(words.text("cli.after").to_owned());
    }
    let (noun, verb) = path.split_once('.')?;
    let kind = args::NOUNS.into_iter().find(|kind| kind.noun() == noun)?;
    if !matches!(verb, "add" | "edit") {
        return None;
    }
    let mut lines = Vec::new();
    if verb == "add" {
        let key = format!("cli.example.{noun}");
        let line = words.text(&key);
        lines.push(words.say(&Saying::new("cli.head.example").with("line", line)));
    }
    if kind != Kind::Link {
        let signs = [Mark::Lead, Mark::Support, Mark::Tag, Mark::Priority];
        let marks = signs.into_iter().chain(Key::ALL.map(Mark::Key));
        let known: Vec<String> = marks.filter(|mark| knows(kind, *mark)).map(sign).collect();
        lines.push(words.say(&Saying::new("cli.head.quick").with("list", known.join(" "))));
    }
    let names = settable(fields::of(kind)).join(" ");
    lines.push(words.say(&Saying::new("cli.head.sets").with("list", names)));
    Some(lines.join("\n"))
}

/// The text of a command: its own, else that of its verb.
fn about(words: &Words, path: &str, name: &str) -> String {
    let own = format!("cli.about.{}", if path.is_empty() { "plenary" } else { path });
    let text = words.text(&own);
    if text != own {
        return text.to_owned();
    }
    words.text(&format!("cli.verb.{name}")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config, domain::lang::Lang};

    fn walk(command: &Command, path: &str, words: &Words, missing: &mut Vec<String>) {
        let text = about(words, path, command.get_name());
        if text.starts_with("cli.") {
            missing.push(format!("{path}: {text}"));
        }
        for arg in command.get_arguments() {
            let key = format!("cli.arg.{}", arg.get_id());
            if words.own(&key).is_none() {
                missing.push(key);
            }
        }
        for sub in command.get_subcommands() {
            let path = if path.is_empty() { String::new() } else { format!("{path}.") };
            walk(sub, &format!("{path}{}", sub.get_name()), words, missing);
        }
    }

    #[test]
    fn every_command_and_argument_has_a_text() {
        for lang in Lang::ALL {
            let mut missing = Vec::new();
            walk(&args::tree(), "", &config::words::load(lang), &mut missing);
            missing.sort();
            missing.dedup();
            assert_eq!(missing, Vec::<String>::new(), "{lang:?}");
        }
    }

    #[test]
    fn help_shows_nothing_of_its_keys() {
        for lang in Lang::ALL {
            let words = config::words::load(lang);
            let text = dressed(args::tree(), &words).render_help().to_string();
            assert!(!text.contains("cli."), "{text}");
            dressed(args::tree(), &words).debug_assert();
        }
    }
}
