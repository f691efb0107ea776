//! What is said of a list: of what was passed over in it, of what is odd, and of a file that holds none.

use crate::saying::Sentences;
use petik_core::{described_words, vocabulary, written_words};

vocabulary! {
    /// A remark on a list, or why a file is none.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum ListType {
        /// A row is a sum, and was passed over.
        SumPassedOver = "sum_passed_over" (default),
        /// Rows without a name and a code were passed over.
        Nameless = "nameless",
        /// A number under a year is no tick; the rows were passed over.
        NoTicks = "no_ticks",
        /// Rows are hidden, and were read.
        HiddenRows = "hidden_rows",
        /// Rows are provinces over those that follow.
        Provinces = "provinces",
        /// Rows are struck out.
        StruckOut = "struck_out",
        /// A day of signing could not be read.
        NoDays = "no_days",
        /// The words of a status are not known.
        UnknownStatus = "unknown_status",
        /// Blocks of columns stand side by side.
        Blocks = "blocks",
        /// A column names regions and was not read.
        UnreadColumn = "unread_column",
        /// The name of the sheet has another year than its titles.
        SheetYear = "sheet_year",
        /// The titles name several years.
        SeveralYears = "several_years",
        /// The titles name several programmes.
        TitleProgrammes = "title_programmes",
        /// The name of the sheet names several programmes.
        SheetProgrammes = "sheet_programmes",
        /// A cell names several years.
        CellYears = "cell_years",
        /// The list's own sum is not the number of its rows.
        OwnSum = "own_sum",
        /// A member stands more than once.
        Twice = "twice",
        /// A member without a year stands more than once.
        TwiceOfNoYear = "twice_of_no_year",
        /// There are more remarks than are shown.
        MoreRemarks = "more_remarks",
        /// A sheet is hidden, and was passed over.
        HiddenSheet = "hidden_sheet",
        /// The file is not in UTF-8.
        Encoding = "encoding",
        /// Nothing closes a quotation mark.
        OpenQuote = "open_quote",
        /// A cell looks like rows of the list.
        SwallowedRows = "swallowed_rows",
        /// A sheet holds no list, and was passed over.
        SheetPassedOver = "sheet_passed_over",
        /// A file of the folder holds no list, and was passed over.
        FilePassedOver = "file_passed_over",
        /// No sheet holds a list.
        EachSheet = "each_sheet",
        /// No programme has the name that the options give.
        UnknownProgramme = "unknown_programme",
        /// Nothing says which programme it is.
        NoProgramme = "no_programme",
        /// All sheets are hidden.
        AllHidden = "all_hidden",
        /// The file has no sheets.
        WithoutSheets = "without_sheets",
        /// No sheet has the name that the options give.
        UnknownSheet = "unknown_sheet",
        /// No sheet has rows.
        NoSheets = "no_sheets",
        /// The file is too large.
        TooLarge = "too_large",
        /// The file is empty.
        Empty = "empty",
        /// It is an old workbook, or has a password.
        OldWorkbook = "old_workbook",
        /// It is a PDF file.
        Pdf = "pdf",
        /// It is a web page or XML.
        Markup = "markup",
        /// It is packed.
        Packed = "packed",
        /// It is a file of another kind.
        Foreign = "foreign",
        /// There are no rows.
        NoRows = "no_rows",
        /// No column has names or codes of regions.
        NoColumns = "no_columns",
        /// No row has the columns that the options give.
        NoChosenColumns = "no_chosen_columns",
        /// There are too many sheets.
        ManySheets = "many_sheets",
        /// There are too many rows.
        ManyRows = "many_rows",
        /// There are too many columns.
        ManyColumns = "many_columns",
        /// There are too many cells.
        ManyCells = "many_cells",
        /// There are too many cells, empty ones included.
        ManyEmptyCells = "many_empty_cells",
        /// A cell is too long.
        LongCell = "long_cell",
        /// It has a password.
        Password = "password",
        /// Its content is not in UTF-8.
        NotUtf8 = "not_utf8",
        /// It is a binary workbook.
        BinaryWorkbook = "binary_workbook",
        /// It is an archive, and no spreadsheet.
        NoSpreadsheet = "no_spreadsheet",
        /// It is a damaged workbook.
        DamagedWorkbook = "damaged_workbook",
        /// It cannot be read as a workbook.
        UnreadableWorkbook = "unreadable_workbook",
        /// It is a damaged archive.
        DamagedArchive = "damaged_archive",
        /// It is packed in an unknown way.
        UnknownPacking = "unknown_packing",
        /// It unpacks to too much.
        LargeArchive = "large_archive",
        /// It is no text.
        NoText = "no_text",
        /// This build of petik reads no workbooks.
        NoWorkbooks = "no_workbooks",
    }
}

written_words! { ListType }
described_words! { ListType }

impl Sentences for ListType {
    fn key(self) -> String {
        format!("list_remark.{self}")
    }
}
