//! `capability set ORG CAPABILITY LEVEL`: how far an organisation has a capability.

use clap::ArgMatches;

use super::{Failure, call::Call, run::word};
use crate::{
    domain::{saying::Saying, text::fold},
    ops::{Command, Target},
};

pub(super) fn set(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    let typed = word(of, "level");
    let level = match typed.trim() {
        "-" => None,
        level => {
            let number = fold(level).parse::<i64>();
            let unread = || Failure::refused(Saying::new("level.range").with("typed", typed));
            Some(number.map_err(|_| unread())?)
        }
    };
    call.carry_out(&Command::Level {
        organisation: Target::from(word(of, "organisation")),
        capability: Target::from(word(of, "capability")),
        level,
    })
}
