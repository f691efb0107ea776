//! Which articles tell of one event, and folds that keep them together: what was learned from one report of an event is no
//! test on another report of it.

use super::lesson::Lesson;
use petik_cluster::{Sketch, THRESHOLD, clusters};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// For each article the first one that tells of the same event: of one programme, on the same day or in the same cohort; or in
/// the same words.
pub(super) fn events(lessons: &[Lesson]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..lessons.len()).collect();
    let mut told: BTreeMap<&(String, String), usize> = BTreeMap::new();
    for (article, lesson) in lessons.iter().enumerate() {
        for event in &lesson.events {
            join(&mut first, *told.entry(event).or_insert(article), article);
        }
    }
    let sketches: Vec<Sketch> = lessons.iter().map(|lesson| lesson.sketch.clone()).collect();
    for (article, copied) in clusters(&sketches, THRESHOLD).into_iter().enumerate() {
        join(&mut first, copied as usize, article);
    }
    (0..first.len()).map(|article| root(&first, article)).collect()
}

fn root(first: &[usize], mut article: usize) -> usize {
    while first[article] != article {
        article = first[article];
    }
    article
}

fn join(first: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(first, one), root(first, other));
    first[one.max(other)] = one.min(other);
}

/// The fold of each article, and how many folds there are: at most `most`, fewer where there are fewer events. Large events
/// come first, each into the fold that has least.
pub(super) fn folds(events: &[usize], most: usize) -> (Vec<usize>, usize) {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    events.iter().for_each(|event| *sizes.entry(*event).or_default() += 1);
    let count = sizes.len().min(most);
    let mut filled = vec![0; count];
    let mut fold_of = BTreeMap::new();
    let mut order: Vec<(Reverse<usize>, usize)> =
        sizes.into_iter().map(|(event, size)| (Reverse(size), event)).collect();
    order.sort_unstable();
    for (Reverse(size), event) in order {
        let Some(least) = (0..count).min_by_key(|fold| filled[*fold]) else { break };
        filled[least] += size;
        fold_of.insert(event, least);
    }
    (events.iter().map(|event| fold_of.get(event).copied().unwrap_or_default()).collect(), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lesson(events: &[(&str, &str)], text: &str) -> Lesson {
        let events = events.iter().map(|(programme, when)| ((*programme).to_owned(), (*when).to_owned())).collect();
        Lesson { events, sketch: Sketch::new(text), ..Lesson::default() }
    }

    #[test]
    fn reports_and_reprints_of_one_event_are_together() {
        let words = "the mayors of the region met in the harbour hall to sign what they had talked about for a year";
        let lessons = [
            lesson(&[("movement", "2031"), ("movement", "2031-05-20")], "one"),
            lesson(&[("award", "2031")], "two"),
            lesson(&[("movement", "2032")], words),
            lesson(&[("movement", "2031-05-20")], "four"),
            lesson(&[], words),
            lesson(&[], "six"),
        ];
        assert_eq!(events(&lessons), [0, 1, 2, 0, 2, 5]);
    }

    #[test]
    fn an_event_is_in_one_fold_and_folds_are_alike_in_size() {
        let events = [0, 0, 0, 3, 3, 5, 6, 7];
        let (fold_of, count) = folds(&events, 3);
        assert_eq!((fold_of, count), (vec![0, 0, 0, 1, 1, 2, 2, 1], 3));
        assert_eq!(folds(&[0, 0], 5), (vec![0, 0], 1));
        assert_eq!(folds(&[], 5), (vec![], 0));
    }
}
