"""Labels of the three heads, and how gold attributions become them.

The suffix of a source or content label says on which side the cue of its
attribution lies: L, the cue is to the left ("said Smith"); R, to the right
("Smith said"). Heads are independent, so a word may be in spans of several roles.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from attribution.corpus import ROLES, Attribution, Span
from attribution.words import Document

SIDED = ("O", "B-L", "I-L", "B-R", "I-R")
HEADS: dict[str, tuple[str, ...]] = {"source": SIDED, "cue": ("O", "B", "I"), "content": SIDED}
SIZES = [len(labels) for labels in HEADS.values()]

OUTSIDE = 0


def split_heads(table: np.ndarray) -> list[np.ndarray]:
    """The columns of each head, of a table [rows, 13]."""
    return np.split(table, np.cumsum(SIZES)[:-1], axis=1)


def side(piece: Span, cue: tuple[Span, ...]) -> str:
    """Side of a piece on which its cue lies."""
    return "L" if cue[0][0] <= piece[0] else "R"


def distance(piece: Span, cue: tuple[Span, ...]) -> int:
    """Words between a piece and its cue."""
    return max(cue[0][0] - piece[1], piece[0] - cue[-1][1], 0)


def sided_pieces(gold: Iterable[Attribution], role: str) -> list[tuple[Span, str]]:
    """Pieces of a role with their labels' suffixes, in the order they are to be painted.

    Longer pieces come first, so that an inner span stays whole where two overlap. A
    source that serves several cues points to the nearest one.
    """
    nearest: dict[Span, tuple[int, str]] = {}
    for attribution in gold:
        for piece in getattr(attribution, role):
            if role == "cue":
                nearest[piece] = (0, "")
                continue
            entry = (distance(piece, attribution.cue), "-" + side(piece, attribution.cue))
            nearest[piece] = min(nearest.get(piece, entry), entry)
    ordered = sorted(nearest, key=lambda piece: (piece[0] - piece[1], piece))
    return [(piece, nearest[piece][1]) for piece in ordered]


def word_labels(document: Document) -> np.ndarray:
    """Gold label of each word under each head: int array [words, 3]."""
    painted = np.full((len(document.first), len(ROLES)), OUTSIDE, dtype=np.int64)
    for column, role in enumerate(ROLES):
        names = HEADS[role]
        for (start, end), suffix in sided_pieces(document.gold, role):
            painted[start:end, column] = names.index("I" + suffix)
            painted[start, column] = names.index("B" + suffix)
    return painted


def piece_labels(document: Document) -> np.ndarray:
    """Gold label of each word piece: int array [pieces, 3].

    A continuation piece has its word's label, with I for B.
    """
    words = word_labels(document)
    first = np.asarray(document.first + [len(document.ids)])
    spread = np.repeat(words, np.diff(first), axis=0)
    starts = np.zeros(len(document.ids), dtype=bool)
    starts[first[:-1]] = True
    for column, role in enumerate(ROLES):
        begins = [HEADS[role][i].startswith("B") for i in range(len(HEADS[role]))]
        begin = np.asarray(begins)[spread[:, column]] & ~starts
        spread[begin, column] += 1  # every I follows its B in HEADS
    return spread


def piece_targets(document: Document) -> np.ndarray:
    """Gold labels of the heads side by side as distributions: float array [pieces, 13]."""
    labels = piece_labels(document)
    return np.concatenate(
        [np.eye(size, dtype=np.float32)[labels[:, c]] for c, size in enumerate(SIZES)], axis=1
    )
