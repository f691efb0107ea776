//! Which region a row means: by its code, by its name, and what to do where they disagree.

use super::code::{self, CodeReading, How};
use crate::reconciliation::Difference;
use crate::saying::Saying;
use crate::sentences::OpenType;
use petik_core::gazetteer::{CodeOffice, NameKind, Region, RegionId, WrittenName, letters};
use petik_core::record::Level;
use petik_core::{Below, Engine, RegionHints, RegionReadings};
use std::collections::HashMap;

/// Names whose nearest are looked for: it takes a look at every name of every region.
const MOST_SEARCHES: usize = 1_000;
/// Regions that a name nobody has may mean.
const MOST_NEAR: usize = 5;

/// What a row says of its region.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) name: Option<String>,
    pub(super) code: Option<String>,
    /// Whose code it is, by the head of its column.
    pub(super) office: Option<CodeOffice>,
    /// The kind of region by its own column, or by the head of the column of the name.
    pub(super) level: Option<Level>,
    /// The cell with the province.
    pub(super) province: Option<String>,
    /// Whether the programme is one of kabupaten and kota only.
    pub(super) is_local: bool,
    pub(super) year: Option<i16>,
}

/// What it means.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    Region { region: RegionId, derived: Vec<String>, differences: Vec<Difference> },
    Open { why: Saying<OpenType>, candidates: Vec<String> },
}

/// Answers questions, each of them once.
pub(super) struct Resolver<'e> {
    engine: &'e Engine,
    answers: HashMap<Question, Answer>,
    searches: usize,
}

/// A question with what its parts can mean.
struct Case<'q, 'e> {
    question: &'q Question,
    codes: Vec<CodeReading>,
    province: Option<RegionId>,
    read: RegionReadings<'e>,
}

impl<'e> Resolver<'e> {
    pub(super) fn new(engine: &'e Engine) -> Self {
        Resolver { engine, answers: HashMap::new(), searches: 0 }
    }

    /// The region that the row means.
    pub(super) fn resolve(&mut self, question: Question) -> Answer {
        if let Some(answer) = self.answers.get(&question) {
            return answer.clone();
        }
        let answer = self.answer(&question);
        self.answers.insert(question, answer.clone());
        answer
    }

    fn region(&self, id: RegionId) -> &'e Region {
        self.engine.gazetteer().regions.get(id)
    }

    fn answer(&mut self, question: &Question) -> Answer {
        if let Some(answer) = self.below(question) {
            return answer;
        }
        let province = question.province.as_deref().and_then(|words| self.engine.province_named(words));
        let hints = RegionHints { level: question.level, province, is_local: question.is_local };
        let codes = question.code.as_deref().map(|code| code::readings(code, question.office, self.engine.gazetteer()));
        let read = question.name.as_deref().map(|name| self.engine.resolve_region(name, hints));
        let case = Case { question, codes: codes.unwrap_or_default(), province, read: read.unwrap_or_default() };
        match (case.codes.is_empty(), &question.name) {
            (true, None) => Answer::Open {
                why: Saying::of(OpenType::UnknownCode).with("code", question.code.as_deref().unwrap_or_default()),
                candidates: Vec::new(),
            },
            (true, Some(name)) => self.by_name(&case, name),
            (false, None) => self.by_code(&case),
            (false, Some(name)) => self.by_both(&case, name),
        }
    }

    /// The answer to a row that names what lies within a kabupaten or kota: "Kec. Wedi", "33.10.15".
    fn below(&self, question: &Question) -> Option<Answer> {
        let lists = self.engine.gazetteer();
        let around = question.code.as_deref().and_then(code::around_district);
        let around = around.map(|code| code::readings(&code, question.office, lists)).unwrap_or_default();
        let mut regions: Vec<RegionId> = around.iter().map(|code| code.region).collect();
        let kind = match question.name.as_deref().and_then(|name| Some((name, self.engine.below(name)?))) {
            Some((name, (kind, lies_in)))
                if self.engine.resolve_region(name, RegionHints::default()).all.is_empty() =>
            {
                // Codes know better than names, which many kecamatan share.
                if regions.is_empty() {
                    regions = lies_in;
                }
                kind
            }
            _ if regions.is_empty() => return None,
            _ => Below::District,
        };
        let kind = match kind {
            Below::District => OpenType::District,
            Below::Village => OpenType::Village,
        };
        Some(self.open(Saying::of(kind), regions.into_iter().take(MOST_NEAR), "it lies there"))
    }

    fn by_name(&mut self, case: &Case<'_, 'e>, name: &str) -> Answer {
        let read = &case.read;
        if read.all.is_empty() {
            let why = Saying::of(OpenType::UnknownName);
            return Answer::Open { why, candidates: self.near(&read.bare) };
        }
        let Some(found) = one(&read.fitting) else {
            let why = Saying::of(OpenType::SeveralOfName).with("levels", self.levels(read));
            return self.open(why, read.fitting.iter().map(|name| name.region), "name");
        };
        if let Some(why) = self.contradiction(case, found) {
            return self.open(why, read.all.iter().map(|name| name.region), "name");
        }
        let mut derived = vec![self.named(case, found, name)];
        let mut differences = Vec::new();
        if let Some(code) = &case.question.code
            && !(code::is_of_a_province(code)
                && case.codes.iter().any(|own| self.is_province_of(own.region, found.region)))
        {
            differences.push(self.difference("code", code, &self.region(found.region).code));
        }
        self.compare(case, found.region, Some(found), &mut derived, &mut differences);
        Answer::Region { region: found.region, derived, differences }
    }

    fn by_code(&self, case: &Case<'_, 'e>) -> Answer {
        let code = case.question.code.as_deref().unwrap_or_default();
        match case.codes.as_slice() {
            lost if lost.iter().any(|one| one.how == How::LostZero) => self.open(
                Saying::of(OpenType::LostZero).with("code", code),
                lost.iter().map(|one| one.region),
                "code with a zero",
            ),
            [one] => self.settled_by_code(case, one, None),
            several => {
                let why = Saying::of(OpenType::SeveralOfCode).with("code", code);
                self.open(why, several.iter().map(|code| code.region), "code")
            }
        }
    }

    fn by_both(&mut self, case: &Case<'_, 'e>, name: &str) -> Answer {
        let read = &case.read;
        let of_name = |code: &&CodeReading| read.fitting.iter().any(|name| name.region == code.region);
        let agreed: Vec<&CodeReading> = case.codes.iter().filter(of_name).collect();
        if let Some(code) = one(&agreed) {
            let found = read.fitting.iter().find(|name| name.region == code.region).copied();
            return match found.and_then(|found| self.contradiction(case, found)) {
                Some(why) => self.open(why, read.all.iter().map(|name| name.region), "name"),
                None => self.settled_by_code(case, code, found),
            };
        }
        if read.all.is_empty() {
            let misspelled: Vec<&CodeReading> =
                case.codes.iter().filter(|code| self.is_misspelled(&read.bare, name, code.region)).collect();
            if let Some(code) = one(&misspelled) {
                let mut answer = self.settled_by_code(case, code, None);
                if let Answer::Region { differences, region, .. } = &mut answer {
                    differences.insert(0, self.difference("spelling", name, &self.region(*region).full_name));
                }
                return answer;
            }
            let says = self.names(case.codes.iter().map(|code| code.region));
            let why = Saying::of(OpenType::CodeAlone).with("regions", says);
            let mut candidates = self.candidates(case.codes.iter().map(|code| code.region), "code");
            candidates.extend(self.near(&read.bare));
            return Answer::Open { why, candidates };
        }
        // Two digits beside the name of a kabupaten or kota are its province, or a number of the list's own.
        let is_local = read.fitting.iter().all(|name| self.region(name.region).level != Level::Province);
        if is_local && case.question.code.as_deref().is_some_and(code::is_of_a_province) {
            return self.by_name(case, name);
        }
        let by_name = if agreed.is_empty() { &read.fitting } else { &read.all };
        let why = Saying::of(OpenType::CodeOrName)
            .with("regions", self.names(case.codes.iter().map(|code| code.region)))
            .with("others", self.names(by_name.iter().map(|name| name.region)));
        let mut candidates = self.candidates(case.codes.iter().map(|code| code.region), "code");
        candidates.extend(self.candidates(by_name.iter().map(|name| name.region), "name"));
        Answer::Open { why, candidates }
    }

    fn settled_by_code(&self, case: &Case<'_, 'e>, code: &CodeReading, name: Option<&WrittenName>) -> Answer {
        let written = case.question.code.as_deref().unwrap_or_default();
        let own = &self.region(code.region).code;
        let (by, is_expected) = match &code.how {
            How::Present => ("region by code".to_owned(), true),
            How::LostZero => (format!("region by name and code {written}, read as {own}"), true),
            How::Bps => (format!("region by BPS code {written}"), case.question.office == Some(CodeOffice::Bps)),
            How::Old { by, last_year } => (
                format!("region by old code {written} ({by})"),
                case.question.year.is_some_and(|year| year <= *last_year),
            ),
        };
        let mut derived = vec![by];
        let mut differences = Vec::new();
        if !is_expected {
            differences.push(self.difference("code", written, own));
        }
        if let Some(former) = name.filter(|name| name.kind == NameKind::Former) {
            derived.push(format!("name is a former one ({})", former.by));
        }
        self.compare(case, code.region, name, &mut derived, &mut differences);
        Answer::Region { region: code.region, derived, differences }
    }

    /// Holds what the row says beside code and name against the gazetteer.
    fn compare(
        &self,
        case: &Case<'_, 'e>,
        id: RegionId,
        name: Option<&WrittenName>,
        derived: &mut Vec<String>,
        differences: &mut Vec<Difference>,
    ) {
        let region = self.region(id);
        let written = case.question.name.as_deref().unwrap_or_default();
        let is_spelled = |name: &WrittenName| name.kind == NameKind::Spelling && name.letters != letters(&region.name);
        if name.is_some_and(|name| case.read.is_english || is_spelled(name)) {
            differences.push(self.difference("spelling", written, &region.full_name));
        }
        if let Some(stated) =
            [case.read.level, case.question.level].into_iter().flatten().find(|own| *own != region.level)
        {
            differences.push(self.difference("type", stated.as_str(), region.level.as_str()));
        }
        let lists = self.engine.gazetteer();
        let province = lists.regions.province(id);
        let stated = match (&case.question.province, case.read.province) {
            (Some(words), _) => Some((words.as_str(), case.province)),
            (None, Some(behind)) => Some((self.region(behind).name.as_str(), Some(behind))),
            (None, None) => None,
        };
        if let Some((words, stated)) = stated.filter(|(_, stated)| *stated != Some(province)) {
            let then = stated.and_then(|stated| lists.crosswalk().in_province(id, &self.region(stated).code));
            match then.filter(|old| case.question.year.is_some_and(|year| year <= old.last_year)) {
                Some(old) => derived.push(format!("province {words} then ({})", old.by)),
                None => differences.push(self.difference("province", words, &self.region(province).name)),
            }
        }
    }

    /// Why `found` cannot be meant although nothing else is left: type and province point to different regions of one name.
    fn contradiction(&self, case: &Case<'_, 'e>, found: &WrittenName) -> Option<Saying<OpenType>> {
        let others = || case.read.all.iter().filter(|name| name.region != found.region);
        let region = self.region(found.region);
        for stated in [case.read.level, case.question.level].into_iter().flatten().filter(|own| *own != region.level) {
            if let Some(other) = others().find(|name| self.region(name.region).level == stated) {
                return Some(self.two_say(OpenType::TypeContradicts, found.region, other.region));
            }
        }
        let province = case.read.province.or(case.province)?;
        if self.engine.was_in(found.region, province) {
            return None;
        }
        let other = others().find(|name| self.engine.was_in(name.region, province))?;
        Some(self.two_say(OpenType::ProvinceContradicts, found.region, other.region))
    }

    fn two_say(&self, kind: OpenType, one: RegionId, other: RegionId) -> Saying<OpenType> {
        let name = |id: RegionId| self.region(id).full_name.as_str();
        Saying::of(kind).with("region", name(one)).with("other", name(other))
    }

    /// How a name led to its region: `region by name`, and what helped.
    fn named(&self, case: &Case<'_, 'e>, found: &WrittenName, name: &str) -> String {
        let bare = &case.read.bare;
        let by = match found.kind {
            NameKind::Official => "region by name".to_owned(),
            NameKind::Former => format!("region by former name {bare} ({})", found.by),
            NameKind::Spelling | NameKind::Abbreviation | NameKind::Other => {
                format!("region by name {bare} ({})", found.by)
            }
        };
        let settles = |hints: RegionHints| self.engine.resolve_region(name, hints).fitting.len() == 1;
        if settles(RegionHints::default()) {
            return by;
        }
        let (level, province) = (case.question.level, case.province);
        let helps = [
            ("type", RegionHints { level, ..RegionHints::default() }),
            ("province", RegionHints { province, ..RegionHints::default() }),
            ("unit of the programme", RegionHints { is_local: case.question.is_local, ..RegionHints::default() }),
        ];
        match helps.into_iter().find(|(_, hints)| settles(*hints)) {
            Some((what, _)) => format!("{by} and {what}"),
            None => format!("{by}, type and province"),
        }
    }

    /// The kinds of the regions that fit.
    fn levels(&self, read: &RegionReadings<'_>) -> Vec<String> {
        read.fitting.iter().map(|name| self.region(name.region).level.as_str().to_owned()).collect()
    }

    fn names(&self, regions: impl Iterator<Item = RegionId>) -> Vec<String> {
        regions.map(|id| self.region(id).full_name.clone()).collect()
    }

    fn open(&self, why: Saying<OpenType>, regions: impl Iterator<Item = RegionId>, of: &str) -> Answer {
        Answer::Open { why, candidates: self.candidates(regions, of) }
    }

    fn candidates(&self, regions: impl Iterator<Item = RegionId>, why: &str) -> Vec<String> {
        regions.map(|id| self.candidate(id, why)).collect()
    }

    fn candidate(&self, id: RegionId, why: &str) -> String {
        format!("{} {} ({why})", self.region(id).code, self.region(id).full_name)
    }

    /// The regions whose names are nearest to one that nobody has.
    fn near(&mut self, name: &str) -> Vec<String> {
        self.searches += 1;
        if self.searches > MOST_SEARCHES {
            return Vec::new();
        }
        let near = self.engine.written_names().nearest(name, MOST_NEAR);
        near.into_iter()
            .map(|(id, distance)| {
                let letters =
                    if distance == 1 { "1 letter differs".to_owned() } else { format!("{distance} letters differ") };
                self.candidate(id, &letters)
            })
            .collect()
    }

    /// Whether `bare` (with its type word: `full`) is a name of the region but for few of its letters.
    fn is_misspelled(&self, bare: &str, full: &str, region: RegionId) -> bool {
        let names = self.engine.written_names();
        let near = |name: &str| {
            let most = (letters(name).chars().count() / 4).max(1);
            names.distance(name, region).is_some_and(|distance| distance <= most)
        };
        near(bare) || near(full)
    }

    fn is_province_of(&self, province: RegionId, region: RegionId) -> bool {
        self.engine.was_in(region, province)
    }

    fn difference(&self, what: &str, list: &str, other: &str) -> Difference {
        let (what, list, other) = (what.to_owned(), list.to_owned(), other.to_owned());
        Difference { what, list, other, side: "gazetteer".to_owned() }
    }
}

/// The only one of several.
fn one<T: Copy>(all: &[T]) -> Option<T> {
    match all {
        [one] => Some(*one),
        _ => None,
    }
}
