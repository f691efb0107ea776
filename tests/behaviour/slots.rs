//! Fills a template: `{a}` is a region with its type, `{a.government}` its government, `{list.numbered}` the members in
//! numbered lines. `fillings.toml` tells of all slots and forms.

use super::fillings::{Filling, Pools, Region};

/// The template filled.
///
/// # Errors
///
/// A slot or form that there is not.
pub fn fill(template: &str, filling: &Filling, pools: &Pools) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        let (slot, after) = behind.split_once('}').ok_or_else(|| format!("`{{{behind}` is not closed"))?;
        out += before;
        out += &Slots { filling, pools, size: size(template, filling) }
            .value(slot)
            .ok_or_else(|| format!("`{{{slot}}}` is no slot"))?;
        rest = after;
    }
    Ok(out + rest)
}

/// How many members the list of a template has.
pub fn size(template: &str, filling: &Filling) -> usize {
    let members = filling.members('l').len();
    members + usize::from(template.contains("{list.more}")) - usize::from(template.contains("{list.less}"))
}

struct Slots<'f> {
    filling: &'f Filling,
    pools: &'f Pools,
    size: usize,
}

impl Slots<'_> {
    fn value(&self, slot: &str) -> Option<String> {
        let (name, form) = slot.split_once('.').unwrap_or((slot, ""));
        match name {
            "year" if form.is_empty() => Some(self.filling.year.to_string()),
            "programme" if form.is_empty() => Some(self.filling.programme.clone()),
            "award" if form.is_empty() => Some(self.filling.award.clone()),
            "n" => match form {
                "" => Some(self.size.to_string()),
                "words" => self.pools.words.numbers.get(self.size).cloned(),
                _ => None,
            },
            "day" => self.day(form),
            "list" => self.list(&self.filling.members('l'), form),
            "others" => self.list(&self.filling.members('o'), form),
            _ => self.region(self.filling.regions.get(name)?, form),
        }
    }

    fn region(&self, region: &Region, form: &str) -> Option<String> {
        let kind = self.pools.kind(region);
        let before = match form {
            "" | "upper" => &kind.full,
            "short" => &kind.short,
            "government" => &kind.government,
            "long_government" => &kind.long_government,
            "head" => &kind.head,
            "name" => return Some(region.name.clone()),
            _ => return None,
        };
        let named = format!("{before} {}", region.name);
        Some(if form == "upper" { named.to_uppercase() } else { named })
    }

    fn day(&self, form: &str) -> Option<String> {
        let date = self.filling.day;
        let words = &self.pools.words;
        let weekday = &words.weekdays[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())];
        let (day, month, year) = (date.day(), date.month(), date.year());
        let month_word = &words.months[usize::from(month.unsigned_abs()) - 1];
        Some(match form {
            "" => format!("{weekday} ({day}/{month}/{year})"),
            "zeros" => format!("{weekday} ({day:02}/{month:02}/{year})"),
            "dashes" => format!("{weekday} ({day}-{month}-{year})"),
            "long" => format!("{weekday}, {day} {month_word} {year}"),
            "month" => format!("{weekday} ({day} {month_word} {year})"),
            "bare" => format!("{day} {month_word} {year}"),
            _ => return None,
        })
    }

    fn list(&self, members: &[&Region], form: &str) -> Option<String> {
        let words = &self.pools.words;
        let named = |form: &str| members.iter().map(|r| self.region(r, form)).collect::<Option<Vec<String>>>();
        let full = named("")?;
        let joined = |names: &[String]| inline(names, &format!(", {} ", words.and));
        Some(match form {
            "" => joined(&full),
            "tight" => inline(&full, &format!(" {} ", words.and)),
            "commas" => full.join(", "),
            "also" => inline(&full, &format!(", {} ", words.also)),
            "reversed" => joined(&full.iter().rev().cloned().collect::<Vec<_>>()),
            "turned" => joined(&[&full[2..], &full[..2]].concat()),
            "more" => {
                let more = self.region(self.filling.regions.get("x")?, "")?;
                joined(&[&full[..2], &[more], &full[2..]].concat())
            }
            "less" => joined(&full[..full.len() - 1]),
            "first" => joined(&full[..2]),
            "rest" => joined(&full[2..]),
            "short" | "government" | "head" => joined(&named(form)?),
            "provinces" => {
                let with = members.iter().zip(&full).map(|(r, name)| format!("{name} ({})", r.province));
                joined(&with.collect::<Vec<_>>())
            }
            "grouped" => self.grouped(members),
            "lines" => full.join("\n"),
            "bulleted" => full.iter().map(|name| format!("- {name}")).collect::<Vec<_>>().join("\n"),
            "numbered" | "brackets" => {
                let mark = if form == "numbered" { "." } else { ")" };
                let lines = (1..).zip(&full).map(|(number, name)| format!("{number}{mark} {name}"));
                lines.collect::<Vec<_>>().join("\n")
            }
            _ => return None,
        })
    }

    /// Each type once: “Kabupaten A, B, C, serta Kota D dan E”.
    fn grouped(&self, members: &[&Region]) -> String {
        let words = &self.pools.words;
        let groups = [false, true].map(|is_kota| {
            let of_kind: Vec<&&Region> = members.iter().filter(|r| r.is_kota == is_kota).collect();
            let names: Vec<String> = of_kind.iter().map(|r| r.name.clone()).collect();
            of_kind
                .first()
                .map(|r| format!("{} {}", self.pools.kind(r).full, inline(&names, &format!(" {} ", words.and))))
        });
        groups.into_iter().flatten().collect::<Vec<_>>().join(&format!(", {} ", words.also))
    }
}

/// Commas between the names, and `last` before the last one.
fn inline(names: &[String], last: &str) -> String {
    match names {
        [one, other] => format!("{one} {} {other}", last.trim_matches([',', ' '])),
        [many @ .., one] if !many.is_empty() => format!("{}{last}{one}", many.join(", ")),
        _ => names.concat(),
    }
}
