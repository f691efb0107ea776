//! Whole pages: layouts of Indonesian sites in `tests/pages`, each with the text that should come out, and pages made to
//! hurt.

use super::*;
use petik_core::record::PublishedBy;
use std::collections::HashMap;
use std::path::PathBuf;

/// A page, its day with the clue, its outlet and its language.
type Case = (&'static str, Option<(&'static str, PublishedBy)>, Option<&'static str>, Option<&'static str>);

const PAGES: [Case; 16] = [
    ("wordpress-inline-links", Some(("2022-04-21", PublishedBy::JsonLd)), Some("Lereng Merapi Post"), Some("id-ID")),
    ("wordpress-page-builder", Some(("2023-09-14", PublishedBy::JsonLd)), Some("Suara Danau"), Some("id")),
    ("amp", Some(("2018-05-08", PublishedBy::JsonLd)), Some("Kabar Ujung Banten"), Some("id")),
    ("government-tables", Some(("2010-03-12", PublishedBy::Byline)), None, None),
    ("paged", Some(("2021-11-03", PublishedBy::Meta)), Some("wartapesisir"), Some("id")),
    ("gallery", Some(("2022-04-20", PublishedBy::Meta)), Some("Lensa Timur"), Some("id")),
    ("table-of-participants", Some(("2017-05-15", PublishedBy::Meta)), None, Some("id-ID")),
    ("long-comments", Some(("2020-08-19", PublishedBy::Time)), None, Some("id")),
    ("json-ld-only", Some(("2024-02-05", PublishedBy::JsonLd)), Some("Teluk Manado"), Some("id-ID")),
    ("blogspot", Some(("2019-07-15", PublishedBy::Byline)), Some("wartakampungkita.example"), Some("id")),
    ("endless-portal", Some(("2021-02-11", PublishedBy::Url)), Some("Portal Ciayu"), Some("id")),
    ("short-with-links", Some(("2023-03-30", PublishedBy::Meta)), Some("Kaltim Sore"), Some("id")),
    ("government-form", Some(("2016-12-07", PublishedBy::Byline)), None, None),
    ("boxes-named-otherwise", None, Some("Kabar Singkarak"), Some("id")),
    ("hidden-until-loaded", None, None, Some("id")),
    ("regional-network", Some(("2022-10-05", PublishedBy::Meta)), Some("Tribuana Muria"), Some("id")),
];

/// Stands in all that is no article.
const MARKER: &str = "zzrelated";

fn file(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/pages").join(name)).unwrap()
}

fn lists() -> PageLists {
    PageLists::of(&petik_core::gazetteer::Files::builtin()).unwrap()
}

fn read_bytes(bytes: &[u8], lists: &PageLists) -> Result<Read, PageFault> {
    read(&Page { bytes, ..Page::default() }, lists, None).map(|read| read.unwrap())
}

/// Harmonic mean of precision and recall over the words, each as often as it stands.
fn word_f1(found: &str, wanted: &str) -> f64 {
    let count = |text: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        words::words(text).for_each(|(_, word)| *counts.entry(word).or_default() += 1);
        counts
    };
    let (found, wanted) = (count(found), count(wanted));
    let shared: usize = found.iter().map(|(word, n)| n.min(wanted.get(word).unwrap_or(&0))).sum();
    2.0 * shared as f64 / (found.values().sum::<usize>() + wanted.values().sum::<usize>()) as f64
}

#[test]
fn layouts_give_their_article() {
    let lists = lists();
    let (mut sum, mut faults) = (0.0, String::new());
    for (name, day, outlet, language) in PAGES {
        let wanted = String::from_utf8(file(&format!("{name}.txt"))).unwrap();
        let found = read_bytes(&file(&format!("{name}.html")), &lists).unwrap();
        let article = &found.article;
        let f1 = word_f1(&article.text, &wanted);
        sum += f1;
        let mut check = |what: &str, found: Option<&str>, wanted: Option<&str>| {
            if found != wanted {
                faults += &format!("{name}: {what} is {found:?}, not {wanted:?}\n");
            }
        };
        let published = article.published.map(|day| day.to_string());
        check("title", article.title.as_deref(), wanted.lines().next());
        check("day", published.as_deref(), day.map(|(day, _)| day));
        check("clue", article.published_by.map(PublishedBy::as_str), day.map(|(_, by)| by.as_str()));
        check("outlet", article.source.outlet.as_deref(), outlet);
        check("language", found.language.as_deref(), language);
        if f1 < 0.85 || article.text.contains(MARKER) || article.text.trim_end() != wanted.trim_end() {
            faults += &format!("{name}: {f1:.3}\n--- found\n{}\n--- wanted\n{wanted}\n", article.text);
        }
    }
    assert!(faults.is_empty(), "{faults}");
    let average = sum / PAGES.len() as f64;
    assert!(average >= 0.95, "{average:.3}");
}

#[test]
fn a_server_and_a_caller_can_say_more() {
    let lists = lists();
    let html = file("government-tables.html");
    let page =
        Page { bytes: &html, charset: Some("ISO-8859-1"), url: Some("http://www.contohhulu.example/berita/20100312") };
    let found = read(&page, &lists, None).unwrap().unwrap();
    assert_eq!(found.article.source.outlet.as_deref(), Some("contohhulu.example"));
    assert_eq!(found.article.published.map(|day| day.to_string()).as_deref(), Some("2010-03-12"));
    assert_eq!(found.article.published_by, Some(PublishedBy::Byline));
    assert!(found.article.text.contains("“Pelayanan yang cepat"));
}

/// A page with the title `title` and the articles `articles`, each with a text of its own.
fn page_of(title: &str, articles: &[&str]) -> String {
    let sentences = |subject: &str| {
        format!("<p>Pemerintah {subject} membuka layanan baru bagi warga di seluruh kecamatan mulai pekan ini.</p>")
            .repeat(2)
            + &format!(
                "<p>Kepala dinas {subject} berjanji layanan itu tidak dipungut biaya dan dibuka sampai sore hari.</p>"
            )
            + &format!(
                "<p>Warga {subject} yang rumahnya jauh dari kantor camat dapat memakai layanan keliling setiap Sabtu.</p>"
            )
    };
    let each =
        articles.iter().map(|name| format!("<article><h2>Layanan Baru di {name}</h2>{}</article>", sentences(name)));
    format!("<html><head><title>{title}</title></head><body>{}</body></html>", each.collect::<String>())
}

#[test]
fn several_articles_on_a_page_are_told() {
    let lists = lists();
    let read = |html: String| read_bytes(html.as_bytes(), &lists).unwrap();
    let one = read(page_of("Layanan Baru di Garut", &["Garut"]));
    assert!(one.remarks.is_empty(), "{:?}", one.remarks);
    let own = read(page_of("Layanan Baru di Garut", &["Garut", "Subang", "Ciamis", "Banjar"]));
    assert!(own.article.text.contains("Garut") && !own.article.text.contains("Subang"));
    assert!(own.remarks[0].contains("left out (“Layanan Baru di Subang”, “Layanan Baru di Ciamis” and 1 more)"));
    let site = r#"<meta property="og:title" content="Kabar Priangan">"#;
    let mixed = read(page_of("Kabar Priangan", &["Garut", "Subang"]).replace("<head>", &format!("<head>{site}")));
    assert!(mixed.article.text.contains("Garut") && mixed.article.text.contains("Subang"));
    assert!(mixed.remarks[0].contains("read as one (“Layanan Baru di Garut”, “Layanan Baru di Subang”)"));
}

/// The day of a page with these parts: in its head, below the headline, behind the article.
fn day_of(head: &str, below: &str, behind: &str) -> Option<(String, PublishedBy)> {
    let text = "Bupati Batang meneken nota kesepakatan kota cerdas di Jakarta bersama puluhan kepala daerah lain dan \
                para pejabat kementerian yang menilai kesiapan daerah sejak awal tahun";
    let page = format!(
        "<html lang=id><head>{head}</head><body><article><h1>Batang Teken Nota Kota Cerdas</h1>{below}<p>{text}.</p></article>\
         {behind}</body></html>"
    );
    let article = read_bytes(page.as_bytes(), &lists()).unwrap().article;
    Some((article.published?.to_string(), article.published_by?))
}

fn day(day: &str, by: PublishedBy) -> Option<(String, PublishedBy)> {
    Some((day.to_owned(), by))
}

#[test]
fn a_time_elsewhere_is_no_day_of_publication() {
    let time = "<time datetime=2019-01-02>2 Januari 2019</time>";
    for behind in [
        format!("<aside>{time}</aside>"),
        format!("<footer>{time}</footer>"),
        format!("<header>{time}</header>"),
        format!("<div class=comment>Pembaca {time}</div>"),
        format!("<div class=lain><a href=/x>Tegal Teken Nota Kota Cerdas Juga</a> {time}</div>"),
        format!("<ul><li><div><a href=/x>Tegal Teken Nota Kota Cerdas Juga</a></div><span>{time}</span></ul>"),
    ] {
        assert_eq!(day_of("", "", &behind), None, "{behind}");
        let line = day_of("", "<div>Jumat, 22 April 2022</div>", &behind);
        assert_eq!(line, day("2022-04-22", PublishedBy::Byline), "{behind}");
        let address = day_of("<link rel=canonical href=https://a.example/2022/04/22/x>", "", &behind);
        assert_eq!(address, day("2022-04-22", PublishedBy::Url), "{behind}");
    }
    assert_eq!(
        day_of("", &format!("<p>Pada {time} gerakan itu dimulai di Makassar oleh pemerintah pusat.</p>"), ""),
        None
    );
    assert_eq!(day_of("", &format!("<p>{time}</p>"), ""), day("2019-01-02", PublishedBy::Time));
}

#[test]
fn an_article_is_found_whatever_holds_it() {
    let text =
        "Bupati Batang meneken nota kesepakatan kota cerdas di Jakarta bersama puluhan kepala daerah lain. ".repeat(4);
    let found = |page: &str| read_bytes(page.as_bytes(), &lists()).map(|read| read.article.text.into_owned()).ok();
    let has_text = |page: &str| found(page).is_some_and(|found| found.contains(text.trim_end()));
    // Shown to browsers without scripts only; promoted to the front page by a content system.
    assert!(has_text(&format!("<h1>Batang Teken Nota</h1><div class=load></div><noscript><p>{text}</noscript>")));
    assert!(has_text(&format!("<h1>Batang Teken Nota</h1><p>{text}<noscript><p>Nyalakan skrip. {text}</noscript>")));
    let drupal = format!("<h1>Batang Teken Nota</h1><article class='node node--promoted'><p>{text}</article>");
    assert!(has_text(&format!("{drupal}<div><p>{}</div>", "Kabar lain. ".repeat(60))));
    assert!(found(&format!("<p>{text}<div class=promo-box><p>Beli sekarang juga.</div>")).unwrap().ends_with("lain."));
    let ruby = found(&format!("<p>{text}<p><ruby>子<rp>(</rp><rt>こ</rt></ruby>ども")).unwrap();
    assert!(ruby.ends_with("子ども"), "{ruby}");
}

#[test]
fn an_article_has_its_day_beside_its_text() {
    let beside = |beside: &str| {
        let text = "Bupati Batang meneken nota kesepakatan kota cerdas di Jakarta bersama puluhan kepala daerah lain.";
        let page = format!(
            "<html lang=id><article><div class=head><h1>Batang Teken Nota</h1></div><p>{text}<p>{text}{beside}</article></html>"
        );
        let article = read_bytes(page.as_bytes(), &lists()).unwrap().article;
        Some((article.published?.to_string(), article.published_by?))
    };
    let line = "<span class=post-date>22 April 2022</span>";
    let time = "<time datetime=2022-04-22></time>";
    let found = day("2022-04-22", PublishedBy::Byline);
    assert_eq!(beside(&format!("<footer>{line}</footer>")), found);
    assert_eq!(beside(&format!("<aside>{line}</aside>")), found);
    assert_eq!(beside(&format!("<div class=page-footer>{time}</div>")), day("2022-04-22", PublishedBy::Time));
    // Two days, a comment, another article.
    assert_eq!(beside(&format!("<footer>{line}<span class=post-date>23 April 2022</span></footer>")), None);
    assert_eq!(beside(&format!("<footer class=comments>{line}{time}</footer>")), None);
    assert_eq!(beside(&format!("<footer><article><h2>Tegal</h2>{line}</article></footer>")), None);
}

#[test]
fn what_readers_see_outweighs_what_programs_are_told() {
    let meta = "<meta property=article:published_time content=2022-04-20T09:00:00+07:00>";
    assert_eq!(day_of(meta, "<div>Jumat, 22 April 2022</div>", ""), day("2022-04-22", PublishedBy::Byline));
    // Two clues against one.
    let time = "<time datetime=2022-04-20></time><div>Jumat, 22 April 2022</div>";
    assert_eq!(day_of(meta, time, ""), day("2022-04-20", PublishedBy::Meta));
    for other in [
        "<div>Diperbarui: Jumat, 22 April 2022</div>",
        "<figure><img><figcaption>Bupati meneken nota, 22 April 2022</figcaption></figure>",
        "<p>Pada 22 April 2022 gerakan itu dimulai di Makassar oleh pusat.</p>",
    ] {
        assert_eq!(day_of(meta, other, ""), day("2022-04-20", PublishedBy::Meta), "{other}");
    }
    // The day on which the page was called.
    let page = format!(
        "<html lang=id><head>{meta}</head><div>Minggu, 24 April 2022</div><h1>Batang Teken Nota</h1><p>Isi berita."
    );
    let article = read_bytes(page.as_bytes(), &lists()).unwrap().article;
    assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2022-04-20"));
}

#[test]
fn the_time_of_greenwich_is_read_in_indonesia() {
    let at = |time: &str| format!("<meta property=article:published_time content={time}>");
    let late = at("2022-04-21T23:30:00+00:00");
    assert_eq!(day_of(&late, "", ""), day("2022-04-22", PublishedBy::Meta));
    assert_eq!(day_of(&at("2022-04-21T14:59:00Z"), "", ""), day("2022-04-21", PublishedBy::Meta));
    assert_eq!(day_of(&at("2022-04-21T17:00:00Z"), "", ""), day("2022-04-22", PublishedBy::Meta));
    // Half past ten in the west, half past midnight in the east.
    let between = at("2022-04-21T15:30:00Z");
    assert_eq!(day_of(&between, "", ""), None);
    assert_eq!(day_of(&between, "<div>Jumat, 22 April 2022</div>", ""), day("2022-04-22", PublishedBy::Byline));
    // Its own time, with a Z behind it.
    assert_eq!(day_of(&late, "<div>Kamis, 21 April 2022 23:30 WIB</div>", ""), day("2022-04-21", PublishedBy::Meta));
    let local = format!("{late}<meta name=content_PublishedDate content='2022-04-22 06:30:00'>");
    assert_eq!(day_of(&local, "", ""), day("2022-04-22", PublishedBy::Meta));
}

#[test]
fn pages_made_to_hurt() {
    let lists = lists();
    let attempt = |bytes: &[u8]| read_bytes(bytes, &lists).map(|found| found.article.text.len());
    let refused: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"   \n ".to_vec(),
        "<div>".repeat(100_000).into_bytes(),
        "<b><i><a href=x><table><tr><td>".repeat(20_000).into_bytes(),
        b"<script>var text = 'Bupati Batang meneken nota.';</script>".to_vec(),
        b"\0".repeat(100_000),
        format!("<p {}>", (0..50_000).map(|n| format!("a{n}=1 ")).collect::<String>()).into_bytes(),
        b"%PDF-1.4 \x01\x02\x03\x04\x05\x06".to_vec(),
    ];
    for bytes in &refused {
        assert!(attempt(bytes).is_err(), "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
    }
    let odd: Vec<Vec<u8>> = vec![
        "<".repeat(1 << 20).into_bytes(),
        "<p>Satu kalimat, dua kalimat, tiga kalimat, dan seterusnya.".repeat(20_000).into_bytes(),
        "</p></div></table>".repeat(50_000).into_bytes(),
        format!("<img alt=\"{}\"><p>x", "y".repeat(4 << 20)).into_bytes(),
        "<table><tr><td>x</td>".repeat(200).into_bytes(),
        "<table><td>x".repeat(100).into_bytes(),
        "<!--".repeat(200_000).into_bytes(),
        "&amp;&#0;&#x110000;&bogus;".repeat(50_000).into_bytes(),
        "<ol start=99999999999999999999><li>".repeat(60).into_bytes(),
        "<svg><math><template><select><frameset>".repeat(100).into_bytes(),
        format!("<script type=application/ld+json>{}</script><p>x", "[".repeat(200_000)).into_bytes(),
        format!("<title>{}</title><p>x", " - ".repeat(100_000)).into_bytes(),
        format!("<p>{}</p>", "<a href=x>Baca juga</a> ".repeat(5_000)).into_bytes(),
        format!("<p>{}</p>", "<b>21</b> <time datetime=2022-04-21>April</time> 2022 ".repeat(10_000)).into_bytes(),
        format!("<h1>x</h1>{}", "<div class=date>21 April <a href=x>a b c d e</a></div>".repeat(15_000)).into_bytes(),
    ];
    for bytes in &odd {
        let _ = attempt(bytes);
    }
}

#[test]
fn pages_cut_anywhere() {
    let lists = lists();
    for name in ["wordpress-inline-links.html", "government-tables.html", "table-of-participants.html"] {
        let html = file(name);
        // Places without a pattern, the same in every run.
        let mut state = 7_u64;
        for _ in 0..50 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let cut = (state >> 33) as usize % html.len();
            let _ = read_bytes(&html[..cut], &lists);
            // And with a piece lost in the midst.
            let _ = read_bytes(&[&html[..cut / 2], &html[cut..]].concat(), &lists);
        }
    }
}
