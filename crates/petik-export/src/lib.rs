//! Records for tools that annotate and for those that learn: Label Studio, brat, CoNLL-2003, spaCy. What people made of them in the
//! first two comes back as annotations that `petik score` reads ([`label_studio::gold`], [`brat::gold`]). All four count offsets in code
//! points, as records do. Label Studio, brat and the span groups of spaCy keep mentions that overlap; CoNLL and the entities of spaCy
//! cannot, and of those that overlap the longest is kept, and how many were not is told.
//!
//! ```
//! use petik_core::{Article, Engine};
//! use petik_export::conll;
//!
//! let engine = Engine::builtin()?;
//! let article = Article::new("Kota Tegal terpilih.");
//! let mut record = engine.extract(&article);
//! record.text = Some("Kota Tegal terpilih.".into());
//! let mut out = Vec::new();
//! assert_eq!(conll::write(&record, &mut out)?, 0);
//! assert!(String::from_utf8(out)?.contains("Kota -X- -X- B-region\nTegal -X- -X- I-region\nterpilih -X- -X- O\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod brat;
pub mod conll;
mod gold;
pub mod label_studio;
mod mark;
mod offsets;
pub mod spacy;
mod tokens;
mod values;

pub use gold::Imported;

use petik_core::record::{ArticleRecord, Mention, MentionType};

/// Every type of mention, with a colour for tools that show them.
const TYPES: [(MentionType, &str); 8] = [
    (MentionType::Region, "#cfe8d5"),
    (MentionType::Date, "#f9e2c0"),
    (MentionType::Count, "#f6d5dc"),
    (MentionType::Official, "#d6e0f5"),
    (MentionType::Organisation, "#e4dcf2"),
    (MentionType::Programme, "#f3ebb3"),
    (MentionType::Signing, "#d2ebee"),
    (MentionType::Document, "#e6e6e6"),
];

/// The text of a record, in code points, and none where the record does not hold it.
fn letters(record: &ArticleRecord<'_>) -> Option<Vec<char>> {
    record.text.as_deref().map(|text| text.chars().collect())
}

/// The words with a capital.
fn capital(mut words: String) -> String {
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// A name in the configuration of a tool: records may come from anybody, so nothing else than such letters gets in.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect()
}

/// Mentions of which no two overlap: where they do, the longest, and of equally long ones the first. How many are not among them,
/// besides.
fn apart<'r, 'a>(record: &'r ArticleRecord<'a>) -> (Vec<&'r Mention<'a>>, usize) {
    let mut longest: Vec<&Mention<'_>> = record.mentions.iter().collect();
    longest.sort_by_key(|mention| (std::cmp::Reverse(mention.end - mention.start), mention.start));
    let mut taken: Vec<&Mention<'_>> = Vec::new();
    for mention in longest {
        let at = taken.partition_point(|other| other.start < mention.start);
        let is_free =
            |other: Option<&&Mention<'_>>| other.is_none_or(|o| o.end <= mention.start || mention.end <= o.start);
        if mention.start < mention.end
            && is_free(taken.get(at))
            && is_free(at.checked_sub(1).and_then(|at| taken.get(at)))
        {
            taken.insert(at, mention);
        }
    }
    let left = record.mentions.len() - taken.len();
    (taken, left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use petik_core::{Article, Engine};
    use std::sync::LazyLock;

    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());

    const TEXT: &str = "\u{1F600} Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).\n\
        \u{1D510}  Kota Tegal dan Kota\nSolok hadir.";

    fn with_record(text: &str, check: impl FnOnce(&ArticleRecord<'_>)) {
        let article = Article::new(text);
        let mut record = ENGINE.extract(&article);
        record.text = Some(text.into());
        check(&record);
    }

    fn part(text: &str, start: u64, end: u64) -> String {
        text.chars().skip(start as usize).take((end - start) as usize).collect()
    }

    #[test]
    fn label_studio_has_every_mention_where_it_stands() {
        with_record(TEXT, |record| {
            let task = label_studio::task(record).unwrap();
            let results = task["predictions"][0]["result"].as_array().unwrap();
            let labels: Vec<_> = results.iter().filter(|one| one["type"] == "labels").collect();
            assert_eq!(labels.len(), record.mentions.len() + record.facts.len());
            for label in &labels {
                let value = &label["value"];
                let words = part(TEXT, value["start"].as_u64().unwrap(), value["end"].as_u64().unwrap());
                assert_eq!(value["text"], words);
            }
            let values: Vec<_> =
                results.iter().filter(|one| one["type"] == "textarea").map(|one| &one["value"]["text"][0]).collect();
            assert!(values.iter().any(|value| *value == "33.25"), "{values:?}");
            // Its region is that of the mention at the same place.
            let signing = labels.iter().find(|one| one["value"]["labels"][0] == "fact_signing").unwrap();
            assert_eq!(signing["value"]["text"], "Batang");
            assert!(values.iter().any(|value| value.as_str().unwrap().starts_with("date=2018-05-08; ")), "{values:?}");
        });
        assert!(
            TYPES
                .iter()
                .all(|(kind, _)| label_studio::config(["signing"]).contains(&format!("value=\"{}\"", kind.as_str())))
        );
    }

    #[test]
    fn brat_has_every_mention_in_pieces_of_lines() {
        with_record(TEXT, |record| {
            // A mention over the end of a line.
            let mut record = record.clone();
            let last = record.mentions.last_mut().unwrap();
            let kota = TEXT[..TEXT.find("Kota\nSolok").unwrap()].chars().count();
            (last.start, last.end) = (kota, kota + 10);
            let written = brat::annotations(&record).unwrap();
            let entities: Vec<&str> = written.lines().filter(|line| line.starts_with('T')).collect();
            assert_eq!(entities.len(), record.mentions.len() + record.facts.len());
            for line in entities {
                let fields: Vec<&str> = line.split('\t').collect();
                let (_, places) = fields[1].split_once(' ').unwrap();
                let pieces = places.split(';').map(|place| {
                    let (start, end) = place.split_once(' ').unwrap();
                    part(TEXT, start.parse().unwrap(), end.parse().unwrap())
                });
                assert_eq!(pieces.collect::<Vec<_>>().join(" "), fields[2]);
            }
            assert!(written.contains("\tRegion ") && written.contains("Kota Solok\n"), "{written}");
            assert!(
                written.contains("\tAnnotatorNotes T2\t33.25\n") && written.contains("\tFact_signing "),
                "{written}"
            );
        });
    }

    /// A fault is told, and nothing breaks off.
    #[test]
    fn annotations_that_break_off_anywhere_are_read() {
        with_record(TEXT, |record| {
            let gazetteer = ENGINE.gazetteer();
            let ann = brat::annotations(record).unwrap();
            for (end, _) in ann.char_indices() {
                let imported = brat::gold("a.ann", "a", TEXT, &ann[..end], gazetteer);
                assert_eq!(imported.gold.is_none(), !imported.faults.is_empty(), "{imported:?}");
            }
            let mut task = label_studio::task(record).unwrap();
            task["annotations"] = task["predictions"].take();
            task["data"]["id"] = "a".into();
            let json = serde_json::json!([task]).to_string();
            let whole = label_studio::gold("a.json", &json, gazetteer).unwrap();
            assert_eq!(whole[0].gold, brat::gold("a.ann", "a", TEXT, &ann, gazetteer).gold);
            assert!(whole[0].gold.is_some(), "{whole:?}");
            for (end, _) in json.char_indices() {
                assert!(label_studio::gold("a.json", &json[..end], gazetteer).is_err());
            }
        });
    }

    #[test]
    fn conll_has_each_token_once_and_the_longest_mentions() {
        with_record(TEXT, |record| {
            let mut out = Vec::new();
            let left = conll::write(record, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            // The region in the official.
            assert_eq!(left, 1);
            assert!(
                out.contains("Bupati -X- -X- B-official\nBatang -X- -X- I-official\nWihaji -X- -X- I-official\n"),
                "{out}"
            );
            let tokens: String =
                out.lines().skip(1).filter_map(|line| line.split_once(' ')).map(|(token, _)| token).collect();
            assert_eq!(tokens, TEXT.split_whitespace().collect::<String>());
            let heads = out.lines().filter(|line| line.contains(" B-")).count();
            assert_eq!(heads, record.mentions.len() - left);
        });
    }

    #[test]
    fn spacy_gets_tokens_that_make_up_the_text() {
        for text in [TEXT, "", " ", "  a \n\n b", "Kota Tegal ", "\tKota  Tegal\u{a0}x"] {
            with_record(text, |record| {
                let (doc, _) = spacy::doc(record).unwrap();
                // As spaCy puts it together: a token, and a space where the next one does not follow at once.
                let places: Vec<(u64, u64)> = doc["tokens"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|token| (token["start"].as_u64().unwrap(), token["end"].as_u64().unwrap()))
                    .collect();
                let mut made = String::new();
                for (at, (start, end)) in places.iter().enumerate() {
                    made += &part(text, *start, *end);
                    let next = places.get(at + 1).map_or(text.chars().count() as u64, |next| next.0);
                    assert!(next - end <= 1, "{text:?} {places:?}");
                    if next > *end {
                        made.push(' ');
                    }
                }
                assert_eq!(made, text);
                let starts: Vec<u64> = places.iter().map(|place| place.0).collect();
                for span in doc["spans"]["petik"].as_array().unwrap() {
                    assert!(starts.contains(&span["start"].as_u64().unwrap()), "{span}");
                }
            });
        }
    }

    #[test]
    fn a_record_without_text_gives_nothing() {
        let article = Article::new("Kota Tegal");
        let record = ENGINE.extract(&article);
        assert!(
            label_studio::task(&record).is_none()
                && brat::annotations(&record).is_none()
                && spacy::doc(&record).is_none()
        );
        assert_eq!(conll::write(&record, Vec::new()).unwrap(), 0);
    }
}
