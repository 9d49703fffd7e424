//! What a new workspace can begin with: the templates, which are part of the program.

use serde::Deserialize;

use crate::domain::lang::Lang;

/// The templates by name, the one that is proposed first.
const ALL: [(&str, &str); 2] = [
    ("taskforce", include_str!("../../config/templates/taskforce.toml")),
    ("blank", include_str!("../../config/templates/blank.toml")),
];

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    about: About,
    both: Lists,
    #[serde(default)]
    en: Lists,
    #[serde(default)]
    th: Lists,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    en: String,
    th: String,
}

/// Words of the short lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Lists {
    sector: Vec<String>,
    pillar: Vec<String>,
    place: Vec<String>,
    tag: Vec<String>,
}

impl Lists {
    fn words(&self) -> impl Iterator<Item = (&'static str, String)> {
        let all = [
            ("sector", &self.sector),
            ("pillar", &self.pillar),
            ("place", &self.place),
            ("tag", &self.tag),
        ];
        all.into_iter().flat_map(|(name, words)| words.iter().map(move |word| (name, word.clone())))
    }
}

impl Template {
    /// What it holds, in a few words.
    #[must_use]
    pub fn about(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.about.en,
            Lang::Th => &self.about.th,
        }
    }

    /// The words of its short lists in a language, each with the name of its list.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Vec<(&'static str, String)> {
        let own = match lang {
            Lang::En => &self.en,
            Lang::Th => &self.th,
        };
        self.both.words().chain(own.words()).collect()
    }
}

/// The names of the templates.
#[must_use]
pub fn names() -> [&'static str; ALL.len()] {
    ALL.map(|(name, _)| name)
}

/// The template of a name.
#[must_use]
pub fn find(name: &str) -> Option<Template> {
    let (_, text) = ALL.iter().find(|(known, _)| *known == name)?;
    // A test reads every one.
    toml::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::fields::LISTS;

    #[test]
    fn every_template_is_whole_in_both_languages() {
        for name in names() {
            let template = find(name).unwrap_or_else(|| panic!("{name} is not understood"));
            assert_eq!(Lang::of(template.about(Lang::Th)), Lang::Th);
            assert_eq!(Lang::of(template.about(Lang::En)), Lang::En);
            assert_eq!(template.en.place.len(), template.th.place.len(), "{name}");
            assert_eq!(template.en.tag.len(), template.th.tag.len(), "{name}");
            for lang in Lang::ALL {
                let words = template.words(lang);
                let once: BTreeSet<_> = words.iter().collect();
                assert_eq!(once.len(), words.len(), "{name}: a word stands twice");
                assert!(words.iter().all(|(list, _)| LISTS.contains(list)));
                assert_eq!(words.iter().filter(|(list, _)| *list == "pillar").count(), 5);
            }
        }
        assert_eq!(find("none"), None);
    }
}
