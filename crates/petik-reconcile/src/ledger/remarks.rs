//! What stated sizes say together: the same stage with two sizes, totals beside their parts, "24 others" beside 25, and the
//! list's own counts.

use super::ListCounts;
use crate::press::{Counted, Press, Scope};
use crate::reconciliation::{Remark, Size};
use crate::saying::{Saying, Stated};
use crate::sentences::SizeType;
use crate::words::{RemarkType, Stage};
use petik_core::record::Approx;
use std::collections::{BTreeMap, BTreeSet};

/// How far from a number "about" may be, as a share of it.
const ABOUT: f64 = 0.1;
/// How far from the size of a cohort the others and the region itself may be to speak of it, as a share of it.
const NEAR: f64 = 0.2;

/// All remarks, by programme and year.
pub(super) fn remarks(sizes: &[Size], press: &Press, scope: &Scope<'_>, listed: &ListCounts<'_>) -> Vec<Remark> {
    let mut all = Vec::new();
    for cohort in sizes.chunk_by(|a, b| (&a.programme, a.cohort_year) == (&b.programme, b.cohort_year)) {
        let of = |stage: Stage| cohort.iter().filter(|size| size.stage == stage).collect::<Vec<&Size>>();
        if cohort[0].cohort_year.is_some() {
            for stage in [Stage::Invited, Stage::Assessed, Stage::Selected, Stage::Signed] {
                all.extend(differ(&of(stage)));
            }
            all.extend(total_of_the_first(&of(Stage::Selected), &of(Stage::Total), sizes, listed));
            all.extend(of(Stage::Others).into_iter().filter_map(|others| beside(others, &of(Stage::Selected))));
            all.extend(best(&of(Stage::Selected)).and_then(against_list));
        }
    }
    all.extend(sums(press, scope, listed));
    all
}

fn remark(kind: RemarkType, sizes: &[&Size], explained: Option<bool>, why: Saying<SizeType>) -> Remark {
    Remark {
        kind,
        programme: sizes[0].programme.clone(),
        cohort_year: sizes[0].cohort_year,
        message: why.english(),
        why: Some(why),
        explained,
        sizes: sizes.iter().map(|size| size.id.clone()).collect(),
        regions: Vec::new(),
    }
}

/// The size that most sources state; of several, the exact and larger one.
fn best<'s>(sizes: &[&'s Size]) -> Option<&'s Size> {
    sizes.iter().copied().max_by_key(|size| (size.sources, size.approx.is_none(), size.value))
}

/// Different sizes of one stage.
fn differ(sizes: &[&Size]) -> Option<Remark> {
    let apart = sizes.iter().any(|a| sizes.iter().any(|b| !agree(a, b)));
    apart.then(|| {
        let why = said(SizeType::OneStage, sizes[0]).with("sizes", each(sizes)).with("stage", sizes[0].stage.as_str());
        remark(RemarkType::SizesDiffer, sizes, Some(false), why)
    })
}

/// Whether two statements can both be true of one number.
fn agree(a: &Size, b: &Size) -> bool {
    let admits = |size: &Size, other: &Size| match size.approx {
        Some(Approx::About) => size.value.abs_diff(other.value) as f64 <= ABOUT * size.value as f64,
        Some(Approx::AtLeast) => other.value >= size.value,
        Some(Approx::AtMost) => other.value <= size.value,
        None => other.value == size.value,
    };
    match (a.approx, b.approx) {
        (None, None) => a.value == b.value,
        (Some(_), None) => admits(a, b),
        (None, Some(_)) => admits(b, a),
        (Some(_), Some(_)) => admits(a, b) || admits(b, a),
    }
}

/// In the first year of a programme there is nothing to add up: the total is the cohort.
fn total_of_the_first(selected: &[&Size], totals: &[&Size], sizes: &[Size], listed: &ListCounts<'_>) -> Option<Remark> {
    let (cohort, total) = (best(selected)?, totals.first()?);
    let of_programme = sizes.iter().filter(|size| size.programme == cohort.programme && size.stage == Stage::Selected);
    let first = of_programme.filter_map(|size| size.cohort_year).chain(listed.first_year(&cohort.programme)).min();
    if first != cohort.cohort_year || totals.iter().all(|total| agree(total, cohort)) {
        return None;
    }
    let mut of: Vec<&Size> = selected.to_vec();
    of.extend(totals);
    let why = said(SizeType::FirstTotal, total).with("sizes", each(selected)).with("totals", each(totals));
    Some(remark(RemarkType::SizesDiffer, &of, Some(false), why))
}

/// "24 others": with the region itself as many as the cohort has, or nearly as many. Numbers far from it are of other things:
/// those of a province, of all cohorts.
fn beside(others: &Size, selected: &[&Size]) -> Option<Remark> {
    let with_itself = others.value.saturating_add(1);
    let said = |kind, cohort: &Size| said(kind, others).with("number", others.value).with("selected", cohort.value);
    if let Some(cohort) = selected.iter().find(|size| size.value == with_itself) {
        let why = said(SizeType::OthersAgree, cohort);
        return Some(remark(RemarkType::OthersAgree, &[others, cohort], Some(true), why));
    }
    let cohort = best(selected)?;
    let is_near = with_itself.abs_diff(cohort.value) as f64 <= NEAR * cohort.value as f64;
    is_near.then(|| {
        let why = said(SizeType::OthersDiffer, cohort).with("sum", with_itself);
        remark(RemarkType::OthersMismatch, &[others, cohort], Some(false), why)
    })
}

/// The list's own count beside the size that most sources state.
fn against_list(size: &Size) -> Option<Remark> {
    let listed = size.listed.filter(|listed| *listed != size.value && size.approx.is_none())?;
    let kind = if listed < size.value { SizeType::ListLacks } else { SizeType::ListHasMore };
    let difference = size.value.abs_diff(listed);
    let why = said(kind, size).with("stated", size.value).with("listed", listed).with("difference", difference);
    Some(remark(RemarkType::ListDiffers, &[size], Some(false), why))
}

/// The years and sizes that a total is made of.
type Parts = Vec<(i16, u64)>;

/// Totals that are not the sum of the parts stated with them: explained if the list has as many regions in several of the
/// cohorts as are missing.
fn sums(press: &Press, scope: &Scope<'_>, listed: &ListCounts<'_>) -> Vec<Remark> {
    let mut all: BTreeMap<(usize, Parts, u64), Remark> = BTreeMap::new();
    for article in &press.articles {
        for sum in &article.sums {
            let total = &article.counted[sum.total];
            let parts: Vec<&Counted> = sum.parts.iter().map(|&part| &article.counted[part]).collect();
            let of_years: Parts = parts.iter().filter_map(|part| Some((part.year?, part.value))).collect();
            if of_years.len() == parts.len() {
                let key = (total.programme, of_years.clone(), total.value);
                all.entry(key).or_insert_with(|| sum_remark(total, &parts, &of_years, scope, listed));
            }
        }
    }
    all.into_values().collect()
}

fn sum_remark(
    total: &Counted,
    parts: &[&Counted],
    of_years: &[(i16, u64)],
    scope: &Scope<'_>,
    listed: &ListCounts<'_>,
) -> Remark {
    let programme = scope.id(total.programme);
    let years: BTreeSet<i16> = of_years.iter().map(|(year, _)| *year).collect();
    let sum: u64 = of_years.iter().map(|(_, value)| value).fold(0, |all, value| all.saturating_add(*value));
    let repeated = listed.repeated(programme, |year| years.contains(&year));
    let again: u64 = repeated.iter().map(|(_, times)| times).sum();
    let fits = sum > total.value && again == sum - total.value;
    let regions: Vec<String> = repeated.iter().map(|(name, _)| (*name).to_owned()).collect();
    let kind = match (fits, sum > total.value, again) {
        (true, ..) => SizeType::SumOfRepeats,
        (false, true, 0) => SizeType::SumOfNoRepeats,
        (false, true, _) => SizeType::SumOfOtherRepeats,
        (false, false, _) => SizeType::TotalAboveSum,
    };
    let parts_stated: Vec<String> = of_years.iter().map(|(_, value)| value.to_string()).collect();
    let mut why = Saying::of(kind).with("stated", total.value).with("parts", parts_stated).with("sum", sum);
    if !fits && sum > total.value {
        why = why.with("twice", sum - total.value);
    }
    if again > 0 && sum > total.value {
        why = why.with("again", again).with("names", regions.clone());
    }
    let id = |count: &Counted| super::size_id(programme, count.year, count.stage, count.value, count.approx);
    Remark {
        kind: RemarkType::TotalMismatch,
        programme: programme.to_owned(),
        cohort_year: total.year,
        message: why.english(),
        why: Some(why),
        explained: Some(fits),
        sizes: std::iter::once(id(total)).chain(parts.iter().map(|part| id(part))).collect(),
        regions,
    }
}

/// A sentence about the cohort of a size.
fn said(kind: SizeType, size: &Size) -> Saying<SizeType> {
    Saying::of(kind).with("year", size.cohort_year.unwrap_or_default())
}

/// Sizes as sources state them.
fn each(sizes: &[&Size]) -> Vec<Stated> {
    sizes.iter().map(|size| Stated { value: size.value, approx: size.approx, sources: size.sources }).collect()
}
