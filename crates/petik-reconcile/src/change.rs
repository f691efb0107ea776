//! What differs between two answers: rows, their claims, and what was read. For `petik diff`.

use crate::reconciliation::{ArticleRef, Claim, Decided, Difference, InputFile, Listed, Provenance, Row};
use petik_core::record::schema_of;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

/// Version of the lines of `petik diff --to jsonl`.
pub const CHANGE_SCHEMA: &str = "petik/reconciliation-change/1";

/// The JSON Schema of a change, as `petik diff --to jsonl` writes it.
pub fn change_schema() -> serde_json::Value {
    schema_of::<Change>("urn:petik:change:1", "petik change between reconciliations", CHANGE_SCHEMA)
}

/// Claims that are named behind the change of a row.
const BEHIND: usize = 20;
/// Numbers that are nearer than this are one number.
const ROUNDING: f64 = 0.005;

/// One thing that is not as it was.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// [`CHANGE_SCHEMA`].
    pub schema: &'static str,
    /// What it is about.
    pub subject: Subject,
    /// What came of it.
    pub change: Turn,
    /// Id of the row, of the claim's row too; as it is now, else as it was. `null` for inputs.
    pub row: Option<String>,
    /// Id of the claim.
    pub claim: Option<String>,
    /// Name of the region, or path of the file.
    pub name: String,
    /// What is not as it was: all that is known of what was added, all that was known of what is gone.
    pub fields: Vec<FieldChange>,
    /// The claims behind it, at most twenty: the claim itself; for a row those that changed, else the row's.
    pub behind: Vec<Behind>,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// What was read.
    Input,
    /// A row.
    Row,
    /// A claim of a row.
    Claim,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// Was not there before.
    Added,
    /// Is no longer there.
    Gone,
    /// Is another.
    Changed,
}

/// A value before and after; `null` where there is none.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FieldChange {
    /// Name of the field.
    pub what: &'static str,
    /// As it was.
    pub before: Value,
    /// As it is.
    pub after: Value,
}

/// What a change rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Behind {
    /// Id of the claim.
    pub claim: String,
    /// The rule that made its fact.
    pub by: String,
    /// Id of the article.
    pub article: String,
    /// Address of the article, as its source gave it.
    pub url: Option<String>,
}

type Fields = Vec<(&'static str, Value)>;

/// What differs between a row before and after: first the row itself, then its claims by id. `None` where there was or is
/// no such row; the two may differ in their year.
pub fn row_changes(before: Option<&Row>, after: Option<&Row>) -> Vec<Change> {
    let claims = claim_changes(before, after);
    let fields = compared(before.map(row_fields), after.map(row_fields));
    let Some(row) = after.or(before).filter(|_| !fields.is_empty()) else { return claims };
    let mut behind: Vec<Behind> = claims.iter().flat_map(|change| change.behind.iter().cloned()).take(BEHIND).collect();
    if behind.is_empty() {
        behind = row.claims.iter().take(BEHIND).map(Behind::of).collect();
    }
    let change = Change { fields, behind, ..Change::of(Subject::Row, turn(before, after), row) };
    std::iter::once(change).chain(claims).collect()
}

/// Those of the row as it is, in its order, then those that are gone.
fn claim_changes(before: Option<&Row>, after: Option<&Row>) -> Vec<Change> {
    let (old, new) = (claims(before), claims(after));
    let find = |claims: &[&'_ Claim], id: &str| claims.binary_search_by(|claim| claim.id.as_str().cmp(id)).ok();
    let (old_by_id, new_by_id) = (by_id(old), by_id(new));
    let kept = new.iter().map(|claim| (find(&old_by_id, &claim.id).map(|at| old_by_id[at]), Some(claim)));
    let gone = old.iter().filter(|claim| find(&new_by_id, &claim.id).is_none()).map(|claim| (Some(claim), None));
    kept.chain(gone).filter_map(|(old, new)| claim_change(after.or(before)?, old, new)).collect()
}

fn claims(row: Option<&Row>) -> &[Claim] {
    row.map_or(&[], |row| &row.claims)
}

fn by_id(claims: &[Claim]) -> Vec<&Claim> {
    let mut claims: Vec<&Claim> = claims.iter().collect();
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    claims
}

fn claim_change(row: &Row, before: Option<&Claim>, after: Option<&Claim>) -> Option<Change> {
    let fields = compared(before.map(claim_fields), after.map(claim_fields));
    let claim = after.or(before).filter(|_| !fields.is_empty())?;
    let of = Change::of(Subject::Claim, turn(before, after), row);
    Some(Change { claim: Some(claim.id.clone()), fields, behind: vec![Behind::of(claim)], ..of })
}

/// What differs between what was read: version and figures first, then files.
pub fn input_changes(before: &Provenance, after: &Provenance) -> Vec<Change> {
    let fields = compared(Some(input_fields(before)), Some(input_fields(after)));
    let run = Change { name: "petik".into(), fields, ..Change::of(Subject::Input, Turn::Changed, &Row::default()) };
    let mut changes: Vec<Change> = Some(run).filter(|change| !change.fields.is_empty()).into_iter().collect();
    changes.extend(file_changes("records", &before.records, &after.records));
    changes.extend(file_changes("list", &before.list, &after.list));
    changes.extend(file_changes("decisions", before.decisions.as_slice(), after.decisions.as_slice()));
    changes
}

fn file_changes(what: &'static str, before: &[InputFile], after: &[InputFile]) -> Vec<Change> {
    let find = |files: &[InputFile], path: &str| files.iter().find(|file| file.path == path).cloned();
    let kept = after.iter().map(|file| (find(before, &file.path), Some(file.clone())));
    let gone = before.iter().filter(|file| find(after, &file.path).is_none()).map(|file| (Some(file.clone()), None));
    let change = |(before, after): (Option<InputFile>, Option<InputFile>)| {
        let digest = |file: &InputFile| vec![(what, json!(file.sha256))];
        let fields = compared(before.as_ref().map(digest), after.as_ref().map(digest));
        let turn = turn(before.as_ref(), after.as_ref());
        let file = after.or(before).filter(|_| !fields.is_empty())?;
        Some(Change { name: file.path, fields, ..Change::of(Subject::Input, turn, &Row::default()) })
    };
    kept.chain(gone).filter_map(change).collect()
}

impl Change {
    /// A change without its fields.
    fn of(subject: Subject, change: Turn, row: &Row) -> Self {
        Change {
            schema: CHANGE_SCHEMA,
            subject,
            change,
            row: Some(row.id.clone()).filter(|_| subject != Subject::Input),
            claim: None,
            name: row.region.name.clone(),
            fields: Vec::new(),
            behind: Vec::new(),
        }
    }
}

impl Behind {
    fn of(claim: &Claim) -> Self {
        let ArticleRef { id, url, .. } = &claim.article;
        Behind { claim: claim.id.clone(), by: claim.by.clone(), article: id.clone(), url: url.clone() }
    }
}

fn turn<T>(before: Option<T>, after: Option<T>) -> Turn {
    match (before, after) {
        (None, _) => Turn::Added,
        (_, None) => Turn::Gone,
        _ => Turn::Changed,
    }
}

/// The fields that differ; what is not there at all has `null` in each.
fn compared(before: Option<Fields>, after: Option<Fields>) -> Vec<FieldChange> {
    let nothing = |like: &Fields| like.iter().map(|(what, _)| (*what, Value::Null)).collect();
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        (Some(before), None) => (before.clone(), nothing(&before)),
        (None, Some(after)) => (nothing(&after), after),
        (None, None) => return Vec::new(),
    };
    let pairs = before.into_iter().zip(after);
    let differ = pairs.filter(|((_, before), (_, after))| !is_same(before, after));
    differ.map(|((what, before), (_, after))| FieldChange { what, before, after }).collect()
}

fn is_same(before: &Value, after: &Value) -> bool {
    match (before.as_f64(), after.as_f64()) {
        (Some(before), Some(after)) => (before - after).abs() < ROUNDING,
        _ => before == after,
    }
}

/// Where a member stands in its file is left out: one row more at its top would change them all. So are the reasons, which say
/// in words what the other fields say.
fn row_fields(row: &Row) -> Fields {
    let listed = row.listed.as_ref();
    let of_list = |value: fn(&Listed) -> Value| listed.map_or(Value::Null, value);
    vec![
        ("status", json!(row.status)),
        ("programme", json!(row.programme)),
        ("cohort_year", json!(row.cohort_year)),
        ("region_code", json!(row.region.code)),
        ("region_name", json!(row.region.name)),
        ("listed", json!(listed.is_some())),
        ("list_name", of_list(|listed| json!(listed.name))),
        ("list_code", of_list(|listed| json!(listed.code))),
        ("list_note", of_list(|listed| json!(listed.note))),
        ("list_doubted", of_list(|listed| json!(listed.doubted))),
        ("list_signed", of_list(|listed| json!(listed.signed))),
        ("differences", several(row.differences.iter().map(difference))),
        ("sources", json!(row.sources)),
        ("near", several(row.near.iter().cloned())),
        ("decision", decision(row.decision.as_ref())),
    ]
}

fn claim_fields(claim: &Claim) -> Fields {
    vec![
        ("stance", json!(claim.stance)),
        ("type", json!(claim.kind)),
        ("status", json!(claim.status)),
        ("cohort_year", json!(claim.cohort_year)),
        ("date", json!(claim.date)),
        ("code", json!(claim.code)),
        ("name", json!(claim.name)),
        ("speaker", json!(claim.speaker)),
        ("quotes", several(claim.quotes.iter().map(|quote| quote.quote.clone()))),
        ("by", json!(claim.by)),
        ("confidence", json!(claim.confidence)),
        ("decision", decision(claim.decision.as_ref())),
    ]
}

fn input_fields(inputs: &Provenance) -> Fields {
    vec![
        ("version", json!(inputs.version)),
        ("lists_sha256", json!(inputs.lists_sha256)),
        ("cluster_threshold", json!(inputs.cluster_threshold)),
        ("articles", json!(inputs.articles)),
        ("facts", json!(inputs.facts)),
        ("facts_elsewhere", json!(inputs.facts_elsewhere)),
        ("failed", json!(inputs.failed)),
    ]
}

fn several(items: impl Iterator<Item = String>) -> Value {
    let items: Vec<String> = items.collect();
    if items.is_empty() { Value::Null } else { json!(items) }
}

/// `spelling: list "a", gazetteer "b"`
pub(super) fn difference(difference: &Difference) -> String {
    let Difference { what, list, other, side } = difference;
    format!("{what}: list \"{list}\", {side} \"{other}\"")
}

fn decision(decided: Option<&Decided>) -> Value {
    decided.map_or(Value::Null, |decided| json!(decided))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconciliation::{Quote, Region};
    use crate::words::{Stance, Status};

    fn claim(id: &str, stance: Stance) -> Claim {
        let article = ArticleRef { id: format!("a-{id}"), url: Some("https://a/b".into()), ..ArticleRef::default() };
        let quotes = vec![Quote { quote: "words".into(), ..Quote::default() }];
        Claim { id: id.into(), stance, article, quotes, by: "rule".into(), confidence: 0.9, ..Claim::default() }
    }

    fn row(status: Status, claims: Vec<Claim>) -> Row {
        let region = Region { name: "R".into(), ..Region::default() };
        Row { id: "p/2018/1".into(), status, region, claims, ..Row::default() }
    }

    fn told(changes: &[Change]) -> Vec<(Subject, Turn, Vec<&str>, Vec<&str>)> {
        let told = |change: &'_ Change| {
            let fields = change.fields.iter().map(|field| field.what).collect();
            (change.subject, change.change, fields)
        };
        changes
            .iter()
            .map(|change| {
                let (subject, turn, fields) = told(change);
                (subject, turn, fields, change.behind.iter().map(|behind| behind.claim.as_str()).collect())
            })
            .collect()
    }

    #[test]
    fn a_row_is_changed_by_the_claims_that_changed() {
        let before = row(Status::Confirmed, vec![claim("a", Stance::Supports), claim("b", Stance::Supports)]);
        let after = row(Status::Disputed, vec![claim("c", Stance::Denies), claim("a", Stance::Supports)]);
        let changes = row_changes(Some(&before), Some(&after));
        let all: Vec<&str> = ["stance", "type", "status", "quotes", "by", "confidence"].into();
        assert_eq!(
            told(&changes),
            [
                (Subject::Row, Turn::Changed, vec!["status"], vec!["c", "b"]),
                (Subject::Claim, Turn::Added, all.clone(), vec!["c"]),
                (Subject::Claim, Turn::Gone, all, vec!["b"]),
            ]
        );
        assert_eq!(
            (&changes[0].fields[0].before, &changes[0].fields[0].after),
            (&json!("confirmed"), &json!("disputed"))
        );
        assert_eq!(changes[1].behind[0].url.as_deref(), Some("https://a/b"));
    }

    #[test]
    fn a_row_that_the_list_changed_names_its_claims() {
        let before = row(Status::NotInList, vec![claim("a", Stance::Supports)]);
        let after = Row { listed: Some(Listed::default()), status: Status::SingleSource, ..before.clone() };
        let changes = row_changes(Some(&before), Some(&after));
        assert_eq!(
            told(&changes),
            [(Subject::Row, Turn::Changed, vec!["status", "listed", "list_doubted"], vec!["a"])]
        );
    }

    #[test]
    fn nothing_new_is_no_change() {
        let before = row(Status::Confirmed, vec![claim("a", Stance::Supports)]);
        let mut after = before.clone();
        after.reasons = vec!["in other words".into()];
        after.claims[0].confidence = 0.904;
        after.claims[0].quotes[0].start = 7;
        assert_eq!(row_changes(Some(&before), Some(&after)), []);
        after.claims[0].confidence = 0.91;
        assert_eq!(told(&row_changes(Some(&before), Some(&after))).len(), 1);
        assert_eq!(row_changes(None, None), []);
    }

    #[test]
    fn inputs_are_compared_by_path() {
        let file = |path: &str, sha256: &str| InputFile { path: path.into(), sha256: sha256.into(), title: None };
        let before =
            Provenance { version: "1".into(), list: vec![file("a", "1"), file("b", "1")], ..Provenance::default() };
        let after = Provenance {
            version: "2".into(),
            list: vec![file("a", "2")],
            decisions: Some(file("d", "1")),
            ..Provenance::default()
        };
        let changes = input_changes(&before, &after);
        let told: Vec<_> = changes.iter().map(|c| (c.name.as_str(), c.change, c.fields[0].what, &c.row)).collect();
        assert_eq!(
            told,
            [
                ("petik", Turn::Changed, "version", &None),
                ("a", Turn::Changed, "list", &None),
                ("b", Turn::Gone, "list", &None),
                ("d", Turn::Added, "decisions", &None),
            ]
        );
        assert_eq!(input_changes(&after, &after), []);
    }
}
