//! The reader of official lists: the same bytes as CSV, as TSV, and as the archives that workbooks are.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["input.csv", "input.tsv", "input.xlsx", "input.ods"] {
        petik_fuzz::list(name, bytes);
    }
});
