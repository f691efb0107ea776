//! The program `petik`.

fn main() -> std::process::ExitCode {
    petik::cli::run(std::env::args_os()).into()
}
