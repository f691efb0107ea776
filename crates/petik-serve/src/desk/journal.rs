//! The file of decisions as it grows: the desk, other desks, the command line and people with an editor add to it. What was added
//! since the last look is read; where what was read is no longer there, all of it is read anew.

use petik_reconcile::{Decision, Latest, Refusal, Verdict, append};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The bytes before the end of what was read that must still stand there.
const LOOKED_AT: usize = 256;
/// Faults that are kept.
const MOST_FAULTS: usize = 100;

/// A line of the file.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: u64,
    pub(super) decision: Decision,
}

/// A line that is no decision.
#[derive(Debug, Clone)]
pub(super) struct BrokenLine {
    pub(super) number: u64,
    pub(super) why: Refusal,
}

/// The decisions, in the order of their lines.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    /// Subject → its lines.
    by_subject: HashMap<String, Vec<Line>>,
    pub(super) broken: Vec<BrokenLine>,
    /// How many bytes and lines were read, and the last bytes of them.
    read: u64,
    lines: u64,
    tail: Vec<u8>,
}

impl Journal {
    pub(super) fn new(path: &Path) -> Self {
        Journal {
            path: path.to_owned(),
            by_subject: HashMap::new(),
            broken: Vec::new(),
            read: 0,
            lines: 0,
            tail: Vec::new(),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// How many lines there are.
    pub(super) fn lines(&self) -> u64 {
        self.lines
    }

    /// All subjects that somebody decided about.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &str> {
        self.by_subject.keys().map(String::as_str)
    }

    /// What was decided about a subject, the last at the end.
    pub(super) fn about(&self, subject: &str) -> &[Line] {
        self.by_subject.get(subject).map_or(&[], Vec::as_slice)
    }

    /// The decision in force; `None` where there is none, or where it was taken back.
    pub(super) fn last(&self, subject: &str) -> Option<&Line> {
        self.about(subject).last().filter(|line| line.decision.verdict != Verdict::Withdraw)
    }

    /// What was decided last about a subject.
    pub(super) fn latest(&self, subject: &str) -> Latest<'_> {
        match self.about(subject).last().map(|line| &line.decision) {
            None => Latest::Untouched,
            Some(decision) if decision.verdict == Verdict::Withdraw => Latest::Withdrawn,
            Some(decision) => Latest::Decided(decision),
        }
    }

    /// Reads what was added and gives the subjects of it; `None` where the file is another one, and all was read anew.
    pub(super) fn look(&mut self) -> io::Result<Option<Vec<String>>> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.read == 0 => return Ok(Some(Vec::new())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                *self = Journal::new(&self.path);
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        let length = file.metadata()?.len();
        let is_same = length >= self.read && self.is_tail_of(&mut file)?;
        if !is_same {
            *self = Journal::new(&self.path);
        }
        let mut added = Vec::new();
        if length > self.read {
            file.seek(SeekFrom::Start(self.read))?;
            file.take(length - self.read).read_to_end(&mut added)?;
        }
        let subjects = self.take(&added);
        Ok(is_same.then_some(subjects))
    }

    fn is_tail_of(&self, file: &mut File) -> io::Result<bool> {
        let mut there = vec![0; self.tail.len()];
        file.seek(SeekFrom::Start(self.read - self.tail.len() as u64))?;
        file.read_exact(&mut there)?;
        Ok(there == self.tail)
    }

    /// Takes whole lines; one without its end may still be written on.
    fn take(&mut self, added: &[u8]) -> Vec<String> {
        let whole = added.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let added = &added[..whole];
        let mut subjects = Vec::new();
        for line in added.split_inclusive(|byte| *byte == b'\n') {
            self.lines += 1;
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            match Decision::read(line) {
                Ok(decision) => {
                    subjects.push(decision.subject.clone());
                    let lines = self.by_subject.entry(decision.subject.clone()).or_default();
                    lines.push(Line { number: self.lines, decision });
                }
                Err(why) if self.broken.len() < MOST_FAULTS => {
                    self.broken.push(BrokenLine { number: self.lines, why });
                }
                Err(_) => {}
            }
        }
        self.read += added.len() as u64;
        self.tail.extend_from_slice(&added[added.len().saturating_sub(LOOKED_AT)..]);
        let kept = self.tail.len().saturating_sub(LOOKED_AT);
        self.tail.drain(..kept);
        subjects
    }

    /// Adds decisions at the end, on the disk when this returns; a look then finds them, beside what others added.
    pub(super) fn add(&self, decisions: &[Decision]) -> io::Result<()> {
        append(&self.path, decisions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn decision(subject: &str, verdict: Verdict) -> Decision {
        Decision {
            subject: subject.to_owned(),
            verdict,
            region: None,
            cohort_year: None,
            date: None,
            note: None,
            who: None,
            when: None,
            evidence: None,
        }
    }

    #[test]
    fn what_others_add_is_seen_and_a_file_that_was_changed_is_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.jsonl");
        let mut journal = Journal::new(&path);
        assert_eq!(journal.look().unwrap(), Some(vec![]));
        journal.add(&[decision("a", Verdict::Accept)]).unwrap();
        append(&path, &[decision("b", Verdict::Reject), decision("a", Verdict::Withdraw)]).unwrap();
        assert_eq!(journal.look().unwrap(), Some(vec!["a".into(), "b".into(), "a".into()]));
        assert!(journal.last("a").is_none() && journal.about("a").len() == 2);
        assert_eq!(journal.last("b").unwrap().number, 2);

        // A line without its end waits; a broken one is told by its number.
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{whole}nonsense\n{{\"subject\":\"c\",")).unwrap();
        assert_eq!(journal.look().unwrap(), Some(vec![]));
        assert_eq!((journal.broken[0].number, journal.broken.len()), (4, 1));
        fs::write(&path, format!("{whole}nonsense\n{{\"subject\":\"c\",\"verdict\":\"accept\"}}\n")).unwrap();
        assert_eq!(journal.look().unwrap(), Some(vec!["c".into()]));

        fs::write(&path, "{\"subject\":\"d\",\"verdict\":\"accept\"}\n").unwrap();
        assert_eq!(journal.look().unwrap(), None);
        assert!(journal.last("b").is_none() && journal.last("d").is_some());
    }
}
