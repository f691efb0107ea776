//! Which texts are one source, and what copies add and leave out. How often this comes out over many texts is measured by
//! `benches/cluster.rs`.

mod texts;

use petik::cluster::{Sketch, THRESHOLD, clusters, differences};
use texts::{BYLINES, HEADLINES, RELEASE, REPORT, elsewhere};

fn grouped<T: AsRef<str>>(texts: &[T]) -> Vec<u32> {
    let sketches: Vec<Sketch> = texts.iter().map(|text| Sketch::new(text.as_ref())).collect();
    clusters(&sketches, THRESHOLD)
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Another headline and byline, and without so many of the last paragraphs.
fn reprint(number: usize, cut: usize) -> String {
    let mut lines = lines(RELEASE);
    HEADLINES[number % HEADLINES.len()].clone_into(&mut lines[0]);
    BYLINES[number % BYLINES.len()].clone_into(&mut lines[1]);
    lines.truncate(lines.len() - cut);
    lines.join("\n")
}

#[test]
fn thirty_reprints_are_one_source() {
    let mut texts = vec![REPORT.to_owned()];
    texts.extend((0..30).map(|number| reprint(number, 1)));
    texts.push(RELEASE.to_owned());
    let mut expected = vec![1; texts.len()];
    expected[0] = 0;
    assert_eq!(grouped(&texts), expected);
}

#[test]
fn an_edited_copy_is_a_copy() {
    let with = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines = lines(RELEASE);
        change(&mut lines);
        lines.join("\n")
    };
    let copies = [
        ("headline", with(&|lines| HEADLINES[1].clone_into(&mut lines[0]))),
        ("byline", with(&|lines| BYLINES[1].clone_into(&mut lines[1]))),
        ("last paragraph", with(&|lines| lines.truncate(8))),
        ("first half", with(&|lines| lines.truncate(5))),
        ("first half, headline", reprint(3, 4)),
        (
            "typography",
            RELEASE.replace(" \"", " “").replace('"', "”").replace('–', "-").replace("Jakarta", "Ja\u{ad}karta"),
        ),
        ("capitals", RELEASE.to_uppercase()),
        (
            "a sentence more",
            with(&|lines| lines.insert(4, "Warga Kecamatan Blado berharap sinyal segera tiba.".into())),
        ),
        ("one paragraph", RELEASE.replace('\n', " ")),
        (
            "furniture",
            format!("Beranda > Daerah\n{RELEASE}\nBaca juga: Jalan Rusak di Bandar\nBagikan ke Facebook dan WhatsApp"),
        ),
        (
            "other words",
            RELEASE.replace(" ialah ", " adalah ").replace(" ujar ", " kata ").replace(" akan ", " bakal "),
        ),
        (
            "three names once each",
            RELEASE
                .replacen("Triossy Juniarto", "Trioso J", 1)
                .replacen("Rudiantara", "Kominfo", 1)
                .replacen("Selasa", "Kemarin", 1),
        ),
    ];
    for (edit, copy) in &copies {
        assert_eq!(grouped(&[RELEASE, copy]), [0, 0], "{edit}");
        assert_eq!(grouped(&[copy, RELEASE]), [0, 0], "{edit}, the other way round");
    }
}

#[test]
fn two_reports_of_one_event_are_two_sources() {
    let (one, other) = (Sketch::new(RELEASE), Sketch::new(REPORT));
    assert!(one.similarity(&other) < 0.2, "{}", one.similarity(&other));
    assert_eq!(grouped(&[RELEASE, REPORT]), [0, 1]);
    // Nor does a short one fall into a long one because both quote the minister.
    let note = "Menteri Rudiantara menyindir layanan di daerah, Selasa. \"Kalau warga masih harus fotokopi KTP tiga kali, \
                berarti kotanya belum cerdas,\" katanya. Ia berbicara di depan para bupati yang baru bergabung, lalu pergi tanpa \
                melayani pertanyaan wartawan soal anggaran maupun jadwal pelaksanaannya.";
    assert_eq!(grouped(&[RELEASE, REPORT, note]), [0, 1, 2]);
}

#[test]
fn a_template_filled_in_for_another_region_is_another_source() {
    let other = elsewhere(RELEASE);
    let similarity = Sketch::new(RELEASE).similarity(&Sketch::new(&other));
    assert!(similarity > THRESHOLD, "the words alone would not tell: {similarity}");
    assert_eq!(grouped(&[RELEASE, &other]), [0, 1]);
    // The copies of each find their own.
    let copies: Vec<String> =
        (0..6).map(|n| if n % 2 == 0 { reprint(n, 1) } else { elsewhere(&reprint(n, 1)) }).collect();
    assert_eq!(grouped(&copies), [0, 1, 0, 1, 0, 1]);
}

/// Every text shares two thirds with the next one, and nothing with the fourth: no chain joins them all.
#[test]
fn likeness_does_not_run_through_a_chain() {
    let words: Vec<String> = (0..1200).map(|n| format!("kata{n}")).collect();
    let chain: Vec<String> = (0..20).map(|n| words[n * 40..n * 40 + 240].join(" ")).collect();
    let found = grouped(&chain);
    for (text, &first) in found.iter().enumerate() {
        assert!(text - first as usize <= 4, "{found:?}");
    }
    assert!(found.iter().enumerate().any(|(text, &first)| first as usize != text), "neighbours are alike");
}

#[test]
fn the_order_of_the_texts_decides_nothing() {
    let mut texts =
        vec![RELEASE.to_owned(), REPORT.to_owned(), elsewhere(RELEASE), String::new(), "Dua kata".to_owned()];
    texts.extend((0..12).map(|number| reprint(number, number % 5)));
    let together = |texts: &[String]| {
        let found = grouped(texts);
        let mut pairs = Vec::new();
        for (a, b) in (0..texts.len()).flat_map(|a| (0..texts.len()).map(move |b| (a, b))) {
            if texts[a] < texts[b] && found[a] == found[b] {
                pairs.push((texts[a].clone(), texts[b].clone()));
            }
        }
        pairs.sort();
        pairs
    };
    let before = together(&texts);
    assert!(before.len() > 20);
    for turn in 1..texts.len() {
        texts.rotate_left(turn);
        texts.swap(0, turn);
        assert!(together(&texts) == before);
    }
}

/// Where every text were compared with every other, these would be more than a thousand million comparisons.
#[test]
fn fifty_thousand_copies_are_one_source() {
    let body = lines(RELEASE)[2..4].join("\n");
    let equal = vec![Sketch::new(&body); 50_000];
    assert!(clusters(&equal, THRESHOLD).iter().all(|&first| first == 0));
    let nearly: Vec<String> = (0..50_000).map(|n| body.replace("langsung", &format!("ke-{n}"))).collect();
    assert!(grouped(&nearly).iter().all(|&first| first == 0));
}

#[test]
fn shared_furniture_makes_no_source() {
    let furniture = "Ikuti berita terbaru kami di Google News. Bagikan ke media sosial. Alamat surel Anda tidak akan \
                     dipublikasikan. Hak cipta dilindungi undang-undang. Baca juga berita menarik lainnya hanya di laman kami.";
    let texts: Vec<String> = (0..20_000)
        .map(|n| {
            let own: Vec<String> = (0..30).map(|word| format!("kata{}", n * 30 + word)).collect();
            format!("{}\n{furniture}", own.join(" "))
        })
        .collect();
    assert!(grouped(&texts).iter().enumerate().all(|(text, &first)| first as usize == text));
}

#[test]
fn quotes_without_their_text_are_compared_as_they_are() {
    let signing = "BATANG – Bupati Batang Wihaji meneken nota kesepakatan Gerakan Menuju Smart City bersama Kementerian \
                   Kominfo secara virtual, Kamis (21/4).";
    let size = "Tahun ini ada 50 kabupaten/kota yang terpilih setelah melewati penilaian selama tiga bulan.";
    let both = format!("{signing}\n{size}");
    // Another region in the same sentence is another source; a quote less or curly marks are not.
    let kendal = signing.replace("BATANG", "KENDAL").replace("Batang Wihaji", "Kendal Mirna");
    let curly = both.replace('–', "-").to_uppercase();
    assert_eq!(grouped(&[&both, &kendal, signing, &curly]), [0, 1, 0, 0]);
    // Of a few words only all are enough.
    assert_eq!(grouped(&["50 daerah", "50 kota", "50 Daerah", signing]), [0, 1, 0, 3]);
}

#[test]
fn nothing_is_a_copy_of_nothing() {
    assert_eq!(grouped(&["", "", " … ", "kata", "", "Kata!"]), [0, 1, 2, 3, 4, 3]);
    assert!(grouped::<&str>(&[]).is_empty());
}

#[test]
fn odd_texts_are_texts() {
    let mut odd: Vec<String> = ["a", " ", "\u{0}", "\u{301}", "😀", "ﷺ", "\u{202e}x", "0", ".\n", "İ"]
        .iter()
        .map(|s| s.repeat(50_000))
        .collect();
    odd.push("ß ﬃ Ǆ 𝕿𝖊𝖗 ½ ".repeat(500));
    let found = grouped(&odd);
    assert_eq!(found.len(), odd.len());
    for threshold in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1.0, 2.0] {
        let sketches = [Sketch::new(RELEASE), Sketch::new(&odd[0]), Sketch::new(RELEASE)];
        assert_eq!(clusters(&sketches, threshold), [0, 1, 0], "equal texts are one at any threshold: {threshold}");
    }
}

#[test]
fn a_threshold_of_one_keeps_what_differs_apart() {
    let sketches: Vec<Sketch> = [RELEASE, &reprint(0, 1), RELEASE].iter().map(|text| Sketch::new(text)).collect();
    assert_eq!(clusters(&sketches, 1.0), [0, 1, 0]);
}

#[test]
fn a_copy_shows_what_it_adds_and_leaves_out() {
    let copy = reprint(3, 1).replace('"', "”").replace("tidak tergesa-gesa", "jangan tergesa-gesa");
    let (added, left_out) = differences(RELEASE, &copy);
    let edited = "Menteri Rudiantara berpesan agar daerah jangan tergesa-gesa.";
    assert_eq!(added, [HEADLINES[3], BYLINES[3], edited]);
    let last: Vec<&str> = RELEASE.lines().last().unwrap().split_inclusive(". ").map(str::trim).collect();
    let edited = edited.replace("jangan", "tidak");
    assert_eq!(left_out, [&RELEASE.lines().take(2).collect::<Vec<_>>()[..], &[&edited], &last].concat());
    // Paragraphs in another order say the same.
    let turned: Vec<&str> = RELEASE.lines().rev().collect();
    assert_eq!(differences(RELEASE, &turned.join("\n")), (vec![], vec![]));
}
