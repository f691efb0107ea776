//! From the rows of a sheet to members: programme and year of each, its region, and what stays open.

use super::blocks::{blocks, letters, only};
use super::body::{self, Entry};
use super::code;
use super::context::{Context, years_in};
use super::day::{Order, day};
use super::grid::Sheet;
use super::layout::{self, Layout};
use super::resolve::{Answer, Question, Resolver};
use super::shortened;
use super::sum::{Counted, Sum};
use super::unread::unread;
use super::{ListFault, ListOptions, Listed, Member, OfficialList, Region, Remark, Unresolved};
use crate::press::short_digest;
use crate::saying::{Place, Rows, Saying, Statuses};
use crate::sentences::{ListType, OpenType, SizeType};
use crate::words::RemarkType;
use petik_core::Engine;
use petik_core::RegionHints;
use petik_core::gazetteer::{CodeOffice, RegionId, RowWord};
use petik_core::record::Level;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words of a status column that a remark names.
const MOST_WORDS: usize = 10;

/// Reads the sheets of one file.
pub(super) struct Maker<'e> {
    file: &'e str,
    options: &'e ListOptions,
    engine: &'e Engine,
    /// The programme of the options.
    programme: Option<String>,
    resolver: Resolver<'e>,
    /// Ids by the words of cells; `None` for words that name no programme.
    programmes: HashMap<String, Option<String>>,
    pub(super) list: OfficialList,
}

/// The sheet that is being read.
struct Page<'s> {
    sheet: &'s Sheet,
    context: Context,
    office: Option<CodeOffice>,
    /// In which order the column of days has its numbers.
    order: Order,
    /// The province that heads the group of rows.
    group: Option<String>,
    /// Whether rows beside heads of groups hold more than a name.
    has_full_rows: bool,
    /// Rows that head such groups.
    heads: Vec<u64>,
    /// Rows whose only words are no names.
    stray: Vec<u64>,
    /// Rows that are struck out.
    struck: Vec<u64>,
    /// Rows with a day of signing that is none.
    dayless: Vec<u64>,
    /// Words of the status that petik does not know, with their rows.
    unknown: BTreeMap<String, Vec<u64>>,
}

/// What is told of the rows of a sheet, whatever block they stand in.
#[derive(Default)]
struct Told {
    sums: Vec<Sum>,
    counted: Vec<Counted>,
}

/// The programme of a row, and how it was found; or the words that name none.
type Programme = Result<(String, Option<String>), String>;

impl<'e> Maker<'e> {
    pub(super) fn new(file: &'e str, options: &'e ListOptions, engine: &'e Engine) -> Result<Self, ListFault> {
        let programme = match &options.programme {
            None => None,
            Some(words) => match engine.programme_named(words) {
                Some(id) => Some(id.to_owned()),
                None => {
                    let why = Saying::of(ListType::UnknownProgramme).with("words", words.as_str());
                    return Err(ListFault::of_file(file, why));
                }
            },
        };
        let (resolver, programmes) = (Resolver::new(engine), HashMap::new());
        Ok(Maker { file, options, engine, programme, resolver, programmes, list: OfficialList::default() })
    }

    /// Adds the members of `sheet`, of each block of columns those below one another.
    pub(super) fn read(&mut self, sheet: &Sheet) -> Result<(), ListFault> {
        let layout = self.layout(sheet)?;
        let blocks = blocks(&layout);
        let mut told = Told::default();
        if blocks.len() < 2 {
            self.read_block(sheet, layout, &mut told)?;
        } else {
            let columns: Vec<String> = blocks.iter().map(|block| letters(block.start)).collect();
            let remark = Saying::of(ListType::Blocks).with("columns", columns);
            self.remark(sheet, sheet.rows.get(layout.head).map(|row| row.number), remark);
            for block in &blocks {
                let part = only(sheet, block, &blocks, &layout);
                let layout = self.layout(&part)?;
                self.read_block(&part, layout, &mut told)?;
            }
        }
        self.check_sums(sheet, &told);
        Ok(())
    }

    fn layout(&self, sheet: &Sheet) -> Result<Layout, ListFault> {
        let words = self.engine.gazetteer().list_words();
        layout::find(sheet, words, &self.options.columns).map_err(|why| self.fault(sheet, None, why))
    }

    fn read_block(&mut self, sheet: &Sheet, layout: Layout, told: &mut Told) -> Result<(), ListFault> {
        let words = self.engine.gazetteer().list_words();
        let context = Context::of(sheet, &layout, self.engine);
        let is_told = layout.programme.is_some() || context.programme.is_some() || self.programme.is_some();
        if !is_told && !self.options.any_programme {
            return Err(self.fault(sheet, None, Saying::of(ListType::NoProgramme)));
        }
        self.list.title = self.list.title.take().or(context.title.clone());
        for (column, rows) in unread(sheet, &layout, self.engine) {
            let head = layout.heads.get(column).filter(|head| !head.is_empty());
            let head = head.map(|head| format!(" ({head})")).unwrap_or_default();
            let why = Saying::of(ListType::UnreadColumn).with("column", letters(column) + &head);
            self.remark(sheet, rows.first().copied(), why.with("rows", Rows::of(&rows)));
        }
        let body = body::read(sheet, &layout, words);
        context.remarks.iter().for_each(|remark| self.remark(sheet, None, remark.clone()));
        body.remarks.into_iter().for_each(|(row, remark)| self.remark(sheet, Some(row), remark));
        let mut page = Page {
            sheet,
            context,
            office: layout.office,
            order: Order::of(body.entries.iter().filter_map(|entry| entry.signed.as_deref())),
            group: None,
            has_full_rows: body.entries.iter().any(|entry| !entry.is_sole),
            heads: Vec::new(),
            stray: Vec::new(),
            struck: Vec::new(),
            dayless: Vec::new(),
            unknown: BTreeMap::new(),
        };
        for entry in body.entries {
            told.counted.extend(self.add(&mut page, entry));
        }
        told.sums.extend(body.sums);
        self.remark_on(&page);
        Ok(())
    }

    /// Says what was passed over of a page, and what is odd.
    fn remark_on(&mut self, page: &Page<'_>) {
        for (rows, kind) in [
            (&page.heads, ListType::Provinces),
            (&page.stray, ListType::Nameless),
            (&page.struck, ListType::StruckOut),
            (&page.dayless, ListType::NoDays),
        ] {
            if let Some(first) = rows.first() {
                self.remark(page.sheet, Some(*first), Saying::of(kind).with("rows", Rows::of(rows)));
            }
        }
        let Some(first) = page.unknown.values().flatten().min() else { return };
        let statuses = page.unknown.iter().take(MOST_WORDS).map(|(word, rows)| (word.clone(), Rows::of(rows)));
        let more = page.unknown.len().saturating_sub(MOST_WORDS) as u64;
        let statuses = Statuses { statuses: statuses.collect(), more };
        let remark = Saying::of(ListType::UnknownStatus).with("statuses", statuses);
        self.remark(page.sheet, Some(*first), remark);
    }

    /// Holds the list's own sums against its rows.
    fn check_sums(&mut self, sheet: &Sheet, told: &Told) {
        for sum in &told.sums {
            let levels = sum.label.split_whitespace().filter_map(|word| self.engine.level_named(word));
            let levels: BTreeSet<Level> = levels.collect();
            let level = levels.first().copied().filter(|_| levels.len() == 1);
            let Some(wrong) = sum.fault(&told.sums, &told.counted, level) else { continue };
            let why = Saying::of(SizeType::OwnSum).with("cells", sum.words.as_str()).with("sums", wrong);
            let programmes: BTreeSet<&String> = told.counted.iter().filter_map(|one| one.programme.as_ref()).collect();
            let years: BTreeSet<Option<i16>> = told.counted.iter().map(|one| one.year).collect();
            let fault = Saying { kind: ListType::OwnSum, places: why.places.clone() };
            let place = self.fault(sheet, Some(sum.row), fault);
            let why = why.with("place", place.place());
            self.list.sums.push(Remark {
                kind: RemarkType::SumDiffers,
                programme: programmes.first().map(|id| (*id).clone()).unwrap_or_default(),
                cohort_year: years.first().copied().flatten().filter(|_| years.len() == 1),
                message: why.english(),
                why: Some(why),
                explained: Some(false),
                ..Remark::default()
            });
            self.list.remarks.push(place);
        }
    }

    fn fault(&self, sheet: &Sheet, row: Option<u64>, why: Saying<ListType>) -> ListFault {
        ListFault { sheet: sheet.name.clone(), row, ..ListFault::of_file(self.file, why) }
    }

    fn remark(&mut self, sheet: &Sheet, row: Option<u64>, remark: Saying<ListType>) {
        let remark = self.fault(sheet, row, remark);
        self.list.remarks.push(remark);
    }

    /// Adds what the row names. What it is for a sum, unless it is no row of the table.
    fn add(&mut self, page: &mut Page<'_>, entry: Entry) -> Option<Counted> {
        let (year, by_year) = self.year(page, &entry);
        let programme = self.programme(page, &entry);
        let unit = programme.as_ref().ok().map(|(id, _)| self.is_local(id));
        // Under the table of a list with more columns, a lone word is a place or a name of who signed.
        let is_of_the_foot = entry.is_below && entry.is_sole && page.has_full_rows;
        if entry.is_sole && !is_of_the_foot && unit != Some(false) && self.heads_a_group(page, &entry) {
            page.group.clone_from(&entry.name);
            page.heads.push(entry.row);
            return None;
        }
        if entry.is_stray || is_of_the_foot {
            page.stray.push(entry.row);
            return None;
        }
        let answer = self.resolver.resolve(self.question(page, &entry, unit == Some(true), year));
        let mut counted = Counted {
            row: entry.row,
            programme: programme.as_ref().ok().map(|(id, _)| id.clone()),
            year,
            ..Counted::default()
        };
        match (answer, programme) {
            (Answer::Open { .. }, _) if entry.is_below => {
                page.stray.push(entry.row);
                return None;
            }
            (Answer::Open { why, candidates }, programme) => {
                self.open(page, entry, (programme.ok().map(|(id, _)| id), year), why, candidates);
            }
            (Answer::Region { region, .. }, Err(words)) => {
                let why = Saying::of(OpenType::UnknownProgramme).with("words", words);
                let candidates = vec![self.shown(region)];
                self.open(page, entry, (None, year), why, candidates);
            }
            (Answer::Region { region, derived: by_region, differences }, Ok((programme, by_programme))) => {
                let own = Region::of(&self.engine.gazetteer().regions, region);
                counted.level = Some(self.engine.gazetteer().regions.get(region).level);
                counted.province = Some(own.province_code.clone());
                if let Some(why) = self.says_out(page, &entry) {
                    counted.is_out = true;
                    let candidates = vec![self.shown(region)];
                    self.open(page, entry, (Some(programme), year), why, candidates);
                    if let Some(open) = self.list.unresolved.last_mut() {
                        open.out = Some(own.code);
                    }
                    return Some(counted);
                }
                self.note_status(page, &entry);
                let derived: Vec<String> = by_region.into_iter().chain(by_programme).chain(by_year).collect();
                self.list.members.push(Member {
                    programme,
                    cohort_year: year,
                    region: own,
                    listed: self.listed(page, entry, derived),
                    differences,
                    decision: None,
                });
            }
        }
        Some(counted)
    }

    /// What the row asks: a code may stand beside a name in one cell, a name or an office beside a code.
    fn question(&self, page: &Page<'_>, entry: &Entry, is_local: bool, year: Option<i16>) -> Question {
        let lists = self.engine.gazetteer();
        let (mut name, mut code, mut office) = (entry.name.clone(), entry.code.clone(), page.office);
        if let Some((own, words)) = entry.code.as_deref().and_then(code::beside) {
            match lists.list_words().column(words).and_then(|(_, column)| column.office()) {
                Some(stated) => office = Some(stated),
                None => name = name.or_else(|| Some(words.to_owned())),
            }
            code = Some(own.to_owned());
        } else if code.is_none()
            && let Some((own, words)) = entry.name.as_deref().and_then(code::beside)
            && !code::is_of_a_province(own)
            && !code::readings(own, office, lists).is_empty()
        {
            (code, name) = (Some(own.to_owned()), Some(words.to_owned()));
        }
        let kind = entry.kind.as_deref().and_then(|kind| self.engine.level_named(kind));
        let province = entry.province.clone().or_else(|| page.group.clone());
        Question { name, code, office, level: kind.or(entry.level), province, is_local, year }
    }

    /// Why the row is no member by what the list itself says: it is struck out, or its status or note says so, such as
    /// "Mengundurkan diri".
    fn says_out(&self, page: &mut Page<'_>, entry: &Entry) -> Option<Saying<OpenType>> {
        if entry.is_struck {
            page.struck.push(entry.row);
            return Some(Saying::of(OpenType::StruckOut));
        }
        let words = self.engine.gazetteer().list_words();
        let mut said = entry.status.iter().chain(&entry.note);
        let out = said.find(|cell| words.beginning(cell) == Some(RowWord::Out))?;
        Some(Saying::of(OpenType::SaidOut).with("words", out.as_str()))
    }

    /// Takes notice of a status that petik does not know, and of a day that is none.
    fn note_status(&self, page: &mut Page<'_>, entry: &Entry) {
        let words = self.engine.gazetteer().list_words();
        let is_unknown = |cell: &&String| words.beginning(cell).is_none() && cell.chars().any(char::is_alphabetic);
        if let Some(status) = entry.status.as_ref().filter(is_unknown).filter(|_| !entry.year_over) {
            page.unknown.entry(shortened(status)).or_default().push(entry.row);
        }
        if entry.signed.as_deref().is_some_and(|cell| day(cell, page.order, self.engine).is_none()) {
            page.dayless.push(entry.row);
        }
    }

    /// Whether the row is no member but the province over the rows that follow.
    fn heads_a_group(&self, page: &Page<'_>, entry: &Entry) -> bool {
        let Some(name) = entry.name.as_deref().filter(|name| name.len() < 100) else { return false };
        let lists = self.engine.gazetteer();
        // "I. PROVINSI ACEH", "A. JAWA TENGAH"
        let name = name.split_once(". ").filter(|(number, _)| number.len() < 6).map_or(name, |(_, name)| name);
        let read = self.engine.resolve_region(name, RegionHints::default());
        let is_province = |id: RegionId| lists.regions.get(id).level == Level::Province;
        match read.level {
            Some(level) => level == Level::Province && read.fitting.iter().any(|name| is_province(name.region)),
            None if read.all.is_empty() => false,
            None if page.has_full_rows => read.all.iter().any(|name| is_province(name.region)),
            None => read.all.iter().all(|name| is_province(name.region)),
        }
    }

    /// The year of the row's cohort, and how it was found where the row does not say it.
    fn year(&mut self, page: &Page<'_>, entry: &Entry) -> (Option<i16>, Option<String>) {
        let own = entry.year.as_deref().map(years_in).unwrap_or_default();
        if let [year] = own.as_slice() {
            let by = if entry.year_over {
                Some("head of the column")
            } else if entry.year_above {
                Some("cell above")
            } else {
                None
            };
            return (Some(*year), by.map(|by| format!("cohort_year by {by}")));
        }
        if own.len() > 1 {
            let cell = entry.year.as_deref().unwrap_or_default();
            let remark = Saying::of(ListType::CellYears).with("cell", shortened(cell));
            self.remark(page.sheet, Some(entry.row), remark);
            return (None, None);
        }
        let found = page.context.year.or(self.options.year.map(|year| (year, "--year")));
        (found.map(|(year, _)| year), found.map(|(_, by)| format!("cohort_year by {by}")))
    }

    fn programme(&mut self, page: &Page<'_>, entry: &Entry) -> Programme {
        let option = self.programme.clone().map(|id| (id, Some("programme by --programme".to_owned())));
        let Some(words) = &entry.programme else {
            let found = page.context.programme.clone().map(|(id, by)| (id, Some(format!("programme by {by}"))));
            let any = self.options.any_programme.then(|| (String::new(), None));
            return found.or(option).or(any).ok_or_else(String::new);
        };
        if !self.programmes.contains_key(words) {
            let exact = self.engine.programme_named(words).map(str::to_owned);
            let found = exact.or_else(|| match self.engine.programmes_in(words).as_slice() {
                [one] => Some(one.clone()),
                _ => None,
            });
            self.programmes.insert(words.clone(), found);
        }
        match self.programmes.get(words).cloned().flatten() {
            Some(id) => Ok((id, entry.programme_above.then(|| "programme by cell above".to_owned()))),
            None if self.options.any_programme => Ok(option.unwrap_or_else(|| (shortened(words), None))),
            None => option.ok_or_else(|| shortened(words)),
        }
    }

    /// Whether the cohorts of the programme are of kabupaten and kota, and of no provinces.
    fn is_local(&self, programme: &str) -> bool {
        let programmes = &self.engine.gazetteer().programmes;
        programmes.number(programme).is_some_and(|number| programmes.get(number).is_local())
    }

    fn open(
        &mut self,
        page: &Page<'_>,
        entry: Entry,
        (programme, cohort_year): (Option<String>, Option<i16>),
        why: Saying<OpenType>,
        candidates: Vec<String>,
    ) {
        let province = entry.province.as_deref().or(page.group.as_deref());
        let province = province.and_then(|words| self.engine.province_named(words));
        let province = province.map(|id| self.engine.gazetteer().regions.get(id).code.clone());
        let listed = self.listed(page, entry, Vec::new());
        let name = listed.name.clone().or_else(|| listed.code.clone()).unwrap_or_default();
        let year = cohort_year.map(|year| year.to_string()).unwrap_or_default();
        let sheet = listed.sheet.as_deref().unwrap_or_default();
        let code = listed.code.as_deref().unwrap_or_default();
        let id = short_digest([self.file, sheet, &name, code, programme.as_deref().unwrap_or_default(), &year]);
        let reason = why.english();
        let evidence = short_digest([reason.as_str()].into_iter().chain(candidates.iter().map(String::as_str)));
        self.list.unresolved.push(Unresolved {
            id,
            side: "list".to_owned(),
            place: self.file.to_owned(),
            sheet: listed.sheet.clone(),
            row: Some(listed.row),
            name,
            programme,
            cohort_year,
            why: Some(why),
            reason,
            candidates,
            province,
            listed: Some(listed),
            evidence,
            ..Unresolved::default()
        });
    }

    fn listed(&self, page: &Page<'_>, entry: Entry, derived: Vec<String>) -> Listed {
        let words = self.engine.gazetteer().list_words();
        let doubted = entry.status.as_deref().is_some_and(|status| words.beginning(status) == Some(RowWord::Doubt));
        let signed = entry.signed.as_deref().and_then(|cell| day(cell, page.order, self.engine));
        let notes: Vec<String> = entry.status.into_iter().chain(entry.note).collect();
        Listed {
            file: self.file.to_owned(),
            sheet: page.sheet.name.clone(),
            row: entry.row,
            name: entry.name,
            code: entry.code,
            note: (!notes.is_empty()).then(|| notes.join("; ")),
            doubted,
            signed,
            derived,
        }
    }

    fn shown(&self, id: RegionId) -> String {
        let region = self.engine.gazetteer().regions.get(id);
        format!("{} {} (region)", region.code, region.full_name)
    }

    /// A remark for each member that the list has more than once.
    pub(super) fn twice(&self) -> Vec<ListFault> {
        let mut rows: BTreeMap<(&str, Option<i16>, &str), Vec<&Member>> = BTreeMap::new();
        for member in &self.list.members {
            rows.entry((&member.programme, member.cohort_year, &member.region.code)).or_default().push(member);
        }
        let twice = rows.into_iter().filter(|(_, members)| members.len() > 1);
        twice
            .map(|((programme, year, _), members)| {
                let places: Vec<Place> = members.iter().take(10).map(|member| member.listed.place()).collect();
                let kind = if year.is_some() { ListType::Twice } else { ListType::TwiceOfNoYear };
                let why = Saying::of(kind).with("region", members[0].region.name.as_str()).with("places", places);
                let why = why.with("programme", programme);
                let why = year.into_iter().fold(why, |why, year| why.with("year", year));
                ListFault::of_file(self.file, why)
            })
            .collect()
    }
}
