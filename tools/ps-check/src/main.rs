//! PowerShell syntax by the poshtree parser. Usage: ps-check FILE...
//! Prints `file:line:column: message` for each fault; exits with 1 when there was one, with 2 when a file can not be read.
use std::{env, fs, process};

fn main() {
    let mut faults = 0;
    for path in env::args().skip(1) {
        let source = fs::read_to_string(&path).unwrap_or_else(|error| {
            eprintln!("{path}: {error}");
            process::exit(2);
        });
        for error in poshtree::v2::parse(&source).errors {
            let before = &source.as_bytes()[..error.span.start.min(source.len())];
            let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
            let column = before.iter().rev().take_while(|&&byte| byte != b'\n').count() + 1;
            println!("{path}:{line}:{column}: {}", error.message);
            faults += 1;
        }
    }
    process::exit(i32::from(faults > 0));
}
