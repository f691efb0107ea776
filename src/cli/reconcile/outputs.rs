//! All outputs of a run, in one place.

use super::folder::Folder;
use petik::reconcile::{
    PACKAGE_FILE, REPORT_FILE, ROWS_FILE, Reconciliation, Sheet, write_csv, write_package, write_report, write_rows,
};

/// Writes every output. The description of the folder comes last: it tells the lengths and digests of all others.
pub(super) fn write_all(all: &Reconciliation, folder: &mut Folder) -> anyhow::Result<()> {
    folder.write(REPORT_FILE, |out| write_report(all, out))?;
    #[cfg(feature = "xlsx")]
    folder.write(petik::reconcile::WORKBOOK_FILE, |out| petik::reconcile::write_workbook(all, out))?;
    folder.write(ROWS_FILE, |out| write_rows(all, out))?;
    for sheet in Sheet::ALL {
        folder.write(sheet.file(), |out| write_csv(all, sheet, out))?;
    }
    let written = folder.written().to_vec();
    folder.write(PACKAGE_FILE, |out| write_package(all, &written, out))
}
