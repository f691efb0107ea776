use std::io::BufRead;
fn main() {
    let engine = petik::Engine::builtin().unwrap();
    let (mut n, mut p, mut f) = (0, 0, 0);
    let texts: Vec<String> = std::io::stdin().lock().lines().map(|line| {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        v["text"].as_str().unwrap().to_owned()
    }).collect();
    engine.may_hold("", petik::Only::Facts);
    let t = std::time::Instant::now();
    for text in &texts {
        n += 1;
        p += engine.may_hold(text, petik::Only::Facts) as u32;
        f += engine.may_hold(text, petik::Only::Programme) as u32 * 0;
    }
    let bytes: usize = texts.iter().map(|t| t.len()).sum();
    println!("{n} texts, {p} may hold facts {f}; {:.0} MB/s", bytes as f64 / 1e6 / t.elapsed().as_secs_f64());
    let t = std::time::Instant::now();
    let p = texts.iter().filter(|t| engine.may_hold(t, petik::Only::Programme)).count();
    println!("programme {p}; {:.0} MB/s", bytes as f64 / 1e6 / t.elapsed().as_secs_f64());
}
