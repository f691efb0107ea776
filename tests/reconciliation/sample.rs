//! An answer made by hand: every kind of row, and words that a page could hold to do harm.

use petik::Vocabulary;
use petik::reconcile::{
    ArticleRef, Claim, ClaimType, Cluster, Decided, Difference, InputFile, ListFault, ListType, Listed, OpenDecision,
    Provenance, Quote, ROW_SCHEMA, Reconciliation, Region, Remark, RemarkType, Reprint, Row, Saying, Size, Stage,
    Stance, Statement, Status, Unresolved, Verdict,
};
use petik::record::FactStatus;

/// What a page could write where words are expected.
pub const HOSTILE: [&str; 11] = [
    "=HYPERLINK(\"https://evil.example\",\"click\")",
    "+62 812",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "<script>alert(1)</script> \"quoted\", 'so' & _x0041_\nnext line",
    "bell \u{7} null \u{0} escape \u{1b}[31m non-character \u{FFFF} next \u{85} right to left \u{202E}",
    "\u{A0} \u{FEFF}=1",
    "＝1+1",
    "'=1",
];

pub fn article(number: u64) -> ArticleRef {
    ArticleRef {
        id: format!("a{number}"),
        title: Some(format!("Headline {number}")),
        url: Some(format!("https://news.example/{number}?a=1")),
        outlet: Some("news.example".into()),
        published: Some(format!("2018-05-{:02}", number % 28 + 1)),
        source: number,
        release: None,
    }
}

pub fn claim(number: u64, stance: Stance, words: &str) -> Claim {
    Claim {
        id: format!("{number:012x}"),
        stance,
        kind: ClaimType::Signing,
        status: FactStatus::Done,
        code: Some("33.25".into()),
        name: Some("Kabupaten Batang".into()),
        cohort_year: Some(2018),
        date: Some("2018-05-08".into()),
        article: article(number),
        quotes: vec![Quote {
            start: 7,
            end: 20,
            quote: words.into(),
            before: "Before ".into(),
            after: " after".into(),
        }],
        derived: vec!["cohort_year by date".into()],
        by: "facts/signing.toml#signs".into(),
        confidence: 0.9,
        ..Claim::default()
    }
}

pub fn row(code: &str, status: Status, claims: Vec<Claim>) -> Row {
    Row {
        schema: ROW_SCHEMA.into(),
        id: format!("smart-city/2018/{code}"),
        status,
        programme: "smart-city".into(),
        cohort_year: Some(2018),
        region: Region {
            code: code.into(),
            name: "Kabupaten Batang".into(),
            level: "kabupaten".into(),
            province_code: "33".into(),
            province: "Jawa Tengah".into(),
        },
        listed: Some(Listed { file: "list.csv".into(), row: 7, name: Some("Kab. Batang".into()), ..Listed::default() }),
        reasons: vec![status.meaning().into()],
        sources: claims.len() as u64,
        articles: claims.len() as u64,
        claims,
        ..Row::default()
    }
}

pub fn inputs() -> Provenance {
    let file = |path: &str| InputFile { path: path.into(), sha256: "ab".repeat(32), title: None };
    Provenance {
        version: "0.1.0".into(),
        lists_sha256: "cd".repeat(32),
        records: vec![file("records.jsonl"), file("/somewhere/more=records.jsonl")],
        list: vec![file("list.xlsx")],
        decisions: Some(file("decisions.csv")),
        articles: 12,
        facts: 34,
        cluster_threshold: 0.8,
        ..Provenance::default()
    }
}

/// A row of each status, then one for each hostile text.
pub fn sample() -> Reconciliation {
    let mut rows: Vec<Row> = (0..)
        .zip(Status::ALL)
        .map(|(n, &status)| row(&format!("33.{n:02}"), status, vec![claim(n + 1, Stance::Supports, "signed the MoU")]))
        .collect();
    rows[7].claims.clear();
    rows[8].listed = None;
    rows[8].cohort_year = None;
    rows.extend((0..).zip(HOSTILE).map(|(n, words)| hostile(n, words)));
    let decided = Decided { verdict: Verdict::Reject, note: Some(HOSTILE[0].into()), ..Decided::default() };
    Reconciliation {
        rows,
        ledger: vec![size()],
        remarks: vec![Remark {
            kind: RemarkType::ListDiffers,
            programme: "smart-city".into(),
            message: HOSTILE[0].into(),
            explained: Some(false),
            ..Remark::default()
        }],
        list_remarks: vec![ListFault {
            file: "list.xlsx".into(),
            sheet: Some("2018".into()),
            row: Some(7),
            why: Saying::of(ListType::NoText).with("cause", HOSTILE[2]),
        }],
        unresolved: vec![Unresolved { side: "press".into(), name: HOSTILE[1].into(), ..Unresolved::default() }],
        clusters: vec![Cluster {
            source: 1,
            basis: "text".into(),
            earliest: article(1),
            reprints: vec![Reprint {
                article: ArticleRef { source: 1, ..article(20) },
                similarity: 0.875,
                added: vec!["(end)".into()],
                left_out: vec![HOSTILE[2].into()],
            }],
        }],
        open_decisions: vec![OpenDecision {
            line: 3,
            subject: "x".into(),
            decided,
            reason: "gone".into(),
            ..OpenDecision::default()
        }],
        programmes: [("smart-city".to_owned(), "Gerakan Menuju Smart City".to_owned())].into(),
        inputs: inputs(),
    }
}

fn hostile(number: u64, words: &str) -> Row {
    let text = || Some(words.to_owned());
    let mut claim = claim(100 + number, Stance::Supports, words);
    claim.article.title = text();
    claim.article.outlet = text();
    claim.article.published = text();
    claim.article.url = Some("javascript:alert(1)".into());
    claim.name = text();
    claim.speaker = text();
    let mut row = row(&format!("51.{number:02}"), Status::SingleSource, vec![claim]);
    row.region.name = words.into();
    row.listed = Some(Listed { name: text(), note: text(), file: "list.csv".into(), row: 1, ..Listed::default() });
    row.differences =
        vec![Difference { what: "spelling".into(), list: words.into(), other: "x".into(), side: "press".into() }];
    row
}

fn size() -> Size {
    let statement = |n| Statement {
        article: article(n),
        quote: Quote { quote: "100 regions".into(), ..Quote::default() },
        by: "numbers.toml#count".into(),
        ..Statement::default()
    };
    Size {
        id: "smart-city/2018/selected/100".into(),
        programme: "smart-city".into(),
        cohort_year: Some(2018),
        stage: Stage::Selected,
        value: 100,
        unit: "regions".into(),
        sources: 2,
        listed: Some(99),
        statements: vec![statement(1), statement(2)],
        // The second number is that of no remark: a damaged answer is written as far as it goes.
        remarks: vec![0, 9],
        ..Size::default()
    }
}
