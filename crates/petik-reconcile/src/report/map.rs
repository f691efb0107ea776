//! The map: one tile a province, laid out roughly as the provinces lie, so that small and large ones can be compared and
//! read. How many of its members are confirmed stands in the tile as numbers; the shade only repeats it.

use super::escape::Text;
use super::tally::{Cohort, CohortKey, Counts, Tally};
use super::words::{Out, Voice, size};
use crate::words::Status;
use std::collections::BTreeMap;
use std::io;

/// `code,column,row,label,name`. It stands here and not among the gazetteers: where a tile is drawn says nothing about
/// regions, and must not change the digest by which two runs are said to read alike.
const LAYOUT: &str = include_str!("provinces.csv");

/// Cohorts that have a map of their own; a list may have more years than anybody looks through. The table has them all.
const MOST_MAPS: usize = 30;

/// Wide enough for the longest label.
const WIDTH: usize = 66;
const HEIGHT: usize = 58;
const GAP: usize = 4;
const COLUMNS: usize = 15;
const ROWS: usize = 6;

/// Where a province is drawn.
struct Place<'l> {
    code: &'l str,
    column: usize,
    row: usize,
    label: &'l str,
    name: &'l str,
}

fn places() -> impl Iterator<Item = Place<'static>> {
    LAYOUT.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        Some(Place {
            code: cells.next()?,
            column: cells.next()?.parse().ok()?,
            row: cells.next()?.parse().ok()?,
            label: cells.next()?,
            name: cells.next()?,
        })
    })
}

/// A choice of years, and the map of each: the style sheet shows the one that is chosen, without a script.
pub(super) fn write_maps(tally: &Tally<'_>, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    write_map(0, &voice.say("report.all_years"), None, &tally.whole, tally, voice, out)?;
    let cohorts = tally.cohorts.iter().filter(|(_, cohort)| cohort.members.all() > 0);
    for (number, (key, cohort)) in cohorts.take(MOST_MAPS).enumerate() {
        write_map(number + 1, &tally.name(*key, voice), Some(*key), cohort, tally, voice, out)?;
    }
    Ok(())
}

fn write_map(
    number: usize,
    name: &str,
    key: Option<CohortKey<'_>>,
    cohort: &Cohort<'_>,
    tally: &Tally<'_>,
    voice: Voice<'_>,
    out: Out<'_>,
) -> io::Result<()> {
    let checked = if number == 0 { " checked" } else { "" };
    writeln!(out, r#"<input type="radio" name="map" id="map-{number}" value="{number}"{checked}>"#)?;
    writeln!(out, r#"<label for="map-{number}">{name}</label>"#)?;
    // For the script: a click on a province shows its rows.
    let (programme, year) = key.map_or((String::new(), String::new()), |(programme, year)| {
        (programme.to_owned(), super::filters::year_key(year))
    });
    writeln!(
        out,
        r#"<figure class="map" data-programme="{}" data-year="{year}"><figcaption>{name}: {}</figcaption>"#,
        Text(&programme),
        confirmed(&cohort.members, voice),
    )?;
    write_drawing(number, cohort, voice, out)?;
    write_table(cohort, tally, voice, out)?;
    writeln!(out, "</figure>")
}

fn confirmed(counts: &Counts, voice: Voice<'_>) -> String {
    let sure = voice.number(counts.of(&[Status::Confirmed]));
    voice.count_with("report.confirmed_of", counts.all(), &[("confirmed", &sure)])
}

fn write_drawing(number: usize, cohort: &Cohort<'_>, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let [label, title, about] = ["report.map_label", "report.map_title", "report.map_about"].map(|key| voice.say(key));
    writeln!(
        out,
        r#"<div class="pan" role="group" aria-label="{label}" tabindex="0"><svg class="tilemap" viewBox="0 0 {} {}" role="img" aria-labelledby="map-{number}-title map-{number}-desc"><title id="map-{number}-title">{title}</title><desc id="map-{number}-desc">{about}</desc>"#,
        COLUMNS * WIDTH - GAP,
        ROWS * HEIGHT - GAP,
    )?;
    for place in places() {
        write_tile(&place, cohort.provinces.get(place.code), voice, out)?;
    }
    writeln!(out, "</svg></div>")
}

fn write_tile(place: &Place<'_>, counts: Option<&Counts>, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let (x, y) = (place.column * WIDTH, place.row * HEIGHT);
    let (width, height) = (WIDTH - GAP, HEIGHT - GAP);
    let middle = x + width / 2;
    let (shade, words) = match counts {
        Some(counts) => (shade(counts), confirmed(counts, voice)),
        None => ("empty", voice.say("report.no_members")),
    };
    write!(out, r#"<g class="{shade}" data-code="{}"><title>{}: {words}</title>"#, place.code, place.name)?;
    write!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>"#)?;
    write!(out, r#"<text class="label" x="{middle}" y="{}">{}</text>"#, y + 22, place.label)?;
    if let Some(counts) = counts {
        let (sure, all) = (counts.of(&[Status::Confirmed]), counts.all());
        write!(out, r#"<text class="share" x="{middle}" y="{}">{sure}/{all}</text>"#, y + 42)?;
    }
    writeln!(out, "</g>")
}

/// Five shades: none, up to a third, up to two thirds, less than all, all.
fn shade(counts: &Counts) -> &'static str {
    let (sure, all) = (counts.of(&[Status::Confirmed]), counts.all());
    match sure * 3 {
        0 => "t0",
        thrice if thrice <= all => "t1",
        thrice if thrice <= all * 2 => "t2",
        _ if sure < all => "t3",
        _ => "t4",
    }
}

fn write_table(cohort: &Cohort<'_>, tally: &Tally<'_>, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let names: BTreeMap<&str, &str> = places().map(|place| (place.code, place.name)).collect();
    let summary = voice.count("report.provinces_table", size(cohort.provinces.len()));
    write!(out, r#"<details class="numbers"><summary>{summary}</summary><table class="plain">"#)?;
    voice.write_heads(&["report.province", "report.members", "report.group_sure"], out)?;
    writeln!(out, "<tbody>")?;
    for (code, counts) in &cohort.provinces {
        let given = tally.provinces.get(code).copied().filter(|name| !name.is_empty());
        let name = given.or_else(|| names.get(code).copied()).unwrap_or(code);
        let (all, sure) = (voice.number(counts.all()), voice.number(counts.of(&[Status::Confirmed])));
        writeln!(out, r#"<tr><th scope="row">{}</th><td>{all}</td><td>{sure}</td></tr>"#, Text(name))?;
    }
    writeln!(out, "</tbody></table></details>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_province_has_one_tile_of_its_own() {
        let files = petik_core::gazetteer::Files::builtin();
        let regions = &files.texts("regions/regions.csv")[0];
        let provinces: BTreeMap<&str, &str> = regions
            .lines()
            .map(|line| line.split(',').collect::<Vec<_>>())
            .filter(|cells| cells[0].len() == 2)
            .map(|cells| (cells[0], cells[3]))
            .collect();
        let drawn: BTreeMap<&str, &str> = places().map(|place| (place.code, place.name)).collect();
        assert_eq!(drawn, provinces);
        let taken: BTreeSet<(usize, usize)> = places().map(|place| (place.column, place.row)).collect();
        assert_eq!(taken.len(), provinces.len());
        assert!(places().all(|place| place.column < COLUMNS && place.row < ROWS && place.label.len() <= 9));
    }

    #[test]
    fn a_shade_says_how_many_are_confirmed() {
        let counts = |sure: usize, other: usize| {
            let mut counts = Counts::default();
            (0..sure).for_each(|_| counts.add(Status::Confirmed));
            (0..other).for_each(|_| counts.add(Status::Disputed));
            counts
        };
        let shades = [(0, 3), (1, 2), (2, 1), (3, 1), (3, 0)].map(|(sure, other)| shade(&counts(sure, other)));
        assert_eq!(shades, ["t0", "t1", "t2", "t3", "t4"]);
    }
}
