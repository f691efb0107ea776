//! Dates against the rule file and the word lists: every example of every rule, then resolution case by case.

use super::*;
use crate::rule::{Cx, RuleSet, read_rules};
use crate::text::{Lexicon, LexiconBuilder, NumberKind, NumberWord, NumberWords, Text};
use std::collections::HashMap;

mod cases;
mod resolving;
mod rules;

const WORDS: [(&str, &str); 20] = [
    ("numbers", include_str!("../../../gazetteers/words/numbers.csv")),
    ("months", include_str!("../../../gazetteers/words/months.csv")),
    ("weekdays", include_str!("../../../gazetteers/words/weekdays.csv")),
    ("relative_days", include_str!("../../../gazetteers/words/relative_days.csv")),
    ("periods", include_str!("../../../gazetteers/words/periods.csv")),
    ("date_weekdays_short", include_str!("../../../gazetteers/words/date_weekdays_short.csv")),
    ("date_weeks", include_str!("../../../gazetteers/words/date_weeks.csv")),
    ("date_one_units", include_str!("../../../gazetteers/words/date_one_units.csv")),
    ("date_units", include_str!("../../../gazetteers/words/date_units.csv")),
    ("date_parts", include_str!("../../../gazetteers/words/date_parts.csv")),
    ("date_directions", include_str!("../../../gazetteers/words/date_directions.csv")),
    ("date_times", include_str!("../../../gazetteers/words/date_times.csv")),
    ("date_to", include_str!("../../../gazetteers/words/date_to.csv")),
    ("date_market_days", include_str!("../../../gazetteers/words/date_market_days.csv")),
    ("date_year_words", include_str!("../../../gazetteers/words/date_year_words.csv")),
    ("date_named_after", include_str!("../../../gazetteers/words/date_named_after.csv")),
    ("date_law_words", include_str!("../../../gazetteers/words/date_law_words.csv")),
    ("currencies", include_str!("../../../gazetteers/words/currencies.csv")),
    ("money_words", include_str!("../../../gazetteers/words/money_words.csv")),
    ("abbreviations", "form,value,note\ntgl,1,\nno,1,\njl,1,\n"),
];

/// Lists and rules, loaded once for a test.
pub(crate) struct World {
    pub lexicon: Lexicon,
    pub numbers: NumberWords,
    pub lists: DateLists,
    pub rules: RuleSet,
}

impl World {
    pub fn new() -> Self {
        let (mut builder, mut numbers, mut faults) = (LexiconBuilder::default(), NumberWords::default(), Vec::new());
        let mut rows: HashMap<&str, Vec<(String, String)>> = HashMap::new();
        for (name, source) in WORDS {
            let list = builder.list(name, false).unwrap();
            for (entry, row) in csv::Reader::from_reader(source.as_bytes()).records().enumerate() {
                let row = row.unwrap();
                builder.phrase(&row[0], list, entry as u32);
                if name == "numbers" {
                    let meaning =
                        NumberWord { kind: NumberKind::named(&row[1]).unwrap(), value: row[2].parse().unwrap() };
                    let word = builder.cut(&row[0])[0];
                    numbers.insert(word, meaning);
                } else {
                    rows.entry(name).or_default().push((row[1].to_owned(), row[2].to_owned()));
                }
            }
        }
        let rules = read_rules(
            "rules/dates.toml",
            include_str!("../../../gazetteers/rules/dates.toml"),
            &mut builder,
            &mut faults,
        );
        let lexicon = builder.build();
        let lists = DateLists::new(&lexicon, |name| rows.get(name).cloned().unwrap_or_default(), &mut faults);
        assert!(faults.is_empty(), "{faults:#?}");
        let rules = RuleSet::new(rules, &lexicon, &numbers);
        World { lexicon, numbers, lists, rules }
    }

    pub fn with<T>(&self, raw: &str, then: impl FnOnce(Cx<'_>, Vec<DateMention>) -> T) -> T {
        let text = Text::new(raw, &self.lexicon);
        let cx = Cx { text: &text, lexicon: &self.lexicon, numbers: &self.numbers };
        let found = find(cx, &self.rules, &self.lists, 0..text.tokens.len());
        then(cx, found)
    }

    /// `words=value; ...` of the dates in `raw`.
    pub fn found(&self, raw: &str) -> String {
        self.with(raw, |cx, found| {
            let show = |m: &DateMention| format!("{}={}", cx.text.words(m.first, m.end), m.value);
            found.iter().map(show).collect::<Vec<_>>().join("; ")
        })
    }

    /// The same after resolution, with alternatives in `{}`, what it was derived from, and doubts.
    pub fn resolved(&self, raw: &str, clues: &Clues) -> String {
        self.with(raw, |cx, mut found| {
            let doubts = resolve(&mut found, clues);
            let mut out = Vec::new();
            for (number, m) in found.iter().enumerate() {
                let mut line = format!(
                    "{}={}",
                    cx.text.words(m.first, m.end),
                    m.settled.map_or("?".to_owned(), |w| w.to_string())
                );
                if !m.alternatives.is_empty() {
                    let all: Vec<String> = m.alternatives.iter().map(When::to_string).collect();
                    line += &format!(" {{{}}}", all.join(", "));
                }
                if !m.derived.is_empty() {
                    line += &format!(" <{}>", m.derived.iter().map(|d| d.by).collect::<Vec<_>>().join("+"));
                }
                for doubt in doubts.iter().filter(|d| d.mention == number) {
                    line += &match doubt.kind {
                        DoubtKind::WeekdayMismatch => {
                            format!(" !W{}/W{}", doubt.stated.unwrap(), doubt.expected.unwrap())
                        }
                        DoubtKind::ImpossibleDate => " !impossible".to_owned(),
                    };
                }
                out.push(line);
            }
            out.join("; ")
        })
    }
}
