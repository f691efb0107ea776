//! Which claims of a row a reader wants to see first, where there is room for a few only.

use crate::reconciliation::{Claim, Quote, Reason, Row};
use crate::words::{ReasonType, Stance};

/// Quotes of one stance in a row's summary: a denial is never crowded out by those who agree.
const OF_A_STANCE: usize = 3;
/// Code points of a quote in a row's summary.
const QUOTE: usize = 300;

/// The claims of a row, those that support it first, of these the surest; of equals the earlier.
pub(crate) fn ordered(row: &Row) -> Vec<&Claim> {
    let mut claims: Vec<&Claim> = row.claims.iter().collect();
    claims.sort_by(|a, b| a.stance.cmp(&b.stance).then(b.confidence.total_cmp(&a.confidence)));
    claims
}

/// The claims of a row that no steward put aside, those that speak against it first, of one side the surest.
pub(crate) fn against_first(row: &Row) -> Vec<&Claim> {
    let mut claims: Vec<&Claim> = ordered(row).into_iter().filter(|claim| claim.stance != Stance::Rejected).collect();
    // What is put in order stays so.
    claims.sort_by_key(|claim| match claim.stance {
        Stance::Denies => 0,
        Stance::OtherYear | Stance::OtherType => 1,
        _ => 2,
    });
    claims
}

/// The claim that speaks against a row most, where one does, and the one that speaks for it.
#[cfg(feature = "xlsx")]
pub(super) fn both_sides(row: &Row) -> Vec<&Claim> {
    let is_against = |claim: &&Claim| matches!(claim.stance, Stance::Denies | Stance::OtherYear | Stance::OtherType);
    let against = against_first(row).into_iter().find(|claim| is_against(claim) && !claim.quotes.is_empty());
    let own = first(row).filter(|own| against.is_none_or(|against| against.id != own.id));
    against.into_iter().chain(own).collect()
}

/// The reasons of a row, those that speak against it first.
pub(crate) fn reasons(row: &Row) -> impl Iterator<Item = &Reason> {
    let against = || row.why.iter().filter(|reason| speaks_against(reason.kind));
    against().chain(row.why.iter().filter(|reason| !speaks_against(reason.kind)))
}

fn speaks_against(reason: ReasonType) -> bool {
    use ReasonType as R;
    matches!(
        reason,
        R::Denied
            | R::LeftOut
            | R::ListDoubts
            | R::ListDoubtsBecause
            | R::ListSaysOut
            | R::ListStruckOut
            | R::OtherYear
            | R::OtherYearInstead
            | R::OtherType
    )
}

/// The claim that speaks for the row: the first with a quote, of those that no steward put aside.
pub(super) fn first(row: &Row) -> Option<&Claim> {
    let claims = || row.claims.iter().filter(|claim| claim.stance != Stance::Rejected);
    let better = |a: &&Claim, b: &&Claim| {
        let quoted = b.quotes.is_empty().cmp(&a.quotes.is_empty());
        quoted.then(b.stance.cmp(&a.stance)).then(a.confidence.total_cmp(&b.confidence))
    };
    // Of equal ones `max_by` takes the last.
    claims().rev().max_by(better)
}

/// The first quote of the claim that speaks for the row.
pub(super) fn first_quote(row: &Row) -> Option<&Quote> {
    first(row)?.quotes.first()
}

/// The best quotes, one an independent source and a few a stance, each with who says it; how many claims are left out
/// stands at the end.
pub(super) fn quotes(row: &Row) -> String {
    let (mut told, mut parts): (Vec<(Stance, u64)>, Vec<String>) = Default::default();
    let claims = ordered(row);
    for claim in claims.iter().filter(|claim| claim.stance != Stance::Rejected) {
        let seen = (claim.stance, claim.article.source);
        let of_stance = told.iter().filter(|(stance, _)| *stance == claim.stance).count();
        if let Some(quote) = claim.quotes.first()
            && !told.contains(&seen)
            && of_stance < OF_A_STANCE
        {
            told.push(seen);
            parts.push(said(claim, quote));
        }
    }
    let left = claims.len() - parts.len();
    if left > 0 && !parts.is_empty() {
        parts.push(format!("{left} more among the claims"));
    }
    parts.join(" | ")
}

/// `words (outlet, day; stance)`
fn said(claim: &Claim, quote: &Quote) -> String {
    let outlet = claim.article.outlet.as_deref().unwrap_or(&claim.article.id);
    let day = claim.article.published.as_deref().map(|day| format!(", {}", short(day, 10))).unwrap_or_default();
    let stance = match claim.stance {
        Stance::Supports => String::new(),
        other => format!("; {}", other.as_str()),
    };
    format!("{} ({}{day}{stance})", short(&quote.quote, QUOTE), short(outlet, 60))
}

/// At most `most` code points, in one line, with a sign where there were more.
pub(crate) fn short(text: &str, most: usize) -> String {
    let mut points = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let mut out: String = points.by_ref().take(most).collect();
    if points.next().is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconciliation::ArticleRef;

    fn claim(id: &str, stance: Stance, source: u64, confidence: f64) -> Claim {
        let article = ArticleRef { id: format!("a-{id}"), source, ..ArticleRef::default() };
        let quote = Quote { quote: format!("words of {id}"), ..Quote::default() };
        Claim { id: id.into(), stance, article, quotes: vec![quote], confidence, ..Claim::default() }
    }

    #[test]
    fn the_surest_support_comes_first_and_what_was_put_aside_never() {
        let row = Row {
            claims: vec![
                claim("r", Stance::Rejected, 9, 1.0),
                claim("d", Stance::Denies, 8, 1.0),
                claim("a", Stance::Supports, 1, 0.5),
                claim("b", Stance::Supports, 2, 0.9),
                claim("c", Stance::Supports, 3, 0.9),
            ],
            ..Row::default()
        };
        assert_eq!(first(&row).map(|claim| claim.id.as_str()), Some("b"));
        let ids: Vec<&str> = ordered(&row).iter().map(|claim| claim.id.as_str()).collect();
        assert_eq!(ids, ["b", "c", "a", "d", "r"]);
        let row = Row { claims: vec![claim("r", Stance::Rejected, 1, 1.0)], ..Row::default() };
        assert_eq!((first(&row), quotes(&row)), (None, String::new()));
    }

    #[test]
    fn reprints_say_it_once_and_a_denial_is_not_crowded_out() {
        let mut claims: Vec<Claim> = (0..9).map(|n| claim(&n.to_string(), Stance::Supports, n / 2, 0.9)).collect();
        claims.push(claim("no", Stance::Denies, 7, 0.1));
        let told = quotes(&Row { claims, ..Row::default() });
        assert_eq!(
            told,
            "words of 0 (a-0) | words of 2 (a-2) | words of 4 (a-4) | words of no (a-no; denies) | 6 more among the claims"
        );
    }

    #[test]
    fn long_words_are_short_here() {
        let mut long = claim("x", Stance::Supports, 1, 1.0);
        long.quotes[0].quote = "x\n".repeat(100_000);
        let told = quotes(&Row { claims: vec![long], ..Row::default() });
        assert!(told.chars().count() < 400 && told.contains('…') && !told.contains('\n'));
    }
}
