//! Which field of a JSON object or column of a table holds which part of an article. A field may stand within an object:
//! `artikel.isi`.

/// The parts of an article that a source can hold, in the order of [`Fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Id,
    Url,
    Title,
    Published,
    Outlet,
}

impl Part {
    pub(super) const COUNT: usize = PARTS.len();
}

/// Every part with the name it has unless the user says otherwise.
const PARTS: [(Part, &str); 6] = [
    (Part::Text, "text"),
    (Part::Id, "id"),
    (Part::Url, "url"),
    (Part::Title, "title"),
    (Part::Published, "published"),
    (Part::Outlet, "outlet"),
];

/// The field names of a source.
///
/// ```
/// # use petik_source::Fields;
/// let mut fields = Fields::default();
/// fields.set("text=body")?;
/// assert!(fields.set("teks=body").is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    columns: [String; PARTS.len()],
}

impl Default for Fields {
    fn default() -> Self {
        Fields { columns: PARTS.map(|(_, name)| name.to_owned()) }
    }
}

impl Fields {
    /// Takes a `NAME=COLUMN` as typed: the part NAME is read from the field COLUMN.
    pub fn set(&mut self, mapping: &str) -> Result<(), String> {
        let names = || PARTS.map(|(_, name)| name).join(", ");
        let Some((name, column)) = mapping.split_once('=').filter(|(_, column)| !column.is_empty()) else {
            return Err(format!("`{mapping}` is not NAME=COLUMN, with NAME one of {}", names()));
        };
        let Some((part, _)) = PARTS.iter().find(|(_, known)| *known == name) else {
            return Err(format!("an article has no part `{name}`: it has {}", names()));
        };
        self.columns[*part as usize] = column.to_owned();
        Ok(())
    }

    /// The field that holds `part`.
    pub(super) fn column(&self, part: Part) -> &str {
        &self.columns[part as usize]
    }

    /// Whether a part stands within the object `column`: `artikel.isi` within `artikel`.
    pub(super) fn reach_into(&self, column: &str) -> bool {
        let within = |own: &String| own.strip_prefix(column).is_some_and(|rest| rest.starts_with('.'));
        self.columns.iter().any(within)
    }

    /// The parts that stand in `column`. One field may serve two parts (`--field id=url`).
    pub(super) fn parts(&self, column: &str) -> PartSet {
        let mut found = PartSet::default();
        for (part, _) in PARTS {
            found.0[part as usize] = self.columns[part as usize] == column;
        }
        found
    }
}

/// Some of the parts of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PartSet([bool; PARTS.len()]);

impl PartSet {
    pub(super) fn is_empty(self) -> bool {
        self == PartSet::default()
    }

    pub(super) fn all() -> Self {
        PartSet([true; PARTS.len()])
    }

    pub(super) fn has(self, part: Part) -> bool {
        self.0[part as usize]
    }

    pub(super) fn remove(&mut self, part: Part) {
        self.0[part as usize] = false;
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Part> {
        PARTS.into_iter().map(|(part, _)| part).filter(move |part| self.0[*part as usize])
    }
}
