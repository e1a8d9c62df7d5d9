"""From logits to spans: the best permitted sequence of labels under each head.

Viterbi search over words (Forney 1973; for BIO labels as in Ramshaw & Marcus 1995): a
word has its first piece's log-probabilities, an I may only follow a B or I of its own
side, and a span's first word pays the head's begin cost, which weighs precision
against recall and keeps long spans from falling apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from attribution.corpus import ROLES, Span
from attribution.labels import HEADS, split_heads

FORBIDDEN = -1e9


@dataclass(frozen=True)
class Piece:
    """A span of one role and the side on which its cue lies ("" for a cue)."""

    span: Span
    side: str


@dataclass(frozen=True)
class Costs:
    """Per head, chosen on held-out training articles (natural log units).

    begin: taken off a span's first word. inside: given to every word within a span.
    """

    begin: dict[str, float]
    inside: dict[str, float]


DEFAULT_COSTS = Costs(
    begin={"source": 0.25, "cue": 0.25, "content": 0.75},
    inside={"source": 0.0, "cue": 0.0, "content": -0.2},
)


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Over the last axis of [words, labels]."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def transitions(names: tuple[str, ...], begin: float) -> np.ndarray:
    """Score of each label (column) after each label (row): [labels, labels]."""
    table = np.zeros((len(names), len(names)))
    for row, before in enumerate(names):
        for column, label in enumerate(names):
            if label.startswith("B"):
                table[row, column] = -begin
            elif label.startswith("I") and (before == "O" or before[1:] != label[1:]):
                table[row, column] = FORBIDDEN
    return table


def best_labels(scores: np.ndarray, table: np.ndarray) -> list[int]:
    """The best sequence for [words, labels]; before the first word stands an O.

    Where two ways score the same, the label that comes first in the head wins.
    """
    if not len(scores):
        return []
    best = table[0] + scores[0]
    came_from = np.zeros(scores.shape, dtype=int)
    for word in range(1, len(scores)):
        ways = best[:, None] + table
        came_from[word] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[word]
    found = [int(best.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        found.append(int(came_from[word, found[-1]]))
    return found[::-1]


def spans_of(labels: list[str]) -> list[Piece]:
    """Spans of a permitted sequence: each starts at a B and goes on over every I."""
    found: list[Piece] = []
    for word, label in enumerate(labels):
        if label.startswith("B"):
            found.append(Piece((word, word + 1), label[2:]))
        elif label.startswith("I"):
            found[-1] = Piece((found[-1].span[0], word + 1), label[2:])
    return found


def decode(logits: np.ndarray, costs: Costs = DEFAULT_COSTS) -> dict[str, list[Piece]]:
    """Spans of each role from the logits of words' first pieces: [words, 13]."""
    found = {}
    for role, scores in zip(ROLES, split_heads(logits.astype(np.float64)), strict=True):
        names = HEADS[role]
        log_probabilities = log_softmax(scores)
        log_probabilities[:, 1:] += costs.inside[role]
        labels = best_labels(log_probabilities, transitions(names, costs.begin[role]))
        found[role] = spans_of([names[label] for label in labels])
    return found
