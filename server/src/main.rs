//! The program `holdpoint`.

fn main() -> std::process::ExitCode {
    server::cli::main()
}
