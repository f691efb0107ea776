//! What goes wrong with lists on their way: each test is one kind of it.

use super::*;

#[test]
fn a_quotation_mark_that_nothing_closes_costs_no_member() {
    let list =
        read("No,Nama Daerah,Ket\n1,Kab. Batang,\"baru\n2,Kota Solok,ok\n3,\"Kota Batu,ok\n4,Kab. Siak,\"a\nb\"\n");
    let expected = [("33.25", None, 2), ("13.72", None, 3), ("35.79", None, 4), ("14.08", None, 5)];
    assert_eq!(members(&list), expected);
    assert_eq!(list.members[0].listed.note.as_deref(), Some("baru"));
    remarks_on(&list, "a.csv:2: a quotation mark that nothing closes");
    remarks_on(&list, "a.csv:4: a quotation mark that nothing closes");
}

#[test]
fn blocks_side_by_side_are_read_each() {
    let list = read(
        "No;Kabupaten/Kota;;No;Kabupaten/Kota\n1;Kab. Batang;;3;Kota Solok\n2;Kab. Siak;;4;Kota Batu\n;Jumlah;;;4\n",
    );
    let expected = [("33.25", None, 2), ("14.08", None, 3), ("13.72", None, 2), ("35.79", None, 3)];
    assert_eq!((members(&list), list.sums.as_slice()), (expected.to_vec(), &[][..]));
    remarks_on(&list, "a.csv:1: blocks of columns side by side, each read as a list: from columns A, D");
    // Each block may have a year of its own, and more columns than the name.
    let years = read(
        "TAHUN 2017,,,TAHUN 2018\nProvinsi,Nama,Ket,Provinsi,Nama,Ket\nJawa Barat,Banjar,,Sumatera Barat,Kota Solok,Gugur\n",
    );
    assert_eq!((members(&years), years.unresolved.len()), (vec![("32.79", Some(2017), 3)], 1));
    let alike = read("No,Kabupaten/Kota,No.,Kab./Kota\n1,Kab. Batang,2,Kota Solok\n");
    assert_eq!(members(&alike), [("33.25", None, 2), ("13.72", None, 2)]);
    // A block without a head is named, but not who heads the region of its row.
    let headless = read("Nama,,Pejabat\nKab. Batang,Kota Solok,Bupati Batang\nKab. Siak,Kota Batu,Bupati Siak\n");
    assert_eq!(members(&headless), [("33.25", None, 2), ("14.08", None, 3)]);
    assert_eq!(headless.remarks.len(), 1);
    remarks_on(&headless, "a.csv:2: column B names other regions and was not read");
    // Two columns of remarks are no blocks.
    let remarks = read("Nama Daerah,Ket,Ket\nKab. Batang,a,b\n");
    assert_eq!((remarks.members.len(), remarks.remarks.as_slice()), (1, &[][..]));
}

#[test]
fn codes_as_spreadsheets_and_people_write_them() {
    for row in [
        "\"33,25\",",
        "'33.25,",
        "33 25,",
        "=\"33.25\",",
        "33-25,",
        "\"3,325\",",
        "33.25 Kabupaten Batang,",
        "3325 - KAB. BATANG,",
        "Kab. Batang (33.25),",
        ",33.25 Kab. Batang",
        ",[3325] KAB. BATANG",
        ",Kab. Batang (33.25)",
        ",'Kab. Batang",
    ] {
        assert_eq!(codes(&format!("Kode,Nama\n{row}\n")), ["33.25"], "{row}");
    }
    assert_eq!(codes("Kode\n1103 BPS\n"), ["11.01"]);
    assert_eq!(codes("Kode BPS\n11.03\n"), ["11.01"]);
    // The number of a row and a year are no codes.
    assert_eq!(codes("Nama\n33. Kab. Batang\n"), ["33.25"]);
    let other = open("Kode,Nama\n33.26 Kab. Pekalongan,Kota Solok\n");
    assert_eq!(other.reason, "the code says Kabupaten Pekalongan, the name says Kota Solok");
}

#[test]
fn names_in_english() {
    for (name, code, full) in [
        ("Batang Regency", "33.25", "Kabupaten Batang"),
        ("Batu City", "35.79", "Kota Batu"),
        ("City of Solok", "13.72", "Kota Solok"),
        ("Tidore Islands City", "82.72", "Kota Tidore Kepulauan"),
        ("Pekalongan Municipality", "33.75", "Kota Pekalongan"),
        ("West Sumbawa Regency", "52.07", "Kabupaten Sumbawa Barat"),
        ("South Tangerang City", "36.74", "Kota Tangerang Selatan"),
        ("North Central Timor", "53.03", "Kabupaten Timor Tengah Utara"),
        ("\"Thousand Islands, Special Capital Region of Jakarta\"", "31.01", "Kabupaten Administrasi Kepulauan Seribu"),
        ("\"Banjar City, West Java Province\"", "32.79", "Kota Banjar"),
    ] {
        let member = only(&format!("name\n{name}\n"));
        assert_eq!(member.region.code, code, "{name}");
        let written = name.trim_matches('"');
        assert_eq!(differences(&member), [format!("spelling: {written} -> {full}")], "{name}");
    }
    assert_eq!(codes("province,name\nWest Java,Banjar\n"), ["32.79"]);
    let provinces =
        ListOptions { programme: Some("gerakan-menuju-provinsi-cerdas".to_owned()), ..ListOptions::default() };
    let text = "name\nCentral Java Province\nSpecial Region of Yogyakarta\nRiau Islands\n";
    let list = read_list("a.csv", text.as_bytes(), &provinces, &ENGINE).unwrap();
    assert_eq!(members(&list), [("33", None, 2), ("34", None, 3), ("21", None, 4)]);
    assert_eq!(codes("code,name\n33.26,Pekalongan Regency\n"), ["33.26"]);
}

#[test]
fn names_that_are_one_word_or_two() {
    for (name, code) in [
        ("Kabupaten Kota Baru", "63.02"),
        ("Kab. Kotabaru", "63.02"),
        ("Kabupaten Kota Waringin Timur", "62.02"),
        ("Kota Kota Mobagu", "71.74"),
        ("Pangkalpinang", "19.71"),
        ("Kepulauan Sula", "82.05"),
        ("KotaPekalongan", "33.75"),
        ("KABUPATENBATANG", "33.25"),
    ] {
        assert_eq!(codes(&format!("Nama\n{name}\n")), [code], "{name}");
    }
}

#[test]
fn what_lies_within_a_kabupaten_says_so() {
    for (row, reason, candidate) in [
        (",Kecamatan Warungasem", "a kecamatan, no kabupaten and no kota", "33.25 Kabupaten Batang (it lies there)"),
        (",Kec. Warungasem", "a kecamatan, no kabupaten and no kota", "33.25 Kabupaten Batang (it lies there)"),
        (",Warungasem", "a kecamatan, no kabupaten and no kota", "33.25 Kabupaten Batang (it lies there)"),
        (
            "33.25.11,Kecamatan Batang",
            "a kecamatan, no kabupaten and no kota",
            "33.25 Kabupaten Batang (it lies there)",
        ),
        ("33.25.11,", "a kecamatan, no kabupaten and no kota", "33.25 Kabupaten Batang (it lies there)"),
        (",Desa Entah", "a desa or kelurahan, no kabupaten and no kota", ""),
    ] {
        let open = open(&format!("Kode,Nama\n{row}\n"));
        assert_eq!((open.reason.as_str(), open.candidates.join(";").as_str()), (reason, candidate), "{row}");
    }
}

#[test]
fn the_lists_own_sum_is_held_against_its_rows() {
    let sums = |text: &str| -> Vec<String> { read(text).sums.into_iter().map(|remark| remark.message).collect() };
    let rows = "No,Kabupaten/Kota,Ket\n1,Kab. Batang,\n2,Kota Solok,\n3,Entah,\n";
    for sum in [
        "Jumlah,3,",
        "JUMLAH : 3,,",
        ",Total 3 kabupaten/kota,",
        "Jumlah Kota,2,",
        ",Jumlah,\"1.250.000.000\"",
        "Jumlah,,",
    ] {
        assert_eq!(sums(&format!("{rows}{sum}\n")), [""; 0], "{sum}");
    }
    for sum in ["Jumlah,50,", "JUMLAH : 50,,", ",Total 50 kabupaten/kota,"] {
        let found = sums(&format!("{rows}{sum}\n"));
        assert!(found[0].starts_with("a.csv:5: the list's own sum ("), "{found:?}");
        assert!(found[0].ends_with(" is 50, and its rows are 3"), "{found:?}");
    }
    let list = read(&format!("{rows}Jumlah,50,\n"));
    assert_eq!((list.sums[0].kind, list.sums[0].programme.as_str()), (RemarkType::SumDiffers, SMART));
    remarks_on(&list, "is 50, and its rows are 3");
    // Of money, a list may say the sum as well.
    assert_eq!(sums("Nama,Anggaran\nKab. Batang,100\nKota Solok,200\nTotal,300\n"), [""; 0]);
    // Sums of groups and of years.
    let groups = "Nama\tKet\nKab. Batang\ta\nKota Solok\ta\nSub Jumlah\t2\nKota Batu\ta\nSubtotal\t1\nTotal\t3\n";
    assert_eq!(sums(groups), [""; 0]);
    let wide = "Nama,2017,2018\nKab. Batang,v,v\nKota Solok,,v\nJumlah,1,3\n";
    assert_eq!(sums(wide), ["a.csv:4: the list's own sum (Jumlah | 1 | 3) is 3 of 2018, and its rows are 2"]);
    // Rows that say that they are out are counted or not.
    let out = |sum: u8| format!("Nama,Hasil\nKab. Batang,Lolos\nKota Solok,Gugur\nJumlah,{sum}\n");
    assert_eq!((sums(&out(1)), sums(&out(2)), sums(&out(3)).len()), (vec![], vec![], 1));
}

#[test]
fn words_of_a_status_that_nobody_knows_are_named() {
    let list = read("Nama,Hasil\nKab. Batang,Lolos\nKota Solok,Cadangan\nKota Batu,Tidak Lolos\nKab. Siak,Cadangan\n");
    assert_eq!(members(&list), [("33.25", None, 2), ("13.72", None, 3), ("14.08", None, 5)]);
    remarks_on(
        &list,
        "a.csv:3: words of the status that petik does not know, whose rows are members all the same: \"Cadangan\" (rows 3, 5)",
    );
}

#[test]
fn days_of_signing_are_read_or_named() {
    let list = read(
        "Nama,Tanggal MoU\nKab. Batang,08/05/2018\nKota Solok,\"Selasa, 8 Mei 2018\"\nKota Batu,segera\nKab. Siak,-\n",
    );
    let days: Vec<_> = list.members.iter().map(|member| member.listed.signed.as_deref().unwrap_or_default()).collect();
    assert_eq!(days, ["2018-05-08", "2018-05-08", "", ""]);
    remarks_on(&list, "a.csv:4: a day of signing that could not be read: row 4");
}
