use super::*;

/// Each `hit` is found by its own rule with its value, each `miss` by any rule but this one.
#[test]
fn every_rule_finds_its_hits_and_leaves_its_misses() {
    let world = World::get();
    let mut wrong = Vec::new();
    for (number, rule) in world.rules.rules().iter().enumerate() {
        let reads_nothing = world.rules.value(number) == DateReader::Nothing;
        assert!(rule.hits.len() >= 2 && rule.misses.len() >= 2, "{}: two hits and two misses at least", rule.name);
        for hit in &rule.hits {
            let found = world.with(&hit.text, |cx, found| {
                if reads_nothing {
                    let none = found.is_empty()
                        && (0..cx.text.tokens.len())
                            .any(|at| rule.match_at(cx, at).is_some_and(|m| cx.text.words(at, m.end) == hit.quote));
                    return if none { format!("{}=none", hit.quote) } else { format!("{found:?}") };
                }
                let own = found
                    .iter()
                    .filter(|m| m.rule == number)
                    .map(|m| format!("{}={}", cx.text.words(m.first, m.end), m.value));
                let other = found.iter().filter(|m| m.rule != number).map(|m| {
                    format!("({}: {}={})", world.rules.rules()[m.rule].name, cx.text.words(m.first, m.end), m.value)
                });
                own.chain(other).collect::<Vec<_>>().join("; ")
            });
            if !found.split("; ").any(|f| f == format!("{}={}", hit.quote, hit.value)) {
                wrong.push(format!("{}:{} {}: {:?} gives {found}", rule.file, rule.line, rule.name, hit.text));
            }
        }
        for miss in &rule.misses {
            world.with(miss, |cx, found| {
                if reads_nothing && (0..cx.text.tokens.len()).any(|at| rule.match_at(cx, at).is_some()) {
                    wrong.push(format!("{}: {}: matches {miss:?}", rule.line, rule.name));
                }
                for m in found.iter().filter(|m| m.rule == number) {
                    wrong.push(format!(
                        "{}: {}: {miss:?} gives {}={}",
                        rule.line,
                        rule.name,
                        cx.text.words(m.first, m.end),
                        m.value
                    ));
                }
            });
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
