//! `petik completions`: what a shell needs to complete petik's arguments.

use super::output::Output;
use super::{Cli, Outcome};
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik completions bash > ~/.local/share/bash-completion/completions/petik
  petik completions zsh > ~/.zfunc/_petik
  petik completions fish > ~/.config/fish/completions/petik.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        // By way of a buffer: the generator panics where it cannot write.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "petik", &mut script);
        let mut out = Output::stdout();
        out.write_all(&script)?;
        out.finish()?;
        Ok(Outcome::Fine)
    }
}
