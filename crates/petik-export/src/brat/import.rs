//! A text and its annotations as brat writes them. Entities are mentions and facts, notes say what they mean.

use crate::gold::{Imported, Marked, shortened};
use crate::mark::Label;
use petik_core::gazetteer::Gazetteer;
use std::collections::BTreeMap;

/// The article `text` with its annotations `ann`, as an annotation. `file` names these in messages.
///
/// ```
/// let ann = "T1\tRegion 0 10\tKota Tegal\n#1\tAnnotatorNotes T1\t33.76\nT2\tFact_membership 0 10\tKota Tegal\n";
/// let engine = petik_core::Engine::builtin()?;
/// let gold = petik_export::brat::gold("1.ann", "a", "Kota Tegal terpilih.", ann, engine.gazetteer()).gold.unwrap();
/// assert!(gold.contains(r#""facts":[{"type":"membership","region":"33.76""#));
/// # Ok::<(), petik_core::Error>(())
/// ```
pub fn gold(file: &str, id: &str, text: &str, ann: &str, gazetteer: &Gazetteer) -> Imported {
    let mut marked = Marked::new(file.to_owned(), id.to_owned(), text);
    let mut values: BTreeMap<&str, String> = BTreeMap::new();
    let mut entities: Vec<(usize, Vec<&str>)> = Vec::new();
    let ann = ann.trim_start_matches('\u{feff}');
    for (number, line) in (1..).zip(ann.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let parts: Vec<&str> = line.splitn(3, '\t').collect();
        match (line.as_bytes().first(), &parts[..]) {
            (Some(b'T'), [_, _, _]) => entities.push((number, parts)),
            (Some(b'#'), [_, what, note]) if what.starts_with("AnnotatorNotes T") => {
                note_of(&mut values, what, note);
            }
            // A list and an id in it, as `petik export` wrote codes once.
            (Some(b'N'), [_, what, ..]) => {
                let mut words = what.split(' ').skip(1);
                if let (Some(of), Some((_, id))) = (words.next(), words.next().and_then(|of| of.split_once(':'))) {
                    values.entry(of).or_insert_with(|| id.to_owned());
                }
            }
            (Some(b'A' | b'M' | b'R' | b'E' | b'*' | b'#'), [_, _, ..]) => marked.remark(
                "relations, events, attributes and notes on them are no part of an annotation: a fact is an entity of its own, \
                 and what it says stands in its note",
            ),
            _ => marked.faults.push(format!("line {number}: {:?} is no annotation of brat", shortened(line))),
        }
    }
    for (number, parts) in entities {
        let value = values.remove(parts[0]).unwrap_or_default();
        if let Err(fault) = marked.entity(&parts, value) {
            marked.faults.push(format!("line {number}: {:?}: {fault}", shortened(parts[2])));
        }
    }
    for of in values.into_keys() {
        marked.faults.push(format!("a note on {of}, which is not there: delete it"));
    }
    marked.into_gold(gazetteer)
}

fn note_of<'t>(values: &mut BTreeMap<&'t str, String>, what: &'t str, note: &str) {
    if let Some((_, of)) = what.split_once(' ') {
        values.insert(of.trim(), note.trim().to_owned());
    }
}

impl Marked {
    /// `T1`, `Region 10 20`, and the words; a mention over the end of a line has a piece on each.
    fn entity(&mut self, parts: &[&str], value: String) -> Result<(), String> {
        let (label, places) = parts[1].split_once(' ').ok_or("no offsets")?;
        let label =
            Label::named(label).ok_or_else(|| format!("the type {label:?} is none of petik's, such as Region"))?;
        let piece = |piece: &str| {
            let (start, end) = piece.split_once(' ')?;
            Some((start.parse::<usize>().ok()?, end.parse::<usize>().ok()?))
        };
        let pieces: Option<Vec<(usize, usize)>> = places.split(';').map(piece).collect();
        let pieces = pieces.ok_or_else(|| format!("{places:?} is no offset"))?;
        let (start, end) = (pieces[0].0, pieces[pieces.len() - 1].1);
        let place = self.points.place(start, end, Some(parts[2]));
        let place = place.map_err(|fault| match pieces.len() {
            1 => fault,
            _ => format!("{fault}; in pieces, it has to be one stretch, which only the end of a line may cut"),
        })?;
        self.mark(label, place, value);
        Ok(())
    }
}
