//! How the cells of an XLSX workbook look, where that says something: what is struck out, and which rows are hidden. calamine
//! gives the values alone.

use super::unpack::Part;
use super::xml::{Event, Events, attribute};
use std::collections::{HashMap, HashSet};

/// What is to be seen of a sheet beside its values.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Row (from 1) and column (from 0) of the cells that are struck out.
    pub(super) struck: HashSet<(u64, usize)>,
    /// Rows that are hidden, from 1.
    pub(super) hidden: HashSet<u64>,
}

/// The looks of the sheets of a workbook, by their names.
pub(super) fn looks(parts: &[Part]) -> HashMap<String, Look> {
    let text = |path: &str| {
        let part = parts.iter().find(|part| part.name.eq_ignore_ascii_case(path));
        part.and_then(|part| str::from_utf8(&part.bytes).ok()).unwrap_or_default()
    };
    let styles = struck_styles(text("xl/styles.xml"));
    let strings = struck_strings(text("xl/sharedStrings.xml"));
    let paths = paths(text("xl/_rels/workbook.xml.rels"));
    let sheets = opened(text("xl/workbook.xml")).filter(|(name, _)| *name == "sheet");
    let look = |(_, attributes): (&str, &str)| {
        let path = paths.get(&attribute(attributes, "r:id")?)?;
        Some((attribute(attributes, "name")?, Look::of(text(path), &styles, &strings)))
    };
    sheets.filter_map(look).collect()
}

/// The opening tags of a document, without the prefix that some programs write before their names.
fn opened(document: &str) -> impl Iterator<Item = (&str, &str)> {
    Events::new(document).filter_map(|event| match event {
        Event::Open { name, attributes, .. } => Some((local(name), attributes)),
        _ => None,
    })
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Whether a tag that stands for yes says so: `<strike/>`, but not `<strike val="0"/>`.
fn is_on(attributes: &str, name: &str, missing: bool) -> bool {
    attribute(attributes, name).map_or(missing, |value| !matches!(&*value, "0" | "false"))
}

/// The paths of the parts that the workbook refers to, by their ids.
fn paths(relations: &str) -> HashMap<String, String> {
    let path = |(_, attributes): (&str, &str)| {
        let target = attribute(attributes, "Target")?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some((attribute(attributes, "Id")?, path))
    };
    opened(relations).filter(|(name, _)| *name == "Relationship").filter_map(path).collect()
}

/// Of each style of cells, by its number, whether its letters are struck out.
fn struck_styles(document: &str) -> Vec<bool> {
    let (mut fonts, mut styles): (Vec<bool>, Vec<bool>) = (Vec::new(), Vec::new());
    let mut group = "";
    for (name, attributes) in opened(document) {
        match name {
            "fonts" | "cellXfs" | "cellStyleXfs" | "dxfs" => group = name,
            "font" if group == "fonts" => fonts.push(false),
            "strike" if group == "fonts" => {
                if let Some(font) = fonts.last_mut() {
                    *font = is_on(attributes, "val", true);
                }
            }
            "xf" if group == "cellXfs" => {
                let font = attribute(attributes, "fontId").and_then(|number| number.parse::<usize>().ok());
                styles.push(font.and_then(|font| fonts.get(font)).copied().unwrap_or_default());
            }
            _ => {}
        }
    }
    styles
}

/// The numbers of the shared strings all of whose runs are struck out.
fn struck_strings(document: &str) -> HashSet<usize> {
    let (mut strings, mut number) = (HashSet::new(), 0);
    let (mut runs, mut struck) = (0, 0);
    for event in Events::new(document) {
        match event {
            Event::Open { name, .. } if local(name) == "si" => (runs, struck) = (0, 0),
            Event::Open { name, .. } if local(name) == "r" => runs += 1,
            Event::Open { name, attributes, .. } if local(name) == "strike" => {
                struck += usize::from(is_on(attributes, "val", true));
            }
            Event::Close(name) if local(name) == "si" => {
                if runs > 0 && struck == runs {
                    strings.insert(number);
                }
                number += 1;
            }
            _ => {}
        }
    }
    strings
}

impl Look {
    fn of(sheet: &str, styles: &[bool], strings: &HashSet<usize>) -> Self {
        let mut look = Look::default();
        let nothing_struck = strings.is_empty() && !styles.contains(&true);
        // Most sheets are plain, and some are large.
        if nothing_struck && !sheet.contains("hidden=") {
            return look;
        }
        let (mut row, mut shared, mut is_value) = (0, None, false);
        for event in Events::new(sheet) {
            match event {
                Event::Open { name, attributes, .. } if local(name) == "row" => {
                    row = attribute(attributes, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                    if is_on(attributes, "hidden", false) {
                        look.hidden.insert(row);
                    }
                }
                Event::Open { name, attributes, .. } if local(name) == "c" => {
                    let place = attribute(attributes, "r").and_then(|place| Some((row, column(&place)?)));
                    let style = attribute(attributes, "s").and_then(|number| number.parse::<usize>().ok());
                    let is_struck = style.and_then(|style| styles.get(style)).copied().unwrap_or_default();
                    look.struck.extend(place.filter(|_| is_struck));
                    shared = place.filter(|_| attribute(attributes, "t").as_deref() == Some("s"));
                }
                Event::Open { name, .. } => is_value = local(name) == "v",
                Event::Text(text) if is_value => {
                    let number = text.trim().parse::<usize>().ok();
                    look.struck.extend(shared.filter(|_| number.is_some_and(|number| strings.contains(&number))));
                }
                Event::Close(_) => is_value = false,
                Event::Text(_) => {}
            }
        }
        look
    }
}

/// The column of a place, from 0: `C7` is 2.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let number = letters.fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'@'));
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_and_runs_that_are_struck_out() {
        let styles = "<x:styleSheet><x:fonts><x:font/><x:font><x:strike/></x:font><x:font><x:strike val=\"0\"/></x:font></x:fonts>\
            <x:cellStyleXfs><x:xf fontId=\"1\"/></x:cellStyleXfs>\
            <x:cellXfs><x:xf fontId=\"0\"/><x:xf fontId=\"1\"/><x:xf fontId=\"2\"/><x:xf fontId=\"9\"/></x:cellXfs></x:styleSheet>";
        assert_eq!(struck_styles(styles), [false, true, false, false]);
        let strings = "<sst><si><t>a</t></si><si><r><rPr><strike/></rPr><t>b</t></r></si>\
            <si><r><rPr><strike/></rPr><t>c</t></r><r><t>d</t></r></si></sst>";
        let strings = struck_strings(strings);
        assert_eq!(strings, HashSet::from([1]));
        let sheet = "<sheetData><row><c r=\"A1\" s=\"1\"/><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>\
            <row r=\"4\" hidden=\"1\"><c r=\"AA4\" s=\"1\"><v>1</v></c></row></sheetData>";
        let look = Look::of(sheet, &[false, true], &strings);
        assert_eq!(look.struck, HashSet::from([(1, 0), (1, 1), (4, 26)]));
        assert_eq!(look.hidden, HashSet::from([4]));
    }
}
