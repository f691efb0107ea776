//! The form of the output and its packing: as the options say, else as the name of the file does. `fakta.csv` that holds JSON
//! would surprise whoever opens it.

use super::packed::Compression;
use crate::cli::ending::usage;
use clap::ValueEnum;
use std::path::Path;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// JSON Lines: one object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
    /// Typed columns, for data frames and databases; needs a petik built with --features parquet
    Parquet,
}

/// Endings of files that hold something that petik does not write.
const NOT_WRITTEN: [&str; 8] = ["tsv", "xlsx", "xls", "xlsb", "ods", "html", "xml", "feather"];
const NOT_PACKED: [&str; 7] = ["bz2", "xz", "zip", "7z", "rar", "lz4", "tar"];

impl Form {
    /// The name as it is typed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Form::Jsonl => "jsonl",
            Form::Csv => "csv",
            Form::Parquet => "parquet",
        }
    }

    fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "jsonl" | "ndjson" => Some(Form::Jsonl),
            "csv" => Some(Form::Csv),
            "parquet" => Some(Form::Parquet),
            _ => None,
        }
    }
}

/// The form and the packing that the options `to` and `compress` and the name of the `output` ask for together.
pub(super) fn chosen(
    to: Option<Form>,
    compress: Option<Compression>,
    output: Option<&Path>,
) -> anyhow::Result<(Form, Option<Compression>)> {
    let name = output.map(|path| path.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let packing = Compression::of_ending(ending(Path::new(&name)));
    let inner = if packing.is_some() { Path::new(&name).with_extension("") } else { name.into() };
    let ending = ending(&inner);
    let shown = || output.unwrap_or(Path::new("-")).display();
    if NOT_PACKED.contains(&ending) {
        return Err(usage(format_args!("{}: petik packs with gzip (.gz) and zstd (.zst)", shown())));
    }
    if NOT_WRITTEN.contains(&ending) {
        return Err(usage(format_args!("{}: petik writes JSON Lines (.jsonl), .csv and .parquet", shown())));
    }
    let form = Form::of_ending(ending);
    if let (Some(to), Some(form)) = (to, form)
        && to != form
    {
        return Err(usage(format_args!(
            "--to {} contradicts the name {}: leave out one, or change the other",
            to.name(),
            shown()
        )));
    }
    if let (Some(compress), Some(packing)) = (compress, packing)
        && compress != packing
    {
        return Err(usage(format_args!(
            "--compress {} contradicts the name {}: leave out one, or change the other",
            compress.name(),
            shown()
        )));
    }
    Ok((to.or(form).unwrap_or(Form::Jsonl), compress.or(packing)))
}

fn ending(path: &Path) -> &str {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Result<(Form, Option<&'static str>), String> {
        let chosen = chosen(None, None, Some(Path::new(name))).map_err(|error| error.to_string())?;
        Ok((chosen.0, chosen.1.map(Compression::name)))
    }

    #[test]
    fn endings_tell_form_and_packing() {
        assert_eq!(of("hasil/Fakta.CSV"), Ok((Form::Csv, None)));
        assert_eq!(of("a.b.parquet"), Ok((Form::Parquet, None)));
        assert_eq!(of("a.csv.gz"), Ok((Form::Csv, Some("gzip"))));
        assert_eq!(of("a.ndjson.zst"), Ok((Form::Jsonl, Some("zstd"))));
        for plain in ["csv", "a", "a.json", "a.txt", "null", ".."] {
            assert_eq!(of(plain), Ok((Form::Jsonl, None)), "{plain}");
        }
        assert!(of("a.xlsx").is_err_and(|reason| reason.contains(".csv")));
        assert!(of("a.jsonl.bz2").is_err_and(|reason| reason.contains(".zst")));
    }

    #[test]
    fn options_win_where_the_name_says_nothing() {
        let both = |to, compress, name| chosen(to, compress, Some(Path::new(name))).ok();
        assert_eq!(both(Some(Form::Csv), None, "fakta.txt").map(|(form, _)| form), Some(Form::Csv));
        assert!(both(Some(Form::Csv), Some(Compression::Gzip), "fakta.csv.gz").is_some());
        assert!(both(Some(Form::Csv), None, "fakta.parquet").is_none());
        assert!(both(None, Some(Compression::Zstd), "a.jsonl.gz").is_none());
    }
}
