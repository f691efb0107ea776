//! What somebody could put into an article, a list or a file of decisions to make the page do something.

use petik::reconcile::*;

const SCRIPT: &str = "<script>alert(1)</script>";
const IMAGE: &str = "\"><img src=x onerror=alert(2)>";
const TURNED: &str = "abc\u{202E}txt.exe\u{2066} nul\u{0} esc\u{1B}[31m next\u{85} end";
const CLOSING: &str =
    "</blockquote></td></tr></tbody></table></style></script><iframe src=//evil.example></iframe><!--";

fn long() -> String {
    "Panjangsekali".repeat(400)
}

/// Every text of the report is an attack.
pub fn hostile() -> Reconciliation {
    let urls = [
        "javascript:alert(3)",
        "data:text/html,<script>alert(4)</script>",
        concat!("https://good.example", "@evil.example/?a=1&b=\u{202E}2"),
        "https://a.example/\" onmouseover=\"alert(5)",
        "  HTTPS://b.example/x#:~:text=old ",
        "vbscript:x",
    ];
    let mut rows: Vec<Row> = urls.iter().map(|url| row(url)).collect();
    // Two rows of one id, and two whose ids differ only in letters that an address cannot hold.
    rows[1].id = "a b/2018/52.07".to_owned();
    rows[2].id = "a=b/2018/52.07".to_owned();
    rows[3].region.province_code = "\"99\"".to_owned();
    rows[4].listed = None;
    rows[4].status = Status::NotInList;
    rows[5].cohort_year = None;
    Reconciliation {
        programmes: [(IMAGE.to_owned(), CLOSING.to_owned())].into(),
        rows,
        ledger: vec![size(urls[2])],
        remarks: vec![Remark {
            programme: IMAGE.to_owned(),
            cohort_year: Some(i16::MIN),
            message: CLOSING.to_owned(),
            regions: vec![TURNED.to_owned()],
            ..Remark::default()
        }],
        list_remarks: vec![ListFault {
            file: IMAGE.to_owned(),
            sheet: Some(SCRIPT.to_owned()),
            row: Some(u64::MAX),
            why: Saying::of(ListType::CellYears).with("cell", CLOSING),
        }],
        unresolved: vec![Unresolved {
            id: SCRIPT.to_owned(),
            side: IMAGE.to_owned(),
            place: SCRIPT.to_owned(),
            name: TURNED.to_owned(),
            reason: CLOSING.to_owned(),
            candidates: vec![long(), SCRIPT.to_owned()],
            ..Unresolved::default()
        }],
        clusters: vec![Cluster {
            source: u64::MAX,
            basis: IMAGE.to_owned(),
            earliest: article(urls[0]),
            reprints: vec![Reprint {
                article: article(urls[3]),
                similarity: f64::NAN,
                added: vec![CLOSING.to_owned(), long()],
                left_out: vec![SCRIPT.to_owned()],
            }],
        }],
        open_decisions: vec![OpenDecision {
            line: 1,
            subject: IMAGE.to_owned(),
            decided: decided(),
            reason: TURNED.to_owned(),
            ..OpenDecision::default()
        }],
        inputs: Provenance {
            version: IMAGE.to_owned(),
            lists_sha256: SCRIPT.to_owned(),
            records: vec![InputFile { path: CLOSING.to_owned(), sha256: IMAGE.to_owned(), title: None }],
            cluster_threshold: f64::INFINITY,
            ..Provenance::default()
        },
    }
}

fn article(url: &str) -> ArticleRef {
    ArticleRef {
        id: IMAGE.to_owned(),
        title: Some(format!("{SCRIPT} {CLOSING} {}", long())),
        url: Some(url.to_owned()),
        outlet: Some(IMAGE.to_owned()),
        published: Some(TURNED.to_owned()),
        source: u64::MAX,
        release: Some(CLOSING.to_owned()),
    }
}

fn quote() -> Quote {
    Quote {
        start: 9,
        end: 3,
        quote: format!("{IMAGE} {TURNED} address that is none"),
        before: CLOSING.to_owned(),
        after: long(),
    }
}

fn decided() -> Decided {
    Decided {
        verdict: Verdict::Reject,
        changes: vec![IMAGE.to_owned()],
        note: Some(CLOSING.to_owned()),
        who: Some(TURNED.to_owned()),
        when: Some(IMAGE.to_owned()),
        stale: true,
    }
}

fn row(url: &str) -> Row {
    Row {
        schema: ROW_SCHEMA.to_owned(),
        id: format!("{IMAGE}/2018/52.07"),
        status: Status::Disputed,
        programme: IMAGE.to_owned(),
        cohort_year: Some(2018),
        region: Region {
            code: SCRIPT.to_owned(),
            name: format!("{IMAGE} {}", long()),
            level: TURNED.to_owned(),
            province_code: "52".to_owned(),
            province: SCRIPT.to_owned(),
        },
        listed: Some(Listed {
            file: IMAGE.to_owned(),
            sheet: Some(SCRIPT.to_owned()),
            name: Some(CLOSING.to_owned()),
            code: Some(TURNED.to_owned()),
            note: Some(IMAGE.to_owned()),
            doubted: true,
            derived: vec![SCRIPT.to_owned()],
            ..Listed::default()
        }),
        reasons: vec![CLOSING.to_owned(), IMAGE.to_owned()],
        differences: vec![Difference {
            what: IMAGE.to_owned(),
            list: SCRIPT.to_owned(),
            other: TURNED.to_owned(),
            side: CLOSING.to_owned(),
        }],
        claims: vec![Claim {
            id: IMAGE.to_owned(),
            stance: Stance::Denies,
            code: Some(SCRIPT.to_owned()),
            name: Some(CLOSING.to_owned()),
            date: Some(IMAGE.to_owned()),
            speaker: Some(TURNED.to_owned()),
            article: article(url),
            quotes: vec![quote()],
            derived: vec![IMAGE.to_owned()],
            by: SCRIPT.to_owned(),
            confidence: f64::NAN,
            decision: Some(decided()),
            ..Claim::default()
        }],
        near: vec![IMAGE.to_owned(), format!("{IMAGE}/2018/52.07")],
        decision: Some(decided()),
        ..Row::default()
    }
}

fn size(url: &str) -> Size {
    Size {
        id: IMAGE.to_owned(),
        programme: SCRIPT.to_owned(),
        value: u64::MAX,
        unit: CLOSING.to_owned(),
        statements: vec![Statement {
            article: article(url),
            quote: quote(),
            speaker: Some(IMAGE.to_owned()),
            derived: vec![SCRIPT.to_owned()],
            by: CLOSING.to_owned(),
        }],
        ..Size::default()
    }
}
