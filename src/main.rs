//! The `whomet` program: arguments in, records out. All work is done by the library.

fn main() -> std::process::ExitCode {
    whomet::cli::main()
}
