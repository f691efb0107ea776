//! Long runs: stopped at any moment, they go on and leave the bytes of a run that nobody stopped.

use crate::cli::program::Folder;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

const ARTICLE: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";

/// Files of several formats, some of them damaged: enough output for several lines of the journal.
pub fn inputs() -> Folder {
    let folder = Folder::new();
    let line = |n: usize| match n % 97 {
        13 => "{\"text\": 7}\n".to_owned(),
        _ => format!("{{\"id\":\"{n}\",\"text\":\"{}\"}}\n", format!("{ARTICLE} ").repeat(1 + n % 7)),
    };
    for (name, lines) in [("a/1.jsonl", 0..2500), ("a/2.jsonl", 2500..2510), ("a/4.jsonl", 2510..5200)] {
        folder.write(name, lines.map(line).collect::<String>());
    }
    folder.write("a/3.txt", ARTICLE).write("a/5.txt", "");
    folder
}

const RUN: [&str; 6] = ["extract", "--threads", "2", "--run", "out", "a"];

fn outcome(folder: &Folder, output: &str) -> [Vec<u8>; 4] {
    [output, "failures.jsonl", "inputs.jsonl", "pieces.jsonl"]
        .map(|name| fs::read(folder.path("out").join(name)).unwrap())
}

/// Runs with `options` over the [`inputs`], undisturbed and killed at many moments: `output` has to be the same. `written`
/// is what it is written to until the end. Hands back the output.
#[track_caller]
pub fn kills_leave_no_trace_with(options: &[&str], output: &str, written: &str) -> Vec<u8> {
    let folder = inputs();
    let run = [&RUN, options].concat();
    folder.petik(&run).ends_with(1);
    let undisturbed = outcome(&folder, output);
    assert_eq!(fs::read_to_string(folder.path("out/failures.jsonl")).unwrap().lines().count(), 55);
    // Whenever it is killed, also where the moment is never or at once, the end is the same.
    for pause in [0, 40, 150, 400] {
        fs::remove_dir_all(folder.path("out")).unwrap();
        start_and_kill(&folder, &run, 4, pause);
        // A line of the journal that was not finished, and output that no line speaks of.
        for (name, torn) in [("journal.jsonl", "{\"place\":{\"fi"), (written, "{\"schema\":")] {
            if let Ok(mut file) = fs::File::options().append(true).open(folder.path("out").join(name)) {
                file.write_all(torn.as_bytes()).unwrap();
            }
        }
        folder.petik(&run).ends_with(1);
        assert!(outcome(&folder, output) == undisturbed, "kills after {pause} ms");
    }
    assert_eq!(left(&folder), files(output));
    let [output, ..] = undisturbed;
    output
}

/// Starts a run so many times and kills it after `pause` milliseconds.
fn start_and_kill(folder: &Folder, run: &[&str], times: usize, pause: u64) {
    for _ in 0..times {
        let mut child = folder.command(run).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

/// The names in the folder of a run at its end.
pub fn files(output: &str) -> [&str; 6] {
    let mut files = [".lock", "failures.jsonl", "inputs.jsonl", "pieces.jsonl", "run.json", output];
    files.sort_unstable();
    files
}

/// The names in the folder of the run.
pub fn left(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path("out")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn kills_leave_no_trace() {
    let output = kills_leave_no_trace_with(&[], "records.jsonl", "records.jsonl.part");
    assert!(output.len() > 12 << 20, "{}: too little for several lines of the journal", output.len());
}

#[test]
fn a_kill_before_the_last_word_is_mended() {
    let folder = Folder::new();
    folder.write("a/a.txt", ARTICLE).write("a/b.txt", "");
    folder.petik(&RUN).ends_with(1);
    let undisturbed = outcome(&folder, "records.jsonl");
    // The files have their names, run.json does not say yet that all is done, and the journal is still there.
    let mut about: serde_json::Value = serde_json::from_str(&folder.read("out/run.json")).unwrap();
    let done = std::mem::take(&mut about["done"]);
    let mark = serde_json::json!({"place": {"files": 2, "given": 1}, "output": undisturbed[0].len(),
        "failures": undisturbed[1].len(), "pieces": undisturbed[3].len(), "done": done});
    folder.write("out/run.json", about.to_string()).write("out/journal.jsonl", format!("{mark}\n"));
    folder.petik(&RUN).ends_with(1);
    assert!(outcome(&folder, "records.jsonl") == undisturbed);
    assert_eq!(left(&folder), files("records.jsonl"));
}

#[test]
fn kills_do_not_bring_back_repeats() {
    let folder = inputs();
    let run = [&RUN[..], &["--dedupe"]].concat();
    let last = folder.petik(&run);
    assert!(last.ends_with(1).stderr.contains("; passed over: 51"), "{last:?}");
    let undisturbed = outcome(&folder, "records.jsonl");
    // How long it took is the one thing that differs.
    let about = || {
        let mut about: serde_json::Value = serde_json::from_str(&folder.read("out/run.json")).unwrap();
        assert!(about["seconds"].take().is_u64());
        about
    };
    let undisturbed_about = about();
    for pause in [20, 60, 120, 200] {
        fs::remove_dir_all(folder.path("out")).unwrap();
        start_and_kill(&folder, &run, 3, pause);
        folder.petik(&run).ends_with(1);
        assert!(
            outcome(&folder, "records.jsonl") == undisturbed && about() == undisturbed_about,
            "kills after {pause} ms"
        );
    }
    assert!(!folder.path("out/digests.part").exists());
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_at_a_good_place() {
    let folder = inputs();
    folder.petik(&RUN).ends_with(1);
    let undisturbed = outcome(&folder, "records.jsonl");
    fs::remove_dir_all(folder.path("out")).unwrap();
    let child = folder.command(&RUN).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    // It has begun to write when its file is there.
    while !folder.path("out/records.jsonl.part").exists() {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(100));
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    // On a fast machine it may be at its end before.
    if output.status.code() != Some(1) {
        assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
        let part = fs::read_to_string(folder.path("out/records.jsonl.part")).unwrap();
        assert!(part.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
        folder.petik(&RUN).ends_with(1);
    }
    assert!(outcome(&folder, "records.jsonl") == undisturbed);
}

#[test]
fn a_run_at_its_end_has_nothing_to_do() {
    let folder = Folder::new();
    // What a run leaves that was killed as it began.
    folder.write("a.txt", ARTICLE).write("out/.lock", "").write("out/run.json.part", "{\"pet");
    let first = folder.petik(&["extract", "--run", "out", "a.txt"]);
    assert_eq!(first.ends_with(0).stdout, "");
    let again = folder.petik(&["extract", "--run", "out", "a.txt"]);
    assert!(
        again.ends_with(0).stderr.contains("nothing to do") && again.stderr.contains("1 article, 2 facts"),
        "{again:?}"
    );
    let run: serde_json::Value = serde_json::from_str(&folder.read("out/run.json")).unwrap();
    let done = ["articles", "facts", "failed"].map(|name| run["done"][name].as_u64());
    assert_eq!(done, [Some(1), Some(2), Some(0)]);
    assert_eq!(run["inputs"], serde_json::json!({"files": 1, "bytes": ARTICLE.len()}));
    let direct = folder.petik(&["extract", "a.txt"]);
    assert_eq!(folder.read("out/records.jsonl"), direct.stdout);
}

#[test]
fn each_file_has_its_totals() {
    let folder = Folder::new();
    folder
        .write("a/1.jsonl", format!("{{\"text\":\"{ARTICLE}\"}}\n{{}}\n{{\"text\":\"{ARTICLE}\"}}\n"))
        .write("a/2.txt", "")
        .write("a/3.txt", ARTICLE)
        .write("a/4.txt", "Pemkab Pati.");
    folder.petik(&["extract", "--dedupe", "--run", "out", "a"]).ends_with(1);
    let inputs: Vec<serde_json::Value> =
        folder.read("out/inputs.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let totals: Vec<_> = inputs
        .iter()
        .map(|input| {
            let number = |name: &str| input[name].as_u64().unwrap();
            let repeats = input["passed_over"]["repeats"].as_u64().unwrap();
            (input["path"].as_str().unwrap(), number("articles"), number("facts"), number("failed"), repeats)
        })
        .collect();
    let expected =
        [("a/1.jsonl", 1, 2, 1, 1), ("a/2.txt", 0, 0, 1, 0), ("a/3.txt", 0, 0, 0, 1), ("a/4.txt", 1, 0, 0, 0)];
    assert_eq!(totals, expected);
    assert_eq!(inputs[2]["bytes"], ARTICLE.len());
}

#[test]
fn what_would_mix_is_refused() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE).write("b.txt", ARTICLE).write("mine/notes.txt", "x");
    folder.petik(&["extract", "--run", "out", "a.txt"]).ends_with(0);
    let refused = |arguments: &[&str], words: &str| {
        let run = folder.petik(&[&["extract", "--run"], arguments].concat());
        assert!(run.ends_with(2).stderr.contains(words), "{words:?}: {run:?}");
    };
    refused(&["out", "--with-text", "a.txt"], "begun with the options");
    refused(&["out", "--compress", "gzip", "a.txt"], "begun with the options");
    refused(&["out", "b.txt"], "it began with the file a.txt");
    refused(&["out", "a.txt", "b.txt"], "it began with 1 files, and now there is b.txt");
    refused(&["mine", "a.txt"], "no folder of a run");
    refused(&["out", "-"], "standard input");
    folder.write("a.txt", format!("{ARTICLE} Ya."));
    refused(&["out", "a.txt"], "a.txt has changed");
    folder.petik(&["extract", "--run", "out", "--fresh", "a.txt"]).ends_with(0);
    assert_eq!(folder.read("mine/notes.txt"), "x");
}
