//! Floors: the figures below which a change is not taken.

use anyhow::{Context, bail};
use petik::score::Figures;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Layers with their least F1, and counts with their most.
#[derive(Debug)]
pub(super) struct Floors {
    path: PathBuf,
    bounds: Bounds,
}

#[derive(Debug, Deserialize)]
struct Bounds {
    #[serde(default)]
    at_most: AtMost,
    #[serde(flatten)]
    at_least: BTreeMap<String, f64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AtMost {
    facts_on_articles_without_any: Option<usize>,
    articles_missing: Option<usize>,
    offset_errors: Option<usize>,
}

impl Floors {
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let name = || path.display().to_string();
        let text = fs::read_to_string(path).with_context(name)?;
        Ok(Floors { path: path.to_owned(), bounds: toml::from_str(&text).with_context(name)? })
    }

    /// A line for every bound that does not hold.
    pub(super) fn broken_by(&self, figures: &Figures) -> anyhow::Result<Vec<String>> {
        let mut broken = Vec::new();
        for (layer, least) in &self.bounds.at_least {
            match figures.f1(layer) {
                Some(figure) if figure < *least => {
                    broken.push(format!("{layer}: {figure} is below the floor of {least}"))
                }
                Some(_) => {}
                None => bail!(
                    "{}: no layer is called `{layer}`; `petik score` without --floor prints their names",
                    self.path.display()
                ),
            }
        }
        let AtMost { facts_on_articles_without_any, articles_missing, offset_errors } = self.bounds.at_most;
        if offset_errors.is_some() && figures.offset_errors.is_none() {
            bail!("{}: offset_errors can only be counted with --texts", self.path.display());
        }
        for (name, most, count) in [
            (
                "facts_on_articles_without_any",
                facts_on_articles_without_any,
                Some(figures.facts_on_articles_without_any),
            ),
            ("articles_missing", articles_missing, Some(figures.articles_missing)),
            ("offset_errors", offset_errors, figures.offset_errors),
        ] {
            if let (Some(most), Some(count)) = (most, count)
                && count > most
            {
                broken.push(format!("{name}: {count} is more than {most}"));
            }
        }
        Ok(broken)
    }
}
