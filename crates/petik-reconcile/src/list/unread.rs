//! Columns that name regions and are not read: a second block without a head, say. Whoever reads the answer must know of them.

use super::grid::{Row, Sheet};
use super::layout::Layout;
use petik_core::gazetteer::RegionId;
use petik_core::record::Level;
use petik_core::{Engine, RegionHints};

/// Rows of a sheet that are looked at.
const MOST_ROWS: usize = 2_000;

/// The columns that are not read and most of whose cells name kabupaten or kota, with their type and other than those of
/// the row; each with these rows.
pub(super) fn unread(sheet: &Sheet, layout: &Layout, engine: &Engine) -> Vec<(usize, Vec<u64>)> {
    let rows = || sheet.rows.iter().skip(layout.body).take(MOST_ROWS);
    let width = rows().map(|row| row.cells.len()).max().unwrap_or_default();
    let columns = (0..width).filter(|column| !layout.reads(*column));
    columns
        .filter_map(|column| {
            let filled: Vec<&Row> = rows().filter(|row| !row.cell(column).is_empty()).collect();
            let others = filled.iter().filter(|row| names_another(row, column, layout, engine));
            let others: Vec<u64> = others.map(|row| row.number).collect();
            (!others.is_empty() && 2 * others.len() > filled.len()).then_some((column, others))
        })
        .collect()
}

fn names_another(row: &Row, column: usize, layout: &Layout, engine: &Engine) -> bool {
    let own: Vec<RegionId> = layout.names.iter().flat_map(|(name, _)| regions(row.cell(*name), engine)).collect();
    let stated = engine.resolve_region(row.cell(column), RegionHints::default());
    let is_typed = stated.level.is_some_and(|level| level != Level::Province);
    is_typed && !stated.fitting.is_empty() && !stated.fitting.iter().any(|name| own.contains(&name.region))
}

fn regions(name: &str, engine: &Engine) -> Vec<RegionId> {
    engine.resolve_region(name, RegionHints::default()).all.iter().map(|name| name.region).collect()
}
