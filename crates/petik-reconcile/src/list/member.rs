//! From the rows of a sheet to members: programme and year of each, its region, and what stays open.

use super::body::{self, Entry};
use super::context::{Context, years_in};
use super::grid::Sheet;
use super::resolve::{Answer, Question, Resolver};
use super::{ListError, ListOptions, Listed, Member, OfficialList, Region, Unresolved};
use super::{layout, shortened};
use petik_core::Engine;
use petik_core::RegionHints;
use petik_core::gazetteer::{RegionId, RowWord};
use petik_core::record::Level;
use std::collections::{BTreeMap, HashMap};

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
    office: Option<petik_core::gazetteer::CodeOffice>,
    /// The province that heads the group of rows.
    group: Option<String>,
    /// Whether rows beside heads of groups hold more than a name.
    has_full_rows: bool,
    /// Rows that head such groups.
    heads: Vec<u64>,
    /// Rows whose only words are no names.
    stray: Vec<u64>,
}

/// The programme of a row, and how it was found; or the words that name none.
type Programme = Result<(String, Option<String>), String>;

impl<'e> Maker<'e> {
    pub(super) fn new(file: &'e str, options: &'e ListOptions, engine: &'e Engine) -> Result<Self, ListError> {
        let programme = match &options.programme {
            None => None,
            Some(words) => match engine.programme_named(words) {
                Some(id) => Some(id.to_owned()),
                None => {
                    let reason =
                        format!("no programme is called {words:?}; see programmes.csv, or add it with --gazetteers");
                    return Err(ListError::of_file(file, reason));
                }
            },
        };
        let (resolver, programmes) = (Resolver::new(engine), HashMap::new());
        Ok(Maker { file, options, engine, programme, resolver, programmes, list: OfficialList::default() })
    }

    /// Adds the members of `sheet`.
    pub(super) fn read(&mut self, sheet: &Sheet) -> Result<(), ListError> {
        let failed = |reason: String| ListError { sheet: sheet.name.clone(), ..ListError::of_file(self.file, reason) };
        let words = &self.engine.gazetteer().list_words;
        let layout = layout::find(sheet, words, &self.options.columns).map_err(failed)?;
        let context = Context::of(sheet, &layout, self.engine);
        if layout.programme.is_none() && context.programme.is_none() && self.programme.is_none() {
            let reason = "neither a column nor a title nor the name of the sheet says which programme it is; say it with --programme ID";
            return Err(failed(reason.to_owned()));
        }
        let body = body::read(sheet, &layout, words);
        self.remark(sheet, context.remarks.iter().chain(&body.remarks));
        let has_full_rows = body.entries.iter().any(|entry| !entry.is_sole);
        let office = layout.office;
        let (heads, stray) = (Vec::new(), Vec::new());
        let mut page = Page { sheet, context, office, group: None, has_full_rows, heads, stray };
        body.entries.into_iter().for_each(|entry| self.add(&mut page, entry));
        for (rows, what) in [
            (&page.heads, "provinces over the rows that follow, taken for no members"),
            (&page.stray, "without a name and a code, passed over"),
        ] {
            if !rows.is_empty() {
                self.remark(sheet, [&format!("{what}: {}", body::rows(rows))].into_iter());
            }
        }
        Ok(())
    }

    fn remark<'r>(&mut self, sheet: &Sheet, remarks: impl Iterator<Item = &'r String>) {
        let place = match &sheet.name {
            Some(name) => format!("{}, sheet {name:?}", self.file),
            None => self.file.to_owned(),
        };
        self.list.remarks.extend(remarks.map(|remark| format!("{place}: {remark}")));
    }

    fn add(&mut self, page: &mut Page<'_>, entry: Entry) {
        let (year, by_year) = self.year(page, &entry);
        let programme = self.programme(page, &entry);
        let unit = programme.as_ref().ok().map(|(id, _)| self.is_local(id));
        // Under the table of a list with more columns, a lone word is a place or a name of who signed.
        let is_of_the_foot = entry.is_below && entry.is_sole && page.has_full_rows;
        if entry.is_sole && !is_of_the_foot && unit != Some(false) && self.heads_a_group(page, &entry) {
            page.group.clone_from(&entry.name);
            page.heads.push(entry.row);
            return;
        }
        if entry.is_stray || is_of_the_foot {
            page.stray.push(entry.row);
            return;
        }
        let kind = entry.kind.as_deref().and_then(|kind| self.engine.level_named(kind));
        let answer = self.resolver.resolve(Question {
            name: entry.name.clone(),
            code: entry.code.clone(),
            office: page.office,
            level: kind.or(entry.level),
            province: entry.province.clone().or_else(|| page.group.clone()),
            is_local: unit == Some(true),
            year,
        });
        match (answer, programme) {
            (Answer::Open { .. }, _) if entry.is_below => page.stray.push(entry.row),
            (Answer::Open { reason, candidates }, programme) => {
                self.open(page, &entry, (programme.ok().map(|(id, _)| id), year), reason, candidates);
            }
            (Answer::Region { region, .. }, Err(words)) => {
                let reason = format!("no programme is called {words:?}; say with --programme ID which it is");
                let candidates = vec![self.shown(region)];
                self.open(page, &entry, (None, year), reason, candidates);
            }
            (Answer::Region { region, derived: by_region, differences }, Ok((programme, by_programme))) => {
                if let Some(words) = self.says_out(&entry) {
                    let reason = format!("the list says that it is no member: {words:?}");
                    let candidates = vec![self.shown(region)];
                    return self.open(page, &entry, (Some(programme), year), reason, candidates);
                }
                let derived: Vec<String> = by_region.into_iter().chain(by_programme).chain(by_year).collect();
                self.list.members.push(Member {
                    programme,
                    cohort_year: year,
                    region: Region::of(&self.engine.gazetteer().regions, region),
                    signed: entry.signed.clone(),
                    listed: self.listed(page, entry, derived),
                    differences,
                });
            }
        }
    }

    /// The words of the row's status or note that say of the region that it is no member: "Mengundurkan diri".
    fn says_out<'r>(&self, entry: &'r Entry) -> Option<&'r String> {
        let words = &self.engine.gazetteer().list_words;
        let mut said = entry.status.iter().chain(&entry.note);
        said.find(|cell| words.beginning(cell) == Some(RowWord::Out))
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
            let remark = format!("row {}: {} names several years, so none was taken", entry.row, shortened(cell));
            self.remark(page.sheet, [&remark].into_iter());
            return (None, None);
        }
        let found = page.context.year.or(self.options.year.map(|year| (year, "--year")));
        (found.map(|(year, _)| year), found.map(|(_, by)| format!("cohort_year by {by}")))
    }

    fn programme(&mut self, page: &Page<'_>, entry: &Entry) -> Programme {
        let option = self.programme.clone().map(|id| (id, Some("programme by --programme".to_owned())));
        let Some(words) = &entry.programme else {
            let found = page.context.programme.clone().map(|(id, by)| (id, Some(format!("programme by {by}"))));
            return found.or(option).ok_or_else(String::new);
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
        entry: &Entry,
        (programme, cohort_year): (Option<String>, Option<i16>),
        reason: String,
        candidates: Vec<String>,
    ) {
        self.list.unresolved.push(Unresolved {
            side: "list".to_owned(),
            place: self.file.to_owned(),
            sheet: page.sheet.name.clone(),
            row: Some(entry.row),
            name: entry.name.clone().or_else(|| entry.code.clone()).unwrap_or_default(),
            programme,
            cohort_year,
            reason,
            candidates,
        });
    }

    fn listed(&self, page: &Page<'_>, entry: Entry, derived: Vec<String>) -> Listed {
        let words = &self.engine.gazetteer().list_words;
        let doubted = entry.status.as_deref().is_some_and(|status| words.beginning(status) == Some(RowWord::Doubt));
        let notes: Vec<String> = entry.status.into_iter().chain(entry.note).collect();
        Listed {
            file: self.file.to_owned(),
            sheet: page.sheet.name.clone(),
            row: entry.row,
            name: entry.name,
            code: entry.code,
            note: (!notes.is_empty()).then(|| notes.join("; ")),
            doubted,
            derived,
        }
    }

    fn shown(&self, id: RegionId) -> String {
        let region = self.engine.gazetteer().regions.get(id);
        format!("{} {} (region)", region.code, region.full_name)
    }

    /// A remark for each member that the list has more than once.
    pub(super) fn twice(&self) -> Vec<String> {
        let mut rows: BTreeMap<(&str, Option<i16>, &str), Vec<&Member>> = BTreeMap::new();
        for member in &self.list.members {
            rows.entry((&member.programme, member.cohort_year, &member.region.code)).or_default().push(member);
        }
        let twice = rows.into_iter().filter(|(_, members)| members.len() > 1);
        twice
            .map(|((programme, year, _), members)| {
                let places = members.iter().take(10).map(|member| match &member.listed.sheet {
                    Some(sheet) => format!("sheet {sheet:?} row {}", member.listed.row),
                    None => format!("row {}", member.listed.row),
                });
                let places = places.collect::<Vec<_>>().join(", ");
                let year = year.map_or("without a year".to_owned(), |year| year.to_string());
                let name = &members[0].region.name;
                format!("{}: {name} stands more than once in {programme} {year}: {places}", self.file)
            })
            .collect()
    }
}
