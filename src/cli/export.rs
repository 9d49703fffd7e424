//! `export KIND`: documents out of the workspace, through the redaction gate.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
};

use clap::ArgMatches;

use super::{
    Failure, archive,
    call::{Call, find},
};
use crate::{
    config,
    domain::{
        disclose::{Audience, Disclosed, Languages, Linked, disclose},
        fields,
        kind::Kind,
        label::Label,
        lang::Lang,
        saying::Saying,
        snapshot::{Snapshot, Stored},
        words::Words,
    },
    exchange::markdown,
    report,
};

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    match of.subcommand() {
        Some(("plan", of)) => plan(call, of),
        Some(("all", of)) => archive::export(call, of),
        _ => Ok(()),
    }
}

fn plan(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let text = |name: &str| of.get_one::<String>(name).map(String::as_str);
    let out = of.get_one::<PathBuf>("out").map(PathBuf::as_path);
    format(text("format"), out)?;
    let tlp = text("tlp").map(label).transpose()?;
    let languages = text("lang").map(languages).transpose()?;
    let mut workspace = call.open()?;
    let agency = match text("for") {
        Some(name) => {
            let today = call.stamp(&mut workspace)?.today;
            Some(find(&mut workspace, Some(Kind::Organisation), name, today)?)
        }
        None => None,
    };
    let picture = workspace.snapshot()?;
    let languages = languages.unwrap_or_else(|| languages_of(&picture));
    let audience = Audience::new(&picture, tlp, agency, languages);
    let disclosed = disclose(&picture, &audience);
    let words: Vec<Words> =
        disclosed.languages().iter().map(|lang| config::words::load(*lang)).collect();
    let document = report::plan(&disclosed, &words);
    let withheld = withheld(&picture, &disclosed);
    let bytes = markdown::write(&document);
    match out {
        Some(path) => {
            aside(path, of.get_flag("force"), |file| Ok(file.write_all(&bytes)?))?;
        }
        None => call.out.document(&String::from_utf8_lossy(&bytes))?,
    }
    for (label, count) in &withheld {
        let saying = Saying::new("cli.withheld").with("n", *count);
        call.say(&saying.with("label", label.token()));
    }
    if !withheld.is_empty() && disclosed.plan().is_empty() {
        call.say(&Saying::new("cli.withheld_all").with("label", audience.tlp().token()));
    }
    call.say_strictest([Some(document.label)]);
    Ok(())
}

/// How many action items and objectives stay behind, by their label.
fn withheld(picture: &Snapshot, disclosed: &Disclosed) -> BTreeMap<Label, usize> {
    fn of<R: Stored>(
        picture: &Snapshot,
        disclosed: &Disclosed,
        withheld: &mut BTreeMap<Label, usize>,
    ) {
        for record in picture.loaded::<R>() {
            if let Linked::Withheld(label) = disclosed.link::<R>(record.id()) {
                *withheld.entry(label).or_default() += 1;
            }
        }
    }
    let mut withheld = BTreeMap::new();
    of::<fields::Action>(picture, disclosed, &mut withheld);
    of::<fields::Objective>(picture, disclosed, &mut withheld);
    withheld
}

/// The formats that documents are written in.
const FORMATS: &str = "md";

/// Checks the format: named, else by the ending of the file, else Markdown.
fn format(named: Option<&str>, out: Option<&Path>) -> Result<(), Failure> {
    let ending = out.and_then(Path::extension).map(|end| end.to_string_lossy().into_owned());
    match named.map(str::to_owned).or(ending) {
        None => Ok(()),
        Some(format) if matches!(format.to_lowercase().as_str(), "md" | "markdown") => Ok(()),
        Some(format) => Err(Failure::refused(
            Saying::new("cli.export_format").with("typed", format).with("list", FORMATS),
        )),
    }
}

fn label(text: &str) -> Result<Label, Failure> {
    Label::parse(text).ok_or_else(|| {
        let saying = Saying::new("label.unread").with("typed", text);
        Failure::refused(saying.with("list", Label::TOKENS.join(", ")))
    })
}

fn languages(text: &str) -> Result<Languages, Failure> {
    Languages::parse(text)
        .ok_or_else(|| Failure::Usage(Saying::new("cli.export_lang").with("typed", text)))
}

/// The languages of the workspace's content.
fn languages_of(picture: &Snapshot) -> Languages {
    let workspace = picture.loaded::<fields::Workspace>().next();
    let all = workspace.and_then(|workspace| workspace.languages.0.as_deref()).unwrap_or_default();
    let all: Vec<Lang> = all.split(',').filter_map(Lang::parse).collect();
    match all.as_slice() {
        [only] => Languages::Only(*only),
        _ => Languages::Both,
    }
}

/// Writes a file aside and gives it its name once it is whole.
pub(super) fn aside<T>(
    path: &Path,
    force: bool,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let name = || path.to_string_lossy().into_owned();
    if is_database(path) {
        let saying = Saying::new("cli.over_workspace").with("path", path.display().to_string());
        return Err(Failure::refused(saying));
    }
    if !force && path.exists() {
        return Err(Failure::refused(Saying::new("cli.export_exists").with("file", name())));
    }
    let unwritable = |error: io::Error| {
        let saying = Saying::new("cli.export_unwritable").with("file", name());
        Failure::File(saying.with("why", error.to_string()))
    };
    let mut aside = path.as_os_str().to_owned();
    aside.push(format!(".{}.part", std::process::id()));
    let aside = PathBuf::from(aside);
    let write = || {
        let mut file = BufWriter::new(File::create_new(&aside).map_err(unwritable)?);
        let filled = fill(&mut file)?;
        let file = file.into_inner().map_err(|error| unwritable(error.into_error()))?;
        file.sync_all().map_err(unwritable)?;
        std::fs::rename(&aside, path).map_err(unwritable)?;
        Ok(filled)
    };
    write().inspect_err(|_| drop(std::fs::remove_file(&aside)))
}

/// Whether a file is a database: a workspace, this one perhaps. An export never takes its place.
fn is_database(path: &Path) -> bool {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let mut start = [0; 16];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == MAGIC
}
