//! The file of decisions, applied to two claims whose ids the seeds name.
#![no_main]

use libfuzzer_sys::fuzz_target;

/// Facts, as `petik extract --facts` writes them: claims d9bf3a3530b4 and 8cb5bae1915f.
const FACTS: &str = concat!(
    "{\"article_id\": \"a\", \"id\": \"f2\", \"type\": \"membership\", \"status\": \"done\", \"programme\": \"gerakan-menuju-smart-city\", \"region_code\": \"33.25\", \"region_name\": \"Kabupaten Batang\", \"cohort_year\": 2018, \"quote\": \"Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).\", \"start\": 0, \"end\": 84, \"mentions\": \"m2; m4\", \"derived\": \"cohort_year by cohort_year; membership by signing\", \"by\": \"facts/membership.toml#membership by signing\", \"confidence\": 0.9}\n",
    "{\"article_id\": \"a\", \"id\": \"f3\", \"type\": \"membership\", \"status\": \"done\", \"programme\": \"gerakan-menuju-smart-city\", \"region_code\": \"33.10\", \"region_name\": \"Kabupaten Klaten\", \"cohort_year\": 2018, \"quote\": \"Pemkab Klaten terpilih menjadi peserta Gerakan Menuju 100 Smart City tahun 2018.\", \"start\": 85, \"end\": 165, \"mentions\": \"m6; m7\", \"by\": \"facts/membership.toml#words of choosing and receiving\", \"confidence\": 0.94}\n",
);

fuzz_target!(|bytes: &[u8]| {
    petik_fuzz::held_against_list(FACTS.as_bytes(), &String::from_utf8_lossy(bytes));
});
