"""The names of regions by spaCy's EntityRuler, without a trained model: peer_spacy.py NAMES INPUT. Prints what was found."""

import json
import sys

import spacy

names, lines = sys.argv[1:]
nlp = spacy.blank("id")
nlp.max_length = 1 << 30
ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
with open(names, encoding="utf-8") as file:
    with nlp.select_pipes(enable=[]):
        ruler.add_patterns([{"label": "REGION", "pattern": name} for name in json.load(file)])
found, articles = 0, 0
with open(lines, encoding="utf-8") as file:
    texts = (json.loads(line)["text"] for line in file)
    for document in nlp.pipe(texts, batch_size=32):
        found += len(document.ents)
        articles += 1
print(json.dumps({"articles": articles, "found": found}))
