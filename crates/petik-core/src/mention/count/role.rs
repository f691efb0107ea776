//! The part a count plays, told by the words near it and by the counts beside it.

use super::beside::{NEIGHBOURS, drawn_from, is_told_chosen, joins, pointed_at};
use super::cue::{attends, is_left_out, nearest_cue, receives};
use super::over_years::{joins_years, spans_years};
use super::{Around, CountLists, CountMention, CountReading, others};
use crate::gazetteer::{Opener, ProgrammeKind, Selection, Total};
use crate::mention::around::Around as Words;
use crate::mention::choice::choices;
use crate::mention::status::Said;
use crate::mention::{Scene, among};
use crate::record::{CountRole, CountUnit, FactStatus, Level};
use crate::text::{Listed, Sentence};

/// Kabupaten and kota in the country, with room for the figures that press prints (the list has 514; 491 to 519 are seen).
const ALL_REGIONS: std::ops::RangeInclusive<u64> = 490..=520;
/// How many provinces fewer the country had while these programmes ran.
const FORMER_PROVINCES: u64 = 5;
/// So many regions are named together for many reasons.
const FEW: u64 = 5;
/// Up to this number, the kabupaten and kota of some province are so many by chance.
const CHANCE: u64 = 10;
/// How many words away from a count a word can still tell its role.
pub(super) const ROLE_REACH: usize = 14;
/// How many words away a word still stands beside a count.
pub(super) const BESIDE: usize = 3;

/// The part that count number `index` plays, and whether words say so; the roles of the counts before it are known. The first of these that says
/// something decides: what stands beside the count, other counts, words of counting, words of choosing, its sentence.
pub(super) fn of<'a>(
    scene: Scene<'_, 'a>,
    lists: &CountLists,
    counts: &[CountMention<'a>],
    index: usize,
    around: Around<'_, 'a>,
) -> (CountRole, bool) {
    let count = &counts[index];
    let sentence = scene.text.sentences[scene.text.sentence_of(count.first)];
    let cue =
        nearest_cue(scene, lists, count, (index.checked_sub(1).map(|i| &counts[i]), counts.get(index + 1)), sentence);
    let denied =
        cue.is_some_and(|cue| around.statuses.of(scene, (cue.first, cue.end)) == Said::Status(FactStatus::Denied));
    let nearest = cue.map(|cue| cue.value);
    let look = Look { scene, lists, counts, index, around, count, sentence, nearest, denied };
    look.as_others()
        .or_else(|| look.by_pair())
        .or_else(|| look.by_counts_beside())
        .or_else(|| look.by_words_of_counting())
        .or_else(|| look.by_words_of_choosing())
        .or_else(|| look.by_sentence())
        .map(|role| (role, true))
        .unwrap_or_else(|| (look.by_programme(), false))
}

/// A count with all that can tell its role.
struct Look<'m, 'a> {
    scene: Scene<'m, 'a>,
    lists: &'m CountLists,
    counts: &'m [CountMention<'a>],
    index: usize,
    around: Around<'m, 'a>,
    count: &'m CountMention<'a>,
    sentence: Sentence,
    /// The word of choosing, assessing or inviting nearest to it.
    nearest: Option<Selection>,
    /// Whether that is denied.
    denied: bool,
}

impl<'m, 'a> Look<'m, 'a> {
    /// The words around the count, in its sentence.
    fn words(&self) -> Words<'m, 'a> {
        self.scene.around((self.count.first, self.count.end)).sentence()
    }

    /// Whether an entry of `list` begins within so many words before or behind the count, in its sentence.
    fn near(&self, list: &impl Listed, before: usize, behind: usize) -> bool {
        let words = self.words();
        words.before(before).chain(words.behind(behind)).any(|at| self.scene.longest(at, list).is_some())
    }

    /// Whether words of a total stand within so many words before the count; “dari jumlah itu” only points back to one.
    fn near_before_total(&self, before: usize) -> bool {
        let Look { scene, lists, .. } = *self;
        self.words()
            .before(before)
            .any(|at| scene.longest(at, &lists.count_totals).is_some_and(|(end, _)| !scene.is(end, &lists.anaphora)))
    }

    /// Whether words of a total stand within so many words behind the count.
    fn near_behind_total(&self, behind: usize) -> bool {
        let Look { scene, lists, .. } = *self;
        self.words()
            .behind(behind)
            .take_while(|&at| scene.printed(at) != ",")
            .any(|at| scene.entry_at(at, &lists.count_totals) == Some(&Total::Beside))
    }

    /// The count before this one.
    fn before(&self) -> Option<&'m CountMention<'a>> {
        self.index.checked_sub(1).map(|i| &self.counts[i])
    }

    /// “24 kepala daerah lainnya”; all regions or provinces of the country.
    fn as_others(&self) -> Option<CountRole> {
        let Look { scene, lists, count, .. } = *self;
        let says_others =
            |end: usize| (end..(end + 3).min(self.sentence.end)).any(|at| scene.is(at, &lists.count_others));
        // “29 gubernur dan 460 bupati lainnya”
        let joined = self.counts.get(self.index + 1).filter(|next| {
            next.first == count.end + 1 && scene.is(count.end, &lists.list_separators) && next.unit != count.unit
        });
        let others = says_others(count.end) || joined.is_some_and(|next| says_others(next.end));
        let is_country =
            count.value.is_some_and(|v| ALL_REGIONS.contains(&v)) && count.unit != Some(CountUnit::Provinsi);
        let provinces = || scene.gazetteer.regions.iter().filter(|(_, r)| r.level == Level::Province).count() as u64;
        let is_provinces = || {
            count.unit == Some(CountUnit::Provinsi)
                && count.value.is_some_and(|v| (v..=v + FORMER_PROVINCES).contains(&provinces()))
        };
        // “33 provinsi dan 460 kabupaten/kota” are all of neither.
        let with_fewer = || {
            self.counts.get(self.index + 1).is_some_and(|next| {
                joins(scene, lists, count, next)
                    && next.unit != count.unit
                    && next.value.is_some_and(|v| !ALL_REGIONS.contains(&v))
            })
        };
        (others || is_country || is_provinces() && !with_fewer()).then_some(CountRole::Other)
    }

    /// “31 provinsi dan 397 kabupaten/kota”: what is joined to a count of another kind plays the same part.
    fn by_pair(&self) -> Option<CountRole> {
        let head = self.head_of_pair();
        (head.first < self.count.first && head.unit != self.count.unit).then_some(head.role)
    }

    /// What other counts and regions of the sentence say of it.
    fn by_counts_beside(&self) -> Option<CountRole> {
        let Look { scene, lists, counts, index, count, .. } = *self;
        if self.is_chosen_from() {
            return Some(CountRole::Assessed);
        }
        if let Some(role) = pointed_at(scene, lists, counts, index).or_else(|| self.as_frame()) {
            return Some(role);
        }
        if others::beside_a_party(scene, lists, self.head_of_pair(), self.around) {
            return Some(CountRole::Other);
        }
        // “dari sekitar 514 kabupaten/kota, baru 191”
        let of_the_country = self.before().is_some_and(|all| {
            all.first >= self.sentence.first
                && all.first > 0
                && all.value.is_some_and(|v| ALL_REGIONS.contains(&v))
                && scene.is(all.first - 1, &lists.count_out_of)
                && count.first <= all.end + 6
        });
        if of_the_country {
            return Some(CountRole::Total);
        }
        if drawn_from(scene, lists, counts, index) {
            // “lima dari 50 daerah yang terpilih”
            let chosen = is_told_chosen(scene, lists, count);
            return Some(if chosen { CountRole::Selected } else { CountRole::Other });
        }
        let parts = counts[index..].iter().take(NEIGHBOURS).filter(|c| c.part_of == Some(index));
        (!attends(scene, lists, count, self.sentence) && parts.filter(|c| c.year.is_some()).count() >= 2)
            .then_some(CountRole::Total)
    }

    /// “dipilih dari 8 provinsi”: what the choice was made from. “salah satu dari 8 provinsi” is one of the cohort.
    fn is_chosen_from(&self) -> bool {
        let Look { scene, lists, count, sentence, .. } = *self;
        let Some(from) = count.first.checked_sub(1).filter(|&at| scene.is(at, &lists.count_out_of)) else {
            return false;
        };
        let is_one =
            |at: usize| scene.gazetteer.numbers.parse(scene.text, at).is_some_and(|number| number.value == 1.0);
        choices(scene, &lists.selection, sentence.first, from)
            .last()
            .is_some_and(|c| c.value.is_chosen() && c.end == from && !(c.first..c.end).any(is_one))
    }

    /// “Dari 35 kabupaten/kota di provinsi itu, baru …”: what a clause begins with to speak of some of them, unless it
    /// says that they were chosen.
    fn as_frame(&self) -> Option<CountRole> {
        let Look { scene, lists, count, sentence, .. } = *self;
        let from =
            count.first.checked_sub(1).filter(|&at| at >= sentence.first && scene.is(at, &lists.count_out_of))?;
        let inside = from > sentence.first && scene.printed(count.end) != ",";
        let begins =
            from == sentence.first || inside && matches!(scene.printed(from - 1), "," | "\"" | "“" | "”" | "(" | ":");
        let comma = (count.end..sentence.end).find(|&at| scene.printed(at) == ",")?;
        if !begins {
            return None;
        }
        match choices(scene, &lists.selection, count.end, comma).first().map(|c| c.value) {
            None => Some(CountRole::Other),
            Some(Selection::Assessed | Selection::Candidate) => Some(CountRole::Assessed),
            Some(_) => None,
        }
    }

    /// “bersama 22 provinsi dan 334 kabupaten/kota”: the first of counts that "dan" joins.
    fn head_of_pair(&self) -> &'m CountMention<'a> {
        let mut head = self.index;
        while head > 0
            && self.counts[head - 1].first >= self.sentence.first
            && joins(self.scene, self.lists, &self.counts[head - 1], &self.counts[head])
        {
            head -= 1;
        }
        &self.counts[head]
    }

    /// Aims, awards, sums, wholes: words that belong to the number itself.
    fn by_words_of_counting(&self) -> Option<CountRole> {
        let Look { scene, lists, count, sentence, .. } = *self;
        let to_come = self.nearest.is_none() && count.year.is_some_and(|y| self.around.years[y].ahead);
        if attends(scene, lists, count, sentence)
            || self.near(&lists.count_aims, 3, 0)
            || to_come
            || is_left_out(scene, lists, count, self.around)
        {
            return Some(CountRole::Other);
        }
        // “… diberikan kepada 355 kabupaten/kota”
        let awarded = choices(scene, &lists.selection, sentence.first, count.first)
            .last()
            .is_some_and(|c| receives(scene, self.around, c) && c.end + 1 >= count.first);
        let awarded = awarded || self.is_received(count);
        if awarded {
            return Some(CountRole::Selected);
        }
        // “Total 50 kabupaten/kota datang meneken”: those of one act, not of several cohorts.
        let mut words = sentence.first..sentence.end;
        let of_one_act = words.clone().any(|at| scene.longest(at, &lists.signing_verbs).is_some())
            && !words.any(|at| scene.is(at, &lists.already_words) || scene.is(at, &lists.since_words));
        // “genap 100”: words of a whole right before the number, whatever year stands near.
        let said_whole = self
            .words()
            .before(2)
            .any(|at| scene.longest(at, &lists.count_totals).is_some_and(|(end, _)| end == count.first));
        (said_whole && !of_one_act).then_some(CountRole::Total)
    }

    /// “21 kepala daerah terima penghargaan”: words of receiving right behind a count, or behind the province that limits it.
    fn is_received(&self, count: &CountMention<'_>) -> bool {
        let first = choices(self.scene, &self.lists.selection, count.end, self.sentence.end).into_iter().next();
        let limited = if count.in_province { ROLE_REACH / 2 } else { 0 };
        first.is_some_and(|c| {
            c.value == Selection::Receiving && receives(self.scene, self.around, &c) && c.first <= count.end + limited
        })
    }

    /// The nearest word of choosing, assessing or inviting, and what takes it back.
    fn by_words_of_choosing(&self) -> Option<CountRole> {
        let Look { scene, lists, counts, count, sentence, .. } = *self;
        let years = self.around.years;
        // “160 diseleksi, … hanya 50”: "only" names what is left after the choice.
        let only = scene.is(count.first, &lists.count_limits) && count.reading == CountReading::Borrowed;
        // “belum diterima empat daerah”
        if self.denied && self.nearest.is_some_and(Selection::is_positive) {
            return Some(CountRole::Other);
        }
        match self.nearest {
            Some(Selection::Assessed | Selection::Candidate) if !only => return Some(CountRole::Assessed),
            Some(Selection::Invited) => return Some(CountRole::Invited),
            // Who passes a step on the way to an award has not won it.
            Some(Selection::Passed) if self.around.whole.is_about_awards => return Some(CountRole::Assessed),
            // “peserta TP2DD Award mencapai 479 pemda”: those who take part in a contest have not won it.
            Some(Selection::Joining) if self.takes_part_in_a_contest() => return Some(CountRole::Assessed),
            _ => {}
        }
        let is_target = count.value.is_some_and(|value| value >= 100) && self.around.whole.is_a_target(count.value);
        if is_target && (count.year.is_none() || self.near(&lists.count_targets, 3, 0)) {
            return Some(if self.near(&lists.count_targets, 3, 4) { CountRole::Other } else { CountRole::Total });
        }
        // “75 hasil 2017 dan 2018”: cohorts of several years together.
        // “Sampai 2022 sudah ada 191 kabupaten/kota”
        let until = among(years, sentence.first, count.first).any(|y| {
            let year = &years[y];
            count.first <= year.end + ROLE_REACH
                && (year.first.saturating_sub(2)..=year.first).any(|at| {
                    scene.longest(at, &lists.until_words).is_some_and(|(end, _)| end >= year.first && end <= year.end)
                })
        });
        let of_years = until
            || count.year.is_none() && spans_years(scene, lists, years, count, sentence)
            || count.year.is_some_and(|y| joins_years(scene, lists, years, y));
        let neighbours = &counts[self.index.saturating_sub(NEIGHBOURS)..counts.len().min(self.index + NEIGHBOURS)];
        let with_others = neighbours.iter().any(|c| {
            c.value.map(|v| v + 1) == count.value && (c.end..c.end + 2).any(|at| scene.is(at, &lists.count_others))
        });
        let whole = count.year.is_none() && (self.near_before_total(3) || self.near_behind_total(4)) && !with_others;
        let whole_of_it = counts.get(self.index + 1).filter(|next| next.first <= count.end + 3);
        let out_of = count.reading == CountReading::OutOf && whole_of_it.is_some();
        if out_of && whole_of_it.is_some_and(|next| is_told_chosen(scene, lists, next)) {
            return Some(CountRole::Other);
        }
        // “9 dari 12 pemda meraih opini WTP”; “191 dari 514” are those of all years.
        let of_all = whole_of_it.is_some_and(|whole| whole.value.is_some_and(|value| ALL_REGIONS.contains(&value)));
        if out_of && !of_all && whole_of_it.is_some_and(|whole| self.is_received(whole)) {
            return Some(CountRole::Selected);
        }
        if of_years || out_of || whole {
            return Some(CountRole::Total);
        }
        // “akan dipilih 25”: a target.
        let planned = self.words().before(3).any(|at| scene.is(at, &lists.planned_words));
        if self.nearest.is_some_and(|cue| cue.is_chosen() || cue == Selection::Choosing) && planned {
            return Some(CountRole::Other);
        }
        (count.reading == CountReading::Borrowed && !only && self.near(&lists.already_words, 0, 2))
            .then_some(CountRole::Total)
    }

    /// Whether it is the number of all kabupaten and kota of a province that the article names.
    fn is_all_of_a_province(&self) -> bool {
        let Look { scene, count, .. } = *self;
        let number = count.value.filter(|&value| value > CHANCE && count.unit != Some(CountUnit::Provinsi));
        number.is_some_and(|number| self.around.whole.has_a_province_of(scene, number))
    }

    /// Whether words of taking part stand before the count, in a sentence about awards that nobody receives there.
    fn takes_part_in_a_contest(&self) -> bool {
        let Look { scene, lists, count, sentence, .. } = *self;
        let words = choices(scene, &lists.selection, sentence.first, sentence.end);
        let received = words.iter().any(|c| c.value.is_of_receiving());
        let joins = words.iter().rfind(|c| c.end <= count.first).is_some_and(|c| c.value == Selection::Joining);
        let named = among(self.around.programmes, self.sentence.first, self.sentence.end);
        let is_award = |i: usize| {
            let programme = self.around.programmes[i].programme;
            self.scene.gazetteer.programmes.get(programme).kind == Some(ProgrammeKind::Award)
        };
        let says_award = || (sentence.first..sentence.end).any(|at| scene.is(at, &lists.award_words));
        joins && !received && !named.is_empty() && (named.into_iter().all(is_award) || says_award())
    }

    /// “10 kabupaten/kota, yakni …” with just so many regions behind it, in an article about a programme.
    fn is_listed(&self) -> bool {
        let Look { scene, lists, count, sentence, .. } = *self;
        let opener =
            self.words().behind(BESIDE).find(|&at| scene.entry_at(at, &lists.list_openers) == Some(&Opener::Members));
        let listed = opener.map(|opener| among(self.around.regions, opener, sentence.end).len() as u64);
        !self.around.programmes.is_empty() && listed > Some(FEW) && listed == count.value
    }

    /// A sentence of signing, choosing or receiving counts its cohort.
    fn by_sentence(&self) -> Option<CountRole> {
        let Look { scene, lists, count, sentence, .. } = *self;
        // “Kegiatan berlangsung serentak di 48 kabupaten/kota” behind a sentence of signing.
        let number = scene.text.sentence_of(count.first);
        let goes_on = (sentence.first..count.first).any(|at| scene.is(at, &lists.event_words));
        let from = if goes_on { scene.text.sentences[number.saturating_sub(1)].first } else { sentence.first };
        let signs = || {
            (from..sentence.end).any(|at| {
                scene.longest(at, &lists.signing_verbs).is_some()
                    || scene.longest(at, &lists.signing_instruments).is_some()
            })
        };
        let received = || {
            let chosen = choices(scene, &lists.selection, sentence.first, sentence.end);
            chosen.iter().any(|choice| receives(scene, self.around, choice))
        };
        (self.nearest.is_some() || signs() || received() || self.is_listed()).then_some(CountRole::Selected)
    }

    /// A sentence about a programme counts its cohort more often than not.
    fn by_programme(&self) -> CountRole {
        let Look { count, sentence, .. } = *self;
        let programmes = self.around.programmes;
        let named = !among(programmes, sentence.first, sentence.end).is_empty();
        let belongs = !programmes.is_empty() && (count.part_of.is_some() || count.year.is_some());
        // “Empat daerah mengundurkan diri dari Gerakan Menuju Smart City”
        let denied = self.around.statuses.denies(self.scene, sentence.first, sentence.end);
        let is_cohort = (belongs || named) && !denied && !self.is_all_of_a_province();
        if is_cohort { CountRole::Selected } else { CountRole::Other }
    }
}
