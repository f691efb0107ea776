//! `petik explain` on a terminal and without one.

use crate::cli::program::{Folder, Run};

const ESCAPE: char = '\u{1B}';

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("a.txt", "Pemkab Batang.\n\u{1B}[31mRawan\u{7}.\n");
    folder.write("b.jsonl", "{\"text\":\"satu\",\"id\":\"1\",\"title\":\"Judul\"}\n{\"text\":\"dua\",\"id\":\"2\"}\n");
    folder
}

/// What a run looks like, past the legend.
fn articles(run: &Run) -> Vec<&str> {
    run.stdout.lines().filter(|line| line.contains("day of publication")).collect()
}

#[test]
fn without_colour_there_is_none_and_brackets_are_explained() {
    let run = folder().petik(&["explain", "a.txt"]);
    assert!(!run.ends_with(0).stdout.contains(ESCAPE), "neither ours nor the article's");
    assert!(run.stdout.starts_with("[words|what they mean]"));
    for section in ["Facts", "Mentions outside of facts", "Not taken", "Findings"] {
        assert!(run.stdout.lines().any(|line| line == section), "{section}");
    }
}

#[test]
fn no_color_is_honoured() {
    let folder = folder();
    let forced = Run::of(folder.command(&["explain", "a.txt"]).env("CLICOLOR_FORCE", "1"));
    assert!(forced.ends_with(0).stdout.contains(ESCAPE));
    let unwanted = Run::of(folder.command(&["explain", "a.txt"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"));
    assert!(!unwanted.ends_with(0).stdout.contains(ESCAPE));
    let asked = Run::of(folder.command(&["explain", "a.txt", "--color", "always"]).env("NO_COLOR", "1"));
    assert!(asked.ends_with(0).stdout.contains(ESCAPE));
}

#[test]
fn an_article_cannot_steer_the_terminal() {
    let run = folder().petik(&["explain", "a.txt", "--color", "always"]);
    assert!(run.stdout.contains("\\u001b[31mRawan\\u0007"));
    assert!(!run.stdout.contains('\u{7}'));
}

#[test]
fn errors_are_coloured_too() {
    let folder = folder();
    let coloured = folder.petik(&["extract", "tiada", "--color", "always"]);
    assert!(coloured.ends_with(1).stderr.contains(ESCAPE));
    assert!(!folder.petik(&["extract", "tiada"]).ends_with(1).stderr.contains(ESCAPE));
}

#[test]
fn several_articles_or_one_of_them() {
    let folder = folder();
    let all = folder.petik(&["explain", "b.jsonl"]);
    assert_eq!(articles(&all), ["1 · Judul · day of publication unknown", "2 · day of publication unknown"]);
    let one = folder.petik(&["explain", "b.jsonl", "--id", "2"]);
    assert_eq!(articles(one.ends_with(0)), ["2 · day of publication unknown"]);
    let none = folder.petik(&["explain", "b.jsonl", "--id", "3"]);
    assert!(none.ends_with(1).errors()[0].starts_with("b.jsonl: no article with the id \"3\""), "{none:?}");
    let files = folder.petik(&["explain", "--short", "a.txt", "b.jsonl"]);
    assert_eq!(articles(files.ends_with(0)).len(), 3);
    assert!(files.stdout.lines().count() < 10 && !files.stdout.contains("Not taken"), "{files:?}");
}

#[test]
fn the_short_form_is_one_screen_however_much_there_is() {
    let folder = Folder::new();
    let regions = "Kabupaten Batang, Kabupaten Klaten, Kabupaten Gresik, Kabupaten Sleman, Kabupaten Banyuwangi, Kabupaten Siak, \
                   Kota Bogor, Kota Semarang, Kota Makassar, Kota Bandung, Kota Tomohon";
    let signed = format!("{regions} meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).");
    folder.write("a.txt", signed);
    let run = folder.petik(&["explain", "--short", "a.txt"]);
    assert!(run.ends_with(0).stdout.lines().count() <= 24, "{}", run.stdout);
    assert!(run.stdout.contains("f5 signing, done: Kabupaten Batang 33.25"), "{}", run.stdout);
    assert_eq!(
        run.stdout.matches("meneken").count() + run.stdout.matches("…\n").count(),
        1,
        "the sentence stands once: {}",
        run.stdout
    );
    assert!(run.stdout.contains("more facts; without --short all are shown"), "{}", run.stdout);
}
