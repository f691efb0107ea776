//! Three reconciliations. The regions are real; everything that is said of them here is made up.

mod hostile;
mod parts;

pub use hostile::hostile;

use parts::{Dice, article, claim, member, press_claim, release, sentence};
use petik::Vocabulary;
use petik::reconcile::*;
use petik::record::Approx;

const PROGRAMME: &str = "gerakan-menuju-smart-city";

/// What a run over some thousand articles could find: seven cohorts of one programme.
pub fn normal() -> Reconciliation {
    let mut dice = Dice(7);
    let cohorts = include_str!("../../gazetteers/cohorts/gerakan-menuju-smart-city.csv");
    let mut rows = Vec::new();
    for line in cohorts.lines().skip(1) {
        let cells: Vec<&str> = line.splitn(5, ',').collect();
        let status = match rows.len() {
            // The first rows show what a reader of this file wants to see; the others follow chance.
            0 => Status::Confirmed,
            1 => Status::Disputed,
            2 => Status::SingleSource,
            _ => dice.status(),
        };
        rows.push(member(&mut dice, PROGRAMME, cells[1].parse().unwrap(), cells[2], status, rows_at(&rows)));
    }
    for (number, code) in
        ["33.25", "12.71", "52.07", "73.16", "35.09", "62.02", "81.71", "94.04", "16.10"].iter().enumerate()
    {
        let status = if number % 3 == 2 { Status::NearList } else { Status::NotInList };
        let near = (status == Status::NearList).then(|| rows[number * 7].id.clone());
        rows.push(press_claim(&mut dice, PROGRAMME, 2017 + i16::try_from(number % 3).unwrap(), code, status, near));
    }
    decide(&mut rows);
    Reconciliation {
        programmes: [(PROGRAMME.to_owned(), "Gerakan Menuju Smart City".to_owned())].into(),
        rows,
        ledger: ledger(&mut dice),
        remarks: remarks(),
        list_remarks: vec![ListFault {
            file: "kohort-smart-city.xlsx".to_owned(),
            sheet: Some("Arsip".to_owned()),
            row: None,
            why: Saying::of(ListType::HiddenSheet),
        }],
        unresolved: unresolved(),
        clusters: clusters(&mut dice),
        open_decisions: vec![OpenDecision {
            line: 14,
            subject: format!("{PROGRAMME}/2017/15.71"),
            decided: Decided {
                verdict: Verdict::Accept,
                who: Some("rina".to_owned()),
                stale: true,
                ..Decided::default()
            },
            reason: Saying::of(DecisionType::Stale).english(),
            why: Some(Saying::of(DecisionType::Stale)),
        }],
        inputs: inputs(),
    }
}

fn rows_at(rows: &[Row]) -> u64 {
    rows.len() as u64 + 2
}

fn decide(rows: &mut [Row]) {
    rows[1].decision = Some(Decided {
        verdict: Verdict::Accept,
        changes: vec!["cohort_year: 2018 -> 2017".to_owned()],
        note: Some("seen the signed page".to_owned()),
        who: Some("rina".to_owned()),
        when: Some("2024-03-05".to_owned()),
        stale: false,
    });
    rows[2].differences.push(Difference {
        what: "spelling".to_owned(),
        list: "Kab. Jambi Kota".to_owned(),
        other: "Kota Jambi".to_owned(),
        side: "gazetteer".to_owned(),
    });
    rows[2].reasons.push("the list spells the name another way".to_owned());
}

/// Every kabupaten and kota as a member, with ten thousand quotes.
pub fn large() -> Reconciliation {
    let mut dice = Dice(11);
    let mut rows: Vec<Row> = Vec::new();
    for region in parts::regions().iter().filter(|region| region.level != "provinsi") {
        let year = 2017 + i16::try_from(rows.len() % 6).unwrap();
        rows.push(member(&mut dice, PROGRAMME, year, &region.code, Status::Confirmed, rows_at(&rows)));
    }
    for (number, row) in rows.iter_mut().enumerate() {
        let quotes = 10_000 / 514 + usize::from(number < 10_000 % 514);
        row.claims = (0..quotes).map(|_| claim(&mut dice, &row.region, row.cohort_year, Stance::Supports)).collect();
        row.sources = quotes as u64;
        row.articles = quotes as u64;
        row.status = Status::ALL[number % 8];
    }
    Reconciliation { rows, inputs: inputs(), ..Reconciliation::default() }
}

fn inputs() -> Provenance {
    let file = |path: &str, digit: &str| InputFile { path: path.to_owned(), sha256: digit.repeat(64), title: None };
    Provenance {
        version: "0.1.0".to_owned(),
        lists_sha256: "5".repeat(64),
        records: vec![file("records-2017.jsonl.gz", "a"), file("records-2018.jsonl.gz", "b")],
        list: vec![file("kohort-smart-city.xlsx", "c")],
        decisions: Some(file("decisions.jsonl", "d")),
        articles: 4_318,
        facts: 9_204,
        facts_elsewhere: 1_377,
        failed: 3,
        cluster_threshold: 0.8,
    }
}

fn size(dice: &mut Dice, year: i16, stage: Stage, value: u64, listed: Option<u64>, times: u64) -> Size {
    let statements = (0..times).map(|_| Statement {
        article: article(dice, &format!("{value} daerah dalam gerakan kota cerdas {year}")),
        quote: Quote {
            quote: format!("{value} kabupaten/kota"),
            before: "Menurut direktur jenderal, tahun ini ada ".to_owned(),
            after: format!(" yang masuk tahap {stage} dan akan didampingi sampai akhir {year}."),
            ..Quote::default()
        },
        speaker: (dice.below(2) == 0).then(|| "Direktur Jenderal".to_owned()),
        derived: vec!["year by published".to_owned()],
        by: "counts.toml#of-regions".to_owned(),
    });
    Size {
        id: format!("{PROGRAMME}/{year}/{stage}/{value}"),
        programme: PROGRAMME.to_owned(),
        cohort_year: Some(year),
        stage,
        value,
        approx: value.is_multiple_of(50).then_some(Approx::About),
        unit: "kabupaten/kota".to_owned(),
        sources: times.div_ceil(2),
        listed,
        statements: statements.collect(),
        remarks: vec![],
    }
}

fn ledger(dice: &mut Dice) -> Vec<Size> {
    vec![
        size(dice, 2017, Stage::Assessed, 65, None, 3),
        size(dice, 2017, Stage::Selected, 25, Some(26), 14),
        size(dice, 2017, Stage::Signed, 24, Some(26), 2),
        size(dice, 2018, Stage::Selected, 50, Some(38), 5),
        size(dice, 2018, Stage::Total, 75, Some(64), 4),
        size(dice, 2019, Stage::Selected, 25, Some(25), 6),
    ]
}

fn remarks() -> Vec<Remark> {
    let remark = |kind: RemarkType, year: i16, explained, why: SizeType, numbers: &[(&'static str, u64)]| {
        let why = Saying::of(why).with("year", year).with("stage", Stage::Selected.as_str());
        let why = numbers.iter().fold(why, |why, (place, number)| why.with(place, *number));
        let stated = |value| Stated { value, approx: None, sources: 2 };
        let why = why.with("sizes", vec![stated(24), stated(25)]).with("parts", vec!["25".to_owned(), "50".to_owned()]);
        Remark {
            kind,
            programme: PROGRAMME.to_owned(),
            cohort_year: Some(year),
            message: why.english(),
            why: Some(why),
            explained,
            ..Remark::default()
        }
    };
    let lacks = [("stated", 50), ("listed", 38), ("difference", 12)];
    let more = [("stated", 25), ("listed", 26), ("difference", 1)];
    let mut explained = remark(RemarkType::SizesDiffer, 2017, Some(true), SizeType::OneStage, &[]);
    explained.regions.push("Kabupaten Siak".to_owned());
    vec![
        explained,
        remark(RemarkType::ListDiffers, 2017, Some(false), SizeType::ListHasMore, &more),
        remark(RemarkType::ListDiffers, 2018, Some(false), SizeType::ListLacks, &lacks),
        remark(RemarkType::TotalMismatch, 2018, None, SizeType::TotalAboveSum, &[("stated", 76), ("sum", 75)]),
        remark(RemarkType::OthersAgree, 2019, None, SizeType::OthersAgree, &[("number", 24), ("selected", 25)]),
    ]
}

fn of_pair(why: OpenType) -> Saying<OpenType> {
    Saying::of(why).with("levels", vec!["kabupaten".to_owned(), "kota".to_owned()])
}

fn unresolved() -> Vec<Unresolved> {
    let one = |side: &str, place: &str, name: &str, why: OpenType, candidates: &[&str]| Unresolved {
        id: if side == "list" { "77a1d03c52e9".to_owned() } else { String::new() },
        side: side.to_owned(),
        place: place.to_owned(),
        sheet: (side == "list").then(|| "2018".to_owned()),
        row: (side == "list").then_some(41),
        name: name.to_owned(),
        programme: Some(PROGRAMME.to_owned()),
        cohort_year: Some(2018),
        reason: of_pair(why).english(),
        why: Some(of_pair(why)),
        candidates: candidates.iter().map(|&words| words.to_owned()).collect(),
        ..Unresolved::default()
    };
    let pair = ["18.01 Kabupaten Malang (name)", "35.73 Kota Malang (name)"];
    vec![
        one("list", "kohort-smart-city.xlsx", "Malang", OpenType::SeveralOfName, &pair),
        one(
            "list",
            "kohort-smart-city.xlsx",
            "Kab. Banyumass",
            OpenType::UnknownName,
            &["33.02 Kabupaten Banyumas (1 letter differs)"],
        ),
        one("press", "art-00391", "Bogor", OpenType::OfNoMember, &["32.01 Kabupaten Bogor (name)"]),
    ]
}

fn clusters(dice: &mut Dice) -> Vec<Cluster> {
    let mut one = |source: u64, copies: usize| {
        let reprints = (0..copies).map(|number| Reprint {
            article: article(dice, "Dua puluh lima daerah meneken nota kesepahaman"),
            similarity: 0.97 - 0.04 * number as f64,
            added: (number == 1).then(|| sentence(dice)).into_iter().collect(),
            left_out: (number > 0).then(|| sentence(dice)).into_iter().collect(),
        });
        let reprints = reprints.collect();
        let earliest = article(dice, "Dua puluh lima daerah meneken nota kesepahaman");
        Cluster { source, basis: "text".to_owned(), earliest: release(earliest), reprints }
    };
    vec![one(3, 4), one(11, 1), one(26, 2)]
}
