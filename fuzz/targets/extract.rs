//! From a text to its record, with and without a day of publication.
#![no_main]

use libfuzzer_sys::fuzz_target;
use petik::Article;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    petik_fuzz::extract(&Article::new(text.as_ref()));
    let day = petik::source::parse_day("2022-04-22").expect("a day");
    petik_fuzz::extract(&Article::new(text.as_ref()).published(day));
});
