//! Every state that a kill, a stranger or another run can leave; the kills themselves are in `benches/kills_reconcile.py`.

use super::*;
use petik::gazetteer::Files;
use petik::reconcile::{Language, PACKAGE_FILE, Phrases, ROWS_FILE, Reconciliation, Row, Sheet};
use tempfile::TempDir;

/// A result whose rows say which it is.
fn result(id: &str) -> Reconciliation {
    let mut all = Reconciliation { rows: vec![Row { id: id.into(), ..Row::default() }], ..Reconciliation::default() };
    all.inputs.version = id.into();
    all
}

fn begun(dir: &Path, id: &str) -> Folder {
    let mut folder = Folder::open(dir).unwrap();
    let phrases = Phrases::read(&Files::builtin(), Language::English).unwrap();
    crate::cli::reconcile::outputs::write_all(&result(id), &phrases, &mut folder).unwrap();
    folder
}

fn write(dir: &Path, id: &str) {
    begun(dir, id).finish().unwrap();
}

#[track_caller]
fn refused(dir: &Path, words: &str) {
    let error = Folder::open(dir).err().map(|error| format!("{error:#}")).unwrap_or_default();
    assert!(error.starts_with("cannot write to ") && error.contains(words), "{words:?} in {error:?}");
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Whose result is there.
fn id(dir: &Path) -> String {
    let rows = fs::read_to_string(dir.join(ROWS_FILE)).unwrap();
    let package = fs::read_to_string(dir.join(PACKAGE_FILE)).unwrap();
    let row: Row = serde_json::from_str(&rows).unwrap();
    assert!(package.contains(&format!("\"version\": \"{}\"", row.id)), "of one run");
    row.id
}

fn place() -> (TempDir, PathBuf) {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join("out");
    (above, dir)
}

#[test]
fn a_result_appears_when_it_is_whole_and_nothing_else_stays() {
    let (above, dir) = place();
    let folder = begun(&dir, "first");
    assert!(!dir.exists());
    folder.finish().unwrap();
    assert_eq!((id(&dir), names(above.path())), ("first".into(), vec!["out".into()]));
    let files = names(&dir);
    assert!(Sheet::ALL.iter().all(|sheet| files.contains(&sheet.file().into())), "{files:?}");
    let folder = begun(&dir, "second");
    assert_eq!(id(&dir), "first");
    folder.finish().unwrap();
    assert_eq!((id(&dir), names(above.path())), ("second".into(), vec!["out".into()]));
}

#[test]
fn a_run_that_fails_leaves_the_result_before() {
    let (above, dir) = place();
    write(&dir, "first");
    let mut folder = begun(&dir, "second");
    let full = folder.write("report.html", |_| Err(io::ErrorKind::StorageFull.into()));
    assert!(format!("{:#}", full.unwrap_err()).starts_with("cannot write report.html of "));
    assert!(folder.write("notes.txt", |_| Ok(())).is_err());
    drop(folder);
    assert_eq!((id(&dir), names(above.path())), ("first".into(), vec!["out".into()]));
}

#[test]
fn the_same_result_is_the_same_bytes() {
    let (above, dir) = place();
    write(&dir, "a");
    let other = above.path().join("other");
    write(&other, "a");
    for name in names(&dir) {
        assert_eq!(fs::read(dir.join(&name)).unwrap(), fs::read(other.join(&name)).unwrap(), "{name}");
    }
}

#[test]
fn lengths_and_digests_are_those_of_the_files() {
    let (_above, dir) = place();
    write(&dir, "a");
    let package: petik::reconcile::Package =
        serde_json::from_slice(&fs::read(dir.join(PACKAGE_FILE)).unwrap()).unwrap();
    assert_eq!(package.resources.len(), names(&dir).len() - 1);
    for file in package.resources {
        let bytes = fs::read(dir.join(&file.path)).unwrap();
        assert_eq!((file.bytes, file.hash), (bytes.len() as u64, ours::hash(Sha256::new_with_prefix(bytes))));
    }
}

#[test]
fn what_petik_did_not_write_is_named_and_stays() {
    let (above, dir) = place();
    fs::create_dir(&dir).unwrap();
    write(&dir, "into an empty folder");
    fs::write(dir.join("notes.txt"), "mine").unwrap();
    refused(&dir, "it holds notes.txt, which petik did not write");
    fs::remove_file(dir.join("notes.txt")).unwrap();
    let report = fs::read(dir.join("report.html")).unwrap();
    fs::remove_file(dir.join("report.html")).unwrap();
    fs::create_dir(dir.join("report.html")).unwrap();
    refused(&dir, "it holds report.html/, which");
    fs::remove_dir(dir.join("report.html")).unwrap();
    fs::write(dir.join("report.html"), report).unwrap();
    let claims = dir.join("claims.csv");
    let table = fs::read_to_string(&claims).unwrap();
    for changed in [format!("{table}my note"), table.replacen("row_id", "row-id", 1)] {
        fs::write(&claims, changed).unwrap();
        refused(&dir, "claims.csv was changed since petik wrote it");
    }
    fs::write(&claims, table).unwrap();
    let package = fs::read_to_string(dir.join(PACKAGE_FILE)).unwrap();
    fs::write(dir.join(PACKAGE_FILE), package.replace("petik/reconciliation/1", "petik/reconciliation/2")).unwrap();
    refused(&dir, "`petik/reconciliation/2`");
    fs::write(dir.join(PACKAGE_FILE), package.replace("\"path\": \"report.html\"", "\"path\": \"x.html\"")).unwrap();
    refused(&dir, "it holds report.html, which is not in its datapackage.json");
    fs::write(dir.join(PACKAGE_FILE), "{\"name\": \"mine\"}").unwrap();
    refused(&dir, "not one that petik wrote");
    fs::remove_file(dir.join(PACKAGE_FILE)).unwrap();
    refused(&dir, "no datapackage.json");
    assert_eq!(names(above.path()), ["out"]);
    assert_eq!(names(&dir).len(), Sheet::ALL.len() + 3 - usize::from(cfg!(not(feature = "xlsx"))));
}

#[test]
fn a_file_that_comes_while_the_run_lasts_stays() {
    let (_above, dir) = place();
    write(&dir, "first");
    let folder = begun(&dir, "second");
    fs::write(dir.join("notes.txt"), "mine").unwrap();
    assert!(format!("{:#}", folder.finish().unwrap_err()).contains("notes.txt"));
    assert_eq!((id(&dir), fs::read_to_string(dir.join("notes.txt")).unwrap()), ("first".into(), "mine".into()));
}

#[test]
fn places_that_are_no_folder_are_refused() {
    let (above, dir) = place();
    fs::write(&dir, "mine").unwrap();
    refused(&dir, "it is a file");
    refused(&dir.join("below"), "");
    refused(&above.path().join("no/where"), "there is no folder");
    refused(Path::new("."), "by its name");
    refused(Path::new("/"), "by its name");
    assert_eq!((names(above.path()), fs::read_to_string(&dir).unwrap()), (vec!["out".into()], "mine".into()));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_followed_and_stays_a_link() {
    use std::os::unix::fs::symlink;
    let (above, dir) = place();
    let link = above.path().join("link");
    symlink("out", &link).unwrap();
    refused(&link, "leads nowhere");
    fs::write(&dir, "mine").unwrap();
    refused(&link, "a link to a file");
    fs::remove_file(&dir).unwrap();
    write(&dir, "first");
    write(&link, "second");
    assert_eq!(id(&dir), "second");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    // A link in the place of a file is a stranger: what it leads to is not petik's.
    fs::remove_file(dir.join("claims.csv")).unwrap();
    symlink("/etc/hostname", dir.join("claims.csv")).unwrap();
    refused(&dir, "claims.csv/");
}

#[test]
fn two_runs_do_not_write_one_folder() {
    let (above, dir) = place();
    let first = begun(&dir, "first");
    refused(&dir, "another run");
    let other = above.path().join("other");
    write(&other, "beside it");
    first.finish().unwrap();
    write(&dir, "second");
    assert_eq!(names(above.path()), ["other", "out"]);
}

#[test]
fn what_killed_runs_left_is_removed_and_nothing_else() {
    let (above, dir) = place();
    // As a kill behind the exchange leaves it: the old result in the hidden folder, the lock's file, the new one in place.
    write(&dir, "old");
    fs::rename(&dir, above.path().join(".out.petik-AbCd1234.part")).unwrap();
    fs::write(above.path().join(".out.petik.lock"), "").unwrap();
    write(&dir, "new");
    // As one before it does: half of a result.
    let half = above.path().join(".out.petik-zzzzzzzz.part");
    fs::create_dir(&half).unwrap();
    fs::write(half.join("claims.csv"), "row_").unwrap();
    // Of another folder, and of a person.
    let others = [".out.petik-b.petik-AbCd1234.part", ".out.petik-AbCd1234.part", ".other.petik-AbCd1234.part"];
    for name in others {
        fs::create_dir_all(above.path().join(name)).unwrap();
        fs::write(above.path().join(name).join("notes.txt"), "mine").unwrap();
    }
    let folder = begun(&dir, "newest");
    assert_eq!(id(&dir), "new");
    let [left] = folder.left() else { panic!("{:?}", folder.left()) };
    assert!(left.contains(".out.petik-AbCd1234.part of a killed run cannot be removed"), "{left}");
    folder.finish().unwrap();
    let mut expected = others.to_vec();
    expected.extend(["out"]);
    expected.sort_unstable();
    assert_eq!((id(&dir), names(above.path())), ("newest".into(), expected.iter().map(ToString::to_string).collect()));
}

#[cfg(unix)]
#[test]
fn rights_are_those_of_any_new_folder_and_file() {
    use std::os::unix::fs::PermissionsExt;
    let (above, dir) = place();
    write(&dir, "a");
    let (folder, file) = (above.path().join("folder"), above.path().join("file"));
    fs::create_dir(&folder).unwrap();
    fs::write(&file, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!((mode(&dir), mode(&dir.join(ROWS_FILE))), (mode(&folder), mode(&file)));
}
