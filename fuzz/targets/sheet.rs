//! What stands inside of workbooks: the bytes as the sheet of an XLSX file and as the content of an ODS file, packed by the
//! target, since a fuzzer that damages an archive seldom comes further than its checksums.
#![no_main]

use libfuzzer_sys::fuzz_target;
use petik_fuzz::{list, zipped};

const WORKBOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

fuzz_target!(|bytes: &[u8]| {
    let xlsx = zipped(&[
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", bytes),
    ]);
    list("input.xlsx", &xlsx);
    list("input.ods", &zipped(&[("mimetype", ODS), ("content.xml", bytes)]));
});
