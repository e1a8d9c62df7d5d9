"""Compare linking rules on the articles that training held out.

dev.jsonl stays unread: it is for reporting. The best rules are copied by hand to the
defaults of `linking.Rules`.
"""

from __future__ import annotations

import argparse
from itertools import product
from pathlib import Path

import torch
from tokenizers import Tokenizer

from attribution.corpus import hold_out, read_articles
from attribution.evaluate import predicted_spans, tally
from attribution.export import load_tagger
from attribution.linking import Rules
from attribution.train import HELD_SHARE
from attribution.words import read_document
from base import REPOSITORY

REACHES = product((25, 40, 60), (40, 60, 100), ((0, 0), (5, 20), (10, 20), (10, 40)), (True, False))


def main() -> None:
    parser = argparse.ArgumentParser(prog="run choose", description=__doc__)
    parser.add_argument("--data", type=Path, default=REPOSITORY / "../shared/data")
    parser.add_argument("--model", type=Path, default=REPOSITORY / "models/attribution")
    parser.add_argument("--threads", type=int, default=1)
    flags = parser.parse_args()
    torch.set_num_threads(flags.threads)
    tagger = load_tagger(flags.model)
    tokenizer = Tokenizer.from_file(str(flags.model / "tokenizer.json"))
    _, held = hold_out(read_articles(flags.data / "polnear/train.jsonl"), HELD_SHARE)
    documents = [read_document(tokenizer, article) for article in held]
    spans = [predicted_spans(tagger, tokenizer, document) for document in documents]
    for source_reach, content_reach, (sentence, paragraph), share in REACHES:
        rules = Rules(source_reach, content_reach, sentence, paragraph, share)
        figures = tally(documents, spans, rules)
        names = ("linked", "linked_strict", "source_right", "sourceless_right")
        print(rules, *(f"{name} {figures[name]}" for name in names), flush=True)


if __name__ == "__main__":
    main()
