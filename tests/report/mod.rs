//! The report of `petik reconcile` as a page: what it may ask for, what hostile words become, and that it says all.
//!
//! `PETIK_REPORTS=DIR cargo test report` also writes the pages, and what the desk reads of their folders, for `tests/browser/run`.

mod page;
mod samples;

use dom_query::Document;
use page::{Page, phrases, written};
use petik::Vocabulary;
use petik::reconcile::{Language, ROWS_FILE, Reconciliation, Row, Sheet, Status, write_csv, write_rows};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn pages_for_the_browser() {
    let pages = [
        ("normal", samples::normal(), Language::English),
        ("indonesian", samples::normal(), Language::Indonesian),
        ("hostile", samples::hostile(), Language::English),
        ("large", samples::large(), Language::English),
    ];
    for (name, reconciliation, language) in pages {
        let html = written(&reconciliation, language);
        assert_eq!(html, written(&reconciliation, language), "{name}: the same twice");
        if let Some(folder) = std::env::var_os("PETIK_REPORTS") {
            fs::create_dir_all(&folder).unwrap();
            let folder = Path::new(&folder);
            fs::write(folder.join(format!("{name}.html")), html).unwrap();
            write_tables(&folder.join(name), &reconciliation);
        }
    }
}

/// What the desk reads of a folder.
fn write_tables(folder: &Path, reconciliation: &Reconciliation) {
    fs::create_dir_all(folder).unwrap();
    let mut written = reconciliation.clone();
    // JSON has no such number, so no row of a folder has it.
    written.rows.iter_mut().flat_map(|row| &mut row.claims).for_each(|claim| claim.confidence = 0.5);
    let reconciliation = &written;
    let file = |name: &str| fs::File::create(folder.join(name)).unwrap();
    write_rows(reconciliation, &mut file(ROWS_FILE)).unwrap();
    write_csv(reconciliation, Sheet::Unresolved, &mut file(Sheet::Unresolved.file())).unwrap();
}

#[test]
fn nothing_at_all_is_a_page_too() {
    let page = Page::of(&Reconciliation::default());
    page.is_closed();
    assert_eq!(page.count("table.rows > tbody"), 0);
    assert!(page.text("#sizes").contains("Press states no size."));
}

#[test]
fn every_page_asks_nobody_and_runs_one_script() {
    for reconciliation in [samples::normal(), samples::hostile()] {
        for &language in Language::ALL {
            Page::in_language(&reconciliation, language).is_closed();
        }
    }
}

#[test]
fn ids_are_told_apart_and_links_within_the_page_lead_somewhere() {
    for reconciliation in [samples::normal(), samples::hostile()] {
        Page::of(&reconciliation).leads_somewhere();
    }
}

#[test]
fn hostile_words_are_words() {
    let page = Page::of(&samples::hostile());
    assert_eq!((page.count("img"), page.count("iframe"), page.count("script"), page.count("style")), (0, 0, 1, 1));
    assert!(page.text("#rows").contains("<script>alert(1)</script>"));
    assert!(page.text("#rows").contains("\"><img src=x onerror=alert(2)>"));
    assert!(page.text("#rows").contains("‹U+202E›") && page.text("#rows").contains("‹U+0000›"));
    for odd in ['\u{202E}', '\u{2066}', '\u{0}', '\u{1B}', '\u{85}'] {
        assert!(!page.html.contains(odd), "{odd:?}");
    }
    assert!(!page.html.contains("href=\"javascript:"));
    // What is no address is no link; the quote stays.
    assert!(page.text("#rows").contains("address that is none"));
}

#[test]
fn a_row_is_a_member_or_a_claim_with_all_its_words() {
    let reconciliation = samples::normal();
    let page = Page::of(&reconciliation);
    assert_eq!(page.count("table.rows > tbody"), reconciliation.rows.len());
    for &status in Status::ALL {
        let rows = reconciliation.rows.iter().filter(|row| row.status == status).count();
        assert_eq!(page.count(&format!("tbody[data-status={status}]")), rows, "{status}");
        assert!(page.text("#legend").contains(status.meaning()));
    }
    let row = reconciliation.rows.iter().find(|row| row.claims.len() == 2).unwrap();
    let shown = page.text(&format!("[id='row/{}']", row.id));
    let programme = reconciliation.programme(&row.programme);
    let mut words = vec![row.region.name.as_str(), &row.region.province, programme, &row.reasons[0]];
    for claim in &row.claims {
        words.extend([claim.by.as_str(), &claim.id, claim.article.title.as_deref().unwrap()]);
        words.extend([claim.article.outlet.as_deref().unwrap(), claim.article.published.as_deref().unwrap()]);
        words.extend(claim.quotes.iter().flat_map(|quote| [&*quote.before, &*quote.quote, &*quote.after]));
    }
    for words in words {
        assert!(shown.contains(words), "{words:?} is not in {shown}");
    }
}

#[test]
fn a_quote_is_marked_and_leads_to_its_words() {
    let reconciliation = samples::normal();
    let page = Page::of(&reconciliation);
    let quote = &reconciliation.rows[0].claims[0].quotes[0];
    let row = format!("[id='row/{}']", reconciliation.rows[0].id);
    let document = Document::from(page.html.as_str());
    let first = document.select(&format!("{row} blockquote")).first();
    assert_eq!(first.select("mark").text().as_ref(), quote.quote);
    assert!(first.text().starts_with(&format!("{}{}{}", quote.before, quote.quote, quote.after)));
    let link = first.select("a");
    assert!(link.attr("href").unwrap().contains("#:~:text="));
    assert_eq!(link.attr("rel").unwrap().as_ref(), "noopener noreferrer nofollow");
}

#[test]
fn a_row_shows_ten_quotes_and_counts_the_rest() {
    let reconciliation = samples::large();
    let quotes: usize = reconciliation.rows.iter().flat_map(|row| &row.claims).map(|claim| claim.quotes.len()).sum();
    assert_eq!((reconciliation.rows.len(), quotes), (514, 10_000));
    let page = Page::of(&reconciliation);
    let (row, quotes) = reconciliation
        .rows
        .iter()
        .map(|row| (row, row.claims.iter().map(|claim| claim.quotes.len()).sum::<usize>()))
        .find(|(_, quotes)| *quotes > 10)
        .unwrap();
    let anchor = format!("[id='row/{}']", row.id);
    assert_eq!(page.count(&format!("{anchor} blockquote")), 10);
    let rest = format!("{} more quotes of this row stand in reconciliation.jsonl", quotes - 10);
    assert!(page.text(&anchor).contains(&rest), "{rest}");
}

#[test]
fn maps_and_bars_say_the_numbers_in_words() {
    let reconciliation = samples::normal();
    let page = Page::of(&reconciliation);
    let members: Vec<_> = reconciliation.rows.iter().filter(|row| row.listed.is_some()).collect();
    let sure = members.iter().filter(|row| row.status == Status::Confirmed).count();
    assert!(page.text("figure.map figcaption").contains(&format!("{sure} of {} members confirmed", members.len())));
    assert_eq!(page.count("figure:first-of-type svg.tilemap > g"), 38);
    assert_eq!(page.count("svg.tilemap"), page.count("svg.tilemap > title"));
    let cohorts = page.count("table.cohorts tbody tr");
    assert_eq!(page.count("svg.tilemap"), cohorts + 1);
}

#[test]
fn sizes_copies_and_loose_ends_stand_in_the_page() {
    let reconciliation = samples::normal();
    let page = Page::of(&reconciliation);
    let says = |part: &str, words: &str| assert!(page.text(part).contains(words), "{words} in {part}");
    for size in &reconciliation.ledger {
        says("#sizes", &size.statements[0].quote.quote);
    }
    for remark in &reconciliation.remarks {
        says("#sizes", &remark.message);
    }
    for reprint in reconciliation.clusters.iter().flat_map(|cluster| &cluster.reprints) {
        reprint.added.iter().chain(&reprint.left_out).for_each(|sentence| says("#copies", sentence));
    }
    for remark in &reconciliation.list_remarks {
        says("#list", &remark.to_string());
    }
    for open in &reconciliation.unresolved {
        says("#unresolved", &open.reason);
        says("#unresolved", &open.id);
    }
    for open in &reconciliation.open_decisions {
        says("#decisions", &open.reason);
    }
    says("#inputs", &reconciliation.inputs.records[0].sha256);
}

/// The fixed parts of a phrase.
fn parts(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split('{').map(|part| part.split_once('}').map_or(part, |(_, behind)| behind)).map(str::trim)
}

#[test]
fn a_page_in_indonesian_says_nothing_in_english() {
    let english = phrases(Language::English);
    let indonesian = phrases(Language::Indonesian);
    let sections = ["report", "status", "status_meaning", "stance", "claim_type", "stage", "remark", "words"];
    let own: BTreeMap<&str, Vec<&str>> = indonesian.sections(&sections).collect();
    let words = [samples::normal(), Reconciliation::default()]
        .map(|sample| Page::in_language(&sample, Language::Indonesian).own_words())
        .join("\n");
    let mut found = Vec::new();
    for (key, forms) in english.sections(&sections) {
        let common: Vec<&str> = own[key].iter().flat_map(|form| parts(form)).collect();
        for part in forms.into_iter().flat_map(parts).filter(|part| part.len() > 2 && !common.contains(part)) {
            let word = regex::Regex::new(&format!(r"(?i)\b{}(\W|$)", regex::escape(part))).unwrap();
            found.extend(word.is_match(&words).then(|| format!("{key}: {part}")));
        }
    }
    assert_eq!(found, [""; 0], "{words}");
    let page = Page::in_language(&samples::normal(), Language::Indonesian);
    assert!(page.html.contains("<html lang=\"id\">"));
    assert!(page.text("#inputs").contains("4.318") && page.text("#rows").contains("Gerakan Menuju Smart City"));
    assert!(!page.text("main").contains("gerakan-menuju-smart-city "));
}

#[test]
fn what_waits_is_told_with_its_rows() {
    let reconciliation = samples::normal();
    let page = Page::of(&reconciliation);
    let open = |row: &&Row| row.decision.is_none();
    for status in [Status::Disputed, Status::YearDiffers, Status::NotInList, Status::NearList] {
        let waiting = reconciliation.rows.iter().filter(|row| row.status == status).filter(open).count();
        let link = format!("#next a[href='#status={status}&which=open&sort=turn'] b");
        assert_eq!(page.text(&link), waiting.to_string(), "{status}");
    }
    for quiet in [Status::Confirmed, Status::SingleSource, Status::NotInPress, Status::OtherYear] {
        assert_eq!(page.count(&format!("#next a[href*='={quiet}&']")), 0, "{quiet}");
    }
    assert_eq!(page.text("#next a[href='#unresolved'] b"), "21");
    assert_eq!(page.text("#next a[href='#decisions'] b"), "1");
    for command in ["petik serve", "petik decide", "petik letter", "petik reconcile"] {
        assert!(page.text("#next code").contains(command), "{command}");
    }
    assert!(Page::of(&Reconciliation::default()).text("#next").contains("Nothing waits for judgement."));
}

#[test]
fn what_cannot_be_written_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("full"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    assert!(petik::reconcile::write_report(&samples::hostile(), &phrases(Language::English), &mut Full).is_err());
}
