"""Training windows: cut anew in every epoch, with some quotation marks changed.

Windows start at a random phase, so that spans meet the edges in ever new places. A
piece near an inner edge lacks context and belongs to two windows: neighbours overlap
by twice EDGE and a piece counts in the loss only where it is EDGE or more from it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from attribution.labels import HEADS, piece_labels
from attribution.windows import WINDOW, special_ids
from attribution.words import Document
from encoder import pad

EDGE = 16
IGNORED = -100

# A source with straight quotation marks, or with none left after cleaning, is common.
STRAIGHTEN_SHARE = 0.25
DROP_SHARE = 0.1
STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
DOUBLE = ("“", "”", '"')

BEGIN_LABELS = [
    [index for index, label in enumerate(labels) if label.startswith("B")]
    for labels in HEADS.values()
]


@dataclass(frozen=True)
class Window:
    """ids [length] with CLS and SEP; labels [length, 3], IGNORED where not counted."""

    ids: list[int]
    labels: np.ndarray


def drop_pieces(
    ids: np.ndarray, labels: np.ndarray, gone: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Without the pieces in `gone`; a span that lost its first piece starts at its next."""
    labels = labels.copy()
    for column, begins in enumerate(BEGIN_LABELS):
        for index in np.flatnonzero(gone & np.isin(labels[:, column], begins)):
            label = labels[index, column]
            # An I follows its B in HEADS; a run of dropped pieces hands the B on.
            if index + 1 < len(labels) and labels[index + 1, column] == label + 1:
                labels[index + 1, column] = label
    return ids[~gone], labels[~gone]


class Examples:
    """The documents to fit on, as arrays of pieces."""

    def __init__(self, documents: list[Document], tokenizer: Tokenizer) -> None:
        self.special = special_ids(tokenizer)
        self.articles = [
            (np.asarray(document.ids), piece_labels(document)) for document in documents
        ]
        quote = {mark: tokenizer.token_to_id(mark) for mark in (*STRAIGHT, *DOUBLE, "'")}
        self.straight = [(quote[a], quote[b]) for a, b in STRAIGHT.items()]
        self.double = [quote[mark] for mark in DOUBLE]

    def varied(self, article: int, rng: random.Random) -> tuple[np.ndarray, np.ndarray]:
        """Pieces and labels of an article with its quotation marks perhaps changed."""
        ids, labels = self.articles[article]
        chance = rng.random()
        if chance < STRAIGHTEN_SHARE:
            ids = ids.copy()
            for curly, plain in self.straight:
                ids[ids == curly] = plain
        elif chance < STRAIGHTEN_SHARE + DROP_SHARE:
            ids, labels = drop_pieces(ids, labels, np.isin(ids, self.double))
        return ids, labels

    def windows(self, rng: random.Random) -> list[Window]:
        """Every article once, cut at a random phase."""
        found = []
        step = WINDOW - 2 * EDGE
        for article in range(len(self.articles)):
            ids, labels = self.varied(article, rng)
            end = len(ids)
            # Starts before the document, so that no piece falls in an uncounted edge, and
            # stops once a window has reached the end.
            stop = max(end - 2 * EDGE, 1 - EDGE)
            for start in range(-EDGE - rng.randrange(step), stop, step):
                low, high = max(start, 0), min(start + WINDOW, end)
                counted = labels[low:high].copy()
                if low > 0:
                    counted[: max(start + EDGE - low, 0)] = IGNORED
                if high < end:
                    counted[start + WINDOW - EDGE - low :] = IGNORED
                border = np.full((1, labels.shape[1]), IGNORED)
                if (counted != IGNORED).any():
                    found.append(
                        Window(
                            [self.special[0], *ids[low:high].tolist(), self.special[1]],
                            np.concatenate([border, counted, border]),
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
    """ids and mask [batch, length], labels [batch, length, 3]."""
    ids, mask = pad([window.ids for window in batch])
    labels = torch.full((*ids.shape, len(HEADS)), IGNORED)
    for row, window in enumerate(batch):
        labels[row, : len(window.ids)] = torch.from_numpy(window.labels)
    return ids, mask, labels
