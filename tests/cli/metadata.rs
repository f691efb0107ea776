//! `--metadata`: what a table says of the text files beside it.

use crate::cli::program::Folder;

const TEXT: &str = "Bupati Kendal meneken MoU Gerakan Menuju Smart City, Rabu (20/4).";

#[test]
fn a_table_says_what_text_files_do_not() {
    let folder = Folder::new();
    folder.write("b/2022/a.txt", TEXT).write("b/c.txt", TEXT).write(
        "b/d.jsonl",
        format!("{{\"id\":\"d\",\"text\":\"{TEXT}\",\"published\":\"2016-04-21\",\"url\":\"https://d.example\"}}\n"),
    );
    let table = "path;published;url;title\n2022/a.txt;2022-04-21;https://warta.example/1;Kendal Siap\n\
                 b\\c.txt;;https://warta.example/2;\nd.jsonl;2020-01-01;https://x.example;\ntiada.txt;;;\n";
    folder.write("b/isi.csv", table);
    let run = folder.petik(&["extract", "--metadata", "b/isi.csv", "b", "-o", "r.jsonl"]);
    assert!(run.ends_with(0).stderr.contains("warning: --metadata: 1 row of the table"), "{run:?}");
    let records: Vec<serde_json::Value> =
        folder.read("r.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shown = |of: usize| {
        let record = &records[of];
        [
            &record["id"],
            &record["published"]["value"],
            &record["published"]["by"],
            &record["source"]["url"],
            &record["title"],
        ]
        .map(|value| value.as_str().unwrap_or("-").to_owned())
    };
    assert_eq!(shown(0), ["a", "2022-04-21", "source", "https://warta.example/1", "Kendal Siap"]);
    assert_eq!(shown(1), ["c", "-", "-", "https://warta.example/2", "-"]);
    // The source's own words count before the table's.
    assert_eq!(shown(2), ["d", "2016-04-21", "source", "https://d.example", "-"]);
    assert_eq!(records[0]["facts"][0]["date"], "2022-04-20");
    folder.petik(&["verify", "--metadata", "b/isi.csv", "r.jsonl"]).ends_with(0);
}

#[test]
fn a_table_that_cannot_be_used_is_refused() {
    let folder = Folder::new();
    folder.write("a.txt", TEXT);
    for (table, words) in [
        ("nama,url\na,x\n", "no column `path` or `id` in its header (nama, url)"),
        ("id,published\na,20 April\n", "line 2: `published` is \"20 April\""),
        ("id,url\na,x\nb,y\na,z\n", "line 4: a second row for \"a\""),
        ("id,url\n,x\n", "line 2: it names no file"),
    ] {
        folder.write("m.csv", table);
        let run = folder.petik(&["extract", "--metadata", "m.csv", "a.txt"]);
        assert!(run.ends_with(2).stderr.contains(words), "{words}: {run:?}");
    }
    folder.write("m.csv", "id\tpublished\na\t2022-04-21\n");
    let run = folder.petik(&["extract", "--metadata", "m.csv", "a.txt"]);
    assert_eq!(run.ends_with(0).records()[0]["published"]["value"], "2022-04-21");
    // A run does not go on with another table.
    folder.petik(&["extract", "--metadata", "m.csv", "--run", "hasil", "a.txt"]).ends_with(0);
    folder.write("m.csv", "id\tpublished\na\t2022-04-22\n");
    let run = folder.petik(&["extract", "--metadata", "m.csv", "--run", "hasil", "a.txt"]);
    assert!(run.ends_with(2).stderr.contains("begun with the options"), "{run:?}");
}
