# Errands for those who work on petik. `just --list` shows them.

# List the errands
default:
    @just --list

# What the continuous integration runs
ready:
    .ci/run

# Format the source
fmt:
    cargo fmt

# Run the tests
test:
    cargo test --locked

# Read all lists and rules and run the examples of every rule; `just check --gazetteers DIR` for lists of one's own
check *ARGS:
    cargo run --quiet --locked --release -- check {{ARGS}}

# Write the generated pages anew
docs:
    cargo run --quiet --locked --release -- docs

# Measure over the articles of the corpus; `just score --errors` names each difference
score *ARGS:
    cargo run --quiet --locked --release -- extract --quiet corpus/articles --output target/records.jsonl
    cargo run --quiet --locked --release -- score target/records.jsonl corpus/articles {{ARGS}}

# Show what petik makes of one article
explain PATH *ARGS:
    cargo run --quiet --locked --release -- explain {{PATH}} {{ARGS}}
