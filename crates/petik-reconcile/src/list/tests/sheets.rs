//! Lists in spreadsheets, made here as people make them, and as those make them who wish us ill.

use super::*;
use rust_xlsxwriter::{Format, Workbook};
use std::io::Write;

fn read_sheets(name: &str, bytes: &[u8]) -> Result<OfficialList, ListFault> {
    read_list(name, bytes, &ListOptions::default(), &ENGINE)
}

/// An archive of parts that are not packed.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<(String, u16, Vec<u8>)> =
        parts.iter().map(|(name, text)| ((*name).to_owned(), 0, text.as_bytes().to_vec())).collect();
    let starts = vec![None; parts.len()];
    zip(&parts, &starts)
}

/// The same with (name, method, bytes); a part with a start is only listed, and means the part that begins there.
fn zip(parts: &[(String, u16, Vec<u8>)], starts: &[Option<u32>]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for ((name, method, bytes), start) in parts.iter().zip(starts) {
        let start = start.unwrap_or(out.len() as u32);
        let mut head = Vec::new();
        head.extend(20u16.to_le_bytes());
        head.extend([0; 2]);
        head.extend(method.to_le_bytes());
        head.extend([0; 8]);
        head.extend((bytes.len() as u32).to_le_bytes());
        head.extend((bytes.len() as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0; 2]);
        if start as usize == out.len() {
            out.extend(b"PK\x03\x04");
            out.extend(&head);
            out.extend(name.as_bytes());
            out.extend(bytes);
        }
        list.extend(b"PK\x01\x02");
        list.extend(20u16.to_le_bytes());
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(start.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let at = out.len() as u32;
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend((list.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

#[test]
fn the_list_of_the_gazetteer_as_a_workbook_gives_the_same_members() {
    let text = &ENGINE.files().texts("cohorts/gerakan-menuju-smart-city.csv")[0];
    let plain = read_list("list.csv", text.as_bytes(), &ListOptions::default(), &ENGINE).unwrap();
    let mut book = Workbook::new();
    let format = Format::new();
    let mut years: Vec<i16> = plain.members.iter().filter_map(|member| member.cohort_year).collect();
    years.dedup();
    for year in &years {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("Tahun {year}")).unwrap();
        sheet.merge_range(0, 0, 0, 3, "DAFTAR KABUPATEN/KOTA TERPILIH", &format).unwrap();
        sheet.merge_range(1, 0, 1, 3, "GERAKAN MENUJU 100 SMART CITY", &format).unwrap();
        for (column, head) in ["NO", "PROVINSI", "KABUPATEN/KOTA", "KETERANGAN"].into_iter().enumerate() {
            sheet.write(3, column as u16, head).unwrap();
        }
        let members: Vec<&Member> = plain.members.iter().filter(|m| m.cohort_year == Some(*year)).collect();
        let mut row = 4;
        for group in members.chunk_by(|a, b| a.region.province == b.region.province) {
            let province = group[0].region.province.to_uppercase();
            let last = row + group.len() as u32 - 1;
            if last > row {
                sheet.merge_range(row, 1, last, 1, &province, &format).unwrap();
            } else {
                sheet.write(row, 1, &province).unwrap();
            }
            for member in group {
                sheet.write(row, 0, row - 3).unwrap();
                sheet.write(row, 2, member.region.name.to_uppercase()).unwrap();
                row += 1;
            }
        }
        sheet.write(row, 1, "JUMLAH").unwrap();
        sheet.write(row, 2, members.len() as u32).unwrap();
        sheet.write(row + 2, 2, "MENTERI KOMUNIKASI DAN INFORMATIKA").unwrap();
    }
    let list = read_sheets("list.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(list.unresolved, []);
    let shown = |list: &OfficialList| -> Vec<(String, Option<i16>, String)> {
        list.members.iter().map(|m| (m.programme.clone(), m.cohort_year, m.region.code.clone())).collect()
    };
    assert_eq!(shown(&list), shown(&plain));
    assert!(list.members.iter().all(|member| member.differences.is_empty()));
    let first = &list.members[0].listed;
    assert_eq!((first.sheet.as_deref(), first.row), (Some("Tahun 2017"), 5));
    assert!(first.derived.contains(&"cohort_year by sheet name".to_owned()), "{first:?}");
}

#[test]
fn merged_cells_hold_for_their_rows_and_no_more() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new();
    for (column, head) in ["Provinsi", "Nama Daerah", "Tahun", "Kode", "Tanggal MoU"].into_iter().enumerate() {
        sheet.write(0, column as u16, head).unwrap();
    }
    sheet.merge_range(1, 0, 2, 0, "Jawa Barat", &format).unwrap();
    sheet.merge_range(1, 2, 2, 2, "2018", &format).unwrap();
    for (row, name) in [(1, "Kota Bogor"), (2, "Banjar"), (3, "Banjar"), (4, "Klaten")] {
        sheet.write(row, 1, name).unwrap();
    }
    sheet.write(4, 3, 33.10).unwrap();
    sheet.write(4, 2, 2019).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_with_format(4, 4, rust_xlsxwriter::ExcelDateTime::from_ymd(2019, 5, 15).unwrap(), &day).unwrap();
    book.add_worksheet().set_name("Petunjuk").unwrap().write(0, 0, "Cara mengisi").unwrap();
    book.add_worksheet();
    let bytes = book.save_to_buffer().unwrap();
    let list = read_list("a.xlsx", &bytes, &options(), &ENGINE).unwrap();
    assert_eq!(members(&list), [("32.71", Some(2018), 2), ("32.79", Some(2018), 3), ("33.10", Some(2019), 5)]);
    assert_eq!((list.unresolved[0].row, list.unresolved[0].cohort_year), (Some(4), None));
    assert_eq!(list.members[2].listed.signed.as_deref(), Some("2019-05-15"));
    assert_eq!(list.members[2].listed.derived[0], "region by name and code 33.1, read as 33.10");
    remarks_on(&list, "\"Petunjuk\"");
    let only = ListOptions { sheet: Some("Petunjuk".to_owned()), ..options() };
    assert!(read_list("a.xlsx", &bytes, &only, &ENGINE).unwrap_err().reason().contains("Cara mengisi"));
    let none = ListOptions { sheet: Some("X".to_owned()), ..options() };
    assert!(read_list("a.xlsx", &bytes, &none, &ENGINE).unwrap_err().reason().contains("Petunjuk"));
}

#[test]
fn opendocument_sheets() {
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let spanned = "<table:table-cell table:number-rows-spanned=\"2\"><text:p>Jawa Barat</text:p></table:table-cell>";
    let table = [
        row(&cell("GERAKAN MENUJU 100 SMART CITY")),
        row(&(cell("Provinsi") + &cell("Kab/Kota"))),
        row(&(spanned.to_owned() + &cell("Kota Bogor"))),
        row(&("<table:covered-table-cell/>".to_owned() + &cell("Banjar"))),
        row(&("<table:table-cell/>".to_owned() + &cell("Banjar"))),
    ];
    let content = format!(
        "<office:document-content><table:table table:name=\"2018\">{}</table:table></office:document-content>",
        table.concat()
    );
    let parts = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_str())];
    let list = read_sheets("a.ods", &archive(&parts)).unwrap();
    assert_eq!(members(&list), [("32.71", Some(2018), 3), ("32.79", Some(2018), 4)]);
    assert_eq!(list.unresolved[0].row, Some(5));
    let locked = [parts[0], parts[1], ("META-INF/manifest.xml", "<manifest:encryption-data/>")];
    assert!(read_sheets("a.ods", &archive(&locked)).unwrap_err().reason().contains("password"));
}

#[test]
fn hidden_sheets_and_rows_and_what_is_struck_out() {
    let mut book = Workbook::new();
    let struck = Format::new().set_font_strikethrough();
    let plain = Format::new();
    let shown = book.add_worksheet();
    for (row, name) in ["Nama Daerah", "Kota Bogor", "Kab. Batang", "Kota Solok", "Kab. Siak"].into_iter().enumerate() {
        shown.write_with_format(row as u32, 0, name, if row == 2 { &struck } else { &plain }).unwrap();
    }
    shown.write_rich_string(5, 0, &[(&struck, "Kab. "), (&struck, "Wajo")]).unwrap();
    shown.write_rich_string(6, 0, &[(&struck, "Kab. Maros"), (&plain, " Kab. Bantul")]).unwrap();
    shown.set_row_hidden(3).unwrap();
    for (name, region, hide) in [("Draf", "Kota Bandung", 1), ("Lama", "Kota Banjar", 2)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().write(0, 0, "Nama Daerah").unwrap();
        sheet.write(1, 0, region).unwrap();
        if hide == 1 {
            sheet.set_hidden(true)
        } else {
            sheet.set_very_hidden(true)
        };
    }
    let bytes = book.save_to_buffer().unwrap();
    let list = read_list("a.xlsx", &bytes, &options(), &ENGINE).unwrap();
    assert_eq!(members(&list), [("32.71", None, 2), ("13.72", None, 4), ("14.08", None, 5)]);
    let open: Vec<_> = list.unresolved.iter().map(|open| (open.row.unwrap(), open.reason.as_str())).collect();
    assert_eq!(open[..2], [(3, "the list has it struck out"), (6, "the list has it struck out")]);
    assert_eq!((open.len(), open[2].0), (3, 7), "{open:?}");
    for words in [
        "sheet \"Draf\": a hidden sheet, passed over; --sheet reads it",
        "sheet \"Lama\": a hidden sheet",
        "struck out in the list, taken for no members: rows 3, 6",
        "hidden in the sheet, and read like the others: row 4",
    ] {
        remarks_on(&list, words);
    }
    let only = ListOptions { sheet: Some("Lama".to_owned()), ..options() };
    assert_eq!(members(&read_list("a.xlsx", &bytes, &only, &ENGINE).unwrap()), [("32.79", None, 2)]);
}

#[test]
fn hidden_tables_and_what_is_struck_out_in_opendocument() {
    let style = |name: &str, properties: &str| format!("<style:style style:name=\"{name}\">{properties}</style:style>");
    let styles = [
        style("ta1", "<style:table-properties table:display=\"true\"/>"),
        style("ta2", "<style:table-properties table:display=\"false\"/>"),
        style("ce1", "<style:text-properties style:text-line-through-style=\"none\"/>"),
        style("ce2", "<style:text-properties style:text-line-through-style=\"solid\"/>"),
    ];
    let cell = |attributes: &str, text: &str| {
        format!(
            "<table:table-row><table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let span = "<text:span text:style-name=\"ce2\">Kab. Wajo</text:span>";
    let rows = [
        cell("", "Nama Daerah"),
        cell("table:style-name=\"ce1\"", "Kota Bogor"),
        cell("table:style-name=\"ce2\"", "Kab. Batang"),
        cell("", span),
        cell("", "Kab. Siak")
            .replace("table-row>", "table-row table:visibility=\"filter\">")
            .replace("</table:table-row table:visibility=\"filter\">", "</table:table-row>"),
    ];
    let hidden = [cell("", "Nama Daerah"), cell("", "Kota Banjar")];
    let table = |name: &str, style: &str, rows: &str| {
        format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>")
    };
    let content = format!(
        "<x>{}{}{}</x>",
        styles.concat(),
        table("A", "ta1", &rows.concat()),
        table("B", "ta2", &hidden.concat())
    );
    let bytes = archive(&[("content.xml", content.as_str())]);
    let list = read_list("a.ods", &bytes, &options(), &ENGINE).unwrap();
    assert_eq!(members(&list), [("32.71", None, 2), ("14.08", None, 5)]);
    assert_eq!(list.unresolved.iter().map(|open| open.row).collect::<Vec<_>>(), [Some(3), Some(4)]);
    remarks_on(&list, "sheet \"B\": a hidden sheet");
    remarks_on(&list, "hidden in the sheet, and read like the others: row 5");
    let only = ListOptions { sheet: Some("B".to_owned()), ..options() };
    assert_eq!(members(&read_list("a.ods", &bytes, &only, &ENGINE).unwrap()), [("32.79", None, 2)]);
}

#[test]
fn archives_that_unpack_without_an_end_are_refused() {
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&vec![0; 4 << 20]).unwrap();
    let packed = packer.finish().unwrap();
    let parts: Vec<(String, u16, Vec<u8>)> = (0..100).map(|number| (format!("{number}"), 8, packed.clone())).collect();
    let starts: Vec<Option<u32>> = (0..100).map(|number| (number > 0).then_some(0)).collect();
    let bomb = zip(&parts, &starts);
    assert!(bomb.len() < 1 << 20);
    let error = read_sheets("a.xlsx", &bomb).unwrap_err();
    assert!(error.reason().contains("unpacks to more than 256 MiB"), "{error}");
}

#[test]
fn sheets_that_promise_too_much_are_refused() {
    let strings = "<sst uniqueCount=\"99999999999999\"><si><t>a</t></si></sst>";
    let promise = archive(&[("xl/workbook.xml", "<workbook/>"), ("xl/sharedStrings.xml", strings)]);
    assert!(read_sheets("a.xlsx", &promise).unwrap_err().reason().contains("damaged"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Nama Daerah").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let error = read_sheets("a.xlsx", &book.save_to_buffer().unwrap()).unwrap_err();
    assert!(error.row == Some(1_048_576) && error.reason().contains("columns"), "{error}");
}

#[test]
fn damaged_archives_are_refused() {
    let whole = archive(&[("xl/workbook.xml", "<workbook>"), ("_rels/.rels", "<Relationships>")]);
    for end in [4, 10, 30, whole.len() / 2, whole.len() - 1, whole.len()] {
        read_sheets("a.xlsx", &whole[..end]).unwrap_err();
    }
    for at in 0..whole.len() {
        let mut other = whole.clone();
        other[at] ^= 0xFF;
        read_sheets("a.xlsx", &other).unwrap_err();
    }
    let binary = archive(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "x")]);
    assert!(read_sheets("a.xlsx", &binary).unwrap_err().reason().contains("XLSB"));
    let text = archive(&[("a.txt", "x")]);
    assert!(read_sheets("a.zip", &text).unwrap_err().reason().contains("no spreadsheet"));
}
