//! `check`: whether the file is what its log says, in words.

use serde_json::Value as Json;

use super::{Failure, call::Call};
use crate::domain::saying::Saying;

pub(super) fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let findings = call.open()?.check()?;
    let said: Vec<String> = findings.iter().map(|finding| call.words().say(finding)).collect();
    if call.flags.json {
        call.out.array(said.iter().map(|finding| Ok(Json::from(finding.as_str()))))?;
    } else {
        said.iter().try_for_each(|finding| call.out.line(finding))?;
    }
    if said.is_empty() {
        call.say(&Saying::new("cli.check_clean"));
        return Ok(());
    }
    Err(Failure::File(Saying::new("cli.check_found").with("n", said.len())))
}
