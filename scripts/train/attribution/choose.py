"""Choose decoding costs and linking rules on the articles that training held out.

dev.jsonl stays unread: it is for reporting. One constant after another is set to the
best of a few values, twice round. The result is copied by hand to the defaults of
`decoding.Costs` and `linking.Rules`; with --write the manifest is then written anew.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from attribution.corpus import ROLES, hold_out, read_articles
from attribution.decoding import DEFAULT_COSTS, Costs, decode
from attribution.evaluate import tally, word_logits
from attribution.export import load_tagger, write_manifest
from attribution.linking import Rules
from attribution.measures import objective
from attribution.words import Document, read_document
from base import REPOSITORY

BEGIN = (0.0, 0.25, 0.5, 0.75, 1.0)
INSIDE = (-0.2, 0.0, 0.2, 0.4, 0.6, 0.8)
LIMITS: dict[str, tuple] = {
    "source_reach": (20, 25, 40, 60),
    "content_reach": (25, 40, 60, 100),
    "sentence_cost": (0, 5, 10),
    "paragraph_cost": (0, 20, 40),
    "share_source": (False, True),
}
ROUNDS = 2


def score(documents: list[Document], logits: list[np.ndarray], costs: Costs, rules: Rules) -> float:
    spans = [decode(each, costs) for each in logits]
    return objective(tally(documents, spans, rules))


def choose(documents: list[Document], logits: list[np.ndarray]) -> tuple[Costs, Rules]:
    """Coordinate search from the present defaults; a tie keeps what stands."""
    costs, rules = DEFAULT_COSTS, Rules()
    best = score(documents, logits, costs, rules)
    print(f"start {best:.4f} {costs} {rules}", flush=True)
    for _ in range(ROUNDS):
        for kind, values in (("begin", BEGIN), ("inside", INSIDE)):
            for role in ROLES:
                for value in values:
                    trial = replace(costs, **{kind: getattr(costs, kind) | {role: value}})
                    if (found := score(documents, logits, trial, rules)) > best:
                        best, costs = found, trial
        for name, values in LIMITS.items():
            for value in values:
                other = replace(rules, **{name: value})
                if (found := score(documents, logits, costs, other)) > best:
                    best, rules = found, other
        print(f"best {best:.4f} {costs} {rules}", flush=True)
    return costs, rules


def main() -> None:
    parser = argparse.ArgumentParser(prog="run choose", description=__doc__)
    parser.add_argument("--data", type=Path, default=REPOSITORY / "../shared/data")
    parser.add_argument("--model", type=Path, default=REPOSITORY / "models/attribution")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="only write the manifest anew")
    flags = parser.parse_args()
    if flags.write:
        write_manifest(flags.model)
        return
    torch.set_num_threads(flags.threads)
    tagger = load_tagger(flags.model)
    tokenizer = Tokenizer.from_file(str(flags.model / "tokenizer.json"))
    _, held = hold_out(read_articles(flags.data / "polnear/train.jsonl"))
    documents = [read_document(tokenizer, article) for article in held]
    choose(documents, [word_logits(tagger, tokenizer, document) for document in documents])


if __name__ == "__main__":
    main()
