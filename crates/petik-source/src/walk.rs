//! From the paths that a user names to the files to read, always in the same order: files as given, folders as a walk
//! sorted by name, patterns as the files that fit, sorted by name.

use crate::fault::{SourceFault, io_reason};
use crate::format::Format;
use globset::{Glob, GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Patterns of paths: `*` and `?` within a name, `**` over folders, `[ab]`, `{a,b}`. One without a slash is held against
/// the name alone, wherever it stands.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    set: GlobSet,
}

impl Globs {
    /// Reads patterns. The message of an error names the pattern.
    ///
    /// ```
    /// # use petik_source::Globs;
    /// assert!(Globs::new(["*.txt", "arsip/**"]).is_ok());
    /// assert!(Globs::new(["[a"]).is_err());
    /// ```
    pub fn new<S: AsRef<str>>(patterns: impl IntoIterator<Item = S>) -> Result<Self, String> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            set.add(glob(pattern.as_ref())?);
        }
        Ok(Globs { set: set.build().map_err(|error| error.to_string())? })
    }

    /// Whether there is no pattern.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    fn fit(&self, path: &Path) -> bool {
        self.set.is_match(path)
    }
}

fn glob(pattern: &str) -> Result<Glob, String> {
    // “arsip/*.txt” below any folder named, “*.txt” at any depth.
    let anywhere = format!("{{,**/}}{pattern}");
    let built = GlobBuilder::new(&anywhere).literal_separator(true).build();
    built.map_err(|error| format!("`{pattern}` is no pattern: {}", error.kind()))
}

/// Whether the path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The files behind a list of paths.
pub(super) struct Walk {
    include: Globs,
    exclude: Globs,
    /// What is still to be visited, next one last.
    pending: Vec<Entry>,
}

struct Entry {
    path: PathBuf,
    /// Given by the user, not met on a walk.
    named: bool,
}

impl Walk {
    pub(super) fn new(paths: Vec<PathBuf>, include: Globs, exclude: Globs) -> Self {
        let pending = paths.into_iter().rev().map(|path| Entry { path, named: true }).collect();
        Walk { include, exclude, pending }
    }

    /// The file behind an entry; `None` for one that is passed over or led to others.
    fn visit(&mut self, Entry { path, named }: Entry) -> Result<Option<PathBuf>, SourceFault> {
        if is_stdin(&path) {
            return Ok(Some(path));
        }
        let failed = |error: io::Error| SourceFault::of_file(&path, io_reason(&error));
        let wanted = named || self.is_wanted(&path);
        let there = match fs::metadata(&path) {
            // A broken link to something that would not have been read anyway.
            Err(_) if !wanted => return Ok(None),
            Err(error) if named && error.kind() == io::ErrorKind::NotFound && is_pattern(&path) => {
                let mut found = expanded(&path).map_err(|reason| SourceFault::of_file(&path, reason))?;
                found.reverse();
                self.pending.extend(found.into_iter().map(|path| Entry { path, named: true }));
                return Ok(None);
            }
            other => other.map_err(failed)?,
        };
        if there.is_dir() {
            let mut inside = folder(&path).map_err(failed)?;
            inside.retain(|path| !self.exclude.fit(path));
            inside.reverse();
            self.pending.extend(inside.into_iter().map(|path| Entry { path, named: false }));
            return Ok(None);
        }
        // A named pipe that is met on a walk could keep petik waiting for ever.
        Ok((named || wanted && there.is_file()).then_some(path))
    }

    /// Whether a file that is met on a walk is to be read.
    fn is_wanted(&self, path: &Path) -> bool {
        if self.include.is_empty() {
            Format::of_path(path).is_some() && !is_annotation(path)
        } else {
            self.include.fit(path)
        }
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, SourceFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let entry = self.pending.pop()?;
            if let Some(found) = self.visit(entry).transpose() {
                return Some(found);
            }
        }
    }
}

/// `NAME.gold.json` holds the answers to the article beside it.
fn is_annotation(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| Path::new(stem).extension().is_some_and(|inner| inner == "gold"))
}

/// The entries of a folder that can lead to articles, sorted by name. Links to folders are not followed: they can turn
/// in circles.
fn folder(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let linked_folder = entry.file_type()?.is_symlink() && path.is_dir();
        if !hidden && !linked_folder {
            entries.push(path);
        }
    }
    entries.sort();
    Ok(entries)
}

fn has_pattern(part: &[u8]) -> bool {
    part.iter().any(|byte| matches!(byte, b'*' | b'?' | b'[' | b'{'))
}

fn is_pattern(path: &Path) -> bool {
    has_pattern(path.as_os_str().as_encoded_bytes())
}

/// The files that fit the pattern, sorted by name.
fn expanded(pattern: &Path) -> Result<Vec<PathBuf>, String> {
    let is_plain = |part: &Component<'_>| !has_pattern(part.as_os_str().as_encoded_bytes());
    let base: PathBuf = pattern.components().take_while(is_plain).collect();
    let written = pattern.to_str().ok_or("a pattern must be UTF-8")?;
    let fits: GlobMatcher = GlobBuilder::new(written.strip_prefix("./").unwrap_or(written))
        .literal_separator(true)
        .build()
        .map_err(|error| format!("no such file, and no pattern: {}", error.kind()))?
        .compile_matcher();
    let mut found = Vec::new();
    let mut todo = vec![base];
    while let Some(path) = todo.pop() {
        let here = if path.as_os_str().is_empty() { Path::new(".") } else { &path };
        for entry in folder(here).map_err(|error| format!("{}: {}", here.display(), io_reason(&error)))? {
            let entry = entry.strip_prefix(".").map(Path::to_path_buf).unwrap_or(entry);
            if entry.is_dir() {
                todo.push(entry);
            } else if fits.is_match(&entry) {
                found.push(entry);
            }
        }
    }
    if found.is_empty() {
        return Err("no file fits this pattern".to_owned());
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(paths: &[&str], include: &[&str], exclude: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap_or_else(|error| unreachable!("{error}"));
        for name in ["b.txt", "a.jsonl", "c.html", "d/e.txt", "d/f.gold.json", "d/g.json", "h.md", ".i.txt"] {
            let path = folder.path().join(name);
            let _ = fs::create_dir_all(path.parent().unwrap_or(&path));
            let _ = fs::write(path, "x");
        }
        let paths = paths.iter().map(|path| folder.path().join(path)).collect();
        let globs = |patterns: &[&str]| Globs::new(patterns).unwrap_or_default();
        let root = folder.path();
        Walk::new(paths, globs(include), globs(exclude))
            .map(|found| match found {
                Ok(path) => path.strip_prefix(root).unwrap_or(&path).display().to_string(),
                Err(fault) => fault.reason,
            })
            .collect()
    }

    #[test]
    fn folders_are_walked_by_name() {
        let found = walked(&["."], &[], &["*.html"]);
        assert_eq!(found, ["a.jsonl", "b.txt", "d/e.txt", "d/g.json"]);
    }

    #[test]
    fn patterns_choose_on_a_walk() {
        assert_eq!(walked(&["."], &["*.md", "d/*.txt"], &[]), ["d/e.txt", "h.md"]);
        assert_eq!(walked(&["."], &[], &["d", "*.html"]), ["a.jsonl", "b.txt"]);
        assert_eq!(walked(&["h.md"], &["*.txt"], &["*"]), ["h.md"]);
    }

    #[test]
    fn a_path_may_be_a_pattern() {
        assert_eq!(walked(&["*.txt", "d/*.json"], &[], &[]), ["b.txt", "d/f.gold.json", "d/g.json"]);
        assert_eq!(walked(&["**/*.txt"], &[], &[]), ["b.txt", "d/e.txt"]);
        assert_eq!(walked(&["*.pdf"], &[], &[]), ["no file fits this pattern"]);
    }
}
