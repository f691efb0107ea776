//! Names of regions with something beside them, so that the whole is none: words of many fields before a name, two regions in a cell, seats
//! and kecamatan with a type word, everyday words and persons in a column with a type. All are made of the gazetteers.

use crate::negative::read;
use crate::random::Random;
use petik_core::Engine;
use petik_core::gazetteer::{Region, letters};
use petik_core::record::Level;
use petik_serve::matcher::Query;

/// What is no region.
pub struct Beside {
    pub kind: &'static str,
    pub query: Query,
    /// Letters of which a region may have the name all the same.
    pub own: String,
}

/// Of companies, schools, hospitals, courts, the police, roads, rivers, mountains, islands, villages, clubs; and letters.
const BEFORE: [&str; 60] = [
    "PT",
    "CV",
    "UD",
    "PD",
    "BUMD",
    "Bank",
    "Toko",
    "SD",
    "SMP",
    "SMA",
    "SMK",
    "MAN",
    "TK",
    "Univ.",
    "IAIN",
    "RS",
    "RSUD",
    "Klinik",
    "Apotek",
    "PN",
    "PA",
    "Kejari",
    "KPU",
    "Bawaslu",
    "KUA",
    "Polres",
    "Polsek",
    "Kodim",
    "Korem",
    "Lapas",
    "Jl.",
    "Jln",
    "Gg.",
    "Tol",
    "Stasiun",
    "Bandara",
    "Terminal",
    "Pasar",
    "Hotel",
    "Masjid",
    "Gereja",
    "Pura",
    "G.",
    "Gn.",
    "Bukit",
    "Danau",
    "Teluk",
    "Selat",
    "Pulau",
    "P.",
    "Ds.",
    "Desa",
    "Kel.",
    "Kec.",
    "Kp.",
    "Dusun",
    "Persatuan",
    "FC",
    "X",
    "B.",
];

/// What stands between two regions of one cell.
const BETWEEN: [&str; 12] = [", ", "/", " / ", "; ", " => ", " & ", " - ", " | ", "\n", " ", " dan ", " + "];

/// All of them.
pub fn beside(engine: &Engine) -> Vec<Beside> {
    let mut random = Random::new(20_261);
    let mut all = Vec::new();
    let mut add = |kind, query, own: &str| all.push(Beside { kind, query, own: letters(own) });
    let regions: Vec<&Region> = engine.gazetteer().regions.iter().map(|(_, region)| region).collect();
    let regions: Vec<&Region> = regions.into_iter().filter(|region| region.level != Level::Province).collect();
    for region in &regions {
        for word in BEFORE {
            let text = format!("{word} {}", region.name);
            // “P. Siantar” is a name itself, written short.
            let own = text.clone();
            add("word before", Query::of(text), &own);
        }
        for between in BETWEEN {
            let other = regions[random.below(regions.len())];
            let (one, two) = match random.below(3) {
                0 => (region.name.clone(), other.name.clone()),
                1 => (short(region), other.name.clone()),
                _ => (short(region), short(other)),
            };
            // “Jambi - Sungai Penuh” names a province.
            let is_province = provinces(engine).any(|province| province == region.name || province == other.name);
            if region.name != other.name && !is_province {
                add("two regions", Query::of(format!("{one}{between}{two}")), "");
            }
        }
    }
    let cell = |line: &str, at: usize| line.split(',').nth(at).unwrap_or_default().to_owned();
    let seats = read("regions/regions.csv");
    let seats: Vec<String> = seats.lines().skip(1).map(|line| cell(line, 6)).filter(|seat| !seat.is_empty()).collect();
    let districts = read("regions/districts.csv");
    let districts: Vec<String> = districts.lines().skip(1).map(|line| cell(line, 2)).collect();
    for (kind, places) in [("seat", seats), ("kecamatan", districts)] {
        for place in places {
            for before in ["Kab.", "Kota", "Pemkab"] {
                add(kind, Query::of(format!("{before} {place}")), &place);
            }
        }
    }
    let listed = read("words/status.csv") + &read("words/not_names.csv") + &read("words/office_domains.csv");
    let listed = listed.split(['|', ',', '\n']).map(|word| word.trim_matches(['*', '"', ' ']).to_owned());
    let people = read("people/officials.csv");
    let people = people.lines().skip(1).map(|line| cell(line, 1));
    let listed = listed.filter(|word| !word.is_empty()).map(|word| ("word, column of a type", word));
    for (kind, text) in listed.chain(people.map(|name| ("person, column of a type", name))) {
        for level in [Level::Kabupaten, Level::Kota] {
            add(kind, Query { levels: vec![level], ..Query::of(&text) }, &text);
        }
    }
    all
}

/// The names of the provinces.
fn provinces(engine: &Engine) -> impl Iterator<Item = &str> {
    let regions = engine.gazetteer().regions.iter().map(|(_, region)| region);
    regions.filter(|region| region.level == Level::Province).map(|region| &*region.name)
}

fn short(region: &Region) -> String {
    let word = if region.level == Level::Kota { "Kota" } else { "Kab." };
    format!("{word} {}", region.name)
}
