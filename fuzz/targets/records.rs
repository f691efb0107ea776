//! Records, as `petik reconcile`, `verify` and `score` read them: whole ones, flat facts, and tables of these.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    petik_fuzz::held_against_list(bytes, "");
    String::from_utf8_lossy(bytes).lines().for_each(petik_fuzz::record);
});
