//! What one annotated article has to teach: every decision that was made in it, with the features that held and the right
//! answer.

use super::label::Labels;
use crate::annotation::{ArticleAnnotation, Fact};
use crate::mentions::Pair;
use petik_cluster::Sketch;
use petik_core::Explanation;
use petik_core::gazetteer::{Decision, Feature, Weights};
use petik_core::record::FactType;
use std::collections::BTreeMap;

/// What one annotated article has to teach.
#[derive(Debug, Clone)]
pub struct Lesson {
    pub(super) article: String,
    /// Programme with day or year, of all that the annotation says was done.
    pub(super) events: Vec<(String, String)>,
    pub(super) sketch: Sketch,
    pub(super) decided: Vec<Decided>,
    /// How many decisions of each kind the annotation leaves open.
    pub(super) open: BTreeMap<Decision, usize>,
}

impl Default for Lesson {
    fn default() -> Self {
        let sketch = Sketch::new("");
        Lesson { article: String::new(), events: Vec::new(), sketch, decided: Vec::new(), open: BTreeMap::new() }
    }
}

/// A decision with its right answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What was decided.
    pub decision: Decision,
    /// Each feature that holds, and how often.
    pub held: Vec<(Feature, i32)>,
    /// What is right.
    pub yes: bool,
    /// Where it stands, in code points.
    pub start: usize,
    /// The words that it is about.
    pub words: String,
}

impl Decided {
    /// The sum that `weights` make of it.
    pub(super) fn total(&self, weights: impl Fn(Feature) -> i32) -> i32 {
        self.held.iter().map(|&(feature, times)| weights(feature) * times).sum()
    }

    pub(super) fn of(weighed: &petik_core::Weighed<'_>, yes: bool) -> Self {
        let (decision, held) = (weighed.sum.decision, weighed.sum.held().collect());
        Decided { decision, held, yes, start: weighed.start, words: weighed.text.to_owned() }
    }
}

impl Lesson {
    /// What an article, read by an engine, teaches beside its annotation. `text` is the article's.
    pub fn of(annotation: &ArticleAnnotation, explanation: &Explanation<'_>, text: &str) -> Self {
        let labels = Labels::of(Pair { article: annotation, record: &explanation.record });
        let mut lesson = Lesson {
            article: annotation.id.clone(),
            events: events(annotation),
            sketch: Sketch::new(text),
            ..Lesson::default()
        };
        for weighed in &explanation.weighed {
            match labels.label(weighed) {
                Some(yes) => lesson.decided.push(Decided::of(weighed, yes)),
                None => *lesson.open.entry(weighed.sum.decision).or_default() += 1,
            }
        }
        lesson
    }

    /// The id of the article.
    pub fn article(&self) -> &str {
        &self.article
    }

    /// The decisions that were made in it, as far as the annotation tells what is right.
    pub fn decided(&self) -> &[Decided] {
        &self.decided
    }

    /// Decisions that `weights` answer otherwise than the annotation, with their sums.
    pub fn mistaken<'l>(&'l self, weights: &'l Weights) -> impl Iterator<Item = (&'l Decided, i32)> {
        let with_total = self.decided.iter().map(|decided| (decided, decided.total(|feature| weights.of(feature))));
        with_total.filter(|(decided, total)| (*total > 0) != decided.yes)
    }
}

/// The events that an article tells of, or was thought to tell of. Sizes of cohorts count only where there is nothing else:
/// reports of one cohort like to tell of all those before it, and would all become one event.
fn events(annotation: &ArticleAnnotation) -> Vec<(String, String)> {
    let all = annotation.facts.iter().chain(annotation.rejected.iter().flatten());
    let (sizes, others): (Vec<&Fact>, Vec<&Fact>) = all.partition(|fact| fact.kind == FactType::CohortSize);
    let facts = if others.is_empty() { sizes } else { others };
    let mut events = Vec::new();
    for fact in facts {
        let ids = fact.slots.programme.iter().flat_map(|slot| &slot.wanted).cloned();
        let programmes: Vec<String> = ids.chain(fact.programme.as_ref().map(|name| name.to_lowercase())).collect();
        let when = [fact.when.first(), fact.years.first()].into_iter().flatten().flatten();
        for when in when {
            events.extend(programmes.iter().map(|programme| (programme.clone(), when.clone())));
        }
    }
    events.sort();
    events.dedup();
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Annotations;
    use petik_core::{Article, Engine};

    const TEXT: &str = "Sebanyak tiga daerah terpilih mengikuti Gerakan Menuju Smart City 2031, yakni Kabupaten Klaten, \
                        Jawa Tengah, Kota Magelang, dan Kabupaten Pati.";

    /// What is taught by an annotation with these facts, and these words left open.
    fn lesson(text: &str, facts: &[(&str, &str)], open: &[&str]) -> Lesson {
        let engine = Engine::builtin().unwrap();
        let fact = |(kind, region): &(&str, &str)| {
            let when = if *kind == "signing" { "\"date\": \"2031-05-20\"" } else { "\"date\": null" };
            format!(
                r#"{{"type": "{kind}", "region": "{region}", {when}, "cohort_year": 2031, "programme": "Gerakan Menuju Smart City"}}"#
            )
        };
        let start = |words: &str| text[..text.find(words).unwrap()].chars().count();
        let left = |words: &&str| format!(r#"{{"text": "{words}", "start": {}}}"#, start(words));
        let facts: Vec<String> = facts.iter().map(fact).collect();
        let open: Vec<String> = open.iter().map(left).collect();
        let gold = format!(r#"{{"id": "a", "facts": [{}], "ambiguous": [{}]}}"#, facts.join(", "), open.join(", "));
        let annotations = Annotations::read("gold", &gold, &engine.gazetteer().regions, |_| Some(text)).unwrap();
        let article = Article::new(text);
        Lesson::of(&annotations.articles()[0], &engine.explain(&article), text)
    }

    fn answers(lesson: &Lesson, decision: Decision) -> Vec<bool> {
        lesson.decided.iter().filter(|decided| decided.decision == decision).map(|decided| decided.yes).collect()
    }

    const MEMBERS: [(&str, &str); 2] = [("membership", "Kabupaten Klaten"), ("membership", "Kota Magelang")];

    #[test]
    fn a_list_is_one_of_members_if_half_of_its_regions_are() {
        assert_eq!(answers(&lesson(TEXT, &MEMBERS, &[]), Decision::List), [true]);
        // The province only says where the first is: one of three is a member.
        assert_eq!(answers(&lesson(TEXT, &MEMBERS[..1], &[]), Decision::List), [false]);
        let signed = [("signing", "Kabupaten Klaten"), ("membership", "Kota Magelang")];
        assert_eq!(answers(&lesson(TEXT, &signed, &[]), Decision::List), [true]);
        assert_eq!(answers(&lesson(TEXT, &MEMBERS[..1], &["Kota Magelang", "Kabupaten Pati"]), Decision::List), [true]);
        let left = lesson(TEXT, &MEMBERS, &["Kabupaten Klaten", "Jawa Tengah", "Kota Magelang", "Kabupaten Pati"]);
        assert_eq!((answers(&left, Decision::List), left.open[&Decision::List]), (vec![], 1));
    }

    #[test]
    fn a_no_that_other_words_make_good_is_no_mistake() {
        let text = "Kabupaten Klaten terpilih mengikuti Gerakan Menuju Smart City 2031. Kota Magelang terpilih mengikuti \
                    Gerakan Menuju Smart City 2031. Bupati berkunjung ke Kabupaten Klaten dan Kota Magelang.";
        let list = |facts: &[(&str, &str)]| answers(&lesson(text, facts, &[]), Decision::List);
        assert!(list(&MEMBERS).is_empty(), "both are told by words of choosing");
        assert_eq!(list(&[]), [false]);
        let missed = [("signing", "Kabupaten Klaten"), ("signing", "Kota Magelang")];
        assert_eq!(list(&missed), [true], "nothing tells that they signed");
    }

    #[test]
    fn words_of_choosing_speak_of_members() {
        let text = "Kabupaten Klaten terpilih dalam Gerakan Menuju Smart City 2031.";
        let subject = |facts: &[(&str, &str)]| answers(&lesson(text, facts, &[]), Decision::Subject);
        assert_eq!(subject(&MEMBERS), [true]);
        assert_eq!(subject(&[]), [false]);
        assert!(subject(&[("signing", "Kabupaten Klaten")]).is_empty(), "who signs need not be called a member");
        assert_eq!(answers(&lesson(text, &MEMBERS, &[]), Decision::Confidence), [true]);
        assert_eq!(answers(&lesson(text, &[], &[]), Decision::Confidence), [false]);
        assert_eq!(lesson(text, &[], &["Kabupaten Klaten"]).open[&Decision::Confidence], 1);
    }

    #[test]
    fn where_single_facts_are_settled_nothing_is_learned_of_others() {
        let engine = Engine::builtin().unwrap();
        let lesson = |facts: &str, rejected: &str| {
            let gold = format!(r#"{{"id": "a", "facts": [{facts}], "rejected": [{rejected}]}}"#);
            let annotations = Annotations::read("gold", &gold, &engine.gazetteer().regions, |_| None).unwrap();
            Lesson::of(&annotations.articles()[0], &engine.explain(&Article::new(TEXT)), TEXT)
        };
        let fact = |region: &str, year: i16, programme: &str| {
            format!(
                r#"{{"type": "membership", "region": "{region}", "cohort_year": {year}, "programme_id": "{programme}"}}"#
            )
        };
        let movement = "gerakan-menuju-smart-city";
        let (klaten, pati) = (fact("33.10", 2031, movement), fact("Kabupaten Pati", 2031, movement));
        let judged = lesson(&klaten, &pati);
        assert_eq!(
            (answers(&judged, Decision::Confidence), judged.open[&Decision::Confidence]),
            (vec![true, false], 1)
        );
        assert_eq!((answers(&judged, Decision::List), judged.open[&Decision::List]), (vec![], 1));
        assert_eq!(judged.events, [(movement.to_owned(), "2031".to_owned())]);
        // A fact of another programme or year is another fact; one that is right stays right.
        let others = [fact("33.10", 2030, movement), fact("33.10", 2031, "kota-kreatif")].join(", ");
        assert!(answers(&lesson("", &others), Decision::Confidence).is_empty());
        assert_eq!(answers(&lesson(&klaten, &klaten), Decision::Confidence), [true]);
    }

    #[test]
    fn an_event_is_a_programme_with_a_day_or_a_cohort() {
        let lesson = lesson(TEXT, &[("signing", "Kabupaten Klaten"), ("membership", "Kota Magelang")], &[]);
        let named = |when: &str| ("gerakan menuju smart city".to_owned(), when.to_owned());
        assert_eq!(lesson.events, [named("2031"), named("2031-05-20")]);
    }
}
