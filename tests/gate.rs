//! An article that is passed over by a look at its words holds nothing of what was asked for: on the texts of the corpus as they
//! are, damaged in every way that the eye overlooks, cut to a few of their sentences, and under lists and rules of users.

use crate::corpus::case;
use petik::gazetteer::Files;
use petik::source::{Inputs, Options};
use petik::{Article, Engine, Only};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

pub static BUILTIN: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());
pub static TEXTS: LazyLock<Vec<String>> = LazyLock::new(texts);

/// All texts of the corpus: articles and cases.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let articles = Inputs::new([root.join("corpus/articles")], Options::default()).map(|article| article.unwrap());
    let cases = case::read_all(root).0.into_iter().map(|block| block.text);
    articles.map(|article| article.text.into_owned()).chain(cases).collect()
}

/// Fails where an article is passed over that holds something; says what it holds.
fn holds(engine: &Engine, text: &str) -> (bool, bool) {
    let article = Article::new(text.to_owned());
    let record = engine.extract(&article);
    let [facts, programme] = [Only::Facts, Only::Programme].map(|only| {
        let is_in = only.is_in(&record);
        assert!(!is_in || engine.may_hold(text, only), "passed over for want of {only:?}: {text:?}");
        assert_eq!(engine.extract_only(&article, only), is_in.then(|| record.clone()));
        is_in
    });
    (facts, programme)
}

#[test]
fn nothing_of_the_corpus_is_lost() {
    let held: Vec<_> = TEXTS.iter().map(|text| holds(&BUILTIN, text)).collect();
    assert!(held.iter().filter(|held| held.0).count() > 200, "{}", held.len());
    // And what tells most articles apart: ordinary news is passed over.
    for text in [
        "Hujan turun di Kabupaten Batang, kata warga. Wali Kota Tegal meninjau lokasi, Selasa (8/5/2018).",
        "Program itu berjalan baik di 50 kabupaten/kota. Pemerintah daerah memberikan bantuan.",
        "Polisi menilai pelaku bersalah. Nilai kerugian mencapai Rp2 miliar.",
    ] {
        assert!(!BUILTIN.may_hold(text, Only::Facts) && !BUILTIN.may_hold(text, Only::Programme), "{text}");
        assert!(BUILTIN.may_hold(text, Only::All));
    }
}

/// Changes that a reader of the text would not notice, or hardly.
fn damaged(text: &str, how: u8, at: &[prop::sample::Index]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.is_empty() {
        return String::new();
    }
    let in_words = |insert: char| {
        let mut letters: Vec<char> = text.chars().collect();
        at.iter().for_each(|at| letters.insert(at.index(letters.len()), insert));
        letters.into_iter().collect()
    };
    let with = |change: &dyn Fn(char) -> String| text.chars().map(change).collect();
    match how % 12 {
        0 => in_words('\u{ad}'),
        1 => in_words('\u{200b}'),
        2 => text.to_uppercase(),
        3 => text.to_lowercase(),
        4 => with(&|c| if c == ' ' { "\n".into() } else { c.into() }),
        5 => with(&|c| if c == ' ' { "\u{a0} ".into() } else { c.into() }),
        6 => with(&|c| {
            if c.is_ascii_alphanumeric() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c).into() } else { c.into() }
        }),
        7 => in_words('-'),
        8 => in_words('\''),
        9 => at.iter().fold(text.to_owned(), |text, at| {
            let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            let Some(blank) = blanks.get(at.index(blanks.len().max(1))) else { return text };
            format!("{}\n\n{}", &text[..*blank], &text[blank + 1..])
        }),
        10 => {
            for at in at.iter().take(letters.len()) {
                letters.remove(at.index(letters.len()));
            }
            letters.into_iter().collect()
        }
        _ => text
            .split_inclusive(['.', '\n'])
            .enumerate()
            .filter(|(n, _)| at.iter().any(|at| at.index(7) == n % 7))
            .map(|(_, part)| part)
            .collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_by_damage(
        text in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        how in prop::collection::vec(any::<u8>(), 1..3),
        at in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
    ) {
        let mut text = TEXTS[text.index(TEXTS.len())].clone();
        for how in how {
            text = damaged(&text, how, &at);
        }
        holds(&BUILTIN, &text);
        holds(&BUILTIN, &format!("{}\n\n{text}", TEXTS[other.index(TEXTS.len())].lines().next().unwrap_or_default()));
    }
}

#[test]
fn users_rules_move_the_gate() {
    let with = |file: &str, rows: &str| {
        let mut files = Files::builtin();
        files.lay_over(file, rows);
        Engine::with(files).unwrap()
    };
    let told = |engine: &Engine, text: &str| {
        assert!(!BUILTIN.may_hold(text, Only::Facts), "{text}");
        assert!(holds(engine, text).0, "{text}");
    };
    let own = with("programmes.csv", "id,name,aliases\nsungai,100 Sungai Jernih,Sungai-sungai Jernih|SuJer\n");
    told(&own, "Kota Tegal terpilih dalam 100 Sungai Jernih 2024.");
    told(&own, "Kota Tegal terpilih dalam Sungai-sungai\nJernih 2024.");
    told(&own, "Kota Tegal terpilih dalam SuJer 2024.");
    assert!(!own.may_hold("Kota Tegal terpilih, bukan sujer.", Only::Facts));
    let own = with("words/signing_verbs.csv", "form,value\nmenyegel,active\n");
    told(&own, "Bupati Batang menyegel nota kesepakatan di Jakarta.");
    let rule = "[[rule]]\nname = \"a pen\"\npattern = \"menggoreskan pena\"\nvalue = \"active\"\n\
                hits = [\"Bupati Batang [menggoreskan pena] pada MoU. = mou\"]\nmisses = [\"Pena itu hilang.\"]\n";
    told(&with("rules/signings.toml", rule), "Bupati Batang menggoreskan pena pada nota kesepakatan di Jakarta.");
    // A table that asks for nothing that words tell beforehand leaves the gate open.
    let table = "what = \"A region was seen.\"\nexamples = [\"region\"]\nrequired = [\"region\"]\n\n[roles]\nstatus = \"act\"\nregion = \"subject\"\n\n\
                 [[trigger]]\nname = \"seen\"\npattern = \"<region> <word> dilihat\"\nvalue = \"before\"\n\
                 hits = [\"[Kota Tegal kemarin dilihat]. = 33.76\"]\nmisses = [\"Kota Tegal kemarin.\"]\n";
    let mut files = Files::builtin();
    files.lay_over("facts/seen.toml", table);
    told(&Engine::with(files).unwrap(), "Kota Tegal kemarin dilihat.");
}
