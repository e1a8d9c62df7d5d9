"""Write the file with which another engine's test shows that it agrees.

For each invented text: pieces with offsets in characters and bytes, the label with the
largest logit under each head, logits of ten pieces, and the linked attributions.
Everything is computed in float32 with the stored weights.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer

from attribution.corpus import ROLES, Article, Span
from attribution.decoding import decode
from attribution.export import load_tagger
from attribution.labels import HEADS
from attribution.linking import Linker
from attribution.reference_texts import TEXTS
from attribution.tagger import Tagger
from attribution.windows import document_logits, label_indices, owned, special_ids
from attribution.words import Document, read_document
from base import REPOSITORY, sha256

SAMPLED = 10


def byte_span(text: str, span: Span) -> list[int]:
    """A span of characters in bytes of UTF-8."""
    start = len(text[: span[0]].encode())
    return [start, start + len(text[slice(*span)].encode())]


def sampled(pieces: int) -> list[int]:
    """Ten pieces: the first, the last, those beside the seams of windows, and others evenly."""
    seams = [begin for _, begin, _ in owned(pieces)[1:]]
    chosen = {0, pieces - 1, *seams, *(seam - 1 for seam in seams)}
    for index in range(SAMPLED):
        if len(chosen) < min(SAMPLED, pieces):
            chosen.add((index + 1) * pieces // (SAMPLED + 1))
    return sorted(chosen)


def words_in_bytes(document: Document, pieces: tuple[Span, ...]) -> list[list[int]]:
    """Spans of words as spans of bytes."""
    spans = document.spans
    return [byte_span(document.text, (spans[a][0], spans[b - 1][1])) for a, b in pieces]


def describe(tagger: Tagger, tokenizer: Tokenizer, text: str) -> dict:
    """All that is asserted about one text."""
    document = read_document(tokenizer, Article("", text, ()))
    logits = document_logits(tagger, document.ids, special_ids(tokenizer))
    labels = label_indices(logits)
    attributions = Linker(document).link(decode(logits[document.first]))
    return {
        "text": text,
        "ids": document.ids,
        "characters": document.offsets,
        "bytes": [byte_span(text, span) for span in document.offsets],
        "word_starts": document.first,
        "labels": {head: labels[:, column].tolist() for column, head in enumerate(HEADS)},
        "logits": [
            {"piece": piece, "values": [round(float(x), 5) for x in logits[piece]]}
            for piece in sampled(len(document.ids))
        ],
        "attributions": [
            {role: words_in_bytes(document, getattr(found, role)) for role in ROLES}
            for found in attributions
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="run reference", description=__doc__
    )
    parser.add_argument("--model", type=Path, default=REPOSITORY / "models/attribution")
    target = REPOSITORY / "tests/data/attribution_reference.json"
    parser.add_argument("--out", type=Path, default=target)
    flags = parser.parse_args()
    torch.set_num_threads(1)
    tagger = load_tagger(flags.model)
    tokenizer = Tokenizer.from_file(str(flags.model / "tokenizer.json"))
    file = {
        "weights_sha256": sha256(flags.model / "model.safetensors"),
        "texts": [describe(tagger, tokenizer, text) for text in TEXTS],
    }
    flags.out.parent.mkdir(parents=True, exist_ok=True)
    # One line per text keeps the file short and its changes readable.
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in file["texts"])
    head = json.dumps(file["weights_sha256"])
    flags.out.write_text(f'{{"weights_sha256": {head}, "texts": [\n{rows}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
