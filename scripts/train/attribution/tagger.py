"""The tagger: encoder and one linear layer that holds the heads one after another.

Input: ids and mask [batch, length]. Output: logits [batch, length, 13], five for
source, three for cue, five for content.
"""

from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn

from attribution.labels import SIZES
from encoder import BertEncoder
from encoders import new_encoder
from mpnet import MPNetEncoder


class Tagger(nn.Module):
    """Logits of all heads for each token."""

    def __init__(self, encoder: BertEncoder | MPNetEncoder, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = encoder
        self.dropout = nn.Dropout(dropout)
        hidden = encoder.embeddings.word_embeddings.embedding_dim
        self.head = nn.Linear(hidden, sum(SIZES))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.head(self.dropout(self.bert(ids, mask)))


def new_tagger(base: Path) -> Tagger:
    """A tagger that knows nothing yet, on the encoder of a folder."""
    return Tagger(new_encoder(base))
