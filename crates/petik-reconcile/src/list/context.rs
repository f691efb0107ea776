//! What stands around the rows of a sheet and holds for all of them: the programme and the year in its titles and its name.

use super::YEARS;
use super::grid::Sheet;
use super::layout::Layout;
use super::shortened;
use crate::saying::Saying;
use crate::sentences::ListType;
use petik_core::Engine;

/// Bytes of titles that are read.
const MOST_OF_TITLES: usize = 8 << 10;

/// A value, and by what it was found.
pub(super) type Found<T> = Option<(T, &'static str)>;

/// What holds for all rows that do not say otherwise.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Programme id.
    pub(super) programme: Found<String>,
    pub(super) year: Found<i16>,
    /// The line of the titles that names a programme: how the list is called.
    pub(super) title: Option<String>,
    pub(super) remarks: Vec<Saying<ListType>>,
}

impl Context {
    /// What the name of `sheet` and the lines above its head say.
    pub(super) fn of(sheet: &Sheet, layout: &Layout, engine: &Engine) -> Self {
        let name = sheet.name.as_deref().unwrap_or_default();
        let titles = titles(sheet, layout);
        let mut context = Context::default();
        let (by_name, by_titles) = (years_in(name), years_in(&titles));
        match (by_name.as_slice(), by_titles.as_slice()) {
            ([year], titles) => {
                context.year = Some((*year, "sheet name"));
                if !titles.is_empty() && !titles.contains(year) {
                    let why = Saying::of(ListType::SheetYear).with("year", *year);
                    context.remarks.push(why.with("years", numbers(titles)));
                }
            }
            (_, [year]) => context.year = Some((*year, "title")),
            (_, []) => {}
            (_, several) => {
                context.remarks.push(Saying::of(ListType::SeveralYears).with("years", numbers(several)));
            }
        }
        for (text, by, kind) in
            [(titles.as_str(), "title", ListType::TitleProgrammes), (name, "sheet name", ListType::SheetProgrammes)]
        {
            let named = if text.is_empty() { Vec::new() } else { engine.programmes_in(text) };
            match named.as_slice() {
                [] => {}
                [one] => {
                    let mut lines = text.lines().filter(|_| by == "title");
                    context.title =
                        context.title.or(lines.find(|line| !engine.programmes_in(line).is_empty()).map(shortened));
                    context.programme = context.programme.or(Some((one.clone(), by)));
                }
                several => context.remarks.push(Saying::of(kind).with("programmes", several.to_vec())),
            }
        }
        context
    }
}

/// The words above the head, a line a row.
fn titles(sheet: &Sheet, layout: &Layout) -> String {
    let mut titles = String::new();
    for row in sheet.rows.iter().take(layout.head) {
        let cells: Vec<&str> = row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        let line = cells.join(" ");
        if titles.len() + line.len() > MOST_OF_TITLES {
            break;
        }
        titles.push_str(&line);
        titles.push('\n');
    }
    titles
}

/// The different years in `text`, from the lowest.
pub(super) fn years_in(text: &str) -> Vec<i16> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    let mut years: Vec<i16> = runs.filter_map(|run| run.parse().ok()).filter(|year| YEARS.contains(year)).collect();
    years.sort_unstable();
    years.dedup();
    years
}

fn numbers(years: &[i16]) -> Vec<String> {
    years.iter().map(i16::to_string).collect()
}
