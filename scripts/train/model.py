"""The scorer: encoder, mean pooling and one linear layer that holds all heads.

Input: ids and mask [batch, length]. Output: logits [batch, 20], five for each of
specificity, firmness and overall, then five for the act. A rating is the expected
value of the softmax over its five levels, 0-4; the act is the largest logit. A
firmness within a tenth of a level of 3, plain assertion, is 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from base import plain_tokenizer_json
from data import ACTS, LEVELS, RATINGS
from encoder import BertEncoder, mean_pool, pad
from encoders import new_encoder
from mpnet import MPNetEncoder

HEADS = {name: LEVELS for name in RATINGS} | {"act": len(ACTS)}
MAX_TOKENS = 512

# The level of a plain assertion, and how near to it a firmness is not told apart from it.
PLAIN = 3.0
NOT_TOLD_APART = 0.1


class Scorer(nn.Module):
    """Logits of all heads, in the order of HEADS."""

    def __init__(
        self, encoder: BertEncoder | MPNetEncoder, hidden: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.bert = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(hidden, sum(HEADS.values()))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        pooled = mean_pool(self.bert(ids, mask), mask)
        return self.head(self.dropout(pooled))


def split_heads(logits: Tensor) -> dict[str, Tensor]:
    """Logits by head."""
    return dict(zip(HEADS, logits.split(list(HEADS.values()), dim=-1), strict=True))


def expected_value(logits: Tensor) -> Tensor:
    """Expected level, 0-4, of an ordinal head's logits [batch, 5]."""
    levels = torch.arange(LEVELS, dtype=logits.dtype)
    return logits.softmax(dim=-1) @ levels


def beside_plain(firmness: np.ndarray) -> np.ndarray:
    """Firmness, 0-4, in which plain assertions are equally firm, as they are to readers;
    the program's `beside_plain` on its scale."""
    off = firmness - PLAIN
    told = np.clip(2 * (np.abs(off) - NOT_TOLD_APART), 0, np.abs(off))
    return PLAIN + np.copysign(told, off)


def new_scorer(base: Path) -> Scorer:
    """A scorer that knows nothing yet, on the encoder of a folder."""
    encoder = new_encoder(base)
    return Scorer(encoder, encoder.embeddings.word_embeddings.embedding_dim)


def shortened(scorer: Scorer, layers: Sequence[int]) -> Scorer:
    """The same scorer with these of its encoder's layers only, counted from 0."""
    stack = scorer.bert.encoder
    stack.layer = nn.ModuleList(stack.layer[number] for number in layers)
    return scorer


def new_tokenizer(base: Path) -> Tokenizer:
    return Tokenizer.from_str(plain_tokenizer_json(base))


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Token ids of each text with CLS and SEP; a text over the limit is an error."""
    sequences = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    for text, ids in zip(texts, sequences, strict=True):
        if len(ids) > MAX_TOKENS:
            raise ValueError(f"{len(ids)} tokens, at most {MAX_TOKENS}: {text[:60]!r}...")
    return sequences


@torch.no_grad()
def logits_of(
    scorer: Scorer, sequences: list[list[int]], batch: int = 32, bfloat16: bool = False
) -> Tensor:
    """Logits [sequences, 20] in the order of the input, without dropout."""
    scorer.eval()
    order = sorted(range(len(sequences)), key=lambda row: len(sequences[row]))
    logits = torch.empty(len(sequences), sum(HEADS.values()))
    for start in range(0, len(order), batch):
        rows = order[start : start + batch]
        ids, mask = pad([sequences[row] for row in rows])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            logits[rows] = scorer(ids, mask).float()
    return logits


def predict(scorer: Scorer, sequences: list[list[int]]) -> dict[str, np.ndarray]:
    """Expected ratings (0-4) and act (its index), in float32."""
    heads = split_heads(logits_of(scorer, sequences))
    scores = {name: expected_value(heads[name]).numpy() for name in RATINGS}
    scores["firmness"] = beside_plain(scores["firmness"])
    return scores | {"act": heads["act"].argmax(dim=-1).numpy()}
