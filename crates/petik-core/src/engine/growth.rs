//! Work and records grow with the text and not faster, whatever is said again and again.

use super::Engine;
use crate::article::Article;
use crate::record::ArticleRecord;
use crate::work;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());

/// Twice the text may cost so many times the work.
const TWICE: f64 = 2.2;

const KB: usize = 1 << 10;

/// What is said over and over; `#` is another number each time, `@` another region.
const SERIES: [&str; 30] = [
    "@ menandatangani MoU Gerakan Menuju 100 Smart City, ",
    "@ dan @ menandatangani MoU ",
    "@ menandatangani MoU Smart City dengan Kementerian Kominfo.\n",
    "\" @ menandatangani MoU ",
    "@ pergi dengan Bupati Batang Wihaji pada 2 Mei 2018 bersama 24 daerah menandatangani MoU smart city ",
    "@ bersama 24 kabupaten/kota lain ",
    "Total 141 kabupaten/kota, # daerah menandatangani MoU\n",
    "@ terpilih dalam Gerakan Menuju 100 Smart City tahun 2018. ",
    "Peserta Smart City 2018 yaitu @, @, @ dan @. ",
    "@, ",
    "Solok, Banjar, Bogor, ",
    "#. @\n",
    "- @\n",
    "| # | @ | 2018 |\n",
    "Bupati Batang Wihaji menandatangani MoU. ",
    "Bupati Batang Wihaji, @ menandatangani MoU, ",
    "Rapat Kamis (21/4) dan 2 Mei 2018 selesai. ",
    "Tahun 2019 dan 2020 lalu. ",
    "smart city Kementerian Kominfo ",
    "Rabu (21/4/2022) Banjar bersama 49 kabupaten/kota lain dari 60 daerah terpilih. ",
    "\"Kami @ siap meneken MoU,\" kata Bupati Batang Wihaji. ",
    "(@ ",
    "Kategori Kota\n\n@\n\nKategori Kabupaten:\n\n@\n\n",
    "Nota Kesepakatan Sinergi (NKS) dan MoU PKS diteken ",
    "Kabupaten Sumbawa Barat (KSB) dan KSB. ",
    "@ meraih Adipura kategori Kota Besar, ",
    "@ dievaluasi dalam Smart City dengan nilai 3,# peringkat #. ",
    "Daerah tersebut yakni @ dan @. Mereka menandatangani MoU. ",
    "Tahun 2019 # daerah terpilih, pada 2021 48 daerah. ",
    "Keputusan Menteri Nomor #/2018 tanggal 1 Mei 2018. ",
];

const REGIONS: [&str; 7] = [
    "Kabupaten Batang",
    "Kota Solok",
    "Kabupaten Kendal",
    "Kota Bogor",
    "Kabupaten Gianyar",
    "Kota Blitar",
    "Kabupaten Demak",
];

/// `piece` over and over, to about `bytes` bytes.
fn said_again(piece: &str, bytes: usize) -> String {
    let mut regions = REGIONS.iter().cycle();
    let mut text = String::with_capacity(bytes + KB);
    for number in 2.. {
        if text.len() >= bytes {
            break;
        }
        for part in piece.split_inclusive('@') {
            let (words, named) = part.strip_suffix('@').map_or((part, false), |words| (words, true));
            text.push_str(&words.replace('#', &(number % 97 + 2).to_string()));
            text.push_str(if named { regions.next().unwrap_or(&"") } else { "" });
        }
    }
    text
}

#[test]
fn twice_the_text_is_twice_the_work() {
    let mut faster = Vec::new();
    for piece in SERIES {
        let work = |kb: usize| {
            let article = Article::new(said_again(piece, kb * KB));
            work::steps_of(|| ENGINE.extract(&article)) as f64
        };
        let grows = work(96) / work(48);
        if grows > TWICE {
            faster.push(format!("{piece:?}: {grows:.2}"));
        }
    }
    assert!(faster.is_empty(), "work grows faster than the text:\n{}", faster.join("\n"));
}

fn json(record: &ArticleRecord<'_>) -> Vec<u8> {
    let mut json = Vec::new();
    record.to_json(&mut json).unwrap();
    json
}

#[test]
fn a_record_is_at_most_eight_times_its_text_and_64_kib_or_light() {
    let mut longer = Vec::new();
    for piece in SERIES {
        for kb in [8, 96] {
            let article = Article::new(said_again(piece, kb * KB));
            let length = json(&ENGINE.extract(&article)).len();
            if length > (8 * article.text.len() + 64 * KB).max(512 * KB) {
                longer.push(format!("{piece:?} of {kb} kB: {length}"));
            }
        }
    }
    assert!(longer.is_empty(), "records longer than they may be:\n{}", longer.join("\n"));
}

#[test]
fn what_is_left_out_is_said_and_the_rest_stands() {
    let piece = "@ dan @ menandatangani MoU Smart City dengan Kementerian Kominfo\u{1} ";
    let text = said_again(piece, 64 * KB);
    let article = Article::new(text.as_str());
    let record = ENGINE.extract(&article);
    let left_out = record.left_out.expect("a record of all of it would be too long");
    assert!(left_out.mentions > 0 && left_out.tellings > 0 && left_out.is_loss(), "{left_out:?}");
    let evidence: Vec<_> = record.facts.iter().flat_map(|fact| &fact.evidence).collect();
    assert_eq!(evidence.iter().filter(|piece| piece.until.is_some()).count(), left_out.quotes);
    assert!(!evidence.is_empty());
    for piece in evidence {
        assert_eq!(&text[piece.start..piece.end], piece.quote);
        assert!(piece.until.is_none_or(|until| piece.end < until && until <= text.len()));
    }
    let ids: std::collections::HashSet<_> = record.mentions.iter().map(|mention| &mention.id).collect();
    assert!(record.facts.iter().flat_map(|fact| &fact.mentions).all(|id| ids.contains(id)));
    let bytes = json(&record);
    assert_eq!(ArticleRecord::from_json(std::str::from_utf8(&bytes).unwrap()).unwrap(), record);
}

#[test]
fn an_ordinary_record_has_all_of_it() {
    let article = Article::new("Kota Solok dan Kota Bogor menandatangani MoU Smart City.");
    let record = ENGINE.extract(&article);
    assert_eq!(record.left_out, None);
    assert!(!record.facts.is_empty() && record.facts.iter().flat_map(|fact| &fact.evidence).all(|p| p.until.is_none()));
}
