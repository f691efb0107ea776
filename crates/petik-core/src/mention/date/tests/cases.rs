//! The cases of other projects (`corpus/lexical/`): each is read, or listed there as refused and then really not read.

use super::*;

const NUMBERS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/lexical/numbers.csv"));
const MONEY: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/lexical/money.csv"));
const DATES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/lexical/dates.csv"));

fn close(a: f64, wanted: &str) -> String {
    // Decimals read aloud are sums of tenths; the last bit is not what these cases are about.
    let wanted_value: f64 = wanted.parse().unwrap();
    if (a - wanted_value).abs() < 1e-9 { wanted.to_owned() } else { a.to_string() }
}

fn read(world: &World, input: &str, kind: &str, expected: &str) -> String {
    let numbers = |raw: &str, ordinal: bool| {
        let text = Text::new(raw, &world.lexicon);
        let read =
            if ordinal { world.gazetteer.numbers.ordinal(&text, 0) } else { world.gazetteer.numbers.parse(&text, 0) };
        read.filter(|n| n.end == text.tokens.len()).map_or("-".to_owned(), |n| close(n.value, expected))
    };
    let dates = |raw: &str| {
        world
            .found(raw)
            .split("; ")
            .map(|f| f.rsplit('=').next().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
            .join(";")
    };
    match kind {
        "number" => numbers(input, false),
        "ordinal" => numbers(input, true),
        "number_word" => {
            world.gazetteer.numbers.get(world.lexicon.look_up(input)).map_or("-".to_owned(), |w| w.value.to_string())
        }
        "month" => {
            let found = dates(&format!("3 {input} 2020"));
            found
                .strip_prefix("2020-")
                .and_then(|f| f.strip_suffix("-03"))
                .map_or(found.clone(), |m| m.trim_start_matches('0').to_owned())
        }
        "weekday" => dates(&format!("hari {input}")),
        "unit" => dates(&format!("3 {input} lalu")),
        "date" => dates(input),
        "weekday_direction" => world.with(input, |_, found| match found.as_slice() {
            [m] => format!("{} {}", m.value, m.direction.map_or("-".to_owned(), |d| d.to_string())),
            _ => "-".to_owned(),
        }),
        "money" => {
            let text = Text::new(input, &world.lexicon);
            let sum = world.gazetteer.money.parse(&text, &world.lexicon, &world.gazetteer.numbers, 0);
            sum.map_or("-".to_owned(), |m| {
                let unit = m.currency.as_str();
                match (m.low, m.high) {
                    (Some(a), Some(b)) if a == b => format!("{a} {unit}"),
                    (a, b) => format!(
                        "{}..{} {unit}",
                        a.map_or(String::new(), |a| a.to_string()),
                        b.map_or(String::new(), |b| b.to_string())
                    ),
                }
            })
        }
        _ => panic!("no such kind of case: {kind}"),
    }
}

#[test]
fn cases_of_other_projects_are_read_or_refused_for_a_reason() {
    let world = World::get();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for source in [NUMBERS, MONEY, DATES] {
        for row in csv::Reader::from_reader(source.as_bytes()).records() {
            let row = row.unwrap();
            let got = read(world, &row[0], &row[1], &row[2]);
            count += 1;
            assert!(!row[4].is_empty(), "{row:?}: no origin");
            if (got == row[2]) != row[3].is_empty() {
                wrong.push(format!(
                    "{:?} {} should be {}{}, is {got}",
                    &row[0],
                    &row[1],
                    if row[3].is_empty() { "" } else { "refused: not " },
                    &row[2]
                ));
            }
        }
    }
    assert_eq!(count, 403);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn money_as_news_writes_it() {
    let world = World::get();
    for (raw, wanted) in [
        ("Rp1.000 per warga", Some((1000.0, "Rp1.000"))),
        ("Rp 2,3 triliun", Some((2.3e12, "Rp 2,3 triliun"))),
        ("Rp 5 M untuk", Some((5e9, "Rp 5 M"))),
        ("Rp500 juta dari", Some((5e8, "Rp500 juta"))),
        ("50 juta rupiah", Some((5e7, "50 juta rupiah"))),
        ("50 kabupaten", None),
        ("RPJMD 2021", None),
    ] {
        let text = Text::new(raw, &world.lexicon);
        let found = world.gazetteer.money.parse(&text, &world.lexicon, &world.gazetteer.numbers, 0);
        assert_eq!(found.map(|m| (m.low.unwrap(), text.words(m.first, m.end))), wanted, "{raw}");
    }
}
