"""Long articles as windows of word pieces, and their logits put together again.

At inference windows of 254 pieces start every 190 pieces; CLS and SEP are added to
each. A piece's logits come from the window in which it is farthest from the nearer
edge, the earlier window in a tie; the ends of the document count as infinitely far.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from tokenizers import Tokenizer

from attribution.labels import SIZES, split_heads
from attribution.tagger import Tagger
from encoder import pad

WINDOW = 254
STRIDE = 190


def starts(pieces: int) -> list[int]:
    """First piece of each window; the last window is the first that reaches the end."""
    return list(range(0, max(pieces - WINDOW, 0) + STRIDE, STRIDE)) if pieces else []


def owned(pieces: int) -> list[tuple[int, int, int]]:
    """(window start, first piece, end piece) for the pieces each window's logits serve.

    Two neighbours share 64 pieces. One at distance d >= 0 from the later window's first
    piece is 63 - d from the earlier one's last; the earlier window keeps it up to d = 31.
    """
    found = []
    begin = 0
    windows = starts(pieces)
    for index, start in enumerate(windows):
        last = index + 1 == len(windows)
        end = pieces if last else start + STRIDE + (WINDOW - STRIDE) // 2
        found.append((start, begin, end))
        begin = end
    return found


def special_ids(tokenizer: Tokenizer) -> tuple[int, int]:
    """Ids of what stands at the beginning and the end, CLS and SEP in BERT."""
    first, last = tokenizer.encode("").ids
    return first, last


def cut(ids: list[int], special: tuple[int, int]) -> Iterator[list[int]]:
    """Windows of a document's pieces with CLS and SEP."""
    for start in starts(len(ids)):
        yield [special[0], *ids[start : start + WINDOW], special[1]]


@torch.no_grad()
def document_logits(
    tagger: Tagger,
    ids: list[int],
    special: tuple[int, int],
    batch: int = 8,
    bfloat16: bool = False,
) -> np.ndarray:
    """Logits of every piece in float32: [pieces, 13]."""
    tagger.eval()
    windows = list(cut(ids, special))
    found = np.zeros((len(ids), sum(SIZES)), dtype=np.float32)
    served = owned(len(ids))
    for first in range(0, len(windows), batch):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            logits = tagger(*pad(windows[first : first + batch])).float().numpy()
        for row, (start, begin, end) in zip(logits, served[first : first + batch], strict=False):
            # The row's place 0 is CLS.
            found[begin:end] = row[begin - start + 1 : end - start + 1]
    return found


def label_indices(logits: np.ndarray) -> np.ndarray:
    """Label with the largest logit under each head: [rows, 13] to [rows, 3]."""
    return np.stack([head.argmax(axis=1) for head in split_heads(logits)], axis=1)
