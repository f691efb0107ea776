//! What is known about the pages of news sites: the lists in `pages/`, checked row by row.

use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::source::PageLists;

/// Reads the lists about pages; a selector that is none is a fault of its row.
pub(super) fn read(files: &Files, faults: &mut Vec<Fault>) -> PageLists {
    let mut lists = PageLists::default();
    for row in Table::read(files, "pages/boxes.csv", &["selector", "why"], &["selector"], faults).rows() {
        faults.extend(lists.add_box(row.get("selector")).err().map(|message| row.fault(message)));
    }
    for row in Table::read(files, "pages/contents.csv", &["selector", "what", "why"], &["selector"], faults).rows() {
        faults.extend(lists.add_contents(row.get("selector"), row.get("what")).err().map(|message| row.fault(message)));
    }
    for row in Table::read(files, "pages/lines.csv", &["phrase", "how", "why"], &["phrase"], faults).rows() {
        for phrase in row.forms("phrase") {
            faults.extend(lists.add_line(phrase, row.get("how")).err().map(|message| row.fault(message)));
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_is_a_fault_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("pages")).unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("pages/boxes.csv", "selector,why\n.baik,x\ndiv[,x\n");
        write("pages/contents.csv", "selector,what,why\n.isi,badan,x\n");
        write("pages/lines.csv", "phrase,how,why\nBaca Juga Ya,entah,x\n");
        let mut faults = Vec::new();
        read(&Files::with(folder.path()).unwrap(), &mut faults);
        let places: Vec<(&str, usize)> = faults.iter().map(|fault| (fault.file.as_str(), fault.line)).collect();
        assert_eq!(places, [("pages/boxes.csv", 3), ("pages/contents.csv", 2), ("pages/lines.csv", 2)]);
    }
}
