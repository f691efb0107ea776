//! Tables: where their parts end, and their rows on one line, as the reader of the tree writes tables of data.

use super::Skim;
use super::element::{Kind, key, kind};
use super::open::Open;
use std::ops::Range;

/// Bytes of a row that is surely no row of data.
const LONGEST_ROW: usize = 4000;

impl Skim<'_> {
    pub(super) fn start_of_table(&mut self, name: u64) -> Option<()> {
        let own = kind(name);
        let is_table = |open: &Open| open.kind == Kind::Table;
        let table = self.open.iter().rposition(is_table);
        match own {
            Kind::Table => {
                self.close_paragraph()?;
                if self.tables.last() == Some(&true) {
                    // A table between the cells of another one ends that.
                    return None;
                }
            }
            _ if self.silent > 0 && table.is_none() => return Some(()),
            _ => {
                let Some(table) = table else { return Some(()) };
                let is_row = own == Kind::Row && name == key(b"tr");
                let ends = |open: &Open| match open.kind {
                    Kind::Cell => true,
                    Kind::Row => own == Kind::Row && (!is_row || open.name == name),
                    _ => false,
                };
                while let Some(at) = self.open.iter().skip(table + 1).position(ends) {
                    self.close_to(table + 1 + at)?;
                }
            }
        }
        self.begin_block()?;
        self.open_block(name)?;
        self.tables.push(own != Kind::Cell);
        Some(())
    }

    pub(super) fn close_of_table(&mut self, open: &mut Open) -> Option<()> {
        let own = open.kind;
        if !matches!(own, Kind::Table | Kind::Row | Kind::Cell) {
            return Some(());
        }
        self.tables.pop();
        if own == Kind::Cell
            && let Some(row) = self.open.iter_mut().rev().find(|open| open.is_block)
        {
            row.cells.push(open.start..self.lines.text.len());
        }
        let cells = std::mem::take(&mut open.cells);
        if cells.is_empty() || cells.iter().map(Range::len).sum::<usize>() > LONGEST_ROW {
            return Some(());
        }
        let dropped = self.lines.boxes_behind(cells.first().map_or(0, |cell| cell.start));
        // Which of them are dropped nobody knows, and a row has a way to be read for each choice.
        let inside =
            |(one, _): &&(Range<usize>, _)| cells.iter().any(|cell| cell.start <= one.start && one.end <= cell.end);
        if dropped.iter().filter(inside).count() > 1 {
            return None;
        }
        let mut rows = [String::new(), String::new()];
        for (number, cell) in cells.into_iter().enumerate() {
            let whole = self.lines.text.get(cell.clone()).unwrap_or_default();
            let left = self.lines.without(cell.clone(), &dropped);
            let is_dropped = dropped.iter().any(|(one, _)| one.start <= cell.start && cell.end <= one.end);
            for (row, cell) in rows.iter_mut().zip([whole, &left]).take(if is_dropped { 1 } else { 2 }) {
                *row += if number > 0 { " |" } else { "" };
                for line in cell.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
                    *row += if row.is_empty() { "" } else { " " };
                    *row += line;
                }
            }
        }
        self.lines.other_text(&rows[0]);
        if rows[0] != rows[1] {
            self.lines.other_text(&rows[1]);
        }
        Some(())
    }
}
