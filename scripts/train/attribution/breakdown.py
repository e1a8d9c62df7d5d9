"""Where the model misses: recall on dev by kind of attribution, the figures of reports
alone, and the held-out figures.

A gold attribution counts as found if one of overlap 0.3 or more was matched to it. Of
reports, whose cue has a word of the baseline's list, the other corpora consist; here they
are set apart on both sides, in gold and among what was found.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer

from attribution.baseline import OPEN_QUOTES, VERBS
from attribution.corpus import Attribution, hold_out, read_articles
from attribution.evaluate import evaluate, predicted_spans
from attribution.export import load_tagger
from attribution.linking import Linker
from attribution.measures import OVERLAP, Tally, match
from attribution.words import Document, read_document
from base import REPOSITORY

LONG_CUE = 3


def cue_words(document: Document, attribution: Attribution) -> list[str]:
    """The words of a cue, in small letters."""
    places = (word for start, end in attribution.cue for word in range(start, end))
    return [document.surface(word, word + 1).lower() for word in places]


def reports(document: Document, attribution: Attribution) -> bool:
    """Whether the cue has a word of the baseline's list."""
    cue = cue_words(document, attribution)
    return "according" in cue or not VERBS.isdisjoint(cue)


def kinds(document: Document, gold: Attribution) -> Iterator[str]:
    """The kinds that an attribution is of."""
    cue = cue_words(document, gold)
    listed = reports(document, gold)
    yield "cue has a word of the baseline's list" if listed else "cue has none of them"
    yield f"words in cue: {min(len(cue), LONG_CUE)}" + " or more" * (len(cue) >= LONG_CUE)
    text = "".join(document.surface(*piece) for piece in gold.content)
    yield "quotation mark in content" if OPEN_QUOTES & set(text) else "no quotation mark"


def main() -> None:
    parser = argparse.ArgumentParser(prog="run breakdown", description=__doc__)
    parser.add_argument("--data", type=Path, default=REPOSITORY / "../shared/data")
    parser.add_argument("--model", type=Path, default=REPOSITORY / "models/attribution")
    parser.add_argument("--threads", type=int, default=1)
    flags = parser.parse_args()
    torch.set_num_threads(flags.threads)
    tagger = load_tagger(flags.model)
    tokenizer = Tokenizer.from_file(str(flags.model / "tokenizer.json"))
    total: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    of_reports = Tally()
    for article in read_articles(flags.data / "polnear/dev.jsonl"):
        document = read_document(tokenizer, article)
        found = Linker(document).link(predicted_spans(tagger, tokenizer, document))
        both = ([a for a in side if reports(document, a)] for side in (document.gold, found))
        of_reports.add(*both, len(document.first))
        matched = {i for i, _, shared in match(document.gold, found) if shared >= OVERLAP}
        for index, gold in enumerate(document.gold):
            for kind in kinds(document, gold):
                total[kind] += 1
                hits[kind] += index in matched
    for kind, count in sorted(total.items()):
        print(f"recall {hits[kind] / count:.3f} of {count:5}  {kind}")
    print("reports alone:", json.dumps(of_reports.figures()))
    _, held = hold_out(read_articles(flags.data / "polnear/train.jsonl"))
    documents = [read_document(tokenizer, article) for article in held]
    print("held out of train:", json.dumps(evaluate(tagger, tokenizer, documents)))


if __name__ == "__main__":
    main()
