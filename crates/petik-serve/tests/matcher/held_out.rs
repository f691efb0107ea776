//! Damages of another hand: written when the matcher was done, with other seeds and other ways, several of them at once. Nothing of
//! the matcher was changed for what it shows; it is the honest figure.

use crate::damage::Damaged;
use crate::random::Random;
use petik_core::Engine;
use petik_core::gazetteer::{NameKind, Region, RegionId, letters};
use petik_core::record::Level;
use rapidfuzz::distance::osa;

/// Neighbours on a keyboard.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// All of them. `kind` is as in [`crate::damage::KINDS`].
pub fn held_out(engine: &Engine, seed: u64) -> Vec<Damaged> {
    let mut random = Random::new(seed);
    let regions = &engine.gazetteer().regions;
    let mut all = Vec::new();
    for (id, region) in regions.iter() {
        let province = regions.get(regions.province(id));
        let is_sole = engine.written_names().of(&region.name).len() == 1;
        let typed = typed(&mut random, region);
        let mut add = |kind: usize, text: String, is_tellable: bool| {
            all.push(Damaged { kind, region: id, text, is_tellable });
        };
        add(0, title(&typed), true);
        add(0, swapped_case(&region.full_name), true);
        add(1, format!("{} ", region.name.to_lowercase()), is_sole);
        for (kind, count) in [(2, 1), (3, 2)] {
            for (base, has_type) in
                [(region.name.clone(), false), (typed.clone(), true), (region.full_name.to_lowercase(), true)]
            {
                let text = slips(&mut random, &base, count);
                let is_long = count == 1 || letters(&region.name).len() > 4;
                let is_own = is_nearest(engine, id, &text, has_type.then_some(&*base));
                add(kind, text, (has_type || is_sole) && is_long && is_own);
            }
        }
        for name in engine.written_names().all().iter().filter(|name| name.region == id) {
            let is_lone = engine.written_names().of(&name.written).len() == 1;
            let has_type = name.written.starts_with("Kab");
            match name.kind {
                NameKind::Former => {
                    add(4, format!("Pemerintah {} {}", word(region.level), name.written), !has_type);
                    add(4, format!("{} ({})", name.written, region.name), is_sole);
                }
                NameKind::Abbreviation => {
                    add(
                        5,
                        format!("Pemkab {}", name.written),
                        region.level == Level::Kabupaten && is_lone && name.alone,
                    );
                    add(5, format!("{} {}", word(region.level), name.written.to_uppercase()), is_lone && name.alone);
                    add(5, format!("{} ({})", region.full_name, name.written), true);
                }
                _ => {}
            }
        }
        let run = |text: &str| text.split(|c: char| !c.is_alphanumeric()).collect::<String>();
        add(6, run(&typed).to_uppercase(), true);
        add(6, format!("{}_{}", word(region.level), run(&region.name)), true);
        if region.level != Level::Province {
            add(6, run(&format!("{}{}", region.full_name, province.name)), true);
            add(7, format!("{typed} {}", province.name.to_uppercase()), true);
            add(7, format!("{}: {}", province.name, region.full_name.to_lowercase()), true);
            add(7, format!("{typed}; Prop. {}", province.name), true);
            add(7, format!("{}, {}, Indonesia", region.full_name, province.full_name), true);
        }
        let digits: String = region.code.chars().filter(char::is_ascii_digit).collect();
        let spoiled =
            if region.code.len() > 2 { region.code.trim_end_matches('0').to_owned() } else { region.code.clone() };
        add(8, format!("{typed} ({spoiled})"), true);
        add(8, format!("{} | {typed}", region.code.replace('.', " ")), true);
        add(8, format!("Kode {digits}: {}", region.full_name), true);
        add(8, format!("[{}]", region.code), region.code.len() > 2);
        for pattern in words(region.level) {
            add(9, pattern.replace('#', &region.name), true);
        }
        add(10, region.full_name.chars().map(|c| if c == ' ' { '\u{2009}' } else { c }).collect(), true);
        add(10, format!("“{}”,", region.full_name), true);
        add(10, format!("\u{feff}{}\r\n", region.full_name), true);
        add(10, region.full_name.split(' ').collect::<Vec<_>>().join(" . "), true);
        add(10, region.full_name.replace('a', "a\u{301}"), true);
        add(10, region.full_name.replace(' ', "\t"), true);
        for pattern in NOISE {
            let text = pattern.replace('#', &region.full_name).replace('@', &typed);
            add(11, text, true);
        }
    }
    all
}

const NOISE: [&str; 9] = [
    "Pemerintah Daerah #",
    "Diskominfo #",
    "DISKOMINFO @",
    "- #",
    "(12) #",
    "Kantor Bappeda @",
    "# Tahun 2019",
    "Pemda @",
    "wilayah #",
];

fn word(level: Level) -> &'static str {
    match level {
        Level::Kabupaten => "Kabupaten",
        Level::Kota => "Kota",
        Level::Province => "Provinsi",
    }
}

fn words(level: Level) -> &'static [&'static str] {
    match level {
        Level::Kabupaten => {
            &["KAB #", "# (Kabupaten)", "Kab: #", "# Kab", "Kabupaten - #", "the Regency of #", "Pemerintah Kab. #"]
        }
        Level::Kota => {
            &["KOTAMADYA #", "# (Kota)", "Kota: #", "Pemko #", "Kota - #", "Municipality of #", "Pemerintah Kota #"]
        }
        Level::Province => &[
            "PROV. #",
            "# (Provinsi)",
            "Provinsi: #",
            "Pemprov. #",
            "Prop #",
            "the Province of #",
            "Pemerintah Provinsi #",
        ],
    }
}

fn typed(random: &mut Random, region: &Region) -> String {
    let forms: &[&str] = match region.level {
        Level::Kabupaten => &["Kab. ", "KAB ", "kab.", "Kabupaten "],
        Level::Kota => &["Kota ", "KOTA ", "kota "],
        Level::Province => &["Prov. ", "PROVINSI ", "prov "],
    };
    format!("{}{}", random.one(forms), region.name)
}

fn title(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        format!("{first}{}", letters.as_str().to_lowercase())
    });
    words.collect::<Vec<_>>().join(" ")
}

fn swapped_case(text: &str) -> String {
    text.chars().map(|c| if c.is_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }).collect()
}

/// Slips of fingers: a neighbouring key, a key twice, a key not at all, two in the wrong order.
fn slips(random: &mut Random, text: &str, count: usize) -> String {
    let mut all: Vec<char> = text.chars().collect();
    let mut done = 0;
    while done < count {
        let at = random.below(all.len());
        let letter = all[at].to_ascii_lowercase();
        if !letter.is_ascii_lowercase() {
            continue;
        }
        let row = KEYS.iter().find(|row| row.contains(letter)).unwrap();
        let place = row.find(letter).unwrap();
        let near = if place > 0 { place - 1 } else { place + 1 };
        match random.below(4) {
            0 => all[at] = row.as_bytes()[near].into(),
            1 => all.insert(at, letter),
            2 if at > 0 => drop(all.remove(at)),
            3 if at + 1 < all.len() && all[at] != all[at + 1] && all[at + 1].is_alphabetic() => all.swap(at, at + 1),
            _ => continue,
        }
        done += 1;
    }
    all.into_iter().collect()
}

/// Whether no other region's name, with the same words before it, is as near.
fn is_nearest(engine: &Engine, own: RegionId, text: &str, typed: Option<&str>) -> bool {
    let regions = &engine.gazetteer().regions;
    let before = typed.map_or(String::new(), |typed| {
        let typed = letters(typed);
        typed.strip_suffix(&letters(&regions.get(own).name)).unwrap_or_default().to_owned()
    });
    let text = letters(text);
    let distance = |region: &Region| {
        let name = format!("{before}{}", letters(&region.name));
        osa::distance(name.chars(), text.chars())
    };
    let to_own = distance(regions.get(own));
    let is_rival = |region: &Region| typed.is_none() || region.level == regions.get(own).level;
    regions.iter().filter(|(id, other)| *id != own && is_rival(other)).all(|(_, other)| distance(other) > to_own)
}
