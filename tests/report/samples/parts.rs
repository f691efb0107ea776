//! The pieces that the samples are put together from.

use petik::Vocabulary;
use petik::reconcile::*;
use petik::record::FactStatus;
use std::sync::LazyLock;

/// A row of chances that is the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// 0 to `most`, exclusive.
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    pub fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()]
    }

    /// Of a member: mostly well covered.
    pub fn status(&mut self) -> Status {
        match self.below(20) {
            0..9 => Status::Confirmed,
            9..13 => Status::SingleSource,
            13 => Status::YearDiffers,
            14 => Status::TypeDiffers,
            15 => Status::Disputed,
            16 => Status::Ambiguous,
            17 => Status::PlannedOnly,
            _ => Status::NotInPress,
        }
    }
}

const OUTLETS: [(&str, &str); 7] = [
    ("Kabar Khatulistiwa", "kabar-khatulistiwa.example"),
    ("Warta Daerah", "wartadaerah.example"),
    ("Suara Nusa", "suaranusa.example"),
    ("Harian Pesisir", "pesisir.example"),
    ("Lensa Kota", "lensakota.example"),
    ("Portal Pemkab", "portal.example"),
    ("Antero News", "antero.example"),
];

const BEFORE: [&str; 4] = [
    "Dalam sebuah acara di Jakarta yang dihadiri puluhan kepala daerah, ",
    "Setelah melalui penilaian kesiapan selama tiga bulan, ",
    "Hadir bersama jajarannya dan sejumlah pimpinan perusahaan teknologi, ",
    "",
];

const AFTER: [&str; 4] = [
    " Penandatanganan itu menjadi awal pendampingan penyusunan rencana induk yang berlangsung sampai akhir tahun.",
    " Sesudahnya, tim ahli akan datang empat kali untuk mendampingi perangkat daerah.",
    " “Kami ingin pelayanan lebih cepat dan lebih dekat dengan warga,” katanya seusai acara.",
    " Anggarannya diambil dari belanja daerah, tanpa bantuan pusat.",
];

pub fn sentence(dice: &mut Dice) -> String {
    format!("{}Semua berkas sudah lengkap sejak pekan lalu.", dice.of(&BEFORE))
}

/// All regions by code, with their provinces.
pub fn regions() -> &'static [Region] {
    static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
        let rows: Vec<Vec<&str>> = include_str!("../../../gazetteers/regions/regions.csv")
            .lines()
            .skip(1)
            .map(|l| l.split(',').collect())
            .collect();
        let province = |code: &str| rows.iter().find(|row| row[0] == &code[..2]).unwrap()[3].to_owned();
        let region = |row: &Vec<&str>| Region {
            code: row[0].to_owned(),
            name: row[4].to_owned(),
            level: row[2].to_owned(),
            province_code: row[0][..2].to_owned(),
            province: province(row[0]),
        };
        rows.iter().map(region).collect()
    });
    &REGIONS
}

pub fn article(dice: &mut Dice, title: &str) -> ArticleRef {
    let (outlet, host) = OUTLETS[usize::try_from(dice.below(OUTLETS.len() as u64)).unwrap()];
    let (id, day) = (dice.below(90_000) + 10_000, dice.below(28) + 1);
    ArticleRef {
        id: format!("art-{id}"),
        title: Some(title.to_owned()),
        url: Some(format!("https://www.{host}/daerah/{id}/berita")),
        outlet: Some(outlet.to_owned()),
        published: Some(format!("20{}-{:02}-{day:02}", 17 + dice.below(8), dice.below(12) + 1)),
        source: dice.below(900) + 1,
        release: None,
    }
}

pub fn release(article: ArticleRef) -> ArticleRef {
    ArticleRef { release: Some("Siaran Pers".to_owned()), ..article }
}

pub fn claim(dice: &mut Dice, region: &Region, year: Option<i16>, stance: Stance) -> Claim {
    let name = &region.name;
    let year_words = year.map_or_else(String::new, |year| format!(" {year}"));
    let (deed, status) = match stance {
        Stance::Planned => ("diundang mengikuti", FactStatus::Planned),
        Stance::Denies => ("membantah sudah bergabung dalam", FactStatus::Denied),
        _ => (
            dice.of(&["menandatangani nota kesepahaman", "resmi bergabung dalam", "terpilih mengikuti"]),
            FactStatus::Done,
        ),
    };
    let mut article = article(dice, &format!("{name} {deed} Gerakan Menuju Smart City"));
    if dice.below(6) == 0 {
        article = release(article);
    }
    let start = dice.below(900);
    Claim {
        id: format!("{:012x}", dice.below(1 << 30) << 16 | dice.below(1 << 16)),
        stance,
        kind: if stance == Stance::BareName { ClaimType::Mention } else { ClaimType::Signing },
        status,
        code: (stance != Stance::BareName).then(|| region.code.clone()),
        name: Some(name.clone()),
        cohort_year: year.filter(|_| stance != Stance::NoYear),
        date: article.published.clone(),
        speaker: (dice.below(4) == 0).then(|| "Kepala Dinas Kominfo".to_owned()),
        quotes: vec![Quote {
            start,
            end: start + 60,
            quote: format!("{name} {deed} Gerakan Menuju Smart City{year_words}."),
            before: dice.of(&BEFORE).to_owned(),
            after: dice.of(&AFTER).to_owned(),
        }],
        derived: if dice.below(3) == 0 { vec!["cohort_year by published".to_owned()] } else { vec![] },
        by: dice.of(&["signing.toml#active", "signing.toml#noun", "membership.toml#chosen"]).to_owned(),
        confidence: 0.6 + 0.05 * dice.below(8) as f64,
        evidence: String::new(),
        decision: None,
        article,
    }
}

fn row(programme: &str, year: i16, code: &str, status: Status, claims: Vec<Claim>) -> Row {
    let region = regions().iter().find(|region| region.code == code).unwrap().clone();
    let mut sources: Vec<u64> = claims.iter().map(|claim| claim.article.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let reason = match status {
        Status::Confirmed => format!("{} independent sources say that it signed or joined in {year}", sources.len()),
        Status::SingleSource => format!("one source says that it joined in {year}"),
        Status::YearDiffers => format!("press names it for {} and never for {year}", year + 1),
        Status::Disputed => "one source says that it joined, another denies it".to_owned(),
        _ => status.meaning().to_owned(),
    };
    Row {
        schema: ROW_SCHEMA.to_owned(),
        id: format!("{programme}/{year}/{code}"),
        status,
        programme: programme.to_owned(),
        cohort_year: Some(year),
        region,
        reasons: vec![reason],
        sources: sources.len() as u64,
        articles: claims.len() as u64,
        claims,
        ..Row::default()
    }
}

pub fn member(dice: &mut Dice, programme: &str, year: i16, code: &str, status: Status, line: u64) -> Row {
    let region = regions().iter().find(|region| region.code == code).unwrap();
    let stances: &[Stance] = match status {
        Status::Confirmed if dice.below(3) == 0 => &[Stance::Supports; 14],
        Status::Confirmed => &[Stance::Supports, Stance::Supports],
        Status::SingleSource => &[Stance::Supports],
        Status::YearDiffers => &[Stance::OtherYear],
        Status::TypeDiffers => &[Stance::OtherType],
        Status::Disputed => &[Stance::Supports, Stance::Supports, Stance::Denies],
        Status::Ambiguous => &[Stance::BareName],
        Status::PlannedOnly => &[Stance::Planned],
        _ => &[],
    };
    let claims = stances.iter().map(|&stance| {
        let said = if stance == Stance::OtherYear { year + 1 } else { year };
        claim(dice, region, Some(said), stance)
    });
    let claims = claims.collect();
    let listed = Listed {
        file: "kohort-smart-city.xlsx".to_owned(),
        sheet: Some(year.to_string()),
        row: line,
        name: Some(region.name.clone()),
        code: Some(code.to_owned()),
        derived: vec!["region by code".to_owned(), "cohort_year by sheet name".to_owned()],
        ..Listed::default()
    };
    Row { listed: Some(listed), ..row(programme, year, code, status, claims) }
}

pub fn press_claim(
    dice: &mut Dice,
    programme: &str,
    year: i16,
    code: &str,
    status: Status,
    near: Option<String>,
) -> Row {
    let region = regions().iter().find(|region| region.code == code).unwrap();
    let claims = vec![claim(dice, region, Some(year), Stance::Supports)];
    Row { near: near.into_iter().collect(), ..row(programme, year, code, status, claims) }
}
