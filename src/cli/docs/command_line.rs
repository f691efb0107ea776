//! The help of every verb.

use super::GENERATED;
use crate::cli::Cli;
use clap::CommandFactory;
use std::fmt::Write;

/// The help of every verb.
pub(super) fn command_line() -> String {
    let mut command = Cli::command().term_width(100);
    command.build();
    let mut page = format!("# The command line\n\n{GENERATED}");
    let help = |command: &mut clap::Command| {
        let text = command.render_long_help().to_string();
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    };
    let _ = write!(page, "\n```text\n{}\n```\n", help(&mut command.clone()));
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
        // The options that all verbs share stand on the first page only.
        let mut own = verb.clone().mut_args(|option| {
            let everywhere = option.is_global_set() || option.get_id() == "help";
            option.hide(everywhere)
        });
        let _ = write!(page, "\n## petik {}\n\n```text\n{}\n```\n", verb.get_name(), help(&mut own));
    }
    page
}
