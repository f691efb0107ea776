//! What press says, held against a list: which members of a cohort are confirmed and with which words, which are never
//! mentioned, whom press names that the list lacks, and where the two differ. Also how large press says the cohorts are.

mod afresh;
mod board;
mod book;
mod change;
mod decisions;
mod judging;
mod labels;
mod ledger;
mod letter;
mod link;
mod list;
mod matching;
mod phrases;
mod placing;
mod press;
mod queue;
mod reasons;
mod reconciliation;
mod report;
mod saying;
mod sentences;
mod sources;
mod words;
mod write;

pub use afresh::{Belongs, Latest, ListRows};
pub use book::{BookFault, BookJudgement, judge_book, read_day};
pub use decisions::{Decision, Decisions, decision_schema};
pub use judging::{
    Judged, JudgedKind, Refusal, append, open_rows, read_open_decisions, read_rows, read_unresolved, rows_of,
};
pub use labels::{ArticleLabels, Label, LabelCounts, Labels};
pub use letter::{Letter, LetterScope, write_letter};
pub use matching::{Settings, reconcile};
pub use phrases::{Language, Phrases};
pub use press::{LineFault, Press, Scope};
pub use queue::{Matter, among_equals};
pub use sources::Copies;

pub use change::{
    Behind, CHANGE_SCHEMA, Change, FieldChange, Subject, Turn, change_schema, input_changes, row_changes,
};
pub use link::{quote_link, web_address};
pub use list::code;
pub use list::{Column, ListOptions, MOST_LIST_BYTES, Member, OfficialList, YEARS, read_list};
pub use reconciliation::{
    ArticleRef, Claim, Cluster, Decided, Difference, InputFile, ListFault, Listed, OpenDecision, Provenance, Quote,
    ROW_SCHEMA, Reason, Reconciliation, Region, Remark, Reprint, Row, Size, Statement, Unresolved, row_schema,
};
pub use report::escape::Text as HtmlText;
pub use report::{MARKS as REPORT_MARKS, STYLE as REPORT_STYLE, fill_page, write_report};
pub use saying::{OwnSum, Place, Saying, Sentences, Stated, Value};
pub use sentences::{DecisionType, ListType, OpenType, SizeType};
pub use words::{ClaimType, ReasonType, RemarkType, Stage, Stance, Status, Verdict};
#[cfg(feature = "xlsx")]
pub use write::write_workbook;
pub use write::{
    Origin, PACKAGE_FILE, Package, REPORT_FILE, ROWS_FILE, Sheet, WORKBOOK_FILE, Written, write_csv, write_package,
    write_rows,
};
