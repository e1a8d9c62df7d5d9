"""Train the attribution model and write its folder: the step that a user runs.

Reads PolNeAR's train.jsonl and what the teacher says of it and of other articles
(`teach`). About a twentieth of PolNeAR's articles are held out to choose the epoch;
dev.jsonl is not read here. Each epoch that is the best so far on the held articles is
exported at once.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from attribution.corpus import hold_out, read_articles
from attribution.examples import Example, gold_example
from attribution.export import export
from attribution.fitting import Recipe, fit
from attribution.tagger import new_tagger
from attribution.teach import key, read_taught, unannotated
from attribution.words import read_document
from base import REPOSITORY, fetch_base
from model import new_tokenizer

# What an annotator says counts as much as what the teacher says.
GOLD_SHARE = 0.5


def mixed(gold: Example, taught: np.ndarray) -> Example:
    """What the annotator and the teacher say, on the mean."""
    return Example(gold.ids, GOLD_SHARE * gold.targets + (1 - GOLD_SHARE) * taught)


def main() -> None:
    parser = argparse.ArgumentParser(prog="run train", description=__doc__)
    parser.add_argument("--data", type=Path, default=REPOSITORY / "../shared/data")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "models/attribution")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    flags = parser.parse_args()
    torch.set_num_threads(flags.threads)
    base = fetch_base()
    tokenizer = new_tokenizer(base)
    taught = {text: said.astype(np.float32) for text, said in read_taught().items()}
    fitted, held = hold_out(read_articles(flags.data / "polnear/train.jsonl"))
    examples = [
        mixed(gold_example(read_document(tokenizer, article)), taught[key(article.text)])
        for article in fitted
    ]
    texts = unannotated(flags.data)
    for text in texts:
        ids = np.asarray(tokenizer.encode(text, add_special_tokens=False).ids)
        examples.append(Example(ids, taught[key(text)]))
    print(
        f"{len(fitted)} annotated articles and {len(texts)} others to fit on, "
        f"{len(held)} to choose the epoch on",
        flush=True,
    )
    fit(
        lambda: new_tagger(base),
        tokenizer,
        examples,
        [read_document(tokenizer, article) for article in held],
        Recipe(),
        flags.seed,
        lambda tagger: export(tagger, base, flags.out),
    )


if __name__ == "__main__":
    main()
