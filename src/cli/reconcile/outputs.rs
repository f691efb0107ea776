//! All outputs of a run, in one place.

use super::folder::{Content, Folder};
use petik::reconcile::{
    PACKAGE_FILE, Phrases, REPORT_FILE, ROWS_FILE, Reconciliation, Sheet, write_csv, write_package, write_report,
    write_rows,
};

/// Writes every output, the slowest first. The description of the folder comes last: it tells the lengths and digests of all
/// others.
pub(super) fn write_all(all: &Reconciliation, phrases: &Phrases, folder: &mut Folder) -> anyhow::Result<()> {
    let mut files: Vec<(&str, Content<'_>)> = Vec::new();
    #[cfg(feature = "xlsx")]
    files.push((petik::reconcile::WORKBOOK_FILE, Box::new(|out| petik::reconcile::write_workbook(all, phrases, out))));
    files.push((ROWS_FILE, Box::new(|out| write_rows(all, out))));
    for sheet in Sheet::ALL {
        files.push((sheet.file(), Box::new(move |out| write_csv(all, sheet, out))));
    }
    files.push((REPORT_FILE, Box::new(|out| write_report(all, phrases, out))));
    folder.write_each(files)?;
    let written = folder.written().to_vec();
    folder.write(PACKAGE_FILE, |out| write_package(all, &written, out))
}
