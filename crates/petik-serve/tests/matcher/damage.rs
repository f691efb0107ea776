//! Twelve kinds of damage to the names of all regions, as stewards make them; with the same seed the same names. A damaged name is
//! *untellable* where a careful person with the gazetteer at hand could not say which region it is: why stands at each place.

use crate::random::Random;
use petik_core::Engine;
use petik_core::gazetteer::{NameKind, Region, RegionId, letters};
use petik_core::record::Level;
use rapidfuzz::distance::osa;
use std::collections::HashMap;

pub const KINDS: [&str; 12] = [
    "case",
    "no type",
    "one letter",
    "two letters",
    "old name",
    "acronym",
    "glued",
    "province",
    "code",
    "type words",
    "marks",
    "noise",
];

pub struct Damaged {
    pub kind: usize,
    pub region: RegionId,
    pub text: String,
    pub is_tellable: bool,
}

pub struct Generator<'e> {
    pub engine: &'e Engine,
    pub random: Random,
    pub all: Vec<Damaged>,
}

/// A region as the damages need it.
struct Of<'e> {
    id: RegionId,
    region: &'e Region,
    province: &'e Region,
    /// Whether the name without its type is that of one region alone, provinces and common other names among them.
    is_sole: bool,
}

impl<'e> Generator<'e> {
    pub fn new(engine: &'e Engine, seed: u64) -> Self {
        Generator { engine, random: Random::new(seed), all: Vec::new() }
    }

    pub fn run(mut self) -> Vec<Damaged> {
        let regions = &self.engine.gazetteer().regions;
        for (id, region) in regions.iter() {
            let named = self.engine.written_names().of(&region.name);
            let of = Of { id, region, province: regions.get(regions.province(id)), is_sole: named.len() == 1 };
            self.case(&of);
            self.typeless(&of);
            for letters in 1..=2 {
                self.typos(&of, letters);
            }
            self.old_names(&of);
            self.acronyms(&of);
            self.glued(&of);
            self.with_province(&of);
            self.codes(&of);
            self.type_words(&of);
            self.marks(&of);
            self.noise(&of);
        }
        self.all
    }

    fn add(&mut self, kind: usize, of: &Of<'_>, text: impl Into<String>, is_tellable: bool) {
        self.all.push(Damaged { kind, region: of.id, text: text.into(), is_tellable });
    }

    fn case(&mut self, of: &Of<'_>) {
        let full = &of.region.full_name;
        self.add(0, of, full.to_uppercase(), true);
        self.add(0, of, full.to_lowercase(), true);
        let mixed =
            full.chars().map(|c| if self.random.is(50) { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() });
        let mixed: String = mixed.collect();
        self.add(0, of, mixed, true);
    }

    fn typeless(&mut self, of: &Of<'_>) {
        // A pair, or a province and its town, cannot be told without the type.
        self.add(1, of, &of.region.name, of.is_sole);
        self.add(1, of, of.region.name.to_uppercase(), of.is_sole);
    }

    fn typos(&mut self, of: &Of<'_>, count: usize) {
        let kind = 1 + count;
        let bare = of.region.name.clone();
        let short = format!("{} {bare}", short_type(of.region.level));
        for (text, is_typed) in [(of.region.full_name.clone(), true), (short, true), (bare.clone(), false)] {
            let typo = self.typo(&text, count);
            // What is as near to the name of another region cannot be told, nor half of the letters of a short name.
            let is_tellable = (is_typed || of.is_sole)
                && self.is_nearest(of, &typo, is_typed)
                && !(count == 2 && letters(&bare).len() <= 4);
            self.add(kind, of, typo, is_tellable);
        }
    }

    /// `count` letters put in, left out, changed or swapped.
    fn typo(&mut self, text: &str, count: usize) -> String {
        let mut all: Vec<char> = text.chars().collect();
        let mut done = 0;
        while done < count {
            let at = self.random.below(all.len());
            if !all[at].is_alphabetic() {
                continue;
            }
            let letter = char::from(b'a' + self.random.below(26) as u8);
            match self.random.below(4) {
                0 => all.insert(at, letter),
                1 if all.len() > 3 => drop(all.remove(at)),
                2 if !all[at].eq_ignore_ascii_case(&letter) => all[at] = letter,
                3 if at + 1 < all.len() && all[at + 1].is_alphabetic() && all[at] != all[at + 1] => {
                    all.swap(at, at + 1)
                }
                _ => continue,
            }
            done += 1;
        }
        all.into_iter().collect()
    }

    /// Whether the region's own name is nearer than that of any other region: with the types before them, where one was there.
    fn is_nearest(&self, of: &Of<'_>, text: &str, is_typed: bool) -> bool {
        let own = letters(text);
        let shown = |region: &Region| -> Vec<String> {
            let bare = letters(&region.name);
            if !is_typed {
                return vec![bare];
            }
            vec![letters(&region.full_name), format!("{}{bare}", letters(short_type(region.level)))]
        };
        let distance = |region: &Region| {
            let all = shown(region).into_iter();
            all.map(|name| osa::distance(name.chars(), own.chars())).min().unwrap_or(usize::MAX)
        };
        let to_own = distance(of.region);
        let regions = &self.engine.gazetteer().regions;
        regions.iter().filter(|(id, _)| *id != of.id).all(|(_, other)| distance(other) > to_own)
    }

    fn old_names(&mut self, of: &Of<'_>) {
        let names: Vec<(String, bool)> = (self.engine.written_names().all().iter())
            .filter(|name| name.region == of.id && name.kind == NameKind::Former)
            .map(|name| (name.written.clone(), name.alone))
            .collect();
        for (name, is_alone) in names {
            let has_type = name.starts_with("Kab");
            let typed = if has_type { name.clone() } else { format!("{} {name}", full_type(of.region.level)) };
            self.add(4, of, typed, true);
            // The list says itself which of them mean something else as well.
            let is_sole = self.engine.written_names().of(&name).len() == 1;
            self.add(4, of, name, is_alone && is_sole);
        }
    }

    fn acronyms(&mut self, of: &Of<'_>) {
        let names = self.engine.written_names();
        let own: Vec<(String, bool)> = (names.all().iter())
            .filter(|name| name.region == of.id && name.kind == NameKind::Abbreviation)
            .map(|name| (name.written.clone(), name.alone))
            .collect();
        let (with_type, without) = self.shared_initials(of);
        let collides = |name: &str, shared: &[String]| shared.contains(&letters(name)) || names.of(name).len() > 1;
        for (name, is_alone) in own {
            let is_typed_sole = !collides(&name, &with_type);
            self.add(5, of, format!("{} {name}", short_type(of.region.level)), is_typed_sole);
            self.add(5, of, name.clone(), is_alone && !collides(&name, &without));
        }
        if let Some(initials) = initials(of.region) {
            let is_of_another = |with: bool| {
                let all = names.of(&initials);
                all.iter().any(|name| {
                    name.region != of.id
                        && (!with || self.engine.gazetteer().regions.get(name.region).level == of.region.level)
                })
            };
            let (typed, bare) = (is_of_another(true), is_of_another(false));
            let is_typed_sole = !typed && !with_type.contains(&letters(&initials));
            // Two letters alone are anything.
            let is_sole = !bare && !without.contains(&letters(&initials)) && initials.len() > 2;
            self.add(5, of, format!("{} {initials}", short_type(of.region.level)), is_typed_sole);
            self.add(5, of, initials, is_sole);
        }
    }

    /// Initials of other regions: of the same type, and of all.
    fn shared_initials(&self, of: &Of<'_>) -> (Vec<String>, Vec<String>) {
        let regions = &self.engine.gazetteer().regions;
        let others = regions.iter().filter(|(id, _)| *id != of.id);
        let others = others.filter_map(|(_, region)| Some((region.level, letters(&initials(region)?))));
        let all: Vec<(Level, String)> = others.collect();
        let of_type = all.iter().filter(|(level, _)| *level == of.region.level).map(|(_, own)| own.clone()).collect();
        (of_type, all.into_iter().map(|(_, own)| own).collect())
    }

    fn glued(&mut self, of: &Of<'_>) {
        let Region { name, full_name, level, .. } = of.region;
        let run = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        self.add(6, of, run(full_name).to_lowercase(), true);
        self.add(6, of, run(full_name), true);
        self.add(6, of, format!("{}{}", short_type(*level), name), true);
        self.add(6, of, run(name).to_lowercase(), of.is_sole);
    }

    fn with_province(&mut self, of: &Of<'_>) {
        if of.region.level == Level::Province {
            return;
        }
        let Region { name, full_name, level, .. } = of.region;
        let province = &of.province.name;
        let short = short_province(&of.province.code).unwrap_or(province);
        let others = self.engine.written_names().of(name);
        let regions = &self.engine.gazetteer().regions;
        let is_same = |id: RegionId| regions.get(id).parent == of.region.parent && id != of.id;
        let is_sole = !others.iter().any(|other| is_same(other.region));
        let typed = format!("{} {name}", short_type(*level));
        for (text, is_tellable) in [
            (format!("{name}, {province}"), is_sole),
            (format!("{typed} - {short}"), true),
            (format!("{name} ({short})"), is_sole),
            (format!("{full_name} Provinsi {province}"), true),
            (format!("{province} / {full_name}"), true),
            (format!("{full_name}, Prov. {short}"), true),
        ] {
            self.add(7, of, text, is_tellable);
        }
    }

    fn codes(&mut self, of: &Of<'_>) {
        let Region { code, name, level, .. } = of.region;
        let short = code.trim_end_matches('0');
        let spoiled = if short.len() < code.len() && code.contains('.') { short.to_owned() } else { code.clone() };
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let comma = code.replace('.', ",");
        let typed = format!("{} {name}", short_type(*level));
        let is_plain = spoiled == *code;
        let regions = &self.engine.gazetteer().regions;
        // Without its dot it may be a code of BPS, of the same region or of another; or one that Papua's regions had before.
        let others = [regions.by_bps(&digits), self.engine.gazetteer().crosswalk().get(&digits).map(|old| old.region)];
        let is_one = others.into_iter().flatten().all(|id| id == of.id);
        for (text, is_tellable) in [
            (format!("{spoiled} {typed}"), true),
            (format!("{name} ({digits})"), level != &Level::Province || of.is_sole),
            (format!("{comma} - {typed}"), true),
            (spoiled.clone(), is_plain && (code.contains('.') || is_one)),
            (digits.clone(), is_one),
            (comma.clone(), code.contains('.') || is_one),
            (format!("'{code}"), code.contains('.') || is_one),
        ] {
            self.add(8, of, text, is_tellable);
        }
    }

    fn type_words(&mut self, of: &Of<'_>) {
        let name = &of.region.name;
        let texts: Vec<String> = match of.region.level {
            Level::Kabupaten => {
                ["Kab. #", "Kab #", "KABUPATEN #", "Pemkab #", "# Regency", "Regency of #", "Kab.#", "#, Kab."]
            }
            Level::Kota => [
                "Kota #",
                "Kotamadya #",
                "Kodya #",
                "Pemkot #",
                "City of #",
                "# City",
                "#, Kota",
                "Kota Administratif #",
            ],
            Level::Province => {
                ["Prov. #", "Prov #", "Propinsi #", "Pemprov #", "Province of #", "# Province", "#, Prov.", "Prop. #"]
            }
        }
        .iter()
        .map(|form| form.replace('#', name))
        .collect();
        for text in texts {
            self.add(9, of, text, true);
        }
    }

    fn marks(&mut self, of: &Of<'_>) {
        let full = &of.region.full_name;
        let wide = full.chars().map(|c| match c {
            ' ' => '\u{3000}',
            '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            _ => c,
        });
        let wide: String = wide.collect();
        let at = self.random.below(full.len());
        let split = full.char_indices().map(|(at, _)| at).min_by_key(|start| start.abs_diff(at)).unwrap_or_default();
        let accent = self.random.one(&["á", "à", "â", "ä", "ā"]);
        for text in [
            full.replace(' ', "\u{a0}"),
            full.replace(' ', "   "),
            full.replace(' ', "-"),
            full.replace(' ', "_"),
            full.replace(' ', "."),
            format!(" {full}; "),
            format!("\"{full}\""),
            wide,
            format!("{}\u{200b}{}", &full[..split], &full[split..]),
            full.replacen('a', accent, 1),
            full.replace('-', " ").replace('\'', ""),
        ] {
            self.add(10, of, text, true);
        }
    }

    fn noise(&mut self, of: &Of<'_>) {
        let Region { name, full_name, .. } = of.region;
        let (short, head, government) = match of.region.level {
            Level::Kabupaten => ("Kab", "Bupati", "Pemerintah Kabupaten"),
            Level::Kota => ("Kota", "Wali Kota", "Pemerintah Kota"),
            Level::Province => ("Prov", "Gubernur", "Pemerintah Provinsi"),
        };
        for text in [
            format!("{government} {name}"),
            format!("Dinas Kominfo {short}. {name}"),
            format!("{head} {name}"),
            format!("{name} ({short})"),
            format!("Bappeda {full_name}"),
            format!("Wakil {head} {name}"),
            format!("Sekretariat Daerah {full_name}"),
            format!("{}. {full_name}", 1 + self.random.below(99)),
            format!("{full_name} 2018"),
            format!("Yth. {head} {name}"),
            format!("DPRD {full_name}"),
        ] {
            self.add(11, of, text, true);
        }
    }
}

fn short_type(level: Level) -> &'static str {
    match level {
        Level::Kabupaten => "Kab.",
        Level::Kota => "Kota",
        Level::Province => "Prov.",
    }
}

fn full_type(level: Level) -> &'static str {
    match level {
        Level::Kabupaten => "Kabupaten",
        Level::Kota => "Kota",
        Level::Province => "Provinsi",
    }
}

fn initials(region: &Region) -> Option<String> {
    let words: Vec<&str> = region.name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first = words.iter().filter_map(|word| word.chars().next()).map(|c| c.to_ascii_uppercase());
    (words.len() > 1).then(|| first.collect())
}

fn short_province(code: &str) -> Option<&'static str> {
    let all: HashMap<&str, &str> = HashMap::from([
        ("12", "Sumut"),
        ("13", "Sumbar"),
        ("16", "Sumsel"),
        ("19", "Babel"),
        ("21", "Kepri"),
        ("31", "DKI"),
        ("32", "Jabar"),
        ("33", "Jateng"),
        ("34", "DIY"),
        ("35", "Jatim"),
        ("52", "NTB"),
        ("53", "NTT"),
        ("61", "Kalbar"),
        ("62", "Kalteng"),
        ("63", "Kalsel"),
        ("64", "Kaltim"),
        ("65", "Kaltara"),
        ("71", "Sulut"),
        ("72", "Sulteng"),
        ("73", "Sulsel"),
        ("74", "Sultra"),
        ("76", "Sulbar"),
        ("82", "Malut"),
    ]);
    all.get(code).copied()
}
