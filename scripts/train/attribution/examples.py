"""Training windows: cut anew in every epoch, with some quotation marks changed.

A piece's target is a distribution over each head's labels, the heads side by side.
Windows start at a random phase, so that spans meet the edges in ever new places. A
piece near an inner edge lacks context and belongs to two windows: neighbours overlap
by twice EDGE and a piece counts in the loss only where it is EDGE or more from it; where
it does not count, its target is zero.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from attribution.labels import HEADS, SIZES, piece_targets
from attribution.windows import WINDOW, special_ids
from attribution.words import Document
from encoder import pad

EDGE = 16

# A source with straight quotation marks, or with none left after cleaning, is common.
STRAIGHTEN_SHARE = 0.25
DROP_SHARE = 0.1
STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
DOUBLE = ("“", "”", '"')

# Columns of the targets that are a B; the I of each is the next.
BEGINS = [
    column
    for column, label in enumerate(label for labels in HEADS.values() for label in labels)
    if label.startswith("B")
]


@dataclass(frozen=True)
class Example:
    """An article as a model learns from it: ids [pieces] and targets [pieces, 13]."""

    ids: np.ndarray
    targets: np.ndarray


def gold_example(document: Document) -> Example:
    """What the annotator says."""
    return Example(np.asarray(document.ids), piece_targets(document))


@dataclass(frozen=True)
class Window:
    """ids [length] with CLS and SEP; targets [length, 13], zero where not counted."""

    ids: list[int]
    targets: np.ndarray


def drop_pieces(article: Example, gone: np.ndarray) -> Example:
    """Without the pieces in `gone`; a span that lost its first piece starts at its next."""
    targets = article.targets.copy()
    for index in np.flatnonzero(gone[:-1]):
        for begin in BEGINS:
            # As much as goes on within the span; a run of dropped pieces hands it further.
            handed = min(targets[index, begin], targets[index + 1, begin + 1])
            targets[index + 1, begin] += handed
            targets[index + 1, begin + 1] -= handed
    return Example(article.ids[~gone], targets[~gone])


class Examples:
    """The articles to fit on, cut into windows."""

    def __init__(self, articles: list[Example], tokenizer: Tokenizer) -> None:
        self.special = special_ids(tokenizer)
        self.articles = articles
        quote = {mark: tokenizer.token_to_id(mark) for mark in (*STRAIGHT, *DOUBLE, "'")}
        self.straight = [(quote[a], quote[b]) for a, b in STRAIGHT.items()]
        self.double = [quote[mark] for mark in DOUBLE]

    def varied(self, article: Example, rng: random.Random) -> Example:
        """The article with its quotation marks perhaps changed."""
        chance = rng.random()
        if chance < STRAIGHTEN_SHARE:
            ids = article.ids.copy()
            for curly, plain in self.straight:
                ids[ids == curly] = plain
            return Example(ids, article.targets)
        if chance < STRAIGHTEN_SHARE + DROP_SHARE:
            return drop_pieces(article, np.isin(article.ids, self.double))
        return article

    def windows(self, rng: random.Random) -> list[Window]:
        """Every article once, cut at a random phase."""
        found = []
        step = WINDOW - 2 * EDGE
        for article in self.articles:
            varied = self.varied(article, rng)
            end = len(varied.ids)
            # Starts before the document, so that no piece falls in an uncounted edge, and
            # stops once a window has reached the end.
            stop = max(end - 2 * EDGE, 1 - EDGE)
            for start in range(-EDGE - rng.randrange(step), stop, step):
                low, high = max(start, 0), min(start + WINDOW, end)
                counted = varied.targets[low:high].copy()
                if low > 0:
                    counted[: max(start + EDGE - low, 0)] = 0
                if high < end:
                    counted[start + WINDOW - EDGE - low :] = 0
                if counted.any():
                    found.append(
                        Window(
                            [self.special[0], *varied.ids[low:high].tolist(), self.special[1]],
                            np.pad(counted, ((1, 1), (0, 0))),
                        )
                    )
        return found


def batches(windows: list[Window], size: int, pool: int, rng: random.Random) -> list[list[Window]]:
    """Batches of windows, sorted by length within pools of batches, in random order."""
    order = windows[:]
    rng.shuffle(order)
    found = []
    for start in range(0, len(order), size * pool):
        near = sorted(order[start : start + size * pool], key=lambda window: len(window.ids))
        found += [near[i : i + size] for i in range(0, len(near), size)]
    rng.shuffle(found)
    return found


def collate(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """ids and mask [batch, length], targets [batch, length, 13]."""
    ids, mask = pad([window.ids for window in batch])
    targets = torch.zeros(*ids.shape, sum(SIZES))
    for row, window in enumerate(batch):
        targets[row, : len(window.ids)] = torch.from_numpy(window.targets)
    return ids, mask, targets
