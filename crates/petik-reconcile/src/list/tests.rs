//! Lists as they are found: each test is one form of them.

mod kinds;
#[cfg(feature = "xlsx")]
mod sheets;

use super::*;
use crate::words::RemarkType;
use petik_core::Vocabulary;
use std::sync::LazyLock;

pub(super) static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());

pub(super) const SMART: &str = "gerakan-menuju-smart-city";

pub(super) fn options() -> ListOptions {
    ListOptions { programme: Some(SMART.to_owned()), ..ListOptions::default() }
}

fn read(text: &str) -> OfficialList {
    read_list("a.csv", text.as_bytes(), &options(), &ENGINE).unwrap()
}

/// Code, year and row of each member.
pub(super) fn members(list: &OfficialList) -> Vec<(&str, Option<i16>, u64)> {
    list.members.iter().map(|m| (m.region.code.as_str(), m.cohort_year, m.listed.row)).collect()
}

fn codes(text: &str) -> Vec<String> {
    let list = read(text);
    assert_eq!(list.unresolved, [], "{text}");
    list.members.into_iter().map(|member| member.region.code).collect()
}

/// Each difference as `what: list -> other`.
fn differences(member: &Member) -> Vec<String> {
    member.differences.iter().map(|d| format!("{}: {} -> {}", d.what, d.list, d.other)).collect()
}

#[track_caller]
fn only(text: &str) -> Member {
    let mut list = read(text);
    assert_eq!((list.members.len(), list.unresolved.as_slice()), (1, &[][..]), "{text}");
    list.members.remove(0)
}

#[track_caller]
fn open(text: &str) -> Unresolved {
    let mut list = read(text);
    assert_eq!((list.members.as_slice(), list.unresolved.len()), (&[][..], 1), "{text}");
    list.unresolved.remove(0)
}

pub(super) fn remarks(list: &OfficialList) -> Vec<String> {
    list.remarks.iter().map(ToString::to_string).collect()
}

#[track_caller]
pub(super) fn remarks_on(list: &OfficialList, words: &str) {
    let remarks = remarks(list);
    assert!(remarks.iter().any(|remark| remark.contains(words)), "{words}: {remarks:?}");
}

#[test]
fn a_printed_list() {
    let text = "DAFTAR KABUPATEN/KOTA TERPILIH,,,\nGERAKAN MENUJU 100 SMART CITY TAHUN 2018,,,\n,,,\nNO,PROVINSI,KABUPATEN/KOTA,KET.\n\
        (1),(2),(3),(4)\n1,JAWA TENGAH,KAB.BATANG,\n2,,KOTA PEKALONGAN,baru\n3,NTB,\"Sumbawa Barat, Kab.\",\nNO,PROVINSI,KABUPATEN/KOTA,KET.\n\
        4,,Kota Mataram,\n,,Jumlah,4\nKeterangan: sesuai surat,,,\n,,Jakarta,\n,,,ttd\n,,MENTERI,\n";
    let list = read_list("a.csv", text.as_bytes(), &ListOptions::default(), &ENGINE).unwrap();
    let year = Some(2018);
    assert_eq!(members(&list), [("33.25", year, 6), ("33.75", year, 7), ("52.07", year, 8), ("52.71", year, 10)]);
    assert_eq!(list.unresolved, []);
    let first = &list.members[0];
    assert_eq!(first.programme, SMART);
    assert_eq!(first.listed.derived, ["region by name", "programme by title", "cohort_year by title"]);
    assert_eq!((first.region.name.as_str(), first.region.province.as_str()), ("Kabupaten Batang", "Jawa Tengah"));
    assert_eq!((first.region.level.as_str(), first.region.province_code.as_str()), ("kabupaten", "33"));
    assert_eq!(list.members[1].listed.note.as_deref(), Some("baru"));
    remarks_on(&list, "a.csv:11: a sum");
    remarks_on(&list, "rows 12-15");
    assert_eq!(list.sums, []);
}

#[test]
fn forms_of_names() {
    for (written, code) in [
        ("Kab. Sumbawa Barat", "52.07"),
        ("KSB", "52.07"),
        ("DELI SERDANG", "12.07"),
        ("Kota Adm. Jakarta Selatan", "31.74"),
        ("KAB.BATANG", "33.25"),
        ("\"Sumbawa Barat, Kab.\"", "52.07"),
        ("Sumbawa Barat (Kab)", "52.07"),
        ("Kab. Sumbawa Barat (NTB)", "52.07"),
        ("\"Kab. Sumbawa Barat, Prov. Nusa Tenggara Barat\"", "52.07"),
        ("Pemkab Batang", "33.25"),
        ("Pemerintah Kabupaten Batang", "33.25"),
        ("PEMERINTAH KOTA PEKALONGAN", "33.75"),
        ("Wali Kota Solok", "13.72"),
        ("Prov. NTB", "52"),
        ("12. Kabupaten Kulonprogo", "34.01"),
        ("4.Kota Bandung Barat", "32.17"),
        ("Kabupaten Banyu Asin", "16.07"),
        ("Kab. Kep. Siau Tagulandang Biaro", "71.09"),
        ("Kab. Adm. Kep. Seribu", "31.01"),
        ("Kab. Pangkajene & Kepulauan", "73.10"),
        ("Kotabaru", "63.02"),
        ("KOTA BARU", "63.02"),
        ("Kab. Lima Puluh Kota", "13.07"),
        ("Kab. 50 Kota", "13.07"),
    ] {
        assert_eq!(codes(&format!("No,Nama Daerah\n1,{written}\n")), [code], "{written}");
    }
}

#[test]
fn every_region_is_found_by_its_full_name() {
    let regions = &ENGINE.gazetteer().regions;
    let rows: Vec<String> = regions.iter().map(|(_, region)| region.full_name.to_uppercase()).collect();
    let list = read(&format!("No,Nama Daerah\n{}", rows.iter().map(|name| format!("1,{name}\n")).collect::<String>()));
    assert_eq!(list.unresolved, []);
    let found: Vec<&str> = list.members.iter().map(|member| member.region.code.as_str()).collect();
    let expected: Vec<&str> = regions.iter().map(|(_, region)| region.code.as_str()).collect();
    assert_eq!(found, expected);
    assert!(list.members.iter().all(|member| member.differences.is_empty()));
}

#[test]
fn a_name_of_two_regions_needs_a_type_or_a_code() {
    let bare = open("Nama Daerah\nPekalongan\n");
    assert_eq!(bare.candidates, ["33.26 Kabupaten Pekalongan (name)", "33.75 Kota Pekalongan (name)"]);
    assert!(bare.reason.contains("have this name (a kabupaten, a kota)"), "{}", bare.reason);
    assert_eq!((bare.side.as_str(), bare.place.as_str(), bare.row), ("list", "a.csv", Some(2)));
    assert_eq!((bare.programme.as_deref(), bare.name.as_str()), (Some(SMART), "Pekalongan"));
    open("Provinsi,Nama Daerah\nJawa Tengah,Pekalongan\n");
    let typed = only("Jenis,Nama Daerah\nKab,Pekalongan\n");
    assert_eq!((typed.region.code.as_str(), typed.listed.derived[0].as_str()), ("33.26", "region by name and type"));
    assert_eq!(codes("type,name\ncity,Pekalongan\n"), ["33.75"]);
    assert_eq!(codes("Kode,Nama Daerah\n33.75,Pekalongan\n"), ["33.75"]);
    let by_province = only("Provinsi,Nama Daerah\nJawa Barat,Banjar\n");
    assert_eq!(
        (by_province.region.code.as_str(), by_province.listed.derived[0].as_str()),
        ("32.79", "region by name and province")
    );
    // The province of this name has no part in a programme of kabupaten and kota.
    let local = only("Nama Daerah\nJambi\nKota Batu\n".rsplit_once("Kota").unwrap().0);
    assert_eq!(
        (local.region.code.as_str(), local.listed.derived[0].as_str()),
        ("15.71", "region by name and unit of the programme")
    );
}

#[test]
fn columns_for_kabupaten_and_for_kota() {
    let list = read("No;Kabupaten;Kota\n1;Pekalongan;-\n2;;Pekalongan\n3;Batang;Kota Solok\n");
    assert_eq!(members(&list), [("33.26", None, 2), ("33.75", None, 3), ("33.25", None, 4), ("13.72", None, 4)]);
    // One such column alone is often short for both.
    open("No;Kabupaten\n1;Pekalongan\n");
}

#[test]
fn misspelled_names_are_not_guessed() {
    let unknown = open("Nama Daerah\nKota Tangeran\n");
    assert!(unknown.candidates.iter().any(|c| c == "36.71 Kota Tangerang (1 letter differs)"), "{unknown:?}");
    assert_eq!(unknown.reason, "no region has this name");
    let known = only("Kode,Nama Daerah\n36.71,Kota Tangeran\n");
    assert_eq!(differences(&known), ["spelling: Kota Tangeran -> Kota Tangerang"]);
    assert_eq!(known.listed.derived, ["region by code", "programme by --programme"]);
    assert_eq!(
        differences(&only("Kode,Nama Daerah\n73.13,Kabuapten Wajo\n")),
        ["spelling: Kabuapten Wajo -> Kabupaten Wajo"]
    );
}

#[test]
fn code_and_name_that_disagree_stay_open() {
    let other = open("Kode,Nama Daerah\n33.25,Kota Solok\n");
    assert_eq!(other.reason, "the code says Kabupaten Batang, the name says Kota Solok");
    assert_eq!(other.candidates, ["33.25 Kabupaten Batang (code)", "13.72 Kota Solok (name)"]);
    let pair = open("Kode,Nama Daerah\n33.26,Kota Pekalongan\n");
    assert_eq!(pair.candidates.len(), 2, "{pair:?}");
    let unknown = open("Kode,Nama Daerah\n33.25,Kota Tangeran\n");
    assert!(unknown.reason.starts_with("the code says Kabupaten Batang"), "{unknown:?}");
    // The type column and the word in the name point to different regions of one name.
    open("Jenis,Nama Daerah\nKabupaten,Kota Pekalongan\n");
    open("Provinsi,Nama Daerah\nKalimantan Selatan,Kota Banjar\n");
}

#[test]
fn differences_of_type_province_and_spelling() {
    let typed = only("Kode,Nama Daerah\n33.25,Kota Batang\n");
    assert_eq!(differences(&typed), ["type: kota -> kabupaten"]);
    let province = only("Provinsi,Nama Daerah\nJawa Timur,Kab. Batang\n");
    assert_eq!(differences(&province), ["province: Jawa Timur -> Jawa Tengah"]);
    let spelled = only("No,Nama Daerah\n1,Acheh\n");
    assert_eq!(differences(&spelled), ["spelling: Acheh -> Provinsi Aceh"]);
    assert_eq!(differences(&only("Kode,Nama Daerah\nKD-7,Kab. Batang\n")), ["code: KD-7 -> 33.25"]);
    // The code of the province beside the name of a kabupaten is no slip.
    assert_eq!(differences(&only("Kode,Nama Daerah\n33,Kab. Batang\n")), [""; 0]);
}

#[test]
fn codes_by_themselves() {
    for (written, code) in [("52.07", "52.07"), ("5207", "52.07"), ("52.07.00", "52.07")] {
        assert_eq!(codes(&format!("Kode Wilayah\n{written}\n")), [code]);
    }
    let bps = only("Kode BPS\n1103\n");
    assert_eq!((bps.region.code.as_str(), bps.listed.derived[0].as_str()), ("11.01", "region by BPS code 1103"));
    assert_eq!(differences(&bps), [""; 0]);
    let bps = only("Kode,Nama\n1103,Aceh Selatan\n");
    assert_eq!((bps.region.code.as_str(), differences(&bps)), ("11.01", vec!["code: 1103 -> 11.01".to_owned()]));
    let two = open("Kode\n1103\n");
    assert_eq!(two.candidates, ["11.03 Kabupaten Aceh Timur (code)", "11.01 Kabupaten Aceh Selatan (code)"]);
    assert_eq!(open("Kode\n99.99\n").reason, "99.99 is the code of no region");
}

#[test]
fn codes_that_lost_a_zero() {
    let klaten = only("Kode,Nama\n33.1,Klaten\n");
    assert_eq!((klaten.region.code.as_str(), differences(&klaten)), ("33.10", vec![]));
    assert_eq!(klaten.listed.derived[0], "region by name and code 33.1, read as 33.10");
    let either = ["33.10 Kabupaten Klaten (code with a zero)", "33.01 Kabupaten Cilacap (code with a zero)"];
    assert_eq!(open("Kode\n33.1\n").candidates, either);
    assert_eq!(codes("Kode,Nama\n33.1,Cilacap\n"), ["33.01"]);
    open("Kode,Nama\n33.1,Banyumas\n");
}

#[test]
fn codes_and_names_of_before() {
    let then = only("Kode,Nama,Provinsi,Tahun\n91.09,Kab. Mimika,Papua,2017\n");
    assert_eq!(then.region.code, "94.04");
    let derived = [
        "region by old code 91.09 (crosswalk.csv#91.09)",
        "province Papua then (crosswalk.csv#91.09)",
        "programme by --programme",
    ];
    assert_eq!((then.listed.derived.as_slice(), differences(&then)), (&derived.map(str::to_owned)[..], vec![]));
    let now = only("Kode,Nama,Provinsi,Tahun\n91.09,Kab. Mimika,Papua,2023\n");
    assert_eq!(differences(&now), ["code: 91.09 -> 94.04", "province: Papua -> Papua Tengah"]);
    assert_eq!(codes("Kode,Nama\n9412,Mimika\n"), ["94.04"]);
    let renamed = only("Nama\nKab. Mamuju Utara\n");
    assert_eq!(renamed.listed.derived[0], "region by former name Mamuju Utara (aliases.csv#Mamuju Utara)");
    assert_eq!((renamed.region.name.as_str(), differences(&renamed)), ("Kabupaten Pasangkayu", vec![]));
    assert_eq!(codes("Kode,Nama\n76.01,Mamuju Utara\n"), ["76.01"]);
}

#[test]
fn years_beside_in_and_over_the_columns() {
    let list = read("Nama Daerah,Tahun\nKab. Batang,2017\nKota Solok,\nKota Batu,Angkatan 2019\nKab. Siak,2017/2018\n");
    let years: Vec<Option<i16>> = list.members.iter().map(|member| member.cohort_year).collect();
    assert_eq!(years, [Some(2017), Some(2017), Some(2019), None]);
    assert!(list.members[1].listed.derived.contains(&"cohort_year by cell above".to_owned()));
    remarks_on(&list, "several years");
    let wide = read("No,Nama Daerah,2017,2018,2019\n1,Kab. Batang,v,-,1\n2,Kota Solok,,x,\n3,Kota Batu,0,12,Madya\n");
    assert_eq!(
        members(&wide),
        [("33.25", Some(2017), 2), ("33.25", Some(2019), 2), ("13.72", Some(2018), 3), ("35.79", Some(2019), 4)]
    );
    assert_eq!(remarks(&wide), ["a.csv:4: a number under a year, which is no tick, passed over: row 4"]);
    assert_eq!(wide.members[3].listed.note.as_deref(), Some("Madya"));
    assert!(wide.members[0].listed.derived.contains(&"cohort_year by head of the column".to_owned()));
    let names = read("2017;2018\nKab. Batang;Kota Solok\n;Kota Batu\n");
    assert_eq!(members(&names), [("33.25", Some(2017), 2), ("13.72", Some(2018), 2), ("35.79", Some(2018), 3)]);
    let options = ListOptions { year: Some(2018), ..options() };
    let list = read_list("a.csv", b"Nama Daerah\nKab. Batang\n", &options, &ENGINE).unwrap();
    assert_eq!(list.members[0].listed.derived.last().map(String::as_str), Some("cohort_year by --year"));
}

#[test]
fn programmes_by_id_name_and_title() {
    let text = "programme,region\ngerakan-menuju-smart-city,Kab. Batang\nGerakan Menuju 100 Smart City,Kota Solok\nLomba Ketupat,Kota Batu\n";
    let list = read_list("a.csv", text.as_bytes(), &ListOptions::default(), &ENGINE).unwrap();
    assert_eq!(members(&list).len(), 2);
    assert_eq!(list.unresolved[0].candidates, ["35.79 Kota Batu (region)"]);
    assert!(list.unresolved[0].reason.contains("Lomba Ketupat"));
    assert_eq!(members(&read(text)).len(), 3);
    let error = read_list("a.csv", b"region\nKab. Batang\n", &ListOptions::default(), &ENGINE).unwrap_err();
    assert!(error.reason().contains("--programme"), "{error}");
    let bad = ListOptions { programme: Some("nothing".to_owned()), ..ListOptions::default() };
    assert!(read_list("a.csv", b"region\nKab. Batang\n", &bad, &ENGINE).unwrap_err().reason().contains("nothing"));
}

#[test]
fn provinces_over_their_members() {
    let text = "NO,DAERAH,KET\nI,PROVINSI ACEH,\n1,Kota Langsa,\n2,Kab. Pidie,\nII,JAWA BARAT,\n3,Banjar,x\n";
    let list = read(text);
    assert_eq!(members(&list), [("11.74", None, 3), ("11.07", None, 4), ("32.79", None, 6)]);
    assert_eq!(list.unresolved, []);
    let provinces =
        ListOptions { programme: Some("gerakan-menuju-provinsi-cerdas".to_owned()), ..ListOptions::default() };
    let list = read_list("a.csv", "Nama\nPROVINSI ACEH\nBali\n".as_bytes(), &provinces, &ENGINE).unwrap();
    assert_eq!(members(&list), [("11", None, 2), ("51", None, 3)]);
}

#[test]
fn a_member_named_twice_is_shown_twice() {
    let list = read("Nama,Tahun\nKab. Batang,2018\nKota Solok,2018\nBatang,2018\nBatang,2019\n");
    assert_eq!(list.members.len(), 4);
    assert_eq!(
        remarks(&list),
        [format!("a.csv: Kabupaten Batang stands more than once in {SMART} 2018: row 2, row 4")]
    );
}

#[test]
fn doubts_and_days_of_signing() {
    let member = only("Nama,Status,Keterangan,Tanggal MoU\nKab. Batang,disputed,two sources,2018-05-08\n");
    assert!(member.listed.doubted);
    assert_eq!(member.listed.note.as_deref(), Some("disputed; two sources"));
    assert_eq!(member.listed.signed.as_deref(), Some("2018-05-08"));
    assert!(!only("Nama,Status\nKab. Batang,listed\n").listed.doubted);
}

#[test]
fn columns_of_the_user() {
    let columns = BTreeMap::from([(Column::Name, "Tempat".to_owned())]);
    let own = ListOptions { columns, ..options() };
    let list = read_list("a.csv", b"Nama,Tempat\nBudi,Kab. Batang\n", &own, &ENGINE).unwrap();
    assert_eq!(members(&list), [("33.25", None, 2)]);
    let error = read_list("a.csv", b"Nama,Lokasi\nBudi,Kab. Batang\n", &own, &ENGINE).unwrap_err();
    assert!(error.to_string().contains("Nama | Lokasi"), "{error}");
    assert_eq!(Column::parse("cohort_year"), Some(Column::CohortYear));
    assert_eq!(Column::parse("x"), None);
}

#[test]
fn what_is_no_list_is_refused_with_the_way_out() {
    for (bytes, word) in [
        (&b""[..], "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\xD0\xCF\x11\xE0\xA1", "XLSX"),
        (b"<html><table>", "web page"),
        (b"\x1F\x8B\x08", "unpack"),
        (b"PK\x03\x04", "spreadsheet"),
        (b"BZh91AY&SY\x01\x02", "packed with bzip2"),
        (b"Rar!\x1A\x07\x00", "a RAR archive"),
        (b"Judul,Isi\na,b\n", "--column"),
        (b"a\0b", "NUL"),
    ] {
        let error = read_list("a.csv", bytes, &options(), &ENGINE).unwrap_err();
        assert!(error.reason().contains(word) && error.to_string().starts_with("a.csv"), "{error}");
    }
}

#[test]
fn hostile_rows_cost_no_more_than_they_hold() {
    let mut text = "Nama Daerah\n".to_owned();
    (0..3_000).for_each(|number| text.push_str(&format!("Kab. X{number}{}\n", "y".repeat(number % 300))));
    let list = read(&text);
    assert_eq!((list.members.len(), list.unresolved.len()), (0, 3_000));
    assert!(list.unresolved.iter().all(|row| row.candidates.len() <= 5));
    for odd in [
        "Nama\n\u{202e}Kab. Batang\n",
        "Nama\n(((((,\n",
        "Nama\n\"1.\"\n",
        "Kode\n\u{663}\n",
        "Nama\n,\n",
        "Nama\nKab\n",
        "Nama\n=1+1\n",
    ] {
        read_list("a.csv", odd.as_bytes(), &options(), &ENGINE).unwrap();
    }
}

#[test]
fn the_lists_of_the_gazetteer_read_completely() {
    let names = ENGINE.files().names("cohorts/").filter(|name| *name != "cohorts/counts.csv");
    assert!(names.map(a_list_of_the_gazetteer).sum::<usize>() > 500);
}

fn a_list_of_the_gazetteer(name: &str) -> usize {
    let text = &ENGINE.files().texts(name)[0];
    let list = read_list(name, text.as_bytes(), &ListOptions::default(), &ENGINE).unwrap();
    assert_eq!(list.unresolved, [], "{name}");
    assert_eq!(remarks(&list), [""; 0], "{name}");
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(list.members.len(), rows.len(), "{name}");
    for (member, row) in list.members.iter().zip(&rows) {
        assert_eq!((&*member.programme, member.cohort_year), (&row[0], row[1].parse().ok()));
        assert_eq!((&*member.region.code, member.listed.doubted), (&row[2], &row[5] == "disputed"), "{row:?}");
        assert!(member.listed.note.as_deref().unwrap_or_default().ends_with(&row[8]));
        assert_eq!(member.listed.signed.as_deref().unwrap_or_default(), &row[4]);
        assert!(member.differences.is_empty(), "{row:?} {:?}", member.differences);
    }
    rows.len()
}

#[test]
fn who_did_not_get_in_or_left_is_no_member_and_is_named() {
    let list = read(
        "Nama,Hasil,Keterangan\nKab. Batang,Lolos,\nKab. Klaten,Tidak Lolos,\nKota Tegal,,Mengundurkan diri (2023)\n\
         Kota Salatiga,GUGUR,\nKab. Pati,Lolos,batal tahun lalu digelar lagi\nKab. Kudus,Tidak diketahui,\n",
    );
    assert_eq!(members(&list).iter().map(|(code, ..)| *code).collect::<Vec<_>>(), ["33.25", "33.19"]);
    let out: Vec<(u64, &str)> = list.unresolved.iter().map(|open| (open.row.unwrap(), open.reason.as_str())).collect();
    assert_eq!(out[0], (3, "the list says that it is no member: \"Tidak Lolos\""));
    assert_eq!(out.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [3, 4, 5, 6]);
}
