//! The command line of petik, a thin face of the library: it reads arguments, opens files and prints.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
