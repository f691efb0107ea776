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

# Build the wheel and test it
python:
    python/test

# Read all lists and rules and run the examples of every rule; `just check --gazetteers DIR` for lists of one's own
check *ARGS:
    cargo run --quiet --locked --release -- check {{ARGS}}

# Write the generated pages anew
docs:
    cargo run --quiet --locked --release -- docs

# Measure over the articles of the corpus; `just score --errors` names each difference
score *ARGS:
    cargo build --quiet --locked --release
    cargo run --quiet --locked --release -- extract --quiet corpus/articles | cargo run --quiet --locked --release -- score - corpus/articles {{ARGS}}

# Every case of the corpus that does not come out; `just cases date` for one layer or for files with that in their name
cases WHICH="all":
    PETIK_CASES={{WHICH}} cargo test --quiet --locked --test petik corpus -- --nocapture

# Write the floors of the corpus anew, where the figures have become better
floors:
    PETIK_FLOORS=raise cargo test --quiet --locked --test petik corpus

# Show what petik makes of one article
explain PATH *ARGS:
    cargo run --quiet --locked --release -- explain {{PATH}} {{ARGS}}

# How often changes of made texts are read otherwise; `just behaviour denial` shows the failures whose name has that word
behaviour WHICH="-":
    PETIK_CASES={{WHICH}} cargo test --quiet --locked --test petik behaviour -- --nocapture

# Fit the confidence of facts anew, over corpus/articles and further files; weigh `git diff gazetteers/weights.csv`. It begins with
# the weights as judged, since from fitted ones the same articles would count twice
fit GOLD="" TEXTS="":
    cargo run --quiet --locked --release -- fit --gazetteers corpus/judged --decision confidence corpus/articles {{GOLD}} --texts corpus/articles {{TEXTS}} --output gazetteers/weights.csv

# Predicates that change no record when they are switched off; `just idle data` for rules, triggers, rows of words and weights
idle *ARGS:
    cargo run --quiet --locked --release --example idle -- {{ARGS}}

# What each word of choosing, signing or opening a list costs: over corpus/articles, a FOLDER, or ARTICLES.jsonl GOLD.jsonl
dropout *ARGS:
    cargo run --quiet --locked --release --example dropout -- {{ARGS}}
