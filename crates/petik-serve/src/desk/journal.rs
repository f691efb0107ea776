//! The file of decisions as it grows: the desk, other desks, the command line and people with an editor add to it. What was added
//! since the last look is read; where what was read is no longer there, all of it is read anew. The file also tells who judged what
//! last, so that it can be taken back after a restart.

use petik_reconcile::{Decision, Latest, Refusal, Verdict, append};
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    /// The line that it brings back into force; its own number where it is a judgement.
    judged: u64,
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
    /// Who → numbers of the lines that somebody judged by and did not take back, with their subjects.
    by_who: HashMap<String, BTreeMap<u64, String>>,
    /// Lines that could not be taken back because somebody else judged since.
    passed: BTreeSet<u64>,
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
            by_who: HashMap::new(),
            passed: BTreeSet::new(),
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

    /// The lines of the last judgement of somebody that was not taken back, and cannot be passed over.
    ///
    /// One judgement is written at once, and the desk writes every judgement with another moment: its lines follow each other, and
    /// are alike but for their subjects. Lines that have a day and no moment are each a judgement of their own.
    pub(super) fn last_of(&self, who: &str) -> Vec<&Line> {
        let own = self.by_who.get(who.trim()).into_iter().flatten().rev();
        let mut lines = own
            .filter(|(number, _)| !self.passed.contains(number))
            .filter_map(|(number, subject)| self.about(subject).iter().find(|line| line.number == *number));
        let mut group: Vec<&Line> = lines.next().into_iter().collect();
        for line in lines {
            match group.last() {
                Some(next) if line.number + 1 == next.number && is_alike(&line.decision, &next.decision) => {
                    group.push(line);
                }
                _ => break,
            }
        }
        group.reverse();
        group
    }

    /// The decision that brings back, at the moment `when`, what was in force before a line; `None` where the line is no longer in force.
    pub(super) fn taking_back(&self, line: &Line, when: &str) -> Option<Decision> {
        let lines = self.about(&line.decision.subject);
        lines.last().filter(|last| last.judged == line.number)?;
        Some(match before(lines, line.number) {
            // It keeps the moment when it was judged.
            Some(before) => before.decision.clone(),
            None => Decision { when: Some(when.to_owned()), ..withdrawal(&line.decision) },
        })
    }

    /// Passes over a line when somebody takes back again.
    pub(super) fn pass(&mut self, number: u64) {
        self.passed.insert(number);
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
                    self.put(decision);
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

    /// Puts the decision of the last line beside the others about its subject.
    fn put(&mut self, decision: Decision) {
        let number = self.lines;
        let lines = self.by_subject.entry(decision.subject.clone()).or_default();
        let taken_back = lines.last().filter(|last| takes_back(&decision, last, before(lines, last.judged)));
        let judged = match taken_back {
            Some(last) => {
                if let Some(own) = writer(&last.decision).and_then(|who| self.by_who.get_mut(who)) {
                    own.remove(&last.judged);
                }
                before(lines, last.judged).map_or(number, |before| before.judged)
            }
            None => {
                if let Some(who) = writer(&decision) {
                    self.by_who.entry(who.to_owned()).or_default().insert(number, decision.subject.clone());
                }
                number
            }
        };
        lines.push(Line { number, decision, judged });
    }

    /// Adds decisions at the end, on the disk when this returns; a look then finds them, beside what others added.
    pub(super) fn add(&self, decisions: &[Decision]) -> io::Result<()> {
        append(&self.path, decisions)
    }
}

/// Who a line says that judged.
fn writer(decision: &Decision) -> Option<&str> {
    decision.who.as_deref().map(str::trim).filter(|who| !who.is_empty())
}

/// Of lines about one subject that in force before the one with a number.
fn before(lines: &[Line], number: u64) -> Option<&Line> {
    let last = lines.iter().rev().find(|line| line.number < number);
    last.filter(|line| line.decision.verdict != Verdict::Withdraw)
}

/// What takes a first judgement back: a withdrawal by the same steward. One that is a judgement has the evidence of what it is about.
fn withdrawal(decision: &Decision) -> Decision {
    Decision {
        subject: decision.subject.clone(),
        who: decision.who.clone(),
        verdict: Verdict::Withdraw,
        ..Decision::default()
    }
}

/// Whether a line takes back the `last` one: it repeats the one `before` that to the letter, or withdraws as no judgement does.
fn takes_back(decision: &Decision, last: &Line, before: Option<&Line>) -> bool {
    match before {
        Some(before) => before.decision == *decision,
        None => withdrawal(&last.decision) == Decision { when: None, ..decision.clone() },
    }
}

/// Whether two lines that follow each other can be of one judgement.
fn is_alike(one: &Decision, other: &Decision) -> bool {
    let has_moment = one.when.as_deref().is_some_and(|when| when.contains('T'));
    let but_subject = |decision: &Decision| Decision { subject: String::new(), evidence: None, ..decision.clone() };
    has_moment && but_subject(one) == but_subject(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn decision(subject: &str, verdict: Verdict) -> Decision {
        Decision { subject: subject.to_owned(), verdict, ..Decision::default() }
    }

    #[test]
    fn the_file_tells_what_somebody_judged_last() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.jsonl");
        let line = |subject: &str, verdict, who: &str, when: &str| Decision {
            who: Some(who.to_owned()),
            when: Some(when.to_owned()),
            evidence: Some(format!("of {subject}")),
            ..decision(subject, verdict)
        };
        let (first, second, third) =
            ("2026-01-01T00:00:00.001Z", "2026-01-01T00:00:00.002Z", "2026-01-01T00:00:00.003Z");
        let mut group = vec![line("a", Verdict::Accept, "Sari", first), line("b", Verdict::Accept, "Sari", first)];
        group.push(line("c", Verdict::Accept, "Sari", second));
        group.push(line("a", Verdict::Reject, "Sari", third));
        group.push(line("b", Verdict::Reject, "Budi", third));
        append(&path, &group).unwrap();

        // Each look stands for a server that was started anew.
        let looked = || {
            let mut journal = Journal::new(&path);
            journal.look().unwrap();
            journal
        };
        let back = |numbers: &[u64]| {
            let journal = looked();
            let lines = journal.last_of("Sari ");
            assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), numbers);
            let lines: Vec<Decision> = lines.into_iter().filter_map(|line| journal.taking_back(line, third)).collect();
            append(&path, &lines).unwrap();
            lines
        };
        // The rejection of `a` first: what it changed is in force again, to the letter.
        assert_eq!(back(&[4]), [group[0].clone()]);
        assert_eq!(back(&[3])[0].verdict, Verdict::Withdraw);
        // The two that were one judgement: of `b` somebody else judged since.
        let lines = back(&[1, 2]);
        assert_eq!((lines.len(), lines[0].subject.as_str(), lines[0].verdict), (1, "a", Verdict::Withdraw));
        assert_eq!(back(&[2]), []);
        let mut journal = looked();
        journal.pass(2);
        assert!(journal.last_of("Sari").is_empty());
        // A verdict that was withdrawn is a judgement, and lines of a day are one each.
        append(&path, &[line("d", Verdict::Accept, "Sari", first), line("d", Verdict::Withdraw, "Sari", second)])
            .unwrap();
        assert_eq!(back(&[10])[0].verdict, Verdict::Accept);
        append(
            &path,
            &[line("e", Verdict::Accept, "Sari", "2026-01-01"), line("f", Verdict::Accept, "Sari", "2026-01-01")],
        )
        .unwrap();
        assert_eq!(back(&[13])[0].subject, "f");
        assert_eq!(back(&[12])[0].subject, "e");
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
