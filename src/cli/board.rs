//! `board hide` and `board reveal`: whether the ideas show; and the word about it beside what
//! the owner of the file sees all the same.

use clap::ArgMatches;

use super::{Failure, call::Call};
use crate::{
    domain::{fields::Workspace, kind::Kind, saying::Saying, snapshot::Snapshot},
    ops::Command,
};

pub(super) fn run(call: &mut Call<'_>, of: &ArgMatches) -> Result<(), Failure> {
    call.carry_out(&Command::Board { hide: of.subcommand_name() == Some("hide") })
}

/// Says that the board is hidden, where ideas are shown.
pub(super) fn say_hidden(call: &mut Call<'_>, kind: Kind, w: &Snapshot) {
    if kind == Kind::Idea && w.loaded::<Workspace>().any(Workspace::hides_ideas) {
        call.say(&Saying::new("cli.board_hidden"));
    }
}
