//! The `whomet` program: arguments in, records out. All work is done by the library.

#[cfg(all(feature = "mimalloc", any(all(target_os = "linux", target_env = "gnu"), target_os = "macos")))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    whomet::cli::main()
}
