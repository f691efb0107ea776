//! What stewards decided about claims, as annotations of the articles that they stand in: an accepted claim is a fact that is right,
//! a rejected one is wrong, and nothing is said of any other. `petik fit` learns from them.

use crate::board::evidence_of_claim;
use crate::decisions::{Decision, Decisions};
use crate::placing::row_id;
use crate::press::{LineFault, Scope, read_each};
use crate::reconciliation::Claim;
use crate::words::{ClaimType, Verdict};
use petik_core::record::FactStatus;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};

/// The labels of articles, from records and the decisions about their claims.
#[derive(Debug, Default)]
pub struct Labels {
    articles: BTreeMap<(String, Option<String>), ArticleLabels>,
    /// Subjects of decisions that were met.
    met: BTreeSet<String>,
    counts: LabelCounts,
}

/// How many labels there are, and what became of decisions that make none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LabelCounts {
    /// Facts that are right.
    pub right: usize,
    /// Facts that are wrong, the corrected ones among them.
    pub wrong: usize,
    /// Claims whose words have changed since they were judged.
    pub stale: usize,
    /// Claims of what is not done, and those corrected to what is no day.
    pub left: usize,
    /// Decisions about what these records do not hold: rows of the list, names, claims of other articles.
    pub elsewhere: usize,
}

/// An article of which single facts are settled. As JSON it is an annotated article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ArticleLabels {
    /// Id of the article.
    pub id: String,
    /// What it tells.
    pub facts: Vec<Label>,
    /// What it does not tell.
    pub rejected: Vec<Label>,
}

/// A fact that is right or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Signing or membership.
    #[serde(rename = "type")]
    pub kind: ClaimType,
    /// Code of the region.
    pub region: String,
    /// Day of a signing; of a membership nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Year of the cohort.
    pub cohort_year: Option<i16>,
    /// Id of the programme.
    pub programme_id: String,
}

impl Labels {
    /// Reads records as [`Press::read`](crate::Press::read) does, and keeps what was decided about their claims. An accepted row says
    /// that its region is a member, so a membership that says the same is right, unless it was judged itself.
    ///
    /// # Errors
    ///
    /// Where the stream breaks off. What is wrong with a line is handed to `on_fault`.
    pub fn read(
        &mut self,
        name: &str,
        records: impl BufRead,
        scope: &Scope<'_>,
        decisions: &Decisions,
        on_fault: impl FnMut(LineFault),
    ) -> io::Result<()> {
        read_each(name, records, scope, 0, on_fault, |article, _| {
            for told in article.claims {
                self.take(&told.claim, scope.id(told.programme), decisions);
            }
        })
    }

    fn take(&mut self, claim: &Claim, programme: &str, decisions: &Decisions) {
        let Some(label) = Label::of(claim, programme) else { return };
        let row = row_id(programme, claim.cohort_year, &label.region);
        let of_row = || decisions.on(&row).filter(|decision| decision.verdict == Verdict::Accept);
        let by_row = || of_row().filter(|_| claim.kind == ClaimType::Membership);
        let Some(decision) = decisions.on(&claim.id).or_else(by_row) else { return };
        self.met.insert(decision.subject.clone());
        let is_stale = || decision.subject == claim.id && decision.beside(&evidence_of_claim(claim)).stale;
        if is_stale() {
            self.counts.stale += 1;
            return;
        }
        let right = label.corrected_by(decision);
        if claim.status != FactStatus::Done || !right.is_dated() {
            self.counts.left += 1;
            return;
        }
        let key = (claim.article.id.clone(), claim.article.url.clone());
        let article = self.articles.entry(key).or_default();
        article.id.clone_from(&claim.article.id);
        // A membership that was corrected in its day only is as right as it was.
        let is_wrong = right != label || decision.verdict == Verdict::Reject;
        if is_wrong && label.is_dated() {
            self.counts.wrong += article.add(|article| &mut article.rejected, label);
        }
        if decision.verdict != Verdict::Reject {
            self.counts.right += article.add(|article| &mut article.facts, right);
        }
    }

    /// Ends the reading: the articles by their ids, and what is counted of them.
    pub fn finish(self, decisions: &Decisions) -> (Vec<ArticleLabels>, LabelCounts) {
        let elsewhere = decisions.subjects().filter(|subject| !self.met.contains(*subject)).count();
        (self.articles.into_values().collect(), LabelCounts { elsewhere, ..self.counts })
    }
}

impl ArticleLabels {
    /// Adds a label that is not there yet, and gives how many were added.
    fn add(&mut self, place: impl Fn(&mut Self) -> &mut Vec<Label>, label: Label) -> usize {
        let labels = place(self);
        if labels.contains(&label) {
            return 0;
        }
        labels.push(label);
        1
    }
}

impl Label {
    /// The fact of a claim; `None` where it is none, as of a bare name.
    fn of(claim: &Claim, programme: &str) -> Option<Self> {
        if claim.kind == ClaimType::Mention {
            return None;
        }
        Some(Label {
            kind: claim.kind,
            region: claim.code.clone()?,
            date: claim.date.clone().filter(|_| claim.kind == ClaimType::Signing),
            cohort_year: claim.cohort_year,
            programme_id: programme.to_owned(),
        })
    }

    /// The fact that a steward says is meant.
    fn corrected_by(&self, decision: &Decision) -> Self {
        let mut right = self.clone();
        if let Some(region) = &decision.region {
            right.region.clone_from(region);
        }
        right.cohort_year = decision.cohort_year.or(self.cohort_year);
        if self.kind == ClaimType::Signing {
            right.date = decision.date.clone().or_else(|| self.date.clone());
        }
        right
    }

    /// Whether its day, if it has one, is a day, or two as the ends of a time: annotations know no months.
    fn is_dated(&self) -> bool {
        const DAY: usize = "2018-05-08".len();
        self.date.as_deref().is_none_or(|date| date.split('/').all(|day| day.len() == DAY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use petik_core::{Article, Engine};
    use serde_json::{Value, json};

    const TEXT: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018). Tahun 2018 terpilih \
                        100 kabupaten/kota, di antaranya Kabupaten Pati, Kota Tegal, dan Kabupaten Kudus.";
    const PROGRAMME: &str = "gerakan-menuju-smart-city";

    /// The claims of the article, by kind and region, each with its id and digest.
    fn claims(scope: &Scope<'_>, record: &str) -> BTreeMap<(&'static str, String), Claim> {
        let mut claims = BTreeMap::new();
        let read = read_each(
            "r",
            record.as_bytes(),
            scope,
            1,
            |fault| panic!("{fault}"),
            |article, _| {
                claims.extend(article.claims.into_iter().map(|told| {
                    let claim = Claim { evidence: evidence_of_claim(&told.claim), ..told.claim };
                    ((claim.kind.as_str(), claim.code.clone().unwrap()), claim)
                }));
            },
        );
        read.unwrap();
        claims
    }

    #[test]
    fn verdicts_are_labels() {
        let engine = Engine::builtin().unwrap();
        let article = Article { id: Some("a".into()), ..Article::new(TEXT) };
        let record = serde_json::to_string(&engine.extract(&article)).unwrap();
        let scope = Scope::all(&engine);
        let claims = claims(&scope, &record);
        let of = |kind: ClaimType, code: &str| &claims[&(kind.as_str(), code.to_owned())];
        let (pati, tegal) = (of(ClaimType::Membership, "33.18"), of(ClaimType::Membership, "33.76"));
        let (kudus, batang) = (of(ClaimType::Membership, "33.19"), of(ClaimType::Signing, "33.25"));
        let labelled = |decisions: &[Value]| {
            let lines: Vec<String> = decisions.iter().map(Value::to_string).collect();
            let decisions = Decisions::read(&lines.join("\n"), |line, fault| panic!("{line}: {fault:?}"));
            let mut labels = Labels::default();
            labels.read("r", record.as_bytes(), &scope, &decisions, |fault| panic!("{fault}")).unwrap();
            let (articles, counts) = labels.finish(&decisions);
            (serde_json::to_value(articles).unwrap(), counts)
        };
        let member = |code: &str, year: i16| json!({"type": "membership", "region": code, "cohort_year": year, "programme_id": PROGRAMME});
        let signed = |day: &str| json!({"type": "signing", "region": "33.25", "date": day, "cohort_year": 2018, "programme_id": PROGRAMME});
        let verdict = |id: &str, verdict: &str| json!({"subject": id, "verdict": verdict});

        let (articles, counts) = labelled(&[
            verdict(&pati.id, "accept"),
            json!({"subject": tegal.id, "verdict": "correct", "cohort_year": 2019, "evidence": tegal.evidence}),
            verdict(&kudus.id, "reject"),
            json!({"subject": batang.id, "verdict": "correct", "date": "2018-05-09"}),
            verdict("nothing", "reject"),
        ]);
        let facts = json!([signed("2018-05-09"), member("33.18", 2018), member("33.76", 2019)]);
        let rejected = json!([signed("2018-05-08"), member("33.19", 2018), member("33.76", 2018)]);
        assert_eq!(articles, json!([{"id": "a", "facts": facts, "rejected": rejected}]));
        assert_eq!(counts, LabelCounts { right: 3, wrong: 3, elsewhere: 1, ..LabelCounts::default() });

        // A row says that its region is a member, and nothing of the day on which it signed.
        let row = |code: &str| format!("{PROGRAMME}/2018/{code}");
        let rows =
            [verdict(&row("33.18"), "accept"), verdict(&row("33.76"), "reject"), verdict(&row("33.25"), "accept")];
        let (articles, counts) = labelled(&rows);
        assert_eq!(articles[0]["facts"], json!([member("33.25", 2018), member("33.18", 2018)]));
        assert!(articles[0]["rejected"].as_array().unwrap().is_empty() && counts.wrong == 0, "{articles}");
        let own = [&rows[..1], &[verdict(&pati.id, "reject")]].concat();
        assert_eq!(labelled(&own).0[0]["rejected"], json!([member("33.18", 2018)]), "what was judged itself counts");

        // Words that have changed, months, and what was taken back make no label.
        let (articles, counts) = labelled(&[
            json!({"subject": pati.id, "verdict": "accept", "evidence": "0"}),
            json!({"subject": batang.id, "verdict": "correct", "date": "2018-06"}),
            verdict(&tegal.id, "accept"),
            verdict(&tegal.id, "withdraw"),
        ]);
        assert_eq!((articles, counts), (json!([]), LabelCounts { stale: 1, left: 1, ..LabelCounts::default() }));
    }
}
