"""Measure a model folder, or the rule baseline, against gold articles.

Figures come from the stored float16 weights, cast up to float32.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from attribution.baseline import baseline
from attribution.corpus import ROLES, read_articles
from attribution.decoding import Piece, decode, spans_of
from attribution.examples import STRAIGHT
from attribution.export import load_tagger
from attribution.labels import HEADS, word_labels
from attribution.linking import Linker, Rules
from attribution.measures import Tally
from attribution.tagger import Tagger
from attribution.windows import document_logits, special_ids
from attribution.words import Document, read_document
from base import REPOSITORY


def word_logits(tagger: Tagger, tokenizer: Tokenizer, document: Document) -> np.ndarray:
    """Logits of each word's first piece: [words, 13]."""
    return document_logits(tagger, document.ids, special_ids(tokenizer))[document.first]


def predicted_spans(
    tagger: Tagger, tokenizer: Tokenizer, document: Document
) -> dict[str, list[Piece]]:
    """Spans of each role in one document."""
    return decode(word_logits(tagger, tokenizer, document))


def tally(
    documents: Iterable[Document], spans: Iterable[dict[str, list[Piece]]], rules: Rules
) -> dict:
    """Figures of predicted spans, linked by `rules`."""
    total = Tally()
    for document, mine in zip(documents, spans, strict=True):
        found = Linker(document, rules).link(mine)
        before_linking = {role: {piece.span for piece in mine[role]} for role in ROLES}
        total.add(document.gold, found, len(document.first), before_linking)
    return total.figures()


def evaluate(
    tagger: Tagger, tokenizer: Tokenizer, documents: list[Document], rules: Rules = Rules()
) -> dict:
    """Figures of a tagger on some documents."""
    spans = [predicted_spans(tagger, tokenizer, document) for document in documents]
    return tally(documents, spans, rules)


def evaluate_baseline(documents: list[Document]) -> dict:
    """Figures of the rules."""
    total = Tally()
    for document in documents:
        total.add(document.gold, baseline(document), len(document.first))
    return total.figures()


def evaluate_linking(documents: list[Document]) -> dict:
    """Figures of gold labels, linked: what the labels and the linking rules alone lose."""
    return tally(documents, [gold_spans(document) for document in documents], Rules())


def gold_spans(document: Document) -> dict[str, list[Piece]]:
    """Spans that gold labels give."""
    labels = word_labels(document)
    return {
        role: spans_of([HEADS[role][label] for label in labels[:, column]])
        for column, role in enumerate(ROLES)
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="run evaluate", description=__doc__)
    parser.add_argument("--data", type=Path, default=REPOSITORY / "../shared/data")
    parser.add_argument("--model", type=Path, default=REPOSITORY / "models/attribution")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--straight", action="store_true", help="make curly quotes straight first")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--baseline", action="store_true", help="the rules, not the model")
    kind.add_argument("--gold", action="store_true", help="gold labels, not the model's")
    flags = parser.parse_args()
    torch.set_num_threads(flags.threads)
    tokenizer = Tokenizer.from_file(str(flags.model / "tokenizer.json"))
    articles = read_articles(flags.data / "polnear/dev.jsonl")
    if flags.straight:
        plain = str.maketrans(STRAIGHT)
        articles = [replace(article, text=article.text.translate(plain)) for article in articles]
    documents = [read_document(tokenizer, article) for article in articles]
    if flags.baseline:
        figures = evaluate_baseline(documents)
    elif flags.gold:
        figures = evaluate_linking(documents)
    else:
        figures = evaluate(load_tagger(flags.model), tokenizer, documents)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
