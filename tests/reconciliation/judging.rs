//! Decisions on their way into their file.

use petik::reconcile::{Decision, append};

#[test]
fn decisions_of_many_writers_are_all_there_and_whole() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("d.jsonl");
    std::fs::write(&path, "{\"subject\":\"old\",\"verdict\":\"accept\"}").unwrap();
    let one = |subject: String| Decision { subject, note: Some("x".repeat(5_000)), ..Decision::default() };
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let path = &path;
            scope.spawn(move || {
                for number in 0..20 {
                    let both = [one(format!("{writer}/{number}/a")), one(format!("{writer}/{number}/b"))];
                    append(path, &both).unwrap();
                }
            });
        }
    });
    let text = std::fs::read_to_string(&path).unwrap();
    let subjects: Vec<String> =
        text.lines().map(|line| serde_json::from_str::<Decision>(line).unwrap().subject).collect();
    assert_eq!((subjects.len(), subjects[0].as_str()), (161, "old"));
    for pair in subjects[1..].chunks(2) {
        assert_eq!(pair[0].trim_end_matches("/a"), pair[1].trim_end_matches("/b"));
    }
}
