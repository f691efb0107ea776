//! Articles of which only those are wanted that hold something: most are left as early as it is sure that they do not.

use super::engine::Engine;
use super::gate::Gate;
use crate::Article;
use crate::fact::{Grounds, Mentions, Parts, Times};
use crate::mention::signing::SigningMention;
use crate::mention::{Rejections, Scene, programme};
use crate::record::{ArticleRecord, MentionType};
use crate::vocabulary;

vocabulary! {
    /// Which records are wanted.
    pub enum Only {
        /// Of all articles.
        All = "all",
        /// Of articles that name a programme.
        Programme = "programme",
        /// Of articles that hold a fact.
        Facts = "facts",
    }
}

impl Only {
    /// Whether `record` is wanted.
    pub fn is_in(self, record: &ArticleRecord<'_>) -> bool {
        match self {
            Only::All => true,
            Only::Programme => record.mentions.iter().any(|m| m.value.kind() == MentionType::Programme),
            Only::Facts => !record.facts.is_empty(),
        }
    }

    /// Whether the record of an article of which this is known may be wanted; `false` is certain.
    fn may_be_in(self, grounds: &Grounds<'_, '_, '_>) -> bool {
        match self {
            Only::All => true,
            Only::Programme => grounds.names_programme,
            Only::Facts => grounds.may_tell(),
        }
    }
}

impl Engine {
    /// Reads one article of which a record is wanted only where it holds what `only` says: the same record as
    /// [`extract`](Self::extract) gives, or `None`. Most articles that hold no fact cost little more than a look at their words.
    ///
    /// ```
    /// use petik_core::{Article, Engine, Only};
    ///
    /// let engine = Engine::builtin()?;
    /// let of = |text: &str| engine.extract_only(&Article::new(text.to_owned()), Only::Facts).is_some();
    /// assert!(of("Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City."));
    /// assert!(!of("Hujan turun di Kabupaten Batang."));
    /// # Ok::<(), petik_core::Error>(())
    /// ```
    pub fn extract_only<'a>(&'a self, article: &'a Article<'a>, only: Only) -> Option<ArticleRecord<'a>> {
        if only == Only::All {
            return Some(self.extract(article));
        }
        if !self.may_hold(&article.text, only) {
            return None;
        }
        let text = self.text(&article.text);
        let zones = self.zones(&text);
        let scene = self.scene(&text, &zones);
        let signings = self.signings(scene);
        let regions = self.regions_at_most(scene);
        let names_programme = programme::may_be_found(scene, &self.programmes);
        if !only.may_be_in(&self.grounds(scene, (names_programme, regions), &signings)) {
            return None;
        }
        let mut rejections = Rejections::new(false);
        let named = self.named(scene, signings, &mut rejections);
        let (parts, times) = (Parts::new(scene, &self.facts, &named), Times::default());
        if !only.may_be_in(&self.grounds_of(scene, &named, (&parts, &times))) {
            return None;
        }
        let told = self.told(article, scene, named, &mut rejections);
        if only == Only::Facts && told.facts.is_empty() {
            return None;
        }
        Some(self.record(article, scene, told, &mut rejections)).filter(|record| only.is_in(record))
    }

    /// Whether the article `text` may hold what `only` says, by a look at its words: `false` is certain.
    pub fn may_hold(&self, text: &str, only: Only) -> bool {
        self.admits(text, only, false)
    }

    /// The same of an article whose lines stand among `lines`, in any order and between others: those of a page that was not parsed.
    pub fn lines_may_hold(&self, lines: &str, only: Only) -> bool {
        self.admits(lines, only, true)
    }

    fn admits(&self, text: &str, only: Only, apart: bool) -> bool {
        only == Only::All || self.gate.get_or_init(|| Gate::new(self)).admits(self, text, only, apart)
    }

    /// How many regions a text names at most: “Kabupaten Sumbawa Barat (KSB)” introduces a second name.
    fn regions_at_most(&self, scene: Scene<'_, '_>) -> usize {
        let named = scene.text.phrases.iter().filter(|phrase| phrase.list == self.gazetteer.regions.list);
        named.map(|phrase| 1 + usize::from(scene.printed(phrase.end as usize) == "(")).sum()
    }

    /// What is known of a text before its facts are looked for.
    fn grounds<'g, 's, 'a>(
        &'g self,
        scene: Scene<'s, 'a>,
        (names_programme, regions): (bool, usize),
        signings: &'g [SigningMention<'a>],
    ) -> Grounds<'g, 's, 'a> {
        Grounds { scene, lists: &self.facts, tables: &self.tables, names_programme, regions, signings, case: None }
    }

    /// The same once it is known what is named and which `parts` regions play.
    fn grounds_of<'g, 'a>(
        &'a self,
        scene: Scene<'g, 'a>,
        named: &'g Mentions<'a>,
        parts: (&'g Parts, &'g Times),
    ) -> Grounds<'g, 'g, 'a> {
        let found = (!named.programmes.is_empty(), named.regions.len());
        let case = Some(self.case(scene, named, parts));
        Grounds { case, ..self.grounds(scene, found, &named.signings) }
    }
}
