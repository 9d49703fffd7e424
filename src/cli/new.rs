//! `new FILE`: an empty workspace.

use std::path::PathBuf;

use clap::ArgMatches;

use super::{Failure, call::Call};
use crate::{
    config::templates,
    domain::{lang::Lang, saying::Saying, zone},
    ops::{Beginning, Opening, Stamp, Workspace},
};

/// The template where none is named.
pub(super) const PLAIN: &str = "blank";

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let path = of.get_one::<PathBuf>("path").cloned().unwrap_or_default();
    if path.extension().is_none_or(|end| end != "plenary") {
        let saying = Saying::new("cli.new_name").with("file", path.to_string_lossy().into_owned());
        return Err(Failure::Usage(saying));
    }
    let languages = languages(of.get_one::<String>("lang").map(String::as_str), call.lang())?;
    let first = languages.first().copied().unwrap_or(call.lang());
    let template = of.get_one::<String>("template").map_or(PLAIN, String::as_str);
    let beginning = Beginning {
        title: of.get_one::<String>("title").cloned(),
        languages,
        words: words_of(template, first)?,
        ..Beginning::default()
    };
    let opening = call.opening(path.clone())?;
    create(call, &opening, &beginning)?;
    let file = path.to_string_lossy().into_owned();
    call.say(&Saying::new("cli.created").with("file", file.as_str()));
    call.say(&Saying::new("cli.next").with("file", file));
    Ok(())
}

/// Makes the file, where there is none yet.
pub(super) fn create(
    call: &Call<'_>,
    opening: &Opening,
    beginning: &Beginning,
) -> Result<Workspace, Failure> {
    call.may_write()?;
    let at = call.env.moment()?;
    // A new file counts its days in the default zone.
    let today = call.flags.today.unwrap_or_else(|| zone::day(at, zone::DEFAULT));
    let stamp = Stamp { at, today, by: call.by() };
    Ok(Workspace::create(opening, beginning, &stamp, call.random())?)
}

/// The words of the short lists of a template.
pub(super) fn words_of(
    template: &str,
    first: Lang,
) -> Result<Vec<(&'static str, String)>, Failure> {
    templates::find(template).map(|template| template.words(first)).ok_or_else(|| {
        let list = templates::names().join(", ");
        Failure::refused(Saying::new("new.template").with("name", template).with("list", list))
    })
}

/// The languages of the content, the first one first: as named, else both, the reader's first.
fn languages(named: Option<&str>, reader: Lang) -> Result<Vec<Lang>, Failure> {
    let Some(named) = named else { return Ok(vec![reader, reader.other()]) };
    let mut all = Vec::new();
    for code in named.split(',').map(str::trim).filter(|code| !code.is_empty()) {
        let lang = Lang::parse(code)
            .ok_or_else(|| Failure::Usage(Saying::new("lang.unknown").with("typed", code)))?;
        if !all.contains(&lang) {
            all.push(lang);
        }
    }
    if all.is_empty() {
        return Err(Failure::Usage(Saying::new("lang.unknown").with("typed", named)));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_named_or_both() {
        assert_eq!(languages(None, Lang::Th).unwrap(), [Lang::Th, Lang::En]);
        assert_eq!(languages(Some("th, en,th"), Lang::En).unwrap(), [Lang::Th, Lang::En]);
        assert_eq!(languages(Some("th"), Lang::En).unwrap(), [Lang::Th]);
        assert!(languages(Some("th,fr"), Lang::En).is_err());
        assert!(languages(Some(","), Lang::En).is_err());
    }
}
